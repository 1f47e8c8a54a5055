/** Cohorts as rows of a table: the number asked for in each cell, and its strength among months of return. */
import type { CohortCell, CohortsView } from '../../../src/contract/movement-views';
import type { Words } from '../../language/words';
import type { HeatRow } from '../../shared/heat-table';

export type CohortValue = CohortsView['value'];

function valueOf(cell: CohortCell, value: CohortValue): number {
  switch (value) {
    case 'count': return cell.clients;
    case 'share': return cell.share;
    case 'money': return cell.money;
  }
}

/** Months later that have a column. Clients and shares of month 0 are the cohort itself, which stands beside its name; its money is not. */
export function cohortMonths(view: CohortsView, value: CohortValue): readonly number[] {
  const first = value === 'money' || view.months === 0 ? 0 : 1;
  return Array.from({ length: view.months + 1 - first }, (_, index) => first + index);
}

/**
 * Rows, the latest cohort first. Strength is measured among the months of return: the month of the first purchase holds
 * everybody and would make all others pale, so it has none.
 */
export function cohortRows(view: CohortsView, value: CohortValue, words: Words): readonly HeatRow[] {
  const greatest = Math.max(0, ...view.rows.flatMap((row) => row.cells.filter((cell) => cell.month > 0).map((cell) => valueOf(cell, value))));
  const rows = view.rows.map((row): HeatRow => {
    const byMonth = new Map(row.cells.map((cell) => [cell.month, cell]));
    return {
      key: row.month, title: row.shown, size: words.say('count.clients', { count: row.size }),
      cells: cohortMonths(view, value).map((month) => {
        const cell = byMonth.get(month);
        if (cell === undefined) return null;
        const strength = month > 0 && greatest > 0 ? valueOf(cell, value) / greatest : 0;
        return { shown: shownCell(cell, value, words), strength };
      }),
    };
  });
  return rows.reverse();
}

function shownCell(cell: CohortCell, value: CohortValue, words: Words): string {
  switch (value) {
    case 'count': return words.number(cell.clients);
    case 'share': return words.percent(cell.share);
    case 'money': return cell.moneyShown;
  }
}

/** The pooled share of each month of return as one row above the cohorts; only where shares are shown. */
export function averageRow(view: CohortsView, words: Words): HeatRow {
  const byMonth = new Map(view.average.map((one) => [one.month, one]));
  return {
    key: 'average', title: words.say('cohorts.average'), size: '',
    cells: cohortMonths(view, 'share').map((month) => {
      const one = byMonth.get(month);
      return one === undefined ? null : { shown: words.percent(one.share), strength: 0 };
    }),
  };
}
