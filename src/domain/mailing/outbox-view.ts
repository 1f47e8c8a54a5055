/** Mailings and Outbox as views of the Send log, rebuilt by id: sorting or editing them changes nothing. */
import type { DayLetters, LetterRow, LetterState, MailingDetail, MailingProgress, MailingRow, MailingState, StopReason } from '../../contract/mailing-views';
import { formatIsoDay } from '../../core/calendar';
import type { Issue } from '../../core/issue';
import { issue } from '../../core/issue';
import { issueText } from '../../core/language/text';
import type { OutboxLetter } from '../../core/mail/outbox';
import { historiesOf, mayHaveReached, recoverOutbox, sendableLetters } from '../../core/mail/outbox';
import { cellText } from '../cells';
import { clientCell } from '../clients-table';
import { issueViews } from '../issue-view';
import { say } from '../words';
import type { MailingData } from './mailing-data';
import { addressOf, allowanceNow, nextAllowanceMs } from './mailing-data';
import type { MailingMarks } from './mailing-keys';
import { readMarks, senderMark } from './mailing-keys';
import { columnById, upsert } from './outbox-rows';
import type { MailingPlan } from './send-log';
import { letterVariant } from './send-log';
import { compile, fieldValues } from './templates';
import { automationSwitch } from '../automations/switch';

/** What progress is told from. */
type LogData = Pick<MailingData, 'base' | 'log' | 'issues'>;

/** Letters of a mailing as the log says: a letter last seen sending counts as unknown. */
export function lettersNow({ log, base }: Pick<MailingData, 'base' | 'log'>, mailingId: string): readonly OutboxLetter[] {
  return recoverOutbox(log.lettersOf(mailingId), log.entriesOf(mailingId), base.ports.clock.now()).value.letters;
}

/** True when nothing of a mailing is left to send or to decide; false for one that the log does not know. */
export function isDone(mailing: Pick<MailingData, 'base' | 'log'>, mailingId: string): boolean {
  return mailing.log.plans.has(mailingId) && !lettersNow(mailing, mailingId).some(({ state }) => state === 'planned' || state === 'unknown');
}

/** Waiting that the chunk itself knows of. */
export interface Waiting {
  readonly waitMs: number;
  readonly issues: readonly Issue[];
}

/** How a mailing stands. At most 3 counted calls: the marks, the service's own allowance where it tells one, the switch of its automation. */
export function progressOf(mailing: LogData, mailingId: string, waiting: Waiting = { waitMs: 0, issues: [] }): MailingProgress {
  const marks = readMarks(mailing.base.ports);
  return progressWith(mailing, mailingId, waiting, marks, allowanceNow(mailing, marks));
}

function progressWith(mailing: LogData, mailingId: string, waiting: Waiting, marks: MailingMarks, allowance: number): MailingProgress {
  const { base, log } = mailing;
  const { ports, language } = base;
  const plan = log.plans.get(mailingId);
  const letters = lettersNow(mailing, mailingId);
  const counts = new Map<LetterState, number>();
  letters.forEach(({ state }) => counts.set(state, (counts.get(state) ?? 0) + 1));
  const count = (state: LetterState): number => counts.get(state) ?? 0;
  const left = count('planned');
  const nowMs = ports.clock.now();
  const sender = plan?.sender ?? '';
  const mark = senderMark(base, sender);
  const isOff = left > 0 && plan !== undefined && automationSwitch(base, plan)?.on === false;
  const stopReason = left === 0 ? '' : isOff ? 'automation' : marks.stop(mailingId);
  const pausedUntil = marks.pausedUntilMs(mark);
  const paused = pausedUntil > nowMs;
  const sendable = paused ? [] : sendableLetters(letters, ports.clock.dayOf(nowMs), allowance);
  const state = stateOf(left, stopReason, sendable.length, log.entriesOf(mailingId).some((entry) => entry.state !== 'skipped'));
  const waitMs = left === 0 ? 0 : Math.max(waiting.waitMs, marks.slow(mark).untilMs - nowMs, 0);
  const until = paused ? pausedUntil : allowance === 0 ? nextAllowanceMs(log, ports.person.email(), nowMs, marks.asked(mark).firstMs) : nextDayMs(mailing, letters, nowMs + waitMs);
  return {
    mailingId,
    title: plan?.title ?? mailingId,
    state,
    stateLabel: say(language, `mailing.${state}`),
    total: letters.length,
    sent: count('sent'),
    failed: count('failed'),
    skipped: count('skipped'),
    unknown: count('unknown'),
    left,
    canContinue: left > 0 && stopReason === '' && sender === ports.person.email() && !base.copied && sendable.length > 0,
    waitMs,
    waitText: left > 0 && sendable.length === 0 && stopReason === '' ? say(language, 'mailing.waitUntil', { time: ports.clock.timestamp(until).slice(0, 16) }) : '',
    continueBy: sender,
    stopReason,
    stopText: stopTextOf(mailing, mailingId, stopReason, marks),
    days: daysOf(mailing, mailingId, letters),
    allowanceText: left > 0 && sender === ports.person.email() ? say(language, 'mailing.allowanceLeft', { count: paused ? 0 : allowance, limit: base.settings['mailing.dailyLimit'] }) : '',
    issues: issueViews([...mailing.issues, ...waiting.issues], language),
  };
}

