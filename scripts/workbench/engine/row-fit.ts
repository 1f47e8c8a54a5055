/** Heights of rows with wrapped texts, estimated from the lengths of the texts: without a window nothing can be measured. */
import type { Sheet } from './book';

const ONE_LINE_PIXELS = 21;
const FURTHER_LINE_PIXELS = 18;
/** A wide character of the default font: a row that is a little too high hides nothing. */
const CHARACTER_PIXELS = 9;
const PADDING_PIXELS = 6;

/** Height in pixels at which the wrapped texts of a row are read whole. */
export function fittedRowHeight(sheet: Sheet, row: number): number {
  const rect = { row, column: 0, rowCount: 1, columnCount: Math.max(1, sheet.lastColumn()) };
  const styles = sheet.styles(rect)[0] ?? [];
  const lines = (sheet.display(rect)[0] ?? []).map((text, column) => (
    styles[column]?.wrap !== 'wrap' || sheet.isColumnHidden(column) ? 1 : linesOf(text, Math.floor((sheet.columnWidth(column) - PADDING_PIXELS) / CHARACTER_PIXELS))));
  return ONE_LINE_PIXELS + (Math.max(1, ...lines) - 1) * FURTHER_LINE_PIXELS;
}

/** Lines of a text broken between words; a longer word is cut. */
function linesOf(text: string, mostCharacters: number): number {
  const most = Math.max(1, mostCharacters);
  let lines = 0;
  for (const line of text.split('\n')) {
    let filled = 0;
    lines += 1;
    for (const word of line.split(' ')) {
      if (filled > 0 && filled + 1 + word.length <= most) {
        filled += 1 + word.length;
        continue;
      }
      if (filled > 0) lines += 1;
      const cuts = Math.max(0, Math.ceil(word.length / most) - 1);
      lines += cuts;
      filled = word.length - cuts * most;
    }
  }
  return lines;
}
