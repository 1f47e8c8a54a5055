/** Data validation of values that scripts write: cells that reject invalid input make the write fail. */
import type { Book, Sheet as Grid } from '../../engine/book';
import type { CellInput, Condition, Rect, Scalar, ValidationRule } from '../../engine/values';
import { ServiceError } from '../../runtime/service';
import { cellName, parseAddress } from './a1-notation';
import { intersection } from './structure-shift';

/** Throws the platform's text for the first value that a rejecting rule does not admit. Formulas and blanks always pass. */
export function checkValidity(grid: Grid, rect: Rect, inputs: readonly (readonly CellInput[])[]): void {
  for (const rule of grid.validations()) {
    if (rule.allowInvalid) continue;
    for (const ruled of rule.ranges) {
      const common = intersection(ruled, rect);
      if (common !== null) checkRule(grid, rule, common, rect, inputs);
    }
  }
}

function checkRule(grid: Grid, rule: ValidationRule, common: Rect, rect: Rect, inputs: readonly (readonly CellInput[])[]): void {
  const admits = conditionTest(rule.condition, grid.book);
  for (let row = common.row; row < common.row + common.rowCount; row += 1) {
    for (let column = common.column; column < common.column + common.columnCount; column += 1) {
      const value = plainValue(inputs[row - rect.row]?.[column - rect.column]);
      if (value === null || admits(value)) continue;
      throw new ServiceError(`The data you entered in cell ${cellName(row, column)} violates the data validation rules set on this cell.`);
    }
  }
}

function plainValue(input: CellInput): Scalar {
  if (input === undefined || input === null) return null;
  if (typeof input !== 'object') return input;
  return input.formula === undefined ? (input.value ?? null) : null;
}

/** A test of single values for a condition; formulas as criteria are not evaluated and admit everything. */
export function conditionTest(condition: Condition, book: Book): (value: Exclude<Scalar, null>) => boolean {
  const [first, second] = condition.values;
  if (condition.values.some((value) => typeof value === 'string' && value.startsWith('=')) && condition.type !== 'VALUE_IN_RANGE') return () => true;
  const number = (value: Scalar): number => (typeof value === 'number' ? value : Number.NaN);
  const text = (value: Scalar): string => String(value ?? '').toLowerCase();
  const low = Math.min(number(first ?? null), number(second ?? null));
  const high = Math.max(number(first ?? null), number(second ?? null));
  const limit = number(first ?? null);
  const wanted = text(first ?? null);
  switch (condition.type) {
    case 'NUMBER_GREATER_THAN':
    case 'DATE_AFTER':
      return (value) => number(value) > limit;
    case 'NUMBER_GREATER_THAN_OR_EQUAL_TO':
    case 'DATE_ON_OR_AFTER':
      return (value) => number(value) >= limit;
    case 'NUMBER_LESS_THAN':
    case 'DATE_BEFORE':
      return (value) => number(value) < limit;
    case 'NUMBER_LESS_THAN_OR_EQUAL_TO':
    case 'DATE_ON_OR_BEFORE':
      return (value) => number(value) <= limit;
    case 'NUMBER_EQUAL_TO':
    case 'DATE_EQUAL_TO':
      return (value) => number(value) === limit;
    case 'NUMBER_NOT_EQUAL_TO':
    case 'DATE_NOT_EQUAL_TO':
      return (value) => typeof value === 'number' && value !== limit;
    case 'NUMBER_BETWEEN':
    case 'DATE_BETWEEN':
      return (value) => number(value) >= low && number(value) <= high;
    case 'NUMBER_NOT_BETWEEN':
    case 'DATE_NOT_BETWEEN':
      return (value) => number(value) < low || number(value) > high;
    case 'DATE_IS_VALID_DATE':
      return (value) => typeof value === 'number';
    case 'TEXT_CONTAINS':
      return (value) => text(value).includes(wanted);
    case 'TEXT_DOES_NOT_CONTAIN':
      return (value) => !text(value).includes(wanted);
    case 'TEXT_EQUAL_TO':
      return (value) => text(value) === wanted;
    case 'TEXT_NOT_EQUAL_TO':
      return (value) => text(value) !== wanted;
    case 'TEXT_STARTS_WITH':
      return (value) => text(value).startsWith(wanted);
    case 'TEXT_ENDS_WITH':
      return (value) => text(value).endsWith(wanted);
    case 'TEXT_IS_VALID_EMAIL':
      return (value) => /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(String(value));
    case 'TEXT_IS_VALID_URL':
      return (value) => /^(?:(?:https?|ftp):\/\/|mailto:)?[^\s/]+\.[^\s]+$/i.test(String(value));
    case 'CELL_EMPTY':
      return () => false;
    case 'CELL_NOT_EMPTY':
    case 'CUSTOM_FORMULA':
      return () => true;
    case 'CHECKBOX': {
      const allowed = new Set(condition.values.length === 0 ? ['true', 'false'] : condition.values.map(text));
      return (value) => allowed.has(text(value));
    }
    case 'VALUE_IN_LIST': {
      const allowed = new Set(condition.values.map(String));
      return (value) => allowed.has(typeof value === 'boolean' ? String(value).toUpperCase() : String(value));
    }
    case 'VALUE_IN_RANGE': {
      const allowed = valuesOfRange(String(first ?? ''), book);
      return (value) => allowed === null || allowed.has(text(value));
    }
  }
}

/** Texts of the values of a `='Sheet'!$A$1:$A$9` criterion, lower case; null when the range is gone. */
function valuesOfRange(formula: string, book: Book): ReadonlySet<string> | null {
  const address = parseAddress(formula.replace(/^=/, ''));
  const sheet = address?.sheetName === null || address === null ? null : book.sheetByName(address.sheetName);
  if (address === null || sheet === null) return null;
  const row = address.startRow ?? 0;
  const column = address.startColumn ?? 0;
  const rowCount = Math.min(address.endRow ?? sheet.rowCount - 1, sheet.rowCount - 1) - row + 1;
  const columnCount = Math.min(address.endColumn ?? sheet.columnCount - 1, sheet.columnCount - 1) - column + 1;
  if (rowCount < 1 || columnCount < 1) return null;
  const cells = sheet.read({ row, column, rowCount, columnCount }).flat();
  return new Set(cells.flatMap((cell) => (cell.value === null ? [] : [String(cell.value).toLowerCase()])));
}
