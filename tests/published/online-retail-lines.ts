/** The line-level export of Online Retail, imported into a base in memory; every figure is counted from the tabs of that base. */
import { readFileSync } from 'node:fs';
import { formatIsoTime } from '../../src/core/calendar';
import { readFile } from '../../src/core/file/file';
import type { Cell } from '../../src/core/table/cell';
import { isDateCell } from '../../src/core/table/cell';
import { fileOf, picture, send } from '../domain/import-shop';
import { MemoryWorld } from '../domain/in-memory-ports';
import { jsonFile, once, setFile } from './published';
import type { PublishedCheck, PublishedSource } from './published';

const SET = 'online_retail';
const CHUNK_ROWS = 5000;

interface Expected {
  readonly values: readonly { readonly id: string; readonly expected: Readonly<Record<string, number | string>> }[];
}

const sent = once(() => {
  const grid = readFile(new Uint8Array(readFileSync(setFile(SET, 'lines_dmy.csv'))), 'lines_dmy.csv').value?.grids[0]?.grid ?? [];
  return fileOf(grid, 'orders', {}, CHUNK_ROWS);
});

const world = once(() => {
  const made = new MemoryWorld();
  send(made, sent());
  return made;
});

const expected = once(() => {
  const found = (jsonFile(SET, 'expected.json') as Expected).values.find(({ id }) => id === 'lines_dmy');
  if (found === undefined) throw new Error('expected.json has no lines_dmy');
  return found.expected;
});

/** Cells of a column of Orders by its title or key. */
function column(name: string): Cell[] {
  const { rows, marks } = world().tab('orders');
  const index = marks.indexOf(name) >= 0 ? marks.indexOf(name) : (rows[0] ?? []).indexOf(name);
  if (index < 0) throw new Error(`Orders has no column ${name}`);
  return rows.slice(1).map((row) => row[index] ?? null);
}

const isEmpty = (cell: Cell): boolean => cell === null || cell === '';
const sum = (cells: readonly Cell[]): number => cells.reduce<number>((total, cell) => total + Number(cell), 0);
const isCancelled = (order: Cell): boolean => typeof order === 'string' && order.startsWith('C');
const times = once(() => column('date').map((cell) => (isDateCell(cell) ? formatIsoTime(cell.day, cell.secondOfDay ?? 0) : '')).sort());

const MEASURES: readonly (readonly [key: string, title: string, ours: () => number | string])[] = [
  ['rows', 'order rows', () => column('order').length],
  ['invoices', 'invoices', () => new Set(column('order')).size],
  ['cancelled_invoices', 'cancelled invoices', () => new Set(column('order').filter(isCancelled)).size],
  ['cancelled_rows', 'rows of cancelled invoices', () => column('order').filter(isCancelled).length],
  ['rows_without_customer', 'rows without a customer', () => column('client').filter(isEmpty).length],
  ['customers', 'customers in Clients', () => world().column('clients', 'client_id').filter((cell) => !isEmpty(cell)).length],
  ['rows_without_description', 'rows without a description', () => column('Description').filter(isEmpty).length],
  ['negative_quantity_rows', 'rows with a negative quantity', () => column('quantity').filter((cell) => Number(cell) < 0).length],
  ['zero_price_rows', 'rows with a price of zero', () => column('price').filter((cell) => cell === 0).length],
  ['revenue_net', 'revenue with cancellations (quantity × price)', () => sum(column('amount'))],
  ['revenue_sales', 'revenue without cancellations', () => {
    const orders = column('order');
    return sum(column('amount').filter((_cell, index) => !isCancelled(orders[index] ?? '')));
  }],
  ['units', 'units', () => sum(column('quantity'))],
  ['first', 'first time', () => times()[0] ?? ''],
  ['last', 'last time', () => times()[times().length - 1] ?? ''],
  ['duplicate_rows', 'lines that equal an earlier one', () => {
    const { rows } = world().tab('orders');
    return rows.length - 1 - new Set(rows.slice(1).map((row) => JSON.stringify(row))).size;
  }],
];

const source: PublishedSource = { author: 'D. Chen', work: 'Online Retail, UCI Machine Learning Repository (2015)', table: 'lines_dmy.csv, counted from the source rows' };

export const ONLINE_RETAIL_LINES: readonly PublishedCheck[] = [
  ...MEASURES.map(([key, title, ours]): PublishedCheck => ({ set: SET, source, figure: `imported lines: ${title}`, tolerance: typeof expected()[key] === 'number' ? 0.01 : 0, expected: () => expected()[key] ?? null, ours })),
  {
    set: SET, source, figure: 'imported lines: rows new and changed in a second import of the file, and cells of the base that differ after it', tolerance: 0,
    expected: () => [0, 0, 0],
    ours: () => {
      const again = world().clone();
      const { rowsNew, rowsChanged } = send(again, sent());
      return [rowsNew, rowsChanged, JSON.stringify(picture(again)) === JSON.stringify(picture(world())) ? 0 : 1];
    },
  },
];
