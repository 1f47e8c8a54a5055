/** Sends letters through MailApp where the Gmail service is not available: no headers of our own, only the visible link. */
import type { Mailer, OutgoingLetter, SendOutcome } from '../domain/ports';
import { sendFailure } from './send-failure';

/** Letters kept back from MailApp's quota: it may lag by a few. */
const RESERVE = 5;

/** `remaining` and `send` are 1 counted call each. */
export class MailAppMailer implements Mailer {
  readonly kind = 'mailapp';

  remaining(): number {
    return Math.max(0, MailApp.getRemainingDailyQuota() - RESERVE);
  }

  send(letter: OutgoingLetter): SendOutcome {
    try {
      MailApp.sendEmail(letter.to, letter.subject, letter.text, {
        htmlBody: letter.html,
        ...(letter.senderName === '' ? {} : { name: letter.senderName }),
        ...(letter.replyTo === '' ? {} : { replyTo: letter.replyTo }),
      });
      return { kind: 'sent', id: '' };
    } catch (error) {
      return sendFailure(error);
    }
  }
}
