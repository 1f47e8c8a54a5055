/** The person at the keyboard. */
import type { Person } from '../domain/ports';

/** No counted calls. */
export class SessionPerson implements Person {
  email(): string {
    try {
      return Session.getActiveUser().getEmail();
    } catch {
      // The permission to see the address was refused: only sending is switched off by that.
      return '';
    }
  }
}
