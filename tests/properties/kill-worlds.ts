// Random workbooks for kills: bases with untidy clients, and owners' sheets that are no base yet; with formulas, notes, colours and own columns.
import fc from 'fast-check';
import type { Language } from '../../src/core/language/language';
import type { Cell } from '../../src/core/table/cell';
import { setUpBase } from '../../src/domain/set-up';
import { recalculate } from '../../src/domain/recalculate';
import { MemoryWorld, wholeTab } from '../domain/in-memory-ports';
import { chosenAsProposed, ownersSheet, setUpWhole } from '../domain/owner-sheets';
import type { Wish } from './kill-steps';
import { wishOf } from './kill-steps';

// Few values, so that contacts are shared, names repeat and files meet clients that stand already.
export const NAMES = ['Петрова Анна Сергеевна', 'Анна Петрова', '  иВАНОВ   иван ', 'Иванов Иван', 'John Smith', 'JOHN  smith', '<b>Zoe</b>', 'שלום 🌷', "=not a formula", ''] as const;
export const PHONES = ['+79161234567', '8 (916) 123-45-67', '8 916 123 45 67 доб. 5; +7 495 000-03-12', 79161234568, '8 (903) 555-02-02', '007', ''] as const;
export const EMAILS = ['anna@example.com', 'Anna@EXAMPLE.com ', 'anna@gmial.com', 'ivan@example.org', 'zoe@example.net', 'nobody@', '', ''] as const;
const CITIES = ['г. москва', 'Москва', 'riga', ''] as const;
const BIRTHDAYS: readonly Cell[] = ['03.05.1990', '1990-05-03', { day: 33_000 }, ''];
const NOTES = ['любит пионы', 'two\nlines', '-5', ''] as const;
const OWN: readonly Cell[] = [10, '=7%', '5%', '', true];
const DATES: readonly Cell[] = [{ day: 45_000 }, { day: 45_000, secondOfDay: 3600 }, { day: 45_020 }, '17.02.2023', '15.01.2099', 'вчера', ''];
const AMOUNTS: readonly Cell[] = [10, 10, 200.5, '1 130,50 ₽', '99', -5, ''];

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** What the owner put beside a value: counted from the rows and columns that are there. */
const decoration = fc.record({ tab: fc.nat(1), row: fc.nat(20), column: fc.nat(20), what: from(['formula', 'note', 'colour', 'format'] as const) });
type Decoration = typeof decoration extends fc.Arbitrary<infer T> ? T : never;

const client = fc.record({
  named: fc.integer({ min: 0, max: 9 }), name: from(NAMES), phone: from(PHONES), email: from(EMAILS), city: from(CITIES), birthday: from(BIRTHDAYS), note: from(NOTES), own: from(OWN),
  refused: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
});
const order = fc.record({ order: from(['', '', '1', '2', '3', '007']), date: from(DATES), client: fc.nat(12), amount: from(AMOUNTS), product: from(['', 'Tea', '=1+1']) });
const ORDERS = { minLength: 0, maxLength: 16 };

/** A random workbook: `make` builds it anew each time. */
export interface Drawn {
  readonly make: () => MemoryWorld;
  readonly toString: () => string;
}

function drawn(make: () => MemoryWorld, parts: unknown): Drawn {
  return { make, toString: () => JSON.stringify(parts) };
}

/** Number of a client as people write them; some have none. */
const numberOf = (index: number, named: number): Cell => (named === 0 ? '' : named === 1 ? 100 + index : `K-${index}`);

/** Bases of up to fourteen clients: shared contacts, unnumbered rows, refusals of letters, columns of the owner at the end or in front. */
export const bases: fc.Arbitrary<Drawn> = fc.record({
  language: from(['ru', 'en'] as const), clients: fc.array(client, { minLength: 2, maxLength: 14, size: 'max' }), orders: fc.array(order, { ...ORDERS, size: 'max' }),
  decorations: fc.array(decoration, { maxLength: 8 }), ownInFront: fc.boolean(), recalculated: fc.boolean(), letters: fc.array(fc.nat(12), { maxLength: 3 }), refusals: fc.boolean(),
}).map((parts) => drawn(() => baseOf(parts), parts));

