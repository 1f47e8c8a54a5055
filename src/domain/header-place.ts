/** Where the header of a tab stands: title rows may stand above it, it may take two rows, and rows may come above it later. Calls nothing. */
import type { Cell } from '../core/table/cell';
import { isDateCell, isEmptyCell } from '../core/table/cell';
import { joinHeaderRows } from '../core/table/header-rows';

/** What is remembered of a header. `rowIndex` is its (lower) row, `titles` those of the owner's columns. */
export interface HeaderMemory {
  readonly rowIndex: number;
  readonly rows: 1 | 2;
  readonly titles: readonly string[];
  /** True for a tab that we made: its first row counts where nothing else is found, as nothing was ever above it. */
  readonly isOurs: boolean;
}

/** Found at a row; or lost, with the row where its titles stand now below rows of data (null = nowhere). */
export type FoundHeader = { readonly rowIndex: number } | { readonly lostAt: number | null };

/** Nobody puts more rows above a table; further down the titles are only looked for to say where they are. */
const ROWS_SEARCHED = 200;
const LEAST_SHARE = 0.5;
const DATA_SHARE = 0.6;

/**
 * Looks at the remembered place, then for the remembered titles, then at the row mark, then whether the remembered place still reads like a
 * header; never takes a row of data.
 * @param markedRow row that carries our mark, asked for only when needed
 */
export function findHeader(rows: readonly (readonly Cell[])[], memory: HeaderMemory, markedRow: () => number | null): FoundHeader {
  const wanted = memory.titles.map(fold).filter((title) => title !== '');
  if (wanted.length === 0 || rows.every((row) => row.every(isEmptyCell))) return { rowIndex: memory.rowIndex };
  const shareAt = (rowIndex: number): number => titleShare(headerCells(rows, rowIndex, memory.rows), wanted);
  if (shareAt(memory.rowIndex) >= LEAST_SHARE) return { rowIndex: memory.rowIndex };
  let best = -1;
  let bestShare = 0;
  for (let rowIndex = 0; rowIndex < rows.length; rowIndex += 1) {
    const share = shareAt(rowIndex);
    if (share > bestShare && (rowIndex < ROWS_SEARCHED || share === 1)) {
      best = rowIndex;
      bestShare = share;
    }
    if (share === 1) break;
  }
  if (bestShare >= LEAST_SHARE) {
    const above = rows.slice(0, Math.max(0, best - memory.rows + 1));
    return above.some((row) => isFull(row, wanted.length)) ? { lostAt: best } : { rowIndex: best };
  }
  const marked = markedRow();
  if (marked !== null && marked < rows.length && isWords(rows[marked] ?? [])) return { rowIndex: marked };
  const there = rows[memory.rowIndex] ?? [];
  if (memory.isOurs || (isWords(there) && isFull(there, wanted.length))) return { rowIndex: memory.rowIndex };
  return { lostAt: null };
}

/** The cells of a header, its two rows joined. */
export function headerCells(rows: readonly (readonly Cell[])[], rowIndex: number, headerRows: 1 | 2): readonly Cell[] {
  const lower = rows[rowIndex] ?? [];
  return headerRows === 1 || rowIndex === 0 ? lower : joinHeaderRows(rows[rowIndex - 1] ?? [], lower);
}

/** The rows of a tab from its header on; the header is the first one. */
export function rowsFromHeader(rows: Cell[][], rowIndex: number, headerRows: 1 | 2): Cell[][] {
  if (rowIndex === 0 && headerRows === 1) return rows;
  return rows.length <= rowIndex ? [] : [[...headerCells(rows, rowIndex, headerRows)], ...rows.slice(rowIndex + 1)];
}

/** How many of the wanted titles stand in a row, 0…1. */
function titleShare(row: readonly Cell[], wanted: readonly string[]): number {
  const left = new Map<string, number>();
  for (const cell of row) {
    if (typeof cell !== 'string' && typeof cell !== 'number') continue;
    const title = fold(String(cell));
    left.set(title, (left.get(title) ?? 0) + 1);
  }
  let found = 0;
  for (const title of wanted) {
    const count = left.get(title) ?? 0;
    if (count === 0) continue;
    found += 1;
    left.set(title, count - 1);
  }
  return found / wanted.length;
}

/** True when as many cells are filled as a row of data has, and more than a title has. */
function isFull(row: readonly Cell[], width: number): boolean {
  const filled = row.filter((cell) => !isEmptyCell(cell)).length;
  return filled >= Math.min(2, width) && filled >= width * DATA_SHARE;
}

/** True when a row holds words only: no sums, no dates, no addresses. */
function isWords(row: readonly Cell[]): boolean {
  return row.some((cell) => !isEmptyCell(cell)) && row.every((cell) =>
    isEmptyCell(cell) || (!isDateCell(cell) && typeof cell === 'string' && !/@|^[-+(]?\d[\d\s.,:/-]*\d$/.test(cell.trim())));
}

/** Of long titles only the beginning may be remembered. */
function fold(title: string): string {
  return title.replace(/[\s\u00a0]+/g, ' ').trim().toLowerCase().slice(0, 40);
}
