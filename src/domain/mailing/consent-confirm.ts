/** Double opt-in: a letter that asks to confirm a consent. The consent stands only after the reader has pressed the button on its page. */
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { isValidAddress } from '../../core/mail/address';
import { buildMime } from '../../core/mail/mime';
import { escapeHtml } from '../../core/mail/template';
import { readFlag } from '../../core/table/flag';
import type { Base } from '../base';
import { cellText } from '../cells';
import type { ClientRecord, ClientsRead } from '../clients-table';
import { clientCell } from '../clients-table';
import type { OutgoingLetter } from '../ports';
import { say } from '../words';
import type { LedgerPlace } from './consents';
import { addressHash, appendLedger, ledgerEntry } from './consents';
import { allowanceNow } from './mailing-data';
import { countAsked, readMarks, senderMark } from './mailing-keys';
import { readSendLog } from './send-log';
import type { WebappState } from './unsubscribe';
import { isChecked, optInSince, readWebapp, unsubscribeUrl } from './unsubscribe';

/** An address is asked at most once in so many days. */
export const ASK_DAYS = 7;
const DAY_MS = 86_400_000;
const PREFIX = 'C-';
/** `reason` of the line that tells that a letter surely did not leave. */
const NOT_SENT = 'notSent';

/** True for the id of a letter that asks to confirm a consent. */
export function isConfirmLetter(letterId: string): boolean {
  return letterId.startsWith(PREFIX);
}

/** Why a client may not be asked now; null when he may. 2 counted calls. */
export function whyNotAsk(base: Base, place: LedgerPlace, clients: ClientsRead, record: ClientRecord, address: string): Issue | null {
  const { scriptStore, clock } = base.ports;
  if (base.copied) return issue('base.copied');
  if (optInSince(scriptStore) === null) return issue('consent.pagesOff');
  if (!isChecked(readWebapp(scriptStore))) return issue('mailing.unsubscribeAddressMissing');
  if (!isValidAddress(address)) return issue('consent.addressMissing', { client: record.client });
  const hash = addressHash(base, address);
  const entry = ledgerEntry(place.ledger, hash);
  if (entry.optedOut || entry.unsubscribed || entry.consented === false || readFlag(clientCell(clients, record, 'consent')) === false || cellText(clientCell(clients, record, 'unsubscribed')) !== '') {
    return issue('consent.refused', { client: record.client });
  }
  if (entry.consented === true) return issue('consent.given', { client: record.client });
  const since = clock.timestamp(clock.now() - ASK_DAYS * DAY_MS);
  const asked = place.lines.filter(({ addressHash: other, kind }) => other === hash && kind === 'confirmAsked');
  const last = asked[asked.length - 1];
  return last !== undefined && last.reason !== NOT_SENT && last.time > since ? issue('consent.askedAlready', { client: record.client, days: ASK_DAYS }) : null;
}

/**
 * Sends the letter. The ledger has the question before it leaves, so that an execution cut off asks nobody twice. The caller holds the lock.
 * At most 10 counted calls: what `whyNotAsk` takes, the allowance 3, its count 2, the ledger, a flush, the letter; 3 more when it surely did not leave.
 */
export function askConsent(base: Base, place: LedgerPlace, clients: ClientsRead, record: ClientRecord, address: string): Outcome<string | null> {
  const refused = whyNotAsk(base, place, clients, record, address);
  if (refused !== null) return outcome(null, [refused]);
  const { ports } = base;
  const sender = ports.person.email();
  if (sender === '') return outcome(null, [issue('scope.missing', { scope: 'userinfo.email' })]);
  const letterId = `${PREFIX}${ports.keys.randomText()}`;
  const letter = letterOf(base, readWebapp(ports.scriptStore), letterId, address, sender);
  if (letter.value === null) return outcome(null, letter.issues);
  const log = readSendLog(base);
  if (log.value === null) return outcome(null, log.issues);
  if (allowanceNow({ base, log: log.value }, readMarks(ports)) === 0) return outcome(null, [issue('consent.limitReached', { limit: base.settings['mailing.dailyLimit'] })]);
  const mark = senderMark(base, sender);
  countAsked(ports.documentStore, mark, ports.clock.now(), 1);
  const line = { addressHash: addressHash(base, address), kind: 'confirmAsked', letterId, client: record.client, source: 'letter', how: 'double opt-in' } as const;
  appendLedger(base, place, [{ ...line, reason: '' }]);
  ports.book.flush();
  const sent = ports.mailer.send(letter.value);
  if (sent.kind === 'sent' || sent.kind === 'unknown') return outcome(address);
  appendLedger(base, place, [{ ...line, reason: NOT_SENT }]);
  countAsked(ports.documentStore, mark, ports.clock.now(), -1);
  return outcome(null, [issue('mailing.letterFailed', { address: record.client, detail: sent.text })]);
}

function letterOf(base: Base, webapp: WebappState, letterId: string, to: string, sender: string): Outcome<OutgoingLetter | null> {
  const { language, ports } = base;
  const url = unsubscribeUrl(webapp, ports.keys, letterId, language);
  const subject = say(language, 'consentLetter.subject');
  const parts = [say(language, 'consentLetter.why'), say(language, 'consentLetter.press')];
  const otherwise = say(language, 'consentLetter.otherwise');
  const text = [...parts, url, otherwise].join('\n\n');
  const link = `<a href="${escapeHtml(url)}" style="color:#0b6b64;font-weight:bold">${escapeHtml(say(language, 'web.confirm'))}</a>`;
  const html = `<div style="font:16px/1.5 Arial,sans-serif">${[...parts.map(escapeHtml), link, escapeHtml(otherwise)].map((part) => `<p>${part}</p>`).join('')}</div>`;
  const built = buildMime({ from: { name: '', address: sender }, to: { name: '', address: to }, subject, text, html, seed: letterId });
  return built.value === null ? outcome(null, built.issues) : outcome({ to, subject, html, text, senderName: '', replyTo: '', raw: built.value }, built.issues);
}
