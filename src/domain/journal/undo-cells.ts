/** Which cells of an action come back: each is found by its row and column wherever both stand now, and only where it is still as written. */
import { readFlag } from '../../core/table/flag';
import type { Cell } from '../../core/table/cell';
import type { ChangedTab, CellsChanged } from './changes';
import { columnNow } from './column-now';
import type { CellEdited, CellsEdited, RowTrace } from './edit-changes';
import { CORE_COLUMNS } from './edit-records';
import { cellFingerprint, comparable } from './fingerprint';
import type { VirtualRow, VirtualTable } from './virtual-table';

/** The column that says who wants no letters. */
export const OPT_OUT = 'unsubscribed';

/** Anything but an empty cell and a clear "no" counts as a wish to get no letters. */
export function isOptOut(cell: Cell | undefined): boolean {
  const flag = readFlag(cell);
  return comparable(cell) !== '' && (flag !== false || cell === 'unsubscribed');
}

/** A cell of the tab with what it gets back. */
export interface CellTarget {
  readonly row: VirtualRow;
  readonly columnIndex: number;
  readonly before: Cell;
  readonly formula: string;
  /** null = the format is left as it is. */
  readonly format: string | null;
  /** False where the value stands there already and only the format may be missing. */
  readonly isWritten: boolean;
}

/** Rows not found yet of a fingerprint without some columns. */
type RowsAlike = (print: string, without: string, core: readonly string[] | null) => readonly VirtualRow[];

/** A row with its cells of one call, by column. */
interface EditedRow {
  readonly trace: RowTrace;
  readonly cells: Map<number, CellEdited>;
}

/** What is found out while changes are taken back, the newest first. */
export class CellFindings {
  /** The last finding of a cell counts: it is the oldest before-value. */
  readonly back = new Map<string, CellTarget>();
  readonly kept = new Map<string, { readonly row: VirtualRow; readonly columnIndex: number }>();
  readonly optOuts = new Set<string>();
  /** Rows that are not found any more. */
  lostRows = 0;

  /** By place and client how a row looked to each call of the action. */
  private readonly looks = new Map<string, { readonly without: string; readonly rest: string }[]>();

  /** @param edits of the whole action, in this tab */
  constructor(private readonly tab: ChangedTab, private readonly virtual: VirtualTable, edits: readonly CellsEdited[]) {
    for (const group of new Set(edits.map((edit) => edit.group))) {
      for (const { trace, cells } of this.rowsOf(edits.filter((edit) => edit.group === group)).values()) {
        const key = lookKey(trace);
        this.looks.set(key, [...(this.looks.get(key) ?? []), { without: columnSet(cells), rest: trace.rest }]);
      }
    }
  }

  /**
   * Cells of one call, in all its columns.
   * @param gone places of rows that the same call removed afterwards and that are not back yet
   * @param returned rows that the same call removed and that an undo that was cut off brought back: none of its cells was theirs
   */
  takeBack(changes: readonly CellsEdited[], gone: readonly number[], returned: readonly VirtualRow[]): void {
    const rows = this.rowsOf(changes);
    const taken = new Set<VirtualRow>(returned);
    const indexes = new Map<string, ReadonlyMap<string, readonly VirtualRow[]>>();
    // Cells that change in one call do not count in these fingerprints, so that an index stays true for the rows still to be found.
    const alike: RowsAlike = (print, without, core) => {
      const key = `${core === null ? 'rest' : 'core'}:${without}`;
      const index = indexes.get(key) ?? this.virtual.partIndex(without, core);
      indexes.set(key, index);
      return (index.get(print) ?? []).filter((row) => !taken.has(row));
    };
    const restored = (row: VirtualRow, cells: ReadonlyMap<number, CellEdited>): void => {
      taken.add(row);
      cells.forEach((cell, columnIndex) => { this.restore(row, columnIndex, cell); });
    };
    const placesOf = ({ place }: RowTrace): VirtualRow[] => {
      const above = gone.filter((other) => other < place).length;
      return [...new Set([place - above, place])].map((at) => this.virtual.rows[at - 1]).filter((row) => row !== undefined).filter((row) => !taken.has(row));
    };
    // Those that stand where they stood come first: rows that look the same must not be mixed up.
    const elsewhere = [...rows.values()].filter(({ trace, cells }) => {
      const without = columnSet(cells);
      const same = placesOf(trace).find((row) => this.virtual.partOf(row, without, null) === trace.rest && fit(row, cells) >= 2);
      if (same !== undefined) restored(same, cells);
      return same === undefined;
    });
    for (const { trace, cells } of elsewhere) {
      const row = this.locate(trace, cells, taken, alike) ?? placesOf(trace).find((there) => fit(there, cells) === 3);
      if (row === undefined) this.lostRows += 1;
      else restored(row, cells);
    }
  }

  /** The cells of one call by the place of their row, in today's columns. */
  private rowsOf(changes: readonly CellsEdited[]): Map<number, EditedRow> {
    const rows = new Map<number, EditedRow>();
    for (const change of changes) {
      const columnIndex = columnNow(this.virtual.table, change.column, change.title);
      if (columnIndex === undefined) continue;
      for (const cell of change.cells) {
        const known = rows.get(cell.trace.place) ?? { trace: cell.trace, cells: new Map<number, CellEdited>() };
        known.cells.set(columnIndex, cell);
        rows.set(cell.trace.place, known);
      }
    }
    return rows;
  }

