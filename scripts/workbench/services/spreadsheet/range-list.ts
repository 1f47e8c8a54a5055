/** RangeList: several ranges of one sheet treated alike. */
import type { Execution } from '../../runtime/execution';
import { members, ServiceError, type MemberTable } from '../../runtime/service';
import { selectRects } from './active-selection';
import type { GRange, GRangeList } from './google-types';
import { RangeGeometry } from './range-geometry';
import { SheetObject } from './sheet-object';

type BorderStyle = GoogleAppsScript.Spreadsheet.BorderStyle;
type Options = NonNullable<Parameters<GRangeList['clear']>[0]>;

const WRITES = [
  'breakApart', 'check', 'clear', 'clearContent', 'clearDataValidations', 'clearFormat', 'clearNote', 'insertCheckboxes',
  'removeCheckboxes', 'setBackground', 'setBackgroundRGB', 'setBorder', 'setFontColor', 'setFontFamily', 'setFontLine', 'setFontSize',
  'setFontStyle', 'setFontWeight', 'setFormula', 'setFormulaR1C1', 'setHorizontalAlignment', 'setNote', 'setNumberFormat',
  'setShowHyperlink', 'setTextDirection', 'setTextRotation', 'setValue', 'setVerticalAlignment', 'setVerticalText', 'setWrap',
  'setWrapStrategy', 'trimWhitespace', 'uncheck',
] as const;

export class RangeList extends SheetObject implements Pick<GRangeList, (typeof WRITES)[number] | 'activate' | 'getRanges'> {
  static readonly interfaceName = 'Spreadsheet.RangeList';
  static readonly members: MemberTable = {
    ...members('write', 'exact', WRITES), ...members('ui', 'exact', ['activate'], { customFunction: false }), ...members('navigate', 'exact', ['getRanges']),
  };

  constructor(execution: Execution, private readonly ranges: readonly GRange[]) {
    super(execution);
  }

  /** Ranges of a RangeList argument. */
  static rangesOf(list: unknown): readonly GRange[] {
    if (!(list instanceof RangeList)) throw new ServiceError('Invalid argument: rangeList');
    return list.ranges;
  }

  private each(act: (range: GRange) => unknown): GRangeList {
    for (const range of this.ranges) act(range);
    return this;
  }

  getRanges(): GRange[] { return [...this.ranges]; }

  activate(): GRangeList {
    const parts = this.ranges.map((range) => RangeGeometry.partsOf(range));
    const grid = parts[0]?.grid;
    if (grid !== undefined) selectRects(this.execution, grid, parts.map((part) => part.rect));
    return this;
  }

  breakApart(): GRangeList { return this.each((range) => range.breakApart()); }
  check(): GRangeList { return this.each((range) => range.check()); }
  clear(options: Options = {}): GRangeList { return this.each((range) => range.clear(options)); }
  clearContent(): GRangeList { return this.each((range) => range.clearContent()); }
  clearDataValidations(): GRangeList { return this.each((range) => range.clearDataValidations()); }
  clearFormat(): GRangeList { return this.each((range) => range.clearFormat()); }
  clearNote(): GRangeList { return this.each((range) => range.clearNote()); }
  insertCheckboxes(...values: readonly unknown[]): GRangeList { return this.each((range) => range.insertCheckboxes(values[0], values[1])); }
  removeCheckboxes(): GRangeList { return this.each((range) => range.removeCheckboxes()); }
  setBackground(color: string | null): GRangeList { return this.each((range) => range.setBackground(color)); }
  setBackgroundRGB(red: number, green: number, blue: number): GRangeList { return this.each((range) => range.setBackgroundRGB(red, green, blue)); }

  setBorder(
    top: boolean | null, left: boolean | null, bottom: boolean | null, right: boolean | null,
    vertical: boolean | null, horizontal: boolean | null, color: string | null = null, style: BorderStyle | null = null,
  ): GRangeList {
    return this.each((range) => range.setBorder(top, left, bottom, right, vertical, horizontal, color, style));
  }

  setFontColor(color: string | null): GRangeList { return this.each((range) => range.setFontColor(color)); }
  setFontFamily(family: string | null): GRangeList { return this.each((range) => range.setFontFamily(family)); }
  setFontLine(line: GoogleAppsScript.Spreadsheet.FontLine | null): GRangeList { return this.each((range) => range.setFontLine(line)); }
  setFontSize(size: number): GRangeList { return this.each((range) => range.setFontSize(size)); }
  setFontStyle(style: GoogleAppsScript.Spreadsheet.FontStyle | null): GRangeList { return this.each((range) => range.setFontStyle(style)); }
  setFontWeight(weight: GoogleAppsScript.Spreadsheet.FontWeight | null): GRangeList { return this.each((range) => range.setFontWeight(weight)); }
  setFormula(formula: string): GRangeList { return this.each((range) => range.setFormula(formula)); }
  setFormulaR1C1(formula: string): GRangeList { return this.each((range) => range.setFormulaR1C1(formula)); }

  setHorizontalAlignment(alignment: 'left' | 'center' | 'normal' | 'right' | null): GRangeList {
    return this.each((range) => range.setHorizontalAlignment(alignment));
  }

  setNote(note: string | null): GRangeList { return this.each((range) => range.setNote(note)); }
  setNumberFormat(format: string): GRangeList { return this.each((range) => range.setNumberFormat(format)); }
  setShowHyperlink(show: boolean): GRangeList { return this.each((range) => range.setShowHyperlink(show)); }

  setTextDirection(direction: GoogleAppsScript.Spreadsheet.TextDirection | null): GRangeList {
    return this.each((range) => range.setTextDirection(direction));
  }

  setTextRotation(degrees: number): GRangeList { return this.each((range) => range.setTextRotation(degrees)); }
  setValue(value: unknown): GRangeList { return this.each((range) => range.setValue(value)); }

  setVerticalAlignment(alignment: 'top' | 'middle' | 'bottom' | null): GRangeList {
    return this.each((range) => range.setVerticalAlignment(alignment));
  }

  setVerticalText(vertical: boolean): GRangeList { return this.each((range) => range.setVerticalText(vertical)); }
  setWrap(enabled: boolean): GRangeList { return this.each((range) => range.setWrap(enabled)); }
  setWrapStrategy(strategy: GoogleAppsScript.Spreadsheet.WrapStrategy): GRangeList { return this.each((range) => range.setWrapStrategy(strategy)); }
  trimWhitespace(): GRangeList { return this.each((range) => range.trimWhitespace()); }
  uncheck(): GRangeList { return this.each((range) => range.uncheck()); }
}
