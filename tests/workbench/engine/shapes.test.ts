/**
 * Sheets, rows and columns, rules, filters, notes and snapshots.
 *
 * @jest-environment node
 */
import type { Book, BookEvent, ConditionalRule, Engine, Rect, Sheet } from '../../../scripts/workbench/node';
import { createEngine } from '../../../scripts/workbench/node';

const at = (row: number, column: number, rowCount = 1, columnCount = 1): Rect => ({ row, column, rowCount, columnCount });

let engine: Engine;
let book: Book;
let sheet: Sheet;
let events: BookEvent[];

beforeAll(() => {
  engine = createEngine();
  engine.onEvent((event) => { events.push(event); });
});
afterAll(() => { engine.dispose(); });
beforeEach(() => {
  events = [];
  book = engine.createBook({ locale: 'en_US' });
  sheet = book.sheets()[0] as Sheet;
  sheet.write(at(0, 0, 4, 3), [['name', 'n', 'f'], ['b', 2, { formula: '=B2*10' }], ['a', 3, { formula: '=B3*10' }], ['c', 1, { formula: '=SUM(B2:B)' }]]);
});
afterEach(() => { engine.disposeBook(book); });

const formulas = (of: Sheet = sheet): (string | null)[] => of.read(at(0, 0, of.lastRow(), of.lastColumn())).flat().map(({ formula }) => formula).filter((formula) => formula !== null);
const background = (row: number, column: number): string | null => sheet.effectiveStyle(row, column).background;

describe('rows and columns', () => {
  test('formulas follow inserted and deleted rows and columns, open ranges whole', async () => {
    await engine.settle();
    sheet.insertRows(1, 2);
    expect(formulas()).toEqual(['=B4*10', '=B5*10', '=SUM(B4:B)']);
    sheet.insertColumns(1, 1);
    expect(formulas()).toEqual(['=C4*10', '=C5*10', '=SUM(C4:C)']);
    sheet.deleteColumns(0, 1);
    sheet.deleteRows(1, 2);
    await engine.settle();
    expect(formulas()).toEqual(['=B2*10', '=B3*10', '=SUM(B2:B)']);
    expect(sheet.display(at(3, 2))).toEqual([['6']]);
    expect(events.filter(({ kind }) => kind !== 'book-added')).toEqual([
      expect.objectContaining({ kind: 'rows-inserted', index: 1, count: 2, byUser: false }), expect.objectContaining({ kind: 'columns-inserted', index: 1, count: 1 }),
      expect.objectContaining({ kind: 'columns-deleted', index: 0, count: 1 }), expect.objectContaining({ kind: 'rows-deleted', index: 1, count: 2 }),
    ]);
  });

  test('moved rows carry their cells and are reported with the target', async () => {
    sheet.moveRows(1, 1, 3);
    await engine.settle();
    expect(sheet.display(at(1, 0, 3, 2))).toEqual([['a', '3'], ['b', '2'], ['c', '1']]);
    expect(events.at(-1)).toMatchObject({ kind: 'rows-moved', index: 1, count: 1, target: 3 });
  });

  test('a sort keeps blanks last, moves formulas with their rows and tells the order', async () => {
    sheet.write(at(4, 0, 1, 2), [[null, 9]]);
    sheet.sort(at(1, 0, 4, 3), [{ column: 0, ascending: false }]);
    await engine.settle();
    expect(sheet.display(at(1, 0, 4, 2))).toEqual([['c', '1'], ['b', '2'], ['a', '3'], ['', '9']]);
    expect(sheet.read(at(2, 2, 2, 1)).flat().map(({ formula }) => formula)).toEqual(['=B3*10', '=B4*10']);
    expect(events.at(-1)).toMatchObject({ kind: 'rows-reordered', order: [3, 1, 2, 4] });
  });

  test('cells shifted down leave a gap that formulas know', async () => {
    sheet.insertCells(at(2, 1), 'rows');
    await engine.settle();
    expect(sheet.display(at(1, 1, 4, 1))).toEqual([['2'], [''], ['3'], ['1']]);
    sheet.deleteCells(at(2, 1), 'rows');
    await engine.settle();
    expect(sheet.display(at(1, 1, 3, 1))).toEqual([['2'], ['3'], ['1']]);
  });

  test('layout is kept: freeze, sizes, hidden rows and columns, colours, grid', () => {
    sheet.frozenRows = 1;
    sheet.frozenColumns = 2;
    sheet.setColumnWidths(0, 2, 150);
    sheet.setRowHeights(3, 1, 44);
    sheet.setRowsHidden(2, 1, true);
    sheet.setColumnsHidden(5, 1, true);
    sheet.tabColor = '#FF8800';
    sheet.gridlinesHidden = true;
    sheet.rowCount = 1200;
    sheet.columnCount = 10;
    expect([sheet.frozenRows, sheet.frozenColumns, sheet.columnWidth(1), sheet.columnWidth(2), sheet.rowHeight(3), sheet.rowHeight(4)]).toEqual([1, 2, 150, 100, 44, 21]);
    expect([sheet.isRowHidden(2), sheet.isRowHidden(3), sheet.isColumnHidden(5), sheet.tabColor, sheet.gridlinesHidden, sheet.rowCount, sheet.columnCount])
      .toEqual([true, false, true, '#ff8800', true, 1200, 10]);
  });

  test('merges keep the first value and refuse to cut each other', () => {
    sheet.merge(at(1, 0, 2, 2));
    expect(sheet.merges()).toEqual([at(1, 0, 2, 2)]);
    expect(sheet.display(at(1, 0, 2, 2))).toEqual([['b', ''], ['', '']]);
    expect(() => { sheet.merge(at(2, 1, 2, 2)); }).toThrow('merged range');
    sheet.unmerge(at(1, 0));
    expect(sheet.merges()).toEqual([]);
  });
});

