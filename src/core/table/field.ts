/** The fields a column can be mapped to. Their keys are stable English names, also used in `--map` and metadata. */

/** Fields of an order row. */
export const ORDER_FIELDS = [
  'client', 'date', 'amount', 'order', 'cost', 'quantity', 'price', 'product', 'manager', 'channel', 'paid', 'paidDate',
] as const;

/** Fields that describe the client and may stand on order rows or on a clients sheet. */
export const PROFILE_FIELDS = [
  'name', 'firstName', 'lastName', 'email', 'phone', 'city', 'country', 'birthday', 'consent', 'unsubscribed',
] as const;

export type OrderField = (typeof ORDER_FIELDS)[number];
export type ProfileField = (typeof PROFILE_FIELDS)[number];
export type Field = OrderField | ProfileField;

/** Every field, order fields first. */
export const FIELDS: readonly Field[] = [...ORDER_FIELDS, ...PROFILE_FIELDS];

/** Which column (0-based) holds which field. */
export type Mapping = Readonly<Partial<Record<Field, number>>>;
