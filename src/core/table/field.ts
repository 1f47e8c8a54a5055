/** The fields a column can be mapped to. Their keys are stable English names, also used in `--map` and metadata. */

/** Fields of an order row. */
export const ORDER_FIELDS = [
  'client', 'date', 'amount', 'order', 'cost', 'quantity', 'price', 'product', 'manager', 'channel', 'paid', 'paidDate',
] as const;

/** Fields that describe the client and may stand on order rows or on a clients sheet. The client's manager is the order field of that name. */
export const PROFILE_FIELDS = [
  'name', 'firstName', 'lastName', 'patronymic', 'email', 'phone', 'messenger', 'birthday', 'gender', 'city', 'region', 'country', 'address',
  'source', 'tags', 'registered', 'consent', 'adsConsent', 'unsubscribed', 'marker', 'plan', 'purchasesElsewhere', 'note',
] as const;

export type OrderField = (typeof ORDER_FIELDS)[number];
export type ProfileField = (typeof PROFILE_FIELDS)[number];
export type Field = OrderField | ProfileField;

/** What is known of a client: every profile field and his manager. */
export type ClientField = ProfileField | 'manager';

/** Every field, order fields first. */
export const FIELDS: readonly Field[] = [...ORDER_FIELDS, ...PROFILE_FIELDS];

/** Every field of a client, in the order in which his columns are made. */
export const CLIENT_FIELDS: readonly ClientField[] = [...PROFILE_FIELDS, 'manager'];

/** The column of the Clients tab that holds a field. */
export const COLUMN_OF_CLIENT_FIELD = {
  name: 'name', firstName: 'first_name', lastName: 'last_name', patronymic: 'patronymic', email: 'email', phone: 'phone', messenger: 'messenger',
  birthday: 'birthday', gender: 'gender', city: 'city', region: 'region', country: 'country', address: 'address', source: 'source', tags: 'tags',
  registered: 'registered', consent: 'consent', adsConsent: 'ads_consent', unsubscribed: 'unsubscribed', marker: 'marker', plan: 'plan',
  purchasesElsewhere: 'purchases_elsewhere', note: 'note', manager: 'manager',
} as const satisfies Readonly<Record<ClientField, string>>;

/** Key of a column of the Clients tab that holds a field of the client. */
export type ClientFieldColumn = (typeof COLUMN_OF_CLIENT_FIELD)[ClientField];

/** Which sheet a header stands on: some names mean one thing on a list of orders and another on a list of clients (source, created, name). */
export type SheetKind = 'orders' | 'clients';

/** Which column (0-based) holds which field. */
export type Mapping = Readonly<Partial<Record<Field, number>>>;
