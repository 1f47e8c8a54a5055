/** DataValidation and its builder: rules for what a cell may hold. */
import type { Book } from '../../engine/book';
import type { ValidationRule } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { enumMember, enumNameOf, members, ServiceError, ServiceObject, type MemberTable } from '../../runtime/service';
import { conditionOf, criterionOf, type Criterion } from './criteria';
import type { GDataValidation, GDataValidationBuilder, GRange } from './google-types';
import type { ObjectMaker } from './sheet-object';

type CriteriaType = GoogleAppsScript.Spreadsheet.DataValidationCriteria;
type BaseDate = GoogleAppsScript.Base.Date;

interface RuleState {
  readonly criterion: Criterion | null;
  readonly allowInvalid: boolean;
  readonly helpText: string | null;
}

const GETTERS = ['copy', 'getAllowInvalid', 'getCriteriaType', 'getCriteriaValues', 'getHelpText'] as const;
const REQUIRES = [
  'requireCheckbox', 'requireDate', 'requireDateAfter', 'requireDateBefore', 'requireDateBetween', 'requireDateEqualTo',
  'requireDateNotBetween', 'requireDateOnOrAfter', 'requireDateOnOrBefore', 'requireFormulaSatisfied', 'requireNumberBetween',
  'requireNumberEqualTo', 'requireNumberGreaterThan', 'requireNumberGreaterThanOrEqualTo', 'requireNumberLessThan',
  'requireNumberLessThanOrEqualTo', 'requireNumberNotBetween', 'requireNumberNotEqualTo', 'requireTextContains',
  'requireTextDoesNotContain', 'requireTextEqualTo', 'requireTextIsEmail', 'requireTextIsUrl', 'requireValueInList',
  'requireValueInRange', 'withCriteria', 'build', 'setAllowInvalid', 'setHelpText',
] as const;

abstract class ValidationHolder extends ServiceObject {
  constructor(execution: Execution, protected state: RuleState = { criterion: null, allowInvalid: true, helpText: null }) {
    super(execution);
  }

  copy(): GDataValidationBuilder {
    return new DataValidationBuilder(this.execution, this.state);
  }

  getAllowInvalid(): boolean {
    return this.state.allowInvalid;
  }

  getCriteriaType(): CriteriaType {
    const { criterion } = this.state;
    if (criterion === null) return null as unknown as CriteriaType;
    return enumMember<CriteriaType>('Spreadsheet.DataValidationCriteria', criterion.type);
  }

  getCriteriaValues(): unknown[] {
    return [...(this.state.criterion?.values ?? [])];
  }
}

export class DataValidation extends ValidationHolder implements Pick<GDataValidation, (typeof GETTERS)[number]> {
  static readonly interfaceName = 'Spreadsheet.DataValidation';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', GETTERS);

  /** The object for a stored rule. */
  static ofRule(execution: Execution, rule: ValidationRule, book: Book, make: ObjectMaker): DataValidation {
    const criterion = criterionOf(rule.condition, execution, book, make, rule.showDropdown);
    return new DataValidation(execution, { criterion, allowInvalid: rule.allowInvalid, helpText: rule.helpText });
  }

  /** What the engine stores for a DataValidation argument; null for null (no rule). */
  static ruleOf(value: unknown, book: Book): Omit<ValidationRule, 'id' | 'ranges'> | null {
    if (!(value instanceof DataValidation) || value.state.criterion === null) return null;
    const { criterion, allowInvalid, helpText } = value.state;
    return { condition: conditionOf(criterion, book), allowInvalid, helpText, showDropdown: criterion.values[1] !== false };
  }

  getHelpText(): string {
    return this.state.helpText ?? '';
  }
}

