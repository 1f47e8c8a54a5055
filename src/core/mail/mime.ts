/** Builds a raw letter: RFC 5322, 2045–2047, 2231, 8058; every line within 76 characters, no header injection. */
import type { Outcome } from '../issue';
import type { Mailbox } from './address';

/** A file that goes with the letter. `contentId` makes it an inline picture. */
export interface Attachment {
  readonly fileName: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
  readonly contentId?: string;
}

/** What a letter consists of. */
export interface MimeLetter {
  readonly from?: Mailbox;
  readonly to: Mailbox;
  readonly replyTo?: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly Attachment[];
  /** The https address of the unsubscribe page; adds List-Unsubscribe and, with `oneClick`, List-Unsubscribe-Post. */
  readonly unsubscribeUrl?: string;
  readonly oneClick?: boolean;
  /** Own `X-…` headers; names of letters, digits and dashes. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Date header in RFC 5322 form, made by the caller; absent = the mail service adds it. */
  readonly date?: string;
  /** Makes the boundaries; the same seed gives the same bytes. */
  readonly seed: string;
}

/** The letter as ASCII text with CRLF line ends, or null with the reason (bad address, unsafe header, bad URL). */
export declare function buildMime(letter: MimeLetter): Outcome<string | null>;
