/** Mailings and Outbox as views of the Send log, rebuilt by id: sorting or editing them changes nothing. */
import type { LetterRow, LetterState, MailingDetail, MailingProgress, MailingRow, MailingState } from '../../contract/mailing-views';
import type { Issue } from '../../core/issue';
import type { OutboxLetter } from '../../core/mail/outbox';
import { recoverOutbox, sendableLetters } from '../../core/mail/outbox';
import type { Cell } from '../../core/table/cell';
import type { Table } from '../base';
import { runsOf } from '../../core/table/index-runs';
import { cellText } from '../cells';
import { clientCell } from '../clients-table';
import { issueViews } from '../issue-view';
import { say } from '../words';
import type { MailingData } from './mailing-data';
import { addressOf, allowanceNow, nextAllowanceMs } from './mailing-data';
import type { MailingPlan } from './send-log';
import { compile, fieldValues } from './templates';

/** What keeps a mailing from going on, remembered in the document store. */
export const STOP_KEY = 'mailing.stop.';
/** Until when nothing is sent at all (epoch ms), after the service said "daily limit". */
export const PAUSE_KEY = 'mailing.pauseUntil';

/** Letters of a mailing as the log says: a letter last seen sending counts as unknown. */
export function lettersNow(mailing: MailingData, mailingId: string): readonly OutboxLetter[] {
  const { log, base } = mailing;
  return recoverOutbox(log.lettersOf(mailingId), log.entriesOf(mailingId), base.ports.clock.now()).value.letters;
}

/** Waiting that the chunk itself knows of. */
export interface Waiting {
  readonly waitMs: number;
  readonly issues: readonly Issue[];
}

/** How a mailing stands. */
export function progressOf(mailing: MailingData, mailingId: string, waiting: Waiting = { waitMs: 0, issues: [] }): MailingProgress {
  const { base, log } = mailing;
  const { ports, language } = base;
  const plan = log.plans.get(mailingId);
  const letters = lettersNow(mailing, mailingId);
  const count = (state: LetterState): number => letters.filter((letter) => letter.state === state).length;
  const left = count('planned');
  const nowMs = ports.clock.now();
  const stopped = ports.documentStore.get(STOP_KEY + mailingId) !== null;
  const pausedUntil = Number(ports.documentStore.get(PAUSE_KEY) ?? 0);
  const paused = pausedUntil > nowMs;
  const allowance = allowanceNow(mailing);
  const sendable = paused ? [] : sendableLetters(letters, ports.clock.dayOf(nowMs), allowance);
  const state = stateOf(left, stopped, sendable.length, log.entriesOf(mailingId).length > 0);
  const mine = plan?.sender === ports.person.email();
  const until = paused ? pausedUntil : allowance === 0 ? nextAllowanceMs(log, nowMs) : Math.max(nowMs, nowMs + waiting.waitMs);
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
    canContinue: left > 0 && !stopped && mine && !base.copied && sendable.length > 0,
    waitMs: waiting.waitMs,
    waitText: left > 0 && sendable.length === 0 && !stopped ? say(language, 'mailing.waitUntil', { time: ports.clock.timestamp(until).slice(0, 16) }) : '',
    continueBy: plan?.sender ?? '',
    issues: issueViews([...mailing.issues, ...waiting.issues], language),
  };
}

function stateOf(left: number, stopped: boolean, sendable: number, begun: boolean): MailingState {
  if (left === 0) return 'finished';
  if (stopped) return 'stopped';
  if (sendable === 0) return 'waiting';
  return begun ? 'running' : 'planned';
}

/** Mailings, newest first. */
export function mailingRows(mailing: MailingData): MailingRow[] {
  return [...mailing.log.plans.values()].sort((a, b) => b.createdMs - a.createdMs).map((plan) => {
    const progress = progressOf(mailing, plan.mailing);
    return {
      mailingId: plan.mailing, title: plan.title, state: progress.state, stateLabel: progress.stateLabel,
      createdAt: mailing.base.ports.clock.timestamp(plan.createdMs), sent: progress.sent, total: progress.total, unknown: progress.unknown,
    };
  });
}

/** A mailing with its letters. */
export function mailingDetail(mailing: MailingData, mailingId: string): MailingDetail {
  const { base } = mailing;
  const letters = lettersNow(mailing, mailingId).map((letter): LetterRow => {
    const row = outboxRow(mailing, letter);
    return {
      letterId: letter.letterId,
      clientId: row.client,
      name: row.name,
      email: row.email,
      subject: row.subject,
      state: letter.state,
      stateLabel: say(base.language, `letter.${letter.state}`),
      reason: row.reason,
      at: row.atMs === null ? null : base.ports.clock.timestamp(row.atMs),
    };
  });
  return { progress: progressOf(mailing, mailingId), letters };
}

interface OutboxRow {
  readonly client: string;
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  readonly reason: string;
  readonly atMs: number | null;
}

