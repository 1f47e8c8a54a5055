/** Russian words of the duplicates desk on the server: what was merged and why a value stays. */
import type { EN_DESK_DUPLICATES } from './en-desk-duplicates';

/** Russian words, keys as in en-desk-duplicates. */
export const RU_DESK_DUPLICATES: Readonly<Record<keyof typeof EN_DESK_DUPLICATES, string>> = {
  'merge.grade.certain': 'Почти наверняка, {percent} %',
  'merge.grade.likely': 'Вероятно, {percent} %',
  'merge.grade.possible': 'Возможно, {percent} %',
  'merge.stays.orders': 'Больше всего заказов',
  'merge.stays.fullest': 'Заполнена полнее других',
  'merge.stays.first': 'Первая в таблице: больше ничто не решает',
  'merge.stays.number': 'Единственная с номером клиента',
  'merge.why.earliest': 'Самая ранняя дата',
  'merge.why.together': 'Сохраняется всё',
  'merge.why.refusal': 'Отказ остаётся в силе',
  'merge.why.number': 'По нему находят клиента: от строки, которая остаётся',
  'merge.archived': 'Объединён с клиентом {client}',
  'merge.archivedWith': 'Объединён с клиентом {client}. Другие значения: {list}',
  'merge.archivedReplaced': 'Прежние значения клиента {client}: {list}',
  'merge.details': '{client}: {count#строка|строки|строк}',
  'merge.done': '{client}: теперь один клиент. В архив: {rows#строка|строки|строк}, переписано на него: {orders#заказ|заказа|заказов}. Пересчитайте, чтобы обновить показатели.',
  'merge.more': 'Переписано на клиента: {orders#заказ|заказа|заказов}. Ещё не всё: продолжите.',
  'merge.exactDetails': 'Точные совпадения: {rows#строка|строки|строк}',
  'merge.exactDone': 'Объединено точных совпадений: {rows}. Лишние строки в архиве. Пересчитайте, чтобы обновить показатели.',
  'merge.unnumbered': 'строка без номера клиента',
  'merge.apartKept': '{count#человек|человека|человек}: разные люди, больше не предложим объединить.',
};
