/** The segment history as the sidebar shows it: days kept, and the migration table from one of them to now. */
import type { MigrationBy, MigrationCell, MigrationClass, MigrationView, SnapshotsView, SnapshotView } from '../contract/movement-views';
import { formatIsoDay, parseIsoDay } from '../core/calendar';
import type { Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import { formatDay, formatMoney } from '../core/language/format';
import type { Language } from '../core/language/language';
import { segmentName, SEGMENT_KEYS } from '../core/language/names';
import { LIFECYCLE_STAGES } from '../core/lifecycle';
import type { MigrationRow, SnapshotRow } from '../core/migration';
import { classesOf, migrate, snapshotDays, stateOn } from '../core/migration';
import { majorOf } from '../core/money';
import { MIGRATION_DIMENSIONS } from '../core/settings';
import type { Base } from './base';
import { openBase } from './base';
import { classLabel } from './class-moves';
import type { ClientBase, ListedClient } from './client-list';
import { formerClassColumn, NOT_YET, readClientBase } from './client-list';
import { issueViews } from './issue-view';
import { columnsWanted } from './optional-columns';
import type { Ports } from './ports';
import { readHistory } from './segment-history';
import { say } from './words';

/** The table begins so many days ago unless a day is asked for. */
const USUAL_DAYS = 28;

/** Classes in the order of the table. */
const ORDER: Readonly<Record<MigrationBy, readonly string[]>> = { segment: SEGMENT_KEYS, abc: ['A', 'B', 'C'], xyz: ['X', 'Y', 'Z', 'N'], lifecycle: LIFECYCLE_STAGES };

/** Keys of the rows and columns of clients who are in the base on one side only, and of those without a class. */
const ABSENT_AFTER = 'gone';
const NO_CLASS = 'no-class';

/** Days kept, earliest first. */
export function listSnapshots(ports: Ports): Outcome<SnapshotsView | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const snapshots = snapshotViews(readHistory(base), base.language);
  const text = say(base.language, snapshots.length === 0 ? 'snapshots.none' : 'snapshots.text');
  return outcome({ snapshots, text, issues: issueViews(base.settingIssues, base.language) });
}

function snapshotViews(history: readonly SnapshotRow[], language: Language): SnapshotView[] {
  return snapshotDays(history).map((day) => ({ day: formatIsoDay(day), shown: formatDay(day, language) }));
}

/** Who moved from class to class between a kept day and now. 3 counted calls: Settings, Clients, history. */
export function viewMigration(ports: Ports, fromDay: string | null, by: MigrationBy): Outcome<MigrationView | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const base = opened.value;
  const read = readClientBase(base);
  if (read.value === null) return outcome(null, read.issues);
  const data = read.value;
  const { language, settings } = base;
  const toDay = base.state.recalculated?.asOfDay ?? null;
  const history = data.history();
  const start = startDay(snapshotDays(history), toDay, fromDay);
  const before = start === null ? new Map<string, string>() : withoutClass(classesOf(stateOn(history, start), by));
  const members = new Map(data.listed.filter(({ record, figures }) => record.id !== '' && figures.segment !== '').map((client) => [client.record.id, client]));
  const after = withoutClass(classesNow(base, data, history, by, members));
  const routes = start === null ? [] : migrate(before, after, (id) => members.get(id)?.figures.moneyMinor ?? 0, [...ORDER[by], NO_CLASS]);
  const total = (belongs: (row: MigrationRow) => boolean): number => routes.filter(belongs).reduce((sum, row) => sum + row.clients, 0);
  const counts = {
    clients: total(({ to }) => to !== ''),
    stayed: total(({ from, to }) => from === to),
    moved: total(({ from, to }) => from !== to && from !== '' && to !== ''),
    arrived: total(({ from }) => from === ''),
    gone: total(({ to }) => to === ''),
  };
  const shown = { from: start === null ? '' : formatDay(start, language), to: toDay === null ? '' : formatDay(toDay, language) };
  const sides = (side: (row: MigrationRow) => string, absent: string): MigrationClass[] =>
    [...new Set(routes.map(side))].sort(byOrder(by)).map((key) => ({ key: key === '' ? absent : key, label: labelOf(by, key === '' ? absent : key, language) }));
  return outcome({
    by,
    byLabel: say(language, `choice.${by}`),
    choices: MIGRATION_DIMENSIONS.map((value) => ({ value, label: say(language, `choice.${value}`) })),
    snapshots: snapshotViews(history, language),
    fromDay: start === null ? null : formatIsoDay(start),
    fromShown: shown.from,
    toDay: toDay === null ? null : formatIsoDay(toDay),
    toShown: shown.to,
    from: sides(({ from }) => from, NOT_YET),
    to: sides(({ to }) => to, ABSENT_AFTER),
    cells: routes.map((row): MigrationCell => ({
      from: row.from === '' ? NOT_YET : row.from,
      to: row.to === '' ? ABSENT_AFTER : row.to,
      clients: row.clients,
      money: majorOf(row.moneyMinor ?? 0),
      moneyShown: row.moneyMinor === null || row.to === '' ? '' : formatMoney(row.moneyMinor, settings.currency, language),
      audience: start === null ? null : audienceOf(base, row, by, start),
    })),
    ...counts,
    text: start === null ? say(language, 'migration.none') : say(language, 'migration.text', { ...shown, ...counts }),
    issues: issueViews([...base.settingIssues, ...read.issues], language),
  });
}

