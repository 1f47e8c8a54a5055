/** Sheets, ranges and names of a spreadsheet. */
import type { Sheet as Grid } from '../../engine/book';
import { enumNameOf, members, ServiceError, type MemberTable } from '../../runtime/service';
import { activateGrid, activeGrid, currentCell } from './active-selection';
import { documentOf } from './document-model';
import type { GNamedRange, GProtection, GRange, GRangeList, GSelection, GSheet, GSpreadsheet, GTextFinder } from './google-types';
import { NamedRange, namedPlace, namedPlaces, setNamedPlace } from './named-range';
import { Protection } from './protection';
import { RangeGeometry } from './range-geometry';
import { RangeList } from './range-list';
import { findRange } from './range-lookup';
import { Selection } from './selection';
import { SheetHandle } from './sheet-handle';
import { requireCells, wholeGrid } from './sheet-object';
import { freeSheetName, requireSheetName, sheetExists } from './sheet-objects';
import { SpreadsheetHandle } from './spreadsheet-handle';
import { TextFinder } from './text-finder';

const NAVIGATION = [
  'createTextFinder', 'getActiveCell', 'getActiveRange', 'getActiveRangeList', 'getActiveSheet', 'getCurrentCell', 'getNumSheets',
  'getRange', 'getRangeByName', 'getRangeList', 'getSelection', 'getSheetById', 'getSheetByName', 'getSheets',
] as const;
const READS = ['getNamedRanges', 'getProtections'] as const;
const WRITES = [
  'deleteActiveSheet', 'deleteSheet', 'duplicateActiveSheet', 'insertSheet', 'moveActiveSheet', 'removeNamedRange', 'renameActiveSheet',
  'setNamedRange',
] as const;
const ACTIVATION = [
  'setActiveRange', 'setActiveRangeList', 'setActiveSelection', 'setActiveSheet', 'setCurrentCell',
] as const;

export const SPREADSHEET_SHEET_MEMBERS: MemberTable = {
  ...members('navigate', 'exact', NAVIGATION),
  ...members('read', 'exact', READS),
  ...members('write', 'exact', WRITES, { drains: true }),
  ...members('ui', 'exact', ACTIVATION, { customFunction: false }),
};

interface InsertOptions {
  readonly template?: GSheet | undefined;
}

type Names = (typeof NAVIGATION)[number] | (typeof READS)[number] | (typeof WRITES)[number] | (typeof ACTIVATION)[number];

export abstract class SpreadsheetSheets extends SpreadsheetHandle implements Pick<GSpreadsheet, Names> {
  private sheetOf(grid: Grid | null): GSheet | null {
    return grid === null ? null : this.make.sheet(this.execution, grid);
  }

  getSheets(): GSheet[] { return this.book.sheets().map((grid) => this.make.sheet(this.execution, grid)); }
  getNumSheets(): number { return this.book.sheets().length; }
  getSheetByName(name: string): GSheet | null { return this.sheetOf(this.book.sheetByName(name)); }
  getSheetById(id: number): GSheet | null { return this.sheetOf(this.book.sheet(id)); }
  getActiveSheet(): GSheet { return this.activeSheet; }
  getSelection(): GSelection { return new Selection(this.execution, this.grid); }
  getActiveRange(): GRange | null { return Selection.activeRange(this.execution, this.grid, this.make); }
  getActiveRangeList(): GRangeList | null { return Selection.activeRangeList(this.execution, this.grid, this.make); }
  getActiveCell(): GRange { return this.make.range(this.execution, this.grid, currentCell(this.execution, this.grid)); }
  getCurrentCell(): GRange | null { return this.getActiveCell(); }

  private get grid(): Grid {
    return activeGrid(this.execution, this.book);
  }

  getRange(a1Notation: string): GRange {
    const { grid, rect, open } = findRange(this.book, this.grid, a1Notation, true);
    return this.make.range(this.execution, grid, rect, open);
  }

  getRangeList(a1Notations: string[]): GRangeList {
    return new RangeList(this.execution, a1Notations.map((text) => this.getRange(text)));
  }

  createTextFinder(findText: string): GTextFinder {
    return new TextFinder(this.execution, () => this.book.sheets().map((grid) => ({ grid, rect: wholeGrid(grid) })), findText);
  }

  // Names
  getRangeByName(name: string): GRange | null {
    const place = namedPlace(this.book, name);
    return place === null ? null : this.make.range(this.execution, place.grid, place.rect);
  }

  getNamedRanges(): GNamedRange[] {
    return namedPlaces(this.book).map((place) => new NamedRange(this.execution, this.book, place.name));
  }

