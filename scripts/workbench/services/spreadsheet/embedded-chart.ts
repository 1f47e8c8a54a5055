/** EmbeddedChart and its builders: charts kept with their sheet as a description (type, ranges, options, place). */
import type { Sheet as Grid } from '../../engine/book';
import type { Rect } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { enumMember, enumNameOf, members, ServiceError, ServiceObject, type MemberTable } from '../../runtime/service';
import { documentOf, type ChartState } from './document-model';
import type { GEmbeddedChart, GEmbeddedChartBuilder, GRange } from './google-types';
import { RangeGeometry } from './range-geometry';
import { SheetObject } from './sheet-object';

type ChartType = GoogleAppsScript.Charts.ChartType;
type Merge = GoogleAppsScript.Charts.ChartMergeStrategy;
type HiddenDimension = GoogleAppsScript.Charts.ChartHiddenDimensionStrategy;
type GContainerInfo = GoogleAppsScript.Spreadsheet.ContainerInfo;

/** A chart as its builder describes it; `id` is null until it stands on a sheet. */
type ChartDraft = Omit<ChartState, 'id' | 'sheetId'> & { readonly id: number | null };

const emptyDraft: ChartDraft = {
  id: null, type: 'COLUMN', ranges: [], options: {}, position: { row: 0, column: 0, offsetX: 0, offsetY: 0 }, headers: -1, transposed: false,
  mergeStrategy: 'MERGE_COLUMNS', hiddenDimensionStrategy: 'IGNORE_BOTH',
};

const CHART_NAMES = [
  'getChartId', 'getContainerInfo', 'getHiddenDimensionStrategy', 'getMergeStrategy', 'getNumHeaders', 'getOptions', 'getRanges',
  'getTransposeRowsAndColumns', 'modify',
] as const;

function rangesOf(grid: Grid, draft: ChartDraft, make: (grid: Grid, rect: Rect) => GRange): GRange[] {
  return draft.ranges.flatMap(({ sheetId, rect }) => {
    const source = grid.book.sheet(sheetId);
    return source === null ? [] : [make(source, rect)];
  });
}

export class EmbeddedChart extends SheetObject implements Pick<GEmbeddedChart, (typeof CHART_NAMES)[number]> {
  static readonly interfaceName = 'Spreadsheet.EmbeddedChart';
  static readonly members: MemberTable = members('pure', 'exact', CHART_NAMES);

  constructor(execution: Execution, private readonly grid: Grid, private readonly draft: ChartDraft) {
    super(execution);
  }

  /** What stands behind a chart argument. */
  static draftOf(chart: unknown): ChartDraft {
    if (!(chart instanceof EmbeddedChart)) throw new ServiceError('Invalid argument: chart');
    return chart.draft;
  }

  /** Puts a chart on a sheet, as a new one or in place of the one with its id. */
  static place(grid: Grid, chart: unknown, replace: boolean): void {
    const draft = EmbeddedChart.draftOf(chart);
    const document = documentOf(grid.book);
    const present = document.charts.find((other) => other.id === draft.id && other.sheetId === grid.id);
    if (replace && present === undefined) throw new ServiceError('Chart not found');
    const stored: ChartState = { ...draft, id: replace && present !== undefined ? present.id : document.nextId(), sheetId: grid.id };
    document.charts = replace ? document.charts.map((other) => (other === present ? stored : other)) : [...document.charts, stored];
  }

  getChartId(): number | null { return this.draft.id; }
  getNumHeaders(): number { return this.draft.headers; }
  getTransposeRowsAndColumns(): boolean { return this.draft.transposed; }
  getContainerInfo(): GContainerInfo { return new ContainerInfo(this.execution, this.draft.position); }
  getMergeStrategy(): Merge { return enumMember<Merge>('Charts.ChartMergeStrategy', this.draft.mergeStrategy); }

  getHiddenDimensionStrategy(): HiddenDimension {
    return enumMember<HiddenDimension>('Charts.ChartHiddenDimensionStrategy', this.draft.hiddenDimensionStrategy);
  }

  getOptions(): GoogleAppsScript.Charts.ChartOptions {
    return new ChartOptions(this.execution, this.draft.options);
  }

  getRanges(): GRange[] {
    return rangesOf(this.grid, this.draft, (grid, rect) => this.make.range(this.execution, grid, rect));
  }

  modify(): GEmbeddedChartBuilder {
    return new EmbeddedChartBuilder(this.execution, this.grid, this.draft);
  }
}

type GChartOptions = GoogleAppsScript.Charts.ChartOptions;

