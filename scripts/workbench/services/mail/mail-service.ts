/** MailApp (PLATFORM-FACTS §6.1, §6.5). */
import { members, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { textOf } from '../base/text-value';
import { letterOf, newMessageId } from './mailbox';
import { prepare, type Request } from './outgoing';

type Options = GoogleAppsScript.Mail.MailAdvancedParameters;

/** What sendEmail was given, in one shape; the four-text form is (to, replyTo, subject, body). */
function requestOf(args: readonly unknown[]): Request {
  const [first, second, third, fourth] = args;
  if (typeof first === 'object' && first !== null) {
    const options = first as Record<string, unknown>;
    return { to: textOf(options['to']), subject: textOf(options['subject']), body: textOf(options['body']), options };
  }
  if (typeof fourth === 'string') return { to: textOf(first), subject: textOf(third), body: fourth, options: { replyTo: second } };
  return { to: textOf(first), subject: textOf(second), body: textOf(third), options: (fourth ?? {}) as Record<string, unknown> };
}

export class MailApp extends ServiceObject implements GoogleAppsScript.Mail.MailApp {
  static readonly interfaceName = 'Mail.MailApp';
  static readonly service = 'MailApp';
  static readonly members: MemberTable = {
    ...members('read', 'exact', ['getRemainingDailyQuota'], { drains: false }),
    ...members('send', { partial: 'letters stay in the mailbox of the host' }, ['sendEmail']),
  };

  /** Recipients left today (to, cc and bcc counted). */
  getRemainingDailyQuota(): number {
    return this.execution.host.remainingQuota('email', this.execution.effectiveUser.email);
  }

  sendEmail(...args: readonly [Options] | readonly [string, string, string] | readonly [string, string, string, Options | string]): void {
    const { host, effectiveUser } = this.execution;
    const { raw, recipients } = prepare(this.execution, requestOf(args), 'MailApp');
    host.chargeQuota('email', effectiveUser.email, recipients);
    const id = newMessageId(this.execution);
    host.mail.add(letterOf(this.execution, raw, { id, threadId: id, via: 'MailApp', labelIds: ['SENT'], owner: effectiveUser }));
  }
}

export const mailModule: ServiceModule = { globals: { MailApp }, classes: [MailApp] };
