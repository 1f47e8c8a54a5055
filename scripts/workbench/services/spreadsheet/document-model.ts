/** What a spreadsheet holds besides cells: sharing, protections, developer metadata, charts, row and column groups. Kept with the book and shifted with it. */
import type { Book, Engine } from '../../engine/book';
import type { BookEvent, Rect } from '../../engine/values';
import { contains, intersection, shiftIndex, shiftOf, shiftRect, subtract, type Shift } from './structure-shift';

/** Who may open and change the document. `editors: null` = every user of the host (a document made outside scripts). */
export interface SharingState {
  owner: string | null;
  editors: string[] | null;
  viewers: string[];
}

export interface ProtectionState {
  readonly id: string;
  readonly kind: 'RANGE' | 'SHEET';
  sheetId: number;
  /** null for a whole sheet. */
  rect: Rect | null;
  rangeName: string | null;
  description: string;
  warningOnly: boolean;
  domainEdit: boolean;
  /** E-mails besides the owner; null = the document's editors. */
  editors: string[] | null;
  unprotected: Rect[];
}

/** Place: spreadsheet (all null), sheet, row or column of a sheet (0-based). */
export interface MetadataState {
  readonly id: number;
  key: string;
  value: string | null;
  visibility: 'DOCUMENT' | 'PROJECT';
  /** Project that made it: entries of visibility PROJECT are seen by it only. */
  readonly projectId: string;
  sheetId: number | null;
  row: number | null;
  column: number | null;
}

/** A chart as its builder describes it. */
export interface ChartState {
  readonly id: number;
  readonly sheetId: number;
  readonly type: string;
  readonly ranges: readonly { readonly sheetId: number; readonly rect: Rect }[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly position: { readonly row: number; readonly column: number; readonly offsetX: number; readonly offsetY: number };
  readonly headers: number;
  readonly transposed: boolean;
  readonly mergeStrategy: string;
  readonly hiddenDimensionStrategy: string;
}

/** A group of rows or columns; nesting makes its depth. */
export interface GroupState {
  readonly sheetId: number;
  readonly axis: 'rows' | 'columns';
  index: number;
  count: number;
  collapsed: boolean;
}

interface SavedDocument {
  readonly sharing: SharingState;
  readonly protections: readonly ProtectionState[];
  readonly metadata: readonly MetadataState[];
  readonly charts: readonly ChartState[];
  readonly groups: readonly GroupState[];
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly nextId: number;
}

const partName = 'spreadsheet';
const documents = new WeakMap<Book, DocumentModel>();
const watched = new WeakSet<object>();

/** The model of one book. */
export class DocumentModel {
  sharing: SharingState = { owner: null, editors: null, viewers: [] };
  protections: ProtectionState[] = [];
  metadata: MetadataState[] = [];
  charts: ChartState[] = [];
  groups: GroupState[] = [];
  /** Document and sheet settings without an effect on cells (iterative calculation, group controls …). */
  settings: Record<string, string | number | boolean> = {};
  private lastId = 0;

  constructor(saved: SavedDocument | undefined) {
    if (saved === undefined) return;
    const copy = JSON.parse(JSON.stringify(saved)) as SavedDocument;
    this.sharing = copy.sharing;
    this.protections = [...copy.protections];
    this.metadata = [...copy.metadata];
    this.charts = [...copy.charts];
    this.groups = [...copy.groups];
    this.settings = { ...copy.settings };
    this.lastId = copy.nextId;
  }

  /** A number no other object of this document has. */
  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  save(): SavedDocument {
    const { sharing, protections, metadata, charts, groups, settings, lastId } = this;
    return { sharing, protections, metadata, charts, groups, settings, nextId: lastId };
  }