export class ChartOptions extends ServiceObject implements Pick<GChartOptions, 'get'> {
  static readonly interfaceName = 'Charts.ChartOptions';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', { partial: 'null where an option was not set: defaults are not known' }, ['get']);

  constructor(execution: Execution, private readonly options: Readonly<Record<string, unknown>>) {
    super(execution);
  }

  get(option: string): unknown {
    return this.options[option] ?? null;
  }
}

const CONTAINER_NAMES = ['getAnchorColumn', 'getAnchorRow', 'getOffsetX', 'getOffsetY'] as const;

export class ContainerInfo extends ServiceObject implements Pick<GContainerInfo, (typeof CONTAINER_NAMES)[number]> {
  static readonly interfaceName = 'Spreadsheet.ContainerInfo';
  static readonly members: MemberTable = members('pure', 'exact', CONTAINER_NAMES);

  constructor(execution: Execution, private readonly position: ChartState['position']) {
    super(execution);
  }

  getAnchorColumn(): number { return this.position.column + 1; }
  getAnchorRow(): number { return this.position.row + 1; }
  getOffsetX(): number { return this.position.offsetX; }
  getOffsetY(): number { return this.position.offsetY; }
}

const BUILDER_NAMES = [
  'addRange', 'build', 'clearRanges', 'getChartType', 'getContainer', 'getRanges', 'removeRange', 'setChartType',
  'setHiddenDimensionStrategy', 'setMergeStrategy', 'setNumHeaders', 'setOption', 'setPosition', 'setTransposeRowsAndColumns',
  'asAreaChart', 'asBarChart', 'asColumnChart', 'asComboChart', 'asHistogramChart', 'asLineChart', 'asPieChart', 'asScatterChart',
  'asTableChart',
] as const;

const STORED = { partial: 'stored with the sheet, not drawn' } as const;

/** Common part of all chart builders; a change keeps the builder's own class. */
export class EmbeddedChartBuilder extends SheetObject implements Pick<GEmbeddedChartBuilder, (typeof BUILDER_NAMES)[number]> {
  static readonly interfaceName: string = 'Spreadsheet.EmbeddedChartBuilder';
  static readonly members: MemberTable = members('pure', STORED, BUILDER_NAMES);

  constructor(execution: Execution, private readonly grid: Grid, protected draft: ChartDraft = emptyDraft) {
    super(execution);
  }

  protected change(change: Partial<ChartDraft>): this {
    this.draft = { ...this.draft, ...change };
    return this;
  }

  protected option(option: string, value: unknown): this {
    return this.change({ options: { ...this.draft.options, [option]: value } });
  }

  private as<T>(builder: new (execution: Execution, grid: Grid, draft: ChartDraft) => EmbeddedChartBuilder, type: string): T {
    return new builder(this.execution, this.grid, { ...this.draft, type }) as unknown as T;
  }

  build(): GEmbeddedChart { return new EmbeddedChart(this.execution, this.grid, this.draft) as unknown as GEmbeddedChart; }
  clearRanges(): GEmbeddedChartBuilder { return this.change({ ranges: [] }); }
  getContainer(): GContainerInfo { return new ContainerInfo(this.execution, this.draft.position); }
  getChartType(): ChartType { return enumMember<ChartType>('Charts.ChartType', this.draft.type); }
  setChartType(type: ChartType): GEmbeddedChartBuilder { return this.change({ type: enumNameOf(type) ?? 'COLUMN' }); }
  setNumHeaders(headers: number): GEmbeddedChartBuilder { return this.change({ headers }); }
  setTransposeRowsAndColumns(transposed: boolean): GEmbeddedChartBuilder { return this.change({ transposed }); }
  setMergeStrategy(strategy: Merge): GEmbeddedChartBuilder { return this.change({ mergeStrategy: enumNameOf(strategy) ?? 'MERGE_COLUMNS' }); }

  setOption(option: string, value: unknown): GEmbeddedChartBuilder {
    return this.option(option, value);
  }

  setHiddenDimensionStrategy(strategy: HiddenDimension): GEmbeddedChartBuilder {
    return this.change({ hiddenDimensionStrategy: enumNameOf(strategy) ?? 'IGNORE_BOTH' });
  }

  addRange(range: GRange): GEmbeddedChartBuilder {
    const { grid, rect } = RangeGeometry.partsOf(range);
    return this.change({ ranges: [...this.draft.ranges, { sheetId: grid.id, rect }] });
  }

  removeRange(range: GRange): GEmbeddedChartBuilder {
    const { grid, rect } = RangeGeometry.partsOf(range);
    const key = JSON.stringify({ sheetId: grid.id, rect });
    return this.change({ ranges: this.draft.ranges.filter((other) => JSON.stringify(other) !== key) });
  }

