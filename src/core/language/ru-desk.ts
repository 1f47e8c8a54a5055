/** Russian sentences of the menu's desks, the set-up dialog's frame and the demo base. */
import type { EN_DESK } from './en-desk';

/** Russian words and sentences by key. */
export const RU_DESK: Readonly<Record<keyof typeof EN_DESK, string>> = {
  'menu.setUp': 'Сделать клиентской базой',
  'menu.cleaning': 'Чистка базы',
  'menu.duplicates': 'Дубли клиентов',
  'menu.repair': 'Проверка и починка',
  'menu.journal': 'Отмена действий',
  'page.setUp': 'Сделать клиентской базой',
  'demo.shop': 'Цветочная лавка',
  'demo.made': 'Добавлено: {clients#клиент|клиента|клиентов} и {orders#заказ|заказа|заказов} придуманного магазина.',
  'demo.deleted': 'Удалено: {clients#клиент|клиента|клиентов} и {orders#заказ|заказа|заказов} придуманного магазина.',
  'demo.kept': 'Осталось строк, которые с тех пор изменили: {count}.',
  'demo.nothing': 'Нетронутых демоданных здесь нет.',
};
