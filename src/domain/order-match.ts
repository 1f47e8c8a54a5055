/**
 * Finds the rows of Orders that lines of a file stand for. Lines with an order number are lines of that order; lines without one are
 * taken by day, sum and product where their client can be the row's, as many times as they stand there. Within such a group a line is taken
 * by equality first, then by product, then by place, so that sorting Orders changes nothing.
 */
import type { CleanOptions } from '../core/contacts/findings';
import { MINOR_PER_MAJOR } from '../core/money';
import type { Cell } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';
import { cellText, clientText } from '../core/table/client-key';
import type { DateReading } from '../core/table/dates';
import { decideDateReading, readDate } from '../core/table/dates';
import { readFlag } from '../core/table/flag';
import type { NumberReading } from '../core/table/numbers';
import { decideNumberReading, readMoney, readNumber } from '../core/table/numbers';
import type { Table } from './base';
import type { ImportPeople } from './import-people';
import type { BroughtColumn, ColumnKind, OrderLine } from './order-block';

/** A line and the row of Orders it stands for; null = it is new. */
export interface MatchedLine {
  readonly line: OrderLine;
  readonly rowIndex: number | null;
}

/** What tells orders apart in this import. */
export interface MatchBy {
  /** The file brings order numbers: then rows with a number are never taken for lines without one. */
  readonly numbers: boolean;
  readonly amounts: boolean;
  readonly products: boolean;
}

/** Comparing every line with every row is left out beyond this: such a group is no order of people. */
const MOST_COMPARISONS = 100_000;

/** The rows of Orders, found by order number or by day, sum and product. Made once for a chunk. */
export class OrderRows {
  private readonly dateReading: DateReading;
  private readonly numberReading: NumberReading;
  private readonly byNumber = new Map<string, number[]>();
  private readonly byKey = new Map<string, number[]>();

  /**
   * @param orders Orders as it stands
   * @param people who the clients of the file are; `OrderLine.clientKey` is what `people.keyOf` says of a text
   * @param reading how texts of Orders are read where their column does not tell
   */
  constructor(
    private readonly orders: Table,
    private readonly brought: readonly BroughtColumn[],
    private readonly by: MatchBy,
    private readonly people: Pick<ImportPeople, 'keyOf' | 'fits'>,
    reading: Pick<CleanOptions, 'preferredDateOrder' | 'preferredDecimal'>,
  ) {
    const cells = (key: string): Cell[] => {
      const column = orders.columns.get(key);
      return column === undefined ? [] : orders.rows.slice(1).map((row) => row[column] ?? null);
    };
    this.dateReading = decideDateReading(cells('date'), reading.preferredDateOrder);
    this.numberReading = decideNumberReading(cells('amount'), reading.preferredDecimal);
    for (let rowIndex = 1; rowIndex < orders.rows.length; rowIndex += 1) {
      const number = clientText(this.cell(rowIndex, 'order'), true);
      if (number !== '') push(this.byNumber, number, rowIndex);
      if (number === '' || !by.numbers) {
        const day = this.dayOf(this.cell(rowIndex, 'date'));
        if (day !== null) push(this.byKey, this.keyOf(day, this.minorOf(this.cell(rowIndex, 'amount')), cellText(this.cell(rowIndex, 'product'))), rowIndex);
      }
    }
  }

  /** Matches the lines of a chunk, in their order. @param equalBefore lines of the first line's client and group in earlier chunks */
  match(lines: readonly OrderLine[], equalBefore: number): MatchedLine[] {
    const groups = new Map<string, number[]>();
    lines.forEach((line, index) => push(groups, this.groupOf(line), index));
    const taken = new Map<number, number>();
    let skipped = equalBefore;
    groups.forEach((indexes) => {
      const group = indexes.flatMap((index) => lines[index] ?? []);
      const candidates = this.candidates(group);
      this.pair(indexes, group, skipped === 0 ? candidates : candidates.filter((rowIndex) => group.some((line) => this.mayStand(line, rowIndex))).slice(skipped), taken);
      skipped = 0;
    });
    return lines.map((line, index) => ({ line, rowIndex: taken.get(index) ?? null }));
  }

  /** True when a row holds what the line brings for a column; nothing brought is never a difference. */
  holds(rowIndex: number, column: BroughtColumn, line: OrderLine): boolean {
    const after = column.cellOf(line);
    if (after === null) return true;
    if (column.kind === 'client') return this.isClient(line, cellText(this.orders.rows[rowIndex]?.[column.columnIndex]));
    return this.comparable(this.orders.rows[rowIndex]?.[column.columnIndex] ?? null, column.kind) === this.comparable(after, column.kind);
  }

  /** What the client column of a row holds. */
  clientText(rowIndex: number): string {
    return cellText(this.cell(rowIndex, 'client'));
  }

  private isClient({ row: { clientKey }, clientKey: known }: OrderLine, text: string): boolean {
    return clientKey === null ? text === '' : this.people.keyOf(text) === known || this.people.fits(clientKey, text);
  }

  private groupOf({ row }: OrderLine): string {
    return row.order === undefined ? `r${this.keyOf(row.day, row.amountMinor, row.product ?? '')}` : `o${row.order}`;
  }

  /** Rows a group may stand for, from the top. A number used again for another client on another day is another order. */
  private candidates(group: readonly OrderLine[]): readonly number[] {
    const first = group[0];
    if (first === undefined) return [];
    const { row } = first;
    if (row.order === undefined) return this.byKey.get(this.keyOf(row.day, row.amountMinor, row.product ?? '')) ?? [];
    const days = new Set(group.map((line) => line.row.day));
    return (this.byNumber.get(row.order) ?? []).filter((rowIndex) => {
      const day = this.dayOf(this.cell(rowIndex, 'date'));
      return day === null || days.has(day) || group.some((line) => this.isClient(line, this.clientText(rowIndex)));
    });
  }

