/** Movement of clients in time: snapshots and migration, cohorts, months, the purchase model. */
import type { IssueView } from './issue-view';

/** Between which classes movement is shown. */
export type MigrationBy = 'segment' | 'abc' | 'xyz' | 'lifecycle';

/** A day kept in the segment history, `YYYY-MM-DD` and as shown. */
export type SnapshotView = { readonly day: string; readonly shown: string };

/** Days kept, earliest first. `text` says what is kept and for how long. */
export type SnapshotsView = { readonly snapshots: readonly SnapshotView[]; readonly text: string; readonly issues: readonly IssueView[] };

/** A class as a row or a column of the migration table. The keys `none` (not a client then) and `gone` (no longer in Clients) stand at the ends. */
export type MigrationClass = { readonly key: string; readonly label: string };

/** Clients who were in `from` and are in `to`; `money` is theirs now. `audience` opens them, null when they are not in Clients any more. */
export type MigrationCell = {
  readonly from: string;
  readonly to: string;
  readonly clients: number;
  readonly money: number;
  readonly moneyShown: string;
  readonly audience: string | null;
};

/**
 * The migration table from a kept day to now. `cells` holds only pairs with clients (also from = to), by rows in the order of
 * `from` and `to`. With no kept day `fromDay` is null, `cells` empty and `text` says when there will be one.
 */
export type MigrationView = {
  readonly by: MigrationBy;
  readonly byLabel: string;
  readonly choices: readonly { readonly value: MigrationBy; readonly label: string }[];
  readonly snapshots: readonly SnapshotView[];
  readonly fromDay: string | null;
  readonly fromShown: string;
  readonly toDay: string | null;
  readonly toShown: string;
  readonly from: readonly MigrationClass[];
  readonly to: readonly MigrationClass[];
  readonly cells: readonly MigrationCell[];
  readonly clients: number;
  readonly stayed: number;
  readonly moved: number;
  readonly arrived: number;
  readonly gone: number;
  readonly text: string;
  readonly issues: readonly IssueView[];
};

/** Clients of a cohort active `month` months after their first purchase; `share` is of the cohort's size. */
export type CohortCell = { readonly month: number; readonly clients: number; readonly share: number; readonly money: number; readonly moneyShown: string };

/** Clients whose first purchase fell into the calendar month `month` (`YYYY-MM`). `cells` runs from month 0 to the month of asOf. */
export type CohortRow = { readonly month: string; readonly shown: string; readonly size: number; readonly cells: readonly CohortCell[] };

/** Cohorts, earliest first. `value` is what Settings asks to show first. `months` is the greatest number of months later; `average` the pooled share by month later. */
export type CohortsView = {
  readonly asOf: string;
  readonly activity: 'purchases' | 'any-row';
  readonly value: 'count' | 'share' | 'money';
  readonly clients: number;
  readonly rows: readonly CohortRow[];
  readonly months: number;
  readonly average: readonly { readonly month: number; readonly share: number; readonly cohorts: number }[];
  readonly text: string;
  readonly issues: readonly IssueView[];
};

/**
 * One calendar month. `active` = new + retained + returned; `lost` were active the month before and not in this one. `crr` =
 * retained / active the month before, null in the first month. `newMoney` + `knownMoney` (clients from earlier months) +
 * `anonymousMoney` (sales without a client) = `money`. `complete` is false for the running month.
 */
export type MovementMonth = {
  readonly month: string;
  readonly shown: string;
  readonly complete: boolean;
  readonly active: number;
  readonly new: number;
  readonly retained: number;
  readonly returned: number;
  readonly lost: number;
  readonly crr: number | null;
  readonly crrShown: string;
  readonly money: number;
  readonly moneyShown: string;
  readonly newMoney: number;
  readonly newMoneyShown: string;
  readonly knownMoney: number;
  readonly knownMoneyShown: string;
  readonly anonymousMoney: number;
  readonly anonymousMoneyShown: string;
};

/** Months with clients and money, earliest first. `crr` is the pooled retention of the last 12 complete months. */
export type MovementView = {
  readonly asOf: string;
  readonly months: readonly MovementMonth[];
  readonly crr: number | null;
  readonly crrShown: string;
  readonly text: string;
  readonly issues: readonly IssueView[];
};

/** One fitted model: parameters by their published names, log-likelihood, whether the maximum was found, clients used; or why there is none. */
export type ModelView = {
  readonly key: 'purchases' | 'spend';
  readonly title: string;
  readonly fitted: boolean;
  readonly parameters: readonly { readonly name: string; readonly value: number; readonly shown: string }[];
  readonly logLikelihood: number | null;
  readonly converged: boolean;
  readonly clients: number;
  /** What the model says in words, or the refusal in words. */
  readonly text: string;
};

/** The purchase models as fitted on the orders of the base. `correlation` is between the number of purchases and the average bill. */
export type ModelsView = {
  readonly asOf: string;
  readonly unit: 'day' | 'week';
  readonly unitLabel: string;
  readonly models: readonly ModelView[];
  readonly correlation: number | null;
  /** Purchases expected from all clients in `horizonDays`, and the money of CLV; null without the models. */
  readonly horizonDays: number;
  readonly expectedPurchases: number | null;
  readonly clvMonths: number;
  readonly clvMoney: number | null;
  readonly clvMoneyShown: string;
  readonly text: string;
  readonly issues: readonly IssueView[];
};
