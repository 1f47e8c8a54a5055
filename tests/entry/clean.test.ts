/** The headless verb `clean`: proposed values, findings and duplicates of a file of clients, without the built add-on. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { utils, write } from '@e965/xlsx';
import { main, parseCsv } from '../../scripts/workbench/node';
import { csvLines, setFile } from '../published/published';

jest.setTimeout(120_000);

type Row = Readonly<Record<string, string>>;

let base: string;
beforeAll(() => { base = mkdtempSync(path.join(os.tmpdir(), 'clientura-clean-')); });
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Runs the verb in a folder without dist: only the engine may be needed. */
async function clean(...args: string[]): Promise<{ readonly code: number; readonly output: string; readonly errors: string }> {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await main(['clean', ...args], { cwd: base, write: (text) => void output.push(text), writeError: (text) => void errors.push(text) });
  return { code, output: output.join(''), errors: errors.join('') };
}

function rowsOf(text: string): Row[] {
  const [header = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

const table = (out: string, file: string): Row[] => rowsOf(readFileSync(path.join(base, out, file), 'utf8'));
const summary = (out: string): Readonly<Record<string, unknown>> => JSON.parse(readFileSync(path.join(base, out, 'summary.json'), 'utf8')) as Record<string, unknown>;

/** Cleans a text as a file and gives its findings as `row column code → proposed`. */
async function findingsOf(name: string, text: string, ...options: string[]): Promise<string[]> {
  writeFileSync(path.join(base, name), text);
  const { code, errors } = await clean(name, '--out', `${name}.out`, '--as-of', '2024-06-15', ...options);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return table(`${name}.out`, 'findings.csv').map((found) => `${found['row']} ${found['column']} ${found['code']} → ${found['proposed']}`);
}

describe('clean on the Russian client list made with known duplicates', () => {
  let truth: readonly Row[];
  let cleaned: readonly Row[];
  let output: string;

  beforeAll(async () => {
    truth = csvLines('clients_ru', 'truth.csv');
    const run = await clean(setFile('clients_ru', 'clients.csv'), '--out', 'ru', '--locale', 'ru', '--as-of', '2024-12-31');
    expect({ code: run.code, errors: run.errors }).toEqual({ code: 0, errors: '' });
    output = run.output;
    cleaned = table('ru', 'clients_clean.csv');
  });

  test('phone, e-mail, date and amount proposed for each of the 760 rows are those of its truth, a mistyped address as a suggestion', () => {
    expect([cleaned.length, truth.length]).toEqual([760, 760]);
    const shown = (row: Row | undefined, phone: string): unknown[] => [row?.['row'], row?.[phone], row?.['email'], row?.['date'], row?.['amount']];
    for (const [index, row] of truth.entries()) expect(shown(cleaned[index], 'e164')).toEqual(shown(row, 'e164'));
    const mistyped = truth.filter((row) => /email:[^;]*typo/.test(row['changes'] ?? '')).map((row) => row['row']);
    expect(mistyped.length).toBeGreaterThan(10);
    expect(cleaned.filter((row) => row['email_status'] === 'suggested').map((row) => row['row'])).toEqual(mistyped);
    expect(new Set(cleaned.map((row) => row['email_status']))).toEqual(new Set(['', 'valid', 'suggested']));
  });

  test('the columns of the file follow the proposed ones, cell by cell as they were', () => {
    const given = csvLines('clients_ru', 'clients.csv');
    expect(Object.keys(cleaned[0] ?? {})).toEqual([
      'row', 'last_name', 'first_name', 'patronymic', 'e164', 'extension', 'email', 'email_status', 'city', 'date', 'amount', ...Object.keys(given[0] ?? {}),
    ]);
    for (const [index, row] of given.entries()) {
      // A leading sign is made harmless for spreadsheets by an apostrophe.
      expect(Object.keys(row).map((name) => (cleaned[index]?.[name] ?? '').replace(/^'(?=[+=@-])/, ''))).toEqual(Object.values(row));
    }
  });

  test('duplicates reach a precision of 0.98 and a recall of 0.95 on the pairs with a phone or e-mail in common, also through a third row', () => {
    const entityOf = new Map(truth.map((row) => [row['row'] ?? '', row['entity_id'] ?? '']));
    const found = table('ru', 'duplicates.csv').map((pair) => [pair['row_a'] ?? '', pair['row_b'] ?? ''] as const);
    const right = found.filter(([one, other]) => entityOf.get(one) === entityOf.get(other));
    const wanted = evidencePairs(truth);
    const known = new Set(found.map(([one, other]) => `${one} ${other}`));
    expect(wanted.length).toBeGreaterThan(400);
    expect(right.length / found.length).toBeGreaterThanOrEqual(0.98);
    expect(wanted.filter((pair) => known.has(pair)).length / wanted.length).toBeGreaterThanOrEqual(0.95);
    expect(found.every(([one, other]) => Number(one) < Number(other))).toBe(true);
  });

  test('every pair has a score and reasons in Russian, every finding a reason and no proposal equal to the cell', () => {
    for (const pair of table('ru', 'duplicates.csv')) {
      expect(Number(pair['score'])).toBeGreaterThan(0.5);
      expect(pair['reasons']).toMatch(/[а-яё]/);
    }
    const findings = table('ru', 'findings.csv');
    expect(findings.length).toBeGreaterThan(1000);
    for (const found of findings) {
      expect([found, found['why']]).toEqual([found, expect.stringMatching(/[а-яё]/)]);
      expect([found['row'], found['proposed']]).not.toEqual([found['row'], found['before']]);
    }
  });

  test('summary.json counts what the tables hold and says how the columns were read and how long it took', () => {
    const findings = table('ru', 'findings.csv');
    const pairs = table('ru', 'duplicates.csv').length;
    const found = summary('ru') as { findings: { total: number; byKind: Record<string, number> }; duplicates: { pairs: number; groups: number }; seconds: Record<string, number> };
    expect(found).toMatchObject({ file: 'clients.csv', rows: 760, country: 'RU', asOf: '2024-12-31', dates: { order: 'dmy', decidedBy: 'cells' }, amounts: { decimal: ',' } });
    expect(found.findings.total).toBe(findings.length);
    for (const [kind, count] of Object.entries(found.findings.byKind)) expect([kind, count]).toEqual([kind, findings.filter((row) => row['kind'] === kind).length]);
    expect(found.duplicates.pairs).toBe(pairs);
    expect(found.duplicates.groups).toBeGreaterThan(100);
    expect(Object.values(found.seconds).reduce((sum, seconds) => sum + seconds, 0)).toBeLessThan(20);
    expect(output).toBe(`clients.csv: 760 rows, ${findings.length} findings, ${pairs} pairs of duplicates in ${found.duplicates.groups} groups. Written to ru.\n`);
    expect(readdirSync(path.join(base, 'ru')).sort()).toEqual(['clients_clean.csv', 'duplicates.csv', 'findings.csv', 'summary.json']);
  });
});

/** Pairs of rows of one entity that share a phone or an e-mail, or are joined by rows that do. */
function evidencePairs(truth: readonly Row[]): string[] {
  const groupOf = new Map<string, string>();
  const rootOf = (row: string): string => {
    const above = groupOf.get(row) ?? row;
    return above === row ? row : rootOf(above);
  };
  const firstWith = new Map<string, string>();
  for (const row of truth) {
    const number = row['row'] ?? '';
    for (const contact of [row['e164'] ?? '', row['email'] ?? ''].filter((text) => text !== '')) {
      const key = `${row['entity_id']} ${contact}`;
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, number);
      else groupOf.set(rootOf(number), rootOf(first));
    }
  }
  const members = new Map<string, string[]>();
  for (const row of truth) members.set(rootOf(row['row'] ?? ''), [...(members.get(rootOf(row['row'] ?? '')) ?? []), row['row'] ?? '']);
  return [...members.values()].flatMap((rows) => rows.flatMap((one, index) => rows.slice(index + 1).map((other) => `${one} ${other}`)));
}

describe('clean on small files', () => {
  test('suspicious sums and dates are flagged without a proposal, and their rows stay', async () => {
    const usual = Array.from({ length: 30 }, (_unused, index) => `C${index},2024-0${1 + (index % 5)}-10,${100 + index}.50`);
    const found = await findingsOf('sums.csv', ['Client,Date,Amount', ...usual, 'Zero,2024-03-01,0', 'Return,2024-03-02,-50.00', 'Huge,2024-03-03,900000', 'Later,2025-01-01,120', 'Old,1970-01-01,120', 'Bad,31.02.2024,abc', ''].join('\n'));
    expect(found).toEqual([
      '31 Amount amount.zero → ', '32 Amount amount.negative → ', '33 Amount amount.far → ', '34 Date date.future → ', '35 Date date.far → ',
      '36 Date date.impossible → ', '36 Amount amount.unreadable → ',
    ]);
    expect(table('sums.csv.out', 'clients_clean.csv').map((row) => row['row'])).toEqual(Array.from({ length: 36 }, (_unused, index) => String(index + 1)));
  });

  test('two phones of a cell are parted, an extension has its column, and a cell with a bad part is left to a person', async () => {
    const found = await findingsOf('phones.csv', 'Имя клиента;Телефон\nАнна Попова;8 (999) 000-12-34, 8 999 000-55-66\nПётр Попов;8 (495) 123-45-67 доб. 12\nИван Попов;12\n', '--locale', 'ru');
    expect(found.filter((line) => line.includes('phone.'))).toEqual(["1 Телефон phone.several → '+79990001234, +79990005566", "2 Телефон phone.written → '+74951234567 ext. 12", '3 Телефон phone.unreadable → ']);
    // What a spreadsheet would take for a formula begins with an apostrophe; one number does not need it.
    expect(table('phones.csv.out', 'clients_clean.csv').map((row) => [row['e164'], row['extension']])).toEqual([["'+79990001234, +79990005566", ''], ['+74951234567', '12'], ['', '']]);
  });

  test('what it proposes needs no further cleaning', async () => {
    const found = await findingsOf('once.csv', 'ФИО;Телефон;E-mail;Город;Дата;Сумма\nИВАНОВ  ИВАН;8-999-000-12-34;MAILTO:IVAN@EXAMPLE.RU;г.москва;05.03.24;1 234,50 руб.\n', '--locale', 'ru');
    const proposed = found.map((line) => line.slice(line.indexOf('→') + 2));
    expect(proposed).toEqual(['Иванов Иван', '+79990001234', 'ivan@example.ru', 'Москва', '2024-03-05', '1234.50']);
    expect(await findingsOf('twice.csv', `ФИО;Телефон;E-mail;Город;Дата;Сумма\n${proposed.join(';')}\n`, '--locale', 'ru')).toEqual([]);
  });

  test('the country of phones follows the locale or --country, and a cell that begins a formula is made harmless', async () => {
    await findingsOf('us.csv', 'Name,Phone\nAnna Smith,(415) 555-2671\n=HYPERLINK(1),+1 415 555 2671\n');
    expect(table('us.csv.out', 'clients_clean.csv').map((row) => [row['e164'], row['Name']])).toEqual([['+14155552671', 'Anna Smith'], ['+14155552671', "'=HYPERLINK(1)"]]);
    await findingsOf('gb.csv', 'Name,Phone\nAnna Smith,020 7946 0018\n', '--country', 'gb');
    expect(table('gb.csv.out', 'clients_clean.csv').map((row) => row['e164'])).toEqual(['+442079460018']);
  });

  test('an XLSX with title lines and real dates and numbers is read like a text file; rows are counted under its header', async () => {
    const sheet = utils.aoa_to_sheet([
      ['Клиенты магазина'], [], ['Клиент', 'Телефон', 'Дата', 'Сумма'],
      ['Иванова Анна', 79990001234, new Date(Date.UTC(2024, 2, 5)), 1234.5], [], ['Иванова Анна', '8 999 000-12-34', new Date(Date.UTC(2024, 2, 6)), 99],
    ], { cellDates: true, UTC: true });
    const workbook = utils.book_new();
    utils.book_append_sheet(workbook, sheet, 'Лист1');
    writeFileSync(path.join(base, 'shop.xlsx'), write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
    expect(await clean('shop.xlsx', '--out', 'xlsx', '--locale', 'ru')).toMatchObject({ code: 0, errors: '' });
    expect(table('xlsx', 'clients_clean.csv').map((row) => [row['row'], row['last_name'], row['e164'], row['date'], row['amount'], row['Дата']])).toEqual([
      ['1', 'Иванова', '+79990001234', '2024-03-05', '1234.50', '2024-03-05'], ['3', 'Иванова', '+79990001234', '2024-03-06', '99.00', '2024-03-06'],
    ]);
    expect(table('xlsx', 'duplicates.csv').map((pair) => [pair['row_a'], pair['row_b']])).toEqual([['1', '3']]);
  });

  test('a pair that is joined through a third row names that row as it is counted in the file', async () => {
    await findingsOf('chain.csv', ['Name,Phone,Email', 'Anna Smith,+79990001234,', '', ',+79990001234,anna.smith@example.org', ',,anna.smith@example.org', ''].join('\n'));
    const pairs = table('chain.csv.out', 'duplicates.csv').map((pair) => `${pair['row_a']} ${pair['row_b']} ${pair['reasons']}`);
    expect(pairs.map((pair) => pair.slice(0, 3))).toEqual(['1 3', '1 4', '3 4']);
    expect(pairs[1]).toContain('with row 3');
  });

  test('last and first names of two columns are read together, and --map names columns that nobody could guess', async () => {
    const found = await findingsOf('parts.csv', 'Фамилия;Имя;Z\nИВАНОВ;иван;8 999 000 12 34\n', '--locale', 'ru', '--map', 'phone=Z');
    expect(found).toEqual(['1 Фамилия name.case → Иванов', '1 Имя name.case → Иван', '1 Z phone.written → +79990001234']);
    expect(table('parts.csv.out', 'clients_clean.csv').map((row) => [row['last_name'], row['first_name']])).toEqual([['Иванов', 'Иван']]);
  });
});

describe('bad use and bad input of clean', () => {
  test.each([
    ['a missing file', ['nobody.csv', '--out', 'x'], 1, 'clean: nobody.csv: there is no such file.\n'],
    ['a missing --out', ['nobody.csv'], 2, 'clean: Option --out is missing. See clean --help.\n'],
    ['a country without phones', ['good.csv', '--out', 'x', '--country', 'QQ'], 1, 'clean: --country QQ: write two letters of a country with phones, such as RU.\n'],
    ['a day that is none', ['good.csv', '--out', 'x', '--as-of', 'soon'], 1, 'clean: --as-of soon: write the day as YYYY-MM-DD.\n'],
    ['a file without anything to clean', ['useless.csv', '--out', 'x'], 1, 'clean: useless.csv: no column holds names, phones, e-mails, cities, dates or amounts; name them with --map.\n'],
  ])('%s is one clear line, and nothing is written', async (_title, args, code, errors) => {
    writeFileSync(path.join(base, 'good.csv'), 'Phone\n+79990001234\n');
    writeFileSync(path.join(base, 'useless.csv'), 'Colour,Shade\nred,dark\nblue,light\n');
    expect(await clean(...args)).toEqual({ code, output: '', errors });
    expect(readdirSync(base)).not.toContain('x');
  });

  test('an empty file and a folder are refused with their cause', async () => {
    writeFileSync(path.join(base, 'empty.csv'), '');
    mkdirSync(path.join(base, 'folder.csv'), { recursive: true });
    for (const name of ['empty.csv', 'folder.csv']) {
      const { code, output, errors } = await clean(name, '--out', 'x');
      expect([code, output]).toEqual([1, '']);
      expect(errors).toMatch(/^clean: \S.*\.\n$/);
    }
  });
});
