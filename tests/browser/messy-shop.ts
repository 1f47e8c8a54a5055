/** The spreadsheet of a small shop as it really is: titles above the header, phones as they were said, a client twice, totals below. */
import { utils, write } from '@e965/xlsx';

/** What one language's shop holds. */
export interface MessyShop {
  readonly ordersSheet: string;
  readonly clientsSheet: string;
  /** The workbook as XLSX. */
  readonly workbook: Buffer;
  /** A file of further orders: two known ones, one of them with another sum, and two new ones. */
  readonly orders: Buffer;
  /** Where the first untidy phone stands, and how it reads when it is clean. */
  readonly phone: { readonly cell: string; readonly before: string; readonly after: string };
  /** Where the sum stands that the file changes. */
  readonly amount: { readonly cell: string; readonly before: string; readonly after: string };
}

const ru = {
  ordersSheet: 'Продажи', clientsSheet: 'Контакты',
  title: 'Цветочная лавка «Незабудка»', period: 'Продажи за 2025 год',
  orders: ['Номер заказа', 'Дата', 'Клиент', 'Сумма', 'Мастер'], total: 'Итого',
  clients: ['ФИО', 'Телефон', 'Эл. почта', 'Город', 'Любимые цветы'],
  people: [
    ['Петрова Анна', '8 (916) 555-01-01', 'anna@example.com', 'Казань', 'пионы'],
    ['СИДОРОВ ПЁТР', '8-916-555-01-02', 'petr@example.com', 'г. Казань', ''],
    ['Анна Петрова', '+7 916 555 01 01', '', 'Казань', 'розы'],
    ['Волкова Ирина', '89165550103', 'irina@example.com', 'Самара', '<b>ромашки</b>'],
    ['Зайцев Олег', '+79165550104', 'oleg@example.com', 'Самара', '=1+1'],
  ],
  clean: '+79165550101',
} as const;

const en = {
  ordersSheet: 'Sales', clientsSheet: 'Contacts',
  title: 'Forget-me-not Flowers', period: 'Sales of 2025',
  orders: ['Order number', 'Date', 'Client', 'Amount', 'Florist'], total: 'Total',
  clients: ['Full name', 'Phone', 'E-mail', 'City', 'Favourite flowers'],
  people: [
    ['Anna Baker', '(212) 555-0101', 'anna@example.com', 'Albany', 'peonies'],
    ['PETER SHAW', '212.555.0102', 'peter@example.com', ' Albany', ''],
    ['Baker Anna', '+1 212 555 0101', '', 'Albany', 'roses'],
    ['Irene Walker', '2125550103', 'irene@example.com', 'Boston', '<b>daisies</b>'],
    ['Oliver Reed', '+12125550104', 'oliver@example.com', 'Boston', '=1+1'],
  ],
  clean: '+12125550101',
} as const;

/** Title rows above the header of the orders; the header stands in row 4. */
const FIRST_ORDER_ROW = 5;
const ORDERS = 14;

/** The shop in one language. */
export function messyShop(language: 'ru' | 'en'): MessyShop {
  const shop = language === 'ru' ? ru : en;
  const day = (index: number): string => {
    const [month, date] = [String((index % 11) + 1).padStart(2, '0'), String(13 + (index % 15)).padStart(2, '0')];
    return language === 'ru' ? `${date}.${month}.2025` : `${month}/${date}/2025`;
  };
  const rows = Array.from({ length: ORDERS }, (_unused, index) => [`A-${index + 1}`, day(index), shop.people[index % shop.people.length]?.[0] ?? '', 1000 + 250 * index, index % 2 === 0 ? 'M1' : 'M2']);
  const orders = utils.aoa_to_sheet([[shop.title], [shop.period], [], [...shop.orders], ...rows, [shop.total, '', '', rows.reduce((sum, row) => sum + Number(row[3]), 0)]]);
  orders['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 4 } }];
  const clients = utils.aoa_to_sheet([[...shop.clients], ...shop.people.map((person) => [...person])]);
  const book = utils.book_new();
  utils.book_append_sheet(book, orders, shop.ordersSheet);
  utils.book_append_sheet(book, clients, shop.clientsSheet);
  const file = [
    [...shop.orders], rows[0] ?? [], [...(rows[1] ?? []).slice(0, 3), 1999, 'M2'],
    ['A-101', day(20), shop.people[0][0], 3200, 'M1'], ['A-102', day(21), shop.people[3][0], 800, 'M2'],
  ];
  return {
    ordersSheet: shop.ordersSheet,
    clientsSheet: shop.clientsSheet,
    workbook: Buffer.from(write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array),
    orders: Buffer.from(file.map((row) => row.join(';')).join('\r\n'), 'utf8'),
    phone: { cell: 'B2', before: shop.people[0][1], after: shop.clean },
    amount: { cell: `D${FIRST_ORDER_ROW + 1}`, before: '1250', after: '1999' },
  };
}
