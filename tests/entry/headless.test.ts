/** The headless verbs `segment`, `formula` and `mail`: the built add-on on files. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { main, parseCsv } from '../../scripts/workbench/node';
import { DORMANCY_BANDS } from '../../src/core/dormancy';
import { dormancyKeyOf, lifecycleKeyOf, segmentKeyOf } from '../../src/core/language/names';
import { LIFECYCLE_STAGES, TEMPERATURES } from '../../src/core/lifecycle';
import { MARKERS } from '../../src/core/marker';
import { RATING_LETTERS } from '../../src/core/rating';
import { setFolder } from '../published/published';

jest.setTimeout(240_000);

const ROOT = path.resolve(__dirname, '../..');
const FIXTURES = path.join(ROOT, 'tests/fixtures');
const RFM_ORDERS = path.join(FIXTURES, 'rfm_orders', 'orders.csv');
const INVOICES = path.join(FIXTURES, 'online_retail', 'invoices.csv');

type Row = Readonly<Record<string, string>>;

let base: string;
let folder: string;
beforeAll(() => { base = mkdtempSync(path.join(os.tmpdir(), 'clientura-')); });
afterAll(() => rmSync(base, { recursive: true, force: true }));
beforeEach(() => { folder = mkdtempSync(path.join(base, 'test-')); });

async function run(...args: string[]): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await main(args, { cwd: ROOT, write: (text) => void output.push(text), writeError: (text) => void errors.push(text) });
  return { code, output: output.join(''), errors: errors.join('') };
}

/** Runs a verb that must succeed. */
async function done(...args: string[]): Promise<string> {
  const { code, errors, output } = await run(...args);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return output;
}

