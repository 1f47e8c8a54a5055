/** Finds the header row of a grid. */
import { issue, outcome } from '../issue';
import type { Issue, Outcome } from '../issue';
import { isDateCell, isEmptyCell } from './cell';
import type { Cell, Grid } from './cell';
import { headerRowsAt, joinHeaderRows } from './header-rows';
import { isKnownHeader } from './synonyms';

/** A header: where it stands and the column names as written (trimmed; '' where a column has none). */
export interface Header {
  readonly rowIndex: number;
  readonly names: readonly string[];
  /** 2 when the row above belongs to the header; its group names are joined into the names. */
  readonly rows?: 2;
}

// Reports of accounting programs put a title and a period above the table; nobody puts more than this.
const ROWS_SEARCHED = 25;

/** The header row, or null with the issue `file.empty`, `table.headerMissing` or (header found, no rows under it) `table.rowsMissing`. */
export function detectHeader(grid: Grid, sheet?: string): Outcome<Header | null> {
  const at = sheet === undefined ? {} : { sheet };
  const firstFilled = grid.findIndex((row) => !isEmptyRow(row));
  if (firstFilled < 0) return outcome(null, [issue('file.empty', {}, at)]);

  let best = -1;
  let bestScore = 0;
  for (let rowIndex = firstFilled; rowIndex < Math.min(grid.length, firstFilled + ROWS_SEARCHED); rowIndex += 1) {
    const score = headerScore(grid[rowIndex] ?? []);
    if (score > bestScore) {
      best = rowIndex;
      bestScore = score;
    }
  }
  const place = best < 0 ? null : headerRowsAt(grid, best);
  const header = place === null ? null : headerAt(grid, place.rowIndex, place.rows);
  if (header === null) return outcome(null, [issue('table.headerMissing', {}, { ...at, rowIndex: firstFilled })]);
  const hasRows = grid.slice(header.rowIndex + 1).some((row) => !isEmptyRow(row));
  if (!hasRows) return outcome(null, [issue('table.rowsMissing', {}, { ...at, rowIndex: header.rowIndex })]);
  return outcome(header, repeatedNames(header, at));
}

/** The header made of a given row, for a user who points at it. @param rows 2 = joined with the row above */
export function headerAt(grid: Grid, rowIndex: number, rows: 1 | 2 = 1): Header {
  const lower = grid[rowIndex] ?? [];
  const names = (rows === 1 ? lower : joinHeaderRows(grid[rowIndex - 1] ?? [], lower)).map((cell) => (typeof cell === 'string' ? cleanName(cell) : typeof cell === 'number' ? String(cell) : ''));
  while (names.length > 0 && names[names.length - 1] === '') names.pop();
  return rows === 1 ? { rowIndex, names } : { rowIndex, names, rows };
}

/** True when a data row is the header again (files glued together). */
export function repeatsHeader(row: readonly Cell[], header: Header): boolean {
  let named = 0;
  for (let columnIndex = 0; columnIndex < header.names.length; columnIndex += 1) {
    const name = header.names[columnIndex] ?? '';
    if (name === '') continue;
    const cell = row[columnIndex];
    if (typeof cell !== 'string' || cleanName(cell).toLowerCase() !== name.toLowerCase()) return false;
    named += 1;
  }
  return named > 0;
}

/** True when no cell of a row holds anything. */
export function isEmptyRow(row: readonly Cell[]): boolean {
  return row.every(isEmptyCell);
}

/**
 * How much a row looks like a header: names that are known synonyms count most, other words a little, figures and dates against it.
 * A row needs a known name, or at least two cells that are all words, to be taken.
 */
function headerScore(row: readonly Cell[]): number {
  let known = 0;
  let words = 0;
  let figures = 0;
  for (const cell of row) {
    if (isEmptyCell(cell)) continue;
    if (typeof cell !== 'string' || isDateCell(cell) || looksLikeValue(cell)) figures += 1;
    else if (isKnownHeader(cleanName(cell))) known += 1;
    else words += 1;
  }
  if (known > 0 && figures === 0) return 10 * known + words;
  if (known > 1) return 10 * known + words - 5 * figures;
  return known === 0 && words >= 2 && figures === 0 ? 1 : 0;
}

function looksLikeValue(text: string): boolean {
  return /^[-+(]?[\d\s\u00a0\u202f.,:/)%-]*\d[\d\s\u00a0\u202f.,:/)%-]*[^\d\s]{0,4}\.?$/.test(text.trim()) || text.includes('@');
}

function cleanName(text: string): string {
  return text.replace(/[\s\u00a0\u202f\ufeff]+/g, ' ').trim();
}

function repeatedNames(header: Header, place: { sheet?: string }): Issue[] {
  const seen = new Set<string>();
  const issues: Issue[] = [];
  header.names.forEach((name, columnIndex) => {
    if (name === '') return;
    const folded = name.toLowerCase();
    if (seen.has(folded)) {
      issues.push(issue('table.columnNameRepeated', { name }, { ...place, rowIndex: header.rowIndex, columnIndex, columnName: name }));
    }
    seen.add(folded);
  });
  return issues;
}
