/** TextFinder: finds and replaces text in a spreadsheet, a sheet or a range. */
import type { Sheet as Grid } from '../../engine/book';
import type { CellRead, Rect } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { members, ServiceError, type MemberTable } from '../../runtime/service';
import { cellInputs } from './cell-value';
import { checkValidity } from './cell-validity';
import type { GRange, GTextFinder } from './google-types';
import { RangeGeometry } from './range-geometry';
import { sameGrid, SheetObject } from './sheet-object';

const OPTIONS = ['ignoreDiacritics', 'matchCase', 'matchEntireCell', 'matchFormulaText', 'startFrom', 'useRegularExpression'] as const;
const READS = ['findAll', 'findNext', 'findPrevious', 'getCurrentMatch'] as const;
const WRITES = ['replaceAllWith', 'replaceWith'] as const;

/** A part of a sheet that is searched. */
export interface SearchPart {
  readonly grid: Grid;
  readonly rect: Rect;
}

interface Match {
  readonly grid: Grid;
  readonly row: number;
  readonly column: number;
}

export class TextFinder extends SheetObject
  implements Pick<GTextFinder, (typeof OPTIONS)[number] | (typeof READS)[number] | (typeof WRITES)[number]> {
  static readonly interfaceName = 'Spreadsheet.TextFinder';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', OPTIONS),
    ...members('read', { partial: 'regular expressions are those of JavaScript, not RE2' }, READS),
    ...members('write', { partial: 'regular expressions are those of JavaScript, not RE2' }, WRITES, { drains: true }),
  };

  private caseMatters = false;
  private entireCell = false;
  private formulaText = false;
  private regularExpression = false;
  private diacriticsIgnored = false;
  private start: Match | null = null;
  private current: Match | null = null;

  constructor(execution: Execution, private readonly parts: () => readonly SearchPart[], private readonly text: string) {
    super(execution);
  }

  private option(set: () => void): GTextFinder {
    set();
    return this;
  }

  matchCase(matchCase: boolean): GTextFinder { return this.option(() => { this.caseMatters = matchCase; }); }
  matchEntireCell(matchEntireCell: boolean): GTextFinder { return this.option(() => { this.entireCell = matchEntireCell; }); }
  matchFormulaText(matchFormulaText: boolean): GTextFinder { return this.option(() => { this.formulaText = matchFormulaText; }); }
  useRegularExpression(useRegEx: boolean): GTextFinder { return this.option(() => { this.regularExpression = useRegEx; }); }
  ignoreDiacritics(ignoreDiacritics: boolean): GTextFinder { return this.option(() => { this.diacriticsIgnored = ignoreDiacritics; }); }

  startFrom(startRange: GRange): GTextFinder {
    const { grid, rect } = RangeGeometry.partsOf(startRange);
    return this.option(() => { this.start = { grid, row: rect.row, column: rect.column }; });
  }

  findAll(): GRange[] {
    return this.settled(() => this.matches().map((match) => this.rangeOf(match)));
  }

  findNext(): GRange | null {
    return this.settled(() => this.step(1));
  }

  findPrevious(): GRange | null {
    return this.settled(() => this.step(-1));
  }

  getCurrentMatch(): GRange | null {
    return this.current === null ? null : this.rangeOf(this.current);
  }

  /** Replaces in the cell of the current match; the number of replaced occurrences. */
  replaceWith(replaceText: string): number {
    return this.settled(() => (this.current === null ? 0 : this.replaceIn(this.current, replaceText)));
  }

  replaceAllWith(replaceText: string): number {
    return this.settled(() => this.matches().reduce((count, match) => count + this.replaceIn(match, replaceText), 0));
  }

  private rangeOf({ grid, row, column }: Match): GRange {
    return this.make.range(this.execution, grid, { row, column, rowCount: 1, columnCount: 1 });
  }

  private pattern(): RegExp {
    const source = this.regularExpression ? this.text : this.folded(this.text).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    try {
      return new RegExp(this.entireCell ? `^(?:${source})$` : source, this.caseMatters ? 'gu' : 'giu');
    } catch {
      throw new ServiceError(`Invalid regular expression: ${this.text}`);
    }
  }

  private folded(text: string): string {
    return this.diacriticsIgnored ? text.normalize('NFD').replace(/\p{M}/gu, '') : text;
  }

  /** What is searched in a cell: its shown text, or its formula when formulas are searched. */
  private textOf(cell: CellRead, shown: string): string {
    return this.formulaText ? (cell.formula ?? '') : shown;
  }

  private matches(): Match[] {
    const pattern = this.pattern();
    return this.parts().flatMap(({ grid, rect }) => {
      const rowCount = Math.min(rect.row + rect.rowCount, grid.lastRow()) - rect.row;
      const columnCount = Math.min(rect.column + rect.columnCount, grid.lastColumn()) - rect.column;
      if (rowCount < 1 || columnCount < 1) return [];
      const searched = { ...rect, rowCount, columnCount };
      const shown = grid.display(searched);
      return grid.read(searched).flatMap((cells, rowIndex) => cells.flatMap((cell, columnIndex): Match[] => {
        pattern.lastIndex = 0;
        const found = pattern.test(this.folded(this.textOf(cell, shown[rowIndex]?.[columnIndex] ?? '')));
        return found ? [{ grid, row: rect.row + rowIndex, column: rect.column + columnIndex }] : [];
      }));
    });
  }

  /** The match after (before) the current one, round the end; the start range counts as before the first. */
  private step(direction: 1 | -1): GRange | null {
    const matches = this.matches();
    const { current } = this;
    const from = current ?? this.start;
    const index = from === null ? -1 : matches.findIndex((match) => sameGrid(match.grid, from.grid) && isAtOrAfter(match, from));
    let next: number;
    if (from === null) next = direction === 1 ? 0 : matches.length - 1;
    else if (index < 0) next = direction === 1 ? 0 : matches.length - 1;
    else if (direction === -1) next = index - 1;
    else {
      const onMatch = matches[index]?.row === from.row && matches[index]?.column === from.column;
      next = onMatch && current !== null ? index + 1 : index;
    }
    this.current = matches[(next + matches.length) % Math.max(1, matches.length)] ?? null;
    return this.getCurrentMatch();
  }

  private replaceIn({ grid, row, column }: Match, replacement: string): number {
    const rect = { row, column, rowCount: 1, columnCount: 1 };
    const cell = grid.read(rect)[0]?.[0];
    // Results of formulas cannot be replaced, only their texts.
    if (cell === undefined || (cell.formula !== null && !this.formulaText)) return 0;
    this.requireEdit(grid, rect);
    let count = 0;
    const old = this.formulaText ? (cell.formula ?? '') : (grid.display(rect)[0]?.[0] ?? '');
    const changed = this.folded(old).replace(this.pattern(), (...found: readonly unknown[]) => {
      count += 1;
      return this.regularExpression ? expand(replacement, found) : replacement;
    });
    if (count === 0) return 0;
    const inputs = cellInputs(grid, rect, [[changed]], this.execution.now());
    checkValidity(grid, rect, inputs);
    grid.write(rect, inputs);
    return count;
  }
}

function isAtOrAfter(match: Match, from: Match): boolean {
  return match.row > from.row || (match.row === from.row && match.column >= from.column);
}

/** Puts captured groups ($1 …) into a replacement. */
function expand(replacement: string, found: readonly unknown[]): string {
  return replacement.replace(/\$(\d)/g, (_, digit: string) => {
    const group = found[Number(digit)];
    return typeof group === 'string' ? group : '';
  });
}
