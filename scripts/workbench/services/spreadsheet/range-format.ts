/** Formats: the part of Range that reads and writes colours, fonts, alignment, wrapping, number formats and borders. */
import type { BorderEdge, BorderLine, CellStyle, StylePatch } from '../../engine/values';
import { enumMember, enumNameOf, members, ServiceObject, type MemberTable } from '../../runtime/service';
import { Color, hexOfColor } from './color';
import { hexColour, parseColour } from './colour';
import type { GColor, GRange, GTextStyle } from './google-types';
import { RangeValues } from './range-values';
import { TextRotation, TextStyle, textStyleOfCell } from './text-style';

type FontLine = GoogleAppsScript.Spreadsheet.FontLine;
type FontStyle = GoogleAppsScript.Spreadsheet.FontStyle;
type FontWeight = GoogleAppsScript.Spreadsheet.FontWeight;
type TextDirection = GoogleAppsScript.Spreadsheet.TextDirection;
type WrapStrategy = GoogleAppsScript.Spreadsheet.WrapStrategy;
type BorderStyle = GoogleAppsScript.Spreadsheet.BorderStyle;
type GTextRotation = GoogleAppsScript.Spreadsheet.TextRotation;
type Horizontal = 'left' | 'center' | 'normal' | 'right' | null;
type Vertical = 'top' | 'middle' | 'bottom' | null;
type Grid2<T> = readonly (readonly T[])[];

const READS = [
  'getBackground', 'getBackgrounds', 'getBackgroundObject', 'getBackgroundObjects', 'getFontColor', 'getFontColors', 'getFontColorObject', 'getFontColorObjects',
  'getFontFamily', 'getFontFamilies', 'getFontLine', 'getFontLines', 'getFontSize', 'getFontSizes', 'getFontStyle', 'getFontStyles',
  'getFontWeight', 'getFontWeights', 'getHorizontalAlignment', 'getHorizontalAlignments', 'getVerticalAlignment',
  'getVerticalAlignments', 'getTextDirection', 'getTextDirections', 'getTextRotation', 'getTextRotations', 'getTextStyle',
  'getTextStyles', 'getWrap', 'getWraps', 'getWrapStrategy', 'getWrapStrategies',
] as const;
const NUMBER_FORMATS = ['getNumberFormat', 'getNumberFormats'] as const;
const WRITES = [
  'setBackground', 'setBackgrounds', 'setBackgroundObject', 'setBackgroundObjects', 'setBackgroundRGB', 'setFontColor', 'setFontColors',
  'setFontColorObject', 'setFontColorObjects', 'setFontFamily', 'setFontFamilies', 'setFontLine', 'setFontLines', 'setFontSize',
  'setFontSizes', 'setFontStyle', 'setFontStyles', 'setFontWeight', 'setFontWeights', 'setHorizontalAlignment', 'setHorizontalAlignments',
  'setVerticalAlignment', 'setVerticalAlignments', 'setNumberFormat', 'setNumberFormats', 'setTextDirection', 'setTextDirections',
  'setTextRotation', 'setTextRotations', 'setTextStyle', 'setTextStyles', 'setVerticalText', 'setWrap', 'setWraps', 'setWrapStrategy',
  'setWrapStrategies', 'setBorder',
] as const;

export const FORMAT_MEMBERS: MemberTable = {
  ...members('read', 'exact', READS),
  ...members('read', { partial: 'a cell without a format of its own gives 0.###############, also where Sheets would name an automatic date' }, NUMBER_FORMATS),
  ...members('write', 'exact', WRITES),
  ...members('write', { partial: 'accepted, without a visible effect' }, ['setShowHyperlink']),
};

const borderLines: Readonly<Record<string, BorderLine>> = {
  DOTTED: 'dotted', DASHED: 'dashed', SOLID: 'solid', SOLID_MEDIUM: 'solid-medium', SOLID_THICK: 'solid-thick', DOUBLE: 'double',
};

type Names = (typeof READS)[number] | (typeof NUMBER_FORMATS)[number] | (typeof WRITES)[number] | 'setShowHyperlink';

export abstract class RangeFormat extends RangeValues implements Pick<GRange, Names> {
  private one<T>(read: (style: CellStyle) => T): T {
    return read(this.grid.styles(this.topLeft)[0]?.[0] as CellStyle);
  }

