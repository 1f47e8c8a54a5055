/** The owner's sheet becomes Orders or Clients in place: marks on what he has, columns of ours to the right, rows that are missing. */
import type { Language } from '../core/language/language';
import type { Issue } from '../core/issue';
import { issue } from '../core/issue';
import type { ImportedRow } from '../core/table/order-rows';
import { readOrderRows } from '../core/table/order-rows';
import { majorOf } from '../core/money';
import type { Cell } from '../core/table/cell';
import { clientKeyOf, isNumericKeyColumn } from '../core/table/client-key';
import type { Field } from '../core/table/field';
import { isTotal } from '../core/table/sheet-proposal';
import type { Base } from './base';
import type { Layout } from './base-state';
import { readClients } from './clients-table';
import { rowsAdded } from './journal/import-changes';
import type { Action, Journal } from './journal/journal-tab';
import { headerTitles } from './layout';
import { appendClients, clientRows } from './new-clients';
import { readOrders } from './orders-table';
import type { Book, BookMarks, ColumnSpec } from './ports';
import type { RowBlock } from './row-block';
import { writeBlock } from './row-block';
import type { SheetPlan } from './set-up-plan';
import { tabSpec } from './tab-specs';

const OWN_NAME = 'Clientura';

/** Columns a sheet lacks, in the order in which they are added. A title that the owner uses already gets our name beside it. Calls nothing. */
export function columnsToAdd({ key, keys, alias, titles }: SheetPlan, language: Language): ColumnSpec[] {
  const clientColumn = key === 'orders' ? 'client' : 'client_id';
  const taken = new Set(titles.map((title) => title.toLowerCase()));
  return tabSpec(key, language).columns
    .filter((column) => !keys.has(column.key) && !(alias !== null && column.key === clientColumn))
    .map((column) => (taken.has(column.title.toLowerCase()) ? { ...column, title: `${column.title} (${OWN_NAME})` } : column));
}

/** Adds what is missing, marks what is there; run again it does only what is left. True when there was anything to do. */
export function takeSheet(book: Book, plan: SheetPlan, marks: BookMarks, language: Language): boolean {
  const { tab: { sheetId }, width, headerRowIndex, keys } = plan;
  const present = marks.columns.filter((mark) => mark.sheetId === sheetId);
  const specs = columnsToAdd(plan, language);
  const placed = specs.map((spec) => present.find((mark) => mark.key === spec.key && mark.columnIndex >= width)?.columnIndex);
  if (placed.includes(undefined)) {
    const widest = plan.rows.reduce((most, row) => Math.max(most, row.length), 0);
    // Half of our columns, from a run that was cut off between them.
    if (widest > width) book.removeColumns(sheetId, Array.from({ length: widest - width }, (_unused, offset) => width + offset));
    book.appendColumns(sheetId, width - 1, specs, headerRowIndex);
    specs.forEach((_spec, offset) => { placed[offset] = width + offset; });
  }
  const unmarked = [...keys].filter(([key, columnIndex]) => !present.some((mark) => mark.key === key && mark.columnIndex === columnIndex));
  const isMarked = marks.tabs.some((mark) => mark.sheetId === sheetId && mark.key === plan.key);
  if (unmarked.length > 0 || !isMarked) book.mark(sheetId, isMarked ? null : plan.key, unmarked.map(([key, columnIndex]) => ({ columnIndex, key })));
  // The mark of the header is the last one.
  const isTaken = marks.headers.some((mark) => mark.sheetId === sheetId && mark.rowIndex === headerRowIndex);
  if (!isTaken) book.markHeader(sheetId, headerRowIndex);
  return !isTaken;
}

/** The header of a sheet that was taken. Calls nothing. */
export function takenLayout(plan: SheetPlan, language: Language): Layout {
  const { rows, width, keys } = plan;
  const specs = columnsToAdd(plan, language);
  const own = headerTitles((rows[0] ?? []).slice(0, width));
  const padded = Array.from({ length: width }, (_unused, index) => own[index] ?? '');
  const keyAt = new Map([...keys].map(([key, index]) => [index, key]));
  return { titles: [...padded, ...specs.map(({ title }) => title)], keys: [...padded.map((_title, index) => keyAt.get(index) ?? null), ...specs.map(({ key }) => key)] };
}

