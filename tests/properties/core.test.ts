// Properties of classes, scores and sorting, and of readers that take back what writers wrote.
import fc from 'fast-check';
import { classifyAbc } from '../../src/core/abc';
import { readCsv } from '../../src/core/file/csv-reader';
import { writeCsv } from '../../src/core/file/csv-writer';
import { decodeText, encodeUtf8 } from '../../src/core/file/encoding';
import { formatIsoDay, parseIsoDay } from '../../src/core/calendar';
import { formatMoney, formatShortDay } from '../../src/core/language/format';
import { hasControl } from '../../src/core/mail/address';
import { buildMime } from '../../src/core/mail/mime';
import { escapeHtml, htmlToText } from '../../src/core/mail/html';
import { medianOf } from '../../src/core/median';
import { sortByDay, sortScratch } from '../../src/core/orders/grouped-sort';
import { scoreRfm } from '../../src/core/rfm/scores';
import { readDate } from '../../src/core/table/dates';
import { readMoney } from '../../src/core/table/numbers';
import { RUNS } from './runs';

describe('ABC and RFM', () => {
  const metrics = fc.array(fc.integer({ min: -100, max: 1000 }), { minLength: 1, maxLength: 50, size: 'max' });

  it('shares add up to one, equal metrics share a class, and a larger metric never gets a lower class', () => {
    fc.assert(
      fc.property(metrics, fc.constantFrom('before' as const, 'including' as const), fc.constantFrom('share' as const, 'count' as const), (values, boundary, by) => {
        const { classes, shares } = classifyAbc(values, { by, limits: [0.8, 0.95], boundary });
        const hasPositive = values.some((value) => value > 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(hasPositive ? 1 : 0, 9);
        const letter = (index: number): string => classes[index] ?? '';
        const isFair = (one: number, other: number): boolean => (values[one] === values[other] ? letter(one) === letter(other) : (values[one] ?? 0) < (values[other] ?? 0) || letter(one) <= letter(other));
        expect(values.every((_, one) => values.every((__, other) => isFair(one, other)))).toBe(true);
      }),
      RUNS,
    );
  });

  it('scores stay within the scale, equal values score alike, better values never score worse', () => {
    const figures = fc.array(fc.record({ recencyDays: fc.integer({ min: 0, max: 500 }), frequency: fc.integer({ min: 1, max: 20 }), monetaryMinor: fc.integer({ min: 0, max: 100000 }) }), { minLength: 1, maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(figures, fc.constantFrom('thresholds' as const, 'quantile' as const, 'rfm-r' as const), fc.integer({ min: 2, max: 10 }), (list, mode, scale) => {
        const clients = {
          clientKeys: list.map((_, index) => String(index)),
          recencyDays: Int32Array.from(list, (entry) => entry.recencyDays),
          frequency: Int32Array.from(list, (entry) => entry.frequency),
          monetaryMinor: Float64Array.from(list, (entry) => entry.monetaryMinor),
        };
        const columns = scoreRfm(clients, { mode, scale, recencyDays: null, purchases: null, moneyMinor: null }).scores;
        const scores = list.map((_, index) => ({ r: columns.r[index] ?? 0, f: columns.f[index] ?? 0, m: columns.m[index] ?? 0 }));
        expect(scores.every(({ r, f, m }) => [r, f, m].every((value) => value >= 1 && value <= scale))).toBe(true);
        const isFair = (one: number, other: number): boolean => {
          const [left, right, a, b] = [list[one], list[other], scores[one], scores[other]];
          if (left === undefined || right === undefined || a === undefined || b === undefined) return false;
          return (left.recencyDays > right.recencyDays || a.r >= b.r) && (left.frequency < right.frequency || a.f >= b.f) && (left.monetaryMinor < right.monetaryMinor || a.m >= b.m);
        };
        expect(list.every((_, one) => list.every((__, other) => isFair(one, other)))).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('sorting without objects', () => {
  it('the median is the middle of the sorted list, the mean of the two middles where there are two, and nothing outside is touched', () => {
    const values = fc.array(fc.integer({ min: -20, max: 400 }), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(values, fc.nat(5), fc.nat(5), (list, left, right) => {
        const start = Math.min(left, list.length);
        const end = Math.max(start, list.length - right);
        const sorted = list.slice(start, end).sort((one, other) => one - other);
        const [lower, upper] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
        const given = Int32Array.from(list);
        expect(medianOf(given, start, end)).toBe(lower === undefined || upper === undefined ? null : (lower + upper) / 2);
        expect([...given.slice(0, start), ...given.slice(end)]).toEqual([...list.slice(0, start), ...list.slice(end)]);
      }),
      RUNS,
    );
  });

  it('a stretch of orders is sorted by day, then by amount, short or long, and nothing outside is touched', () => {
    const orders = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 4 })), { maxLength: 220, size: 'max' });
    const scratch = sortScratch();
    fc.assert(
      fc.property(orders, fc.nat(5), (list, start) => {
        const day = Int32Array.from(list, ([value]) => value);
        const amount = Float64Array.from(list, ([, value]) => value);
        sortByDay(day, amount, Math.min(start, list.length), list.length, scratch);
        const sorted = [...list.slice(0, start), ...list.slice(start).sort(([day1, amount1], [day2, amount2]) => day1 - day2 || amount1 - amount2)];
        expect(Array.from(day, (value, index) => [value, amount[index]])).toEqual(sorted);
      }),
      RUNS,
    );
  });
});

describe('readers and writers', () => {
  it('CSV that we write is read back cell for cell', () => {
    const cells = fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'я', "'", '=', '\t'), maxLength: 6 }), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(cells, fc.constantFrom(',' as const, ';' as const, '\t' as const), (rows, separator) => {
        expect(readCsv(writeCsv(rows, { separator, formulaSafe: false }), separator).value).toEqual(rows);
      }),
      RUNS,
    );
  });

  it('no cell of a formula-safe CSV begins as a formula', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cell = readCsv(writeCsv([[text, 'x']]), ',').value[0]?.[0] ?? '';
        expect(/^\s*[=@]/.test(cell)).toBe(false);
      }),
      RUNS,
    );
  });

  it('UTF-8 that we write is read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        fc.pre(!text.startsWith('\ufeff') && !text.includes('\u0000'));
        expect(decodeText(encodeUtf8(text)).text).toBe(text);
      }),
      RUNS,
    );
  });

  it('money and days as we show them are read as what they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 2, max: 109574 }), (amountMinor, day) => {
        expect(readMoney(formatMoney(amountMinor, 'RUB', 'ru'), { decimal: ',' })).toMatchObject({ amountMinor, rounded: false });
        expect(readMoney(formatMoney(amountMinor, 'USD', 'en'), { decimal: '.' })).toMatchObject({ amountMinor, rounded: false });
        expect(readDate(formatShortDay(day, 'ru'))).toEqual({ state: 'ok', day });
        expect(parseIsoDay(formatIsoDay(day))).toBe(day);
      }),
      RUNS,
    );
  });

  it('escaped text comes back out of HTML', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', 'я', ';', '#') }), (text) => {
        expect(htmlToText(`<p>${escapeHtml(text)}</p>`)).toBe(text);
      }),
      RUNS,
    );
  });

  it('a letter has exactly the headers we meant, whatever stands in subject, name and text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (subject, name, text) => {
        const { value } = buildMime({ to: { name, address: 'a@b.ru' }, subject, text, html: `<p>${text}</p>`, seed: 's' });
        const raw = value ?? '';
        const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
        const names = head.split('\r\n').filter((line) => !line.startsWith(' ')).map((line) => line.slice(0, line.indexOf(':')));
        expect(names).toEqual(['To', 'Subject', 'MIME-Version', 'Content-Type']);
        expect(head.split('\r\n').every((line) => line.length <= 76 && !hasControl(line) && /^[\x20-\x7e]*$/.test(line))).toBe(true);
        // RFC 2045, 6.7 (3): quoted-printable may hold a tab as it is, but not at the end of a line.
        const body = raw.slice(head.length).split('\r\n');
        expect(body.every((line) => line.length <= 76 && /^(?:[\x20-\x7e\t]*[\x21-\x7e])?$/.test(line))).toBe(true);
      }),
      RUNS,
    );
  });
});
