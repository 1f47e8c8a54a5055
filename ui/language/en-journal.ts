/** Words of the view of past actions and of the backup in English. */
import type { ruJournal } from './ru-journal';

export const enJournal: Readonly<Record<keyof typeof ruJournal, string>> = {
  'journal.heading': 'Undo',
  'journal.what': 'Actions that changed many cells at once, the latest first. Each can be taken back; cells you changed since stay as they are and are named.',
  'journal.empty': 'Nothing to take back',
  'journal.emptyWhat': 'Imports and changes of settings will stand here.',
  'journal.keep': 'Keep it',
  'journal.undoLast': 'Take back the last action',
  'journal.ask': 'Take back: {action}?',
  'journal.askWhat': 'Letters, opt-outs and consents are never touched. Figures are counted anew at the next recalculation.',
  'journal.done': 'Taken back',
  'backup.make': 'Back up now',
  'backup.what': 'Clients, orders, the archive, templates and consents are copied to hidden tabs of this spreadsheet; their names carry the date.',
  'backup.running': 'Copying the tabs…',
  'backup.done': 'Backup made',
};
