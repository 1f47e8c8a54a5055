/** What belongs to a sheet as a whole: name and tab, rules, protections, filter, charts, bandings, metadata, selection. */
import type { Book } from '../../engine/book';
import { enumMember, enumNameOf, members, ServiceError, type MemberTable } from '../../runtime/service';
import { activateGrid, activeGrid, currentCell, selectRects, setCurrentCell } from './active-selection';
import { Banding } from './banding';
import { parseColour } from './colour';
import { ConditionalFormatRule } from './conditional-format-rule';
import { addMetadata, DeveloperMetadataFinder, metadataAt } from './developer-metadata';
import { documentOf } from './document-model';
import { EmbeddedChart, EmbeddedChartBuilder } from './embedded-chart';
import { Filter } from './filter';
import type {
  GBanding, GConditionalFormatRule, GDeveloperMetadata, GDeveloperMetadataFinder, GEmbeddedChart, GEmbeddedChartBuilder, GFilter,
  GNamedRange, GProtection, GRange, GRangeList, GSelection, GSheet, GSpreadsheet,
} from './google-types';
import { NamedRange, namedPlaces } from './named-range';
import { Protection } from './protection';
import { RangeGeometry } from './range-geometry';
import { RangeList } from './range-list';
import { findRange } from './range-lookup';
import { Selection } from './selection';
import { requireCells } from './sheet-object';
import { SheetStructure } from './sheet-structure';
import { SpreadsheetHandle } from './spreadsheet-handle';

type SheetType = GoogleAppsScript.Spreadsheet.SheetType;

const NAVIGATION = [
  'createDeveloperMetadataFinder', 'getFormUrl', 'getIndex', 'getName', 'getParent', 'getSelection', 'getSheetId', 'getSheetName', 'getType',
  'isSheetHidden', 'newChart',
] as const;
const READS = [
  'getBandings', 'getCharts', 'getConditionalFormatRules', 'getDeveloperMetadata', 'getFilter',
  'getNamedRanges', 'getProtections', 'getTabColor', 'hasHiddenGridlines', 'isRightToLeft',
] as const;
const WRITES = [
  'addDeveloperMetadata', 'clearConditionalFormatRules', 'copyTo', 'hideSheet', 'insertChart', 'protect', 'removeChart',
  'setConditionalFormatRules', 'setHiddenGridlines', 'setName', 'setRightToLeft', 'setTabColor', 'showSheet', 'updateChart',
] as const;
const ACTIVE_READS = ['getActiveCell', 'getActiveRange', 'getActiveRangeList', 'getCurrentCell'] as const;
const ACTIVATION = ['activate', 'setActiveRange', 'setActiveRangeList', 'setActiveSelection', 'setCurrentCell'] as const;

export const SHEET_OBJECT_MEMBERS: MemberTable = {
  ...members('navigate', 'exact', [...NAVIGATION, ...ACTIVE_READS]),
  ...members('read', 'exact', READS),
  ...members('write', 'exact', WRITES, { drains: true }),
  ...members('ui', 'exact', ACTIVATION, { customFunction: false }),
};

type Names = (typeof NAVIGATION)[number] | (typeof READS)[number] | (typeof WRITES)[number] | (typeof ACTIVE_READS)[number] | (typeof ACTIVATION)[number];

export abstract class SheetObjects extends SheetStructure implements Pick<GSheet, Names> {
  private get book(): Book {
    return this.grid.book;
  }

  getParent(): GSpreadsheet { return this.make.spreadsheet(this.execution, this.book); }
  getSheetId(): number { return this.grid.id; }
  getName(): string { return this.grid.name; }
  getSheetName(): string { return this.grid.name; }
  getIndex(): number { return this.grid.index + 1; }
  getType(): SheetType { return enumMember<SheetType>('Spreadsheet.SheetType', 'GRID'); }
  getFormUrl(): string | null { return null; }
  getTabColor(): string | null { return this.grid.tabColor; }
  isSheetHidden(): boolean { return this.grid.hidden; }
  isRightToLeft(): boolean { return this.grid.rightToLeft; }
  hasHiddenGridlines(): boolean { return this.grid.gridlinesHidden; }

  setName(name: string): GSheet {
    this.requireEditor(this.book);
    requireSheetName(name);
    const other = this.book.sheetByName(name);
    if (other !== null && other.id !== this.grid.id) throw new ServiceError(sheetExists(name));
    this.grid.name = name;
    return this.self;
  }

  setTabColor(color: string | null): GSheet {
    this.requireEditor(this.book);
    this.grid.tabColor = color === null ? null : parseColour(color);
    return this.self;
  }

  hideSheet(): GSheet {
    this.requireEditor(this.book);
    const visible = this.book.sheets().filter((sheet) => !sheet.hidden);
    if (visible.length === 1 && visible[0]?.id === this.grid.id) throw new ServiceError("You can't hide all the sheets in a document.");
    this.grid.hidden = true;
    return this.self;
  }

  showSheet(): GSheet {
    this.requireEditor(this.book);
    this.grid.hidden = false;
    return this.self;
  }

  setRightToLeft(rightToLeft: boolean): GSheet {
    this.requireEditor(this.book);
    this.grid.rightToLeft = rightToLeft;
    return this.self;
  }

  setHiddenGridlines(hideGridlines: boolean): GSheet {
    this.requireEditor(this.book);
    this.grid.gridlinesHidden = hideGridlines;
    return this.self;
  }

  /** Copies the sheet to the end of a spreadsheet, named "Copy of …". */
  copyTo(spreadsheet: GSpreadsheet): GSheet {
    const target = SpreadsheetHandle.bookOf(spreadsheet);
    this.requireEditor(target);
    requireCells(target, this.grid.rowCount * this.grid.columnCount);
    return this.settled(() => this.make.sheet(this.execution, target.importSheet(this.grid, freeSheetName(target, `Copy of ${this.grid.name}`))));
  }

