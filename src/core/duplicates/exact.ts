/** The pairs that may be merged without a look, on request only: an exact key and a name that does not contradict. */
import { isInitial } from './comparison';
import { groupsOf } from './groups';
import type { Link } from './groups';
import { ROLE_NAMES } from '../contacts/email-domains';
import { preparedRecord } from './prepared-record';
import type { PreparedRecord } from './prepared-record';
import type { DuplicateRecord } from './record';

/** Two records with the same key; `a` < `b` are positions in the list given. */
export interface ExactPair {
  readonly a: number;
  readonly b: number;
  /** The key they share, the phone before the e-mail. */
  readonly code: 'phone.same' | 'email.same';
  readonly value: string;
}

/** Exact pairs and the records they join. */
export interface ExactResult {
  readonly pairs: readonly ExactPair[];
  /** Rising positions; every two members have compatible names. By first member. */
  readonly groups: readonly (readonly number[])[];
}

/** A key shared by more records is a shop's or an office's, and proves nothing by itself. */
const HOLDERS_LIMIT = 10;

/**
 * Pairs with the same phone or the same e-mail whose names are compatible: the given name of both is known and equal (or one is its initial
 * and the surnames are equal), and no other part differs. Typos are not compatible here, nor are birthdays that differ. Office addresses
 * (info@) and keys of more than ten records are left out.
 * @param apart positions of two records that are known to be two clients
 */
export function exactDuplicates(records: readonly DuplicateRecord[], apart: (a: number, b: number) => boolean = () => false): ExactResult {
  const prepared = records.map(preparedRecord);
  const fit = (a: number, b: number): boolean => !apart(a, b) && areCompatible(prepared, a, b);
  const pairs = new Map<string, ExactPair>();
  const collect = (code: ExactPair['code'], valuesOf: (record: PreparedRecord) => readonly string[]): void => {
    const holders = new Map<string, number[]>();
    prepared.forEach((record, index) => {
      for (const value of valuesOf(record)) holders.set(value, [...(holders.get(value) ?? []).slice(0, HOLDERS_LIMIT), index]);
    });
    holders.forEach((indexes, value) => {
      if (indexes.length > HOLDERS_LIMIT) return;
      for (const a of indexes) {
        for (const b of indexes) {
          if (a < b && !pairs.has(`${a} ${b}`) && fit(a, b)) pairs.set(`${a} ${b}`, { a, b, code, value });
        }
      }
    });
  };
  collect('phone.same', ({ phones }) => phones);
  collect('email.same', ({ emails }) => emails.filter((email) => !ROLE_NAMES.has(email.slice(0, email.indexOf('@')))));
  const sorted = Array.from(pairs.values()).sort((one, other) => one.a - other.a || one.b - other.b);
  const links: Link[] = sorted.map(({ a, b }) => ({ a, b, bits: 0 }));
  const groups = groupsOf(links, (a, b) => !fit(a, b)).groups.map(({ members }) => members.slice().sort((one, other) => one - other));
  return { pairs: sorted, groups: groups.sort((one, other) => (one[0] ?? 0) - (other[0] ?? 0)) };
}

function areCompatible(prepared: readonly PreparedRecord[], a: number, b: number): boolean {
  const [one, other] = [prepared[a], prepared[b]];
  if (one === undefined || other === undefined) return false;
  if (one.birthday !== '' && other.birthday !== '' && one.birthday !== other.birthday) return false;
  if (one.firstName === '' || other.firstName === '') {
    // Without given names on either side only the same whole name will do (companies).
    return one.firstName === other.firstName && one.lastName === other.lastName && one.name !== '' && one.name === other.name;
  }
  const isCut = isInitial(one.firstName) !== isInitial(other.firstName) || isInitial(one.firstName);
  if (isCut && (one.lastName === '' || one.lastName !== other.lastName)) return false;
  return [
    [one.firstName, other.firstName],
    [one.lastName, other.lastName],
    [one.patronymic, other.patronymic],
  ].every(([left = '', right = '']) => partsFit(left, right));
}

function partsFit(a: string, b: string): boolean {
  if (a === '' || b === '' || a === b) return true;
  return (isInitial(a) && b.startsWith(a.replace('.', ''))) || (isInitial(b) && a.startsWith(b.replace('.', '')));
}
