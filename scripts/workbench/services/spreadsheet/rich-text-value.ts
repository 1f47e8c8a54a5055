/** RichTextValue and its builder: text with styles and links on its parts. */
import type { TextRun, TextStyle as StyleState } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { members, ServiceError, ServiceObject, type MemberTable } from '../../runtime/service';
import type { GRichTextValue, GRichTextValueBuilder, GTextStyle } from './google-types';
import { TextStyle } from './text-style';

const GETTERS = ['copy', 'getEndIndex', 'getLinkUrl', 'getRuns', 'getStartIndex', 'getText', 'getTextStyle'] as const;
const SETTERS = ['build', 'setLinkUrl', 'setText', 'setTextStyle'] as const;

/** A stretch of text in one format. Runs cover the text without gaps. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly link: string | null;
  readonly style: StyleState;
}

interface State {
  readonly text: string;
  readonly runs: readonly Run[];
  /** Style of the whole cell, below the runs. */
  readonly base: StyleState;
}

function sameRun(first: Run, second: Run): boolean {
  return first.link === second.link && JSON.stringify(first.style) === JSON.stringify(second.style);
}

/** Changes the runs between two offsets, splitting those that cross a border and joining equal neighbours. */
function changeRuns(runs: readonly Run[], start: number, end: number, change: (run: Run) => Run): Run[] {
  const split = runs.flatMap((run) => {
    const cuts = [run.start, ...[start, end].filter((cut) => cut > run.start && cut < run.end), run.end];
    return cuts.slice(1).map((cut, index): Run => ({ ...run, start: cuts[index] ?? run.start, end: cut }));
  });
  const joined: Run[] = [];
  for (const run of split.map((part) => (part.start >= start && part.end <= end ? change(part) : part))) {
    const last = joined[joined.length - 1];
    if (last !== undefined && sameRun(last, run)) joined[joined.length - 1] = { ...last, end: run.end };
    else joined.push(run);
  }
  return joined;
}

export class RichTextValue extends ServiceObject implements Pick<GRichTextValue, (typeof GETTERS)[number]> {
  static readonly interfaceName = 'Spreadsheet.RichTextValue';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', GETTERS);

  constructor(execution: Execution, private readonly state: State, private readonly start = 0, private readonly end = state.text.length) {
    super(execution);
  }

  /** The value of a cell: its text, the stored runs and the style of the cell. */
  static ofCell(execution: Execution, text: string, stored: readonly TextRun[], base: StyleState): RichTextValue {
    let runs: Run[] = [{ start: 0, end: text.length, link: null, style: {} }];
    for (const run of stored) {
      runs = changeRuns(runs, run.start, run.end, (part) => ({ ...part, link: run.link ?? part.link, style: { ...part.style, ...run.style } }));
    }
    return new RichTextValue(execution, { text, runs, base });
  }

  /** Text and runs to be stored for a RichTextValue argument. */
  static stored(value: unknown): { readonly text: string; readonly runs: TextRun[] } {
    if (!(value instanceof RichTextValue)) throw new ServiceError('Invalid argument: value');
    const { text, runs } = value.state;
    const marked = runs.filter((run) => run.end > run.start && (run.link !== null || Object.keys(run.style).length > 0));
    return {
      text,
      runs: marked.map(({ start, end, link, style }) => ({
        start, end, ...(link === null ? {} : { link }), ...(Object.keys(style).length === 0 ? {} : { style }),
      })),
    };
  }

  private runsBetween(start: number, end: number): Run[] {
    const touched = this.state.runs.filter((run) => run.start < end && run.end > start);
    return touched.map((run) => ({ ...run, start: Math.max(run.start, start), end: Math.min(run.end, end) }));
  }

  private range(startOffset: number | undefined, endOffset: number | undefined): readonly [number, number] {
    const start = startOffset === undefined ? this.start : this.start + startOffset;
    const end = endOffset === undefined ? this.end : this.start + endOffset;
    if (start < this.start || end > this.end || start > end) throw new ServiceError('Index out of range');
    return [start, end];
  }

  copy(): GRichTextValueBuilder {
    const { text, base } = this.state;
    const runs = this.runsBetween(this.start, this.end).map((run) => ({ ...run, start: run.start - this.start, end: run.end - this.start }));
    return new RichTextValueBuilder(this.execution, { text: text.slice(this.start, this.end), runs, base });
  }

  getText(): string {
    return this.state.text.slice(this.start, this.end);
  }

  getStartIndex(): number {
    return this.start;
  }

  getEndIndex(): number {
    return this.end;
  }

  getRuns(): GRichTextValue[] {
    return this.runsBetween(this.start, this.end).map((run) => new RichTextValue(this.execution, this.state, run.start, run.end));
  }

  /** The one link of the stretch; null when there is none or it changes. */
  getLinkUrl(startOffset?: number, endOffset?: number): string | null {
    const runs = this.runsBetween(...this.range(startOffset, endOffset));
    const link = runs[0]?.link ?? null;
    return runs.every((run) => run.link === link) ? link : null;
  }

  /** The style of the stretch; a property that changes inside it is null. */
  getTextStyle(startOffset?: number, endOffset?: number): GTextStyle {
    const styles = this.runsBetween(...this.range(startOffset, endOffset)).map((run) => ({ ...this.state.base, ...run.style }));
    const [first = this.state.base, ...others] = styles;
    const common = Object.entries(first).filter(([key, value]) => others.every((style) => style[key as keyof StyleState] === value));
    return new TextStyle(this.execution, Object.fromEntries(common));
  }
}

export class RichTextValueBuilder extends ServiceObject implements Pick<GRichTextValueBuilder, (typeof SETTERS)[number]> {
  static readonly interfaceName = 'Spreadsheet.RichTextValueBuilder';
  static readonly service = 'SpreadsheetApp';
  static readonly members: MemberTable = members('pure', 'exact', SETTERS);

  constructor(execution: Execution, private state: State = { text: '', runs: [], base: {} }) {
    super(execution);
  }

  build(): GRichTextValue {
    return new RichTextValue(this.execution, this.state);
  }

  setText(text: string): GRichTextValueBuilder {
    this.state = { ...this.state, text, runs: [{ start: 0, end: text.length, link: null, style: {} }] };
    return this;
  }

  setLinkUrl(first: number | string | null, endOffset?: number, linkUrl?: string | null): GRichTextValueBuilder {
    if (typeof first !== 'number') return this.changeRange(0, this.state.text.length, (run) => ({ ...run, link: first }));
    return this.changeRange(first, endOffset ?? this.state.text.length, (run) => ({ ...run, link: linkUrl ?? null }));
  }

  setTextStyle(first: number | GTextStyle | null, endOffset?: number, textStyle?: GTextStyle | null): GRichTextValueBuilder {
    const styled = (style: GTextStyle | null | undefined) => (run: Run): Run => ({
      ...run, style: style === null || style === undefined ? {} : { ...run.style, ...TextStyle.stateOf(style) },
    });
    if (typeof first !== 'number') return this.changeRange(0, this.state.text.length, styled(first));
    return this.changeRange(first, endOffset ?? this.state.text.length, styled(textStyle));
  }

  private changeRange(start: number, end: number, change: (run: Run) => Run): GRichTextValueBuilder {
    if (start < 0 || end > this.state.text.length || start > end) {
      throw new ServiceError(`Illegal argument. The start index must be smaller than the end index and within the text.`);
    }
    this.state = { ...this.state, runs: changeRuns(this.state.runs, start, end, change) };
    return this;
  }
}
