/** What an automation has to send today: who is due, for what, in which mailing, and who is left out and why. Writes nothing. */
import type { Automation } from '../../core/automations/automation';
import { CATCH_UP_DAYS } from '../../core/automations/automation';
import type { Occurrence } from '../../core/automations/occurrences';
import { dueOccurrences, nextDueDay } from '../../core/automations/occurrences';
import { automationLetterId } from '../../core/automations/still-due';
import type { Issue, Outcome } from '../../core/issue';
import { hasError, issue, outcome } from '../../core/issue';
import { heldOut } from '../../core/mail/hold-out';
import type { ListedClient } from '../client-list';
import { selectClients } from '../client-list';
import type { MailingData } from '../mailing/mailing-data';
import { draftFor } from '../mailing/mailing-data';
import type { TemplateRow } from '../mailing/templates';
import { compile, findTemplate } from '../mailing/templates';
import { isChecked } from '../mailing/unsubscribe';
import type { WebappState } from '../mailing/unsubscribe';
import type { PlanLetter } from '../mailing/write-plan';
import type { ClientEvents } from './client-events';
import { dateColumn } from './client-events';
import { FormerLetters } from './former-letters';

/** An automation since when it is on. */
export type RunningAutomation = Automation & { readonly sinceDay: number };

/** One client with the letter that is due to him. */
export interface DueClient {
  readonly client: ListedClient;
  readonly occurrence: Occurrence;
  readonly letterId: string;
}

/** The letters of one step, in the order of Clients. `letters[i]` belongs to `due[i]`; a reason of `late` = it would leave too late for its day. */
export interface DueStep {
  readonly template: TemplateRow;
  /** What the plan keeps as `occurrence`. */
  readonly occurrence: string;
  readonly due: readonly DueClient[];
  readonly letters: readonly (PlanLetter & { readonly letterId: string; readonly isLate: boolean })[];
}

/** Everything due today. */
export interface DueLetters {
  readonly steps: readonly DueStep[];
  /** Due, but the client gets another letter of this automation today; they follow tomorrow. */
  readonly waiting: readonly DueClient[];
  /** Letters that were due since the last run and are too late now. */
  readonly missed: number;
  readonly issues: readonly Issue[];
}

const NOTHING: DueLetters = { steps: [], waiting: [], missed: 0, issues: [] };

/**
 * What an automation has to send on a day. Reads nothing but what `events` reads, and the service's own allowance (1 counted call for each step where
 * the service tells it). Letters whose id stands in the Send log are never due again.
 * @param lastRunDay since when a letter that came too late is counted as missed; null = never ran
 */
export function dueLetters(mailing: MailingData, webapp: WebappState, events: ClientEvents, automation: RunningAutomation, todayDay: number, lastRunDay: number | null): DueLetters {
  const ready = readiness(mailing, webapp, automation);
  if (ready.value === null) return { ...NOTHING, issues: ready.issues };
  const chosen = selectClients(mailing.data, automation.audience);
  if (chosen.value === null) return { ...NOTHING, issues: chosen.issues };
  const catchUpDays = CATCH_UP_DAYS[automation.kind];
  const firstDay = Math.max(automation.sinceDay, todayDay - catchUpDays);
  const firstMissed = Math.max(automation.sinceDay, Math.min(firstDay, lastRunDay ?? firstDay));
  const today = lettersPlannedOn(mailing, automation.key, todayDay);
  const former = new FormerLetters(mailing, automation, todayDay);
  const due: DueClient[] = [];
  const waiting: DueClient[] = [];
  let missed = 0;
  for (const client of chosen.value) {
    const occurrences = dueOccurrences(automation, events.of(automation, client), firstMissed, todayDay);
    let hasToday = today.has(client.record.key);
    for (const occurrence of occurrences) {
      const letterId = freshLetterId(mailing, automation.key, client, occurrence);
      if (letterId === null || former.has(client, occurrence)) continue;
      if (occurrence.dueDay < firstDay) {
        missed += 1;
        continue;
      }
      (hasToday ? waiting : due).push({ client, occurrence, letterId });
      hasToday = true;
    }
  }
  if (events.issues.length > 0 && hasError(events.issues)) return { ...NOTHING, issues: events.issues };
  const held = automation.holdOutShare === 0 ? new Set<string>() : heldOut(mailing.data.listed.map(({ record }) => record.key), automation.holdOutShare, automation.key);
  const templates = ready.value;
  const steps = [...groupedByPlan(due)].flatMap(([occurrence, group]): DueStep[] => {
    const template = templates.find(({ key }) => key === group[0]?.occurrence.templateKey);
    return template === undefined ? [] : [draftStep(mailing, automation, template, occurrence, group, held)];
  });
  return { steps, waiting, missed, issues: [] };
}

