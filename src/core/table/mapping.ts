/** Proposes which column holds what, by header synonyms and by content, with a confidence to show. */
import { issue, outcome } from '../issue';
import type { Issue, Outcome } from '../issue';
import { isEmptyCell } from './cell';
import type { Cell, Grid } from './cell';
import { cellText } from './client-key';
import { contentOf } from './content';
import type { ContentKind } from './content';
import { FIELDS } from './field';
import type { Field, Mapping, SheetKind } from './field';
import type { Header } from './header';
import { fieldOfHeader, foldHeader, synonymRank } from './synonyms';

export type { ContentKind } from './content';

/** One column with the field proposed for it. */
export interface ColumnGuess {
  readonly columnIndex: number;
  readonly name: string;
  readonly field: Field | null;
  /** 0…1: 0.9 and more = header and content agree, 0.5…0.9 = one of them, below = a guess. */
  readonly confidence: number;
  readonly kind: ContentKind;
  /** Up to 3 first different cells as text. */
  readonly samples: readonly string[];
  /** The same cells as they are. */
  readonly sampleCells: readonly Cell[];
  /** Different values among the filled cells, 0…1. */
  readonly distinctShare: number;
  /** Filled cells among the rows looked at. */
  readonly filled: number;
}

/** A proposal for a whole sheet. */
export interface MappingProposal {
  readonly columns: readonly ColumnGuess[];
  readonly mapping: Mapping;
}

const ROWS_LOOKED_AT = 500;
const SAMPLES = 3;
const NAME_SHARE = 0.7;

/** The content a field needs; fields not named take any. */
const EXPECTED_CONTENT: Readonly<Partial<Record<Field, readonly ContentKind[]>>> = {
  date: ['date'],
  paidDate: ['date'],
  birthday: ['date'],
  registered: ['date'],
  amount: ['number'],
  cost: ['number'],
  price: ['number'],
  quantity: ['number'],
  email: ['email'],
  phone: ['phone', 'number'],
  paid: ['flag', 'text'],
  consent: ['flag', 'text', 'date'],
  unsubscribed: ['flag', 'text', 'date'],
  name: ['text'],
  firstName: ['text'],
  lastName: ['text'],
};

/** Fields that tell what a person is called. */
const NAME_FIELDS: readonly Field[] = ['name', 'firstName', 'lastName', 'patronymic'];

interface Column {
  readonly columnIndex: number;
  readonly name: string;
  readonly kind: ContentKind;
  readonly distinctShare: number;
  readonly filled: number;
  readonly samples: readonly string[];
  readonly sampleCells: readonly Cell[];
  /** Share of cells that read like the name of a person. */
  readonly nameShare: number;
}

/**
 * Proposes a mapping. On a list of clients dates and sums are not guessed from content: they may mean anything. A missing client or date is an error `table.columnMissing`, a missing amount only a remark (orders without amounts
 * can be counted); the rest is still proposed.
 */
export function proposeMapping(grid: Grid, header: Header, sheet?: string, sheetKind: SheetKind = 'orders'): Outcome<MappingProposal> {
  const columns = columnsOf(grid, header);
  const guessed = new Map<number, { field: Field; confidence: number }>();
  const taken = new Map<Field, number>();
  const take = (column: Column, field: Field, confidence: number): void => {
    guessed.set(column.columnIndex, { field, confidence });
    taken.set(field, column.columnIndex);
  };
  takeByHeader(columns, taken, take, sheetKind);
  takePeopleByContent(columns, guessed, taken, take);
  if (sheetKind === 'orders') takeByContent(columns, guessed, taken, take);

  const mapping: Partial<Record<Field, number>> = {};
  taken.forEach((columnIndex, field) => {
    mapping[field] = columnIndex;
  });
  // A sheet without a client number still knows its clients by what identifies a person best.
  const person = mapping.client ?? bestPersonColumn(columns, mapping);
  if (person !== undefined) mapping.client = person;

  const issues: Issue[] = [];
  const place = sheet === undefined ? { rowIndex: header.rowIndex } : { sheet, rowIndex: header.rowIndex };
  const needed = sheetKind === 'orders' ? (['client', 'date'] as const) : (['client'] as const);
  for (const field of needed) if (mapping[field] === undefined) issues.push(issue('table.columnMissing', { field }, place));
  const hasAmount = mapping.amount !== undefined || (mapping.price !== undefined && mapping.quantity !== undefined);
  if (!hasAmount && sheetKind === 'orders') issues.push(issue('orders.amountsMissing', {}, place));
  const value = columns.map(({ columnIndex, name, kind, samples, sampleCells, distinctShare, filled }): ColumnGuess => {
    const guess = guessed.get(columnIndex);
    return { columnIndex, name, kind, samples, sampleCells, distinctShare, filled, field: guess?.field ?? null, confidence: guess?.confidence ?? 0 };
  });
  return outcome({ columns: value, mapping }, issues);
}

