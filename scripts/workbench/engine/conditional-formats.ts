/** Conditional formats: Univer evaluates and shows them, the wrapper keeps the exact rule and shifts the ranges. */
import type { IConditionFormattingRule } from '@univerjs/sheets-conditional-formatting';
import type { UniverSheet } from './univer-sheet';
import type { CellStyle, ConditionalRule, ConditionalStyle, GradientPoint, Rect } from './values';
import {
  AddConditionalRuleMutation, CFNumberOperator, CFRuleType, CFSubRuleType, CFValueType, ConditionalFormattingRuleModel,
  ConditionalFormattingService, DeleteConditionalRuleMutation, SetConditionalRuleMutation,
} from '@univerjs/sheets-conditional-formatting';
import { conditionFormula } from './condition';
import { cellName, fromRange, joined, topLeft, toRange } from './rect';
import type { LineChange } from './rule-formula';
import { changeForRule, mapFormulas, shiftRect, shiftReferences } from './rule-formula';
import { patchUniverStyle, styleFromUniver } from './style-conversion';

type NewRule = Omit<ConditionalRule, 'id'> & { readonly id?: string };
type Format = ConditionalRule['format'];

const NUMBER_OPERATORS: Readonly<Record<string, CFNumberOperator>> = {
  NUMBER_GREATER_THAN: CFNumberOperator.greaterThan, NUMBER_GREATER_THAN_OR_EQUAL_TO: CFNumberOperator.greaterThanOrEqual,
  NUMBER_LESS_THAN: CFNumberOperator.lessThan, NUMBER_LESS_THAN_OR_EQUAL_TO: CFNumberOperator.lessThanOrEqual,
};
const POINTS: Readonly<Record<GradientPoint['type'], CFValueType>> = {
  min: CFValueType.min, max: CFValueType.max, number: CFValueType.num, percent: CFValueType.percent, percentile: CFValueType.percentile,
};

function toUniver(format: Format, ranges: readonly Rect[]): IConditionFormattingRule['rule'] {
  if (format.kind === 'gradient') {
    return {
      type: CFRuleType.colorScale,
      config: format.points.map(({ type, value, color }, index) => ({
        index, color,
        value: value === null ? { type: POINTS[type] }
          : { type: value.startsWith('=') ? CFValueType.formula : POINTS[type], value: value.startsWith('=') ? value : Number(value) },
      })),
    };
  }
  const { condition } = format;
  const style = patchUniverStyle(null, format.style) ?? {};
  const operator = NUMBER_OPERATORS[condition.type];
  const [operand] = condition.values;
  if (operator && typeof operand === 'number') {
    return { type: CFRuleType.highlightCell, subType: CFSubRuleType.number, operator, value: operand, style } as IConditionFormattingRule['rule'];
  }
  const first = topLeft(ranges);
  const formula = conditionFormula(condition, cellName(first.row, first.column));
  return { type: CFRuleType.highlightCell, subType: CFSubRuleType.formula, value: `=${formula}`, style };
}

/** The rule as far as it can be told from one made in the grid. */
function fromUniver(rule: IConditionFormattingRule['rule']): Format {
  if (rule.type === CFRuleType.colorScale) {
    return {
      kind: 'gradient',
      points: rule.config.map(({ color, value }): GradientPoint => ({
        type: (Object.keys(POINTS) as GradientPoint['type'][]).find((type) => POINTS[type] === value.type) ?? 'number',
        value: value.value === undefined ? null : String(value.value), color,
      })),
    };
  }
  const style: ConditionalStyle = 'style' in rule ? conditionalStyle(styleFromUniver(rule.style)) : {};
  if (rule.type === CFRuleType.highlightCell && rule.subType === CFSubRuleType.formula) {
    return { kind: 'boolean', condition: { type: 'CUSTOM_FORMULA', values: [rule.value] }, style };
  }
  if (rule.type === CFRuleType.highlightCell && rule.subType === CFSubRuleType.number) {
    const type = Object.keys(NUMBER_OPERATORS).find((name) => NUMBER_OPERATORS[name] === rule.operator) ?? 'NUMBER_EQUAL_TO';
    const values = Array.isArray(rule.value) ? rule.value : [rule.value ?? 0];
    return { kind: 'boolean', condition: { type: type as 'NUMBER_EQUAL_TO', values }, style };
  }
  return { kind: 'boolean', condition: { type: 'CELL_NOT_EMPTY', values: [] }, style };
}

