// Properties of all figures that hold for any base: order of rows, scaling, twins, shares, new purchases; and the fast way against a plain one.
import fc from 'fast-check';
import { pAlive, purchaseProbability } from '../../src/core/btyd/bg-nbd';
import type { OrderRow } from '../../src/core/orders/order-row';
import { segmentClients } from '../../src/core/segmentation';
import type { ClientFigures } from '../../src/core/segmentation';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import { asOfDays, FIRST_DAY, LAST_DAY, rowsOf, rowsOfManyClients, rowsWithHugeAmounts, settingsOf, shuffledRows } from './bases';
import { naiveFigures } from './naive-figures';
import { RUNS } from './runs';

/** Fields by which two rows of figures differ; numbers may differ by rounding of the last places. */
function differences(one: object, other: object): string[] {
  const left = one as Readonly<Record<string, unknown>>;
  const right = other as Readonly<Record<string, unknown>>;
  const isSame = (a: unknown, b: unknown): boolean =>
    a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)));
  return Object.keys(left).filter((key) => !isSame(left[key], right[key])).map((key) => `${key}: ${String(left[key])} and ${String(right[key])}`);
}

/** How figures of one base differ from those of another, client by client. */
function differencesOf(ours: readonly { readonly clientKey: string }[], theirs: readonly { readonly clientKey: string }[]): string[] {
  if (ours.length !== theirs.length) return [`${ours.length} and ${theirs.length} clients`];
  return ours.flatMap((figures, index) => differences(figures, theirs[index] ?? {}).map((found) => `${figures.clientKey} ${found}`));
}

const classesOf = ({ abc, abcxyz, r, f, m, segment, dormancy, rating, lifecycle, temperature }: ClientFigures): object => ({ abc, abcxyz, r, f, m, segment, dormancy, rating, lifecycle, temperature });

