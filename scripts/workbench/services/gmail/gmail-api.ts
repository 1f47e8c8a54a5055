/** The Gmail advanced service: Users.Messages, Users.Drafts, Users.Labels, getProfile (PLATFORM-FACTS §1.4, §6.1, §6.2). */
import type { Draft, Letter } from '../../runtime/mail-store';
import { members, ServiceError, ServiceObject, type MemberTable, type ServiceClass } from '../../runtime/service';
import { textOf } from '../base/text-value';
import { draftsOf, findDraft, findLetter, letterOf, newMessageId } from '../mail/mailbox';
import { gmailError } from './gmail-error';
import { takeRecipients, takeUnits } from './gmail-limits';
import { draftResource, messageResource, shortMessage, type MessageFormat } from './gmail-resource';
import { asSent, countRecipients, rawOf } from './raw-letter';

type Users = GoogleAppsScript.Gmail.Collection.UsersCollection;
type Messages = GoogleAppsScript.Gmail.Collection.Users.MessagesCollection;
type Drafts = GoogleAppsScript.Gmail.Collection.Users.DraftsCollection;
type Labels = GoogleAppsScript.Gmail.Collection.Users.LabelsCollection;
type Schema = {
  message: GoogleAppsScript.Gmail.Schema.Message;
  draft: GoogleAppsScript.Gmail.Schema.Draft;
};

const SEND = ['https://mail.google.com/', 'gmail.modify', 'gmail.compose', 'gmail.send'];
const COMPOSE = ['https://mail.google.com/', 'gmail.modify', 'gmail.compose'];
const READ = ['https://mail.google.com/', 'gmail.modify', 'gmail.readonly'];
const READ_DRAFTS = [...COMPOSE, 'gmail.readonly'];
const LABELS = [...READ, 'gmail.labels', 'gmail.metadata'];
const PROFILE = [...READ_DRAFTS, 'gmail.metadata'];

const SYSTEM_LABELS = ['CHAT', 'SENT', 'INBOX', 'IMPORTANT', 'TRASH', 'DRAFT', 'SPAM', 'STARRED', 'UNREAD'];
const NOT_FOUND = 'Requested entity was not found.';

/** What all collections share: the mailbox may be only the user's own. */
abstract class GmailCollection extends ServiceObject {
  static readonly service: string = 'Gmail';

  /** Checks the user id and charges the units of a call of `gmail.users.…`. */
  protected begin(method: string, userId: unknown, units: number): string {
    const name = `gmail.users.${method}`;
    if (userId !== 'me' && textOf(userId).toLowerCase() !== this.execution.effectiveUser.email.toLowerCase()) {
      throw gmailError(name, { code: 403, reason: 'delegationDenied', text: `Delegation denied for ${this.execution.effectiveUser.email}` });
    }
    takeUnits(this.execution, name, units);
    return name;
  }

  protected option(optionalArgs: unknown, name: string): unknown {
    return typeof optionalArgs === 'object' && optionalArgs !== null ? (optionalArgs as Record<string, unknown>)[name] : undefined;
  }

  protected format(optionalArgs: unknown): MessageFormat {
    const format = textOf(this.option(optionalArgs, 'format')).toLowerCase();
    return format === 'minimal' || format === 'raw' || format === 'metadata' ? format : 'full';
  }

  /** Sends a MIME source and stores the letter. */
  protected deliver(method: string, raw: string, threadId: string | null): Letter {
    const { host, effectiveUser } = this.execution;
    const recipients = countRecipients(method, raw);
    takeRecipients(this.execution, method, recipients);
    const id = newMessageId(this.execution);
    const letter = letterOf(this.execution, asSent(this.execution, raw), { id, threadId: threadId ?? id, via: 'Gmail', labelIds: ['SENT'], owner: effectiveUser });
    host.mail.add(letter);
    return letter;
  }

  /** The thread a resource asks for; throws when the mailbox has no such thread. */
  protected threadOf(method: string, resource: unknown): string | null {
    const threadId = this.option(resource, 'threadId');
    if (threadId === undefined || threadId === null || threadId === '') return null;
    const { host, effectiveUser } = this.execution;
    const known = [...host.mail.sent, ...host.mail.drafts.map((draft) => draft.letter)]
      .some((letter) => letter.ownerEmail === effectiveUser.email && letter.threadId === threadId);
    if (!known) throw gmailError(method, { code: 404, reason: 'notFound', text: NOT_FOUND });
    return textOf(threadId);
  }
}

