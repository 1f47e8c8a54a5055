/** Between the services and the host's mail store: ids, reading stored letters, storing a MIME source as a sent letter or a draft. */
import type { Execution, User } from '../../runtime/execution';
import type { Draft, Letter } from '../../runtime/mail-store';
import { encodeText, toBinaryString } from '../utilities/bytes';
import { readLetter, readMime, type MimePart, type ReadLetter } from './mime-read';

const parsed = new WeakMap<Letter, ReadLetter>();

/** The letter as a mail client shows it (cached per stored letter). */
export function readStored(letter: Letter): ReadLetter {
  let read = parsed.get(letter);
  if (read === undefined) {
    read = readLetter(rawBytes(letter.raw));
    parsed.set(letter, read);
  }
  return read;
}

/** The tree of parts of a stored letter. */
export function readStoredParts(letter: Letter): MimePart {
  return readMime(rawBytes(letter.raw));
}

/** Stored MIME is text; the reader wants one character per byte. */
export function rawBytes(raw: string): string {
  return toBinaryString(encodeText(raw));
}

/** An id as Gmail gives: 16 hexadecimal digits, the first bits from the clock so that ids grow. */
export function newMessageId(execution: Execution): string {
  const time = Math.floor(execution.now()).toString(16).padStart(11, '0').slice(-11);
  return time + Array.from({ length: 5 }, () => Math.floor(execution.host.random() * 16).toString(16)).join('');
}

/** The Message-ID header Gmail gives to what it sends, without angle brackets. */
export function newHeaderId(execution: Execution): string {
  return `CA${execution.host.newId(40).replace(/[^A-Za-z0-9]/g, '')}@mail.gmail.com`;
}

/** What a MIME source becomes in the store. Addresses are those of its headers. */
export function letterOf(
  execution: Execution,
  raw: string,
  about: { readonly id: string; readonly threadId: string; readonly via: Letter['via']; readonly labelIds: readonly string[]; readonly owner: User },
): Letter {
  const read = readLetter(rawBytes(raw));
  const letter: Letter = {
    id: about.id,
    threadId: about.threadId,
    ownerEmail: about.owner.email,
    timeMs: execution.now(),
    via: about.via,
    from: read.from[0]?.address ?? about.owner.email,
    to: read.to.map((each) => each.address),
    cc: read.cc.map((each) => each.address),
    bcc: read.bcc.map((each) => each.address),
    subject: read.subject,
    raw,
    labelIds: about.labelIds,
  };
  parsed.set(letter, read);
  return letter;
}

/** A sent letter or draft of the mailbox by message id, or null. */
export function findLetter(execution: Execution, id: string): Letter | null {
  const { host, effectiveUser } = execution;
  const own = (letter: Letter): boolean => letter.ownerEmail === effectiveUser.email && letter.id === id;
  return host.mail.sent.find(own) ?? host.mail.drafts.map((draft) => draft.letter).find(own) ?? null;
}

/** Drafts of the user, newest first. */
export function draftsOf(execution: Execution): Draft[] {
  return execution.host.mail.drafts
    .filter((draft) => draft.letter.ownerEmail === execution.effectiveUser.email)
    // Reversed first: of drafts of the same moment the one made last comes first.
    .reverse()
    .sort((one, other) => other.letter.timeMs - one.letter.timeMs);
}

/** A draft of the user by its id, or null. */
export function findDraft(execution: Execution, id: string): Draft | null {
  return draftsOf(execution).find((draft) => draft.id === id) ?? null;
}