/**
 * Reads `client=COL,date=COL,…` where COL is a header name, a letter (A, AB) or a 1-based number; a header name wins over a letter.
 * Fields not named keep the proposal's column unless that column was given to another field.
 */
export function parseMapping(text: string, header: Header, proposed: Mapping): Outcome<Mapping> {
  const issues: Issue[] = [];
  const named: Partial<Record<Field, number>> = {};
  for (const part of text.split(/[,;](?=\s*[A-Za-z]+\s*=)/)) {
    if (part.trim() === '') continue;
    const equals = part.indexOf('=');
    const field = FIELDS.find((known) => known.toLowerCase() === part.slice(0, equals).trim().toLowerCase());
    const column = part.slice(equals + 1).trim();
    const columnIndex = columnIndexOf(column, header);
    if (equals < 1 || field === undefined) {
      issues.push(issue('setting.badValue', { key: '--map', value: part.trim(), allowed: FIELDS.map((known) => `${known}=…`).join(', ') }));
    } else if (columnIndex === undefined) {
      issues.push(issue('table.columnUnknown', { column, columns: header.names.filter((name) => name !== '').join(', ') }));
    } else named[field] = columnIndex;
  }
  const given = new Set(Object.values(named));
  const mapping: Partial<Record<Field, number>> = {};
  for (const field of FIELDS) {
    const kept = proposed[field];
    const columnIndex = named[field] ?? (kept !== undefined && !given.has(kept) ? kept : undefined);
    if (columnIndex !== undefined) mapping[field] = columnIndex;
  }
  return outcome(mapping, issues);
}

function columnIndexOf(column: string, header: Header): number | undefined {
  const exact = header.names.findIndex((name) => name.toLowerCase() === column.toLowerCase());
  if (exact >= 0) return exact;
  const folded = header.names.findIndex((name) => name !== '' && foldHeader(name) === foldHeader(column) && foldHeader(column) !== '');
  if (folded >= 0) return folded;
  const width = header.names.length;
  let position = -1;
  if (/^\d{1,5}$/.test(column)) position = Number(column) - 1;
  else if (/^[A-Za-z]{1,3}$/.test(column)) {
    position = Array.from(column.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  }
  return position >= 0 && position < width ? position : undefined;
}

function columnsOf(grid: Grid, header: Header): Column[] {
  const rows = grid.slice(header.rowIndex + 1, header.rowIndex + 1 + ROWS_LOOKED_AT);
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), header.names.length);
  const columns: Column[] = [];
  for (let columnIndex = 0; columnIndex < width; columnIndex += 1) {
    const cells: Cell[] = rows.map((row) => row[columnIndex] ?? null).filter((cell) => !isEmptyCell(cell));
    const name = header.names[columnIndex] ?? '';
    if (name === '' && cells.length === 0) continue;
    const texts = new Set(cells.map((cell) => (typeof cell === 'object' ? JSON.stringify(cell) : cellText(cell))));
    const samples = new Map<string, Cell>();
    for (const cell of cells) {
      if (samples.size === SAMPLES) break;
      if (!samples.has(sampleText(cell))) samples.set(sampleText(cell), cell);
    }
    columns.push({
      columnIndex, name, kind: contentOf(cells), filled: cells.length, samples: [...samples.keys()], sampleCells: [...samples.values()],
      distinctShare: texts.size / Math.max(1, cells.length), nameShare: cells.filter(looksLikeName).length / Math.max(1, cells.length),
    });
  }
  return columns;
}

type Take = (column: Column, field: Field, confidence: number) => void;

