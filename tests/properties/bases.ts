// Random bases and settings, small enough for a thousand of them.
import fc from 'fast-check';
import type { OrderRow } from '../../src/core/orders/order-row';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import type { Settings } from '../../src/core/settings';

/** First and last day that rows of random bases have. */
export const FIRST_DAY = 45000;
export const LAST_DAY = 45400;

// Without a size fast-check makes about five rows of sixty.
const ROWS = { maxLength: 50, size: 'max' as const };

interface Drawn {
  readonly clientKey: string | null;
  readonly day: number;
  readonly amountMinor: number;
  readonly order: string | null;
  readonly paid: boolean | null;
  readonly costMinor: number | null;
}

const drawn = (amountMinor: fc.Arbitrary<number>): fc.Arbitrary<Drawn> =>
  fc.record({
    clientKey: fc.option(fc.constantFrom('a', 'b', 'c', 'd', '10', '9'), { nil: null, freq: 8 }),
    day: fc.integer({ min: FIRST_DAY, max: LAST_DAY }),
    amountMinor,
    order: fc.option(fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8'), { nil: null, freq: 2 }),
    paid: fc.option(fc.boolean(), { nil: null, freq: 2 }),
    costMinor: fc.option(fc.integer({ min: 0, max: 300000 }), { nil: null, freq: 2 }),
  });

function typed(rows: readonly Drawn[]): OrderRow[] {
  return rows.map(({ order, paid, costMinor, ...row }, rowIndex) => ({
    rowIndex,
    ...row,
    ...(order === null ? {} : { order }),
    ...(paid === null ? {} : { paid }),
    ...(costMinor === null ? {} : { costMinor }),
  }));
}

const plainAmount = fc.integer({ min: -50000, max: 500000 });

/** Up to 50 rows of six clients and nobody, with returns, order numbers, unpaid rows and costs. */
export const rowsOf: fc.Arbitrary<OrderRow[]> = fc.array(drawn(plainAmount), ROWS).map(typed);

/** Up to 90 rows of 30 clients, enough for the base's gap after a purchase to be learnt. */
export const rowsOfManyClients: fc.Arbitrary<OrderRow[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 29 }), fc.integer({ min: FIRST_DAY, max: LAST_DAY }), plainAmount), { minLength: 50, maxLength: 90, size: 'max' })
  .map((rows) => rows.map(([client, day, amountMinor], rowIndex) => ({ rowIndex, clientKey: `client ${client}`, day, amountMinor })));

/** The same with now and then an amount that cannot be added exactly. */
export const rowsWithHugeAmounts: fc.Arbitrary<OrderRow[]> = fc
  .array(drawn(fc.oneof({ weight: 30, arbitrary: plainAmount }, { weight: 1, arbitrary: fc.constantFrom(Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 1e17, 0) })), ROWS)
  .map(typed);

/** Rows beside the same rows in another order. */
export const shuffledRows: fc.Arbitrary<readonly [OrderRow[], OrderRow[]]> = rowsWithHugeAmounts.chain((rows) =>
  fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
);

const rising = (values: fc.Arbitrary<number>, count: number): fc.Arbitrary<number[] | 'auto'> =>
  fc.option(fc.uniqueArray(values, { minLength: count, maxLength: count }).map((list) => list.sort((left, right) => left - right)), { nil: 'auto' as const, freq: 2 });

/** Settings of every figure of METHODS §1, 2, 3 and 5. Fixed money limits are left out: they do not scale with money. */
export const settingsOf: fc.Arbitrary<Settings> = fc.constantFrom(3, 5).chain((scale) =>
  fc
    .record({
      returns: fc.constantFrom('net' as const, 'ignore' as const),
      'abc.metric': fc.constantFrom('revenue' as const, 'margin' as const, 'count' as const),
      'abc.by': fc.constantFrom('share' as const, 'count' as const),
      'abc.boundary': fc.constantFrom('before' as const, 'including' as const),
      'abc.limits': fc.constantFrom('auto' as const, [0.5, 0.75] as const),
      'xyz.basis': fc.constantFrom('rhythm' as const, 'frequency' as const, 'amount' as const, 'count' as const),
      'xyz.period': fc.constantFrom('week' as const, 'month' as const, 'quarter' as const),
      'xyz.deviation': fc.constantFrom('population' as const, 'sample' as const),
      'rfm.mode': fc.constantFrom('thresholds' as const, 'quantile' as const, 'rfm-r' as const, 'rank' as const),
      'rfm.scale': fc.constant(scale),
      'rfm.recencyDays': rising(fc.integer({ min: 1, max: 400 }), scale - 1),
      'rfm.purchases': rising(fc.integer({ min: 1, max: 12 }), scale - 1),
      'dormancy.mode': fc.constantFrom('rhythm' as const, 'threshold' as const),
      'dormancy.days': fc.integer({ min: 1, max: 300 }),
      'dormancy.minSilenceDays': fc.integer({ min: 0, max: 60 }),
      'dormancy.riskDays': fc.integer({ min: 1, max: 365 }),
    })
    .map((chosen) => ({ ...DEFAULT_SETTINGS, ...chosen })),
);

/** A day to count figures on, or the latest purchase. */
export const asOfDays: fc.Arbitrary<number | null> = fc.option(fc.integer({ min: FIRST_DAY + 100, max: LAST_DAY + 50 }), { nil: null });
