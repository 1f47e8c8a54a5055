/** Sends letters through MailApp where the Gmail service is not available: no headers of our own, only the visible link. */
import type { LetterPicture, Mailer, OutgoingLetter, SendOutcome } from '../domain/ports';
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
    const pictures = letter.pictures ?? [];
    try {
      MailApp.sendEmail(letter.to, letter.subject, letter.text, {
        htmlBody: withPlainIds(letter.html, pictures),
        ...(pictures.length === 0 ? {} : { inlineImages: Object.fromEntries(pictures.map((picture, index) => [plainId(index), blobOf(picture)])) }),
        ...(letter.senderName === '' ? {} : { name: letter.senderName }),
        ...(letter.replyTo === '' ? {} : { replyTo: letter.replyTo }),
      });
      return { kind: 'sent', id: '' };
    } catch (error) {
      return sendFailure(error);
    }
  }
}

/** MailApp names pictures by keys of its own; plain ones need no escaping anywhere. */
function plainId(index: number): string {
  return `picture${index + 1}`;
}

function withPlainIds(html: string, pictures: readonly LetterPicture[]): string {
  return pictures.reduce((changed, { contentId }, index) => changed.split(`cid:${contentId}`).join(`cid:${plainId(index)}`), html);
}

/** Apps Script counts bytes from −128 to 127. */
function blobOf({ bytes, mimeType, fileName }: LetterPicture): GoogleAppsScript.Base.Blob {
  return Utilities.newBlob(Array.from(bytes, (byte) => (byte > 127 ? byte - 256 : byte)), mimeType, fileName);
}
