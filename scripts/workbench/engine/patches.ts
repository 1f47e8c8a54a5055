/** The places where the running engine is taught the habits of Sheets, and not to look at every cell for each write, without changing its packages. */
import type { BaseReferenceObject, FunctionVariantType, IFormulaData, LexerNode } from '@univerjs/engine-formula';
import type { ICellData, IRange, IUniverInstanceService, Nullable, Workbook, Worksheet } from '@univerjs/core';
import { ObjectMatrix, UniverInstanceType } from '@univerjs/core';
import { CELL_INVERTED_INDEX_CACHE, ErrorType, ErrorValueObject, FormulaDataModel, initSheetFormulaData, Lexer, UnionNodeFactory } from '@univerjs/engine-formula';
import { expandArrayLiterals } from './array-literal';

interface UnionPrototype {
  _unionFunction: (left: FunctionVariantType, right: FunctionVariantType) => FunctionVariantType;
}
interface OpenReference extends BaseReferenceObject {
  _createRange: (range: IRange) => BaseReferenceObject;
}
interface IndexCache {
  _cache: Map<string, Map<string, Map<number, unknown>>>;
  _continueBuildingCache: Map<string, Map<string, Map<number, unknown>>>;
  set: (unitId: string, sheetId: string, column: number, value: unknown, row: number, isForceUpdate?: boolean) => void;
}

let applied = false;

/** `A2:A` and `A2:C` (a cell, then a column) run to the last row of the sheet; `A2:2` to the last column. */
function openRanges(): void {
  const prototype = Object.getPrototypeOf(new UnionNodeFactory(undefined as never).create(':')) as UnionPrototype;
  const original = prototype._unionFunction;
  prototype._unionFunction = function unionWithOpenEnd(left, right) {
    if (left.isError() || right.isError() || !left.isReferenceObject() || !right.isReferenceObject()) return original.call(this, left, right);
    const [a, b] = [left as OpenReference, right as OpenReference];
    const cell = a.isCell() ? a : b.isCell() ? b : null;
    const open = cell === a ? b : a;
    if (!cell || open.isCell() || !(open.isColumn() || open.isRow())) return original.call(this, left, right);
    const from = cell.getRangeData();
    const to = open.getRangeData();
    const rows = cell.getActiveSheetRowCount();
    const columns = cell.getActiveSheetColumnCount();
    const range = open.isColumn()
      ? { startRow: from.startRow, endRow: rows - 1, startColumn: Math.min(from.startColumn, to.startColumn), endColumn: Math.max(from.startColumn, to.endColumn) }
      : { startColumn: from.startColumn, endColumn: columns - 1, startRow: Math.min(from.startRow, to.startRow), endRow: Math.max(from.startRow, to.endRow) };
    if (range.startRow > range.endRow || range.startColumn > range.endColumn) return ErrorValueObject.create(ErrorType.REF);
    return cell._createRange(range);
  };
}

/** A forced update searched the whole column for the row: spills were quadratic. Dropping the column's index is enough. */
function linearSpills(): void {
  const cache = CELL_INVERTED_INDEX_CACHE as unknown as IndexCache;
  const original = cache.set.bind(cache);
  cache.set = (unitId, sheetId, column, value, row, isForceUpdate = false) => {
    if (!isForceUpdate) {
      original(unitId, sheetId, column, value, row);
      return;
    }
    cache._cache.get(unitId)?.get(sheetId)?.delete(column);
    cache._continueBuildingCache.get(unitId)?.get(sheetId)?.delete(column);
  };
}

/** `{A1:A2; B1:B2}` is calculated as VSTACK and HSTACK; the cell keeps the text as written. */
function arrayLiterals(): void {
  const prototype = Lexer.prototype as unknown as { treeBuilder: (formula: string, transformSuffix?: boolean) => LexerNode | ErrorType };
  const original = prototype.treeBuilder;
  prototype.treeBuilder = function treeBuilderWithStacks(formula, transformSuffix) {
    return original.call(this, expandArrayLiterals(formula), transformSuffix);
  };
}

interface FormulaData {
  readonly _univerInstanceService: IUniverInstanceService;
  getFormulaData(): IFormulaData;
}

/** At each write and each calculation the engine gathers the formulas of all sheets, with several checks a cell; most cells are only coloured. */
function quickFormulaData(): void {
  const prototype = FormulaDataModel.prototype as unknown as FormulaData;
  prototype.getFormulaData = function getFormulaDataOfFormulas() {
    const data: IFormulaData = {};
    for (const workbook of this._univerInstanceService.getAllUnitsForType<Workbook>(UniverInstanceType.UNIVER_SHEET)) {
      data[workbook.getUnitId()] = {};
      for (const sheet of workbook.getSheets()) initSheetFormulaData(data, workbook.getUnitId(), sheet.getSheetId(), cellsWithFormulas(sheet));
    }
    return data;
  };
}

function cellsWithFormulas(sheet: Worksheet): ObjectMatrix<Nullable<ICellData>> {
  const found = new ObjectMatrix<Nullable<ICellData>>();
  const columnCount = sheet.getColumnCount();
  const matrix = sheet.getCellMatrix().getMatrix();
  for (const row of Object.keys(matrix).map(Number)) {
    const line = matrix[row];
    for (let column = 0; line !== undefined && column < columnCount; column += 1) {
      const cell = line[column];
      if (cell?.f || cell?.si) found.setValue(row, column, cell);
    }
  }
  return found;
}

/** Applies all of them once per process. */
export function applyPatches(): void {
  if (applied) return;
  applied = true;
  openRanges();
  linearSpills();
  arrayLiterals();
  quickFormulaData();
}
