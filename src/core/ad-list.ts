/**
 * Customer lists for advertising platforms: which values each takes, in which form, under which digest.
 * Sources: Google Ads "Format your customer data file" and Campaign Manager 360 (SHA-256, E.164, no dots before gmail.com), Meta "Hashing and
 * normalizing data" (SHA-256, digits with country code), Yandex Audience "Data requirements" (one CSV with phone and email, SHA-256; new MD5 lists
 * are refused since January 2025), VK Ads / myTarget "User lists" (one list holds one kind of values, MD5).
 */

/** Platforms in the order in which they are offered. */
export const AD_PLATFORMS = ['google', 'meta', 'yandex', 'vk'] as const;
export type AdPlatform = (typeof AD_PLATFORMS)[number];

/** What is hashed. */
export type AdIdentifier = 'email' | 'phone';

/** Digests that platforms take. */
export type AdDigest = 'SHA-256' | 'MD5';

/** The form of a platform's list. */
export interface AdListForm {
  readonly digest: AdDigest;
  /** Header of the file by identifier; null = a bare list of one identifier, one value a line. */
  readonly header: Readonly<Record<AdIdentifier, string>> | null;
}

const FORMS: Readonly<Record<AdPlatform, AdListForm>> = {
  google: { digest: 'SHA-256', header: { email: 'Email', phone: 'Phone' } },
  meta: { digest: 'SHA-256', header: { email: 'email', phone: 'phone' } },
  yandex: { digest: 'SHA-256', header: { email: 'email', phone: 'phone' } },
  vk: { digest: 'MD5', header: null },
};

/** The form of a platform's list. */
export function adListForm(platform: AdPlatform): AdListForm {
  return FORMS[platform];
}

/** A client as the list takes him: addresses and numbers that were found good, in any case, numbers in E.164. */
export interface AdContact {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
}

/** The text whose digest the platform compares. Values of one meaning give one text. */
export function adText(platform: AdPlatform, identifier: AdIdentifier, value: string): string {
  if (identifier === 'phone') return platform === 'google' ? value : value.replace(/\D/g, '');
  const email = value.trim().toLowerCase();
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  // Google compares mailboxes, and dots make no difference in its own ones.
  if (platform === 'google' && (domain === 'gmail.com' || domain === 'googlemail.com')) return `${email.slice(0, at).replace(/\./g, '')}@${domain}`;
  return email;
}

/**
 * Rows of the file, the header first where there is one. Each digest stands once; where a client has more values of one kind, each further
 * one gets a row of its own.
 * @param only for a platform whose list holds one kind of values
 */
export function adRows(platform: AdPlatform, contacts: readonly AdContact[], only: AdIdentifier, digest: (algorithm: AdDigest, text: string) => string): string[][] {
  const form = FORMS[platform];
  const seen = new Set<string>();
  const digestsOf = (identifier: AdIdentifier, values: readonly string[]): string[] => values.flatMap((value) => {
    const text = digest(form.digest, adText(platform, identifier, value));
    if (seen.has(text)) return [];
    seen.add(text);
    return [text];
  });
  if (form.header === null) return contacts.flatMap(({ emails, phones }) => digestsOf(only, only === 'email' ? emails : phones).map((text) => [text]));
  const rows: string[][] = [[form.header.email, form.header.phone]];
  for (const contact of contacts) {
    const emails = digestsOf('email', contact.emails);
    const phones = digestsOf('phone', contact.phones);
    for (let index = 0; index < Math.max(emails.length, phones.length); index += 1) rows.push([emails[index] ?? '', phones[index] ?? '']);
  }
  return rows;
}
