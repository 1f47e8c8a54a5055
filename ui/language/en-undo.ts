/** Words of undo wherever it is offered, in English. */
import type { ruUndo } from './ru-undo';

export const enUndo: Readonly<Record<keyof typeof ruUndo, string>> = {
  'journal.undo': 'Take back',
  'journal.keptRow': '{sheet}, row {row}',
  'journal.keptCell': '{sheet}, row {row}, column “{column}”',
  'undo.running': 'Taking it back',
  'undo.closing': 'Keep this open to the end: closed, it stops.',
  'undo.stopped': 'Not all is taken back',
  'undo.stoppedWhat': '{done} of {total#cell and row|cells and rows} taken back, the rest stands as it is. “Take back” goes on from there.',
};
