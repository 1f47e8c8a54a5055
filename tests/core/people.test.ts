// Rating, lifecycle, markers, managers and plans (METHODS §1, §4, §8) on small made bases, by hand.
import * as fc from 'fast-check';
import { parseIsoDay, formatIsoDay } from '../../src/core/calendar';
import type { DormancyBand } from '../../src/core/dormancy';
import {
  lifecycleKeyOf, lifecycleName, markerKeyOf, markerMeaning, markerName, ratingKeyOf, ratingName, temperatureKeyOf, temperatureName,
} from '../../src/core/language/names';
import { issueText } from '../../src/core/language/text';
import { LIFECYCLE_STAGES, lifecycleJudge, lifecycleWindow, temperatureOf, TEMPERATURES } from '../../src/core/lifecycle';
import type { LifecycleStage } from '../../src/core/lifecycle';
import { groupByManager, portfolioChanges, portfolioClient, portfolios, regularityOf } from '../../src/core/managers';
import type { PortfolioClient } from '../../src/core/managers';
import { isRefusal, MARKER_COLOURS, MARKERS, readMarker, suggestMarker } from '../../src/core/marker';
import { buildOrderBook, orderColumns } from '../../src/core/orders/order-book';
import type { OrderBook, OrderRow } from '../../src/core/orders/order-book';
import { moneyBetween, planFacts, planSpan, readOwnerAmounts, returnOnSales, turnoverByClass, walletShare, walletShares } from '../../src/core/plan';
import { rateClients, ratingScores, RATING_LETTERS } from '../../src/core/rating';
import type { RatingColumns } from '../../src/core/rating';
import { cutPointsOf } from '../../src/core/rfm/quantile';
import { segmentClients } from '../../src/core/segmentation';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import type { Settings } from '../../src/core/settings';
import { classifySeries } from '../../src/core/xyz';

const day = (iso: string): number => parseIsoDay(iso) ?? NaN;
const EQUAL = [1, 1, 1];
const RUNS = { numRuns: 1000, seed: 20240305 };

function row(clientKey: string, iso: string, amountMajor: number | null, more: Partial<OrderRow> = {}): OrderRow {
  return { rowIndex: 0, clientKey, day: day(iso), amountMinor: amountMajor === null ? null : Math.round(amountMajor * 100), ...more };
}

function bookOf(rows: readonly OrderRow[], known: readonly string[] = [], returns: 'net' | 'ignore' = 'net'): OrderBook {
  return buildOrderBook(orderColumns(rows), { returns, knownClientKeys: known }).value;
}

const rate = (columns: RatingColumns, weights: readonly number[] = EQUAL): string =>
  rateClients(columns, weights).value.letters.map((letter) => letter ?? '-').join('');

