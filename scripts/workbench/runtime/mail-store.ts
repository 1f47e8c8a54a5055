/** Letters and drafts of the users: what MailApp, GmailApp and the Gmail service write and the mailbox panel and tests read. */
import type { Json, StateSlot } from './state';

/** A letter that left, or a draft. `raw` is the complete MIME text (CRLF line ends, one character per byte is not assumed: UTF-8 text). */
export interface Letter {
  readonly id: string;
  readonly threadId: string;
  /** Mailbox it belongs to. */
  readonly ownerEmail: string;
  /** Virtual epoch milliseconds of sending (or of the last change of a draft). */
  readonly timeMs: number;
  readonly via: 'MailApp' | 'GmailApp' | 'Gmail';
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly raw: string;
  readonly labelIds: readonly string[];
}

export interface Draft {
  readonly id: string;
  readonly letter: Letter;
}

/** All mailboxes of the host. Listeners hear of each letter sent. */
export interface MailStore {
  readonly sent: readonly Letter[];
  readonly drafts: readonly Draft[];
  add(letter: Letter): void;
  /** Adds a draft or replaces the one with its id. */
  putDraft(draft: Draft): void;
  /** true when there was one. */
  removeDraft(id: string): boolean;
  onSent(listener: (letter: Letter) => void): () => void;
}

class MemoryMailStore implements MailStore {
  readonly sent: Letter[] = [];
  readonly drafts: Draft[] = [];
  private readonly listeners = new Set<(letter: Letter) => void>();

  add(letter: Letter): void {
    this.sent.push(letter);
    for (const listener of this.listeners) listener(letter);
  }

  putDraft(draft: Draft): void {
    const index = this.drafts.findIndex((other) => other.id === draft.id);
    if (index < 0) this.drafts.push(draft);
    else this.drafts[index] = draft;
  }

  removeDraft(id: string): boolean {
    const index = this.drafts.findIndex((draft) => draft.id === id);
    if (index >= 0) this.drafts.splice(index, 1);
    return index >= 0;
  }

  onSent(listener: (letter: Letter) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** The slot of the mail store in the host's state. */
export const MAIL_SLOT: StateSlot<MailStore> = {
  key: 'mail',
  create: () => new MemoryMailStore(),
  save: (store) => ({ sent: [...store.sent], drafts: [...store.drafts] }) as unknown as Json,
  load: (saved) => {
    const data = saved as unknown as { sent: Letter[]; drafts: Draft[] };
    const store = new MemoryMailStore();
    store.sent.push(...data.sent);
    store.drafts.push(...data.drafts);
    return store;
  },
};