  private all<T>(read: (style: CellStyle) => T): T[][] {
    return this.grid.styles(this.rect).map((row) => row.map(read));
  }

  /** Applies one patch to every cell; `undefined` (an unknown colour) changes nothing, as in Sheets. */
  private patch(patch: StylePatch | undefined): GRange {
    if (patch !== undefined) this.bufferWrite(this.grid, [this.rect], () => this.grid.writeStyles(this.rect, patch));
    return this.self;
  }

  private patches<T>(data: Grid2<T>, toPatch: (value: T) => StylePatch | undefined): GRange {
    this.requireShape(data);
    const patches = data.map((row) => row.map(toPatch));
    this.bufferWrite(this.grid, [this.rect], () => this.grid.writeStyles(this.rect, patches));
    return this.self;
  }

  getBackground(): string { return this.one(backgroundOf); }
  getBackgrounds(): string[][] { return this.all(backgroundOf); }
  getBackgroundObject(): GColor { return this.one((style) => Color.ofHex(this.execution, backgroundOf(style))); }
  getBackgroundObjects(): GColor[][] { return this.all((style) => Color.ofHex(this.execution, backgroundOf(style))); }
  setBackground(color: string | null): GRange { return this.patch(backgroundPatch(color)); }
  setBackgrounds(colors: (string | null)[][]): GRange { return this.patches(colors, backgroundPatch); }
  setBackgroundObject(color: GColor | null): GRange { return this.patch({ background: hexOfColor(color) }); }
  setBackgroundRGB(red: number, green: number, blue: number): GRange { return this.patch({ background: hexColour(red, green, blue) }); }

  setBackgroundObjects(colors: GColor[][] | null): GRange {
    return colors === null ? this.patch({ background: null }) : this.patches(colors, (color) => ({ background: hexOfColor(color) }));
  }

  getFontColor(): string { return this.one(fontColorOf); }
  getFontColors(): string[][] { return this.all(fontColorOf); }
  getFontColorObject(): GColor { return this.one((style) => Color.ofHex(this.execution, fontColorOf(style))); }
  getFontColorObjects(): GColor[][] { return this.all((style) => Color.ofHex(this.execution, fontColorOf(style))); }
  setFontColor(color: string | null): GRange { return this.patch(fontColorPatch(color)); }
  setFontColors(colors: unknown[][]): GRange { return this.patches(colors, fontColorPatch); }
  setFontColorObject(color: GColor | null): GRange { return this.patch({ fontColor: hexOfColor(color) }); }
  setFontColorObjects(colors: (GColor | null)[][]): GRange { return this.patches(colors, (color) => ({ fontColor: hexOfColor(color) })); }

  getFontFamily(): string { return this.one(familyOf); }
  getFontFamilies(): string[][] { return this.all(familyOf); }
  setFontFamily(fontFamily: string | null): GRange { return this.patch({ fontFamily }); }
  setFontFamilies(families: (string | null)[][]): GRange { return this.patches(families, (fontFamily) => ({ fontFamily })); }

  getFontSize(): number { return this.one((style) => style.fontSize ?? 10); }
  getFontSizes(): number[][] { return this.all((style) => style.fontSize ?? 10); }
  setFontSize(fontSize: number): GRange { return this.patch({ fontSize }); }
  setFontSizes(sizes: number[][]): GRange { return this.patches(sizes, (fontSize) => ({ fontSize })); }

  getFontLine(): FontLine { return this.one(lineOf); }
  getFontLines(): FontLine[][] { return this.all(lineOf); }
  setFontLine(line: FontLine | null): GRange { return this.patch(linePatch(line)); }
  setFontLines(lines: (FontLine | null)[][]): GRange { return this.patches(lines, linePatch); }

  getFontStyle(): FontStyle { return this.one(fontStyleOf); }
  getFontStyles(): FontStyle[][] { return this.all(fontStyleOf); }
  setFontStyle(style: FontStyle | null): GRange { return this.patch(fontStylePatch(style)); }
  setFontStyles(styles: (FontStyle | null)[][]): GRange { return this.patches(styles, fontStylePatch); }

  getFontWeight(): FontWeight { return this.one(weightOf); }
  getFontWeights(): FontWeight[][] { return this.all(weightOf); }
  setFontWeight(weight: FontWeight | null): GRange { return this.patch(weightPatch(weight)); }
  setFontWeights(weights: (FontWeight | null)[][]): GRange { return this.patches(weights, weightPatch); }

