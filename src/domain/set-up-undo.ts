/** Takes a set-up back: the owner's sheets are as they were before, the tabs made beside them go; what he wrote since stays and is named. */
import type { UndoReport } from '../contract/journal-views';
import type { Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { AUTOMATION_COLUMNS, automationCells } from '../core/automations/automation-cells';
import { LANGUAGES } from '../core/language/language';
import type { Cell } from '../core/table/cell';
import { isEmptyCell } from '../core/table/cell';
import { clientKeyOf } from '../core/table/client-key';
import { runsOf } from '../core/table/index-runs';
import type { Base, Table } from './base';
import type { SheetTaken } from './base-state';
import { cellText } from './cells';
import { readClients } from './clients-table';
import { finishCopies } from './backup';
import { starterAutomations } from './automations/automations-tab';
import { forgetDispatcher } from './automations/dispatcher-state';
import { HIGHLIGHT_MARK } from './highlight';
import type { RecordedAction } from './journal/journal-tab';
import { planTabUndo } from './journal/undo-plan';
import { starterRows } from './mailing/starters';
import { clientRows } from './new-clients';
import { readOrders } from './orders-table';
import type { BookMarks, Ports } from './ports';
import type { SetUpRecord } from './set-up-record';
import { forgetSetUp, keepSetUp, unfinishedSetUp } from './set-up-record';
import { isOrphan } from './set-up-tabs';
import { laterTable } from './sound-tab';
import type { BaseTabKey } from './tab-specs';
import { columnKeysOf, COMPUTED_CLIENT_COLUMNS, tabSpec } from './tab-specs';
import { say } from './words';

/** Actions that change no data of clients and orders. */
const HARMLESS = ['settings', 'repair'];

/** What was taken back and what stays. */
interface Taken {
  rows: number;
  columns: number;
  tabs: number;
  keptRows: number;
  keptColumns: number;
  readonly keptTabs: string[];
}

/**
 * Undoes the set-up of a base. Refused while later actions stand, and for good once letters were sent or somebody unsubscribed: those records are
 * never forgotten. The caller holds the lock. Runs through when called again after a kill. Counted calls: those of reading the tabs that are
 * compared, then for each sheet of the owner the colours 2, columns, marks; 1 for each tab that goes.
 */
export function undoSetUp(ports: Ports, base: Base, action: RecordedAction, actions: readonly RecordedAction[]): Outcome<UndoReport | null> {
  const { setUp } = base.state;
  if (setUp === null || setUp.actionId !== action.id) return outcome(null, [issue('setUp.forgotten')]);
  const later = actions.filter(({ number, state, kind }) => number > action.number && state !== 'undone' && !HARMLESS.includes(kind));
  if (later.length > 0) return outcome(null, [issue('setUp.laterActions', { count: later.length })]);
  for (const key of ['send_log', 'consents'] as const) {
    const tab = base.tab(key).value;
    if (tab !== null && base.ports.book.rowCount(tab.sheetId) > 1) return outcome(null, [issue('setUp.lettersSent', { tab: tab.name })]);
  }
  const refused = setUp.sheets.filter(({ sheetId }) => isStanding(ports, sheetId) && !canEditWhole(ports, sheetId));
  if (refused.length > 0) return outcome(null, refused.map(({ sheetId }) => issue('range.protected', { range: nameOf(ports, sheetId) })));
  // Its marks would have a backup that was cut off taken for a tab of ours.
  finishCopies(base);
  const former = unfinishedSetUp(ports);
  const begun = former !== null && former.undoing && former.actionId === action.id ? former.keep : null;
  const keep = [...new Set([...(begun ?? []), ...keptTabs(base, action, setUp.sheets, begun !== null)])];
  const record: SetUpRecord = { actionId: action.id, language: base.language, request: null, before: setUp.before, sheets: setUp.sheets, undoing: true, keep };
  const rows = addedClients(ports, base, action, record);
  keepSetUp(ports, record);
  for (const run of runsOf(rows.remove).reverse()) base.ports.book.removeRows(rows.sheetId, run.first, run.count);
  const taken = takeBack(ports, record, base);
  return outcome(reportOf(record, { ...taken, rows: rows.remove.length, keptRows: rows.kept }));
}

/**
 * Takes a set-up back that has not become a base yet, or goes on with an undo that was cut off after the Journal was gone; null when there is none.
 * 1 counted call then, else those of `takeBack`: about 40.
 */
export function continueSetUpUndo(ports: Ports, base: Base | null, actionId: string): UndoReport | null {
  const record = unfinishedSetUp(ports);
  if (record === null || (base !== null && !record.undoing) || record.actionId !== actionId) return null;
  return reportOf(record, takeBack(ports, record, base));
}

/** Takes marks, columns and tabs away, Journal and Settings last: until then the base stands and this can be run again. */
export function takeBack(ports: Ports, begun: SetUpRecord, base: Base | null): Taken {
  const { book } = ports;
  const taken: Taken = { rows: 0, columns: 0, tabs: 0, keptRows: 0, keptColumns: 0, keptTabs: [] };
  const marks = book.marks();
  const record = begun.undoing ? begun : { ...begun, undoing: true, keep: writtenTabs(ports, begun, marks) };
  if (!begun.undoing) keepSetUp(ports, record);
  for (const sheet of record.sheets) if (isStanding(ports, sheet.sheetId)) giveBack(ports, sheet, marks, taken);
  // A tab that lost its mark is known by its remembered id, but not in a copy, where ids may be those of other tabs.
  const remembered = base === null || base.copied ? [] : Object.entries(base.state.tabs).map(([key, sheetId]): [number, string] => [sheetId, key]);
  const keyOf = new Map([...remembered, ...marks.tabs.map(({ sheetId, key }): [number, string] => [sheetId, key])]);
  const settingsId = base?.place.tab.sheetId;
  const rank = (sheetId: number): number => (sheetId === settingsId || keyOf.get(sheetId) === 'settings' ? 2 : keyOf.get(sheetId) === 'journal' ? 1 : 0);
  // A copy through a file may have other ids: the owner's sheet is known by its key too and never goes.
  const owned = new Set<string>(record.sheets.map(({ key }) => key));
  const made = book.tabs()
    .filter((tab) => !record.before.includes(tab.sheetId) && !owned.has(keyOf.get(tab.sheetId) ?? '') && (keyOf.has(tab.sheetId) || tab.sheetId === settingsId || isOrphan(book, tab)))
    .sort((a, b) => rank(a.sheetId) - rank(b.sheetId));
  for (const { sheetId, name } of made) {
    if (record.keep.includes(sheetId)) {
      book.unmark(sheetId);
      taken.keptTabs.push(name);
    } else {
      book.removeTab(sheetId);
      taken.tabs += 1;
    }
  }
  // Without a base nothing is left to run for.
  if (forgetDispatcher(ports.documentStore)) ports.triggers.removeHourly();
  forgetSetUp(ports);
  return taken;
}

/** Tabs of an unfinished set-up with more rows than it put there: somebody typed into them. Orders of a wide sheet begin with rows of ours. 0 counted calls. */
function writtenTabs({ book }: Ports, { before, request, language }: SetUpRecord, { tabs }: BookMarks): number[] {
  const isWide = request?.sheets.some(({ kind }) => kind === 'wide') === true;
  const ours = new Map<string, number>([['journal', Infinity], ['settings', Infinity], ['orders', isWide ? Infinity : 1], ['templates', 1 + starterRows(language).length]]);
  return tabs.filter(({ sheetId, key }) => !before.includes(sheetId) && book.rowCount(sheetId) > (ours.get(key) ?? 1)).map(({ sheetId }) => sheetId);
}

function giveBack({ book }: Ports, sheet: SheetTaken, marks: BookMarks, taken: Taken): void {
  const { sheetId, key, width, own, gridColumns, gridRows } = sheet;
  if (key === 'clients') book.replaceRules(sheetId, HIGHLIGHT_MARK, []);
  const rows = book.read(sheetId);
  const filled = (columnIndex: number): Cell[] => rows.map((row) => row[columnIndex] ?? null).filter((cell) => !isEmptyCell(cell));
  // Columns of other keys are the owner's, marked by an import that brought the same title.
  const made = new Set<string>([...columnKeysOf(key), ...COMPUTED_CLIENT_COLUMNS]);
  const ours = marks.columns.filter((mark) => mark.sheetId === sheetId && made.has(mark.key) && !own.includes(mark.key));
  const isGrey = (name: string): boolean => COMPUTED_CLIENT_COLUMNS.some((column) => column === name);
  // A column holds nothing but its title where one cell is filled.
  const remove = ours.filter(({ key: name, columnIndex }) => isGrey(name) || filled(columnIndex).length <= 1).map(({ columnIndex }) => columnIndex);
  const titles = new Set(LANGUAGES.flatMap((language) => tabSpec(key, language).columns.map(({ title }) => title)));
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (let columnIndex = width; columnIndex < widest; columnIndex += 1) {
    const [title, ...more] = filled(columnIndex);
    // Written by a run that was cut off before it could mark it.
    if (typeof title === 'string' && more.length === 0 && titles.has(title.replace(/ \(Clientura\)$/, '')) && !marks.columns.some((mark) => mark.sheetId === sheetId && mark.columnIndex === columnIndex)) remove.push(columnIndex);
  }
  taken.keptColumns += new Set(ours.map(({ columnIndex }) => columnIndex)).size - new Set(ours.map(({ columnIndex }) => columnIndex).filter((index) => remove.includes(index))).size;
  const indexes = [...new Set(remove)];
  if (indexes.length > 0) book.removeColumns(sheetId, indexes);
  taken.columns += indexes.length;
  book.ensureColumns(sheetId, gridColumns);
  book.ensureRows(sheetId, gridRows);
  book.unmark(sheetId);
}

/** Rows of clients that only orders knew, in a clients sheet taken in place. */
function addedClients(ports: Ports, base: Base, action: RecordedAction, { sheets }: SetUpRecord): { readonly sheetId: number; readonly remove: readonly number[]; readonly kept: number } {
  const sheetId = sheets.find(({ key }) => key === 'clients')?.sheetId;
  const isMarked = ports.book.marks().tabs.some((mark) => mark.sheetId === sheetId && mark.key === 'clients');
  const changes = action.changes.filter((change) => change.tab === 'clients' && change.what === 'rows');
  const read = sheetId === undefined || !isMarked || changes.length === 0 ? null : readClients(base).value;
  if (sheetId === undefined || read === null) return { sheetId: 0, remove: [], kept: 0 };
  const plan = planTabUndo('clients', read.table, changes, read.numericKeys, []);
  return { sheetId, remove: plan.rowIndexes, kept: plan.keptRows + plan.keptOptOuts };
}

/** Tabs of ours in which the owner wrote something since: they stay as plain sheets. @param goesOn an undo that was cut off goes on: Orders may be given back already */
function keptTabs(base: Base, action: RecordedAction, sheets: readonly SheetTaken[], goesOn: boolean): number[] {
  const isMade = (key: BaseTabKey): boolean => !sheets.some((sheet) => sheet.key === key) && base.tab(key).value !== null;
  const kept: number[] = [];
  const keep = (table: Table | null, isTouched: (table: Table) => boolean): void => {
    if (table !== null && isTouched(table)) kept.push(table.tab.sheetId);
  };
  if (isMade('templates')) keep(base.table('templates').value, (table) => isEdited(table, starterRows(base.language)));
  if (isMade('orders')) keep(base.table('orders').value, (table) => {
    const { rowIndexes } = planTabUndo('orders', table, action.changes.filter(({ what }) => what === 'rows'), false, []);
    return filledRows(table).some((rowIndex) => !rowIndexes.includes(rowIndex));
  });
  if (isMade('clients')) keep(base.table('clients').value, () => hasOwnClients(base, goesOn));
  const automations = laterTable(base, 'automations');
  if (automations !== null && hasOwnAutomations(base, automations)) kept.push(automations.tab.sheetId);
  for (const key of ['archive', 'saved_segments'] as const) keep(laterTable(base, key), (table) => filledRows(table).length > 0);
  return kept;
}

/** True when Clients hold more than recalculation derives from orders; without orders `goesOn` says that it was looked at before. */
function hasOwnClients(base: Base, goesOn: boolean): boolean {
  const orders = readOrders(base).value;
  const clients = readClients(base, orders?.numericKeys).value;
  if (orders === null || clients === null) return !goesOn;
  const { table } = clients;
  const derived = clientRows({ ...clients, table: { ...table, rows: table.rows.slice(0, 1) }, recordOf: new Map() }, orders.profiles).rows;
  const column = table.columns.get('client_id') ?? 0;
  const rowOf = new Map(derived.map((row) => [clientKeyOf(row[column] ?? null, clients.numericKeys) ?? '', row]));
  const grey = new Set(COMPUTED_CLIENT_COLUMNS.flatMap((key) => table.columns.get(key) ?? []));
  return filledRows(table).some((rowIndex) => {
    const row = table.rows[rowIndex] ?? [];
    const then = rowOf.get(clientKeyOf(row[column] ?? null, clients.numericKeys) ?? '');
    return then === undefined || row.some((cell, index) => !grey.has(index) && cellText(cell) !== cellText(then[index] ?? null));
  });
}

/** True when a row is none of those that the tab begins with; what the runs wrote beside them does not count. */
function hasOwnAutomations(base: Base, table: Table): boolean {
  const text = (cells: Readonly<Record<string, string>>): string => AUTOMATION_COLUMNS.map((key) => (cells[key] ?? '').trim()).join('\n');
  const templates = base.table('templates').value;
  const templateKeys = templates === null ? [] : templates.rows.slice(1).map((row) => cellText(row[templates.columns.get('template') ?? -1]));
  const known = new Set(starterAutomations(templateKeys, base.language).map((automation) => text(automationCells(automation, base.language))));
  const ours = new Set(table.columns.values());
  return filledRows(table).some((rowIndex) => {
    if (table.rows[rowIndex]?.some((cell, index) => !ours.has(index) && !isEmptyCell(cell)) === true) return true;
    const cells = Object.fromEntries(AUTOMATION_COLUMNS.map((key) => [key, cellText(table.rows[rowIndex]?.[table.columns.get(key) ?? -1])]));
    return Object.values(cells).some((cell) => cell.trim() !== '') && !known.has(text(cells));
  });
}

function isEdited(table: Table, rows: readonly (readonly string[])[]): boolean {
  const keys = columnKeysOf('templates');
  const texts = table.rows.slice(1).map((row) => keys.map((key) => cellText(row[table.columns.get(key) ?? -1])).join('\n').trim());
  const known = new Set(rows.map((row) => row.map((text) => text.trim()).join('\n').trim()));
  return texts.some((text) => text !== '' && !known.has(text));
}

function filledRows({ rows }: Table): number[] {
  return rows.flatMap((row, rowIndex) => (rowIndex > 0 && row.some((cell) => !isEmptyCell(cell)) ? [rowIndex] : []));
}

function isStanding({ book }: Ports, sheetId: number): boolean {
  return book.tabs().some((tab) => tab.sheetId === sheetId);
}

function canEditWhole({ book }: Ports, sheetId: number): boolean {
  const { rowCount, columnCount } = book.gridSize(sheetId);
  return book.canEdit(sheetId, [{ rowIndex: 0, columnIndex: 0, rowCount, columnCount }]);
}

function nameOf({ book }: Ports, sheetId: number): string {
  return book.tabs().find((tab) => tab.sheetId === sheetId)?.name ?? '';
}

function reportOf({ language, actionId }: SetUpRecord, taken: Taken): UndoReport {
  const sentences = [say(language, 'setUp.undone', { tabs: taken.tabs, columns: taken.columns })];
  if (taken.keptTabs.length > 0) sentences.push(say(language, 'setUp.keptTabs', { list: taken.keptTabs.join(', ') }));
  if (taken.keptColumns > 0) sentences.push(say(language, 'setUp.keptColumns', { count: taken.keptColumns }));
  if (taken.keptRows > 0) sentences.push(say(language, 'setUp.keptRows', { count: taken.keptRows }));
  return {
    actionId, finished: true, rowsRemoved: taken.rows, rowsRestored: 0, columnsRemoved: taken.columns, cellsRestored: 0, keptRows: taken.keptRows, keptCells: 0,
    keptColumns: taken.keptColumns, keptPlaces: [], text: sentences.join(' '), issues: [],
  };
}
