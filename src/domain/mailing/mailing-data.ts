/** Everything a mailing is planned from, read once: clients, templates, log, ledger, and who would get a letter. */
import type { MailingRequest } from '../../contract/mailing-views';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { allowanceLeft } from '../../core/mail/outbox';
import type { PlannedLetter, Recipient } from '../../core/mail/plan';
import { planMailing } from '../../core/mail/plan';
import { normaliseAddress, parseMailbox } from '../../core/mail/address';
import type { Base } from '../base';
import { openBase } from '../base';
import { cellText } from '../cells';
import type { ClientBase, ListedClient } from '../client-list';
import { readClientBase, selectClients } from '../client-list';
import { clientCell } from '../clients-table';
import { readOrders } from '../orders-table';
import type { Ports } from '../ports';
import type { ConsentLedger } from './consents';
import { addressHash, isUnsubscribed, isYes, ledgerEntry, readLedger } from './consents';
import type { SendLog } from './send-log';
import { readSendLog } from './send-log';
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
  readonly issues: readonly Issue[];
}

/** Opens the base for mailing. Refuses in a copy when `sending`. */
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
  return outcome({ base, data: data.value, templates: templates.value, log: log.value, ledger: ledger.value.ledger, issues: base.settingIssues });
}

/** A planned mailing before it is written. */
export interface Draft {
  readonly template: TemplateRow;
  readonly chosen: readonly ListedClient[];
  readonly letters: readonly PlannedLetter[];
  readonly orderOf: ReadonlyMap<string, string>;
  readonly issues: readonly Issue[];
}

/** Decides for everyone of the audience: go or skip and why, and on which day. */
export function draftMailing(mailing: MailingData, request: MailingRequest): Outcome<Draft | null> {
  const { base, data, log } = mailing;
  const template = findTemplate(mailing.templates, request.templateKey);
  if (template.value === null) return outcome(null, template.issues);
  const chosen = selectClients(data, request.audience);
  if (chosen.value === null) return outcome(null, chosen.issues);
  const { settings, ports } = base;
  const nowMs = ports.clock.now();
  const orderOf = template.value.kind === 'service' ? lastOrders(base) : new Map<string, string>();
  const sentDays = marketingDays(mailing);
  const recipients = chosen.value.map((client): Recipient => recipientOf(mailing, client, sentDays, orderOf));
  const remaining = ports.mailer.remaining();
  const own = settings['mailing.dailyLimit'];
  const sentLast24Hours = own - allowanceLeft(log.entries, nowMs, own);
  const planned = planMailing(recipients, {
    kind: template.value.kind,
    today: ports.clock.dayOf(nowMs),
    requireConsent: settings['mailing.requireConsent'],
    capLetters: settings['mailing.capLetters'],
    capDays: settings['mailing.capDays'],
    dailyLimit: remaining === null ? own : Math.min(own, remaining + sentLast24Hours),
    sentLast24Hours,
  });
  return outcome({ template: template.value, chosen: chosen.value, letters: planned.value, orderOf, issues: [...chosen.issues, ...planned.issues] });
}

function recipientOf(mailing: MailingData, { record }: ListedClient, sentDays: ReadonlyMap<string, readonly number[]>, orderOf: ReadonlyMap<string, string>): Recipient {
  const { base, data, ledger } = mailing;
  const address = addressOf(mailing.data, { record });
  const hash = address === '' ? '' : addressHash(base, address);
  const entry = ledgerEntry(ledger, hash);
  const order = orderOf.get(record.key);
  return {
    clientKey: record.key,
    address,
    consent: isYes(clientCell(data.clients, record, 'consent')),
    unsubscribed: entry.unsubscribed || isUnsubscribed(clientCell(data.clients, record, 'unsubscribed')),
    optedOut: entry.optedOut,
    ...(entry.pausedUntilDay === null ? {} : { pausedUntilDay: entry.pausedUntilDay }),
    lettersOnDays: sentDays.get(hash) ?? [],
    ...(order === undefined ? {} : { order }),
  };
}

/** The address in a client's e-mail cell: normalised when valid, else as typed. */
export function addressOf(data: ClientBase, { record }: Pick<ListedClient, 'record'>): string {
  const typed = cellText(clientCell(data.clients, record, 'email'));
  const mailbox = parseMailbox(typed);
  return mailbox === null ? typed : normaliseAddress(mailbox.address);
}

function marketingDays({ base, log }: MailingData): Map<string, number[]> {
  const days = new Map<string, number[]>();
  for (const entry of log.entries) {
    if (entry.state !== 'sent' || log.plans.get(entry.mailing)?.kind === 'service') continue;
    const list = days.get(entry.addressHash) ?? [];
    list.push(base.ports.clock.dayOf(entry.timeMs));
    days.set(entry.addressHash, list);
  }
  return days;
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

/** Letters that may leave now: our own limit less the last 24 hours, and the service's own figure where it tells one. */
export function allowanceNow({ base, log }: Pick<MailingData, 'base' | 'log'>): number {
  const own = allowanceLeft(log.entries, base.ports.clock.now(), base.settings['mailing.dailyLimit']);
  const remaining = base.ports.mailer.remaining();
  return Math.max(0, remaining === null ? own : Math.min(own, remaining));
}

/** When the 24 hours of the oldest letter are over and more may leave. */
export function nextAllowanceMs(log: SendLog, nowMs: number): number {
  const recent = log.entries.filter((entry) => entry.state === 'sending' && entry.timeMs > nowMs - DAY_MS).map((entry) => entry.timeMs);
  return recent.length === 0 ? nowMs : Math.min(...recent) + DAY_MS;
}
