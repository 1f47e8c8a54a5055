/** From what Sheets hands to a custom function to cells, and back. */
import { spreadsheetLocale } from '../adapters/spreadsheet-locale';
import { spreadsheetOffsets } from '../adapters/spreadsheet-zone';
import type { OffsetAt } from '../adapters/zone-days';
import { dateCellOf } from '../adapters/zone-days';
import type { Cell } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';
import type { ClientView } from '../domain/figures/client-figures';
import { computeClientFigures } from '../domain/figures/client-figures';
import { computeEmails, computePhones } from '../domain/figures/contact-cells';
import type { FigureCell } from '../domain/figures/figure-cell';
import type { FigureOption } from '../domain/figures/figure-options';
import type { OrderRanges } from '../domain/figures/order-ranges';
import { computeCohorts, computeMigration, computeRetention } from '../domain/figures/period-figures';
import { typedLtv, typedNumbers, typedRetention } from '../domain/figures/typed-figures';

/** A range or a cell, as a custom function receives it. */
export type Given = unknown;

/** All arguments of a call in their order. */
export type GivenList = readonly Given[];

/** Arguments behind the declared ones: further options. */
export function after(declared: number, all: ArrayLike<Given>): Given[] {
  return Array.from(all).slice(declared);
}

type Answer = string | number | Date;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const DAYS_BEFORE_1970 = 25_569;

/** Reads the arguments of one call. The only service call is for the zone, and only when an argument holds a date. */
class Call {
  private offsets: OffsetAt | null = null;

  constructor(private readonly given: GivenList) {}

  orders(): OrderRanges {
    return { clients: this.column(0), dates: this.column(1), amounts: isMissing(this.given[2]) ? null : this.column(2) };
  }

  /** The first cell of an argument. */
  single(index: number): Cell {
    const value = this.given[index];
    return Array.isArray(value) ? (this.column(index)[0] ?? null) : this.cell(value);
  }

  /** The cells of a column; a range of one row is read along the row. */
  column(index: number): Cell[] {
    const value = this.given[index];
    if (!Array.isArray(value)) return [this.cell(value)];
    const rows: readonly unknown[] = value;
    const [row] = rows;
    if (rows.length === 1 && Array.isArray(row)) return row.map((entry: unknown) => this.cell(entry));
    return rows.map((entry) => this.cell(Array.isArray(entry) ? (entry as readonly unknown[])[0] : entry));
  }

  /** An argument in its shape: a cell, or a range by rows. */
  shaped(index: number): FigureOption {
    const value = this.given[index];
    if (!Array.isArray(value)) return this.cell(value);
    return (value as readonly unknown[]).map((row) => (Array.isArray(row) ? row.map((entry: unknown) => this.cell(entry)) : [this.cell(row)]));
  }

  /** Everything from an argument on. */
  options(from: number): FigureOption[] {
    return this.given.slice(from).map((_value, index) => this.shaped(from + index));
  }

  /** Days come back as dates where dates came in, else as serial days: without a date nobody asked for the zone. */
  answer(cell: FigureCell): Answer {
    if (!isDateCell(cell)) return cell;
    const { offsets } = this;
    if (offsets === null) return cell.day;
    const localMs = (cell.day - DAYS_BEFORE_1970) * DAY_MS;
    const epochMs = localMs - offsets(localMs - offsets(localMs));
    // Where clocks jump over midnight the day begins an hour later.
    return new Date(dateCellOf(epochMs, offsets).day < cell.day ? epochMs + HOUR_MS : epochMs);
  }

  table(cells: readonly (readonly FigureCell[])[]): Answer[][] {
    return cells.map((row) => row.map((cell) => this.answer(cell)));
  }

  private cell(value: Given): Cell {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    if (!(value instanceof Date)) return null;
    this.offsets ??= spreadsheetOffsets();
    return dateCellOf(value.getTime(), this.offsets);
  }
}

/** Arguments: clients, dates, amounts, asOf, forClients, options … One cell where one client was asked. */
export function answerForClients(view: ClientView, given: GivenList): Answer | Answer[][] {
  const call = new Call(given);
  const forClients = isMissing(given[4]) ? null : call.column(4);
  const table = call.table(computeClientFigures({ ...call.orders(), asOf: call.single(3), forClients, options: call.options(5) }, view));
  return forClients !== null && !Array.isArray(given[4]) ? (table[0]?.[0] ?? '') : table;
}

/** LTV of clients, or of three typed numbers and a margin. */
export function answerLtv(view: ClientView, given: GivenList): Answer | Answer[][] {
  const numbers = typedNumbers(given[0], given[1], given[2]);
  return numbers === undefined ? answerForClients(view, given) : typedLtv(numbers, new Call(given).single(3));
}

/** Arguments: clients, dates, amounts, asOf, options … */
export function answerCohorts(given: GivenList): Answer[][] {
  const call = new Call(given);
  return call.table(computeCohorts({ ...call.orders(), asOf: call.single(3), options: call.options(4) }));
}

/** CRR by period, or of three typed counts. */
export function answerRetention(given: GivenList): Answer | Answer[][] {
  const numbers = typedNumbers(given[0], given[1], given[2]);
  if (numbers !== undefined) return typedRetention(numbers);
  const call = new Call(given);
  return call.table(computeRetention({ ...call.orders(), asOf: call.single(3), options: call.options(4) }));
}

/** Arguments: clients, dates, amounts, fromDay, toDay, by, options … */
export function answerMigration(given: GivenList): Answer[][] {
  const call = new Call(given);
  return call.table(computeMigration({ ...call.orders(), fromDay: call.single(3), toDay: call.single(4), by: call.single(5), options: call.options(6) }));
}

/** Arguments: phones, country. The spreadsheet is asked for its locale only where no country is given. */
export function answerPhones(given: GivenList): string | string[][] {
  const call = new Call(given);
  return computePhones(call.shaped(0), call.single(1), spreadsheetLocale);
}

/** Arguments: emails. */
export function answerEmails(given: GivenList): string | string[][] {
  return computeEmails(new Call(given).shaped(0));
}

function isMissing(value: Given): boolean {
  return value === undefined || value === null || value === '';
}
