/** Hints on a letter (METHODS §10): what may be better, and the two things that forbid sending it. Closed codes with numbers; words in the catalogues. */
import type { Language } from '../language/language';
import { text } from '../language/text';
import { decodeEntities, htmlToText } from './html';
import type { TemplateSource } from './template';
import { escapeHtml } from './template';

/** Every hint with whether it forbids sending. */
export const HINT_BLOCKS = {
  subjectLong: false,
  subjectNumbers: false,
  subjectCapitals: false,
  subjectMarks: false,
  bodyCapitals: false,
  bodyMarks: false,
  balance: false,
  fieldsEmpty: false,
  linkEmpty: false,
  linkBroken: false,
  linkPlaceholder: false,
  linkUnsafe: false,
  imageAlt: false,
  imageAddress: false,
  imagesOnly: false,
  weight: false,
  weightRefused: true,
  unsubscribeMissing: true,
  spamWords: false,
  preheaderMissing: false,
} as const satisfies Record<string, boolean>;

/** One of the closed list. */
export type HintCode = keyof typeof HINT_BLOCKS;

/** A hint with the values its words need. */
export interface LetterHint {
  readonly code: HintCode;
  readonly blocks: boolean;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A mailing that was sent or planned before, as the balance needs it. */
export interface PastLetter {
  readonly subject: string;
  readonly content: 'useful' | 'promo';
}

/** What hints are made from. Parts that are not known are left out, and with them their hints. */
export interface HintInput {
  readonly source: TemplateSource;
  readonly kind: 'marketing' | 'service';
  /** As `contentKind` tells it. */
  readonly content: 'useful' | 'promo';
  /** Finished subjects of the letters that go, A and B; absent: the subjects as written. */
  readonly subjects?: readonly string[];
  /** One finished letter with everything that is added to it. */
  readonly letter?: { readonly html: string; readonly text: string };
  /** Size of attachments and inline pictures of that letter in bytes. */
  readonly attachedBytes?: number;
  /** How many letters that go have nothing in a field without a fallback, by field name. */
  readonly emptyFields?: ReadonlyMap<string, number>;
  /** Earlier marketing mailings, the newest last. */
  readonly past?: readonly PastLetter[];
  /** The address that the unsubscribe link of that letter must have; '' = the page is not set up (another check tells that); absent: not looked at. */
  readonly unsubscribeUrl?: string;
}

/** What the owner marked; a letter that is not marked is useful when it is a service letter and an offer when it is marketing. */
export function contentKind(content: 'useful' | 'promo' | '', kind: 'marketing' | 'service'): 'useful' | 'promo' {
  return content === '' ? (kind === 'service' ? 'useful' : 'promo') : content;
}

/** Subjects longer than this are cut by most mail programs. */
export const HANDY_SUBJECT = 50;
/** Weight of the HTML above which some mail programs cut a letter, in bytes. */
export const HANDY_BYTES = 100 * 1024;
/** Weight of the HTML above which a letter is not sent, in bytes. */
export const MOST_BYTES = 200 * 1024;
/** A number stands in the subject of at most every n-th mailing. */
const NUMBER_EVERY = 3;
/** The balance is looked at over so many mailings, and only when there are enough of them. */
const BALANCE_WINDOW = 10;
const BALANCE_LEAST = 5;
const BALANCE_PROMO_SHARE = 0.2;
const CAPITALS_LEAST = 2;
const MARKS_LEAST = 3;
const SUBJECT_MARKS_LEAST = 2;
/** Beginnings of words, and phrases, that spam filters and people know too well; a letter with several of them is told. */
const SPAM_BEGINNINGS = /^(?:бесплатн|срочн|успе[йв]|заработ|выигр|жми|суперцен|халяв|распродаж|free$|urgent|winner|cheap|cash$|earn|bargain)/i;
const SPAM_PHRASES = /только сегодня|без риска|последний шанс|100 ?%|100 percent|act now|limited time|risk[ -]free|click here|buy now|order now|last chance/gi;
const SPAM_WORDS_LEAST = 2;
/** Hosts that stand in examples and unfinished letters. */
const PLACEHOLDER_HOST = /^(?:(?:www\.)?(?:example\.(?:com|org|net|ru)|site\.ru|your-?site\.\w+|vash-?sait\.\w+|domain\.\w+)|localhost|\.+|x{2,}|#*)(?::\d+)?$/i;

/**
 * Every hint that fits, in the order of `HINT_BLOCKS`. Pure and quick: a letter of 200 kB takes milliseconds.
 * Without `letter` the source itself is looked at, its `{{…}}` taken for words.
 */
export function letterHints(input: HintInput): LetterHint[] {
  const body = input.letter?.html ?? htmlOfSource(input.source);
  const words = input.letter?.text ?? htmlToText(body);
  const found = [
    ...subjectHints(input), ...wordHints(words), ...balanceHints(input), ...fieldHints(input), ...linkHints(body, input), ...imageHints(body, words), ...weightHints(body, input),
    ...unsubscribeHints(input), ...spamHints(input, words),
  ];
  if ((input.source.preheader ?? '').trim() === '') found.push(hint('preheaderMissing'));
  const order = Object.keys(HINT_BLOCKS);
  return found.sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
}

/** True when a letter may not be sent. */
export function isRefused(hints: readonly LetterHint[]): boolean {
  return hints.some(({ blocks }) => blocks);
}

/** A hint as a sentence: what was found, with its numbers. */
export function hintText({ code, params }: LetterHint, language: Language): string {
  return text(language, `hint.${code}`, params);
}

/** What to do about it, as a sentence. */
export function hintTodo({ code, params }: LetterHint, language: Language): string {
  return text(language, `hintTodo.${code}`, params);
}

/** Bytes of a text in UTF-8. */
export function utf8Bytes(written: string): number {
  let bytes = 0;
  for (let index = 0; index < written.length; index += 1) {
    const unit = written.charCodeAt(index);
    // Each half of a pair counts two of the four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}

function hint(code: HintCode, params: LetterHint['params'] = {}): LetterHint {
  return { code, blocks: HINT_BLOCKS[code], params };
}

function htmlOfSource({ html, body }: TemplateSource): string {
  if (html !== undefined && html !== '') return html;
  return /<[a-z]/i.test(body) ? body : escapeHtml(body).replace(/\n/g, '<br>');
}

function subjectHints({ source, subjects, past, kind }: HintInput): LetterHint[] {
  const written = [source.subject, source.subjectB ?? ''].filter((subject) => subject.trim() !== '');
  const finished = subjects === undefined || subjects.length === 0 ? written : subjects;
  const found: LetterHint[] = [];
  const tooLong = finished.filter((subject) => lengthOf(subject) > HANDY_SUBJECT);
  if (tooLong.length > 0) found.push(hint('subjectLong', { length: finished.reduce((longest, subject) => Math.max(longest, lengthOf(subject)), 0), count: tooLong.length, limit: HANDY_SUBJECT }));
  // Numbers that come from a field (an order, a sum) are this client's own and do not wear off.
  if (kind === 'marketing' && past !== undefined && written.some(hasNumber)) {
    const recent = past.slice(-(NUMBER_EVERY - 1)).filter(({ subject }) => hasNumber(subject)).length;
    if (recent > 0) found.push(hint('subjectNumbers', { every: NUMBER_EVERY }));
  }
  const capitals = written.reduce((most, subject) => Math.max(most, capitalWords(subject).length), 0);
  if (capitals > 0) found.push(hint('subjectCapitals', { count: capitals }));
  const marks = written.reduce((most, subject) => Math.max(most, countOf(subject, /!/g)), 0);
  if (marks >= SUBJECT_MARKS_LEAST) found.push(hint('subjectMarks', { count: marks }));
  return found;
}

function wordHints(words: string): LetterHint[] {
  const capitals = capitalWords(words);
  const marks = countOf(words, /!/g);
  return [
    ...(capitals.length >= CAPITALS_LEAST ? [hint('bodyCapitals', { count: capitals.length, example: capitals[0] ?? '' })] : []),
    ...(marks >= MARKS_LEAST ? [hint('bodyMarks', { count: marks })] : []),
  ];
}

/** Four useful letters to an offer are the goal; told when this letter is an offer and the last ones were offers too often. */
function balanceHints({ kind, content, past }: HintInput): LetterHint[] {
  if (kind !== 'marketing' || content !== 'promo' || past === undefined) return [];
  const looked = [...past.slice(-(BALANCE_WINDOW - 1)).map((letter) => letter.content), content];
  const promo = looked.filter((one) => one === 'promo').length;
  return looked.length >= BALANCE_LEAST && promo / looked.length > BALANCE_PROMO_SHARE ? [hint('balance', { promo, letters: looked.length })] : [];
}

function fieldHints({ emptyFields }: HintInput): LetterHint[] {
  return [...(emptyFields ?? [])].filter(([, count]) => count > 0).map(([name, count]) => hint('fieldsEmpty', { name, count }));
}

function linkHints(html: string, { source, unsubscribeUrl }: HintInput): LetterHint[] {
  const visible = html.replace(/<!--[\s\S]*?-->/g, '');
  let empty = 0;
  const broken: string[] = [];
  const placeholder: string[] = [];
  const unsafe: string[] = [];
  for (const tag of visible.match(/<a\b[^>]*>/gi) ?? []) {
    const address = attributeOf(tag, 'href');
    // Our own link is not the owner's to mend; an anchor without an address is a place to jump to, and one made of a field is looked at when filled.
    if (address !== null && address === unsubscribeUrl) continue;
    if (address === null) {
      if (attributeOf(tag, 'name') === null && attributeOf(tag, 'id') === null) empty += 1;
    } else if (/^\{\{[^}]*\}\}$/.test(address)) continue;
    else if (address === '' || address === '#') empty += 1;
    else if (/^https?:\/\//i.test(address) && isPlaceholder(address)) placeholder.push(address);
    else if (/^(?:javascript|data|file|vbscript):/i.test(address)) unsafe.push(address);
    else if (!isGoodAddress(address)) broken.push(address);
  }
  for (const address of bareAddresses(/<[a-z]/i.test(source.body) ? '' : source.body)) if (isPlaceholder(address) && !placeholder.includes(address)) placeholder.push(address);
  return [
    ...(empty > 0 ? [hint('linkEmpty', { count: empty })] : []),
    ...(broken.length > 0 ? [hint('linkBroken', { count: broken.length, address: shortened(broken[0] ?? '') })] : []),
    ...(placeholder.length > 0 ? [hint('linkPlaceholder', { count: placeholder.length, address: shortened(placeholder[0] ?? '') })] : []),
    ...(unsafe.length > 0 ? [hint('linkUnsafe', { count: unsafe.length, address: shortened(unsafe[0] ?? '') })] : []),
  ];
}

function isPlaceholder(address: string): boolean {
  const host = /^https?:\/\/([^/?#]*)/i.exec(address)?.[1] ?? '';
  return PLACEHOLDER_HOST.test(host);
}

/** A page with a host that has a dot, a letter address, a call or a place in this letter; spaces are none of an address. */
function isGoodAddress(address: string): boolean {
  if (/^#./.test(address)) return true;
  if (/^mailto:[^\s@]+@[^\s@]+\.[^\s@]+$/i.test(address) || /^tel:\+?[\d()\s-]{5,}$/i.test(address)) return true;
  const withoutTags = address.replace(/\{\{[^}]*\}\}/g, 'x');
  return /^https?:\/\/[^\s/?#.][^\s/?#]*\.[^\s/?#.]{2,}(?:[/?#]\S*)?$/i.test(withoutTags) || (/\{\{/.test(address) && /^https?:\/\/\S+$/i.test(withoutTags));
}

function bareAddresses(body: string): readonly string[] {
  return body.match(/https?:\/\/[^\s<>"')»]*/gi) ?? [];
}

function imageHints(html: string, words: string): LetterHint[] {
  const images = html.replace(/<!--[\s\S]*?-->/g, '').match(/<img\b[^>]*>/gi) ?? [];
  const isPixel = (tag: string): boolean => /^[01](?:px)?$/.test(attributeOf(tag, 'width') ?? '') && /^[01](?:px)?$/.test(attributeOf(tag, 'height') ?? '');
  const without = images.filter((tag) => (attributeOf(tag, 'alt') ?? '') === '' && !isPixel(tag)).length;
  const unreachable = images.filter((tag) => {
    const address = attributeOf(tag, 'src') ?? '';
    return !/^(?:https:\/\/|cid:|\{\{)/i.test(address) || isPlaceholder(address);
  }).length;
  const letters = words.replace(/\s/g, '').length;
  return [
    ...(without > 0 ? [hint('imageAlt', { count: without })] : []),
    ...(unreachable > 0 ? [hint('imageAddress', { count: unreachable })] : []),
    ...(images.length > 0 && letters < 40 ? [hint('imagesOnly', { count: images.length })] : []),
  ];
}

function weightHints(html: string, { attachedBytes = 0 }: HintInput): LetterHint[] {
  const bytes = utf8Bytes(html);
  const size = { kilobytes: Math.round(bytes / 1024), limit: Math.round((bytes > MOST_BYTES ? MOST_BYTES : HANDY_BYTES) / 1024) };
  if (bytes > MOST_BYTES) return [hint('weightRefused', size)];
  return bytes > HANDY_BYTES ? [hint('weight', size)] : attachedBytes > 10 * 1024 * 1024 ? [hint('weight', { kilobytes: Math.round(attachedBytes / 1024), limit: 10 * 1024 })] : [];
}

function unsubscribeHints({ kind, letter, unsubscribeUrl }: HintInput): LetterHint[] {
  if (kind !== 'marketing' || letter === undefined || unsubscribeUrl === undefined || unsubscribeUrl === '') return [];
  const isThere = letter.html.includes(escapeHtml(unsubscribeUrl)) && letter.text.includes(unsubscribeUrl);
  return isThere ? [] : [hint('unsubscribeMissing')];
}

function spamHints({ source }: HintInput, words: string): LetterHint[] {
  const looked = `${source.subject}\n${source.subjectB ?? ''}\n${words}`.toLowerCase().replace(/[\s\u00a0]+/g, ' ');
  const found = new Set([...(looked.match(/\p{L}+/gu) ?? []).filter((word) => SPAM_BEGINNINGS.test(word)), ...(looked.match(SPAM_PHRASES) ?? [])]);
  return found.size >= SPAM_WORDS_LEAST ? [hint('spamWords', { count: found.size, words: [...found].slice(0, 4).join(', ') })] : [];
}

/** Words of four and more letters all in capitals; fields and short names (ООО, VIP) are none. */
function capitalWords(words: string): readonly string[] {
  return words.replace(/\{\{[^}]*\}\}/g, ' ').replace(/https?:\/\/\S+/g, ' ').match(/\p{Lu}{4,}/gu) ?? [];
}

function hasNumber(subject: string): boolean {
  return /\d/.test(subject.replace(/\{\{[^}]*\}\}/g, ''));
}

function countOf(words: string, sign: RegExp): number {
  return (words.match(sign) ?? []).length;
}

/** Length as people count it: a pair of units is one sign. */
function lengthOf(words: string): number {
  return Array.from(words).length;
}

function shortened(address: string): string {
  return address.length <= 60 ? address : `${address.slice(0, 59)}…`;
}

/** The decoded value of an attribute, trimmed, or null where the tag has none. */
function attributeOf(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return match === null ? null : decodeEntities(match[1] ?? match[2] ?? match[3] ?? '').trim();
}
