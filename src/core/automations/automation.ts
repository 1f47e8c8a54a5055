/** Automations as data: what sets them off, their letters, and how late a letter may still leave. Pure; days are serial days of the spreadsheet. */
import type { Day } from '../calendar';
import type { SnapshotClass } from '../migration';

/** What sets an automation off. */
export const AUTOMATION_KINDS = ['birthday', 'welcome', 'after_order', 'win_back', 'class_changed', 'survey', 'date'] as const;
export type AutomationKind = (typeof AUTOMATION_KINDS)[number];

/** One letter: its template and the days from the event (negative: before it). */
export interface AutomationStep {
  readonly templateKey: string;
  readonly days: number;
}

/** `each` = at every event, `once` = at the first event only, a number = again when so many days have passed since the event before. */
export type Repeat = 'each' | 'once' | number;

/** One row of the Automations tab. */
export interface Automation {
  readonly key: string;
  readonly kind: AutomationKind;
  readonly title: string;
  /** Expression; '' = everyone. */
  readonly audience: string;
  /** At least one, by day. */
  readonly steps: readonly AutomationStep[];
  /** Welcome series: from which day they count. */
  readonly start: 'first_order' | 'registered';
  /** Changed classes: which change counts; '' = any. */
  readonly change: { readonly by: SnapshotClass; readonly from: string; readonly to: string };
  /** Dates: the title or key of a column of Clients. */
  readonly column: string;
  /** 0–23: letters leave from this hour of the day on. */
  readonly hour: number;
  readonly repeat: Repeat;
  /** Win-backs in one silence without a purchase, after which there are no further ones. */
  readonly sunset: number;
  /** 0 … 1. */
  readonly holdOutShare: number;
  readonly on: boolean;
}

/** What is known of one client. Lists in any order. */
export interface AutomationClient {
  readonly birthday: { readonly month: number; readonly dayOfMonth: number } | null;
  readonly registeredDay: Day | null;
  /** Paid purchases; `number` '' where orders have none. */
  readonly orders: readonly { readonly number: string; readonly day: Day }[];
  /** The day since which he counts as dormant, reckoned from his last order; null for one who never bought. It may lie ahead. */
  readonly dormantFromDay: Day | null;
  /** Changes of class, the classes as keys; '' = was not in the base. */
  readonly moves: readonly { readonly day: Day; readonly by: SnapshotClass; readonly from: string; readonly to: string }[];
  /** The day in the column of a date automation. */
  readonly date: Day | null;
}

/** Days after which a letter that could not leave on its day does not leave any more: a birthday letter must not come three weeks late. */
export const CATCH_UP_DAYS: Readonly<Record<AutomationKind, number>> = {
  birthday: 2,
  welcome: 7,
  after_order: 7,
  win_back: 14,
  class_changed: 7,
  survey: 14,
  date: 2,
};

/** Kinds whose events come once a year or once in a life: "again after n days" means nothing for them. */
export const YEARLY_KINDS: readonly AutomationKind[] = ['birthday', 'welcome', 'date'];

/** Kinds that may write before the event. */
export const EARLY_KINDS: readonly AutomationKind[] = ['birthday', 'date'];

/** Settings of a new automation of a kind: steps without templates. */
export function usualAutomation(kind: AutomationKind): Omit<Automation, 'key' | 'title' | 'on' | 'steps'> & { readonly days: readonly number[] } {
  const days: Readonly<Record<AutomationKind, readonly number[]>> = {
    birthday: [0], welcome: [0, 2, 4, 7, 10, 14], after_order: [3], win_back: [0, 10], class_changed: [0], survey: [30], date: [-3],
  };
  return {
    kind,
    audience: '',
    days: days[kind],
    start: 'first_order',
    change: { by: 'segment', from: '', to: 'at_risk' },
    column: '',
    hour: 10,
    repeat: kind === 'survey' ? 180 : kind === 'welcome' ? 'once' : 'each',
    sunset: 2,
    holdOutShare: 0,
  };
}
