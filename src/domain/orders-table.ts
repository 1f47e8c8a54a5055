/** Reads the Orders tab into typed order rows. */
import type { Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import type { Field } from '../core/table/field';
import { FIELDS } from '../core/table/field';
import type { OrderTable } from '../core/table/order-rows';
import { readOrderRows } from '../core/table/order-rows';
import type { Base, Table } from './base';

const FIELD_OF_COLUMN: Readonly<Record<string, Field>> = { paid_date: 'paidDate', first_name: 'firstName', last_name: 'lastName' };

/** Orders as read, with the number of data rows in the tab. */
export interface OrdersRead extends OrderTable {
  readonly table: Table;
  readonly dataRows: number;
}

/** Columns without which nothing is counted: client and date, and the amount where there was one before (somebody deleted it). */
export function neededOrderColumns(base: Base): readonly string[] {
  const hadAmount = base.state.layouts.orders?.keys.includes('amount') ?? false;
  return hadAmount ? ['client', 'date', 'amount'] : ['client', 'date'];
}

/** Reads and types every row of Orders; unusable rows are issues. 1 counted call. */
export function readOrders(base: Base): Outcome<OrdersRead | null> {
  const found = base.table('orders', neededOrderColumns(base));
  const table = found.value;
  if (table === null) return outcome(null, found.issues);
  const mapping: Partial<Record<Field, number>> = {};
  table.columns.forEach((columnIndex, key) => {
    const field = FIELD_OF_COLUMN[key] ?? FIELDS.find((candidate) => candidate === key);
    if (field !== undefined) mapping[field] = columnIndex;
  });
  const read = readOrderRows(table.rows, { rowIndex: 0, names: table.titles }, mapping);
  // The name of the tab is asked for only when a message needs it.
  const issues = read.issues.length === 0 ? [] : read.issues.map((entry) => ({ ...entry, place: { ...entry.place, sheet: table.tab.name } }));
  return outcome({ ...read.value, table, dataRows: Math.max(0, table.rows.length - 1) }, [...found.issues, ...issues]);
}
