/** Settings from and to text: the Settings tab and `--set KEY=VALUE` use the same reader. */
import { formatIsoDay, parseIsoDay } from './calendar';
import { issue, outcome } from './issue';
import type { Issue, Outcome } from './issue';
import { columnKeyOf } from './language/names';
import { parseMailbox } from './mail/address';
import { segmentRules } from './rfm/rules';
import { defaultPurchases } from './rfm/scores';
import { CURRENCIES, DEFAULT_SETTINGS, MIGRATION_DIMENSIONS, OPTIONAL_COLUMNS, SETTING_KEYS } from './settings';
import type { OptionalColumn, SettingKey, Settings } from './settings';

type Reader = (text: string) => Settings[SettingKey] | null;

interface Kind {
  readonly read: Reader;
  readonly allowed: string;
}

/** Settings that are one share and are written as percent. */
const SHARES: ReadonlySet<SettingKey> = new Set<SettingKey>(['clv.monthlyDiscount', 'ltv.discount']);

const TRUE_WORDS = ['true', 'yes', 'on', '1', 'да', 'истина', 'вкл'];
const FALSE_WORDS = ['false', 'no', 'off', '0', 'нет', 'ложь', 'выкл'];

const ALL_WORDS = ['all', 'все'];
const NONE_WORDS = ['none', 'no', 'нет', 'никакие'];

/** Lists may be written with any of these between the numbers; a comma between digits is a separator only without `;`, `/`, `|` or spaces. */
const LIST_SEPARATOR = /\s*[;/|]\s*|\s+/;

const KINDS: Readonly<Record<SettingKey, Kind>> = {
  currency: oneOf(CURRENCIES),
  asOf: { read: (text) => (/^(today|сегодня)$/i.test(text) ? 'today' : (parseIsoDay(text) ?? null)), allowed: 'today | YYYY-MM-DD' },
  returns: oneOf(['net', 'ignore']),
  'abc.metric': oneOf(['revenue', 'margin', 'count']),
  'abc.by': oneOf(['share', 'count']),
  'abc.limits': autoOr({ read: (text) => pairOf(percentsOf(text), 'rising', 1), allowed: '80/95 (0…100 %)' }),
  'abc.boundary': oneOf(['before', 'including']),
  'xyz.basis': oneOf(['rhythm', 'frequency', 'amount', 'count']),
  'xyz.period': oneOf(['week', 'month', 'quarter']),
  'xyz.deviation': oneOf(['population', 'sample']),
  'xyz.limits': autoOr({ read: (text) => pairOf(xyzLimitsOf(text), 'different', 10), allowed: '0.5/1 | 10 %/25 % (0…10)' }),
  'rfm.mode': oneOf(['thresholds', 'quantile', 'rfm-r', 'rank']),
  'rfm.scale': wholeBetween(2, 10),
  // Own rules depend on the scale, so they are judged in `applySetting` and again when used.
  'rfm.rules': { read: (text) => (text === '' ? null : text), allowed: 'house | rfm-a | rfm-b | VIP: 5/5/4-5; …' },
  'rfm.recencyDays': autoOr(risingList(0, 36500)),
  'rfm.purchases': autoOr(risingList(1, 1e6)),
  'rfm.money': autoOr(risingList(0, 1e11)),
  'dormancy.mode': oneOf(['rhythm', 'threshold']),
  'dormancy.days': wholeBetween(1, 3650),
  'dormancy.bands': { read: (text) => fourRising(numbersOf(text)), allowed: '1/1.5/2/3 (0…100)' },
  'dormancy.minSilenceDays': wholeBetween(0, 3650),
  'dormancy.defaultRhythmDays': wholeBetween(1, 3650),
  'dormancy.riskDays': wholeBetween(1, 365),
  'rating.weights': { read: (text) => threeWeights(numbersOf(text)), allowed: '1/1/1 (0…100)' },
  'lifecycle.method': oneOf(['extended', 'short']),
  'lifecycle.period': oneOf(['week', 'month', 'quarter']),
  'lifecycle.window': wholeBetween(3, 24),
  'model.unit': oneOf(['day', 'week']),
  'model.horizonDays': wholeBetween(1, 3650),
  'clv.months': wholeBetween(1, 120),
  'clv.monthlyDiscount': share(),
  'ltv.formula': oneOf(['simple', 'retention']),
  'ltv.period': oneOf(['week', 'month', 'quarter']),
  'ltv.discount': share(),
  'cohorts.activity': oneOf(['purchases', 'any-row']),
  'cohorts.value': oneOf(['count', 'share', 'money']),
  'migration.by': oneOf(MIGRATION_DIMENSIONS),
  'plan.period': oneOf(['month', 'quarter', 'year']),
  columns: { read: optionalColumnsOf, allowed: `all | none | ${OPTIONAL_COLUMNS.join(', ')}` },
  'mailing.requireConsent': {
    read: (text) => (TRUE_WORDS.includes(text.toLowerCase()) ? true : FALSE_WORDS.includes(text.toLowerCase()) ? false : null),
    allowed: 'true | false',
  },
  'mailing.capLetters': wholeBetween(1, 1000),
  'mailing.capDays': wholeBetween(1, 365),
  'mailing.dailyLimit': wholeBetween(1, 2000),
  'mailing.perMinute': wholeBetween(1, 100),
  'mailing.resultDays': wholeBetween(1, 365),
  'mailing.unsubscribeMailto': {
    read: (text) => (FALSE_WORDS.includes(text.toLowerCase()) ? 'off' : (parseMailbox(text)?.address ?? null)),
    allowed: 'off | name@example.com',
  },
  'mailing.retentionMonths': wholeBetween(0, 240),
  'highlight.due': colour(),
  'highlight.late': colour(),
  'highlight.dormant': colour(),
  'highlight.lost': colour(),
};

