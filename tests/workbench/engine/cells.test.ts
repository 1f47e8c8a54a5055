/**
 * Cells, formulas, spills and the functions of Sheets, on the real engine.
 *
 * @jest-environment node
 */
import type { Book, Engine, Rect, Scalar, Sheet } from '../../../scripts/workbench/node';
import { expandArrayLiterals } from '../../../scripts/workbench/engine/array-literal';
import { assertPinnedVersion, PINNED_UNIVER } from '../../../scripts/workbench/engine/pinned-version';
import { createEngine } from '../../../scripts/workbench/node';

const at = (row: number, column: number, rowCount = 1, columnCount = 1): Rect => ({ row, column, rowCount, columnCount });

let engine: Engine;
let book: Book;
let sheet: Sheet;

beforeAll(() => {
  engine = createEngine({ now: () => new Date(Date.UTC(2024, 0, 31, 22, 30)) });
});
afterAll(() => { engine.dispose(); });
beforeEach(() => {
  book = engine.createBook({ locale: 'ru_RU', timeZone: 'Europe/Moscow' });
  sheet = book.sheets()[0] as Sheet;
});
afterEach(() => { engine.disposeBook(book); });

const values = (rect: Rect): Scalar[][] => sheet.read(rect).map((line) => line.map(({ value }) => value));

/** Evaluates one formula in F1 and returns the block it fills. */
async function evaluate(formula: string, rowCount = 1, columnCount = 1): Promise<Scalar[][]> {
  sheet.write(at(0, 5), [[{ formula }]]);
  await engine.settle();
  return values(at(0, 5, rowCount, columnCount));
}

