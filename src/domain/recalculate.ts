/** Recalculation: one read of Orders, one of Clients, the grey columns in whole-range writes, the day kept in the segment history. */
import { formatIsoDay } from '../core/calendar';
import type { RecalculateReport, ThresholdView } from '../contract/segment-views';
import type { Issue, Outcome } from '../core/issue';
import { hasError, issue, outcome } from '../core/issue';
import { dormancyKeyOf, lifecycleKeyOf, segmentKeyOf } from '../core/language/names';
import type { SnapshotFigures } from '../core/migration';
import { figureReason } from '../core/reasons/reason';
import type { ClientFigures, Segmentation } from '../core/segmentation';
import { openBook, segmentBook } from '../core/segmentation';
import type { OptionalColumn } from '../core/settings';
import { OPTIONAL_COLUMNS } from '../core/settings';
import { runsOf } from '../core/table/index-runs';
import { awayOf, writeReturning } from './archive-return';
import type { Base } from './base';
import { openBase } from './base';
import { cellText } from './cells';
import type { Classes, MovedClient } from './class-moves';
import { changedFigureSettings, classMovesOf, figureSettings, movesText } from './class-moves';
import type { ClientRecord, ClientsRead } from './clients-table';
import { clientCell, readClients } from './clients-table';
import type { OwnerFigures, Why } from './grey-cells';
import { greyCell } from './grey-cells';
import { writeHighlights } from './highlight';
import { issueViews } from './issue-view';
import { appendClients } from './new-clients';
import { columnsWanted, needsModels, syncColumns } from './optional-columns';
import type { OrdersRead } from './orders-table';
import { placeInTable, readOrders } from './orders-table';
import { ownerFigures } from './owner-figures';
import type { Ports } from './ports';
import { rejectedRows } from './rejected-rows';
import type { SnapshotState } from './segment-history';
import { keepSnapshot } from './segment-history';
import { LOCK_WAIT_MS } from './lock-wait';
import { refreshMeanings } from './settings-tab';
import type { ComputedClientColumn } from './tab-specs';
import { COMPUTED_CLIENT_COLUMNS } from './tab-specs';
import { thresholdTexts } from './threshold-words';

/** A row of Clients with what stands in its grey cells from now on. */
interface Line {
  readonly record: ClientRecord | undefined;
  readonly figures: ClientFigures | undefined;
  readonly id: string;
  readonly former: Classes | null;
}

/** What is told of a recalculation beside its figures. */
interface Done {
  readonly snapshot: SnapshotState;
  readonly columnsAdded: readonly string[];
  readonly newClients: number;
}

/**
 * Computes every grey column. Counted calls with the grey columns in one block and no new clients: lock, Settings, Orders, Clients,
 * grey block, rules, state = 7, and 1 for the page's token, whatever the number of orders. More only when there is cause: 2 when classes
 * changed (the history's header and its new rows; 1 more when its grid grows), 2 when limits or colours were changed in the Settings tab
 * by hand (rules, sentence), 1 for each further block of grey columns, up to 3 for clients typed into Orders by hand, 1 to read the Archive where
 * there is one and some for clients who return from it, and once some for columns that were switched on or off in the Settings tab by hand or for a
 * history tab that was deleted. The lock ends with the execution.
 */
