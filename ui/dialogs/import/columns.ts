/** What each column of the file is taken for, and how its dates and numbers are read: proposed by core, corrected by the owner. */
import { IMPORT_CHUNK_ROWS, type DateOrder, type ImportPlan, type RawCell } from '../../../src/contract/import-views';
import { partsOf, type Day } from '../../../src/core/calendar';
import type { Issue } from '../../../src/core/issue';
import { isDateCell, isEmptyCell, type Cell, type Grid } from '../../../src/core/table/cell';
import { decideDateReading, type DateReading } from '../../../src/core/table/dates';
import { FIELDS, type Field, type Mapping } from '../../../src/core/table/field';
import { detectHeader, type Header } from '../../../src/core/table/header';
import { proposeMapping, type ColumnGuess } from '../../../src/core/table/mapping';
import { decideNumberReading } from '../../../src/core/table/numbers';
import { readOrderRows, type ImportedRow } from '../../../src/core/table/order-rows';

/** What becomes of one column: a field of the base, a column of the owner's own, or nothing. */
export type ColumnUse = Field | 'own' | 'none';

/** How the table of a file is understood. */
export interface TableReading {
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
  /** What was found on the way; the table is still usable. */
  readonly issues: readonly Issue[];
}

/** A grid without a usable header: why. */
export interface NoTable { readonly issues: readonly Issue[] }

/** Understands a grid. @param headerRowIndex the owner's choice, null to detect it */
export function readTable(grid: Grid, sheet: string, headerRowIndex: number | null): TableReading | NoTable {
  const detected = headerRowIndex === null ? detectHeader(grid, sheet) : { value: headerAt(grid, headerRowIndex), issues: [] };
  const header = detected.value;
  if (header === null) return { issues: detected.issues };
  const proposal = proposeMapping(grid, header, sheet);
  const { mapping, columns } = proposal.value;
  const used = new Set(Object.values(mapping));
  const ownColumns = columns.filter((column) => !used.has(column.columnIndex) && column.kind !== 'empty' && column.name !== '').map((column) => column.columnIndex);
  return withReadings({
    grid, header, columns, mapping, ownColumns, dateOrder: 'dmy', yearFirst: false, dateDecidedBy: 'nothing', decimalMark: '.',
    // A missing column is said where columns are chosen, by what is chosen there.
    issues: [...detected.issues, ...proposal.issues.filter((one) => one.code !== 'table.columnMissing' && one.code !== 'orders.amountsMissing')],
  });
}

/** True for a table that can be shown and corrected. */
export function isTable(reading: TableReading | NoTable): reading is TableReading {
  return 'grid' in reading;
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
  return use === 'date' || use === 'amount' ? withReadings(next) : next;
}

/** What a column is taken for now. */
export function columnUse(table: TableReading, columnIndex: number): ColumnUse {
  const field = FIELDS.find((one) => table.mapping[one] === columnIndex);
  return field ?? (table.ownColumns.includes(columnIndex) ? 'own' : 'none');
}

/** Fields still needed before rows can be read. */
export function missingFields(mapping: Mapping): readonly Field[] {
  const needed: readonly Field[] = ['client', 'date'];
  return needed.filter((field) => mapping[field] === undefined);
}

/** True when nothing stands for the amount: purchases can be counted, money cannot. */
export function lacksAmounts(mapping: Mapping): boolean {
  return mapping.amount === undefined && (mapping.price === undefined || mapping.quantity === undefined);
}

/** One line of the preview: the row as it will be understood, or why it will be left out. */
export interface PreviewRow {
  readonly rowIndex: number;
  readonly read: ImportedRow | null;
  readonly issues: readonly Issue[];
}

/** What reading the rows would give. */
export interface Preview {
  readonly rows: readonly PreviewRow[];
  /** Rows that cannot be used, in file order, at most `troubleLimit`. */
  readonly troubled: readonly PreviewRow[];
  readonly used: number;
  readonly rejected: number;
  /** Rows looked at; fewer than the file's in a very large file. */
  readonly checked: number;
  readonly general: readonly Issue[];
}

const previewRows = 6;
const troubleLimit = 8;
/** Enough to meet every kind of trouble; reading a larger file is the server's work. */
const checkedRowsLimit = 50_000;

