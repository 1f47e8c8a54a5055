/** Converts between the formula engine's value objects and plain values. */
import type { BaseValueObject, FunctionVariantType } from '@univerjs/engine-formula';
import type { CustomFunctionArgument, CustomFunctionValue, Scalar } from '../values';
import { ArrayValueObject, BooleanValueObject, ErrorValueObject, ErrorType, NullValueObject, NumberValueObject, StringValueObject } from '@univerjs/engine-formula';
import { isDatePattern } from '../date-pattern';

/** A value with the number format it carries; an error keeps its text. */
export interface FormulaValue {
  readonly value: Scalar;
  readonly pattern: string | null;
  readonly error: string | null;
}

export const BLANK_VALUE: FormulaValue = Object.freeze({ value: null, pattern: null, error: null });

/** Error texts that Sheets does not know, by the one it shows. */
const SHEETS_ERRORS: Readonly<Record<string, string>> = { '#CALC!': '#N/A', '#SPILL!': '#REF!', '#CYCLE!': '#REF!', '#CONNECT!': '#REF!' };

/** A single value object as a plain value; null and blank cells have the value null. */
export function fromObject(object: BaseValueObject | null | undefined): FormulaValue {
  if (!object || object.isNull()) return BLANK_VALUE;
  if (object.isError()) {
    const text = (object as ErrorValueObject).getErrorType() as string;
    const error = SHEETS_ERRORS[text] ?? text;
    return { value: error, pattern: null, error };
  }
  return { value: object.getValue(), pattern: object.isNumber() ? object.getPattern() || null : null, error: null };
}

/** A plain value as a value object. */
export function toObject(value: Scalar, pattern?: string | null): BaseValueObject {
  if (value === null) return NullValueObject.create();
  if (typeof value === 'number') return NumberValueObject.create(value, pattern ?? '');
  if (typeof value === 'boolean') return BooleanValueObject.create(value);
  return StringValueObject.create(value);
}

/** Any argument as a grid of values; a single value is a 1×1 grid. */
export function toGrid(variant: FunctionVariantType): FormulaValue[][] {
  const resolved = variant.isReferenceObject() ? (variant as unknown as { toArrayValueObject: () => ArrayValueObject }).toArrayValueObject() : variant as BaseValueObject;
  if (!resolved.isArray()) return [[fromObject(resolved)]];
  const array = resolved as ArrayValueObject;
  const values = array.getArrayValue();
  return Array.from({ length: array.getRowCount() }, (_row, r) => Array.from({ length: array.getColumnCount() }, (_column, c) => fromObject(values[r]?.[c] ?? null)));
}

/** First value of an argument. */
export function toSingle(variant: FunctionVariantType | undefined): FormulaValue {
  return variant ? toGrid(variant)[0]?.[0] ?? BLANK_VALUE : BLANK_VALUE;
}

/** A grid as the result of a function; an empty grid is #N/A as in Sheets. */
export function fromGrid(rows: readonly (readonly FormulaValue[])[]): BaseValueObject {
  const columnCount = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (!rows.length || !columnCount) return ErrorValueObject.create(ErrorType.NA);
  const calculateValueList = rows.map((row) => Array.from({ length: columnCount }, (_cell, c): BaseValueObject => {
    const cell = row[c] ?? BLANK_VALUE;
    return cell.error ? ErrorValueObject.create(cell.error as ErrorType) : toObject(cell.value, cell.pattern);
  }));
  if (rows.length === 1 && columnCount === 1) return calculateValueList[0]?.[0] ?? NullValueObject.create();
  return ArrayValueObject.create({ calculateValueList, rowCount: rows.length, columnCount, unitId: '', sheetId: '', row: -1, column: -1 });
}

function argumentValue(cell: FormulaValue): CustomFunctionValue {
  if (cell.value === null) return '';
  return typeof cell.value === 'number' && isDatePattern(cell.pattern) ? { dateSerial: cell.value } : cell.value;
}

/** An argument as a custom function receives it. */
export function toArgument(variant: FunctionVariantType): CustomFunctionArgument {
  if (!variant.isReferenceObject() && !variant.isArray()) {
    if ((variant as BaseValueObject).isNull()) return undefined;
    return argumentValue(fromObject(variant as BaseValueObject));
  }
  const grid = toGrid(variant);
  const single = grid[0]?.[0];
  if (grid.length === 1 && grid[0]?.length === 1 && single) return argumentValue(single);
  return grid.map((row) => row.map(argumentValue));
}
