/** Cohorts, movement and migration as plain tables of cells, for custom functions and CSV. */
import type { Cohorts } from './cohorts';
import type { Language } from './language/language';
import { text } from './language/text';
import type { MigrationRow } from './migration';
import { majorOf } from './money';
import { periodLabel } from './periods';
import type { Movement } from './retention';

/** A cell: text, number (money in major units, shares 0…1) or nothing. */
export type TableCell = string | number | null;

/** A table of cells. Columns are stable English keys; `tableHeaders` turns them into words. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** What the cells of a cohort table show. */
export type CohortValue = 'count' | 'share' | 'money';

const MOVEMENT_COLUMNS = [
  'period', 'complete', 'active', 'new', 'retained', 'returned', 'lost', 'crr', 'new_money', 'returning_money', 'anonymous_money', 'revenue',
] as const;
const MIGRATION_COLUMNS = ['from', 'to', 'clients', 'money'] as const;
const HEADER_KEYS = ['cohort', 'size', ...MOVEMENT_COLUMNS, ...MIGRATION_COLUMNS] as const;

/** One row per cohort: its month (`2010-12`), its size, then one column per month since (`0`, `1`, …; empty after asOf). */
export function cohortTable(cohorts: Cohorts, value: CohortValue): FigureTable {
  const months = Array.from({ length: cohorts.columns }, (_, since) => String(since));
  return {
    columns: ['cohort', 'size', ...months],
    rows: cohorts.cohorts.map(({ monthIndex, size, cells }) => [
      periodLabel(monthIndex, 'month'),
      size,
      ...cells.map((cell) => {
        if (cell === null) return null;
        if (value === 'money') return cell.moneyMinor === null ? null : majorOf(cell.moneyMinor);
        return value === 'share' ? cell.share : cell.count;
      }),
    ]),
  };
}

/** One row per period: its label, 1 when it is complete, counts, CRR, money of new and returning clients, of nobody known, and all together. */
export function movementTable(movement: Movement): FigureTable {
  const money = (minor: number | null): number | null => (minor === null ? null : majorOf(minor));
  return {
    columns: MOVEMENT_COLUMNS,
    rows: movement.periods.map((entry) => [
      periodLabel(entry.periodIndex, movement.period), entry.isComplete ? 1 : 0,
      entry.active, entry.new, entry.retained, entry.returned, entry.lost, entry.crr,
      money(entry.newMinor), money(entry.returningMinor), money(entry.anonymousMinor), money(entry.revenueMinor),
    ]),
  };
}

/**
 * One row per route from class to class.
 * @param nameOf how a class is written (segment names in the language of the sheet); '' is who was or is not in the base
 */
export function migrationTable(rows: readonly MigrationRow[], nameOf: (key: string, side: 'from' | 'to') => string = plainName): FigureTable {
  return {
    columns: MIGRATION_COLUMNS,
    rows: rows.map(({ from, to, clients, moneyMinor }) => [nameOf(from, 'from'), nameOf(to, 'to'), clients, moneyMinor === null ? null : majorOf(moneyMinor)]),
  };
}

/** Stable key of a class in a migration table; `(new)` and `(gone)`, in brackets because a segment is called `new`. */
export function plainName(key: string, side: 'from' | 'to'): string {
  if (key !== '') return key;
  return side === 'from' ? '(new)' : '(gone)';
}

/** The word for a client who is new or gone, for the side of the table. */
export function absentName(side: 'from' | 'to', language: Language): string {
  return text(language, side === 'from' ? 'periods.absentBefore' : 'periods.absentAfter');
}

/** Headers in words; the months of a cohort table stay numbers. */
export function tableHeaders(columns: readonly string[], language: Language): string[] {
  return columns.map((column) => {
    const key = HEADER_KEYS.find((known) => known === column);
    return key === undefined ? column : text(language, `periods.${key}`);
  });
}
