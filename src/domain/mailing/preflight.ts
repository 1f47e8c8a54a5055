/** The check before a mailing: everyone of the audience with finished subject, go or skip and why, the day; advice; what forbids planning. */
import type { LetterPreview, MailingRequest, Preflight, PreflightRow } from '../../contract/mailing-views';
import { formatIsoDay } from '../../core/calendar';
import type { Outcome } from '../../core/issue';
import { hasError, issue, outcome } from '../../core/issue';
import { cellText } from '../cells';
import { selectClients } from '../client-list';
import { clientCell } from '../clients-table';
import { issueViews } from '../issue-view';
import type { Ports } from '../ports';
import { say } from '../words';
import type { LetterOrder } from './finished-letter';
import { finishedLetter, letterContent } from './finished-letter';
import type { Draft, MailingData } from './mailing-data';
import { addressOf, draftMailing, lastOrders, openMailing } from './mailing-data';
import type { CheckedDraft } from './preflight-draft';
import { checkDraft, planOfTemplate, PREVIEW_LETTER, reasonText, skipCounts, TEST_LETTER } from './preflight-draft';
import { hintsOf, hintViews } from './preflight-hints';
import { compile, findTemplate } from './templates';
import { readWebapp } from './unsubscribe';

/** Everyone of the audience with the finished subject, go or skip and why, and the day. Writes nothing. At most 8 counted calls whatever the number of recipients. */
export function preflightMailing(ports: Ports, request: MailingRequest): Outcome<Preflight | null> {
  const opened = openMailing(ports, true);
  if (opened.value === null) return outcome(null, opened.issues);
  const draft = draftMailing(opened.value, request);
  if (draft.value === null) return outcome(null, draft.issues);
  return outcome(preflightOf(opened.value, draft.value, request));
}

/** The pre-flight of a draft. 1 counted call. */
export function preflightOf(mailing: MailingData, draft: Draft, request: MailingRequest): Preflight {
  const { base } = mailing;
  const { language } = base;
  const { clock } = base.ports;
  const checked = checkDraft(mailing, draft);
  const rows = rowsOf(mailing, checked);
  // What forbids planning stands among the issues; advice does not say it again.
  const hints = hintsOf(mailing, checked, rows).filter(({ hint }) => !hint.blocks);
  const issues = [...mailing.issues, ...draft.issues, ...checked.issues];
  const going = rows.filter(({ go }) => go);
  const days = daysOf(going);
  const today = formatIsoDay(clock.dayOf(clock.now()));
  const skipped = skipCounts(draft);
  return {
    request: { ...request, preparedMs: clock.now() },
    title: draft.template.title,
    kind: draft.template.kind,
    hasB: checked.template?.hasB ?? false,
    blocked: hasError(issues) || going.length === 0,
    go: going.length,
    skip: rows.length - going.length,
    heldOut: skipped.get('held_out') ?? 0,
    goToday: days.find(({ day }) => day === today)?.letters ?? 0,
    lastDay: days[days.length - 1]?.day ?? null,
    days,
    rows,
    skippedBy: [...skipped].map(([code, count]) => ({ code, count, text: reasonText(code, language) })),
    hints: hintViews(hints, language),
    issues: issueViews(issues, language),
  };
}

function rowsOf(mailing: MailingData, { draft, template, webapp }: CheckedDraft): PreflightRow[] {
  const { base, data } = mailing;
  const plan = planOfTemplate(mailing, draft.template);
  return draft.letters.map((letter, index): PreflightRow => {
    const record = draft.chosen[index]?.record;
    const finished = record === undefined || template === null ? null : letterContent(mailing, { plan, template, webapp, record, letterId: PREVIEW_LETTER, order: draft.orderOf.get(record.key) ?? '' });
    return {
      clientId: record?.client ?? '',
      name: record === undefined ? '' : cellText(clientCell(data.clients, record, 'name')),
      email: letter.address,
      subject: finished?.subject ?? '',
      variant: finished?.variant ?? 'A',
      go: letter.goes,
      reasonCode: letter.reason ?? '',
      reason: letter.reason === undefined ? '' : reasonText(letter.reason, base.language),
      day: letter.leavesOnDay === undefined ? null : formatIsoDay(letter.leavesOnDay),
    };
  });
}