describe('rating A–E', () => {
  const five: RatingColumns = { purchases: [9, 7, 5, 3, 1], moneyMinor: [900, 700, 500, 300, 100], profitMinor: [90, 70, 50, 30, 10] };

  it('scores each part by quintiles and cuts their mean at 4, 3 and 2', () => {
    const { value, issues } = rateClients(five, EQUAL);
    expect(issues).toEqual([]);
    expect(Array.from(value.composites)).toEqual([5, 4, 3, 2, 1]);
    expect(value.letters.join('')).toBe('AABCD');
    expect(value.thresholds).toEqual({
      weights: [1 / 3, 1 / 3, 1 / 3],
      isProfitLeftOut: false,
      limits: { money: [100, 300, 500, 700], frequency: [1, 3, 5, 7], profit: [10, 30, 50, 70] },
      composite: [4, 3, 2],
    });
    expect(ratingScores({ purchases: 7, moneyMinor: 900, profitMinor: 10 }, value.thresholds)).toEqual({ money: 5, frequency: 4, profit: 1 });
  });

  it('E brings no profit where the cost is known, else no money, whatever the other parts say', () => {
    expect(rate({ ...five, profitMinor: [0, -5, 50, 30, 10] })).toBe('EEBCD');
    expect(rate({ ...five, moneyMinor: [0, -1, 500, 300, 100], profitMinor: [NaN, NaN, 50, 30, 10] })).toMatch(/^EE[A-D]{3}$/);
  });

  it('leaves profit out when no order has a cost, and says so', () => {
    const { value, issues } = rateClients({ ...five, profitMinor: null }, [1, 3, 4]);
    expect(issues.map((entry) => entry.code)).toEqual(['rating.profitLeftOut']);
    expect([value.thresholds.weights, value.thresholds.isProfitLeftOut]).toEqual([[0.25, 0.75, 0], true]);
    expect(value.letters.join('')).toBe('AABCD');
    // A column of costs that is empty throughout is no cost either.
    expect(rateClients({ ...five, profitMinor: [NaN, NaN, NaN, NaN, NaN] }, [1, 3, 4]).value.letters).toEqual(value.letters);
  });

  it('weighs the parts as asked, zero included, and refuses weights that are bad or all zero', () => {
    const mixed: RatingColumns = { purchases: [1, 3, 5, 7, 9], moneyMinor: [900, 700, 500, 300, 100], profitMinor: [90, 70, 50, 30, 10] };
    expect(rate(mixed, [1, 0, 0])).toBe('AABCD');
    expect(rate(mixed, [0, 1, 0])).toBe('DCBAA');
    for (const bad of [[0, 0, 0], [1, -1, 1], [1, NaN, 1], [1, 1]]) {
      const { value, issues } = rateClients(mixed, bad);
      expect(issues.map((entry) => [entry.code, entry.params.key])).toEqual([['setting.badValue', 'rating.weights']]);
      expect(value.thresholds.weights).toEqual([1 / 3, 1 / 3, 1 / 3]);
    }
    expect(rateClients({ ...mixed, profitMinor: null }, [0, 0, 1]).issues.map((entry) => entry.code)).toEqual(['rating.profitLeftOut', 'rating.nothingToWeigh']);
    expect(rate({ ...mixed, moneyMinor: [900, 0, 500, 300, 100], profitMinor: null }, [0, 0, 1])).toBe('-E---');
  });

  it('a part in which all are alike says nothing: one client and a base of equals get B', () => {
    expect(rate({ purchases: [1], moneyMinor: [100], profitMinor: null })).toBe('B');
    expect(rate({ purchases: [2, 2, 2], moneyMinor: [100, 100, 100], profitMinor: [1, 1, 1] })).toBe('BBB');
  });

  it('rates nobody without a purchase and nobody whose money is unknown', () => {
    expect(rate({ purchases: [0, 2, 3], moneyMinor: [0, NaN, 100], profitMinor: null })).toBe('--A');
    expect(rate({ purchases: [0, 2, 2], moneyMinor: [0, NaN, 100], profitMinor: null })).toBe('--B');
    const { value, issues } = rateClients({ purchases: [1, 2], moneyMinor: null, profitMinor: null }, EQUAL);
    expect([value.letters, issues.map((entry) => entry.code)]).toEqual([[null, null], ['rating.amountsMissing']]);
    expect(rateClients({ purchases: [], moneyMinor: [], profitMinor: [] }, EQUAL)).toMatchObject({ value: { letters: [] }, issues: [] });
  });

  const base = fc.array(fc.record({ purchases: fc.integer({ min: 0, max: 6 }), money: fc.integer({ min: -500, max: 2000 }), profit: fc.integer({ min: -100, max: 500 }) }), { maxLength: 40 });
  const columnsOf = (clients: readonly { purchases: number; money: number; profit: number }[], scale = 1): RatingColumns => ({
    purchases: Int32Array.from(clients, (client) => client.purchases),
    moneyMinor: Float64Array.from(clients, (client) => client.money * scale),
    profitMinor: Float64Array.from(clients, (client) => client.profit * scale),
  });

  it('scaling money changes no letter', () => {
    fc.assert(fc.property(base, fc.integer({ min: 1, max: 100_000 }), (clients, scale) => rate(columnsOf(clients)) === rate(columnsOf(clients, scale))), RUNS);
  });

  it('equal clients get equal letters, in any order of the clients', () => {
    fc.assert(
      fc.property(base, (clients) => {
        const letters = rate(columnsOf(clients.concat(clients)));
        expect(letters.slice(0, clients.length)).toBe(letters.slice(clients.length));
        expect(rate(columnsOf(clients.slice().reverse()))).toBe(Array.from(rate(columnsOf(clients))).reverse().join(''));
      }),
      RUNS,
    );
  });

  it('the scores equal type 7 quintiles of Hyndman and Fan computed with interpolation', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 40 }), (values) => {
        fc.pre(new Set(values).size > 1);
        const { thresholds } = rateClients({ purchases: values, moneyMinor: values, profitMinor: null }, EQUAL).value;
        const cuts = cutPointsOf(Float64Array.from(values).sort(), 5);
        for (const value of values) {
          const expected = 1 + cuts.filter((cut) => cut < value).length;
          expect(ratingScores({ purchases: value, moneyMinor: value, profitMinor: null }, thresholds)).toEqual({ money: expected, frequency: expected, profit: null });
        }
      }),
      RUNS,
    );
  });

  it('letters have meanings in both languages and are read back, a Cyrillic twin too', () => {
    expect(RATING_LETTERS.map((letter) => ratingKeyOf(ratingName(letter, 'ru')))).toEqual(RATING_LETTERS);
    expect([ratingKeyOf(' a '), ratingKeyOf('С'), ratingKeyOf('Е'), ratingKeyOf('F')]).toEqual(['A', 'C', 'E', undefined]);
  });
});