function stateOf(left: number, stopReason: StopReason, sendable: number, begun: boolean): MailingState {
  if (left === 0) return 'finished';
  if (stopReason !== '') return 'stopped';
  if (sendable === 0) return 'waiting';
  return begun ? 'running' : 'planned';
}

/** The first moment of the day on which the next letter is due, by the spreadsheet's own midnight; at least the given moment. */
function nextDayMs({ base }: LogData, letters: readonly OutboxLetter[], leastMs: number): number {
  const { clock } = base.ports;
  const today = clock.dayOf(leastMs);
  const due = letters.reduce((least, { state, leavesOnDay }) => (state === 'planned' ? Math.min(least, leavesOnDay ?? today) : least), Infinity);
  if (due === Infinity || due <= today) return leastMs;
  // Days of a zone with a clock change have 23 or 25 hours: the border is looked for by quarter hours.
  let borderMs = leastMs + (due - today - 1) * DAY_MS;
  while (clock.dayOf(borderMs) < due) borderMs += QUARTER_MS;
  return Math.floor(borderMs / QUARTER_MS) * QUARTER_MS;
}

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

/** Why a mailing is stopped, and what to do. */
function stopTextOf({ base, log }: LogData, mailingId: string, reason: StopReason, marks: MailingMarks): string {
  const { language } = base;
  switch (reason) {
    case '': return '';
    case 'owner': return say(language, 'mailing.stoppedByOwner');
    case 'automation': return say(language, 'mailing.automationOff');
    case 'permission': return issueText(issue('scope.missing', { scope: 'gmail.send' }), language);
    case 'log': return issueText(issue('sendLog.short'), language);
    case 'service': return issueText(issue('mailing.serviceOff'), language);
    case 'failures': {
      const reasons = new Map<string, number>();
      let sent = 0;
      historiesOf(log.entriesOf(mailingId)).forEach(({ state, last }) => {
        if (last.timeMs <= marks.resumedMs(mailingId)) return;
        if (state === 'sent') sent += 1;
        if (state === 'failed') reasons.set(last.reason ?? '', (reasons.get(last.reason ?? '') ?? 0) + 1);
      });
      const failed = [...reasons.values()].reduce((sum, each) => sum + each, 0);
      const [often] = [...reasons].sort(([, one], [, other]) => other - one);
      return issueText(issue('mailing.tooManyFailures', { failed, finished: failed + sent, reason: often?.[0] ?? '' }), language);
    }
  }
}

/** Letters by day: when they left, or will leave; letters that left nobody are not counted. */
function daysOf({ base, log }: LogData, mailingId: string, letters: readonly OutboxLetter[]): DayLetters[] {
  const { clock } = base.ports;
  const today = clock.dayOf(clock.now());
  const histories = historiesOf(log.entriesOf(mailingId));
  const days = new Map<number, number>();
  for (const letter of letters) {
    const history = histories.get(letter.letterId);
    const reached = history !== undefined && mayHaveReached(history.state);
    if (!reached && letter.state !== 'planned') continue;
    const day = reached ? clock.dayOf(history.sendingMs ?? history.last.timeMs) : Math.max(today, letter.leavesOnDay ?? today);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days].sort(([one], [other]) => one - other).map(([day, count]) => ({ day: formatIsoDay(day), letters: count }));
}

/** Mailings, newest first. At most 1 counted call, for the switches of automations. @param allowance as `allowanceNow` gives it */
export function mailingRows(mailing: MailingData, marks: MailingMarks, allowance: number): MailingRow[] {
  return [...mailing.log.plans.values()].sort((a, b) => b.createdMs - a.createdMs).map((plan) => {
    const progress = progressWith(mailing, plan.mailing, { waitMs: 0, issues: [] }, marks, allowance);
    return {
      mailingId: plan.mailing, title: plan.title, state: progress.state, stateLabel: progress.stateLabel,
      createdAt: mailing.base.ports.clock.timestamp(plan.createdMs), sent: progress.sent, total: progress.total, unknown: progress.unknown,
    };
  });
}

/** A mailing with its letters. At most 3 counted calls. */
export function mailingDetail(mailing: MailingData, mailingId: string): MailingDetail {
  const { base, log } = mailing;
  const rowOf = outboxRows(mailing, mailingId);
  const subjectOf = subjects(mailing, mailingId);
  const plan = log.plans.get(mailingId);
  const letters = lettersNow(mailing, mailingId).map((letter): LetterRow => {
    const row = rowOf(letter);
    return {
      letterId: letter.letterId,
      clientId: row.client,
      name: row.name,
      email: row.email,
      subject: subjectOf(letter),
      state: letter.state,
      stateLabel: say(base.language, `letter.${letter.state}`),
      reason: row.reason,
      at: row.atMs === null ? null : base.ports.clock.timestamp(row.atMs),
      variant: plan === undefined ? 'A' : letterVariant(plan, letter.clientKey),
    };
  });
  return { progress: progressOf(mailing, mailingId), letters };
}