function baseOf({ language, clients, orders, decorations, ownInFront, recalculated, letters, refusals }: {
  readonly language: Language; readonly clients: readonly (typeof client extends fc.Arbitrary<infer T> ? T : never)[]; readonly orders: readonly (typeof order extends fc.Arbitrary<infer T> ? T : never)[];
  readonly decorations: readonly Decoration[]; readonly ownInFront: boolean; readonly recalculated: boolean; readonly letters: readonly number[]; readonly refusals: boolean;
}): MemoryWorld {
  const world = new MemoryWorld();
  world.localeName = language === 'ru' ? 'ru_RU' : 'en_US';
  world.run((ports) => setUpBase(ports, language));
  for (const key of ['city', 'birthday'] as const) addColumn(world, 'clients', key, false);
  addColumn(world, 'orders', 'product', false);
  for (const tab of ['clients', 'orders'] as const) addColumn(world, tab, null, ownInFront);
  const numbers = clients.map(({ named }, index) => numberOf(index, named));
  clients.forEach(({ name, phone, email, city, birthday, note, own, refused }, index) => {
    addRow(world, 'clients', { client_id: numbers[index] ?? '', name, phone, email, city, birthday, note, unsubscribed: refused && refusals ? 'yes' : '', own });
  });
  const named = (index: number): Cell => (index < numbers.length ? numbers[index] ?? '' : index === 12 ? '' : `Guest ${index}`);
  orders.forEach(({ client: index, ...cells }) => addRow(world, 'orders', { ...cells, client: named(index) }));
  letters.forEach((index, at) => {
    addRow(world, 'outbox', { mailing: 'M1', letter: `L${at}`, client: named(index), email: 'a@example.com', state: 'sent' });
    addRow(world, 'send_log', { mailing: 'M1', letter: `L${at}`, client: named(index), address_hash: 'h', attempt: 1, state: 'sent', time: at });
  });
  const owned = (tab: 'clients' | 'orders'): number[] => world.tab(tab).marks.flatMap((key, index) => (key === null || ['name', 'note', 'city', 'product', 'amount', 'phone'].includes(key) ? [index] : []));
  decorate(world, decorations, (tab) => {
    const key = tab === 0 ? 'clients' as const : 'orders' as const;
    return { sheetId: world.tab(key).sheetId, firstRow: 1, rows: world.tab(key).rows.length - 1, columns: owned(key) };
  });
  if (recalculated) world.run((ports) => recalculate(ports));
  return world;
}

function addColumn(world: MemoryWorld, key: 'clients' | 'orders', column: string | null, inFront: boolean): void {
  const tab = world.tab(key);
  const index = inFront ? 0 : Math.max(tab.marks.length, tab.rows[0]?.length ?? 0);
  tab.rows.forEach((row) => row.splice(index, 0, ''));
  tab.marks.splice(index, 0, column);
  tab.owners.splice(index, 0, 'owner');
  (tab.rows[0] ?? [])[index] = column === null ? 'My own' : `Column ${column}`;
}

function addRow(world: MemoryWorld, key: string, cells: Readonly<Record<string, Cell>>): void {
  const { marks, rows } = world.tab(key);
  const row: Cell[] = Array.from({ length: rows[0]?.length ?? 0 }, () => '');
  for (const [column, cell] of Object.entries(cells)) row[column === 'own' ? marks.indexOf(null) : marks.indexOf(column)] = cell;
  rows.push(row);
}

/** Puts formulas, notes, colours and formats into cells of data. */
function decorate(world: MemoryWorld, decorations: readonly Decoration[], placeOf: (tab: number) => { readonly sheetId: number; readonly firstRow: number; readonly rows: number; readonly columns: readonly number[] }): void {
  for (const { tab, row, column, what } of decorations) {
    const { sheetId, firstRow, rows, columns } = placeOf(tab);
    if (rows <= 0 || columns.length === 0) continue;
    const rowIndex = firstRow + (row % rows);
    const columnIndex = columns[column % columns.length] ?? 0;
    const value = world.tabs.find((found) => found.sheetId === sheetId)?.rows[rowIndex]?.[columnIndex] ?? '';
    world.run(({ book }) => {
      if (what === 'formula') book.writeFormulas(sheetId, rowIndex, columnIndex, [[`=ROW()+${row}`]]);
      else if (what === 'format') book.setPatterns(sheetId, [{ areas: [{ rowIndex, columnIndex, rowCount: 1, columnCount: 1 }], pattern: '0.00' }]);
      else book.writeContents(sheetId, rowIndex, columnIndex, { values: [[value]], formats: [['@']], notes: [[what === 'note' ? 'ask first' : '']], backgrounds: [[what === 'colour' ? '#ffee00' : '#ffffff']] });
    });
  }
}

const HEADERS = {
  ru: { orders: ['Номер заказа', 'Дата', 'Клиент', 'E-mail', 'Сумма', 'Букет'], clients: ['ФИО', 'Телефон', 'E-mail', 'Город', 'Размер'], wide: ['ФИО', 'Телефон', 'Последний заказ', 'Всего куплено', 'Количество заказов'], title: 'Цветы на Лесной', total: 'Итого' },
  en: { orders: ['Order No', 'Order date', 'Customer', 'E-mail', 'Total', 'Bouquet'], clients: ['Full name', 'Phone', 'E-mail', 'City', 'Size'], wide: ['Full name', 'Phone', 'Last order', 'Total spent', 'Number of orders'], title: 'Flowers on the corner', total: 'Total' },
} as const;
const PEOPLE = ['Анна Ким', 'Борис Лем', 'Вера Пак', 'Гость Нов'] as const;

const sheetRow = fc.record({ person: fc.nat(3), day: fc.integer({ min: 45_000, max: 45_400 }), amount: fc.integer({ min: 1, max: 2000 }), phone: fc.nat(9), withEmail: fc.boolean(), own: from(['', 'пион', 7]) });
type SheetRow = typeof sheetRow extends fc.Arbitrary<infer T> ? T : never;