describe('lifecycle', () => {
  const asOfDay = day('2024-07-15');
  const options = (more: Partial<Settings> = {}): Settings => ({ ...DEFAULT_SETTINGS, ...more });
  const stage = (days: readonly string[], dormancy: DormancyBand | null = 'on_time', more: Partial<Settings> = {}, purchases = days.length): LifecycleStage | null =>
    lifecycleJudge(asOfDay, options(more))({ purchases, days: Int32Array.from(days.map(day)), dormancy });

  it('the short method tells one purchase from more and leaves contacts out', () => {
    const short = { 'lifecycle.method': 'short' } as const;
    expect([stage([], null, short), stage(['2020-01-01'], 'lost', short), stage(['2020-01-01', '2024-07-01'], 'late', short)]).toEqual([null, 'new', 'returning']);
    expect(stage(['2024-07-01'], 'on_time', short, 2)).toBe('returning');
  });

  it('lost goes before everything else, then new, then regular', () => {
    expect([stage(['2024-01-01'], 'lost'), stage(['2024-07-01']), stage([], null)]).toEqual(['lost', 'new', null]);
    expect(stage(['2024-04-01', '2024-05-30', '2024-06-01'], 'on_time')).toBe('regular');
    expect(stage(['2024-04-01', '2024-05-30', '2024-06-01'], 'lost')).toBe('lost');
  });

  it('regular needs a purchase in every complete period of the window, at least three of them; the running period does not count', () => {
    const months = ['2023-12-05', '2024-01-31', '2024-02-01', '2024-03-31', '2024-04-01', '2024-05-15', '2024-06-30'];
    expect(stage(months)).toBe('regular');
    // Without June, six purchases at even gaps are periodic; a purchase in July does not replace June.
    expect(stage([...months.slice(0, 6), '2024-07-01'])).toBe('periodic');
    // December lies before the window of six months and may be missing.
    expect(stage(months.slice(1))).toBe('regular');
    expect(stage([...months.slice(0, 1), ...months.slice(2)])).toBe('periodic');
    expect(stage([...months.slice(0, 1), ...months.slice(2)], 'on_time', { 'lifecycle.window': 5 })).toBe('regular');
    // Two complete months since the first purchase are too few, three are enough.
    expect(stage(['2024-05-01', '2024-06-01', '2024-07-01'])).toBe('one_off');
    expect(stage(['2024-04-30', '2024-05-01', '2024-06-01'])).toBe('regular');
  });

  it('asOf on the last day of a period makes it complete', () => {
    const at = (iso: string): LifecycleStage | null =>
      lifecycleJudge(day(iso), options())({ purchases: 3, days: [day('2024-04-02'), day('2024-05-02'), day('2024-06-02')], dormancy: 'on_time' });
    expect([at('2024-06-29'), at('2024-06-30'), at('2024-07-31')]).toEqual(['one_off', 'regular', 'one_off']);
    expect(lifecycleWindow(day('2024-04-02'), day('2024-06-30'), options())).toMatchObject({ periods: 3, isClipped: true });
    expect(lifecycleWindow(day('2020-01-01'), day('2024-06-29'), options({ 'lifecycle.period': 'quarter' }))).toMatchObject({ periods: 6, isClipped: false });
  });

  it('periodic is steady by the gaps (coefficient up to 1), uneven gaps and two purchases are one-off', () => {
    expect(stage(['2023-01-01', '2023-05-01', '2023-09-01', '2024-01-01'])).toBe('periodic');
    // Gaps 1, 1, 1, 200: mean 50.75, population deviation 86.2, coefficient 1.7.
    expect(stage(['2023-01-01', '2023-01-02', '2023-01-03', '2023-01-04', '2023-07-23'])).toBe('one_off');
    expect([stage(['2023-01-01', '2024-05-01']), stage(['2024-06-01'], 'on_time', {}, 3)]).toEqual(['one_off', 'one_off']);
    // The basis of XYZ does not matter, its deviation does: gaps 1, 1, 7 have 0.94 (population) or 1.15 (sample).
    const uneven = ['2023-06-01', '2023-06-02', '2023-06-03', '2023-06-10'];
    expect([stage(uneven), stage(uneven, 'on_time', { 'xyz.basis': 'amount' }), stage(uneven, 'on_time', { 'xyz.deviation': 'sample' })]).toEqual(['periodic', 'periodic', 'one_off']);
  });

  it('regular equals a naive search over all periods of the window', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 40 }), fc.constantFrom('week', 'month', 'quarter'), fc.integer({ min: 3, max: 24 }), (offsets, period, window) => {
        const days = offsets.map((offset) => asOfDay - offset).sort((left, right) => left - right);
        const settings = options({ 'lifecycle.period': period, 'lifecycle.window': window });
        const { firstPeriod, lastPeriod, periods } = lifecycleWindow(days[0] ?? 0, asOfDay, settings);
        const boughtIn = new Set(days.map((bought) => lifecycleWindow(bought, bought, settings).lastPeriod + (lifecycleWindow(bought, bought, settings).periods === 1 ? 0 : 1)));
        let isRegular = periods >= 3;
        for (let index = firstPeriod; index <= lastPeriod; index += 1) isRegular = isRegular && boughtIn.has(index);
        expect(lifecycleJudge(asOfDay, settings)({ purchases: days.length, days, dormancy: 'late' }) === 'regular').toBe(isRegular);
      }),
      RUNS,
    );
  });

  it('periodic equals XYZ by rhythm of Y or better, in both deviations', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 400, max: 900 }), { minLength: 2, maxLength: 12 }), fc.constantFrom('population', 'sample'), (offsets, deviation) => {
        const days = offsets.map((offset) => asOfDay - offset).sort((left, right) => left - right);
        const gaps = days.slice(1).map((bought, index) => bought - (days[index] ?? 0));
        const { xyz } = classifySeries(gaps, { deviation, limits: [0.5, 1] });
        expect(lifecycleJudge(asOfDay, options({ 'xyz.deviation': deviation }))({ purchases: days.length, days, dormancy: 'late' })).toBe(xyz === 'X' || xyz === 'Y' ? 'periodic' : 'one_off');
      }),
      RUNS,
    );
  });

  it('temperature follows the dormancy band', () => {
    expect((['on_time', 'due', 'late', 'dormant', 'lost', null] as const).map(temperatureOf)).toEqual(['hot', 'warm', 'warm', 'cold', 'cold', null]);
  });

  it('stages and temperatures have distinct names in both languages that are read back', () => {
    for (const language of ['ru', 'en'] as const) {
      expect(LIFECYCLE_STAGES.map((key) => lifecycleKeyOf(` ${lifecycleName(key, language).toUpperCase()} `))).toEqual(LIFECYCLE_STAGES);
      expect(TEMPERATURES.map((key) => temperatureKeyOf(temperatureName(key, language)))).toEqual(TEMPERATURES);
    }
    expect([lifecycleKeyOf('one_off'), temperatureKeyOf('теплый'), lifecycleKeyOf('?')]).toEqual(['one_off', 'warm', undefined]);
  });

  it('the base shows stage, temperature and suggested marker of each client', () => {
    const rows = ['2024-01-05', '2024-02-05', '2024-03-05', '2024-04-05', '2024-05-05', '2024-06-05'].map((iso) => row('steady', iso, 10)).concat(row('once', '2024-07-01', 5), row('gone', '2021-01-01', 5));
    const { clients } = segmentClients({ rows, knownClientKeys: ['nobody'] }, DEFAULT_SETTINGS, day('2024-07-10')).value;
    expect(clients.map((client) => [client.clientKey, client.lifecycle, client.temperature, client.markerSuggested])).toEqual([
      ['gone', 'lost', 'cold', 'gold'], ['nobody', null, null, null], ['once', 'new', 'hot', 'gold'], ['steady', 'regular', 'warm', 'platinum'],
    ]);
  });
});

