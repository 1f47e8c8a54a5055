/** Sending in chunks: one lock, the log before and after each letter, stop at the first sign that the next would fail too. */
import type { MailingProgress } from '../../contract/mailing-views';
import type { Issue, Outcome } from '../../core/issue';
import { hasError, issue, outcome } from '../../core/issue';
import { issueText } from '../../core/language/text';
import type { OutboxLetter, SendLogEntry } from '../../core/mail/outbox';
import { historiesOf, mustStop, recoverOutbox, sendableLetters } from '../../core/mail/outbox';
import type { SkipReason } from '../../core/mail/plan';
import { planMailing } from '../../core/mail/plan';
import type { Template } from '../../core/mail/template';
import type { NotDue } from '../automations/still-due';
import { dueCheck, lateCheck } from '../automations/still-due';
import { automationSwitch } from '../automations/switch';
import type { ClientRecord } from '../clients-table';
import type { OutgoingLetter, Ports, SendOutcome } from '../ports';
import { underLock } from '../under-lock';
import { readLedger } from './consents';
import { finishedLetter } from './finished-letter';
import type { MailingData } from './mailing-data';
import { allowanceNow, entriesOfSender, lastOrders, marketingDays, openMailing, recipientOf } from './mailing-data';
import { isShort, KeptSize, stopAll } from './log-guard';
import type { MailingMarks } from './mailing-keys';
import { forgetMarks, PAUSE_KEY, readMarks, senderMark, SLOW_KEY, STOP_KEY } from './mailing-keys';
import { isDone, progressOf, writeViews } from './outbox-view';
import { asksForFewer, readRequests } from './requests';
import type { MailingPlan } from './send-log';
import { compile } from './templates';
import type { WebappState } from './unsubscribe';
import { applyRequests, isChecked, readWebapp } from './unsubscribe';

/** No letter is begun after this time; what remains of the step is for the views. The page calls again. */
const CHUNK_MS = 18_000;
/** How often a running chunk looks whether a reader has just asked for fewer letters. */
const HEAR_MS = 3_000;
const MINUTE_MS = 60_000;
/** Before every letter of this number, the first one too, the size of the log is kept. */
const KEEP_EVERY = 10;
const DAY_MS = 86_400_000;
/** Longest pause after "too fast"; it begins with a minute and doubles. */
const LONGEST_PAUSE_MS = 16 * MINUTE_MS;

/** Reasons to skip that only sending finds, beside those of planning. */
type LateReason = SkipReason | 'client_missing' | 'address_changed' | NotDue;
/** The reason of a letter that came to be too late while its automation was off. */
const SWITCHED_OFF = 'automation_off';

/**
 * Sends the next letters of a mailing; a mailing that was stopped stays stopped. 4 counted calls per letter (log, flush, send, look for a stop),
 * one every three seconds (requests of readers), one every ten letters (size of the log), about 20 for the chunk, 1 more for a mailing of an automation and for each mark of a mailing that is done. `lock.busy` while another chunk runs.
 */
export function sendChunk(ports: Ports, mailingId: string): Outcome<MailingProgress | null> {
  return underLock(ports, () => {
    const opened = openMailing(ports, true);
    if (opened.value === null) return outcome(null, opened.issues);
    const plan = opened.value.log.plans.get(mailingId);
    if (plan === undefined) return outcome(null, [issue('mailing.missing', { mailing: mailingId })]);
    const webapp = readWebapp(ports.scriptStore);
    const refused = refusal(ports, plan, webapp);
    if (refused !== null) return outcome(null, [refused]);
    const heard = withRequests(opened.value);
    if (heard.value === null) return outcome(null, heard.issues);
    const mailing = heard.value;
    const compiled = compile(plan, mailing.data.clients);
    if (compiled.value === null || hasError(compiled.issues)) return outcome(null, compiled.issues);
    const marks = readMarks(ports);
    if (isShort(mailing, marks.lines)) {
      stopAll(mailing);
      return outcome(progressOf(mailing, mailingId, { waitMs: 0, issues: [issue('sendLog.short')] }));
    }
    const run = new ChunkRun(mailing, plan, compiled.value, webapp, marks);
    run.recover();
    run.send();
    run.close();
    forgetMarks(ports.documentStore, marks.marked.filter((id) => isDone(mailing, id)), marks);
    return outcome(writeViews(mailing, mailingId, run.touched, { waitMs: run.waitMs, issues: run.issues }));
  });
}

