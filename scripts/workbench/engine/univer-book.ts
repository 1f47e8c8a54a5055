/** A workbook over Univer's Workbook. */
import type { ICellData, IWorkbookData, IWorksheetData, Workbook } from '@univerjs/core';
import type { EngineContext } from './engine';
import type { Book, NewBook, Sheet } from './book';
import type { BandingState, BookSnapshot, Condition, ConditionalRule, DefinedName, FilterCriteria } from './values';
import { IResourceManagerService, IUniverInstanceService, UniverInstanceType } from '@univerjs/core';
import { deserializeRangeWithSheet, IDefinedNamesService } from '@univerjs/engine-formula';
import {
  InsertSheetCommand, RemoveDefinedNameCommand, RemoveSheetCommand, SetDefinedNameCommand, SetWorkbookNameCommand, SetWorksheetActiveOperation,
  SetWorksheetOrderCommand,
} from '@univerjs/sheets';
import { fromRange } from './rect';
import { UniverSheet } from './univer-sheet';

/** The wrapper's own models of one sheet, kept in the snapshot beside Univer's data. */
export interface OwnSheetData {
  /** Exact conditions of validation rules by rule id: Univer has fewer kinds. */
  validations: Record<string, { condition: Condition; allowInvalid: boolean; helpText: string | null; showDropdown: boolean }>;
  conditionalFormats: Record<string, ConditionalRule['format']>;
  bandings: readonly BandingState[];
  filterCriteria: Record<number, FilterCriteria>;
}

interface OwnData {
  sheets: Record<string, OwnSheetData>;
}

/** A number for a new sheet, as text. */
export function randomSheetKey(): string {
  return String(Math.floor(Math.random() * 2_147_483_646) + 1);
}

function emptyOwn(): OwnSheetData {
  return { validations: {}, conditionalFormats: {}, bandings: [], filterCriteria: {} };
}

/** Copy of plain data; several times faster on large books than structuredClone. */
function cloneJson<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}

type Loader = (data: Partial<IWorkbookData>) => void;

export class UniverBook implements Book {
  private readonly wrapped = new Map<string, UniverSheet>();
  private readonly parts = new Map<string, () => unknown>();

  private constructor(
    readonly context: EngineContext, readonly id: string, readonly workbook: Workbook,
    private localeName: string, public timeZone: string, private readonly own: OwnData, private readonly loadedParts: Readonly<Record<string, unknown>>,
  ) {}

  static blank(context: EngineContext, options: Exclude<NewBook, { snapshot: BookSnapshot }>, load: Loader): UniverBook {
    const id = options.id ?? randomSheetKey();
    const sheet: Partial<IWorksheetData> = {
      id: '0', name: options.sheetName ?? 'Sheet1', rowCount: options.rowCount ?? 1000, columnCount: options.columnCount ?? 26,
      defaultRowHeight: 21, defaultColumnWidth: 100,
    };
    load({ id, name: options.name ?? 'Untitled spreadsheet', sheetOrder: ['0'], sheets: { '0': sheet }, styles: {}, resources: [] });
    return new UniverBook(context, id, UniverBook.find(context, id), options.locale ?? 'en_US', options.timeZone ?? 'Etc/GMT', { sheets: {} }, {});
  }

  static restore(context: EngineContext, snapshot: BookSnapshot, load: Loader): UniverBook {
    const data = cloneJson(snapshot.workbook) as Partial<IWorkbookData>;
    load({ ...data, id: snapshot.id, name: snapshot.name });
    const own = structuredClone(snapshot.own) as unknown as OwnData;
    context.calculation.force();
    return new UniverBook(context, snapshot.id, UniverBook.find(context, snapshot.id), snapshot.locale, snapshot.timeZone, own, structuredClone(snapshot.parts));
  }

  private static find(context: EngineContext, id: string): Workbook {
    const workbook = context.univer.__getInjector().get(IUniverInstanceService).getUnit<Workbook>(id, UniverInstanceType.UNIVER_SHEET);
    if (!workbook) throw new Error(`The workbook ${id} was not created.`);
    return workbook;
  }

  get name(): string {
    return this.workbook.getName();
  }

  set name(name: string) {
    this.context.asScript(() => { this.context.run(SetWorkbookNameCommand.id, { unitId: this.id, name }); });
  }

  get locale(): string {
    return this.localeName;
  }

  set locale(locale: string) {
    this.localeName = locale;
  }

  ownOf(key: string): OwnSheetData {
    return (this.own.sheets[key] ??= emptyOwn());
  }

  sheets(): readonly UniverSheet[] {
    return this.workbook.getSheets().map((worksheet) => this.wrap(worksheet.getSheetId()));
  }

  private wrap(key: string): UniverSheet {
    let sheet = this.wrapped.get(key);
    if (!sheet) this.wrapped.set(key, sheet = new UniverSheet(this, key));
    return sheet;
  }

  sheetByKey(key: string): UniverSheet | null {
    return this.workbook.getSheetBySheetId(key) ? this.wrap(key) : null;
  }

  sheet(id: number): UniverSheet | null {
    return this.sheets().find((sheet) => sheet.id === id) ?? null;
  }

  sheetByName(name: string): UniverSheet | null {
    const wanted = name.toLowerCase();
    return this.sheets().find((sheet) => sheet.name.toLowerCase() === wanted) ?? null;
  }

  insertSheet(options: { readonly name: string; readonly index?: number; readonly rowCount?: number; readonly columnCount?: number }): UniverSheet {
    return this.addSheet({
      name: options.name, rowCount: options.rowCount ?? 1000, columnCount: options.columnCount ?? 26, defaultRowHeight: 21, defaultColumnWidth: 100,
    }, options.index);
  }

