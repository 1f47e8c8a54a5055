/** Import by the built add-on: the same file changes nothing after everything was renamed, moved and sorted; the verb `import` on files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Sheet } from '../../scripts/workbench/node';
import { importFile, main, previewFile, readTable, readXlsx, sendFile, createEngine } from '../../scripts/workbench/node';
import { AddOnSession } from '../../scripts/workbench/node';

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

const ROOT = path.resolve(__dirname, '../..');
const LINES = [
  'Report of sales', '', 'Order;Date;Client;Email;Goods;Quantity;Price;Shop',
  '1;05.03.2024 8:26;Anna;anna@example.com;Tea;2;10,50;North', '1;05.03.2024 8:26;Anna;anna@example.com;Cup;1;5,00;North', '2;13.03.2024;Boris;;=HYPERLINK("x");1;7,00;@home',
  ';14.03.2024;Clara <b>;;Bun;1;3,00;', ';14.03.2024;Clara <b>;;Bun;1;3,00;', '007;15.03.2024;שלום 🌷;;+7 900;1;4,00;-1', 'Total;;;;;;43,50;', 'Page 1 of 1',
];

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'clientura-import-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => path.join(folder, ...names);

async function run(...args: string[]): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  let [output, errors] = ['', ''];
  const code = await main(args, { cwd: ROOT, write: (text) => { output += text; }, writeError: (text) => { errors += text; } });
  return { code, output, errors };
}

function texts(sheet: Sheet): string[] {
  return sheet.display({ row: 0, column: 0, rowCount: Math.max(1, sheet.lastRow()), columnCount: Math.max(1, sheet.lastColumn()) }).filter((row) => !row.includes('state.base')).map((row) => row.join('|'));
}

function look(sheets: readonly Sheet[]): Record<string, string[]> {
  return Object.fromEntries(sheets.map((sheet) => [sheet.name, texts(sheet)]));
}

const json = (...names: string[]): Record<string, unknown> => JSON.parse(readFileSync(at(...names), 'utf8')) as Record<string, unknown>;

test('the same file changes no cell of the workbook, also after the owner renamed, moved and sorted everything', async () => {
  writeFileSync(at('sales.csv'), LINES.join('\n'));
  const session = await AddOnSession.open({ cwd: ROOT, locale: 'en' });
  try {
    await session.call('base.setUp', 'en');
    const file = importFile(readTable(folder, 'sales.csv', undefined, 'ru'), 'orders', 'ru', (issues) => JSON.stringify(issues));
    expect(await previewFile(session, file)).toMatchObject({ rowsRead: 8, rowsNew: 6, rowsRefused: 2 });
    expect(await sendFile(session, file)).toMatchObject({ rowsNew: 6, rowsRejected: 2, clientsNew: 4, ordersTotal: 6 });
    await session.call('segments.recalculate');
    for (const name of ['Orders', 'Clients']) {
      const sheet = session.book.sheetByName(name);
      if (sheet === null) throw new Error(name);
      const width = sheet.lastColumn();
      const header = texts(sheet)[0]?.split('|') ?? [];
      sheet.write({ row: 0, column: 0, rowCount: 1, columnCount: width }, [header.map((title) => ({ value: `My ${title}` }))]);
      sheet.sort({ row: 1, column: 0, rowCount: sheet.lastRow() - 1, columnCount: width }, [{ column: 2, ascending: false }]);
      sheet.moveColumns(2, 1, 0);
      sheet.name = `Our ${name}`;
    }
    await session.workbench.engine.settle();
    const before = look(session.book.sheets());
    expect(await previewFile(session, file)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 6, clientsNew: [], clientsChanged: [] });
    expect(await sendFile(session, file)).toMatchObject({ rowsNew: 0, rowsChanged: 0, rowsUnchanged: 6 });
    await session.workbench.engine.settle();
    expect(look(session.book.sheets())).toEqual(before);
  } finally {
    await session.close();
  }
});

test('the verb imports a file into a base, tells what it did, and changes nothing the second time', async () => {
  writeFileSync(at('first.csv'), 'order,client,date,amount\n1,Ann,2024-01-10,5\n2,Bob,2024-01-11,6\n');
  expect(await run('segment', at('first.csv'), '--out', at('base'), '--as-of', '2024-03-01')).toMatchObject({ code: 0, errors: '' });
  writeFileSync(at('second.csv'), 'order,client,date,amount\n2,Bob,2024-01-11,8\n3,Zoe,2024-02-01,1\n4,Zoe,,1\nTotal,,,10\n');
  const counts = { rowsRead: 4, rowsNew: 1, rowsChanged: 1, rowsUnchanged: 0 };

  const preview = await run('import', at('second.csv'), '--into', at('base', 'base.xlsx'), '--out', at('preview'), '--preview');
  expect(preview).toMatchObject({ code: 0, errors: '' });
  expect(preview.output).toContain('4 rows: 1 new, 1 changed, 0 unchanged, 2 left out');
  expect(json('preview', 'preview.json')).toMatchObject({ ...counts, rowsRefused: 2 });

  expect(await run('import', at('second.csv'), '--into', at('base', 'base.xlsx'), '--out', at('one'))).toMatchObject({ code: 0, errors: '' });
  expect(json('one', 'summary.json')).toMatchObject({ kind: 'orders', preview: { ...counts, rowsRefused: 2, clientsNew: 1 }, report: { ...counts, rowsRejected: 2, clientsNew: 1, ordersTotal: 3 } });
  const again = await run('import', at('second.csv'), '--into', at('one', 'base.xlsx'), '--out', at('two'));
  expect(again.output).toContain('4 rows: 0 new, 0 changed, 2 unchanged, 2 left out; 0 new clients');
  const [one, two] = await Promise.all(['one', 'two'].map(async (name) => {
    const engine = createEngine();
    try {
      return look((await readXlsx(engine, readFileSync(at(name, 'base.xlsx')), { name, locale: 'en_US' })).sheets());
    } finally {
      engine.dispose();
    }
  }));
  expect(two).toEqual(one);

  writeFileSync(at('clients.csv'), 'client;phone;hobby\nAnn;+371 20000001;chess\nNew;;\n');
  expect(await run('import', at('clients.csv'), '--into', at('two', 'base.xlsx'), '--out', at('three'), '--kind', 'clients')).toMatchObject({ code: 0, errors: '' });
  expect(json('three', 'summary.json')).toMatchObject({ kind: 'clients', report: { rowsNew: 1, rowsChanged: 1, clientsTotal: 4 } });
});

test('wrong use and files that are none are told in one line', async () => {
  writeFileSync(at('orders.csv'), 'client,date,amount\nAnn,2024-01-10,5\n');
  for (const [args, text] of [
    [[at('orders.csv'), '--out', at('x')], /--into/], [[at('orders.csv'), '--into', at('orders.csv'), '--out', at('x')], /\.xlsx/], [[at('orders.csv'), '--into', at('none.xlsx')], /--out/],
    [[at('orders.csv'), '--into', at('none.xlsx'), '--out', at('x'), '--kind', 'goods'], /goods/], [[at('missing.csv'), '--into', at('none.xlsx'), '--out', at('x')], /missing\.csv/],
  ] as const) {
    const { code, errors } = await run('import', ...args);
    expect(code).toBeGreaterThan(0);
    expect(errors).toMatch(text);
    expect(errors.trim().split('\n')).toHaveLength(1);
  }
});
