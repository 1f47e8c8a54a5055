/** NORM_PHONE and NORM_EMAIL of the built add-on: shapes, countries, errors, service calls, speed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import type { Sheet } from '../../scripts/workbench/node';
import { csvLines } from '../published/published';
import { AddOn } from './add-on';

jest.setTimeout(120_000);

describe('in a Russian spreadsheet', () => {
  let addOn: AddOn;
  let sheet: Sheet;

  beforeAll(async () => {
    addOn = await AddOn.start({ locale: 'ru_RU' });
    sheet = addOn.book.insertSheet({ name: 'Scratch', rowCount: 60, columnCount: 20 });
  });
  afterAll(() => addOn.end());

  /** What a formula shows, by rows, or its error. */
  async function shown(formula: string): Promise<string[][] | string> {
    sheet.type(0, 10, formula);
    await addOn.workbench.engine.settle();
    const error = sheet.errorMessage(0, 10);
    const rect = sheet.spillRect(0, 10) ?? { row: 0, column: 10, rowCount: 1, columnCount: 1 };
    const texts = sheet.read(rect).map((row) => row.map(({ value }) => String(value ?? '')));
    sheet.type(0, 10, '');
    await addOn.workbench.engine.settle();
    return error === null || error === '' ? texts : error;
  }

  test('a range gives a range of its shape: phones by the country of the locale, an unreadable cell and an empty one are empty', async () => {
    const cells = [['8 (999) 000-12-34', '+1 415 555 2671'], ['нет', ''], ['8 999 000 12 34, 8 999 000 55 66', '8 999 000 12 34; 12']];
    cells.forEach((row, rowIndex) => row.forEach((text, columnIndex) => sheet.type(rowIndex, columnIndex, text === '' ? '' : `'${text}`)));
    expect(await shown('=NORM_PHONE(A1:B3)')).toEqual([['+79990001234', '+14155552671'], ['', ''], ['+79990001234, +79990005566', '']]);
    expect(await shown('=NORM_PHONE(A1)')).toEqual([['+79990001234']]);
    expect(await shown('=NORM_PHONE("(415) 555-2671"; "us")')).toEqual([['+14155552671']]);
    expect(await shown('=NORM_PHONE(79990001234)')).toEqual([['+79990001234']]);
    expect(await shown('=NORM_PHONE(F40)')).toEqual([['']]);
  });

  test('a single cell that cannot be read says why, in the language of the cell', async () => {
    expect(await shown('=NORM_PHONE("нет")')).toContain('«нет» – не номер телефона: в нём есть буквы. Запишите его с кодом страны');
    expect(await shown('=NORM_EMAIL("nobody")')).toContain('"nobody" is no e-mail address: there is no @ in it. Write it like name@example.com.');
    expect(await shown('=NORM_EMAIL("anna@mail,ru")')).toContain('"anna@mail,ru" is no e-mail address');
    expect(await shown('=NORM_PHONE("8 999 000 12 34"; "QQ")')).toContain('country cannot be "QQ"');
    expect(await shown('=NORM_PHONE(1/0)')).toContain('#DIV/0!');
  });

  test('addresses come in their plain form, and a mistyped domain is not changed behind the back of the owner', async () => {
    ['mailto:Anna@Example.RU', ' ANNA@EXAMPLE.RU ', 'anna@gmial.com', 'anna@mail,ru', ''].forEach((text, rowIndex) => sheet.type(rowIndex, 5, text === '' ? '' : `'${text}`));
    expect(await shown('=NORM_EMAIL(F1:F5)')).toEqual([['Anna@example.ru'], ['anna@example.ru'], ['anna@gmial.com'], [''], ['']]);
  });
});

describe('the built script in a bare context', () => {
  let context: vm.Context;
  let asked: number;

  beforeEach(() => {
    asked = 0;
    const getSpreadsheetLocale = (): string => {
      asked += 1;
      return 'ru_RU';
    };
    context = vm.createContext({ SpreadsheetApp: { getActiveSpreadsheet: () => ({ getSpreadsheetLocale }) } });
    vm.runInContext(readFileSync(path.resolve(__dirname, '../../dist/Code.js'), 'utf8'), context);
  });

  const call = (expression: string, given: readonly unknown[] = []): unknown => {
    Object.assign(context, { given });
    return vm.runInContext(expression, context);
  };

  test('the locale is asked for once and only where the country is left out', () => {
    expect(call('NORM_PHONE("8 999 000 12 34", "RU")')).toBe('+79990001234');
    expect(call('NORM_PHONE([[""], [""]])')).toEqual([[''], ['']]);
    expect(asked).toBe(0);
    expect(call('JSON.stringify(NORM_PHONE([["8 999 000 12 34"], ["8 999 000 12 35"]]))')).toBe('[["+79990001234"],["+79990001235"]]');
    expect(asked).toBe(1);
  });

  test('the phones of the made-up Russian client list are those of its truth on all 760 rows, in one call', () => {
    const phones = csvLines('clients_ru', 'clients.csv').map((row) => [row['Телефон'] ?? '']);
    const found = JSON.parse(String(call('JSON.stringify(NORM_PHONE(given, "RU"))', phones))) as unknown;
    expect(found).toEqual(csvLines('clients_ru', 'truth.csv').map((row) => [row['e164'] ?? '']));
    expect(phones).toHaveLength(760);
  });

  test('10,000 different phones and 10,000 addresses take less than ten seconds of the thirty Google gives', () => {
    const startMs = Date.now();
    call('NORM_PHONE(given, "RU")', Array.from({ length: 10_000 }, (_unused, index) => [`8 (999) 0${String(index % 100).padStart(2, '0')}-${String(index).padStart(4, '0')}`]));
    call('NORM_EMAIL(given)', Array.from({ length: 10_000 }, (_unused, index) => [`user${index}@shop${index % 300}.ru`]));
    expect(Date.now() - startMs).toBeLessThan(10_000);
  });
});