export function recalculate(ports: Ports): Outcome<RecalculateReport | null> {
  const startedMs = ports.clock.now();
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const orders = readOrders(base);
  if (orders.value === null) return outcome(null, orders.issues);
  if (orders.value.dataRows === 0) return outcome(null, [issue('orders.empty')]);
  const clientsRead = readClients(base, orders.value.numericKeys);
  if (clientsRead.value === null) return outcome(null, clientsRead.issues);

  const asOfDay = base.settings.asOf === 'today' ? ports.clock.dayOf(startedMs) : base.settings.asOf;
  const knownClientKeys = clientsRead.value.records.map(({ key }) => key);
  // Who is in the archive has no row to show figures in, so his orders count nowhere until he buys again.
  const away = awayOf(base, clientsRead.value, orders.value.rows);
  const rows = away.keys.size === 0 ? orders.value.rows : orders.value.rows.filter(({ clientKey }) => clientKey === null || !away.keys.has(clientKey));
  const dated = openBook({ rows, knownClientKeys }, base.settings, asOfDay);
  const wanted = columnsWanted(base);
  const segmented = segmentBook(dated.value, base.settings, needsModels(wanted) ? ['models'] : []);
  const { table: ordersTable } = orders.value;
  const datedIssues = dated.issues.map((found) => (found.place?.rowIndex === undefined ? found : { ...found, place: placeInTable(ordersTable, found.place) }));
  const issues: Issue[] = [...base.settingIssues, ...orders.issues, ...clientsRead.issues, ...datedIssues, ...segmented.issues];
  if (hasError([...dated.issues, ...segmented.issues])) return outcome(null, [...dated.issues, ...segmented.issues]);

  const returning = new Set(away.returning.map(({ key }) => key));
  const newProfiles = orders.value.profiles.filter(({ clientKey }) => clientsRead.value?.recordOf.has(clientKey) === false && !away.keys.has(clientKey) && !returning.has(clientKey));
  const rowCount = clientsRead.value.table.rows.length + newProfiles.length + returning.size;
  if (!canWrite(base, clientsRead.value, rowCount)) return outcome(null, [issue('range.protected', { range: clientsRead.value.table.tab.name })]);
  const standing = writeReturning(base, clientsRead.value, away.returning);
  const appended = newProfiles.length === 0 ? standing : appendClients(base, standing, newProfiles);
  if (returning.size > 0) issues.push(issue('archive.returned', { count: returning.size }));
  const former = base.state.recalculated;
  const lines = linesOf(base, appended, segmented.value);
  // A stage column that is off, or was switched on since, holds nothing to compare with.
  const lifecycleStood = lines.some((line) => line.former !== null && line.former.lifecycle !== '');
  const { table, added } = syncColumns(base, appended.table);
  const clients = { ...appended, table };
  // Before the grey columns: an execution that ends between the two is then made good by the next one.
  const snapshot = keepSnapshot(base, asOfDay, snapshotClients(lines), lifecycleStood);
  const owner = ownerFigures(base, clients, dated.value.book, segmented.value.clients, asOfDay, wanted);
  writeFigures(base, clients, lines, segmented.value, owner.of, wanted);
  writeHighlights(base, table.tab.sheetId);
  refreshMeanings(base);
  const texts = thresholdTexts(segmented.value.thresholds, base.settings, base.language);
  base.remember({
    recalculated: { asOfDay, atMs: startedMs, orderRows: orders.value.dataRows, settings: figureSettings(base.settings) },
    orderRows: orders.value.dataRows,
    thresholdTexts: texts.map(({ text }) => text),
  });
  base.saveState(asOfDay);
  const done = { snapshot: snapshot.value, columnsAdded: added, newClients: newProfiles.length };
  return outcome(reportOf(base, orders.value, segmented.value, texts, movesOf(base, lines, former, lifecycleStood), done, startedMs, [...issues, ...owner.issues, ...snapshot.issues]));
}

function canWrite(base: Base, clients: ClientsRead, rowCount: number): boolean {
  const indexes = COMPUTED_CLIENT_COLUMNS.map((key) => clients.table.columns.get(key)).filter((index) => index !== undefined);
  const areas = runsOf(indexes).map((run) => ({ rowIndex: 1, columnIndex: run.first, rowCount: Math.max(1, rowCount - 1), columnCount: run.count }));
  return base.ports.book.canEdit(clients.table.tab.sheetId, areas);
}

/** Every row of the tab with its figures, its stable id (a new one for a new client) and the classes that stood there. */
function linesOf(base: Base, clients: ClientsRead, segmentation: Segmentation): Line[] {
  const figuresOf = new Map(segmentation.clients.map((figures) => [figures.clientKey, figures]));
  const recordAt = new Map(clients.records.map((record) => [record.rowIndex, record]));
  let nextNumber = base.state.nextClientNumber;
  const lines: Line[] = [];
  for (let rowIndex = 1; rowIndex < clients.table.rows.length; rowIndex += 1) {
    const record = recordAt.get(rowIndex);
    const figures = record === undefined ? undefined : figuresOf.get(record.key);
    let id = record?.id ?? '';
    if (record !== undefined && id === '') {
      id = `C${String(nextNumber).padStart(6, '0')}`;
      nextNumber += 1;
    }
    lines.push({ record, figures, id, former: record === undefined || record.id === '' ? null : formerClasses(clients, record) });
  }
  base.remember({ nextClientNumber: nextNumber });
  return lines;
}

/** Classes as the grey cells show them; null where the segment is empty, which no client with figures has. */
function formerClasses(clients: ClientsRead, record: ClientRecord): Classes | null {
  const cell = (key: string): string => cellText(clientCell(clients, record, key));
  const segment = cell('segment');
  if (segment === '') return null;
  return { segment: segmentKeyOf(segment), abc: cell('abc'), xyz: cell('xyz'), lifecycle: lifecycleKeyOf(cell('lifecycle')) ?? '', dormancy: dormancyKeyOf(cell('dormancy')) ?? '' };
}

