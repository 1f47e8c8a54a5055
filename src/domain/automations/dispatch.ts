/** The dispatcher: plans the letters that automations owe today. What it planned once it never plans again, however often and wherever it was cut off. */
import { formatIsoDay } from '../../core/calendar';
import type { Issue } from '../../core/issue';
import { issue } from '../../core/issue';
import { issueText } from '../../core/language/text';
import type { Base } from '../base';
import { openBase } from '../base';
import { LOCK_WAIT_MS } from '../lock-wait';
import { readLedger } from '../mailing/consents';
import type { MailingData } from '../mailing/mailing-data';
import { isShort, stopAll } from '../mailing/log-guard';
import { openMailing } from '../mailing/mailing-data';
import { writeViews } from '../mailing/outbox-view';
import { applyRequests, readWebapp } from '../mailing/unsubscribe';
import type { PlanLetter } from '../mailing/write-plan';
import { planOf, writePlan } from '../mailing/write-plan';
import type { Ports } from '../ports';
import { say } from '../words';
import type { AutomationsRead, RowResult, StoredAutomation } from './automations-tab';
import { placed, readAutomations, writeResults, writeSwitch } from './automations-tab';
import { ClientEvents } from './client-events';
import type { DispatcherState } from './dispatcher-state';
import { daysNow, keepDispatcher, readDispatcher } from './dispatcher-state';
import type { DueLetters, DueStep, RunningAutomation } from './due-letters';
import { dueLetters, nextDay } from './due-letters';

/** Why a run did nothing. */
export type DispatchRefusal = 'no-base' | 'copy' | 'no-owner' | 'other-owner' | 'no-email' | 'lock' | 'nothing-on';

/** What a run did. `refused` null: it ran, though perhaps nothing was due. */
export interface DispatchReport {
  readonly refused: DispatchRefusal | null;
  /** Letters planned. */
  readonly planned: number;
  /** Clients of control groups who were due. */
  readonly held: number;
  /** Letters that are too late to leave. */
  readonly missed: number;
  readonly mailingIds: readonly string[];
  /** What keeps single automations from sending, with the place of the cell. */
  readonly issues: readonly Issue[];
}

/** How far ahead the next letter is looked for. */
export const AHEAD_DAYS = 60;

/**
 * Plans what is due. Sending is left to the runs of mailings. Counted calls: 1 where this person is not the dispatcher's owner, 3 (state, Settings,
 * Automations) where nothing is on; with something on at most 18 where
 * nothing is due, and for each mailing planned at most 11 more. Every letter has an id made of automation,
 * client and occurrence: one that stands in the Send log is not planned again.
 */
export function dispatch(ports: Ports): DispatchReport {
  const state = readDispatcher(ports.documentStore);
  if (state.owner === '') return refused('no-owner');
  const email = ports.person.email();
  if (email !== state.owner) return refused(email === '' ? 'no-email' : 'other-owner');
  const opened = openBase(ports);
  if (opened.value === null) return refused('no-base', opened.issues);
  if (opened.value.copied) return refused('copy');
  const rows = readAutomations(opened.value)?.rows ?? [];
  if (!rows.some(({ automation }) => automation?.on === true)) {
    forgetDays(ports, state);
    return refused('nothing-on', rows.flatMap(({ issues }) => issues));
  }
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return refused('lock', [issue('lock.busy')]);
  const report = planDue(ports, email);
  ports.book.flush();
  ports.lock.release();
  return report;
}

function refused(reason: DispatchRefusal, issues: readonly Issue[] = []): DispatchReport {
  return { refused: reason, planned: 0, held: 0, missed: 0, mailingIds: [], issues };
}

function forgetDays({ documentStore }: Ports, state: DispatcherState): void {
  if (Object.keys(state.days).length > 0) keepDispatcher(documentStore, { days: {} });
}

function planDue(ports: Ports, email: string): DispatchReport {
  // Somebody may have taken the runs over while this one waited for the lock.
  const state = readDispatcher(ports.documentStore);
  if (state.owner !== email) return refused('other-owner');
  const opened = openDispatch(ports);
  if (opened.mailing === null) return refused('no-base', opened.issues);
  const { mailing } = opened;
  const { base } = mailing;
  const read = readAutomations(base);
  if (read === null) return refused('nothing-on');
  // Mailings of people keep a size of their own: the lines of a plan would hide from them that others are gone.
  if (isShort(mailing, state.logSize) || isShort(mailing, state.lines)) return switchAllOff(mailing, read);
  const nowMs = ports.clock.now();
  const todayDay = ports.clock.dayOf(nowMs);
  const running = runningRows(read, state, todayDay);
  const days = { ...daysNow(state, running.map(({ automation }) => automation.key), todayDay) };
  // Since when an automation is on must be kept before its first letter: a run that is cut off must not begin to count anew on another day.
  if (running.some(({ automation }) => state.days[automation.key] === undefined)) keepDispatcher(ports.documentStore, { days });
  const webapp = readWebapp(ports.scriptStore);
  const events = new ClientEvents(base, mailing.data);
  const hour = Number(ports.clock.timestamp(nowMs).slice(11, 13));
  const results = new Map<string, RowResult>();
  const found: Issue[] = read.rows.flatMap(({ issues }) => issues);
  const mailingIds: string[] = [];
  const totals = { planned: 0, held: 0, missed: 0 };
  for (const { row, automation } of running) {
    if (hour < automation.hour) continue;
    const ranDay = state.days[automation.key]?.ran ?? 0;
    const due = dueLetters(mailing, webapp, events, automation, todayDay, ranDay === 0 ? null : ranDay);
    const issues = due.issues.map((one) => placed(base, read.table, row.rowIndex, one));
    found.push(...issues);
    const counts = { planned: 0, held: 0, missed: due.missed };
    for (const step of due.steps) {
      const planned = writeStep(mailing, automation, step, todayDay);
      if (planned === null) continue;
      mailingIds.push(planned.mailing);
      counts.planned += planned.go;
      counts.held += planned.held;
    }
    counts.missed += lateCount(due);
    totals.planned += counts.planned;
    totals.held += counts.held;
    totals.missed += counts.missed;
    days[automation.key] = { since: automation.sinceDay, ran: todayDay };
    const isNewDay = ranDay !== todayDay || row.result.next_run === '';
    if (counts.planned + counts.held + counts.missed === 0 && !isNewDay) continue;
    const next = nextDay(mailing, events, automation, todayDay, AHEAD_DAYS);
    const isDone = counts.planned + counts.held + counts.missed > 0;
    results.set(row.key, {
      next_run: next === null ? '—' : formatIsoDay(next),
      last_run: counts.planned > 0 ? ports.clock.timestamp(nowMs).slice(0, 16) : row.result.last_run,
      last_result: isDone ? resultText(base, counts) : row.result.last_result,
    });
  }
  writeResults(base, read, results);
  for (const mailingId of mailingIds) writeViews(mailing, mailingId);
  keepDispatcher(ports.documentStore, { lastRunMs: nowMs, days, fault: '' });
  return { refused: null, ...totals, mailingIds, issues: found };
}