describe('sheets of a book', () => {
  test('insert, rename, move, hide, delete; formulas and names follow', async () => {
    const other = book.insertSheet({ name: 'Other sheet', index: 0 });
    other.write(at(0, 0), [[{ formula: '=SUM(Sheet1!B2:B)' }]]);
    book.setDefinedName('Amounts', "'Sheet1'!$B$2:$B$4");
    other.write(at(1, 0), [[{ formula: '=MAX(Amounts)' }]]);
    sheet.name = 'Заказы клиентов';
    sheet.insertRows(1, 1);
    await engine.settle();
    expect(formulas(other)[0]).toBe("=SUM('Заказы клиентов'!B3:B)");
    expect(other.display(at(0, 0, 2, 1))).toEqual([['6'], ['3']]);
    expect(book.definedNames()).toEqual([expect.objectContaining({ name: 'Amounts', sheetId: sheet.id, rect: at(2, 1, 3, 1) })]);
    expect(book.removeDefinedName('Amounts')).toBe(true);
    expect(() => book.insertSheet({ name: 'other SHEET' })).toThrow('already exists');
    book.moveSheet(other, 1);
    expect(book.sheets().map(({ name, index }) => [name, index])).toEqual([['Заказы клиентов', 0], ['Other sheet', 1]]);
    other.hidden = true;
    expect(other.hidden).toBe(true);
    book.deleteSheet(other);
    expect(() => { book.deleteSheet(sheet); }).toThrow();
  });

  test('a duplicate and a sheet imported into another book carry everything', async () => {
    sheet.writeStyles(at(0, 0), { bold: true });
    sheet.setNote(1, 1, 'note');
    sheet.setValidation([at(1, 0, 3, 1)], { condition: { type: 'VALUE_IN_LIST', values: ['a', 'b'] }, allowInvalid: false, helpText: null, showDropdown: true });
    sheet.setConditionalRules([GREEN_OVER_ONE]);
    await engine.settle();
    const foreign = engine.createBook({ locale: 'ru_RU' });
    const copies = [book.duplicateSheet(sheet, 'Copy'), foreign.importSheet(sheet, 'Copy')];
    await engine.settle();
    for (const copy of copies) {
      expect(copy.display(at(0, 0, 4, 3))).toEqual(sheet.display(at(0, 0, 4, 3)));
      expect(copy.styles(at(0, 0))[0]?.[0]?.bold).toBe(true);
      expect([copy.note(1, 1), copy.validations().length, copy.effectiveStyle(1, 1).background]).toEqual(['note', 1, '#00ff00']);
    }
    engine.disposeBook(foreign);
  });
});

const GREEN_OVER_ONE: Omit<ConditionalRule, 'id'> = {
  ranges: [at(1, 1, 3, 1)], format: { kind: 'boolean', condition: { type: 'NUMBER_GREATER_THAN', values: [1] }, style: { background: '#00ff00' } },
};