function outboxRow(mailing: MailingData, letter: OutboxLetter): OutboxRow {
  const { base, data, log } = mailing;
  const plan = log.plans.get(letter.mailing);
  const record = data.clients.recordOf.get(letter.clientKey);
  const last = log.entries.filter((entry) => entry.letterId === letter.letterId && entry.mailing === letter.mailing).pop();
  const reason = letter.reason ?? '';
  return {
    client: record?.client ?? letter.clientKey,
    name: record === undefined ? '' : cellText(clientCell(data.clients, record, 'name')),
    email: record === undefined ? '' : addressOf(data, { record }),
    subject: record === undefined || plan === undefined ? '' : subjectOf(mailing, plan, letter),
    reason: reason === '' ? '' : reasonWords(reason, base.language),
    atMs: last?.timeMs ?? null,
  };
}

function subjectOf(mailing: MailingData, plan: MailingPlan, letter: OutboxLetter): string {
  const record = mailing.data.clients.recordOf.get(letter.clientKey);
  const compiled = compile(plan, mailing.data.clients).value;
  return record === undefined || compiled === null ? '' : compiled.render(fieldValues(mailing.base, mailing.data.clients, record, '')).subject;
}

function reasonWords(reason: string, language: MailingData['base']['language']): string {
  const key = `skip.${reason}`;
  return KNOWN_REASONS.has(key) ? say(language, key as Parameters<typeof say>[1]) : reason;
}

const KNOWN_REASONS = new Set([
  'skip.address_missing', 'skip.address_invalid', 'skip.address_repeated', 'skip.opted_out', 'skip.unsubscribed', 'skip.consent_missing', 'skip.paused',
  'skip.cap_reached', 'skip.order_missing', 'skip.already_sent', 'skip.copy', 'skip.cancelled', 'skip.address_changed', 'skip.client_missing',
]);

/** Writes the Mailings row and the Outbox rows of one mailing, each in one write; rows are found by id wherever they stand. At most 6 counted calls. */
export function writeViews(mailing: MailingData, mailingId: string): void {
  const { base } = mailing;
  const plan = mailing.log.plans.get(mailingId);
  if (plan === undefined) return;
  const { language } = base;
  const { clock } = base.ports;
  const progress = progressOf(mailing, mailingId);
  const mailings = base.table('mailings', ['mailing']).value;
  if (mailings !== null) {
    upsert(base, mailings, 'mailing', [{
      mailing: mailingId, title: plan.title, audience: plan.audience, created: clock.timestamp(plan.createdMs), sender: plan.sender,
      state: progress.stateLabel, planned: progress.left, sent: progress.sent, failed: progress.failed, skipped: progress.skipped, unknown: progress.unknown,
    }]);
  }
  const outbox = base.table('outbox', ['letter']).value;
  if (outbox === null) return;
  upsert(base, outbox, 'letter', lettersNow(mailing, mailingId).map((letter) => {
    const row = outboxRow(mailing, letter);
    return {
      mailing: mailingId, letter: letter.letterId, client: row.client, email: row.email, subject: row.subject, state: say(language, `letter.${letter.state}`),
      reason: row.reason, leaves_on: letter.leavesOnDay === undefined ? null : { day: letter.leavesOnDay },
      time: row.atMs === null ? null : clock.timestamp(row.atMs), message_id: letter.messageId ?? null,
    };
  }));
}

/** Updates rows by id and appends the missing ones: one write of the block that holds our columns; the owner's columns are not touched. */
function upsert(base: MailingData['base'], table: Table, idKey: string, lines: readonly Readonly<Record<string, Cell>>[]): void {
  const { book } = base.ports;
  const { columns, rows, tab } = table;
  const idColumn = columns.get(idKey) ?? 0;
  const rowOf = new Map<string, number>();
  rows.forEach((row, rowIndex) => {
    if (rowIndex > 0) rowOf.set(cellText(row[idColumn]), rowIndex);
  });
  let end = Math.max(1, rows.length);
  const placed = lines.map((line) => {
    const rowIndex = rowOf.get(cellText(line[idKey]));
    return { line, rowIndex: rowIndex ?? end++ };
  });
  const firstRow = Math.min(...placed.map(({ rowIndex }) => rowIndex));
  const lastRow = Math.max(...placed.map(({ rowIndex }) => rowIndex));
  const lineAt = new Map(placed.map(({ line, rowIndex }) => [rowIndex, line]));
  if (lineAt.size === 0) return;
  book.ensureRows(tab.sheetId, lastRow + 1);
  const known = [...columns].filter(([key]) => lines.some((line) => key in line));
  const indexes = known.map(([, index]) => index);
  const keyAt = new Map(known.map(([key, index]) => [index, key]));
  for (const run of runsOf(indexes)) {
    const block: Cell[][] = [];
    for (let rowIndex = firstRow; rowIndex <= lastRow; rowIndex += 1) {
      const line = lineAt.get(rowIndex);
      block.push(Array.from({ length: run.count }, (_unused, offset) => {
        const key = keyAt.get(run.first + offset) ?? '';
        return line === undefined ? (rows[rowIndex]?.[run.first + offset] ?? null) : (line[key] ?? null);
      }));
    }
    book.write(tab.sheetId, firstRow, run.first, block);
  }
}
