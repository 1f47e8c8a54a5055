/** The fields a letter may use: columns of Clients as they stand, and what is computed from them and from Orders. */
import type { TemplateField, TemplateFieldGroup, TemplateFields } from '../../contract/template-views';
import { readName } from '../../core/contacts/name';
import { isInitial } from '../../core/contacts/name-words';
import type { Language } from '../../core/language/language';
import { LANGUAGES } from '../../core/language/language';
import type { ColumnKey } from '../../core/language/names';
import { columnKeyOf, columnName, dormancyKeyOf, dormancyName, isSegmentKey, lifecycleKeyOf, lifecycleName, segmentKeyOf, segmentName, temperatureKeyOf, temperatureName } from '../../core/language/names';
import { text } from '../../core/language/text';
import type { FieldLookup, FigureValue, LetterLocale, MergeValue } from '../../core/mail/template';
import { foldFieldName } from '../../core/mail/template';
import { valueText } from '../../core/mail/template-values';
import type { Cell } from '../../core/table/cell';
import { isDateCell } from '../../core/table/cell';
import { nameOfParts } from '../../core/table/profiles';
import type { Base } from '../base';
import { cellDay, cellNumber, cellText } from '../cells';
import type { ClientRecord, ClientsRead } from '../clients-table';
import { clientCell } from '../clients-table';
import { readOrders } from '../orders-table';
import { COMPUTED_CLIENT_COLUMNS } from '../tab-specs';

/** Reads one field of one client. */
type Reader = (record: ClientRecord, order: string) => MergeValue;

/** Fields that are there whatever columns the tab has. */
const ALWAYS: readonly ColumnKey[] = ['name', 'first_name', 'order', 'last_product', 'average_bill', 'days_silent'];

/** How figures are written; others are plain numbers. */
const FIGURES: Readonly<Partial<Record<string, FigureValue['as']>>> = {
  revenue: 'money', average_bill: 'money', money_at_risk: 'money', margin: 'money', ltv: 'money', clv: 'money', expected_bill: 'money', plan: 'money',
  purchases_elsewhere: 'money', days_silent: 'days', rhythm_days: 'days', ros: 'share', abc_share: 'share', p_alive: 'share', plan_done: 'share', wallet_share: 'share',
};
/** Columns whose numbers are names: never grouped by thousands. */
const NAMED_BY_NUMBER = new Set<string>(['client_id', 'id', 'phone', 'rfm', 'messenger', 'order']);
/** Columns that make no sense in a letter to a client: not in the picker; typed by hand they work. */
const LEFT_OUT = new Set<string>(['id', 'consent', 'unsubscribed', 'ads_consent', 'note', 'segment_why', 'rhythm_source', 'r', 'f', 'm']);
const CLIENT_GROUP = new Set<string>([
  'client_id', 'name', 'first_name', 'last_name', 'patronymic', 'gender', 'email', 'phone', 'messenger', 'city', 'region', 'country', 'address', 'birthday', 'manager',
  'registered', 'source', 'tags',
]);
const GROUPS: readonly TemplateFieldGroup[] = ['client', 'figures', 'own', 'letter'];
const DAYS = new Set<string>(['birthday', 'registered', 'first_order', 'last_order', 'date']);

/** Names a template may use: headers of Clients as they stand, their usual names in both languages and stable keys, and the computed ones. */
export function fieldNames(clients: ClientsRead): string[] {
  const names = new Set<string>(clients.table.titles.filter((title) => title !== ''));
  for (const key of [...clients.table.columns.keys(), ...ALWAYS]) {
    names.add(key);
    const known = columnKeyOf(key);
    if (known !== undefined) LANGUAGES.forEach((language) => names.add(columnName(known, language)));
  }
  return [...names];
}

/**
 * The fields of one client by any of their names, typed, read when a template asks. 0 counted calls, and 1 (2 where there is an archive) for the
 * first client whose last product is asked for: Orders are read once for all clients of `clients`.
 * @param order the order a service letter refers to, '' for none
 */
export function fieldValues(base: Base, clients: ClientsRead, record: ClientRecord, order: string): FieldLookup {
  const readers = readersOf(base, clients);
  return { locale: localeOf(base), find: (name) => readers.get(name)?.(record, order) ?? null };
}

