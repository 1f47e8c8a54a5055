/** The headless verb mail: the list alone, a mailing over days, one that is cut off and resumed in the same folder, bad options. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { main, parseCsv } from '../../scripts/workbench/node';

jest.setTimeout(240_000);

const ROOT = path.resolve(__dirname, '../..');
const CLIENTS = 10;

let folder: string;
let orders: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'clientura-mail-'));
  orders = path.join(folder, 'orders.csv');
  const lines = Array.from({ length: CLIENTS }, (_unused, index) => ['01', '02', '03', '04'].map((month) => `C${index},2023-${month}-10,50,c${index}@example.com,yes`)).flat();
  writeFileSync(orders, ['client,date,amount,email,consent', ...lines].join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function mail(...args: string[]): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await main(['mail', ...args], { cwd: ROOT, write: (text) => void output.push(text), writeError: (text) => void errors.push(text) });
  return { code, output: output.join(''), errors: errors.join('') };
}

function table(...file: string[]): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(readFileSync(path.join(...file), 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

const usual = (out: string): string[] => [orders, '--template', 'come-back', '--audience', 'dormant', '--as-of', '2024-01-01', '--out', out];
const letters = (out: string): string[] => readdirSync(out).filter((file) => file.endsWith('.eml')).sort();

test('--dry-run writes who would get the letter, who is held out, and the days, and no letter', async () => {
  const out = path.join(folder, 'dry');
  expect(await mail(...usual(out), '--dry-run', '--holdout', '0.2', '--quota', '5')).toMatchObject({ code: 0, errors: '' });
  expect(readdirSync(out).sort()).toEqual(['preflight.csv', 'summary.json']);
  const rows = table(out, 'preflight.csv');
  expect(rows.map(({ state, reason_code: reason }) => `${state ?? ''} ${reason ?? ''}`).sort()).toEqual([...Array.from({ length: 8 }, () => 'go '), 'skip held_out', 'skip held_out']);
  const days = rows.filter(({ state }) => state === 'go').map(({ day }) => day);
  expect(new Set(days).size).toBe(2);
  expect(days.filter((day) => day === days[0])).toHaveLength(5);
});

test('--kill-at stops in the middle, --resume goes on in the same folder: nobody twice, nobody lost, letters already written stay', async () => {
  const out = path.join(folder, 'killed');
  const cut = await mail(...usual(out), '--quota', '4', '--kill-at', '40');
  expect(cut).toMatchObject({ code: 1, errors: '' });
  expect(cut.output).toMatch(/Cut off at call 40; --resume goes on/);
  const states = (): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { state = '' } of table(out, 'outbox.csv')) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  };
  expect(states()['planned']).toBeGreaterThan(0);
  const before = new Map(letters(out).map((file) => [file, readFileSync(path.join(out, file), 'utf8')]));
  expect(before.size).toBeGreaterThan(0);
  // The folder is not begun anew by mistake.
  expect((await mail(...usual(out))).errors).toMatch(/--resume/);

  const end = await mail('--resume', '--out', out);
  expect(end.errors).toBe('');
  const { sent = 0, unknown = 0, ...others } = states();
  expect([sent + unknown, others]).toEqual([CLIENTS, {}]);
  expect(unknown).toBeLessThanOrEqual(1);
  expect(end.code).toBe(unknown);
  for (const [file, text] of before) expect(readFileSync(path.join(out, file), 'utf8')).toBe(text);
  const parsed = await Promise.all(letters(out).map(async (file) => ({ file, to: (await PostalMime.parse(readFileSync(path.join(out, file)))).to?.[0]?.address })));
  expect(new Set(parsed.map(({ to }) => to)).size).toBe(parsed.length);
  expect(parsed.length).toBeGreaterThanOrEqual(CLIENTS - unknown);
  const idOf = new Map(table(out, 'outbox.csv').map(({ letter, email }) => [email, letter]));
  expect(parsed.filter(({ file, to }) => file !== `${idOf.get(to) ?? ''}.eml`)).toEqual([]);
  expect(table(out, 'mailings.csv')).toEqual([expect.objectContaining({ state: 'finished', total: String(CLIENTS), planned: '0', sent: String(sent), unknown: String(unknown) })]);
  expect((await mail('--resume', '--out', out)).errors).toMatch(/no mailing to resume/);
});

test('options that cannot be are refused in one line', async () => {
  for (const [args, text] of [
    [['--kill-at', '0'], /--kill-at.*whole number/], [['--quota', 'many'], /--quota.*whole number/], [['--holdout', '0.9'], /--holdout.*0\.5/], [['--holdout', ''], /--holdout/],
  ] as const) {
    const { code, errors } = await mail(...usual(path.join(folder, 'bad')), ...args);
    expect(code).toBe(2);
    expect(errors).toMatch(text);
    expect(errors.trim().split('\n')).toHaveLength(1);
  }
  expect((await mail('--resume', '--out', path.join(folder, 'nothing'))).errors).toMatch(/no mailing to resume/);
});
