/** Says what a sheet of the owner holds: orders, clients, clients with their last order and sums, or something else. */
import type { Issue } from '../issue';
import type { Cell, Grid } from './cell';
import { isEmptyCell } from './cell';
import type { Field, Mapping } from './field';
import { CLIENT_FIELDS, FIELDS } from './field';
import type { Header } from './header';
import { detectHeader, headerAt, isEmptyRow } from './header';
import { headerRowsAt } from './header-rows';
import type { ColumnGuess } from './mapping';
import { proposeMapping } from './mapping';
import { isFooterRow, isTotalRow, standsForTotal } from './order-extras';
import type { WideField } from './wide-fields';
import { wideFieldOf, wideRank } from './wide-fields';

/** What a sheet can be. */
export type TableKind = 'orders' | 'clients' | 'wide' | 'other';

/** A field of any kind of sheet; those of purchases on a wide sheet begin with `wide.`. */
export type TableField = Field | `wide.${WideField}`;

/** One column with what it is taken for. */
export interface TableColumn {
  readonly columnIndex: number;
  readonly name: string;
  readonly field: TableField | null;
  /** As in `ColumnGuess`. */
  readonly confidence: number;
  readonly sampleCells: readonly Cell[];
}

/** A row that may be the header. */
export interface HeaderCandidate {
  readonly rowIndex: number;
  readonly texts: readonly string[];
}

/** What a sheet is taken for. */
export interface TableProposal {
  readonly kind: TableKind;
  /** 0…1. */
  readonly confidence: number;
  readonly header: Header | null;
  readonly headerCandidates: readonly HeaderCandidate[];
  readonly columns: readonly TableColumn[];
  /** Filled rows under the header without totals and footers. */
  readonly rowCount: number;
  readonly totalRows: number;
  readonly issues: readonly Issue[];
}

/** The owner's word, where he gave it. */
export interface TableChoice {
  readonly headerRowIndex?: number;
  readonly kind?: TableKind;
}

/** Fields a sheet of a kind may have. On a clients sheet `client` is the client's number. */
export const FIELDS_OF_KIND: Readonly<Record<TableKind, readonly TableField[]>> = {
  orders: FIELDS.filter((field) => !(['registered', 'marker', 'plan', 'purchasesElsewhere', 'note', 'tags'] as readonly Field[]).includes(field)),
  clients: ['client', ...CLIENT_FIELDS],
  wide: ['client', 'wide.lastOrder', 'wide.total', 'wide.orderCount', 'wide.firstOrder', ...CLIENT_FIELDS],
  other: [],
};

/** By any of these a client is known. */
export const PERSON_FIELDS = ['client', 'email', 'phone', 'name'] as const satisfies readonly Field[];

const ROWS_OFFERED = 30;
const CANDIDATES = 12;
const CANDIDATE_TEXTS = 5;
const ONE_ROW_A_CLIENT = 0.9;
const SURE = 0.5;

/** Understands a grid that begins with the sheet's first row. */
export function proposeTable(grid: Grid, choice: TableChoice = {}): TableProposal {
  const headerCandidates = candidatesOf(grid);
  const detected = choice.headerRowIndex === undefined ? detectHeader(grid) : chosenHeader(grid, choice.headerRowIndex);
  const header = detected.value;
  if (header === null || header.names.length === 0) {
    return { kind: choice.kind ?? 'other', confidence: 0, header: null, headerCandidates, columns: [], rowCount: 0, totalRows: 0, issues: detected.issues };
  }
  const readings = readingsOf(grid, header);
  const found = kindOf(readings);
  const kind = choice.kind ?? found.kind;
  const columns = columnsOf(readings, kind);
  return { kind, confidence: choice.kind === undefined ? found.confidence : 1, header, headerCandidates, columns, ...countRows(grid, header), issues: detected.issues };
}

