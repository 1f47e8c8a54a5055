/** Turns the rows of an orders sheet into typed order rows; every row that cannot be used is named. */
import { IssueLog } from '../issue';
import type { IssueCode, Outcome, Place } from '../issue';
import { isDateCell, isEmptyCell } from './cell';
import type { Cell, DateCell, Grid } from './cell';
import { cellText, clientKeyOf, clientText, isNumericKeyColumn } from './client-key';
import { decideDateReading, readDate } from './dates';
import type { DateReading } from './dates';
import { isErrorCell } from './error-cell';
import type { Field, Mapping } from './field';
import { readFlag } from './flag';
import { isEmptyRow, repeatsHeader } from './header';
import type { Header } from './header';
import { decideNumberReading, readMoney, readNumber } from './numbers';
import type { MoneyResult, NumberReading } from './numbers';
import type { ImportedRow, OrderTable, OrderTableOptions } from './order-table';
import { isFooterRow, isTotalRow, standsForTotal } from './order-extras';
import { ProfileCollector } from './profiles';

export type { ClientProfile } from './profiles';
export type { ImportedRow, OrderTable, OrderTableOptions } from './order-table';

/** The most characters a spreadsheet cell can hold. */
export const LONGEST_CELL = 50000;

/**
 * Reads all rows under the header. Rows without amount but with quantity and price get their product as amount. Where no row has either
 * (no such columns, or nothing in them) all rows are taken with an amount of null; where some have one, a row without is rejected.
 */
export function readOrderRows(grid: Grid, header: Header, mapping: Mapping, options: OrderTableOptions = {}): Outcome<OrderTable> {
  return new OrderReader(grid, header, mapping, options).read();
}

type RejectedRow = null;
type DraftRow = { -readonly [Key in keyof ImportedRow]: ImportedRow[Key] };

class OrderReader {
  private readonly log = new IssueLog();
  private readonly body: Grid;
  private readonly firstRowIndex: number;
  private readonly dateReading: DateReading;
  private readonly numberReading: NumberReading;
  private readonly numericKeys: boolean;
  private readonly profiles: ProfileCollector;
  /** Most rows longer than the header are a column without a name; a few of them are broken rows. */
  private readonly reportsRagged: boolean;
  /** False for a list of dates and clients only. */
  private readonly hasAmounts: boolean;
  private readonly rejectedBy: Partial<Record<IssueCode, number>> = {};

  constructor(
    grid: Grid,
    private readonly header: Header,
    private readonly mapping: Mapping,
    private readonly options: OrderTableOptions,
  ) {
    this.body = grid.slice(header.rowIndex + 1);
    this.firstRowIndex = (options.firstRowIndex ?? 0) + header.rowIndex + 1;
    const decided = decideDateReading(this.column('date'), options.preferredDateOrder);
    this.dateReading = options.dateOrder === undefined ? decided : { ...decided, order: options.dateOrder, decidedBy: 'user' };
    const money = [...this.column('amount'), ...this.column('price'), ...this.column('cost')];
    this.numberReading =
      options.decimal === undefined ? decideNumberReading(money, options.preferredDecimal) : { decimal: options.decimal, decidedBy: 'user' };
    this.hasAmounts = options.hasAmounts ?? (this.isFilled('amount') || (mapping.price !== undefined && mapping.quantity !== undefined && (this.isFilled('price') || this.isFilled('quantity'))));
    this.numericKeys = options.numericKeys ?? isNumericKeyColumn(this.column('client'));
    this.profiles = new ProfileCollector(mapping);
    this.reportsRagged = this.body.filter((cells) => this.isRagged(cells)).length * 2 < this.body.length;
  }

  read(): Outcome<OrderTable> {
    this.reportReadings();
    const rows: ImportedRow[] = [];
    let read = 0;
    let empty = 0;
    this.body.forEach((cells, index) => {
      const rowIndex = this.options.rowIndexes?.[index] ?? this.firstRowIndex + index;
      if (isEmptyRow(cells)) {
        empty += 1;
        return;
      }
      read += 1;
      const row = this.readRow(cells, rowIndex);
      if (row !== null) rows.push(row);
    });
    if (rows.length === 0 && read > 0) this.log.add('orders.noneUsable', { rows: read }, this.place());
    const { dateReading, numberReading, numericKeys, hasAmounts, rejectedBy } = this;
    const counts = { read, used: rows.length, rejected: read - rows.length, empty, rejectedBy };
    return { value: { rows, profiles: this.profiles.list(), dateReading, numberReading, numericKeys, hasAmounts, counts }, issues: this.log.list() };
  }

