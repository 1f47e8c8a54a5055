/** Conditional formats and validation rules ↔ those of the XLSX library. */
import type { ConditionalFormattingRule, DataValidation, Worksheet } from 'exceljs';
import type { Sheet } from './book';
import type { Condition, ConditionalRule, ConditionType, GradientPoint, Rect, ValidationRule } from './values';
import { conditionFormula } from './condition';
import { cellName, columnIndex } from './rect';
import { fromArgb, fromXlsxStyle, toArgb, toXlsxStyle } from './xlsx-style';
import { PLAIN_STYLE } from './style-conversion';

/** Members that the library has but does not declare. */
interface RuleSheet {
  readonly dataValidations: { add: (range: string, rule: DataValidation) => void; readonly model: Readonly<Record<string, DataValidation | undefined>> };
  readonly conditionalFormattings?: readonly { readonly ref: string; readonly rules: readonly LoadedRule[] }[];
}
interface LoadedRule {
  readonly type: string;
  readonly operator?: string;
  readonly formulae?: readonly (string | number)[];
  readonly text?: string;
  readonly style?: Parameters<typeof fromXlsxStyle>[0];
  readonly cfvo?: readonly { readonly type: string; readonly value?: number | string }[];
  readonly color?: readonly { readonly argb?: string }[];
}

const LIST_LIMIT = 255;

export const rangeName = (rect: Rect): string => `${cellName(rect.row, rect.column)}:${cellName(rect.row + rect.rowCount - 1, rect.column + rect.columnCount - 1)}`;

/** Rectangle of `A1:B2` or `A1`; null for anything else. */
export function parseRange(text: string): Rect | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$/i.exec(text.trim());
  if (!match) return null;
  const [column, row] = [columnIndex(match[1] ?? 'A'), Number(match[2]) - 1];
  const endColumn = match[3] === undefined ? column : columnIndex(match[3]);
  const endRow = match[4] === undefined ? row : Number(match[4]) - 1;
  return { row, column, rowCount: endRow - row + 1, columnCount: endColumn - column + 1 };
}

export function writeConditionalFormats(target: Worksheet, rules: readonly ConditionalRule[]): void {
  rules.forEach(({ ranges, format }, index) => {
    const [first] = ranges;
    if (!first) return;
    const priority = index + 1;
    const rule = format.kind === 'boolean'
      ? { type: 'expression', priority, formulae: [conditionFormula(format.condition, cellName(first.row, first.column))], style: fillOf(toXlsxStyle({ ...PLAIN_STYLE, ...format.style }) ?? {}) }
      : {
        type: 'colorScale', priority, color: format.points.map(({ color }) => ({ argb: toArgb(color) })),
        cfvo: format.points.map(({ type, value }) => (value === null ? { type } : { type: type === 'number' ? 'num' : type, value: value.startsWith('=') ? value.slice(1) : Number(value) })),
      };
    target.addConditionalFormatting({ ref: ranges.map(rangeName).join(' '), rules: [rule as unknown as ConditionalFormattingRule] });
  });
}

/** Differential styles take their colour from the background of the fill. */
function fillOf(style: NonNullable<ReturnType<typeof toXlsxStyle>>): NonNullable<ReturnType<typeof toXlsxStyle>> {
  const { fill } = style;
  return fill?.type === 'pattern' && fill.fgColor ? { ...style, fill: { ...fill, bgColor: fill.fgColor } } : style;
}

const CELL_IS: Readonly<Record<string, ConditionType>> = {
  greaterThan: 'NUMBER_GREATER_THAN', greaterThanOrEqual: 'NUMBER_GREATER_THAN_OR_EQUAL_TO', lessThan: 'NUMBER_LESS_THAN', lessThanOrEqual: 'NUMBER_LESS_THAN_OR_EQUAL_TO',
  equal: 'NUMBER_EQUAL_TO', notEqual: 'NUMBER_NOT_EQUAL_TO', between: 'NUMBER_BETWEEN', notBetween: 'NUMBER_NOT_BETWEEN',
};

function readFormat(rule: LoadedRule): ConditionalRule['format'] | null {
  if (rule.type === 'colorScale' && rule.cfvo && rule.color) {
    return {
      kind: 'gradient',
      points: rule.cfvo.map(({ type, value }, index): GradientPoint => ({
        type: type === 'num' ? 'number' : ['min', 'max', 'percent', 'percentile'].includes(type) ? type as GradientPoint['type'] : 'number',
        value: value === undefined || type === 'min' || type === 'max' ? null : String(value), color: fromArgb(rule.color?.[index]) ?? '#ffffff',
      })),
    };
  }
  const fill = rule.style?.fill;
  const patch = fromXlsxStyle({ ...rule.style, ...(fill?.type === 'pattern' && fill.bgColor ? { fill: { type: 'pattern', pattern: 'solid', fgColor: fill.bgColor } } : {}) }) ?? {};
  const { background, fontColor, bold, italic, underline, strikethrough } = patch;
  const style = Object.fromEntries(Object.entries({ background, fontColor, bold, italic, underline, strikethrough }).filter(([, value]) => value !== undefined && value !== null));
  const formulae = rule.formulae ?? [];
  const operand = (value: string | number | undefined): string | number => (typeof value === 'number' || (value !== undefined && !Number.isNaN(Number(value))) ? Number(value) : `=${value ?? ''}`);
  if (rule.type === 'expression' && formulae.length) return { kind: 'boolean', condition: { type: 'CUSTOM_FORMULA', values: [`=${String(formulae[0])}`] }, style };
  const type = rule.type === 'cellIs' ? CELL_IS[rule.operator ?? ''] : undefined;
  if (type) return { kind: 'boolean', condition: { type, values: formulae.map(operand) }, style };
  if (rule.type === 'containsText' && rule.text) return { kind: 'boolean', condition: { type: 'TEXT_CONTAINS', values: [rule.text] }, style };
  return null;
}

