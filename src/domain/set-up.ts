/** Makes a spreadsheet a client base: beside the owner's sheets, or with them as its tabs in place, in steps of a few seconds; gives a copy its own life. */
import type { SetUpReport } from '../contract/base-views';
import type { SetUpDone, SetUpRequest, SetUpStep } from '../contract/set-up-views';
import type { Issue, Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import type { Base } from './base';
import { findSettings, openBase } from './base';
import { writeHighlights } from './highlight';
import { MOST_CELLS } from './import-limits';
import { fingerprintOf } from './journal/fingerprint';
import type { Action } from './journal/journal-tab';
import { endAction, Journal } from './journal/journal-tab';
import type { BookMarks, Ports } from './ports';
import { repairBase } from './repair';
import { ADDRESS_KEY_BACKUP, BaseMaking } from './set-up-making';
import type { SheetPlan } from './set-up-plan';
import { planSheets } from './set-up-plan';
import type { SetUpRecord } from './set-up-record';
import { forgetSetUp, keepSetUp, unfinishedSetUp } from './set-up-record';
import { setUpDone } from './set-up-report';
import { addMissingClients, columnsToAdd, openingIssues, takeSheet } from './set-up-sheets';
import { takeBack } from './set-up-undo';
import { isOrphan } from './set-up-tabs';
import type { BaseTabKey } from './tab-specs';
import { BASE_TABS, columnKeysOf, tabSpec } from './tab-specs';
import { underLock } from './under-lock';

const ROWS_OF_A_TAB = 1000;

/** After this time a step ends with the tab or sheet that it is at; the longest of them takes 3 s more at 50 ms a call. */
const STEP_MS = 5000;

/** Sets the base up blank in the language, or re-creates missing tabs, columns and settings of an existing one; data are never touched. */
export function setUpBase(ports: Ports, language: Language): Outcome<SetUpReport | null> {
  return underLock(ports, () => {
    const place = findSettings(ports);
    const opened = openBase(ports, place).value;
    if (opened !== null) return outcome(repairBase(opened));
    // Sheets of the owner that were taken in part are his again.
    const record = unfinishedSetUp(ports);
    if (record !== null) takeBack(ports, record, null);
    const making = new BaseMaking(ports, language, ports.book.marks(), record === null ? place : findSettings(ports), null);
    BASE_TABS.forEach((key) => making.tab(key));
    making.settings(null, []);
    const base = openBase(ports).value;
    if (base !== null) colour(base);
    return outcome({ created: making.created, repaired: making.repaired, language, issues: [] });
  });
}

/**
 * Makes the base as the owner decided, a few seconds of it: asked again with the same request it goes on until all is made. Nothing is moved,
 * renamed, reformatted or deleted in his sheets: they get marks and columns to the right.
 * The order of the writes lets it be finished after a kill at any call: the record first, then the Journal, the other tabs, his sheets with columns
 * and marks, Settings last (until then there is no base), then the clients that only orders know, and the end of the action. Another request first
 * takes an unfinished one back. Counted calls: at most 335 in all steps for two sheets, nearly all of them for making the tabs (see
 * `decorateColumns`); each further step costs 5, and 1 for each sheet where they are read again.
 */
export function beginSetUp(ports: Ports, request: SetUpRequest): Outcome<SetUpStep | null> {
  const untilMs = ports.clock.now() + STEP_MS;
  return underLock(ports, () => begin(ports, request, () => ports.clock.now() >= untilMs));
}

function begin(ports: Ports, request: SetUpRequest, isOver: () => boolean): Outcome<SetUpStep | null> {
  const { language } = request;
  let read: BookMarks | null = null;
  const marks = (): BookMarks => (read ??= ports.book.marks());
  let record = unfinishedSetUp(ports);
  const place = findSettings(ports, marks);
  const opened = openBase(ports, place).value;
  const goesOn = record !== null && !record.undoing && JSON.stringify(record.request) === JSON.stringify(request);
  if (record !== null && (record.undoing || (opened === null && !goesOn))) {
    takeBack(ports, record, opened);
    return begin(ports, request, isOver);
  }
  if (opened !== null && !goesOn) return outcome(lastStep(setUpDone(opened, [], repairBase(opened).created, null, [])));
  const widths = new Map(record?.sheets.map(({ sheetId, width }) => [sheetId, width]));
  let planned: Outcome<readonly SheetPlan[] | null> | null = null;
  const plan = (): Outcome<readonly SheetPlan[] | null> => (planned ??= planSheets(ports, request.sheets, language, (sheetId) => widths.get(sheetId)));
  if (record === null) {
    const { value: plans, issues } = plan();
    if (plans === null) return outcome(null, issues);
    const refused = [...protectedSheets(ports, plans), ...tooLarge(ports, plans, language)];
    if (refused.length > 0) return outcome(null, refused);
    record = newRecord(ports, request, plans, marks());
    keepSetUp(ports, record);
  } else if (opened === null) {
    removeOrphans(ports, record, marks());
  }
  if (opened === null) {
    const making = new BaseMaking(ports, language, marks(), place, record);
    const pieces = piecesOf(record);
    let hasWorked = false;
    for (const key of [...pieces, null]) {
      if (hasWorked && isOver()) return outcome(stepBefore(ports, record, pieces, key ?? 'settings'));
      if (key === null) break;
      const isTaken = record.sheets.some((sheet) => sheet.key === key);
      if (!isTaken && making.tab(key)) hasWorked = true;
      if (!isTaken && key !== 'settings' && !(key === 'journal' && making.lacksLines(record))) continue;
      const { value: plans, issues } = plan();
      if (plans === null) return outcome(null, issues);
      const refused = protectedSheets(ports, plans);
      if (refused.length > 0) return outcome(null, refused);
      const taken = plans.find((candidate) => candidate.key === key);
      if (taken !== undefined) hasWorked = takeSheet(ports.book, taken, marks(), language) || hasWorked;
      else if (key === 'journal') making.writeLines(actionOf(record, plans), plans);
      else making.settings(actionOf(record, plans), plans);
    }
  }
  const { value: plans, issues } = plan();
  const base = openBase(ports).value;
  if (plans === null || base === null) return outcome(null, plans === null ? issues : [issue('base.missing')]);
  return outcome(lastStep(finish(base, record, plans, issues)));
}

/** The Journal first, the owner's sheets behind the other tabs, Settings last. */
function piecesOf({ sheets }: SetUpRecord): BaseTabKey[] {
  const taken = sheets.map(({ key }): BaseTabKey => key);
  return ['journal', ...BASE_TABS.filter((key) => key !== 'journal' && key !== 'settings' && !taken.includes(key)), ...taken, 'settings'];
}

/** How far it is before a tab or sheet is made. */
function stepBefore({ book }: Ports, { actionId, language, sheets }: SetUpRecord, pieces: readonly BaseTabKey[], key: BaseTabKey): SetUpStep {
  const own = sheets.find((sheet) => sheet.key === key);
  const name = own === undefined ? tabSpec(key, language).name : (book.tabs().find(({ sheetId }) => sheetId === own.sheetId)?.name ?? '');
  return { actionId, done: pieces.indexOf(key), all: pieces.length, next: { name, isOwn: own !== undefined }, report: null };
}

function lastStep(report: SetUpDone): SetUpStep {
  return { actionId: report.actionId, done: BASE_TABS.length, all: BASE_TABS.length, next: null, report };
}

function protectedSheets({ book }: Ports, plans: readonly SheetPlan[]): Issue[] {
  const isOpen = ({ tab, headerRowIndex, rows, width }: SheetPlan): boolean =>
    book.canEdit(tab.sheetId, [{ rowIndex: 0, columnIndex: 0, rowCount: headerRowIndex + rows.length, columnCount: Math.max(1, width) }]);
  return plans.filter((plan) => !isOpen(plan)).map(({ tab }) => issue('range.protected', { range: tab.name }));
}

function tooLarge({ book }: Ports, plans: readonly SheetPlan[], language: Language): Issue[] {
  const more = plans.reduce((sum, plan) => sum + columnsToAdd(plan, language).length * book.gridSize(plan.tab.sheetId).rowCount, 0)
    + BASE_TABS.reduce((sum, key) => sum + columnKeysOf(key).length * ROWS_OF_A_TAB, 0);
  const cells = book.gridCells();
  return cells + more > MOST_CELLS ? [issue('setUp.tooLarge', { cells, most: MOST_CELLS })] : [];
}

function newRecord({ book }: Ports, request: SetUpRequest, plans: readonly SheetPlan[], marks: BookMarks): SetUpRecord {
  const journal = marks.tabs.find(({ key }) => key === 'journal');
  const number = (journal === undefined ? 0 : book.rowCount(journal.sheetId)) + 1;
  return {
    actionId: `A${String(number).padStart(6, '0')}-${fingerprintOf(`set-up\n${JSON.stringify(request)}`)}`,
    language: request.language,
    request,
    before: book.tabs().map(({ sheetId }) => sheetId),
    sheets: plans.map(({ tab, key, width, keys }) => ({ sheetId: tab.sheetId, key, width, gridColumns: book.gridSize(tab.sheetId).columnCount, gridRows: book.gridSize(tab.sheetId).rowCount, own: [...keys.keys()] })),
    undoing: false,
    keep: [],
  };
}

/** A tab that was cut off while it was made has no mark yet and holds nothing. */
function removeOrphans({ book }: Ports, { before }: SetUpRecord, marks: BookMarks): void {
  const marked = new Set(marks.tabs.map(({ sheetId }) => sheetId));
  for (const tab of book.tabs()) if (!before.includes(tab.sheetId) && !marked.has(tab.sheetId) && isOrphan(book, tab)) book.removeTab(tab.sheetId);
}

/** What comes when the base stands already: clients that only orders know, colours, the end of the action. */
function finish(base: Base, record: SetUpRecord, plans: readonly SheetPlan[], issues: readonly Issue[]): SetUpDone {
  const action = actionOf(record, plans);
  const journal = new Journal(base);
  if (plans.length > 1) addMissingClients(base, journal, action);
  colour(base);
  journal.write(action, 'done', []);
  endAction(base, action.id);
  base.saveState();
  forgetSetUp(base.ports);
  const created = base.ports.book.tabs().filter(({ sheetId }) => !record.before.includes(sheetId)).map(({ name }) => name);
  return setUpDone(base, plans, created, action.id, [...issues, ...openingIssues(plans)]);
}

function colour(base: Base): void {
  const clients = base.tab('clients').value;
  if (clients !== null) writeHighlights(base, clients.sheetId);
}

function actionOf({ actionId }: SetUpRecord, plans: readonly SheetPlan[]): Action {
  return { id: actionId, kind: 'set-up', details: plans.map(({ tab }) => tab.name).join(', ') };
}

/** Makes a copy of a base a base of its own. The caller closes letters that were planned in the original (mailing/copy). */
export function adoptCopy(base: Base): void {
  const { book, documentStore } = base.ports;
  for (const key of BASE_TABS) base.tab(key);
  base.remember({ baseId: book.spreadsheetId() });
  documentStore.set(ADDRESS_KEY_BACKUP, base.state.addressKey);
  base.saveState();
}