export class DataValidationBuilder extends ValidationHolder
  implements Pick<GDataValidationBuilder, (typeof GETTERS)[number] | (typeof REQUIRES)[number]> {
  static readonly interfaceName = 'Spreadsheet.DataValidationBuilder';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', [...GETTERS, ...REQUIRES.filter((name) => name !== 'requireFormulaSatisfied')]),
    ...members('pure', { partial: 'a custom formula is stored and shown, but does not reject what scripts write' }, ['requireFormulaSatisfied']),
  };

  private demand(type: string, values: readonly unknown[] = []): GDataValidationBuilder {
    this.state = { ...this.state, criterion: { type, values } };
    return this;
  }

  build(): GDataValidation {
    if (this.state.criterion === null) throw new ServiceError('Cannot build a data validation rule without criteria.');
    return new DataValidation(this.execution, this.state);
  }

  getHelpText(): string | null {
    return this.state.helpText;
  }

  setAllowInvalid(allowInvalid: boolean): GDataValidationBuilder {
    this.state = { ...this.state, allowInvalid };
    return this;
  }

  setHelpText(helpText: string): GDataValidationBuilder {
    this.state = { ...this.state, helpText };
    return this;
  }

  withCriteria(criteria: CriteriaType, args: unknown[]): GDataValidationBuilder {
    return this.demand(enumNameOf(criteria) ?? '', args);
  }

  requireCheckbox(checkedValue?: unknown, uncheckedValue?: unknown): GDataValidationBuilder {
    return this.demand('CHECKBOX', checkedValue === undefined ? [] : [checkedValue, uncheckedValue ?? '']);
  }

  requireValueInList(values: string[], showDropdown = true): GDataValidationBuilder {
    if (values.length > 500) throw new ServiceError('The maximum number of items in the list is 500.');
    return this.demand('VALUE_IN_LIST', [values.map(String), showDropdown]);
  }

  requireValueInRange(range: GRange, showDropdown = true): GDataValidationBuilder {
    return this.demand('VALUE_IN_RANGE', [range, showDropdown]);
  }

  requireFormulaSatisfied(formula: string): GDataValidationBuilder {
    return this.demand('CUSTOM_FORMULA', [formula.startsWith('=') ? formula : `=${formula}`]);
  }

  requireDate(): GDataValidationBuilder { return this.demand('DATE_IS_VALID_DATE'); }
  requireDateAfter(date: BaseDate): GDataValidationBuilder { return this.demand('DATE_AFTER', [date]); }
  requireDateBefore(date: BaseDate): GDataValidationBuilder { return this.demand('DATE_BEFORE', [date]); }
  requireDateBetween(start: BaseDate, end: BaseDate): GDataValidationBuilder { return this.demand('DATE_BETWEEN', [start, end]); }
  requireDateEqualTo(date: BaseDate): GDataValidationBuilder { return this.demand('DATE_EQUAL_TO', [date]); }
  requireDateNotBetween(start: BaseDate, end: BaseDate): GDataValidationBuilder { return this.demand('DATE_NOT_BETWEEN', [start, end]); }
  requireDateOnOrAfter(date: BaseDate): GDataValidationBuilder { return this.demand('DATE_ON_OR_AFTER', [date]); }
  requireDateOnOrBefore(date: BaseDate): GDataValidationBuilder { return this.demand('DATE_ON_OR_BEFORE', [date]); }
  requireNumberBetween(start: number, end: number): GDataValidationBuilder { return this.demand('NUMBER_BETWEEN', [start, end]); }
  requireNumberEqualTo(number: number): GDataValidationBuilder { return this.demand('NUMBER_EQUAL_TO', [number]); }
  requireNumberGreaterThan(number: number): GDataValidationBuilder { return this.demand('NUMBER_GREATER_THAN', [number]); }
  requireNumberGreaterThanOrEqualTo(number: number): GDataValidationBuilder { return this.demand('NUMBER_GREATER_THAN_OR_EQUAL_TO', [number]); }
  requireNumberLessThan(number: number): GDataValidationBuilder { return this.demand('NUMBER_LESS_THAN', [number]); }
  requireNumberLessThanOrEqualTo(number: number): GDataValidationBuilder { return this.demand('NUMBER_LESS_THAN_OR_EQUAL_TO', [number]); }
  requireNumberNotBetween(start: number, end: number): GDataValidationBuilder { return this.demand('NUMBER_NOT_BETWEEN', [start, end]); }
  requireNumberNotEqualTo(number: number): GDataValidationBuilder { return this.demand('NUMBER_NOT_EQUAL_TO', [number]); }
  requireTextContains(text: string): GDataValidationBuilder { return this.demand('TEXT_CONTAINS', [text]); }
  requireTextDoesNotContain(text: string): GDataValidationBuilder { return this.demand('TEXT_DOES_NOT_CONTAIN', [text]); }
  requireTextEqualTo(text: string): GDataValidationBuilder { return this.demand('TEXT_EQUAL_TO', [text]); }
  requireTextIsEmail(): GDataValidationBuilder { return this.demand('TEXT_IS_VALID_EMAIL'); }
  requireTextIsUrl(): GDataValidationBuilder { return this.demand('TEXT_IS_VALID_URL'); }
}