/**
 * Reads one setting and returns the changed settings; a bad value leaves them as they were and reports the allowed range.
 * @param key a dotted key as typed (unknown ones are refused)
 * @param text what stands in the cell or after `=`; both `0,8` and `0.8`, `80 %` and `80` are understood
 */
export function applySetting(settings: Settings, key: string, text: string): Outcome<Settings> {
  const name = key.trim();
  if (!isSettingKey(name)) return outcome(settings, [issue('setting.unknown', { key: name, similar: similarKey(name) })]);
  const value = KINDS[name].read(text.trim());
  if (value === null) return outcome(settings, [badValue(name, text)]);
  const changed: Settings = { ...settings, [name]: value };
  const problems = name === 'rfm.rules' ? segmentRules(changed['rfm.rules'], changed['rfm.scale']).issues : [];
  return problems.length > 0 ? outcome(settings, problems) : outcome(changed);
}

/**
 * Reads several settings and then judges those that depend on each other (scale with limits and rules), so that their order
 * does not matter. Bad ones are reported and keep their former value.
 */
export function applySettings(settings: Settings, entries: readonly (readonly [string, string])[]): Outcome<Settings> {
  let changed = settings;
  const issues: Issue[] = [];
  const rulesLast = entries.slice().sort((left, right) => Number(left[0].trim() === 'rfm.rules') - Number(right[0].trim() === 'rfm.rules'));
  for (const [key, text] of rulesLast) {
    const result = applySetting(changed, key, text);
    changed = result.value;
    issues.push(...result.issues);
  }
  const judged = withConsistentRfm(changed);
  return { value: judged.value, issues: [...issues, ...judged.issues] };
}

/** The text that `applySetting` would read back to the same value. */
export function settingText<K extends SettingKey>(key: K, value: Settings[K]): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return key === 'asOf' ? formatIsoDay(value) : SHARES.has(key) ? `${percentText(value)} %` : String(value);
  if (key === 'columns') return value.length === 0 ? 'none' : value.length === OPTIONAL_COLUMNS.length ? 'all' : value.join(', ');
  return value.map((part) => (key === 'abc.limits' && typeof part === 'number' ? percentText(part) : String(part))).join('/');
}

