/** Writes the undo of a tab: cells first, then rows away, then rows back; each step looks the same when it is done twice. */
import type { Cell } from '../../core/table/cell';
import { runsOf } from '../../core/table/index-runs';
import type { Base } from '../base';
import type { Contents } from '../ports';
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

/**
 * Cells as they were, with their formulas and formats. Texts are written into plain text, which then gets its former format. Counted calls: 1 for plain text, 1 for each format to give back before and after, 1 for each rectangle of values,
 * 1 for each of formulas.
 */
export function writeCellsBack(base: Base, { table, cells }: TabUndo, untilMs: number): CellsBack {
  const { sheetId } = table.tab;
  const placed = cells.flatMap((cell): Placed[] => (cell.row.origin === null ? [] : [{ ...cell, rowIndex: cell.row.origin }]));
  const written = placed.filter(({ isWritten }) => isWritten);
  const isText = ({ before, formula }: Placed): boolean => formula === '' && typeof before === 'string' && before !== '';
  setPattern(base, sheetId, written.filter(isText), '@');
  const restored = placed.filter(({ format }) => format !== null);
  // A number or a formula must not meet a cell of plain text: its format comes first.
  giveFormats(base, sheetId, restored.filter((cell) => !isText(cell)));
  const values = written.filter(({ formula }) => formula === '');
  const formulas = written.filter(({ formula }) => formula !== '');
  const cellAt = new Map(written.map((cell) => [`${cell.rowIndex},${cell.columnIndex}`, cell]));
  let count = 0;
  for (const area of rectanglesOf(values)) {
    if (base.ports.clock.now() > untilMs) return { cells: count, isDone: false };
    count += area.rowCount * area.columnCount;
    base.ports.book.write(sheetId, area.rowIndex, area.columnIndex, gridOf(area, (row, column): Cell => cellAt.get(`${row},${column}`)?.before ?? null));
  }
  for (const area of rectanglesOf(formulas)) {
    if (base.ports.clock.now() > untilMs) return { cells: count, isDone: false };
    count += area.rowCount * area.columnCount;
    base.ports.book.writeFormulas(sheetId, area.rowIndex, area.columnIndex, gridOf(area, (row, column) => cellAt.get(`${row},${column}`)?.formula ?? ''));
  }
  giveFormats(base, sheetId, restored.filter(isText));
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
export function removeAddedRows(base: Base, { table, rowIndexes, strays }: TabUndo, untilMs: number): number {
  const added = new Set(rowIndexes);
  let removed = 0;
  for (const run of runsOf([...rowIndexes, ...strays]).reverse()) {
    if (base.ports.clock.now() > untilMs) break;
    base.ports.book.removeRows(table.tab.sheetId, run.first, run.count);
    for (let offset = 0; offset < run.count; offset += 1) if (added.has(run.first + offset)) removed += 1;
  }
  return removed;
}

/** Rows that come back. `isPlaced` false: the time was up, some still stand below all others. */
export interface RowsBack {
  readonly rows: number;
  readonly isPlaced: boolean;
}

/**
 * Writes rows that come back below all others, whole but for formulas, which would point elsewhere there; then moves each run of them to
 * its place; then writes the formulas. One that was cut off finds them by what stands. Counted calls: 5, 1 for notes where there are any,
 * 1 for each run moved, 1 for each run of formulas.
 */
export function bringRowsBack(base: Base, { table, rowIndexes, strays, order, returned }: TabUndo, untilMs: number): RowsBack {
  const { book } = base.ports;
  const { sheetId } = table.tab;
  const fresh = order.filter(({ origin }) => origin === null);
  const firstBelow = Math.max(1, table.rows.length - rowIndexes.length - strays.length);
  if (fresh.length > 0) {
    const width = fresh.reduce((widest, { cells }) => Math.max(widest, cells.length), table.titles.length);
    // What the owner has below the table, a colour or a note, moved up when the rows left: it moves down again.
    book.insertRows(sheetId, firstBelow, fresh.length);
    book.writeContents(sheetId, firstBelow, 0, contentsOf(fresh, width));
  }
  const current = [...order.filter(({ origin }) => origin !== null), ...fresh];
  for (let index = 0; index < order.length; index += 1) {
    const row = order[index];
    if (row === undefined || current[index] === row) continue;
    if (base.ports.clock.now() > untilMs) return { rows: fresh.length, isPlaced: false };
    const from = current.indexOf(row);
    let count = 1;
    while (order[index + count]?.origin === null && current[from + count] === order[index + count]) count += 1;
    book.moveRows(sheetId, from + 1, count, index + 1);
    current.splice(index, 0, ...current.splice(from, count));
  }
  writeReturnedFormulas(base, sheetId, order, returned);
  return { rows: fresh.length, isPlaced: true };
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
