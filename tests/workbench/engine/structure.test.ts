// Rows, columns and cells that are inserted, deleted, moved and sorted: what hangs on them must follow, on sheets that are not shown too.
import * as fc from 'fast-check';
import type { Book, ConditionalRule, Engine, Rect, Sheet } from '../../../scripts/workbench/node';
import { createEngine } from '../../../scripts/workbench/node';

const at = (row: number, column: number, rowCount = 1, columnCount = 1): Rect => ({ row, column, rowCount, columnCount });
const ROWS = 12;
const COLUMNS = 6;

let engine: Engine;
let book: Book;
let shown: Sheet;
let sheet: Sheet;

beforeAll(() => {
  engine = createEngine();
  // The engine's current book stays this one: all work is done in another, on a sheet that is not its active one.
  engine.createBook({ id: 'shown' });
});
afterAll(() => { engine.dispose(); });
beforeEach(() => { open(); });
afterEach(() => { engine.disposeBook(book); });

function open(): void {
  book = engine.createBook({ locale: 'en_US' });
  shown = book.sheets()[0] as Sheet;
  sheet = book.insertSheet({ name: 'Data', rowCount: ROWS, columnCount: COLUMNS });
  book.activate(shown);
}

const RED: Omit<ConditionalRule, 'id' | 'ranges'> = { format: { kind: 'boolean', condition: { type: 'CUSTOM_FORMULA', values: ['=$B2>0'] }, style: { background: '#ff0000' } } };
const LIST = { condition: { type: 'VALUE_IN_LIST' as const, values: ['x'] }, allowInvalid: true, helpText: null, showDropdown: true };

type Operation =
  | { readonly kind: 'insert' | 'delete'; readonly axis: 'row' | 'column'; readonly at: number; readonly count: number; readonly target?: undefined }
  | { readonly kind: 'move'; readonly axis: 'row' | 'column'; readonly at: number; readonly count: number; readonly target: number }
  | { readonly kind: 'sort'; readonly at: number };

const axis = fc.constantFrom('row' as const, 'column' as const);
const position = fc.nat({ max: 30 });
const count = fc.integer({ min: 1, max: 3 });
const insertOrDelete = fc.record({ kind: fc.constantFrom('insert' as const, 'delete' as const), axis, at: position, count });
const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  insertOrDelete, fc.record({ kind: fc.constant('move' as const), axis, at: position, count, target: position }), fc.record({ kind: fc.constant('sort' as const), at: position }),
);

/** The sheet as lists of lines; the header row and the summed column are never deleted. */
class Model {
  cells: (number | null)[][] = Array.from({ length: ROWS }, (_row, r) => Array.from({ length: COLUMNS }, (_cell, c) => (r === 0 ? null : ((r * 7 + c * 5) % 23) + r / 100)));
  notes: string[][] = this.cells.map((line) => line.map(() => ''));
  formattedRows = this.cells.map((_line, r) => r >= 2 && r < 7);
  formattedColumns = (this.cells[0] ?? []).map((_cell, c) => c >= 1 && c < 4);
  listRows = this.cells.map((_line, r) => r >= 3 && r < 6);
  listColumns = (this.cells[0] ?? []).map((_cell, c) => c === 2);
  filterRows: [number, number] = [0, 8];
  summedColumn = 1;
  firstSummedRow = 1;

  constructor() {
    (this.notes[2] ?? [])[1] = 'one';
    (this.notes[5] ?? [])[4] = 'two';
    (this.notes[9] ?? [])[0] = 'three';
  }

  get rowCount(): number { return this.cells.length; }
  get columnCount(): number { return this.cells[0]?.length ?? 0; }

