/** Data validation rules: Univer's model holds the ranges (and shifts them), the wrapper the exact condition. */
import type { IDataValidationRule, IRange, ISheetDataValidationRule } from '@univerjs/core';
import type { UniverSheet } from './univer-sheet';
import type { Condition, Rect, ValidationRule } from './values';
import { DataValidationErrorStyle, DataValidationOperator, DataValidationType } from '@univerjs/core';
import { AddDataValidationMutation, DataValidationModel, RemoveDataValidationMutation, UpdateDataValidationMutation, UpdateRuleType } from '@univerjs/data-validation';
import { conditionFormula } from './condition';
import type { LineChange } from './rule-formula';
import { changeForRule, mapFormulas, shiftRect, shiftReferences } from './rule-formula';
import { cellName, contains, fromRange, joined, subtract, toRange } from './rect';

type Definition = Omit<ValidationRule, 'id' | 'ranges'>;

const OPERATORS: readonly (readonly [suffix: string, operator: DataValidationOperator])[] = [
  ['NUMBER_GREATER_THAN', DataValidationOperator.GREATER_THAN], ['NUMBER_GREATER_THAN_OR_EQUAL_TO', DataValidationOperator.GREATER_THAN_OR_EQUAL],
  ['NUMBER_LESS_THAN', DataValidationOperator.LESS_THAN], ['NUMBER_LESS_THAN_OR_EQUAL_TO', DataValidationOperator.LESS_THAN_OR_EQUAL],
  ['NUMBER_EQUAL_TO', DataValidationOperator.EQUAL], ['NUMBER_NOT_EQUAL_TO', DataValidationOperator.NOT_EQUAL],
  ['NUMBER_BETWEEN', DataValidationOperator.BETWEEN], ['NUMBER_NOT_BETWEEN', DataValidationOperator.NOT_BETWEEN],
  ['DATE_AFTER', DataValidationOperator.GREATER_THAN], ['DATE_ON_OR_AFTER', DataValidationOperator.GREATER_THAN_OR_EQUAL],
  ['DATE_BEFORE', DataValidationOperator.LESS_THAN], ['DATE_ON_OR_BEFORE', DataValidationOperator.LESS_THAN_OR_EQUAL],
  ['DATE_EQUAL_TO', DataValidationOperator.EQUAL], ['DATE_NOT_EQUAL_TO', DataValidationOperator.NOT_EQUAL],
  ['DATE_BETWEEN', DataValidationOperator.BETWEEN], ['DATE_NOT_BETWEEN', DataValidationOperator.NOT_BETWEEN],
];

/** Univer's base of a condition, as its grid shows it. */
function toUniver(condition: Condition, first: Rect): Pick<IDataValidationRule, 'type' | 'formula1' | 'formula2' | 'operator'> {
  const { type, values } = condition;
  const text = (index: number): string => String(values[index] ?? '');
  if (type === 'VALUE_IN_LIST') return { type: DataValidationType.LIST, formula1: JSON.stringify(values.map(String)) };
  if (type === 'VALUE_IN_RANGE') return { type: DataValidationType.LIST, formula1: text(0).startsWith('=') ? text(0) : `=${text(0)}` };
  if (type === 'CHECKBOX') {
    const base = { type: DataValidationType.CHECKBOX };
    return values.length ? { ...base, formula1: text(0), formula2: values.length > 1 ? text(1) : '' } : base;
  }
  const operator = OPERATORS.find(([name]) => name === type)?.[1];
  if (operator) {
    const base = { type: type.startsWith('DATE') ? DataValidationType.DATE : DataValidationType.DECIMAL, operator, formula1: text(0) };
    return values.length > 1 ? { ...base, formula2: text(1) } : base;
  }
  return { type: DataValidationType.CUSTOM, formula1: `=${conditionFormula(condition, cellName(first.row, first.column))}` };
}