/** The day asked for, or the last kept one at least 28 days before now, or the first; null without a kept day before now. */
function startDay(days: readonly number[], toDay: number | null, asked: string | null): number | null {
  const before = toDay === null ? [] : days.filter((day) => day < toDay);
  if (asked !== null) {
    const wanted = parseIsoDay(asked) ?? Infinity;
    return before.filter((day) => day <= wanted).pop() ?? before[0] ?? null;
  }
  return before.filter((day) => day <= (toDay ?? 0) - USUAL_DAYS).pop() ?? before[0] ?? null;
}

/** Classes as the grey columns show them; where the stage column is off, as the history ends. */
function classesNow(base: Base, data: ClientBase, history: readonly SnapshotRow[], by: MigrationBy, members: ReadonlyMap<string, ListedClient>): Map<string, string> {
  const hasColumn = by !== 'lifecycle' || (data.clients.table.columns.has('lifecycle') && columnsWanted(base).includes('lifecycle'));
  const last = hasColumn ? null : stateOn(history, Infinity);
  return new Map([...members].map(([id, { figures }]) => [id, last === null ? (figures[by] ?? '') : (last.get(id)?.lifecycle ?? '')]));
}

/** A client without a class is in the base all the same: '' means absent in a migration. */
function withoutClass(classes: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...classes].map(([id, key]) => [id, key === '' ? NO_CLASS : key]));
}

function labelOf(by: MigrationBy, key: string, language: Language): string {
  if (key === NOT_YET) return say(language, 'movement.absentBefore');
  if (key === ABSENT_AFTER) return say(language, 'movement.absentAfter');
  return classLabel(by, key === NO_CLASS ? '' : key, language);
}

function byOrder(by: MigrationBy): (left: string, right: string) => number {
  const rank = (key: string): number => {
    const index = ORDER[by].indexOf(key);
    return key === '' ? Infinity : key === NO_CLASS ? ORDER[by].length + 1 : index < 0 ? ORDER[by].length : index;
  };
  return (left, right) => (rank(left) === rank(right) ? (left < right ? -1 : left > right ? 1 : 0) : rank(left) - rank(right));
}

/** Opens the clients of a cell: their class then and now. Null for clients who are not in Clients any more. */
function audienceOf(base: Base, { from, to }: MigrationRow, by: MigrationBy, day: number): string | null {
  if (to === '' || to === NO_CLASS || (from !== '' && from !== NO_CLASS && from.includes('"'))) return null;
  const now = by === 'segment' ? segmentName(to, 'en') : by === 'lifecycle' ? classLabel(by, to, base.language) : to;
  if (now.includes('"') || (by === 'lifecycle' && !columnsWanted(base).includes('lifecycle'))) return null;
  const then = from === '' ? NOT_YET : from === NO_CLASS ? '' : from;
  return `${formerClassColumn(by, day)} = "${then}" and ${by} = "${now}"`;
}
