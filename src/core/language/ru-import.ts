/** Russian sentences of the import: how a row is named in a preview. */
import type { EN_IMPORT } from './en-import';

export const RU_IMPORT: Readonly<Record<keyof typeof EN_IMPORT, string>> = {
  'import.order': 'Заказ {order}',
};