/** Univer declares the type of a rule as an enum or any text. */
const KINDS: Readonly<Record<'list' | 'listMultiple' | 'checkbox' | 'custom' | 'date', string>> = {
  list: DataValidationType.LIST, listMultiple: DataValidationType.LIST_MULTIPLE, checkbox: DataValidationType.CHECKBOX,
  custom: DataValidationType.CUSTOM, date: DataValidationType.DATE,
};

/** The condition of a rule that was made in the grid. */
function fromUniver(rule: IDataValidationRule): Definition {
  const type: string = rule.type;
  const scalar = (text: string | undefined): number | string => (text !== undefined && text !== '' && !Number.isNaN(Number(text)) ? Number(text) : text ?? '');
  const rest = { allowInvalid: rule.errorStyle !== DataValidationErrorStyle.STOP, helpText: rule.error ?? null, showDropdown: rule.showDropDown !== false };
  const { formula1, formula2 } = rule;
  if (type === KINDS.list || type === KINDS.listMultiple) {
    if (formula1?.startsWith('=')) return { ...rest, condition: { type: 'VALUE_IN_RANGE', values: [formula1.replace(/\[[^\]]*\]/g, '')] } };
    return { ...rest, condition: { type: 'VALUE_IN_LIST', values: listOf(formula1 ?? '') } };
  }
  if (type === KINDS.checkbox) return { ...rest, condition: { type: 'CHECKBOX', values: formula1 === undefined ? [] : [scalar(formula1), scalar(formula2)] } };
  if (type === KINDS.custom) return { ...rest, condition: { type: 'CUSTOM_FORMULA', values: [formula1 ?? ''] } };
  const prefix = type === KINDS.date ? 'DATE' : 'NUMBER';
  const found = OPERATORS.find(([name, operator]) => name.startsWith(prefix) && operator === rule.operator)?.[0] ?? 'CELL_NOT_EMPTY';
  return { ...rest, condition: { type: found as Condition['type'], values: formula2 === undefined ? [scalar(formula1)] : [scalar(formula1), scalar(formula2)] } };
}

function listOf(text: string): string[] {
  if (!text.startsWith('[')) return text.split(',').filter(Boolean);
  try {
    const items = JSON.parse(text) as unknown;
    return Array.isArray(items) ? items.map(String) : [];
  } catch {
    return text.split(',');
  }
}

/** Lines inserted right before a range take its rule over. */
function shiftedRange(range: Rect, change: LineChange): Rect[] {
  const start = change.axis === 'row' ? range.row : range.column;
  if (change.kind !== 'inserted' || change.index !== start) return shiftRect(range, change);
  return [change.axis === 'row' ? { ...range, rowCount: range.rowCount + change.count } : { ...range, columnCount: range.columnCount + change.count }];
}

export class Validations {
  constructor(private readonly sheet: UniverSheet) {}

  private rules(): readonly ISheetDataValidationRule[] {
    return this.sheet.injector.get(DataValidationModel).getRules(this.sheet.book.id, this.sheet.key);
  }

  private describe(rule: ISheetDataValidationRule): ValidationRule {
    const own = this.sheet.book.ownOf(this.sheet.key).validations[rule.uid];
    return { id: rule.uid, ranges: rule.ranges.map((range) => fromRange(this.bounded(range))), ...(own ?? fromUniver(rule)) };
  }

  private bounded(range: IRange): IRange {
    const { rowCount, columnCount } = this.sheet;
    const or = (value: number, fallback: number): number => (Number.isNaN(value) ? fallback : value);
    return { startRow: or(range.startRow, 0), startColumn: or(range.startColumn, 0), endRow: or(range.endRow, rowCount - 1), endColumn: or(range.endColumn, columnCount - 1) };
  }

  list(): ValidationRule[] {
    return this.rules().map((rule) => this.describe(rule));
  }

  at(row: number, column: number): ValidationRule | null {
    const rule = this.rules().find(({ ranges }) => ranges.some((range) => contains(fromRange(this.bounded(range)), row, column)));
    return rule ? this.describe(rule) : null;
  }