  /** Cells known by their client alone, as an import fills them. */
  takeBackOfClients({ column, cells }: CellsChanged): void {
    const columnIndex = this.virtual.table.columns.get(column);
    // A deleted row or column took the cell with it.
    if (columnIndex === undefined) return;
    for (const { row: client, before, after } of cells) {
      const cell: CellEdited = { trace: { place: -1, client, rest: '', core: '' }, before, formula: '', format: null, after };
      const row = this.bestOf(this.virtual.rowsOfClient(client), cell.trace, new Map([[columnIndex, cell]]), '');
      if (row !== null) this.restore(row, columnIndex, cell);
    }
  }

  private locate(trace: RowTrace, cells: ReadonlyMap<number, CellEdited>, taken: ReadonlySet<VirtualRow>, alike: RowsAlike): VirtualRow | null {
    const without = columnSet(cells);
    const byClient = trace.client === '' ? null : this.bestOf(this.virtual.rowsOfClient(trace.client).filter((row) => !taken.has(row)), trace, cells, without);
    if (byClient !== null) return byClient;
    const byRest = this.bestOf(alike(trace.rest, without, null), trace, cells, without);
    const core = CORE_COLUMNS[this.tab];
    if (byRest !== null || core === undefined) return byRest;
    return this.bestOf(alike(trace.core, without, core).filter((row) => fit(row, cells) >= 2), trace, cells, without);
  }

  /** The row that looks as it looked to a call of this action, cells of that call aside; among equals the one whose cells are as written, else as they were, then the nearest. */
  private bestOf(rows: readonly VirtualRow[], trace: RowTrace, cells: ReadonlyMap<number, CellEdited>, without: string): VirtualRow | null {
    let best: VirtualRow | null = null;
    let bestRank: readonly number[] = [];
    for (const row of rows) {
      const isSame = rows.length > 1 && this.looksAs(row, trace, without);
      const distance = rows.length > 1 && trace.place > 0 ? Math.abs(this.virtual.rows.indexOf(row) + 1 - trace.place) : 0;
      const rank = [isSame ? 1 : 0, fit(row, cells), -distance];
      if (best === null || isHigher(rank, bestRank)) [best, bestRank] = [row, rank];
    }
    return best;
  }

  /** An undo that was cut off may have given back what other calls of the action had written: to one of them the row looks as it did. */
  private looksAs(row: VirtualRow, trace: RowTrace, without: string): boolean {
    if (trace.rest === '') return false;
    return this.virtual.partOf(row, without, null) === trace.rest || (this.looks.get(lookKey(trace)) ?? []).some((look) => this.virtual.partOf(row, look.without, null) === look.rest);
  }

  private restore(row: VirtualRow, columnIndex: number, { before, formula, format, after }: CellEdited): void {
    const key = `${row.id},${columnIndex}`;
    const now = row.cells[columnIndex] ?? '';
    const isBack = formula === '' && comparable(now) === comparable(before);
    if (!isBack && cellFingerprint(now) === after) {
      if (this.tab === 'clients' && columnIndex === this.virtual.table.columns.get(OPT_OUT) && isOptOut(now)) {
        this.optOuts.add(key);
        return;
      }
      this.virtual.put(row, columnIndex, before);
      this.note(key, { row, columnIndex, before, formula, format, isWritten: true });
    } else if (comparable(now) === comparable(before)) {
      this.note(key, { row, columnIndex, before, formula, format, isWritten: false });
    } else {
      this.kept.set(key, { row, columnIndex });
    }
  }

  private note(key: string, target: CellTarget): void {
    const former = this.back.get(key);
    this.back.set(key, former === undefined ? target : { ...target, isWritten: former.isWritten || target.isWritten, format: target.format ?? former.format });
    if (target.row.extras === null) return;
    if (target.formula === '') target.row.extras.formulas.delete(target.columnIndex);
    else target.row.extras.formulas.set(target.columnIndex, target.formula);
    if (target.format !== null) target.row.extras.formats.set(target.columnIndex, target.format);
  }
}

function lookKey({ place, client }: RowTrace): string {
  return `${place} ${client}`;
}

/** Columns as `VirtualTable` takes them. */
function columnSet(cells: ReadonlyMap<number, CellEdited>): string {
  return [...cells.keys()].sort((a, b) => a - b).join();
}

/** 3: every cell as written or as before, one at least as written; 2: all as before; else 1. */
function fit(row: VirtualRow, cells: ReadonlyMap<number, CellEdited>): 1 | 2 | 3 {
  let written = 0;
  for (const [columnIndex, { before, after }] of cells) {
    const now = row.cells[columnIndex] ?? '';
    if (cellFingerprint(now) === after) written += 1;
    else if (comparable(now) !== comparable(before)) return 1;
  }
  return written > 0 ? 3 : 2;
}

function isHigher(one: readonly number[], other: readonly number[]): boolean {
  for (let index = 0; index < one.length; index += 1) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