function refusal(ports: Ports, plan: MailingPlan, webapp: WebappState): Issue | null {
  const email = ports.person.email();
  if (email === '' || email !== plan.sender) return issue('mailing.otherSender', { sender: plan.sender });
  if (plan.kind === 'marketing' && !isChecked(webapp)) return issue('mailing.unsubscribeAddressMissing');
  return null;
}

/** Whoever unsubscribed on the page is in the ledger before anything is sent. */
function withRequests(mailing: MailingData): Outcome<MailingData | null> {
  const applied = applyRequests(mailing.base, mailing.log);
  if (applied.value === null) return outcome(null, applied.issues);
  if (applied.value === 0) return outcome(mailing);
  const ledger = readLedger(mailing.base);
  return ledger.value === null ? outcome(null, ledger.issues) : outcome({ ...mailing, ledger: ledger.value.ledger });
}

class ChunkRun {
  readonly issues: Issue[] = [];
  /** Letters whose state changed here. */
  readonly touched = new Set<string>();
  waitMs = 0;
  private letters: readonly OutboxLetter[];
  private readonly startedMs: number;
  private heardMs: number;
  private readonly mark: string;
  private readonly orderOf: ReadonlyMap<string, string>;
  private readonly days: ReadonlyMap<string, readonly number[]>;
  /** Letters of automations that are not due any more. */
  private readonly dueCheck: ReturnType<typeof dueCheck>;
  /** Moments of letters sent within the last minute, oldest first. */
  private readonly recentMs: number[];
  private readonly counts = { sent: 0, failed: 0 };
  private readonly size: KeptSize;
  /** Letters begun here. */
  private begun = 0;

  constructor(
    private readonly mailing: MailingData,
    private readonly plan: MailingPlan,
    private readonly template: Template,
    private readonly webapp: WebappState,
    private readonly marks: MailingMarks,
  ) {
    const { log, base } = mailing;
    this.size = new KeptSize(mailing, marks);
    this.letters = log.lettersOf(plan.mailing);
    this.startedMs = base.ports.clock.now();
    this.heardMs = this.startedMs;
    this.mark = senderMark(base, plan.sender);
    // Bases of earlier versions planned service letters without writing down the order.
    const needsOrders = plan.kind === 'service' && this.letters.some(({ order }) => order === undefined);
    this.orderOf = needsOrders ? lastOrders(base) : new Map<string, string>();
    this.days = marketingDays(mailing, false);
    this.dueCheck = dueCheck(mailing, plan);
    this.recentMs = entriesOfSender(log, plan.sender).filter(({ state, timeMs }) => state === 'sending' && timeMs > this.startedMs - MINUTE_MS).map(({ timeMs }) => timeMs).sort((a, b) => a - b);
    historiesOf(log.entriesOf(plan.mailing)).forEach(({ state, last }) => {
      if (last.timeMs > marks.resumedMs(plan.mailing)) this.count(state);
    });
  }

  /** A letter that an earlier run left in sending becomes unknown: shown, asked about, never sent again by itself. */
  recover(): void {
    const { log } = this.mailing;
    const recovered = recoverOutbox(this.letters, log.entriesOf(this.plan.mailing), this.startedMs).value;
    this.letters = recovered.letters;
    const clientOf = new Map(this.letters.map(({ letterId, clientKey }) => [letterId, clientKey]));
    for (const entry of recovered.toAppend) {
      log.add(entry, clientOf.get(entry.letterId) ?? '');
      this.touched.add(entry.letterId);
    }
    if (recovered.toAppend.length > 0) this.issues.push(issue('mailing.letterUnknown', { count: recovered.toAppend.length }));
  }

