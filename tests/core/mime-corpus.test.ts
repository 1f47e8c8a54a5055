// Every letter of the corpus is read back by two independent parsers to exactly what was meant, and is the golden .eml byte for byte
// (WRITE_LETTERS=yes writes them anew).
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { domainToASCII } from 'node:url';
import { simpleParser } from 'mailparser';
import type { AddressObject, ParsedMail } from 'mailparser';
import PostalMime from 'postal-mime';
import type { Address, Email } from 'postal-mime';
import type { Mailbox } from '../../src/core/mail/address';
import { asciiAddress } from '../../src/core/mail/address';
import { buildMime } from '../../src/core/mail/mime';
import type { CorpusLetter } from './mime-letters';
import { HARD_LETTERS } from './mime-letters';
import { templateLetters } from './mime-template-letters';

const FOLDER = path.resolve(__dirname, '../fixtures/letters');
const CORPUS: readonly CorpusLetter[] = [...HARD_LETTERS, ...templateLetters()];
const IS_WRITING = process.env['WRITE_LETTERS'] === 'yes';

/** What a parser read, in one shape for both. */
interface ReadLetter {
  readonly subject: string;
  readonly from: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  readonly copies: number;
  readonly text: string;
  readonly html: string;
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: string; readonly contentId: string; readonly isInline: boolean }[];
  readonly headers: Readonly<Record<string, string>>;
}

describe('the corpus of letters', () => {
  it('has at least sixty letters under names of their own', () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(CORPUS.map(({ id }) => id)).size).toBe(CORPUS.length);
  });

  it.each(CORPUS.map((entry) => [entry.id, entry] as const))('%s reads as meant in both parsers', async (_id, entry) => {
    const raw = rawOf(entry);
    const meant = meantOf(entry);
    expect(ofPostalMime(await PostalMime.parse(raw))).toEqual(meant);
    expect(ofMailparser(await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true }))).toEqual(meant);
  });

  it.each(CORPUS.map((entry) => [entry.id, entry] as const))('%s is ASCII in short lines with no header but ours', (_id, entry) => {
    const raw = rawOf(entry);
    // Quoted-printable leaves tabs inside a line as they are.
    expect(/^[\x20-\x7e\t\r\n]*$/.test(raw)).toBe(true);
    expect(raw.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    const lines = raw.split('\r\n');
    expect(lines.filter((line) => line.length > 998)).toEqual([]);
    // An address is one word: nothing else may be longer than a line.
    expect(lines.filter((line) => line.length > 76 && !/^ <(?:https|mailto):\S+>,?$|^ <\S+@\S+>$/.test(line))).toEqual([]);
    expect(lines.filter((line) => /^\.|^From |[ \t]$/.test(line))).toEqual([]);
    const head = raw.slice(0, raw.indexOf('\r\n\r\n')).split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(':')));
    const ours = /^(?:From|To|Reply-To|Subject|Date|MIME-Version|List-Unsubscribe|List-Unsubscribe-Post|Feedback-ID|X-Campaign|X-A-Header-[A-Za-z-]+|Content-Type|Content-Transfer-Encoding)$/;
    expect(head.filter((name) => !ours.test(name))).toEqual([]);
    expect(new Set(head).size).toBe(head.length);
  });

  it.each(CORPUS.map((entry) => [entry.id, entry] as const))('%s has encoded words of whole characters, at most 75 long', (_id, entry) => {
    const head = rawOf(entry).split('\r\n\r\n')[0] ?? '';
    for (const word of head.match(/=\?UTF-8\?B\?[^?]*\?=/g) ?? []) {
      const text = Buffer.from(word.slice(10, -2), 'base64').toString('utf8');
      expect(word.length).toBeLessThanOrEqual(75);
      if (!JSON.stringify(entry.letter).includes('\\ud83d ')) expect(text).not.toContain('\ufffd');
      // A mark, a skin tone or a joiner belongs to the letter before it; only a heap of marks longer than a word is parted.
      if (entry.id !== 'subject-heap-of-marks') expect(text).not.toMatch(/^(?:\p{M}|\p{Emoji_Modifier}|\u200d)|\u200d$/u);
    }
  });

  it('is what the golden files hold, byte for byte', () => {
    const wanted = new Map(CORPUS.map((entry) => [`${entry.id}.eml`, Buffer.from(rawOf(entry), 'latin1')]));
    if (IS_WRITING) {
      for (const name of goldens()) if (!wanted.has(name)) rmSync(path.join(FOLDER, name));
      for (const [name, bytes] of wanted) writeFileSync(path.join(FOLDER, name), bytes);
    }
    expect(goldens()).toEqual([...wanted.keys()].sort());
    const differing = [...wanted].filter(([name, bytes]) => !existsSync(path.join(FOLDER, name)) || !readFileSync(path.join(FOLDER, name)).equals(bytes));
    expect(differing.map(([name]) => name)).toEqual([]);
  });
});