describe('funnel markers', () => {
  it('are nine, with distinct names, colours and a text that can be read on its ground', () => {
    expect(MARKERS).toHaveLength(9);
    for (const language of ['ru', 'en'] as const) {
      expect(new Set(MARKERS.map((marker) => markerName(marker, language))).size).toBe(9);
      expect(MARKERS.every((marker) => markerMeaning(marker, language) !== '')).toBe(true);
      expect(MARKERS.map((marker) => markerKeyOf(markerName(marker, language)))).toEqual(MARKERS);
    }
    expect(new Set(MARKERS.map((marker) => JSON.stringify(MARKER_COLOURS[marker]))).size).toBe(9);
    for (const marker of MARKERS) expect([marker, contrastOf(MARKER_COLOURS[marker].background, MARKER_COLOURS[marker].text) >= 4.5]).toEqual([marker, true]);
  });

  it('gold is suggested from the first purchase, platinum from the third, nothing before', () => {
    expect([0, 1, 2, 3, 9].map((purchases) => suggestMarker(purchases, null))).toEqual([null, 'gold', 'gold', 'platinum', 'platinum']);
    expect([1, 3].map((purchases) => suggestMarker(purchases, 'white'))).toEqual(['gold', 'platinum']);
  });

  it('nothing is suggested over a marker that says as much or says a refusal', () => {
    expect([suggestMarker(2, 'gold'), suggestMarker(3, 'gold'), suggestMarker(1, 'platinum'), suggestMarker(7, 'platinum')]).toEqual([null, 'platinum', null, null]);
    expect(MARKERS.filter(isRefusal)).toEqual(['green_red', 'golden_red', 'platinum_red']);
    expect(MARKERS.filter(isRefusal).map((marker) => suggestMarker(9, marker))).toEqual([null, null, null]);
  });

  it('reads what people type in either language', () => {
    expect(['Золото', 'золотая', 'ПЛАТИНА', 'Зелёно-красный', 'зелено красный', 'golden green', 'green_red', 'Gold-Red', 'жёлтый ', 'белое'].map(readMarker)).toEqual([
      'gold', 'gold', 'platinum', 'green_red', 'green_red', 'golden_green', 'green_red', 'golden_red', 'yellow', 'white',
    ]);
    expect(['', 'Золотарёв', 'red', 'green gold', 'gold gold', 'vip'].map(readMarker)).toEqual([null, null, null, null, null, null]);
    expect(markerKeyOf('vip')).toBeUndefined();
  });
});