describe('cells', () => {
  test('keep numbers, texts, booleans and dates apart', () => {
    sheet.write(at(0, 0, 2, 3), [[1.5, '01', true], [{ value: 45_000, pattern: 'dd.MM.yyyy' }, null, '']]);
    expect(values(at(0, 0, 2, 3))).toEqual([[1.5, '01', true], [45_000, null, '']]);
    expect(sheet.display(at(0, 0, 2, 3))).toEqual([['1,5', '01', 'ИСТИНА'], ['15.03.2023', '', '']]);
  });

  test('a write leaves undefined cells and formats, and null empties only the content', () => {
    sheet.write(at(0, 0, 1, 2), [[1, { value: 2, pattern: '0.00' }]]);
    sheet.write(at(0, 0, 1, 2), [[undefined, null]]);
    expect(values(at(0, 0, 1, 2))).toEqual([[1, null]]);
    expect(sheet.read(at(0, 1))[0]?.[0]?.pattern).toBe('0.00');
  });

  test('outside the grid everything throws', () => {
    expect(() => sheet.read(at(999, 0, 2, 1))).toThrow(RangeError);
    expect(() => { sheet.write(at(0, 26), [[1]]); }).toThrow('outside the dimensions');
    expect(() => { sheet.write(at(0, 0, 2, 1), [[1]]); }).toThrow(RangeError);
  });

  test('the last row and column count formulas that give an empty text and spilled cells, not formats', async () => {
    expect([sheet.lastRow(), sheet.lastColumn()]).toEqual([0, 0]);
    sheet.writeStyles(at(50, 10), { bold: true });
    sheet.write(at(2, 1), [[{ formula: '=""' }]]);
    await engine.settle();
    expect([sheet.lastRow(), sheet.lastColumn()]).toEqual([3, 2]);
    sheet.write(at(4, 3), [[{ formula: '=SEQUENCE(3,2)' }]]);
    await engine.settle();
    expect([sheet.lastRow(), sheet.lastColumn()]).toEqual([7, 5]);
  });

  test('typed text is read by the locale, and @ cells keep it', async () => {
    sheet.type(0, 0, '01.02.2024');
    sheet.type(0, 1, '=SUM(1,5;2)');
    sheet.writeStyles(at(0, 2), { pattern: '@' });
    sheet.type(0, 2, '=1+1');
    await engine.settle();
    expect(sheet.display(at(0, 0, 1, 3))).toEqual([['01.02.2024', '3,5', '=1+1']]);
    expect(sheet.read(at(0, 1))[0]?.[0]?.formula).toBe('=SUM(1.5,2)');
  });

  test('the format that a formula gives itself leaves with the formula', async () => {
    sheet.write(at(0, 0), [[{ formula: '=DATE(2024,1,5)' }]]);
    await engine.settle();
    expect(sheet.display(at(0, 0))).toEqual([['05.01.2024']]);
    sheet.write(at(0, 0), [[5]]);
    expect(sheet.display(at(0, 0))).toEqual([['5']]);
  });

  test('styles are patched, reset and read as a grid', () => {
    sheet.writeStyles(at(0, 0, 1, 2), [[{ background: '#FF0000', bold: true, rotation: 30 }, { borderTop: { line: 'dashed', color: '#00ff00' } }]]);
    sheet.writeStyles(at(0, 0), { background: null, italic: true });
    const [first, second] = sheet.styles(at(0, 0, 1, 2))[0] ?? [];
    expect(first).toMatchObject({ background: null, bold: true, italic: true, rotation: 30 });
    expect(second?.borderTop).toEqual({ line: 'dashed', color: '#00ff00' });
  });

  test('clear removes contents and formats separately', async () => {
    sheet.write(at(0, 0, 1, 3), [['x', { formula: '=A1&"!"' }, { value: 3, pattern: '0.0' }]]);
    sheet.writeStyles(at(0, 0), { bold: true });
    await engine.settle();
    sheet.clear(at(0, 0, 1, 2), { contents: true });
    await engine.settle();
    expect(values(at(0, 0, 1, 3))).toEqual([[null, null, 3]]);
    expect(sheet.styles(at(0, 0))[0]?.[0]?.bold).toBe(true);
    sheet.clear(at(0, 0, 1, 3), { formats: true });
    expect(sheet.styles(at(0, 0))[0]?.[0]?.bold).toBeNull();
    expect(sheet.read(at(0, 2))[0]?.[0]).toMatchObject({ value: 3, pattern: null });
  });

  test('copies move relative references, open ranges included, and values paste as values', async () => {
    sheet.write(at(0, 0, 1, 3), [[1, { formula: '=A1+$A$1' }, { formula: '=SUM(A1:A)' }]]);
    await engine.settle();
    sheet.copy(at(0, 0, 1, 3), sheet, 3, 1);
    await engine.settle();
    expect(sheet.read(at(3, 1, 1, 3))[0]?.map(({ formula }) => formula)).toEqual([null, '=B4+$A$1', '=SUM(B4:B)']);
    sheet.copy(at(0, 0, 1, 3), sheet, 6, 0, { kind: 'values', transposed: true });
    expect(values(at(6, 0, 3, 1))).toEqual([[1], [2], [1]]);
  });

  test('runs of rich text stay on the cell through a sort', () => {
    sheet.write(at(0, 0, 2, 1), [['b'], [{ value: 'a link', rich: [{ start: 2, end: 6, link: 'https://example.org' }] }]]);
    sheet.sort(at(0, 0, 2, 1), [{ column: 0, ascending: true }]);
    expect(sheet.readRuns(0, 0)).toEqual([{ start: 2, end: 6, link: 'https://example.org' }]);
    expect(sheet.readRuns(1, 0)).toEqual([]);
  });

  test('100,000 rows of 8 columns are written and read whole', async () => {
    const big = book.insertSheet({ name: 'Big', rowCount: 100_000, columnCount: 8 });
    const rows = Array.from({ length: 100_000 }, (_row, index) => [`client ${index % 3000}`, index, index * 1.5, { value: 45_000 + (index % 700), pattern: 'dd.MM.yyyy' }, true, `t${index}`, null, index % 7]);
    big.write(at(0, 0, 100_000, 8), rows);
    await engine.settle();
    const read = big.read(at(0, 0, 100_000, 8));
    expect(read[99_999]?.map(({ value }) => value)).toEqual(['client 999', 99_999, 149_998.5, 45_599, true, 't99999', null, 4]);
    expect(big.lastRow()).toBe(100_000);
    big.clear(at(0, 0, 100_000, 8), { contents: true, formats: true });
    expect(big.lastRow()).toBe(0);
  });
});

