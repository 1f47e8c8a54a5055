/** Custom functions that answer for the base as a whole: cohorts, retention by period, movement between classes. */
import { formatIsoDay } from '../../core/calendar';
import { buildCohorts } from '../../core/cohorts';
import type { Issue } from '../../core/issue';
import type { Language } from '../../core/language/language';
import { lifecycleName, SEGMENT_KEYS, segmentName } from '../../core/language/names';
import { LIFECYCLE_STAGES } from '../../core/lifecycle';
import { migrate } from '../../core/migration';
import type { FigureTable } from '../../core/movement-table';
import { absentName, cohortTable, migrationTable, movementTable, tableHeaders } from '../../core/movement-table';
import { periodMovement } from '../../core/retention';
import type { ClientFigures } from '../../core/segmentation';
import { openBook, segmentBook } from '../../core/segmentation';
import type { MigrationDimension, Settings } from '../../core/settings';
import type { Cell } from '../../core/table/cell';
import { isEmptyCell } from '../../core/table/cell';
import { cellText } from '../cells';
import type { FigureCell } from './figure-cell';
import type { Reader } from './figure-error';
import { refuse, refuseFor } from './figure-error';
import type { FigureOption } from './figure-options';
import { readFigureOptions } from './figure-options';
import type { OrderRanges, RangeOrders } from './order-ranges';
import { readDayArgument, readerOfRanges, readOrderRanges } from './order-ranges';

/** The arguments of COHORTS and CRR, dates turned into calendar days. */
export interface PeriodQuestion extends OrderRanges {
  readonly asOf: Cell;
  readonly options: readonly FigureOption[];
}

/** The arguments of MIGRATION. */
export interface MigrationQuestion extends OrderRanges {
  readonly fromDay: Cell;
  readonly toDay: Cell;
  /** '' = by the setting. */
  readonly by: Cell;
  readonly options: readonly FigureOption[];
}

/** A row per cohort: month, size, then months 0, 1, … as `cohorts.value` says. @throws FigureError */
export function computeCohorts(question: PeriodQuestion): FigureCell[][] {
  const { reader, orders, settings, asOfDay } = open(question, question.asOf, 'asOf');
  const opened = openBook({ columns: orders.columns }, settings, asOfDay);
  stopAtError(opened.issues, reader);
  const { book, asOfDay: day } = opened.value;
  const cohorts = buildCohorts(book, { activity: settings['cohorts.activity'], asOfDay: day, returns: settings.returns });
  stopAtError(cohorts.issues, reader);
  return cellsOf(cohortTable(cohorts.value, settings['cohorts.value']), reader);
}

const CRR_COLUMNS = ['period', 'active', 'new', 'retained', 'returned', 'lost', 'crr'];

/** A row per period of `ltv.period`, the one of asOf included. @throws FigureError */
export function computeRetention(question: PeriodQuestion): FigureCell[][] {
  const { reader, orders, settings, asOfDay } = open(question, question.asOf, 'asOf');
  const opened = openBook({ columns: orders.columns }, settings, asOfDay);
  stopAtError(opened.issues, reader);
  const { columns, rows } = movementTable(periodMovement(opened.value.book, settings['ltv.period'], opened.value.asOfDay, settings.returns));
  const places = CRR_COLUMNS.map((column) => columns.indexOf(column));
  return cellsOf({ columns: CRR_COLUMNS, rows: rows.map((row) => places.map((place) => row[place] ?? null)) }, reader);
}

