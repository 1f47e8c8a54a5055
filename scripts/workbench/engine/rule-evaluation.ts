/** Evaluates the formulas of conditional formats when somebody looks, cell by cell and at once, instead of at each settle. */
import type { ArrayValueObject, BaseAstNode, BaseReferenceObject, BaseValueObject } from '@univerjs/engine-formula';
import type { ICommandService, Injector } from '@univerjs/core';
import { CommandType } from '@univerjs/core';
import {
  AstRootNodeFactory, AstTreeBuilder, CELL_INVERTED_INDEX_CACHE, FormulaCurrentConfigService, FormulaDataModel, FormulaResultStatus, FormulaRuntimeService, FunctionNodeFactory,
  generateExecuteAstNodeData, IFormulaCurrentConfigService, IFormulaRuntimeService, Interpreter, LambdaNodeFactory, LambdaParameterNodeFactory, Lexer, LexerNode,
  OperatorNodeFactory, PrefixNodeFactory, ReferenceNodeFactory, SuffixNodeFactory, UnionNodeFactory, ValueNodeFactory,
} from '@univerjs/engine-formula';
import { CFRuleType, ConditionalFormattingFormulaService, ConditionalFormattingRuleModel, ConditionalFormattingViewModel } from '@univerjs/sheets-conditional-formatting';
import { CLEAN } from './calculation';
import { fromRange, topLeft } from './rect';

type Result = { readonly status: FormulaResultStatus; readonly result?: number | string | boolean };

/** The members of Univer's service that its rules ask (see pinned-version.ts). */
interface FormulaResults {
  registerFormulaWithRange: (unitId: string, sheetKey: string, ruleId: string, formula: string) => void;
  getFormulaResultWithCoords: (unitId: string, sheetKey: string, ruleId: string, formula: string, row?: number, column?: number) => Result;
  getFormulaMatrix: (unitId: string, sheetKey: string, ruleId: string, formula: string) => { readonly status: FormulaResultStatus; readonly result: { getValue: (row: number, column: number) => Result['result'] } };
}
interface RuleCaches { _markRuleDirtyAtOnce: (unitId: string, sheetKey: string, ruleId: string) => void }

/** Names of the engine's parts that hold the state of an evaluation: the evaluator has its own beside those of the running calculation. */
const OWN_PARTS = [
  [IFormulaCurrentConfigService, { useClass: FormulaCurrentConfigService }], [IFormulaRuntimeService, { useClass: FormulaRuntimeService }],
  [Lexer], [AstTreeBuilder], [Interpreter], [AstRootNodeFactory], [FunctionNodeFactory], [LambdaNodeFactory], [LambdaParameterNodeFactory], [OperatorNodeFactory],
  [PrefixNodeFactory], [ReferenceNodeFactory], [SuffixNodeFactory], [UnionNodeFactory], [ValueNodeFactory],
] as unknown as ConstructorParameters<typeof Injector>[0];

export class RuleEvaluation {
  private readonly own: Injector;
  private readonly listener: { dispose: () => void };
  private readonly trees = new Map<string, BaseAstNode | null>();
  /** Cells have changed since the evaluator last looked at them. */
  private stale = true;
  /** What the rules remember of cells must be forgotten. */
  private forget = false;
  private count = 0;
  private disposed = false;

  constructor(private readonly injector: Injector, commands: ICommandService, private readonly units: () => readonly { readonly id: string; readonly sheetKeys: readonly string[] }[]) {
    this.own = injector.createChild(OWN_PARTS);
    // Univer would calculate each rule for each cell of its ranges whenever a cell changes.
    const service = injector.get(ConditionalFormattingFormulaService) as unknown as FormulaResults;
    service.registerFormulaWithRange = () => undefined;
    service.getFormulaResultWithCoords = (unitId, sheetKey, ruleId, formula, row = 0, column = 0) => this.result(unitId, sheetKey, ruleId, formula, row, column);
    service.getFormulaMatrix = (unitId, sheetKey, ruleId, formula) => ({
      status: FormulaResultStatus.SUCCESS, result: { getValue: (row, column) => this.result(unitId, sheetKey, ruleId, formula, row, column).result },
    });
    this.listener = commands.onCommandExecuted(({ type }) => { if (type === CommandType.MUTATION) this.changed(); });
  }

  /** Number of formulas evaluated for cells so far. */
  get evaluations(): number {
    return this.count;
  }

