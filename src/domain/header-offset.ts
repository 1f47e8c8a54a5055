/** The spreadsheet as the use cases see it: the header of Orders and Clients is row 0, wherever it stands in the owner's sheet. */
import type { Cell } from '../core/table/cell';
import type { FoundHeader, HeaderMemory } from './header-place';
import { findHeader, headerCells, rowsFromHeader } from './header-place';
import type { Area, Book, BookMarks, BookSelection, ColumnFilter, ColumnFormat, ColumnSpec, Contents, HighlightRule, TabCondition, TabReference, TabSpec } from './ports';

/** What the translation asks of the base. */
export interface HeaderKeeper {
  /** What is remembered of the header of a tab; null for tabs whose header is always the first row. */
  memoryOf(sheetId: number): HeaderMemory | null;
  /** The row that carries our mark, or null. */
  markedRow(sheetId: number): number | null;
  /** The header was found at another row than remembered. */
  moved(sheetId: number, rowIndex: number): void;
}

/** Counted calls are those of the book behind it; where a tab was not read yet in this execution, 1 more finds its header when something else than reading comes first. */
export class HeaderBook implements Book {
  private readonly found = new Map<number, FoundHeader>();
  /** Last column with content by tab, as read. */
  private readonly widths = new Map<number, number>();

  constructor(private readonly inner: Book, private readonly keeper: HeaderKeeper) {}

  /** Sheet rows above the header as last found; 0 for other tabs and before anything was read. */
  headerRowIndex(sheetId: number): number {
    const found = this.found.get(sheetId);
    return found !== undefined && 'rowIndex' in found ? found.rowIndex : 0;
  }

  /** The header could not be found; `lostAt` is the row where its titles stand below data, or null. */
  lost(sheetId: number): { readonly lostAt: number | null } | null {
    const found = this.found.get(sheetId);
    return found !== undefined && 'lostAt' in found ? found : null;
  }

  spreadsheetId(): string { return this.inner.spreadsheetId(); }
  name(): string { return this.inner.name(); }
  locale(): string { return this.inner.locale(); }
  tabs(): readonly TabReference[] { return this.inner.tabs(); }
  tabByName(name: string): TabReference | null { return this.inner.tabByName(name); }

  read(sheetId: number): Cell[][] {
    const rows = this.inner.read(sheetId);
    const memory = this.keeper.memoryOf(sheetId);
    if (memory === null) return rows;
    const found = this.locate(sheetId, memory, rows);
    return 'rowIndex' in found ? rowsFromHeader(rows, found.rowIndex, memory.rows) : [];
  }

  readHeader(sheetId: number): Cell[] {
    return this.keeper.memoryOf(sheetId) === null ? this.inner.readHeader(sheetId) : (this.read(sheetId)[0] ?? []);
  }

  rowCount(sheetId: number): number {
    return Math.max(0, this.inner.rowCount(sheetId) - this.above(sheetId));
  }

  readArea(sheetId: number, area: Area): Cell[][] {
    const above = this.above(sheetId);
    const memory = this.keeper.memoryOf(sheetId);
    if (area.rowIndex > 0 || above === 0 || memory?.rows !== 2) return this.inner.readArea(sheetId, lowered(area, above));
    const rows = this.inner.readArea(sheetId, { ...area, rowIndex: above - 1, rowCount: area.rowCount + 1 });
    return [[...headerCells(rows, 1, 2)], ...rows.slice(2)];
  }

  write(sheetId: number, rowIndex: number, columnIndex: number, rows: readonly (readonly Cell[])[]): void {
    this.inner.write(sheetId, rowIndex + this.above(sheetId), columnIndex, rows);
  }

  formatAsText(sheetId: number, rowIndex: number, rowCount: number, columnIndexes: readonly number[]): void {
    this.inner.formatAsText(sheetId, rowIndex + this.above(sheetId), rowCount, columnIndexes);
  }

