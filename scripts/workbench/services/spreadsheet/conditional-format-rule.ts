/** ConditionalFormatRule, its builder and its two kinds of condition. */
import type { Sheet as Grid } from '../../engine/book';
import type { ConditionalRule, ConditionalStyle, GradientPoint } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { enumMember, enumNameOf, members, ServiceError, ServiceObject, type MemberTable } from '../../runtime/service';
import { parseColour } from './colour';
import { conditionOf, criterionOf, WHEN_NAMES, WhenBuilder, type Criterion } from './criteria';
import { delocalizeFormula } from '../../engine/formula-text';
import { splitSheetName } from './a1-notation';
import type { GConditionalFormatRule, GConditionalFormatRuleBuilder, GRange } from './google-types';
import { RangeGeometry } from './range-geometry';
import { sameGrid, type ObjectMaker } from './sheet-object';

type GBooleanCondition = GoogleAppsScript.Spreadsheet.BooleanCondition;
type GGradientCondition = GoogleAppsScript.Spreadsheet.GradientCondition;
type InterpolationType = GoogleAppsScript.Spreadsheet.InterpolationType;
type BooleanCriteria = GoogleAppsScript.Spreadsheet.BooleanCriteria;

interface RuleState {
  readonly ranges: readonly GRange[];
  readonly criterion: Criterion | null;
  readonly style: ConditionalStyle;
  readonly minimum: GradientPoint | null;
  readonly middle: GradientPoint | null;
  readonly maximum: GradientPoint | null;
}

const blank: RuleState = { ranges: [], criterion: null, style: {}, minimum: null, middle: null, maximum: null };
const GETTERS = ['copy', 'getBooleanCondition', 'getGradientCondition', 'getRanges'] as const;
const SETTERS = [
  'build', 'setBackground', 'setBold', 'setFontColor', 'setGradientMaxpoint', 'setGradientMaxpointWithValue',
  'setGradientMidpointWithValue', 'setGradientMinpoint', 'setGradientMinpointWithValue', 'setItalic', 'setRanges', 'setStrikethrough',
  'setUnderline',
] as const;

function booleanCondition(execution: Execution, state: RuleState): GBooleanCondition | null {
  return state.criterion === null ? null : new BooleanCondition(execution, state.criterion, state.style);
}

function gradientCondition(execution: Execution, state: RuleState): GGradientCondition | null {
  const { minimum, middle, maximum } = state;
  return minimum === null && maximum === null ? null : new GradientCondition(execution, minimum, middle, maximum);
}

export class ConditionalFormatRule extends ServiceObject implements Pick<GConditionalFormatRule, (typeof GETTERS)[number]> {
  static readonly interfaceName = 'Spreadsheet.ConditionalFormatRule';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', GETTERS);

  constructor(execution: Execution, private readonly state: RuleState) {
    super(execution);
  }

  /** The object for a stored rule of a sheet. */
  static ofRule(execution: Execution, rule: ConditionalRule, grid: Grid, make: ObjectMaker): ConditionalFormatRule {
    const ranges = rule.ranges.map((rect) => make.range(execution, grid, rect));
    const { format } = rule;
    if (format.kind === 'boolean') {
      const criterion = criterionOf(format.condition, execution, grid.book, make, false);
      return new ConditionalFormatRule(execution, { ...blank, ranges, criterion, style: format.style });
    }
    const { points } = format;
    return new ConditionalFormatRule(execution, {
      ...blank, ranges, minimum: points[0] ?? null, middle: points.length > 2 ? (points[1] ?? null) : null, maximum: points[points.length - 1] ?? null,
    });
  }

  /** What the engine stores for a rule argument on the sheet; throws when the rule looks at another sheet. */
  static ruleOf(value: unknown, grid: Grid): Omit<ConditionalRule, 'id'> {
    if (!(value instanceof ConditionalFormatRule)) throw new ServiceError('Invalid argument: rules');
    const { state } = value;
    const ranges = state.ranges.map((range) => {
      const parts = RangeGeometry.partsOf(range);
      if (!sameGrid(parts.grid, grid)) throw new ServiceError(differentSheet);
      return parts.rect;
    });
    const points = [state.minimum, state.middle, state.maximum].filter((point): point is GradientPoint => point !== null);
    if (state.criterion === null) return { ranges, format: { kind: 'gradient', points } };
    const condition = conditionOf(state.criterion, grid.book);
    for (const criterion of condition.values) {
      if (typeof criterion === 'string' && criterion.startsWith('=') && namesOtherSheet(criterion, grid)) throw new ServiceError(differentSheet);
    }
    return { ranges, format: { kind: 'boolean', condition, style: state.style } };
  }

