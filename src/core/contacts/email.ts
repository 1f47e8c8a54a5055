/** E-mail addresses of a client list: the address a cell holds, whether it can be one, and the one that was probably meant. */
import { hasControl, isValidAddress, normaliseAddress } from '../mail/address';
import type { KnownDomains } from './email-domains';
import { DISPOSABLE_DOMAINS, PROVIDERS, ROLE_NAMES } from './email-domains';
import { latinLookAlikes } from './email-letters';
import { isKnownDomain, suggestDomain } from './email-typo';

/**
 * What is worth knowing of an address: an office and not a person (`role`), a throw-away mailbox, letters of another alphabet that look the
 * same, a typo in the domain, stray marks or words around it, a domain that is a bare country code (`a@io`: correct to the letter, never mailed).
 */
export type EmailMark = 'role' | 'disposable' | 'lookAlike' | 'domainTypo' | 'strayMarks' | 'bareTopLevel';

/** Why a text is no address. `several`: more than one stands in the cell. */
export type EmailFault = 'empty' | 'controlCharacter' | 'several' | 'atSignMissing' | 'spaces' | 'localPart' | 'domain' | 'tooLong';

export interface EmailReading {
  readonly raw: string;
  /**
   * The address as it is to be written: trimmed, without `mailto:`, brackets and name, domain in lower case. The case of the local part is
   * kept, as only its host may say that it does not matter; an address all in capitals is taken for a caps lock and lowered.
   */
  readonly email: string;
  /** The form in which addresses are compared and found again: all in lower case, domain in ASCII (`normaliseAddress`). */
  readonly key: string;
  /**
   * `suggested`: not sure or not right as written, and `suggestion` is probably meant. `invalid`: no address; a suggestion is there only
   * where a line break or a final dot is all that is wrong, which strict rules refuse.
   */
  readonly status: 'valid' | 'suggested' | 'invalid';
  readonly suggestion: string | null;
  readonly reasons: readonly EmailMark[];
  /** null unless invalid. */
  readonly reason: EmailFault | null;
  /** True exactly when a letter can go to `email`: `isValidAddress` of the mailing. */
  readonly mailable: boolean;
}

/** The domain that was probably meant instead of one, or null. */
export type SuggestDomain = (domain: string) => string | null;

/** A cell longer than this is an essay: an address has at most 254 characters, with names and brackets a few more. */
const LONGEST_CELL = 1000;

/**
 * Reads one cell. Nothing is corrected silently: what goes beyond spaces, case, `mailto:` and brackets is a suggestion.
 *
 * @param ownDomains domains frequent in the base (`frequentDomains`), known besides the providers
 * @param known replaces the list of providers that typos are measured against
 * @param suggest the domain probably meant, for a caller who reads many addresses (`rememberedSuggestions`)
 */
export function readEmail(
  text: string, ownDomains: readonly string[] = [], known: KnownDomains = PROVIDERS, suggest: SuggestDomain = (domain) => suggestDomain(domain, ownDomains, known),
): EmailReading {
  if (text.length > LONGEST_CELL) return invalid(text, '', 'tooLong');
  if (hasControl(text)) return readControlled(text, ownDomains, known, suggest);
  const spaced = text.replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g, '').replace(/\s+/g, ' ').trim();
  const bare = withoutWrapping(spaced);
  const email = tidied(bare);
  const fault = holdsSeveral(spaced) ? 'several' : faultOf(email);
  const at = email.lastIndexOf('@');
  if (fault === 'spaces') {
    const meant = amongWords(bare, ownDomains, known, suggest);
    return meant === null ? invalid(text, email, fault) : suggested(text, email, meant, ['strayMarks']);
  }
  if (fault === 'empty' || fault === 'several' || fault === 'atSignMissing') return invalid(text, email, fault);

  const reasons: EmailMark[] = [];
  const isKnown = (domain: string): boolean => isKnownDomain(domain, ownDomains, known);
  const local = email.slice(0, at);
  const written = email.slice(at + 1);
  const swept = sweptDomain(written);
  // A comma is a dot of the next key; other marks are left out only where a domain comes out that surely exists.
  const isSwept = swept !== written && !isAddress(`a@${written}`) && isAddress(`a@${swept}`) && (written.replace(/,/g, '.') === swept || isKnown(swept));
  const folded = latinLookAlikes(local, isSwept ? swept : written, isKnown);
  if (folded.local !== local || folded.domain !== (isSwept ? swept : written)) reasons.push('lookAlike');
  if (isSwept) reasons.push('strayMarks');
  const corrected = suggest(folded.domain);
  const isCorrected = corrected !== null && isValidAddress(`${folded.local}@${corrected}`);
  if (isCorrected) reasons.push('domainTypo');
  const meant = `${folded.local}@${isCorrected ? corrected : folded.domain}`;
  if (!isAddress(meant)) {
    const undotted = email.replace(/\.$/, '');
    return { ...invalid(text, email, fault ?? 'domain'), suggestion: undotted !== email && isAddress(undotted) ? undotted : null };
  }
  if (meant !== email) return suggested(text, email, meant, reasons);
  return { raw: text, email, key: normaliseAddress(email), status: 'valid', suggestion: null, reasons: marksOf(email), reason: null, mailable: isValidAddress(email) };
}