/** A row per route from the class of one day to that of another; money is that of the later day. @throws FigureError */
export function computeMigration(question: MigrationQuestion): FigureCell[][] {
  const by: FigureOption[] = isEmptyCell(question.by) ? [] : ['migration.by', cellText(question.by)];
  const { reader, orders, settings, asOfDay } = open({ ...question, options: [...question.options, ...by] }, question.toDay, 'toDay');
  const fromDay = readDayArgument(question.fromDay, 'fromDay', reader) ?? refuse('function.argumentMissing', reader, { name: 'fromDay', example: 'DATE(2024,1,31)' });
  const after = classesOn(orders, settings, asOfDay, reader);
  if (fromDay >= after.asOfDay) refuse('function.argumentBad', reader, { name: 'fromDay', value: formatIsoDay(fromDay), allowed: `< ${formatIsoDay(after.asOfDay)}` });
  const before = classesOn(orders, settings, fromDay, reader);
  const dimension = settings['migration.by'];
  const language = reader ?? 'en';
  const rows = migrate(before.classOf, after.classOf, (clientKey) => after.moneyMinorOf.get(clientKey) ?? null, ORDER[dimension]);
  return cellsOf(migrationTable(rows, (key, side) => (key === '' ? absentName(side, language) : classText(key, dimension, language))), reader);
}

const ORDER: Readonly<Record<MigrationDimension, readonly string[]>> = {
  segment: SEGMENT_KEYS, abc: ['A', 'B', 'C'], xyz: ['X', 'Y', 'Z', 'N'], lifecycle: LIFECYCLE_STAGES,
};

interface ClassesOfDay {
  readonly asOfDay: number;
  readonly classOf: Map<string, string>;
  readonly moneyMinorOf: Map<string, number | null>;
}

/** Classes of everybody who has one on the day; null = the latest purchase day. */
function classesOn({ columns }: RangeOrders, settings: Settings, asOfDay: number | null, reader: Reader): ClassesOfDay {
  const opened = openBook({ columns }, settings, asOfDay);
  const { value, issues } = segmentBook(opened.value, settings);
  stopAtError([...opened.issues, ...issues], reader);
  const classOf = new Map<string, string>();
  const moneyMinorOf = new Map<string, number | null>();
  for (const figures of value.clients) {
    const found = classIn(figures, settings['migration.by']);
    if (found === null) continue;
    classOf.set(figures.clientKey, found);
    moneyMinorOf.set(figures.clientKey, figures.moneyMinor);
  }
  return { asOfDay: opened.value.asOfDay, classOf, moneyMinorOf };
}

function classIn(figures: ClientFigures, dimension: MigrationDimension): string | null {
  switch (dimension) {
    case 'segment': return figures.segment;
    case 'abc': return figures.abc;
    case 'xyz': return figures.xyz;
    case 'lifecycle': return figures.lifecycle;
  }
}

function classText(key: string, dimension: MigrationDimension, language: Language): string {
  if (dimension === 'segment') return segmentName(key, language);
  const stage = LIFECYCLE_STAGES.find((known) => known === key);
  return dimension === 'lifecycle' && stage !== undefined ? lifecycleName(stage, language) : key;
}

interface Opened {
  readonly reader: Reader;
  readonly orders: RangeOrders;
  readonly settings: Settings;
  readonly asOfDay: number | null;
}

function open(question: OrderRanges & { readonly options: readonly FigureOption[] }, day: Cell, dayName: string): Opened {
  const reader = readerOfRanges(question, []);
  const orders = readOrderRanges(question, reader);
  const { settings, asOfDay } = readFigureOptions(question.options, null, reader);
  return { reader, orders, settings, asOfDay: readDayArgument(day, dayName, reader) ?? asOfDay };
}

function stopAtError(issues: readonly Issue[], reader: Reader): void {
  const found = issues.find(({ code, severity }) => severity === 'error' && code !== 'orders.noneUsable');
  if (found !== undefined) refuseFor(found, reader);
}

function cellsOf({ columns, rows }: FigureTable, reader: Reader): FigureCell[][] {
  const header = tableHeaders(columns, reader ?? 'en').map((title) => (/^\d+$/.test(title) ? Number(title) : title));
  return [header, ...rows.map((row) => row.map((cell) => cell ?? ''))];
}
