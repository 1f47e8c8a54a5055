/** What cleaning and undo promise so far: one form for contacts, doubles with their reasons, and a way back from every bulk action. */
import type { Section } from './requirement';
import { held } from './requirement';

export const CLEANING: Section = {
  title: 'Cleaning and undo',
  requirements: [
    held('clean-1', 'Phones in E.164, e-mails with suggestions, names, cities, birthdays; nothing is made good silently', 'core/contact-phones: whatever a cell holds, no reading is both good and refused',
      'core/contact-emails: whatever a cell holds, mailable and valid follow the mailing', 'core/contact-names: a normalised name is read as the same parts and nothing in it changes', 'published/published: published results of %s'),
    held('clean-2', 'Suspicious sums and dates are flagged, never dropped; each finding has a reason in both languages', 'entry/clean: suspicious sums and dates are flagged without a proposal, and their rows stay', 'core/contact-findings: each code has a sentence in both languages'),
    held('clean-3', 'Duplicates with a score and reasons, whatever the order of rows; exact keys apart; survivor values', 'core/duplicates: the order of the rows changes no pair, no score and no reason', 'core/duplicates: every pair has reasons, a probability',
      'core/duplicates-merge: birthdays that differ, addresses of an office and phones of a crowd join nobody'),
    held('clean-4', 'The verb clean and the functions NORM_PHONE, NORM_EMAIL', 'entry/clean: phone, e-mail, date and amount proposed for each of the 760 rows', 'entry/contact-functions: the phones of the made-up Russian client list',
      'entry/clean: duplicates reach a precision of 0.98 and a recall of 0.95'),
    held('undo-1', 'Imports and saved settings are written down before they change anything and can be taken back to the last cell', 'domain/journal: undone at once gives back every cell of the workbook', 'entry/undo: an import, a clients file and settings are undone to the last cell',
      'domain/journal: killed at any call, then undone, gives back every cell', 'entry/undo: a chunk and its undo killed at every counted call'),
    held('undo-2', 'What the owner changed since stays and is named; opt-outs are never undone', 'domain/journal: leaves rows and cells he changed since, names them', 'domain/journal: keeps a client who asked for no letters since',
      'ui/pages-in-browser: %s is clean at its width and with text twice as large'),
    held('undo-3', 'The journal costs two counted calls a chunk and is pruned by size with a notice', 'domain/journal: takes two counted calls for a chunk', 'domain/journal: forgets its oldest actions beyond the limit and says so'),
    held('undo-4', 'The verb undo on a base in a file', 'entry/undo-verb: takes the import of a base back, lists what was done with its time'),
  ],
};