/** The column of each field as proposed. */
export function mappingOf(columns: readonly TableColumn[]): Readonly<Partial<Record<TableField, number>>> {
  const result: Partial<Record<TableField, number>> = {};
  for (const { field, columnIndex } of columns) if (field !== null) result[field] = columnIndex;
  return result;
}

/** Fields a kind cannot do without that have no column. A client may be known by his number, address, phone or name. */
export function missingFields(kind: TableKind, has: (field: TableField) => boolean): TableField[] {
  if (kind === 'other') return [];
  const missing: TableField[] = PERSON_FIELDS.some(has) ? [] : ['client'];
  if (kind === 'orders' && !has('date')) missing.push('date');
  if (kind === 'wide' && !has('wide.lastOrder')) missing.push('wide.lastOrder');
  return missing;
}

interface Readings {
  readonly orders: { readonly columns: readonly ColumnGuess[]; readonly mapping: Mapping };
  readonly clients: { readonly columns: readonly ColumnGuess[]; readonly mapping: Mapping };
  readonly wide: ReadonlyMap<WideField, ColumnGuess>;
}

function readingsOf(grid: Grid, header: Header): Readings {
  const body = withoutTotals(grid, header);
  const orders = proposeMapping(body, { ...header, rowIndex: 0 }).value;
  const clients = proposeMapping(body, { ...header, rowIndex: 0 }, undefined, 'clients').value;
  return { orders, clients, wide: wideColumns(orders.columns) };
}

/** The header row and the rows under it that are no totals, for looking at their content. */
function withoutTotals(grid: Grid, header: Header): Grid {
  return [grid[header.rowIndex] ?? [], ...grid.slice(header.rowIndex + 1).filter((row) => !isTotal(row) && !isFooterRow(row))];
}

function wideColumns(columns: readonly ColumnGuess[]): ReadonlyMap<WideField, ColumnGuess> {
  const result = new Map<WideField, ColumnGuess>();
  for (const column of columns) {
    const field = wideFieldOf(column.name);
    if (field === null || !fitsWide(field, column)) continue;
    const former = result.get(field);
    if (former === undefined || wideRank(column.name, field) < wideRank(former.name, field)) result.set(field, column);
  }
  return result;
}

function fitsWide(field: WideField, { kind }: ColumnGuess): boolean {
  const wanted = field === 'lastOrder' || field === 'firstOrder' ? 'date' : 'number';
  return kind === wanted || kind === 'empty';
}

function kindOf({ orders, clients, wide }: Readings): { readonly kind: TableKind; readonly confidence: number } {
  const person = orders.columns.find(({ columnIndex }) => columnIndex === (orders.mapping.client ?? clients.mapping.client));
  const isKnown = (field: Field): boolean => orders.columns.some((column) => column.field === field && column.confidence >= SURE);
  const profile = clients.columns.filter(({ field, confidence }) => field !== null && confidence >= SURE && (CLIENT_FIELDS as readonly Field[]).includes(field)).length;
  const hasPerson = person !== undefined || profile > 0;
  const isOnce = person !== undefined && person.distinctShare >= ONE_ROW_A_CLIENT;
  const last = wide.get('lastOrder');
  if (hasPerson && last !== undefined && (isOnce || person === undefined) && !isKnown('order') && !hasOtherDate(orders, last)) {
    return { kind: 'wide', confidence: wide.has('total') || wide.has('orderCount') ? 0.95 : 0.8 };
  }
  const date = orders.columns.find(({ field }) => field === 'date');
  const bought = isKnown('amount') || (isKnown('price') && isKnown('quantity'));
  const said = isKnown('order') || isKnown('product');
  // A list of people that was filled in on some day: nothing in it was sold.
  const isCard = isOnce && profile >= 3 && !isKnown('order') && clients.columns.some(({ columnIndex, field }) => columnIndex === date?.columnIndex && field === 'registered');
  if (person !== undefined && date !== undefined && (bought || said) && !isCard) {
    const doubts = (date.confidence < 0.9 ? 0.15 : 0) + (bought ? 0 : 0.15) + (isKnown('client') || isKnown('order') ? 0 : 0.1);
    return { kind: 'orders', confidence: Math.max(SURE, 0.95 - doubts) };
  }
  if (!hasPerson || profile === 0 && clients.mapping.client === undefined) return { kind: 'other', confidence: 0.6 };
  // Dates of clients without a sum may be orders too; contacts beside them speak for a list of clients.
  if (date !== undefined && profile <= 1 && !isOnce) return { kind: 'orders', confidence: SURE };
  if (profile === 0) return { kind: 'other', confidence: SURE };
  return { kind: 'clients', confidence: Math.min(0.95, 0.55 + 0.1 * profile + (isOnce ? 0.1 : 0)) };
}

