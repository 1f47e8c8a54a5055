/** Stored letters as resources of the Gmail API: Message with its formats, Draft. Byte fields are Byte[], as Apps Script gives them. */
import type { Draft, Letter } from '../../runtime/mail-store';
import { readStored, readStoredParts, rawBytes } from '../mail/mailbox';
import { decodeHeaderText, htmlToText, type MimePart } from '../mail/mime-read';
import { encodeText, toSignedBytes } from '../utilities/bytes';

type Message = GoogleAppsScript.Gmail.Schema.Message;
type Part = GoogleAppsScript.Gmail.Schema.MessagePart;

export type MessageFormat = 'minimal' | 'full' | 'raw' | 'metadata';

const SNIPPET_CHARACTERS = 200;

/** id, threadId and labelIds only, as send answers. */
export function shortMessage(letter: Letter): Message {
  return { id: letter.id, threadId: letter.threadId, labelIds: [...letter.labelIds] };
}

/** The message in a format. */
export function messageResource(letter: Letter, format: MessageFormat): Message {
  const read = readStored(letter);
  const message: Message = {
    ...shortMessage(letter),
    snippet: (read.text ?? htmlToText(read.html ?? '')).replace(/\s+/g, ' ').trim().slice(0, SNIPPET_CHARACTERS),
    historyId: String(letter.timeMs),
    internalDate: String(letter.timeMs),
    sizeEstimate: rawBytes(letter.raw).length,
  };
  if (format === 'raw') message.raw = toSignedBytes(encodeText(letter.raw)) as unknown as string;
  if (format === 'full' || format === 'metadata') {
    const part = partResource(readStoredParts(letter), '');
    if (format === 'full') message.payload = part;
    else message.payload = { mimeType: part.mimeType, headers: part.headers };
  }
  return message;
}

function partResource(part: MimePart, partId: string): Part {
  const multipart = part.parts.length > 0;
  return {
    partId,
    mimeType: part.type,
    filename: part.fileName,
    headers: part.headers.map((header) => ({ name: header.name, value: decodeHeaderText(header.value) })),
    body: multipart ? { size: 0 } : { size: part.bytes.length, data: toSignedBytes(part.bytes) as unknown as string },
    ...(multipart ? { parts: part.parts.map((child, index) => partResource(child, partId === '' ? String(index) : `${partId}.${index}`)) } : {}),
  };
}

/** The draft with its message in a format; 'minimal' gives what create answers. */
export function draftResource(draft: Draft, format: MessageFormat | 'short'): GoogleAppsScript.Gmail.Schema.Draft {
  return { id: draft.id, message: format === 'short' ? shortMessage(draft.letter) : messageResource(draft.letter, format) };
}
