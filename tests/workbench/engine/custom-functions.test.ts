// The contract of custom functions.
import type { CustomFunctionArgument, CustomFunctionPlace, CustomFunctionResult, Engine, Rect, Scalar, Sheet } from '../../../scripts/workbench/node';
import { createEngine } from '../../../scripts/workbench/node';

const at = (row: number, column: number, rowCount = 1, columnCount = 1): Rect => ({ row, column, rowCount, columnCount });
const info = (name: string): { name: string; description: string; params: [] } => ({ name, description: `${name} of the test`, params: [] });

let engine: Engine;
let sheet: Sheet;
let calls: { name: string; args: readonly CustomFunctionArgument[]; place: CustomFunctionPlace }[];
let answer: (args: readonly CustomFunctionArgument[]) => CustomFunctionResult;

beforeEach(() => {
  engine = createEngine();
  sheet = engine.createBook({ locale: 'en_US' }).sheets()[0] as Sheet;
  calls = [];
  answer = () => ({ value: null });
  engine.registerCustomFunctions([info('PROBE'), info('fail')], async (name, args, place) => {
    calls.push({ name, args, place });
    await Promise.resolve();
    if (name === 'FAIL') throw new TypeError('no luck');
    return answer(args);
  });
});
afterEach(() => { engine.dispose(); });

const values = (rect: Rect): Scalar[][] => sheet.read(rect).map((line) => line.map(({ value }) => value));

async function enter(formula: string, row = 0, column = 5): Promise<void> {
  sheet.write(at(row, column), [[{ formula }]]);
  await engine.settle();
}

test('arguments arrive as Sheets sends them', async () => {
  sheet.write(at(0, 2, 1, 2), [['10%', '007']]);
  sheet.write(at(0, 0, 3, 2), [['x', 1], [null, { value: 45_000, pattern: 'dd.MM.yyyy' }], [true, { formula: '=1/0' }]]);
  await engine.settle();
  await enter('=probe(A1,A2,B2,A1:B3,,"t",2,TRUE,B3,"10%",C1,C1:D1)');
  expect(calls.at(-1)?.args).toEqual(['x', '', { dateSerial: 45_000 }, [['x', 1], ['', { dateSerial: 45_000 }], [true, '#DIV/0!']], undefined, 't', 2, true, '#DIV/0!', '10%', '10%', [['10%', '007']]]);
  expect(calls.at(-1)).toMatchObject({ name: 'PROBE', place: { bookId: sheet.book.id, sheetId: sheet.id, row: 0, column: 5 } });
});

test('a range keeps its two dimensions and a whole column its empty cells', async () => {
  sheet.write(at(0, 0, 2, 1), [[1], [2]]);
  await enter('=PROBE(A1:A2,A1:B1,A2:A)');
  const args = calls.at(-1)?.args as readonly (readonly unknown[])[];
  expect(args[0]).toEqual([[1], [2]]);
  expect(args[1]).toEqual([[1, '']]);
  expect(args[2]).toHaveLength(999);
});

test('ragged results are padded, dates show as dates, null is blank', async () => {
  answer = () => ({ value: [['a', { dateSerial: 45_000 }, true], ['b'], [null, 2]] });
  await enter('=PROBE()');
  expect(values(at(0, 5, 3, 3))).toEqual([['a', 45_000, true], ['b', null, null], [null, 2, null]]);
  expect(sheet.display(at(0, 6))).toEqual([['3/15/2023']]);
});

test('a result of another size replaces the old one when an argument changes', async () => {
  answer = ([rows]) => ({ value: (rows as readonly (readonly [number | ''])[]).filter(([cell]) => cell !== '').map(([cell]) => [cell, Number(cell) * 2]) });
  sheet.write(at(0, 0, 3, 1), [[1], [2], [3]]);
  await enter('=PROBE(A1:A5)');
  expect(values(at(0, 5, 4, 2))).toEqual([[1, 2], [2, 4], [3, 6], [null, null]]);
  sheet.write(at(1, 0, 2, 1), [[null], [null]]);
  await engine.settle();
  expect(values(at(0, 5, 4, 2))).toEqual([[1, 2], [null, null], [null, null], [null, null]]);
  const before = calls.length;
  sheet.write(at(20, 20), [['elsewhere']]);
  await engine.settle();
  expect(calls).toHaveLength(before);
});

test('a failure is #ERROR! with its message, the rest of the book goes on', async () => {
  sheet.write(at(0, 0, 4, 1), [[{ formula: '=FAIL()' }], [{ formula: '=IFERROR(FAIL(),"caught")' }], [{ formula: '=1+1' }], [{ formula: '=UNHEARD(1)' }]]);
  await engine.settle();
  expect(values(at(0, 0, 4, 1))).toEqual([['#ERROR!'], ['caught'], [2], ['#NAME?']]);
  expect(sheet.errorMessage(0, 0)).toBe('TypeError: no luck');
  expect(sheet.errorMessage(3, 0)).toBe("Unknown function: 'UNHEARD'.");
  answer = () => ({ error: 'Error: amounts are text (line 3).' });
  await enter('=PROBE(1)');
  expect(values(at(0, 5))).toEqual([['#ERROR!']]);
  expect(sheet.errorMessage(0, 5)).toBe('Error: amounts are text (line 3).');
  answer = () => ({ value: Number.NaN });
  await enter('=PROBE(2)');
  expect([values(at(0, 5)), sheet.errorMessage(0, 5)]).toEqual([[['#NUM!']], 'Result was not a number.']);
});

test('a blocked result is #REF! with the note of Sheets', async () => {
  answer = () => ({ value: [[1], [2], [3]] });
  sheet.write(at(2, 5), [['taken']]);
  await enter('=PROBE()');
  expect(values(at(0, 5, 3, 1))).toEqual([['#REF!'], [null], ['taken']]);
  expect(sheet.errorMessage(0, 5)).toBe('Array result was not expanded because it would overwrite data in F3.');
});

test('custom functions nest in functions of the engine', async () => {
  answer = () => ({ value: [[1, 2], [3, 4]] });
  await enter('=SUM(PROBE())+INDEX(PROBE(),2,1)');
  expect(values(at(0, 5))).toEqual([[13]]);
});

test('a new push replaces the functions and recalculates their formulas', async () => {
  answer = () => ({ value: 'old' });
  await enter('=Probe()');
  await enter('=FAIL()', 1);
  engine.registerCustomFunctions([info('PROBE')], () => Promise.resolve({ value: 'new' }));
  await engine.settle();
  expect(values(at(0, 5, 2, 1))).toEqual([['new'], ['#NAME?']]);
});

test('a script cannot replace or take away a built-in function', async () => {
  engine.registerCustomFunctions([info('sum'), info('OWN')], async () => Promise.resolve({ value: 'script' }));
  sheet.write(at(0, 0, 2, 1), [[1], [2]]);
  await enter('=SUM(A1:A2)');
  await enter('=OWN()', 1);
  expect(values(at(0, 5, 2, 1))).toEqual([[3], ['script']]);
  expect([engine.isBuiltIn('Sum'), engine.isBuiltIn('QUERY'), engine.isBuiltIn('own'), engine.isBuiltIn('NOSUCH')]).toEqual([true, true, false, false]);
  engine.registerCustomFunctions([], async () => Promise.resolve({ value: null }));
  sheet.write(at(0, 0), [[5]]);
  await engine.settle();
  expect(values(at(0, 5, 2, 1))).toEqual([[7], ['#NAME?']]);
});
