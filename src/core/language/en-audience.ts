/** English words of audiences and saved segments: names of tabs and columns, issues, sentences of the server. */

/** Names of the tab of saved segments and of computed fields. */
export const EN_AUDIENCE_WORDS = {
  'tab.saved_segments': 'Saved audiences',
} as const;

/** Issues. */
export const EN_AUDIENCE_ISSUES = {
  'audience.cycle': { cause: 'the saved audience "{name}" would contain itself', next: 'Take its name out of its rule, or out of the audiences it is made of.' },
  'audience.savedBroken': { cause: 'the saved audience "{name}" cannot be used', next: 'Open it among the saved audiences and correct its rule.' },
  'audience.nameBad': { cause: '"{name}" cannot be the name of an audience', next: 'Take 1 to 60 letters, digits and spaces, and no word of the rules such as and, or, not.' },
  'audience.nameTaken': { cause: 'there is an audience "{name}" already', next: 'Take another name, or replace the earlier one.' },
  'audience.savedMissing': { cause: 'there is no saved audience "{name}"', next: 'Someone may have removed it; open the list again.' },
  'audience.savedUsed': { cause: 'the audience "{name}" is part of {users}', next: 'Take it out of those first.' },
  'audience.selectionElsewhere': { cause: 'the selected cells are not on the tab {tab}', next: 'Select rows of clients there: click the first row, then the last one with Shift held down, or single ones with Ctrl.' },
  'audience.selectionEmpty': { cause: 'no row with a client is selected', next: 'Select rows of clients on the tab {tab} and press again.' },
  'audience.selectionHuge': { cause: '{count#row is|rows are} selected, and at most {limit} can be taken from a filtered tab at once', next: 'Select fewer rows, or describe these clients by a condition.' },
  'audience.tooLong': { cause: 'the rule has {length#character|characters}, more than the {limit} that can be kept', next: 'Describe these clients by a condition instead of naming each.' },
} as const;

/** Sentences. */
export const EN_AUDIENCE_SERVER = {
  'audience.saved': 'Saved audience',
  'audience.client': 'Client',
  'audience.birthday': 'Days to birthday',
  'audience.lastLetter': 'Days since the last letter',
  'audience.never': 'no letter yet',
  'audience.picked': '{count#client|clients} of the selected rows',
  'audience.pickedHidden': '{count#client|clients} of the selected rows. {hidden#row is|rows are} hidden by the filter and not taken.',
  'audience.pickedName': 'Selected rows {time}',
  'audience.pickedSaved': 'It is a long list, so it is kept as the saved audience "{name}".',
  'audience.yes': 'yes',
  'audience.no': 'no',
} as const;