/** Rows of a wide sheet that give an opening order, and rows of the plan whose client gets none. */
function openingRows(plan: SheetPlan): { readonly known: readonly ImportedRow[]; readonly left: readonly number[] } {
  const client = plan.keys.get(plan.alias ?? 'client_id');
  if (client === undefined) return { known: [], left: [] };
  const indexes = plan.rows.flatMap((row, index) => (isTotal(row) ? [] : [index]));
  const grid = indexes.map((index) => plan.rows[index] ?? []);
  const date = plan.fields['wide.lastOrder'];
  const amount = plan.fields['wide.total'];
  const mapping: Partial<Record<Field, number>> | null = date === undefined ? null : { client, date, ...(amount === undefined ? {} : { amount }) };
  const known = mapping === null ? [] : readOrderRows(grid, { rowIndex: 0, names: plan.titles }, mapping).value.rows.filter(({ clientKey }) => clientKey !== null);
  const isKnown = new Set(known.map(({ rowIndex }) => rowIndex));
  const numeric = isNumericKeyColumn(grid.slice(1).map((row) => row[client] ?? null));
  return { known, left: indexes.filter((_index, at) => at > 0 && !isKnown.has(at) && clientKeyOf(grid[at]?.[client], numeric) !== null) };
}

const ROWS_NAMED = 10;

/** Says how many clients of a wide sheet have no opening order. Calls nothing. */
export function openingIssues(plans: readonly SheetPlan[]): Issue[] {
  const wide = plans.some(({ key }) => key === 'orders') ? undefined : plans.find(({ kind }) => kind === 'wide');
  const left = wide === undefined ? [] : openingRows(wide).left;
  if (wide === undefined || left.length === 0) return [];
  const rows = left.slice(0, ROWS_NAMED).map((rowIndex) => wide.headerRowIndex + rowIndex + 1).join(', ');
  return [issue('setUp.noOpeningOrder', { count: left.length, rows }, { sheet: wide.tab.name })];
}

/**
 * One order for each client of a wide sheet: the day of his last order and his sum; how many orders there were is not made up. Written at the
 * same place when run again. Returns how many. Counted calls: Orders 1, Journal 2, those of `writeBlock`.
 */
export function writeOpeningOrders(base: Base, journal: Journal, action: Action, plan: SheetPlan): number {
  const orders = base.table('orders').value;
  if (orders === null) return 0;
  const { known } = openingRows(plan);
  const cells: Readonly<Record<string, (row: ImportedRow) => Cell>> = {
    date: ({ day }) => ({ day }),
    client: (row) => row.client,
    amount: ({ amountMinor }) => (amountMinor === null ? null : majorOf(amountMinor)),
  };
  const filled = [...orders.columns].filter(([key]) => cells[key] !== undefined);
  const keyAt = new Map(filled.map(([key, index]) => [index, key]));
  const width = Math.max(0, ...keyAt.keys()) + 1;
  const block: RowBlock = {
    rowIndex: 1,
    columnIndexes: [...keyAt.keys()],
    textColumns: [...keyAt].filter(([, key]) => key === 'client').map(([index]) => index),
    rows: known.map((row) => Array.from({ length: width }, (_unused, index) => cells[keyAt.get(index) ?? '']?.(row) ?? null)),
  };
  if (block.rows.length === 0) return 0;
  journal.write(action, 'planned', rowsAdded('orders', { ...orders, rows: orders.rows.slice(0, 1) }, block));
  writeBlock(base, orders.tab.sheetId, block);
  return block.rows.length;
}

/** Clients that only orders know get rows below the last one. Run again it adds those that are left. Counted calls: Orders and Clients 2, Journal 2, those of `appendClients`. */
export function addMissingClients(base: Base, journal: Journal, action: Action): number {
  const orders = readOrders(base).value;
  if (orders === null) return 0;
  const clients = readClients(base, orders.numericKeys).value;
  if (clients === null) return 0;
  const missing = orders.profiles.filter(({ clientKey }) => !clients.recordOf.has(clientKey));
  if (missing.length === 0) return 0;
  journal.write(action, 'planned', rowsAdded('clients', clients.table, clientRows(clients, missing)));
  appendClients(base, clients, missing);
  return missing.length;
}