  private readRow(cells: readonly Cell[], rowIndex: number): ImportedRow | RejectedRow {
    if (this.reportsRagged && this.isRagged(cells)) {
      this.log.add('file.rowRagged', { found: cells.length, expected: this.header.names.length }, this.place(rowIndex));
    }
    if (repeatsHeader(cells, this.header)) return this.reject('table.headerRepeated', rowIndex);
    const date = readDate(this.cell(cells, 'date') ?? null, this.dateReading);
    if (date.state !== 'ok') {
      if (isTotalRow(cells)) return this.reject('row.totalSkipped', rowIndex);
      if (isFooterRow(cells)) return this.reject('row.footerSkipped', rowIndex);
      const code = date.state === 'empty' ? 'row.dateMissing' : date.state === 'impossible' ? 'row.dateImpossible' : 'row.dateUnreadable';
      return this.reject(this.errorOr(code, cells, 'date'), rowIndex, 'date', cells);
    }
    // A total of a day carries the day, so it must say with a whole cell that it is one.
    if (standsForTotal(this.cell(cells, 'client')) || standsForTotal(this.cell(cells, 'order')) || standsForTotal(this.cell(cells, 'product'))) {
      return this.reject('row.totalSkipped', rowIndex);
    }
    if (!this.hasAmounts) return this.typedRow(cells, rowIndex, date, null);
    const money = this.amountOf(cells);
    if (money.state !== 'ok') {
      const codes = { empty: 'row.amountMissing', unreadable: 'row.amountUnreadable', tooLarge: 'row.amountTooLarge' } as const;
      return this.reject(this.errorOr(codes[money.state], cells, 'amount'), rowIndex, 'amount', cells);
    }
    if (money.rounded) this.tell('row.amountRounded', rowIndex, 'amount', cells);
    return this.typedRow(cells, rowIndex, date, money.amountMinor);
  }

  private typedRow(cells: readonly Cell[], rowIndex: number, { day, secondOfDay }: DateCell, amountMinor: number | null): ImportedRow {
    const clientCell = this.cell(cells, 'client');
    const clientKey = this.isError(clientCell) ? null : clientKeyOf(clientCell, this.numericKeys);
    const client = clientKey === null ? '' : clientText(clientCell, this.numericKeys);
    if (clientKey === null) this.tell('row.clientMissing', rowIndex, 'client', cells);
    else {
      const other = this.profiles.add(clientKey, client, cells, day);
      if (other !== undefined) this.log.add('client.keysJoined', { client, other }, this.place(rowIndex, 'client'));
      else this.reportSuffix(clientCell, client, rowIndex);
    }
    const order = clientText(this.cell(cells, 'order'), true);
    const costMinor = this.optionalMoney(cells, 'cost', rowIndex);
    const priceMinor = this.optionalMoney(cells, 'price', rowIndex);
    const quantity = this.optionalNumber(cells, 'quantity', rowIndex);
    // Filled step by step: spreading optional parts into a literal costs more than reading the cells.
    const row: DraftRow = { rowIndex, clientKey, client, day, amountMinor };
    if (secondOfDay !== undefined) row.secondOfDay = secondOfDay;
    if (order !== '') row.order = order;
    if (costMinor !== undefined) row.costMinor = costMinor;
    if (priceMinor !== undefined) row.priceMinor = priceMinor;
    if (quantity !== undefined) row.quantity = quantity;
    this.addTexts(row, cells);
    this.addPayment(row, cells);
    return row;
  }

  /** The amount, or quantity × price where no amount column is mapped or its cell is empty. */
  private amountOf(cells: readonly Cell[]): MoneyResult {
    const cell = this.cell(cells, 'amount');
    const written: MoneyResult = cell === undefined ? { state: 'empty' } : readMoney(cell, this.numberReading);
    if (written.state !== 'empty' || this.mapping.price === undefined || this.mapping.quantity === undefined) return written;
    const price = readNumber(this.cell(cells, 'price') ?? null, this.numberReading);
    const quantity = readNumber(this.cell(cells, 'quantity') ?? null, this.numberReading);
    if (price.state !== 'ok' || quantity.state !== 'ok') {
      return { state: price.state === 'empty' || quantity.state === 'empty' ? 'empty' : 'unreadable' };
    }
    return readMoney(Number((price.value * quantity.value).toPrecision(15)));
  }

  /** Paid by the flag where it can be read, else by the date; left out when neither column is mapped. */
  private addPayment(row: DraftRow, cells: readonly Cell[]): void {
    if (this.mapping.paid === undefined && this.mapping.paidDate === undefined) return;
    const date = readDate(this.cell(cells, 'paidDate') ?? null, this.dateReading);
    if (date.state === 'unreadable' || date.state === 'impossible') this.tell('row.paidUnreadable', row.rowIndex, 'paidDate', cells);
    const flag = this.mapping.paid === undefined ? null : readFlag(this.cell(cells, 'paid'));
    if (flag === undefined) this.tell('row.paidUnreadable', row.rowIndex, 'paid', cells);
    row.paid = flag ?? date.state === 'ok';
    if (date.state === 'ok') row.paidDay = date.day;
  }

