/** What a sheet is taken for: kinds, header rows and columns of sheets as people and programs make them. */
import { parseIsoDay } from '../../src/core/calendar';
import type { Cell } from '../../src/core/table/cell';
import { detectHeader } from '../../src/core/table/header';
import { headerRowsAt, joinHeaderRows } from '../../src/core/table/header-rows';
import type { TableKind, TableProposal } from '../../src/core/table/sheet-proposal';
import { mappingOf, proposeTable } from '../../src/core/table/sheet-proposal';

const day = (iso: string): Cell => ({ day: parseIsoDay(iso) ?? 0 });
const D = (index: number): Cell => day(`2024-0${1 + (index % 9)}-1${index % 9}`);
const NAMES = ['Анна Ким', 'Борис Лем', 'Вера Пак', 'Глеб Цой', 'Дина Рау', 'Егор Ост'];
const rows = (count: number, make: (index: number) => Cell[]): Cell[][] => Array.from({ length: count }, (_unused, index) => make(index));
const name = (index: number): string => NAMES[index % NAMES.length] ?? '';
const mail = (index: number): string => `client${index}@example.com`;
const phone = (index: number): string => `+7 900 000-00-${10 + index}`;

/** Title of each recognised column by field. */
function fields({ columns }: TableProposal): Record<string, string> {
  return Object.fromEntries(columns.flatMap(({ field, name: title }) => (field === null ? [] : [[field, title]])));
}

interface Sample {
  readonly kind: TableKind;
  readonly headerRow: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly grid: readonly (readonly Cell[])[];
}

const SAMPLES: Readonly<Record<string, Sample>> = {
  'a report of an accounting program: title lines, two header rows, totals': {
    kind: 'orders', headerRow: 5,
    fields: { date: 'Дата', client: 'Контрагент', order: 'Номер', amount: 'Сумма' },
    grid: [
      ['Реализация товаров за период', '', '', '', ''], ['Организация: ООО «Лес»', '', '', '', ''], [],
      ['Документ', '', 'Контрагент', 'Менеджер', 'Сумма'], ['Дата', 'Номер', '', '', ''],
      ...rows(8, (index) => [D(index), `РН-${index}`, name(index), 'Олег', 100 * index + 1]),
      ['Итого', '', '', '', 3600],
    ],
  },
  'orders of a web shop': {
    kind: 'orders', headerRow: 1,
    fields: { order: 'Order Number', date: 'Order Date', email: 'Billing Email', phone: 'Billing Phone', amount: 'Order Total' },
    grid: [['Order Number', 'Order Status', 'Order Date', 'Billing Email', 'Billing Phone', 'Order Total'], ...rows(8, (index) => [index + 1, 'completed', D(index), mail(index % 3), phone(index % 3), 10 + index])],
  },
  'customers of a shop platform, sums without dates': {
    kind: 'clients', headerRow: 1,
    fields: { client: 'Customer ID', firstName: 'First Name', lastName: 'Last Name', email: 'Email', phone: 'Phone', tags: 'Tags', note: 'Note' },
    grid: [['Customer ID', 'First Name', 'Last Name', 'Email', 'Phone', 'Total Spent', 'Total Orders', 'Note', 'Tags'], ...rows(6, (index) => [7000 + index, 'Ann', `Lee${index}`, mail(index), phone(index), 10.5 * index, index, '', 'vip'])],
  },
  'customers of a till with their last visit': {
    kind: 'wide', headerRow: 1,
    fields: { firstName: 'First Name', lastName: 'Last Name', email: 'Email Address', phone: 'Phone Number', 'wide.lastOrder': 'Last Visit', 'wide.firstOrder': 'First Visit', 'wide.orderCount': 'Transaction Count', 'wide.total': 'Lifetime Spend' },
    grid: [['First Name', 'Last Name', 'Email Address', 'Phone Number', 'First Visit', 'Last Visit', 'Transaction Count', 'Lifetime Spend'], ...rows(6, (index) => ['Ann', `Lee${index}`, mail(index), phone(index), day('2022-01-05'), D(index), index + 1, 10.5 * index])],
  },
  'answers of a form': {
    kind: 'clients', headerRow: 1,
    fields: { name: 'Ваше имя', phone: 'Контакт для связи', email: 'Куда писать' },
    grid: [['Отметка времени', 'Ваше имя', 'Контакт для связи', 'Куда писать', 'Что хотите заказать'], ...rows(6, (index) => [D(index), name(index), phone(index), mail(index), 'торт'])],
  },
  'contacts of a sales program': {
    kind: 'clients', headerRow: 1,
    fields: { client: 'ID', name: 'Полное имя контакта', manager: 'Ответственный', registered: 'Дата создания', tags: 'Теги', phone: 'Рабочий телефон', email: 'Рабочий email' },
    grid: [['ID', 'Полное имя контакта', 'Ответственный', 'Дата создания', 'Теги', 'Рабочий телефон', 'Рабочий email'], ...rows(6, (index) => [index + 1, name(index), 'Олег', D(index), 'опт', phone(index), mail(index)])],
  },
  'a wide sheet of one\'s own with totals above and below': {
    kind: 'wide', headerRow: 3,
    fields: { name: 'Имя', phone: 'Тел.', 'wide.lastOrder': 'Дата последней покупки', 'wide.total': 'Сумма покупок', 'wide.orderCount': 'Кол-во покупок' },
    grid: [['Моя база'], ['Всего клиентов', 6], ['Имя', 'Тел.', 'Дата последней покупки', 'Сумма покупок', 'Кол-во покупок'], ...rows(6, (index) => [name(index), phone(index), D(index), 100 * index + 1, index + 1]), ['Итого', '', '', 1506, 21]],
  },
  'orders without a header that says anything, by content': {
    kind: 'orders', headerRow: 1,
    fields: { date: 'Раз', name: 'Два', amount: 'Три' },
    grid: [['Раз', 'Два', 'Три'], ...rows(9, (index) => [D(index), name(index % 4), 100.5 + index])],
  },
  'a price list': { kind: 'other', headerRow: 1, fields: {}, grid: [['Товар', 'Цена', 'Остаток'], ...rows(6, (index) => [`роза ${index}`, 100 + index, index])] },
  'notes': { kind: 'other', headerRow: 1, fields: {}, grid: [['что сделать', 'кто'], ['позвонить', 'я'], ['купить ленту', 'Оля']] },
};

