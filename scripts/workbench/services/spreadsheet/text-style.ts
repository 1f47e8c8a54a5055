/** TextStyle and its builder: character formats of a cell or of a part of its text; and TextRotation. */
import type { CellStyle, TextStyle as StyleState } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { members, ServiceObject, type MemberTable } from '../../runtime/service';
import { Color, hexOfColor } from './color';
import { parseColour } from './colour';
import type { GColor, GTextStyle, GTextStyleBuilder } from './google-types';

const GETTERS = [
  'copy', 'getFontFamily', 'getFontSize', 'getForegroundColor', 'getForegroundColorObject', 'isBold', 'isItalic', 'isStrikethrough',
  'isUnderline',
] as const;
const SETTERS = [
  'build', 'setBold', 'setFontFamily', 'setFontSize', 'setForegroundColor', 'setForegroundColorObject', 'setItalic', 'setStrikethrough',
  'setUnderline',
] as const;

/** The character part of a cell's style, with the sheet's defaults where nothing is set. */
export function textStyleOfCell(style: CellStyle | undefined): StyleState {
  return {
    bold: style?.bold ?? false,
    italic: style?.italic ?? false,
    underline: style?.underline ?? false,
    strikethrough: style?.strikethrough ?? false,
    fontFamily: style?.fontFamily ?? 'Arial',
    fontSize: style?.fontSize ?? 10,
    fontColor: style?.fontColor ?? '#000000',
  };
}

export class TextStyle extends ServiceObject implements Pick<GTextStyle, (typeof GETTERS)[number]> {
  static readonly interfaceName = 'Spreadsheet.TextStyle';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', GETTERS);

  constructor(execution: Execution, private readonly style: StyleState) {
    super(execution);
  }

  /** State of a TextStyle argument; `{}` for null. */
  static stateOf(value: unknown): StyleState {
    return value instanceof TextStyle ? value.style : {};
  }

  copy(): GTextStyleBuilder {
    return new TextStyleBuilder(this.execution, this.style);
  }

  getFontFamily(): string | null {
    return this.style.fontFamily ?? null;
  }

  getFontSize(): number | null {
    return this.style.fontSize ?? null;
  }

  getForegroundColor(): string | null {
    return this.style.fontColor ?? null;
  }

  getForegroundColorObject(): GColor | null {
    return this.style.fontColor === undefined ? null : Color.ofHex(this.execution, this.style.fontColor);
  }

  isBold(): boolean | null {
    return this.style.bold ?? null;
  }

  isItalic(): boolean | null {
    return this.style.italic ?? null;
  }

  isStrikethrough(): boolean | null {
    return this.style.strikethrough ?? null;
  }

  isUnderline(): boolean | null {
    return this.style.underline ?? null;
  }
}

export class TextStyleBuilder extends ServiceObject implements Pick<GTextStyleBuilder, (typeof SETTERS)[number]> {
  static readonly interfaceName = 'Spreadsheet.TextStyleBuilder';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', SETTERS);

  constructor(execution: Execution, private style: StyleState = {}) {
    super(execution);
  }

  private with(change: StyleState): GTextStyleBuilder {
    this.style = { ...this.style, ...change };
    return this;
  }

  build(): GTextStyle {
    return new TextStyle(this.execution, this.style);
  }

  setBold(bold: boolean): GTextStyleBuilder {
    return this.with({ bold });
  }

  setFontFamily(fontFamily: string): GTextStyleBuilder {
    return this.with({ fontFamily });
  }

  setFontSize(fontSize: number): GTextStyleBuilder {
    return this.with({ fontSize });
  }

  setForegroundColor(cssString: string): GTextStyleBuilder {
    const fontColor = parseColour(cssString);
    return fontColor === null ? this : this.with({ fontColor });
  }

  setForegroundColorObject(color: GColor): GTextStyleBuilder {
    const fontColor = hexOfColor(color);
    return fontColor === null ? this : this.with({ fontColor });
  }

  setItalic(italic: boolean): GTextStyleBuilder {
    return this.with({ italic });
  }

  setStrikethrough(strikethrough: boolean): GTextStyleBuilder {
    return this.with({ strikethrough });
  }

  setUnderline(underline: boolean): GTextStyleBuilder {
    return this.with({ underline });
  }
}

type GTextRotation = GoogleAppsScript.Spreadsheet.TextRotation;

export class TextRotation extends ServiceObject implements Pick<GTextRotation, 'getDegrees' | 'isVertical'> {
  static readonly interfaceName = 'Spreadsheet.TextRotation';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', ['getDegrees', 'isVertical']);

  constructor(execution: Execution, private readonly degrees: number, private readonly vertical: boolean) {
    super(execution);
  }

  getDegrees(): number {
    return this.degrees;
  }

  isVertical(): boolean {
    return this.vertical;
  }
}
