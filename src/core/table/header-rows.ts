/** Headers of two rows: group names above, columns below, cells merged in both directions. */
import type { Cell, Grid } from './cell';
import { isEmptyCell } from './cell';
import { isKnownHeader } from './synonyms';

/**
 * One title for each column of a two-row header: the lower text; the upper one where the lower is empty; both where the lower text
 * repeats (`Январь Сумма`, `Февраль Сумма`). An upper text reaches to the right over the empty cells of its merged range.
 */
export function joinHeaderRows(upper: readonly Cell[], lower: readonly Cell[]): Cell[] {
  const width = Math.max(upper.length, lower.length);
  const lowerTexts = Array.from({ length: width }, (_unused, index) => textOf(lower[index]));
  const counts = new Map<string, number>();
  for (const text of lowerTexts) counts.set(text.toLowerCase(), (counts.get(text.toLowerCase()) ?? 0) + 1);
  let group = '';
  return lowerTexts.map((text, index) => {
    const own = textOf(upper[index]);
    if (own !== '') group = own;
    if (text === '') return own;
    return (counts.get(text.toLowerCase()) ?? 0) > 1 && group !== '' ? `${group} ${text}` : text;
  });
}

/**
 * The lower row and number of rows of the header of which a row was recognised. Two rows are taken where both hold words only and the
 * joined titles name more columns (or tell repeated ones apart) without losing a known name.
 */
export function headerRowsAt(grid: Grid, rowIndex: number): { readonly rowIndex: number; readonly rows: 1 | 2 } {
  const single = scoreOf(grid[rowIndex] ?? []);
  let best: { readonly rowIndex: number; readonly rows: 1 | 2 } = { rowIndex, rows: 1 };
  let bestScore = single;
  for (const lower of [rowIndex, rowIndex + 1]) {
    const above = grid[lower - 1];
    const below = grid[lower];
    if (above === undefined || below === undefined || !isGroupRow(above) || !isWordRow(below)) continue;
    const joined = scoreOf(joinHeaderRows(above, below));
    if (joined.known >= bestScore.known && joined.titles > bestScore.titles) {
      best = { rowIndex: lower, rows: 2 };
      bestScore = joined;
    }
  }
  return best;
}

interface Score {
  readonly known: number;
  /** Different titles. */
  readonly titles: number;
}

function scoreOf(row: readonly Cell[]): Score {
  const texts = row.map(textOf).filter((text) => text !== '');
  return { known: texts.filter(isKnownHeader).length, titles: new Set(texts.map((text) => text.toLowerCase())).size };
}

/** A title over the table stands alone in its row; groups are several. */
function isGroupRow(row: readonly Cell[]): boolean {
  return isWordRow(row) && row.filter((cell) => !isEmptyCell(cell)).length >= 2;
}

function isWordRow(row: readonly Cell[]): boolean {
  return row.some((cell) => !isEmptyCell(cell)) && row.every((cell) => isEmptyCell(cell) || (typeof cell === 'string' && /\p{L}/u.test(cell) && !cell.includes('@')));
}

function textOf(cell: Cell | undefined): string {
  if (typeof cell !== 'string' && typeof cell !== 'number') return '';
  return String(cell).replace(/[\s\u00a0\u202f\ufeff]+/g, ' ').trim();
}
