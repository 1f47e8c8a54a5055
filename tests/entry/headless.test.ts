/** The headless verbs `segment` and `mail`: the built add-on on files. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { main, parseCsv } from '../../scripts/workbench/node';

jest.setTimeout(240_000);

const ROOT = path.resolve(__dirname, '../..');
const FIXTURES = path.join(ROOT, 'tests/fixtures/rfm_orders');

let folder: string;
beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'clientura-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await main(args, { cwd: ROOT, write: (text) => void output.push(text), writeError: (text) => void errors.push(text) });
  return { code, output: output.join(''), errors: errors.join('') };
}

function table(file: string): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(readFileSync(file, 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

test('segment equals the published RFM table of the R package on all 995 clients', async () => {
  const { code, errors } = await run('segment', path.join(FIXTURES, 'orders.csv'), '--out', folder, '--as-of', '2006-12-31', '--set', 'rfm.mode=rfm-r', '--set', 'rfm.scale=5');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const clients = new Map(table(path.join(folder, 'clients.csv')).map((row) => [row['client_id'], row]));
  const expected = table(path.join(FIXTURES, 'expected_customers.csv'));
  expect([clients.size, expected.length]).toEqual([995, 995]);
  for (const row of expected) {
    const found = clients.get(row['customer_id']);
    expect([row['customer_id'], found?.['rfm'], found?.['orders'], found?.['days_silent'], Number(found?.['revenue'])])
      .toEqual([row['customer_id'], row['rfm_score'], row['orders'], row['recency_days'], Number(row['amount'])]);
  }
  expect(readdirSync(folder).sort()).toEqual(['base.xlsx', 'clients.csv', 'summary.json']);
  const summary = JSON.parse(readFileSync(path.join(folder, 'summary.json'), 'utf8')) as { rows: unknown; seconds: Record<string, number>; asOf: string };
  expect(summary).toMatchObject({ asOf: '2006-12-31', rows: { read: 4906, used: 4906, rejected: 0 } });
  expect(Object.keys(summary.seconds)).toEqual(['setUp', 'import', 'recalculate', 'write']);
});

test('segment makes a base of all 25,900 invoices of Online Retail, and no client name can run as a formula', async () => {
  const { code, errors } = await run('segment', path.join(ROOT, 'tests/fixtures/online_retail/invoices.csv'), '--out', folder, '--as-of', '2011-12-10');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  expect(readdirSync(folder).sort()).toEqual(['base.xlsx', 'clients.csv', 'summary.json']);
  const summary = JSON.parse(readFileSync(path.join(folder, 'summary.json'), 'utf8')) as { serviceCalls: { recalculation: { counted: number } } };
  expect(summary).toMatchObject({ asOf: '2011-12-10', clients: 4372, rows: { read: 25_900, used: 25_900, rejected: 0 } });
  expect(summary.serviceCalls.recalculation.counted).toBeLessThanOrEqual(9);
  const clients = table(path.join(folder, 'clients.csv'));
  expect(clients).toHaveLength(4372);
  // Published figures of two clients (expected.json of the data set).
  expect(clients.find((row) => row['client_id'] === '12347')).toMatchObject({ orders: '7', revenue: '4310' });

  const orders = path.join(folder, 'orders.csv');
  writeFileSync(orders, 'client,date,amount\n=1+1,2024-01-10,5\n"@SUM(A1)",2024-01-11,6\n');
  const out = path.join(folder, 'safe');
  expect((await run('segment', orders, '--out', out, '--as-of', '2024-02-01')).code).toBe(0);
  expect(table(path.join(out, 'clients.csv')).map((row) => row['client_id']).sort()).toEqual(["'=1+1", "'@SUM(A1)"]);
});

test('mail writes one letter per client with consent and a line for everyone else', async () => {
  const orders = path.join(folder, 'orders.csv');
  const lines = ['client,date,amount,email,consent'];
  for (const [client, consent] of [['Ann', 'yes'], ['Bob', 'no'], ['Eve', 'yes']]) for (const month of ['01', '02', '03', '04']) lines.push(`${client},2023-${month}-10,50,${client?.toLowerCase()}@example.com,${consent}`);
  writeFileSync(orders, lines.join('\n'));
  const out = path.join(folder, 'mail');
  const { code, errors } = await run('mail', orders, '--template', 'come-back', '--audience', 'dormant', '--out', out, '--as-of', '2024-01-01');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const letters = await Promise.all(readdirSync(out).filter((file) => file.endsWith('.eml')).map((file) => PostalMime.parse(readFileSync(path.join(out, file)))));
  expect(letters.map(({ to }) => to?.[0]?.address).sort()).toEqual(['ann@example.com', 'eve@example.com']);
  expect(letters[0]?.subject).toMatch(/we miss you/);
  expect(table(path.join(out, 'outbox.csv')).map((row) => [row['client_id'], row['state']])).toEqual([['Ann', 'sent'], ['Bob', 'skipped'], ['Eve', 'sent']]);
});

test('bad input ends with one clear line', async () => {
  const orders = path.join(folder, 'orders.csv');
  writeFileSync(orders, 'client,date,amount\n');
  for (const [args, text] of [
    [['segment', 'missing.csv', '--out', folder], /missing\.csv/],
    [['segment', orders, '--out', folder], /no rows/],
    [['segment', orders], /--out/],
    [['segment', path.join(FIXTURES, 'orders.csv'), '--out', folder, '--set', 'rfm.scale=many'], /rfm\.scale/],
    [['segment', path.join(FIXTURES, 'orders.csv'), '--out', folder, '--map', 'date=Nowhere'], /Nowhere/],
  ] as const) {
    const { code, errors } = await run(...args);
    expect(code).toBeGreaterThan(0);
    expect(errors).toMatch(text);
    expect(errors.trim().split('\n')).toHaveLength(1);
  }
});
