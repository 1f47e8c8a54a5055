/** Dates, numbers, percents and money as ICU writes them, read back by locale. */
import { formatIsoDay } from '../../src/core/calendar';
import { readDate } from '../../src/core/table/dates';
import { readMoney, readNumber } from '../../src/core/table/numbers';
import type { PublishedCheck, PublishedSource } from './published';
import { csvLines, once } from './published';

const SET = 'formats';
const source: PublishedSource = { author: 'Unicode Consortium', work: 'ICU 78.2 / CLDR through Intl', table: 'formats.csv' };

const lines = once(() => csvLines(SET, 'formats.csv'));
const linesOf = (locale: string, kinds: readonly string[]): Readonly<Record<string, string>>[] => lines().filter((line) => line.locale === locale && kinds.includes(line.kind ?? ''));

function dateText(text: string, locale: string): string {
  const result = readDate(text, { order: locale === 'en-US' ? 'mdy' : 'dmy' });
  if (result.state !== 'ok') return result.state;
  if (result.secondOfDay === undefined) return formatIsoDay(result.day);
  const [hour, minute] = [Math.floor(result.secondOfDay / 3600), Math.floor(result.secondOfDay / 60) % 60];
  return `${formatIsoDay(result.day)}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function numberOf(text: string, kind: string, locale: string): number {
  const reading = { decimal: locale === 'en-US' ? '.' : ',' } as const;
  if (kind === 'money') {
    const money = readMoney(text, reading);
    return money.state === 'ok' ? money.amountMinor / 100 : NaN;
  }
  const number = readNumber(text, reading);
  return number.state === 'ok' ? number.value : NaN;
}

export const FORMATS: readonly PublishedCheck[] = ['ru-RU', 'en-US', 'de-DE'].flatMap((locale): PublishedCheck[] => [
  {
    set: SET, source, figure: `${locale}: dates and times`, tolerance: 0,
    expected: () => linesOf(locale, ['date', 'datetime']).map((line) => line.value ?? ''),
    ours: () => linesOf(locale, ['date', 'datetime']).map((line) => dateText(line.text ?? '', locale)),
  },
  {
    set: SET, source, figure: `${locale}: numbers, percents and money`, tolerance: 0,
    expected: () => linesOf(locale, ['number', 'percent', 'money']).map((line) => Number(line.value)),
    ours: () => linesOf(locale, ['number', 'percent', 'money']).map((line) => numberOf(line.text ?? '', line.kind ?? '', locale)),
  },
]);
