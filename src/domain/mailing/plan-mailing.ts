/** Pre-flight and planning of a mailing. */
import type { LetterPreview, MailingProgress, MailingRequest, Preflight, PreflightRow } from '../../contract/mailing-views';
import { formatIsoDay } from '../../core/calendar';
import type { Issue, Outcome } from '../../core/issue';
import { hasError, issue, outcome } from '../../core/issue';
import { lettersOfPlan } from '../../core/mail/outbox';
import type { SkipReason } from '../../core/mail/plan';
import { cellText } from '../cells';
import { clientCell } from '../clients-table';
import { issueViews } from '../issue-view';
import type { Ports } from '../ports';
import { LOCK_WAIT_MS } from '../lock-wait';
import { say } from '../words';
import { addressHash } from './consents';
import type { Draft, MailingData } from './mailing-data';
import { addressOf, draftMailing, openMailing } from './mailing-data';
import { progressOf, writeViews } from './outbox-view';
import type { MailingPlan } from './send-log';
import { compile, fieldValues, previewOf, withUnsubscribe } from './templates';
import { isChecked, readWebapp, unsubscribeUrl } from './unsubscribe';

/** Subjects longer than this are cut by most mail programs. */
const SUBJECT_HINT_LENGTH = 50;

/** Everyone of the audience with the finished subject, go or skip and why, and the day. Writes nothing. */
export function preflightMailing(ports: Ports, request: MailingRequest): Outcome<Preflight | null> {
  const opened = openMailing(ports, true);
  if (opened.value === null) return outcome(null, opened.issues);
  const draft = draftMailing(opened.value, request);
  if (draft.value === null) return outcome(null, draft.issues);
  return outcome(preflightOf(opened.value, draft.value, request));
}

function preflightOf(mailing: MailingData, draft: Draft, request: MailingRequest): Preflight {
  const { base, data } = mailing;
  const { language } = base;
  const compiled = compile(draft.template, data.clients);
  const blocking = blockingIssues(mailing, draft);
  const issues = [...mailing.issues, ...draft.issues, ...compiled.issues, ...blocking];
  const rows = draft.letters.map((letter, index): PreflightRow => {
    const record = draft.chosen[index]?.record;
    const subject = record === undefined || compiled.value === null ? '' : compiled.value.render(fieldValues(base, data.clients, record, draft.orderOf.get(record.key) ?? '')).subject;
    return {
      clientId: record?.client ?? '',
      name: record === undefined ? '' : cellText(clientCell(data.clients, record, 'name')),
      email: letter.address,
      subject,
      go: letter.goes,
      reasonCode: letter.reason ?? '',
      reason: letter.reason === undefined ? '' : reasonText(letter.reason, language),
      day: letter.leavesOnDay === undefined ? null : formatIsoDay(letter.leavesOnDay),
    };
  });
  const going = rows.filter(({ go }) => go);
  const today = formatIsoDay(base.ports.clock.dayOf(base.ports.clock.now()));
  const skips = new Map<string, number>();
  rows.forEach(({ go, reasonCode }) => {
    if (!go) skips.set(reasonCode, (skips.get(reasonCode) ?? 0) + 1);
  });
  const longest = Math.max(0, ...going.map(({ subject }) => subject.length));
  return {
    request,
    kind: draft.template.kind,
    blocked: hasError(issues) || going.length === 0,
    go: going.length,
    skip: rows.length - going.length,
    goToday: going.filter(({ day }) => day === today).length,
    lastDay: going.reduce<string | null>((last, { day }) => (day !== null && (last === null || day > last) ? day : last), null),
    rows,
    skippedBy: [...skips].map(([code, count]) => ({ code, count, text: reasonText(code, language) })),
    hints: longest > SUBJECT_HINT_LENGTH ? [say(language, 'mail.subjectLong', { length: longest })] : [],
    issues: issueViews(issues, language),
  };
}

/** What forbids planning, beside the template itself: no unsubscribe page for marketing, nobody knows the sender. */
function blockingIssues({ base }: MailingData, draft: Draft): Issue[] {
  const issues: Issue[] = [];
  if (draft.template.kind === 'marketing' && !isChecked(readWebapp(base.ports.scriptStore))) issues.push(issue('mailing.unsubscribeAddressMissing'));
  if (base.ports.person.email() === '') issues.push(issue('scope.missing', { scope: 'userinfo.email' }));
  return issues;
}

