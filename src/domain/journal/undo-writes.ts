/** Writes the undo of a tab: cells first, then rows away, then rows back; each step looks the same when it is done twice. */
import { runsOf } from '../../core/table/index-runs';
import type { Base } from '../base';
import type { Clock, Contents } from '../ports';
import { gridOf, rectanglesOf, setPattern } from './rectangles';
import type { CellTarget } from './undo-cells';
import type { TabUndo } from './undo-plan';
import type { ReturnedRow } from './undo-removed';
import type { VirtualRow } from './virtual-table';

interface Placed extends CellTarget {
  readonly rowIndex: number;
}

/** Cells that were written back; `isDone` false: the time was up, the next call goes on with those that are not as before. */
export interface CellsBack {
  readonly cells: number;
  readonly isDone: boolean;
}

/** Between two looks at the clock of a step so many rectangles, runs of rows to remove or runs of rows to bring back. */
const SLICE = 50;

/** Tells before each write whether a call of an undo shall rest; `betweenSlices` is where all that was written is whole. */
export type UndoTime = (betweenSlices: boolean) => boolean;

/** The step begins with the first slice: what was read before does not count, and every call does something. Within a slice an undo rests only in need. */
export function undoTime(clock: Clock, stepMs: number, untilMs: number): UndoTime {
  let firstMs = Infinity;
  return (betweenSlices) => {
    const nowMs = clock.now();
    if (betweenSlices) firstMs = Math.min(firstMs, nowMs);
    return nowMs > (betweenSlices ? Math.min(untilMs, firstMs + stepMs) : untilMs);
  };
}

/**
 * Cells as they were, with their formulas and formats. Texts are written into plain text, which then gets its former format. Counted calls, slice by slice:
 * 1 for plain text, 1 for each format to give back before and after, 1 for each rectangle of values, 1 for each of formulas.
 */
export function writeCellsBack(base: Base, { table, cells }: TabUndo, isUp: UndoTime): CellsBack {
  const { sheetId } = table.tab;
  const placed = cells.flatMap((cell): Placed[] => (cell.row.origin === null ? [] : [{ ...cell, rowIndex: cell.row.origin }]));
  const written = placed.filter(({ isWritten }) => isWritten);
  const isText = ({ before, formula }: Placed): boolean => formula === '' && typeof before === 'string' && before !== '';
  const cellAt = new Map(written.map((cell) => [`${cell.rowIndex},${cell.columnIndex}`, cell]));
  const values = rectanglesOf(written.filter(({ formula }) => formula === ''));
  const areas = [...values, ...rectanglesOf(written.filter(({ formula }) => formula !== ''))].map((area) =>
    ({ ...area, grid: gridOf(area, (row, column) => cellAt.get(`${row},${column}`)).map((line) => line.flatMap((cell) => cell ?? [])) }));
  let count = 0;
  for (let first = 0; placed.length > 0 && (first === 0 || first < areas.length); first += SLICE) {
    if (areas.length > 0 && isUp(true)) return { cells: count, isDone: false };
    const slice = areas.slice(first, first + SLICE);
    const now = slice.flatMap(({ grid }) => grid.flat());
    setPattern(base, sheetId, now.filter(isText), '@');
    // Cells that have their value and may lack their format come with the last slice.
    const restored = [...now, ...(first + SLICE < areas.length ? [] : placed.filter(({ isWritten }) => !isWritten))].filter(({ format }) => format !== null);
    // A number or a formula must not meet a cell of plain text: its format comes first.
    giveFormats(base, sheetId, restored.filter((cell) => !isText(cell)));
    for (const [index, { rowIndex, columnIndex, grid }] of slice.entries()) {
      if (index > 0 && isUp(false)) return { cells: count, isDone: false };
      count += grid.flat().length;
      if (first + index < values.length) base.ports.book.write(sheetId, rowIndex, columnIndex, grid.map((line) => line.map(({ before }) => before)));
      else base.ports.book.writeFormulas(sheetId, rowIndex, columnIndex, grid.map((line) => line.map(({ formula }) => formula)));
    }
    giveFormats(base, sheetId, restored.filter(isText));
  }
  return { cells: count, isDone: true };
}

function giveFormats(base: Base, sheetId: number, cells: readonly Placed[]): void {
  const byFormat = new Map<string, Placed[]>();
  for (const cell of cells) {
    const known = byFormat.get(cell.format ?? '') ?? [];
    known.push(cell);
    byFormat.set(cell.format ?? '', known);
  }
  byFormat.forEach((alike, format) => { setPattern(base, sheetId, alike, format); });
}

