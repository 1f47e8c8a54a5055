/** DeveloperMetadata, its location and its finder: keys and values kept with the spreadsheet, a sheet, a row or a column. */
import type { Book, Sheet as Grid } from '../../engine/book';
import type { Rect } from '../../engine/values';
import type { Execution } from '../../runtime/execution';
import { enumMember, enumNameOf, members, ServiceError, ServiceObject, type MemberTable } from '../../runtime/service';
import { documentOf, type MetadataState } from './document-model';
import type { GDeveloperMetadata, GDeveloperMetadataFinder, GRange, GSheet, GSpreadsheet } from './google-types';
import { RangeGeometry } from './range-geometry';
import { SheetObject, wholeGrid } from './sheet-object';
import { SheetHandle } from './sheet-handle';

type GLocation = GoogleAppsScript.Spreadsheet.DeveloperMetadataLocation;
type LocationType = GoogleAppsScript.Spreadsheet.DeveloperMetadataLocationType;
type Visibility = GoogleAppsScript.Spreadsheet.DeveloperMetadataVisibility;

/** Answers of metadata the finder has read already; where it stands now is found anew. */
const KNOWN = ['getId', 'getKey', 'getValue', 'getVisibility'] as const;
const WRITES = ['moveToColumn', 'moveToRow', 'moveToSheet', 'moveToSpreadsheet', 'remove', 'setKey', 'setValue', 'setVisibility'] as const;

/** Where a piece of metadata is, or where a search looks. */
export interface MetadataPlace {
  readonly sheetId: number | null;
  readonly row: number | null;
  readonly column: number | null;
}

export const noArbitraryRanges = 'Adding developer metadata to arbitrary ranges is not currently supported. '
  + 'Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.';

/** The row or column that a rectangle covers entirely; throws for any other rectangle. */
export function placeOfRange(grid: Grid, rect: Rect): MetadataPlace {
  if (rect.rowCount === 1 && rect.columnCount === grid.columnCount) return { sheetId: grid.id, row: rect.row, column: null };
  if (rect.columnCount === 1 && rect.rowCount === grid.rowCount) return { sheetId: grid.id, row: null, column: rect.column };
  throw new ServiceError(noArbitraryRanges);
}

/** Adds metadata from the arguments (key), (key, value), (key, visibility), (key, value, visibility). */
export function addMetadata(execution: Execution, book: Book, place: MetadataPlace, key: string, second: unknown, third: unknown): void {
  const visibility = enumNameOf(second) ?? enumNameOf(third) ?? 'DOCUMENT';
  const value = typeof second === 'string' ? second : null;
  if (key === '') throw new ServiceError('Invalid argument: key');
  const document = documentOf(book);
  requireRoom(document.metadata, place, key, value);
  document.metadata.push({
    id: document.nextId(), key, value, visibility: visibility === 'PROJECT' ? 'PROJECT' : 'DOCUMENT', projectId: execution.project.id, ...place,
  });
}

/** Greatest number of characters of keys and values at one place. */
const maxCharactersPerPlace = 30_000;

function requireRoom(metadata: readonly MetadataState[], place: MetadataPlace, key: string, value: string | null): void {
  const used = metadata
    .filter((entry) => entry.sheetId === place.sheetId && entry.row === place.row && entry.column === place.column)
    .reduce((sum, entry) => sum + entry.key.length + (entry.value?.length ?? 0), key.length + (value?.length ?? 0));
  if (used > maxCharactersPerPlace) throw new ServiceError('Developer metadata size limit exceeded.');
}

/** Metadata the project may see: entries of visibility PROJECT belong to the project that made them. */
export function visibleMetadata(execution: Execution, book: Book): MetadataState[] {
  return documentOf(book).metadata.filter((entry) => entry.visibility === 'DOCUMENT' || entry.projectId === execution.project.id);
}

/** Metadata exactly at a place. */
export function metadataAt(execution: Execution, book: Book, matches: (entry: MetadataState) => boolean): GDeveloperMetadata[] {
  return visibleMetadata(execution, book).filter(matches).map((entry) => new DeveloperMetadata(execution, book, entry));
}

