/** Segments, classes, dormant clients and lists of clients, as the sidebar shows them. */
import type { IssueView } from './issue-view';

/** One class of one dimension with its clients and money. `share` is of money, 0–1. `audience` opens its clients. */
export type ClassView = {
  readonly key: string;
  readonly label: string;
  readonly clients: number;
  readonly money: number;
  readonly moneyShown: string;
  readonly share: number;
  /** One sentence in the base's language: what puts a client into this class. */
  readonly why: string;
  readonly audience: string;
};

/** A cut point in words ("A: the first 80 % of money"). */
export type ThresholdView = { readonly key: string; readonly text: string };

/** The segments view: each dimension's classes, the 3 × 4 ABC-XYZ matrix (rows A–C, columns X, Y, Z, N) and the limits used. */
export type SegmentsView = {
  readonly asOf: string | null;
  readonly clients: number;
  readonly money: number;
  readonly moneyShown: string;
  readonly segments: readonly ClassView[];
  readonly abc: readonly ClassView[];
  readonly xyz: readonly ClassView[];
  readonly matrix: readonly ClassView[];
  readonly dormancy: readonly ClassView[];
  readonly thresholds: readonly ThresholdView[];
  readonly issues: readonly IssueView[];
};

/** One client in a list. Money as a number and as text with its sign; days are whole. Nulls where nothing is known. */
export type ClientRow = {
  readonly clientId: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly segment: string;
  readonly segmentLabel: string;
  readonly abcxyz: string;
  readonly rfm: string;
  readonly orders: number;
  readonly money: number;
  readonly moneyShown: string;
  readonly lastOrder: string | null;
  readonly lastOrderShown: string;
  readonly daysSilent: number | null;
  readonly rhythmDays: number | null;
  readonly band: string;
  readonly bandLabel: string;
  readonly moneyAtRisk: number;
  readonly moneyAtRiskShown: string;
  /** One plain sentence: why he stands where he stands. */
  readonly why: string;
};

/** Ask for clients of an audience expression, a page at a time. `order` defaults to money at risk. */
export type ClientsQuery = { readonly audience: string; readonly offset: number; readonly limit: number; readonly order: 'money' | 'money-at-risk' | 'silence' | 'name' };

/** A page of clients; `total` counts the whole audience. */
export type ClientsPage = { readonly total: number; readonly money: number; readonly moneyShown: string; readonly rows: readonly ClientRow[]; readonly issues: readonly IssueView[] };

/** The dormant view: bands with counts, and the first clients by money at risk. `audience` is the one a mailing to them would take. */
export type DormantView = {
  readonly asOf: string | null;
  readonly audience: string;
  readonly clients: number;
  readonly moneyAtRisk: number;
  readonly moneyAtRiskShown: string;
  readonly bands: readonly ClassView[];
  readonly rows: readonly ClientRow[];
  readonly issues: readonly IssueView[];
};

/** What a recalculation did. `seconds` is by the server's clock; `moved` counts clients whose segment changed. */
export type RecalculateReport = {
  readonly asOf: string;
  readonly orderRows: number;
  readonly orderRowsUsed: number;
  readonly clients: number;
  readonly clientsNew: number;
  readonly moved: number;
  readonly dormant: number;
  readonly seconds: number;
  readonly rejected: readonly { readonly code: string; readonly text: string; readonly count: number; readonly rowNumbers: readonly number[] }[];
  readonly thresholds: readonly ThresholdView[];
  readonly issues: readonly IssueView[];
};