/** Removes rows from the lowest run up, so that those above stay where they are. Returns how many are gone; fewer when the time is up. 1 counted call for each run. */
export function removeAddedRows(base: Base, { table, rowIndexes, strays }: TabUndo, isUp: UndoTime): number {
  const added = new Set(rowIndexes);
  let removed = 0;
  for (const [index, run] of runsOf([...rowIndexes, ...strays]).reverse().entries()) {
    // Strays are no work of this call: they come back at once.
    if (isUp(rowIndexes.length > 0 && index % SLICE === 0)) break;
    base.ports.book.removeRows(table.tab.sheetId, run.first, run.count);
    for (let offset = 0; offset < run.count; offset += 1) if (added.has(run.first + offset)) removed += 1;
  }
  return removed;
}

/** Rows that stand again. `isPlaced` false: the time was up, more of them are to come and some may stand below all others. */
export interface RowsBack {
  readonly rows: number;
  readonly isPlaced: boolean;
}

/**
 * Writes rows that come back below all others, whole but for formulas, which would point elsewhere there, and moves each run of them to
 * its place; when all stand there, writes the formulas. One that was cut off finds them by what stands. Counted calls, slice by slice: 5, 1 for notes
 * where there are any, 1 for each run moved; 1 for each run of formulas.
 */
export function bringRowsBack(base: Base, { table, rowIndexes, strays, emptyRows, order, returned }: TabUndo, isUp: UndoTime): RowsBack {
  const { book } = base.ports;
  const { sheetId } = table.tab;
  const firstBelow = Math.max(1, table.rows.length - rowIndexes.length - strays.length);
  const runs = runsOf(order.flatMap(({ origin }, index) => (origin === null ? [index] : [])));
  const current = order.filter(({ origin }) => origin !== null);
  let rows = 0;
  for (let first = 0; first < runs.length; first += SLICE) {
    // Where strays were taken away they come back in the same call.
    if ((first > 0 || strays.length === 0) && isUp(true)) return { rows, isPlaced: false };
    const slice = runs.slice(first, first + SLICE);
    const fresh = slice.flatMap((run) => order.slice(run.first, run.first + run.count));
    const width = fresh.reduce((widest, { cells }) => Math.max(widest, cells.length), table.titles.length);
    // What the owner has below the table, a colour or a note, moved up when the rows left: it moves down again.
    const made = Math.min(fresh.length, emptyRows - Math.min(rows, emptyRows));
    if (fresh.length > made) book.insertRows(sheetId, firstBelow + rows, fresh.length - made);
    book.writeContents(sheetId, firstBelow + rows, 0, contentsOf(fresh, width));
    rows += fresh.length;
    current.push(...fresh);
    for (const [index, run] of slice.entries()) {
      const from = current.findIndex((row) => row === order[run.first]);
      if (from === run.first) continue;
      if (index > 0 && isUp(false)) return { rows, isPlaced: false };
      book.moveRows(sheetId, from + 1, run.count, run.first + 1);
      current.splice(run.first, 0, ...current.splice(from, run.count));
    }
  }
  writeReturnedFormulas(base, sheetId, order, returned);
  return { rows, isPlaced: true };
}

function writeReturnedFormulas(base: Base, sheetId: number, order: readonly VirtualRow[], returned: readonly ReturnedRow[]): void {
  const texts = new Map<string, string>();
  const cells = returned.flatMap(({ row, returning }) => {
    const rowIndex = order.indexOf(row) + 1;
    return [...(row.extras ?? returning.extras).formulas].map(([columnIndex, text]) => {
      texts.set(`${rowIndex},${columnIndex}`, text);
      return { rowIndex, columnIndex };
    });
  });
  for (const area of rectanglesOf(cells)) {
    base.ports.book.writeFormulas(sheetId, area.rowIndex, area.columnIndex, gridOf(area, (row, column) => texts.get(`${row},${column}`) ?? ''));
  }
}

function contentsOf(rows: readonly VirtualRow[], width: number): Omit<Contents, 'formulas'> {
  const grid = (part: 'notes' | 'backgrounds' | 'formats', usual: string): string[][] =>
    rows.map(({ extras }) => Array.from({ length: width }, (_unused, column) => extras?.[part].get(column) ?? usual));
  return {
    values: rows.map(({ cells }) => Array.from({ length: width }, (_unused, column) => cells[column] ?? '')),
    notes: grid('notes', ''), backgrounds: grid('backgrounds', '#ffffff'), formats: grid('formats', 'General'),
  };
}
