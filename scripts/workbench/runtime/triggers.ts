/** Installable triggers: who installed what, and when clock triggers are due on the virtual clock. */
import type { Json, StateSlot } from './state';

/** When a clock trigger fires; times are of `timeZone`. */
export type ClockSchedule =
  | { readonly every: 'minutes'; readonly count: number }
  | { readonly every: 'hours'; readonly count: number }
  | { readonly every: 'days'; readonly count: number; readonly hour: number | null; readonly minute: number | null }
  | { readonly every: 'weeks'; readonly count: number; readonly weekDay: string; readonly hour: number | null; readonly minute: number | null }
  | { readonly every: 'month'; readonly monthDay: number; readonly hour: number | null; readonly minute: number | null }
  | { readonly every: 'once'; readonly atMs: number };

export interface InstalledTrigger {
  readonly id: string;
  readonly projectId: string;
  readonly userEmail: string;
  readonly functionName: string;
  /** Names of ScriptApp.EventType: 'CLOCK', 'ON_OPEN', 'ON_EDIT', 'ON_FORM_SUBMIT', 'ON_CHANGE'. */
  readonly eventType: string;
  /** Names of ScriptApp.TriggerSource: 'CLOCK', 'SPREADSHEETS'. */
  readonly source: string;
  /** Spreadsheet of a document trigger; for a clock trigger the document it was created in, null when there was none. */
  readonly bookId: string | null;
  readonly schedule: ClockSchedule | null;
  readonly timeZone: string;
  /** Next moment a clock trigger is due, epoch milliseconds; null for the others and when a once-trigger fired. */
  readonly nextMs: number | null;
}

/** What ScriptApp hands over; the registry gives the id and the first moment. */
export type NewTrigger = Omit<InstalledTrigger, 'id' | 'nextMs'>;

export interface TriggerRegistry {
  readonly all: readonly InstalledTrigger[];
  /**
   * Installs. Throws the platform's texts: more than 20 per user and script; for an add-on one of each type per user and document
   * and clock triggers at most hourly.
   */
  add(trigger: NewTrigger, nowMs: number, newId: string, addon: boolean): InstalledTrigger;
  /** true when there was one. */
  remove(id: string): boolean;
  /** Clock triggers due at or before the moment, earliest first. */
  due(nowMs: number): readonly InstalledTrigger[];
  /** Marks a clock trigger as fired and computes its next moment. */
  fired(id: string, nowMs: number): void;
}

export type TriggerSlot = StateSlot<TriggerRegistry>;
export type { Json };