export function readConditionalFormats(source: Worksheet, sheet: Sheet): void {
  const rules = ((source as unknown as RuleSheet).conditionalFormattings ?? []).flatMap(({ ref, rules: loaded }) => {
    const ranges = ref.split(/[ ,]+/).flatMap((text) => parseRange(text) ?? []).filter((rect) => rect.row + rect.rowCount <= sheet.rowCount && rect.column + rect.columnCount <= sheet.columnCount);
    return ranges.length ? loaded.flatMap((rule) => {
      const format = readFormat(rule);
      return format ? [{ ranges, format }] : [];
    }) : [];
  });
  if (rules.length) sheet.setConditionalRules(rules);
}

function validationOf({ condition, allowInvalid, helpText }: ValidationRule, first: Rect): DataValidation | null {
  const base = { allowBlank: true, showErrorMessage: !allowInvalid, ...(helpText ? { showInputMessage: true, prompt: helpText.slice(0, 255) } : {}) };
  const { type, values } = condition;
  if (type === 'VALUE_IN_LIST' || type === 'CHECKBOX') {
    const list = `"${(values.length ? values.map(String) : ['TRUE', 'FALSE']).join(',').replaceAll('"', '""')}"`;
    return list.length > LIST_LIMIT ? null : { ...base, type: 'list', formulae: [list] };
  }
  if (type === 'VALUE_IN_RANGE') return { ...base, type: 'list', formulae: [String(values[0] ?? '').replace(/^=/, '')] };
  return { ...base, type: 'custom', formulae: [conditionFormula(condition, cellName(first.row, first.column))] };
}

export function writeValidations(target: Worksheet, rules: readonly ValidationRule[]): void {
  for (const rule of rules) {
    const [first] = rule.ranges;
    const validation = first ? validationOf(rule, first) : null;
    if (validation) for (const rect of rule.ranges) (target as unknown as RuleSheet).dataValidations.add(rangeName(rect), validation);
  }
}

function readCondition(rule: DataValidation): Condition | null {
  const [first, second] = (rule.formulae ?? []).map((value: unknown): string | number | undefined => (value instanceof Date ? value.getTime() / 86_400_000 + 25_569 : value as string | number | undefined));
  if (rule.type === 'list') {
    const text = String(first ?? '');
    if (!text.startsWith('"')) return { type: 'VALUE_IN_RANGE', values: [`=${text}`] };
    const values = text.slice(1, -1).replaceAll('""', '"').split(',').map((item) => item.trim());
    return values.join() === 'TRUE,FALSE' ? { type: 'CHECKBOX', values: [] } : { type: 'VALUE_IN_LIST', values };
  }
  if (rule.type === 'custom') return { type: 'CUSTOM_FORMULA', values: [`=${String(first ?? '')}`] };
  const number = CELL_IS[rule.operator ?? 'between'];
  if (!number || !['whole', 'decimal', 'date'].includes(rule.type)) return null;
  const values = [first, second].filter((value) => value !== undefined).map((value) => (Number.isNaN(Number(value)) ? `=${String(value)}` : Number(value)));
  return { type: rule.type === 'date' ? DATES[number] ?? number : number, values };
}

const DATES: Readonly<Record<string, ConditionType>> = {
  NUMBER_GREATER_THAN: 'DATE_AFTER', NUMBER_GREATER_THAN_OR_EQUAL_TO: 'DATE_ON_OR_AFTER', NUMBER_LESS_THAN: 'DATE_BEFORE', NUMBER_LESS_THAN_OR_EQUAL_TO: 'DATE_ON_OR_BEFORE',
  NUMBER_EQUAL_TO: 'DATE_EQUAL_TO', NUMBER_NOT_EQUAL_TO: 'DATE_NOT_EQUAL_TO', NUMBER_BETWEEN: 'DATE_BETWEEN', NUMBER_NOT_BETWEEN: 'DATE_NOT_BETWEEN',
};

export function readValidations(source: Worksheet, sheet: Sheet): void {
  // The library lists every cell for itself: equal rules are gathered again, column by column.
  const groups = new Map<string, { rule: DataValidation; rects: Rect[] }>();
  for (const [address, rule] of Object.entries((source as unknown as RuleSheet).dataValidations.model)) {
    const rect = parseRange(address.replace(/^range:/, ''));
    if (!rule || !rect) continue;
    const key = JSON.stringify(rule);
    const group = groups.get(key) ?? { rule, rects: [] };
    groups.set(key, group);
    const last = group.rects[group.rects.length - 1];
    if (last && last.column === rect.column && last.columnCount === rect.columnCount && last.row + last.rowCount === rect.row) {
      group.rects[group.rects.length - 1] = { ...last, rowCount: last.rowCount + rect.rowCount };
    } else group.rects.push(rect);
  }
  for (const { rule, rects } of groups.values()) {
    const condition = readCondition(rule);
    const inside = rects.filter((rect) => rect.row + rect.rowCount <= sheet.rowCount && rect.column + rect.columnCount <= sheet.columnCount);
    if (condition && inside.length) sheet.setValidation(inside, { condition, allowInvalid: rule.showErrorMessage !== true, helpText: rule.prompt ?? null, showDropdown: true });
  }
}