/** Reads the rows as the server will, to show the first ones and those with trouble. */
export function previewTable(table: TableReading, sheet: string): Preview {
  const end = Math.min(dataEnd(table), table.header.rowIndex + 1 + checkedRowsLimit);
  const { value, issues } = readOrderRows(table.grid.slice(0, end), table.header, table.mapping, {
    sheet, decimal: table.decimalMark, dateOrder: table.dateOrder,
  });
  const readByRow = new Map(value.rows.map((row) => [row.rowIndex, row]));
  const issuesByRow = new Map<number, Issue[]>();
  const general: Issue[] = [];
  for (const one of issues) {
    const rowIndex = one.place?.rowIndex;
    if (rowIndex === undefined) general.push(one);
    else issuesByRow.set(rowIndex, [...(issuesByRow.get(rowIndex) ?? []), one]);
  }
  const line = (rowIndex: number): PreviewRow => ({ rowIndex, read: readByRow.get(rowIndex) ?? null, issues: issuesByRow.get(rowIndex) ?? [] });
  const first: PreviewRow[] = [];
  for (let rowIndex = table.header.rowIndex + 1; rowIndex < end && first.length < previewRows; rowIndex += 1) {
    if (!isEmptyRow(table.grid[rowIndex] ?? [])) first.push(line(rowIndex));
  }
  const troubled = [...issuesByRow.keys()].sort((left, right) => left - right).map(line).filter((row) => row.read === null).slice(0, troubleLimit);
  return { rows: first, troubled, used: value.counts.used, rejected: value.counts.rejected, checked: end - table.header.rowIndex - 1, general };
}

/** Number of data rows, empty ones at the end left off. */
export function rowCountOf(table: TableReading): number {
  return Math.max(0, dataEnd(table) - table.header.rowIndex - 1);
}

/** The plan that begins the import on the server. */
export function planOf(table: TableReading, fileName: string): ImportPlan {
  return {
    fileName,
    header: table.header.names,
    mapping: table.mapping,
    extraColumns: table.ownColumns,
    dateOrder: table.dateOrder,
    decimalMark: table.decimalMark,
    rowCount: rowCountOf(table),
    firstRowNumber: table.header.rowIndex + 2,
  };
}

/** Rows of one chunk, each as wide as the header. */
export function chunkRows(table: TableReading, chunkIndex: number): readonly (readonly RawCell[])[] {
  const start = table.header.rowIndex + 1 + chunkIndex * IMPORT_CHUNK_ROWS;
  const width = table.header.names.length;
  return table.grid.slice(start, Math.min(start + IMPORT_CHUNK_ROWS, dataEnd(table)))
    .map((row) => Array.from({ length: width }, (_, columnIndex) => row[columnIndex] ?? null));
}

/** How many chunks a table makes; a table without rows still makes none. */
export function chunkCountOf(table: TableReading): number {
  return Math.ceil(rowCountOf(table) / IMPORT_CHUNK_ROWS);
}

/** A cell as text for the eye: dates as `YYYY-MM-DD`. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return '';
  return isDateCell(cell) ? isoDay(cell.day) : String(cell).trim();
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

/** A serial day as `YYYY-MM-DD`. */
export function isoDay(day: Day): string {
  const parts = partsOf(day);
  return `${padded(parts.year, 4)}-${padded(parts.month, 2)}-${padded(parts.day, 2)}`;
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function withReadings(table: TableReading): TableReading {
  const dates = decideDateReading(columnCells(table, table.mapping.date));
  const numbers = decideNumberReading(columnCells(table, table.mapping.amount ?? table.mapping.price));
  const yearFirst = dates.formats.length > 0 && dates.formats.every(({ format }) => format === 'date' || format.startsWith('y'));
  return { ...table, dateOrder: dates.order, yearFirst, dateDecidedBy: dates.decidedBy, decimalMark: numbers.decimal };
}

function columnCells(table: TableReading, columnIndex: number | undefined): readonly Cell[] {
  if (columnIndex === undefined) return [];
  return table.grid.slice(table.header.rowIndex + 1).map((row) => row[columnIndex] ?? null);
}

function headerAt(grid: Grid, rowIndex: number): Header {
  return { rowIndex, names: (grid[rowIndex] ?? []).map(cellText) };
}

function dataEnd(table: TableReading): number {
  let end = table.grid.length;
  while (end > table.header.rowIndex + 1 && isEmptyRow(table.grid[end - 1] ?? [])) end -= 1;
  return end;
}

function isEmptyRow(row: readonly Cell[]): boolean {
  return row.every(isEmptyCell);
}
