// Properties of the engine that hold for any base: order of rows, scaling, ties, shares; readers that take back what writers wrote.
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
import type { OrderRow } from '../../src/core/orders';
import { scoreRfm } from '../../src/core/rfm/scores';
import { segmentClients } from '../../src/core/segmentation';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import type { Settings } from '../../src/core/settings';
import { readDate } from '../../src/core/table/dates';
import { readMoney } from '../../src/core/table/numbers';

const RUNS = { numRuns: 100, seed: 20240305 };

const rowsOf = fc.array(
  fc.record({
    clientKey: fc.option(fc.constantFrom('a', 'b', 'c', 'd', '10', '9'), { nil: null, freq: 8 }),
    day: fc.integer({ min: 45000, max: 45400 }),
    amountMinor: fc.integer({ min: -50000, max: 500000 }),
    order: fc.option(fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8'), { nil: null }),
    paid: fc.option(fc.boolean(), { nil: null, freq: 2 }),
  }),
  { maxLength: 60 },
);
const typed = (rows: readonly { clientKey: string | null; day: number; amountMinor: number; order: string | null; paid: boolean | null }[]): OrderRow[] =>
  rows.map(({ order, paid, ...row }, rowIndex) => ({ rowIndex, ...row, ...(order === null ? {} : { order }), ...(paid === null ? {} : { paid }) }));

const settingsOf: fc.Arbitrary<Settings> = fc
  .record({
    'rfm.mode': fc.constantFrom('thresholds' as const, 'quantile' as const, 'rfm-r' as const, 'rank' as const),
    'xyz.basis': fc.constantFrom('rhythm' as const, 'frequency' as const, 'amount' as const, 'count' as const),
    'abc.boundary': fc.constantFrom('before' as const, 'including' as const),
    'abc.by': fc.constantFrom('share' as const, 'count' as const),
    'rfm.scale': fc.constantFrom(3, 5),
    returns: fc.constantFrom('net' as const, 'ignore' as const),
  })
  .map((chosen) => ({ ...DEFAULT_SETTINGS, ...chosen }));

describe('segmentation', () => {
  it('does not depend on the order of the rows', () => {
    const shuffled = rowsOf.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows.map((_, index) => index), { minLength: rows.length })));
    fc.assert(
      fc.property(shuffled, settingsOf, fc.option(fc.integer({ min: 45100, max: 45450 }), { nil: null }), ([rows, order], settings, asOfDay) => {
        const list = typed(rows);
        const mixed = order.map((index) => list[index]).filter((row): row is OrderRow => row !== undefined);
        expect(segmentClients({ rows: mixed }, settings, asOfDay).value).toEqual(segmentClients({ rows: list }, settings, asOfDay).value);
      }),
      RUNS,
    );
  });

  it('keeps classes and quantile scores when all money is multiplied by one number', () => {
    fc.assert(
      fc.property(rowsOf, settingsOf, fc.integer({ min: 2, max: 1000 }), (rows, settings, factor) => {
        const chosen = settings['rfm.mode'] === 'rfm-r' ? { ...settings, 'rfm.mode': 'quantile' as const } : settings;
        const of = (list: OrderRow[]) => segmentClients({ rows: list }, chosen, 45450).value.clients.map(({ abc, xyz, rfm, segment, dormancy }) => ({ abc, xyz, rfm, segment, dormancy }));
        const list = typed(rows);
        expect(of(list.map((row) => ({ ...row, amountMinor: row.amountMinor * factor })))).toEqual(of(list));
      }),
      RUNS,
    );
  });

  it('adds up: money of clients and of nameless sales is the money of all paid rows', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const { totals } = segmentClients({ rows: typed(rows) }, DEFAULT_SETTINGS, 45450).value;
        const all = rows.reduce((sum, row) => sum + (row.paid === false ? 0 : row.amountMinor), 0);
        expect((totals.moneyMinor ?? 0) + (totals.anonymousMinor ?? 0)).toBe(all);
      }),
      RUNS,
    );
  });

  it('changes no figure of earlier days by orders after asOf', () => {
    fc.assert(
      fc.property(rowsOf, settingsOf, (rows, settings) => {
        const list = typed(rows);
        const before = list.filter((row) => row.day <= 45200);
        const key = (client: { clientKey: string }): boolean => before.some((row) => row.clientKey === client.clientKey);
        expect(segmentClients({ rows: list }, settings, 45200).value.clients.filter(key)).toEqual(segmentClients({ rows: before }, settings, 45200).value.clients);
      }),
      RUNS,
    );
  });
});

describe('ABC and RFM', () => {
  const metrics = fc.array(fc.integer({ min: -100, max: 1000 }), { minLength: 1, maxLength: 50 });

  it('shares add up to one, equal metrics share a class, and a larger metric never gets a lower class', () => {
    fc.assert(
      fc.property(metrics, fc.constantFrom('before' as const, 'including' as const), fc.constantFrom('share' as const, 'count' as const), (values, boundary, by) => {
        const { classes, shares } = classifyAbc(values, { by, limits: [0.8, 0.95], boundary });
        const hasPositive = values.some((value) => value > 0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(hasPositive ? 1 : 0, 9);
        values.forEach((left, one) => {
          values.forEach((right, other) => {
            if (left === right) expect(classes[one]).toBe(classes[other]);
            if (left > right) expect((classes[one] ?? '') <= (classes[other] ?? '')).toBe(true);
          });
        });
      }),
      RUNS,
    );
  });

  it('scores stay within the scale, equal values score alike, better values never score worse', () => {
    const figures = fc.array(fc.record({ recencyDays: fc.integer({ min: 0, max: 500 }), frequency: fc.integer({ min: 1, max: 20 }), monetaryMinor: fc.integer({ min: 0, max: 100000 }) }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(figures, fc.constantFrom('thresholds' as const, 'quantile' as const, 'rfm-r' as const), fc.integer({ min: 2, max: 10 }), (list, mode, scale) => {
        const clients = list.map((entry, index) => ({ clientKey: String(index), ...entry }));
        const { scores } = scoreRfm(clients, { mode, scale, recencyDays: null, purchases: null, moneyMinor: null });
        for (const score of scores) for (const value of [score.r, score.f, score.m]) expect(value >= 1 && value <= scale).toBe(true);
        clients.forEach((left, one) => {
          clients.forEach((right, other) => {
            const [a, b] = [scores[one], scores[other]];
            if (a === undefined || b === undefined) return;
            if (left.recencyDays <= right.recencyDays) expect(a.r >= b.r).toBe(true);
            if (left.frequency >= right.frequency) expect(a.f >= b.f).toBe(true);
            if (left.monetaryMinor >= right.monetaryMinor) expect(a.m >= b.m).toBe(true);
          });
        });
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
        expect(raw.split('\r\n').every((line) => line.length <= 76 && !hasControl(line) && /^[\x20-\x7e]*$/.test(line))).toBe(true);
      }),
      RUNS,
    );
  });
});
