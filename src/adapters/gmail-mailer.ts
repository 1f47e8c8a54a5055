/** Sends complete MIME messages through the Gmail advanced service. */
import type { Mailer, OutgoingLetter, SendOutcome } from '../domain/ports';
import { sendFailure } from './send-failure';

/** The advanced service as the manifest names it; undefined where it is not enabled. */
export function gmailService(): GoogleAppsScript.Gmail | null {
  return typeof Gmail === 'undefined' ? null : Gmail;
}

/** `send` is 1 counted call; this service tells no remaining quota. */
export class GmailMailer implements Mailer {
  readonly kind = 'gmail';

  constructor(private readonly gmail: GoogleAppsScript.Gmail) {}

  remaining(): null {
    return null;
  }

  send(letter: OutgoingLetter): SendOutcome {
    const raw = Utilities.base64EncodeWebSafe(letter.raw, Utilities.Charset.UTF_8);
    try {
      const sent = this.gmail.Users?.Messages?.send({ raw }, 'me');
      return sent?.id === undefined ? { kind: 'unknown', text: '' } : { kind: 'sent', id: sent.id };
    } catch (error) {
      return sendFailure(error);
    }
  }
}
