/** What stands in each grey column of Clients. */
import type { Language } from '../core/language/language';
import { dormancyName, lifecycleName, markerName, rhythmSourceName, segmentName, temperatureName } from '../core/language/names';
import { majorOf } from '../core/money';
import type { ClientFigures } from '../core/segmentation';
import type { Cell } from '../core/table/cell';
import { dayCell } from './cells';
import type { ComputedClientColumn } from './tab-specs';

/** Figures of a client that need the owner's columns. */
export interface OwnerFigures {
  /** Fact / plan of the running period. */
  readonly planDone: number | null;
  /** Our part of all purchases of the client. */
  readonly walletShare: number | null;
  /** The suggested marker, judged beside the one the manager set. */
  readonly markerSuggested: ClientFigures['markerSuggested'];
}

/** Columns that explain another one in a sentence. */
export type WhyColumn = Extract<ComputedClientColumn, `${string}_why`>;

/** The sentence of a column for a client. */
export type Why = (column: WhyColumn, figures: ClientFigures) => string;

/** One grey cell. Scores above 9 and other texts never look like a date or a formula. */
export function greyCell(key: ComputedClientColumn, id: string, figures: ClientFigures | undefined, own: OwnerFigures | undefined, why: Why, language: Language): Cell {
  if (key === 'id') return id === '' ? null : id;
  if (figures === undefined) return null;
  switch (key) {
    case 'orders': return figures.orders;
    case 'first_order': return dayCell(figures.firstDay);
    case 'last_order': return dayCell(figures.lastDay);
    case 'revenue': return money(figures.moneyMinor);
    case 'average_bill': return money(figures.averageBillMinor);
    case 'abc': return figures.abc;
    case 'xyz': return figures.xyz;
    case 'abcxyz': return figures.abcxyz;
    case 'r': return figures.r;
    case 'f': return figures.f;
    case 'm': return figures.m;
    case 'rfm': return figures.rfm === null ? null : /^\d+$/.test(figures.rfm) ? Number(figures.rfm) : `RFM ${figures.rfm}`;
    case 'segment': return segmentName(figures.segment, language);
    case 'segment_why':
    case 'abc_why':
    case 'xyz_why':
    case 'dormancy_why':
    case 'lifecycle_why': return why(key, figures);
    case 'days_silent': return figures.daysSilent;
    case 'rhythm_days': return figures.rhythmDays;
    case 'rhythm_source': return figures.rhythmSource === null ? null : rhythmSourceName(figures.rhythmSource, language);
    case 'dormancy': return figures.dormancy === null ? null : dormancyName(figures.dormancy, language);
    case 'money_at_risk': return money(figures.moneyAtRiskMinor);
    case 'returns': return figures.returns;
    case 'margin': return money(figures.marginMinor);
    case 'ros': return figures.ros;
    case 'abc_share': return figures.abcShare;
    case 'xyz_value': return figures.xyzValue;
    case 'lateness': return figures.lateness;
    case 'rating': return figures.rating;
    case 'lifecycle': return figures.lifecycle === null ? null : lifecycleName(figures.lifecycle, language);
    case 'temperature': return figures.temperature === null ? null : temperatureName(figures.temperature, language);
    case 'marker_suggested': return own === undefined || own.markerSuggested === null ? null : markerName(own.markerSuggested, language);
    case 'p_alive': return figures.pAlive;
    case 'expected_purchases': return figures.expectedPurchases;
    case 'expected_bill': return money(figures.expectedBillMinor);
    case 'clv': return money(figures.clvMinor);
    case 'ltv': return money(figures.ltvMinor);
    case 'plan_done': return own?.planDone ?? null;
    case 'wallet_share': return own?.walletShare ?? null;
  }
}

function money(amountMinor: number | null): Cell {
  return amountMinor === null ? null : majorOf(amountMinor);
}
