/** Spreadsheet: a document. Sheets and names are in the chain before it; here: the document itself, sharing, metadata, and what works on the active sheet. */
import { isKnownZone } from '../utilities/zone';
import { enumMember, enumNameOf, members, ServiceError, type MemberTable } from '../../runtime/service';
import type { MenuEntry } from '../../runtime/window';
import { User } from '../base/user';
import { shareCopy } from './document-model';
import { Banding } from './banding';
import { addMetadata, DeveloperMetadataFinder, metadataAt } from './developer-metadata';
import type { GBanding, GDeveloperMetadata, GDeveloperMetadataFinder, GRange, GSheet, GSpreadsheet, GUser } from './google-types';
import { answerOldNames, withOldNames } from './old-names';
import { editorsOf, ownerOf } from './sheet-object';
import { SPREADSHEET_SHEET_MEMBERS, SpreadsheetSheets } from './spreadsheet-sheets';
import { openPage } from './ui';
import { emailOf } from './user-object';

type RecalculationInterval = GoogleAppsScript.Spreadsheet.RecalculationInterval;

const IDENTITY = [
  'createDeveloperMetadataFinder', 'getEditors', 'getFormUrl', 'getId', 'getName', 'getOwner', 'getSheetId', 'getSheetName',
  'getSpreadsheetLocale', 'getSpreadsheetTimeZone', 'getUrl', 'getViewers',
] as const;
/** The shape of the active sheet, buffered writes included. */
const SHAPE = ['getDataRange', 'getLastColumn', 'getLastRow'] as const;
const READS = [
  'getBandings', 'getDeveloperMetadata',
] as const;
const WRITES = [
  'addDeveloperMetadata', 'addEditor', 'addEditors', 'addViewer', 'addViewers', 'removeEditor', 'removeViewer', 'rename',
  'setSpreadsheetLocale', 'setSpreadsheetTimeZone',
] as const;
const SETTING_READS = ['getIterativeCalculationConvergenceThreshold', 'getMaxIterativeCalculationCycles', 'getRecalculationInterval', 'isIterativeCalculationEnabled'] as const;
const SETTING_WRITES = ['setIterativeCalculationConvergenceThreshold', 'setIterativeCalculationEnabled', 'setMaxIterativeCalculationCycles', 'setRecalculationInterval'] as const;
const UI = ['addMenu', 'show', 'toast', 'updateMenu'] as const;
const ACTIVE_READS = [
  'getColumnWidth', 'getFrozenColumns', 'getFrozenRows', 'getRowHeight', 'getSheetValues', 'isColumnHiddenByUser', 'isRowHiddenByFilter', 'isRowHiddenByUser',
] as const;
const ACTIVE_WRITES = [
  'autoResizeColumn', 'deleteColumn', 'deleteColumns', 'deleteRow', 'deleteRows', 'hideColumn', 'hideRow', 'insertColumnAfter',
  'insertColumnBefore', 'insertColumnsAfter', 'insertColumnsBefore', 'insertRowAfter', 'insertRowBefore', 'insertRowsAfter',
  'insertRowsBefore', 'setColumnWidth', 'setFrozenColumns', 'setFrozenRows', 'setRowHeight', 'unhideColumn', 'unhideRow',
] as const;

const settingOnly = { partial: 'stored, without effect on the calculation' } as const;

type Names =
  | (typeof IDENTITY)[number] | (typeof SHAPE)[number] | (typeof READS)[number] | (typeof WRITES)[number] | (typeof SETTING_READS)[number]
  | (typeof SETTING_WRITES)[number] | (typeof UI)[number] | (typeof ACTIVE_READS)[number] | (typeof ACTIVE_WRITES)[number]
  | 'appendRow' | 'copy' | 'sort';

export class Spreadsheet extends SpreadsheetSheets implements Pick<GSpreadsheet, Names> {
  static readonly interfaceName = 'Spreadsheet.Spreadsheet';
  static readonly members: MemberTable = withOldNames(Spreadsheet.interfaceName, {
    ...SPREADSHEET_SHEET_MEMBERS,
    ...members('navigate', 'exact', IDENTITY),
    ...members('navigate', 'exact', SHAPE, { drains: true }),
    ...members('read', 'exact', [...READS, ...ACTIVE_READS]),
    ...members('write', 'exact', [...WRITES, ...ACTIVE_WRITES], { drains: true }),
    ...members('write', 'exact', ['appendRow', 'sort']),
    ...members('write', { partial: 'the bound script is copied by the workbench only, not by this call' }, ['copy'], { drains: true }),
    ...members('read', settingOnly, SETTING_READS),
    ...members('write', settingOnly, SETTING_WRITES),
    ...members('ui', 'exact', UI, { customFunction: false }),
  });

  // The document
  getId(): string { return this.book.id; }
  getUrl(): string { return `https://docs.google.com/spreadsheets/d/${this.book.id}/edit`; }
  getName(): string { return this.book.name; }
  getFormUrl(): string | null { return null; }
  getSpreadsheetLocale(): string { return this.book.locale; }
  getSpreadsheetTimeZone(): string { return this.book.timeZone; }

