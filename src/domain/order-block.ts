/** Imported orders as rows of the Orders tab. */
import type { ImportChunk, ImportPlan } from '../contract/import-views';
import { columnKeyOf } from '../core/language/names';
import { majorOf } from '../core/money';
import type { Cell } from '../core/table/cell';
import type { Field } from '../core/table/field';
import type { ImportedRow } from '../core/table/order-rows';
import type { Table } from './base';
import { cellText, dayCell } from './cells';
import { GREATEST_CELL_LENGTH } from './import-limits';
import type { RowBlock } from './row-block';

/** Columns of Orders that are called otherwise than the field of the file. */
const COLUMN_OF_FIELD: Readonly<Partial<Record<Field, string>>> = { paidDate: 'paid_date' };
const TEXT_COLUMNS = new Set(['order', 'client', 'product', 'manager', 'channel']);

const READERS: Readonly<Record<string, (row: ImportedRow) => Cell>> = {
  order: (row) => textOf(row.order),
  date: (row) => dayCell(row.day),
  client: (row) => textOf(row.client),
  amount: (row) => (row.amountMinor === null ? null : majorOf(row.amountMinor)),
  product: (row) => textOf(row.product),
  quantity: (row) => row.quantity ?? null,
  price: (row) => (row.priceMinor === undefined ? null : majorOf(row.priceMinor)),
  cost: (row) => (row.costMinor === undefined ? null : majorOf(row.costMinor)),
  manager: (row) => textOf(row.manager),
  channel: (row) => textOf(row.channel),
  paid: (row) => row.paid ?? null,
  paid_date: (row) => dayCell(row.paidDay ?? null),
};

/**
 * The rows of a chunk as they will stand from a row on. Calls nothing.
 * @param sourceFirst index in the file of the chunk's first row
 */
export function orderBlock(orders: Table, rowIndex: number, rows: readonly ImportedRow[], chunk: ImportChunk, plan: ImportPlan, sourceFirst: number): RowBlock {
  const { columns, titles } = orders;
  const cellsOf = new Map<number, (row: ImportedRow) => Cell>();
  const textColumns: number[] = [];
  columns.forEach((index, key) => {
    const read = READERS[key];
    const field = (Object.entries(COLUMN_OF_FIELD).find(([, column]) => column === key)?.[0] ?? key) as Field;
    if (read === undefined || (plan.mapping[field] === undefined && key !== 'amount')) return;
    cellsOf.set(index, read);
    if (TEXT_COLUMNS.has(key)) textColumns.push(index);
  });
  for (const source of plan.extraColumns) {
    const title = (plan.header[source] ?? '').slice(0, 200).trim();
    const index = titles.findIndex((candidate, column) => candidate.toLowerCase() === title.toLowerCase() && !cellsOf.has(column));
    if (title === '' || index < 0 || columnKeyOf(title) !== undefined && cellsOf.has(index)) continue;
    cellsOf.set(index, (row) => textOf(chunk.rows[row.rowIndex - sourceFirst]?.[source]));
    textColumns.push(index);
  }
  const columnIndexes = [...cellsOf.keys()];
  const width = Math.max(0, ...columnIndexes.map((index) => index + 1));
  return { rowIndex, columnIndexes, textColumns, rows: rows.map((row) => Array.from({ length: width }, (_unused, index) => cellsOf.get(index)?.(row) ?? null)) };
}

function textOf(cell: Cell | undefined): Cell {
  const text = cellText(cell);
  return text === '' ? null : text.slice(0, GREATEST_CELL_LENGTH);
}
