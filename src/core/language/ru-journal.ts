/** Russian words of the Journal, of undo and of the backup. */
import type { EN_JOURNAL } from './en-journal';

/** Words by key, as in en-journal. */
export const RU_JOURNAL: Readonly<Record<keyof typeof EN_JOURNAL, string>> = {
  'journal.kind.clean': 'Чистка',
  'journal.kind.merge': 'Объединение дублей',
  'journal.kind.archive': 'Архив',
  'journal.kind.set-up': 'Создание базы',
  'journal.kind.demo': 'Создание демобазы',
  'journal.kind.demo-delete': 'Удаление демоданных',
  'journal.kind.repair': 'Проверка и починка',
  'journal.rowsAdded': '{tab}: {count#строка добавлена|строки добавлены|строк добавлено}',
  'journal.rowsRemoved': '{tab}: {count#строка убрана|строки убраны|строк убрано}',
  'journal.cellsChanged': '{tab}: {count#ячейка изменена|ячейки изменены|ячеек изменено}',
  'journal.state.half': 'отмена не закончена',
  'undo.rowsBack': 'на место {count#вернулась|вернулись|вернулось}',
  'backup.name': '{tab} {time}',
  'backup.done': 'Копия сделана: {tabs}. Она скрыта в конце списка листов и больше не меняется.',
};
