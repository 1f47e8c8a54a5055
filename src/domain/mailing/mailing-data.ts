/** Everything a mailing is planned from, read once: clients, templates, log, ledger, and who would get a letter. */
import type { MailingRequest } from '../../contract/mailing-views';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import type { LetterHistory, OutboxLetter, SendLogEntry } from '../../core/mail/outbox';
import { allowanceLeft, historiesOf, isOpen, mayHaveReached } from '../../core/mail/outbox';
import type { PlannedLetter, Recipient } from '../../core/mail/plan';
import { planMailing } from '../../core/mail/plan';
import { normaliseAddress, parseMailbox } from '../../core/mail/address';
import { automationSwitch } from '../automations/switch';
import type { Base } from '../base';
import { openBase } from '../base';
import { cellText } from '../cells';
import type { ClientBase, ListedClient } from '../client-list';
import { readClientBase, selectClients } from '../client-list';
import { clientCell } from '../clients-table';
import { readOrders } from '../orders-table';
import type { Ports } from '../ports';
import type { ConsentLedger } from './consents';
import { addressHash, hasConsent, isUnsubscribed, ledgerEntry, readLedger } from './consents';
import type { SendLog } from './send-log';
import { readSendLog } from './send-log';
import type { MailingMarks } from './mailing-keys';
import { readMarks, senderMark } from './mailing-keys';
import type { TemplateRow } from './templates';
import { findTemplate, readTemplates } from './templates';

const DAY_MS = 86_400_000;

/** What planning needs. */
export interface MailingData {
  readonly base: Base;
  readonly data: ClientBase;
  readonly templates: readonly TemplateRow[];
  readonly log: SendLog;
  readonly ledger: ConsentLedger;
  /** HMAC of an address; each is computed once. */
  readonly hashOf: (address: string) => string;
  readonly issues: readonly Issue[];
}

/** Opens the base for mailing; refuses in a copy when `sending`. 5 counted calls: Settings, Clients, Templates, Send log, Consents. */
export function openMailing(ports: Ports, sending: boolean): Outcome<MailingData | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const base = opened.value;
  if (sending && base.copied) return outcome(null, [issue('base.copied')]);
  const data = readClientBase(base);
  if (data.value === null) return outcome(null, data.issues);
  const templates = readTemplates(base);
  if (templates.value === null) return outcome(null, templates.issues);
  const log = readSendLog(base);
  if (log.value === null) return outcome(null, log.issues);
  const ledger = readLedger(base);
  if (ledger.value === null) return outcome(null, ledger.issues);
  return outcome({
    base, data: data.value, templates: templates.value, log: log.value, ledger: ledger.value.ledger, hashOf: hashesOf(base), issues: base.settingIssues,
  });
}

function hashesOf(base: Base): (address: string) => string {
  const known = new Map<string, string>();
  return (address) => {
    const found = known.get(address);
    if (found !== undefined) return found;
    const hash = addressHash(base, address);
    known.set(address, hash);
    return hash;
  };
}

/** A planned mailing before it is written. */
export interface Draft {
  readonly template: TemplateRow;
  readonly chosen: readonly ListedClient[];
  readonly letters: readonly PlannedLetter[];
  readonly orderOf: ReadonlyMap<string, string>;
  readonly issues: readonly Issue[];
}

/** How a draft is made. */
export interface DraftOptions {
  /** Part of those who would get a letter that gets none, 0 … 1. */
  readonly holdOutShare: number;
  /** Key of the template or of the automation: another one holds out others. */
  readonly salt: string;
  /** Order of each client a service letter refers to; absent = his newest one (1 counted call for service templates). */
  readonly orderOf?: ReadonlyMap<string, string>;
}

