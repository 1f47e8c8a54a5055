/** English words of the duplicates desk on the server: what was merged and why a value stays. */

/** English words by key. */
export const EN_DESK_DUPLICATES = {
  'merge.grade.certain': 'Almost certainly, {percent}%',
  'merge.grade.likely': 'Probably, {percent}%',
  'merge.grade.possible': 'Possibly, {percent}%',
  'merge.stays.orders': 'Most orders',
  'merge.stays.fullest': 'The fullest row',
  'merge.stays.first': 'The first row: nothing else decides',
  'merge.stays.number': 'The only one with a client number',
  'merge.why.earliest': 'The earliest date',
  'merge.why.together': 'Everything is kept',
  'merge.why.refusal': 'A refusal stays in force',
  'merge.why.number': 'It names the client: from the row that stays',
  'merge.archived': 'Merged into {client}',
  'merge.archivedWith': 'Merged into {client}. Other values: {list}',
  'merge.archivedReplaced': 'Former values of {client}: {list}',
  'merge.details': '{client}: {count#row|rows}',
  'merge.done': '{client} is one client now. Moved to the archive: {rows#row|rows}, moved over: {orders#order|orders}. Recalculate to update the figures.',
  'merge.more': 'Moved over: {orders#order|orders}. Not everything yet: go on.',
  'merge.exactDetails': 'Exact duplicates: {rows#row|rows}',
  'merge.exactDone': 'Exact duplicates merged: {rows}. The surplus rows are in the archive. Recalculate to update the figures.',
  'merge.unnumbered': 'a row without a client number',
  'merge.apartKept': '{count#person|people}: different, and never proposed again as one.',
} as const;
