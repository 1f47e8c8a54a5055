/** What mailings brought: letters of the Send log joined with orders, opt-outs of the ledger and replies marked in the Outbox. */
import type { ClientLetters, MailingResultsView, ReplyMark, ResultGroup, ResultRow, ResultsList, ResultSummary } from '../../contract/result-views';
import { RESULT_ROWS } from '../../contract/result-views';
import type { Day } from '../../core/calendar';
import { formatIsoDay } from '../../core/calendar';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { formatMoney, formatShare } from '../../core/language/format';
import type { Language } from '../../core/language/language';
import { historiesOf, mayHaveReached } from '../../core/mail/outbox';
import type { OutboxLetter } from '../../core/mail/outbox';
import type { CountedOrder, GroupResult, MailedPerson, MailingResults, PersonResult, Verdict } from '../../core/mail/results';
import type { SkipReason } from '../../core/mail/plan';
import { mailingResults } from '../../core/mail/results';
import { buildOrderBook, orderColumns } from '../../core/orders/order-book';
import { clientKeyOf } from '../../core/table/client-key';
import { readFlag } from '../../core/table/flag';
import type { Base } from '../base';
import { cellText } from '../cells';
import { clientCell } from '../clients-table';
import { issueViews } from '../issue-view';
import { readOrders } from '../orders-table';
import type { Ports } from '../ports';
import { tabSpec } from '../tab-specs';
import { underLock } from '../under-lock';
import { say } from '../words';
import { readLedger } from './consents';
import type { MailingData } from './mailing-data';
import { openMailing } from './mailing-data';
import { lettersNow, writeViews } from './outbox-view';
import type { MailingPlan } from './send-log';
import { letterVariant } from './send-log';

/** What results are counted from, read once. */
interface ResultData {
  readonly mailing: MailingData;
  readonly orders: readonly CountedOrder[];
  /** Letters through which their readers unsubscribed, and letters marked as replied to. */
  readonly unsubscribed: ReadonlySet<string>;
  readonly replied: ReadonlySet<string>;
  readonly today: Day;
  readonly windowDays: number;
}

/** Counted calls: those of `openMailing`, Orders (and Archive), the ledger's lines, Outbox. */
function readResults(ports: Ports): Outcome<ResultData | null> {
  const { value: mailing, issues } = openMailing(ports, false);
  return mailing === null ? outcome(null, issues) : resultData(ports, mailing);
}

function resultData(ports: Ports, mailing: MailingData): Outcome<ResultData | null> {
  const { base } = mailing;
  const orders = readOrders(base);
  if (orders.value === null) return outcome(null, orders.issues);
  const ledger = readLedger(base);
  if (ledger.value === null) return outcome(null, ledger.issues);
  const today = ports.clock.dayOf(ports.clock.now());
  const counted = countedOrders(base, orders.value.rows, today);
  const unsubscribed = ledger.value.lines.filter(({ kind, letterId }) => letterId !== '' && (kind === 'unsubscribed' || kind === 'optedOut')).map(({ letterId }) => letterId);
  return outcome({ mailing, orders: counted, unsubscribed: new Set(unsubscribed), replied: repliedLetters(base), today, windowDays: base.settings['mailing.resultDays'] });
}

/** Orders as METHODS §0 counts them: rows of one number are one order, unpaid ones do not count, returns as the settings say. */
function countedOrders(base: Base, rows: Parameters<typeof orderColumns>[0], today: Day): CountedOrder[] {
  const { settings } = base;
  const book = buildOrderBook(orderColumns(rows), { returns: settings.returns, asOfDay: today }).value;
  return book.clientKeys.flatMap((clientKey, client) => {
    const found: CountedOrder[] = [];
    for (let index = book.purchaseStart[client] ?? 0; index < (book.purchaseStart[client + 1] ?? 0); index += 1) {
      found.push({ clientKey, day: book.purchaseDay[index] ?? 0, moneyMinor: book.purchaseMinor[index] ?? 0, isReturn: false });
    }
    for (let index = book.returnStart[client] ?? 0; settings.returns === 'net' && index < (book.returnStart[client + 1] ?? 0); index += 1) {
      found.push({ clientKey, day: book.returnDay[index] ?? 0, moneyMinor: book.returnMinor[index] ?? 0, isReturn: true });
    }
    return found;
  });
}

