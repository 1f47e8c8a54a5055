/** Typos in e-mail domains: what mailcheck expects of its own tests, with the domains those tests know. */
import { readEmail } from '../../src/core/contacts/email';
import type { KnownDomains } from '../../src/core/contacts/email-domains';
import type { PublishedCheck } from './published';
import { csvLines } from './published';

const SET = 'email_typos';
const SOURCE = { author: 'Received Inc', work: 'mailcheck', table: 'spec/mailcheckSpec.js' };

/** As the README of the set lists them. */
const KNOWN: KnownDomains = {
  domains: ['google.com', 'gmail.com', 'emaildomain.com', 'comcast.net', 'facebook.com', 'msn.com'],
  names: ['yahoo', 'hotmail', 'mail', 'live', 'outlook', 'gmx'],
  endings: ['co.uk', 'com', 'org', 'info', 'fr'],
};

const domainOf = (suggestion: string | null): string => (suggestion === null ? '' : suggestion.slice(suggestion.lastIndexOf('@') + 1));

export const EMAIL_TYPOS: readonly PublishedCheck[] = [
  {
    set: SET, source: SOURCE, figure: 'domains suggested with the domains known in those tests; none for the rest', tolerance: 0,
    expected: () => csvLines(SET, 'cases.csv').map((line) => line.expected_domain ?? ''),
    ours: () => csvLines(SET, 'cases.csv').map((line) => domainOf(readEmail(line.address ?? '', [], KNOWN).suggestion)),
  },
  {
    set: SET, source: SOURCE, figure: 'domains suggested with our own list of providers, emaildomain.com being frequent in the base', tolerance: 0,
    expected: () => csvLines(SET, 'cases.csv').map((line) => line.expected_domain ?? ''),
    ours: () => csvLines(SET, 'cases.csv').map((line) => domainOf(readEmail(line.address ?? '', ['emaildomain.com']).suggestion)),
  },
];