/** Of several columns with a synonym of one field, the one whose content fits and whose name is the most telling wins. */
function takeByHeader(columns: readonly Column[], taken: ReadonlyMap<Field, number>, take: Take, sheetKind: SheetKind): void {
  const found = columns.map((column) => ({ column, field: fieldOfHeader(column.name, sheetKind) }));
  // On a list of clients a column of first names alone holds whatever people are called.
  const parts = found.filter(({ field }) => field !== null && NAME_FIELDS.includes(field));
  const claims = found
    .map(({ column, field }) => ({ column, field: sheetKind === 'clients' && field === 'firstName' && parts.length === 1 ? ('name' as const) : field }))
    .filter((claim): claim is { column: Column; field: Field } => claim.field !== null)
    .map(({ column, field }) => ({ column, field, isFit: fits(field, column.kind), rank: synonymRank(column.name, field, sheetKind) }))
    .sort((left, right) => Number(right.isFit) - Number(left.isFit) || left.rank - right.rank || left.column.columnIndex - right.column.columnIndex);
  for (const { column, field, isFit } of claims) {
    if (taken.has(field)) continue;
    if (isFit) take(column, field, EXPECTED_CONTENT[field] === undefined ? 0.9 : 0.98);
    // An empty column may be filled later; any other content under the wrong name is only a guess.
    else take(column, field, column.kind === 'empty' ? 0.6 : 0.4);
  }
}

/** Addresses, phones and names are known by how they look. */
function takePeopleByContent(columns: readonly Column[], guessed: ReadonlyMap<number, unknown>, taken: ReadonlyMap<Field, number>, take: Take): void {
  const free = (kind: ContentKind): Column | undefined => columns.find((column) => column.kind === kind && !guessed.has(column.columnIndex));
  const email = free('email');
  if (!taken.has('email') && email !== undefined) take(email, 'email', 0.8);
  const phone = free('phone');
  if (!taken.has('phone') && phone !== undefined) take(phone, 'phone', 0.7);
  if (taken.has('client') || taken.has('name') || taken.has('lastName') || taken.has('firstName')) return;
  const name = columns.find((column) => column.kind === 'text' && column.nameShare >= NAME_SHARE && !guessed.has(column.columnIndex));
  if (name !== undefined) take(name, 'name', 0.6);
}

/** What the headers of orders left open is filled from content, where exactly one column can be meant. */
function takeByContent(
  columns: readonly Column[],
  guessed: ReadonlyMap<number, unknown>,
  taken: ReadonlyMap<Field, number>,
  take: Take,
): void {
  const free = (kind: ContentKind): Column[] => columns.filter((column) => column.kind === kind && !guessed.has(column.columnIndex));
  const [date] = free('date');
  if (!taken.has('date') && date !== undefined) take(date, 'date', free('date').length === 1 ? 0.7 : 0.4);
  const [email] = free('email');
  if (!taken.has('email') && email !== undefined) take(email, 'email', 0.8);
  const [phone] = free('phone');
  if (!taken.has('phone') && phone !== undefined) take(phone, 'phone', 0.7);
  const numbers = free('number');
  const [number] = numbers;
  const hasPriceAndQuantity = taken.has('price') && taken.has('quantity');
  if (!taken.has('amount') && !hasPriceAndQuantity && number !== undefined) {
    // The last number of a row is the sum more often than the first, which tends to be a running number.
    take(numbers[numbers.length - 1] ?? number, 'amount', numbers.length === 1 ? 0.6 : 0.3);
  }
}

function bestPersonColumn(columns: readonly Column[], mapping: Mapping): number | undefined {
  const rows = columns.reduce((most, column) => Math.max(most, column.filled), 0);
  for (const field of ['email', 'phone', 'name'] as const) {
    const column = columns.find((entry) => entry.columnIndex === mapping[field]);
    if (column !== undefined && column.filled >= rows * 0.9) return column.columnIndex;
  }
  return mapping.name ?? mapping.email ?? mapping.phone;
}

function fits(field: Field, kind: ContentKind): boolean {
  const expected = EXPECTED_CONTENT[field];
  return kind !== 'empty' && (expected === undefined || expected.includes(kind));
}

/** Two to four words with a great first letter: a person. Goods and places have one word or small ones among them. */
function looksLikeName(cell: Cell): boolean {
  return typeof cell === 'string' && /^[A-ZА-ЯЁ][a-zа-яё'’-]+(?: [A-ZА-ЯЁ](?:[a-zа-яё'’-]+|\.)){1,3}$/.test(cellText(cell));
}

function sampleText(cell: Cell): string {
  if (typeof cell !== 'object' || cell === null) return cellText(cell).slice(0, 60);
  return JSON.stringify(cell.day);
}