  getHorizontalAlignment(): string { return this.one((style) => style.horizontalAlign ?? 'general'); }
  getHorizontalAlignments(): string[][] { return this.all((style) => style.horizontalAlign ?? 'general'); }
  setHorizontalAlignment(alignment: Horizontal): GRange { return this.patch(horizontalPatch(alignment)); }
  setHorizontalAlignments(alignments: Horizontal[][]): GRange { return this.patches(alignments, horizontalPatch); }

  getVerticalAlignment(): string { return this.one((style) => style.verticalAlign ?? 'bottom'); }
  getVerticalAlignments(): string[][] { return this.all((style) => style.verticalAlign ?? 'bottom'); }
  setVerticalAlignment(verticalAlign: Vertical): GRange { return this.patch({ verticalAlign }); }
  setVerticalAlignments(alignments: Vertical[][]): GRange { return this.patches(alignments, (verticalAlign) => ({ verticalAlign })); }

  getNumberFormat(): string { return this.one(numberFormatOf); }
  getNumberFormats(): string[][] { return this.all(numberFormatOf); }
  setNumberFormat(format: string): GRange { return this.patch(numberFormatPatch(format)); }
  setNumberFormats(formats: string[][]): GRange { return this.patches(formats, numberFormatPatch); }

  getTextDirection(): TextDirection | null { return this.one(directionOf); }
  getTextDirections(): (TextDirection | null)[][] { return this.all(directionOf); }
  setTextDirection(direction: TextDirection | null): GRange { return this.patch(directionPatch(direction)); }
  setTextDirections(directions: (TextDirection | null)[][]): GRange { return this.patches(directions, directionPatch); }

  getTextRotation(): GTextRotation { return this.one((style) => this.rotationOf(style)); }
  getTextRotations(): GTextRotation[][] { return this.all((style) => this.rotationOf(style)); }
  setTextRotation(rotation: number | GTextRotation): GRange { return this.patch(rotationPatch(rotation)); }
  setTextRotations(rotations: GTextRotation[][]): GRange { return this.patches(rotations, rotationPatch); }
  setVerticalText(isVertical: boolean): GRange { return this.patch({ verticalText: isVertical }); }

  private rotationOf(style: CellStyle): GTextRotation {
    return new TextRotation(this.execution, style.rotation ?? 0, style.verticalText ?? false);
  }

  getTextStyle(): GTextStyle { return this.one((style) => new TextStyle(this.execution, textStyleOfCell(style))); }
  getTextStyles(): GTextStyle[][] { return this.all((style) => new TextStyle(this.execution, textStyleOfCell(style))); }
  setTextStyle(style: GTextStyle): GRange { return this.patch(TextStyle.stateOf(style)); }
  setTextStyles(styles: GTextStyle[][]): GRange { return this.patches(styles, (style) => TextStyle.stateOf(style)); }

  getWrap(): boolean { return this.one((style) => style.wrap === 'wrap'); }
  getWraps(): boolean[][] { return this.all((style) => style.wrap === 'wrap'); }
  setWrap(isWrapEnabled: boolean): GRange { return this.patch(wrapPatch(isWrapEnabled)); }
  setWraps(enabled: boolean[][]): GRange { return this.patches(enabled, wrapPatch); }
  getWrapStrategy(): WrapStrategy { return this.one(strategyOf); }
  getWrapStrategies(): WrapStrategy[][] { return this.all(strategyOf); }
  setWrapStrategy(strategy: WrapStrategy): GRange { return this.patch(strategyPatch(strategy)); }
  setWrapStrategies(strategies: WrapStrategy[][]): GRange { return this.patches(strategies, strategyPatch); }
  setShowHyperlink(_showHyperlink: boolean): GRange { return this.self; }