  rename(newName: string): void {
    this.requireEditor(this.book);
    this.book.name = newName;
  }

  setSpreadsheetLocale(locale: string): void {
    this.requireEditor(this.book);
    this.book.locale = fullLocale(locale);
  }

  setSpreadsheetTimeZone(timezone: string): void {
    this.requireEditor(this.book);
    if (!isKnownZone(timezone)) throw new ServiceError(`Invalid argument: ${timezone}`);
    this.book.timeZone = timezone;
  }

  copy(name: string): GSpreadsheet {
    return this.settled(() => {
      const copied = this.engine.copyBook(this.book, name);
      shareCopy(copied, this.execution.effectiveUser.email);
      return this.make.spreadsheet(this.execution, copied);
    });
  }

  // Sharing
  getOwner(): GUser | null { return new User(this.execution, ownerOf(this.execution, this.document)); }
  getEditors(): GUser[] { return editorsOf(this.execution, this.document).map((email) => new User(this.execution, email)); }

  getViewers(): GUser[] {
    const { viewers } = this.document.sharing;
    return viewers.map((email) => new User(this.execution, email));
  }

  addEditor(user: string | GUser): GSpreadsheet { return this.addEditors([user]); }
  addViewer(user: string | GUser): GSpreadsheet { return this.addViewers([user]); }
  removeEditor(user: string | GUser): GSpreadsheet { return this.share([], [], emailOf(user)); }
  removeViewer(user: string | GUser): GSpreadsheet { return this.share([], [], emailOf(user)); }
  addEditors(users: readonly (string | GUser)[]): GSpreadsheet { return this.share(users.map(emailOf), [], null); }
  addViewers(users: readonly (string | GUser)[]): GSpreadsheet { return this.share([], users.map(emailOf), null); }

  private share(newEditors: readonly string[], newViewers: readonly string[], removed: string | null): GSpreadsheet {
    this.requireEditor(this.book);
    const { sharing } = this.document;
    const owner = ownerOf(this.execution, this.document);
    const kept = (email: string): boolean => email !== removed && email !== owner;
    const editors = [...new Set([...editorsOf(this.execution, this.document), ...newEditors])].filter(kept);
    const viewers = [...new Set([...sharing.viewers, ...newViewers])].filter((email) => kept(email) && !editors.includes(email));
    this.document.sharing = { owner, editors, viewers };
    return this.self;
  }

  // Metadata and bandings
  addDeveloperMetadata(key: string, second?: unknown, third?: unknown): GSpreadsheet {
    this.requireEditor(this.book);
    addMetadata(this.execution, this.book, { sheetId: null, row: null, column: null }, key, second, third);
    return this.self;
  }

  getDeveloperMetadata(): GDeveloperMetadata[] {
    return metadataAt(this.execution, this.book, (entry) => entry.sheetId === null);
  }

  createDeveloperMetadataFinder(): GDeveloperMetadataFinder {
    return new DeveloperMetadataFinder(this.execution, this.book, { sheetId: null, rect: null });
  }

  getBandings(): GBanding[] {
    return this.book.sheets().flatMap((grid) => grid.bandings().map((banding) => new Banding(this.execution, grid, banding.id)));
  }

  // Settings of the calculation
  isIterativeCalculationEnabled(): boolean { return this.document.settings['iterative'] === true; }
  getMaxIterativeCalculationCycles(): number { return Number(this.document.settings['iterative.cycles'] ?? 50); }
  getIterativeCalculationConvergenceThreshold(): number { return Number(this.document.settings['iterative.threshold'] ?? 0.05); }
  setIterativeCalculationEnabled(isEnabled: boolean): GSpreadsheet { return this.setting('iterative', isEnabled); }
  setMaxIterativeCalculationCycles(maxIterations: number): GSpreadsheet { return this.setting('iterative.cycles', maxIterations); }
  setIterativeCalculationConvergenceThreshold(minThreshold: number): GSpreadsheet { return this.setting('iterative.threshold', minThreshold); }

  getRecalculationInterval(): RecalculationInterval {
    return enumMember<RecalculationInterval>('Spreadsheet.RecalculationInterval', String(this.document.settings['recalculation'] ?? 'ON_CHANGE'));
  }

  setRecalculationInterval(interval: RecalculationInterval): GSpreadsheet {
    return this.setting('recalculation', enumNameOf(interval) ?? 'ON_CHANGE');
  }

  private setting(name: string, value: string | number | boolean): GSpreadsheet {
    this.requireEditor(this.book);
    this.document.settings[name] = value;
    return this.self;
  }

  // The user's window
  toast(msg: string, title = '', timeoutSeconds: number | null = 5): void {
    this.execution.window?.toast(msg, title, timeoutSeconds ?? 5);
  }

  addMenu(name: string, subMenus: ({ name: string; functionName: string } | null)[]): void {
    const entries = subMenus.map((item): MenuEntry => (item === null ? 'separator' : { caption: item.name, functionName: item.functionName, items: [] }));
    this.execution.window?.setMenu({ caption: name, addon: false, projectId: this.execution.project.id, entries });
  }

