/** Removed rows come back: only those that are not standing, each before the row that followed it. */
import type { Cell } from '../../core/table/cell';
import type { Table } from '../base';
import type { UndoBegun } from './changes';
import { columnNow } from './column-now';
import type { RowRemoved, RowsRemoved } from './edit-changes';
import type { RowExtras, VirtualRow, VirtualTable } from './virtual-table';

/** A removed row in the columns as they stand now. */
export interface ReturningRow {
  readonly id: string;
  readonly removed: RowRemoved;
  /** Columns that hold formulas: their results do not tell whether it is the same row. */
  readonly without: string;
  readonly cells: Cell[];
  readonly extras: RowExtras;
}

/** A row that comes back, or came back before the undo was cut off, as it stands among the others. */
export interface ReturnedRow {
  readonly row: VirtualRow;
  readonly returning: ReturningRow;
}

/** The rows of a change in today's columns; cells of columns that are gone stay away. */
export function returningRows(table: Table, change: RowsRemoved): ReturningRow[] {
  const indexes = change.columns.map(([key, title], index) => placeNow(table, key, title, index));
  return change.rows.map((removed) => {
    const cells: Cell[] = table.titles.map(() => '');
    const extras: RowExtras = { formulas: new Map(), notes: new Map(), backgrounds: new Map(), formats: new Map() };
    removed.cells.forEach((cell, index) => {
      const at = indexes[index];
      if (at === undefined) return;
      cells[at] = cell;
      extras.formats.set(at, removed.formats[index] ?? 'General');
    });
    for (const part of ['formulas', 'notes', 'backgrounds'] as const) {
      for (const [index, text] of removed[part]) {
        const at = indexes[index];
        if (at !== undefined) extras[part].set(at, text);
      }
    }
    return { id: `${change.group}/${removed.place}`, removed, without: [...extras.formulas.keys()].sort((a, b) => a - b).join(), cells, extras };
  });
}

/** Rows of an undo that begins: which of them were really removed is told by what stands. */
export class RowsComingBack {
  readonly returned: ReturnedRow[] = [];

  constructor(private readonly virtual: VirtualTable, private readonly standing: RowsStanding | null) {}

  /** Puts rows of one call back, the highest first. */
  insert(returning: readonly ReturningRow[]): void {
    const { virtual } = this;
    const missing = this.missingOf(returning);
    let former: { readonly place: number; readonly index: number } | null = null;
    const fromTop = [...returning].sort((a, b) => a.removed.place - b.removed.place);
    // Rows are removed from the bottom up: of rows that are alike the lower ones are missing where the removal was cut off.
    const gone = new Set([...fromTop].reverse().filter((row) => {
      const key = this.standing === null ? this.keyOf(row) : row.id;
      const count = missing.get(key) ?? 0;
      missing.set(key, count - 1);
      return count > 0;
    }));
    for (const row of fromTop) {
      if (!gone.has(row)) continue;
      const { place } = row.removed;
      // Neighbours come back as neighbours.
      const index: number = former !== null && former.place === place - 1 ? former.index + 1 : placeOf(virtual, row.removed);
      const back = virtual.insert(index, { origin: null, cells: [...row.cells], extras: row.extras });
      this.returned.push({ row: back, returning: row });
      former = { place, index };
    }
  }

  /** An action that was cut off may not have come to the removal. */
  private missingOf(returning: readonly ReturningRow[]): Map<string, number> {
    const missing = new Map<string, number>();
    const { standing } = this;
    if (standing !== null) {
      for (const row of returning) {
        const there = standing.placed.get(row.id);
        if (there !== undefined) this.returned.push({ row: there, returning: row });
        else if (standing.prints.has(row.id)) missing.set(row.id, 1);
      }
      return missing;
    }
    const indexes = new Map<string, ReadonlyMap<string, readonly VirtualRow[]>>();
    const counted = new Set<string>();
    for (const row of returning) {
      const index = indexes.get(row.without) ?? this.virtual.partIndex(row.without, null);
      indexes.set(row.without, index);
      const key = this.keyOf(row);
      const present = (index.get(this.virtual.partOfCells(row.cells, row.without)) ?? []).length;
      // Rows that differed may look the same now, when a column is gone: each former content counts its own.
      const former = JSON.stringify([key, row.removed.cells]);
      if (!counted.has(former)) missing.set(key, (missing.get(key) ?? -present) + row.removed.standing);
      counted.add(former);
    }
    return missing;
  }

  private keyOf(row: ReturningRow): string {
    return `${row.without}/${this.virtual.partOfCells(row.cells, row.without)}`;
  }

  /** What an undo that goes on has to know: each row with its fingerprint in the end, and how many of these there shall be; from the top, as rows are brought to their places. */
  record(order: readonly VirtualRow[]): UndoBegun['returning'] {
    const indexOf = new Map(order.map((row, index) => [row, index]));
    const prints = [...this.returned].sort((a, b) => (indexOf.get(a.row) ?? 0) - (indexOf.get(b.row) ?? 0)).map(({ row, returning }) => [returning, this.virtual.partOf(row, returning.without, null)] as const);
    const totals = new Map<string, number>();
    return prints.map(([{ id, without }, print]) => {
      const key = `${without}/${print}`;
      const total = totals.get(key) ?? order.filter((row) => this.virtual.partOf(row, without, null) === print).length;
      totals.set(key, total);
      return [id, print, total] as const;
    });
  }
}

