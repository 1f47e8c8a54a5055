/**
 * Finds the rows of Orders that lines of a file stand for. Lines with an order number are lines of that order; lines without one are
 * taken by client, day, sum and product, as many times as they stand there. Within such a group a line is taken by equality first, then by
 * product, then by place, so that sorting Orders changes nothing.
 */
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
const MOST_COMPARISONS = 1_000_000;

/** The rows of Orders, found by order number or by day, sum and product. Made once for a chunk. */
export class OrderRows {
  private readonly dateReading: DateReading;
  private readonly numberReading: NumberReading;
  private readonly byNumber = new Map<string, number[]>();
  private readonly byKey = new Map<string, number[]>();

  /**
   * @param orders Orders as it stands
   * @param clientKeyOf the client of a text in the client column, as `OrderLine.clientKey` names him
   */
  constructor(
    private readonly orders: Table,
    private readonly brought: readonly BroughtColumn[],
    private readonly by: MatchBy,
    private readonly clientKeyOf: (text: string) => string,
  ) {
    const cells = (key: string): Cell[] => {
      const column = orders.columns.get(key);
      return column === undefined ? [] : orders.rows.slice(1).map((row) => row[column] ?? null);
    };
    this.dateReading = decideDateReading(cells('date'));
    this.numberReading = decideNumberReading(cells('amount'));
    for (let rowIndex = 1; rowIndex < orders.rows.length; rowIndex += 1) {
      const number = clientText(this.cell(rowIndex, 'order'), true);
      if (number !== '') push(this.byNumber, number, rowIndex);
      if (number === '' || !by.numbers) {
        const day = this.dayOf(this.cell(rowIndex, 'date'));
        if (day !== null) push(this.byKey, this.keyOf(day, this.minorOf(this.cell(rowIndex, 'amount')), cellText(this.cell(rowIndex, 'product'))), rowIndex);
      }
    }
  }

  /** Matches the lines of a chunk, in their order. @param equalBefore lines of the first line's group in earlier chunks */
  match(lines: readonly OrderLine[], equalBefore: number): MatchedLine[] {
    const groups = new Map<string, number[]>();
    lines.forEach((line, index) => push(groups, this.groupOf(line), index));
    const taken = new Map<number, number>();
    let skipped = equalBefore;
    groups.forEach((indexes) => {
      const candidates = this.candidates(indexes.flatMap((index) => lines[index] ?? [])).slice(skipped);
      skipped = 0;
      this.pair(indexes, lines, candidates, taken);
    });
    return lines.map((line, index) => ({ line, rowIndex: taken.get(index) ?? null }));
  }

  /** True when a row holds what the line brings for a column; nothing brought is never a difference. */
  holds(rowIndex: number, column: BroughtColumn, line: OrderLine): boolean {
    const after = column.cellOf(line);
    if (after === null) return true;
    if (column.kind === 'client') return this.clientKeyOf(cellText(this.orders.rows[rowIndex]?.[column.columnIndex])) === line.clientKey;
    return this.comparable(this.orders.rows[rowIndex]?.[column.columnIndex] ?? null, column.kind) === this.comparable(after, column.kind);
  }

  private groupOf({ row, clientKey }: OrderLine): string {
    return row.order === undefined ? `r${clientKey}\n${this.keyOf(row.day, row.amountMinor, row.product ?? '')}` : `o${row.order}`;
  }

  /** Rows a group may stand for, from the top. A number used again for another client on another day is another order. */
  private candidates(group: readonly OrderLine[]): number[] {
    const first = group[0];
    if (first === undefined) return [];
    const { row, clientKey } = first;
    if (row.order === undefined) {
      return (this.byKey.get(this.keyOf(row.day, row.amountMinor, row.product ?? '')) ?? []).filter((rowIndex) => this.clientAt(rowIndex) === clientKey);
    }
    const clients = new Set(group.map((line) => line.clientKey));
    const days = new Set(group.map((line) => line.row.day));
    return (this.byNumber.get(row.order) ?? []).filter((rowIndex) => {
      const day = this.dayOf(this.cell(rowIndex, 'date'));
      return day === null || days.has(day) || clients.has(this.clientAt(rowIndex));
    });
  }

  private pair(indexes: readonly number[], lines: readonly OrderLine[], candidates: readonly number[], taken: Map<number, number>): void {
    if (candidates.length === 0) return;
    const free = new Set(candidates);
    const take = (index: number, rowIndex: number | undefined): void => {
      if (rowIndex === undefined) return;
      taken.set(index, rowIndex);
      free.delete(rowIndex);
    };
    const open = (): number[] => (free.size === 0 ? [] : indexes.filter((index) => !taken.has(index)));
    const lineAt = (index: number): OrderLine | undefined => lines[index];
    const rowsLike = new Map<string, number[]>();
    for (const rowIndex of candidates) push(rowsLike, this.rowText(rowIndex), rowIndex);
    for (const index of indexes) {
      const line = lineAt(index);
      if (line !== undefined) take(index, rowsLike.get(this.lineText(line))?.shift());
    }
    // What the owner typed into cells that the file leaves empty must not part a line from its row.
    if (open().length * free.size <= MOST_COMPARISONS) {
      for (const index of open()) take(index, [...free].find((rowIndex) => this.brought.every((column) => this.holds(rowIndex, column, lineAt(index) as OrderLine))));
    }
    const products = new Map<string, number[]>();
    for (const rowIndex of free) push(products, cellText(this.cell(rowIndex, 'product')).toLowerCase(), rowIndex);
    for (const index of open()) take(index, products.get((lineAt(index)?.row.product ?? '').toLowerCase())?.shift());
    const rest = [...free];
    for (const index of open()) take(index, rest.shift());
  }

  private rowText(rowIndex: number): string {
    return this.brought.map(({ columnIndex, kind }) => {
      const cell = this.orders.rows[rowIndex]?.[columnIndex] ?? null;
      return kind === 'client' ? this.clientKeyOf(cellText(cell)) : this.comparable(cell, kind);
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

  private clientAt(rowIndex: number): string {
    return this.clientKeyOf(cellText(this.cell(rowIndex, 'client')));
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