export class MessagesCollection extends GmailCollection implements Pick<Messages, 'get' | 'list' | 'send'> {
  static readonly interfaceName = 'Gmail.Collection.Users.MessagesCollection';
  static readonly members: MemberTable = {
    ...members('read', { partial: 'data and raw are Byte[]; letters sent from the host only' }, ['get'], { scopes: READ, drains: false }),
    ...members('read', { partial: 'without q; letters sent from the host only' }, ['list'], { scopes: READ, drains: false }),
    ...members('send', { partial: 'letters stay in the mailbox of the host' }, ['send'], { scopes: SEND }),
  };

  get(userId: string, id: string, optionalArgs?: object): Schema['message'] {
    const method = this.begin('messages.get', userId, 5);
    const letter = findLetter(this.execution, id);
    if (letter === null) throw gmailError(method, { code: 404, reason: 'notFound', text: NOT_FOUND });
    return messageResource(letter, this.format(optionalArgs));
  }

  /** Newest first. */
  list(userId: string, optionalArgs?: object): GoogleAppsScript.Gmail.Schema.ListMessagesResponse {
    this.begin('messages.list', userId, 5);
    if (this.option(optionalArgs, 'q') !== undefined) throw new ServiceError('not emulated: Gmail.Users.Messages.list with q');
    const { host, effectiveUser } = this.execution;
    const wanted = this.option(optionalArgs, 'labelIds');
    const labels = Array.isArray(wanted) ? wanted.map(textOf) : wanted === undefined ? [] : [textOf(wanted)];
    const letters = [...host.mail.sent, ...host.mail.drafts.map((draft) => draft.letter)]
      .filter((letter) => letter.ownerEmail === effectiveUser.email && labels.every((label) => letter.labelIds.includes(label)))
      .sort((one, other) => other.timeMs - one.timeMs)
      .slice(0, Number(this.option(optionalArgs, 'maxResults') ?? 100));
    if (letters.length === 0) return { resultSizeEstimate: 0 };
    return { messages: letters.map((letter) => ({ id: letter.id, threadId: letter.threadId })), resultSizeEstimate: letters.length };
  }

  send(resource: Schema['message'], userId: string, mediaData?: unknown): Schema['message'] {
    const method = this.begin('messages.send', userId, 100);
    const raw = rawOf(method, resource, mediaData);
    return shortMessage(this.deliver(method, raw, this.threadOf(method, resource)));
  }
}

export class DraftsCollection extends GmailCollection implements Pick<Drafts, 'create' | 'get' | 'list' | 'remove' | 'send' | 'update'> {
  static readonly interfaceName = 'Gmail.Collection.Users.DraftsCollection';
  static readonly members: MemberTable = {
    ...members('read', { partial: 'data and raw are Byte[]' }, ['get'], { scopes: READ_DRAFTS, drains: false }),
    ...members('read', { partial: 'without q' }, ['list'], { scopes: READ_DRAFTS, drains: false }),
    ...members('write', 'exact', ['create', 'remove', 'update'], { scopes: COMPOSE }),
    ...members('send', { partial: 'letters stay in the mailbox of the host' }, ['send'], { scopes: COMPOSE }),
  };

  create(resource: Schema['draft'], userId: string, mediaData?: unknown): Schema['draft'] {
    const method = this.begin('drafts.create', userId, 10);
    const digits = Array.from({ length: 19 }, () => Math.floor(this.execution.host.random() * 10)).join('');
    return this.store(method, `r${digits}`, resource, mediaData, this.threadOf(method, resource.message));
  }

  get(userId: string, id: string, optionalArgs?: object): Schema['draft'] {
    const method = this.begin('drafts.get', userId, 5);
    return draftResource(this.find(method, id), this.format(optionalArgs));
  }

  list(userId: string, optionalArgs?: object): GoogleAppsScript.Gmail.Schema.ListDraftsResponse {
    this.begin('drafts.list', userId, 5);
    if (this.option(optionalArgs, 'q') !== undefined) throw new ServiceError('not emulated: Gmail.Users.Drafts.list with q');
    const drafts = draftsOf(this.execution).slice(0, Number(this.option(optionalArgs, 'maxResults') ?? 100));
    if (drafts.length === 0) return { resultSizeEstimate: 0 };
    return {
      drafts: drafts.map((draft) => ({ id: draft.id, message: { id: draft.letter.id, threadId: draft.letter.threadId } })),
      resultSizeEstimate: drafts.length,
    };
  }

