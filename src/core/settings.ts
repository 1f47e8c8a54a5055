/** The closed list of settings: dotted keys, types and defaults. Reading from text is in setting-text.ts, words in setting-words.ts. */
import type { Day, Period } from './calendar';

export type AbcMetric = 'revenue' | 'margin' | 'count';
export type XyzBasis = 'rhythm' | 'frequency' | 'amount' | 'count';
export type RfmMode = 'thresholds' | 'quantile' | 'rfm-r' | 'rank';
export type PlanPeriod = 'month' | 'quarter' | 'year';
export type MigrationDimension = (typeof MIGRATION_DIMENSIONS)[number];
export type OptionalColumn = (typeof OPTIONAL_COLUMNS)[number];
export type Currency = (typeof CURRENCIES)[number];

/** Currencies whose sign the product writes. */
export const CURRENCIES = ['RUB', 'USD', 'EUR', 'GBP', 'KZT', 'BYN', 'UAH', 'AMD', 'GEL', 'KGS', 'UZS', 'AZN', 'TRY', 'CNY'] as const;

/** Classes whose movement is kept and shown. */
export const MIGRATION_DIMENSIONS = ['segment', 'abc', 'xyz', 'lifecycle'] as const;

/** Grey columns of Clients that the owner switches on, in the order in which they are made and listed. */
export const OPTIONAL_COLUMNS = [
  'lifecycle', 'lifecycle_why', 'temperature', 'rating', 'returns', 'margin', 'ros', 'abc_share', 'abc_why', 'xyz_value', 'xyz_why', 'lateness',
  'dormancy_why', 'marker_suggested', 'ltv', 'p_alive', 'expected_purchases', 'expected_bill', 'clv', 'plan_done', 'wallet_share',
] as const;

/** Every setting with its type. `auto` means: the default that belongs to another setting (named in the comment). */
export interface Settings {
  readonly currency: Currency;
  /** The day figures are counted on; `today` is resolved by the caller, core has no clock. */
  readonly asOf: Day | 'today';
  readonly returns: 'net' | 'ignore';
  readonly 'abc.metric': AbcMetric;
  readonly 'abc.by': 'share' | 'count';
  /** Cumulative shares 0…1 where A and B end; auto = 0.8/0.95 by share, 0.2/0.5 by count. */
  readonly 'abc.limits': readonly [number, number] | 'auto';
  readonly 'abc.boundary': 'before' | 'including';
  readonly 'xyz.basis': XyzBasis;
  readonly 'xyz.period': Period;
  readonly 'xyz.deviation': 'population' | 'sample';
  /** X and Y limits as fractions; auto = 0.5/1 (rhythm, amount, count), 0.5/0.25 (frequency, falling). */
  readonly 'xyz.limits': readonly [number, number] | 'auto';
  readonly 'rfm.mode': RfmMode;
  /** Number of scores: 3 or 5 with house rules, 2…10 in quantile mode with own rules. */
  readonly 'rfm.scale': number;
  /** house, rfm-a, rfm-b, or a table `Name: R/F/M; …` read by rfm/rules. */
  readonly 'rfm.rules': string;
  /** Rising day limits of recency, one fewer than the scale; auto by scale. */
  readonly 'rfm.recencyDays': readonly number[] | 'auto';
  /** Rising purchase counts from which the next score starts; auto by scale. */
  readonly 'rfm.purchases': readonly number[] | 'auto';
  /** Rising money limits in major units; auto = quantiles by value. */
  readonly 'rfm.money': readonly number[] | 'auto';
  readonly 'dormancy.mode': 'rhythm' | 'threshold';
  /** Threshold mode: silent for more than so many days = dormant. */
  readonly 'dormancy.days': number;
  /** Rising lateness limits of on time, due, late, dormant; above the last one lost. */
  readonly 'dormancy.bands': readonly [number, number, number, number];
  readonly 'dormancy.minSilenceDays': number;
  readonly 'dormancy.defaultRhythmDays': number;
  /** Money at risk is what a client would spend in so many days at the usual pace. */
  readonly 'dormancy.riskDays': number;
  /** Weights of money, purchase frequency and profit in the A–E rating; only their ratio matters. */
  readonly 'rating.weights': readonly [number, number, number];
  readonly 'lifecycle.method': 'extended' | 'short';
  readonly 'lifecycle.period': Period;
  /** Periods the extended method looks back. */
  readonly 'lifecycle.window': number;
  /** Unit of time of BG/NBD: days, or calendar weeks from Monday. */
  readonly 'model.unit': 'day' | 'week';
  /** Days ahead for expected purchases. */
  readonly 'model.horizonDays': number;
  /** Months ahead for CLV. */
  readonly 'clv.months': number;
  /** Discount of CLV by month as a fraction. */
  readonly 'clv.monthlyDiscount': number;
  /** simple: bill × purchases × lifetime; retention: margin × r / (1 + d − r). */
  readonly 'ltv.formula': 'simple' | 'retention';
  readonly 'ltv.period': Period;
  /** Discount of LTV by period as a fraction; used by the retention formula. */
  readonly 'ltv.discount': number;
  readonly 'cohorts.activity': 'purchases' | 'any-row';
  readonly 'cohorts.value': 'count' | 'share' | 'money';
  readonly 'migration.by': MigrationDimension;
  /** The period that the owner's column Plan speaks of. */
  readonly 'plan.period': PlanPeriod;
  /** Optional grey columns that are switched on. */
  readonly columns: readonly OptionalColumn[];
  readonly 'mailing.requireConsent': boolean;
  readonly 'mailing.capLetters': number;
  readonly 'mailing.capDays': number;
  readonly 'mailing.dailyLimit': number;
  readonly 'mailing.perMinute': number;
  /** Days after a letter in which its reader's orders count for it. */
  readonly 'mailing.resultDays': number;
  /** Months without a purchase or a letter after which a client is listed for erasure; 0 = never. */
  readonly 'mailing.retentionMonths': number;
  /** An address that takes unsubscribe letters beside the page, or `off`. */
  readonly 'mailing.unsubscribeMailto': string;
  readonly 'highlight.due': string;
  readonly 'highlight.late': string;
  readonly 'highlight.dormant': string;
  readonly 'highlight.lost': string;
}

