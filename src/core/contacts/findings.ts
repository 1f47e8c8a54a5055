/** Cleans a table of clients: reads every mapped column, proposes values and says why; nothing is changed or dropped. */
import type { Day } from '../calendar';
import { formatIsoDay } from '../calendar';
import type { Cell, Grid } from '../table/cell';
import { isDateCell } from '../table/cell';
import type { DateReading } from '../table/dates';
import type { Header } from '../table/header';
import { isEmptyRow, repeatsHeader } from '../table/header';
import type { NumberReading } from '../table/numbers';
import type { CleanColumns } from './clean-columns';
import type { EmailReading } from './email';
import type { CellFinding, Finding, FindingKind } from './finding';
import { cleanAmounts } from './findings-amount';
import { cleanBirthdays, cleanCities, cleanPhones } from './findings-contact';
import { cleanDates } from './findings-date';
import { cleanEmails } from './findings-email';
import { cleanNameParts, cleanNames, NAME_PARTS } from './findings-name';
import type { NameReading } from './name';
import type { PhoneCountry, PhoneReading } from './phone';

/** How to read what a column does not tell by itself. */
export interface CleanOptions {
  /** Country of phones written without a country code. */
  readonly country: PhoneCountry;
  /** Days after it are in the future. */
  readonly todayDay: Day;
  readonly preferredDateOrder: 'dmy' | 'mdy';
  readonly preferredDecimal: ',' | '.';
}

/** One data row with the values proposed; null where the table has no such column or the cell holds nothing that can be read. */
export interface CleanRow {
  readonly rowIndex: number;
  readonly name: NameReading | null;
  /** Numbers that could be read, in the order of the cell. */
  readonly phones: readonly PhoneReading[];
  readonly email: EmailReading | null;
  /** '' without one. */
  readonly city: string;
  /** Null also for a day that can be no birthday. */
  readonly birthday: Day | null;
  readonly day: Day | null;
  readonly amountMinor: number | null;
}

/** A table as cleaned. */
export interface CleanedTable {
  /** Data rows in their order; blank rows and repetitions of the header are left out. */
  readonly rows: readonly CleanRow[];
  /** By row, then by column. */
  readonly findings: readonly Finding[];
  /** How the columns of dates and amounts were read, null where there is none. */
  readonly dateReading: DateReading | null;
  readonly numberReading: NumberReading | null;
}

/** Cleans the rows under the header. Linear in the number of cells, but for the comparison of spellings of cities. */
export function cleanTable(grid: Grid, header: Header, columns: CleanColumns, options: CleanOptions): CleanedTable {
  const { country, todayDay, preferredDateOrder, preferredDecimal } = options;
  const rowIndexes = dataRowsOf(grid, header);
  const findings: Finding[] = [];
  const cellsOf = (columnIndex: number | undefined): Cell[] => rowIndexes.map((rowIndex) => (columnIndex === undefined ? null : (grid[rowIndex]?.[columnIndex] ?? null)));
  const note = (kind: FindingKind, columnIndex: number | undefined, cells: readonly Cell[], column: readonly (readonly CellFinding[])[]): void => {
    if (columnIndex === undefined) return;
    column.forEach((ofCell, index) => {
      for (const found of ofCell) findings.push({ rowIndex: rowIndexes[index] ?? 0, columnIndex, kind, before: textOf(cells[index] ?? null), ...found });
    });
  };
  /** Reads one column where there is one, and notes what is to be said of its cells. */
  const cleaned = <Column extends { readonly findings: readonly (readonly CellFinding[])[] }>(kind: FindingKind, columnIndex: number | undefined, clean: (cells: readonly Cell[]) => Column): Column | null => {
    if (columnIndex === undefined) return null;
    const cells = cellsOf(columnIndex);
    const column = clean(cells);
    note(kind, columnIndex, cells, column.findings);
    return column;
  };
  /** Notes the columns of parts, which a column of whole names beside them may fill. */
  const nameParts = (whole: readonly NameReading[] | null): { readonly readings: readonly NameReading[] } | null => {
    const present = NAME_PARTS.filter((part) => columns[part] !== undefined);
    if (present.length === 0) return null;
    const cells = new Map(present.map((part) => [part, cellsOf(columns[part])] as const));
    const texts = new Map(present.map((part) => [part, (cells.get(part) ?? []).map(textOf)] as const));
    const column = cleanNameParts(texts, whole);
    for (const part of present) note('name', columns[part], cells.get(part) ?? [], column.findings.get(part) ?? []);
    return column;
  };
  const wholeNames = cleaned('name', columns.name, (cells) => cleanNames(cells.map(textOf)));
  const parts = nameParts(wholeNames?.readings ?? null);
  const names = wholeNames ?? parts;
  const phones = cleaned('phone', columns.phone, (cells) => cleanPhones(cells, country));
  const emails = cleaned('email', columns.email, (cells) => cleanEmails(cells.map(textOf)));
  const cities = cleaned('city', columns.city, (cells) => cleanCities(cells.map(textOf)));
  const birthdays = cleaned('birthday', columns.birthday, (cells) => cleanBirthdays(cells, preferredDateOrder, todayDay));
  const dates = cleaned('date', columns.date, (cells) => cleanDates(cells, preferredDateOrder, todayDay));
  const amounts = cleaned('amount', columns.amount, (cells) => cleanAmounts(cells, preferredDecimal));
  const rows = rowIndexes.map((rowIndex, index): CleanRow => {
    const birthday = birthdays?.readings[index];
    return {
      rowIndex,
      name: names?.readings[index] ?? null,
      phones: (phones?.readings[index] ?? []).filter(({ valid }) => valid),
      email: emails?.readings[index] ?? null,
      city: cities?.readings[index]?.city ?? '',
      birthday: birthday?.state === 'ok' && birthday.doubt === null ? birthday.day : null,
      day: dates?.days[index] ?? null,
      amountMinor: amounts?.amountsMinor[index] ?? null,
    };
  });
  findings.sort((left, right) => left.rowIndex - right.rowIndex || left.columnIndex - right.columnIndex);
  return { rows, findings, dateReading: dates?.reading ?? null, numberReading: amounts?.reading ?? null };
}

function dataRowsOf(grid: Grid, header: Header): number[] {
  const rowIndexes: number[] = [];
  for (let rowIndex = header.rowIndex + 1; rowIndex < grid.length; rowIndex += 1) {
    const row = grid[rowIndex] ?? [];
    if (!isEmptyRow(row) && !repeatsHeader(row, header)) rowIndexes.push(rowIndex);
  }
  return rowIndexes;
}

/** A cell as it stands, spaces included: they may be what is wrong. */
function textOf(cell: Cell): string {
  if (isDateCell(cell)) return formatIsoDay(cell.day);
  return cell === null ? '' : String(cell);
}
