/** Contract of ranges, values, formulas, dates and buffered writes: PLATFORM-FACTS 8.1–8.4. */
import { ScriptBench } from './script-bench';

const bench = new ScriptBench();
afterAll(() => bench.close());

describe('ranges and errors (PLATFORM-FACTS 8.1)', () => {
  const outside = 'The coordinates of the range are outside the dimensions of the sheet.';

  test.each([
    ['sheet.getRange(101, 1)', outside],
    ['sheet.getRange(1, 11)', outside],
    ['sheet.getRange(100, 1, 2, 1)', outside],
    ['sheet.getRange("A101")', outside],
    ['sheet.getRange("K1:L2")', outside],
    ['sheet.getRange("A1").offset(-1, 0)', outside],
    ['sheet.getRange(1, 1, 0, 3)', 'The number of rows in the range must be at least 1.'],
    ['sheet.getRange(1, 1, 3, 0)', 'The number of columns in the range must be at least 1.'],
    ['sheet.getRange("no such name")', 'Range not found'],
    ['ss.getRange("Nowhere!A1")', 'Range not found'],
    ['sheet.getRange("A1:B2").getCell(3, 1)', 'Cell reference out of range'],
    ['sheet.getRange("A1:B2").setValues([[1, 2]])',
      'The number of rows in the data does not match the number of rows in the range. The data has 1 but the range has 2.'],
    ['sheet.getRange("A1:B2").setValues([[1, 2], [1]])',
      'The number of columns in the data does not match the number of columns in the range. The data has 1 but the range has 2.'],
    ['sheet.getRange("A1").setValue("x".repeat(50001))', 'Your input contains more than the maximum of 50000 characters in a single cell.'],
    ['sheet.insertRowsAfter(1, 1000000)', 'This action would increase the number of cells in the workbook above the limit of 10000000 cells.'],
    ['ss.insertSheet("SHEET1")', 'A sheet with the name "SHEET1" already exists. Please enter another name.'],
    ['sheet.hideSheet()', "You can't hide all the sheets in a document."],
    ['sheet.getRange("A1").setNumberFormat(5)', "The parameters (number) don't match the method signature for SpreadsheetApp.Range.setNumberFormat."],
  ])('%s throws the platform text', async (code, text) => {
    expect((await bench.open().error(code)).toLowerCase()).toBe(text.toLowerCase());
  });

  test('A1, R1C1, open and quoted addresses and names find the same cells', async () => {
    const { run } = bench.open();
    expect(await run(`
      ss.insertSheet("It's 2");
      ss.setNamedRange('Amounts', sheet.getRange('B2:B5'));
      return [sheet.getRange('R2C2:R5C2').getA1Notation(), ss.getRange("'It''s 2'!C3").getSheet().getName(), ss.getRange('Amounts').getA1Notation(),
        ss.getRangeByName('amounts').getA1Notation(), sheet.getRange('A2:A').getNumRows(), sheet.getRange('A2:A').isEndRowBounded(),
        sheet.getRange('B:C').getA1Notation(), sheet.getRange(2, 3, 4, 2).getA1Notation(), ss.getRangeByName('none'), ss.getSheetByName('none')];`)).toEqual(
      ['B2:B5', "It's 2", 'B2:B5', 'B2:B5', 99, false, 'B:C', 'C2:D5', null, null]);
  });

  test('the data range ends with the last content: formats do not count, formulas giving an empty text do', async () => {
    const { run } = bench.open();
    expect(await run(`
      const empty = [sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getA1Notation()];
      sheet.getRange('C9').setBackground('red');
      sheet.getRange('B4').setValue('x');
      const filled = [sheet.getLastRow(), sheet.getLastColumn(), sheet.getDataRange().getA1Notation()];
      sheet.getRange('D6').setFormula('=""');
      return [empty, filled, [sheet.getLastRow(), sheet.getLastColumn()]];`)).toEqual([[0, 0, 'A1'], [4, 2, 'A1:B4'], [6, 4]]);
  });

  test('setValues never grows the grid, appendRow does and starts below the content', async () => {
    const { run } = bench.open({ rowCount: 3, columnCount: 2 });
    expect(await run(`
      sheet.appendRow(['a']); sheet.appendRow(['b', 2, 3]); sheet.getRange('A3').setValue('c'); sheet.appendRow(['d']);
      const last = sheet.getRange(4, 1).getValue();
      return [sheet.getMaxRows(), sheet.getMaxColumns(), last, sheet.getDataRange().getValues()];`)).toEqual(
      [4, 3, 'd', [['a', '', ''], ['b', 2, 3], ['c', '', ''], ['d', '', '']]]);
  });
});