  private addSheet(sheet: Partial<IWorksheetData>, index = this.workbook.getSheets().length): UniverSheet {
    const name = sheet.name ?? '';
    if (this.sheetByName(name)) throw new Error(`A sheet with the name "${name}" already exists. Please enter another name.`);
    let key = randomSheetKey();
    while (this.workbook.getSheetBySheetId(key)) key = randomSheetKey();
    this.context.asScript(() => { this.context.run(InsertSheetCommand.id, { unitId: this.id, index, sheet: { ...sheet, id: key } }); });
    return this.wrap(key);
  }

  deleteSheet(sheet: Sheet): void {
    if (this.sheets().length < 2) throw new Error("You can't remove all the sheets in a document.");
    this.context.asScript(() => { this.context.run(RemoveSheetCommand.id, { unitId: this.id, subUnitId: sheet.key }); });
    this.wrapped.delete(sheet.key);
    delete this.own.sheets[sheet.key];
  }

  duplicateSheet(sheet: Sheet, name: string, index?: number): UniverSheet {
    const source = this.sheet(sheet.id);
    if (!source) throw new Error('The sheet belongs to another book.');
    return this.copyFrom(source, name, index ?? source.index + 1);
  }

  importSheet(source: Sheet, name: string): UniverSheet {
    if (!(source instanceof UniverSheet)) throw new TypeError('Only sheets of this engine can be copied.');
    return this.copyFrom(source, name, this.workbook.getSheets().length);
  }

  private copyFrom(source: UniverSheet, name: string, index: number): UniverSheet {
    const data: IWorksheetData = structuredClone<IWorksheetData>(source.worksheet.getSnapshot());
    const sameBook = source.book === this;
    // Style ids are per workbook: cells of another one carry their style itself.
    if (!sameBook) {
      const styles = source.book.workbook.getStyles();
      for (const row of Object.values(data.cellData ?? {})) {
        for (const cell of Object.values((row ?? {}) as Record<string, ICellData | null>)) if (cell?.s) cell.s = structuredClone(styles.getStyleByCell(cell) ?? null);
      }
    }
    const formulas = source.formulaCells();
    for (const { row, column, formula } of formulas) {
      const cell = data.cellData?.[row]?.[column];
      if (cell) {
        delete cell.si;
        cell.f = formula;
      }
    }
    const copy = this.addSheet({ ...data, name, hidden: 0 }, index);
    this.context.asScript(() => { copy.adoptFrom(source); });
    this.context.calculation.force();
    return copy;
  }

  moveSheet(sheet: Sheet, index: number): void {
    this.context.asScript(() => { this.context.run(SetWorksheetOrderCommand.id, { unitId: this.id, subUnitId: sheet.key, order: index }); });
  }

  activeSheet(): UniverSheet {
    const active = this.workbook.getActiveSheet(true);
    return this.wrap((active ?? this.workbook.getSheets()[0] ?? this.workbook.getActiveSheet()).getSheetId());
  }

  activate(sheet: Sheet): void {
    this.context.run(SetWorksheetActiveOperation.id, { unitId: this.id, subUnitId: sheet.key });
  }

  definedNames(): readonly DefinedName[] {
    const names = this.context.univer.__getInjector().get(IDefinedNamesService).getDefinedNameMap(this.id);
    return Object.values(names ?? {}).map((item) => this.describeName(item.name, item.formulaOrRefString));
  }

  private describeName(name: string, text: string): DefinedName {
    const formula = text.startsWith('=') ? text.slice(1) : text;
    if (/^(?:'(?:[^']|'')+'|[^'!()+\-*/&<>=,;:{}]+)!\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?$/i.test(formula)) {
      const { sheetName, range } = deserializeRangeWithSheet(formula);
      const sheet = this.sheetByName(sheetName);
      if (sheet) return { name, formula, sheetId: sheet.id, rect: fromRange(range) };
    }
    return { name, formula, sheetId: null, rect: null };
  }

  setDefinedName(name: string, formula: string): void {
    const service = this.context.univer.__getInjector().get(IDefinedNamesService);
    const old = service.getValueByName(this.id, name);
    const id = old?.id ?? `name-${randomSheetKey()}`;
    this.context.asScript(() => {
      this.context.run(SetDefinedNameCommand.id, {
        unitId: this.id, id, name, formulaOrRefString: /^[^(]+$/.test(formula) ? formula : `=${formula}`, localSheetId: 'AllDefaultWorkbook',
      });
    });
  }

  removeDefinedName(name: string): boolean {
    const old = this.context.univer.__getInjector().get(IDefinedNamesService).getValueByName(this.id, name);
    if (!old) return false;
    this.context.asScript(() => { this.context.run(RemoveDefinedNameCommand.id, { ...old, unitId: this.id }); });
    return true;
  }

  snapshot(): BookSnapshot {
    const resources = this.context.univer.__getInjector().get(IResourceManagerService).getResources(this.id, UniverInstanceType.UNIVER_SHEET);
    const workbook = { ...cloneJson(this.workbook.getSnapshot()), resources };
    const parts: Record<string, unknown> = { ...this.loadedParts };
    for (const [name, save] of this.parts) parts[name] = save();
    const { id, name, locale, timeZone } = this;
    return {
      version: 1, id, name, locale, timeZone, workbook: workbook,
      own: structuredClone(this.own) as unknown as Record<string, unknown>, parts: structuredClone(parts),
    };
  }

  registerPart(name: string, save: () => unknown): void {
    this.parts.set(name, save);
  }

  partData(name: string): unknown {
    return this.loadedParts[name];
  }

  /** Filters by condition look at calculated values. */
  afterSettle(): void {
    for (const sheet of this.wrapped.values()) sheet.afterSettle();
  }
}