  build(): void {
    sheet.write(at(0, 0, ROWS, COLUMNS), this.cells);
    this.notes.forEach((line, r) => { line.forEach((text, c) => { if (text) sheet.setNote(r, c, text); }); });
    sheet.setConditionalRules([{ ...RED, ranges: [at(2, 1, 5, 3)] }]);
    sheet.setValidation([at(3, 2, 3, 1)], LIST);
    shown.write(at(0, 0), [[{ formula: '=SUM(Data!B2:B)' }]]);
  }

  private lines<T>(onAxis: 'row' | 'column', grid: T[][], change: (list: T[][]) => void): T[][] {
    const turned = (of: T[][]): T[][] => (of[0] ?? []).map((_cell, c) => of.map((line) => line[c] as T));
    const list = onAxis === 'row' ? grid : turned(grid);
    change(list);
    return onAxis === 'row' ? list : turned(list);
  }

  /** Carries the operation out on both; false when it does not fit the sheet. */
  apply(operation: Operation): boolean {
    if (operation.kind === 'sort') return this.sort(operation.at % this.columnCount);
    const isRow = operation.axis === 'row';
    const total = isRow ? this.rowCount : this.columnCount;
    // The header row stays first.
    const first = isRow ? 1 : 0;
    const index = first + operation.at % (total - first + (operation.kind === 'insert' ? 1 : 0));
    const number = operation.kind === 'insert' ? operation.count : Math.min(operation.count, total - index);
    if (operation.kind === 'insert') this.insert(operation.axis, index, number);
    else if (operation.kind === 'delete') {
      if (number >= total - first || (!isRow && index <= this.summedColumn && this.summedColumn < index + number)) return false;
      this.delete(operation.axis, index, number);
    } else {
      const target = first + (operation.target ?? 0) % (total - first + 1);
      if (target >= index && target <= index + number) return false;
      this.move(operation.axis, index, number, target);
    }
    return true;
  }

  private insert(onAxis: 'row' | 'column', index: number, number: number): void {
    if (onAxis === 'row') sheet.insertRows(index, number);
    else sheet.insertColumns(index, number);
    const width = onAxis === 'row' ? this.columnCount : this.rowCount;
    this.cells = this.lines(onAxis, this.cells, (list) => list.splice(index, 0, ...Array.from({ length: number }, () => Array<null>(width).fill(null))));
    this.notes = this.lines(onAxis, this.notes, (list) => list.splice(index, 0, ...Array.from({ length: number }, () => Array<string>(width).fill(''))));
    const flags = onAxis === 'row' ? this.formattedRows : this.formattedColumns;
    flags.splice(index, 0, ...Array<boolean>(number).fill(!!flags[index - 1] && !!flags[index]));
    // New lines take the list of the line that stood in their place.
    const lists = onAxis === 'row' ? this.listRows : this.listColumns;
    lists.splice(index, 0, ...Array<boolean>(number).fill(!!lists[index]));
    if (onAxis === 'column') {
      if (index <= this.summedColumn) this.summedColumn += number;
      return;
    }
    if (index <= this.filterRows[1]) this.filterRows[1] += number;
    if (index <= this.firstSummedRow) this.firstSummedRow += number;
  }

  private delete(onAxis: 'row' | 'column', index: number, number: number): void {
    if (onAxis === 'row') sheet.deleteRows(index, number);
    else sheet.deleteColumns(index, number);
    this.cells = this.lines(onAxis, this.cells, (list) => list.splice(index, number));
    this.notes = this.lines(onAxis, this.notes, (list) => list.splice(index, number));
    for (const flags of onAxis === 'row' ? [this.formattedRows, this.listRows] : [this.formattedColumns, this.listColumns]) flags.splice(index, number);
    if (onAxis === 'column') {
      if (index < this.summedColumn) this.summedColumn -= number;
      return;
    }
    this.filterRows[1] -= Math.max(0, Math.min(index + number, this.filterRows[1] + 1) - index);
    if (index < this.firstSummedRow) this.firstSummedRow = Math.max(index, this.firstSummedRow - number);
  }

