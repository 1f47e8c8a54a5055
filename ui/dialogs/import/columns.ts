/** What the file holds and what each column is taken for, and how its dates and numbers are read: proposed by core, corrected by the owner. */
import type { DateOrder, ImportKind, ImportPlan, ImportProfile } from '../../../src/contract/import-views';
import { formatIsoDay } from '../../../src/core/calendar';
import type { Issue } from '../../../src/core/issue';
import { isDateCell, isEmptyCell, type Cell, type Grid } from '../../../src/core/table/cell';
import { decideDateReading, type DateReading } from '../../../src/core/table/dates';
import { CLIENT_FIELDS, FIELDS, ORDER_FIELDS, PROFILE_FIELDS, type Field, type Mapping } from '../../../src/core/table/field';
import { detectHeader, headerAt, type Header } from '../../../src/core/table/header';
import { proposeMapping, type ColumnGuess } from '../../../src/core/table/mapping';
import { decideNumberReading, type NumberReading } from '../../../src/core/table/numbers';
import { fieldOfHeader } from '../../../src/core/table/synonyms';

/** What becomes of one column: a field of the base, a column of the owner's own, or nothing. */
export type ColumnUse = Field | 'own' | 'none';

/** How the table of a file is understood. */
export interface TableReading {
  readonly kind: ImportKind;
  readonly grid: Grid;
  readonly header: Header;
  readonly columns: readonly ColumnGuess[];
  readonly mapping: Mapping;
  /** Unmapped columns that are kept as the owner's own. */
  readonly ownColumns: readonly number[];
  readonly dateOrder: DateOrder;
  /** Every date has its year in front or is a real date cell, so the order of day and month does not matter. */
  readonly yearFirst: boolean;
  readonly dateDecidedBy: DateReading['decidedBy'];
  readonly decimalMark: '.' | ',';
  readonly numberDecidedBy: NumberReading['decidedBy'];
  /** What was found on the way; the table is still usable. */
  readonly issues: readonly Issue[];
}

/** A grid without a usable header: why. */
export interface NoTable { readonly issues: readonly Issue[] }

/** Fields of the client's card that an order says nothing about. */
const cardOnly: readonly Field[] = ['registered', 'marker', 'plan', 'purchasesElsewhere'];

/** Fields a column of such a file can be, in two groups for the list. */
export function fieldsOf(kind: ImportKind): { readonly order: readonly Field[]; readonly client: readonly Field[] } {
  if (kind === 'clients') return { order: [], client: ['client', ...CLIENT_FIELDS] };
  return { order: ORDER_FIELDS, client: PROFILE_FIELDS.filter((field) => !cardOnly.includes(field)) };
}

/**
 * Understands a grid.
 * @param headerRowIndex the owner's choice, null to detect it
 * @param kind the owner's choice, null to propose it from the columns
 */
export function readTable(grid: Grid, sheet: string, headerRowIndex: number | null, kind: ImportKind | null = null): TableReading | NoTable {
  const detected = headerRowIndex === null ? detectHeader(grid, sheet) : { value: headerAt(grid, headerRowIndex), issues: [] };
  const header = detected.value;
  if (header === null) return { issues: detected.issues };
  const taken = kind ?? proposedKind(grid, header);
  const proposal = proposeMapping(grid, header, sheet, taken);
  const { columns } = proposal.value;
  const mapping = mappingFor(taken, proposal.value.mapping, columns);
  return withReadings({
    kind: taken, grid, header, columns, mapping, ownColumns: unmappedColumns(columns, mapping),
    dateOrder: 'dmy', yearFirst: false, dateDecidedBy: 'nothing', decimalMark: '.', numberDecidedBy: 'nothing',
    // A missing column is said where columns are chosen, by what is chosen there.
    issues: [...detected.issues, ...proposal.issues.filter((one) => one.code !== 'table.columnMissing' && one.code !== 'orders.amountsMissing')],
  });
}

/** True for a table that can be shown and corrected. */
export function isTable(reading: TableReading | NoTable): reading is TableReading {
  return 'grid' in reading;
}

/** Orders have a day and something bought; a list of people with no sums is taken for clients. Titles tell; where none is known, cells do. */
function proposedKind(grid: Grid, header: Header): ImportKind {
  const named = header.names.flatMap((name) => fieldOfHeader(name) ?? []);
  const fields = new Set(named.length > 0 ? named : proposeMapping(grid, header).value.columns.flatMap(({ field }) => field ?? []));
  const bought = (['amount', 'order', 'price', 'quantity', 'product', 'cost'] as const).some((field) => fields.has(field));
  const described = PROFILE_FIELDS.filter((field) => fields.has(field)).length;
  if (fields.has('date') && bought) return 'orders';
  return described >= 2 || (described === 1 && !fields.has('date') && !bought) ? 'clients' : 'orders';
}

/** The proposed mapping without fields that such a file does not have. */
function mappingFor(kind: ImportKind, proposed: Mapping, columns: readonly ColumnGuess[]): Mapping {
  const { order, client } = fieldsOf(kind);
  const mapping: Partial<Record<Field, number>> = {};
  for (const field of [...order, ...client]) {
    const columnIndex = proposed[field];
    // A list of clients is matched by e-mail, phone or name too, so none of them has to stand for the client's number.
    const borrowed = kind === 'clients' && field === 'client' && columns.find((column) => column.columnIndex === columnIndex)?.field !== 'client';
    if (columnIndex !== undefined && !borrowed) mapping[field] = columnIndex;
  }
  return mapping;
}

function unmappedColumns(columns: readonly ColumnGuess[], mapping: Mapping): readonly number[] {
  const used = new Set(Object.values(mapping));
  return columns.filter((column) => !used.has(column.columnIndex) && column.kind !== 'empty' && column.name !== '').map((column) => column.columnIndex);
}

