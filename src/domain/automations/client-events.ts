/** What sets automations off, gathered for every client: paid orders, the day he counts as dormant, changes of class, birthdays and other dates. */
import type { Automation, AutomationClient } from '../../core/automations/automation';
import type { Issue } from '../../core/issue';
import { readBirthday } from '../../core/contacts/birthday';
import { SNAPSHOT_CLASSES } from '../../core/migration';
import type { SnapshotRow } from '../../core/migration';
import type { Settings } from '../../core/settings';
import type { Cell } from '../../core/table/cell';
import { columnKeyOf } from '../../core/language/names';
import { isDateCell } from '../../core/table/cell';
import { readDate } from '../../core/table/dates';
import type { Base } from '../base';
import type { ClientBase, ListedClient } from '../client-list';
import type { ClientsRead } from '../clients-table';
import { clientCell } from '../clients-table';
import { readOrders } from '../orders-table';

/** A paid purchase of a client. */
export type ClientOrder = AutomationClient['orders'][number];

/** Paid purchases by client key up to today, unsorted. */
export interface OrdersByClient {
  readonly orders: ReadonlyMap<string, readonly ClientOrder[]>;
  /** Why Orders could not be read; then nothing that hangs on orders is due. */
  readonly issues: readonly Issue[];
}

const NO_ORDERS: readonly ClientOrder[] = [];
const NO_MOVES: AutomationClient['moves'] = [];

/** Reads Orders: rows of one number are one order (first day, sum of amounts); unpaid ones, returns and orders after today do not count. 1 counted call, 2 where there is an archive. */
export function readClientOrders(base: Base, todayDay: number): OrdersByClient {
  const read = readOrders(base);
  if (read.value === null) return { orders: new Map(), issues: read.issues };
  const byClient = new Map<string, Map<string, { number: string; day: number; amountMinor: number }>>();
  for (const { clientKey, order, day, amountMinor, paid, rowIndex } of read.value.rows) {
    if (clientKey === null || paid === false || day > todayDay) continue;
    const orders = byClient.get(clientKey) ?? new Map<string, { number: string; day: number; amountMinor: number }>();
    if (orders.size === 0) byClient.set(clientKey, orders);
    const number = (order ?? '').trim();
    // A line break stands in no order number.
    const key = number === '' ? `\n${rowIndex}` : number;
    const known = orders.get(key);
    orders.set(key, { number, day: Math.min(day, known?.day ?? day), amountMinor: (known?.amountMinor ?? 0) + (amountMinor ?? 0) });
  }
  const result = new Map<string, readonly ClientOrder[]>();
  byClient.forEach((orders, clientKey) => result.set(clientKey, [...orders.values()].filter(({ amountMinor }) => amountMinor >= 0).map(({ number, day }) => ({ number, day }))));
  return { orders: result, issues: [] };
}

/** The day of the last order of a client, or null. */
export function lastOrderDay(orders: readonly ClientOrder[]): number | null {
  return orders.reduce<number | null>((last, { day }) => (last === null || day > last ? day : last), null);
}

/**
 * The first day on which a client counts as dormant when he does not buy: by the rules of dormancy in Settings. Null for one who never bought, or whose
 * rhythm is not reckoned yet.
 */
export function dormantFrom(lastDay: number | null, rhythmDays: number | null, settings: Settings): number | null {
  if (lastDay === null) return null;
  if (settings['dormancy.mode'] === 'threshold') return lastDay + settings['dormancy.days'] + 1;
  if (rhythmDays === null) return null;
  const lateUntil = Math.floor(settings['dormancy.bands'][2] * Math.max(1, rhythmDays));
  return lastDay + Math.max(lateUntil + 1, settings['dormancy.minSilenceDays']);
}

/** Gathers events; orders and the history of classes are read when an automation first asks for them. */
export class ClientEvents {
  private ordersRead: OrdersByClient | null = null;
  private movesRead: ReadonlyMap<string, AutomationClient['moves']> | null = null;

  constructor(private readonly base: Base, private readonly data: ClientBase) {}

  /** Why Orders could not be read, where they were asked for. */
  get issues(): readonly Issue[] {
    return this.ordersRead?.issues ?? [];
  }

  /** Paid orders of a client. Counted calls of `readClientOrders` the first time. */
  ordersOf(clientKey: string): readonly ClientOrder[] {
    this.ordersRead ??= readClientOrders(this.base, this.data.todayDay);
    return this.ordersRead.orders.get(clientKey) ?? NO_ORDERS;
  }

  /** What an automation asks of one client. At most 3 counted calls for all clients and automations together. */
  of(automation: Automation, { record, figures }: ListedClient): AutomationClient {
    const { clients } = this.data;
    const { kind, start } = automation;
    const asksOrders = kind === 'after_order' || kind === 'survey' || kind === 'win_back' || (kind === 'welcome' && start === 'first_order');
    const orders = asksOrders ? this.ordersOf(record.key) : NO_ORDERS;
    return {
      birthday: kind === 'birthday' ? birthdayIn(clientCell(clients, record, 'birthday')) : null,
      registeredDay: kind === 'welcome' && start === 'registered' ? dayIn(clientCell(clients, record, 'registered')) : null,
      orders,
      dormantFromDay: kind === 'win_back' ? dormantFrom(lastOrderDay(orders), figures.rhythmDays, this.base.settings) : null,
      moves: kind === 'class_changed' ? (this.moves().get(record.id) ?? NO_MOVES) : NO_MOVES,
      date: kind === 'date' ? dayIn(cellOf(clients, record.rowIndex, automation.column)) : null,
    };
  }

  private moves(): ReadonlyMap<string, AutomationClient['moves']> {
    this.movesRead ??= movesOf(this.data.history());
    return this.movesRead;
  }
}

/** The column of Clients that a date automation names, by its title or usual name; −1 when there is none. */
export function dateColumn({ table }: ClientsRead, name: string): number {
  const titled = table.titles.findIndex((title) => title.trim().toLowerCase() === name.trim().toLowerCase());
  if (titled >= 0) return titled;
  const key = columnKeyOf(name);
  return key === undefined ? -1 : (table.columns.get(key) ?? -1);
}

function cellOf(clients: ClientsRead, rowIndex: number, name: string): Cell {
  return clients.table.rows[rowIndex]?.[dateColumn(clients, name)] ?? null;
}

function dayIn(cell: Cell): number | null {
  if (isDateCell(cell)) return cell.day;
  const read = readDate(cell);
  return read.state === 'ok' ? read.day : null;
}

function birthdayIn(cell: Cell): AutomationClient['birthday'] {
  const read = readBirthday(cell);
  return read.state === 'ok' ? { month: read.month, dayOfMonth: read.dayOfMonth } : null;
}

/** Changes of each class by stable id of the client, told from the rows of the history in order. */
function movesOf(history: readonly SnapshotRow[]): ReadonlyMap<string, AutomationClient['moves']> {
  const former = new Map<string, SnapshotRow>();
  const moves = new Map<string, AutomationClient['moves'][number][]>();
  for (const row of [...history].sort((a, b) => a.day - b.day)) {
    const before = former.get(row.clientKey);
    former.set(row.clientKey, row);
    if (before === undefined) continue;
    for (const by of SNAPSHOT_CLASSES) {
      if (before[by] === row[by]) continue;
      const known = moves.get(row.clientKey);
      const move = { day: row.day, by, from: before[by], to: row[by] };
      if (known === undefined) moves.set(row.clientKey, [move]);
      else known.push(move);
    }
  }
  return moves;
}
