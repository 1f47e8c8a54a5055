/** Our conditional-format rules among the owner's. */
import type { HighlightRule } from '../domain/ports';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
type Range = GoogleAppsScript.Spreadsheet.Range;
type Rule = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;

/** Puts our rules where our former ones stood (at the end when there were none); the owner's keep their order. 1 counted call when nothing changed, else 2. */
export function replaceHighlightRules(sheet: Sheet, mark: string, rules: readonly HighlightRule[]): void {
  const present = sheet.getConditionalFormatRules();
  const isOurs = (rule: Rule): boolean => formulaOf(rule).includes(mark);
  const ours = present.filter(isOurs);
  const ranges = areaRanges(sheet, rules);
  const wanted = rules.map((rule, index) => describeWanted(rule, ranges[index] ?? []));
  if (ours.length === wanted.length && ours.every((rule, index) => describe(rule) === wanted[index])) return;
  const built = rules.map((rule, index) => SpreadsheetApp.newConditionalFormatRule()
    .whenFormulaSatisfied(rule.formula)
    .setBackground(rule.background)
    .setRanges(ranges[index] ?? [])
    .build());
  const at = present.findIndex(isOurs);
  const others = present.filter((rule) => !isOurs(rule));
  const before = at < 0 ? others.length : present.slice(0, at).filter((rule) => !isOurs(rule)).length;
  sheet.setConditionalFormatRules([...others.slice(0, before), ...built, ...others.slice(before)]);
}

/** The grid is asked for its size once. */
function areaRanges(sheet: Sheet, rules: readonly HighlightRule[]): Range[][] {
  const rowCount = sheet.getMaxRows();
  return rules.map((rule) => rule.areas.map((area) =>
    sheet.getRange(area.rowIndex + 1, area.columnIndex + 1, Math.max(1, Math.min(area.rowCount, rowCount - area.rowIndex)), area.columnCount)));
}

function formulaOf(rule: Rule): string {
  const value: unknown = rule.getBooleanCondition()?.getCriteriaValues()[0];
  return typeof value === 'string' ? value : '';
}

function describe(rule: Rule): string {
  const colour = rule.getBooleanCondition()?.getBackground() ?? '';
  return [formulaOf(rule), rgbOf(colour), ...rule.getRanges().map((range) => range.getA1Notation())].join('|');
}

function describeWanted(rule: HighlightRule, ranges: readonly Range[]): string {
  return [rule.formula, rgbOf(rule.background), ...ranges.map((range) => range.getA1Notation())].join('|');
}

/** `#aarrggbb` and `#rrggbb` name the same colour. */
function rgbOf(colour: string): string {
  return colour.toLowerCase().replace(/^#(?:ff)?([0-9a-f]{6})$/, '$1');
}
