/** Finds the range that an address or a name means. */
import type { Book, Sheet as Grid } from '../../engine/book';
import type { Rect } from '../../engine/values';
import { ServiceError } from '../../runtime/service';
import { parseAddress, type RangeAddress } from './a1-notation';
import { namedPlace } from './named-range';
import { errorTexts, type OpenSides } from './sheet-object';

/** A rectangle of a sheet and its open sides. */
export interface FoundRange {
  readonly grid: Grid;
  readonly rect: Rect;
  readonly open: OpenSides;
}

/** A range from A1 or R1C1 notation or a name; `own` is the sheet meant by an address without a sheet name. Throws `Range not found`. */
export function findRange(book: Book, own: Grid, text: string, nameFirst: boolean): FoundRange {
  const named = nameFirst ? namedRange(book, text) : null;
  if (named !== null) return named;
  const address = parseAddress(text);
  if (address !== null) {
    const grid = address.sheetName === null ? own : book.sheetByName(address.sheetName);
    if (grid === null) throw new ServiceError(errorTexts.rangeNotFound);
    return onGrid(grid, address);
  }
  const byName = namedRange(book, text);
  if (byName === null) throw new ServiceError(errorTexts.rangeNotFound);
  return byName;
}

function namedRange(book: Book, name: string): FoundRange | null {
  const place = namedPlace(book, name);
  const open = { startRow: false, startColumn: false, endRow: false, endColumn: false };
  return place === null ? null : { grid: place.grid, rect: place.rect, open };
}

/** The rectangle of an address on a sheet, cut at the edges of the grid where a side is open. */
export function onGrid(grid: Grid, address: RangeAddress): FoundRange {
  const row = address.startRow ?? 0;
  const column = address.startColumn ?? 0;
  const endRow = address.endRow ?? grid.rowCount - 1;
  const endColumn = address.endColumn ?? grid.columnCount - 1;
  if (row >= grid.rowCount || column >= grid.columnCount || endRow >= grid.rowCount || endColumn >= grid.columnCount) {
    throw new ServiceError(errorTexts.outside);
  }
  return {
    grid,
    rect: { row, column, rowCount: endRow - row + 1, columnCount: endColumn - column + 1 },
    open: {
      startRow: address.startRow === null, startColumn: address.startColumn === null,
      endRow: address.endRow === null, endColumn: address.endColumn === null,
    },
  };
}