/** Decides for everyone of the audience: go or skip and why, and on which day. At most 4 counted calls: orders for a service template, the marks, the service's own allowance, the switches of automations whose letters wait. */
export function draftMailing(mailing: MailingData, request: MailingRequest): Outcome<Draft | null> {
  const template = findTemplate(mailing.templates, request.templateKey);
  if (template.value === null) return outcome(null, template.issues);
  const chosen = selectClients(mailing.data, request.audience);
  if (chosen.value === null) return outcome(null, chosen.issues);
  const draft = draftFor(mailing, template.value, chosen.value, { holdOutShare: request.holdOutShare ?? 0, salt: template.value.key });
  return outcome({ ...draft, issues: [...chosen.issues, ...draft.issues] });
}

/** The same for clients chosen in whatever way. At most 4 counted calls. */
export function draftFor(mailing: MailingData, template: TemplateRow, chosen: readonly ListedClient[], options: DraftOptions): Draft {
  const { base, log } = mailing;
  const { settings, ports } = base;
  const nowMs = ports.clock.now();
  const today = ports.clock.dayOf(nowMs);
  const orderOf = options.orderOf ?? (template.kind === 'service' ? lastOrders(base) : new Map<string, string>());
  const days = marketingDays(mailing, true);
  const recipients = chosen.map((client): Recipient => recipientOf(mailing, client, days, orderOf.get(client.record.key)));
  const remaining = ports.mailer.remaining();
  const own = settings['mailing.dailyLimit'];
  const sender = ports.person.email();
  const marks = readMarks(ports);
  const sentLast24Hours = own - ownAllowance(mailing, marks);
  const plannedOnDays = new Map<number, number>();
  for (const plan of log.plans.values()) {
    const waiting = plan.sender === sender && marks.stop(plan.mailing) === '' ? openLetters(log, plan.mailing) : [];
    // What is stopped or switched off takes no room: it would keep the days of all others for ever.
    if (waiting.length > 0 && automationSwitch(base, plan)?.on === false) continue;
    for (const { leavesOnDay } of waiting) {
      const day = Math.max(today, leavesOnDay ?? today);
      plannedOnDays.set(day, (plannedOnDays.get(day) ?? 0) + 1);
    }
  }
  const planned = planMailing(recipients, {
    kind: template.kind,
    today,
    requireConsent: settings['mailing.requireConsent'],
    capLetters: settings['mailing.capLetters'],
    capDays: settings['mailing.capDays'],
    dailyLimit: remaining === null ? own : Math.min(own, remaining + sentLast24Hours),
    sentLast24Hours,
    plannedOnDays,
    ...(options.holdOutShare > 0 ? { holdOut: { share: options.holdOutShare, salt: options.salt } } : {}),
  });
  return { template, chosen, letters: planned.value, orderOf, issues: planned.issues };
}

/** A client as the rules see him now. @param days as `marketingDays` gives them */
export function recipientOf(mailing: MailingData, { record }: Pick<ListedClient, 'record'>, days: ReadonlyMap<string, readonly number[]>, order: string | undefined): Recipient {
  const { data, ledger } = mailing;
  const address = addressOf(data, { record });
  const hash = address === '' ? '' : mailing.hashOf(address);
  const entry = ledgerEntry(ledger, hash);
  return {
    clientKey: record.key,
    address,
    consent: hasConsent(entry, clientCell(data.clients, record, 'consent')),
    unsubscribed: entry.unsubscribed || isUnsubscribed(clientCell(data.clients, record, 'unsubscribed')),
    optedOut: entry.optedOut,
    ...(entry.pausedUntilDay === null ? {} : { pausedUntilDay: entry.pausedUntilDay }),
    ...(entry.monthly ? { monthly: true } : {}),
    lettersOnDays: days.get(hash) ?? [],
    ...(order === undefined ? {} : { order }),
  };
}

/** The address in a client's e-mail cell: normalised when valid, else as typed. */
export function addressOf(data: ClientBase, { record }: Pick<ListedClient, 'record'>): string {
  const typed = cellText(clientCell(data.clients, record, 'email'));
  const mailbox = parseMailbox(typed);
  return mailbox === null ? typed : normaliseAddress(mailbox.address);
}

