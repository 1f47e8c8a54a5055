/** Scattered cells written over what lies between them: few service calls, and nothing between changes; formulas and their results are never written over. */
import type { Cell } from '../../src/core/table/cell';
import { openBase } from '../../src/domain/base';
import { boundCells } from '../../src/core/table/bound-cells';
import type { CellEdit } from '../../src/domain/journal/bulk-edit';
import { closeAction, writeEdits } from '../../src/domain/journal/bulk-edit';
import { beginAction, endAction } from '../../src/domain/journal/journal-tab';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import type { Ports } from '../../src/domain/ports';
import { setUpBase } from '../../src/domain/set-up';
import { MemoryWorld, wholeTab } from './in-memory-ports';

const ROWS = 40;
const [NAME, PHONE] = [1, 3];

/** Clients with phones in cells of plain text, as an import leaves them. */
function shop(): MemoryWorld {
  const world = new MemoryWorld();
  world.run((ports) => setUpBase(ports, 'en'));
  const { rows, sheetId } = world.tab('clients');
  for (let index = 1; index <= ROWS; index += 1) rows.push([`C${index}`, `Client ${index}`, '', index % 7 === 0 ? '' : `8 900 111 00 ${10 + index}`]);
  world.run(({ book }) => {
    book.setPatterns(sheetId, [{ areas: [{ rowIndex: 1, columnIndex: PHONE, rowCount: ROWS, columnCount: 1 }], pattern: '@' }]);
  });
  return world;
}

/** Gives every third client another phone, as text; the calls of the execution. @param meanwhile what happens after Clients were read */
function everyThird(world: MemoryWorld, meanwhile: () => void = () => undefined): readonly string[] {
  return world.run((ports: Ports) => {
    const base = openBase(ports).value;
    const table = base?.table('clients').value ?? null;
    if (base === null || table === null) throw new Error('no base');
    expect([table.columns.get('name'), table.columns.get('phone')]).toEqual([NAME, PHONE]);
    meanwhile();
    const action = beginAction(base, 'clean', 'phones', '');
    const cells = Array.from({ length: Math.floor(ROWS / 3) }, (_unused, index): CellEdit => {
      const rowIndex = 3 * index + 2;
      return { rowIndex, column: 'phone', columnIndex: PHONE, before: table.rows[rowIndex]?.[PHONE] ?? null, after: `+79001110${100 + rowIndex}`, asText: true };
    });
    expect(writeEdits(base, action, [{ tab: 'clients', table, cells }]).value?.cells).toBe(cells.length);
    closeAction(base, action);
    endAction(base, action.id);
    base.saveState();
    ports.book.flush();
    return action.id;
  }).calls;
}

const phones = (world: MemoryWorld): (Cell | undefined)[] => world.tab('clients').rows.slice(1).map((row) => row[PHONE]);
const writesOf = (calls: readonly string[]): number => calls.filter((call) => call === 'write').length;

/** What must stand in the column afterwards. */
const expected = (world: MemoryWorld): (Cell | undefined)[] => phones(world).map((cell, index) => ((index + 1) % 3 === 2 && index + 1 < ROWS ? `+79001110${101 + index}` : cell));

test('cells of a column are written at once over the plain texts and empty cells between them, and the undo gives back every cell', () => {
  const world = shop();
  const [before, after] = [wholeTab(world.tab('clients')), expected(world)];
  const calls = everyThird(world);
  expect(phones(world)).toEqual(after);
  // The Journal, the cells, the closing line, the state.
  expect(writesOf(calls)).toBeLessThanOrEqual(5);
  const actionId = world.run((ports) => viewJournal(ports)).value?.value?.lastActionId ?? '';
  expect(world.run((ports) => undoAction(ports, actionId)).value?.value?.finished).toBe(true);
  expect(wholeTab(world.tab('clients'))).toEqual(before);
});

test('what somebody typed between the reading and the writing stays', () => {
  const world = shop();
  everyThird(world, () => { world.tab('clients').rows[6]?.splice(PHONE, 1, 'asked for no calls'); });
  expect(phones(world)[5]).toBe('asked for no calls');
});

test.each<[string, (world: MemoryWorld, sheetId: number) => void]>([
  ['a formula in the column', (world, sheetId) => void world.run(({ book }) => { book.writeFormulas(sheetId, 9, PHONE, [['="8"&900']]); })],
  ['a formula to the left, whose result may reach over', (world, sheetId) => void world.run(({ book }) => { book.writeFormulas(sheetId, 9, NAME, [['=QUERY(Other!A:C)']]); })],
  ['a date', (world) => { world.tab('clients').rows[9]?.splice(PHONE, 1, { day: 45_000 }); }],
  ['a long text', (world) => { world.tab('clients').rows[9]?.splice(PHONE, 1, 'call in the evening '.repeat(8)); }],
  ['a text in a cell that is not plain text', (world, sheetId) => void world.run(({ book }) => { book.setPatterns(sheetId, [{ areas: [{ rowIndex: 9, columnIndex: PHONE, rowCount: 1, columnCount: 1 }], pattern: 'General' }]); })],
])('%s is not written over', (_title, put) => {
  const world = shop();
  const usual = writesOf(everyThird(world.clone()));
  put(world, world.tab('clients').sheetId);
  const [stood, after] = [JSON.stringify(wholeTab(world.tab('clients'))), expected(world)];
  const calls = everyThird(world);
  expect(writesOf(calls)).toBeGreaterThan(usual);
  expect(phones(world)).toEqual(after);
  // Formulas stand beside the values.
  for (const formula of ['="8"&900', '=QUERY(Other!A:C)']) expect(JSON.stringify(wholeTab(world.tab('clients'))).includes(JSON.stringify(formula).slice(1, -1))).toBe(stood.includes(JSON.stringify(formula).slice(1, -1)));
});

test('a cell is bound by a rule of its own, by its formula and by formulas above and to the left', () => {
  const formulas = [['', '', ''], ['', '=A1', ''], ['', '', '']];
  const free = [[false, false, false], [false, false, false], [false, false, false]];
  expect(boundCells({ rowIndex: 0, columnIndex: 0, rowCount: 3, columnCount: 3 }, formulas, free)).toEqual([[false, false, false], [false, true, true], [false, true, true]]);
  expect(boundCells({ rowIndex: 2, columnIndex: 0, rowCount: 1, columnCount: 2 }, formulas.map((row) => row.slice(0, 2)), [[true, false]])).toEqual([[true, true]]);
});
