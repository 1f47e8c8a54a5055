// Reasons in words: every class and figure of many made clients in both languages, and the sentences themselves.
import { ABC_CLASSES } from '../../src/core/abc';
import { parseIsoDay } from '../../src/core/calendar';
import { DORMANCY_BANDS, RHYTHM_SOURCES } from '../../src/core/dormancy';
import type { Language } from '../../src/core/language/language';
import { EN_REASONS } from '../../src/core/language/en-reasons';
import { RU_REASONS } from '../../src/core/language/ru-reasons';
import { COLUMN_KEYS } from '../../src/core/language/names';
import { LIFECYCLE_STAGES } from '../../src/core/lifecycle';
import { suggestMarker } from '../../src/core/marker';
import type { Marker } from '../../src/core/marker';
import type { OrderRow } from '../../src/core/orders/order-book';
import { RATING_LETTERS } from '../../src/core/rating';
import { abcReason } from '../../src/core/reasons/abc';
import { dormancyReason } from '../../src/core/reasons/dormancy';
import { lifecycleReason, temperatureReason } from '../../src/core/reasons/lifecycle';
import { ltvReason } from '../../src/core/reasons/ltv';
import { markerReason } from '../../src/core/reasons/marker';
import { MISSING_CAUSES, missingReason, refusedModelReason } from '../../src/core/reasons/missing';
import { clvReason, expectedBillReason, expectedPurchasesReason, pAliveReason } from '../../src/core/reasons/models';
import type { ForecastModels } from '../../src/core/reasons/models';
import { planReason, walletReason } from '../../src/core/reasons/money';
import { ratingReason } from '../../src/core/reasons/rating';
import { figureReason, REASONED_COLUMNS } from '../../src/core/reasons/reason';
import type { ReasonContext } from '../../src/core/reasons/reason';
import { scoreReason, segmentReason } from '../../src/core/reasons/segment';
import { chance, percent, smallShare } from '../../src/core/reasons/wording';
import { xyzReason } from '../../src/core/reasons/xyz';
import { segmentClients } from '../../src/core/segmentation';
import type { ClientFigures, Segmentation } from '../../src/core/segmentation';
import { DEFAULT_SETTINGS } from '../../src/core/settings';
import type { Settings } from '../../src/core/settings';
import { XYZ_CLASSES } from '../../src/core/xyz';

const LANGUAGES: readonly Language[] = ['ru', 'en'];
const day = (iso: string): number => parseIsoDay(iso) ?? NaN;
const AS_OF = day('2024-07-15');
/** Sentences with ordinary spaces, so that they can be read here. */
const plain = (sentence: string): string => sentence.replace(/\u00a0/g, ' ');

/** A seeded generator (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Money = 'amounts' | 'amountsAndCost' | 'none';

/** A shop of two years with clients of every kind, also a contact, a client with returns only and one whose money is refused. */
function shop(seed: number, money: Money): OrderRow[] {
  const random = seeded(seed);
  const rows: OrderRow[] = [];
  const add = (clientKey: string, orderDay: number, amountMinor: number): void => {
    const cost = money === 'amountsAndCost' && random() < 0.8 ? { costMinor: Math.round(Math.abs(amountMinor) * (0.4 + random())) } : {};
    rows.push({ rowIndex: rows.length, clientKey, day: orderDay, amountMinor: money === 'none' ? null : amountMinor, ...cost });
  };
  for (let client = 0; client < 50; client += 1) {
    const key = `c${client}`;
    const rhythm = 3 + Math.floor(random() * 120);
    const jitter = random() < 0.5 ? 0.1 : 1.5;
    const stopped = random() < 0.4 ? Math.floor(random() * 500) : 0;
    const most = random() < 0.3 ? 1 : 40;
    let bought = AS_OF - Math.floor(random() * 700);
    for (let count = 0; count < most && bought <= AS_OF - stopped; count += 1) {
      add(key, bought, Math.round(random() * random() * 900_000));
      bought += Math.max(1, Math.round(rhythm * (1 + (random() - 0.5) * 2 * jitter)));
    }
    if (random() < 0.1) add(key, AS_OF - 1, -5000);
  }
  // Clients as BG/NBD and Gamma-Gamma think of them: gaps at random around an own rate, a chance to leave after each purchase, an own mean bill.
  for (let client = 0; client < 110; client += 1) {
    const meanGap = 15 / (0.1 + random());
    const leaves = random() * random();
    const bill = 20_000 / (0.1 + random());
    let bought = AS_OF - Math.floor(random() * 700);
    do {
      add(`s${client}`, bought, Math.round(bill * (0.5 + random())));
      bought += Math.max(1, Math.round(-Math.log(1 - random()) * meanGap));
    } while (bought <= AS_OF && random() > leaves);
  }
  if (money !== 'none') {
    add('returned', AS_OF - 30, -10_000);
    for (let count = 0; count < 1000; count += 1) add('refused', AS_OF - 50 - count, 1e13);
  }
  add('zero', AS_OF - 10, 0);
  return rows;
}