test.each(Object.entries(SAMPLES))('%s', (_name, { kind, headerRow, fields: expected, grid }) => {
  const proposal = proposeTable(grid);
  expect([proposal.kind, (proposal.header?.rowIndex ?? -1) + 1]).toEqual([kind, headerRow]);
  expect(fields(proposal)).toMatchObject(expected);
  expect(proposal.headerCandidates.map(({ rowIndex }) => rowIndex + 1)).toContain(headerRow);
});

test('a hundred columns are read, the known ones among them found', () => {
  const header = Array.from({ length: 100 }, (_unused, index) => (index === 40 ? 'Клиент' : index === 77 ? 'Дата заказа' : index === 98 ? 'Сумма' : `поле ${index}`));
  const grid = [header, ...rows(5, (index) => header.map((_title, column) => (column === 40 ? name(index % 2) : column === 77 ? D(index) : column === 98 ? 10 : `x${column}`)))];
  const proposal = proposeTable(grid);
  expect(proposal.kind).toBe('orders');
  expect(mappingOf(proposal.columns)).toMatchObject({ client: 40, date: 77, amount: 98 });
  expect(proposal.columns).toHaveLength(100);
});

test('the owner\'s header row and kind count, totals and footers are not rows', () => {
  const grid: Cell[][] = [['Клиент', 'Дата', 'Сумма'], ['Анна', day('2024-01-01'), 1], ['Имя', 'Когда', 'Почём'], ['Борис', day('2024-01-02'), 2], [], ['Итого', '', 3], ['Руководитель ________', '', '']];
  const chosen = proposeTable(grid, { headerRowIndex: 2, kind: 'clients' });
  expect(chosen).toMatchObject({ kind: 'clients', confidence: 1, rowCount: 1, totalRows: 1 });
  expect(chosen.columns.map(({ name: title }) => title)).toEqual(['Имя', 'Когда', 'Почём']);
});

test('an empty sheet and one cell are nothing, and say so', () => {
  expect(proposeTable([])).toMatchObject({ kind: 'other', header: null, columns: [], headerCandidates: [] });
  expect(proposeTable([['привет']])).toMatchObject({ kind: 'other' });
});

describe('two header rows', () => {
  test('are joined: the lower title, the upper where there is none, both where titles repeat', () => {
    expect(joinHeaderRows(['Клиент', 'Январь', '', 'Февраль', ''], ['', 'Сумма', 'Штук', 'Сумма', 'Штук'])).toEqual(['Клиент', 'Январь Сумма', 'Январь Штук', 'Февраль Сумма', 'Февраль Штук']);
    expect(joinHeaderRows(['Клиент', 'Контакты', ''], ['', 'Телефон', 'E-mail'])).toEqual(['Клиент', 'Телефон', 'E-mail']);
  });

  test('a title line above and words in the first row of data make no second header row', () => {
    expect(headerRowsAt([['Отчёт', 'за март'], ['Клиент', 'Дата']], 1)).toEqual({ rowIndex: 1, rows: 1 });
    expect(headerRowsAt([['Клиент', 'Город', 'Заметка'], ['Анна', 'Омск', '']], 0)).toEqual({ rowIndex: 0, rows: 1 });
    expect(detectHeader([['Клиент', 'Контакты', ''], ['', 'Телефон', 'E-mail'], ['Анна', phone(1), mail(1)]]).value).toEqual({ rowIndex: 1, names: ['Клиент', 'Телефон', 'E-mail'], rows: 2 });
  });
});
