/** Chooses the sheet of a workbook that holds the orders. */
import { issue, outcome } from '../issue';
import type { Outcome } from '../issue';
import type { NamedGrid } from './cell';
import { detectHeader } from './header';
import { proposeMapping } from './mapping';

/**
 * The index of the sheet whose columns look most like orders (client, date, amount), the first of equals; -1 for no sheets.
 * Several sheets are told with `file.sheetsSeveral`, so that the user can choose another.
 */
export function chooseOrdersSheet(grids: readonly NamedGrid[]): Outcome<number> {
  let best = grids.length === 0 ? -1 : 0;
  let bestScore = 0;
  grids.forEach(({ grid }, index) => {
    const header = detectHeader(grid).value;
    if (header === null) return;
    const { mapping } = proposeMapping(grid, header).value;
    const hasAmount = mapping.amount !== undefined || (mapping.price !== undefined && mapping.quantity !== undefined);
    const score = 1 + (mapping.client === undefined ? 0 : 2) + (mapping.date === undefined ? 0 : 2) + (hasAmount ? 2 : 0);
    if (score > bestScore) {
      best = index;
      bestScore = score;
    }
  });
  const name = grids[best]?.name ?? '';
  return outcome(best, grids.length > 1 ? [issue('file.sheetsSeveral', { count: grids.length, name })] : []);
}