/** The one address among words that cannot be a part of it, as it should be written, or null. Cyrillic words cannot, Latin ones may. */
function amongWords(bare: string, ownDomains: readonly string[], known: KnownDomains, suggest: SuggestDomain): string | null {
  const tokens = bare.split(' ');
  const addresses = tokens.filter((token) => token.includes('@'));
  if (addresses.length !== 1 || !tokens.every((token) => token.includes('@') || /^[^A-Za-z0-9]*$/.test(token))) return null;
  const reading = readEmail(addresses[0] ?? '', ownDomains, known, suggest);
  return reading.suggestion ?? (reading.status === 'valid' ? reading.email : null);
}

function suggested(raw: string, email: string, suggestion: string, reasons: readonly EmailMark[]): EmailReading {
  return { raw, email, key: normaliseAddress(email), status: 'suggested', suggestion, reasons: reasons.concat(marksOf(suggestion)), reason: null, mailable: isValidAddress(email) };
}

function invalid(raw: string, email: string, reason: EmailFault): EmailReading {
  return { raw, email, key: normaliseAddress(email), status: 'invalid', suggestion: null, reasons: [], reason, mailable: false };
}

/** A line break inside could start a header of its own, so the text is refused as it stands, and read again without. */
function readControlled(text: string, ownDomains: readonly string[], known: KnownDomains, suggest: SuggestDomain): EmailReading {
  const clean = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  const reading = readEmail(clean, ownDomains, known, suggest);
  if (reading.status === 'invalid') return { ...reading, raw: text, reason: reading.reason === 'several' || reading.reason === 'empty' ? reading.reason : 'controlCharacter' };
  return { ...invalid(text, reading.email, 'controlCharacter'), suggestion: reading.suggestion ?? reading.email };
}

/** Without a display name and its angle brackets, `mailto:` and what follows the address there, paired quotes, a final comma or semicolon. */
function withoutWrapping(spaced: string): string {
  const angled = /<([^<>]*)>[\s,;]*$/.exec(spaced)?.[1] ?? spaced;
  const quoted = /^(["'«(])([^"'«»()]*)["'»)]$/.exec(angled.trim())?.[2] ?? angled;
  const linked = /^mailto:([^?]*)/i.exec(quoted.trim())?.[1] ?? quoted;
  return linked.replace(/[\s,;]+$/, '').trim();
}

/** True when different addresses stand in one cell; an address that is its own display name is one. */
function holdsSeveral(spaced: string): boolean {
  const addresses = spaced.split(/[\s,;/|<>"()]+/).map((part) => part.replace(/^mailto:/i, '')).filter(isAddress);
  return new Set(addresses.map(normaliseAddress)).size > 1;
}

/** Spaces beside the at sign and the dots of the domain left out, domain in lower case, an address all in capitals in lower case. */
function tidied(bare: string): string {
  const joined = bare.replace(/ *@ */g, '@');
  const at = joined.lastIndexOf('@');
  const local = joined.slice(0, Math.max(0, at));
  const written = joined.slice(at + 1);
  if (at < 0) return joined;
  const isCapsLock = local === local.toUpperCase() && (/\p{Lu}.*\p{Lu}/u.test(local) || written === written.toUpperCase());
  return `${isCapsLock ? local.toLowerCase() : local}@${written.replace(/ *\. */g, '.').normalize('NFC').toLowerCase()}`;
}

function faultOf(email: string): EmailFault | null {
  if (email === '') return 'empty';
  if (isAddress(email)) return null;
  const at = email.lastIndexOf('@');
  if (at < 0) return 'atSignMissing';
  if (/\s/.test(email)) return 'spaces';
  if (!isValidAddress(`${email.slice(0, at)}@a.ru`)) return at > 64 ? 'tooLong' : 'localPart';
  return email.length > 254 ? 'tooLong' : 'domain';
}

/** What the mailing accepts, and the bare country code that the rules of mail allow besides. */
function isAddress(email: string): boolean {
  return isValidAddress(email) || (/@[a-z]{2}$/.test(email) && isValidAddress(`${email}.ru`));
}

/** A domain without the marks that no domain holds, commas as dots. */
function sweptDomain(domain: string): string {
  return domain.replace(/,/g, '.').replace(/[^\p{L}\p{N}.-]/gu, '').replace(/\.{2,}/g, '.').replace(/^[.-]+/, '');
}

function marksOf(email: string): EmailMark[] {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const marks: EmailMark[] = [];
  if (ROLE_NAMES.has(email.slice(0, at).toLowerCase())) marks.push('role');
  if (domain.split('.').some((_label, index, labels) => DISPOSABLE_DOMAINS.has(labels.slice(index).join('.')))) marks.push('disposable');
  if (!domain.includes('.')) marks.push('bareTopLevel');
  return marks;
}