/**
 * Days of marketing letters by hash of the address: those that left or may have left, and with `withPlanned` those still planned. A letter
 * counts once, on the day its last attempt began.
 */
export function marketingDays({ base, log }: Pick<MailingData, 'base' | 'log'>, withPlanned: boolean): Map<string, number[]> {
  const days = new Map<string, number[]>();
  const add = (hash: string, day: number): void => {
    const list = days.get(hash);
    if (list === undefined) days.set(hash, [day]);
    else list.push(day);
  };
  const { clock } = base.ports;
  const today = clock.dayOf(clock.now());
  for (const mailing of log.mailings()) {
    if (log.plans.get(mailing)?.kind === 'service') continue;
    const histories = historiesOf(log.entriesOf(mailing));
    histories.forEach(({ state, last, sendingMs }) => {
      if (mayHaveReached(state)) add(last.addressHash, clock.dayOf(sendingMs ?? last.timeMs));
    });
    if (!withPlanned) continue;
    for (const letter of openLetters(log, mailing, histories)) add(letter.addressHash, Math.max(today, letter.leavesOnDay ?? today));
  }
  return days;
}

/** Letters of a mailing that wait to be sent. */
function openLetters(log: SendLog, mailing: string, histories: ReadonlyMap<string, LetterHistory> = historiesOf(log.entriesOf(mailing))): OutboxLetter[] {
  return log.lettersOf(mailing).filter(({ letterId }) => isOpen(histories.get(letterId)));
}

/** Attempts at letters of one sender: his account has the limit. Attempts of an unknown mailing count for everyone. */
export function entriesOfSender(log: SendLog, sender: string): SendLogEntry[] {
  return log.entries.filter(({ mailing }) => (log.plans.get(mailing)?.sender ?? sender) === sender);
}

/** The newest order number of each client. 1 counted call. */
export function lastOrders(base: Base): Map<string, string> {
  const result = new Map<string, { day: number; order: string }>();
  for (const row of readOrders(base).value?.rows ?? []) {
    if (row.clientKey === null || row.order === undefined) continue;
    const former = result.get(row.clientKey);
    if (former === undefined || row.day >= former.day) result.set(row.clientKey, { day: row.day, order: row.order });
  }
  return new Map([...result].map(([key, { order }]) => [key, order]));
}

/** Our own limit less the last 24 hours: letters of mailings, and those that asked to confirm a consent. */
function ownAllowance({ base, log }: Pick<MailingData, 'base' | 'log'>, marks: MailingMarks): number {
  const { person, clock } = base.ports;
  const sender = person.email();
  const left = allowanceLeft(entriesOfSender(log, sender), clock.now(), base.settings['mailing.dailyLimit']);
  return Math.max(0, left - marks.asked(senderMark(base, sender)).letters);
}

/** Letters that may leave now: our own limit less the last 24 hours, and the service's own figure where it tells one (1 counted call). */
export function allowanceNow(mailing: Pick<MailingData, 'base' | 'log'>, marks: MailingMarks): number {
  const { base } = mailing;
  const own = ownAllowance(mailing, marks);
  const remaining = base.ports.mailer.remaining();
  return Math.max(0, remaining === null ? own : Math.min(own, remaining));
}

/** When the 24 hours of the oldest letter of a sender are over and more may leave. @param askedMs the same of the first letter that asked to confirm a consent: the end of its hour */
export function nextAllowanceMs(log: SendLog, sender: string, nowMs: number, askedMs: number): number {
  let oldest = askedMs;
  for (const entry of entriesOfSender(log, sender)) if (entry.state === 'sending' && entry.timeMs > nowMs - DAY_MS) oldest = Math.min(oldest, entry.timeMs);
  return oldest === Infinity ? nowMs : oldest + DAY_MS;
}
