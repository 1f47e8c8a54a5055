/** The verb `undo`: a base in a file goes back by the add-on's own journal. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { main, parseCsv } from '../../scripts/workbench/node';

jest.setTimeout(120_000);

const ROOT = path.resolve(__dirname, '../..');

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'clientura-undo-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  let [output, errors] = ['', ''];
  const code = await main(args, { cwd: ROOT, write: (text) => { output += text; }, writeError: (text) => { errors += text; } });
  return { code, output, errors };
}

const at = (...names: string[]): string => path.join(folder, ...names);
const clients = (file: string): string[] => parseCsv(readFileSync(file, 'utf8')).slice(1).map((row) => row[0] ?? '');

test('takes the import of a base back, lists what was done with its time, and a second undo takes the action before it', async () => {
  writeFileSync(at('orders.csv'), 'client,date,amount\nAnn,2024-01-10,5\nBob,2024-01-11,6\nAnn,2024-02-10,7.5\n');
  expect(await run('segment', at('orders.csv'), '--out', at('base'), '--as-of', '2024-03-01')).toMatchObject({ code: 0, errors: '' });
  expect(clients(at('base', 'clients.csv'))).toEqual(['Ann', 'Bob']);

  const undone = await run('undo', at('base', 'base.xlsx'), '--out', at('first'));
  expect(undone).toMatchObject({ code: 0, errors: '' });
  expect(undone.output).toContain('5 rows removed');
  expect(clients(at('first', 'clients.csv'))).toEqual([]);
  const summary = JSON.parse(readFileSync(at('first', 'summary.json'), 'utf8')) as { action: unknown; undo: unknown };
  expect(summary).toMatchObject({ action: { kind: 'import-orders', details: 'orders.csv' }, undo: { finished: true, rowsRemoved: 5, keptRows: 0, keptCells: 0 } });

  const list = (await run('undo', at('first', 'base.xlsx'), '--list')).output.trim().split('\n').map((line) => line.split('\t'));
  expect(list.map(([, time, state, title]) => [/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(time ?? ''), state, title])).toEqual([[true, 'undone', 'Import of orders'], [true, 'done', 'Settings saved']]);
  expect((await run('undo', at('first', 'base.xlsx'), '--out', at('second'))).code).toBe(0);
  expect((await run('undo', at('second', 'base.xlsx'), '--out', at('third'))).errors).toMatch(/nothing to take back/);
});

test('what is no base is told in one line', async () => {
  writeFileSync(at('orders.csv'), 'client,date,amount\nAnn,2024-01-10,5\n');
  for (const [args, text] of [[['undo', at('orders.csv'), '--list'], /\.xlsx/], [['undo', at('missing.xlsx'), '--list'], /missing\.xlsx/], [['undo', at('orders.csv')], /--out/]] as const) {
    const { code, errors } = await run(...args);
    expect(code).toBeGreaterThan(0);
    expect(errors).toMatch(text);
    expect(errors.trim().split('\n')).toHaveLength(1);
  }
});