const VARIANTS: readonly Partial<Settings>[] = [
  {},
  { 'abc.by': 'count', 'xyz.basis': 'frequency', 'lifecycle.method': 'short', 'dormancy.mode': 'threshold', 'ltv.formula': 'retention', 'rating.weights': [3, 1, 2] },
  { 'abc.boundary': 'including', 'abc.metric': 'margin', 'xyz.basis': 'amount', 'xyz.period': 'quarter', 'lifecycle.period': 'week', 'ltv.period': 'quarter', 'rfm.scale': 3, 'clv.monthlyDiscount': 0 },
  { 'abc.by': 'count', 'abc.boundary': 'including', 'abc.metric': 'count', 'xyz.basis': 'count', 'xyz.period': 'week', 'lifecycle.period': 'quarter', 'ltv.period': 'week', returns: 'ignore', 'rating.weights': [0, 0, 1], 'ltv.formula': 'retention', 'ltv.discount': 0 },
];

interface Shown {
  readonly figures: ClientFigures;
  readonly segmentation: Segmentation;
  readonly settings: Settings;
}

/** Shops too small for a rhythm of their own: one gap in all, and none at all. */
const SMALL_SHOPS: readonly (readonly OrderRow[])[] = [
  [AS_OF - 80, AS_OF - 45].map((orderDay, rowIndex) => ({ rowIndex, clientKey: 'pair', day: orderDay, amountMinor: 5000 })),
  [{ rowIndex: 0, clientKey: 'single', day: AS_OF, amountMinor: 5000 }],
];

const SHOPS: readonly (readonly OrderRow[])[] = [shop(1, 'amounts'), shop(2, 'amountsAndCost'), shop(3, 'none'), ...SMALL_SHOPS];

const bases: readonly Shown[] = SHOPS.flatMap((rows) =>
  VARIANTS.flatMap((variant, index) => {
    const settings = { ...DEFAULT_SETTINGS, ...variant };
    const segmentation = segmentClients({ rows, knownClientKeys: ['nobody'], with: index % 2 === 0 ? ['models'] : [] }, settings, AS_OF).value;
    return segmentation.clients.map((figures) => ({ figures, segmentation, settings }));
  }),
);
const sample = bases[0] as Shown;
const context = (shown: Shown, more: Partial<ReasonContext> = {}): ReasonContext => ({ settings: shown.settings, segmentation: shown.segmentation, marker: null, ...more });