interface OutboxRow {
  readonly client: string;
  readonly name: string;
  readonly email: string;
  readonly reason: string;
  readonly atMs: number | null;
}

function outboxRows({ base, data, log }: MailingData, mailingId: string): (letter: OutboxLetter) => OutboxRow {
  const histories = historiesOf(log.entriesOf(mailingId));
  return (letter) => {
    const record = data.clients.recordOf.get(letter.clientKey);
    const reason = letter.reason ?? '';
    return {
      client: record?.client ?? letter.clientKey,
      name: record === undefined ? '' : cellText(clientCell(data.clients, record, 'name')),
      email: record === undefined ? '' : addressOf(data, { record }),
      reason: reason === '' ? '' : reasonWords(reason, base.language),
      atMs: histories.get(letter.letterId)?.last.timeMs ?? null,
    };
  };
}

/** A plan whose rendering costs no body. */
function subjectAlone(plan: MailingPlan): MailingPlan {
  return { ...plan, body: '-', text: '', html: '', preheader: '' };
}

/** Finished subjects of a mailing; the template is compiled once, without its body. */
function subjects(mailing: MailingData, mailingId: string): (letter: OutboxLetter) => string {
  const { base, data, log } = mailing;
  const plan = log.plans.get(mailingId);
  const compiled = plan === undefined ? null : compile(subjectAlone(plan), data.clients).value;
  return (letter) => {
    const record = data.clients.recordOf.get(letter.clientKey);
    if (record === undefined || plan === undefined || compiled === null) return '';
    return compiled.render(fieldValues(base, data.clients, record, letter.order ?? ''), letterVariant(plan, letter.clientKey)).subject;
  };
}

function reasonWords(reason: string, language: MailingData['base']['language']): string {
  const key = `skip.${reason}`;
  return KNOWN_REASONS.has(key) ? say(language, key as Parameters<typeof say>[1]) : reason;
}

const KNOWN_REASONS = new Set([
  'skip.address_missing', 'skip.address_invalid', 'skip.address_repeated', 'skip.opted_out', 'skip.unsubscribed', 'skip.consent_missing', 'skip.paused',
  'skip.cap_reached', 'skip.order_missing', 'skip.already_sent', 'skip.copy', 'skip.cancelled', 'skip.address_changed', 'skip.client_missing', 'skip.bought', 'skip.late', 'skip.automation_off', 'skip.held_out', 'skip.monthly',
]);

/**
 * Writes the Mailings row and the Outbox rows of one mailing; rows are found by id wherever they stand, only those that changed are written, each
 * tab in one block. At most 9 counted calls. Gives back how the mailing stands.
 * @param touched letters whose state changed just now; the subject of any other letter stays as it stands in its row
 */
export function writeViews(mailing: MailingData, mailingId: string, touched: ReadonlySet<string> = new Set(), waiting: Waiting = { waitMs: 0, issues: [] }): MailingProgress {
  const { base } = mailing;
  const plan = mailing.log.plans.get(mailingId);
  const progress = progressOf(mailing, mailingId, waiting);
  if (plan === undefined) return progress;
  const { language } = base;
  const { clock } = base.ports;
  const mailings = base.table('mailings', ['mailing']).value;
  if (mailings !== null) {
    upsert(base, mailings, 'mailing', [{
      mailing: mailingId, title: plan.title, audience: plan.audience, created: clock.timestamp(plan.createdMs), sender: plan.sender,
      state: progress.stateLabel, planned: progress.left, sent: progress.sent, failed: progress.failed, skipped: progress.skipped, unknown: progress.unknown,
    }]);
  }
  const outbox = base.table('outbox', ['letter']).value;
  if (outbox === null) return progress;
  const rowOf = outboxRows(mailing, mailingId);
  const subjectOf = subjects(mailing, mailingId);
  const shown = columnById(outbox, 'letter', 'subject');
  upsert(base, outbox, 'letter', lettersNow(mailing, mailingId).map((letter) => {
    const row = rowOf(letter);
    const subject = touched.has(letter.letterId) ? '' : (shown.get(letter.letterId) ?? '');
    return {
      mailing: mailingId, letter: letter.letterId, client: row.client, email: row.email, subject: subject === '' ? subjectOf(letter) : subject,
      state: say(language, `letter.${letter.state}`), reason: row.reason, leaves_on: letter.leavesOnDay === undefined ? null : { day: letter.leavesOnDay },
      time: row.atMs === null ? null : clock.timestamp(row.atMs), message_id: letter.messageId ?? null,
    };
  }));
  return progress;
}
