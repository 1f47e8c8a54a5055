/** Which columns of Orders an import brings, and its rows as cells of them. */
import type { ImportPlan, RawCell } from '../contract/import-views';
import { majorOf } from '../core/money';
import type { Cell } from '../core/table/cell';
import type { Field } from '../core/table/field';
import type { ImportedRow } from '../core/table/order-rows';
import type { Table } from './base';
import { cellText, dayCell } from './cells';
import { GREATEST_CELL_LENGTH } from './import-limits';
import { ownColumnIndex, ownTitle } from './import-columns';
import type { RowBlock } from './row-block';

/** How the cells of a column are compared. */
export type ColumnKind = 'text' | 'client' | 'day' | 'money' | 'number' | 'flag';

/** A row of the file with the cells it was read from and the client it belongs to in the base ('' = none). */
export interface OrderLine {
  readonly row: ImportedRow;
  readonly cells: readonly RawCell[];
  /** As the client column of Orders will name him. */
  readonly client: string;
  /** The client in the base as a key that never changes within a chunk. */
  readonly clientKey: string;
}

/** A column of Orders that the file brings. */
export interface BroughtColumn {
  /** Stable key; '' where the column has none. */
  readonly key: string;
  readonly columnIndex: number;
  readonly kind: ColumnKind;
  readonly title: string;
  /** The cell of a line; null where the file has nothing for it. */
  readonly cellOf: (line: OrderLine) => Cell;
}

const COLUMNS: readonly (readonly [key: string, field: Field, kind: ColumnKind, cellOf: (line: OrderLine) => Cell])[] = [
  ['order', 'order', 'text', ({ row }) => textOf(row.order)],
  ['date', 'date', 'day', ({ row: { day, secondOfDay } }) => (secondOfDay === undefined ? { day } : { day, secondOfDay })],
  ['client', 'client', 'client', ({ client }) => textOf(client)],
  ['amount', 'amount', 'money', ({ row }) => (row.amountMinor === null ? null : majorOf(row.amountMinor))],
  ['product', 'product', 'text', ({ row }) => textOf(row.product)],
  ['quantity', 'quantity', 'number', ({ row }) => row.quantity ?? null],
  ['price', 'price', 'money', ({ row }) => (row.priceMinor === undefined ? null : majorOf(row.priceMinor))],
  ['cost', 'cost', 'money', ({ row }) => (row.costMinor === undefined ? null : majorOf(row.costMinor))],
  ['manager', 'manager', 'text', ({ row }) => textOf(row.manager)],
  ['channel', 'channel', 'text', ({ row }) => textOf(row.channel)],
  ['paid', 'paid', 'flag', ({ row }) => row.paid ?? null],
  ['paid_date', 'paidDate', 'day', ({ row }) => dayCell(row.paidDay ?? null)],
];

/** The columns that a plan brings into Orders as it stands. The amount is brought without a column of its own too: quantity × price. Calls nothing. */
export function broughtColumns(orders: Table, plan: ImportPlan): BroughtColumn[] {
  const { columns, titles } = orders;
  const brought: BroughtColumn[] = [];
  for (const [key, field, kind, cellOf] of COLUMNS) {
    const columnIndex = columns.get(key);
    if (columnIndex === undefined || (plan.mapping[field] === undefined && key !== 'amount')) continue;
    brought.push({ key, columnIndex, kind, title: titles[columnIndex] ?? '', cellOf });
  }
  const taken = new Set(brought.map(({ columnIndex }) => columnIndex));
  for (const source of plan.extraColumns) {
    const columnIndex = ownColumnIndex(orders, ownTitle(plan, source));
    if (columnIndex === undefined || taken.has(columnIndex)) continue;
    taken.add(columnIndex);
    const key = [...columns].find(([, index]) => index === columnIndex)?.[0] ?? '';
    brought.push({ key, columnIndex, kind: 'text', title: titles[columnIndex] ?? '', cellOf: ({ cells }) => textOf(cells[source]) });
  }
  return brought;
}

/** True for a column whose cells become plain text first. */
export function isTextColumn({ kind }: BroughtColumn): boolean {
  return kind === 'text' || kind === 'client';
}

/** Lines as rows to append below the last one. Calls nothing. */
export function orderBlock(orders: Table, brought: readonly BroughtColumn[], lines: readonly OrderLine[]): RowBlock {
  const cellsOf = new Map(brought.map((column) => [column.columnIndex, column.cellOf]));
  const columnIndexes = [...cellsOf.keys()];
  const width = Math.max(0, ...columnIndexes.map((index) => index + 1));
  return {
    rowIndex: Math.max(1, orders.rows.length),
    columnIndexes,
    textColumns: brought.filter(isTextColumn).map(({ columnIndex }) => columnIndex),
    dateColumns: brought.filter(({ kind }) => kind === 'day').map(({ columnIndex }) => columnIndex),
    rows: lines.map((line) => Array.from({ length: width }, (_unused, index) => cellsOf.get(index)?.(line) ?? null)),
  };
}

function textOf(cell: Cell | undefined): Cell {
  const text = cellText(cell);
  return text === '' ? null : text.slice(0, GREATEST_CELL_LENGTH);
}
