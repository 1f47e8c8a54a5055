/** Functions of Sheets that the formula engine lacks or understands differently. */
import type { BaseValueObject, FunctionVariantType, IFunctionService } from '@univerjs/engine-formula';
import { BaseFunction, ErrorType, ErrorValueObject, FunctionType } from '@univerjs/engine-formula';
import { MS_PER_DAY, zonedSerial } from '../serial';
import { runQuery } from './query';
import { sortGrid, sortNGrid } from './sort';
import { splitText } from './split';
import type { FormulaValue } from './value-objects';
import { BLANK_VALUE, fromGrid, toGrid, toObject, toSingle } from './value-objects';

type Calculate = (args: readonly FunctionVariantType[], place: { readonly unitId: string }) => BaseValueObject;

class SheetsFunction extends BaseFunction {
  constructor(name: string, min: number, max: number, private readonly work: Calculate, private readonly keepsErrors = false) {
    super(name);
    this.minParams = min;
    this.maxParams = max;
  }

  override isArgumentsIgnoreNumberPattern(): boolean {
    return true;
  }

  override calculate(...variants: FunctionVariantType[]): BaseValueObject {
    if (!this.keepsErrors) {
      const failed = variants.find((variant) => variant.isError());
      if (failed) return failed as BaseValueObject;
    }
    return this.work(variants, { unitId: this.unitId ?? '' });
  }
}

const error = (type: ErrorType, message = ''): BaseValueObject => ErrorValueObject.create(type, message);
const number = (variant: FunctionVariantType | undefined, fallback: number): number => {
  const { value } = toSingle(variant);
  return value === null ? fallback : Number(value);
};
const text = (cell: FormulaValue): string => (cell.value === null ? '' : typeof cell.value === 'boolean' ? (cell.value ? 'TRUE' : 'FALSE') : String(cell.value));
const truth = (variant: FunctionVariantType | undefined, fallback: boolean): boolean => {
  const { value } = toSingle(variant);
  return value === null ? fallback : value !== false && value !== 0;
};
const flat = (variant: FunctionVariantType): FormulaValue[] => toGrid(variant).flat();
const map = (variant: FunctionVariantType, work: (cell: FormulaValue) => FormulaValue): BaseValueObject => fromGrid(toGrid(variant).map((row) => row.map(work)));
const of = (value: FormulaValue['value'], pattern: string | null = null): FormulaValue => ({ value, pattern, error: null });
const isText = (cell: FormulaValue, test: RegExp): FormulaValue => of(typeof cell.value === 'string' && test.test(cell.value));

function join(args: readonly FunctionVariantType[]): BaseValueObject {
  const [delimiter, ...rest] = args;
  const cells = rest.flatMap(flat);
  const failed = cells.find((cell) => cell.error);
  if (failed?.error) return error(failed.error as ErrorType);
  return toObject(cells.map(text).join(text(toSingle(delimiter))));
}

function countUnique(args: readonly FunctionVariantType[]): BaseValueObject {
  const seen = new Set(args.flatMap(flat).filter((cell) => cell.value !== null && cell.value !== '').map(({ value }) => `${typeof value} ${String(value)}`));
  return toObject(seen.size);
}

function query(args: readonly FunctionVariantType[]): BaseValueObject {
  const [data, statement, headers] = args;
  if (!data) return error(ErrorType.NA);
  const first = (data as unknown as { getCurrentColumn?: () => number; getSheetId?: () => string });
  const isRange = !!first.getSheetId?.();
  const result = runQuery(toGrid(data), text(toSingle(statement)), headers ? number(headers, -1) : -1, isRange ? first.getCurrentColumn?.() ?? 0 : null);
  return 'error' in result ? error(ErrorType.VALUE, result.error) : fromGrid(result.rows);
}

/** Places of a sort key: a column number, or a column of values beside the range. */
function sortKeys(args: readonly FunctionVariantType[], start: number): { values: FormulaValue[] | number; ascending: boolean }[] {
  const keys: { values: FormulaValue[] | number; ascending: boolean }[] = [];
  for (let index = start; index < args.length; index += 2) {
    const key = args[index];
    if (!key) continue;
    const cells = flat(key);
    keys.push({ values: cells.length === 1 ? Number(cells[0]?.value ?? 1) - 1 : cells, ascending: truth(args[index + 1], true) });
  }
  return keys;
}

