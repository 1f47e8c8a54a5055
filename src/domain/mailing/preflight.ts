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
import { letterContent } from './finished-letter';
import type { Draft, MailingData } from './mailing-data';
import { addressOf, draftMailing, lastOrders, openMailing } from './mailing-data';
import type { CheckedDraft } from './preflight-draft';
import { checkDraft, planOfTemplate, PREVIEW_LETTER, reasonText, skipCounts } from './preflight-draft';
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
  const hints = hintsOf(mailing, checked, rows);
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
    const finished = record === undefined || template === null ? null : letterContent(mailing, plan, template, webapp, record, PREVIEW_LETTER, draft.orderOf.get(record.key) ?? '');
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
  const row = findTemplate(mailing.templates, request.templateKey);
  if (row.value === null) return outcome(null, row.issues);
  const compiled = compile(row.value, data.clients);
  if (compiled.value === null) return outcome(null, compiled.issues);
  const named = clientId === '' ? undefined : data.listed.find(({ record }) => record.client === clientId);
  const chosen = named === undefined ? selectClients(data, request.audience) : outcome([named]);
  if (chosen.value === null) return outcome(null, chosen.issues);
  const client = chosen.value[0];
  if (client === undefined) return outcome(null, [issue('mail.nobody')]);
  const { record } = client;
  const order = row.value.kind === 'service' ? lastOrders(base).get(record.key) ?? '' : '';
  const letter = letterContent(mailing, planOfTemplate(mailing, row.value), compiled.value, readWebapp(ports.scriptStore), record, PREVIEW_LETTER, order);
  return outcome({ clientId: record.client, to: addressOf(data, client), subject: letter.subject, html: letter.html, text: letter.text, issues: issueViews(compiled.issues, base.language) });
}