  getRanges(): GRange[] {
    return rangesOf(this.grid, this.draft, (grid, rect) => this.make.range(this.execution, grid, rect));
  }

  setPosition(anchorRowPos: number, anchorColPos: number, offsetX: number, offsetY: number): GEmbeddedChartBuilder {
    if (anchorRowPos < 1 || anchorColPos < 1) throw new ServiceError('Invalid chart position.');
    return this.change({ position: { row: anchorRowPos - 1, column: anchorColPos - 1, offsetX, offsetY } });
  }

  asAreaChart(): GoogleAppsScript.Spreadsheet.EmbeddedAreaChartBuilder { return this.as(EmbeddedAreaChartBuilder, 'AREA'); }
  asBarChart(): GoogleAppsScript.Spreadsheet.EmbeddedBarChartBuilder { return this.as(EmbeddedBarChartBuilder, 'BAR'); }
  asColumnChart(): GoogleAppsScript.Spreadsheet.EmbeddedColumnChartBuilder { return this.as(EmbeddedColumnChartBuilder, 'COLUMN'); }
  asComboChart(): GoogleAppsScript.Spreadsheet.EmbeddedComboChartBuilder { return this.as(EmbeddedComboChartBuilder, 'COMBO'); }
  asHistogramChart(): GoogleAppsScript.Spreadsheet.EmbeddedHistogramChartBuilder { return this.as(EmbeddedHistogramChartBuilder, 'HISTOGRAM'); }
  asLineChart(): GoogleAppsScript.Spreadsheet.EmbeddedLineChartBuilder { return this.as(EmbeddedLineChartBuilder, 'LINE'); }
  asPieChart(): GoogleAppsScript.Spreadsheet.EmbeddedPieChartBuilder { return this.as(EmbeddedPieChartBuilder, 'PIE'); }
  asScatterChart(): GoogleAppsScript.Spreadsheet.EmbeddedScatterChartBuilder { return this.as(EmbeddedScatterChartBuilder, 'SCATTER'); }
  asTableChart(): GoogleAppsScript.Spreadsheet.EmbeddedTableChartBuilder { return this.as(EmbeddedTableChartBuilder, 'TABLE'); }
}

const TITLED = ['setTitle', 'setTitleTextStyle', 'setBackgroundColor', 'setColors', 'setLegendPosition', 'setLegendTextStyle'] as const;
const AXES = ['setXAxisTitle', 'setXAxisTextStyle', 'setXAxisTitleTextStyle', 'setYAxisTitle', 'setYAxisTextStyle', 'setYAxisTitleTextStyle'] as const;

/** Builders of drawn charts: titles, colours and legend become options. */
class TitledChartBuilder extends EmbeddedChartBuilder {
  static override readonly members: MemberTable = { ...EmbeddedChartBuilder.members, ...members('pure', STORED, TITLED) };

  setTitle(chartTitle: string): this { return this.option('title', chartTitle); }
  setTitleTextStyle(style: unknown): this { return this.option('titleTextStyle', String(style)); }
  setBackgroundColor(color: string): this { return this.option('backgroundColor', color); }
  setColors(colors: string[]): this { return this.option('colors', colors); }
  setLegendPosition(position: unknown): this { return this.option('legend.position', (enumNameOf(position) ?? 'RIGHT').toLowerCase()); }
  setLegendTextStyle(style: unknown): this { return this.option('legend.textStyle', String(style)); }
}

/** Builders of charts with two axes. */
class AxesChartBuilder extends TitledChartBuilder {
  static override readonly members: MemberTable = {
    ...TitledChartBuilder.members, ...members('pure', STORED, [...AXES, 'setRange', 'useLogScale', 'reverseCategories', 'setStacked']),
  };

  setXAxisTitle(title: string): this { return this.option('hAxis.title', title); }
  setXAxisTextStyle(style: unknown): this { return this.option('hAxis.textStyle', String(style)); }
  setXAxisTitleTextStyle(style: unknown): this { return this.option('hAxis.titleTextStyle', String(style)); }
  setYAxisTitle(title: string): this { return this.option('vAxis.title', title); }
  setYAxisTextStyle(style: unknown): this { return this.option('vAxis.textStyle', String(style)); }
  setYAxisTitleTextStyle(style: unknown): this { return this.option('vAxis.titleTextStyle', String(style)); }
  setRange(start: number, end: number): this { return this.option('vAxis.viewWindow', { min: start, max: end }); }
  useLogScale(): this { return this.option('vAxis.logScale', true); }
  reverseCategories(): this { return this.option('hAxis.direction', -1); }
  setStacked(): this { return this.option('isStacked', true); }
}

