/** Creates the engine: one Univer with all headless spreadsheet plugins, wrapped. */
import type { ICommandInfo, IWorkbookData } from '@univerjs/core';
import type { Book, Engine, EngineOptions, NewBook } from './book';
import type { BookEvent, CustomFunctionCall, CustomFunctionInfo } from './values';
import { ICommandService, IUniverInstanceService, Univer, UniverInstanceType } from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import { IFunctionService, UniverFormulaEnginePlugin } from '@univerjs/engine-formula';
import { IActiveDirtyManagerService as DirtyManager } from '@univerjs/engine-formula';
import { UniverDataValidationPlugin } from '@univerjs/data-validation';
import { UniverSheetsPlugin } from '@univerjs/sheets';
import { UniverSheetsConditionalFormattingPlugin } from '@univerjs/sheets-conditional-formatting';
import { UniverSheetsDataValidationPlugin } from '@univerjs/sheets-data-validation';
import { UniverSheetsFilterPlugin } from '@univerjs/sheets-filter';
import { UniverSheetsFormulaPlugin } from '@univerjs/sheets-formula';
import { UniverSheetsNotePlugin } from '@univerjs/sheets-note';
import { UniverSheetsNumfmtPlugin } from '@univerjs/sheets-numfmt';
import { UniverSheetsSortPlugin } from '@univerjs/sheets-sort';
import '@univerjs/sheets/facade';
import '@univerjs/engine-formula/facade';
import '@univerjs/sheets-formula/facade';
import { Calculation } from './calculation';
import { CellsWrittenMutation } from './cells-written';
import { CustomFunctions } from './custom-functions';
import { interceptEditor } from './editor-input';
import { EventSource } from './events';
import { registerSheetsFunctions } from './functions/register';
import { drawAsSheets } from './grid-look';
import { mergedLocales } from './locales';
import { OpenRanges } from './open-ranges';
import { applyPatches } from './patches';
import { assertPinnedVersion } from './pinned-version';
import { RuleEvaluation } from './rule-evaluation';
import { ShapeRepairs } from './shape-repairs';
import { randomSheetKey, UniverBook } from './univer-book';

/** What books and sheets need of the engine that made them. */
export interface EngineContext {
  readonly univer: Univer;
  readonly api: FUniver;
  readonly commands: ICommandService;
  readonly withUi: boolean;
  readonly calculation: Calculation;
  readonly customFunctions: CustomFunctions;
  readonly openRanges: OpenRanges;
  readonly ruleEvaluation: RuleEvaluation;
  readonly repairs: ShapeRepairs;
  /** Runs work of a script: its cell changes are not reported as edits. */
  asScript: <T>(work: () => T) => T;
  /** Executes a command; throws when Univer refuses it. */
  run: (id: string, params: object) => void;
  emit: (event: BookEvent) => void;
  /** The wall clock, for TODAY and NOW. */
  now: () => Date;
}

const PLUGINS = [
  UniverFormulaEnginePlugin, UniverSheetsPlugin, UniverSheetsFormulaPlugin, UniverSheetsNumfmtPlugin, UniverDataValidationPlugin, UniverSheetsDataValidationPlugin,
  UniverSheetsConditionalFormattingPlugin, UniverSheetsFilterPlugin, UniverSheetsSortPlugin, UniverSheetsNotePlugin,
];

class UniverEngine implements Engine {
  readonly univer: Univer;
  readonly commands: ICommandService;
  private readonly context: EngineContext;
  private readonly bookList: UniverBook[] = [];
  private readonly listeners = new Set<(event: BookEvent) => void>();
  private readonly events: EventSource;
  private readonly editor: { dispose: () => void };
  private readonly look: { dispose: () => void } | null;
  private scriptDepth = 0;
  private bookCount = 0;

