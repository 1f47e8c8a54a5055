/** Advice on a mailing before it leaves: the letter's own hints, counted over everyone who would get it, with the first of whom they concern. */
import type { PreflightRow } from '../../contract/mailing-views';
import type { PreflightHint } from '../../contract/preflight-views';
import type { Language } from '../../core/language/language';
import type { LetterHint, PastLetter } from '../../core/mail/hints';
import { contentKind, HANDY_SUBJECT, hintText, hintTodo, letterHints } from '../../core/mail/hints';
import { letterContent } from './finished-letter';
import type { MailingData } from './mailing-data';
import type { CheckedDraft } from './preflight-draft';
import { planOfTemplate, PREVIEW_LETTER } from './preflight-draft';
import { fieldValues } from './templates';

/** So many of those whom a hint concerns are named; the rest are counted. */
const NAMED = 3;

/** A hint with those whom it concerns, by the name under which the owner knows them. */
export interface FoundHint {
  readonly hint: LetterHint;
  readonly clients: readonly string[];
}

/**
 * Hints on the letters that go; on a letter with mistakes there are none yet. The first letter stands for the weight and the links of all.
 * No counted calls. @param rows one for each letter of the draft, in its order
 */
export function hintsOf(mailing: MailingData, { draft, template, webapp }: CheckedDraft, rows: readonly PreflightRow[]): FoundHint[] {
  if (template === null) return [];
  const { base, data } = mailing;
  const going = rows.flatMap((row, index) => {
    const record = draft.chosen[index]?.record;
    return row.go && record !== undefined ? [{ row, record, order: draft.orderOf.get(record.key) ?? '' }] : [];
  });
  const empty = new Map<string, string[]>();
  for (const { row, record, order } of template.fields.length === 0 ? [] : going) {
    for (const field of template.emptyFields(fieldValues(base, data.clients, record, order))) {
      const names = empty.get(field) ?? [];
      names.push(nameOf(row));
      empty.set(field, names);
    }
  }
  const first = going[0];
  const letter = first === undefined ? null : letterContent(mailing, { plan: planOfTemplate(mailing, draft.template), template, webapp, record: first.record, letterId: PREVIEW_LETTER, order: first.order });
  const found = letterHints({
    source: draft.template,
    kind: draft.template.kind,
    content: contentKind(draft.template.content, draft.template.kind),
    subjects: going.map(({ row }) => row.subject),
    emptyFields: new Map([...empty].map(([field, names]) => [field, names.length])),
    past: pastLetters(mailing),
    ...(letter === null ? {} : { letter, unsubscribeUrl: letter.unsubscribeUrl }),
  });
  return found.map((hint) => ({ hint, clients: concerned(hint, going.map(({ row }) => row), empty) }));
}

function concerned(hint: LetterHint, going: readonly PreflightRow[], empty: ReadonlyMap<string, readonly string[]>): readonly string[] {
  if (hint.code === 'fieldsEmpty') return empty.get(String(hint.params['name'])) ?? [];
  if (hint.code === 'subjectLong') return going.filter(({ subject }) => Array.from(subject).length > HANDY_SUBJECT).map(nameOf);
  return [];
}

function nameOf({ name, email }: PreflightRow): string {
  return name === '' ? email : name;
}

/** Marketing mailings that a person planned before, the newest last. A template that is gone counts as an offer. */
export function pastLetters({ log, templates }: MailingData): PastLetter[] {
  return [...log.plans.values()].filter(({ kind, automation }) => kind === 'marketing' && automation === '').sort((one, other) => one.createdMs - other.createdMs)
    .map(({ templateKey, subject }) => ({ subject, content: contentKind(templates.find(({ key }) => key === templateKey)?.content ?? '', 'marketing') }));
}

/** Hints as the pages show them. */
export function hintViews(found: readonly FoundHint[], language: Language): PreflightHint[] {
  return found.map(({ hint, clients }) => ({
    code: hint.code, text: hintText(hint, language), todo: hintTodo(hint, language), count: clients.length, clients: clients.slice(0, NAMED),
  }));
}
