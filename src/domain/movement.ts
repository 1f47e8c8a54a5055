/** Movement by month and cohorts as the sidebar shows them, counted from Orders. */
import type { CohortsView, MovementMonth, MovementView } from '../contract/movement-views';
import { formatIsoDay } from '../core/calendar';
import type { Cohorts } from '../core/cohorts';
import { buildCohorts } from '../core/cohorts';
import type { Outcome } from '../core/issue';
import { hasError, outcome } from '../core/issue';
import { formatMoney, formatMonth, formatShare } from '../core/language/format';
import { majorOf } from '../core/money';
import { firstDayOf, periodLabel } from '../core/periods';
import type { PeriodMovement } from '../core/retention';
import { periodMovement, pooledRetention } from '../core/retention';
import type { Base } from './base';
import { openOrders } from './dated-orders';
import { issueViews } from './issue-view';
import type { Ports } from './ports';
import { say } from './words';

/** Cohorts by month of the first purchase. */
export function viewCohorts(ports: Ports): Outcome<CohortsView | null> {
  const opened = openOrders(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const { base, dated, issues } = opened.value;
  const { settings, language } = base;
  const built = buildCohorts(dated.book, { activity: settings['cohorts.activity'], asOfDay: dated.asOfDay, returns: settings.returns });
  if (hasError(built.issues)) return outcome(null, built.issues);
  const { cohorts, columns } = built.value;
  return outcome({
    asOf: formatIsoDay(dated.asOfDay),
    activity: settings['cohorts.activity'],
    value: settings['cohorts.value'],
    clients: cohorts.reduce((sum, { size }) => sum + size, 0),
    rows: cohorts.map(({ monthIndex, firstDay, size, cells }) => ({
      month: periodLabel(monthIndex, 'month'),
      shown: formatMonth(firstDay, language),
      size,
      cells: cells.flatMap((cell, month) =>
        (cell === null ? [] : [{ month, clients: cell.count, share: cell.share, money: majorOf(cell.moneyMinor ?? 0), moneyShown: shownMoney(base, cell.moneyMinor) }])),
    })),
    months: Math.max(0, columns - 1),
    average: averageShares(cohorts, columns),
    text: say(language, 'cohorts.text'),
    issues: issueViews([...issues, ...built.issues], language),
  });
}

/** Share of clients active so many months later, pooled over the cohorts that are old enough. */
function averageShares(cohorts: Cohorts['cohorts'], columns: number): CohortsView['average'] {
  return Array.from({ length: columns }, (_unused, month) => {
    const known = cohorts.flatMap(({ size, cells }) => { const cell = cells[month]; return cell === null || cell === undefined ? [] : [{ size, count: cell.count }]; });
    const size = known.reduce((sum, entry) => sum + entry.size, 0);
    return { month, share: size === 0 ? 0 : known.reduce((sum, entry) => sum + entry.count, 0) / size, cohorts: known.length };
  });
}

/** New, retained, returned and lost clients with money by month. */
export function viewMovement(ports: Ports): Outcome<MovementView | null> {
  const opened = openOrders(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const { base, dated, issues } = opened.value;
  const { settings, language } = base;
  const movement = periodMovement(dated.book, 'month', dated.asOfDay, settings.returns);
  const pooled = pooledRetention(movement);
  const crrShown = pooled.crr === null ? '' : formatShare(pooled.crr, language);
  const retention = pooled.crr === null ? say(language, 'movement.noCrr') : say(language, 'movement.crr', { share: crrShown, months: pooled.periods });
  return outcome({
    asOf: formatIsoDay(dated.asOfDay),
    months: movement.periods.map((entry) => monthView(base, entry)),
    crr: pooled.crr,
    crrShown,
    text: `${retention} ${say(language, 'movement.text')}`,
    issues: issueViews(issues, language),
  });
}

function monthView(base: Base, entry: PeriodMovement): MovementMonth {
  const { language } = base;
  return {
    month: periodLabel(entry.periodIndex, 'month'),
    shown: formatMonth(firstDayOf(entry.periodIndex, 'month'), language),
    complete: entry.isComplete,
    active: entry.active,
    new: entry.new,
    retained: entry.retained,
    returned: entry.returned,
    lost: entry.lost,
    crr: entry.crr,
    crrShown: entry.crr === null ? '' : formatShare(entry.crr, language),
    money: majorOf(entry.revenueMinor ?? 0),
    moneyShown: shownMoney(base, entry.revenueMinor),
    newMoney: majorOf(entry.newMinor ?? 0),
    newMoneyShown: shownMoney(base, entry.newMinor),
    knownMoney: majorOf(entry.returningMinor ?? 0),
    knownMoneyShown: shownMoney(base, entry.returningMinor),
    anonymousMoney: majorOf(entry.anonymousMinor ?? 0),
    anonymousMoneyShown: shownMoney(base, entry.anonymousMinor),
  };
}

/** Money with its sign; '' where it is not known. */
function shownMoney(base: Base, minor: number | null): string {
  return minor === null ? '' : formatMoney(minor, base.settings.currency, base.language);
}