  setFormat(sheetId: number, area: Area, format: ColumnFormat): void {
    this.inner.setFormat(sheetId, lowered(area, this.above(sheetId)), format);
  }

  paint(sheetId: number, items: readonly { readonly area: Area; readonly background: string }[]): void {
    const above = this.above(sheetId);
    this.inner.paint(sheetId, items.map(({ area, background }) => ({ area: lowered(area, above), background })));
  }

  ensureRows(sheetId: number, rowCount: number): void {
    this.inner.ensureRows(sheetId, rowCount + this.above(sheetId));
  }

  insertRows(sheetId: number, rowIndex: number, rowCount: number): void {
    this.inner.insertRows(sheetId, rowIndex + this.above(sheetId), rowCount);
  }

  readContents(sheetId: number, area: Area): Contents {
    return this.inner.readContents(sheetId, lowered(area, this.above(sheetId)));
  }

  readMake(sheetId: number, area: Area): ReturnType<Book['readMake']> {
    return this.inner.readMake(sheetId, lowered(area, this.above(sheetId)));
  }

  readGaps(sheetId: number, area: Area): ReturnType<Book['readGaps']> {
    return this.inner.readGaps(sheetId, lowered(area, this.above(sheetId)));
  }

  writeContents(sheetId: number, rowIndex: number, columnIndex: number, contents: Parameters<Book['writeContents']>[3]): void {
    this.inner.writeContents(sheetId, rowIndex + this.above(sheetId), columnIndex, contents);
  }

  writeFormulas(sheetId: number, rowIndex: number, columnIndex: number, formulas: readonly (readonly string[])[]): void {
    this.inner.writeFormulas(sheetId, rowIndex + this.above(sheetId), columnIndex, formulas);
  }

  setPatterns(sheetId: number, items: Parameters<Book['setPatterns']>[1]): void {
    const above = this.above(sheetId);
    this.inner.setPatterns(sheetId, items.map(({ areas, pattern }) => ({ areas: areas.map((area) => lowered(area, above)), pattern })));
  }

  moveRows(sheetId: number, rowIndex: number, rowCount: number, toRowIndex: number): void {
    const above = this.above(sheetId);
    this.inner.moveRows(sheetId, rowIndex + above, rowCount, toRowIndex + above);
  }

  removeRows(sheetId: number, rowIndex: number, rowCount: number): void {
    const above = this.above(sheetId);
    // One row stays under a header that stands lower, too: Google refuses to delete every row below the frozen ones.
    if (above > 0 && rowIndex <= 1) this.inner.ensureRows(sheetId, above + rowIndex + rowCount + 1);
    this.inner.removeRows(sheetId, rowIndex + above, rowCount);
  }

  fitRows(sheetId: number, rowIndex: number, rowCount: number): void { this.inner.fitRows(sheetId, rowIndex + this.above(sheetId), rowCount); }
  createTab(spec: TabSpec): number { return this.inner.createTab(spec); }
  removeTab(sheetId: number): void { this.inner.removeTab(sheetId); }
  gridCells(): number { return this.inner.gridCells(); }
  gridSize(sheetId: number): { readonly rowCount: number; readonly columnCount: number } { return this.inner.gridSize(sheetId); }
  ensureColumns(sheetId: number, columnCount: number): void { this.inner.ensureColumns(sheetId, columnCount); }
  tabCells(sheetId: number): number { return this.inner.tabCells(sheetId); }
  copyTab(sheetId: number, name: string): number { return this.inner.copyTab(sheetId, name); }

  /** Never over a column of the owner that has content and no title. */
  appendColumns(sheetId: number, afterColumnIndex: number, columns: readonly ColumnSpec[]): number {
    const first = this.inner.appendColumns(sheetId, Math.max(afterColumnIndex, (this.widths.get(sheetId) ?? 0) - 1), columns, this.above(sheetId));
    this.widths.set(sheetId, first + columns.length);
    return first;
  }

