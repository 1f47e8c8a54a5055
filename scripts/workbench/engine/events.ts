/** Watches Univer's mutations and reports edits and changes of shape in the engine's own terms. */
import type { ICellData, ICommandInfo, IRange, Nullable } from '@univerjs/core';
import { CommandType } from '@univerjs/core';
import type { EngineContext } from './engine';
import type { UniverBook } from './univer-book';
import type { UniverSheet } from './univer-sheet';
import type { Rect, Scalar } from './values';
import {
  InsertColMutation, InsertRowMutation, InsertSheetMutation, MoveColsMutation, MoveRangeMutation, MoveRowsMutation, RemoveColMutation, RemoveRowMutation,
  RemoveSheetMutation, ReorderRangeMutation, SetRangeValuesMutation, SetWorksheetNameMutation, SetWorksheetOrderMutation,
} from '@univerjs/sheets';
import { plainValue } from './cell-values';
import { fromRange } from './rect';
import type { ShapeChange } from './open-ranges';
import type { LineShift } from './rule-formula';
import { takeOwnStyles } from './inserted-styles';
import { renameReferences } from './rule-formula';

interface Params {
  readonly unitId?: string;
  readonly subUnitId?: string;
  readonly sheetId?: string;
  readonly subUnitName?: string;
  readonly range?: IRange;
  readonly sourceRange?: IRange;
  readonly targetRange?: IRange;
  readonly order?: Readonly<Record<number, number>>;
  readonly sheet?: { readonly id: string; readonly name: string };
  readonly cellValue?: Readonly<Record<number, Readonly<Record<number, Nullable<ICellData>>>>>;
  readonly from?: { readonly subUnitId: string };
  readonly fromRange?: IRange;
  readonly toRange?: IRange;
  readonly to?: { readonly value: Readonly<Record<number, Readonly<Record<number, Nullable<ICellData>>>>>; readonly subUnitId: string };
}
interface Options { readonly onlyLocal?: boolean; readonly applyFormulaCalculationResult?: boolean; readonly fromFormula?: boolean }

/** Commands that rewrite cells (formulas above all) without being edits of them. */
const SHAPE_COMMAND = /insert-(?:row|col|multi|range|sheet|defined)|remove-|move-|delete-range|set-worksheet|defined-name|copy-sheet|numfmt|\bundo|\bredo/;

const CONTENT_KEYS = ['v', 'f', 'si', 'p'] as const;

export class EventSource {
  private readonly subscriptions: { dispose: () => void }[];
  private lastCommandId = '';
  private readonly oldNames = new WeakMap<UniverSheet, string>();
  private readonly removedNames = new Map<string, { id: number; name: string }>();
  private readonly oldValues = new WeakMap<object, { rect: Rect; old: Scalar[][] }>();