function classesNow({ segment, abc, xyz, lifecycle, dormancy }: ClientFigures): Classes {
  return { segment, abc: abc ?? '', xyz: xyz ?? '', lifecycle: lifecycle ?? '', dormancy: dormancy ?? '' };
}

function snapshotClients(lines: readonly Line[]): { readonly now: SnapshotFigures; readonly former: SnapshotFigures | null }[] {
  return lines.flatMap(({ figures, id, former }) => {
    if (figures === undefined) return [];
    const rowOf = ({ abc, xyz, segment, lifecycle }: Classes): SnapshotFigures => ({ clientKey: id, abc, xyz, segment, lifecycle, moneyMinor: figures.moneyMinor });
    return [{ now: rowOf(classesNow(figures)), former: former === null ? null : rowOf(former) }];
  });
}

/** One write for each run of grey columns. A hidden column inside a run is emptied with it. */
function writeFigures(base: Base, clients: ClientsRead, lines: readonly Line[], segmentation: Segmentation, owner: ReadonlyMap<string, OwnerFigures>, wanted: readonly OptionalColumn[]): void {
  if (lines.length === 0) return;
  const { columns, tab } = clients.table;
  const { settings, language } = base;
  const keyAt = new Map<number, ComputedClientColumn>();
  for (const key of COMPUTED_CLIENT_COLUMNS) {
    const index = columns.get(key);
    if (index !== undefined) keyAt.set(index, key);
  }
  const off = new Set<ComputedClientColumn>(OPTIONAL_COLUMNS.filter((key) => !wanted.includes(key)));
  const isShown = (key: ComputedClientColumn): boolean => !off.has(key);
  const why: Why = (column, figures) => figureReason(column, figures, { settings, segmentation, marker: null }, language);
  for (const run of runsOf([...keyAt.keys()])) {
    const keys = Array.from({ length: run.count }, (_unused, offset) => keyAt.get(run.first + offset));
    if (!keys.some((key) => key !== undefined && isShown(key))) continue;
    const block = lines.map(({ record, figures, id }) => keys.map((key) =>
      (key === undefined || !isShown(key) ? null : greyCell(key, id, figures, record === undefined ? undefined : owner.get(record.key), why, language))));
    base.ports.book.write(tab.sheetId, 1, run.first, block);
  }
}

type Moves = Pick<RecalculateReport, 'moved' | 'moves' | 'movesText' | 'settingsChanged'>;

function movesOf(base: Base, lines: readonly Line[], former: Base['state']['recalculated'], lifecycleStood: boolean): Moves {
  const moved = lines.flatMap(({ record, figures, former: stood }): MovedClient[] => {
    if (record === undefined || figures === undefined || former === null) return [];
    const now = classesNow(figures);
    return [{ client: record.client, former: stood === null || lifecycleStood ? stood : { ...stood, lifecycle: now.lifecycle }, now, moneyMinor: figures.moneyMinor }];
  });
  const moves = classMovesOf(base, moved);
  const settingsChanged = former === null ? [] : changedFigureSettings(former.settings, base.settings, base.language);
  return {
    moved: moves.find(({ dimension }) => dimension === 'segment')?.clients ?? 0,
    moves,
    movesText: movesText(moves, settingsChanged, former?.asOfDay ?? null, base.language),
    settingsChanged,
  };
}

function reportOf(
  base: Base,
  orders: OrdersRead,
  segmentation: Segmentation,
  thresholds: readonly ThresholdView[],
  moves: Moves,
  done: Done,
  startedMs: number,
  issues: readonly Issue[],
): RecalculateReport {
  const { clock } = base.ports;
  return {
    asOf: formatIsoDay(segmentation.thresholds.asOfDay),
    orderRows: orders.dataRows,
    orderRowsUsed: segmentation.totals.rowsUsed,
    clients: segmentation.totals.clients,
    clientsNew: done.newClients,
    ...moves,
    dormant: segmentation.clients.filter(({ dormancy }) => dormancy === 'dormant' || dormancy === 'lost').length,
    snapshot: done.snapshot,
    columnsAdded: done.columnsAdded,
    seconds: (clock.now() - startedMs) / 1000,
    rejected: rejectedRows({ ...orders.counts.rejectedBy, 'row.afterAsOf': segmentation.totals.rowsAfterAsOf }, issues, base.language),
    thresholds,
    issues: issueViews(issues, base.language),
  };
}
