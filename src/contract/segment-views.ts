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
  /** Clients more (above 0) or fewer than at the last snapshot before today; null where no snapshot knows. */
  readonly change: number | null;
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
  /** Stages of a client; empty where the column is switched off. */
  readonly lifecycle: readonly ClassView[];
  /** The day `change` is counted from, `YYYY-MM-DD` and as shown; null when there is no snapshot before today. */
  readonly changeSince: string | null;
  readonly changeSinceShown: string;
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

/** Clients who went from one class to another. `audience` opens them as they are now, null where there are too many to name. */
export type MoveView = {
  readonly from: string;
  readonly fromLabel: string;
  readonly to: string;
  readonly toLabel: string;
  readonly clients: number;
  readonly money: number;
  readonly moneyShown: string;
  readonly audience: string | null;
};

/** What moved in one dimension: `clients` moved in all, `moves` names the greatest groups, `others` are clients of the rest. */
export type DimensionMoves = {
  readonly dimension: 'segment' | 'abc' | 'xyz' | 'lifecycle' | 'dormancy';
  readonly title: string;
  readonly clients: number;
  readonly moves: readonly MoveView[];
  readonly others: number;
};

/** A setting of figures that differs from the one of the recalculation before. */
export type ChangedSetting = { readonly key: string; readonly title: string; readonly from: string; readonly to: string };

/**
 * What a recalculation did. `seconds` is by the server's clock; `moved` counts clients whose segment changed. `moves` is
 * against the grey values that stood there (empty at the first recalculation), dimensions with movement only;
 * `movesText` says in a sentence or two what moved and whether settings changed. `snapshot` tells whether the day was
 * kept in the segment history.
 */
export type RecalculateReport = {
  readonly asOf: string;
  readonly orderRows: number;
  readonly orderRowsUsed: number;
  readonly clients: number;
  readonly clientsNew: number;
  readonly moved: number;
  readonly dormant: number;
  readonly moves: readonly DimensionMoves[];
  readonly movesText: string;
  readonly settingsChanged: readonly ChangedSetting[];
  readonly snapshot: 'kept' | 'unchanged' | 'not-kept';
  readonly columnsAdded: readonly string[];
  readonly seconds: number;
  readonly rejected: readonly { readonly code: string; readonly text: string; readonly count: number; readonly rowNumbers: readonly number[] }[];
  readonly thresholds: readonly ThresholdView[];
  readonly issues: readonly IssueView[];
};