describe('managers', () => {
  const client = (manager: string, moneyMinor: number | null, abc: 'A' | 'B' | 'C' | null): PortfolioClient =>
    portfolioClient({ moneyMinor, abc, segment: abc === null ? 'no_purchases' : 'loyal', lifecycle: null, dormancy: null }, manager);
  const before = [client('Анна', 500, 'A'), client('анна ', 300, 'B'), client('Пётр', 100, 'C'), client('', 50, 'C')];
  const after = [client('Анна', 900, 'A'), client('Анна', 700, 'A'), client('Олег', 40, 'C'), client('', null, 'C')];

  it('names are joined whatever their case and spaces, shown as most rows write them, nobody last', () => {
    expect(groupByManager(['пётр', 'Анна', '', 'Пётр', ' петр', 'Пётр'])).toEqual([
      { manager: 'Анна', indexes: [1] }, { manager: 'Пётр', indexes: [0, 3, 4, 5] }, { manager: '', indexes: [2] },
    ]);
  });

  it('a portfolio holds clients and money per class, unknown money stays unknown', () => {
    expect(portfolios(before)[0]).toEqual({
      manager: 'Анна',
      clients: 2,
      moneyMinor: 800,
      classes: {
        abc: [{ key: 'A', clients: 1, moneyMinor: 500 }, { key: 'B', clients: 1, moneyMinor: 300 }],
        segment: [{ key: 'loyal', clients: 2, moneyMinor: 800 }],
        lifecycle: [{ key: null, clients: 2, moneyMinor: 800 }],
        dormancy: [{ key: null, clients: 2, moneyMinor: 800 }],
      },
    });
    expect(portfolios(after).map((portfolio) => [portfolio.manager, portfolio.clients, portfolio.moneyMinor])).toEqual([['Анна', 2, 1600], ['Олег', 1, 40], ['', 1, null]]);
  });

  it('change between two snapshots names each class, new and vanished managers too', () => {
    const changes = portfolioChanges(portfolios(before), portfolios(after));
    expect(changes.map((change) => [change.manager, change.clientsChange, change.moneyChangeMinor])).toEqual([
      ['Анна', 0, 800], ['Олег', 1, 40], ['Пётр', -1, -100], ['', 0, null],
    ]);
    expect(changes[0]?.classes.abc).toEqual([
      { key: 'A', clientsBefore: 1, clientsAfter: 2, clientsChange: 1, moneyChangeMinor: 1100 },
      { key: 'B', clientsBefore: 1, clientsAfter: 0, clientsChange: -1, moneyChangeMinor: -300 },
    ]);
  });

  it('regularity counts purchases and contacts per period, empty periods too, and means over complete ones', () => {
    const events = [
      { manager: 'Анна', day: day('2024-03-04'), kind: 'contact' as const }, { manager: 'анна', day: day('2024-03-05'), kind: 'purchase' as const },
      { manager: 'Анна', day: day('2024-03-20'), kind: 'contact' as const }, { manager: 'Пётр', day: day('2024-03-12'), kind: 'purchase' as const },
      { manager: 'Пётр', day: day('2024-04-01'), kind: 'purchase' as const },
    ];
    const [anna, peter, ...rest] = regularityOf(events, 'week', day('2024-03-20'));
    expect(rest).toEqual([]);
    expect(anna?.periods.map((entry) => [formatIsoDay(entry.firstDay), entry.purchases, entry.contacts, entry.isComplete])).toEqual([
      ['2024-03-04', 1, 1, true], ['2024-03-11', 0, 0, true], ['2024-03-18', 0, 1, false],
    ]);
    expect([anna?.purchases, anna?.contacts, anna?.meanPurchases, anna?.meanContacts, anna?.activeShare]).toEqual([1, 2, 0.5, 0.5, 0.5]);
    expect([peter?.purchases, peter?.activeShare]).toEqual([1, 0.5]);
    expect(regularityOf(events, 'day', day('2024-03-05'), day('2024-03-04')).map((entry) => entry.periods.map((period) => period.isComplete))).toEqual([[true, true]]);
    expect(regularityOf(events, 'month', day('2024-03-20'))[0]).toMatchObject({ meanPurchases: null, activeShare: null });
    // A given first day inside a month leaves that month incomplete.
    expect(regularityOf(events, 'month', day('2024-04-30'), day('2024-03-02'))[0]?.periods.map((period) => period.isComplete)).toEqual([false, true]);
    expect([regularityOf([], 'day', 1), regularityOf(events, 'day', day('2024-01-01'))]).toEqual([[], []]);
  });
});

