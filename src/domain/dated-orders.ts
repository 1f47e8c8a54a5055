/** The order book of the base as views read it: Orders up to the day of Settings. */
import type { Issue, Outcome } from '../core/issue';
import { hasError, outcome } from '../core/issue';
import type { DatedBook } from '../core/segmentation';
import { openBook } from '../core/segmentation';
import type { Base } from './base';
import { openBase } from './base';
import { readOrders } from './orders-table';
import type { Ports } from './ports';

/** An open base with its orders. */
export interface DatedOrders {
  readonly base: Base;
  readonly dated: DatedBook;
  readonly issues: readonly Issue[];
}

/** Reads Orders. 2 counted calls: Settings, Orders. */
export function openOrders(ports: Ports): Outcome<DatedOrders | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const orders = readOrders(base);
  if (orders.value === null) return outcome(null, orders.issues);
  const asOfDay = base.settings.asOf === 'today' ? ports.clock.dayOf(ports.clock.now()) : base.settings.asOf;
  const dated = openBook({ rows: orders.value.rows }, base.settings, asOfDay);
  if (hasError(dated.issues)) return outcome(null, dated.issues);
  return outcome({ base, dated: dated.value, issues: [...base.settingIssues, ...orders.issues, ...dated.issues] });
}