  copy(): GConditionalFormatRuleBuilder {
    return new ConditionalFormatRuleBuilder(this.execution, this.state);
  }

  getBooleanCondition(): GBooleanCondition | null {
    return booleanCondition(this.execution, this.state);
  }

  getGradientCondition(): GGradientCondition | null {
    return gradientCondition(this.execution, this.state);
  }

  getRanges(): GRange[] {
    return [...this.state.ranges];
  }
}

const differentSheet = 'Conditional format rule cannot reference a different sheet.';

/** Whether a formula refers directly to a sheet other than the given one; INDIRECT, which takes a text, is allowed. */
function namesOtherSheet(formula: string, grid: Grid): boolean {
  const withoutTexts = delocalizeFormula(formula, grid.book.locale).replace(/"(?:[^"]|"")*"/g, '""');
  const references = withoutTexts.match(/(?:'(?:[^']|'')+'|[\p{L}\p{N}_.]+)!/gu) ?? [];
  return references.some((reference) => splitSheetName(`${reference}A1`)?.sheetName?.toLowerCase() !== grid.name.toLowerCase());
}

export class ConditionalFormatRuleBuilder extends WhenBuilder<GConditionalFormatRuleBuilder>
  implements Pick<GConditionalFormatRuleBuilder, (typeof GETTERS)[number] | (typeof SETTERS)[number] | (typeof WHEN_NAMES)[number]> {
  static readonly interfaceName = 'Spreadsheet.ConditionalFormatRuleBuilder';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', [...GETTERS, ...SETTERS, ...WHEN_NAMES]);

  constructor(execution: Execution, private state: RuleState = blank) {
    super(execution);
  }

  private change(change: Partial<RuleState>): GConditionalFormatRuleBuilder {
    this.state = { ...this.state, ...change };
    return this;
  }

  private style(change: ConditionalStyle): GConditionalFormatRuleBuilder {
    return this.change({ style: { ...this.state.style, ...change } });
  }

  protected override when(type: string, values: readonly unknown[]): GConditionalFormatRuleBuilder {
    return this.change({ criterion: { type, values }, minimum: null, middle: null, maximum: null });
  }

  build(): GConditionalFormatRule {
    const { ranges, criterion, minimum, maximum } = this.state;
    if (ranges.length === 0) throw new ServiceError('Conditional format rule must have at least one range.');
    if (criterion === null && (minimum === null || maximum === null)) throw new ServiceError('Conditional format rule must have a condition.');
    return new ConditionalFormatRule(this.execution, this.state);
  }

  copy(): GConditionalFormatRuleBuilder {
    return new ConditionalFormatRuleBuilder(this.execution, this.state);
  }

  getBooleanCondition(): GBooleanCondition | null {
    return booleanCondition(this.execution, this.state);
  }

  getGradientCondition(): GGradientCondition | null {
    return gradientCondition(this.execution, this.state);
  }

  getRanges(): GRange[] {
    return [...this.state.ranges];
  }

  setRanges(ranges: GRange[]): GConditionalFormatRuleBuilder {
    return this.change({ ranges: [...ranges] });
  }

  setBackground(color: string | null): GConditionalFormatRuleBuilder {
    return this.style({ background: color === null ? null : parseColour(color) });
  }

  setFontColor(color: string | null): GConditionalFormatRuleBuilder {
    return this.style({ fontColor: color === null ? null : parseColour(color) });
  }

  setBold(bold: boolean | null): GConditionalFormatRuleBuilder {
    return this.style({ bold });
  }

  setItalic(italic: boolean | null): GConditionalFormatRuleBuilder {
    return this.style({ italic });
  }

  setStrikethrough(strikethrough: boolean | null): GConditionalFormatRuleBuilder {
    return this.style({ strikethrough });
  }

  setUnderline(underline: boolean | null): GConditionalFormatRuleBuilder {
    return this.style({ underline });
  }

  setGradientMinpoint(color: string): GConditionalFormatRuleBuilder {
    return this.change({ criterion: null, minimum: { type: 'min', value: null, color: gradientColour(color) } });
  }

  setGradientMaxpoint(color: string): GConditionalFormatRuleBuilder {
    return this.change({ criterion: null, maximum: { type: 'max', value: null, color: gradientColour(color) } });
  }

  setGradientMinpointWithValue(color: string, type: InterpolationType, value: string): GConditionalFormatRuleBuilder {
    return this.change({ criterion: null, minimum: gradientPoint(color, type, value) });
  }

  setGradientMidpointWithValue(color: string, type: InterpolationType, value: string): GConditionalFormatRuleBuilder {
    return this.change({ criterion: null, middle: gradientPoint(color, type, value) });
  }

  setGradientMaxpointWithValue(color: string, type: InterpolationType, value: string): GConditionalFormatRuleBuilder {
    return this.change({ criterion: null, maximum: gradientPoint(color, type, value) });
  }
}

