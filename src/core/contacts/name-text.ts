/** What is taken off or put right in the text of a name before its words are looked at, and names that are left whole. */
import { ORGANISATION_FORMS, ORGANISATION_WORDS, PLACEHOLDERS, SHORT_ORGANISATION_FORMS, SUFFIXES, TITLES } from './name-lists';
import type { NameChange } from './name-reading';
import { hasSurnameEnding } from './name-words';

/** Spaces of every kind, line breaks, and signs that nobody sees (zero width, direction marks). */
const SPACES = /[\s\u00a0\u00ad\u200b-\u200f\u202a-\u202f\u2060-\u2069\ufeff]+/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;
const PICTURES = /[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\u{1f1e6}-\u{1f1ff}\ufe0f\u20e3]+/gu;
const BRACKETS = /\s*[([]([^()[\]]*)[)\]]\s*/g;
const QUOTED = /[«„“"][^«»„“”"]+[»”“"]/;
const EDGES = /^[\s.,;:*_"'’`!?+=|~\-–—]+|[\s,;:*_"'’`!?+=|~\-–—]+$/g;
const TWO_PEOPLE = /\s(?:и|and|&|\+|und)\s+\p{L}{2}/iu;
const LETTERS_OF_NAMES = /^[\p{Script=Cyrillic}\p{Script=Latin}\p{M}\s.,'’ʼ`\-–—]+$/u;
const DOTTED_DEGREE = /^(?:[кд]\.[а-я]{1,4}\.н|ph\.d|m\.d|d\.d\.s|d\.v\.m|m\.b\.a)\.?$/i;
/** Longer texts are notes. */
export const LONGEST_NAME = 150;
const GLUED_TITLE = /^(mr|mrs|ms|dr|prof|д-р|проф)\.(?=\p{L}{2})/iu;

/** The text with plain single spaces; brackets and pictures still in it. */
export function withPlainSpaces(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(SPACES, ' ').trim();
}

/** True for companies, sole traders and institutions: by form (ООО, ИП, Ltd, GmbH), by a telling word, or by a quoted name. */
export function isOrganisation(text: string): boolean {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const bare = words.map((word) => word.replace(/[.«»„“”"'()]/g, ''));
  if (words.length > 1 && QUOTED.test(text)) return true;
  if (words.length > 1 && bare.some((word) => ORGANISATION_WORDS.includes(word.toLowerCase()))) return true;
  if (/(?:&|\band\b|\bund\b)\s*(?:co\b|sons\b|bros\b|partners\b|söhne)/i.test(text)) return true;
  const last = bare[bare.length - 1] ?? '';
  // «Иванов АО» is a person with initials; «Ромашка АО» is a company.
  const isInitials = last.toLowerCase() === 'ао' && hasSurnameEnding(bare[0] ?? '');
  return words.length > 1 && (isForm(bare[0] ?? '', true) || (!isInitials && isForm(last, false)));
}

function isForm(word: string, isFirst: boolean): boolean {
  const folded = word.toLowerCase();
  if (!ORGANISATION_FORMS.includes(folded)) return false;
  return !SHORT_ORGANISATION_FORMS.includes(folded) || (!isFirst && word === word.toUpperCase());
}

/** The name without what stands in brackets, pictures and signs at its edges. */
export function withoutSigns(text: string, changes: Set<NameChange>): { readonly name: string; readonly remark: string } {
  const remarks: string[] = [];
  const outside = text.replace(BRACKETS, (_, inside: string) => {
    if (inside.trim() !== '') remarks.push(inside.trim());
    return ' ';
  });
  // A name that stands in brackets whole is a name all the same.
  const isAllInside = remarks.length > 0 && !/\p{L}/u.test(outside);
  if (remarks.length > 0 && !isAllInside) changes.add('remark');
  const base = isAllInside ? remarks.join(' ') : outside;
  const name = base.replace(PICTURES, ' ').replace(/\s+/g, ' ').trim().replace(EDGES, '').replace(/\s*,\s*/g, ', ');
  if (name !== base.trim()) changes.add('signs');
  return { name, remark: isAllInside ? '' : remarks.join('; ') };
}

/** True where the text cannot be one person: two people, figures, addresses, other scripts, a word for "not known". */
export function isNoPerson(name: string): boolean {
  return !LETTERS_OF_NAMES.test(name) || !/\p{L}/u.test(name) || TWO_PEOPLE.test(name) || PLACEHOLDERS.includes(name.toLowerCase());
}

/** The words of a name; glued initials and titles come apart (`И.И.Иванов`, `Dr.Smith`), a degree with dots stays one word. */
export function wordsOf(segment: string): string[] {
  return segment.split(/\s+/).filter((word) => word !== '').flatMap((word) => {
    if (DOTTED_DEGREE.test(word)) return [word];
    return word.replace(GLUED_TITLE, '$1. ').replace(/(\p{L})\.(?=\p{L})/gu, '$1. ').split(' ');
  });
}

/** A name without its titles, which stood before and after it. */
export interface Untitled {
  readonly segments: readonly (readonly string[])[];
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Takes titles off the front and suffixes off the end of the segments of a name; at least one word stays. */
export function takeTitles(segments: readonly (readonly string[])[]): Untitled {
  const before: string[] = [];
  const after: string[] = [];
  let left = segments.reduce((sum, segment) => sum + segment.length, 0);
  const rest = segments.map((segment, at) => {
    const words = segment.slice();
    for (; left > 1 && TITLES.includes(bareWord(words[0] ?? '')); left -= 1) before.push(words.shift() ?? '');
    for (; left > 1 && isSuffix(words, left, at > 0 && words.length === 1); left -= 1) after.unshift(words.pop() ?? '');
    return words;
  });
  return { segments: rest.filter((words) => words.length > 0), before, after };
}

/** Single letters are suffixes only after two other words; degrees with dots may be initials of a surname standing alone. */
function isSuffix(words: readonly string[], left: number, isAfterComma: boolean): boolean {
  const last = words[words.length - 1] ?? '';
  if (/^[iv]$/i.test(last)) return left > 2 && words.length > 1;
  if (DOTTED_DEGREE.test(last)) return isAfterComma || left > 2 || /^[кд]\./i.test(last);
  return SUFFIXES.includes(bareWord(last));
}

function bareWord(word: string): string {
  return word.toLowerCase().replace(/\./g, '');
}
