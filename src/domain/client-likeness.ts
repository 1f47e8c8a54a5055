/** What is compared of clients: names, cities, e-mails and phones, wherever they stand. */
import { normaliseCity } from '../core/contacts/city';
import { nameKey } from '../core/contacts/name';
import type { ClientProfile } from '../core/table/profiles';
import type { ArchiveRecord } from './archive';

/** What the archive says about a client that left the tab; `mergedInto` is followed through several merges. His contacts are those of his last row. */
export interface GoneClient {
  readonly mergedInto: string | null;
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** His number, and what the merge left out or replaced in the client he was merged into, among other words of its reason. */
  readonly former?: readonly string[];
  readonly record?: ArchiveRecord;
}

/** True where both names are given and share no word: two people, or one who cannot be recognised. */
export function namesDiffer(one: string, other: string): boolean {
  if (one === other) return false;
  const words = nameKeyOf(one).split(' ').filter((word) => word !== '');
  const others = new Set(nameKeyOf(other).split(' ').filter((word) => word !== ''));
  return words.length > 0 && others.size > 0 && !words.some((word) => others.has(word));
}

/** Equal for any order of the words, any case, ё and е, Cyrillic and Latin spelling. */
export function nameKeyOf(text: string): string {
  return text === '' ? '' : nameKey({ lastName: '', firstName: '', patronymic: '', whole: text });
}

/** A city without the word for it, in any case, with spaces or hyphens. */
export function cityKey(text: string): string {
  return text === '' ? '' : normaliseCity(text).city.toLowerCase().replace(/ё/g, 'е').replace(/[\s\-–—]+/g, ' ');
}

/** The text of a client column where it is what a person is called: no number, no letters of one, no contact. */
export function personName(text: string): string {
  return /\p{Lu}\p{Ll}/u.test(text) && !/[@\d]/.test(text) ? text : '';
}

/** The addresses a profile brings; what stands for his number may be one. */
export function emailsOf({ client, fields: { email = '' } }: ClientProfile): readonly string[] {
  return [email, client.includes('@') && client !== email ? client : ''].filter((text) => text !== '');
}

/** The e-mails and phones that are known of one who left. */
export function contactsOf({ email = '', phone = '', former = [] }: GoneClient): readonly string[] {
  return [email, phone, ...former.filter((text) => /^\S+@\S+$/.test(text) || /^[+\d][+\d\s(),./-]{8,}$/.test(text))].filter((text) => text !== '');
}

/** What people call the one a profile tells of, '' where only a number or a contact is known. */
export function personNameOf({ client, fields }: ClientProfile): string {
  return fields.name ?? personName(client);
}

/** A phone that stands where a client's number is expected; '' for anything else. */
export function phoneIn(client: string): string {
  const digits = client.replace(/\D/g, '').length;
  return digits >= 10 && digits <= 15 && /^[+\d\s()./-]+$/.test(client) ? client : '';
}

/** What stands before the sign of an address. */
export function localPart(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf('@')));
}