  remove(userId: string, id: string): void {
    const method = this.begin('drafts.delete', userId, 10);
    this.find(method, id);
    this.execution.host.mail.removeDraft(id);
  }

  send(resource: Schema['draft'], userId: string, mediaData?: unknown): Schema['message'] {
    const method = this.begin('drafts.send', userId, 100);
    const draft = this.find(method, resource.id ?? '');
    const changed = mediaData !== undefined || resource.message?.raw !== undefined;
    const raw = changed ? rawOf(method, resource.message, mediaData) : draft.letter.raw;
    const letter = this.deliver(method, raw, draft.letter.threadId);
    this.execution.host.mail.removeDraft(draft.id);
    return shortMessage(letter);
  }

  update(resource: Schema['draft'], userId: string, id: string, mediaData?: unknown): Schema['draft'] {
    const method = this.begin('drafts.update', userId, 15);
    const draft = this.find(method, id);
    return this.store(method, id, resource, mediaData, draft.letter.threadId);
  }

  private find(method: string, id: string): Draft {
    const draft = findDraft(this.execution, id);
    if (draft === null) throw gmailError(method, { code: 404, reason: 'notFound', text: NOT_FOUND });
    return draft;
  }

  private store(method: string, draftId: string, resource: Schema['draft'], mediaData: unknown, threadId: string | null): Schema['draft'] {
    const raw = asSent(this.execution, rawOf(method, resource.message, mediaData));
    const id = newMessageId(this.execution);
    const letter = letterOf(this.execution, raw, {
      id, threadId: threadId ?? id, via: 'Gmail', labelIds: ['DRAFT'], owner: this.execution.effectiveUser,
    });
    const draft = { id: draftId, letter };
    this.execution.host.mail.putDraft(draft);
    return draftResource(draft, 'short');
  }
}

export class LabelsCollection extends GmailCollection implements Pick<Labels, 'list'> {
  static readonly interfaceName = 'Gmail.Collection.Users.LabelsCollection';
  static readonly members: MemberTable = members('read', { partial: 'the labels of the system only' }, ['list'], { scopes: LABELS, drains: false });

  list(userId: string): GoogleAppsScript.Gmail.Schema.ListLabelsResponse {
    this.begin('labels.list', userId, 1);
    return { labels: SYSTEM_LABELS.map((name) => ({ id: name, name, type: 'system' })) };
  }
}

export class UsersCollection extends GmailCollection implements Pick<Users, 'getProfile'> {
  static readonly interfaceName = 'Gmail.Collection.UsersCollection';
  static readonly members: MemberTable = {
    ...members('navigate', 'exact', ['Drafts', 'Labels', 'Messages'], { scopes: [] }),
    ...members('read', { partial: 'counts what was sent or drafted on the host' }, ['getProfile'], { scopes: PROFILE, drains: false }),
  };

  get Drafts(): DraftsCollection {
    return new DraftsCollection(this.execution);
  }

  get Labels(): LabelsCollection {
    return new LabelsCollection(this.execution);
  }

  get Messages(): MessagesCollection {
    return new MessagesCollection(this.execution);
  }

  getProfile(userId: string): GoogleAppsScript.Gmail.Schema.Profile {
    this.begin('getProfile', userId, 1);
    const { host, effectiveUser } = this.execution;
    const own = [...host.mail.sent, ...host.mail.drafts.map((draft) => draft.letter)].filter((letter) => letter.ownerEmail === effectiveUser.email);
    return {
      emailAddress: effectiveUser.email,
      messagesTotal: own.length,
      threadsTotal: new Set(own.map((letter) => letter.threadId)).size,
      historyId: String(Math.max(1, ...own.map((letter) => letter.timeMs))),
    };
  }
}

export class Gmail extends GmailCollection implements Pick<GoogleAppsScript.Gmail, 'newDraft' | 'newMessage'> {
  static readonly interfaceName = 'Gmail';
  static readonly members: MemberTable = {
    ...members('navigate', 'exact', ['Users'], { scopes: [] }),
    ...members('pure', 'exact', ['newDraft', 'newMessage'], { scopes: [] }),
  };

  get Users(): UsersCollection {
    return new UsersCollection(this.execution);
  }

  newDraft(): Schema['draft'] {
    return {};
  }

  newMessage(): Schema['message'] {
    return {};
  }
}

/** The classes of the service besides its root. */
export const GMAIL_COLLECTIONS: readonly ServiceClass[] = [Gmail, UsersCollection, MessagesCollection, DraftsCollection, LabelsCollection];