/** How letters of this base write numbers, money and days. */
export function localeOf({ language, settings }: Base): LetterLocale {
  return { language, currency: settings.currency };
}

const knownReaders = new WeakMap<ClientsRead, ReadonlyMap<string, Reader>>();

function readersOf(base: Base, clients: ClientsRead): ReadonlyMap<string, Reader> {
  const known = knownReaders.get(clients);
  if (known !== undefined) return known;
  const readers = new Map<string, Reader>();
  const { titles, columns, rows } = clients.table;
  const reader = (key: string | null, index: number): Reader => ({ rowIndex }) => valueOf(key, rows[rowIndex]?.[index] ?? null);
  titles.forEach((title, index) => {
    if (title !== '') readers.set(foldFieldName(title), reader(null, index));
  });
  const ownTitles = new Set(titles.filter((_title, index) => ![...columns.values()].includes(index)).map(foldFieldName));
  const put = (key: string, read: Reader): void => namesOf(key).forEach((name) => {
    // A column that the owner gave this name keeps it.
    if (key !== 'last_product' || !ownTitles.has(foldFieldName(name))) readers.set(foldFieldName(name), read);
  });
  columns.forEach((index, key) => {
    put(key, reader(key, index));
    const title = titles[index];
    if (title !== undefined && title !== '') readers.set(foldFieldName(title), reader(key, index));
  });
  addComputed(base, clients, put);
  knownReaders.set(clients, readers);
  return readers;
}

function namesOf(key: string): string[] {
  const known = columnKeyOf(key);
  return known === undefined ? [key] : [key, ...LANGUAGES.map((language) => columnName(known, language))];
}

/** What a person is called by: the given name, wherever it stands; a name that is only initials, or no person's, stays whole. */
function calledName(name: string): string {
  const { kind, firstName } = readName(name);
  return kind === 'person' && firstName !== '' && !isInitial(firstName) ? firstName : name;
}

function addComputed(base: Base, clients: ClientsRead, put: (key: string, read: Reader) => void): void {
  const cell = (record: ClientRecord, key: string): Cell => clientCell(clients, record, key);
  const filled = (record: ClientRecord, key: string): string => cellText(cell(record, key));
  // A name in one column serves for its parts, parts for the whole.
  const wholeName = (record: ClientRecord): string => filled(record, 'name')
    || nameOfParts({ firstName: filled(record, 'first_name'), lastName: filled(record, 'last_name'), patronymic: filled(record, 'patronymic') });
  const rename = (key: 'name' | 'first_name', read: (record: ClientRecord) => string): void => {
    put(key, read);
    const title = clients.table.titles[clients.table.columns.get(key) ?? -1];
    if (title !== undefined && title !== '') put(title, read);
  };
  rename('name', wholeName);
  rename('first_name', (record) => filled(record, 'first_name') || calledName(wholeName(record)));
  put('order', (_record, order) => order);
  let products: ReadonlyMap<string, string> | null = null;
  put('last_product', ({ key }) => (products ??= lastProducts(base)).get(key) ?? '');
  if (!clients.table.columns.has('average_bill')) {
    put('average_bill', (record) => {
      const orders = cellNumber(cell(record, 'orders')) ?? 0;
      const revenue = cellNumber(cell(record, 'revenue'));
      return revenue === null || orders <= 0 ? null : { figure: revenue / orders, as: 'money' };
    });
  }
  if (!clients.table.columns.has('days_silent')) {
    const today = base.ports.clock.dayOf(base.ports.clock.now());
    put('days_silent', (record) => {
      const last = cellDay(cell(record, 'last_order'));
      return last === null ? null : { figure: Math.max(0, today - last), as: 'days' };
    });
  }
}

/** What each client bought last: the last named product of his newest day. 1 counted call (2 where there is an archive). */
function lastProducts(base: Base): ReadonlyMap<string, string> {
  const newest = new Map<string, { readonly day: number; readonly product: string }>();
  for (const { clientKey, day, product } of readOrders(base).value?.rows ?? []) {
    if (clientKey === null || product === undefined || product.trim() === '') continue;
    const former = newest.get(clientKey);
    if (former === undefined || day >= former.day) newest.set(clientKey, { day, product: product.trim() });
  }
  return new Map([...newest].map(([key, { product }]) => [key, product]));
}

