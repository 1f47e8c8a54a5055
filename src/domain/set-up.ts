/** Makes a spreadsheet a client base: beside the owner's sheets, or with them as its tabs in place; gives a copy its own life. */
import type { SetUpReport } from '../contract/base-views';
import type { SetUpDone, SetUpRequest } from '../contract/set-up-views';
import type { Issue, Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { currencyOfLocale } from '../core/language/currency';
import type { Language } from '../core/language/language';
import { DEFAULT_SETTINGS, OPTIONAL_COLUMNS } from '../core/settings';
import { Base, findSettings, openBase, STATE_ROW } from './base';
import type { BaseState, HeaderState, Layout, SetUpState } from './base-state';
import { stateText } from './base-state';
import { writeHighlights } from './highlight';
import { fingerprintOf } from './journal/fingerprint';
import { columnsAdded } from './journal/import-changes';
import type { Action } from './journal/journal-tab';
import { endAction, Journal } from './journal/journal-tab';
import { headerTitles, layoutOf } from './layout';
import type { Ports } from './ports';
import { HEADER_COLOURS } from './ports';
import { repairBase } from './repair';
import type { SheetPlan } from './set-up-plan';
import { planSheets } from './set-up-plan';
import type { SetUpRecord } from './set-up-record';
import { forgetSetUp, keepSetUp, unfinishedSetUp } from './set-up-record';
import { setUpDone } from './set-up-report';
import { addMissingClients, columnsToAdd, takeSheet, writeOpeningOrders } from './set-up-sheets';
import { takeBack } from './set-up-undo';
import { freeName, isOrphan, writeStarters } from './set-up-tabs';
import { settingRows } from './settings-tab';
import type { BaseTabKey } from './tab-specs';
import { BASE_TABS, columnKeysOf, tabSpec } from './tab-specs';
import { underLock } from './under-lock';

/** The address key is kept here too, so that a damaged state cell does not forget who unsubscribed. */
const ADDRESS_KEY_BACKUP = 'addressKey';

/** A spreadsheet holds no more cells; new tabs and columns must fit in. */
const MOST_CELLS = 10_000_000;
const ROWS_OF_A_TAB = 1000;

/** Sheets of the owner that become tabs, with the record of what is being done. */
interface Taking {
  readonly record: SetUpRecord;
  readonly plans: readonly SheetPlan[];
}

/** Sets the base up blank in the language, or re-creates missing tabs, columns and settings of an existing one; data are never touched. */
export function setUpBase(ports: Ports, language: Language): Outcome<SetUpReport | null> {
  return underLock(ports, () => {
    const opened = openBase(ports).value;
    return outcome(opened === null ? makeBase(ports, language, null) : repairBase(opened));
  });
}

/**
 * Makes the base as the owner decided. Nothing is moved, renamed, reformatted or deleted in his sheets: they get marks and columns to the right.
 * The order of the writes lets it be finished after a kill at any call: the record first, then the Journal, tabs, columns and marks, Settings last
 * (until then there is no base), then the clients that only orders know, and the end of the action. Another request first takes an unfinished one back.
 * Counted calls: at most 330 for two sheets (16.5 s at 50 ms a call), nearly all of them for making the tabs; see `decorateColumns`.
 */
export function beginSetUp(ports: Ports, request: SetUpRequest): Outcome<SetUpDone | null> {
  return underLock(ports, () => begin(ports, request));
}

function begin(ports: Ports, request: SetUpRequest): Outcome<SetUpDone | null> {
  const { language } = request;
  const print = fingerprintOf(JSON.stringify(request));
  let record = unfinishedSetUp(ports);
  let opened = openBase(ports).value;
  if (record !== null && (record.undoing || (opened === null && record.request !== print))) {
    takeBack(ports, record, opened);
    record = null;
    opened = null;
  }
  if (opened !== null && (record === null || record.request !== print)) return outcome(setUpDone(opened, [], repairBase(opened).created, null, []));
  if (request.sheets.length === 0) {
    const { created } = makeBase(ports, language, null);
    const base = openBase(ports).value;
    return base === null ? outcome(null, [issue('base.missing')]) : outcome(setUpDone(base, [], created, null, []));
  }
  const widths = new Map(record?.sheets.map(({ sheetId, width }) => [sheetId, width]));
  const planned = planSheets(ports, request.sheets, language, (sheetId) => widths.get(sheetId));
  if (planned.value === null) return outcome(null, planned.issues);
  const plans = planned.value;
  if (opened === null) {
    const refused = refusals(ports, plans, language);
    if (refused.length > 0) return outcome(null, refused);
    if (record === null) {
      record = newRecord(ports, print, plans);
      keepSetUp(ports, record);
    } else {
      removeOrphans(ports, record);
    }
    makeBase(ports, language, { record, plans });
  }
  const base = openBase(ports).value;
  if (base === null || record === null) return outcome(null, [issue('base.missing')]);
  return outcome(finish(base, record, plans, planned.issues));
}

/** A protected sheet, or too little room, refuses the whole before anything is written. */
function refusals({ book }: Ports, plans: readonly SheetPlan[], language: Language): Issue[] {
  const isOpen = ({ tab, headerRowIndex, rows, width }: SheetPlan): boolean =>
    book.canEdit(tab.sheetId, [{ rowIndex: 0, columnIndex: 0, rowCount: headerRowIndex + rows.length, columnCount: Math.max(1, width) }]);
  const issues = plans.filter((plan) => !isOpen(plan)).map(({ tab }) => issue('range.protected', { range: tab.name }));
  const more = plans.reduce((sum, plan) => sum + columnsToAdd(plan, language).length * book.gridSize(plan.tab.sheetId).rowCount, 0)
    + BASE_TABS.reduce((sum, key) => sum + columnKeysOf(key).length * ROWS_OF_A_TAB, 0);
  const cells = book.gridCells();
  if (cells + more > MOST_CELLS) issues.push(issue('setUp.tooLarge', { cells, most: MOST_CELLS }));
  return issues;
}

function newRecord(ports: Ports, request: string, plans: readonly SheetPlan[]): SetUpRecord {
  const { book } = ports;
  const journal = book.marks().tabs.find(({ key }) => key === 'journal');
  const number = (journal === undefined ? 0 : book.rowCount(journal.sheetId)) + 1;
  return {
    actionId: `A${String(number).padStart(6, '0')}-${fingerprintOf(`set-up\n${request}`)}`,
    request,
    before: book.tabs().map(({ sheetId }) => sheetId),
    sheets: plans.map(({ tab, key, width, keys }) => ({ sheetId: tab.sheetId, key, width, gridColumns: book.gridSize(tab.sheetId).columnCount, gridRows: book.gridSize(tab.sheetId).rowCount, own: [...keys.keys()] })),
    undoing: false,
    keep: [],
  };
}

/** A tab that was cut off while it was made has no mark yet and holds nothing. */
function removeOrphans({ book }: Ports, { before }: SetUpRecord): void {
  const marked = new Set(book.marks().tabs.map(({ sheetId }) => sheetId));
  for (const tab of book.tabs()) if (!before.includes(tab.sheetId) && !marked.has(tab.sheetId) && isOrphan(book, tab)) book.removeTab(tab.sheetId);
}

/** What comes when the base stands already: clients that only orders know, colours, the end of the action. */
function finish(base: Base, record: SetUpRecord, plans: readonly SheetPlan[], issues: readonly Issue[]): SetUpDone {
  const action = actionOf(record, plans);
  const journal = new Journal(base);
  if (plans.length > 1) addMissingClients(base, journal, action);
  const clients = base.tab('clients').value;
  if (clients !== null) writeHighlights(base, clients.sheetId);
  journal.write(action, 'done', []);
  endAction(base, action.id);
  base.saveState();
  forgetSetUp(base.ports);
  const created = base.ports.book.tabs().filter(({ sheetId }) => !record.before.includes(sheetId)).map(({ name }) => name);
  return setUpDone(base, plans, created, action.id, issues);
}

function actionOf({ actionId }: SetUpRecord, plans: readonly SheetPlan[]): Action {
  return { id: actionId, kind: 'set-up', details: plans.map(({ tab }) => tab.name).join(', ') };
}

/** Makes the tabs and, last of all, the state. Run again it finds what it made before. */
function makeBase(ports: Ports, language: Language, taking: Taking | null): SetUpReport {
  const { book, keys, documentStore } = ports;
  const created: string[] = [];
  const repaired: string[] = [];
  const marked = book.marks().tabs;
  const addressKey = documentStore.get(ADDRESS_KEY_BACKUP) ?? keys.randomText();
  documentStore.set(ADDRESS_KEY_BACKUP, addressKey);
  const damaged = findSettings(ports);
  const plans = taking?.plans ?? [];
  const tabs: Partial<Record<BaseTabKey, number>> = Object.fromEntries(plans.map(({ key, tab }) => [key, tab.sheetId]));
  const fresh = new Set<BaseTabKey>();
  const make = (key: BaseTabKey): number => {
    const found = book.tabs().find((tab) => marked.some((mark) => mark.key === key && mark.sheetId === tab.sheetId))?.sheetId;
    // Of Settings without our rows only the bare header is ours, from a run that was cut off.
    const isOurs = found !== undefined && (key !== 'settings' || book.rowCount(found) <= 1);
    const present = tabs[key] ?? (key === 'settings' ? damaged?.tab.sheetId : undefined) ?? (isOurs ? found : undefined);
    if (present !== undefined) {
      // A run that was cut off may have made the tab and not its letters.
      if (key === 'templates' && damaged === null && book.rowCount(present) <= 1) writeStarters(ports, present, language);
      return (tabs[key] = present);
    }
    const spec = freeName(tabSpec(key, language), book.tabs());
    const sheetId = book.createTab(spec);
    created.push(spec.name);
    fresh.add(key);
    if (key === 'templates') writeStarters(ports, sheetId, language);
    return (tabs[key] = sheetId);
  };
  // What the owner decided is written down before his sheets are touched.
  if (taking === null) BASE_TABS.forEach(make);
  const journalId = make('journal');
  const begun: BaseState = {
    version: 1,
    baseId: book.spreadsheetId(),
    language,
    addressKey,
    nextClientNumber: 1,
    tabs: { journal: journalId },
    layouts: {},
    headers: headersOf(plans),
    aliases: Object.fromEntries(plans.flatMap(({ key, alias }) => (alias === null ? [] : [[key, alias]]))),
    setUp: taking === null ? null : setUpState(taking.record),
    recalculated: null,
    orderRows: 0,
    thresholdTexts: [],
    history: null,
    madeColumns: [],
    shownColumns: [],
    // Lines that stand there already keep their numbers to themselves.
    nextAction: taking === null ? book.rowCount(journalId) + 1 : 1,
    journalCharacters: 0,
  };
  // No Settings yet: what this base remembers is written at the end.
  const base = new Base(ports, { tab: { sheetId: journalId, name: '' }, valueColumn: 1, idColumn: 4, rows: new Map(), values: new Map(), cells: new Map(), meaningColumn: -1, meanings: new Map() }, begun, DEFAULT_SETTINGS, []);
  if (taking !== null) {
    const action = actionOf(taking.record, plans);
    endAction(base, action.id);
    new Journal(base).write(action, 'planned', plans.flatMap((plan) => columnsAdded(plan.key, plan.tab.sheetId, columnsToAdd(plan, language))));
  }
  BASE_TABS.forEach(make);
  base.remember({ tabs });
  const layouts: Partial<Record<BaseTabKey, Layout>> = {};
  const marksNow = book.marks();
  for (const plan of plans) layouts[plan.key] = takeSheet(book, plan, marksNow, language);
  for (const key of BASE_TABS) {
    if (layouts[key] !== undefined) continue;
    const sheetId = tabs[key] ?? 0;
    const header = fresh.has(key) ? tabSpec(key, language).columns.map(({ title }) => title) : headerTitles(book.read(sheetId)[0]);
    layouts[key] = layoutOf(header, sheetId, marksNow, new Set<string>(columnKeysOf(key)));
  }
  const optionalColumns = OPTIONAL_COLUMNS.filter((key) => layouts.clients?.keys.includes(key));
  base.remember({ layouts, madeColumns: optionalColumns, shownColumns: optionalColumns });
  if (taking !== null) takeOrders(base, taking);
  if (damaged !== null) {
    const rowIndex = damaged.rows.get(STATE_ROW) ?? 0;
    book.write(damaged.tab.sheetId, rowIndex, damaged.valueColumn, [[stateText({ ...base.state, nextClientNumber: 1 + book.read(tabs.clients ?? 0).length })]]);
    repaired.push(damaged.tab.name);
  } else {
    writeSettings(ports, tabs.settings ?? 0, base.state);
  }
  const opened = taking === null ? openBase(ports).value : null;
  if (opened !== null) writeHighlights(opened, tabs.clients ?? 0);
  return { created, repaired, language, issues: [] };
}

/** Orders in place are counted; a wide sheet without them gives one opening order for each client. */
function takeOrders(base: Base, { record, plans }: Taking): void {
  const orders = plans.find(({ key }) => key === 'orders');
  const wide = plans.find(({ kind }) => kind === 'wide');
  if (orders !== undefined) base.remember({ orderRows: Math.max(0, orders.rows.length - 1) });
  else if (wide !== undefined) base.remember({ orderRows: writeOpeningOrders(base, new Journal(base), actionOf(record, plans), wide) });
}

function headersOf(plans: readonly SheetPlan[]): BaseState['headers'] {
  return Object.fromEntries(plans.map(({ key, headerRowIndex, headerRows, rows, width }): [string, HeaderState] =>
    [key, { rowIndex: headerRowIndex, rows: headerRows, titles: headerTitles((rows[0] ?? []).slice(0, width)), taken: true }]));
}

function setUpState({ actionId, before, sheets }: SetUpRecord): SetUpState {
  return { actionId, before, sheets };
}

function writeSettings(ports: Ports, sheetId: number, state: BaseState): void {
  const { book, clock } = ports;
  const settings = { ...DEFAULT_SETTINGS, currency: currencyOfLocale(book.locale()) };
  const rows = settingRows(state.language, stateText(state), clock.dayOf(clock.now()), settings);
  book.ensureRows(sheetId, rows.length + 1);
  book.setFormat(sheetId, { rowIndex: 1, columnIndex: 1, rowCount: 1, columnCount: 1 }, 'date');
  book.write(sheetId, 1, 0, rows);
  book.fitRows(sheetId, 1, rows.length);
  const legend = rows.length - 2;
  const cell = (rowIndex: number): { rowIndex: number; columnIndex: number; rowCount: number; columnCount: number } => ({ rowIndex, columnIndex: 1, rowCount: 1, columnCount: 1 });
  book.paint(sheetId, [
    { area: cell(1), background: HEADER_COLOURS.computed },
    { area: cell(2), background: HEADER_COLOURS.system },
    { area: cell(legend), background: HEADER_COLOURS.owner },
    { area: cell(legend + 1), background: HEADER_COLOURS.computed },
    { area: cell(legend + 2), background: HEADER_COLOURS.system },
  ]);
}

/** Makes a copy of a base a base of its own. The caller closes letters that were planned in the original (mailing/copy). */
export function adoptCopy(base: Base): void {
  const { book, documentStore } = base.ports;
  for (const key of BASE_TABS) base.tab(key);
  base.remember({ baseId: book.spreadsheetId() });
  documentStore.set(ADDRESS_KEY_BACKUP, base.state.addressKey);
  base.saveState();
}