  set(ranges: readonly Rect[], definition: Definition | null): string | null {
    for (const rect of ranges) this.sheet.check(rect);
    this.cut(ranges);
    const first = ranges[0];
    if (!definition || !first) return null;
    const own = this.sheet.book.ownOf(this.sheet.key).validations;
    let number = Object.keys(own).length + 1;
    while (own[`rule-${this.sheet.key}-${number}`]) number += 1;
    const uid = `rule-${this.sheet.key}-${number}`;
    const { condition, allowInvalid, helpText, showDropdown } = definition;
    own[uid] = { condition, allowInvalid, helpText, showDropdown };
    const rule: ISheetDataValidationRule = {
      uid, ranges: ranges.map(toRange), ...toUniver(condition, first), allowBlank: true, showDropDown: showDropdown,
      errorStyle: allowInvalid ? DataValidationErrorStyle.WARNING : DataValidationErrorStyle.STOP, showErrorMessage: true,
      ...(helpText ? { error: helpText, prompt: helpText, showInputMessage: true } : {}),
    };
    this.sheet.run(AddDataValidationMutation.id, { rule, source: 'command' });
    return uid;
  }

  /** Takes the ranges out of all rules. */
  private cut(holes: readonly Rect[]): void {
    for (const rule of this.list()) {
      const rest = holes.reduce<Rect[]>((parts, hole) => parts.flatMap((part) => subtract(part, hole)), [...rule.ranges]);
      if (rest.length === rule.ranges.length && rest.every((part, index) => part === rule.ranges[index])) continue;
      if (rest.length) {
        this.setRanges(rule.id, rest);
      } else {
        this.sheet.run(RemoveDataValidationMutation.id, { ruleId: rule.id, source: 'command' });
      }
    }
  }

  /** Follows inserted, deleted or moved rows or columns of a sheet of the book: ranges and formulas. */
  follow(change: LineChange, changed: UniverSheet): void {
    const own = this.sheet.book.ownOf(this.sheet.key).validations;
    const rules = this.list();
    for (const { id, ranges } of rules) {
      const definition = own[id];
      if (!definition) continue;
      const forRule = changeForRule(ranges, changed === this.sheet, change);
      own[id] = { ...definition, condition: mapFormulas(definition.condition, (formula) => shiftReferences(formula, this.sheet.name, forRule)) };
    }
    if (changed !== this.sheet) return;
    // Univer shifts the ranges within the command, but not always to the right place.
    const wanted = rules.map(({ id, ranges }) => ({ id, ranges: joined(ranges.flatMap((range) => shiftedRange(range, change))) }));
    this.sheet.context.repairs.add(() => {
      for (const { id, ranges } of wanted) {
        const now = this.rules().find(({ uid }) => uid === id);
        if (now && ranges.length && JSON.stringify(now.ranges.map((range) => fromRange(this.bounded(range)))) !== JSON.stringify(ranges)) this.setRanges(id, ranges);
      }
    });
  }

  private setRanges(ruleId: string, ranges: readonly Rect[]): void {
    this.sheet.run(UpdateDataValidationMutation.id, { ruleId, payload: { type: UpdateRuleType.RANGE, payload: ranges.map(toRange) }, source: 'command' });
  }

  /** Applies a change to the formulas of all rules made through the wrapper (Univer adjusts its own). */
  mapFormulas(change: (formula: string) => string): void {
    const own = this.sheet.book.ownOf(this.sheet.key).validations;
    for (const [id, definition] of Object.entries(own)) own[id] = { ...definition, condition: mapFormulas(definition.condition, change) };
  }

  adopt(rules: readonly ValidationRule[]): void {
    for (const { ranges, condition, allowInvalid, helpText, showDropdown } of rules) this.set(ranges, { condition, allowInvalid, helpText, showDropdown });
  }
}