export class DeveloperMetadata extends SheetObject implements Pick<GDeveloperMetadata, (typeof KNOWN)[number] | 'getLocation' | (typeof WRITES)[number]> {
  static readonly interfaceName = 'Spreadsheet.DeveloperMetadata';
  static readonly members: MemberTable = {
    ...members('pure', 'exact', KNOWN),
    ...members('navigate', 'exact', ['getLocation'], { drains: true }),
    ...members('write', 'exact', WRITES, { drains: true }),
  };

  constructor(execution: Execution, private readonly book: Book, private readonly entry: MetadataState) {
    super(execution);
  }

  /** The stored entry; throws when it was removed or its row or column deleted. */
  private get state(): MetadataState {
    if (!documentOf(this.book).metadata.includes(this.entry)) throw new ServiceError('The developer metadata no longer exists.');
    return this.entry;
  }

  private change(change: Partial<MetadataState>): GDeveloperMetadata {
    this.requireEditor(this.book);
    Object.assign(this.state, change);
    return this;
  }

  getId(): number { return this.entry.id; }
  getKey(): string { return this.state.key; }
  getValue(): string | null { return this.state.value; }
  getLocation(): GLocation { return new DeveloperMetadataLocation(this.execution, this.book, this.state); }
  setKey(key: string): GDeveloperMetadata { return this.change({ key }); }

  setValue(value: string): GDeveloperMetadata {
    const others = documentOf(this.book).metadata.filter((entry) => entry !== this.entry);
    requireRoom(others, this.state, this.state.key, value);
    return this.change({ value });
  }

  getVisibility(): Visibility {
    return enumMember<Visibility>('Spreadsheet.DeveloperMetadataVisibility', this.state.visibility);
  }

  setVisibility(visibility: Visibility): GDeveloperMetadata {
    return this.change({ visibility: enumNameOf(visibility) === 'PROJECT' ? 'PROJECT' : 'DOCUMENT' });
  }

  moveToRow(row: GRange): GDeveloperMetadata { return this.moveToRange(row, 'row'); }
  moveToColumn(column: GRange): GDeveloperMetadata { return this.moveToRange(column, 'column'); }

  private moveToRange(range: GRange, kind: 'row' | 'column'): GDeveloperMetadata {
    const { grid, rect } = RangeGeometry.partsOf(range);
    const place = placeOfRange(grid, rect);
    if (place[kind] === null) throw new ServiceError(noArbitraryRanges);
    return this.change(place);
  }

  moveToSheet(sheet: GSheet): GDeveloperMetadata {
    return this.change({ sheetId: SheetHandle.gridOf(sheet).id, row: null, column: null });
  }

  moveToSpreadsheet(): GDeveloperMetadata {
    return this.change({ sheetId: null, row: null, column: null });
  }

  remove(): void {
    this.requireEditor(this.book);
    const { state } = this;
    const document = documentOf(this.book);
    document.metadata = document.metadata.filter((entry) => entry !== state);
  }
}

const LOCATION_NAMES = ['getColumn', 'getLocationType', 'getRow', 'getSheet', 'getSpreadsheet'] as const;

export class DeveloperMetadataLocation extends SheetObject implements Pick<GLocation, (typeof LOCATION_NAMES)[number]> {
  static readonly interfaceName = 'Spreadsheet.DeveloperMetadataLocation';
  static readonly members: MemberTable = members('navigate', 'exact', LOCATION_NAMES);

  constructor(execution: Execution, private readonly book: Book, private readonly place: MetadataPlace) {
    super(execution);
  }

  getLocationType(): LocationType {
    return enumMember<LocationType>('Spreadsheet.DeveloperMetadataLocationType', locationType(this.place));
  }

  getRow(): GRange | null {
    const { grid, row } = this.parts();
    return grid === null || row === null ? null : this.make.range(this.execution, grid, { ...wholeGrid(grid), row, rowCount: 1 });
  }