  // Rules and protections
  getConditionalFormatRules(): GConditionalFormatRule[] {
    return this.grid.conditionalRules().map((rule) => ConditionalFormatRule.ofRule(this.execution, rule, this.grid, this.make));
  }

  setConditionalFormatRules(rules: GConditionalFormatRule[]): void {
    const stored = rules.map((rule) => ConditionalFormatRule.ruleOf(rule, this.grid));
    for (const rule of stored) for (const rect of rule.ranges) this.requireEdit(this.grid, rect);
    this.grid.setConditionalRules(stored);
  }

  clearConditionalFormatRules(): void {
    this.setConditionalFormatRules([]);
  }

  protect(): GProtection {
    this.requireEditor(this.book);
    return Protection.add(this.execution, this.grid, 'SHEET', null);
  }

  getProtections(type: GoogleAppsScript.Spreadsheet.ProtectionType): GProtection[] {
    return documentOf(this.book).protections
      .filter((entry) => entry.sheetId === this.grid.id && entry.kind === enumNameOf(type))
      .map((entry) => new Protection(this.execution, this.book, entry));
  }

  getFilter(): GFilter | null {
    return this.grid.filter() === null ? null : new Filter(this.execution, this.grid);
  }

  getBandings(): GBanding[] {
    return this.grid.bandings().map((banding) => new Banding(this.execution, this.grid, banding.id));
  }

  getNamedRanges(): GNamedRange[] {
    return namedPlaces(this.book).filter((place) => place.grid.id === this.grid.id).map((place) => new NamedRange(this.execution, this.book, place.name));
  }

  // Charts
  newChart(): GEmbeddedChartBuilder { return new EmbeddedChartBuilder(this.execution, this.grid); }

  getCharts(): GEmbeddedChart[] {
    const own = documentOf(this.book).charts.filter((chart) => chart.sheetId === this.grid.id);
    return own.map((chart) => new EmbeddedChart(this.execution, this.grid, chart) as unknown as GEmbeddedChart);
  }

  insertChart(chart: GEmbeddedChart): void {
    this.requireEditor(this.book);
    EmbeddedChart.place(this.grid, chart, false);
  }

  updateChart(chart: GEmbeddedChart): void {
    this.requireEditor(this.book);
    EmbeddedChart.place(this.grid, chart, true);
  }

  removeChart(chart: GEmbeddedChart): void {
    this.requireEditor(this.book);
    const { id } = EmbeddedChart.draftOf(chart);
    const document = documentOf(this.book);
    document.charts = document.charts.filter((other) => other.id !== id || other.sheetId !== this.grid.id);
  }

  // Metadata
  addDeveloperMetadata(key: string, second?: unknown, third?: unknown): GSheet {
    this.requireEditor(this.book);
    addMetadata(this.execution, this.book, { sheetId: this.grid.id, row: null, column: null }, key, second, third);
    return this.self;
  }

  getDeveloperMetadata(): GDeveloperMetadata[] {
    return metadataAt(this.execution, this.book, (entry) => entry.sheetId === this.grid.id && entry.row === null && entry.column === null);
  }

  createDeveloperMetadataFinder(): GDeveloperMetadataFinder {
    return new DeveloperMetadataFinder(this.execution, this.book, { sheetId: this.grid.id, rect: null });
  }

  // Selection
  activate(): GSheet {
    activateGrid(this.execution, this.grid);
    return this.self;
  }

  getSelection(): GSelection {
    return new Selection(this.execution, activeGrid(this.execution, this.book));
  }

  getActiveCell(): GRange { return this.make.range(this.execution, this.grid, currentCell(this.execution, this.grid)); }
  getCurrentCell(): GRange | null { return this.getActiveCell(); }
  getActiveRange(): GRange | null { return Selection.activeRange(this.execution, this.grid, this.make); }
  getActiveRangeList(): GRangeList | null { return Selection.activeRangeList(this.execution, this.grid, this.make); }

  setActiveRange(range: GRange): GRange {
    const { grid, rect } = RangeGeometry.partsOf(range);
    selectRects(this.execution, grid, [rect]);
    return range;
  }

  setActiveSelection(selection: GRange | string): GRange {
    if (typeof selection !== 'string') return this.setActiveRange(selection);
    const { grid, rect } = findRange(this.book, this.grid, selection, false);
    return this.setActiveRange(this.make.range(this.execution, grid, rect));
  }

  setActiveRangeList(rangeList: GRangeList): GRangeList {
    const rects = RangeList.rangesOf(rangeList).map((range) => RangeGeometry.partsOf(range).rect);
    selectRects(this.execution, this.grid, rects);
    return rangeList;
  }

  setCurrentCell(cell: GRange): GRange {
    const { grid, rect } = RangeGeometry.partsOf(cell);
    setCurrentCell(this.execution, grid, rect);
    return cell;
  }
}

/** Text of a name that is taken. */
export function sheetExists(name: string): string {
  return `A sheet with the name "${name}" already exists. Please enter another name.`;
}

/** Throws when a text cannot name a sheet. */
export function requireSheetName(name: string): void {
  if (name.trim() === '') throw new ServiceError('The sheet name cannot be empty.');
  if (name.length > 100) throw new ServiceError('The sheet name cannot be greater than 100 characters.');
}

/** The name itself, or with a number behind it when it is taken. */
export function freeSheetName(book: Book, name: string): string {
  let free = name;
  for (let number = 2; book.sheetByName(free) !== null; number += 1) free = `${name} ${String(number)}`;
  return free;
}
