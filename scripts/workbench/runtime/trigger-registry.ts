/** The registry of installable triggers and the arithmetic of clock schedules. */
import { ServiceError } from './service';
import { timeZone, utcTime, type TimeZone } from './time-zone';
import type { ClockSchedule, InstalledTrigger, NewTrigger, TriggerRegistry, TriggerSlot } from './triggers';

const TRIGGERS_PER_USER_AND_SCRIPT = 20;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const WEEK_DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

class MemoryTriggerRegistry implements TriggerRegistry {
  readonly all: InstalledTrigger[] = [];

  add(trigger: NewTrigger, nowMs: number, newId: string, addon: boolean): InstalledTrigger {
    const own = this.all.filter((other) => other.projectId === trigger.projectId && other.userEmail === trigger.userEmail);
    if (own.length >= TRIGGERS_PER_USER_AND_SCRIPT) {
      throw new ServiceError('This script has too many triggers. Triggers must be deleted from the script before more can be added.');
    }
    if (addon) checkAddonRules(trigger, own);
    const installed = { ...trigger, id: newId, nextMs: trigger.schedule ? nextFiring(trigger.schedule, nowMs, timeZone(trigger.timeZone), newId) : null };
    this.all.push(installed);
    return installed;
  }

  remove(id: string): boolean {
    const index = this.all.findIndex((trigger) => trigger.id === id);
    if (index >= 0) this.all.splice(index, 1);
    return index >= 0;
  }

  due(nowMs: number): readonly InstalledTrigger[] {
    const due = this.all.filter((trigger) => trigger.nextMs !== null && trigger.nextMs <= nowMs);
    return due.sort((one, other) => (one.nextMs ?? 0) - (other.nextMs ?? 0));
  }

  fired(id: string, nowMs: number): void {
    const index = this.all.findIndex((trigger) => trigger.id === id);
    const trigger = this.all[index];
    if (!trigger?.schedule) return;
    const nextMs = trigger.schedule.every === 'once' ? null : nextFiring(trigger.schedule, nowMs, timeZone(trigger.timeZone), id);
    this.all[index] = { ...trigger, nextMs };
  }
}

/** An add-on: one trigger of a type per user and document, clock triggers at most hourly. */
function checkAddonRules(trigger: NewTrigger, own: readonly InstalledTrigger[]): void {
  const clock = trigger.eventType === 'CLOCK';
  if (own.some((other) => other.eventType === trigger.eventType && other.bookId === trigger.bookId)) {
    const type = clock ? 'time-based ' : '';
    throw new ServiceError(`This add-on has created too many ${type}triggers in this document for this Google user account.`);
  }
  if (clock && trigger.schedule?.every === 'minutes') throw new ServiceError('Add-ons may use time-based triggers at most once an hour.');
}

/**
 * The first moment after `nowMs`. Google picks a fixed moment within the hour asked for; here it comes from the trigger's id, so it is stable.
 * @param seedText text the moment within the hour is derived from
 */
export function nextFiring(schedule: ClockSchedule, nowMs: number, zone: TimeZone, seedText: string): number {
  switch (schedule.every) {
    case 'once':
      return schedule.atMs;
    case 'minutes':
      return nowMs + schedule.count * MINUTE_MS;
    case 'hours':
      return nowMs + schedule.count * HOUR_MS;
    case 'days':
      return nextDay(schedule, nowMs, zone, seedText, schedule.count, () => true);
    case 'weeks':
      return nextDay(schedule, nowMs, zone, seedText, 1 + (schedule.count - 1) * 7, (local) => new Date(local).getUTCDay() === WEEK_DAYS.indexOf(schedule.weekDay));
    case 'month':
      return nextDay(schedule, nowMs, zone, seedText, 1, (local) => isMonthDay(local, schedule.monthDay));
  }
}

function nextDay(
  schedule: { readonly hour: number | null; readonly minute: number | null }, nowMs: number, zone: TimeZone, seedText: string,
  firstStepDays: number, fits: (localDay: number) => boolean,
): number {
  const seed = [...seedText].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 3_600_007, 7);
  const hour = schedule.hour ?? Math.floor(seed / 60) % 24;
  const minute = schedule.minute ?? seed % 60;
  const today = Math.floor(zone.toLocal(nowMs) / DAY_MS) * DAY_MS;
  for (let day = 0; day <= 800; day += 1) {
    if (day > 0 && day < firstStepDays) continue;
    const local = today + day * DAY_MS;
    const moment = zone.toInstant(local + hour * HOUR_MS + minute * MINUTE_MS);
    if (moment > nowMs && fits(local)) return moment;
  }
  return nowMs + 800 * DAY_MS;
}

/** A day of the month that the month lacks falls on its last day. */
function isMonthDay(localDay: number, monthDay: number): boolean {
  const date = new Date(localDay);
  const last = new Date(utcTime(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.getUTCDate() === Math.min(monthDay, last);
}

export const TRIGGER_SLOT: TriggerSlot = {
  key: 'triggers',
  create: () => new MemoryTriggerRegistry(),
  save: (registry) => registry.all.map((trigger) => ({ ...trigger })),
  load: (saved) => {
    const registry = new MemoryTriggerRegistry();
    registry.all.push(...(saved as unknown as InstalledTrigger[]).map((trigger) => ({ ...trigger })));
    return registry;
  },
};
