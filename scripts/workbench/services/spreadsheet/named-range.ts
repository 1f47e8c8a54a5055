/** NamedRange: a name of the spreadsheet that stands for a range. */
import type { Book, Sheet as Grid } from '../../engine/book';
import type { Rect } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { members, ServiceError, type MemberTable } from '../../runtime/service';
import { columnLetters, parseAddress, quoteSheetName } from './a1-notation';
import type { GNamedRange, GRange } from './google-types';
import { RangeGeometry } from './range-geometry';
import { errorTexts, SheetObject } from './sheet-object';

const WRITES = ['remove', 'setName', 'setRange'] as const;

/** A name with the range it stands for. */
export interface NamedPlace {
  readonly name: string;
  readonly grid: Grid;
  readonly rect: Rect;
}

/** Names of the book that stand for plain ranges. */
export function namedPlaces(book: Book): NamedPlace[] {
  return book.definedNames().flatMap(({ name, sheetId, rect }) => {
    const grid = sheetId === null ? null : book.sheet(sheetId);
    return grid === null || rect === null ? [] : [{ name, grid, rect }];
  });
}

/** The place of a name, in any case; null when there is none. */
export function namedPlace(book: Book, name: string): NamedPlace | null {
  return namedPlaces(book).find((place) => place.name.toLowerCase() === name.toLowerCase()) ?? null;
}

/** Creates a name or moves it to another range. */
export function setNamedPlace(book: Book, name: string, grid: Grid, rect: Rect): void {
  const valid = /^[\p{L}_][\p{L}\p{N}_.]{0,249}$/u.test(name) && parseAddress(name) === null && !/^(?:true|false)$/i.test(name);
  if (!valid) throw new ServiceError(`The name "${name}" is invalid. Named ranges may contain only letters, numbers and underscores.`);
  const corner = (row: number, column: number): string => `$${columnLetters(column)}$${String(row + 1)}`;
  const first = corner(rect.row, rect.column);
  const last = corner(rect.row + rect.rowCount - 1, rect.column + rect.columnCount - 1);
  book.setDefinedName(name, `${quoteSheetName(grid.name)}!${first === last ? first : `${first}:${last}`}`);
}

export class NamedRange extends SheetObject implements Pick<GNamedRange, 'getName' | 'getRange' | (typeof WRITES)[number]> {
  static readonly interfaceName = 'Spreadsheet.NamedRange';
  static readonly members: MemberTable = {
    ...members('navigate', 'exact', ['getName', 'getRange'], { drains: true }),
    ...members('write', 'exact', WRITES, { drains: true }),
  };

  constructor(execution: Execution, private readonly book: Book, private name: string) {
    super(execution);
  }

  private place(): NamedPlace {
    const place = namedPlace(this.book, this.name);
    if (place === null) throw new ServiceError(errorTexts.rangeNotFound);
    return place;
  }

  getName(): string {
    return this.name;
  }

  getRange(): GRange {
    const { grid, rect } = this.place();
    return this.make.range(this.execution, grid, rect);
  }

  setName(name: string): GNamedRange {
    this.requireEditor(this.book);
    const { grid, rect } = this.place();
    setNamedPlace(this.book, name, grid, rect);
    if (name.toLowerCase() !== this.name.toLowerCase()) this.book.removeDefinedName(this.name);
    this.name = name;
    return this;
  }

  setRange(range: GRange): GNamedRange {
    this.requireEditor(this.book);
    const { grid, rect } = RangeGeometry.partsOf(range);
    setNamedPlace(this.book, this.place().name, grid, rect);
    return this;
  }

  remove(): void {
    this.requireEditor(this.book);
    this.book.removeDefinedName(this.place().name);
  }
}
