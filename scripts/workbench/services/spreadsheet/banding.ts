/** Banding: alternating colours of the rows or columns of a range. */
import type { Sheet as Grid } from '../../engine/book';
import type { BandingState } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { enumNameOf, members, ServiceError, type MemberTable } from '../../runtime/service';
import { parseColour } from './colour';
import type { GBanding, GRange } from './google-types';
import { RangeGeometry } from './range-geometry';
import { SheetObject } from './sheet-object';
import { intersection } from './structure-shift';

const READS = [
  'getFirstColumnColor', 'getFirstRowColor', 'getFooterColumnColor', 'getFooterRowColor', 'getHeaderColumnColor', 'getHeaderRowColor',
  'getSecondColumnColor', 'getSecondRowColor',
] as const;
const WRITES = [
  'copyTo', 'remove', 'setFirstColumnColor', 'setFirstRowColor', 'setFooterColumnColor', 'setFooterRowColor', 'setHeaderColumnColor',
  'setHeaderRowColor', 'setRange', 'setSecondColumnColor', 'setSecondRowColor',
] as const;

/** Colours of the themes: header, first, second, footer. */
const themes: Readonly<Record<string, readonly [string, string, string, string]>> = {
  LIGHT_GREY: ['#bdbdbd', '#ffffff', '#f3f3f3', '#dedede'], CYAN: ['#4dd0e1', '#ffffff', '#e0f7fa', '#a2e8f1'],
  GREEN: ['#63d297', '#ffffff', '#e7f9ef', '#afe9ca'], YELLOW: ['#f7cb4d', '#ffffff', '#fef8e3', '#fce8b2'],
  ORANGE: ['#f46524', '#ffffff', '#ffe6dd', '#ffccbc'], BLUE: ['#5b95f9', '#ffffff', '#e8f0fe', '#acc9fe'],
  TEAL: ['#26a69a', '#ffffff', '#ddf2f0', '#8cd3cd'], GREY: ['#78909c', '#ffffff', '#ebeff1', '#bbc8ce'],
  BROWN: ['#cca677', '#ffffff', '#f8f2eb', '#e6d3ba'], LIGHT_GREEN: ['#8bc34a', '#ffffff', '#eef7e3', '#c4e2a0'],
  INDIGO: ['#8989eb', '#ffffff', '#e8e7fc', '#c4c3f7'], PINK: ['#e91d63', '#ffffff', '#fddce8', '#f68ab0'],
};

export class Banding extends SheetObject implements Pick<GBanding, 'getRange' | (typeof READS)[number] | (typeof WRITES)[number]> {
  static readonly interfaceName = 'Spreadsheet.Banding';
  static readonly members: MemberTable = {
    ...members('navigate', 'exact', ['getRange'], { drains: true }),
    ...members('read', 'exact', READS),
    ...members('write', 'exact', WRITES, { drains: true }),
  };

  constructor(execution: Execution, private readonly grid: Grid, private readonly id: string) {
    super(execution);
  }

  /** Adds a banding in a theme's colours; throws where another one is already. */
  static add(
    execution: Execution, range: GRange, byColumns: boolean, theme: unknown, showHeader: boolean, showFooter: boolean,
  ): Banding {
    const { grid, rect } = RangeGeometry.partsOf(range);
    if (grid.bandings().some((other) => intersection(other.rect, rect) !== null)) {
      throw new ServiceError('You cannot add alternating background colors to a range that already has alternating background colors.');
    }
    const colours = themes[enumNameOf(theme) ?? 'LIGHT_GREY'] ?? themes['LIGHT_GREY'];
    const [header, first, second, footer] = colours ?? ['#bdbdbd', '#ffffff', '#f3f3f3', '#dedede'];
    const id = `banding-${execution.host.newId(10)}`;
    const added = { id, rect, byColumns, header: showHeader ? header : null, first, second, footer: showFooter ? footer : null };
    grid.setBandings([...grid.bandings(), added]);
    return new Banding(execution, grid, id);
  }

  private state(): BandingState {
    const state = this.grid.bandings().find((banding) => banding.id === this.id);
    if (state === undefined) throw new ServiceError('The banding no longer exists.');
    return state;
  }

  private change(change: Partial<BandingState>): GBanding {
    const state = this.state();
    this.requireEdit(this.grid, state.rect);
    this.grid.setBandings(this.grid.bandings().map((banding) => (banding.id === this.id ? { ...state, ...change } : banding)));
    return this;
  }

  private colour(byColumns: boolean, part: 'header' | 'first' | 'second' | 'footer'): string | null {
    const state = this.state();
    return state.byColumns === byColumns ? state[part] : null;
  }

  private setColour(byColumns: boolean, part: 'header' | 'first' | 'second' | 'footer', color: string | null): GBanding {
    if (color === null && part !== 'header' && part !== 'footer') {
      throw new ServiceError(`${part === 'first' ? 'First' : 'Second'} ${byColumns ? 'column' : 'row'} color should not be null`);
    }
    return this.change({ byColumns, [part]: color === null ? null : parseColour(color) });
  }

  getRange(): GRange { return this.make.range(this.execution, this.grid, this.state().rect); }
  getHeaderRowColor(): string | null { return this.colour(false, 'header'); }
  getFirstRowColor(): string | null { return this.colour(false, 'first'); }
  getSecondRowColor(): string | null { return this.colour(false, 'second'); }
  getFooterRowColor(): string | null { return this.colour(false, 'footer'); }
  getHeaderColumnColor(): string | null { return this.colour(true, 'header'); }
  getFirstColumnColor(): string | null { return this.colour(true, 'first'); }
  getSecondColumnColor(): string | null { return this.colour(true, 'second'); }
  getFooterColumnColor(): string | null { return this.colour(true, 'footer'); }
  setHeaderRowColor(color: string | null): GBanding { return this.setColour(false, 'header', color); }
  setFirstRowColor(color: string | null): GBanding { return this.setColour(false, 'first', color); }
  setSecondRowColor(color: string | null): GBanding { return this.setColour(false, 'second', color); }
  setFooterRowColor(color: string | null): GBanding { return this.setColour(false, 'footer', color); }
  setHeaderColumnColor(color: string | null): GBanding { return this.setColour(true, 'header', color); }
  setFirstColumnColor(color: string | null): GBanding { return this.setColour(true, 'first', color); }
  setSecondColumnColor(color: string | null): GBanding { return this.setColour(true, 'second', color); }
  setFooterColumnColor(color: string | null): GBanding { return this.setColour(true, 'footer', color); }

  setRange(range: GRange): GBanding {
    return this.change({ rect: RangeGeometry.partsOf(range).rect });
  }

  copyTo(range: GRange): GBanding {
    const { grid, rect } = RangeGeometry.partsOf(range);
    this.requireEdit(grid, rect);
    const id = `banding-${this.execution.host.newId(10)}`;
    grid.setBandings([...grid.bandings(), { ...this.state(), id, rect }]);
    return new Banding(this.execution, grid, id);
  }

  remove(): void {
    this.requireEdit(this.grid, this.state().rect);
    this.grid.setBandings(this.grid.bandings().filter((banding) => banding.id !== this.id));
  }
}
