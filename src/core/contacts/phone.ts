/** Phones: one cell of a sheet as the E.164 numbers written in it, with extensions; whatever is no good number is refused with a reason. */
import { isSupportedCountry, ParseError, parsePhoneNumberWithError, validatePhoneNumberLength } from 'libphonenumber-js/core';
import type { CountryCode, PhoneNumberType, ValidatePhoneNumberLengthResult } from 'libphonenumber-js/core';
import { numberingPlans } from './phone-metadata';
import { bareText, splitExtension, splitHard, splitSoft } from './phone-text';

/** Two-letter ISO 3166 code of a country with a numbering plan. */
export type PhoneCountry = CountryCode;

/** What a number is for, in the words of libphonenumber (`MOBILE`, `FIXED_LINE`, `FIXED_LINE_OR_MOBILE`, `TOLL_FREE` …); '' where it is not known. */
export type PhoneKind = PhoneNumberType | '';

/**
 * Why a text is no good phone: it holds letters, no digits, a number a spreadsheet has rounded (`7.9E+10`), too few or too many digits, a
 * length between those its country has, a country code nobody has, or the right number of digits in a block no operator has.
 */
export type PhoneRefusal = 'letters' | 'noDigits' | 'rounded' | 'tooShort' | 'tooLong' | 'wrongLength' | 'countryUnknown' | 'notAssigned';

/** One number of a cell. */
export interface PhoneReading {
  /** The part of the cell it was read from, trimmed. */
  readonly raw: string;
  /** `+` and up to 15 digits (more for a number too long); '' where nothing could be read. A filled value is no promise: see `valid`. */
  readonly e164: string;
  /** Digits of the extension, '' without one. */
  readonly extension: string;
  /** True when the numbering plan of its country has such a number. Only then may `e164` be proposed. */
  readonly valid: boolean;
  readonly type: PhoneKind;
  /** null exactly when `valid`. */
  readonly refusal: PhoneRefusal | null;
}

/** A cell longer than this is no list of numbers. */
const LONGEST_CELL = 500;

/**
 * Reads a cell: `8 (999) 000-12-34 доб. 5; +7 495 000 03 12` gives two readings. An empty cell gives none.
 * Numbers stand apart at line breaks, semicolons, bars, the words "и", "или", "and", "or" and a plus in the middle; at commas and slashes
 * only when they are not punctuation of one number (`8/999/000/12/34`). Digits are never completed or dropped to make a number good.
 *
 * @param defaultCountry country of numbers without `+`; see `defaultCountryOf`
 */
export function normalisePhone(text: string, defaultCountry: PhoneCountry): PhoneReading[] {
  if (text.length > LONGEST_CELL) return [{ raw: text, e164: '', extension: '', valid: false, type: '', refusal: 'tooLong' }];
  const readings: PhoneReading[] = [];
  for (const part of splitHard(bareText(text))) {
    for (const reading of readPart(part, defaultCountry)) readings.push(reading);
  }
  return readings;
}

/** The answers of libphonenumber about a length, and the messages of its parse errors, which are the same words. */
const REFUSALS: Readonly<Record<ValidatePhoneNumberLengthResult | 'IS_POSSIBLE', PhoneRefusal>> = {
  NOT_A_NUMBER: 'noDigits', INVALID_COUNTRY: 'countryUnknown', TOO_SHORT: 'tooShort', TOO_LONG: 'tooLong', INVALID_LENGTH: 'wrongLength', IS_POSSIBLE: 'notAssigned',
};

const LANGUAGE_COUNTRIES: Readonly<Record<string, PhoneCountry>> = {
  ru: 'RU', be: 'BY', uk: 'UA', kk: 'KZ', ky: 'KG', uz: 'UZ', tg: 'TJ', hy: 'AM', ka: 'GE', az: 'AZ', en: 'US', de: 'DE', fr: 'FR', it: 'IT',
  es: 'ES', pt: 'PT', pl: 'PL', cs: 'CZ', sk: 'SK', lt: 'LT', lv: 'LV', et: 'EE', fi: 'FI', sv: 'SE', da: 'DK', nb: 'NO', nl: 'NL', tr: 'TR',
  he: 'IL', iw: 'IL', el: 'GR', bg: 'BG', ro: 'RO', hu: 'HU', sr: 'RS', hr: 'HR', sl: 'SI', ja: 'JP', ko: 'KR', zh: 'CN', vi: 'VN', th: 'TH', hi: 'IN',
};

