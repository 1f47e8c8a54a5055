/** Phone numbers in many spellings: every column as libphonenumber-js answers it. */
import type { PhoneCountry } from '../../src/core/contacts/phone';
import { normalisePhone } from '../../src/core/contacts/phone';
import type { PublishedCheck, PublishedValue } from './published';
import { csvLines } from './published';

const SET = 'phones';

export const PHONES: readonly PublishedCheck[] = [
  {
    set: SET, source: { author: 'libphonenumber-js', work: 'answers of version 1.13.16 with full metadata', table: '10 numbers in 17 spellings' },
    figure: 'numbers read from the cell, E.164, extension, valid, type', tolerance: 0,
    expected: () => csvLines(SET, 'phones.csv').map((line): PublishedValue => [1, line.e164 ?? '', line.extension ?? '', line.valid === 'true', line.type ?? '']),
    ours: () =>
      csvLines(SET, 'phones.csv').map((line): PublishedValue => {
        const readings = normalisePhone(line.raw ?? '', line.default_country as PhoneCountry);
        return [readings.length, readings[0]?.e164 ?? '', readings[0]?.extension ?? '', readings[0]?.valid ?? false, readings[0]?.type ?? ''];
      }),
  },
];