/** Builders of charts drawn with lines and points. */
class PointChartBuilder extends AxesChartBuilder {
  static override readonly members: MemberTable = { ...AxesChartBuilder.members, ...members('pure', STORED, ['setPointStyle']) };

  setPointStyle(style: unknown): this { return this.option('pointShape', (enumNameOf(style) ?? 'NONE').toLowerCase()); }
}

export class EmbeddedAreaChartBuilder extends PointChartBuilder { static override readonly interfaceName = 'Spreadsheet.EmbeddedAreaChartBuilder'; }
export class EmbeddedComboChartBuilder extends AxesChartBuilder { static override readonly interfaceName = 'Spreadsheet.EmbeddedComboChartBuilder'; }
export class EmbeddedColumnChartBuilder extends AxesChartBuilder { static override readonly interfaceName = 'Spreadsheet.EmbeddedColumnChartBuilder'; }
export class EmbeddedHistogramChartBuilder extends AxesChartBuilder { static override readonly interfaceName = 'Spreadsheet.EmbeddedHistogramChartBuilder'; }

export class EmbeddedBarChartBuilder extends AxesChartBuilder {
  static override readonly interfaceName = 'Spreadsheet.EmbeddedBarChartBuilder';
  static override readonly members: MemberTable = { ...AxesChartBuilder.members, ...members('pure', STORED, ['reverseDirection']) };

  reverseDirection(): this { return this.option('hAxis.direction', -1); }
}

export class EmbeddedLineChartBuilder extends PointChartBuilder {
  static override readonly interfaceName = 'Spreadsheet.EmbeddedLineChartBuilder';
  static override readonly members: MemberTable = { ...PointChartBuilder.members, ...members('pure', STORED, ['setCurveStyle']) };

  setCurveStyle(style: unknown): this { return this.option('curveType', enumNameOf(style) === 'SMOOTH' ? 'function' : 'none'); }
}

export class EmbeddedScatterChartBuilder extends PointChartBuilder {
  static override readonly interfaceName = 'Spreadsheet.EmbeddedScatterChartBuilder';
  static override readonly members: MemberTable = {
    ...PointChartBuilder.members, ...members('pure', STORED, ['setXAxisRange', 'setYAxisRange', 'setXAxisLogScale', 'setYAxisLogScale']),
  };

  setXAxisRange(start: number, end: number): this { return this.option('hAxis.viewWindow', { min: start, max: end }); }
  setYAxisRange(start: number, end: number): this { return this.option('vAxis.viewWindow', { min: start, max: end }); }
  setXAxisLogScale(): this { return this.option('hAxis.logScale', true); }
  setYAxisLogScale(): this { return this.option('vAxis.logScale', true); }
}

export class EmbeddedPieChartBuilder extends TitledChartBuilder {
  static override readonly interfaceName = 'Spreadsheet.EmbeddedPieChartBuilder';
  static override readonly members: MemberTable = { ...TitledChartBuilder.members, ...members('pure', STORED, ['set3D', 'reverseCategories']) };

  set3D(): this { return this.option('is3D', true); }
  reverseCategories(): this { return this.option('reverseCategories', true); }
}

export class EmbeddedTableChartBuilder extends EmbeddedChartBuilder {
  static override readonly interfaceName = 'Spreadsheet.EmbeddedTableChartBuilder';
  static override readonly members: MemberTable = {
    ...EmbeddedChartBuilder.members,
    ...members('pure', STORED, ['enablePaging', 'enableRtlTable', 'enableSorting', 'setFirstRowNumber', 'setInitialSortingAscending', 'setInitialSortingDescending', 'showRowNumberColumn', 'useAlternatingRowStyle']),
  };

  enablePaging(first: boolean | number): this { return this.option('page', typeof first === 'number' ? { size: first } : first); }
  enableRtlTable(enabled: boolean): this { return this.option('rtlTable', enabled); }
  enableSorting(enabled: boolean): this { return this.option('sort', enabled); }
  setFirstRowNumber(number: number): this { return this.option('firstRowNumber', number); }
  setInitialSortingAscending(column: number): this { return this.option('sortColumn', column).option('sortAscending', true); }
  setInitialSortingDescending(column: number): this { return this.option('sortColumn', column).option('sortAscending', false); }
  showRowNumberColumn(show: boolean): this { return this.option('showRowNumber', show); }
  useAlternatingRowStyle(alternate: boolean): this { return this.option('alternatingRowStyle', alternate); }
}