describe('settle', () => {
  test('a read after it sees the new value of a formula, each time', async () => {
    sheet.write(at(0, 1), [[{ formula: '=A1*2' }]]);
    for (let value = 1; value <= 20; value += 1) {
      sheet.write(at(0, 0), [[value]]);
      await engine.settle();
      expect(values(at(0, 1))).toEqual([[value * 2]]);
    }
  });

  test('concurrent callers all see what they wrote', async () => {
    sheet.write(at(0, 1, 3, 1), [[{ formula: '=A1+1' }], [{ formula: '=A2+1' }], [{ formula: '=A3+1' }]]);
    await Promise.all([0, 1, 2].map(async (row) => {
      sheet.write(at(row, 0), [[row * 10]]);
      await engine.settle();
      expect(values(at(row, 1))).toEqual([[row * 10 + 1]]);
    }));
  });

  test('a spill grows and shrinks, and readers of the vacated cells follow', async () => {
    sheet.write(at(0, 0, 4, 1), [[5], [6], [7], [1]]);
    sheet.write(at(0, 2, 1, 2), [[{ formula: '=FILTER(A1:A,A1:A>4)' }, { formula: '=COUNT(C1:C10)' }]]);
    await engine.settle();
    expect(values(at(0, 2, 4, 2))).toEqual([[5, 3], [6, null], [7, null], [null, null]]);
    expect(sheet.spillRect(0, 2)).toEqual(at(0, 2, 3, 1));
    sheet.write(at(0, 0, 2, 1), [[0], [0]]);
    await engine.settle();
    expect(values(at(0, 2, 3, 2))).toEqual([[7, 1], [null, null], [null, null]]);
    sheet.write(at(3, 0), [[9]]);
    await engine.settle();
    expect(values(at(0, 2, 2, 2))).toEqual([[7, 2], [9, null]]);
  });

  test('a blocked spill is #REF! that names the cell, and recovers', async () => {
    sheet.write(at(1, 5), [['in the way']]);
    expect(await evaluate('=SEQUENCE(3)')).toEqual([['#REF!']]);
    expect(sheet.errorMessage(0, 5)).toBe('Array result was not expanded because it would overwrite data in F2.');
    sheet.write(at(1, 5), [[null]]);
    await engine.settle();
    expect(values(at(0, 5, 3, 1))).toEqual([[1], [2], [3]]);
    expect(sheet.errorMessage(0, 5)).toBeNull();
  });

  test('is immediate when nothing was written', async () => {
    await engine.settle();
    let settled = false;
    const done = engine.settle().then(() => { settled = true; });
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(settled).toBe(true);
    await done;
  });

  test('the engine is checked against the version it was written for', () => {
    expect(() => { assertPinnedVersion([{ packageName: '@univerjs/core', version: PINNED_UNIVER }]); }).not.toThrow();
    expect(() => { assertPinnedVersion([{ packageName: '@univerjs/core', version: '0.26.0' }]); }).toThrow('@univerjs/core is 0.26.0');
  });
});

