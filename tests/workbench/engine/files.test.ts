// Books in files: XLSX round trip, CSV.
import { unzipSync, strFromU8 } from 'fflate';
import type { Engine, Rect, Sheet } from '../../../scripts/workbench/node';
import { fromXlsxFormula, toXlsxFormula } from '../../../scripts/workbench/engine/xlsx-formula';
import { createEngine, exportCsv, formatCsv, importCsv, parseCsv, readXlsx, writeXlsx } from '../../../scripts/workbench/node';

const at = (row: number, column: number, rowCount = 1, columnCount = 1): Rect => ({ row, column, rowCount, columnCount });

let engine: Engine;
beforeAll(() => {
  engine = createEngine();
  engine.registerCustomFunctions([{ name: 'TABLE', description: '', params: [] }], () => Promise.resolve({ value: [['x', 1], ['y', { dateSerial: 45_000 }]] }));
});
afterAll(() => { engine.dispose(); });

test('a book written as XLSX comes back with values, formulas, formats and rules', async () => {
  const book = engine.createBook({ locale: 'ru_RU' });
  const sheet = book.sheets()[0] as Sheet;
  const hidden = book.insertSheet({ name: 'Второй лист' });
  hidden.hidden = true;
  sheet.write(at(0, 0, 4, 4), [
    ['имя', 1, true, { value: 45_000.5, pattern: 'dd.MM.yyyy HH:mm' }],
    ['b', 2.5, { formula: '=SUM(B1:B)' }, { value: 'ссылка', rich: [{ start: 0, end: 6, link: 'https://example.org/' }] }],
    ['c', { formula: '=1/0' }, { formula: '=IFS(B1>0,"да; нет",TRUE,"нет")' }, '=не формула'],
    [null, { formula: '=TABLE(A1:A)' }, null, { formula: '=SORT(A1:A3,1,FALSE)' }],
  ]);
  sheet.writeStyles(at(0, 0, 1, 4), { bold: true, background: '#ffeeaa', borderBottom: { line: 'solid-medium', color: '#ff0000' }, horizontalAlign: 'center', wrap: 'wrap' });
  sheet.setConditionalRules([
    { ranges: [at(0, 1, 3, 1)], format: { kind: 'boolean', condition: { type: 'CUSTOM_FORMULA', values: ['=$B1>2'] }, style: { background: '#00ff00', bold: true } } },
    { ranges: [at(0, 1, 3, 1)], format: { kind: 'gradient', points: [{ type: 'min', value: null, color: '#ffffff' }, { type: 'number', value: '5', color: '#ff0000' }] } },
  ]);
  sheet.setValidation([at(1, 0, 10, 1)], { condition: { type: 'VALUE_IN_LIST', values: ['b', 'c'] }, allowInvalid: false, helpText: 'Выберите', showDropdown: true });
  sheet.setNote(0, 0, 'заметка');
  sheet.frozenRows = 1;
  sheet.setColumnWidths(0, 1, 180);
  sheet.merge(at(8, 0, 2, 2));
  sheet.tabColor = '#123456';
  book.setDefinedName('Prices', "'Sheet1'!$B$1:$B$3");
  await engine.settle();
  const bytes = await writeXlsx(book);
  const files = unzipSync(bytes);
  expect(strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain('IFERROR(__xludf.DUMMYFUNCTION(&quot;TABLE(A1:A)&quot;),&quot;x&quot;)');

  const copy = await readXlsx(engine, bytes, { locale: 'ru_RU' });
  await engine.settle();
  const read = copy.sheets()[0] as Sheet;
  const block = at(0, 0, 7, 4);
  expect(read.display(block)).toEqual(sheet.display(block));
  expect(read.read(block).flat().map(({ formula }) => formula)).toEqual(sheet.read(block).flat().map(({ formula }) => formula));
  expect(read.styles(at(0, 0))[0]?.[0]).toEqual(sheet.styles(at(0, 0))[0]?.[0]);
  expect(read.conditionalRules()).toEqual(sheet.conditionalRules());
  expect(read.validations()).toEqual(sheet.validations());
  expect(read.readRuns(1, 3)).toEqual([{ start: 0, end: 6, link: 'https://example.org/' }]);
  expect([read.note(0, 0), read.frozenRows, read.columnWidth(0), read.merges(), read.tabColor]).toEqual(['заметка', 1, 180, [at(8, 0, 2, 2)], '#123456']);
  expect(copy.sheets().map((each) => [each.name, each.hidden])).toEqual([['Sheet1', false], ['Второй лист', true]]);
  expect(copy.definedNames()).toMatchObject([{ name: 'Prices', rect: at(0, 1, 3, 1) }]);
});

test('formulas of a file use the names that Excel knows', () => {
  const known = (name: string): boolean => name !== 'RFM';
  expect(toXlsxFormula('=XLOOKUP(A1,B:B,C2:C)', 1, known)).toBe('_xlfn.XLOOKUP(A1,B:B,C2:C$1048576)');
  expect(toXlsxFormula('=RFM(A2:A,"q")', 'say "x"', known)).toBe('IFERROR(__xludf.DUMMYFUNCTION("RFM(A2:A,""q"")"),"say ""x""")');
  for (const formula of ['=XLOOKUP(A1,B:B,C2:C)', '=RFM(A2:A,"q")', '=FILTER(A1:A,B1:B>1)', '=QUERY(A1:B,"select A")', '="_xlfn.x"&A1']) {
    expect(fromXlsxFormula(toXlsxFormula(formula, 1, known))).toBe(formula);
  }
});

test('CSV is typed in the locale of the book, quotes and separators included', async () => {
  const book = engine.createBook({ locale: 'ru_RU' });
  const sheet = book.sheets()[0] as Sheet;
  importCsv(sheet, '\ufeffклиент;сумма;дата\r\n"Иван ""Ы""; сын";1 234,50;05.01.2024\r\nx;"";=1+1\r\n');
  await engine.settle();
  expect(sheet.read(at(1, 0, 1, 3))[0]?.map(({ value }) => value)).toEqual(['Иван "Ы"; сын', 1234.5, 45_296]);
  expect(exportCsv(sheet, ';')).toBe('клиент;сумма;дата\r\n"Иван ""Ы""; сын";1 234,50;05.01.2024\r\nx;;2\r\n'.replace('1 234', '1\u00a0234'));
});

test('CSV parsing gives back what was formatted', () => {
  const rows = [['a', 'b,c', 'd "e"'], ['', 'x\ny', '1'], ['', '', '']];
  expect(parseCsv(formatCsv(rows), ',')).toEqual(rows);
  expect(parseCsv('a\tb\n1\t2')).toEqual([['a', 'b'], ['1', '2']]);
  expect(parseCsv('')).toEqual([]);
});