  updateMenu(name: string, subMenus: { name: string; functionName: string }[]): void {
    this.addMenu(name, subMenus);
  }

  show(userInterface: GoogleAppsScript.HTML.HtmlOutput): void {
    openPage(this.execution, 'modal', userInterface, null);
  }

  // What works on the active sheet
  appendRow(rowContents: unknown[]): GSheet { return this.activeSheet.appendRow(rowContents); }
  sort(columnPosition: number, ascending = true): GSheet { return this.activeSheet.sort(columnPosition, ascending); }
  getDataRange(): GRange { return this.activeSheet.getDataRange(); }
  getLastRow(): number { return this.activeSheet.getLastRow(); }
  getLastColumn(): number { return this.activeSheet.getLastColumn(); }
  getSheetId(): number { return this.activeSheet.getSheetId(); }
  getSheetName(): string { return this.activeSheet.getName(); }
  getSheetValues(row: number, column: number, numRows: number, numColumns: number): unknown[][] { return this.activeSheet.getSheetValues(row, column, numRows, numColumns); }
  getColumnWidth(columnPosition: number): number { return this.activeSheet.getColumnWidth(columnPosition); }
  getRowHeight(rowPosition: number): number { return this.activeSheet.getRowHeight(rowPosition); }
  getFrozenColumns(): number { return this.activeSheet.getFrozenColumns(); }
  getFrozenRows(): number { return this.activeSheet.getFrozenRows(); }
  isColumnHiddenByUser(columnPosition: number): boolean { return this.activeSheet.isColumnHiddenByUser(columnPosition); }
  isRowHiddenByFilter(rowPosition: number): boolean { return this.activeSheet.isRowHiddenByFilter(rowPosition); }
  isRowHiddenByUser(rowPosition: number): boolean { return this.activeSheet.isRowHiddenByUser(rowPosition); }
  autoResizeColumn(columnPosition: number): GSheet { return this.activeSheet.autoResizeColumn(columnPosition); }
  deleteColumn(columnPosition: number): GSheet { return this.activeSheet.deleteColumn(columnPosition); }
  deleteColumns(columnPosition: number, howMany: number): void { this.activeSheet.deleteColumns(columnPosition, howMany); }
  deleteRow(rowPosition: number): GSheet { return this.activeSheet.deleteRow(rowPosition); }
  deleteRows(rowPosition: number, howMany: number): void { this.activeSheet.deleteRows(rowPosition, howMany); }
  hideColumn(column: GRange): void { this.activeSheet.hideColumn(column); }
  hideRow(row: GRange): void { this.activeSheet.hideRow(row); }
  unhideColumn(column: GRange): void { this.activeSheet.unhideColumn(column); }
  unhideRow(row: GRange): void { this.activeSheet.unhideRow(row); }
  insertColumnAfter(afterPosition: number): GSheet { return this.activeSheet.insertColumnAfter(afterPosition); }
  insertColumnBefore(beforePosition: number): GSheet { return this.activeSheet.insertColumnBefore(beforePosition); }
  insertColumnsAfter(afterPosition: number, howMany: number): GSheet { return this.activeSheet.insertColumnsAfter(afterPosition, howMany); }
  insertColumnsBefore(beforePosition: number, howMany: number): GSheet { return this.activeSheet.insertColumnsBefore(beforePosition, howMany); }
  insertRowAfter(afterPosition: number): GSheet { return this.activeSheet.insertRowAfter(afterPosition); }
  insertRowBefore(beforePosition: number): GSheet { return this.activeSheet.insertRowBefore(beforePosition); }
  insertRowsAfter(afterPosition: number, howMany: number): GSheet { return this.activeSheet.insertRowsAfter(afterPosition, howMany); }
  insertRowsBefore(beforePosition: number, howMany: number): GSheet { return this.activeSheet.insertRowsBefore(beforePosition, howMany); }
  setColumnWidth(columnPosition: number, width: number): GSheet { return this.activeSheet.setColumnWidth(columnPosition, width); }
  setRowHeight(rowPosition: number, height: number): GSheet { return this.activeSheet.setRowHeight(rowPosition, height); }
  setFrozenColumns(columns: number): void { this.activeSheet.setFrozenColumns(columns); }
  setFrozenRows(rows: number): void { this.activeSheet.setFrozenRows(rows); }
}

answerOldNames(Spreadsheet);

/** `ru` → `ru_RU`; throws for what is no locale. */
function fullLocale(locale: string): string {
  const match = /^([a-z]{2})(?:[_-]([A-Za-z]{2}))?$/.exec(locale);
  if (match === null) throw new ServiceError(`Invalid argument: ${locale}`);
  const language = match[1] ?? 'en';
  const usual: Readonly<Record<string, string>> = { en: 'US', uk: 'UA', ja: 'JP', ko: 'KR', zh: 'CN', cs: 'CZ', da: 'DK', sv: 'SE', el: 'GR' };
  return `${language}_${(match[2] ?? usual[language] ?? language).toUpperCase()}`;
}