/** Letters whose cell Replied in the Outbox holds anything but a no. 1 counted call; none without the column. */
function repliedLetters(base: Base): Set<string> {
  const table = base.table('outbox', ['letter']).value;
  const [letter, replied] = [table?.columns.get('letter'), table?.columns.get('replied')];
  if (table === null || letter === undefined || replied === undefined) return new Set();
  return new Set(table.rows.slice(1).filter((row) => cellText(row[replied]) !== '' && readFlag(row[replied]) !== false).map((row) => cellText(row[letter])));
}

interface MailingOutcome {
  readonly plan: MailingPlan;
  readonly letters: readonly OutboxLetter[];
  readonly sentDays: ReadonlyMap<string, Day>;
  readonly results: MailingResults;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** Who got the letter of this template through other mailings meanwhile: held out here, they are nobody to compare with. */
function readersOf({ log, base }: MailingData, { mailing, templateKey }: MailingPlan, firstDay: Day, lastDay: Day): Set<string> {
  const { clock } = base.ports;
  const readers = new Set<string>();
  for (const other of log.plans.values()) {
    if (other.templateKey !== templateKey || other.mailing === mailing) continue;
    const histories = historiesOf(log.entriesOf(other.mailing));
    for (const { letterId, clientKey } of log.lettersOf(other.mailing)) {
      const history = histories.get(letterId);
      if (history === undefined || !mayHaveReached(history.state)) continue;
      const day = clock.dayOf(history.sendingMs ?? history.last.timeMs);
      if (day >= firstDay && day <= lastDay) readers.add(clientKey);
    }
  }
  return readers;
}

/** null when no letter of the mailing has left. */
function outcomeOf(data: ResultData, plan: MailingPlan): MailingOutcome | null {
  const { mailing, unsubscribed, replied, today, windowDays } = data;
  const { clock } = mailing.base.ports;
  const letters = lettersNow(mailing, plan.mailing);
  const sentDays = new Map<string, Day>();
  historiesOf(mailing.log.entriesOf(plan.mailing)).forEach(({ state, last, sendingMs }, letterId) => {
    if (state === 'sent') sentDays.set(letterId, clock.dayOf(sendingMs ?? last.timeMs));
  });
  if (sentDays.size === 0) return null;
  const days = [...sentDays.values()];
  const firstDay = Math.min(...days);
  const isHeldOut = ({ state, reason }: OutboxLetter): boolean => state === 'skipped' && reason === ('held_out' satisfies SkipReason);
  const gotElsewhere = letters.some(isHeldOut) ? readersOf(mailing, plan, firstDay, firstDay + windowDays) : new Set<string>();
  const people = letters.flatMap((letter): MailedPerson[] => {
    const day = sentDays.get(letter.letterId);
    if (day === undefined && (!isHeldOut(letter) || gotElsewhere.has(letter.clientKey))) return [];
    return [{
      clientKey: letter.clientKey, group: day === undefined ? 'heldOut' : 'letter', variant: letterVariant(plan, letter.clientKey), day: day ?? firstDay,
      unsubscribed: unsubscribed.has(letter.letterId), replied: replied.has(letter.letterId),
    }];
  });
  return { plan, letters, sentDays, results: mailingResults(people, data.orders, { windowDays, today }), firstDay, lastDay: Math.max(...days) + windowDays };
}

/** Every mailing that sent anything, the newest first. */
export function viewResults(ports: Ports): Outcome<ResultsList | null> {
  const { value: data, issues } = readResults(ports);
  if (data === null) return outcome(null, issues);
  const { mailing, windowDays } = data;
  return outcome({ mailings: summariesOf(data).map(({ summary }) => summary), windowDays, issues: issueViews(mailing.issues, mailing.base.language) });
}

/** A mailing in short, with the serial day on which its first letter left. */
export interface DatedSummary {
  readonly firstDay: Day;
  readonly summary: ResultSummary;
}

/** The same of a base that is open already, the newest first. 3 counted calls: Orders (1 more where there is an archive), ledger, Outbox. */
export function resultsOfMailings(ports: Ports, mailing: MailingData): Outcome<readonly DatedSummary[] | null> {
  const { value: data, issues } = resultData(ports, mailing);
  return data === null ? outcome(null, issues) : outcome(summariesOf(data));
}

function summariesOf(data: ResultData): DatedSummary[] {
  const { base, log } = data.mailing;
  const { language } = base;
  return [...log.plans.values()].sort((one, other) => other.createdMs - one.createdMs).flatMap((plan) => {
    const found = outcomeOf(data, plan);
    if (found === null) return [];
    const { letters, heldOut, effect, isOver } = found.results;
    const summary: ResultSummary = {
      mailingId: plan.mailing, title: plan.title, sentOn: formatIsoDay(found.firstDay), sent: found.sentDays.size, buyers: letters.buyers,
      moneyText: formatMoney(letters.moneyMinor, base.settings.currency, language), verdict: heldOut.people === 0 ? '' : verdictWords(effect, 'effect', language), counting: !isOver,
    };
    return [{ firstDay: found.firstDay, summary }];
  });
}

/** One mailing with a page of its letters. */
export function viewMailingResults(ports: Ports, mailingId: string, offset: number): Outcome<MailingResultsView | null> {
  const { value: data, issues } = readResults(ports);
  return data === null ? outcome(null, issues) : resultsOf(data, mailingId, offset);
}

function resultsOf(data: ResultData, mailingId: string, offset: number): Outcome<MailingResultsView | null> {
  const { mailing } = data;
  const { base } = mailing;
  const { language } = base;
  const plan = mailing.log.plans.get(mailingId);
  const found = plan === undefined ? null : outcomeOf(data, plan);
  if (plan === undefined || found === null) return outcome(null, [issue('mailing.missing', { mailing: mailingId })]);
  const { results, letters, sentDays } = found;
  const count = (state: OutboxLetter['state']): number => letters.filter((letter) => letter.state === state).length;
  const group = (of: GroupResult): ResultGroup => groupView(base, of);
  const hasSubjects = plan.subjectB.trim() !== '';
  const sent = letters.filter(({ letterId }) => sentDays.has(letterId));
  const extra = results.extraMoneyMinor === null ? '' : ` ${say(language, 'results.extraMoney', { money: formatMoney(results.extraMoneyMinor, base.settings.currency, language) })}`;
  return outcome({
    mailingId, title: plan.title, subjectA: plan.subject, subjectB: plan.subjectB.trim(), windowDays: data.windowDays, lastDay: formatIsoDay(found.lastDay), counting: !results.isOver,
    sent: sentDays.size, failed: count('failed'), unknown: count('unknown'),
    letters: group(results.letters),
    heldOut: results.heldOut.people === 0 ? null : group(results.heldOut),
    a: hasSubjects ? group(results.a) : null,
    b: hasSubjects ? group(results.b) : null,
    effect: results.heldOut.people === 0 ? '' : verdictWords(results.effect, 'effect', language) + extra,
    subjects: hasSubjects ? verdictWords(results.subjects, 'subjects', language) : '',
    rows: sent.slice(offset, offset + RESULT_ROWS).map((letter) => rowOf(data, found, letter, hasSubjects)),
    rowsTotal: sent.length,
    nextOffset: offset + RESULT_ROWS < sent.length ? offset + RESULT_ROWS : null,
    issues: issueViews(mailing.issues, language),
  });
}

function groupView(base: Base, { people, buyers, orders, moneyMinor, unsubscribed, replied }: GroupResult): ResultGroup {
  const share = people === 0 ? '' : formatShare(buyers / people, base.language);
  return { people, buyers, buyersShare: share, orders, moneyText: formatMoney(moneyMinor, base.settings.currency, base.language), unsubscribed, replied };
}

const NOTHING: PersonResult = { orders: 0, moneyMinor: 0 };

function rowOf({ mailing, unsubscribed, replied }: ResultData, { plan, results, sentDays }: MailingOutcome, letter: OutboxLetter, hasSubjects: boolean): ResultRow {
  const { base, data } = mailing;
  const record = data.clients.recordOf.get(letter.clientKey);
  const { orders, moneyMinor } = results.personOf.get(letter.clientKey) ?? NOTHING;
  return {
    letterId: letter.letterId,
    clientId: record?.client ?? letter.clientKey,
    name: record === undefined ? '' : cellText(clientCell(data.clients, record, 'name')),
    variant: hasSubjects ? letterVariant(plan, letter.clientKey) : '',
    sentOn: formatIsoDay(sentDays.get(letter.letterId) ?? 0),
    orders,
    moneyText: formatMoney(moneyMinor, base.settings.currency, base.language),
    unsubscribed: unsubscribed.has(letter.letterId),
    replied: replied.has(letter.letterId),
  };
}

function verdictWords({ kind, difference }: Verdict, what: 'effect' | 'subjects', language: Language): string {
  if (kind === 'tooFew' || difference === null) return say(language, `results.${what}.tooFew`);
  const points = (share: number): string => formatShare(Math.abs(share), language, 1).replace(/[\s\u00a0\u202f]?%$/, '');
  const [low, high] = [points(difference.low), points(difference.high)];
  if (kind === 'none') return say(language, `results.${what}.none`);
  return say(language, `results.${what}.${kind}`, { points: points(difference.value), low: kind === 'more' ? low : high, high: kind === 'more' ? high : low });
}

/**
 * Marks a letter as answered, or takes the mark back, in the owner's column Replied of the Outbox; a base made earlier gets the column, and a row
 * that somebody deleted comes back. Counted calls: lock, those of `readResults`, at most 3 for the column, 1 for the cell, flush, unlock.
 */
export function markReply(ports: Ports, { mailingId, letterId, replied }: ReplyMark): Outcome<MailingResultsView | null> {
  return underLock(ports, () => {
    const { value: mailing, issues } = openMailing(ports, false);
    if (mailing === null) return outcome(null, issues);
    if (!lettersNow(mailing, mailingId).some((letter) => letter.letterId === letterId)) return outcome(null, [issue('mailing.missing', { mailing: mailingId })]);
    const { base } = mailing;
    const place = replyCells(base, letterId);
    if (place === null || place.rowIndexes.length === 0) writeViews(mailing, mailingId);
    const found = place === null || place.rowIndexes.length === 0 ? replyCells(base, letterId) : place;
    if (found === null) return outcome(null, [issue('tab.missing', { tab: tabSpec('outbox', base.language).name })]);
    for (const rowIndex of found.rowIndexes) ports.book.write(found.sheetId, rowIndex, found.columnIndex, [[replied ? say(base.language, 'results.yes') : null]]);
    base.saveState();
    ports.book.flush();
    const { value: data, issues: problems } = readResults(ports);
    return data === null ? outcome(null, problems) : resultsOf(data, mailingId, 0);
  });
}

function replyCells(base: Base, letterId: string): { readonly sheetId: number; readonly columnIndex: number; readonly rowIndexes: readonly number[] } | null {
  const { book } = base.ports;
  const table = base.table('outbox', ['letter']).value;
  if (table === null) return null;
  let columnIndex = table.columns.get('replied');
  if (columnIndex === undefined) {
    const column = tabSpec('outbox', base.language).columns.filter(({ key }) => key === 'replied');
    columnIndex = book.appendColumns(table.tab.sheetId, table.titles.length - 1, column);
    const { outbox: _former, ...layouts } = base.state.layouts;
    base.remember({ layouts });
    base.marksChanged();
  }
  const letterColumn = table.columns.get('letter') ?? 0;
  const rowIndexes = table.rows.flatMap((row, rowIndex) => (rowIndex > 0 && cellText(row[letterColumn]) === letterId ? [rowIndex] : []));
  return { sheetId: table.tab.sheetId, columnIndex, rowIndexes };
}

/** The letters of one client with what followed, the newest first. */
export function viewClientLetters(ports: Ports, clientId: string): Outcome<ClientLetters | null> {
  const { value: data, issues } = readResults(ports);
  if (data === null) return outcome(null, issues);
  const { mailing } = data;
  const key = clientKeyOf(clientId, mailing.data.clients.numericKeys);
  const letters = [...mailing.log.plans.values()].sort((one, other) => other.createdMs - one.createdMs).flatMap((plan) => {
    const letter = mailing.log.lettersOf(plan.mailing).find(({ clientKey }) => clientKey === key);
    const found = letter === undefined ? null : outcomeOf(data, plan);
    if (letter === undefined || found === null || !found.sentDays.has(letter.letterId)) return [];
    const { orders, moneyText, sentOn, unsubscribed, replied } = rowOf(data, found, letter, false);
    return [{ mailingId: plan.mailing, title: plan.title, subject: letterVariant(plan, letter.clientKey) === 'B' ? plan.subjectB : plan.subject, sentOn, orders, moneyText, unsubscribed, replied }];
  });
  return outcome({ clientId, letters });
}
