/** Criteria shared by data validation, conditional formats and filters: script values ↔ the engine's conditions, and the builder's when… methods. */
import type { Book } from '../../engine/book';
import { delocalizeFormula } from '../../engine/formula-text';
import type { Condition, ConditionType } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { enumMember, enumNameOf, ServiceError, ServiceObject } from '../../runtime/service';
import { columnLetters, parseAddress, quoteSheetName } from './a1-notation';
import { RangeGeometry } from './range-geometry';
import { SerialDates } from './serial-date';
import type { ObjectMaker } from './sheet-object';

/** A criterion in a script's terms: the enum's member name and the arguments as given. */
export interface Criterion {
  readonly type: string;
  readonly values: readonly unknown[];
}

/** Formulas that stand for relative dates inside the engine. */
const relativeDates: Readonly<Record<string, string>> = {
  TODAY: '=TODAY()', TOMORROW: '=TODAY()+1', YESTERDAY: '=TODAY()-1', PAST_WEEK: '=TODAY()-7', PAST_MONTH: '=EDATE(TODAY(),-1)',
  PAST_YEAR: '=EDATE(TODAY(),-12)',
};

const conditionTypes: ReadonlySet<string> = new Set<ConditionType>([
  'CUSTOM_FORMULA', 'CELL_EMPTY', 'CELL_NOT_EMPTY', 'NUMBER_GREATER_THAN', 'NUMBER_GREATER_THAN_OR_EQUAL_TO', 'NUMBER_LESS_THAN',
  'NUMBER_LESS_THAN_OR_EQUAL_TO', 'NUMBER_EQUAL_TO', 'NUMBER_NOT_EQUAL_TO', 'NUMBER_BETWEEN', 'NUMBER_NOT_BETWEEN', 'TEXT_CONTAINS',
  'TEXT_DOES_NOT_CONTAIN', 'TEXT_EQUAL_TO', 'TEXT_NOT_EQUAL_TO', 'TEXT_STARTS_WITH', 'TEXT_ENDS_WITH', 'TEXT_IS_VALID_EMAIL',
  'TEXT_IS_VALID_URL', 'DATE_EQUAL_TO', 'DATE_NOT_EQUAL_TO', 'DATE_AFTER', 'DATE_ON_OR_AFTER', 'DATE_BEFORE', 'DATE_ON_OR_BEFORE',
  'DATE_BETWEEN', 'DATE_NOT_BETWEEN', 'DATE_IS_VALID_DATE', 'VALUE_IN_LIST', 'VALUE_IN_RANGE', 'CHECKBOX',
]);

function isConditionType(type: string): type is ConditionType {
  return conditionTypes.has(type);
}

/** The engine's condition for a criterion in a book. */
export function conditionOf(criterion: Criterion, book: Book): Condition {
  const type = criterion.type.replace(/_RELATIVE$/, '');
  if (!isConditionType(type)) throw new ServiceError(`Invalid argument: criteria`);
  if (type === 'VALUE_IN_LIST') {
    const [list] = criterion.values;
    return { type, values: Array.isArray(list) ? list.map((value: unknown) => plainValue(value, book)) : [] };
  }
  if (type === 'VALUE_IN_RANGE') return { type, values: [rangeFormula(criterion.values[0])] };
  return { type, values: criterion.values.map((value) => plainValue(value, book)) };
}

function plainValue(value: unknown, book: Book): string | number | boolean {
  if (value instanceof Date) return SerialDates.in(book.timeZone).toSerial(value.getTime());
  const relative = enumNameOf(value);
  if (relative !== null) return relativeDates[relative] ?? relative;
  if (typeof value === 'string') return value.startsWith('=') ? delocalizeFormula(value, book.locale) : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : '';
}

/** `='Sheet'!$A$1:$A$9` for a Range; a text (A1 notation given to withCriteria) as it is. */
function rangeFormula(value: unknown): string {
  if (typeof value === 'string') return value.startsWith('=') ? value : `=${value}`;
  const { grid, rect } = RangeGeometry.partsOf(value);
  const corner = (row: number, column: number): string => `$${columnLetters(column)}$${String(row + 1)}`;
  const end = corner(rect.row + rect.rowCount - 1, rect.column + rect.columnCount - 1);
  return `=${quoteSheetName(grid.name)}!${corner(rect.row, rect.column)}:${end}`;
}

/** The criterion a script reads back from a stored condition. */
export function criterionOf(condition: Condition, execution: Execution, book: Book, make: ObjectMaker, showDropdown: boolean): Criterion {
  const { type, values } = condition;
  if (type === 'VALUE_IN_LIST') return { type, values: [values.map(String), showDropdown] };
  if (type === 'VALUE_IN_RANGE') return { type, values: [rangeOfFormula(String(values[0] ?? ''), execution, book, make), showDropdown] };
  if (type.startsWith('DATE_')) {
    const [first] = values;
    const relative = Object.entries(relativeDates).find(([, formula]) => formula === first);
    if (relative !== undefined) {
      return { type: `${type}_RELATIVE`, values: [enumMember<GoogleAppsScript.Spreadsheet.RelativeDate>('Spreadsheet.RelativeDate', relative[0])] };
    }
    const dates = SerialDates.in(book.timeZone);
    return { type, values: values.map((value) => (typeof value === 'number' ? new Date(dates.toInstant(value)) : value)) };
  }
  return { type, values };
}