  setNamedRange(name: string, range: GRange): void {
    this.requireEditor(this.book);
    const { grid, rect } = RangeGeometry.partsOf(range);
    setNamedPlace(this.book, name, grid, rect);
  }

  removeNamedRange(name: string): void {
    this.requireEditor(this.book);
    if (!this.book.removeDefinedName(name)) throw new ServiceError(`A named range with the name "${name}" does not exist.`);
  }

  getProtections(type: GoogleAppsScript.Spreadsheet.ProtectionType): GProtection[] {
    return documentOf(this.book).protections
      .filter((entry) => entry.kind === enumNameOf(type))
      .map((entry) => new Protection(this.execution, this.book, entry));
  }

  // Sheets
  /** Arguments: name?, index?, options?; the new sheet stands after the active one and becomes active. */
  insertSheet(...args: readonly (string | number | InsertOptions | null | undefined)[]): GSheet {
    this.requireEditor(this.book);
    const name = args.find((arg): arg is string => typeof arg === 'string') ?? this.nextSheetName();
    const position = args.find((arg): arg is number => typeof arg === 'number');
    const options = args.find((arg): arg is InsertOptions => typeof arg === 'object' && arg !== null);
    requireSheetName(name);
    if (this.book.sheetByName(name) !== null) throw new ServiceError(sheetExists(name));
    const index = Math.max(0, Math.min(position ?? this.grid.index + 1, this.book.sheets().length));
    const template = options?.template === undefined ? null : SheetHandle.gridOf(options.template);
    requireCells(this.book, template === null ? 26_000 : template.rowCount * template.columnCount);
    const grid = template === null ? this.book.insertSheet({ name, index }) : this.book.duplicateSheet(template, name, index);
    activateGrid(this.execution, grid);
    return this.make.sheet(this.execution, grid);
  }

  /** `Sheet2`, `Лист2` …: the first free number in the language of the spreadsheet. */
  private nextSheetName(): string {
    const word = defaultSheetWord(this.book.locale);
    let number = this.book.sheets().length + 1;
    while (this.book.sheetByName(word + String(number)) !== null) number += 1;
    return word + String(number);
  }

  deleteSheet(sheet: GSheet): void {
    this.requireEditor(this.book);
    this.removeGrid(SheetHandle.gridOf(sheet));
  }

  deleteActiveSheet(): GSheet {
    this.requireEditor(this.book);
    this.removeGrid(this.grid);
    return this.activeSheet;
  }

  private removeGrid(grid: Grid): void {
    if (this.book.sheets().filter((sheet) => !sheet.hidden && sheet.id !== grid.id).length === 0) {
      throw new ServiceError("You can't remove all the sheets in a document.");
    }
    this.requireEdit(grid, wholeGrid(grid));
    const wasActive = this.grid.id === grid.id;
    const { index } = grid;
    this.book.deleteSheet(grid);
    const visible = this.book.sheets().filter((sheet) => !sheet.hidden);
    const next = visible.find((sheet) => sheet.index >= index) ?? visible[visible.length - 1];
    if (wasActive && next !== undefined) activateGrid(this.execution, next);
  }

  duplicateActiveSheet(): GSheet {
    this.requireEditor(this.book);
    const source = this.grid;
    requireCells(this.book, source.rowCount * source.columnCount);
    const grid = this.book.duplicateSheet(source, freeSheetName(this.book, `Copy of ${source.name}`), source.index + 1);
    activateGrid(this.execution, grid);
    return this.make.sheet(this.execution, grid);
  }

  moveActiveSheet(pos: number): void {
    this.requireEditor(this.book);
    if (pos < 1 || pos > this.book.sheets().length) throw new ServiceError('Invalid argument: pos');
    this.book.moveSheet(this.grid, pos - 1);
  }

  renameActiveSheet(newName: string): void {
    this.activeSheet.setName(newName);
  }

  // Selection
  setActiveSheet(sheet: GSheet, _restoreSelection?: boolean): GSheet {
    activateGrid(this.execution, SheetHandle.gridOf(sheet));
    return sheet;
  }

  setActiveRange(range: GRange): GRange { return this.activeSheet.setActiveRange(range); }
  setActiveRangeList(rangeList: GRangeList): GRangeList { return rangeList.activate(); }
  setCurrentCell(cell: GRange): GRange { return this.activeSheet.setCurrentCell(cell); }

  setActiveSelection(selection: GRange | string): GRange {
    return this.activeSheet.setActiveRange(typeof selection === 'string' ? this.getRange(selection) : selection);
  }
}

/** The word that default sheet names begin with, by the spreadsheet's locale. */
export function defaultSheetWord(locale: string): string {
  if (locale.startsWith('ru')) return 'Лист';
  return locale.startsWith('de') ? 'Tabellenblatt' : 'Sheet';
}