/** The table with another use of one column: a field stands on one column only, so it leaves the one it had. */
export function withColumnUse(table: TableReading, columnIndex: number, use: ColumnUse): TableReading {
  const mapping: Partial<Record<Field, number>> = {};
  for (const field of FIELDS) {
    const column = table.mapping[field];
    if (column !== undefined && column !== columnIndex && field !== use) mapping[field] = column;
  }
  const leftColumn = use === 'own' || use === 'none' ? undefined : table.mapping[use];
  const own = new Set(table.ownColumns);
  own.delete(columnIndex);
  if (use === 'own') own.add(columnIndex);
  if (leftColumn !== undefined && leftColumn !== columnIndex) own.add(leftColumn);
  if (use !== 'own' && use !== 'none') mapping[use] = columnIndex;
  const next = { ...table, mapping, ownColumns: [...own].sort((left, right) => left - right) };
  return dateColumn(next) !== dateColumn(table) || numberColumn(next) !== numberColumn(table) ? withReadings(next) : next;
}

/** The table as it was taken the last time; what the cells of this file prove about dates and numbers stays stronger. */
export function withProfile(table: TableReading, profile: ImportProfile): TableReading {
  const next = withReadings({ ...table, kind: profile.kind, mapping: profile.mapping, ownColumns: profile.extraColumns });
  return {
    ...next,
    dateOrder: next.dateDecidedBy === 'assumed' || next.dateDecidedBy === 'conflict' ? profile.dateOrder : next.dateOrder,
    decimalMark: next.numberDecidedBy === 'assumed' ? profile.decimalMark : next.decimalMark,
  };
}

/** The table exactly as an import that was begun understood it. */
export function withPlan(table: TableReading, plan: ImportPlan): TableReading {
  const { kind = 'orders', mapping, extraColumns, dateOrder, decimalMark } = plan;
  return { ...withReadings({ ...table, kind, mapping, ownColumns: extraColumns }), dateOrder, decimalMark };
}

/** What a column is taken for now. */
export function columnUse(table: TableReading, columnIndex: number): ColumnUse {
  const field = FIELDS.find((one) => table.mapping[one] === columnIndex);
  return field ?? (table.ownColumns.includes(columnIndex) ? 'own' : 'none');
}

/** Fields still needed before rows can be read: of a client, anything he can be known by. */
export function missingFields({ kind, mapping }: Pick<TableReading, 'kind' | 'mapping'>): readonly Field[] {
  if (kind === 'orders') return (['client', 'date'] as const).filter((field) => mapping[field] === undefined);
  const known = (['client', 'name', 'firstName', 'lastName', 'email', 'phone'] as const).some((field) => mapping[field] !== undefined);
  return known ? [] : ['name', 'email', 'phone'];
}

/** True when nothing stands for the amount of orders: purchases can be counted, money cannot. */
export function lacksAmounts({ kind, mapping }: Pick<TableReading, 'kind' | 'mapping'>): boolean {
  return kind === 'orders' && mapping.amount === undefined && (mapping.price === undefined || mapping.quantity === undefined);
}

/** Number of data rows that hold anything. */
export function rowCountOf(table: TableReading): number {
  return table.grid.slice(table.header.rowIndex + 1).filter((row) => !row.every(isEmptyCell)).length;
}

/** The field whose dates decide the order of day and month, or null when no column holds dates. */
export function dateField({ kind, mapping }: Pick<TableReading, 'kind' | 'mapping'>): Field | null {
  const fields: readonly Field[] = kind === 'orders' ? ['date'] : ['birthday', 'registered'];
  return fields.find((field) => mapping[field] !== undefined) ?? null;
}

/** The field whose numbers decide the decimal mark, or null when no column holds money. */
export function numberField({ kind, mapping }: Pick<TableReading, 'kind' | 'mapping'>): Field | null {
  const fields: readonly Field[] = kind === 'orders' ? ['amount', 'price'] : ['purchasesElsewhere', 'plan'];
  return fields.find((field) => mapping[field] !== undefined) ?? null;
}

/** A cell as text for the eye: dates as `YYYY-MM-DD`. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return '';
  return isDateCell(cell) ? formatIsoDay(cell.day) : String(cell).trim();
}

/** The first different filled cells of a column as text, at most three. */
export function samplesOf(table: TableReading, columnIndex: number): readonly string[] {
  const samples = new Set<string>();
  for (let rowIndex = table.header.rowIndex + 1; rowIndex < table.grid.length && samples.size < 3; rowIndex += 1) {
    const text = cellText(table.grid[rowIndex]?.[columnIndex]);
    if (text !== '') samples.add(text);
  }
  return [...samples];
}

function withReadings(table: TableReading): TableReading {
  const dates = decideDateReading(columnCells(table, dateColumn(table)));
  const numbers = decideNumberReading(columnCells(table, numberColumn(table)));
  const yearFirst = dates.formats.length > 0 && dates.formats.every(({ format }) => format === 'date' || format.startsWith('y'));
  return { ...table, dateOrder: dates.order, yearFirst, dateDecidedBy: dates.decidedBy, decimalMark: numbers.decimal, numberDecidedBy: numbers.decidedBy };
}

function dateColumn(table: TableReading): number | undefined {
  const field = dateField(table);
  return field === null ? undefined : table.mapping[field];
}

function numberColumn(table: TableReading): number | undefined {
  const field = numberField(table);
  return field === null ? undefined : table.mapping[field];
}

function columnCells(table: TableReading, columnIndex: number | undefined): readonly Cell[] {
  if (columnIndex === undefined) return [];
  return table.grid.slice(table.header.rowIndex + 1).map((row) => row[columnIndex] ?? null);
}