function gradientColour(color: string): string {
  return parseColour(color) ?? '#ffffff';
}

function gradientPoint(color: string, type: InterpolationType, value: string): GradientPoint {
  const name = enumNameOf(type);
  const kind = name === 'PERCENT' ? 'percent' : name === 'PERCENTILE' ? 'percentile' : name === 'MIN' ? 'min' : name === 'MAX' ? 'max' : 'number';
  return { type: kind, value: kind === 'min' || kind === 'max' ? null : value, color: gradientColour(color) };
}

const BOOLEAN_NAMES = [
  'getBackground', 'getBold', 'getCriteriaType', 'getCriteriaValues', 'getFontColor', 'getItalic', 'getStrikethrough', 'getUnderline',
] as const;

export class BooleanCondition extends ServiceObject implements Pick<GBooleanCondition, (typeof BOOLEAN_NAMES)[number]> {
  static readonly interfaceName = 'Spreadsheet.BooleanCondition';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', BOOLEAN_NAMES);

  constructor(execution: Execution, private readonly criterion: Criterion, private readonly style: ConditionalStyle) {
    super(execution);
  }

  getBackground(): string | null { return this.style.background ?? null; }
  getBold(): boolean | null { return this.style.bold ?? null; }
  getFontColor(): string | null { return this.style.fontColor ?? null; }
  getItalic(): boolean | null { return this.style.italic ?? null; }
  getStrikethrough(): boolean | null { return this.style.strikethrough ?? null; }
  getUnderline(): boolean | null { return this.style.underline ?? null; }

  getCriteriaType(): BooleanCriteria {
    return enumMember<BooleanCriteria>('Spreadsheet.BooleanCriteria', this.criterion.type);
  }

  getCriteriaValues(): unknown[] {
    return [...this.criterion.values];
  }
}

const GRADIENT_NAMES = [
  'getMaxColor', 'getMaxType', 'getMaxValue', 'getMidColor', 'getMidType', 'getMidValue', 'getMinColor', 'getMinType', 'getMinValue',
] as const;

export class GradientCondition extends ServiceObject implements Pick<GGradientCondition, (typeof GRADIENT_NAMES)[number]> {
  static readonly interfaceName = 'Spreadsheet.GradientCondition';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', GRADIENT_NAMES);

  constructor(
    execution: Execution,
    private readonly minimum: GradientPoint | null,
    private readonly middle: GradientPoint | null,
    private readonly maximum: GradientPoint | null,
  ) {
    super(execution);
  }

  getMinColor(): string { return this.minimum?.color ?? ''; }
  getMidColor(): string { return this.middle?.color ?? ''; }
  getMaxColor(): string { return this.maximum?.color ?? ''; }
  getMinValue(): string { return this.minimum?.value ?? ''; }
  getMidValue(): string { return this.middle?.value ?? ''; }
  getMaxValue(): string { return this.maximum?.value ?? ''; }
  getMinType(): InterpolationType | null { return interpolation(this.minimum); }
  getMidType(): InterpolationType | null { return interpolation(this.middle); }
  getMaxType(): InterpolationType | null { return interpolation(this.maximum); }
}

/** Type of a point; null for the plain minimum and maximum, which have none. */
function interpolation(point: GradientPoint | null): InterpolationType | null {
  if (point === null || point.type === 'min' || point.type === 'max') return null;
  return enumMember<InterpolationType>('Spreadsheet.InterpolationType', point.type.toUpperCase());
}