function rangeOfFormula(formula: string, execution: Execution, book: Book, make: ObjectMaker): unknown {
  const address = parseAddress(formula.replace(/^=/, ''));
  const grid = address === null || address.sheetName === null ? null : book.sheetByName(address.sheetName);
  if (address === null || grid === null) return formula;
  const row = address.startRow ?? 0;
  const column = address.startColumn ?? 0;
  return make.range(execution, grid, {
    row, column, rowCount: (address.endRow ?? grid.rowCount - 1) - row + 1, columnCount: (address.endColumn ?? grid.columnCount - 1) - column + 1,
  });
}

type BooleanCriteria = GoogleAppsScript.Spreadsheet.BooleanCriteria;
type RelativeDate = GoogleAppsScript.Spreadsheet.RelativeDate;
type BaseDate = GoogleAppsScript.Base.Date;

/** Names of the methods of `WhenBuilder`. */
export const WHEN_NAMES = [
  'whenCellEmpty', 'whenCellNotEmpty', 'whenDateAfter', 'whenDateBefore', 'whenDateEqualTo', 'whenFormulaSatisfied', 'whenNumberBetween',
  'whenNumberEqualTo', 'whenNumberGreaterThan', 'whenNumberGreaterThanOrEqualTo', 'whenNumberLessThan', 'whenNumberLessThanOrEqualTo',
  'whenNumberNotBetween', 'whenNumberNotEqualTo', 'whenTextContains', 'whenTextDoesNotContain', 'whenTextEndsWith', 'whenTextEqualTo',
  'whenTextStartsWith', 'withCriteria',
] as const;

/** The when… methods that the builders of conditional formats and of filter criteria share. `Builder` is the interface they return. */
export abstract class WhenBuilder<Builder> extends ServiceObject {
  protected abstract when(type: string, values: readonly unknown[]): Builder;

  whenCellEmpty(): Builder { return this.when('CELL_EMPTY', []); }
  whenCellNotEmpty(): Builder { return this.when('CELL_NOT_EMPTY', []); }
  whenDateAfter(date: BaseDate | RelativeDate): Builder { return this.whenDate('DATE_AFTER', date); }
  whenDateBefore(date: BaseDate | RelativeDate): Builder { return this.whenDate('DATE_BEFORE', date); }
  whenDateEqualTo(date: BaseDate | RelativeDate): Builder { return this.whenDate('DATE_EQUAL_TO', date); }
  whenFormulaSatisfied(formula: string): Builder { return this.when('CUSTOM_FORMULA', [formula.startsWith('=') ? formula : `=${formula}`]); }
  whenNumberBetween(start: number, end: number): Builder { return this.when('NUMBER_BETWEEN', [start, end]); }
  whenNumberEqualTo(number: number): Builder { return this.when('NUMBER_EQUAL_TO', [number]); }
  whenNumberGreaterThan(number: number): Builder { return this.when('NUMBER_GREATER_THAN', [number]); }
  whenNumberGreaterThanOrEqualTo(number: number): Builder { return this.when('NUMBER_GREATER_THAN_OR_EQUAL_TO', [number]); }
  whenNumberLessThan(number: number): Builder { return this.when('NUMBER_LESS_THAN', [number]); }
  whenNumberLessThanOrEqualTo(number: number): Builder { return this.when('NUMBER_LESS_THAN_OR_EQUAL_TO', [number]); }
  whenNumberNotBetween(start: number, end: number): Builder { return this.when('NUMBER_NOT_BETWEEN', [start, end]); }
  whenNumberNotEqualTo(number: number): Builder { return this.when('NUMBER_NOT_EQUAL_TO', [number]); }
  whenTextContains(text: string): Builder { return this.when('TEXT_CONTAINS', [text]); }
  whenTextDoesNotContain(text: string): Builder { return this.when('TEXT_DOES_NOT_CONTAIN', [text]); }
  whenTextEndsWith(text: string): Builder { return this.when('TEXT_ENDS_WITH', [text]); }
  whenTextEqualTo(text: string): Builder { return this.when('TEXT_EQUAL_TO', [text]); }
  whenTextStartsWith(text: string): Builder { return this.when('TEXT_STARTS_WITH', [text]); }

  withCriteria(criteria: BooleanCriteria, args: unknown[]): Builder {
    return this.when(enumNameOf(criteria) ?? '', args);
  }

  private whenDate(type: string, date: unknown): Builder {
    return this.when(enumNameOf(date) === null ? type : `${type}_RELATIVE`, [date]);
  }
}