/** Spreadsheets with an orders sheet, a clients sheet, both, or a wide one: title rows above, a totals row below. */
export const ownersBooks: fc.Arbitrary<Drawn & { readonly language: Language }> = fc.record({
  language: from(['ru', 'en'] as const), sheets: from([['orders'], ['clients'], ['orders', 'clients'], ['clients', 'orders'], ['wide'], ['wide', 'orders']] as const),
  titles: fc.array(fc.boolean(), { maxLength: 3 }), totals: fc.boolean(), repeats: fc.boolean(), rows: fc.array(sheetRow, { minLength: 3, maxLength: 10, size: 'max' }), decorations: fc.array(decoration, { maxLength: 8 }),
}).map((parts) => {
  const { language, sheets, titles, totals, repeats, rows, decorations } = parts;
  const make = (): MemoryWorld => {
    const world = ownersSheet(sheets.map((kind, index) => [`Sheet ${index + 1}`, sheetOf(kind, language, titles, totals, repeats ? [...rows, ...rows.slice(0, 2)] : rows, repeats)]));
    world.localeName = language === 'ru' ? 'ru_RU' : 'en_US';
    // Rows that differ in nothing but the formula of one cell cannot be told apart while an undo goes on.
    decorate(world, repeats ? decorations.filter(({ what }) => what !== 'formula') : decorations, (tab) => {
      const at = tab % sheets.length;
      const kind = sheets[at] ?? 'orders';
      const found = world.tabs[at];
      const dataRows = (found?.rows.length ?? 0) - titles.length - 1 - (totals ? 1 : 0);
      return { sheetId: found?.sheetId ?? 0, firstRow: titles.length + 1, rows: dataRows, columns: [HEADERS[language][kind].length - 1] };
    });
    return world;
  };
  return { ...drawn(make, parts), language };
});

function sheetOf(kind: 'orders' | 'clients' | 'wide', language: Language, titles: readonly boolean[], totals: boolean, rows: readonly SheetRow[], repeats: boolean): Cell[][] {
  const words = HEADERS[language];
  const people = kind === 'orders' || repeats ? rows : rows.filter((row, index) => rows.findIndex(({ person }) => person === row.person) === index);
  const dataOf = ({ person, day, amount, phone, withEmail, own }: SheetRow, index: number): Cell[] => {
    const name = PEOPLE[person] ?? '';
    const email = withEmail ? `p${person}@example.com` : '';
    if (kind === 'orders') return [String(100 + index), { day }, name, email, amount, own];
    if (kind === 'clients') return [name, `+7 900 000-00-0${phone}`, email, 'Омск', own];
    return [name, `+7900000000${phone}`, { day }, amount, 1 + (amount % 4)];
  };
  const width = words[kind].length;
  return [
    ...titles.map((filled): Cell[] => Array.from({ length: width }, (_cell, index) => (filled && index === 0 ? words.title : ''))),
    [...words[kind]],
    ...people.map(dataOf),
    ...(totals ? [Array.from({ length: width }, (_cell, index): Cell => (index === 0 ? words.total : ''))] : []),
  ];
}

/** Turns the owner's sheets into a base as proposed. */
export const setUpWish: Wish = wishOf('set-up', '', (world, language) => {
  const request = chosenAsProposed(world, language);
  return request.sheets.length === 0 ? null : { name: 'set-up', run: (execute) => { setUpWhole(execute, request); } };
});

/** Tabs outside of what an undo gives back. */
const NEVER_UNDONE = ['journal', 'consents', 'send_log', 'segment_history'];

/** Every cell, formula, note, colour, format and mark of the workbook, and how many rules, without what no undo touches: those tabs, opt-outs, the memory of the base, by which title an import knows a column of the owner. */
export function picture(world: MemoryWorld): unknown {
  const tabs = world.tabs.filter(({ key, rows }) => !(key === 'archive' && rows.length <= 1) && (key === null || !NEVER_UNDONE.includes(key)));
  return tabs.map((tab) => {
    const { rows, extras } = wholeTab(tab) as { readonly rows: readonly (readonly Cell[])[]; readonly extras: readonly string[] };
    const optOut = tab.key === 'clients' ? tab.marks.indexOf('unsubscribed') : -1;
    const lines = rows.filter((row) => !row.includes('state.base') && !row.includes('state.today')).map((row) => JSON.stringify(row.map((cell, index) => (index === optOut ? '' : cell ?? ''))).replace(/(?:,"")+\]$/, ']'));
    const header = tab.headerRow === undefined ? -1 : tab.rows.indexOf(tab.headerRow);
    return {
      name: tab.name, key: tab.key, lines, extras: tab.key === 'settings' ? [] : extras.filter((text) => !new RegExp(`^\\d+,${optOut} `).test(text)), marks: JSON.stringify(tab.marks.map((mark) => (mark === undefined || mark?.startsWith('own-') === true ? null : mark))).replace(/(?:,null)+\]$/, ']').replace('[null]', '[]'), header,
      rules: tab.rules.length, hidden: [...tab.hidden].sort((a, b) => a - b),
    };
  });
}