  setBorder(
    top: boolean | null, left: boolean | null, bottom: boolean | null, right: boolean | null,
    vertical: boolean | null, horizontal: boolean | null, color?: string | null, style?: BorderStyle | null,
  ): GRange {
    const edge: BorderEdge = {
      line: borderLines[enumNameOf(style) ?? 'SOLID'] ?? 'solid',
      color: (typeof color === 'string' ? parseColour(color) : null) ?? '#000000',
    };
    const { rowCount, columnCount } = this.rect;
    /** true draws, false removes, null leaves the line as it is. */
    const side = (name: 'borderTop' | 'borderLeft' | 'borderBottom' | 'borderRight', wish: boolean | null): StylePatch =>
      (wish === null ? {} : { [name]: wish ? edge : null });
    const patches = Array.from({ length: rowCount }, (_, row) => Array.from({ length: columnCount }, (__, column): StylePatch => ({
      ...side('borderTop', row === 0 ? top : horizontal),
      ...side('borderBottom', row === rowCount - 1 ? bottom : horizontal),
      ...side('borderLeft', column === 0 ? left : vertical),
      ...side('borderRight', column === columnCount - 1 ? right : vertical),
    })));
    return this.patches(patches, (patch) => patch);
  }
}

function backgroundOf(style: CellStyle): string {
  return style.background ?? '#ffffff';
}

function fontColorOf(style: CellStyle): string {
  return style.fontColor ?? '#000000';
}

function familyOf(style: CellStyle): string {
  return style.fontFamily ?? 'Arial';
}

function colourArgument(color: unknown): string | null | undefined {
  if (color === null || color === undefined || color === '') return null;
  if (color instanceof ServiceObject) return hexOfColor(color);
  return typeof color === 'string' ? (parseColour(color) ?? undefined) : undefined;
}

function backgroundPatch(color: unknown): StylePatch | undefined {
  const background = colourArgument(color);
  return background === undefined ? undefined : { background };
}

function fontColorPatch(color: unknown): StylePatch | undefined {
  const fontColor = colourArgument(color);
  return fontColor === undefined ? undefined : { fontColor };
}

function lineOf(style: CellStyle): FontLine {
  if (style.underline === true) return 'underline';
  return style.strikethrough === true ? 'line-through' : 'none';
}

function linePatch(line: FontLine | null): StylePatch {
  return line === null ? { underline: null, strikethrough: null } : { underline: line === 'underline', strikethrough: line === 'line-through' };
}

function fontStyleOf(style: CellStyle): FontStyle {
  return style.italic === true ? 'italic' : 'normal';
}

function fontStylePatch(style: FontStyle | null): StylePatch {
  return { italic: style === null ? null : style === 'italic' };
}

function weightOf(style: CellStyle): FontWeight {
  return style.bold === true ? 'bold' : 'normal';
}

function weightPatch(weight: FontWeight | null): StylePatch {
  return { bold: weight === null ? null : weight === 'bold' };
}

function horizontalPatch(alignment: Horizontal): StylePatch {
  return { horizontalAlign: alignment === 'normal' ? null : alignment };
}

function numberFormatOf(style: CellStyle): string {
  return style.pattern ?? '0.###############';
}

function numberFormatPatch(format: string): StylePatch {
  return { pattern: format === '' || format.toLowerCase() === 'general' ? null : format };
}

function directionOf(style: CellStyle): TextDirection | null {
  if (style.textDirection === null) return null;
  return enumMember<TextDirection>('Spreadsheet.TextDirection', style.textDirection === 'ltr' ? 'LEFT_TO_RIGHT' : 'RIGHT_TO_LEFT');
}

function directionPatch(direction: TextDirection | null): StylePatch {
  const name = enumNameOf(direction);
  return { textDirection: name === null ? null : name === 'LEFT_TO_RIGHT' ? 'ltr' : 'rtl' };
}

function rotationPatch(rotation: number | GTextRotation): StylePatch {
  // Rotated and vertical text exclude each other: setting one resets the other.
  if (typeof rotation === 'number') return { rotation };
  return rotation.isVertical() ? { verticalText: true } : { rotation: rotation.getDegrees() };
}

function wrapPatch(enabled: boolean): StylePatch {
  return { wrap: enabled ? 'wrap' : 'overflow' };
}

function strategyOf(style: CellStyle): WrapStrategy {
  return enumMember<WrapStrategy>('Spreadsheet.WrapStrategy', (style.wrap ?? 'overflow').toUpperCase());
}

function strategyPatch(strategy: WrapStrategy): StylePatch {
  const name = enumNameOf(strategy);
  return { wrap: name === 'WRAP' ? 'wrap' : name === 'CLIP' ? 'clip' : 'overflow' };
}
