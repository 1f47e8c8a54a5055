/** Copy, cut and shift of cells. */
import type { UniverSheet } from './univer-sheet';
import type { CellInput, CellRead, CellStyle, PasteKind, Rect, StylePatch } from './values';
import { LexerTreeBuilder } from '@univerjs/engine-formula';
import { sequenceExecute } from '@univerjs/core';
import { getMoveRangeCommandMutations } from '@univerjs/sheets';
import { intersect, toRange } from './rect';
import { moveReferences } from './formula-text';

const PASTES: Readonly<Record<PasteKind, { readonly content: 'formulas' | 'values' | null; readonly style: boolean }>> = {
  'all': { content: 'formulas', style: true },
  'all-but-borders': { content: 'formulas', style: true },
  'formats': { content: null, style: true },
  'formulas': { content: 'formulas', style: false },
  'values': { content: 'values', style: false },
  'validations': { content: null, style: false },
  'conditional-formats': { content: null, style: false },
  'column-widths': { content: null, style: false },
};

function transpose<T>(grid: readonly (readonly T[])[]): T[][] {
  return (grid[0] ?? []).map((_cell, column) => grid.map((row) => row[column] as T));
}

/** Pastes `source` once at (row, column) of `target`. */
export function copyCells(sheet: UniverSheet, source: Rect, target: UniverSheet, row: number, column: number, kind: PasteKind, transposed: boolean): void {
  sheet.check(source);
  const rect: Rect = transposed
    ? { row, column, rowCount: source.columnCount, columnCount: source.rowCount }
    : { row, column, rowCount: source.rowCount, columnCount: source.columnCount };
  target.check(rect);
  const { content, style } = PASTES[kind];
  const lexer = sheet.injector.get(LexerTreeBuilder);
  // Everything is read before anything is written: the rectangles may overlap.
  const cells = sheet.read(source);
  const styles = style ? sheet.styles(source) : null;
  const runs = content === null ? null : cells.map((line, r) => line.map((_cell, c) => sheet.readRuns(source.row + r, source.column + c)));
  if (content) {
    const inputs = cells.map((line, r) => line.map((cell: CellRead, c): CellInput => {
      if (content === 'formulas' && cell.formula) {
        const [toRow, toColumn] = transposed ? [row + c, column + r] : [row + r, column + c];
        return { formula: moveReferences(lexer, cell.formula, toColumn - (source.column + c), toRow - (source.row + r)) };
      }
      // A spilled cell is not copied as content: its formula spills again.
      if (content === 'formulas' && cell.spilled && insideArray(sheet, source, source.row + r, source.column + c)) return null;
      const rich = runs?.[r]?.[c] ?? [];
      return rich.length ? { value: cell.value, rich } : cell.value;
    }));
    target.write(rect, transposed ? transpose(inputs) : inputs);
  }
  if (styles) {
    const patches = styles.map((line) => line.map((cell: CellStyle): StylePatch => {
      if (kind !== 'all-but-borders') return cell;
      const { borderTop: _top, borderRight: _right, borderBottom: _bottom, borderLeft: _left, ...rest } = cell;
      return rest;
    }));
    target.writeStyles(rect, transposed ? transpose(patches) : patches);
  }
  if (kind === 'all' || kind === 'validations') copyValidations(sheet, source, target, row, column, transposed);
  if (kind === 'all' || kind === 'formats' || kind === 'conditional-formats') copyConditionalFormats(sheet, source, target, row, column, transposed);
  if (kind === 'all') {
    for (let r = 0; (sheet.notes.any() || target.notes.any()) && r < source.rowCount; r += 1) {
      for (let c = 0; c < source.columnCount; c += 1) {
        const note = sheet.note(source.row + r, source.column + c);
        const [toRow, toColumn] = transposed ? [row + c, column + r] : [row + r, column + c];
        if (note || target.note(toRow, toColumn)) target.setNote(toRow, toColumn, note);
      }
    }
    copyMerges(sheet, source, target, rect, transposed);
  }
  if (kind === 'column-widths') {
    for (let c = 0; c < source.columnCount; c += 1) target.setColumnWidths(column + c, 1, sheet.columnWidth(source.column + c));
  }
}

function insideArray(sheet: UniverSheet, source: Rect, row: number, column: number): boolean {
  return sheet.cells.arrayRanges().some((array) => intersect(array, { row, column, rowCount: 1, columnCount: 1 }) && intersect(source, { ...array, rowCount: 1, columnCount: 1 }));
}