/** The reason of a skipped letter in words; own texts come back as they are. */
export function reasonText(reason: string, language: MailingData['base']['language']): string {
  return SKIP_WORDS.has(reason) ? say(language, `skip.${reason as SkipReason}`) : reason;
}

const SKIP_WORDS = new Set<string>([
  'address_missing', 'address_invalid', 'address_repeated', 'opted_out', 'unsubscribed', 'consent_missing', 'paused', 'cap_reached',
  'order_missing', 'already_sent', 'copy', 'cancelled',
] satisfies SkipReason[]);

/** The finished letter of one client. */
export function previewLetter(ports: Ports, request: MailingRequest, clientId: string): Outcome<LetterPreview | null> {
  const opened = openMailing(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  const mailing = opened.value;
  const draft = draftMailing(mailing, request);
  if (draft.value === null) return outcome(null, draft.issues);
  const { chosen, template, orderOf } = draft.value;
  const client = chosen.find(({ record }) => record.client === clientId) ?? mailing.data.listed.find(({ record }) => clientId !== '' && record.client === clientId) ?? chosen[0];
  if (client === undefined) return outcome(null, [issue('mail.nobody')]);
  const compiled = compile(template, mailing.data.clients);
  if (compiled.value === null) return outcome(null, compiled.issues);
  const { base } = mailing;
  const letter = compiled.value.render(fieldValues(base, mailing.data.clients, client.record, orderOf.get(client.record.key) ?? ''));
  const webapp = readWebapp(ports.scriptStore);
  const url = template.kind === 'marketing' && isChecked(webapp) ? unsubscribeUrl(webapp, ports.keys, 'preview') : '';
  return outcome(previewOf(client.record, addressOf(mailing.data, client), withUnsubscribe(letter, url, base.language), compiled.issues, base.language));
}

/** Writes the mailing and its letters as planned. @param goExpected the number the person saw; another number is refused */
export function planNewMailing(ports: Ports, request: MailingRequest, goExpected: number): Outcome<MailingProgress | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openMailing(ports, true);
  if (opened.value === null) return outcome(null, opened.issues);
  const mailing = opened.value;
  const { base, log } = mailing;
  const drafted = draftMailing(mailing, request);
  if (drafted.value === null) return outcome(null, drafted.issues);
  const draft = drafted.value;
  const compiled = compile(draft.template, mailing.data.clients);
  const blocking = [...compiled.issues, ...blockingIssues(mailing, draft)];
  if (hasError(blocking)) return outcome(null, blocking);
  const going = draft.letters.filter(({ goes }) => goes);
  if (going.length === 0) return outcome(null, [issue('mail.nobody')]);
  if (going.length !== goExpected) return outcome(null, [issue('request.bad', { detail: `${goExpected} / ${going.length}` })]);
  const nowMs = ports.clock.now();
  const plan: MailingPlan = {
    mailing: mailingIdOf(ports, nowMs),
    title: draft.template.title,
    kind: draft.template.kind,
    templateKey: draft.template.key,
    audience: request.audience,
    sender: ports.person.email(),
    senderName: draft.template.senderName,
    replyTo: draft.template.replyTo,
    createdMs: nowMs,
    subject: draft.template.subject,
    body: draft.template.body,
  };
  const letters = lettersOfPlan(plan.mailing, draft.letters, (address) => addressHash(base, address));
  log.addPlan(plan, letters);
  log.reserve(log.waitingCount);
  log.write();
  ports.book.flush();
  const fresh = openMailing(ports, true);
  if (fresh.value === null) return outcome(null, fresh.issues);
  writeViews(fresh.value, plan.mailing);
  fresh.value.base.saveState();
  ports.book.flush();
  ports.lock.release();
  return outcome(progressOf(fresh.value, plan.mailing));
}

function mailingIdOf(ports: Ports, nowMs: number): string {
  const stamp = ports.clock.timestamp(nowMs).replace(/\D/g, '').slice(0, 12);
  return `M${stamp}-${ports.keys.randomText().replace(/[^a-z0-9]/gi, '').slice(0, 4)}`;
}
