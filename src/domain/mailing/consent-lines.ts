/** Lines of the ledger of consents: what may be written, and what all lines of an address say together. */

/**
 * Kinds of ledger lines. `consented`: letters are wanted. `withdrawn`: the consent was taken back. `unsubscribed`: no marketing.
 * `resubscribed`: asked for letters again. `optedOut`: no letters at all, for good. `paused`: no marketing until the day in `reason`.
 * `monthly`: at most one marketing letter in 30 days. `confirmAsked`: a letter that asks to confirm was sent; it changes nothing.
 */
export const CONSENT_KINDS = ['consented', 'withdrawn', 'unsubscribed', 'resubscribed', 'optedOut', 'paused', 'monthly', 'confirmAsked'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** Where a line comes from: a form, the shop's counter, an import, a letter (its link, or mail program), the owner's word, the owner's column of Clients, a merge of two clients, an erasure. */
export const CONSENT_SOURCES = ['form', 'shop', 'import', 'letter', 'hand', 'column', 'merge', 'erasure'] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

/** What the ledger says of an address. */
export interface LedgerEntry {
  /** true: a consent stands; false: it was withdrawn; null: the ledger does not know, the owner's column decides. */
  readonly consented: boolean | null;
  readonly unsubscribed: boolean;
  /** No letters of any kind; nothing lifts it. */
  readonly optedOut: boolean;
  /** Serial day up to and including which marketing is paused. */
  readonly pausedUntilDay: number | null;
  /** At most one marketing letter in 30 days. */
  readonly monthly: boolean;
}

/** One line to append. What is absent is written as nothing. */
export interface LedgerLine {
  readonly addressHash: string;
  readonly kind: ConsentKind;
  /** Why, in a word of a closed list or the owner's; of a pause its last serial day. */
  readonly reason: string;
  readonly letterId: string;
  /** The client as the owner calls him. */
  readonly client?: string;
  /** Version of the words that were agreed to, or of the page. */
  readonly textVersion?: string;
  readonly source?: ConsentSource;
  /** How it was said: "double opt-in", "one-click", a ticked box of the shop's form. */
  readonly how?: string;
  /** When it was said, epoch milliseconds; absent = now. */
  readonly timeMs?: number;
}

/** A line as it stands. `line` is its number in the ledger, 0 in bases that numbered none. */
export interface RecordedLine extends Required<Omit<LedgerLine, 'kind' | 'source' | 'timeMs'>> {
  /** A kind of the list; other texts say nothing. */
  readonly kind: string;
  readonly source: string;
  readonly line: number;
  /** `YYYY-MM-DD HH:mm:ss` of the spreadsheet. */
  readonly time: string;
  readonly rowIndex: number;
}

/** An address of which nothing is known. */
export const NOTHING_KNOWN: LedgerEntry = { consented: null, unsubscribed: false, optedOut: false, pausedUntilDay: null, monthly: false };

/** Lines in the order in which they were written, however the owner sorted the tab: those without a number came first. */
export function inOrder(lines: readonly RecordedLine[]): RecordedLine[] {
  return lines.slice().sort((a, b) => a.line - b.line || a.rowIndex - b.rowIndex);
}

/** What an address says after one more line. A full opt-out is never lifted; a consent or a new subscription lifts an earlier unsubscription. */
export function afterLine(entry: LedgerEntry, kind: string, reason: string): LedgerEntry {
  switch (kind) {
    case 'consented': return { ...entry, consented: true, unsubscribed: false };
    case 'resubscribed': return { ...entry, consented: true, unsubscribed: false, pausedUntilDay: null, monthly: false };
    case 'withdrawn': return { ...entry, consented: false, unsubscribed: true };
    case 'unsubscribed': return { ...entry, unsubscribed: true };
    case 'optedOut': return { ...entry, optedOut: true };
    case 'paused': return { ...entry, pausedUntilDay: Math.max(entry.pausedUntilDay ?? 0, Number(reason) || 0) };
    case 'monthly': return { ...entry, monthly: true };
    default: return entry;
  }
}