  /** Whether the user may change every cell of the rectangle. */
  mayEdit(email: string, owner: string, sheetId: number, rect: Rect): boolean {
    if (email === owner) return true;
    return this.protections.every((protection) => {
      if (protection.sheetId !== sheetId || protection.warningOnly || this.isProtectionEditor(protection, email)) return true;
      if (protection.rect !== null) return intersection(protection.rect, rect) === null;
      let left: Rect[] = [rect];
      for (const free of protection.unprotected) left = left.flatMap((part) => (contains(free, part) ? [] : subtract(part, free)));
      return left.length === 0;
    });
  }

  isProtectionEditor(protection: ProtectionState, email: string): boolean {
    return protection.editors === null || protection.editors.includes(email);
  }

  /** Follows a change of a sheet's shape or the removal of a sheet. */
  follow(event: BookEvent): void {
    if (event.kind === 'sheet-removed') {
      const stays = (entry: { readonly sheetId: number | null }): boolean => entry.sheetId !== event.sheetId;
      this.protections = this.protections.filter(stays);
      this.metadata = this.metadata.filter(stays);
      this.charts = this.charts.filter(stays);
      this.groups = this.groups.filter(stays);
      return;
    }
    const shift = shiftOf(event);
    if (shift !== null && 'sheetId' in event) this.shift(event.sheetId, shift);
  }

  private shift(sheetId: number, shift: Shift): void {
    this.protections = this.protections.filter((protection) => {
      if (protection.sheetId !== sheetId) return true;
      protection.unprotected = protection.unprotected.flatMap((rect) => shiftRect(rect, shift) ?? []);
      if (protection.rect === null) return true;
      protection.rect = shiftRect(protection.rect, shift);
      return protection.rect !== null;
    });
    this.metadata = this.metadata.filter((entry) => {
      if (entry.sheetId !== sheetId) return true;
      const index = shift.axis === 'rows' ? entry.row : entry.column;
      if (index === null) return true;
      const moved = shiftIndex(index, shift);
      if (shift.axis === 'rows') entry.row = moved;
      else entry.column = moved;
      return moved !== null;
    });
    this.charts = this.charts.map((chart) => ({
      ...chart,
      ranges: chart.ranges.flatMap((range) => {
        const rect = range.sheetId === sheetId ? shiftRect(range.rect, shift) : range.rect;
        return rect === null ? [] : [{ ...range, rect }];
      }),
    }));
    this.groups = this.groups.filter((group) => {
      if (group.sheetId !== sheetId || group.axis !== shift.axis) return true;
      const asRect: Rect = { row: group.index, column: group.index, rowCount: group.count, columnCount: group.count };
      const moved = shiftRect(asRect, shift);
      if (moved === null) return false;
      group.index = shift.axis === 'rows' ? moved.row : moved.column;
      group.count = shift.axis === 'rows' ? moved.rowCount : moved.columnCount;
      return true;
    });
  }
}

/** The model of a book; made (or loaded with the book's snapshot) at first use. */
export function documentOf(book: Book): DocumentModel {
  const known = documents.get(book);
  if (known !== undefined) return known;
  const model = new DocumentModel(book.partData(partName) as SavedDocument | undefined);
  documents.set(book, model);
  book.registerPart(partName, () => model.save());
  return model;
}

/** A copy belongs to who made it and is shared with nobody. */
export function shareCopy(book: Book, userEmail: string): void {
  documentOf(book).sharing = { owner: userEmail, editors: [], viewers: [] };
}

/**
 * Lets the models of all books of an engine, present and future, follow the changes of their sheets. Called by the host when it
 * starts, so that metadata stay right also when a person changes a sheet before any script ran. Repeated calls do nothing.
 */
export function watchDocuments(engine: Pick<Engine, 'books' | 'book' | 'onEvent'>): void {
  if (watched.has(engine)) return;
  watched.add(engine);
  for (const book of engine.books()) documentOf(book);
  engine.onEvent((event) => {
    const book = engine.book(event.bookId);
    if (book !== null) documentOf(book).follow(event);
  });
}