function conditionalStyle(style: CellStyle): ConditionalStyle {
  const { background, fontColor, bold, italic, underline, strikethrough } = style;
  return Object.fromEntries(Object.entries({ background, fontColor, bold, italic, underline, strikethrough }).filter(([, value]) => value !== null));
}

export class ConditionalFormats {
  constructor(private readonly sheet: UniverSheet) {}

  private rules(): readonly IConditionFormattingRule[] {
    return this.sheet.injector.get(ConditionalFormattingRuleModel).getSubunitRules(this.sheet.book.id, this.sheet.key) ?? [];
  }

  private own(): Record<string, Format> {
    return this.sheet.book.ownOf(this.sheet.key).conditionalFormats;
  }

  /** In order of priority. */
  list(): ConditionalRule[] {
    return this.rules().map(({ cfId, ranges, rule }) => ({ id: cfId, ranges: ranges.map((range) => fromRange(range)), format: this.own()[cfId] ?? fromUniver(rule) }));
  }

  replace(rules: readonly NewRule[]): void {
    for (const rule of rules) for (const rect of rule.ranges) this.sheet.check(rect);
    for (const rule of [...this.rules()]) this.sheet.run(DeleteConditionalRuleMutation.id, { cfId: rule.cfId });
    const own = this.own();
    for (const id of Object.keys(own)) delete own[id];
    // Univer puts a new rule in front of the others.
    const taken = new Set<string>();
    const named = rules.map((rule, index) => {
      const id = rule.id && !taken.has(rule.id) ? rule.id : `format-${this.sheet.key}-${index + 1}`;
      taken.add(id);
      return { ...rule, id };
    });
    for (const { id, ranges, format } of named.reverse()) {
      own[id] = format;
      const rule: IConditionFormattingRule = { cfId: id, ranges: ranges.map(toRange), stopIfTrue: false, rule: toUniver(format, ranges) };
      this.sheet.run(AddConditionalRuleMutation.id, { rule });
    }
  }

  /** Applies the rules' effect to a style. */
  compose(row: number, column: number, style: CellStyle): CellStyle {
    const { book, key, context } = this.sheet;
    context.ruleEvaluation.refresh();
    const composed = this.sheet.injector.get(ConditionalFormattingService).composeStyle(book.id, key, row, column);
    return composed?.style ? { ...style, ...conditionalStyle(styleFromUniver(composed.style)) } : style;
  }

  /** Follows inserted, deleted or moved rows or columns of a sheet of the book: ranges and formulas. */
  follow(change: LineChange, changed: UniverSheet): void {
    const isOnSheet = changed === this.sheet;
    const own = this.own();
    for (const { cfId, ranges } of this.rules()) {
      const format = own[cfId];
      if (format?.kind !== 'boolean') continue;
      const forRule = changeForRule(ranges.map((range) => fromRange(range)), isOnSheet, change);
      own[cfId] = { ...format, condition: mapFormulas(format.condition, (formula) => shiftReferences(formula, this.sheet.name, forRule)) };
    }
    const before = this.rules();
    const wanted = before.flatMap((rule): IConditionFormattingRule[] => {
      const rects = rule.ranges.map((range) => fromRange(range));
      const shifted = isOnSheet ? joined(rects.flatMap((rect) => shiftRect(rect, change))) : rects;
      const format = own[rule.cfId];
      if (shifted.length) return [{ ...rule, ranges: shifted.map(toRange), rule: format ? toUniver(format, shifted) : rule.rule }];
      delete own[rule.cfId];
      return [];
    });
    // The page's own plugin shifts the ranges too, in the same command, and makes further rules for new rows.
    if (this.sheet.context.withUi) this.sheet.context.repairs.add(() => { this.enforce(wanted); });
    else this.enforce(wanted);
  }

  /** Makes Univer's rules these, changing as little as possible. */
  private enforce(wanted: readonly IConditionFormattingRule[]): void {
    const ids = new Set(wanted.map(({ cfId }) => cfId));
    for (const { cfId } of [...this.rules()]) if (!ids.has(cfId)) this.sheet.run(DeleteConditionalRuleMutation.id, { cfId });
    for (const rule of [...wanted].reverse()) {
      const now = this.rules().find(({ cfId }) => cfId === rule.cfId);
      if (!now) this.sheet.run(AddConditionalRuleMutation.id, { rule });
      else if (described(now) !== described(rule)) this.sheet.run(SetConditionalRuleMutation.id, { rule });
    }
  }
}

function described({ ranges, rule }: IConditionFormattingRule): string {
  return JSON.stringify([ranges.map((range) => toRange(fromRange(range))), rule]);
}
