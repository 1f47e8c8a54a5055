/** SpreadsheetApp: the root of the spreadsheet service. */
import type { Book } from '../../engine/book';
import { members, pending, ServiceError, type MemberTable } from '../../runtime/service';
import { activeBookId, activeGrid, setActiveBook } from './active-selection';
import { ColorBuilder } from './color';
import { ConditionalFormatRuleBuilder } from './conditional-format-rule';
import { DataValidationBuilder } from './data-validation';
import { documentOf } from './document-model';
import { FilterCriteriaBuilder } from './filter-criteria';
import type {
  GConditionalFormatRuleBuilder, GDataValidationBuilder, GFilterCriteriaBuilder, GRange, GRangeList, GRichTextValueBuilder, GSelection,
  GSheet, GSpreadsheet, GTextStyleBuilder,
} from './google-types';
import { RichTextValueBuilder } from './rich-text-value';
import { accessOf, maxCells, SheetObject, errorTexts } from './sheet-object';
import { defaultSheetWord } from './spreadsheet-sheets';
import { SpreadsheetHandle } from './spreadsheet-handle';
import { TextStyleBuilder } from './text-style';
import { requireWindow, Ui } from './ui';

type GSpreadsheetApp = GoogleAppsScript.Spreadsheet.SpreadsheetApp;

const ACTIVE = [
  'getActive', 'getActiveRange', 'getActiveRangeList', 'getActiveSheet', 'getActiveSpreadsheet', 'getCurrentCell', 'getSelection',
  'openById', 'openByUrl',
] as const;
const BUILDERS = [
  'newColor', 'newConditionalFormatRule', 'newDataValidation', 'newFilterCriteria', 'newRichTextValue', 'newTextStyle',
] as const;
const ACTIVATION = ['setActiveRange', 'setActiveRangeList', 'setActiveSheet', 'setActiveSpreadsheet', 'setCurrentCell'] as const;

type Names = (typeof ACTIVE)[number] | (typeof BUILDERS)[number] | (typeof ACTIVATION)[number] | 'create' | 'flush' | 'getUi';

export class SpreadsheetApp extends SheetObject implements Pick<GSpreadsheetApp, Names> {
  static readonly interfaceName = 'Spreadsheet.SpreadsheetApp';
  static readonly members: MemberTable = {
    ...members('navigate', 'exact', ACTIVE),
    ...members('pure', 'exact', BUILDERS, { scopes: [] }),
    ...members('ui', 'exact', ACTIVATION, { customFunction: false }),
    ...members('ui', 'exact', ['getUi']),
    ...members('flush', 'exact', ['flush']),
    ...members('write', 'exact', ['create']),
  };

  private get activeBook(): Book | null {
    const id = activeBookId(this.execution);
    return id === null ? null : this.engine.book(id);
  }

  /** null where the execution has no document, which Google's types do not say. */
  private active<T>(read: (spreadsheet: GSpreadsheet, book: Book) => T): T {
    const book = this.activeBook;
    return book === null ? (null as unknown as T) : read(this.make.spreadsheet(this.execution, book), book);
  }

  private get current(): GSpreadsheet {
    const book = this.activeBook;
    if (book === null) throw new ServiceError('There is no active spreadsheet.');
    return this.make.spreadsheet(this.execution, book);
  }

  getActive(): GSpreadsheet { return this.active((spreadsheet) => spreadsheet); }
  getActiveSpreadsheet(): GSpreadsheet { return this.getActive(); }
  getActiveSheet(): GSheet { return this.active((_, book) => this.make.sheet(this.execution, activeGrid(this.execution, book))); }
  getActiveRange(): GRange { return this.active((spreadsheet) => spreadsheet.getActiveRange() as GRange); }
  getActiveRangeList(): GRangeList { return this.active((spreadsheet) => spreadsheet.getActiveRangeList() as GRangeList); }
  getCurrentCell(): GRange { return this.active((spreadsheet) => spreadsheet.getCurrentCell() as GRange); }
  getSelection(): GSelection { return this.active((spreadsheet) => spreadsheet.getSelection()); }
  setActiveRange(range: GRange): GRange { return this.current.setActiveRange(range); }
  setActiveRangeList(rangeList: GRangeList): GRangeList { return this.current.setActiveRangeList(rangeList); }
  setActiveSheet(sheet: GSheet, restoreSelection = false): GSheet { return this.current.setActiveSheet(sheet, restoreSelection); }
  setCurrentCell(cell: GRange): GRange { return this.current.setCurrentCell(cell); }

  setActiveSpreadsheet(newActiveSpreadsheet: GSpreadsheet): void {
    setActiveBook(this.execution, SpreadsheetHandle.bookOf(newActiveSpreadsheet));
  }

  openById(id: string): GSpreadsheet {
    const book = this.engine.book(id);
    if (book === null) throw new ServiceError(`Document ${id} is missing (perhaps it was deleted, or you don't have read access?)`);
    if (accessOf(this.execution, book) === 'none') throw new ServiceError('You do not have permission to access the requested document.');
    return this.make.spreadsheet(this.execution, book);
  }

  openByUrl(url: string): GSpreadsheet {
    const id = /\/d\/([\w-]+)/.exec(url)?.[1] ?? /[?&]key=([\w-]+)/.exec(url)?.[1];
    if (id === undefined) throw new ServiceError(`Invalid argument: url`);
    return this.openById(id);
  }

  create(name: string, rows = 1000, columns = 26): GSpreadsheet {
    if (rows < 1) throw new ServiceError(errorTexts.rowsAtLeastOne);
    if (columns < 1) throw new ServiceError(errorTexts.columnsAtLeastOne);
    if (rows * columns > maxCells) throw new ServiceError(errorTexts.tooManyCells);
    const { host, effectiveUser } = this.execution;
    host.chargeQuota('spreadsheetsCreated', effectiveUser.email, 1);
    const book = host.engine.createBook({
      id: host.newId(44), name, locale: host.locale, timeZone: host.timeZone, sheetName: `${defaultSheetWord(host.locale)}1`,
      rowCount: rows, columnCount: columns,
    });
    documentOf(book).sharing = { owner: effectiveUser.email, editors: [], viewers: [] };
    return this.make.spreadsheet(this.execution, book);
  }

  /** Carries out the buffered writes and waits for the recalculation. */
  flush(): void {
    if (this.execution.kind === 'customFunction') return;
    return pending(this.execution.drain().then(() => this.engine.settle()));
  }

  getUi(): GoogleAppsScript.Base.Ui {
    requireWindow(this.execution);
    return new Ui(this.execution) as unknown as GoogleAppsScript.Base.Ui;
  }

  newColor(): GoogleAppsScript.Spreadsheet.ColorBuilder { return new ColorBuilder(this.execution); }
  newConditionalFormatRule(): GConditionalFormatRuleBuilder { return new ConditionalFormatRuleBuilder(this.execution); }
  newDataValidation(): GDataValidationBuilder { return new DataValidationBuilder(this.execution); }
  newFilterCriteria(): GFilterCriteriaBuilder { return new FilterCriteriaBuilder(this.execution); }
  newRichTextValue(): GRichTextValueBuilder { return new RichTextValueBuilder(this.execution); }
  newTextStyle(): GTextStyleBuilder { return new TextStyleBuilder(this.execution); }
}
