/** Reads e-mails and phones of many clients for comparison, each text once: what two clients share, and what proves nothing. */
import { readEmail } from '../core/contacts/email';
import { ROLE_NAMES } from '../core/contacts/email-domains';
import { defaultCountryOf, normalisePhone } from '../core/contacts/phone';
import type { PhoneCountry } from '../core/contacts/phone';
import { normaliseAddress } from '../core/mail/address';

/** Most addresses: nothing that a reader would take off or doubt. */
const PLAIN_ADDRESS = /^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$/;

/** An e-mail cell as compared. */
export interface ContactEmail {
  /** The form in which addresses are compared; '' where the text holds none. */
  readonly key: string;
  /** An office or a whole firm (info@): tells nobody apart. */
  readonly isRole: boolean;
}

/** Reads contacts. Phones cost up to 0.1 ms, mistyped addresses up to 0.5 ms, so each different text is read once. */
export class ContactReader {
  private readonly country: PhoneCountry;
  private readonly emails = new Map<string, ContactEmail>();
  private readonly phones = new Map<string, readonly string[]>();
  private readonly meantDomains = new Map<string, string | null>();

  /** @param locale of the spreadsheet: the country of phones without a plus */
  constructor(locale: string) {
    this.country = defaultCountryOf(locale);
  }

  /** The address of a cell. */
  email(text: string): ContactEmail {
    const trimmed = text.trim();
    if (PLAIN_ADDRESS.test(trimmed)) {
      const key = normaliseAddress(trimmed);
      return { key, isRole: isRoleAddress(key) };
    }
    let known = this.emails.get(trimmed);
    if (known === undefined) {
      const reading = trimmed === '' ? null : readEmail(trimmed);
      const key = reading === null || !reading.mailable ? '' : reading.key;
      known = { key, isRole: isRoleAddress(key) };
      this.emails.set(trimmed, known);
    }
    return known;
  }

  /** The address that was probably meant (`anna@gmial.com`), as compared; '' where nothing better is known. */
  meantEmail(text: string): string {
    const trimmed = text.trim();
    if (!PLAIN_ADDRESS.test(trimmed)) {
      const { suggestion } = trimmed === '' ? { suggestion: null } : readEmail(trimmed);
      return suggestion === null ? '' : normaliseAddress(suggestion);
    }
    const at = trimmed.lastIndexOf('@');
    const domain = trimmed.slice(at + 1).toLowerCase();
    let meant = this.meantDomains.get(domain);
    if (meant === undefined) {
      meant = readEmail(`a@${domain}`).suggestion?.slice(2) ?? null;
      this.meantDomains.set(domain, meant);
    }
    return meant === null ? '' : normaliseAddress(`${trimmed.slice(0, at)}@${meant}`);
  }

  /** The good numbers of a cell: E.164, with the extension behind a semicolon. */
  phonesOf(text: string): readonly string[] {
    const trimmed = text.trim();
    let known = this.phones.get(trimmed);
    if (known === undefined) {
      const readings = trimmed === '' ? [] : normalisePhone(trimmed, this.country);
      known = [...new Set(readings.filter(({ valid }) => valid).map(({ e164, extension }) => (extension === '' ? e164 : `${e164};${extension}`)))];
      this.phones.set(trimmed, known);
    }
    return known;
  }
}

function isRoleAddress(key: string): boolean {
  return ROLE_NAMES.has(key.slice(0, Math.max(0, key.lastIndexOf('@'))));
}
