/** Operations on whole blocks of cells: regions, moving, sorting, duplicates, splitting, filling, lists of ranges. */
import { ScriptBench } from './script-bench';

const bench = new ScriptBench();
afterAll(() => bench.close());

test('getDataRegion and getNextDataCell stop at the borders of the block', async () => {
  const { run } = bench.open();
  expect(await run(`
    sheet.getRange('B2:C4').setValues([[1, 2], [3, ''], [5, 6]]); sheet.getRange('F2').setValue('apart'); sheet.getRange('B9').setValue('below');
    const D = SpreadsheetApp.Direction;
    return [sheet.getRange('B3').getDataRegion().getA1Notation(), sheet.getRange('B3').getDataRegion(SpreadsheetApp.Dimension.ROWS).getA1Notation(),
      sheet.getRange('B2').getNextDataCell(D.DOWN).getA1Notation(), sheet.getRange('B4').getNextDataCell(D.DOWN).getA1Notation(), sheet.getRange('B9').getNextDataCell(D.DOWN).getA1Notation(),
      sheet.getRange('C2').getNextDataCell(D.NEXT).getA1Notation(), sheet.getRange('F2').getNextDataCell(D.PREVIOUS).getA1Notation(), sheet.getRange('B4').getNextDataCell(D.UP).getA1Notation()];`)).toEqual(
    ['B2:C4', 'B2:B4', 'B4', 'B9', 'B100', 'F2', 'C2', 'B2']);
});

test('sort orders numbers before texts and blanks last, by several columns and both ways', async () => {
  const { run, error } = bench.open();
  expect(await run(`
    sheet.getRange('A1:B5').setValues([['b', 1], ['a', 2], ['', 3], [10, 4], ['a', 1]]);
    const read = () => sheet.getRange('A1:B5').getValues().map((row) => row.join('')).join(' ');
    sheet.getRange('A1:B5').sort([1, { column: 2, ascending: false }]);
    const first = read();
    sheet.getRange('A1:B5').sort({ column: 1, ascending: false });
    return [first, read()];`)).toEqual(['104 a2 a1 b1 3', 'b1 a2 a1 104 3']);
  expect(await error(`sheet.getRange('A1:B5').sort(3);`)).toContain('Sort columns');
});

test('moveTo takes the cells along and formulas follow them', async () => {
  const { run } = bench.open();
  expect(await run(`
    sheet.getRange('A1:A2').setValues([[1], [2]]); sheet.getRange('C1').setFormula('=A1+A2');
    sheet.getRange('A1:A2').moveTo(sheet.getRange('E5'));
    return [sheet.getRange('A1:A2').getValues(), sheet.getRange('E5:E6').getValues(), sheet.getRange('C1').getFormula(), sheet.getRange('C1').getValue()];`)).toEqual(
    [[[''], ['']], [[1], [2]], '=E5+E6', 3]);
});

test('removeDuplicates keeps the first of equal rows, texts compared without case', async () => {
  const { run } = bench.open();
  expect(await run(`
    sheet.getRange('A1:B4').setValues([['a', 1], ['A', 1], ['b', 1], ['a', 2]]);
    const rest = sheet.getRange('A1:B4').removeDuplicates();
    const kept = [rest.getA1Notation(), sheet.getRange('A1:B4').getValues()];
    return [kept, rest.removeDuplicates([2]).getA1Notation()];`)).toEqual([['A1:B3', [['a', 1], ['b', 1], ['a', 2], ['', '']]], 'A1:B2']);
});

test('texts are split into columns, trimmed, and filled on by their step', async () => {
  const { run } = bench.open();
  expect(await run(`
    sheet.getRange('A1:A2').setValues([['x;y'], ['5;6;7']]); sheet.getRange('A1:A2').splitTextToColumns();
    sheet.getRange('E1').setNumberFormat('@').setValue('  two   words '); sheet.getRange('E1').trimWhitespace();
    sheet.getRange('F1:F2').setValues([[10], [20]]); sheet.getRange('F1:F2').autoFill(sheet.getRange('F1:F5'), SpreadsheetApp.AutoFillSeries.DEFAULT_SERIES);
    sheet.getRange('G1').setFormula('=F1*2'); sheet.getRange('G1').autoFillToNeighbor(SpreadsheetApp.AutoFillSeries.DEFAULT_SERIES);
    return [sheet.getRange('A1:C2').getValues(), sheet.getRange('E1').getValue(), sheet.getRange('F1:G5').getValues(), sheet.getRange('G5').getFormula()];`)).toEqual([
    [['x', 'y', ''], [5, 6, 7]], 'two words', [[10, 20], [20, 40], [30, 60], [40, 80], [50, 100]], '=F5*2']);
});

