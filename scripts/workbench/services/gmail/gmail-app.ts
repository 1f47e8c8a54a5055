/** GmailApp: sending, drafts and reading them (PLATFORM-FACTS §6.1). Search, labels and the inbox are not emulated. */
import { members, ServiceError, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { draftsOf, findDraft, letterOf, newMessageId } from '../mail/mailbox';
import { prepare } from '../mail/outgoing';
import { Gmail, GMAIL_COLLECTIONS } from './gmail-api';
import { GmailAttachment, GmailDraft, GmailMessage, GmailThread, messageById, storeDraft } from './gmail-message';

type GoogleGmailApp = GoogleAppsScript.Gmail.GmailApp;
type Options = GoogleAppsScript.Gmail.GmailAdvancedOptions;

type Emulated = 'createDraft' | 'getAliases' | 'getDraft' | 'getDraftMessages' | 'getDrafts' | 'getMessageById' | 'getThreadById' | 'sendEmail';

export class GmailApp extends ServiceObject implements Pick<GoogleGmailApp, Emulated> {
  static readonly interfaceName = 'Gmail.GmailApp';
  static readonly service = 'GmailApp';
  static readonly members: MemberTable = {
    ...members('write', 'exact', ['createDraft']),
    ...members('read', 'exact', ['getAliases', 'getDraft', 'getDraftMessages', 'getDrafts'], { drains: false }),
    ...members('read', { partial: 'only what was sent or drafted on the host' }, ['getMessageById', 'getThreadById'], { drains: false }),
    ...members('send', { partial: 'letters stay in the mailbox of the host' }, ['sendEmail']),
  };

  createDraft(recipient: string, subject: string, body: string, options: Options = {}): GoogleAppsScript.Gmail.GmailDraft {
    const draftId = `r${Array.from({ length: 19 }, () => Math.floor(this.execution.host.random() * 10)).join('')}`;
    storeDraft(this.execution, draftId, null, { recipient, subject, body, options });
    return new GmailDraft(this.execution, draftId);
  }

  getAliases(): string[] {
    return [...this.execution.effectiveUser.aliases];
  }

  getDraft(draftId: string): GoogleAppsScript.Gmail.GmailDraft {
    if (findDraft(this.execution, draftId) === null) throw new ServiceError('Invalid argument: draftId');
    return new GmailDraft(this.execution, draftId);
  }

  getDraftMessages(): GoogleAppsScript.Gmail.GmailMessage[] {
    return draftsOf(this.execution).map((draft) => new GmailMessage(this.execution, draft.letter) as unknown as GoogleAppsScript.Gmail.GmailMessage);
  }

  /** Newest first. */
  getDrafts(): GoogleAppsScript.Gmail.GmailDraft[] {
    return draftsOf(this.execution).map((draft) => new GmailDraft(this.execution, draft.id));
  }

  getMessageById(id: string): GoogleAppsScript.Gmail.GmailMessage {
    const message = messageById(this.execution, id);
    if (message === null) throw new ServiceError(`Invalid argument: ${id}`);
    return message;
  }

  /** null when the mailbox has no such thread. */
  getThreadById(id: string): GoogleAppsScript.Gmail.GmailThread {
    const thread = new GmailThread(this.execution, id);
    return (thread.getMessageCount() === 0 ? null : thread) as unknown as GoogleAppsScript.Gmail.GmailThread;
  }

  sendEmail(recipient: string, subject: string, body: string, options: Options = {}): GoogleGmailApp {
    const { host, effectiveUser } = this.execution;
    const request = { to: recipient, subject, body, options: options as Record<string, unknown> };
    const { raw, recipients } = prepare(this.execution, request, 'GmailApp');
    host.chargeQuota('email', effectiveUser.email, recipients);
    const id = newMessageId(this.execution);
    host.mail.add(letterOf(this.execution, raw, { id, threadId: id, via: 'GmailApp', labelIds: ['SENT'], owner: effectiveUser }));
    return this as unknown as GoogleGmailApp;
  }
}

export const gmailModule: ServiceModule = {
  globals: { GmailApp },
  classes: [GmailApp, GmailMessage, GmailDraft, GmailThread, GmailAttachment, ...GMAIL_COLLECTIONS],
  advanced: { gmail: Gmail },
};
