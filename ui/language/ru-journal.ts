/** Words of the view of past actions and of the backup in Russian; the marks are those of ru.ts. */
export const ruJournal = {
  'journal.heading': 'Отмена действий',
  'journal.what': 'Действия, которые меняли много ячеек сразу, последнее сверху. Каждое можно вернуть назад; ячейки, которые вы потом поправили, останутся и будут названы.',
  'journal.empty': 'Отменять нечего',
  'journal.emptyWhat': 'Здесь появятся импорты и изменения настроек.',
  'journal.keep': 'Оставить',
  'journal.undoLast': 'Отменить последнее действие',
  'journal.ask': 'Вернуть как было: {action}?',
  'journal.askWhat': 'Письма, отписки и согласия не затрагиваются. Показатели пересчитаются при следующем пересчёте.',
  'journal.done': 'Возвращено как было',
  'backup.make': 'Сделать копию сейчас',
  'backup.what': 'Клиенты, заказы, архив, шаблоны и согласия копируются на скрытые листы этой таблицы; в их названиях стоит дата.',
  'backup.running': 'Копируем листы…',
  'backup.done': 'Копия сделана',
} as const;
