/** Phones and e-mails for custom functions: each cell in its one form, a range keeps its shape. */
import { readEmail } from '../../core/contacts/email';
import type { KnownDomains } from '../../core/contacts/email-domains';
import type { PhoneCountry } from '../../core/contacts/phone';
import { defaultCountryOf, normalisePhone } from '../../core/contacts/phone';
import { phoneCountryOf } from '../../core/contacts/phone-country';
import type { Issue } from '../../core/issue';
import { issue } from '../../core/issue';
import type { Cell } from '../../core/table/cell';
import { isEmptyCell } from '../../core/table/cell';
import { cellText } from '../cells';
import type { Reader } from './figure-error';
import { errorIn, readerOf, refuse, refuseFor } from './figure-error';

/** Nothing is suggested, so nothing has to be compared: a column of addresses is read many times faster. */
const NO_DOMAINS: KnownDomains = { domains: [], names: [], endings: [] };

/** A cell as read: its text, or why it has none. */
type Reading = string | Issue;

/**
 * Phones in the international form, several of one cell joined by `, `; extensions are left out. A number that is none gives ''.
 * @param country two letters, empty = the country of the locale
 * @param localeOf asked only where no country is given
 * @throws FigureError for a country that does not exist, and where one single cell cannot be read
 */
export function computePhones(cells: Cell | readonly (readonly Cell[])[], country: Cell, localeOf: () => string): string | string[][] {
  let chosen: PhoneCountry | null = null;
  const countryFor = (reader: Reader): PhoneCountry => {
    chosen = chosen ?? (isEmptyCell(country) ? defaultCountryOf(localeOf()) : (phoneCountryOf(cellText(country)) ?? refuse('function.argumentBad', reader, { name: 'country', value: cellText(country), allowed: 'RU, KZ, US, GB, …' })));
    return chosen;
  };
  return inShape(cells, (text, reader) => {
    const readings = normalisePhone(text, countryFor(reader));
    const refused = readings.find(({ valid }) => !valid);
    // Half of a cell would look like all of it.
    return refused === undefined ? readings.map(({ e164 }) => e164).join(', ') : issue('function.phoneBad', { value: refused.raw, refusal: refused.refusal ?? '' });
  });
}

/**
 * E-mails in their plain form, as letters are sent to them: a domain that looks mistyped stays. What no letter can be sent to gives ''.
 * @throws FigureError where one single cell cannot be read
 */
export function computeEmails(cells: Cell | readonly (readonly Cell[])[]): string | string[][] {
  return inShape(cells, (text) => {
    const { email, mailable, reason } = readEmail(text, [], NO_DOMAINS);
    return mailable ? email : issue('function.emailBad', { value: text, fault: reason ?? 'slip' });
  });
}

/** Same texts are read once: columns repeat themselves. */
function inShape(cells: Cell | readonly (readonly Cell[])[], read: (text: string, reader: Reader) => Reading): string | string[][] {
  if (!isRange(cells)) {
    const reading = readCell(cells, read);
    return typeof reading === 'string' ? reading : refuseFor(reading, readerOf([cells]));
  }
  const known = new Map<Cell, string>();
  return cells.map((row) => row.map((cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const reading = readCell(cell, read);
    const text = typeof reading === 'string' ? reading : '';
    known.set(cell, text);
    return text;
  }));
}

function readCell(cell: Cell, read: (text: string, reader: Reader) => Reading): Reading {
  if (isEmptyCell(cell)) return '';
  const error = errorIn(cell);
  return error === undefined ? read(cellText(cell), readerOf([cell])) : issue('function.cellError', { value: error });
}

function isRange(cells: Cell | readonly (readonly Cell[])[]): cells is readonly (readonly Cell[])[] {
  return Array.isArray(cells);
}