  constructor(options: EngineOptions) {
    assertPinnedVersion(PLUGINS);
    applyPatches();
    const { locale, locales } = mergedLocales(options.uiLocale ?? 'enUS', options.locales ?? {});
    this.univer = new Univer({ locale, locales, logLevel: 1 });
    const { univer } = this;
    univer.registerPlugin(UniverFormulaEnginePlugin);
    // The page's renderer must be there before the sheet plugins start.
    options.plugins?.(univer);
    univer.registerPlugin(UniverSheetsPlugin);
    univer.registerPlugin(UniverSheetsFormulaPlugin, { initialFormulaComputing: 0 });
    univer.registerPlugin(UniverSheetsNumfmtPlugin);
    univer.registerPlugin(UniverDataValidationPlugin);
    univer.registerPlugin(UniverSheetsDataValidationPlugin);
    univer.registerPlugin(UniverSheetsConditionalFormattingPlugin);
    univer.registerPlugin(UniverSheetsFilterPlugin);
    univer.registerPlugin(UniverSheetsSortPlugin);
    univer.registerPlugin(UniverSheetsNotePlugin);
    options.pluginsAfter?.(univer);
    const api = FUniver.newAPI(univer);
    const injector = univer.__getInjector();
    const commands = injector.get(ICommandService);
    // Services exist only after the first workbook: an empty one starts them.
    univer.createUnit(UniverInstanceType.UNIVER_SHEET, { id: STARTER_ID, sheetOrder: ['0'], sheets: { '0': { id: '0', rowCount: 1, columnCount: 1 } } });
    this.commands = commands;
    commands.registerCommand(CellsWrittenMutation);
    injector.get(DirtyManager).register(CellsWrittenMutation.id, {
      commandId: CellsWrittenMutation.id,
      getDirtyData: (command: ICommandInfo) => ({ dirtyRanges: (command.params as { ranges: never[] }).ranges }),
    });
    const calculation = new Calculation(injector, commands);
    const now = options.now ?? ((): Date => new Date());
    registerSheetsFunctions(injector.get(IFunctionService), { now, timeZone: (id) => this.book(id)?.timeZone ?? 'Etc/GMT' });
    this.context = {
      univer, api, commands, calculation, now, withUi: options.withUi ?? false,
      customFunctions: new CustomFunctions(injector),
      openRanges: new OpenRanges(),
      repairs: new ShapeRepairs(),
      ruleEvaluation: new RuleEvaluation(injector, commands, () => this.bookList.map((book) => ({ id: book.id, sheetKeys: book.sheets().map(({ key }) => key) }))),
      asScript: (work) => {
        this.scriptDepth += 1;
        try {
          return work();
        } finally {
          this.scriptDepth -= 1;
        }
      },
      run: (id, params) => {
        if (commands.syncExecuteCommand(id, params) === false) throw new Error(`The spreadsheet engine refused ${id}.`);
      },
      emit: (event) => { for (const listener of this.listeners) listener(event); },
    };
    this.editor = interceptEditor(injector, (unitId) => this.book(unitId), now);
    this.look = options.withUi ? drawAsSheets(injector, (unitId, key) => this.book(unitId)?.sheetByKey(key) ?? null) : null;
    this.events = new EventSource(this.context, (unitId) => this.bookList.find((book) => book.id === unitId) ?? null, () => this.scriptDepth === 0);
  }

  books(): readonly Book[] {
    return this.bookList;
  }

  book(id: string): UniverBook | null {
    return this.bookList.find((book) => book.id === id) ?? null;
  }

  createBook(book: NewBook): UniverBook {
    return this.context.asScript(() => this.openBook(book));
  }

  private openBook(book: NewBook): UniverBook {
    const id = book.id ?? ('snapshot' in book && !this.book(book.snapshot.id) ? book.snapshot.id : this.newId());
    if (this.book(id)) throw new Error(`A book with the id ${id} is open already.`);
    const made = 'snapshot' in book
      ? UniverBook.restore(this.context, { ...book.snapshot, id, name: book.name ?? book.snapshot.name }, this.loadUnit)
      : UniverBook.blank(this.context, { ...book, id }, this.loadUnit);
    this.bookList.push(made);
    const instances = this.univer.__getInjector().get(IUniverInstanceService);
    if (this.bookList.length === 1) {
      instances.setCurrentUnitForType(id);
      if (instances.getUnit(STARTER_ID)) instances.disposeUnit(STARTER_ID);
    }
    if ('snapshot' in book) enrolRules(made);
    this.context.emit({ kind: 'book-added', bookId: id });
    return made;
  }

  private readonly loadUnit = (data: Partial<IWorkbookData>): void => {
    this.univer.__getInjector().get(IUniverInstanceService).createUnit(UniverInstanceType.UNIVER_SHEET, data, { makeCurrent: this.bookList.length === 0 });
  };

  private newId(): string {
    this.bookCount += 1;
    return `book-${this.bookCount}-${randomSheetKey()}`;
  }

  copyBook(book: Book, name: string): Book {
    return this.createBook({ snapshot: book.snapshot(), id: this.newId(), name });
  }

  show(book: Book): void {
    this.univer.__getInjector().get(IUniverInstanceService).setCurrentUnitForType(book.id);
  }

  disposeBook(book: Book): void {
    const index = this.bookList.findIndex((other) => other.id === book.id);
    if (index < 0) return;
    this.bookList.splice(index, 1);
    this.univer.__getInjector().get(IUniverInstanceService).disposeUnit(book.id);
    this.context.emit({ kind: 'book-removed', bookId: book.id });
  }

  async settle(): Promise<void> {
    await this.context.calculation.settle();
    for (const book of this.bookList) book.afterSettle();
  }

  registerCustomFunctions(functions: readonly CustomFunctionInfo[], call: CustomFunctionCall): void {
    this.context.customFunctions.replace(functions, call, (unitId, key) => this.book(unitId)?.sheetByKey(key)?.id ?? null);
    this.context.calculation.force();
  }

  get ruleEvaluations(): number {
    return this.context.ruleEvaluation.evaluations;
  }

  isBuiltIn(name: string): boolean {
    return this.context.customFunctions.isBuiltIn(name);
  }

  onEvent(listener: (event: BookEvent) => void): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  dispose(): void {
    this.context.calculation.dispose();
    this.editor.dispose();
    this.look?.dispose();
    this.context.ruleEvaluation.dispose();
    this.events.dispose();
    this.listeners.clear();
    this.univer.dispose();
  }
}

const STARTER_ID = 'workbench-starter';

/** Makes an engine; throws when the installed Univer is not the pinned one. */
export function createEngine(options: EngineOptions = {}): Engine {
  return new UniverEngine(options);
}

/** Univer's view of conditional formats hears of rules when they are set; those that come with a loaded book it knows for one sheet only. */
function enrolRules(book: UniverBook): void {
  for (const sheet of book.sheets()) {
    const rules = sheet.conditionalRules();
    if (rules.length > 0) sheet.setConditionalRules(rules);
  }
}
