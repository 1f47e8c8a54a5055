/** E-mail addresses: syntax, display names, the form used for comparison. */

/** An address with an optional display name. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** Reads `a@b.ru`, `Name <a@b.ru>`, `"Name, X" <a@b.ru>`, `mailto:a@b.ru`; null when it is not one valid address. International domains are kept as written. */
export declare function parseMailbox(text: string): Mailbox | null;
/** True for an address a client list should accept: RFC 5321 dot-atom local part, a dotted domain, lengths within 64/253. */
export declare function isValidAddress(address: string): boolean;
/** The form in which addresses are compared and hashed: trimmed, lower case, NFC. */
export declare function normaliseAddress(address: string): string;