test('an appended row lands below an array that was written just before', async () => {
  const { run } = bench.open();
  expect(await run(`
    sheet.getRange('A1').setFormula('=SEQUENCE(4)'); sheet.appendRow(['x']); sheet.appendRow(['y']);
    return sheet.getRange('A1:A7').getValues().map((row) => row[0]);`)).toEqual([1, 2, 3, 4, 'x', 'y', '']);
});

test('rows and columns inserted behind the last one make the grid larger', async () => {
  const { run } = bench.open();
  expect(await run(`
    sheet.insertRowAfter(100); sheet.insertRowsAfter(101, 2); sheet.insertColumnAfter(10); sheet.insertRowBefore(1);
    return [sheet.getMaxRows(), sheet.getMaxColumns()];`)).toEqual([104, 11]);
});

describe('values as typed (PLATFORM-FACTS 8.3)', () => {
  test.each([
    ['en_US', [['1-2', '01', '10%', '1AM', 'TRUE', '=1+1', "'01", '+7 900', '1.5', '1,5']],
      ['Date', 1, 0.1, 'Date', true, 2, '01', '+7 900', 1.5, '1,5']],
    ['ru_RU', [['31.12.2024', '1,5', '1 234,56', '=СУММ', '=SUM(1;2,5)', '1.5.2024']], ['Date', 1.5, 1234.56, '#NAME?', 3.5, 'Date']],
    ['de_DE', [['31.12.2024', '1.234,5', '1,5', '=SUM(1;2)', '12/31/2024']], ['Date', 1234.5, 1.5, 3, '12/31/2024']],
  ])('strings are parsed by the locale %s', async (locale, values, expected) => {
    const { run } = bench.open({ locale });
    const row = values[0] ?? [];
    expect(await run(`
      sheet.getRange(1, 1, 1, ${String(row.length)}).setValues(${JSON.stringify(values)});
      return sheet.getRange(1, 1, 1, ${String(row.length)}).getValues()[0].map((v) => v instanceof Date ? 'Date' : v);`)).toEqual(expected);
  });

  test('a cell formatted as text keeps what is written, and null, undefined and the empty text empty a cell', async () => {
    const { run } = bench.open();
    expect(await run(`
      sheet.getRange('A1:A2').setNumberFormat('@');
      sheet.getRange('A1:A2').setValues([['=1+1'], ['007']]);
      sheet.getRange('B1:D1').setValues([[1, 2, 3]]);
      sheet.getRange('B1:D1').setValues([[null, undefined, '']]);
      return [sheet.getRange('A1:D2').getValues(), sheet.getRange('A1').getFormula(), sheet.getRange('B1:D1').isBlank()];`)).toEqual(
      [[['=1+1', '', '', ''], ['007', '', '', '']], '', true]);
  });

  test('error cells read as their text, display values follow locale and format', async () => {
    const { run } = bench.open({ locale: 'ru_RU' });
    expect(await run(`
      sheet.getRange('A1').setFormula('=NA()'); sheet.getRange('A2').setFormula('=1/0');
      sheet.getRange('A3').setValue(1234.5).setNumberFormat('#,##0.00'); sheet.getRange('A4').setValue(new Date(2024, 0, 5)).setNumberFormat('dd.MM.yyyy');
      return [sheet.getRange('A1:A2').getValues(), sheet.getRange('A3:A4').getDisplayValues().map((row) => row[0].replace(/\\s/g, ' '))];`)).toEqual(
      [[['#N/A'], ['#DIV/0!']], ['1 234,50', '05.01.2024']]);
  });

  test('notes turn numbers into text as Google does, and clear kinds touch what they name', async () => {
    const { run } = bench.open();
    expect(await run(`
      const cell = sheet.getRange('A1').setValue(5).setNote(25).setBackground('#abc');
      const note = cell.getNote();
      cell.clearContent();
      const after = [cell.getValue(), cell.getNote(), cell.getBackground()];
      cell.setValue(7).clear({ contentsOnly: true });
      const second = [cell.getValue(), cell.getNote()];
      cell.clear();
      return [note, after, second, cell.getNote(), cell.getBackground()];`)).toEqual(['25.0', ['', '25.0', '#aabbcc'], ['', '25.0'], '', '#ffffff']);
  });
});