describe('rules', () => {
  test('conditional formats show at once, the first rule wins, and they follow the rows', async () => {
    sheet.setConditionalRules([
      { ranges: [at(1, 0, 3, 2)], format: { kind: 'boolean', condition: { type: 'CUSTOM_FORMULA', values: ['=$B2=3'] }, style: { background: '#ff0000', bold: true } } },
      GREEN_OVER_ONE,
      { ranges: [at(1, 2, 2, 1)], format: { kind: 'gradient', points: [{ type: 'min', value: null, color: '#ffffff' }, { type: 'max', value: null, color: '#0000ff' }] } },
    ]);
    await engine.settle();
    expect([background(1, 0), background(2, 0), background(1, 1), background(2, 1), background(3, 1)]).toEqual([null, '#ff0000', '#00ff00', '#ff0000', null]);
    expect([background(1, 2), background(2, 2)]).toEqual(['#ffffff', '#0000ff']);
    expect(sheet.effectiveStyle(2, 0).bold).toBe(true);
    sheet.write(at(1, 1, 2, 1), [[3], [0]]);
    await engine.settle();
    expect([background(1, 0), background(2, 0), background(2, 1)]).toEqual(['#ff0000', null, null]);
    sheet.insertRows(0, 1);
    await engine.settle();
    expect(sheet.conditionalRules().map(({ ranges }) => ranges[0])).toEqual([at(2, 0, 3, 2), at(2, 1, 3, 1), at(2, 2, 2, 1)]);
    expect([background(2, 0), background(3, 0)]).toEqual(['#ff0000', null]);
    sheet.deleteRows(0, 4);
    expect(sheet.conditionalRules().map(({ ranges }) => ranges[0])).toEqual([at(0, 0, 1, 2), at(0, 1)]);
    sheet.clear(at(0, 0, 1, 2), { conditionalFormats: true });
    expect(sheet.conditionalRules()).toEqual([]);
  });

  test('formulas of conditional formats are evaluated for the cells that somebody looks at, not at each settle', async () => {
    const rows = 500;
    sheet.write(at(1, 0, rows, 2), Array.from({ length: rows }, (_row, index) => [index, index % 5]));
    sheet.setConditionalRules([1, 2].map((digit) => ({
      ranges: [at(1, 0, rows, 1)], format: { kind: 'boolean' as const, condition: { type: 'CUSTOM_FORMULA' as const, values: [`=AND($B2=${digit},COUNTIF($D$1:$D$3,"yes")>0)`] }, style: { background: `#00000${digit}` } },
    })));
    await engine.settle();
    const before = engine.ruleEvaluations;
    sheet.write(at(0, 3), [['yes']]);
    await engine.settle();
    expect(engine.ruleEvaluations - before).toBe(0);
    expect([0, 1, 2].map((index) => background(1 + index, 0))).toEqual([null, '#000001', '#000002']);
    expect(engine.ruleEvaluations - before).toBeGreaterThan(0);
    expect(engine.ruleEvaluations - before).toBeLessThanOrEqual(2 * 3);
    // A cell outside the ranges counts as well, without a settle too.
    sheet.write(at(0, 3), [['no']]);
    expect(background(2, 0)).toBeNull();
    sheet.write(at(0, 3), [[{ formula: '=IF(A2=0,"yes","no")' }]]);
    await engine.settle();
    expect(background(2, 0)).toBe('#000001');
  });

  test('a number other than 0 colours a cell, an error and a text do not', async () => {
    sheet.write(at(0, 0, 4, 1), [[0], [2], [{ formula: '=1/0' }], ['x']]);
    sheet.setConditionalRules([{ ranges: [at(0, 0, 4, 1)], format: { kind: 'boolean', condition: { type: 'CUSTOM_FORMULA', values: ['=A1'] }, style: { background: '#123456' } } }]);
    await engine.settle();
    expect([0, 1, 2, 3].map((row) => background(row, 0))).toEqual([null, '#123456', null, null]);
  });

  test('formulas of rules follow the cells they refer to', () => {
    const list = book.insertSheet({ name: 'List' });
    const base = { allowInvalid: false, helpText: null, showDropdown: true };
    sheet.setValidation([at(1, 0)], { ...base, condition: { type: 'VALUE_IN_RANGE', values: ['=List!$A$2:$A$5'] } });
    sheet.setValidation([at(2, 0)], { ...base, condition: { type: 'CUSTOM_FORMULA', values: ['=AND($B2:$B>1,LEN(A3)>0,"A3"<>"",COUNTIF(C:C,2)>0)'] } });
    list.insertRows(0, 2);
    sheet.insertColumns(0, 1);
    sheet.deleteRows(0, 1);
    list.name = 'The list';
    expect(sheet.validations().map(({ condition }) => condition.values)).toEqual([["='The list'!$A$4:$A$7"], ['=AND($C1:$C>1,LEN(B2)>0,"A3"<>"",COUNTIF(D:D,2)>0)']]);
  });

  test('validation keeps its exact condition, is cut by a later rule and follows the rows', () => {
    const rule = { condition: { type: 'VALUE_IN_LIST' as const, values: ['x', 'y, z'] }, allowInvalid: false, helpText: 'pick', showDropdown: true };
    const id = sheet.setValidation([at(1, 0, 5, 1)], rule);
    sheet.setValidation([at(3, 0)], { ...rule, condition: { type: 'CHECKBOX', values: [] } });
    sheet.insertRows(0, 1);
    expect(sheet.validationAt(2, 0)).toEqual({ id, ranges: [at(2, 0, 2, 1), at(5, 0, 2, 1)], ...rule });
    expect(sheet.validationAt(4, 0)?.condition.type).toBe('CHECKBOX');
    expect(sheet.validationAt(0, 0)).toBeNull();
    sheet.setValidation([at(0, 0, 10, 3)], null);
    expect(sheet.validations()).toEqual([]);
  });

  test('a filter hides rows by values and by condition, one per sheet', async () => {
    await engine.settle();
    const hidden = (): number[] => [0, 1, 2, 3, 4].filter((row) => sheet.isRowHiddenByFilter(row));
    sheet.createFilter(at(0, 0, 4, 3));
    expect(() => { sheet.createFilter(at(0, 0, 2, 2)); }).toThrow('already has a filter');
    sheet.setFilterCriteria(0, { hiddenValues: ['a'] });
    expect(hidden()).toEqual([2]);
    sheet.setFilterCriteria(1, { condition: { type: 'NUMBER_GREATER_THAN', values: [1] } });
    expect(hidden()).toEqual([2, 3]);
    sheet.setFilterCriteria(0, null);
    expect(hidden()).toEqual([3]);
    expect(sheet.filter()).toMatchObject({ rect: at(0, 0, 4, 3), criteria: { 1: { condition: { type: 'NUMBER_GREATER_THAN' } } } });
    sheet.removeFilter();
    expect([sheet.filter(), hidden()]).toEqual([null, []]);
  });

  test('rows that a filter hides are deleted like others', async () => {
    await engine.settle();
    sheet.createFilter(at(0, 0, 4, 3));
    sheet.setFilterCriteria(0, { hiddenValues: ['a'] });
    const column = (rowCount: number): unknown[] => sheet.read(at(0, 0, rowCount, 1)).map((row) => row[0]?.value);
    const before = column(sheet.rowCount);
    const rows = sheet.rowCount;
    sheet.deleteRows(1, 3);
    expect(sheet.rowCount).toBe(rows - 3);
    expect(column(sheet.rowCount)).toEqual([before[0], ...before.slice(4)]);
  });

  test('bandings colour what has no colour of its own', () => {
    sheet.setBandings([{ id: 'band', rect: at(0, 0, 4, 2), byColumns: false, header: '#111111', first: '#222222', second: '#333333', footer: null }]);
    sheet.writeStyles(at(2, 0), { background: '#abcdef' });
    expect([0, 1, 2, 3].map((row) => background(row, 0))).toEqual(['#111111', '#222222', '#abcdef', '#222222']);
  });
});

