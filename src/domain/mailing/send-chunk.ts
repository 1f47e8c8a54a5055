/** Sending in chunks: one lock, the log before and after each letter, stop at the first sign that the next would fail too. */
import type { MailingProgress } from '../../contract/mailing-views';
import type { Issue, Outcome } from '../../core/issue';
import { hasError, issue, outcome } from '../../core/issue';
import type { OutboxLetter, SendLogEntry } from '../../core/mail/outbox';
import { mustStop, recoverOutbox, sendableLetters } from '../../core/mail/outbox';
import type { Template } from '../../core/mail/template';
import { addressHash, isUnsubscribed, ledgerEntry, readLedger } from './consents';
import { clientCell } from '../clients-table';
import type { Ports, SendOutcome } from '../ports';
import { LOCK_WAIT_MS } from '../lock-wait';
import { finishedLetter } from './finished-letter';
import type { MailingData } from './mailing-data';
import { addressOf, allowanceNow, lastOrders, openMailing } from './mailing-data';
import { PAUSE_KEY, progressOf, STOP_KEY, writeViews } from './outbox-view';
import type { MailingPlan } from './send-log';
import { compile } from './templates';
import type { WebappState } from './unsubscribe';
import { applyRequests, isChecked, readWebapp } from './unsubscribe';

/** A chunk ends after this time; the page calls again. */
const CHUNK_MS = 25_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How a chunk is run. `resume`: a person pressed "continue", which lifts an earlier stop; the trigger never does. */
export interface ChunkOptions {
  readonly resume: boolean;
}

/** Sends the next letters of a mailing. Per letter at most 4 counted calls: log, flush, send, stop check. */
export function sendChunk(ports: Ports, mailingId: string, options: ChunkOptions): Outcome<MailingProgress | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openMailing(ports, true);
  if (opened.value === null) return outcome(null, opened.issues);
  let mailing = opened.value;
  const plan = mailing.log.plans.get(mailingId);
  if (plan === undefined) return outcome(null, [issue('mailing.missing', { mailing: mailingId })]);
  const webapp = readWebapp(ports.scriptStore);
  const refused = refusal(ports, plan, webapp);
  if (refused !== null) return outcome(null, [refused]);
  const applied = applyRequests(mailing.base, mailing.log);
  if (applied.value === null) return outcome(null, applied.issues);
  if (applied.value > 0) {
    const ledger = readLedger(mailing.base);
    if (ledger.value === null) return outcome(null, ledger.issues);
    mailing = { ...mailing, ledger: ledger.value.ledger };
  }
  const compiled = compile(plan, mailing.data.clients);
  if (compiled.value === null || hasError(compiled.issues)) return outcome(null, compiled.issues);
  if (options.resume) ports.documentStore.remove(STOP_KEY + mailingId);
  const run = new ChunkRun(mailing, plan, compiled.value, webapp);
  run.recover();
  run.send();
  run.close();
  writeViews(mailing, mailingId);
  ports.book.flush();
  const progress = progressOf(mailing, mailingId, { waitMs: run.waitMs, issues: run.issues });
  ports.lock.release();
  return outcome(progress);
}

function refusal(ports: Ports, plan: MailingPlan, webapp: WebappState): Issue | null {
  if (ports.person.email() === '' || ports.person.email() !== plan.sender) return issue('mailing.otherSender', { sender: plan.sender });
  if (plan.kind === 'marketing' && !isChecked(webapp)) return issue('mailing.unsubscribeAddressMissing');
  return null;
}

class ChunkRun {
  readonly issues: Issue[] = [];
  waitMs = 0;
  private letters: readonly OutboxLetter[];
  private readonly startedMs: number;
  private readonly orderOf: ReadonlyMap<string, string>;

  constructor(
    private readonly mailing: MailingData,
    private readonly plan: MailingPlan,
    private readonly template: Template,
    private readonly webapp: WebappState,
  ) {
    this.letters = mailing.log.lettersOf(plan.mailing);
    this.startedMs = mailing.base.ports.clock.now();
    this.orderOf = plan.kind === 'service' ? lastOrders(mailing.base) : new Map<string, string>();
  }

  /** A letter that an earlier run left in sending becomes unknown: shown, asked about, never sent again by itself. */
  recover(): void {
    const { log } = this.mailing;
    const recovered = recoverOutbox(this.letters, log.entriesOf(this.plan.mailing), this.startedMs).value;
    this.letters = recovered.letters;
    for (const entry of recovered.toAppend) log.add(entry, this.clientOf(entry.letterId));
    if (recovered.toAppend.length > 0) this.issues.push(issue('mailing.letterUnknown', { count: recovered.toAppend.length }));
  }

  send(): void {
    const { base, log } = this.mailing;
    const { clock, documentStore } = base.ports;
    if (Number(documentStore.get(PAUSE_KEY) ?? 0) > clock.now() || documentStore.get(STOP_KEY + this.plan.mailing) !== null) return;
    const queue = sendableLetters(this.letters, clock.dayOf(clock.now()), allowanceNow(this.mailing));
    log.reserve(queue.length * 2 + log.waitingCount + 1);
    for (const letter of queue) {
      if (clock.now() - this.startedMs > CHUNK_MS) return;
      this.waitMs = this.pause();
      if (this.waitMs > 0) return;
      const skip = this.skipReason(letter);
      if (skip !== null) {
        this.record(letter, 'skipped', letter.attempt, { reason: skip });
        continue;
      }
      if (!this.sendOne(letter)) return;
      if (mustStop(this.letters)) {
        this.issues.push(issue('mailing.tooManyFailures', this.failureCounts()));
        documentStore.set(STOP_KEY + this.plan.mailing, 'failures');
        return;
      }
      if (documentStore.get(STOP_KEY + this.plan.mailing) !== null) return;
    }
  }