  send(): void {
    const { base, log } = this.mailing;
    const { clock, documentStore } = base.ports;
    const nowMs = clock.now();
    if (automationSwitch(base, this.plan)?.on === false) {
      this.giveUpLate();
      return;
    }
    if (this.marks.stop(this.plan.mailing) !== '' || this.marks.pausedUntilMs(this.mark) > nowMs) return;
    this.waitMs = Math.max(0, this.marks.slow(this.mark).untilMs - nowMs);
    if (this.waitMs > 0) return;
    const queue = sendableLetters(this.letters, clock.dayOf(nowMs), allowanceNow(this.mailing, this.marks));
    if (queue.length > 0) log.reserve(queue.length * 2 + log.waitingCount + 1);
    for (const letter of queue) {
      if (clock.now() - this.startedMs > CHUNK_MS || this.someoneAsked()) return;
      this.waitMs = this.pause();
      if (this.waitMs > 0) return;
      if (!this.handle(letter, letter === queue[queue.length - 1])) return;
      if (mustStop(this.counts)) {
        documentStore.set(STOP_KEY + this.plan.mailing, 'failures');
        return;
      }
    }
  }

  /** While its automation is off nothing leaves; what may not leave any more when it is on again comes to its end now. */
  private giveUpLate(): void {
    const isLate = lateCheck(this.mailing, this.plan);
    for (const letter of this.letters) if (letter.state === 'planned' && isLate(letter)) this.record(letter, 'skipped', letter.attempt, { reason: SWITCHED_OFF });
  }

  /** True when a reader has asked for fewer letters meanwhile: the chunk ends, and the next one begins with it. 1 counted call every three seconds. */
  private someoneAsked(): boolean {
    const { clock, scriptStore } = this.mailing.base.ports;
    const nowMs = clock.now();
    if (nowMs - this.heardMs < HEAR_MS) return false;
    this.heardMs = nowMs;
    return readRequests(scriptStore).some(({ letterId, kind }) => asksForFewer(kind) && this.mailing.log.knows(letterId));
  }

  /** Writes what still waits, so that the last outcome is safe before the lock is freed, and keeps the size of the log. */
  close(): void {
    const { log, base } = this.mailing;
    if (log.hasWaiting) {
      log.reserve(log.waitingCount);
      log.write();
      base.ports.book.flush();
    }
    this.size.keep();
  }

  /** One letter; false when the next one must not be tried now. */
  private handle(letter: OutboxLetter, isLast: boolean): boolean {
    const record = this.mailing.data.clients.recordOf.get(letter.clientKey);
    const skip = record === undefined ? 'client_missing' : this.skipReason(letter, record);
    if (skip !== null || record === undefined) {
      this.record(letter, 'skipped', letter.attempt, { reason: skip ?? 'client_missing' });
      return true;
    }
    const order = letter.order ?? this.orderOf.get(letter.clientKey) ?? '';
    const { plan, template, webapp } = this;
    const finished = finishedLetter(this.mailing, { plan, template, webapp, record, letterId: letter.letterId, order });
    if (finished.value === null) {
      this.refuse(letter, letter.attempt + 1, issueText(finished.issues[0] ?? issue('mail.headerRefused', { header: 'To' }), this.mailing.base.language));
      return true;
    }
    // After the last letter nobody has to ask for a stop.
    return this.sendOne(letter, finished.value) && (isLast || this.mailing.base.ports.documentStore.get(STOP_KEY + this.plan.mailing) === null);
  }

  private sendOne(letter: OutboxLetter, finished: OutgoingLetter): boolean {
    const { base, log } = this.mailing;
    const attempt = letter.attempt + 1;
    this.record(letter, 'sending', attempt, {});
    this.recentMs.push(base.ports.clock.now());
    // "sent n−1" and "sending n" go out in one write; nothing is sent before the sheet has them.
    log.write();
    base.ports.book.flush();
    if (this.begun % KEEP_EVERY === 0) this.size.keep();
    this.begun += 1;
    return this.take(letter, attempt, base.ports.mailer.send(finished));
  }