describe('snapshots', () => {
  test('a book comes back whole from JSON and lives apart from the original', async () => {
    sheet.setConditionalRules([{ ...GREEN_OVER_ONE, format: { kind: 'boolean', condition: { type: 'CUSTOM_FORMULA', values: ['=B2>1'] }, style: { background: '#00ff00' } } }]);
    sheet.setValidation([at(1, 0)], { condition: { type: 'TEXT_IS_VALID_EMAIL', values: [] }, allowInvalid: true, helpText: null, showDropdown: true });
    sheet.createFilter(at(0, 0, 4, 3));
    sheet.setFilterCriteria(0, { hiddenValues: ['c'] });
    sheet.setNote(0, 0, 'hello');
    sheet.frozenRows = 1;
    book.setDefinedName('Everything', "'Sheet1'!$A$1:$C$4");
    book.registerPart('metadata', () => ({ key: [1, 2] }));
    await engine.settle();
    const snapshot = JSON.parse(JSON.stringify(book.snapshot())) as ReturnType<Book['snapshot']>;
    const copy = engine.createBook({ snapshot, id: 'restored' });
    await engine.settle();
    const restored = copy.sheets()[0] as Sheet;
    expect(restored.display(at(0, 0, 4, 3))).toEqual(sheet.display(at(0, 0, 4, 3)));
    expect(restored.validations()).toEqual(sheet.validations());
    expect(restored.conditionalRules()).toEqual(sheet.conditionalRules());
    expect(restored.filter()).toEqual(sheet.filter());
    expect([restored.isRowHiddenByFilter(3), restored.note(0, 0), restored.frozenRows, restored.effectiveStyle(1, 1).background]).toEqual([true, 'hello', 1, '#00ff00']);
    expect(copy.definedNames().map(({ name }) => name)).toEqual(['Everything']);
    expect([copy.partData('metadata'), copy.locale]).toEqual([{ key: [1, 2] }, 'en_US']);
    restored.write(at(1, 1), [[100]]);
    await engine.settle();
    expect([restored.display(at(1, 2)), sheet.display(at(1, 2))]).toEqual([[['1000']], [['20']]]);
    engine.disposeBook(copy);
  });
});