  /** Writes what still waits, so that the last outcome is safe before the lock is freed. */
  close(): void {
    const { log, base } = this.mailing;
    if (!log.hasWaiting) return;
    log.reserve(log.waitingCount);
    log.write();
    base.ports.book.flush();
  }

  /** Sends one letter; false when the next one must not be tried. */
  private sendOne(letter: OutboxLetter): boolean {
    const { base, log } = this.mailing;
    const record = this.mailing.data.clients.recordOf.get(letter.clientKey);
    if (record === undefined) return true;
    const order = this.orderOf.get(letter.clientKey) ?? '';
    const finished = finishedLetter(this.mailing, this.plan, this.template, this.webapp, record, letter.letterId, order);
    if (finished.value === null) {
      this.record(letter, 'failed', letter.attempt + 1, { reason: finished.issues[0]?.code ?? 'mail.headerRefused' });
      return true;
    }
    const attempt = letter.attempt + 1;
    this.record(letter, 'sending', attempt, {});
    // "sent n−1" and "sending n" go out in one write; nothing is sent before the sheet has them.
    log.write();
    base.ports.book.flush();
    return this.take(letter, attempt, base.ports.mailer.send(finished.value));
  }

  private take(letter: OutboxLetter, attempt: number, result: SendOutcome): boolean {
    const { clock, documentStore } = this.mailing.base.ports;
    switch (result.kind) {
      case 'sent':
        this.record(letter, 'sent', attempt, { messageId: result.id });
        return true;
      case 'failed':
        this.record(letter, 'failed', attempt, { reason: result.text });
        this.issues.push(issue('mailing.letterFailed', { address: letter.clientKey, detail: result.text }));
        return true;
      case 'unknown':
        this.record(letter, 'unknown', attempt, { reason: result.text });
        this.issues.push(issue('mailing.letterUnknown', { count: 1 }));
        return true;
      case 'wait':
        this.record(letter, 'deferred', attempt, { reason: result.text });
        this.issues.push(issue('mailing.tooFast'));
        this.waitMs = MINUTE_MS;
        return false;
      case 'daily-limit':
        this.record(letter, 'deferred', attempt, { reason: result.text });
        this.issues.push(issue('mailing.dailyLimitReached', { limit: this.mailing.base.settings['mailing.dailyLimit'] }));
        documentStore.set(PAUSE_KEY, String(clock.now() + DAY_MS));
        return false;
      case 'no-permission':
        this.record(letter, 'deferred', attempt, { reason: result.text });
        this.issues.push(issue('scope.missing', { scope: 'gmail.send' }));
        documentStore.set(STOP_KEY + this.plan.mailing, 'permission');
        return false;
    }
  }

  private record(letter: OutboxLetter, state: SendLogEntry['state'], attempt: number, more: { readonly messageId?: string; readonly reason?: string }): void {
    const { base, log } = this.mailing;
    const entry: SendLogEntry = {
      mailing: this.plan.mailing, letterId: letter.letterId, addressHash: letter.addressHash, attempt, state, timeMs: base.ports.clock.now(), ...more,
    };
    log.add(entry, letter.clientKey);
    const shown = state === 'deferred' || state === 'notSent' ? 'planned' : state;
    this.letters = this.letters.map((other) => (other.letterId === letter.letterId ? { ...other, state: shown, attempt } : other));
  }

  /** Milliseconds until one more letter fits into the minute. */
  private pause(): number {
    const { base, log } = this.mailing;
    const nowMs = base.ports.clock.now();
    const recent = log.entries.filter((entry) => entry.state === 'sending' && entry.timeMs > nowMs - MINUTE_MS).map(({ timeMs }) => timeMs);
    return recent.length < base.settings['mailing.perMinute'] ? 0 : Math.max(1, Math.min(...recent) + MINUTE_MS - nowMs);
  }

  /** What happened since planning: the client is gone, his address is another one, or he opted out. */
  private skipReason(letter: OutboxLetter): string | null {
    const { base, data, ledger } = this.mailing;
    const record = data.clients.recordOf.get(letter.clientKey);
    if (record === undefined) return 'client_missing';
    const address = addressOf(data, { record });
    if (address === '' || addressHash(base, address) !== letter.addressHash) return 'address_changed';
    const entry = ledgerEntry(ledger, letter.addressHash);
    if (entry.optedOut) return 'opted_out';
    if (this.plan.kind === 'service') return null;
    if (entry.unsubscribed || isUnsubscribed(clientCell(data.clients, record, 'unsubscribed'))) return 'unsubscribed';
    return entry.pausedUntilDay !== null && entry.pausedUntilDay >= base.ports.clock.dayOf(base.ports.clock.now()) ? 'paused' : null;
  }

  private failureCounts(): { failed: number; finished: number } {
    const failed = this.letters.filter(({ state }) => state === 'failed').length;
    return { failed, finished: failed + this.letters.filter(({ state }) => state === 'sent').length };
  }

  private clientOf(letterId: string): string {
    return this.letters.find((letter) => letter.letterId === letterId)?.clientKey ?? '';
  }
}