function rowsOf(text: string): Row[] {
  const [header = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

const table = (...file: string[]): Row[] => rowsOf(readFileSync(path.join(...file), 'utf8'));
const json = (...file: string[]): unknown => JSON.parse(readFileSync(path.join(...file), 'utf8'));
const countBy = (rows: readonly Row[], key: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const row of rows) counts[row[key] ?? ''] = (counts[row[key] ?? ''] ?? 0) + 1;
  return counts;
};
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('segment on the orders of the R package rfm', () => {
  const rfmSettings = ['--set', 'rfm.mode=rfm-r', '--set', 'rfm.scale=5'];
  let former: string;
  let out: string;
  let clients: Map<string, Row>;

  beforeAll(async () => {
    former = path.join(base, 'rfm-former');
    out = path.join(base, 'rfm');
    await done('segment', RFM_ORDERS, '--out', former, '--as-of', '2006-06-30', ...rfmSettings);
    await done('segment', RFM_ORDERS, '--out', out, '--as-of', '2006-12-31', ...rfmSettings, '--models', '--cohorts', '--movement', '--migration', path.join(former, 'clients.csv'));
    clients = new Map(table(out, 'clients.csv').map((row) => [row['client_id'] ?? '', row]));
  });

  test('segment equals the published RFM table of the R package on all 995 clients (A. Hebbali)', () => {
    const expected = table(FIXTURES, 'rfm_orders', 'expected_customers.csv');
    expect([clients.size, expected.length]).toEqual([995, 995]);
    for (const row of expected) {
      const found = clients.get(row['customer_id'] ?? '');
      expect([row['customer_id'], found?.['rfm'], found?.['orders'], found?.['days_silent'], Number(found?.['revenue'])])
        .toEqual([row['customer_id'], row['rfm_score'], row['orders'], row['recency_days'], Number(row['amount'])]);
    }
    expect(readdirSync(former).sort()).toEqual(['base.xlsx', 'clients.csv', 'summary.json']);
    expect(readdirSync(out).sort()).toEqual(['base.xlsx', 'clients.csv', 'cohorts.csv', 'migration.csv', 'models.json', 'movement.csv', 'summary.json']);
    const summary = json(out, 'summary.json') as { seconds: Record<string, number> };
    expect(summary).toMatchObject({ asOf: '2006-12-31', rows: { read: 4906, used: 4906, rejected: 0 } });
    expect(Object.keys(summary.seconds)).toEqual(['setUp', 'import', 'recalculate', 'write', 'models', 'cohorts', 'movement']);
  });

  test('segment writes every column: the old ones where they were, the optional ones after them, classes by their English keys', () => {
    const [header = []] = parseCsv(readFileSync(path.join(out, 'clients.csv'), 'utf8'));
    expect(header.join(',')).toBe(
      'client_id,name,email,phone,first_order,last_order,orders,revenue,average_bill,abc,xyz,abcxyz,r,f,m,rfm,segment,days_silent,rhythm_days,rhythm_source,dormancy,money_at_risk,segment_why,consent,'
      + 'lifecycle,lifecycle_why,temperature,rating,returns,margin,ros,abc_share,abc_why,xyz_value,xyz_why,lateness,dormancy_why,marker_suggested,ltv,p_alive,expected_purchases,expected_bill,clv,plan_done,wallet_share',
    );
    let share = 0;
    for (const row of clients.values()) {
      expect(DORMANCY_BANDS).toContain(row['dormancy']);
      expect(LIFECYCLE_STAGES).toContain(row['lifecycle']);
      expect(TEMPERATURES).toContain(row['temperature']);
      expect(RATING_LETTERS).toContain(row['rating']);
      expect(['', ...MARKERS]).toContain(row['marker_suggested']);
      for (const why of ['segment_why', 'abc_why', 'xyz_why', 'dormancy_why', 'lifecycle_why']) expect(row[why]).toMatch(/^\S.* .*\S$/);
      for (const number of ['lateness', 'ltv', 'abc_share', 'returns']) expect(Number(row[number] === '' ? NaN : row[number])).toBeGreaterThanOrEqual(0);
      // There is no cost, no plan and no purchase elsewhere in this file, and no model fits it.
      for (const absent of ['margin', 'ros', 'plan_done', 'wallet_share', 'p_alive', 'expected_purchases', 'expected_bill', 'clv']) expect([absent, row[absent]]).toEqual([absent, '']);
      share += Number(row['abc_share']);
    }
    expect(share).toBeCloseTo(1, 6);
  });

  test('a base whose invented clients fit no model has a reason in models.json and in the cell, and no figures', async () => {
    const refused = { parameters: null, logLikelihood: null, converged: false, clients: 995, refused: expect.stringMatching(/\w+ \w+/) as string };
    expect(json(out, 'models.json')).toMatchObject({ asOf: '2006-12-31', timeUnit: 'days', bgNbd: refused });
    const { code, errors } = await run('formula', RFM_ORDERS, '=P_ALIVE(A2:A4907,B2:B4907,C2:C4907,DATE(2006,12,31))');
    expect([code, errors]).toEqual([1, expect.stringMatching(/BG\/NBD/)]);
  });

  test('migration.csv adds up to both files and tells what the function MIGRATION tells', async () => {
    const moves = table(out, 'migration.csv');
    const side = (name: string): Record<string, number> => {
      const counts: Record<string, number> = {};
      for (const move of moves) counts[move[name] ?? ''] = (counts[move[name] ?? ''] ?? 0) + Number(move['clients']);
      return counts;
    };
    const before = table(former, 'clients.csv');
    expect(side('from')).toEqual(countBy(before, 'segment'));
    expect(side('to')).toEqual(countBy([...clients.values()], 'segment'));
    const formerSegment = new Map(before.map((row) => [row['client_id'], row['segment']]));
    const lost = [...clients.values()].filter((row) => formerSegment.get(row['client_id'] ?? '') === 'loyal' && row['segment'] === 'at_risk');
    expect(lost.length).toBeGreaterThan(0);
    const move = moves.find(({ from, to }) => from === 'loyal' && to === 'at_risk');
    expect([Number(move?.['clients']), Number(move?.['money'])]).toEqual([lost.length, lost.reduce((sum, row) => sum + Number(row['revenue']), 0)]);

    const spilled = rowsOf(await done('formula', RFM_ORDERS, '=MIGRATION(A2:A4907,B2:B4907,C2:C4907,DATE(2006,6,30),DATE(2006,12,31),"segment","rfm.mode=rfm-r")')).map((row) => Object.values(row));
    // A client of the import who had not bought by the earlier day stands in that base, and in no class of the function.
    const known = (name: string): string => (name === 'no_purchases' ? '' : name);
    const told = new Map(spilled.map(([from = '', to = '', count, money]) => [`${segmentNamed(from)}>${segmentNamed(to)}`, [Number(count), Number(money)]]));
    expect(told).toEqual(new Map(moves.map((each) => [`${known(each['from'] ?? '')}>${known(each['to'] ?? '')}`, [Number(each['clients']), Number(each['money'])]])));
  });

  test('formula gives the values of segment for each function that answers for clients', async () => {
    const compare = async (name: string, ...columns: readonly ComparedColumn[]): Promise<void> => {
      const spilled = parseCsv(await done('formula', RFM_ORDERS, `=${name}(A2:A4907,B2:B4907,C2:C4907,DATE(2006,12,31),,"rfm.mode=rfm-r; rfm.scale=5")`)).slice(1);
      expect([name, spilled.length]).toEqual([name, 995]);
      compareFigures(name, spilled, clients, columns);
    };
    await compare('RFM', [1, 'r'], [2, 'f'], [3, 'm'], [4, 'rfm'], [5, 'segment', segmentKeyOf]);
    await compare('RFM_SCORE', [1, 'rfm']);
    await compare('RFM_SEGMENT', [1, 'segment', segmentKeyOf]);
    await compare('RFM_WHY', [1, 'segment_why']);
    await compare('ABC', [1, 'revenue'], [2, 'abc_share'], [3, 'abc']);
    await compare('XYZ', [1, 'orders'], [2, 'xyz_value'], [3, 'xyz']);
    await compare('ABCXYZ', [4, 'abcxyz']);
    await compare('DORMANCY', [2, 'days_silent'], [3, 'rhythm_days'], [4, 'lateness'], [5, 'dormancy', dormancyKeyOf], [6, 'money_at_risk']);
    await compare('LIFECYCLE', [1, 'lifecycle', lifecycleKeyOf]);
    await compare('LTV', [1, 'average_bill'], [4, 'ltv']);
  });

  test('formula gives the tables of segment for COHORTS and CRR', async () => {
    const ask = async (name: string): Promise<string[][]> => parseCsv(await done('formula', RFM_ORDERS, `=${name}(A2:A4907,B2:B4907,C2:C4907,DATE(2006,12,31))`)).slice(1);
    const [, ...cohorts] = parseCsv(readFileSync(path.join(out, 'cohorts.csv'), 'utf8'));
    expect(cohorts.length).toBeGreaterThan(20);
    expect(await ask('COHORTS')).toEqual(cohorts);
    const months = table(out, 'movement.csv');
    const retention = await ask('CRR');
    expect(retention.map((row) => row.slice(0, 6))).toEqual(months.map((row) => ['period', 'active', 'new', 'retained', 'returned', 'lost'].map((key) => row[key] ?? '')));
    retention.forEach((row, index) => expect(Number(row[6])).toBeCloseTo(Number(months[index]?.['crr']), 6));
    // Every order of the file is somebody's: what the months bring is what the clients brought.
    expect(months.reduce((sum, row) => sum + Number(row['revenue']), 0)).toBe([...clients.values()].reduce((sum, row) => sum + Number(row['revenue']), 0));
  });
});

describe('segment on Online Retail (D. Chen, UCI)', () => {
  /** The rules of the public course, R and F alone. */
  const courseRules = 'hibernating: 1-2/1-2/*; at_Risk: 1-2/3-4/*; cant_loose: 1-2/5/*; about_to_sleep: 3/1-2/*; need_attention: 3/3/*; '
    + 'loyal_customers: 3-4/4-5/*; promising: 4/1/*; new_customers: 5/1/*; potential_loyalists: 4-5/2-3/*; champions: 5/4-5/*';
  let out: string;
  let clients: Row[];

  beforeAll(async () => {
    out = path.join(base, 'retail');
    const settings = [['rfm.mode', 'rank'], ['rfm.scale', '5'], ['returns', 'ignore'], ['cohorts.activity', 'any-row'], ['rfm.rules', courseRules]].flatMap(([key, value]) => ['--set', `${key}=${value}`]);
    await done('segment', INVOICES, '--out', out, '--as-of', '2011-12-10', ...settings, '--models', '--cohorts');
    clients = table(out, 'clients.csv');
  });

  test('segment makes a base of all 25,900 invoices of Online Retail, and no client name can run as a formula', async () => {
    const summary = json(out, 'summary.json') as { serviceCalls: { recalculation: { counted: number } } };
    expect(summary).toMatchObject({ asOf: '2011-12-10', clients: 4372, rows: { read: 25_900, used: 25_900, rejected: 0 } });
    expect(summary.serviceCalls.recalculation.counted).toBeLessThanOrEqual(11);
    expect(clients).toHaveLength(4372);
    // Published figures of a client (expected.json of the data set).
    expect(clients.find((row) => row['client_id'] === '12347')).toMatchObject({ orders: '7', revenue: '4310' });

    const orders = path.join(folder, 'orders.csv');
    writeFileSync(orders, 'client,date,amount\n=1+1,2024-01-10,5\n"@SUM(A1)",2024-01-11,6\n');
    const safe = path.join(folder, 'safe');
    await done('segment', orders, '--out', safe, '--as-of', '2024-02-01');
    expect(table(safe, 'clients.csv').map((row) => row['client_id']).sort()).toEqual(["'=1+1", "'@SUM(A1)"]);
  });

  test('the ten segments have the published sizes and means of a public course', () => {
    const sizes = countBy(clients, 'segment');
    for (const { segment = '', ...row } of table(FIXTURES, 'online_retail', 'expected_rfm_segments_published.csv')) {
      const members = clients.filter((client) => client['segment'] === segment || client['segment'] === segmentKeyOf(segment));
      // The course's data have one line of 18.00 more, for a champion.
      const money = segment === 'champions' ? 6857.935482 : Number(row['monetary_mean']);
      expect([segment, members.length]).toEqual([segment, Number(row['customers'])]);
      expect(mean(members.map((client) => Number(client['days_silent'])))).toBeCloseTo(Number(row['recency_mean']), 5);
      expect(mean(members.map((client) => Number(client['orders'])))).toBeCloseTo(Number(row['frequency_mean']), 5);
      expect(mean(members.map((client) => Number(client['revenue'])))).toBeCloseTo(money, 5);
    }
    expect(sizes['no_purchases']).toBe(4372 - 4339);
  });

  test('cohorts.csv equals the published cohorts; the page prints 34 for cohort 2011-02, month 10, the full data give 35', () => {
    const cohorts = table(out, 'cohorts.csv');
    expect(cohorts.find(({ cohort }) => cohort === '2011-02')?.['10']).toBe('35');
    expect(cohorts.map(({ size, ...row }) => ({ ...row, 0: row['0'] ?? size ?? '' }))).toEqual(table(FIXTURES, 'online_retail', 'expected_cohorts_all_rows.csv'));
    expect(cohorts.map(({ size }) => size)).toEqual(cohorts.map((row) => row['0']));
  });

  test('models.json holds both models in days with log-likelihood, convergence and the number of clients', () => {
    const number = expect.any(Number) as number;
    const fit = { converged: true, logLikelihood: number, refused: null };
    expect(json(out, 'models.json')).toEqual({
      asOf: '2011-12-10', timeUnit: 'days',
      bgNbd: { ...fit, clients: 4339, parameters: { r: number, alpha: number, a: number, b: number } },
      gammaGamma: { ...fit, clients: number, parameters: { p: number, q: number, v: number } },
    });
    for (const row of clients.filter(({ orders }) => orders !== '0')) {
      for (const figure of ['p_alive', 'expected_purchases', 'expected_bill', 'clv']) expect(Number(row[figure] === '' ? NaN : row[figure])).toBeGreaterThanOrEqual(0);
      expect(Number(row['p_alive'])).toBeLessThanOrEqual(1);
    }
  });

  test('formula gives the values of segment for P_ALIVE and CLV', async () => {
    const byId = new Map(clients.map((row) => [row['client_id'] ?? '', row]));
    for (const [name, columns] of [['P_ALIVE', [[1, 'p_alive'], [2, 'expected_purchases']]], ['CLV', [[1, 'expected_bill'], [2, 'clv']]]] as const) {
      const spilled = parseCsv(await done('formula', INVOICES, `=${name}(C2:C25901,B2:B25901,G2:G25901,DATE(2011,12,10),,"returns=ignore")`)).slice(1);
      expect([name, spilled.length]).toEqual([name, 4372]);
      compareFigures(name, spilled, byId, columns);
    }
  });
});

test('segment --models gives the published parameters of the CDNOW sample (Fader, Hardie, Lee 2005; Fader, Hardie 2013)', async () => {
  const set = setFolder('cdnow_sample');
  if (set === null) {
    process.stderr.write('cdnow_sample is not here: its models were not compared.\n');
    return;
  }
  const out = path.join(folder, 'cdnow');
  await done('segment', path.join(set, 'transactions.csv'), '--out', out, '--as-of', '1997-09-30', '--models');
  interface Fit { readonly parameters: Readonly<Record<string, number>>; readonly logLikelihood: number; readonly clients: number }
  const { bgNbd, gammaGamma } = json(out, 'models.json') as { bgNbd: Fit; gammaGamma: Fit };
  const { r = NaN, alpha = NaN, a = NaN, b = NaN } = bgNbd.parameters;
  // Published in weeks: alpha 4.414, and a log-likelihood that differs by the logarithm of 7 for every repeat purchase.
  expect([r.toFixed(3), (alpha / 7).toFixed(3), a.toFixed(3), b.toFixed(3), bgNbd.logLikelihood.toFixed(4), bgNbd.clients]).toEqual(['0.243', '4.414', '0.793', '2.426', '-14363.5304', 2357]);
  const { p = NaN, q = NaN, v = NaN } = gammaGamma.parameters;
  expect([p.toFixed(2), q.toFixed(2), v.toFixed(2), gammaGamma.logLikelihood.toFixed(4)]).toEqual(['6.25', '3.74', '15.44', '-4055.9177']);
});

type ComparedColumn = readonly [position: number, key: string, read?: (shown: string) => string | undefined];

/** Rows of a function (client first) against columns of clients.csv. */
function compareFigures(name: string, spilled: readonly (readonly string[])[], clients: ReadonlyMap<string, Row>, columns: readonly ComparedColumn[]): void {
  for (const row of spilled) {
    for (const [position, key, read = (shown: string) => shown] of columns) {
      const [shown = '', kept = ''] = [row[position], clients.get(row[0] ?? '')?.[key]];
      // A cell shows fewer digits than the file holds.
      const isFraction = /^-?\d*\.\d+(?:e-?\d+)?$/i.test(kept);
      const told = isFraction && Math.abs(Number(shown) - Number(kept)) < 1e-6 * Math.max(1, Math.abs(Number(kept))) ? kept : read(shown);
      expect([name, key, row[0], told]).toEqual([name, key, row[0], kept]);
    }
  }
}

/** The segment of a name shown by a function; clients who are on one day only have a name of their own. */
function segmentNamed(shown: string): string {
  const key = segmentKeyOf(shown);
  return /^[a-z_]+$/.test(key) ? key : '';
}

test('a file of clients and dates alone is counted; columns of money stay empty and the summary says why', async () => {
  const orders = path.join(folder, 'visits.csv');
  const lines = ['client,date'];
  for (const [client, days] of [['Ann', [1, 8, 15, 22]], ['Bob', [3]], ['Eve', [2, 2, 20]]] as const) for (const day of days) lines.push(`${client},2024-01-${String(day).padStart(2, '0')}`);
  writeFileSync(orders, lines.join('\n'));
  const out = path.join(folder, 'visits');
  await done('segment', orders, '--out', out, '--as-of', '2024-01-31', '--models', '--cohorts');
  const clients = table(out, 'clients.csv');
  expect(clients.map((row) => [row['client_id'], row['orders'], row['last_order'], row['days_silent'], row['xyz'], row['dormancy']])).toEqual([
    ['Ann', '4', '2024-01-22', '9', 'X', 'due'], ['Bob', '1', '2024-01-03', '28', 'Z', 'due'], ['Eve', '3', '2024-01-20', '11', 'Z', 'due'],
  ]);
  for (const row of clients) for (const money of ['revenue', 'average_bill', 'money_at_risk', 'abc', 'abc_share', 'm', 'ltv', 'expected_bill', 'clv']) expect([money, row[money]]).toEqual([money, '']);
  const summary = json(out, 'summary.json') as { issues: { code: string; text: string }[] };
  expect(summary.issues.find(({ code }) => code === 'orders.amountsMissing')?.text).toMatch(/amount/);
  expect(table(out, 'cohorts.csv')).toEqual([{ cohort: '2024-01', size: '3', 0: '3' }]);
  const models = json(out, 'models.json') as Record<'bgNbd' | 'gammaGamma', { parameters: unknown; refused: string }>;
  for (const model of [models.bgNbd, models.gammaGamma]) expect(model).toMatchObject({ parameters: null, refused: expect.stringMatching(/\w+ \w+/) as string });
});

test('--set columns keeps the optional columns that are asked for, and the others stay empty', async () => {
  const orders = path.join(folder, 'orders.csv');
  writeFileSync(orders, 'client,date,amount\nAnn,2024-01-10,5\nAnn,2024-01-20,7\nBob,2024-01-11,6\n');
  const out = path.join(folder, 'few');
  await done('segment', orders, '--out', out, '--as-of', '2024-02-01', '--set', 'columns=rating');
  for (const row of table(out, 'clients.csv')) {
    expect(RATING_LETTERS).toContain(row['rating']);
    expect([row['lifecycle'], row['ltv'], row['abc_why']]).toEqual(['', '', '']);
  }
});

test('mail writes one letter per client with consent and a line for everyone else', async () => {
  const orders = path.join(folder, 'orders.csv');
  const lines = ['client,date,amount,email,consent'];
  for (const [client, consent] of [['Ann', 'yes'], ['Bob', 'no'], ['Eve', 'yes']]) for (const month of ['01', '02', '03', '04']) lines.push(`${client},2023-${month}-10,50,${client?.toLowerCase()}@example.com,${consent}`);
  writeFileSync(orders, lines.join('\n'));
  const out = path.join(folder, 'mail');
  await done('mail', orders, '--template', 'come-back', '--audience', 'dormant', '--out', out, '--as-of', '2024-01-01');
  const letters = await Promise.all(readdirSync(out).filter((file) => file.endsWith('.eml')).map((file) => PostalMime.parse(readFileSync(path.join(out, file)))));
  expect(letters.map(({ to }) => to?.[0]?.address).sort()).toEqual(['ann@example.com', 'eve@example.com']);
  expect(letters[0]?.subject).toMatch(/we miss you/);
  expect(table(out, 'outbox.csv').map((row) => [row['client_id'], row['state']])).toEqual([['Ann', 'sent'], ['Bob', 'skipped'], ['Eve', 'sent']]);
});

test('bad input ends with one clear line', async () => {
  const orders = path.join(folder, 'orders.csv');
  writeFileSync(orders, 'client,date,amount\n');
  const stranger = path.join(folder, 'stranger.csv');
  writeFileSync(stranger, 'name,town\nAnn,Riga\n');
  for (const [args, text] of [
    [['segment', 'missing.csv', '--out', folder], /missing\.csv/],
    [['segment', orders, '--out', folder], /no rows/],
    [['segment', orders], /--out/],
    [['segment', RFM_ORDERS, '--out', folder, '--set', 'rfm.scale=many'], /rfm\.scale/],
    [['segment', RFM_ORDERS, '--out', folder, '--set', 'columns=shoe_size'], /columns.*lifecycle/],
    [['segment', RFM_ORDERS, '--out', folder, '--map', 'date=Nowhere'], /Nowhere/],
    [['segment', RFM_ORDERS, '--out', folder, '--migration', 'gone.csv'], /gone\.csv/],
    [['segment', RFM_ORDERS, '--out', folder, '--migration', stranger], /stranger\.csv has no column client_id.*clients\.csv/],
    [['segment', RFM_ORDERS, '--out', folder, '--migration', stranger, '--set', 'migration.by=town'], /migration\.by|client_id/],
  ] as const) {
    const { code, errors } = await run(...args);
    expect(code).toBeGreaterThan(0);
    expect(errors).toMatch(text);
    expect(errors.trim().split('\n')).toHaveLength(1);
  }
});