/** The first day after today on which a client of the audience is due, looking `days` ahead; null when none is. */
export function nextDay(mailing: MailingData, events: ClientEvents, automation: RunningAutomation, todayDay: number, days: number): number | null {
  const chosen = selectClients(mailing.data, automation.audience).value ?? [];
  let next: number | null = null;
  for (const client of chosen) {
    const ahead: number = next === null ? days : next - todayDay - 1;
    if (ahead < 1) break;
    next = nextDueDay(automation, events.of(automation, client), todayDay, ahead) ?? next;
  }
  return next;
}

/** The templates of the steps, or why the automation cannot send: a template is gone or broken, the date column is gone, the unsubscribe page is not checked. */
export function readiness(mailing: MailingData, webapp: WebappState, automation: Automation): Outcome<readonly TemplateRow[] | null> {
  const { data, templates } = mailing;
  const found: TemplateRow[] = [];
  const issues: Issue[] = [];
  for (const { templateKey } of automation.steps) {
    const template = findTemplate(templates, templateKey);
    if (template.value === null) {
      issues.push(...template.issues.map((one) => ({ ...one, place: { columnName: 'template' } })));
      continue;
    }
    found.push(template.value);
    issues.push(...compile(template.value, data.clients).issues.filter(({ severity }) => severity === 'error'));
    const isBlocked = template.value.kind === 'marketing' && !isChecked(webapp);
    if (isBlocked && !issues.some(({ code }) => code === 'mailing.unsubscribeAddressMissing')) issues.push(issue('mailing.unsubscribeAddressMissing'));
  }
  if (automation.kind === 'date' && dateColumn(data.clients, automation.column) < 0) issues.push(issue('automation.columnMissing', { column: automation.column }, { columnName: 'event' }));
  return outcome(issues.length > 0 ? null : found, issues);
}

/** The id of a letter never planned before, or null. A client without a stable id may have been known by his key when it was planned. */
function freshLetterId({ log }: MailingData, automationKey: string, { record }: ListedClient, { id }: Occurrence): string | null {
  const ids = (record.id === '' ? [record.key] : [record.id, record.key]).map((clientId) => automationLetterId(automationKey, clientId, id));
  return ids.some((letterId) => log.knows(letterId)) ? null : (ids[0] ?? null);
}

/** Keys of the clients who have a letter of this automation planned today: a series that is caught up on goes on by one letter a day. */
function lettersPlannedOn({ log, base }: MailingData, automationKey: string, todayDay: number): Set<string> {
  const clients = new Set<string>();
  log.plans.forEach((plan) => {
    if (plan.automation !== automationKey || base.ports.clock.dayOf(plan.createdMs) !== todayDay) return;
    for (const { clientKey } of log.lettersOf(plan.mailing)) clients.add(clientKey);
  });
  return clients;
}

function groupedByPlan(due: readonly DueClient[]): Map<string, DueClient[]> {
  const groups = new Map<string, DueClient[]>();
  for (const one of due) {
    const known = groups.get(one.occurrence.plan);
    if (known === undefined) groups.set(one.occurrence.plan, [one]);
    else known.push(one);
  }
  return groups;
}

/** All exclusions of a mailing, then the control group of the automation: those held out of it are the same at every event. */
function draftStep(mailing: MailingData, automation: RunningAutomation, template: TemplateRow, occurrence: string, due: readonly DueClient[], held: ReadonlySet<string>): DueStep {
  const orderOf = new Map(due.filter(({ occurrence: { event } }) => event.order !== '').map(({ client, occurrence: { event } }) => [client.record.key, event.order]));
  const isOrderKind = automation.kind === 'after_order' || automation.kind === 'survey' || automation.kind === 'welcome';
  const draft = draftFor(mailing, template, due.map(({ client }) => client), { holdOutShare: 0, salt: automation.key, ...(isOrderKind ? { orderOf } : {}) });
  const letters = draft.letters.map((letter, index) => {
    const one = due[index];
    const order = one?.occurrence.event.order ?? '';
    const isDated = automation.kind === 'birthday' || automation.kind === 'date';
    const isLate = isDated && letter.goes && one !== undefined && (letter.leavesOnDay ?? 0) > one.occurrence.dueDay + CATCH_UP_DAYS[automation.kind];
    const base = { ...letter, letterId: one?.letterId ?? '', isLate, ...(order === '' || !isOrderKind ? {} : { order }) };
    if (!letter.goes || template.kind !== 'marketing' || !held.has(letter.clientKey)) return base;
    const { leavesOnDay: _day, ...rest } = base;
    return { ...rest, goes: false, reason: 'held_out' as const };
  });
  return { template, occurrence, due, letters };
}
