/** The letter being edited: a new one, what differs, and what was typed and not saved, kept for the next opening. */
import type { TemplateDraft } from '../../../src/contract/template-views';
import { looksLikeHtml, textToHtml } from '../../../src/core/mail/html';

/** Subjects longer than this are cut in most lists of letters. */
export const handySubject = 50;

/** About as much of a preheader as lists of letters show. */
export const handyPreheader = 90;

/** A letter of which nothing is written yet. */
export const emptyDraft: TemplateDraft = {
  key: '', title: '', kind: 'marketing', content: '', subject: '', subjectB: '', preheader: '', body: '', text: '', html: '', senderName: '', senderAddress: '', replyTo: '', attachments: '',
};

/** Fields a person fills, in the order in which they stand in the editor. */
export const draftFields = ['title', 'kind', 'content', 'subject', 'subjectB', 'preheader', 'body', 'text', 'senderName', 'senderAddress', 'replyTo', 'attachments'] as const;

export type DraftField = (typeof draftFields)[number];

/** Fields whose texts differ between two letters. */
export function differences(left: TemplateDraft, right: TemplateDraft): DraftField[] {
  return draftFields.filter((field) => left[field] !== right[field]);
}

/** A body as HTML, whichever way it was typed. */
export function bodyAsHtml(body: string): string {
  return looksLikeHtml(body) ? body : textToHtml(body);
}

/** True where a body holds layout of its own (styles, classes, whole pages) that the editor would simplify. */
export function hasOwnLayout(body: string): boolean {
  if (!looksLikeHtml(body)) return false;
  const plain = body.replace(/\sstyle="text-align:\s*(?:left|center|right);?"/gi, '').replace(/(<a\b[^>]*)\sclass="button"/gi, '$1');
  return /<(?:html|head|body|style|center|font|div|span|section|article)\b/i.test(plain) || /<[a-z][^>]*\s(?:style|class|bgcolor|background|cellpadding)\s*=/i.test(plain);
}

/** A letter that was not saved: its text and the state of the tab it was begun from. */
export interface KeptDraft { readonly draft: TemplateDraft; readonly fingerprint: string }

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

const place = (key: string): string => `clientura.letter.${key}`;

/** Keeps a letter until the browser is closed; where the browser forbids it, nothing is kept. */
export function keepDraft(storage: Storage | null, kept: KeptDraft): void {
  try {
    storage?.setItem(place(kept.draft.key), JSON.stringify(kept));
  } catch {
    // A full or forbidden store: the letter is still on the screen, and closing asks nothing of it.
  }
}

/** The letter kept under a key ('' = the new one), or null. */
export function keptDraft(storage: Storage | null, key: string): KeptDraft | null {
  try {
    const value: unknown = JSON.parse(storage?.getItem(place(key)) ?? 'null');
    if (typeof value !== 'object' || value === null) return null;
    const { draft, fingerprint } = value as Partial<KeptDraft>;
    if (typeof draft !== 'object' || draft === null || typeof fingerprint !== 'string') return null;
    const isWhole = (Object.keys(emptyDraft) as (keyof TemplateDraft)[]).every((field) => typeof draft[field] === 'string');
    return isWhole && draft.key === key ? { draft, fingerprint } : null;
  } catch {
    return null;
  }
}

/** Forgets what was kept under a key. */
export function forgetDraft(storage: Storage | null, key: string): void {
  try {
    storage?.removeItem(place(key));
  } catch {
    // What cannot be removed was never kept.
  }
}

/** The store of this browser tab, or null where it is forbidden. */
export function tabStorage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/**
 * The text of a merge tag: the field as the server writes it, with a format and a fallback. Braces and bars of the fallback would end the
 * tag early and are left out.
 */
export function mergeTag(insert: string, format: string, fallback: string): string {
  const bare = insert.replace(/\|[^|{}]*\}\}$/, '}}').replace(/\}\}$/, '');
  const spare = fallback.replace(/[{}|]/g, '').trim();
  return `${bare}${format === '' ? '' : `:${format}`}${spare === '' ? '' : `|${spare}`}}}`;
}

/** The bare name inside `{{…}}`, for a condition. */
export function fieldOfTag(insert: string): string {
  return insert.replace(/^\{\{\s*/, '').replace(/\s*(?:[|].*)?\}\}$/, '');
}

/** About how long a line will be: a merge tag counts as its fallback, without one as the name of its field; marks of conditions count as nothing. */
export function shownLength(line: string): number {
  const shown = line.replace(/\{\{\s*(?:[#/][^{}]*|else|иначе)\s*\}\}/gi, '').replace(/\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g, (_, name: string, fallback: string | undefined) => fallback ?? name);
  return Array.from(shown).length;
}
