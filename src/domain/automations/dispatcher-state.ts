/** What the dispatcher remembers outside the cells, so that a copy of the spreadsheet starts with nothing: whose it is, since when each automation is on, the last run. */
import { DISPATCHED_LINES_KEY, LINES_KEY } from '../mailing/mailing-keys';
import type { Store } from '../ports';

const OWNER = 'automations.owner';
const DAYS = 'automations.days';
const LAST_RUN = 'automations.lastRun';
const FAULT = 'automations.fault';

/** Days by key of the automation. */
export type AutomationDays = Readonly<Record<string, { readonly since: number; readonly ran: number }>>;

/** Days are serial, times epoch milliseconds; 0 = never. */
export interface DispatcherState {
  /** Whose executions send; '' while nobody switched an automation on. */
  readonly owner: string;
  /** Of each automation that is on: the day it was switched on, and the last day on which it was looked at from its hour on (0 = never). */
  readonly days: AutomationDays;
  readonly lastRunMs: number;
  /** What the last run broke off with, or ''. */
  readonly fault: string;
  /** Size of the Send log when it was last known to be whole, or ''. */
  readonly logSize: string;
  /** The same as mailings of people last knew it. */
  readonly lines: string;
}

/** 1 counted call. */
export function readDispatcher(store: Store): DispatcherState {
  const all = store.all('');
  return { owner: all[OWNER] ?? '', days: daysIn(all[DAYS] ?? ''), lastRunMs: Number(all[LAST_RUN] ?? 0) || 0, fault: all[FAULT] ?? '', logSize: all[DISPATCHED_LINES_KEY] ?? '', lines: all[LINES_KEY] ?? '' };
}

/** Keeps what changed. 1 counted call. */
export function keepDispatcher(store: Store, change: Partial<Omit<DispatcherState, 'lines'>>): void {
  store.setAll({
    ...(change.owner === undefined ? {} : { [OWNER]: change.owner }),
    ...(change.days === undefined ? {} : { [DAYS]: JSON.stringify(change.days) }),
    ...(change.lastRunMs === undefined ? {} : { [LAST_RUN]: String(change.lastRunMs) }),
    ...(change.logSize === undefined ? {} : { [DISPATCHED_LINES_KEY]: change.logSize }),
    ...(change.fault === undefined ? {} : { [FAULT]: change.fault }),
  });
}

/** Forgets what concerns automations. False when there was nothing. 1 counted call, and 1 for each entry. */
export function forgetDispatcher(store: Store): boolean {
  const keys = Object.keys(store.all('automations.'));
  keys.forEach((key) => { store.remove(key); });
  return keys.length > 0;
}

/** Days of the automations that are on: those switched on in the cell itself count from today, those switched off are forgotten. */
export function daysNow({ days }: Pick<DispatcherState, 'days'>, keysOn: readonly string[], todayDay: number): AutomationDays {
  return Object.fromEntries(keysOn.map((key) => [key, days[key] ?? { since: todayDay, ran: 0 }]));
}

function daysIn(text: string): AutomationDays {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value as Record<string, { readonly since?: unknown; readonly ran?: unknown } | null>).flatMap(([key, entry]) => (
      typeof entry?.since === 'number' && typeof entry.ran === 'number' ? [[key, { since: entry.since, ran: entry.ran }]] : [])));
  } catch {
    return {};
  }
}