/** A list of orders may repeat the day of the last order; then another column holds the day of this one. */
function hasOtherDate({ columns }: Readings['orders'], last: ColumnGuess): boolean {
  return columns.some(({ field, columnIndex, confidence }) => field === 'date' && columnIndex !== last.columnIndex && confidence >= 0.9);
}

function columnsOf({ orders, clients, wide }: Readings, kind: TableKind): TableColumn[] {
  const guesses = kind === 'orders' ? orders.columns : clients.columns;
  const allowed = FIELDS_OF_KIND[kind];
  // A first name without a last one is the whole name: many people head the column so.
  const isWholeName = !guesses.some(({ field }) => field === 'name' || field === 'lastName');
  const wideAt = new Map([...wide].map(([field, column]) => [column.columnIndex, field]));
  return guesses.map(({ columnIndex, name, field: guessed, confidence, sampleCells, kind: content }) => {
    const field = guessed === 'firstName' && isWholeName ? 'name' : guessed;
    const purchase = kind === 'wide' ? wideAt.get(columnIndex) : undefined;
    const taken: TableField | null = purchase !== undefined ? `wide.${purchase}` : field !== null && allowed.includes(field) ? field : null;
    return { columnIndex, name, field: taken, confidence: taken === null ? 0 : purchase === undefined ? confidence : content === 'empty' ? 0.6 : 0.95, sampleCells };
  });
}

function chosenHeader(grid: Grid, rowIndex: number): { readonly value: Header | null; readonly issues: readonly Issue[] } {
  const place = headerRowsAt(grid, rowIndex);
  // The row below would be another one than the owner chose.
  const header = place.rowIndex === rowIndex ? headerAt(grid, rowIndex, place.rows) : headerAt(grid, rowIndex);
  return { value: header.names.length === 0 ? null : header, issues: [] };
}

function candidatesOf(grid: Grid): HeaderCandidate[] {
  const result: HeaderCandidate[] = [];
  for (let rowIndex = 0; rowIndex < Math.min(grid.length, ROWS_OFFERED) && result.length < CANDIDATES; rowIndex += 1) {
    const texts = (grid[rowIndex] ?? []).filter((cell): cell is string | number => !isEmptyCell(cell) && (typeof cell === 'string' || typeof cell === 'number'));
    if (texts.length > 0) result.push({ rowIndex, texts: texts.slice(0, CANDIDATE_TEXTS).map((text) => String(text).replace(/\s+/g, ' ').trim().slice(0, 40)) });
  }
  return result;
}

function countRows(grid: Grid, header: Header): { readonly rowCount: number; readonly totalRows: number } {
  let rowCount = 0;
  let totalRows = 0;
  for (const row of grid.slice(header.rowIndex + 1)) {
    if (isEmptyRow(row) || isFooterRow(row)) continue;
    if (isTotal(row)) totalRows += 1;
    else rowCount += 1;
  }
  return { rowCount, totalRows };
}

/** True for a row of totals: its first filled cell says nothing else. */
export function isTotal(row: readonly Cell[]): boolean {
  const first = row.find((cell) => !isEmptyCell(cell));
  return standsForTotal(first) && isTotalRow(row);
}