/** Rows that came back already when an undo goes on. */
export interface RowsStanding {
  readonly prints: ReadonlyMap<string, string>;
  /** Rows at their place, by the id of the row that was removed. */
  readonly placed: ReadonlyMap<string, VirtualRow>;
  /** Rows still below all others, perhaps half written: they are taken away and come back anew. */
  readonly strays: readonly VirtualRow[];
}

/** Finds what an undo that was cut off brought back; strays are taken out of the table. */
export function findReturned(virtual: VirtualTable, returning: readonly ReturningRow[], begun: UndoBegun['returning']): RowsStanding {
  const known = new Map(begun.map(([id, print, total]) => [id, { print, total }]));
  const prints = new Map(begun.map(([id, print]) => [id, print]));
  const rowOf = new Map(returning.map((row) => [row.id, row]));
  const alike = new Map<string, ReturningRow[]>();
  // From the top, as they were written down: of rows that are alike the upper ones stand where the undo was cut off.
  for (const [id, print] of begun) {
    const row = rowOf.get(id);
    if (row === undefined) continue;
    const key = `${row.without}/${print}`;
    alike.set(key, [...(alike.get(key) ?? []), row]);
  }
  const back = new Map<string, number>();
  alike.forEach((rows, key) => {
    const [first] = rows;
    const entry = first === undefined ? undefined : known.get(first.id);
    if (first === undefined || entry === undefined) return;
    const standing = virtual.rows.filter((row) => virtual.partOf(row, first.without, null) === entry.print).length;
    back.set(key, Math.max(0, Math.min(rows.length, standing - (entry.total - rows.length))));
  });
  const strays: VirtualRow[] = [];
  // A row without formulas also looks like one with them whose columns do not count: it is told first by all of its columns.
  const keys = [...alike.keys()].sort((a, b) => columnCount(a) - columnCount(b));
  const keyOf = (row: VirtualRow): string | undefined => keys.find((key) => {
    const [without = '', print = ''] = key.split('/');
    return (back.get(key) ?? 0) > 0 && virtual.partOf(row, without, null) === print;
  });
  for (let last = virtual.rows[virtual.rows.length - 1]; last !== undefined; last = virtual.rows[virtual.rows.length - 1]) {
    const key = keyOf(last);
    if (key === undefined) break;
    back.set(key, (back.get(key) ?? 0) - 1);
    strays.push(last);
    virtual.rows.pop();
  }
  const placed = new Map<string, VirtualRow>();
  for (const key of keys) {
    const [without = '', print = ''] = key.split('/');
    const standing = virtual.rows.filter((row) => row.extras === null && virtual.partOf(row, without, null) === print);
    // The nearest to where it stood; which of equal rows it is makes no difference but for formulas.
    for (const row of (alike.get(key) ?? []).slice(0, back.get(key) ?? 0)) {
      standing.sort((a, b) => Math.abs((a.origin ?? 0) - row.removed.place) - Math.abs((b.origin ?? 0) - row.removed.place));
      const there = standing.shift();
      if (there !== undefined) placed.set(row.id, virtual.complete(there, row.extras));
    }
  }
  return { prints, placed, strays };
}

/** How many columns do not count under a key of rows that are alike. */
function columnCount(key: string): number {
  const without = key.slice(0, key.indexOf('/'));
  return without === '' ? 0 : without.split(',').length;
}

/** Index in `virtual.rows`: before the row that followed, else after the one before, else where it stood. */
function placeOf(virtual: VirtualTable, { place, previous, next }: RowRemoved): number {
  const wanted = Math.min(place - 1, virtual.rows.length);
  const isAt = (index: number, print: string): boolean => {
    const row = virtual.rows[index];
    return row !== undefined && virtual.printOf(row) === print;
  };
  // Where nothing was moved since, the row before or the row behind stands where it stood.
  if (next !== '' && isAt(wanted, next)) return wanted;
  if (previous !== '' && isAt(wanted - 1, previous)) return wanted;
  const following = next === '' ? -1 : nearest(virtual, next, wanted);
  if (following >= 0) return following;
  const preceding = previous === '' ? -1 : nearest(virtual, previous, wanted);
  return preceding >= 0 ? preceding + 1 : wanted;
}

function nearest(virtual: VirtualTable, print: string, wanted: number): number {
  let best = -1;
  virtual.rows.forEach((row, index) => {
    if (virtual.printOf(row) === print && (best < 0 || Math.abs(index - wanted) < Math.abs(best - wanted))) best = index;
  });
  return best;
}

/** A column without key and title is the one that stood there, when it still has neither. */
function placeNow(table: Table, key: string, title: string, index: number): number | undefined {
  if (key !== '' || title !== '') return columnNow(table, key, title);
  return (table.titles[index] ?? '') === '' && ![...table.columns.values()].includes(index) ? index : undefined;
}
