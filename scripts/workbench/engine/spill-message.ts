/** Explains why an array formula could not expand. */
import type { UniverSheet } from './univer-sheet';
import { hasContent } from './cell-values';
import { cellName } from './rect';

/** Text of the note that Sheets shows: names the first cell in the way below or to the right of the formula. */
export function spillBlockedMessage(sheet: UniverSheet, row: number, column: number): string {
  const matrix = sheet.worksheet.getCellMatrix();
  const size = sheet.cells.blockedExtent(row, column);
  for (let r = row; r < row + size.rows; r += 1) {
    for (let c = column; c < column + size.columns; c += 1) {
      const cell = matrix.getValue(r, c);
      if ((r !== row || c !== column) && (hasContent(cell) || cell?.v === '')) {
        return `Array result was not expanded because it would overwrite data in ${cellName(r, c)}.`;
      }
    }
  }
  return 'Array result was not expanded because it would overwrite data.';
}