/** The allowed values in words for a message, such as `rhythm | threshold` or `1…3650`. */
export function allowedValues(key: SettingKey): string {
  return KINDS[key].allowed;
}

/** True for a key of the closed list. */
export function isSettingKey(key: string): key is SettingKey {
  return Object.prototype.hasOwnProperty.call(DEFAULT_SETTINGS, key);
}

/** Limits of RFM must fit the scale, and scales without house limits need quantiles; what does not fit goes back to auto. */
function withConsistentRfm(settings: Settings): Outcome<Settings> {
  const issues: Issue[] = [];
  let changed = settings;
  const scale = settings['rfm.scale'];
  for (const key of ['rfm.recencyDays', 'rfm.purchases', 'rfm.money'] as const) {
    const limits = changed[key];
    if (limits === 'auto' || limits.length === scale - 1) continue;
    issues.push(issue('setting.badValue', { key, value: settingText(key, limits), allowed: `auto | ${scale - 1} × n (rfm.scale ${scale})` }));
    changed = { ...changed, [key]: 'auto' };
  }
  if (changed['rfm.mode'] === 'thresholds' && defaultPurchases(scale) === undefined && changed['rfm.purchases'] === 'auto') {
    issues.push(issue('setting.badValue', { key: 'rfm.scale', value: scale, allowed: '3 | 5 (rfm.mode thresholds)' }));
    changed = { ...changed, 'rfm.scale': DEFAULT_SETTINGS['rfm.scale'] };
  }
  const rules = segmentRules(changed['rfm.rules'], changed['rfm.scale']);
  if (rules.issues.length > 0) {
    issues.push(...rules.issues);
    changed = { ...changed, 'rfm.rules': DEFAULT_SETTINGS['rfm.rules'] };
  }
  return { value: changed, issues };
}

function badValue(key: SettingKey, text: string): Issue {
  return issue('setting.badValue', { key, value: text.trim(), allowed: KINDS[key].allowed });
}

/** Known keys for the message about a mistyped one: equal but for case, beginning alike, of the same group, or ending alike. */
function similarKey(typed: string): string {
  const wanted = typed.toLowerCase();
  const last = wanted.slice(wanted.lastIndexOf('.') + 1);
  const group = `${wanted.split('.')[0] ?? ''}.`;
  const tests: ((key: string) => boolean)[] = [
    (key) => key === wanted,
    (key) => wanted.length > 2 && key.startsWith(wanted),
    (key) => key.startsWith(group),
    (key) => last.length > 2 && key.endsWith(last),
    () => true,
  ];
  for (const test of tests) {
    const found = SETTING_KEYS.filter((key) => test(key.toLowerCase()));
    if (found.length > 0) return found.join(', ');
  }
  return '';
}

function oneOf<T extends string>(values: readonly T[]): Kind {
  const find = (text: string): T | null => values.find((value) => value.toLowerCase() === text.toLowerCase()) ?? null;
  return { read: find, allowed: values.join(' | ') };
}

function wholeBetween(low: number, high: number): Kind {
  return {
    read: (text) => {
      const value = numberOf(text);
      return value !== null && Number.isInteger(value) && value >= low && value <= high ? value : null;
    },
    allowed: `${low}…${high}`,
  };
}

/** A share from nothing to the whole: `1 %`, `0,01` and `0.01` are the same; a bare number from 1 on is percent. */
function share(): Kind {
  return {
    read: (text) => {
      const value = numberOf(text);
      if (value === null) return null;
      const part = text.includes('%') || value >= 1 ? value / 100 : value;
      return part >= 0 && part <= 1 ? part : null;
    },
    allowed: '0…100 %',
  };
}

function percentText(part: number): string {
  return String(Number((part * 100).toPrecision(12)));
}

