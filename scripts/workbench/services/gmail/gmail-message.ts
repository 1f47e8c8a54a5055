/** GmailApp's messages, attachments, drafts and threads over the host's mail store. */
import type { Execution } from '../../runtime/execution';
import type { Draft, Letter } from '../../runtime/mail-store';
import { members, ServiceError, ServiceObject, type MemberTable } from '../../runtime/service';
import { Blob, BLOB_MEMBERS } from '../base/blob';
import { digest } from '../utilities/digest';
import type { MailAddress } from '../mail/address';
import { findDraft, findLetter, letterOf, newMessageId, readStored } from '../mail/mailbox';
import { htmlToText, type ReadFile, type ReadLetter } from '../mail/mime-read';
import { prepare } from '../mail/outgoing';

type GoogleMessage = GoogleAppsScript.Gmail.GmailMessage;
type GoogleDraft = GoogleAppsScript.Gmail.GmailDraft;
type GoogleThread = GoogleAppsScript.Gmail.GmailThread;
type GoogleAttachment = GoogleAppsScript.Gmail.GmailAttachment;
type Options = GoogleAppsScript.Gmail.GmailAdvancedOptions;

/** A file of a letter; behaves as a Blob. */
export class GmailAttachment extends Blob {
  static override readonly interfaceName: string = 'Gmail.GmailAttachment';
  static override readonly service: string = 'GmailApp';
  static override readonly members: MemberTable = {
    ...Object.fromEntries(Object.entries(BLOB_MEMBERS).map(([name, entry]) => [name, { ...entry, scopes: [] }])),
    ...members('pure', 'exact', ['getHash', 'getSize'], { scopes: [] }),
  };