test('cells are inserted and deleted with a shift, and formulas follow', async () => {
  const { run } = bench.open();
  expect(await run(`
    sheet.getRange('A1:B2').setValues([[1, 2], [3, 4]]); sheet.getRange('D1').setFormula('=A2');
    sheet.getRange('A1').insertCells(SpreadsheetApp.Dimension.ROWS);
    const down = [sheet.getRange('A1:B3').getValues(), sheet.getRange('D1').getFormula()];
    sheet.getRange('A1').deleteCells(SpreadsheetApp.Dimension.ROWS);
    return [down, sheet.getRange('A1:B2').getValues(), sheet.getRange('D1').getFormula()];`)).toEqual(
    [[[['', 2], [1, 4], [3, '']], '=A3'], [[1, 2], [3, 4]], '=A2']);
});

test('a list of ranges is treated alike, one call for all', async () => {
  const { record } = bench.open();
  const outcome = await record(`
    const list = sheet.getRangeList(['A1', 'B2:B3', 'D:D']);
    list.setValue('x').setBackground('yellow').setFontWeight('bold');
    return [list.getRanges().map((range) => range.getA1Notation()), sheet.getRange('B2:B3').getValues(), sheet.getRange('D100').getBackground(), sheet.getRange('A2').getValue()];`);
  expect(outcome.error).toBeNull();
  expect(outcome.result).toEqual([['A1', 'B2:B3', 'D:D'], [['x'], ['x']], '#ffff00', '']);
  expect(outcome.counts.members['SpreadsheetApp.RangeList.setValue']).toBe(1);
});

test('merged ranges keep the top left value and are broken apart', async () => {
  const { run } = bench.open();
  expect(await run(`
    sheet.getRange('A1:B2').setValues([[1, 2], [3, 4]]); sheet.getRange('A1:B2').mergeAcross();
    const across = sheet.getRange('A1:B2').getMergedRanges().map((range) => range.getA1Notation());
    sheet.getRange('A1:B2').breakApart();
    return [across, sheet.getRange('A1:B2').getMergedRanges().length, sheet.getRange('A1:B2').getValues()];`)).toEqual([['A1:B1', 'A2:B2'], 0, [[1, ''], [3, '']]]);
});

test('borders, text styles, rotation, direction and wrapping are stored per cell', async () => {
  const { run, book } = bench.open();
  expect(await run(`
    sheet.getRange('A1:B2').setBorder(true, true, true, true, false, null, 'red', SpreadsheetApp.BorderStyle.DASHED);
    const style = SpreadsheetApp.newTextStyle().setItalic(true).setFontSize(20).setForegroundColor('blue').build();
    sheet.getRange('A1').setTextStyle(style).setTextRotation(45).setTextDirection(SpreadsheetApp.TextDirection.RIGHT_TO_LEFT).setWrap(true).setVerticalAlignment('top');
    const cell = sheet.getRange('A1');
    return [cell.getTextStyle().isItalic(), cell.getTextStyle().getFontSize(), cell.getTextStyle().getForegroundColor(), cell.getTextRotation().getDegrees(), String(cell.getTextDirection()),
      cell.getWrap(), String(cell.getWrapStrategy()), cell.getVerticalAlignment(), sheet.getRange('B1').getWrap()];`)).toEqual(
    [true, 20, '#0000ff', 45, 'RIGHT_TO_LEFT', true, 'WRAP', 'top', false]);
  const styles = book.sheets()[0]?.styles({ row: 0, column: 0, rowCount: 2, columnCount: 2 });
  expect([styles?.[0]?.[0]?.borderTop, styles?.[0]?.[0]?.borderBottom, styles?.[1]?.[1]?.borderRight]).toEqual(
    [{ line: 'dashed', color: '#ff0000' }, null, { line: 'dashed', color: '#ff0000' }]);
});

test('writes far apart reach the sheet in the order of the calls', async () => {
  const { run } = bench.open();
  expect(await run(`
    sheet.getRange('A1').setValue(1); sheet.getRange('A1:A2').clearContent(); sheet.getRange('A2').setValue(2).copyTo(sheet.getRange('A3')); sheet.getRange('A2').setValue(9);
    return sheet.getRange('A1:A3').getValues();`)).toEqual([[''], [9], [2]]);
});