function threeWeights(values: readonly number[] | null): readonly [number, number, number] | null {
  const [money, frequency, profit] = values ?? [];
  if (values?.length !== 3 || money === undefined || frequency === undefined || profit === undefined) return null;
  return values.every((value) => value >= 0 && value <= 100) && values.some((value) => value > 0) ? [money, frequency, profit] : null;
}

/** Columns by key or by their header in either language, in our order; one unknown name refuses the list. */
function optionalColumnsOf(text: string): readonly OptionalColumn[] | null {
  const folded = text.toLowerCase();
  if (ALL_WORDS.includes(folded)) return OPTIONAL_COLUMNS;
  if (NONE_WORDS.includes(folded)) return [];
  const parts = text.split(/[,;|\n]/).map((part) => part.trim()).filter((part) => part !== '');
  const wanted = new Set<string | undefined>(parts.map(columnKeyOf));
  const found = OPTIONAL_COLUMNS.filter((key) => wanted.has(key));
  return parts.length > 0 && found.length === wanted.size ? found : null;
}

function risingList(low: number, high: number): Kind {
  return {
    read: (text) => {
      const values = numbersOf(text);
      return values !== null && values.length >= 1 && values.length <= 9 && isRising(values) && values.every((value) => value >= low && value <= high)
        ? values
        : null;
    },
    allowed: `n/n/n, ${low}…${high}, rising`,
  };
}

function autoOr(kind: Kind): Kind {
  return { read: (text) => (text.toLowerCase() === 'auto' ? 'auto' : kind.read(text)), allowed: `auto | ${kind.allowed}` };
}

function colour(): Kind {
  return { read: (text) => (/^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : null), allowed: '#rrggbb' };
}

function numberOf(text: string): number | null {
  const cleaned = text.replace(/[\s\u00a0]/g, '').replace(',', '.').replace(/%$/, '');
  return /^-?\d+(\.\d+)?$/.test(cleaned) ? Number(cleaned) : null;
}

function partsOfList(text: string): string[] {
  const trimmed = text.replace(/(\d)\s+%/g, '$1%').trim();
  const parts = trimmed.split(LIST_SEPARATOR).filter((part) => part !== '');
  if (parts.length > 1) return parts.map((part) => part.replace(/,$/, ''));
  return trimmed.split(',').map((part) => part.trim());
}

function numbersOf(text: string): number[] | null {
  const numbers = partsOfList(text).map(numberOf);
  return numbers.every((value): value is number => value !== null) ? numbers : null;
}

/** Shares as fractions: `80/95`, `80 %/95 %` and `0.8/0.95` are the same. */
function percentsOf(text: string): number[] | null {
  const numbers = numbersOf(text);
  if (numbers === null) return null;
  return text.includes('%') || numbers.some((value) => value > 1) ? numbers.map((value) => value / 100) : numbers;
}

/** Coefficients: with a percent sign they are divided by 100, without one they stand as written unless both are 5 or more. */
function xyzLimitsOf(text: string): number[] | null {
  const numbers = numbersOf(text);
  if (numbers === null) return null;
  return text.includes('%') || numbers.every((value) => value >= 5) ? numbers.map((value) => value / 100) : numbers;
}

function pairOf(values: readonly number[] | null, order: 'rising' | 'different', highest: number): readonly [number, number] | null {
  const [first, second] = values ?? [];
  if (values?.length !== 2 || first === undefined || second === undefined) return null;
  if (first <= 0 || second <= 0 || first > highest || second > highest) return null;
  if (order === 'rising' ? first >= second : first === second) return null;
  return [first, second];
}

function fourRising(values: readonly number[] | null): readonly [number, number, number, number] | null {
  const [first, second, third, fourth] = values ?? [];
  if (values?.length !== 4 || first === undefined || second === undefined || third === undefined || fourth === undefined) return null;
  return first > 0 && fourth <= 100 && isRising(values) ? [first, second, third, fourth] : null;
}

function isRising(values: readonly number[]): boolean {
  return values.every((value, index) => index === 0 || value > (values[index - 1] ?? 0));
}