function goldens(): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith('.eml')).sort();
}

const built = new Map<string, string>();

function rawOf(entry: CorpusLetter): string {
  const known = built.get(entry.id);
  if (known !== undefined) return known;
  const { value, issues } = buildMime(entry.letter);
  if (value === null) throw new Error(`${entry.id}: ${issues.map(({ code }) => code).join()}`);
  built.set(entry.id, value);
  return value;
}

function meantOf({ letter, meant }: CorpusLetter): ReadLetter {
  const ascii = ({ name, address }: Mailbox): Mailbox => ({ name, address: asciiAddress(address) });
  const files = letter.attachments ?? [];
  const inline = files.filter(({ contentId }) => contentId !== undefined);
  const ordered = [...inline, ...files.filter(({ contentId }) => contentId === undefined)];
  const unsubscribe = meant.listUnsubscribe ?? (letter.unsubscribeUrl === undefined ? undefined : `<${letter.unsubscribeUrl}>`);
  const replyTo = meant.replyTo ?? letter.replyTo;
  return {
    subject: meant.subject ?? letter.subject,
    from: meant.from ?? (letter.from === undefined ? null : ascii(letter.from)),
    to: [meant.to ?? ascii(letter.to)],
    replyTo: replyTo === undefined ? [] : [ascii(replyTo)],
    copies: 0,
    text: comparable(meant.text ?? letter.text),
    html: comparable(meant.html ?? letter.html ?? ''),
    files: ordered.map(({ fileName, mimeType, bytes, contentId }, index) => ({
      name: meant.fileNames?.[index] ?? fileName, type: mimeType, bytes: Buffer.from(bytes).toString('hex'), contentId: contentId ?? '', isInline: contentId !== undefined,
    })),
    headers: {
      ...(unsubscribe === undefined ? {} : { 'list-unsubscribe': unsubscribe }),
      ...(letter.oneClick === true ? { 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' } : {}),
      ...Object.fromEntries(Object.entries(letter.headers ?? {}).filter(([, value]) => /^[\x20-\x7e]*$/.test(value)).map(([name, value]) => [name.toLowerCase(), value])),
    },
  };
}

function ofPostalMime(email: Email): ReadLetter {
  const box = ({ name, address }: Address): Mailbox => ({ name, address: address ?? '' });
  return {
    subject: email.subject ?? '',
    from: email.from === undefined ? null : box(email.from),
    to: (email.to ?? []).map(box),
    replyTo: (email.replyTo ?? []).map(box),
    copies: (email.cc ?? []).length + (email.bcc ?? []).length,
    text: comparable(email.text ?? ''),
    html: comparable(email.html ?? ''),
    files: email.attachments.map(({ filename, mimeType, content, contentId, disposition }) => ({
      name: filename ?? '', type: mimeType, bytes: Buffer.from(content as ArrayBuffer).toString('hex'), contentId: (contentId ?? '').replace(/^<|>$/g, ''), isInline: disposition === 'inline',
    })),
    headers: shownHeaders(email.headers.map(({ key, value }) => [key, value])),
  };
}

function ofMailparser(mail: ParsedMail): ReadLetter {
  const boxes = (field: AddressObject | AddressObject[] | undefined): Mailbox[] =>
    (field === undefined ? [] : Array.isArray(field) ? field : [field]).flatMap(({ value }) => value.map(({ name, address }) => ({ name, address: inAscii(address ?? '') })));
  return {
    subject: mail.subject ?? '',
    from: boxes(mail.from)[0] ?? null,
    to: boxes(mail.to),
    replyTo: boxes(mail.replyTo),
    copies: boxes(mail.cc).length + boxes(mail.bcc).length,
    text: comparable(mail.text ?? ''),
    html: comparable(mail.html === false ? '' : mail.html),
    files: mail.attachments.map(({ filename, contentType, content, cid, contentDisposition }) => ({
      name: filename ?? '', type: contentType, bytes: content.toString('hex'), contentId: cid ?? '', isInline: contentDisposition === 'inline',
    })),
    headers: shownHeaders(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1)])),
  };
}

/** mailparser shows international domains in their own letters. */
function inAscii(address: string): string {
  const at = address.lastIndexOf('@');
  return address.slice(0, at + 1) + domainToASCII(address.slice(at + 1));
}

/** Headers of ours in plain ASCII, unfolded. */
function shownHeaders(headers: readonly (readonly [string, string])[]): Record<string, string> {
  const shown = headers.filter(([key]) => /^(?:list-|feedback-id|x-)/.test(key)).map(([key, value]) => [key, value.replace(/\r?\n[ \t]+/g, ' ').trim()] as const);
  return Object.fromEntries(shown.filter(([, value]) => !value.startsWith('=?')));
}

/** Line ends differ by parser, and so does what they make of the end of the last line. */
function comparable(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/\n+$/, '');
}