  private move(onAxis: 'row' | 'column', index: number, number: number, target: number): void {
    if (onAxis === 'row') sheet.moveRows(index, number, target);
    else sheet.moveColumns(index, number, target);
    const to = target > index ? target - number : target;
    const carry = <T>(list: T[]): void => { list.splice(to, 0, ...list.splice(index, number)); };
    const columns = Array.from({ length: this.columnCount }, (_column, c) => c);
    this.cells = this.lines(onAxis, this.cells, carry);
    this.notes = this.lines(onAxis, this.notes, carry);
    for (const flags of onAxis === 'row' ? [this.formattedRows, this.listRows] : [this.formattedColumns, this.listColumns]) carry(flags);
    if (onAxis === 'row') return;
    carry(columns);
    this.summedColumn = columns.indexOf(this.summedColumn);
  }

  private sort(column: number): boolean {
    sheet.sort(at(1, 0, this.rowCount - 1, this.columnCount), [{ column, ascending: true }]);
    const order = this.cells.map((_line, r) => r).slice(1).sort((a, b) => {
      const [x, y] = [this.cells[a]?.[column] ?? null, this.cells[b]?.[column] ?? null];
      return x === null || y === null ? Number(x === null) - Number(y === null) : x - y;
    });
    const sorted = <T>(grid: T[][]): T[][] => [grid[0] as T[], ...order.map((row) => grid[row] as T[])];
    this.cells = sorted(this.cells);
    this.notes = sorted(this.notes);
    return true;
  }

  check(): void {
    expect([sheet.rowCount, sheet.columnCount]).toEqual([this.rowCount, this.columnCount]);
    expect(sheet.read(at(0, 0, this.rowCount, this.columnCount)).map((line) => line.map(({ value }) => value))).toEqual(this.cells);
    const notes = this.notes.flatMap((line, row) => line.flatMap((text, column) => (text ? [`${row} ${column} ${text}`] : [])));
    expect(sheet.noteList().map(({ row, column, text }) => `${row} ${column} ${text}`).sort()).toEqual(notes.sort());
    const covered = (rows: readonly boolean[], columns: readonly boolean[]): string[] =>
      rows.flatMap((row, r) => columns.flatMap((column, c) => (row && column ? [`${r} ${c}`] : []))).sort();
    expect(cellsOf(sheet.conditionalRules().flatMap(({ ranges }) => ranges))).toEqual(covered(this.formattedRows, this.formattedColumns));
    expect(cellsOf(sheet.validations().flatMap(({ ranges }) => ranges))).toEqual(covered(this.listRows, this.listColumns));
    const letter = String.fromCharCode(65 + this.summedColumn);
    expect(shown.read(at(0, 0))[0]?.[0]?.formula).toBe(`=SUM(Data!${letter}${this.firstSummedRow + 1}:${letter})`);
  }
}

function cellsOf(ranges: readonly Rect[]): string[] {
  return ranges.flatMap(({ row, column, rowCount, columnCount }) => Array.from({ length: rowCount * columnCount }, (_cell, i) => `${row + Math.floor(i / columnCount)} ${column + i % columnCount}`)).sort();
}

test('values, notes, conditional formats and open ranges follow any sequence of operations', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyOperation, { minLength: 1, maxLength: 8 }), async (operations) => {
    engine.disposeBook(book);
    open();
    const model = new Model();
    model.build();
    for (const operation of operations) if (model.apply(operation)) model.check();
    await engine.settle();
    const sum = model.cells.slice(model.firstSummedRow).reduce((total, line) => total + (line[model.summedColumn] ?? 0), 0);
    expect(shown.read(at(0, 0))[0]?.[0]?.value).toBeCloseTo(sum, 9);
  }), { numRuns: 40, seed: 20_111_210 });
}, 120_000);