  getColumn(): GRange | null {
    const { grid, column } = this.parts();
    return grid === null || column === null ? null : this.make.range(this.execution, grid, { ...wholeGrid(grid), column, columnCount: 1 });
  }

  getSheet(): GSheet | null {
    const { grid, row, column } = this.parts();
    return grid === null || row !== null || column !== null ? null : this.make.sheet(this.execution, grid);
  }

  getSpreadsheet(): GSpreadsheet | null {
    return this.place.sheetId === null ? this.make.spreadsheet(this.execution, this.book) : null;
  }

  private parts(): { grid: Grid | null; row: number | null; column: number | null } {
    const { sheetId, row, column } = this.place;
    return { grid: sheetId === null ? null : this.book.sheet(sheetId), row, column };
  }
}

function locationType(place: MetadataPlace): string {
  if (place.sheetId === null) return 'SPREADSHEET';
  if (place.row !== null) return 'ROW';
  return place.column !== null ? 'COLUMN' : 'SHEET';
}

/** Where a finder looks: the whole document, a sheet, or a rectangle of it. */
export interface SearchArea {
  readonly sheetId: number | null;
  readonly rect: Rect | null;
}

const FINDER_SETTERS = ['onIntersectingLocations', 'withId', 'withKey', 'withLocationType', 'withValue', 'withVisibility'] as const;

export class DeveloperMetadataFinder extends ServiceObject
  implements Pick<GDeveloperMetadataFinder, (typeof FINDER_SETTERS)[number] | 'find'> {
  static readonly interfaceName = 'Spreadsheet.DeveloperMetadataFinder';
  static readonly members: MemberTable = { ...members('pure', 'exact', FINDER_SETTERS), ...members('read', 'exact', ['find']) };

  private readonly tests: ((entry: MetadataState) => boolean)[] = [];
  private intersecting = false;

  constructor(execution: Execution, private readonly book: Book, private readonly area: SearchArea) {
    super(execution);
  }

  private where(test: (entry: MetadataState) => boolean): GDeveloperMetadataFinder {
    this.tests.push(test);
    return this;
  }

  withId(id: number): GDeveloperMetadataFinder { return this.where((entry) => entry.id === id); }
  withKey(key: string): GDeveloperMetadataFinder { return this.where((entry) => entry.key === key); }
  withValue(value: string): GDeveloperMetadataFinder { return this.where((entry) => entry.value === value); }

  withVisibility(visibility: Visibility): GDeveloperMetadataFinder {
    return this.where((entry) => entry.visibility === enumNameOf(visibility));
  }

  withLocationType(type: LocationType): GDeveloperMetadataFinder {
    return this.where((entry) => locationType(entry) === enumNameOf(type));
  }

  onIntersectingLocations(): GDeveloperMetadataFinder {
    this.intersecting = true;
    return this;
  }

  find(): GDeveloperMetadata[] {
    return visibleMetadata(this.execution, this.book)
      .filter((entry) => this.isInArea(entry) && this.tests.every((test) => test(entry)))
      .map((entry) => new DeveloperMetadata(this.execution, this.book, entry));
  }

  /** Inside the area: the place lies wholly in it; with `onIntersectingLocations` every place that touches it. */
  private isInArea(entry: MetadataState): boolean {
    const { sheetId, rect } = this.area;
    if (sheetId === null) return true;
    if (entry.sheetId !== sheetId) return this.intersecting && entry.sheetId === null;
    const grid = this.book.sheet(sheetId);
    if (rect === null || grid === null) return true;
    const touchesRow = entry.row !== null && entry.row >= rect.row && entry.row < rect.row + rect.rowCount;
    const touchesColumn = entry.column !== null && entry.column >= rect.column && entry.column < rect.column + rect.columnCount;
    if (this.intersecting) return touchesRow || touchesColumn || (entry.row === null && entry.column === null);
    return (touchesRow && rect.columnCount === grid.columnCount) || (touchesColumn && rect.rowCount === grid.rowCount);
  }
}