describe('functions of Sheets', () => {
  beforeEach(() => {
    sheet.write(at(0, 0, 5, 3), [['name', 'sum', 'day'], ['bo', 5, { value: 45_001, pattern: 'dd.MM.yyyy' }], ['al', 7, { value: 45_002, pattern: 'dd.MM.yyyy' }], ['bo', 1, { value: 45_003, pattern: 'dd.MM.yyyy' }], ['cy', 2, null]]);
  });

  test.each<[formula: string, expected: Scalar[][]]>([
    ['=QUERY(A1:C5,"select A, sum(B) where B > 1 group by A order by sum(B) desc label sum(B) \'total\'")', [['name', 'total'], ['al', 7], ['bo', 5], ['cy', 2]]],
    ['=QUERY(A1:C,"select B, A where A starts with \'b\' or (B = 2 and not A = \'x\') limit 2 offset 1")', [['sum', 'name'], [1, 'bo'], [2, 'cy']]],
    ['=QUERY(A2:C5,"select count(A), max(B), avg(B)",0)', [['count ', 'max ', 'avg '], [4, 7, 3.75]]],
    ['=QUERY({A2:B3;A5:B5},"select Col2 where Col1 <> \'al\'",0)', [[5], [2]]],
    ['=QUERY(A1:C5,"select A where C >= date \'2023-03-18\' and C is not null")', [['name'], ['bo']]],
    ['=QUERY(A1:C5,"select upper(A), B*2 where A contains \'a\'")', [['upper(name)', 'product(sum, 2)'], ['AL', 14]]],
    ['=ARRAYFORMULA(IF(B2:B5>2,A2:A5&"!",""))', [['bo!'], ['al!'], [''], ['']]],
    ['=SPLIT("a, b;3",",; ")', [['a', 'b', 3]]],
    ['=SPLIT("a--b","--",FALSE)', [['a', 'b']]],
    ['=JOIN("-",A2:A4,"z")', [['bo-al-bo-z']]],
    ['=COUNTUNIQUE(A2:A5,A2)', [[3]]],
    ['=SORT(A2:B5,2,FALSE)', [['al', 7], ['bo', 5], ['cy', 2], ['bo', 1]]],
    ['=SORT(A2:A5,B2:B5,TRUE)', [['bo'], ['cy'], ['bo'], ['al']]],
    ['=SORT(A2:B5,1,TRUE,2,TRUE)', [['al', 7], ['bo', 1], ['bo', 5], ['cy', 2]]],
    ['=SORTN(A2:B5,2,0,2,FALSE)', [['al', 7], ['bo', 5]]],
    ['=SORTN(A2:A5,2,2,1,TRUE)', [['al'], ['bo']]],
    ['=FLATTEN(A2:B3)', [['bo'], [5], ['al'], [7]]],
    ['=SPARKLINE(B2:B5)', [['']]],
    ['=SUM(B2:B)', [[15]]],
    ['=SUM(B1:B)&COUNTA(A2:C)', [['1511']]],
    ['={A2:A3;A5}', [['bo'], ['al'], ['cy']]],
    ['={A2:B2,"x"}', [['bo', 5, 'x']]],
    ['=SUM({1,2;3,4})', [[10]]],
    ['=SUM(1;2)', [[3]]],
    ['=IMPORTRANGE("x","A1")', [['#REF!']]],
    ['=FILTER(A2:A5,B2:B5>100)', [['#N/A']]],
    ['=IFNA(FILTER(A2:A5,B2:B5>100),"none")', [['none']]],
    ['=TODAY()', [[45_323]]],
    ['=INDEX(SORT(A2:B5,2,FALSE),1,2)', [[7]]],
    ['=ARRAY_CONSTRAIN(A1:C5,1,2)', [['name', 'sum']]],
  ])('%s', async (formula, expected) => {
    expect(await evaluate(formula, expected.length, expected[0]?.length ?? 1)).toEqual(expected);
  });

  test('QUERY refuses what it does not emulate instead of guessing', async () => {
    expect(await evaluate('=QUERY(A1:C5,"select A, sum(B) group by A pivot C")')).toEqual([['#VALUE!']]);
    expect(await evaluate('=QUERY(A1:C5,"select Z")')).toEqual([['#VALUE!']]);
    expect(await evaluate('=QUERY(A1:C5,"select A, sum(B)")')).toEqual([['#VALUE!']]);
  });

  test('dates stay dates through QUERY and SORT', async () => {
    await evaluate('=QUERY(A1:C5,"select C where B = 7")', 2);
    expect(sheet.display(at(1, 5))).toEqual([['17.03.2023']]);
  });

  test('literals of constants are left to the engine, others become stacks', () => {
    expect(expandArrayLiterals('=SUM({1,2;3,4})')).toBe('=SUM({1,2;3,4})');
    expect(expandArrayLiterals('={A1:A2;{B1,"};"}}')).toBe('=VSTACK(A1:A2,HSTACK(B1,"};"))');
  });
});
