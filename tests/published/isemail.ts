/** E-mail syntax: the practical column of the isemail collection. */
import { readEmail } from '../../src/core/contacts/email';
import { isValidAddress } from '../../src/core/mail/address';
import type { PublishedCheck } from './published';
import { csvLines } from './published';

const SET = 'isemail';
const SOURCE = { author: 'D. Sayers', work: 'isemail 3.05', table: 'test/tests.xml, odd ids' };

/** Pictures of control characters stand for the characters themselves. */
const cases = (): { address: string; practical: string }[] =>
  csvLines(SET, 'cases.csv').map((line) => ({
    address: (line.address ?? '').replace(/[\u2400-\u243f]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0x2400)),
    practical: line.practical ?? '',
  }));

const decided = (): { address: string; practical: string }[] => cases().filter(({ practical }) => practical !== 'either');

export const ISEMAIL: readonly PublishedCheck[] = [
  {
    set: SET, source: SOURCE, figure: 'addresses to accept and to reject', tolerance: 0,
    expected: () => decided().map(({ practical }) => practical),
    ours: () => decided().map(({ address }) => ({ valid: 'accept', suggested: 'suggested', invalid: 'reject' })[readEmail(address).status]),
  },
  {
    set: SET, source: SOURCE, figure: 'addresses of either kind: read without an error, and mailable only as the mailing says', tolerance: 0,
    expected: () => cases().filter(({ practical }) => practical === 'either').map(() => true),
    ours: () =>
      cases().filter(({ practical }) => practical === 'either').map(({ address }) => {
        const { email, mailable } = readEmail(address);
        return !mailable || isValidAddress(email);
      }),
  },
];