/** Letters that left may be gone from the log: nothing is caught up on by itself. The owner switches on again, counting from that day. */
function switchAllOff(mailing: MailingData, read: AutomationsRead): DispatchReport {
  const { base } = mailing;
  const { documentStore, book } = base.ports;
  const short = issue('sendLog.short');
  const on = read.rows.filter(({ automation }) => automation?.on === true);
  const area = { rowIndex: 0, columnIndex: 0, rowCount: Math.max(1, read.table.rows.length), columnCount: Math.max(1, read.table.titles.length) };
  if (book.canEdit(read.table.tab.sheetId, [area])) {
    stopAll(mailing);
    for (const { automation, rowIndex } of on) if (automation !== null) writeSwitch(base, read.table, rowIndex, { ...automation, on: false });
    book.flush();
    keepDispatcher(documentStore, { days: {}, logSize: mailing.log.size, fault: issueText(short, base.language) });
  }
  return refused('nothing-on', [short]);
}

/** Opens the base and applies what visitors of the unsubscribe page asked for. 6 counted calls, more where requests wait. */
function openDispatch(ports: Ports): { readonly mailing: MailingData | null; readonly issues: readonly Issue[] } {
  const opened = openMailing(ports, true);
  if (opened.value === null) return { mailing: null, issues: opened.issues };
  const applied = applyRequests(opened.value.base, opened.value.log);
  if (applied.value === null) return { mailing: null, issues: applied.issues };
  if (applied.value === 0) return { mailing: opened.value, issues: [] };
  const ledger = readLedger(opened.value.base);
  return ledger.value === null ? { mailing: null, issues: ledger.issues } : { mailing: { ...opened.value, ledger: ledger.value.ledger }, issues: [] };
}

/** Rows that are on and sound, with the day they were switched on. */
export function runningRows({ rows }: AutomationsRead, state: DispatcherState, todayDay: number): { readonly row: StoredAutomation; readonly automation: RunningAutomation }[] {
  return rows.flatMap((row) => (row.automation?.on === true ? [{ row, automation: { ...row.automation, sinceDay: state.days[row.key]?.since ?? todayDay } }] : []));
}

/** Writes the letters of a step that go, and those of the control group, as a mailing of their own. Null when none of them does. */
function writeStep(mailing: MailingData, automation: RunningAutomation, step: DueStep, todayDay: number): { readonly mailing: string; readonly go: number; readonly held: number } | null {
  // Who is left out for another reason may get the letter while it is not too late: consent may come tomorrow.
  // An address that has just got the letter does not get it for its second client an hour later; letters about two orders are two.
  const isTwin = ({ reason }: PlanLetter): boolean => reason === 'address_repeated' && step.template.kind === 'marketing';
  const letters = step.letters.filter((letter) => (letter.goes && !letter.isLate) || letter.reason === 'held_out' || isTwin(letter));
  if (letters.length === 0) return null;
  const plan = planOf(mailing, step.template, {
    mailing: freeMailingId(mailing, automation.key, todayDay), title: automation.title, audience: automation.audience, holdOutShare: automation.holdOutShare,
    automation: automation.key, occurrence: step.occurrence,
  });
  if (!writePlan(mailing, plan, letters)) return null;
  return { mailing: plan.mailing, go: letters.filter(({ goes }) => goes).length, held: letters.filter(({ reason }) => reason === 'held_out').length };
}

/** `A-birthday-20260305`; with `-2` and so on for further steps of the day and for what became due later that day. */
function freeMailingId({ log }: MailingData, key: string, todayDay: number): string {
  const first = `A-${key}-${formatIsoDay(todayDay).replace(/-/g, '')}`;
  let id = first;
  for (let number = 2; log.plans.has(id); number += 1) id = `${first}-${number}`;
  return id;
}

function lateCount({ steps }: DueLetters): number {
  return steps.reduce((sum, { letters }) => sum + letters.filter(({ isLate, goes }) => isLate && goes).length, 0);
}

function resultText({ language }: Base, { planned, held, missed }: { readonly planned: number; readonly held: number; readonly missed: number }): string {
  const parts = [say(language, 'automation.result', { count: planned })];
  if (held > 0) parts.push(say(language, 'automation.resultHeld', { count: held }));
  if (missed > 0) parts.push(say(language, 'automation.resultMissed', { count: missed }));
  return parts.join(' ');
}