test('a filter keeps its rows when rows are inserted and deleted', () => {
  fc.assert(fc.property(fc.array(insertOrDelete.map((operation) => ({ ...operation, axis: 'row' as const })), { minLength: 1, maxLength: 6 }), (operations) => {
    engine.disposeBook(book);
    open();
    const model = new Model();
    model.build();
    sheet.createFilter(at(0, 0, 9, 3));
    for (const operation of operations) if (model.apply(operation)) expect(sheet.filter()?.rect ?? null).toEqual(at(0, 0, model.filterRows[1] + 1, 3));
  }), { numRuns: 30, seed: 20_111_210 });
}, 120_000);

test('merges, filters and what they hide follow on each sheet of a book', async () => {
  const other = book.insertSheet({ name: 'Other' });
  for (const each of [sheet, other]) {
    each.write(at(0, 0, 5, 2), [['n', 'm'], [1, 1], [2, 2], [3, 3], [4, 4]]);
    each.merge(at(6, 0, 1, 2));
    each.createFilter(at(0, 0, 5, 2));
    each.setFilterCriteria(1, { hiddenValues: ['2'] });
  }
  await engine.settle();
  for (const each of [sheet, other]) {
    each.insertRows(1, 2);
    each.insertColumns(0, 1);
    each.moveRows(4, 1, 6);
    each.moveRows(8, 1, 10);
    each.moveRows(9, 1, 8);
    expect([each.merges(), each.filter()]).toEqual([[at(8, 1, 1, 2)], { rect: at(0, 1, 7, 2), criteria: { 2: { hiddenValues: ['2'] } } }]);
    expect(Array.from({ length: 8 }, (_row, row) => row).filter((row) => each.isRowHiddenByFilter(row))).toEqual([5]);
    expect(each.display(at(5, 1))).toEqual([['2']]);
  }
});

test('new rows take the own style of the row before, and bandings grow', () => {
  sheet.writeStyles(at(2, 0), { background: '#abcdef' });
  sheet.setBandings([{ id: 'band', rect: at(1, 1, 4, 2), byColumns: false, header: null, first: '#111111', second: '#222222', footer: null }]);
  sheet.insertRows(3, 1);
  sheet.insertColumns(0, 1);
  expect([sheet.styles(at(3, 1))[0]?.[0]?.background, sheet.styles(at(3, 2))[0]?.[0]?.background]).toEqual(['#abcdef', null]);
  expect(sheet.bandings().map(({ rect }) => rect)).toEqual([at(1, 2, 5, 2)]);
});

test('rows and columns can be inserted behind the last ones', () => {
  new Model().build();
  sheet.insertRows(ROWS, 2);
  sheet.insertColumns(COLUMNS, 3);
  expect([sheet.rowCount, sheet.columnCount, sheet.note(9, 0)]).toEqual([ROWS + 2, COLUMNS + 3, 'three']);
});

test('a move that would tear a merge apart is refused', () => {
  sheet.merge(at(2, 1, 1, 2));
  expect(() => { sheet.moveColumns(1, 1, 4); }).toThrow('refused');
});

test('cells moved in a book that is not shown are moved at once; references follow, open ranges stay whole, the view stays', async () => {
  new Model().build();
  shown.write(at(1, 0), [[{ formula: '=Data!B4' }]]);
  const before = sheet.read(at(3, 1))[0]?.[0]?.value;
  sheet.moveCells(at(1, 1, 5, 1), sheet, 1, 5);
  expect([sheet.read(at(3, 1))[0]?.[0]?.value, sheet.read(at(3, 5))[0]?.[0]?.value]).toEqual([null, before]);
  expect(shown.read(at(0, 0, 2, 1)).map(([cell]) => cell?.formula)).toEqual(['=SUM(Data!B2:B)', '=Data!F4']);
  await engine.settle();
  expect(shown.read(at(1, 0))[0]?.[0]?.value).toBe(before);
  expect(book.activeSheet().id).toBe(shown.id);
});
