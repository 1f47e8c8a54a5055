/** Custom functions: asynchronous function objects of the engine that hand their arguments to the host. */
import type { IDisposable, Injector } from '@univerjs/core';
import type { FunctionVariantType } from '@univerjs/engine-formula';
import type { CustomFunctionArgument, CustomFunctionCall, CustomFunctionInfo, CustomFunctionOutput, CustomFunctionPlace, CustomFunctionResult } from './values';
import { ArrayValueObject, AsyncObject, BaseFunction, ErrorType, ErrorValueObject, FunctionType, IFunctionService, NumberValueObject, StringValueObject } from '@univerjs/engine-formula';
import { IDescriptionService } from '@univerjs/sheets-formula';
import { toArgument, toObject } from './functions/value-objects';

/** Univer's automatic date pattern, shown by the book's locale. */
const DATE_PATTERN = 'yyyy/mm/dd;@';
/** Univer's text for an error that is no error type of its own: shown as Sheets shows a failed script. */
const SCRIPT_ERROR = '#ERROR!' as ErrorType;

type NodeValueType = ReturnType<BaseFunction['calculate']>;
type Resolve = (unitId: string, sheetKey: string) => number | null;

class CustomFunctionExecutor extends BaseFunction {
  override minParams = 0;
  override maxParams = 255;
  // References come as they are, so that a one-cell range can be told from an array.
  override needsReferenceObject = false;

  constructor(name: string, private readonly owner: CustomFunctions) {
    super(name);
  }

  override isAsync(): boolean {
    return true;
  }

  /** A text such as "10%" in the formula stays a text. */
  override isArgumentsIgnoreNumberPattern(): boolean {
    return true;
  }

  override calculate(...variants: FunctionVariantType[]): NodeValueType {
    const place = { unitId: this.unitId ?? '', sheetKey: this.subUnitId ?? '', row: this.row, column: this.column };
    const result = this.owner.evaluate(String(this.name), variants, place) as ConstructorParameters<typeof AsyncObject>[0];
    return new AsyncObject(result);
  }
}

export class CustomFunctions {
  private call: CustomFunctionCall | null = null;
  private resolveSheet: Resolve = () => null;
  private names: string[] = [];
  private descriptions: IDisposable | null = null;
  private readonly messages = new Map<string, string>();

  constructor(private readonly injector: Injector) {}

  /** True for a function of Sheets: a script's function of that name is never called. */
  isBuiltIn(name: string): boolean {
    const upper = name.toUpperCase();
    return !this.names.includes(upper) && this.injector.get(IFunctionService).hasExecutor(upper);
  }

  replace(functions: readonly CustomFunctionInfo[], call: CustomFunctionCall, resolveSheet: Resolve): void {
    const service = this.injector.get(IFunctionService);
    const before = this.names;
    if (before.length) {
      service.unregisterExecutors(...before);
      service.unregisterDescriptions(...before);
      this.descriptions?.dispose();
    }
    this.messages.clear();
    this.call = call;
    this.resolveSheet = resolveSheet;
    this.names = [];
    const callable = functions.filter(({ name }) => !this.isBuiltIn(name));
    this.names = callable.map(({ name }) => name.toUpperCase());
    service.registerExecutors(...this.names.map((name) => new CustomFunctionExecutor(name, this)));
    this.descriptions = this.injector.get(IDescriptionService).registerDescriptions(callable.map(({ name, description, params }) => ({
      functionName: name.toUpperCase(), functionType: FunctionType.User, description, abstract: description,
      functionParameter: params.map((param) => ({ name: param.name, detail: param.description, example: '', require: 1 as const, repeat: 0 as const })),
    })));
    // Formulas were parsed without, or with the former, functions.
    // Every key that contains a call is dropped: names are typed in either case.
    service.deleteFormulaAstCacheKey('(');
  }

  /** Text of the note of a failed evaluation. */
  message(unitId: string, sheetKey: string, row: number, column: number, formula: string): string | null {
    const own = this.messages.get(`${unitId} ${sheetKey} ${row} ${column}`);
    if (own !== undefined) return own;
    const unknown = /([A-Z_][A-Z0-9_.]*)\s*\(/gi;
    for (const [, name] of formula.replace(/"(?:[^"]|"")*"/g, '""').matchAll(unknown)) {
      if (name && !this.injector.get(IFunctionService).hasExecutor(name.toUpperCase())) return `Unknown function: '${name}'.`;
    }
    return null;
  }

  async evaluate(name: string, variants: readonly FunctionVariantType[], at: { unitId: string; sheetKey: string; row: number; column: number }): Promise<NodeValueType> {
    const key = `${at.unitId} ${at.sheetKey} ${at.row} ${at.column}`;
    this.messages.delete(key);
    const place: CustomFunctionPlace = { bookId: at.unitId, sheetId: this.resolveSheet(at.unitId, at.sheetKey) ?? 0, row: at.row, column: at.column };
    let result: CustomFunctionResult;
    try {
      const args = variants.map((variant): CustomFunctionArgument => toArgument(variant));
      result = this.call ? await this.call(name, args, place) : { error: `Unknown function: '${name}'.` };
    } catch (error) {
      result = { error: String(error) };
    }
    if ('error' in result) {
      this.messages.set(key, result.error);
      return ErrorValueObject.create(SCRIPT_ERROR, result.error);
    }
    return this.toVariant(result.value, key);
  }

  private toVariant(value: CustomFunctionOutput | readonly CustomFunctionOutput[] | readonly (readonly CustomFunctionOutput[])[], key: string): NodeValueType {
    if (!Array.isArray(value)) return this.single(value as CustomFunctionOutput, key);
    const rows = (value as readonly unknown[]).map((row) => (Array.isArray(row) ? row as CustomFunctionOutput[] : [row as CustomFunctionOutput]));
    const columnCount = rows.reduce((most, row) => Math.max(most, row.length), 0);
    if (!columnCount) return StringValueObject.create('');
    const calculateValueList = rows.map((row) => Array.from({ length: columnCount }, (_cell, column) => this.single(row[column], key)));
    if (rows.length === 1 && columnCount === 1) return calculateValueList[0]?.[0] ?? StringValueObject.create('');
    return ArrayValueObject.create({ calculateValueList, rowCount: rows.length, columnCount, unitId: '', sheetId: '', row: -1, column: -1 });
  }

  private single(value: CustomFunctionOutput, key: string): ReturnType<typeof toObject> {
    if (value !== null && typeof value === 'object') return NumberValueObject.create(value.dateSerial, DATE_PATTERN);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.messages.set(key, 'Result was not a number.');
      return ErrorValueObject.create(ErrorType.NUM);
    }
    return toObject(value ?? null);
  }
}