function placed(part: Rect, source: Rect, row: number, column: number, transposed: boolean): Rect {
  const [down, right] = [part.row - source.row, part.column - source.column];
  return transposed
    ? { row: row + right, column: column + down, rowCount: part.columnCount, columnCount: part.rowCount }
    : { row: row + down, column: column + right, rowCount: part.rowCount, columnCount: part.columnCount };
}

function copyValidations(sheet: UniverSheet, source: Rect, target: UniverSheet, row: number, column: number, transposed: boolean): void {
  const rules = sheet.validations();
  target.setValidation([placed(source, source, row, column, transposed)], null);
  for (const { ranges, condition, allowInvalid, helpText, showDropdown } of rules) {
    const parts = ranges.flatMap((range) => intersect(range, source) ?? []).map((part) => placed(part, source, row, column, transposed));
    if (parts.length) target.setValidation(parts, { condition, allowInvalid, helpText, showDropdown });
  }
}

function copyConditionalFormats(sheet: UniverSheet, source: Rect, target: UniverSheet, row: number, column: number, transposed: boolean): void {
  const touched = sheet.conditionalRules().filter(({ ranges }) => ranges.some((range) => intersect(range, source)));
  if (!touched.length) return;
  const partsOf = (ranges: readonly Rect[]): Rect[] => ranges.flatMap((range) => intersect(range, source) ?? []).map((part) => placed(part, source, row, column, transposed));
  if (sheet === target) {
    // On the same sheet the rule itself grows, as in Sheets.
    const ids = new Set(touched.map(({ id }) => id));
    target.setConditionalRules(target.conditionalRules().map((rule) => (ids.has(rule.id) ? { ...rule, ranges: [...rule.ranges, ...partsOf(rule.ranges)] } : rule)));
  } else {
    target.setConditionalRules([...target.conditionalRules(), ...touched.map(({ ranges, format }) => ({ ranges: partsOf(ranges), format }))]);
  }
}

function copyMerges(sheet: UniverSheet, source: Rect, target: UniverSheet, rect: Rect, transposed: boolean): void {
  const inside = sheet.merges().filter((merge) => intersect(merge, source)?.rowCount === merge.rowCount && intersect(merge, source)?.columnCount === merge.columnCount);
  if (!inside.length) return;
  target.unmerge(rect);
  for (const merge of inside) target.merge(placed(merge, source, rect.row, rect.column, transposed));
}

/** Cut and paste; references follow. */
export function moveCells(sheet: UniverSheet, source: Rect, target: UniverSheet, row: number, column: number): void {
  sheet.check(source);
  const rect = { ...source, row, column };
  target.check(rect);
  if (sheet === target) {
    moveRange(sheet, source, rect);
    return;
  }
  copyCells(sheet, source, target, row, column, 'all', false);
  sheet.clear(source, { contents: true, formats: true, notes: true, validations: true });
}

function moveRange(sheet: UniverSheet, from: Rect, to: Rect): void {
  const { context, book, key, injector } = sheet;
  sheet.structural(() => {
    // Univer's command awaits before it moves; its mutations are the same.
    const params = { fromUnitId: book.id, toUnitId: book.id, fromSubUnitId: key, toSubUnitId: key, fromRange: toRange(from), toRange: toRange(to) };
    const mutations = getMoveRangeCommandMutations(injector, params, { includeSelection: false, includeAutoHeight: context.withUi });
    if (!mutations) throw new Error('You must select all cells in a merged range to move them.');
    if (!sequenceExecute(mutations.redos, context.commands).result) throw new Error('The spreadsheet engine refused to move the cells.');
  });
}

/** Makes room for, or closes the gap of, a rectangle by moving what lies below or to the right of it. */
export function shiftCells(sheet: UniverSheet, rect: Rect, shift: 'rows' | 'columns', kind: 'insert' | 'delete'): void {
  sheet.check(rect);
  const { rowCount, columnCount } = sheet;
  const down = shift === 'rows';
  const size = down ? rect.rowCount : rect.columnCount;
  const start = (down ? rect.row : rect.column) + (kind === 'insert' ? 0 : size);
  const total = down ? rowCount : columnCount;
  const length = total - start - (kind === 'insert' ? size : 0);
  if (kind === 'delete') sheet.clear(rect, { contents: true, formats: true, notes: true, validations: true });
  if (length > 0) {
    const block: Rect = down ? { ...rect, row: start, rowCount: length } : { ...rect, column: start, columnCount: length };
    const offset = kind === 'insert' ? size : -size;
    moveRange(sheet, block, down ? { ...block, row: block.row + offset } : { ...block, column: block.column + offset });
  }
}

