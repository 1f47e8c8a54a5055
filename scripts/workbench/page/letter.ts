/** A letter taken apart for reading: what a mail client would show of its MIME text. */
import PostalMime from 'postal-mime';
import type { Letter } from '../runtime/mail-store';

/** The parts of a letter that are shown. */
export interface ReadableLetter {
  readonly html: string | null;
  readonly text: string | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly { readonly fileName: string; readonly mimeType: string; readonly bytes: Uint8Array }[];
  /** Addresses of the List-Unsubscribe header that open over http. */
  readonly unsubscribe: readonly string[];
  /** Mail addresses of the List-Unsubscribe header. */
  readonly unsubscribeMail: readonly string[];
  readonly replyTo: string;
  /** The letter promises that a POST to the address is enough. */
  readonly oneClick: boolean;
}

/** Takes the raw text apart; pictures sent with the letter are put into its HTML. */
export async function readLetter(letter: Letter): Promise<ReadableLetter> {
  const mail = await PostalMime.parse(letter.raw);
  const header = (key: string): string => mail.headers.find((one) => one.key === key)?.value ?? '';
  const attachments: ReadableLetter['attachments'][number][] = [];
  let html = mail.html ?? null;
  for (const attachment of mail.attachments) {
    const bytes = typeof attachment.content === 'string' ? new TextEncoder().encode(attachment.content) : new Uint8Array(attachment.content);
    const id = attachment.contentId?.replace(/^<|>$/g, '');
    if (html !== null && id !== undefined && html.includes(`cid:${id}`)) {
      html = html.replaceAll(`cid:${id}`, dataAddress(attachment.mimeType, bytes));
    } else {
      attachments.push({ fileName: attachment.filename ?? attachment.mimeType, mimeType: attachment.mimeType, bytes });
    }
  }
  return {
    html,
    text: mail.text?.replace(/\r\n/g, '\n') ?? null,
    headers: rawHeaders(letter.raw),
    attachments,
    unsubscribe: [...header('list-unsubscribe').matchAll(/<(https?:[^>]+)>/g)].map((match) => match[1] ?? ''),
    unsubscribeMail: [...header('list-unsubscribe').matchAll(/<mailto:([^>?]+)[^>]*>/g)].map((match) => match[1] ?? ''),
    replyTo: (mail.replyTo ?? []).map(({ name, address }) => (name === '' ? (address ?? '') : `${name} <${address ?? ''}>`)).join(', '),
    oneClick: /one-click/i.test(header('list-unsubscribe-post')),
  };
}

/**
 * The letter's HTML for a frame without rights: links open in a tab of their own, nothing is loaded from the net.
 * The frame has no scripts by its sandbox; the policy keeps pictures and styles at home too. A letter that is a whole page keeps its own
 * looks, a bare piece of HTML gets those of a mail program.
 */
export function framedLetter(html: string): string {
  const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:";
  const rules = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank">`;
  const head = /<head\b[^>]*>/i.exec(html);
  if (head !== null) return html.slice(0, head.index + head[0].length) + rules + html.slice(head.index + head[0].length);
  return `<!doctype html>${rules}<style>body{margin:16px;font:14px/1.5 Roboto,Arial,sans-serif;color:#1f2629;overflow-wrap:break-word}img{max-width:100%}</style>${html}`;
}

/** Headers as they stand in the letter, unfolded, in order. */
function rawHeaders(raw: string): readonly { readonly name: string; readonly value: string }[] {
  const head = raw.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .filter((line) => line.includes(':'))
    .map((line) => ({ name: line.slice(0, line.indexOf(':')), value: line.slice(line.indexOf(':') + 1).trim() }));
}

function dataAddress(mimeType: string, bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:${mimeType};base64,${btoa(binary)}`;
}
