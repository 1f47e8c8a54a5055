/** Checks of what the template editor sends. */
import type { LetterContent, TemplateDraft } from './template-views';

/** Longer texts than a cell takes come through, so that the answer can say which column is too long. */
const LONGEST_PART = 400_000;
const LONGEST_LINE = 5_000;
const MOST_KEYS = 100;

const LINES = ['key', 'title', 'subject', 'subjectB', 'preheader', 'senderName', 'senderAddress', 'replyTo', 'attachments'] as const satisfies readonly (keyof TemplateDraft)[];
const PARTS = ['body', 'text', 'html'] as const satisfies readonly (keyof TemplateDraft)[];
const CONTENTS: readonly LetterContent[] = ['useful', 'promo', ''];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTextUpTo = (value: unknown, longest: number): value is string => typeof value === 'string' && value.length <= longest;

/** A key of a template, or the fingerprint of one. */
export function isTemplateKey(value: unknown): value is string {
  return isTextUpTo(value, LONGEST_LINE);
}

/** Keys of starters. */
export function areTemplateKeys(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= MOST_KEYS && value.every(isTemplateKey);
}

/** A template as the page edits it. */
export function isTemplateDraft(value: unknown): value is TemplateDraft {
  return isRecord(value)
    && LINES.every((key) => isTextUpTo(value[key], LONGEST_LINE)) && PARTS.every((key) => isTextUpTo(value[key], LONGEST_PART))
    && (value['kind'] === 'marketing' || value['kind'] === 'service') && CONTENTS.some((content) => content === value['content'])
    && (value['own'] === undefined || isOwn(value['own']));
}

function isOwn(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.keys(value).length <= MOST_KEYS && Object.values(value).every((text) => isTextUpTo(text, LONGEST_PART));
}