/** What no sentence may show; a lone number before its noun is checked by `agrees`. */
const BROKEN = /[{}|#]|undefined|null|NaN|Infinity|\s\s|^\s|\s$|\s[,;:.)]|\(\s|,\s*,/;

/** Forms of the Russian nouns that stand after numbers: one, few (and fractions), many. */
const NOUNS: readonly (readonly [string, string, string])[] = [
  ['день', 'дня', 'дней'], ['раз', 'раза', 'раз'], ['ритм', 'ритма', 'ритмов'], ['покупка', 'покупки', 'покупок'], ['покупку', 'покупки', 'покупок'], ['месяц', 'месяца', 'месяцев'],
  ['неделя', 'недели', 'недель'], ['квартал', 'квартала', 'кварталов'],
];

/** True when every number of a Russian sentence agrees with the noun behind it. */
function agrees(sentence: string): boolean {
  // "чек … не больше 60 месяцев", "из последних 6 …" and "короче 30 дней" take the genitive: one / many.
  const nominative = sentence.replace(/(не больше|последних|короче) [\d\u00a0,]+[\u00a0 ]([а-яё]+)/g, '');
  const found = Array.from(nominative.matchAll(/([\d,]+)\u00a0([а-яё]+)/g));
  return found.every(([, digits = '', noun = '']) => {
    const value = Number(digits.replace(',', '.'));
    const forms = NOUNS.filter((entry) => entry.includes(noun));
    const last = value % 10;
    const place = !Number.isInteger(value) ? 1 : value % 100 >= 11 && value % 100 <= 14 ? 2 : last === 1 ? 0 : last >= 2 && last <= 4 ? 1 : 2;
    return forms.length === 0 ? !NOUNS.flat().includes(noun) : forms.some((entry) => entry[place] === noun);
  });
}

describe('every reason of every client', () => {
  it('is a whole sentence in both languages, without leftovers, in its own language and with agreeing Russian nouns', () => {
    const wrong = new Set<string>();
    const seen = new Set<string>();
    let sentences = 0;
    for (const shown of bases) {
      for (const column of REASONED_COLUMNS) {
        for (const language of LANGUAGES) {
          const sentence = figureReason(column, shown.figures, context(shown), language);
          sentences += 1;
          if (seen.has(sentence)) continue;
          seen.add(sentence);
          const isOwn = language === 'ru' ? /[а-я]/.test(sentence) : !/[а-яё]/i.test(sentence);
          if (sentence.length < 5 || BROKEN.test(sentence) || !isOwn || (language === 'ru' && !agrees(sentence)) || !/^[A-ZА-ЯЁ−\d]/.test(sentence)) wrong.add(`${column} ${language}: ${sentence}`);
        }
      }
    }
    expect(Array.from(wrong).slice(0, 10)).toEqual([]);
    expect(sentences).toBeGreaterThan(60_000);
  });

  it('the made shops show every letter, stage, band, temperature and suggestion, so each was given a reason', () => {
    const seen = (valueOf: (figures: ClientFigures) => unknown): unknown[] => Array.from(new Set(bases.map(({ figures }) => valueOf(figures)))).filter((value) => value !== null).sort();
    expect(seen((figures) => figures.abc)).toEqual(ABC_CLASSES.filter((letter) => letter !== null));
    expect(seen((figures) => figures.xyz)).toEqual(XYZ_CLASSES.filter((letter) => letter !== null).sort());
    expect(seen((figures) => figures.lifecycle)).toEqual(LIFECYCLE_STAGES.slice().sort());
    expect(seen((figures) => figures.dormancy)).toEqual(DORMANCY_BANDS.slice().sort());
    expect(seen((figures) => figures.rating)).toEqual(RATING_LETTERS);
    expect(seen((figures) => figures.temperature)).toEqual(['cold', 'hot', 'warm']);
    expect(seen((figures) => figures.markerSuggested)).toEqual(['gold', 'platinum']);
    expect(seen((figures) => figures.rhythmSource)).toEqual(RHYTHM_SOURCES.slice().sort());
    expect(seen((figures) => figures.pAlive).length * seen((figures) => figures.clvMinor).length).toBeGreaterThan(0);
  });

  it('a missing figure says why, an existing one does not say that it is missing', () => {
    const causes = new Set(MISSING_CAUSES.map((cause) => missingReason(cause, 'en')));
    for (const shown of bases) {
      const { figures } = shown;
      const is = (column: (typeof REASONED_COLUMNS)[number]): boolean => causes.has(figureReason(column, figures, context(shown), 'en'));
      expect([figures.clientKey, is('abc'), is('xyz'), is('dormancy'), is('lifecycle'), is('temperature'), is('money_at_risk'), is('average_bill'), is('margin'), is('ros')]).toEqual([
        figures.clientKey, figures.abc === null, figures.xyz === null, figures.dormancy === null, figures.lifecycle === null, figures.temperature === null,
        figures.moneyAtRiskMinor === null, figures.averageBillMinor === null, figures.orders === 0 || figures.marginMinor === null, figures.ros === null,
      ]);
      if (figures.orders > 0 && figures.moneyMinor === null) {
        const cause = figures.clientKey === 'refused' ? 'sumRefused' : 'noAmounts';
        for (const column of ['average_bill', 'money_at_risk', 'rating'] as const) expect(figureReason(column, figures, context(shown), 'en')).toBe(missingReason(cause, 'en'));
      }
      if (figures.orders > 0) expect([figures.clientKey, is('ltv')]).toEqual([figures.clientKey, figures.ltvMinor === null]);
    }
  });

  it('the list of explained columns is closed and made of columns', () => {
    expect(REASONED_COLUMNS.every((column) => COLUMN_KEYS.includes(column))).toBe(true);
    // Both catalogues ask for the same values in each reason.
    const valuesIn = (template: string): string[] => Array.from(template.matchAll(/\{(\w+)/g), ([, name = '']) => name).sort();
    for (const key of Object.keys(EN_REASONS) as (keyof typeof EN_REASONS)[]) expect([key, valuesIn(RU_REASONS[key])]).toEqual([key, valuesIn(EN_REASONS[key])]);
  });
});

describe('segments and scores', () => {
  const figures = { orders: 9, daysSilent: 71, rhythmDays: 34, rhythmSource: 'own' as const, segment: 'at_risk', r: 4 };

  it('RFM_WHY is one plain sentence', () => {
    expect(plain(segmentReason(figures, 'en'))).toBe('Bought 9 times, usually every 34 days, silent for 71: at risk');
    expect(plain(segmentReason(figures, 'ru'))).toBe('Покупал 9 раз, обычно раз в 34 дня, молчит 71: в зоне риска');
    expect(plain(segmentReason({ ...figures, orders: 1, daysSilent: 1 }, 'ru'))).toBe('Одна покупка, с неё 1 день: в зоне риска');
    expect(plain(segmentReason({ ...figures, orders: 2, rhythmSource: 'base' }, 'ru'))).toBe('Покупал 2 раза, молчит 71 день: в зоне риска');
    expect(segmentReason({ ...figures, orders: 0, daysSilent: null, segment: 'no_purchases' }, 'en')).toBe('No paid purchase yet: no purchases yet');
    expect(plain(segmentReason({ ...figures, orders: 3, r: null, segment: 'others' }, 'en'))).toBe('Bought 3 times, but the sum of the purchases cannot be counted, so there is no score: others');
  });

  it('scores name what they were given for', () => {
    const scored = { orders: 9, daysSilent: 71, moneyMinor: 120_000, r: 4, f: 4, m: 3 };
    expect(plain(scoreReason(scored, 5, 'GBP', 'en'))).toBe('Silent for 71 days: 4 of 5; bought 9 times: 4 of 5; brought £1,200: 3 of 5');
    expect(plain(scoreReason(scored, 5, 'RUB', 'ru', 'm'))).toBe('Принёс 1 200 ₽: 3 из 5');
    expect(scoreReason({ ...scored, m: null, moneyMinor: null }, 5, 'RUB', 'en', 'm')).toBe('The orders have no amounts, so money has no score');
  });
});

describe('ABC and XYZ', () => {
  const abc = (letter: 'A' | 'B' | 'C', more: Partial<Parameters<typeof abcReason>[1]> = {}, share = 0.0324, language: Language = 'en'): string =>
    plain(abcReason({ orders: 3, abc: letter, abcShare: share, moneyMinor: 5 }, { metric: 'revenue', by: 'share', boundary: 'before', limits: [0.8, 0.95], ...more }, true, language));

  it('ABC names the rule that really decided', () => {
    expect(abc('A')).toBe('Accounts for 3.2% of the money; those ahead account for less than 80%: A');
    expect(abc('B', {}, 0.0324, 'ru')).toBe('Даёт 3,2 % денег; те, кто впереди, дают не меньше 80 %, но меньше 95 %: B');
    expect(abc('C', { boundary: 'including', metric: 'margin' })).toBe('Accounts for 3.2% of the profit, together with those ahead more than 95%: C');
    expect(abc('A', { by: 'count', metric: 'count', limits: [0.2, 0.5] })).toBe('Accounts for 3.2% of the purchases; fewer than 20% of the clients are ahead: A');
    expect(abc('B', { by: 'count', boundary: 'including', limits: [0.125, 0.5] })).toBe('Accounts for 3.2% of the money; with those ahead this is more than 12.5%, at most 50% of the clients: B');
    expect([abc('C', {}, 0), abc('C', { metric: 'margin' }, 0), abc('C', {}, 0.00001)]).toEqual([
      'Brings no money: C', 'Brings no profit: C', 'Accounts for less than 0.1% of the money; those ahead account for 95% or more: C',
    ]);
  });

  it('what the ABC sentence says of a client is true in every shop and under every option', () => {
    for (const { figures, segmentation } of bases) {
      const { metric, by, boundary, limits } = segmentation.thresholds.abc;
      if (figures.abc === null || figures.abcShare === null || figures.abcShare <= 0) continue;
      const share = figures.abcShare;
      const shares = segmentation.clients.map((client) => client.abcShare).filter((other): other is number => other !== null);
      const ahead = shares.filter((other) => other > share);
      const before = by === 'share' ? ahead.reduce((sum, other) => sum + other, 0) : ahead.length / shares.length;
      const reached = boundary === 'before' ? before : before + (by === 'share' ? share : 1 / shares.length);
      const [a, b] = limits;
      const isInA = boundary === 'before' ? reached < a - 1e-9 : reached <= a + 1e-9;
      const isInB = boundary === 'before' ? reached < b - 1e-9 : reached <= b + 1e-9;
      expect([figures.clientKey, metric, figures.abc]).toEqual([figures.clientKey, metric, isInA ? 'A' : isInB ? 'B' : 'C']);
    }
  });

  const xyz = (letter: 'X' | 'Y' | 'Z' | 'N', value: number | null, basis: Settings['xyz.basis'] = 'rhythm', language: Language = 'en'): string =>
    plain(
      xyzReason(
        { orders: 5, firstDay: AS_OF - 40, moneyMinor: 5, xyz: letter, xyzValue: value },
        { basis, limits: basis === 'frequency' ? [0.5, 0.25] : [0.5, 1], period: 'month', baseRhythmDays: 34, asOfDay: AS_OF }, true, language,
      ),
    );

  it('XYZ names the basis, the figure and the limit, and says why it is too early', () => {
    expect(xyz('X', 0.324)).toBe('Gaps between purchases vary by 32% of their mean (at most 50%): X');
    expect(xyz('Y', 0.5004)).toBe('Gaps between purchases vary by 50.04% of their mean (more than 50%, at most 100%): Y');
    expect(xyz('X', 0.5, 'frequency', 'ru')).toBe('Покупал в 50 % месяцев с первой покупки (не меньше 50 %): X');
    expect(xyz('Z', 1.2, 'amount')).toBe('Money by month varies by 120% of its mean (more than 100%): Z');
    expect(xyz('Y', 0.7, 'count', 'ru')).toBe('Число покупок по месяцам отличается от среднего на 70 % (больше 50 %, но не больше 100 %): Y');
    expect(xyz('N', null)).toBe('Bought on fewer than 4 days, and 40 days since the first purchase are fewer than the 102 days needed: too early to tell, N');
    expect(xyz('N', null, 'rhythm', 'ru')).toBe('Дней с покупками меньше четырёх, с первой прошло 40 дней, а нужно 102 дня: судить рано, N');
    expect(xyz('N', null, 'count', 'ru')).toBe('Полных месяцев, считая месяц первой покупки, меньше трёх: судить рано, N');
    expect(xyz('Z', null)).toBe('Bought on fewer than 4 days in 40 days, too rarely to foresee the next purchase: Z');
    expect(xyz('Z', null, 'amount')).toBe('Purchases bring no money on average, so nothing can be foreseen: Z');
  });
});

describe('dormancy, lifecycle, temperature', () => {
  const rules = { mode: 'rhythm' as const, bands: [1, 1.5, 2, 3], days: 180, minSilenceDays: 30 };
  const dormancy = (daysSilent: number, rhythmDays: number, band: (typeof DORMANCY_BANDS)[number], language: Language = 'en', more: Partial<typeof rules> | { mode: 'threshold' } = {}, source: (typeof RHYTHM_SOURCES)[number] = 'own'): string =>
    plain(dormancyReason({ orders: 9, daysSilent, rhythmDays, rhythmSource: source, lateness: daysSilent / rhythmDays, dormancy: band }, { ...rules, ...more }, language));

  it('dormancy names the rhythm, where it comes from, the lateness and the limits of the band', () => {
    expect(dormancy(71, 34, 'dormant')).toBe('Silent for 71 days; usually buys every 34 days, so this is 2.1 rhythms (above 2, up to 3): dormant');
    expect(dormancy(71, 34, 'dormant', 'ru')).toBe('Молчит 71 день; обычно покупает раз в 34 дня, это 2,1 ритма (больше 2, до 3 включительно): давно не покупал');
    expect(dormancy(21, 34.5, 'on_time', 'ru', {}, 'base_by_number')).toBe('Молчит 21 день; после стольких же покупок обычно возвращаются через 34,5 дня, это 0,6 ритма (до 1 включительно): вовремя');
    expect(dormancy(450, 90, 'lost', 'en', {}, 'default')).toBe('Silent for 450 days; by Settings a purchase is expected every 90 days, so this is 5 rhythms (above 3): lost');
    expect(dormancy(45, 30, 'due', 'ru', {}, 'base')).toBe('Молчит 45 дней; клиенты обычно покупают раз в 30 дней, это 1,5 ритма (больше 1, до 1,5 включительно): пора');
  });

  it('a rounded lateness never crosses its limit', () => {
    expect(dormancy(121, 60, 'dormant')).toContain('2.02 rhythms (above 2, up to 3)');
    expect(dormancy(119, 60, 'late')).toContain('1.98 rhythms (above 1.5, up to 2)');
    expect(dormancy(120, 60, 'late')).toContain('2 rhythms (above 1.5, up to 2)');
  });

  it('says when the minimum silence keeps a client from being late, and the plain threshold in its own words', () => {
    expect(dormancy(20, 5, 'due')).toBe('Silent for 20 days; usually buys every 5 days, so this is 4 rhythms (nobody is late before 30 days of silence): due');
    expect(dormancy(20, 5, 'due', 'ru', { minSilenceDays: 21 })).toContain('(пока молчание короче 21 дня, клиент не опаздывает)');
    expect(dormancy(181, 5, 'dormant', 'en', { mode: 'threshold' })).toBe('Silent for 181 days, longer than 180: dormant');
    expect(dormancy(180, 5, 'on_time', 'ru', { mode: 'threshold' })).toBe('Молчит 180 дней, не дольше 180: вовремя');
  });

  it('lifecycle names the periods it looked at', () => {
    const lifecycle = (stage: (typeof LIFECYCLE_STAGES)[number], firstDay: string, settings: Partial<Settings> = {}, language: Language = 'en', orders = 7): string =>
      plain(lifecycleReason({ orders, firstDay: day(firstDay), daysSilent: 210, lateness: 5.24, lifecycle: stage }, { ...DEFAULT_SETTINGS, ...settings }, AS_OF, language));
    expect(lifecycle('regular', '2020-01-01')).toBe('Bought in each of the last 6 full months: regular');
    expect(lifecycle('regular', '2024-03-15', {}, 'ru')).toBe('Покупал в каждом из последних 4 полных месяцев: постоянный');
    expect(lifecycle('regular', '2020-01-01', { 'lifecycle.window': 21, 'lifecycle.period': 'week' }, 'ru')).toBe('Покупал в каждую из последних 21 полной недели: постоянный');
    expect(lifecycle('periodic', '2020-01-01')).toBe('Buys after fairly even gaps, but not every month: periodic');
    expect(lifecycle('periodic', '2024-05-15', {}, 'ru')).toBe('Покупает через похожие промежутки, но полных месяцев пока меньше трёх: периодический');
    expect([lifecycle('one_off', '2024-05-15', {}, 'ru', 2), lifecycle('returning', '2024-05-15', {}, 'en', 2), lifecycle('new', '2024-05-15')]).toEqual([
      'Покупал 2 раза без ровного ритма: разовый', 'Bought 2 times: returning', 'Bought once, 210 days ago: new',
    ]);
    expect(lifecycle('lost', '2020-01-01', {}, 'ru')).toBe('Молчит 210 дней, это 5,2 ритма: потерян');
    expect([temperatureReason({ dormancy: 'late' }, 'ru'), temperatureReason({ dormancy: 'on_time' }, 'en'), temperatureReason({ dormancy: null }, 'en')]).toEqual([
      'Опаздывает с покупкой: тёплый', 'Buys on time: hot', 'No paid purchase yet',
    ]);
  });

  it('Russian nouns agree for 1, 2, 5, 11, 21, 101 and fractions', () => {
    const words = [1, 2, 5, 11, 21, 101, 1.5].map((lateness) => /это ([\d,]+ [а-я]+)/.exec(dormancy(lateness * 100, 100, lateness <= 1 ? 'on_time' : lateness <= 1.5 ? 'due' : lateness <= 2 ? 'late' : 'lost', 'ru'))?.[1]);
    expect(words).toEqual(['1 ритм', '2 ритма', '5 ритмов', '11 ритмов', '21 ритм', '101 ритм', '1,5 ритма']);
    const days = [1, 2, 5, 11, 21, 101].map((silent) => /^Молчит (\d+ [а-я]+)/.exec(dormancy(silent, 200, 'on_time', 'ru'))?.[1]);
    expect(days).toEqual(['1 день', '2 дня', '5 дней', '11 дней', '21 день', '101 день']);
  });
});

describe('rating and markers', () => {
  const thresholds = { weights: [1 / 3, 1 / 3, 1 / 3] as const, isProfitLeftOut: false, limits: { money: [1, 2, 3, 4], frequency: [1, 2, 3, 4], profit: null }, composite: [4, 3, 2] as const };
  const rating = (more: Partial<Parameters<typeof ratingReason>[0]>, used: Parameters<typeof ratingReason>[1] = thresholds, language: Language = 'en'): string =>
    ratingReason({ orders: 3, moneyMinor: 5, marginMinor: 2, rating: 'B', ...more }, used, true, language);

  it('the rating names the points, their mean and what was left out', () => {
    expect(rating({})).toBe('Points from 1 to 5: money 5, frequency 3, profit 3; on average 3.7: B');
    expect(rating({}, { ...thresholds, weights: [0.5, 0.5, 0] }, 'ru')).toBe('Баллы от 1 до 5: деньги 5, частота 3; в среднем 4: B');
    expect(rating({}, { ...thresholds, weights: [0.5, 0.25, 0.25] })).toBe('Points from 1 to 5: money 5, frequency 3, profit 3; by their weights on average 4: B');
    expect(rating({ marginMinor: null }, { ...thresholds, isProfitLeftOut: true, weights: [0.5, 0.5, 0] })).toBe('Points from 1 to 5: money 5, frequency 3; on average 4, without profit, because no cost is known: B');
    expect([rating({ rating: 'E' }), rating({ rating: 'E', marginMinor: null })]).toEqual(['Brings no profit: E', 'Brings no money: E']);
    expect([rating({ rating: null, marginMinor: null }, { ...thresholds, weights: [0, 0, 0] }), rating({ rating: null, moneyMinor: null }), rating({ rating: null, orders: 0 })]).toEqual([
      'Only profit counts in the rating by Settings, and no cost is known', 'The amounts of this client are too large to be added up exactly', 'No paid purchase yet',
    ]);
  });

  it('the marker says what it follows from, or why nothing is suggested', () => {
    const marker = (orders: number, typed: Marker | null, language: Language = 'en'): string => plain(markerReason({ orders, markerSuggested: suggestMarker(orders, typed) }, typed, language));
    expect(marker(5, 'gold')).toBe('Bought 5 times: the marker platinum fits');
    expect(marker(1, null, 'ru')).toBe('Покупал 1 раз: подходит маркер золотой');
    expect([marker(5, 'platinum'), marker(5, 'golden_red', 'ru'), marker(0, null), marker(0, 'green')]).toEqual([
      'The marker platinum already says as much', 'Маркер золотисто-красный говорит об отказе, меняет его только менеджер', 'No paid purchase yet', 'No paid purchase yet',
    ]);
  });
});

describe('forecasts and money', () => {
  const fitted = { refused: null, logLikelihood: -1, converged: true as const, iterations: 1, clients: 9, repeatBuyers: 9 };
  const refused = { refused: 'tooFewClients' as const, model: 'BG/NBD' as const, clients: 9, repeatBuyers: 3, repeatBuyersNeeded: 40, parameter: null };
  const models = { bgNbd: { ...fitted, parameters: { r: 1, alpha: 1, a: 1, b: 1 } }, gammaGamma: { ...fitted, parameters: { p: 1, q: 2, v: 3 } }, horizonDays: 90, clvMonths: 12, monthlyDiscount: 0.01 } as unknown as NonNullable<ForecastModels>;
  const figures = { orders: 9, daysSilent: 71, pAlive: 0.823, expectedPurchases: 1.44, expectedBillMinor: 123_456, clvMinor: 1_500_049 };

  it('every forecast says that it is an estimate', () => {
    expect(plain(pAliveReason(figures, models, 'en'))).toBe('Still a client with a chance of about 82% (an estimate): bought 9 times, silent for 71 days');
    expect(plain(pAliveReason({ ...figures, orders: 1, pAlive: 0.001 }, models, 'ru'))).toBe('Ещё клиент с вероятностью меньше 1 % (оценка): одна покупка, с неё 71 день');
    expect(plain(expectedPurchasesReason(figures, models, 'ru'))).toBe('Ожидается примерно 1,4 покупки за 90 дней вперёд (оценка)');
    expect(plain(expectedPurchasesReason({ ...figures, expectedPurchases: 0.0001 }, models, 'en'))).toBe('Almost no purchases expected over the next 90 days (an estimate)');
    expect(plain(expectedBillReason(figures, models, 'RUB', 'ru'))).toBe('Покупка этого клиента ожидается примерно на 1 235 ₽, если судить по его чекам и чекам всех клиентов (оценка)');
    expect(plain(clvReason(figures, models, 'GBP', 'en'))).toBe('About £15,000 over the next 12 months, later money counted 1% lower a month (an estimate)');
    expect(plain(clvReason(figures, { ...models, monthlyDiscount: 0, clvMonths: 1 }, 'RUB', 'ru'))).toBe('Примерно 15 000 ₽ за 1 месяц вперёд (оценка)');
  });

  it('a forecast that does not exist says why: off, refused (each reason), no purchases', () => {
    const none = { ...figures, pAlive: null, expectedPurchases: null, expectedBillMinor: null, clvMinor: null };
    expect(pAliveReason(none, null, 'en')).toBe('The forecast is not counted while its columns are switched off');
    expect(plain(pAliveReason(none, { ...models, bgNbd: refused }, 'ru'))).toBe('Прогноза нет: слишком мало клиентов покупали снова (3, а нужно хотя бы 40)');
    expect(clvReason(none, { ...models, gammaGamma: { ...refused, refused: 'meanSpendInfinite' } }, 'RUB', 'en')).toBe('No forecast of the bill: bills differ so much that there is no average');
    expect([expectedBillReason({ ...none, orders: 0 }, models, 'RUB', 'en'), expectedBillReason(none, models, 'RUB', 'en')]).toEqual(['No paid purchase yet', 'No forecast for this client']);
    for (const reason of ['amountsMissing', 'tooFewClients', 'noInnerMaximum', 'notConverged', 'meanSpendInfinite'] as const) {
      for (const language of LANGUAGES) expect(BROKEN.test(refusedModelReason({ ...refused, refused: reason }, language))).toBe(false);
    }
    expect(new Set(MISSING_CAUSES.map((cause) => missingReason(cause, 'ru'))).size).toBe(MISSING_CAUSES.length);
  });

  it('a lifetime value names its factors and the cap', () => {
    const client = { orders: 12, firstDay: day('2023-10-20'), averageBillMinor: 80_000, ros: 0.3, ltvMinor: 1_440_000 };
    const base = { options: { formula: 'simple' as const, period: 'month' as const, discount: 0.1 }, crr: 0.9, lifetime: { periods: 10, isCapped: false }, refusal: null };
    const ltv = (more: Partial<Parameters<typeof ltvReason>[0]>, changed: Partial<Parameters<typeof ltvReason>[1]>, language: Language = 'en'): string => plain(ltvReason({ ...client, ...more }, { ...base, ...changed }, AS_OF, 'GBP', language));
    expect(ltv({}, {})).toBe('About £14,400 (an estimate): a bill of £800, 1.2 purchases a month, a lifetime of 10 months, of this 30% is profit');
    expect(ltv({ ros: null }, { lifetime: { periods: 60, isCapped: true } }, 'ru')).toBe('Примерно 14 400 £ (оценка): чек 800 £, 1,2 покупки в месяц, срок жизни не больше 60 месяцев');
    expect(ltv({ ros: null }, { options: { ...base.options, formula: 'retention' }, lifetime: null })).toBe(
      'About £14,400 (an estimate): a bill of £800, 1.2 purchases a month, 90% of the clients stay, later money counted 10% lower a period',
    );
    expect([ltv({ ltvMinor: 0 }, { crr: null, refusal: 'noRetention' }), ltv({}, { refusal: 'notFinite' }), ltv({}, { refusal: 'noAmounts' }), ltv({ orders: 0 }, {})]).toEqual([
      'Nobody can tell yet how many clients stay: too few full periods', 'All clients stay and money is not discounted, so the value has no end', 'The orders have no amounts', 'No paid purchase yet',
    ]);
  });

  it('plan and share of wallet', () => {
    const plan = { planMinor: 120_000, factMinor: 80_000, done: 2 / 3, expectedMinor: 60_000 };
    expect(plain(planReason(plan, 'GBP', true, 'en'))).toBe('Sold £800 of £1,200; an even pace would be £600 by now: on pace');
    expect(plain(planReason({ ...plan, factMinor: 50_000 }, 'RUB', true, 'ru'))).toBe('Продано 500 ₽ из 1 200 ₽; ровный ход дал бы к этому дню 600 ₽: отстаёт');
    expect([planReason({ ...plan, planMinor: null, expectedMinor: null }, 'RUB', true, 'en'), planReason({ ...plan, factMinor: null }, 'RUB', false, 'en')]).toEqual(['No plan above zero is set for this client', 'The orders have no amounts']);
    expect(plain(walletReason({ oursMinor: 800_000, elsewhereMinor: 200_000, share: 0.8 }, 'RUB', true, 'ru'))).toBe('Покупает за год на 8 000 ₽ у нас и на 2 000 ₽ у других: наша доля 80 %');
    expect([walletReason({ oursMinor: 0, elsewhereMinor: 0, share: null }, 'RUB', true, 'en'), walletReason({ oursMinor: 5, elsewhereMinor: null, share: null }, 'RUB', true, 'en')]).toEqual([
      'The client bought neither with us nor elsewhere in a year', 'Nobody entered what the client buys elsewhere',
    ]);
  });

  it('numbers are short and never cross a limit', () => {
    expect([percent(0.3249, 'en'), percent(0.125, 'en'), percent(0.7999, 'en', [0.8]), percent(0.5, 'ru', [0.5])].map(plain)).toEqual(['32%', '13%', '79.99%', '50 %']);
    expect([smallShare(0.0324, 'en'), smallShare(0.0004, 'en'), smallShare(0, 'en'), chance(0.999, 'en'), chance(0.5, 'ru')].map(plain)).toEqual(['3.2%', 'less than 0.1%', '0%', 'more than 99%', 'примерно 50 %']);
    expect(plain(figureReason('average_bill', sample.figures, context(sample), 'ru'))).toMatch(/за \d+ покуп/);
  });
});