  dispose(): void {
    this.disposed = true;
    this.listener.dispose();
    this.own.dispose();
  }

  /** Lets rules whose formulas look at other cells see what has changed there. */
  refresh(): void {
    if (!this.forget || this.disposed) return;
    this.forget = false;
    const rules = this.injector.get(ConditionalFormattingRuleModel);
    const caches = this.injector.get(ConditionalFormattingViewModel) as unknown as RuleCaches;
    for (const { id, sheetKeys } of this.units()) {
      for (const key of sheetKeys) for (const { cfId } of rules.getSubunitRules(id, key) ?? []) caches._markRuleDirtyAtOnce(id, key, cfId);
    }
  }

  /** Cells, rules or functions have changed. */
  private changed(): void {
    this.stale = true;
    if (this.forget) return;
    this.forget = true;
    // The page asks Univer, not us, for the look of its cells.
    queueMicrotask(() => { this.refresh(); });
  }

  private result(unitId: string, sheetKey: string, ruleId: string, formula: string, row: number, column: number): Result {
    const rule = this.injector.get(ConditionalFormattingRuleModel).getRule(unitId, sheetKey, ruleId);
    if (!rule) return { status: FormulaResultStatus.ERROR };
    const isTest = rule.rule.type === CFRuleType.highlightCell;
    const first = topLeft(rule.ranges.map((range) => fromRange(range)));
    const value = this.evaluate(unitId, sheetKey, formula, { row: first.row + row, column: first.column + column }, isTest ? { row, column } : { row: 0, column: 0 });
    if (value === null) return { status: FormulaResultStatus.ERROR };
    // A number other than 0 is as good as TRUE.
    return { status: FormulaResultStatus.SUCCESS, result: isTest && typeof value === 'number' ? value !== 0 : value };
  }

  /** Value of the formula seen from a cell; null for errors, texts of references and whatever must be waited for. */
  private evaluate(unitId: string, sheetKey: string, formula: string, at: { row: number; column: number }, offset: { row: number; column: number }): number | string | boolean | null {
    this.load();
    const runtime = this.own.get(IFormulaRuntimeService);
    const config = this.own.get(IFormulaCurrentConfigService);
    config.setExecuteUnitId(unitId);
    config.setExecuteSubUnitId(sheetKey);
    const size = config.getSheetRowColumnCount(unitId, sheetKey);
    runtime.setCurrent(at.row, at.column, size.rowCount, size.columnCount, sheetKey, unitId);
    const tree = this.tree(unitId, sheetKey, formula);
    const interpreter = this.own.get(Interpreter);
    if (!tree || interpreter.checkAsyncNode(tree)) return null;
    this.count += 1;
    const variant = interpreter.execute(generateExecuteAstNodeData(tree, offset.column, offset.row));
    const array = variant.isReferenceObject() ? (variant as BaseReferenceObject).toArrayValueObject() : variant as BaseValueObject;
    const value = array.isArray() ? (array as ArrayValueObject).getFirstCell() : array;
    return value.isError() || value.isNull() ? null : value.getValue();
  }

  private tree(unitId: string, sheetKey: string, formula: string): BaseAstNode | null {
    const key = `${unitId} ${sheetKey} ${formula}`;
    let tree = this.trees.get(key);
    if (tree === undefined) {
      const lexed = this.own.get(Lexer).treeBuilder(formula);
      this.trees.set(key, tree = lexed instanceof LexerNode ? this.own.get(AstTreeBuilder).parse(lexed) ?? null : null);
    }
    return tree;
  }

  private load(): void {
    if (!this.stale) return;
    this.stale = false;
    this.trees.clear();
    const model = this.injector.get(FormulaDataModel);
    this.own.get(IFormulaCurrentConfigService).load({
      ...CLEAN, forceCalculate: false, formulaData: {}, arrayFormulaCellData: model.getArrayFormulaCellData(), arrayFormulaRange: model.getArrayFormulaRange(),
    });
    this.dropCaches();
    // A running calculation must not take over ranges that were read here before it had its results.
    queueMicrotask(() => {
      this.stale = true;
      if (!this.disposed) this.dropCaches();
    });
  }

  private dropCaches(): void {
    this.own.get(IFormulaRuntimeService).clearArrayObjectCache();
    CELL_INVERTED_INDEX_CACHE.clear();
  }
}
