/** Words of undo wherever it is offered, in Russian; the marks are those of ru.ts. */
export const ruUndo = {
  'journal.undo': 'Вернуть как было',
  'journal.keptRow': '{sheet}, строка {row}',
  'journal.keptCell': '{sheet}, строка {row}, столбец «{column}»',
  'undo.running': 'Возвращаем как было',
  'undo.closing': 'Не закрывайте до конца: иначе возврат остановится.',
  'undo.stopped': 'Возврат не закончен',
  'undo.stoppedWhat': 'Возвращено {done} из {total#ячейки и строки|ячеек и строк|ячеек и строк}, остальное стоит как есть. «Вернуть как было» продолжит с этого места.',
} as const;