  /** SHA-1 of the content in hexadecimal digits. */
  getHash(): string {
    return [...digest('SHA_1', this.bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  getSize(): number {
    return this.bytes.length;
  }

  override toString(): string {
    return 'GmailAttachment';
  }
}

function addresses(list: readonly MailAddress[]): string {
  return list.map((each) => (each.name === '' ? each.address : `${/[",<>@]/.test(each.name) ? JSON.stringify(each.name) : each.name} <${each.address}>`)).join(', ');
}

type Readable =
  | 'getAttachments' | 'getBcc' | 'getBody' | 'getCc' | 'getDate' | 'getFrom' | 'getHeader' | 'getId' | 'getPlainBody' | 'getRawContent' | 'getReplyTo'
  | 'getSubject' | 'getThread' | 'getTo' | 'isDraft' | 'isInChats' | 'isInInbox' | 'isInPriorityInbox' | 'isInTrash' | 'isStarred' | 'isUnread' | 'refresh';

export class GmailMessage extends ServiceObject implements Pick<GoogleMessage, Readable> {
  static readonly interfaceName = 'Gmail.GmailMessage';
  static readonly service = 'GmailApp';
  static readonly members: MemberTable = {
    ...members('read', 'exact', [
      'getAttachments', 'getBcc', 'getBody', 'getCc', 'getDate', 'getFrom', 'getHeader', 'getPlainBody', 'getRawContent', 'getReplyTo', 'getSubject', 'getTo',
    ], { drains: false }),
    ...members('pure', 'exact', ['getId', 'isDraft', 'refresh']),
    ...members('navigate', { partial: 'a thread holds what was sent from here; answers do not arrive' }, ['getThread']),
    ...members('pure', { partial: 'always false: the host has no inbox, bin or stars' }, ['isInChats', 'isInInbox', 'isInPriorityInbox', 'isInTrash', 'isStarred', 'isUnread']),
  };

  private readonly read: ReadLetter;

  constructor(
    execution: Execution,
    private readonly letter: Letter,
  ) {
    super(execution);
    this.read = readStored(letter);
  }

  getAttachments(options: GoogleAppsScript.Gmail.GmailAttachmentOptions = {}): GoogleAttachment[] {
    const withInline = options.includeInlineImages ?? true;
    const withAttachments = options.includeAttachments ?? true;
    const wanted = (file: ReadFile): boolean => (file.inline ? withInline : withAttachments);
    return this.read.files.filter(wanted).map((file) => new GmailAttachment(this.execution, file.bytes.slice(), file.contentType, file.name) as unknown as GoogleAttachment);
  }

  getBcc(): string {
    return addresses(this.read.bcc);
  }

  /** HTML of the letter; plain text is shown with its line breaks. */
  getBody(): string {
    return this.read.html ?? (this.read.text ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r?\n/g, '<br>\r\n');
  }

  getCc(): string {
    return addresses(this.read.cc);
  }

  getDate(): GoogleAppsScript.Base.Date {
    return new Date(this.letter.timeMs);
  }

  getFrom(): string {
    return addresses(this.read.from);
  }

  getHeader(name: string): string {
    return this.read.headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? '';
  }

  getId(): string {
    return this.letter.id;
  }

  getPlainBody(): string {
    return this.read.text ?? htmlToText(this.read.html ?? '');
  }

  getRawContent(): string {
    return this.letter.raw;
  }

  getReplyTo(): string {
    return addresses(this.read.replyTo);
  }

  getSubject(): string {
    return this.read.subject;
  }

  getThread(): GoogleThread {
    return new GmailThread(this.execution, this.letter.threadId) as unknown as GoogleThread;
  }

  getTo(): string {
    return addresses(this.read.to);
  }

  isDraft(): boolean {
    return this.letter.labelIds.includes('DRAFT');
  }

  isInChats(): boolean {
    return this.letter.labelIds.includes('CHAT');
  }

  isInPriorityInbox(): boolean {
    return this.isInInbox() && this.letter.labelIds.includes('IMPORTANT');
  }

  isInInbox(): boolean {
    return this.letter.labelIds.includes('INBOX');
  }

  isInTrash(): boolean {
    return this.letter.labelIds.includes('TRASH');
  }

  isStarred(): boolean {
    return this.letter.labelIds.includes('STARRED');
  }

  isUnread(): boolean {
    return this.letter.labelIds.includes('UNREAD');
  }

  refresh(): GoogleMessage {
    return this as unknown as GoogleMessage;
  }
}

export class GmailThread extends ServiceObject implements Pick<GoogleThread, 'getFirstMessageSubject' | 'getId' | 'getLastMessageDate' | 'getMessageCount' | 'getMessages' | 'getPermalink'> {
  static readonly interfaceName = 'Gmail.GmailThread';
  static readonly service = 'GmailApp';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', ['getId']),
    ...members('pure', { partial: 'a made-up address' }, ['getPermalink']),
    ...members('read', { partial: 'only what was sent or drafted on the host' }, ['getFirstMessageSubject', 'getLastMessageDate', 'getMessageCount', 'getMessages'], { drains: false }),
  };

  constructor(
    execution: Execution,
    private readonly threadId: string,
  ) {
    super(execution);
  }

  getFirstMessageSubject(): string {
    return this.letters()[0]?.subject ?? '';
  }

  getId(): string {
    return this.threadId;
  }

  getLastMessageDate(): GoogleAppsScript.Base.Date {
    return new Date(this.letters().at(-1)?.timeMs ?? 0);
  }

  getMessageCount(): number {
    return this.letters().length;
  }

  getMessages(): GoogleMessage[] {
    return this.letters().map((letter) => new GmailMessage(this.execution, letter) as unknown as GoogleMessage);
  }

  getPermalink(): string {
    return `https://mail.google.com/mail/#all/${this.threadId}`;
  }

  private letters(): Letter[] {
    const { host, effectiveUser } = this.execution;
    return [...host.mail.sent, ...host.mail.drafts.map((draft) => draft.letter)]
      .filter((letter) => letter.ownerEmail === effectiveUser.email && letter.threadId === this.threadId)
      .sort((one, other) => one.timeMs - other.timeMs);
  }
}

export class GmailDraft extends ServiceObject implements GoogleDraft {
  static readonly interfaceName = 'Gmail.GmailDraft';
  static readonly service = 'GmailApp';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', ['getId', 'getMessageId']),
    ...members('read', 'exact', ['getMessage'], { drains: false }),
    ...members('write', 'exact', ['deleteDraft', 'update']),
    ...members('send', { partial: 'letters stay in the mailbox of the host' }, ['send']),
  };

  private messageId: string;

  constructor(
    execution: Execution,
    private readonly draftId: string,
  ) {
    super(execution);
    this.messageId = this.draft().letter.id;
  }

  deleteDraft(): void {
    this.draft();
    this.execution.host.mail.removeDraft(this.draftId);
  }

  getId(): string {
    return this.draftId;
  }

  getMessage(): GoogleMessage {
    return new GmailMessage(this.execution, this.draft().letter) as unknown as GoogleMessage;
  }

  getMessageId(): string {
    return this.messageId;
  }

  send(): GoogleMessage {
    const { letter } = this.draft();
    const { host, effectiveUser } = this.execution;
    const recipients = letter.to.length + letter.cc.length + letter.bcc.length;
    if (recipients === 0) throw new ServiceError('Failed to send email: no recipient');
    host.chargeQuota('email', effectiveUser.email, recipients);
    const sent = letterOf(this.execution, letter.raw, { id: newMessageId(this.execution), threadId: letter.threadId, via: 'GmailApp', labelIds: ['SENT'], owner: effectiveUser });
    host.mail.removeDraft(this.draftId);
    host.mail.add(sent);
    return new GmailMessage(this.execution, sent) as unknown as GoogleMessage;
  }

  update(recipient: string, subject: string, body: string, options: Options = {}): GoogleDraft {
    const { letter } = this.draft();
    storeDraft(this.execution, this.draftId, letter.threadId, { recipient, subject, body, options });
    this.messageId = this.draft().letter.id;
    return this;
  }

  private draft(): Draft {
    const draft = findDraft(this.execution, this.draftId);
    if (draft === null) throw new ServiceError('Gmail operation not allowed.');
    return draft;
  }
}

/** Writes a draft (a new one when `threadId` is null); its message gets a new id each time, as in Gmail. */
export function storeDraft(
  execution: Execution,
  draftId: string,
  threadId: string | null,
  about: { readonly recipient: string; readonly subject: string; readonly body: string; readonly options: Options },
): void {
  const { raw } = prepare(execution, { to: about.recipient, subject: about.subject, body: about.body, options: about.options as Record<string, unknown> }, 'GmailApp', true);
  const id = newMessageId(execution);
  const letter = letterOf(execution, raw, { id, threadId: threadId ?? id, via: 'GmailApp', labelIds: ['DRAFT'], owner: execution.effectiveUser });
  execution.host.mail.putDraft({ id: draftId, letter });
}

/** The message with that id in the user's mailbox, or null. */
export function messageById(execution: Execution, id: string): GoogleMessage | null {
  const letter = findLetter(execution, id);
  return letter === null ? null : (new GmailMessage(execution, letter) as unknown as GoogleMessage);
}