function functions(now: () => Date, timeZone: (unitId: string) => string): SheetsFunction[] {
  const serialNow = (unitId: string): number => zonedSerial(now().getTime(), timeZone(unitId));
  return [
    new SheetsFunction('ARRAYFORMULA', 1, 1, ([value]) => (value as BaseValueObject | undefined) ?? error(ErrorType.NA), true),
    new SheetsFunction('QUERY', 2, 3, query),
    new SheetsFunction('SPLIT', 2, 4, ([value, delimiter, each, removeEmpty]) => {
      if (!value) return error(ErrorType.NA);
      return fromGrid(toGrid(value).flatMap((row) => [splitText(text(row[0] ?? BLANK_VALUE), text(toSingle(delimiter)), truth(each, true), truth(removeEmpty, true)).map((part) => of(part))]));
    }),
    new SheetsFunction('JOIN', 2, 255, join),
    new SheetsFunction('COUNTUNIQUE', 1, 255, countUnique),
    new SheetsFunction('SORT', 1, 255, (args) => {
      const [data] = args;
      if (!data) return error(ErrorType.NA);
      const keys = sortKeys(args, 1);
      return fromGrid(sortGrid(toGrid(data), keys.length ? keys : [{ values: 0, ascending: true }]));
    }),
    new SheetsFunction('SORTN', 1, 255, (args) => {
      const [data, count, ties] = args;
      if (!data) return error(ErrorType.NA);
      return fromGrid(sortNGrid(toGrid(data), number(count, 1), number(ties, 0), sortKeys(args, 3)));
    }),
    new SheetsFunction('FLATTEN', 1, 255, (args) => fromGrid(args.flatMap((arg) => flat(arg).map((cell) => [cell])))),
    new SheetsFunction('ARRAY_CONSTRAIN', 3, 3, ([data, rows, columns]) => (data
      ? fromGrid(toGrid(data).slice(0, number(rows, 1)).map((row) => row.slice(0, number(columns, 1)))) : error(ErrorType.NA))),
    new SheetsFunction('SPARKLINE', 1, 2, () => toObject('')),
    new SheetsFunction('IMPORTRANGE', 2, 2, () => error(ErrorType.REF, 'IMPORTRANGE reads other spreadsheets on Google\'s servers; it is not available here.')),
    new SheetsFunction('GOOGLEFINANCE', 1, 5, () => error(ErrorType.REF, 'GOOGLEFINANCE asks Google\'s servers; it is not available here.')),
    new SheetsFunction('TO_DATE', 1, 1, ([value]) => (value ? map(value, (cell) => (typeof cell.value === 'number' ? of(cell.value, 'yyyy/mm/dd;@') : cell)) : error(ErrorType.NA))),
    new SheetsFunction('TO_TEXT', 1, 1, ([value]) => (value ? map(value, (cell) => of(text(cell))) : error(ErrorType.NA))),
    new SheetsFunction('TO_PURE_NUMBER', 1, 1, ([value]) => (value ? map(value, (cell) => ({ ...cell, pattern: null })) : error(ErrorType.NA))),
    new SheetsFunction('TO_PERCENT', 1, 1, ([value]) => (value ? map(value, (cell) => ({ ...cell, pattern: '0%' })) : error(ErrorType.NA))),
    new SheetsFunction('ISEMAIL', 1, 1, ([value]) => (value ? map(value, (cell) => isText(cell, /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i)) : error(ErrorType.NA))),
    new SheetsFunction('ISURL', 1, 1, ([value]) => (value ? map(value, (cell) => isText(cell, /^(?:(?:https?|ftp|mailto):\S+|(?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?)$/i)) : error(ErrorType.NA))),
    new SheetsFunction('NOW', 0, 0, (_args, { unitId }) => toObject(serialNow(unitId), 'yyyy/mm/dd hh:mm')),
    new SheetsFunction('TODAY', 0, 0, (_args, { unitId }) => toObject(Math.floor(serialNow(unitId)), 'yyyy/mm/dd;@')),
    new SheetsFunction('EPOCHTODATE', 1, 2, ([value, unit]) => toObject(number(value, 0) * [1000, 1, 0.001][number(unit, 1) - 1]! / MS_PER_DAY + 25_569, 'yyyy-mm-dd hh:mm:ss')),
  ];
}

/** FILTER without a match is #N/A in Sheets, so that IFNA catches it; Univer says #CALC!. */
function filterWithoutMatch(service: IFunctionService): void {
  const filter = service.getExecutor('FILTER');
  if (!filter) return;
  const original = filter.calculate.bind(filter);
  filter.calculate = (...variants) => {
    const result = original(...variants);
    return result.isError() && (result as ErrorValueObject).getErrorType() === ErrorType.CALC ? error(ErrorType.NA) : result;
  };
}

/** Replaces or adds the executors, and adds what autocomplete shows of the new ones. */
export function registerSheetsFunctions(service: IFunctionService, host: { readonly now: () => Date; readonly timeZone: (unitId: string) => string }): void {
  const list = functions(host.now, host.timeZone);
  const isNew = list.filter(({ name }) => !service.hasExecutor(name));
  service.registerExecutors(...list);
  filterWithoutMatch(service);
  service.registerDescriptions(...isNew.map(({ name }) => ({ functionName: String(name), functionType: FunctionType.Array, description: '', abstract: '', functionParameter: [] })));
}