/** The country of numbers without `+` by the locale of the spreadsheet: `ru_RU` → RU, `en-GB` → GB, `kk` → KZ; US where it tells nothing, as Google's own default locale does. */
export function defaultCountryOf(locale: string): PhoneCountry {
  const region = /[_-]([A-Za-z]{2})(?![A-Za-z])/.exec(locale)?.[1]?.toUpperCase() ?? '';
  if (isSupportedCountry(region as CountryCode, numberingPlans())) return region as CountryCode;
  return LANGUAGE_COUNTRIES[locale.slice(0, 2).toLowerCase()] ?? 'US';
}

/** What a spreadsheet shows and exports instead of a long number in a narrow column. */
const ROUNDED = /^\s*\d([.,]\d+)?E\+?\d+\s*$/i;
/** A number with this many digits can stand by itself, without an area code. */
const FEWEST_OWN_DIGITS = 5;
/** Digits of two numbers written one after the other; one number has at most 15 (E.164). */
const FEWEST_DIGITS_OF_TWO = 16;

function readPart(part: string, country: PhoneCountry): PhoneReading[] {
  const pieces = splitSoft(part);
  if (pieces.length === 1 || ROUNDED.test(part)) return readRun(part, country);
  const readings = pieces.map((piece) => readRun(piece, country));
  const isOneNumber = pieces.filter((piece) => digitsOf(piece) >= FEWEST_OWN_DIGITS).length < 2 && !readings.some((of) => of.some(({ valid }) => valid));
  // The extension splitter sees the whole, so that `8/999/000/12/34 доб. 5` keeps it.
  if (isOneNumber) return [{ ...readNumber(part.replace(/[,/\\]/g, ' '), country), raw: part }];
  return readings.reduce((all, of) => all.concat(of), []);
}

/** One number, or two with nothing but a space between them, where exactly one place parts them into good numbers. */
function readRun(run: string, country: PhoneCountry): PhoneReading[] {
  const whole = readNumber(run, country);
  if (whole.valid || digitsOf(run) < FEWEST_DIGITS_OF_TWO) return [whole];
  const words = run.split(/\s+/);
  const partings = words
    .map((_word, index) => [words.slice(0, index).join(' '), words.slice(index).join(' ')])
    .slice(1)
    .map((halves) => halves.map((half) => readNumber(half, country)))
    .filter((halves) => halves.every(({ valid }) => valid));
  return partings.length === 1 ? partings[0] ?? [whole] : [whole];
}

function readNumber(raw: string, country: PhoneCountry): PhoneReading {
  const { main, extension } = splitExtension(raw);
  const refused = (refusal: PhoneRefusal): PhoneReading => ({ raw, e164: '', extension, valid: false, type: '', refusal });
  if (ROUNDED.test(main)) return refused('rounded');
  if (/[^\p{Nd}\s+()[\].‐-―−/-]/u.test(main)) return refused('letters');
  if (!/\p{Nd}/u.test(main)) return refused('noDigits');
  const plans = numberingPlans();
  try {
    const options = isSupportedCountry(country, plans) ? { defaultCountry: country, extract: false } : { extract: false };
    const number = parsePhoneNumberWithError(main, options, plans);
    const valid = number.isValid();
    return { raw, e164: number.number, extension, valid, type: valid ? number.getType() ?? '' : '', refusal: valid ? null : REFUSALS[validatePhoneNumberLength(number.number, plans) ?? 'IS_POSSIBLE'] };
  } catch (failure) {
    if (!(failure instanceof ParseError)) throw failure;
    return refused(REFUSALS[failure.message as ValidatePhoneNumberLengthResult]);
  }
}

function digitsOf(text: string): number {
  return text.replace(/\P{Nd}/gu, '').length;
}