  removeColumns(sheetId: number, columnIndexes: readonly number[]): void {
    this.inner.removeColumns(sheetId, columnIndexes);
    this.widths.delete(sheetId);
  }

  showColumns(sheetId: number, columnIndexes: readonly number[], visible: boolean): void { this.inner.showColumns(sheetId, columnIndexes, visible); }
  mark(sheetId: number, tabKey: string | null, columns: Parameters<Book['mark']>[2]): void { this.inner.mark(sheetId, tabKey, columns); }

  markHeader(sheetId: number, rowIndex: number): void {
    this.inner.markHeader(sheetId, rowIndex + this.above(sheetId));
  }

  unmark(sheetId: number): void { this.inner.unmark(sheetId); }
  marks(): BookMarks { return this.inner.marks(); }

  /** Left alone where the header is lost. */
  replaceRules(sheetId: number, mark: string, rules: readonly HighlightRule[]): void {
    const above = this.aboveOrLost(sheetId);
    if (above === null) return;
    this.inner.replaceRules(sheetId, mark, rules.map((rule) => ({
      ...rule,
      formula: above === 0 ? rule.formula : rule.formula.replace(/(\$[A-Z]{1,3})2(?!\d)/g, `$1${2 + above}`),
      areas: rule.areas.map((area) => lowered(area, above)),
    })));
  }

  inspect(sheetId: number, ruleMark: string): TabCondition {
    return this.inner.inspect(sheetId, ruleMark, this.above(sheetId));
  }

  guard(sheetId: number, columnIndexes: readonly number[] | null): void { this.inner.guard(sheetId, columnIndexes); }

  filterRows(sheetId: number, filters: readonly ColumnFilter[]): void {
    this.inner.filterRows(sheetId, filters, this.above(sheetId));
  }

  select(sheetId: number, rowIndex: number, columnIndex: number): void {
    this.inner.select(sheetId, rowIndex + this.above(sheetId), columnIndex);
  }

  selection(filteredLimit: number): BookSelection | null {
    const selection = this.inner.selection(filteredLimit);
    if (selection === null) return null;
    const above = this.aboveOrLost(selection.sheetId) ?? 0;
    const rowIndexes = selection.rowIndexes.map((rowIndex) => rowIndex - above).filter((rowIndex) => rowIndex >= 0);
    return { ...selection, rowIndexes };
  }

  canEdit(sheetId: number, areas: readonly Area[]): boolean {
    const above = this.above(sheetId);
    return this.inner.canEdit(sheetId, areas.map((area) => lowered(area, above)));
  }

  flush(): void { this.inner.flush(); }

  private locate(sheetId: number, memory: HeaderMemory, rows: readonly (readonly Cell[])[]): FoundHeader {
    const found = findHeader(rows, memory, () => this.keeper.markedRow(sheetId));
    this.found.set(sheetId, found);
    this.widths.set(sheetId, rows.reduce((widest, row) => Math.max(widest, row.length), 0));
    if ('rowIndex' in found && found.rowIndex !== memory.rowIndex) this.keeper.moved(sheetId, found.rowIndex);
    return found;
  }

  private above(sheetId: number): number {
    const above = this.aboveOrLost(sheetId);
    if (above === null) throw new Error(`The header of tab ${sheetId} was not found.`);
    return above;
  }

  /** Rows above the header; null where it is lost. Reads the tab when it was not read yet and the header is not known to be the first row. */
  private aboveOrLost(sheetId: number): number | null {
    const memory = this.keeper.memoryOf(sheetId);
    if (memory === null) return 0;
    const known = this.found.get(sheetId);
    const found = known ?? (memory.isOurs && memory.rowIndex === 0 ? { rowIndex: 0 } : this.locate(sheetId, memory, this.inner.read(sheetId)));
    return 'rowIndex' in found ? found.rowIndex : null;
  }
}

function lowered(area: Area, above: number): Area {
  return above === 0 ? area : { ...area, rowIndex: area.rowIndex + above };
}
