/** The filter of a sheet: the wrapper decides which rows are hidden, Univer's filter shows it. */
import type { UniverSheet } from './univer-sheet';
import type { FilterCriteria, FilterState, Rect } from './values';
import { RemoveSheetsFilterMutation, SetSheetsFilterCriteriaMutation, SetSheetsFilterRangeMutation, SheetsFilterService } from '@univerjs/sheets-filter';
import { satisfies } from './condition';
import type { LineShift } from './rule-formula';
import { around, fromRange, toRange } from './rect';
import { shiftRect, shiftSpan } from './rule-formula';

export class SheetFilter {
  private adopted = false;
  private hiddenBefore: readonly number[] = [];

  constructor(private readonly sheet: UniverSheet) {}

  private model(): ReturnType<SheetsFilterService['getFilterModel']> {
    return this.sheet.injector.get(SheetsFilterService).getFilterModel(this.sheet.book.id, this.sheet.key);
  }

  private own(): Record<number, FilterCriteria> {
    return this.sheet.book.ownOf(this.sheet.key).filterCriteria;
  }

  state(): FilterState | null {
    const model = this.model();
    if (!model) return null;
    const criteria: Record<number, FilterCriteria> = { ...this.own() };
    // Criteria chosen in the grid's own panel.
    for (const [column, filter] of model.getAllFilterColumns()) {
      const { filters } = filter.getColumnData();
      criteria[column] ??= filters ? { visibleValues: [...filters.filters ?? [], ...(filters.blank ? [''] : [])] } : {};
    }
    return { rect: fromRange(model.getRange()), criteria };
  }

  create(rect: Rect): void {
    this.sheet.check(rect);
    if (this.model()) throw new Error("You can't create a filter in a sheet that already has a filter.");
    this.sheet.book.ownOf(this.sheet.key).filterCriteria = {};
    this.sheet.run(SetSheetsFilterRangeMutation.id, { range: toRange(rect) });
  }

  remove(): void {
    if (this.model()) this.sheet.run(RemoveSheetsFilterMutation.id, {});
    this.sheet.book.ownOf(this.sheet.key).filterCriteria = {};
  }

  setCriteria(column: number, criteria: FilterCriteria | null): void {
    const model = this.model();
    if (!model) throw new Error('The sheet has no filter.');
    const { startColumn, endColumn } = model.getRange();
    if (column < startColumn || column > endColumn) throw new RangeError('The column is outside the filter.');
    if (criteria) this.own()[column] = criteria;
    else delete this.own()[column];
    this.apply();
  }

  private visible(criteria: FilterCriteria, column: number, rect: Rect): { shown: Set<string>; hiddenRows: number[] } {
    const body = { row: rect.row + 1, column, rowCount: rect.rowCount - 1, columnCount: 1 };
    const shown = new Set<string>();
    const hiddenRows: number[] = [];
    if (body.rowCount < 1) return { shown, hiddenRows };
    const values = this.sheet.read(body);
    this.sheet.display(body).forEach((line, index) => {
      const text = line[0] ?? '';
      const { hiddenValues, visibleValues, condition } = criteria;
      const keeps = !hiddenValues?.includes(text)
        && (visibleValues === undefined || visibleValues.includes(text))
        && (!condition || satisfies(condition, values[index]?.[0]?.value ?? null, text));
      if (keeps) shown.add(text);
      else hiddenRows.push(body.row + index);
    });
    return { shown, hiddenRows };
  }

  /** Recomputes the hidden rows and hands them to Univer. */
  private apply(): void {
    const model = this.model();
    if (!model) return;
    const rect = fromRange(model.getRange());
    const hidden = new Set<number>();
    for (const [column] of model.getAllFilterColumns()) {
      if (!this.own()[column]) this.sheet.run(SetSheetsFilterCriteriaMutation.id, { col: column, criteria: null });
    }
    for (const [columnText, criteria] of Object.entries(this.own())) {
      const column = Number(columnText);
      const { shown, hiddenRows } = this.visible(criteria, column, rect);
      for (const row of hiddenRows) hidden.add(row);
      const filters = [...shown].filter((text) => text !== '');
      this.sheet.run(SetSheetsFilterCriteriaMutation.id, {
        col: column, criteria: { colId: column, filters: { filters, ...(shown.has('') ? { blank: true } : {}) } }, reCalc: false,
      });
    }
    model.filteredOutRows = hidden;
    this.sheet.cells.repaint();
  }

  isHidden(row: number): boolean {
    return this.model()?.isRowFiltered(row) ?? false;
  }

  /** To be called before rows or columns change: Univer shifts the hidden rows at some changes, at others not. */
  remember(): void {
    this.hiddenBefore = [...this.model()?.filteredOutRows ?? []];
  }

  /** Follows changed rows or columns of the sheet: Univer does so for one filter of the book only. Returns the work for the end of the command. */
  follow(change: LineShift): () => void {
    const state = this.state();
    const model = this.model();
    if (!state || !model) return () => undefined;
    const hull = shiftRect(state.rect, change).reduce<Rect | null>((all, part) => (all ? around(all, part) : part), null);
    const hidden = this.hiddenBefore.flatMap((row) => (change.axis === 'row' ? shiftSpan(row, 1, change).map(({ start }) => start) : [row]));
    const criteria = Object.entries(state.criteria).flatMap(([column, one]) => (change.axis === 'column' ? shiftSpan(Number(column), 1, change) : [{ start: Number(column) }])
      .map(({ start }) => [start, one] as const));
    return () => {
      const now = this.model();
      if (!now || !hull) return;
      if (JSON.stringify(fromRange(now.getRange())) !== JSON.stringify(hull)) this.sheet.run(SetSheetsFilterRangeMutation.id, { range: toRange(hull) });
      if (change.axis === 'column') {
        this.sheet.book.ownOf(this.sheet.key).filterCriteria = Object.fromEntries(criteria);
        if (criteria.length) this.apply();
      }
      now.filteredOutRows = new Set(hidden);
    };
  }

  /** A filter that came with a copied sheet is applied when the copy's formulas have their values. */
  applyAdopted(): void {
    if (this.adopted) this.apply();
    this.adopted = false;
  }

  adopt(filter: FilterState | null): void {
    if (!filter) return;
    this.create(filter.rect);
    this.sheet.book.ownOf(this.sheet.key).filterCriteria = { ...filter.criteria };
    this.adopted = true;
  }
}