describe('plan and fact', () => {
  it('the running period is the calendar month, quarter or year of asOf', () => {
    const span = (iso: string, period: Settings['plan.period']): unknown[] => {
      const { firstDay, lastDay, daysPassed, days } = planSpan(day(iso), period);
      return [formatIsoDay(firstDay), formatIsoDay(lastDay), daysPassed, days];
    };
    expect(span('2024-02-29', 'month')).toEqual(['2024-02-01', '2024-02-29', 29, 29]);
    expect(span('2024-05-01', 'quarter')).toEqual(['2024-04-01', '2024-06-30', 31, 91]);
    expect(span('2023-12-31', 'quarter')).toEqual(['2023-10-01', '2023-12-31', 92, 92]);
    expect(span('2024-01-01', 'year')).toEqual(['2024-01-01', '2024-12-31', 1, 366]);
    expect(planSpan(day('2024-05-01'), 'quarter').pace).toBeCloseTo(31 / 91, 12);
  });

  const rows = [
    row('a', '2024-02-29', 1000), row('a', '2024-03-01', 100), row('a', '2024-03-10', 50), row('a', '2024-03-09', -30), row('b', '2024-03-10', 200), row('c', '2024-03-02', 7),
  ];

  it('money between two days counts both, nets returns unless they are ignored', () => {
    const book = bookOf(rows, ['d']);
    const between = (client: number, from: string, to: string, returns: 'net' | 'ignore' = 'net'): number | null => moneyBetween(book, client, day(from), day(to), returns);
    expect([between(0, '2024-03-01', '2024-03-10'), between(0, '2024-03-01', '2024-03-10', 'ignore'), between(0, '2024-02-29', '2024-02-29'), between(3, '2024-01-01', '2024-12-31')]).toEqual([12000, 15000, 100000, 0]);
    expect(moneyBetween(bookOf([row('a', '2024-03-01', null)]), 0, 0, 99999, 'net')).toBeNull();
  });

  it('compares plan and fact of clients and managers; a manager is judged by clients with a plan', () => {
    const { value, issues } = planFacts(bookOf(rows, ['d']), [10000, null, 0, 5000], ['Анна', 'анна', 'Пётр', ''], day('2024-03-10'), { 'plan.period': 'month', returns: 'net' });
    expect(issues).toEqual([]);
    expect(value.clients).toEqual([
      { planMinor: 10000, factMinor: 12000, done: 1.2, expectedMinor: 3226 },
      { planMinor: null, factMinor: 20000, done: null, expectedMinor: null },
      { planMinor: 0, factMinor: 700, done: null, expectedMinor: 0 },
      { planMinor: 5000, factMinor: 0, done: 0, expectedMinor: 1613 },
    ]);
    expect(value.managers.map(({ manager, clients, plannedClients, planMinor, factMinor, plannedFactMinor, done }) => [manager, clients, plannedClients, planMinor, factMinor, plannedFactMinor, done])).toEqual([
      ['Анна', 2, 1, 10000, 32000, 12000, 1.2], ['Пётр', 1, 1, 0, 700, 700, null], ['', 1, 1, 5000, 0, 0, 0],
    ]);
  });

  it('plans too large to add up are refused for that manager and reported', () => {
    const huge = Number.MAX_SAFE_INTEGER;
    const { value, issues } = planFacts(bookOf(rows), [huge, huge, 100], ['Анна', 'Анна', 'Пётр'], day('2024-03-10'), { 'plan.period': 'month', returns: 'net' });
    expect(value.managers.map((entry) => [entry.manager, entry.planMinor, entry.done])).toEqual([['Анна', null, null], ['Пётр', 100, 7]]);
    expect(issues.map((entry) => [entry.code, entry.params.manager])).toEqual([['plan.sumTooLarge', 'Анна']]);
    const [nobody] = planFacts(bookOf(rows), [huge, huge, null], [], day('2024-03-10'), { 'plan.period': 'month', returns: 'net' }).issues;
    expect(nobody === undefined ? '' : issueText(nobody, 'en')).toMatch(/^Clients without a manager: the plans or sales are too large/);
  });

  it('reads the owner\'s amounts in the marks of the column and reports what is no amount', () => {
    const plans = readOwnerAmounts([1200, '1 500,50', '', null, 'много', -5, '10 %', 1e15, true], ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'], 'plan', ',');
    expect(plans.value).toEqual([120000, 150050, null, null, null, null, null, null, null]);
    expect(plans.issues.map((entry) => [entry.code, entry.params.client])).toEqual(['e', 'f', 'g', 'h', 'i'].map((client) => ['plan.badValue', client]));
    expect(plans.issues[0] === undefined ? '' : issueText(plans.issues[0], 'ru')).toBe('«много» не подходит как план клиента e. Впишите сумму от нуля; до этого клиент считается без плана.');
    expect(readOwnerAmounts(['?'], ['a'], 'elsewhere').issues.map((entry) => entry.code)).toEqual(['elsewhere.badValue']);
  });

  it('share of wallet is our sales of 365 days in all purchases of the client, from 0 to 1', () => {
    expect([walletShare(8000, 2000), walletShare(0, 100), walletShare(-50, 100), walletShare(100, 0), walletShare(0, 0), walletShare(null, 5), walletShare(5, null)]).toEqual([0.8, 0, 0, 1, null, null, null]);
    const book = bookOf([row('a', '2023-03-11', 40), row('a', '2023-03-10', 1000), row('b', '2024-03-10', 5)]);
    expect(walletShares(book, [6000, null], day('2024-03-09'), 'net')).toEqual([0.4, null]);
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.nat(1000), (ours, elsewhere) => {
        const share = walletShare(ours, elsewhere);
        return share === null ? ours <= 0 && elsewhere === 0 : share >= 0 && share <= 1;
      }),
      RUNS,
    );
  });

  it('return on sales is profit by revenue and does not exist without revenue', () => {
    expect([returnOnSales(1000, 250), returnOnSales(1000, -100), returnOnSales(0, 5), returnOnSales(-10, 5), returnOnSales(null, 5), returnOnSales(10, null)]).toEqual([0.25, -0.1, null, null, null, null]);
  });

  it('turnover by class keeps the order of the classes and its shares add up to 1', () => {
    const turnover = turnoverByClass([{ key: 'C', moneyMinor: 100 }, { key: 'A', moneyMinor: 600 }, { key: null, moneyMinor: 0 }, { key: 'A', moneyMinor: 300 }, { key: 'VIP', moneyMinor: 0 }], ['A', 'B', 'C']);
    expect(turnover).toEqual([
      { key: 'A', clients: 2, moneyMinor: 900, share: 0.9 }, { key: 'C', clients: 1, moneyMinor: 100, share: 0.1 },
      { key: 'VIP', clients: 1, moneyMinor: 0, share: 0 }, { key: null, clients: 1, moneyMinor: 0, share: 0 },
    ]);
    expect(turnoverByClass([{ key: 'A', moneyMinor: null }, { key: 'B', moneyMinor: 5 }]).map((entry) => [entry.moneyMinor, entry.share])).toEqual([[null, null], [5, null]]);
    expect(turnoverByClass([{ key: 'A', moneyMinor: 5 }, { key: 'B', moneyMinor: -5 }]).map((entry) => entry.share)).toEqual([null, null]);
  });
});

/** Contrast of two colours by WCAG 2. */
function contrastOf(one: string, other: string): number {
  const luminance = (colour: string): number =>
    [1, 3, 5]
      .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}