describe('what the user does in the grid', () => {
  test('an edit is reported with old and new values; writes of a script and structural commands are not edits', async () => {
    await engine.settle();
    events = [];
    sheet.write(at(1, 1), [[8]]);
    await engine.settle();
    expect(events).toEqual([]);
    await engine.commands.executeCommand('sheet.command.set-range-values', { unitId: book.id, subUnitId: sheet.key, value: { v: 77 }, range: { startRow: 1, endRow: 1, startColumn: 1, endColumn: 1 } });
    await engine.settle();
    expect(events).toEqual([{ kind: 'edit', bookId: book.id, sheetId: sheet.id, rect: at(1, 1), oldValues: [[8]], newValues: [[77]] }]);
    events = [];
    await engine.commands.executeCommand('sheet.command.insert-row', { unitId: book.id, subUnitId: sheet.key, direction: 0, range: { startRow: 1, endRow: 1, startColumn: 0, endColumn: 25 } });
    await engine.settle();
    expect(events.map(({ kind }) => kind)).toEqual(['rows-inserted']);
    expect(events[0]).toMatchObject({ byUser: true });
  });
});

test('an engine that is disposed of while it calculates leaves no timer behind', async () => {
  // The other engine of this file must be at rest, or its timers would be counted.
  await engine.settle();
  const own = createEngine();
  const [first] = own.createBook({}).sheets();
  const pending = new Map<unknown, () => void>();
  let answer = (): void => undefined;
  const { setTimeout: setTimer, clearTimeout: clearTimer } = globalThis;
  try {
    await new Promise<void>((called) => {
      own.registerCustomFunctions([{ name: 'HANG', description: '', params: [] }], () => {
        called();
        return new Promise((resolve) => { answer = () => { resolve({ value: 1 }); }; });
      });
      first?.write(at(0, 0), [[{ formula: '=HANG()' }]]);
      // Timers of a second or more are kept back: they would fire after the end.
      globalThis.setTimeout = ((work: () => void, delay?: number) => {
        if (delay === undefined || delay < 1000) return setTimer(work, delay);
        const key = {};
        pending.set(key, work);
        return key;
      }) as unknown as typeof setTimeout;
      globalThis.clearTimeout = ((key: Parameters<typeof clearTimeout>[0]) => {
        if (!pending.delete(key)) clearTimer(key);
      });
      void own.settle();
    });
    // Exactly one kind of work waits, that of the calculation, however often a busy machine made it begin.
    expect(new Set([...pending.values()].map(String)).size).toBe(1);
    own.dispose();
    expect(pending.size).toBe(0);
  } finally {
    globalThis.setTimeout = setTimer;
    globalThis.clearTimeout = clearTimer;
    answer();
  }
});
