/** The figures an audience expression can ask for, and how their values are read. */
import { parseIsoDay } from '../calendar';
import { DORMANCY_BANDS } from '../dormancy';
import { columnKeyOf, dormancyKeyOf, isSegmentKey, lifecycleKeyOf, markerKeyOf, segmentKeyOf, SEGMENT_KEYS, temperatureKeyOf } from '../language/names';
import type { ColumnKey } from '../language/names';
import { LIFECYCLE_STAGES, TEMPERATURES } from '../lifecycle';
import { MARKERS } from '../marker';
import { MINOR_PER_MAJOR } from '../money';
import { RATING_LETTERS } from '../rating';
import type { ClientFigures } from '../segmentation';
import { readDate } from '../table/dates';

/** A value as compared: numbers for figures, money and days, folded texts for names. */
export type AudienceValue = number | string | null;

/** One field: how it is got from the figures, how a written value is read, what may be written. */
export interface AudienceField {
  readonly get: (figures: ClientFigures) => AudienceValue;
  /** undefined = the text is no value of this field. */
  readonly read: (text: string) => AudienceValue | undefined;
  readonly allowed: string;
  readonly isOrdered: boolean;
}

const numberField = (get: AudienceField['get']): AudienceField => ({ get, read: readFigure, allowed: '0, 1, 2.5 …', isOrdered: true });
const moneyField = (get: (figures: ClientFigures) => number | null): AudienceField => ({
  get,
  read: (text) => {
    const value = readFigure(text);
    return value === undefined ? undefined : value * MINOR_PER_MAJOR;
  },
  allowed: '0, 100, 2500.50 …',
  isOrdered: true,
});
const dayField = (get: AudienceField['get']): AudienceField => ({ get, read: readDayText, allowed: '2024-03-05', isOrdered: true });
const letterField = (get: (figures: ClientFigures) => string | null, letters: readonly string[]): AudienceField => ({
  get,
  read: (text) => letters.find((letter) => letter === text.toUpperCase()),
  allowed: letters.join(', '),
  isOrdered: false,
});

const nameField = (get: (figures: ClientFigures) => string | null, keyOf: (text: string) => string | undefined, keys: readonly string[]): AudienceField => ({
  get,
  read: keyOf,
  allowed: keys.join(', '),
  isOrdered: false,
});

const XYZ = ['X', 'Y', 'Z', 'N'];
const ABC = ['A', 'B', 'C'];

/** Fields by column key. @param ownSegments names of the owner's own rules, compared case-folded */
export function audienceFields(ownSegments: readonly string[]): Readonly<Partial<Record<ColumnKey, AudienceField>>> {
  return {
    orders: numberField((figures) => figures.orders),
    returns: numberField((figures) => figures.returns),
    revenue: moneyField((figures) => figures.moneyMinor),
    margin: moneyField((figures) => figures.marginMinor),
    average_bill: moneyField((figures) => figures.averageBillMinor),
    money_at_risk: moneyField((figures) => figures.moneyAtRiskMinor),
    abc: letterField((figures) => figures.abc, ABC),
    xyz: letterField((figures) => figures.xyz, XYZ),
    abcxyz: letterField((figures) => figures.abcxyz, ABC.reduce<string[]>((all, abc) => [...all, ...XYZ.map((xyz) => abc + xyz)], [])),
    r: numberField((figures) => figures.r),
    f: numberField((figures) => figures.f),
    m: numberField((figures) => figures.m),
    rfm: { get: (figures) => figures.rfm, read: (text) => (/^\d[\d-]{0,9}$/.test(text) ? text : undefined), allowed: '555, 311 …', isOrdered: false },
    days_silent: numberField((figures) => figures.daysSilent),
    rhythm_days: numberField((figures) => figures.rhythmDays),
    first_order: dayField((figures) => figures.firstDay),
    last_order: dayField((figures) => figures.lastDay),
    ros: numberField((figures) => figures.ros),
    abc_share: numberField((figures) => figures.abcShare),
    xyz_value: numberField((figures) => figures.xyzValue),
    lateness: numberField((figures) => figures.lateness),
    p_alive: numberField((figures) => figures.pAlive),
    expected_purchases: numberField((figures) => figures.expectedPurchases),
    expected_bill: moneyField((figures) => figures.expectedBillMinor),
    clv: moneyField((figures) => figures.clvMinor),
    ltv: moneyField((figures) => figures.ltvMinor),
    rating: letterField((figures) => figures.rating, RATING_LETTERS),
    dormancy: nameField((figures) => figures.dormancy, dormancyKeyOf, DORMANCY_BANDS),
    lifecycle: nameField((figures) => figures.lifecycle, lifecycleKeyOf, LIFECYCLE_STAGES),
    temperature: nameField((figures) => figures.temperature, temperatureKeyOf, TEMPERATURES),
    marker_suggested: nameField((figures) => figures.markerSuggested, markerKeyOf, MARKERS),
    segment: {
      get: (figures) => figures.segment.toLowerCase(),
      read: (text) => {
        const key = segmentKeyOf(text);
        const own = ownSegments.find((name) => name.toLowerCase() === key.toLowerCase());
        return isSegmentKey(key) ? key : own?.toLowerCase();
      },
      allowed: [...SEGMENT_KEYS, ...ownSegments].join(', '),
      isOrdered: false,
    },
  };
}

/** The column key of a field name in either language; spaces may be written as `_`. */
export function audienceKeyOf(name: string): ColumnKey | undefined {
  return columnKeyOf(name) ?? columnKeyOf(name.replace(/_/g, ' '));
}

function readFigure(text: string): number | undefined {
  const cleaned = text.replace(/[\s\u00a0]/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(cleaned) ? Number(cleaned) : undefined;
}

function readDayText(text: string): number | undefined {
  const result = readDate(text);
  return parseIsoDay(text) ?? (result.state === 'ok' ? result.day : undefined);
}