  constructor(private readonly context: EngineContext, private readonly bookOf: (unitId: string) => UniverBook | null, private readonly byUser: () => boolean) {
    this.subscriptions = [
      context.commands.beforeCommandExecuted((command, options) => { this.before(command, options); }),
      context.commands.onCommandExecuted((command, options) => { this.after(command, options); }),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private isUserEdit(command: ICommandInfo, options: Options | undefined): boolean {
    return command.id === SetRangeValuesMutation.id && this.byUser() && !SHAPE_COMMAND.test(this.lastCommandId) && !options?.onlyLocal && !options?.applyFormulaCalculationResult && !options?.fromFormula;
  }

  private before(command: ICommandInfo & { readonly type?: CommandType }, options: Options | undefined): void {
    if (command.type === CommandType.COMMAND) this.lastCommandId = command.id;
    const params = command.params as Params | undefined;
    if (!params?.unitId) return;
    const book = this.bookOf(params.unitId);
    if (!book) return;
    const key = params.subUnitId ?? params.from?.subUnitId;
    const changed = key ? book.sheetByKey(key) : null;
    if (changed) takeOwnStyles(command, changed.worksheet);
    const change = changed ? shapeChange(command.id, params, changed.name) : null;
    if (changed && change) {
      const { openRanges, repairs } = this.context;
      openRanges.remember(book, changed, change);
      changed.sheetFilter.remember();
      repairs.add(() => { openRanges.repair(); });
      // A script's command repairs when it ends; after the user's hand it is done when the command is over.
      if (this.byUser()) queueMicrotask(() => { repairs.run(); });
    }
    if (command.id === SetWorksheetNameMutation.id && params.subUnitId) {
      const sheet = book.sheetByKey(params.subUnitId);
      if (sheet) this.oldNames.set(sheet, sheet.name);
    }
    if (command.id === RemoveSheetMutation.id && params.subUnitId) {
      const sheet = book.sheetByKey(params.subUnitId);
      if (sheet) this.removedNames.set(`${book.id} ${sheet.key}`, { id: sheet.id, name: sheet.name });
    }
    if (this.isUserEdit(command, options) && params.cellValue) {
      const rect = contentRect(params.cellValue);
      const sheet = params.subUnitId ? book.sheetByKey(params.subUnitId) : null;
      if (rect && sheet && rect.row + rect.rowCount <= sheet.rowCount && rect.column + rect.columnCount <= sheet.columnCount) {
        this.oldValues.set(params, { rect, old: sheet.read(rect).map((line) => line.map((cell) => cell.value)) });
      }
    }
  }

  private after(command: ICommandInfo, options: Options | undefined): void {
    const params = command.params as Params | undefined;
    if (!params?.unitId) return;
    const book = this.bookOf(params.unitId);
    if (!book) return;
    if (this.isUserEdit(command, options)) this.reportEdit(book, params);
    else this.reportShape(book, command.id, params);
  }

  private reportEdit(book: UniverBook, params: Params): void {
    const sheet = params.subUnitId ? book.sheetByKey(params.subUnitId) : null;
    const kept = this.oldValues.get(params);
    if (!sheet || !kept) return;
    this.oldValues.delete(params);
    const { rect, old } = kept;
    const newValues = sheet.read(rect).map((line, r) => line.map((cell, c) => {
      const given = params.cellValue?.[rect.row + r]?.[rect.column + c];
      return given && !given.f && !given.si ? plainValue(given) : cell.value;
    }));
    this.context.emit({ kind: 'edit', bookId: book.id, sheetId: sheet.id, rect, oldValues: old, newValues });
  }

  private reportShape(book: UniverBook, commandId: string, params: Params): void {
    const byUser = this.byUser();
    const base = { bookId: book.id, byUser };
    if (commandId === InsertSheetMutation.id && params.sheet) {
      const sheet = book.sheetByKey(params.sheet.id);
      if (sheet) this.context.emit({ ...base, kind: 'sheet-added', sheetId: sheet.id, name: sheet.name });
      return;
    }
    const key = params.subUnitId;
    if (!key) return;
    if (commandId === RemoveSheetMutation.id) {
      const removed = this.removedNames.get(`${book.id} ${key}`);
      if (removed) this.context.emit({ ...base, kind: 'sheet-removed', sheetId: removed.id, name: removed.name });
      return;
    }
    const sheet = book.sheetByKey(key);
    if (!sheet) return;
    const at = { ...base, sheetId: sheet.id };
    if (commandId === SetWorksheetNameMutation.id) {
      const old = this.oldNames.get(sheet) ?? sheet.name;
      for (const each of book.sheets()) each.validationRules.mapFormulas((formula) => renameReferences(formula, old, sheet.name));
      this.context.emit({ ...at, kind: 'sheet-renamed', name: sheet.name });
    } else if (commandId === SetWorksheetOrderMutation.id) this.context.emit({ ...at, kind: 'sheet-moved', name: sheet.name });
    else if (commandId === MoveRangeMutation.id && byUser) this.reportMovedRange(book, params);
    else this.reportLines(at, commandId, params, sheet);
  }

  private reportLines(at: { bookId: string; sheetId: number; byUser: boolean }, commandId: string, params: Params, sheet: UniverSheet): void {
    const shift = lineShift(commandId, params);
    if (shift) {
      for (const each of sheet.book.sheets()) each.follow({ ...shift, sheetName: sheet.name }, sheet);
      const { axis, kind, index, count, target } = shift;
      if (kind === 'moved') this.context.emit({ ...at, kind: axis === 'row' ? 'rows-moved' : 'columns-moved', index, count, target: target ?? index });
      else this.context.emit({ ...at, kind: `${axis}s-${kind}`, index, count });
      return;
    }
    if (commandId === ReorderRangeMutation.id && params.range && params.order) {
      const rect = fromRange(params.range);
      const order = Array.from({ length: rect.rowCount }, (_row, index) => params.order?.[rect.row + index] ?? rect.row + index);
      this.context.emit({ ...at, kind: 'rows-reordered', rect, order });
    }
  }

  /** A cut and paste by hand is an edit of the cells it fills. */
  private reportMovedRange(book: UniverBook, params: Params): void {
    const sheet = params.to ? book.sheetByKey(params.to.subUnitId) : null;
    const rect = params.to ? contentRect(params.to.value) : null;
    if (!sheet || !rect) return;
    const newValues = sheet.read(rect).map((line) => line.map((cell) => cell.value));
    this.context.emit({ kind: 'edit', bookId: book.id, sheetId: sheet.id, rect, oldValues: newValues.map((line) => line.map(() => null)), newValues });
  }
}

const LINE_CHANGES: Readonly<Record<string, Pick<LineShift, 'axis' | 'kind'>>> = {
  [InsertRowMutation.id]: { axis: 'row', kind: 'inserted' },
  [RemoveRowMutation.id]: { axis: 'row', kind: 'deleted' },
  [MoveRowsMutation.id]: { axis: 'row', kind: 'moved' },
  [InsertColMutation.id]: { axis: 'column', kind: 'inserted' },
  [RemoveColMutation.id]: { axis: 'column', kind: 'deleted' },
  [MoveColsMutation.id]: { axis: 'column', kind: 'moved' },
};

/** What a mutation does to rows or columns; null for other mutations. */
function lineShift(commandId: string, params: Params): LineShift | null {
  const lines = LINE_CHANGES[commandId];
  const range = params.range ?? params.sourceRange;
  if (!lines || !range) return null;
  const span = (of: IRange): { index: number; count: number } => {
    const { row, column, rowCount, columnCount } = fromRange(of);
    return lines.axis === 'row' ? { index: row, count: rowCount } : { index: column, count: columnCount };
  };
  return { ...lines, ...span(range), ...(params.targetRange ? { target: span(params.targetRange).index } : {}) };
}

function shapeChange(commandId: string, params: Params, sheetName: string): ShapeChange | null {
  const { fromRange: from, toRange: to } = params;
  if (commandId === MoveRangeMutation.id) return from && to && params.from?.subUnitId === params.to?.subUnitId ? { from: fromRange(from), to: fromRange(to) } : null;
  const shift = lineShift(commandId, params);
  return shift ? { lines: { ...shift, sheetName } } : null;
}

/** Bounding rectangle of the cells whose content (not only the style) changes. */
function contentRect(cells: Readonly<Record<number, Readonly<Record<number, Nullable<ICellData>>>>>): Rect | null {
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  for (const [rowText, line] of Object.entries(cells)) {
    for (const [columnText, cell] of Object.entries(line)) {
      if (cell && !CONTENT_KEYS.some((name) => name in cell)) continue;
      const [row, column] = [Number(rowText), Number(columnText)];
      top = Math.min(top, row);
      left = Math.min(left, column);
      bottom = Math.max(bottom, row);
      right = Math.max(right, column);
    }
  }
  return bottom < 0 ? null : { row: top, column: left, rowCount: bottom - top + 1, columnCount: right - left + 1 };
}