  /** A row of an order without a number is the line's only where its client can be. */
  private mayStand(line: OrderLine, rowIndex: number): boolean {
    return line.row.order !== undefined || this.isClient(line, this.clientText(rowIndex));
  }

  private pair(indexes: readonly number[], group: readonly OrderLine[], candidates: readonly number[], taken: Map<number, number>): void {
    if (candidates.length === 0) return;
    const holders = new Map<number, number>();
    const rowsLike = new Map<string, number[]>();
    for (const rowIndex of candidates) push(rowsLike, this.rowText(rowIndex), rowIndex);
    group.forEach((line, at) => {
      const rowIndex = rowsLike.get(this.lineText(line))?.shift();
      if (rowIndex !== undefined) holders.set(rowIndex, at);
    });
    this.pairHeld(group, candidates, holders);
    const placed = new Set(holders.values());
    const free = new Set(candidates.filter((rowIndex) => !holders.has(rowIndex)));
    const take = (at: number, isLike: (rowIndex: number) => boolean): void => {
      if (free.size === 0 || placed.has(at)) return;
      for (const rowIndex of free) {
        if (!isLike(rowIndex)) continue;
        free.delete(rowIndex);
        placed.add(at);
        holders.set(rowIndex, at);
        return;
      }
    };
    group.forEach((line, at) => {
      const product = (line.row.product ?? '').toLowerCase();
      take(at, (rowIndex) => cellText(this.cell(rowIndex, 'product')).toLowerCase() === product && this.mayStand(line, rowIndex));
    });
    group.forEach((line, at) => { take(at, (rowIndex) => this.mayStand(line, rowIndex)); });
    holders.forEach((at, rowIndex) => taken.set(indexes[at] ?? 0, rowIndex));
  }

  /**
   * As many lines as possible with a row each that holds all they bring: a line gives way to one that has no other row, whether it brings
   * little or its client can be somebody else. What the owner typed into cells that the file leaves empty parts no line from its row.
   * @param holders lines that have a row already, by row; changed
   */
  private pairHeld(group: readonly OrderLine[], candidates: readonly number[], holders: Map<number, number>): void {
    const placed = new Set(holders.values());
    let comparisons = 0;
    const fitting = new Map<number, readonly number[]>();
    const rowsOf = (at: number): readonly number[] => {
      let rows = fitting.get(at);
      if (rows === undefined) {
        const line = group[at];
        comparisons += candidates.length;
        rows = line === undefined || comparisons > MOST_COMPARISONS ? [] : candidates.filter((rowIndex) => this.mayStand(line, rowIndex) && this.brought.every((column) => this.holds(rowIndex, column, line)));
        fitting.set(at, rows);
      }
      return rows;
    };
    const place = (at: number, asked: Set<number>): boolean => rowsOf(at).some((rowIndex) => {
      if (asked.has(rowIndex)) return false;
      asked.add(rowIndex);
      const holder = holders.get(rowIndex);
      if (holder !== undefined && !place(holder, asked)) return false;
      holders.set(rowIndex, at);
      return true;
    });
    group.forEach((_line, at) => {
      if (!placed.has(at) && holders.size < candidates.length && place(at, new Set())) placed.add(at);
    });
  }

  private rowText(rowIndex: number): string {
    return this.brought.map(({ columnIndex, kind }) => {
      const cell = this.orders.rows[rowIndex]?.[columnIndex] ?? null;
      return kind === 'client' ? this.people.keyOf(cellText(cell)) : this.comparable(cell, kind);
    }).join('\n');
  }

  private lineText(line: OrderLine): string {
    return this.brought.map(({ cellOf, kind }) => (kind === 'client' ? line.clientKey : this.comparable(cellOf(line), kind))).join('\n');
  }

  private comparable(cell: Cell, kind: ColumnKind): string {
    switch (kind) {
      case 'day': return String(this.dayOf(cell) ?? `t${cellText(cell)}`);
      case 'money': return String(this.minorOf(cell) ?? `t${cellText(cell)}`);
      case 'number': {
        const number = readNumber(cell, this.numberReading);
        return number.state === 'ok' ? String(Number(number.value.toPrecision(12))) : `t${cellText(cell)}`;
      }
      case 'flag': return String(readFlag(cell) ?? `t${cellText(cell)}`);
      default: return isDateCell(cell) ? `d${cell.day}` : cellText(cell);
    }
  }

  private keyOf(day: number, amountMinor: number | null, product: string): string {
    return `${day}\n${this.by.amounts ? (amountMinor ?? '') : ''}\n${this.by.products ? product.toLowerCase() : ''}`;
  }

  private dayOf(cell: Cell): number | null {
    if (isDateCell(cell)) return cell.day;
    if (typeof cell === 'number') return Math.floor(cell);
    const read = readDate(cell, this.dateReading);
    return read.state === 'ok' ? read.day : null;
  }

  private minorOf(cell: Cell): number | null {
    if (typeof cell === 'number') return Math.round(cell * MINOR_PER_MAJOR);
    const read = readMoney(cell, this.numberReading);
    return read.state === 'ok' ? read.amountMinor : null;
  }

  private cell(rowIndex: number, key: string): Cell {
    const column = this.orders.columns.get(key);
    return column === undefined ? null : (this.orders.rows[rowIndex]?.[column] ?? null);
  }
}

function push<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}