describe('figures of any base', () => {
  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(shuffledRows, settingsOf, asOfDays, ([rows, shuffled], settings, asOfDay) => {
        // As text, because comparing typed arrays entry by entry takes longer than all the figures.
        const [one, other] = [rows, shuffled].map((list) => JSON.stringify(segmentClients({ rows: list }, settings, asOfDay).value));
        expect(other).toBe(one);
      }),
      RUNS,
    );
  });

  it('equal those of the plain way that looks at every row for every client, few clients with long histories', () => {
    fc.assert(
      fc.property(rowsWithHugeAmounts, settingsOf, asOfDays, (rows, settings, asOfDay) => {
        expect(differencesOf(naiveFigures(rows, settings, asOfDay), segmentClients({ rows }, settings, asOfDay).value.clients)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('equal those of the plain way, many clients with short histories', () => {
    fc.assert(
      fc.property(rowsOfManyClients, settingsOf, asOfDays, (rows, settings, asOfDay) => {
        expect(differencesOf(naiveFigures(rows, settings, asOfDay), segmentClients({ rows }, settings, asOfDay).value.clients)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('keep every class and scale every sum when all money is multiplied by one number (cut points of rfm-r are shifted by money, so not there)', () => {
    fc.assert(
      fc.property(rowsOf, settingsOf, fc.integer({ min: 2, max: 1000 }), (rows, settings, factor) => {
        const chosen = settings['rfm.mode'] === 'rfm-r' ? { ...settings, 'rfm.mode': 'quantile' as const } : settings;
        const of = (list: readonly OrderRow[]): readonly ClientFigures[] => segmentClients({ rows: list }, chosen, LAST_DAY + 50).value.clients;
        const scaled = rows.map((row) => ({ ...row, amountMinor: (row.amountMinor ?? 0) * factor, ...(row.costMinor === undefined ? {} : { costMinor: row.costMinor * factor }) }));
        const plain = of(rows);
        const found = of(scaled).flatMap((client, index) => {
          const before = plain[index] as ClientFigures;
          // Bills and lifetime values are rounded to whole minor units once on each side, sums are not.
          const isScaled = (key: 'moneyMinor' | 'marginMinor' | 'averageBillMinor' | 'ltvMinor', slack: number): boolean => {
            const [small, large] = [before[key], client[key]];
            return small === null || large === null ? small === large : Math.abs(large - small * factor) <= slack;
          };
          const isAllScaled = isScaled('moneyMinor', 0) && isScaled('marginMinor', 0) && isScaled('averageBillMinor', factor) && isScaled('ltvMinor', factor);
          return [...differences(classesOf(before), classesOf(client)), ...(isAllScaled ? [] : [`${client.clientKey}: money is not scaled`])];
        });
        expect(found).toEqual([]);
      }),
      RUNS,
    );
  });

  it('are the same for a client and its twin with the same orders (rank gives ties different scores, so not there)', () => {
    fc.assert(
      fc.property(rowsOf, settingsOf, asOfDays, (rows, settings, asOfDay) => {
        const chosen = settings['rfm.mode'] === 'rank' ? { ...settings, 'rfm.mode': 'quantile' as const } : settings;
        const twins = [...rows, ...rows.filter((row) => row.clientKey === 'a').map((row) => ({ ...row, clientKey: 'twin' }))];
        const { clients } = segmentClients({ rows: twins }, chosen, asOfDay).value;
        const [one, other] = ['a', 'twin'].map((key) => clients.find((client) => client.clientKey === key));
        expect(one === undefined || other === undefined ? one !== other : differences(one, { ...other, clientKey: 'a' }).length > 0).toBe(false);
      }),
      RUNS,
    );
  });

  it('have shares of ABC that add up to one where anything is positive', () => {
    fc.assert(
      fc.property(rowsOf, settingsOf, asOfDays, (rows, settings, asOfDay) => {
        const shares = segmentClients({ rows }, settings, asOfDay).value.clients.map((client) => client.abcShare ?? 0);
        const sum = shares.reduce((total, share) => total + share, 0);
        expect(shares.every((share) => share >= 0 && share <= 1) && (sum === 0 || Math.abs(sum - 1) < 1e-9)).toBe(true);
      }),
      RUNS,
    );
  });

  it('add up: money of clients and of nameless sales is the money of all paid rows', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const { totals } = segmentClients({ rows }, DEFAULT_SETTINGS, LAST_DAY + 50).value;
        const all = rows.reduce((sum, row) => sum + (row.paid === false ? 0 : (row.amountMinor ?? 0)), 0);
        expect((totals.moneyMinor ?? 0) + (totals.anonymousMinor ?? 0)).toBe(all);
      }),
      RUNS,
    );
  });

  it('of earlier days are not changed by orders after asOf', () => {
    fc.assert(
      fc.property(rowsOf, settingsOf, (rows, settings) => {
        const asOfDay = FIRST_DAY + 200;
        const before = rows.filter((row) => row.day <= asOfDay);
        const [all, early] = [rows, before].map((list) => segmentClients({ rows: list }, settings, asOfDay).value.clients);
        expect(differencesOf(all ?? [], early ?? [])).toEqual([]);
      }),
      RUNS,
    );
  });

  it('never show more days of silence after one more purchase', () => {
    fc.assert(
      fc.property(rowsOf, settingsOf, fc.integer({ min: FIRST_DAY, max: LAST_DAY }), fc.integer({ min: 0, max: 500000 }), (rows, settings, day, amountMinor) => {
        const silentOf = (list: readonly OrderRow[]): number =>
          segmentClients({ rows: list }, settings, LAST_DAY).value.clients.find((client) => client.clientKey === 'a')?.daysSilent ?? Infinity;
        const after = silentOf([...rows, { rowIndex: rows.length, clientKey: 'a', day, amountMinor }]);
        expect(after <= silentOf(rows) && after <= LAST_DAY - day).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('probabilities of BG/NBD (Fader, Hardie, Lee 2005)', () => {
  const parameter = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  const parameters = fc.record({ r: parameter, alpha: parameter, a: parameter, b: parameter });

  it('P(alive) lies within 0 and 1 for any history and any parameters', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 0, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 5000 }), (given, x, share, T) => {
        const probability = pAlive(given, x, x === 0 ? 0 : share * T, T);
        expect(probability >= 0 && probability <= 1).toBe(true);
      }),
      RUNS,
    );
  });

  it('P(X(t) = n) lies within 0 and 1, and all n together make no more than 1', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 1, max: 2000 }), (given, t) => {
        const chances = [0, 1, 2, 3, 4, 5].map((n) => purchaseProbability(given, t, n));
        expect(chances.every((chance) => chance >= -1e-12 && chance <= 1 + 1e-12)).toBe(true);
        expect(chances.reduce((sum, chance) => sum + chance, 0) <= 1 + 1e-9).toBe(true);
      }),
      RUNS,
    );
  });
});