describe('dates and zones (PLATFORM-FACTS 8.2)', () => {
  const cases = [
    ['Asia/Vladivostok', 'Europe/Moscow', '2024-01-05T00:00:00.000Z', '2024-01-05 10:00:00'],
    ['Europe/Moscow', 'Asia/Vladivostok', '2024-07-05T21:30:00.000Z', '2024-07-06 00:30:00'],
    ['America/New_York', 'Europe/Moscow', '2024-03-10T06:59:00.000Z', '2024-03-10 01:59:00'],
    ['America/New_York', 'Europe/Moscow', '2024-03-10T07:00:00.000Z', '2024-03-10 03:00:00'],
    ['America/New_York', 'Asia/Vladivostok', '2024-11-03T04:30:00.000Z', '2024-11-03 00:30:00'],
    ['America/New_York', 'Asia/Vladivostok', '2024-11-03T07:30:00.000Z', '2024-11-03 02:30:00'],
    ['Europe/Moscow', 'America/New_York', '2010-10-30T23:30:00.000Z', '2010-10-31 02:30:00'],
  ];

  test.each(cases)('spreadsheet %s, script %s: %s is shown as %s and read back as the same instant', async (timeZone, scriptZone, instant, shown) => {
    const { run } = bench.open({ timeZone, scriptZone });
    const expected = instant.startsWith('2010') ? [shown] : [shown, instant];
    const result = await run(`
      const cell = sheet.getRange('A1').setNumberFormat('yyyy-MM-dd HH:mm:ss').setValue(new Date('${instant}'));
      return [cell.getDisplayValue(), cell.getValue().toISOString()];`) as string[];
    expect(result.slice(0, expected.length)).toEqual(expected);
  });

  test('a typed date is midnight of the spreadsheet, whatever the zone of the script', async () => {
    const { run } = bench.open({ timeZone: 'Asia/Vladivostok', scriptZone: 'Europe/Moscow' });
    expect(await run(`
      sheet.getRange('A1').setValue('2024-03-10');
      const value = sheet.getRange('A1').getValue();
      return [value.toISOString(), value.getDate(), value.getHours(), Utilities.formatDate(value, ss.getSpreadsheetTimeZone(), 'yyyy-MM-dd')];`)).toEqual(
      ['2024-03-09T14:00:00.000Z', 9, 17, '2024-03-10']);
  });

  test('a time without a date lies on 1899-12-30 with the odd seconds of old offsets', async () => {
    const { run } = bench.open({ timeZone: 'Europe/Moscow' });
    expect(await run(`
      const cell = sheet.getRange('A1').setValue('12:00');
      return cell.getValue().toISOString();`)).toBe('1899-12-30T09:29:43.000Z');
  });

  test('changing the zone of the spreadsheet keeps the wall clock of stored dates', async () => {
    const { run } = bench.open({ timeZone: 'Europe/Moscow' });
    expect(await run(`
      const cell = sheet.getRange('A1').setValue(new Date('2024-01-05T00:00:00Z'));
      ss.setSpreadsheetTimeZone('Asia/Vladivostok');
      return cell.getValue().toISOString();`)).toBe('2024-01-04T17:00:00.000Z');
  });
});

