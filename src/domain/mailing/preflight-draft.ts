/** A draft looked at before it may be planned: what forbids it, and how its letters are made. */
import type { Issue } from '../../core/issue';
import { issue } from '../../core/issue';
import type { Language } from '../../core/language/language';
import { contentKind, hintText, hintTodo, letterHints } from '../../core/mail/hints';
import type { SkipReason } from '../../core/mail/plan';
import { SKIP_REASONS } from '../../core/mail/plan';
import type { Template } from '../../core/mail/template';
import { say } from '../words';
import type { LetterPlan } from './finished-letter';
import { contentRefusals, letterContent } from './finished-letter';
import type { Draft, MailingData } from './mailing-data';
import type { TemplateRow } from './templates';
import { compile } from './templates';
import type { WebappState } from './unsubscribe';
import { isChecked, readWebapp } from './unsubscribe';

/** Stands in links of letters that are only looked at: it belongs to no letter, so that its link unsubscribes nobody. */
export const PREVIEW_LETTER = 'preview';
/** The same in a letter to oneself. */
export const TEST_LETTER = 'test';

/** A draft with everything that is found out about it before it may be planned. */
export interface CheckedDraft {
  readonly draft: Draft;
  readonly template: Template | null;
  readonly webapp: WebappState;
  /** Errors among them forbid planning. */
  readonly issues: readonly Issue[];
}

/** What shapes the letters of a template that is no mailing yet. */
export function planOfTemplate({ base }: Pick<MailingData, 'base'>, template: TemplateRow): LetterPlan {
  return { ...template, templateKey: template.key, sender: base.ports.person.email() };
}

/** What forbids planning: mistakes of the template, no unsubscribe page for marketing, nobody knows the sender. 1 counted call. */
export function checkDraft(mailing: MailingData, draft: Draft): CheckedDraft {
  const { person, scriptStore } = mailing.base.ports;
  const compiled = compile(draft.template, mailing.data.clients);
  const webapp = readWebapp(scriptStore);
  const issues: Issue[] = [...compiled.issues];
  if (draft.template.kind === 'marketing' && !isChecked(webapp)) issues.push(issue('mailing.unsubscribeAddressMissing'));
  if (person.email() === '') issues.push(issue('scope.missing', { scope: 'userinfo.email' }));
  if (compiled.value !== null) issues.push(...refusalsOfFirst(mailing, draft, compiled.value, webapp));
  return { draft, template: compiled.value, webapp, issues };
}

/** What refuses the first letter that would go, which stands for all of them: a file that is no link, its size, its pictures, or its unsubscribe link was lost. */
function refusalsOfFirst(mailing: MailingData, draft: Draft, template: Template, webapp: WebappState): Issue[] {
  const record = draft.chosen[draft.letters.findIndex(({ goes }) => goes)]?.record;
  if (record === undefined) return [];
  const { template: source } = draft;
  const order = draft.orderOf.get(record.key) ?? '';
  const letter = { ...letterContent(mailing, { plan: planOfTemplate(mailing, source), template, webapp, record, letterId: PREVIEW_LETTER, order }) };
  const { language } = mailing.base;
  // The weight has an issue of its own, which counts the plain-text part too.
  const refusing = letterHints({ source, kind: source.kind, content: contentKind(source.content, source.kind), letter, unsubscribeUrl: letter.unsubscribeUrl })
    .filter(({ blocks, code }) => blocks && code !== 'weightRefused');
  return [...letter.issues, ...contentRefusals(letter), ...refusing.map((hint) => issue('mailing.letterRefused', { found: hintText(hint, language), todo: hintTodo(hint, language) }))];
}

/** How many are left out for each reason, in the order in which the reasons are met. */
export function skipCounts(draft: Pick<Draft, 'letters'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { goes, reason } of draft.letters) if (!goes && reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

/** The reason of a skipped letter in words; own texts come back as they are. */
export function reasonText(reason: string, language: Language): string {
  return SKIP_REASONS.some((known) => known === reason) ? say(language, `skip.${reason as SkipReason}`) : reason;
}