  private addTexts(row: DraftRow, cells: readonly Cell[]): void {
    for (const field of ['product', 'manager', 'channel'] as const) {
      if (this.mapping[field] === undefined) continue;
      const text = cellText(this.cell(cells, field));
      if (text === '') continue;
      if (text.length > LONGEST_CELL) this.log.add('cell.tooLong', { length: text.length, longest: LONGEST_CELL }, this.place(row.rowIndex, field));
      row[field] = text.slice(0, LONGEST_CELL);
    }
  }

  private optionalMoney(cells: readonly Cell[], field: 'cost' | 'price', rowIndex: number): number | undefined {
    const result = readMoney(this.cell(cells, field) ?? null, this.numberReading);
    if (result.state === 'ok') return result.amountMinor;
    if (result.state !== 'empty') this.tell('row.numberUnreadable', rowIndex, field, cells);
    return undefined;
  }

  private optionalNumber(cells: readonly Cell[], field: 'quantity', rowIndex: number): number | undefined {
    const result = readNumber(this.cell(cells, field) ?? null, this.numberReading);
    if (result.state === 'ok') return result.value;
    if (result.state === 'unreadable') this.tell('row.numberUnreadable', rowIndex, field, cells);
    return undefined;
  }

  /** `17850.0` joined to `17850` is told even where every row is written so. */
  private reportSuffix(cell: Cell | undefined, client: string, rowIndex: number): void {
    const written = cellText(cell);
    if (written !== client) this.log.add('client.keysJoined', { client, other: written }, this.place(rowIndex, 'client'));
  }

  /** True for a row with something right of the last named column. */
  private isRagged(cells: readonly Cell[]): boolean {
    return cells.length > this.header.names.length && !isEmptyRow(cells.slice(this.header.names.length));
  }

  private reportReadings(): void {
    const { order, decidedBy, formats } = this.dateReading;
    const place = this.place(undefined, 'date');
    if (decidedBy === 'assumed' || decidedBy === 'conflict') {
      const sample = formats.find((entry) => entry.format.startsWith('?'))?.sample ?? formats[0]?.sample ?? '';
      this.log.add('dates.orderAssumed', { order, sample }, place);
    }
    const texts = formats.filter((entry) => entry.format !== '?' && entry.format !== 'date' && entry.format !== 'number');
    const kinds = new Set(texts.map((entry) => entry.format.replace(/^\?.\?/, order === 'dmy' ? 'd/m' : 'm/d')));
    if (kinds.size > 1) {
      this.log.add('dates.formatsMixed', { formats: texts.slice(0, 5).map((entry) => `${entry.sample} × ${entry.count}`).join(', ') }, place);
    }
    if (this.numberReading.decidedBy === 'assumed') {
      this.log.add('numbers.decimalAssumed', { decimal: this.numberReading.decimal }, this.place(undefined, 'amount'));
    }
  }

  private reject(code: IssueCode, rowIndex: number, field?: Field, cells?: readonly Cell[]): RejectedRow {
    this.rejectedBy[code] = (this.rejectedBy[code] ?? 0) + 1;
    if (field === undefined || cells === undefined) this.log.add(code, {}, this.place(rowIndex));
    else this.tell(code, rowIndex, field, cells);
    return null;
  }

  private tell(code: IssueCode, rowIndex: number, field: Field, cells: readonly Cell[]): void {
    const cell = this.cell(cells, field);
    const value = cell === undefined || isEmptyCell(cell) || isDateCell(cell) ? '' : cellText(cell).slice(0, 60);
    this.log.add(code, value === '' ? {} : { value }, this.place(rowIndex, field));
  }

  private errorOr(code: IssueCode, cells: readonly Cell[], field: Field): IssueCode {
    return this.isError(this.cell(cells, field)) ? 'cell.formulaError' : code;
  }

  private isError(cell: Cell | undefined): boolean {
    return isErrorCell(cell);
  }

  private cell(cells: readonly Cell[], field: Field): Cell | undefined {
    const columnIndex = this.mapping[field];
    return columnIndex === undefined ? undefined : cells[columnIndex];
  }

  private isFilled(field: Field): boolean {
    return this.column(field).some((cell) => !isEmptyCell(cell));
  }

  private column(field: Field): Cell[] {
    const columnIndex = this.mapping[field];
    return columnIndex === undefined ? [] : this.body.map((cells) => cells[columnIndex] ?? null);
  }

  private place(rowIndex?: number, field?: Field): Place {
    const columnIndex = field === undefined ? undefined : this.mapping[field];
    return {
      ...(this.options.sheet === undefined ? {} : { sheet: this.options.sheet }),
      ...(rowIndex === undefined ? {} : { rowIndex }),
      ...(columnIndex === undefined ? {} : { columnIndex, columnName: this.header.names[columnIndex] ?? '' }),
    };
  }
}