describe('formulas (PLATFORM-FACTS 8.4)', () => {
  test('setFormula takes both separators in any locale and getFormula answers in en-US', async () => {
    const { run } = bench.open({ locale: 'ru_RU' });
    expect(await run(`
      sheet.getRange('A1').setFormula('=SUM(1,2.5)'); sheet.getRange('A2').setFormula('SUM(1;2,5)'); sheet.getRange('A3').setValue('=SUM(1;2,5)');
      return [sheet.getRange('A1:A3').getFormulas(), sheet.getRange('A1:A3').getValues()];`)).toEqual(
      [[['=SUM(1,2.5)'], ['=SUM(1,2.5)'], ['=SUM(1,2.5)']], [[3.5], [3.5], [3.5]]]);
  });

  test('a read after a write sees recalculated formulas and spills', async () => {
    const { run } = bench.open();
    expect(await run(`
      sheet.getRange('A1:A3').setValues([[3], [1], [2]]);
      sheet.getRange('C1').setFormula('=SORT(A1:A3)'); sheet.getRange('D1').setFormula('=SUM(C1:C5)');
      const first = sheet.getRange('C1:D3').getValues();
      sheet.getRange('A1').setValue(30);
      return [first, sheet.getRange('C1:D3').getValues(), sheet.getRange('C2').getFormula()];`)).toEqual(
      [[[1, 6], [2, ''], [3, '']], [[1, 33], [2, ''], [30, '']], '']);
  });

  test('R1C1 formulas are written and read relative to their cell; one formula on many cells moves along', async () => {
    const { run } = bench.open();
    expect(await run(`
      sheet.getRange('A1:A3').setValues([[1], [2], [3]]);
      sheet.getRange('B1:B3').setFormulaR1C1('=R[0]C[-1]*R1C1');
      sheet.getRange('C1:C3').setFormula('=A1+$A$1');
      return [sheet.getRange('B3').getFormula(), sheet.getRange('C3').getFormula(), sheet.getRange('C3').getFormulaR1C1(), sheet.getRange('B1:C3').getValues()];`)).toEqual(
      ['=A3*$A$1', '=A3+$A$1', '=R[0]C[-2]+R1C1', [[1, 2], [2, 3], [3, 4]]]);
  });
});

describe('buffered writes (PLATFORM-FACTS 8.3)', () => {
  test('a killed execution loses what was not flushed', async () => {
    const { book, record } = bench.open();
    const killed = await record(`
      sheet.getRange('A1').setValue('flushed'); SpreadsheetApp.flush();
      sheet.getRange('A2').setValue('lost'); sheet.getRange('A3').setValue('never');`, { killAt: 4, moment: 'before' });
    expect(killed.state).toBe('killed');
    expect(book.sheets()[0]?.read({ row: 0, column: 0, rowCount: 3, columnCount: 1 }).map((row) => row[0]?.value)).toEqual(['flushed', null, null]);
  });

  test('an execution that ends writes its buffer', async () => {
    const { book, run } = bench.open();
    await run(`sheet.getRange('A1').setValue('kept');`);
    expect(book.sheets()[0]?.read({ row: 0, column: 0, rowCount: 1, columnCount: 1 })[0]?.[0]?.value).toBe('kept');
  });

  test('whole-range reads and writes of 100,000 rows take one call each', async () => {
    const { record } = bench.open({ rowCount: 100_001, columnCount: 20 });
    const outcome = await record(`
      const rows = Array.from({ length: 100000 }, (_, r) => Array.from({ length: 20 }, (__, c) => c === 0 ? 'client ' + (r % 3000) : r + c));
      sheet.getRange(2, 1, 100000, 20).setValues(rows);
      const read = sheet.getRange(2, 1, 100000, 20).getValues();
      return [read.length, read[99999][0], read[99999][19]];`);
    expect(outcome.error).toBeNull();
    expect(outcome.result).toEqual([100_000, 'client 999', 100_018]);
    expect(outcome.counts.counted).toBe(2);
  }, 120_000);
});

test('old names that Google still answers work as the names of today (a script of the first years runs)', async () => {
  expect(await bench.open().run(`
    const range = sheet.getRange('B2:C2');
    range.setBackgroundColor('yellow').setBackgroundColors([['green', '#ABC']]).setComment('hello');
    sheet.setColumnWidth(range.getColumnIndex(), 15);
    return [range.getBackgroundColor(), range.getBackgroundColors(), range.getFontColor(), range.getFontColors(), range.getRowIndex(), range.getComment(),
      sheet.getColumnWidth(2), sheet.getActiveSelection().getA1Notation(), ss.getActiveSelection().getA1Notation()];`))
    .toEqual(['#008000', [['#008000', '#aabbcc']], '#000000', [['#000000', '#000000']], 2, 'hello', 15, 'A1', 'A1']);
  expect(await bench.open().error("sheet.getRange('A1').setBackgroundColor(5)"))
    .toBe("The parameters (number) don't match the method signature for SpreadsheetApp.Range.setBackgroundColor.");
});