export type SettingKey = keyof Settings;

/** The defaults of METHODS. */
export const DEFAULT_SETTINGS: Settings = {
  currency: 'RUB',
  asOf: 'today',
  returns: 'net',
  'abc.metric': 'revenue',
  'abc.by': 'share',
  'abc.limits': 'auto',
  'abc.boundary': 'before',
  'xyz.basis': 'rhythm',
  'xyz.period': 'month',
  'xyz.deviation': 'population',
  'xyz.limits': 'auto',
  'rfm.mode': 'thresholds',
  'rfm.scale': 5,
  'rfm.rules': 'house',
  'rfm.recencyDays': 'auto',
  'rfm.purchases': 'auto',
  'rfm.money': 'auto',
  'dormancy.mode': 'rhythm',
  'dormancy.days': 180,
  'dormancy.bands': [1, 1.5, 2, 3],
  'dormancy.minSilenceDays': 30,
  'dormancy.defaultRhythmDays': 90,
  'dormancy.riskDays': 90,
  'rating.weights': [1, 1, 1],
  'lifecycle.method': 'extended',
  'lifecycle.period': 'month',
  'lifecycle.window': 6,
  'model.unit': 'day',
  'model.horizonDays': 90,
  'clv.months': 12,
  'clv.monthlyDiscount': 0.01,
  'ltv.formula': 'simple',
  'ltv.period': 'month',
  'ltv.discount': 0.1,
  'cohorts.activity': 'purchases',
  'cohorts.value': 'count',
  'migration.by': 'segment',
  'plan.period': 'month',
  columns: ['lifecycle', 'temperature'],
  'mailing.requireConsent': true,
  'mailing.capLetters': 4,
  'mailing.capDays': 30,
  'mailing.dailyLimit': 300,
  'mailing.perMinute': 40,
  'mailing.resultDays': 14,
  'mailing.unsubscribeMailto': 'off',
  'mailing.retentionMonths': 0,
  'highlight.due': '#fef7e0',
  'highlight.late': '#fde7d3',
  'highlight.dormant': '#f9d4d0',
  'highlight.lost': '#e3e0ea',
};

/** All keys in the order in which Settings and `--help` show them. */
export const SETTING_KEYS = Object.keys(DEFAULT_SETTINGS) as SettingKey[];
