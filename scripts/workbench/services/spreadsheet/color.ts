/** Color, ColorBuilder and RgbColor: colours as objects. */
import type { Execution } from '../../runtime/execution';
import { enumMember, enumNameOf, members, ServiceError, ServiceObject, type MemberTable } from '../../runtime/service';
import { parseColour } from './colour';
import type { GColor } from './google-types';

type GColorBuilder = GoogleAppsScript.Spreadsheet.ColorBuilder;
type GRgbColor = GoogleAppsScript.Base.RgbColor;
type GThemeColor = GoogleAppsScript.Spreadsheet.ThemeColor;
type ColorType = GoogleAppsScript.Base.ColorType;
type ThemeColorType = GoogleAppsScript.Spreadsheet.ThemeColorType;

/** Colours of the default theme. */
const themeColours: Readonly<Record<string, string>> = {
  TEXT: '#000000', BACKGROUND: '#ffffff', ACCENT1: '#4285f4', ACCENT2: '#ea4335', ACCENT3: '#fbbc04', ACCENT4: '#34a853',
  ACCENT5: '#ff6d01', ACCENT6: '#46bdc6', HYPERLINK: '#1155cc',
};

/** A colour value: what is shown, and the theme's name for it when it has one. */
interface ColourValue {
  readonly hex: string;
  readonly theme: string | null;
}

const COLOR_NAMES = ['asRgbColor', 'asThemeColor', 'getColorType'] as const;

/** `#rrggbb` of a Color argument; null for null. */
export function hexOfColor(color: unknown): string | null {
  return color instanceof Color ? Color.colourOf(color).hex : null;
}

abstract class ColourHolder extends ServiceObject {
  protected value: ColourValue = { hex: '#000000', theme: null };

  asRgbColor(): GRgbColor {
    return new RgbColor(this.execution, this.value.hex);
  }

  asThemeColor(): GThemeColor {
    if (this.value.theme === null) throw new ServiceError('Object is not of type ThemeColor.');
    return new ThemeColor(this.execution, this.value.theme);
  }

  getColorType(): ColorType {
    return enumMember<ColorType>('Base.ColorType', this.value.theme === null ? 'RGB' : 'THEME');
  }
}

export class Color extends ColourHolder implements Pick<GColor, (typeof COLOR_NAMES)[number]> {
  static readonly interfaceName = 'Spreadsheet.Color';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', COLOR_NAMES);

  static ofHex(execution: Execution, hex: string): Color {
    return Color.ofValue(execution, { hex, theme: null });
  }

  static ofValue(execution: Execution, value: ColourValue): Color {
    const color = new Color(execution);
    color.value = value;
    return color;
  }

  static colourOf(color: Color): ColourValue {
    return color.value;
  }
}

export class ColorBuilder extends ColourHolder
  implements Pick<GColorBuilder, (typeof COLOR_NAMES)[number] | 'build' | 'setRgbColor' | 'setThemeColor'> {
  static readonly interfaceName = 'Spreadsheet.ColorBuilder';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', [...COLOR_NAMES, 'build', 'setRgbColor']),
    ...members('pure', { partial: 'colours of the default theme only' }, ['setThemeColor']),
  };

  build(): GColor {
    return Color.ofValue(this.execution, this.value);
  }

  setRgbColor(cssString: string): GColorBuilder {
    const hex = parseColour(cssString);
    if (hex === null) throw new ServiceError(`Unsupported RGB color format: ${cssString}`);
    this.value = { hex, theme: null };
    return this;
  }

  setThemeColor(themeColorType: ThemeColorType): GColorBuilder {
    const theme = enumNameOf(themeColorType) ?? 'TEXT';
    this.value = { hex: themeColours[theme] ?? '#000000', theme };
    return this;
  }
}

const RGB_NAMES = ['asHexString', 'getBlue', 'getColorType', 'getGreen', 'getRed'] as const;

export class RgbColor extends ServiceObject implements Pick<GRgbColor, (typeof RGB_NAMES)[number]> {
  static readonly interfaceName = 'Base.RgbColor';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', RGB_NAMES);

  constructor(execution: Execution, private readonly hex: string) {
    super(execution);
  }

  asHexString(): string {
    return this.hex;
  }

  getRed(): number {
    return Number.parseInt(this.hex.slice(1, 3), 16);
  }

  getGreen(): number {
    return Number.parseInt(this.hex.slice(3, 5), 16);
  }

  getBlue(): number {
    return Number.parseInt(this.hex.slice(5, 7), 16);
  }

  getColorType(): ColorType {
    return enumMember<ColorType>('Base.ColorType', 'RGB');
  }
}

export class ThemeColor extends ServiceObject implements Pick<GThemeColor, 'getColorType' | 'getThemeColorType'> {
  static readonly interfaceName = 'Spreadsheet.ThemeColor';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', ['getColorType', 'getThemeColorType']);

  constructor(execution: Execution, private readonly theme: string) {
    super(execution);
  }

  getColorType(): ColorType {
    return enumMember<ColorType>('Base.ColorType', 'THEME');
  }

  getThemeColorType(): ThemeColorType {
    return enumMember<ThemeColorType>('Spreadsheet.ThemeColorType', this.theme);
  }
}