  private take(letter: OutboxLetter, attempt: number, result: SendOutcome): boolean {
    const { clock, documentStore } = this.mailing.base.ports;
    switch (result.kind) {
      case 'sent':
        this.record(letter, 'sent', attempt, { messageId: result.id });
        return true;
      case 'failed':
        this.refuse(letter, attempt, result.text);
        return true;
      case 'unknown':
        this.record(letter, 'unknown', attempt, { reason: result.text });
        this.issues.push(issue('mailing.letterUnknown', { count: 1 }));
        return true;
      case 'wait': {
        this.record(letter, 'deferred', attempt, { reason: result.text });
        this.issues.push(issue('mailing.tooFast'));
        // Waits that came before within the hour make this one longer.
        const slow = this.marks.slow(this.mark);
        const times = slow.untilMs > clock.now() - 60 * MINUTE_MS ? slow.times : 0;
        this.waitMs = Math.min(LONGEST_PAUSE_MS, MINUTE_MS * 2 ** times);
        documentStore.set(SLOW_KEY + this.mark, `${clock.now() + this.waitMs} ${times + 1}`);
        return false;
      }
      case 'daily-limit':
        this.record(letter, 'deferred', attempt, { reason: result.text });
        this.issues.push(issue('mailing.dailyLimitReached', { limit: this.mailing.base.settings['mailing.dailyLimit'] }));
        documentStore.set(PAUSE_KEY + this.mark, String(clock.now() + DAY_MS));
        return false;
      case 'no-permission':
      case 'service-off':
        this.record(letter, 'deferred', attempt, { reason: result.text });
        documentStore.set(STOP_KEY + this.plan.mailing, result.kind === 'service-off' ? 'service' : 'permission');
        return false;
    }
  }

  private refuse(letter: OutboxLetter, attempt: number, reason: string): void {
    this.record(letter, 'failed', attempt, { reason });
    this.issues.push(issue('mailing.letterFailed', { address: this.mailing.data.clients.recordOf.get(letter.clientKey)?.client ?? letter.clientKey, detail: reason }));
  }

  private record(letter: OutboxLetter, state: SendLogEntry['state'], attempt: number, more: { readonly messageId?: string; readonly reason?: string }): void {
    const { base, log } = this.mailing;
    log.add({
      mailing: this.plan.mailing, letterId: letter.letterId, addressHash: letter.addressHash, attempt, state, timeMs: base.ports.clock.now(), ...more,
    }, letter.clientKey);
    this.touched.add(letter.letterId);
    this.count(state);
  }

  private count(state: SendLogEntry['state']): void {
    if (state === 'sent' || state === 'failed') this.counts[state] += 1;
  }

  /** Milliseconds until one more letter fits into the minute. */
  private pause(): number {
    const { clock } = this.mailing.base.ports;
    const nowMs = clock.now();
    while ((this.recentMs[0] ?? nowMs) <= nowMs - MINUTE_MS) this.recentMs.shift();
    const [oldest] = this.recentMs;
    return oldest === undefined || this.recentMs.length < this.mailing.base.settings['mailing.perMinute'] ? 0 : Math.max(1, oldest + MINUTE_MS - nowMs);
  }

  /** What happened since planning: another address, an opt-out, a consent withdrawn, letters of other mailings. The rules are those of planning. */
  private skipReason(letter: OutboxLetter, record: ClientRecord): LateReason | null {
    const { base } = this.mailing;
    const { settings, ports } = base;
    const recipient = recipientOf(this.mailing, { record }, this.days, letter.order ?? this.orderOf.get(letter.clientKey));
    if (recipient.address === '' || this.mailing.hashOf(recipient.address) !== letter.addressHash) return 'address_changed';
    const [planned] = planMailing([recipient], {
      kind: this.plan.kind, today: ports.clock.dayOf(ports.clock.now()), requireConsent: settings['mailing.requireConsent'],
      capLetters: settings['mailing.capLetters'], capDays: settings['mailing.capDays'], dailyLimit: 1, sentLast24Hours: 0,
    }).value;
    return planned?.reason ?? this.dueCheck(letter);
  }
}