function daysOf(going: readonly PreflightRow[]): Preflight['days'] {
  const letters = new Map<string, number>();
  for (const { day } of going) if (day !== null) letters.set(day, (letters.get(day) ?? 0) + 1);
  return [...letters].map(([day, count]) => ({ day, letters: count })).sort((one, other) => (one.day < other.day ? -1 : 1));
}

/**
 * The letter of one client exactly as it would be sent, but for its unsubscribe link, which belongs to no letter. Also for clients who would not
 * get it. @param clientId '' = the first client of the audience
 */
export function previewLetter(ports: Ports, request: MailingRequest, clientId: string): Outcome<LetterPreview | null> {
  const opened = openMailing(ports, false);
  if (opened.value === null) return outcome(null, opened.issues);
  const mailing = opened.value;
  const { base, data } = mailing;
  const chosen = letterOfRequest(mailing, request, clientId, PREVIEW_LETTER);
  if (chosen.value === null) return outcome(null, chosen.issues);
  const { record } = chosen.value;
  const letter = letterContent(mailing, chosen.value);
  return outcome({ clientId: record.client, to: addressOf(data, { record }), subject: letter.subject, html: letter.html, text: letter.text, issues: issueViews(chosen.issues, base.language) });
}

/** Sends the letter that `previewLetter` shows to the person at the keyboard. It is no letter of the mailing and stands in no log. */
export function sendTest(ports: Ports, request: MailingRequest, clientId: string): Outcome<string | null> {
  const opened = openMailing(ports, true);
  if (opened.value === null) return outcome(null, opened.issues);
  const mailing = opened.value;
  const chosen = letterOfRequest(mailing, request, clientId, TEST_LETTER);
  if (chosen.value === null) return outcome(null, chosen.issues);
  const email = ports.person.email();
  if (email === '') return outcome(null, [issue('scope.missing', { scope: 'userinfo.email' })]);
  const letter = finishedLetter(mailing, chosen.value, { to: email, subjectPrefix: `${say(mailing.base.language, 'mail.testPrefix')} ` });
  if (letter.value === null) return outcome(null, letter.issues);
  const result = ports.mailer.send(letter.value);
  return result.kind === 'sent' ? outcome(email) : outcome(null, [issue('mailing.letterFailed', { address: email, detail: result.text })]);
}

/** The letter of a client that is looked at: of the client named, in the audience or beside it, else of the first one. 1 counted call, 2 for a service letter. */
function letterOfRequest(mailing: MailingData, request: MailingRequest, clientId: string, letterId: string): Outcome<LetterOrder | null> {
  const { base, data } = mailing;
  const row = findTemplate(mailing.templates, request.templateKey);
  if (row.value === null) return outcome(null, row.issues);
  const compiled = compile(row.value, data.clients);
  if (compiled.value === null) return outcome(null, compiled.issues);
  const named = clientId === '' ? undefined : data.listed.find(({ record }) => record.client === clientId);
  const chosen = named === undefined ? selectClients(data, request.audience) : outcome([named]);
  if (chosen.value === null) return outcome(null, chosen.issues);
  const record = chosen.value[0]?.record;
  if (record === undefined) return outcome(null, [issue('mail.nobody')]);
  const order = row.value.kind === 'service' ? lastOrders(base).get(record.key) ?? '' : '';
  return outcome({ plan: planOfTemplate(mailing, row.value), template: compiled.value, webapp: readWebapp(base.ports.scriptStore), record, letterId, order }, compiled.issues);
}