function valueOf(key: string | null, cell: Cell): MergeValue {
  if (isDateCell(cell)) return { day: cell.day };
  if (typeof cell === 'number') {
    if (key !== null && NAMED_BY_NUMBER.has(key)) return cellText(cell);
    const as = key === null ? undefined : FIGURES[key];
    return as === undefined ? cell : { figure: cell, as };
  }
  const typed = cellText(cell);
  return typed === '' ? null : classValue(key, typed);
}

/** A class known by its names in both languages; other texts stay texts. */
function classValue(key: string | null, typed: string): MergeValue {
  const names = (known: string | undefined, nameOf: (language: Language) => string): MergeValue =>
    known === undefined ? typed : { name: typed, alsoKnownAs: [known, ...LANGUAGES.map(nameOf)] };
  if (key === 'segment') {
    const segment = segmentKeyOf(typed);
    return names(isSegmentKey(segment) ? segment : undefined, (language) => segmentName(segment, language));
  }
  if (key === 'dormancy') {
    const band = dormancyKeyOf(typed);
    return band === undefined ? typed : names(band, (language) => dormancyName(band, language));
  }
  if (key === 'lifecycle') {
    const stage = lifecycleKeyOf(typed);
    return stage === undefined ? typed : names(stage, (language) => lifecycleName(stage, language));
  }
  if (key === 'temperature') {
    const temperature = temperatureKeyOf(typed);
    return temperature === undefined ? typed : names(temperature, (language) => temperatureName(temperature, language));
  }
  return typed;
}

/** Fields for the picker with an example from the first client who has one. 0 counted calls: the last product has no example. */
export function mergeFields(base: Base, clients: ClientsRead): TemplateField[] {
  const { titles, columns } = clients.table;
  const keyAt = new Map([...columns].map(([key, index]) => [index, key]));
  const present = titles.flatMap((title, index) => (title === '' ? [] : [{ key: keyAt.get(index) ?? title, title, isOurs: keyAt.has(index) }]));
  const more = ALWAYS.filter((key) => !columns.has(key)).map((key) => ({ key, title: columnName(key, base.language), isOurs: true }));
  const computed = new Set<string>([...COMPUTED_CLIENT_COLUMNS, 'last_product']);
  return [...present, ...more].filter(({ key }) => !LEFT_OUT.has(key)).map(({ key, title, isOurs }): TemplateField => {
    const example = key === 'last_product' ? null : exampleOf(base, clients, title);
    const kind = kindOf(key, example);
    const group = !isOurs ? 'own' : key === 'order' ? 'letter' : computed.has(key) ? 'figures' : CLIENT_GROUP.has(key) ? 'client' : 'own';
    return { key, title, example: valueText(example, null, localeOf(base)), group, kind, insert: insertOf(key, title, base.language) };
  });
}

/** The same fields in groups, without empty ones. */
export function groupedFields(base: Base, clients: ClientsRead): TemplateFields {
  const fields = mergeFields(base, clients);
  return GROUPS.map((group) => ({ group, label: text(base.language, `templateGroup.${group}`), fields: fields.filter((field) => field.group === group) }))
    .filter((entry) => entry.fields.length > 0);
}

const EXAMPLE_ROWS = 50;

function exampleOf(base: Base, clients: ClientsRead, title: string): MergeValue {
  const name = foldFieldName(title);
  for (const record of clients.records.slice(0, EXAMPLE_ROWS)) {
    const value = fieldValues(base, clients, record, '').find(name);
    if (value !== null && value !== '') return value;
  }
  return null;
}

function kindOf(key: string, example: MergeValue): TemplateField['kind'] {
  const as = FIGURES[key];
  if (as !== undefined) return as;
  if (DAYS.has(key) || (typeof example === 'object' && example !== null && 'day' in example)) return 'date';
  return typeof example === 'number' || key === 'orders' ? 'number' : 'text';
}

/** A birthday is told without its year; a name gets a word for clients who left none. */
function insertOf(key: string, title: string, language: Language): string {
  if (key === 'birthday') return `{{${title}:${language === 'ru' ? 'день' : 'day'}}}`;
  return key === 'name' || key === 'first_name' ? `{{${title}|${language === 'ru' ? 'друг' : 'friend'}}}` : `{{${title}}}`;
}
