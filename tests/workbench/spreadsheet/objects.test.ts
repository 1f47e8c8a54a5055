/** Contract of the objects around the cells: PLATFORM-FACTS 8.5. */
import fc from 'fast-check';
import { shiftIndex, shiftRect, type Shift } from '../../../scripts/workbench/services/spreadsheet/structure-shift';
import { ScriptBench } from './script-bench';

const bench = new ScriptBench();
afterAll(() => bench.close());

/** Marks rows 2–5 and columns B, C with metadata and fills a small table. */
const marked = `
  sheet.getRange('A1:C5').setValues([['name', 'n', 'x'], ['d', 4, 1], ['a', 1, 2], ['c', 3, 3], ['b', 2, 4]]);
  for (const row of [2, 3, 4, 5]) sheet.getRange(row + ':' + row).addDeveloperMetadata('row', sheet.getRange(row, 1).getValue());
  sheet.getRange('B:B').addDeveloperMetadata('column', 'n'); sheet.getRange('C:C').addDeveloperMetadata('column', 'x', SpreadsheetApp.DeveloperMetadataVisibility.PROJECT);
  const rows = () => sheet.createDeveloperMetadataFinder().withKey('row').find().map((m) => m.getValue() + m.getLocation().getRow().getRow()).sort().join(' ');
  const columns = () => ss.createDeveloperMetadataFinder().withKey('column').find().map((m) => m.getValue() + m.getLocation().getColumn().getColumn()).join(' ');
`;

describe('developer metadata', () => {
  test.each([
    ['sheet.insertRowBefore(3)', 'a4 b6 c5 d2', 'n2 x3'],
    ['sheet.deleteRow(3)', 'b4 c3 d2', 'n2 x3'],
    ['sheet.insertColumnAfter(1)', 'a3 b5 c4 d2', 'n3 x4'],
    ['sheet.deleteColumn(2)', 'a3 b5 c4 d2', 'x2'],
    ["sheet.moveRows(sheet.getRange('5:5'), 2)", 'a4 b2 c5 d3', 'n2 x3'],
    ["sheet.moveRows(sheet.getRange('2:3'), 6)", 'a5 b3 c2 d4', 'n2 x3'],
    ["sheet.moveColumns(sheet.getRange('C:C'), 1)", 'a3 b5 c4 d2', 'n3 x1'],
    ["sheet.getRange('A2:C5').sort(1)", 'a2 b3 c4 d5', 'n2 x3'],
    ["sheet.getRange('A2:C5').sort([{ column: 2, ascending: false }])", 'a5 b4 c3 d2', 'n2 x3'],
    ['sheet.setFrozenRows(1); sheet.sort(1)', 'a2 b3 c4 d5', 'n2 x3'],
  ])('follows its row and column through %s', async (change, rows, columns) => {
    const { run } = bench.open();
    expect(await run(`${marked} ${change}; SpreadsheetApp.flush(); return [rows(), columns()];`)).toEqual([rows, columns]);
  });

  test('is refused on arbitrary ranges with the platform text', async () => {
    const { error } = bench.open();
    expect(await error(`sheet.getRange('A1:B2').addDeveloperMetadata('k', 'v');`)).toBe(
      'Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be added to the top-level spreadsheet, an individual sheet, or an entire row or column.');
  });

  test('lives on the spreadsheet and the sheet too, is found by location, changed, moved and removed', async () => {
    const { run } = bench.open();
    expect(await run(`
      ss.addDeveloperMetadata('k', 'book'); sheet.addDeveloperMetadata('k', 'sheet'); sheet.addDeveloperMetadata('bare');
      sheet.getRange('2:2').addDeveloperMetadata('k', 'row');
      const T = SpreadsheetApp.DeveloperMetadataLocationType;
      const found = (f) => f.find().map((m) => m.getValue()).join(' ');
      const all = found(ss.createDeveloperMetadataFinder().withKey('k'));
      const types = [T.SPREADSHEET, T.SHEET, T.ROW, T.COLUMN].map((t) => found(ss.createDeveloperMetadataFinder().withKey('k').withLocationType(t)));
      const inRange = found(sheet.getRange('A1:B3').createDeveloperMetadataFinder().onIntersectingLocations().withLocationType(T.ROW));
      const bare = sheet.getDeveloperMetadata()[1];
      const row = sheet.getRange('2:2').getDeveloperMetadata()[0];
      row.setValue('moved').moveToSheet(sheet);
      const after = [row.getLocation().getLocationType().toString(), sheet.getRange('2:2').getDeveloperMetadata().length];
      row.remove();
      return [all, types, inRange, bare.getValue(), bare.getVisibility().toString(), after, ss.createDeveloperMetadataFinder().withKey('k').find().length];`)).toEqual(
      ['book sheet row', ['book', 'sheet', 'row', ''], 'row', null, 'DOCUMENT', ['SHEET', 0], 2]);
  });

  test('of visibility PROJECT is hidden from other projects', async () => {
    const first = bench.open();
    await first.run(`ss.addDeveloperMetadata('k', 'own', SpreadsheetApp.DeveloperMetadataVisibility.PROJECT); ss.addDeveloperMetadata('k', 'shared');`);
    const other = bench.workbench.install([{ path: 'Code.js', source: `function main() { return SpreadsheetApp.getActiveSpreadsheet().getDeveloperMetadata().map((m) => m.getValue()); }` }], { bookId: first.book.id });
    expect((await bench.workbench.run('main', [], { projectId: other.id, bookId: first.book.id })).result).toEqual(['shared']);
  });

  test('survives a snapshot and a copy of the book, and each then follows its own sheet', async () => {
    const { run, book } = bench.open();
    await run(`${marked} SpreadsheetApp.flush();`);
    const loaded = bench.workbench.engine.createBook({ snapshot: book.snapshot(), id: 'loaded-again' });
    const copied = bench.workbench.copyBook(book.id, 'Copy').book;
    loaded.sheets()[0]?.insertRows(0, 1);
    const source = `function main() { return SpreadsheetApp.getActive().createDeveloperMetadataFinder().withKey('row').find().map((m) => m.getValue() + m.getLocation().getRow().getRow()).sort().join(' '); }`;
    const rows = async (bookId: string): Promise<unknown> => {
      const reader = bench.workbench.install([{ path: 'Code.js', source }], { bookId });
      return (await bench.workbench.run('main', [], { projectId: reader.id, bookId })).result;
    };
    expect([await rows(loaded.id), await rows(copied.id), await rows(book.id)]).toEqual(['a4 b6 c5 d3', 'a3 b5 c4 d2', 'a3 b5 c4 d2']);
  });

  test('indices follow insertions, deletions and moves as the marked cells themselves do', () => {
    const shift = fc.oneof(
      fc.record({ kind: fc.constantFrom('insert' as const, 'delete' as const), index: fc.nat(19), count: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ kind: fc.constant('move' as const), index: fc.nat(14), count: fc.integer({ min: 1, max: 5 }), target: fc.nat(19) })
        .filter((move) => move.target <= move.index || move.target >= move.index + move.count),
    );
    fc.assert(fc.property(fc.array(shift, { maxLength: 5 }), fc.nat(19), (shifts, tracked) => {
      let model: number[] = Array.from({ length: 20 }, (_, index) => index);
      let place: number | null = tracked;
      for (const change of shifts) {
        const step = { ...change, axis: 'rows' as const } as Shift;
        if ('target' in change) {
          const { index: from, count, target } = change;
          // A move beyond the end of the shortened model says nothing.
          if (from + count > model.length || target > model.length) return;
          const stays = (_: number, index: number): boolean => index < from || index >= from + count;
          const moved = model.slice(from, from + count);
          model = [...model.filter((value, index) => index < target && stays(value, index)), ...moved, ...model.filter((value, index) => index >= target && stays(value, index))];
        } else if (change.kind === 'insert') model.splice(change.index, 0, ...new Array<number>(change.count).fill(-1));
        else model.splice(change.index, change.count);
        if (place !== null) place = shiftIndex(place, step);
      }
      const found = model.indexOf(tracked);
      expect(place).toBe(found < 0 ? null : found);
    }));
    expect(shiftRect({ row: 2, column: 0, rowCount: 3, columnCount: 1 }, { kind: 'insert', axis: 'rows', index: 3, count: 2 })?.rowCount).toBe(5);
    expect(shiftRect({ row: 2, column: 0, rowCount: 3, columnCount: 1 }, { kind: 'delete', axis: 'rows', index: 0, count: 9 })).toBeNull();
  });
});

describe('data validation', () => {
  test('a rule that rejects makes script writes throw, one that warns does not', async () => {
    const { run, error } = bench.open();
    const text = 'The data you entered in cell B2 violates the data validation rules set on this cell.';
    await run(`sheet.getRange('B1:B3').setDataValidation(SpreadsheetApp.newDataValidation().requireValueInList(['a', 'b']).setAllowInvalid(false).setHelpText('a or b').build());`);
    expect(await error(`sheet.getRange('A2:B2').setValues([['z', 'z']]); SpreadsheetApp.flush();`)).toBe(text);
    expect(await error(`sheet.getRange('B2').setValue('z');`)).toBe(text);
    expect(await run(`sheet.getRange('B1:B3').setValues([['a'], ['b'], ['']]); return sheet.getRange('B1').getValue();`)).toBe('a');
    await run(`sheet.getRange('B1:B3').setDataValidation(sheet.getRange('B1').getDataValidation().copy().setAllowInvalid(true).build()); sheet.getRange('B2').setValue('z');`);
  });

  test.each([
    ['requireNumberBetween(1, 5)', '3', '7'],
    ['requireNumberGreaterThan(10)', '11', '10'],
    ['requireNumberNotEqualTo(4)', '5', '4'],
    ['requireDate()', 'new Date()', "'word'"],
    ['requireDateAfter(new Date(2024, 0, 5))', 'new Date(2024, 0, 6)', 'new Date(2024, 0, 4)'],
    ['requireTextContains("ell")', "'Hello'", "'word'"],
    ['requireTextIsEmail()', "'a@b.co'", "'a at b'"],
    ['requireTextIsUrl()', "'https://a.co'", "'word'"],
    ['requireValueInRange(sheet.getRange("D1:D2"))', "'one'", "'three'"],
    ['requireCheckbox()', 'true', "'maybe'"],
  ])('%s admits and rejects', async (rule, good, bad) => {
    const { run, error } = bench.open();
    await run(`sheet.getRange('D1:D2').setValues([['one'], ['two']]);
      sheet.getRange('A1').setDataValidation(SpreadsheetApp.newDataValidation().${rule}.setAllowInvalid(false).build()); SpreadsheetApp.flush();
      sheet.getRange('A1').setValue(${good});`);
    expect(await error(`sheet.getRange('A1').setValue(${bad});`)).toContain('violates the data validation rules');
  });

  test('a text in place of a date is refused with the signature text (PLATFORM-FACTS 8.5)', async () => {
    expect(await bench.open().error(`SpreadsheetApp.newDataValidation().requireDateAfter('2024-01-05');`)).toBe(
      "The parameters (String) don't match the method signature for SpreadsheetApp.DataValidationBuilder.requireDateAfter.");
  });

  test('rules read back as written, also in two dimensions', async () => {
    const { run } = bench.open();
    expect(await run(`
      const list = SpreadsheetApp.newDataValidation().requireValueInList(['a', 'b'], false).setHelpText('h').build();
      const date = SpreadsheetApp.newDataValidation().requireDateAfter(new Date(Date.UTC(2024, 0, 5))).build();
      sheet.getRange('A1:B2').setDataValidations([[list, null], [list, date]]);
      const rules = sheet.getRange('A1:B2').getDataValidations();
      const read = (rule) => rule && [rule.getCriteriaType().toString(), rule.getCriteriaValues(), rule.getAllowInvalid(), rule.getHelpText()];
      return rules.map((row) => row.map(read));`)).toEqual([
      [['VALUE_IN_LIST', [['a', 'b'], false], true, 'h'], null],
      [['VALUE_IN_LIST', [['a', 'b'], false], true, 'h'], ['DATE_AFTER', [new Date(Date.UTC(2024, 0, 5))], true, '']],
    ]);
  });

  test('checkboxes are written unchecked, checked, and mixed ranges answer null', async () => {
    const { run } = bench.open();
    expect(await run(`
      const range = sheet.getRange('A1:A3').insertCheckboxes();
      const first = [range.getValues(), range.isChecked(), sheet.getLastRow()];
      sheet.getRange('A1').check();
      const mixed = range.isChecked();
      range.check();
      sheet.getRange('B1').insertCheckboxes('yes', 'no').check();
      return [first, mixed, range.isChecked(), sheet.getRange('B1').getValue(), sheet.getRange('C1').isChecked()];`)).toEqual(
      [[[[false], [false], [false]], false, 3], null, true, 'yes', null]);
  });
});

describe('conditional formats, filters, bandings, names, charts, groups', () => {
  test('setConditionalFormatRules replaces all rules and they read back; a rule about another sheet is refused', async () => {
    const { run, error } = bench.open();
    expect(await run(`
      const boolean = SpreadsheetApp.newConditionalFormatRule().whenFormulaSatisfied('=$A1>5').setBackground('#FF0000').setBold(true).setRanges([sheet.getRange('A1:B9')]).build();
      const gradient = SpreadsheetApp.newConditionalFormatRule().setGradientMinpoint('white').setGradientMaxpointWithValue('#00ff00', SpreadsheetApp.InterpolationType.NUMBER, '9').setRanges([sheet.getRange('C1:C9')]).build();
      sheet.setConditionalFormatRules([boolean]);
      sheet.setConditionalFormatRules(sheet.getConditionalFormatRules().concat([gradient]));
      const rules = sheet.getConditionalFormatRules();
      const condition = rules[0].getBooleanCondition(); const scale = rules[1].getGradientCondition();
      return [rules.length, condition.getCriteriaType().toString(), condition.getCriteriaValues(), condition.getBackground(), condition.getBold(), rules[0].getRanges()[0].getA1Notation(),
        rules[1].getBooleanCondition(), scale.getMinColor(), scale.getMinType(), scale.getMaxType().toString(), scale.getMaxValue()];`)).toEqual(
      [2, 'CUSTOM_FORMULA', ['=$A1>5'], '#ff0000', true, 'A1:B9', null, '#ffffff', null, 'NUMBER', '9']);
    expect(await error(`
      ss.insertSheet('Other');
      sheet.setConditionalFormatRules([SpreadsheetApp.newConditionalFormatRule().whenFormulaSatisfied('=Other!A1>5').setBackground('red').setRanges([sheet.getRange('A1')]).build()]);`)).toBe(
      'Conditional format rule cannot reference a different sheet.');
  });

  test('a conditional format by a custom formula colours the matching cells', async () => {
    const { run, book } = bench.open();
    await run(`
      sheet.getRange('A1:A2').setValues([[9], [1]]);
      sheet.setConditionalFormatRules([SpreadsheetApp.newConditionalFormatRule().whenNumberGreaterThan(5).setBackground('#ff0000').setRanges([sheet.getRange('A1:A2')]).build()]);`);
    const grid = book.sheets()[0];
    expect([grid?.effectiveStyle(0, 0).background, grid?.effectiveStyle(1, 0).background]).toEqual(['#ff0000', null]);
  });

  test('a sheet has one filter: it hides rows, keeps them readable, and a second one throws', async () => {
    const { run, error } = bench.open();
    expect(await run(`
      sheet.getRange('A1:B4').setValues([['k', 'v'], ['a', 1], ['b', 2], ['a', 3]]);
      const filter = sheet.getRange('A1:B4').createFilter();
      filter.setColumnFilterCriteria(1, SpreadsheetApp.newFilterCriteria().setHiddenValues(['b']).build());
      const hidden = [2, 3, 4].map((row) => sheet.isRowHiddenByFilter(row));
      const values = sheet.getRange('A1:A4').getValues().length;
      const criteria = filter.getColumnFilterCriteria(1).getHiddenValues();
      filter.removeColumnFilterCriteria(1);
      filter.setColumnFilterCriteria(2, SpreadsheetApp.newFilterCriteria().whenNumberGreaterThan(1).build());
      return [hidden, values, criteria, [2, 3, 4].map((row) => sheet.isRowHiddenByFilter(row)), sheet.getFilter().getRange().getA1Notation(), filter.getColumnFilterCriteria(2).getCriteriaType().toString()];`)).toEqual(
      [[false, true, false], 4, ['b'], [true, false, false], 'A1:B4', 'NUMBER_GREATER_THAN']);
    expect(await error(`sheet.getRange('D1:D2').createFilter();`)).toBe("You can't create a filter in a sheet that already has a filter.");
    expect(await run(`sheet.getFilter().remove(); return sheet.getFilter();`)).toBeNull();
  });

  test('bandings, named ranges, charts and groups are kept with the sheet', async () => {
    const { run, error } = bench.open();
    expect(await run(`
      const banding = sheet.getRange('A1:C9').applyRowBanding(SpreadsheetApp.BandingTheme.CYAN);
      ss.setNamedRange('Sales', sheet.getRange('A1:A3')); ss.setNamedRange('Sales', sheet.getRange('B1:B3'));
      const chart = sheet.newChart().asColumnChart().addRange(sheet.getRange('A1:B9')).setTitle('T').setPosition(2, 3, 0, 0).build();
      sheet.insertChart(chart);
      const placed = sheet.getCharts()[0];
      sheet.updateChart(placed.modify().setOption('title', 'U').build());
      sheet.getRange('3:5').shiftRowGroupDepth(1);
      sheet.getRowGroup(3, 1).collapse();
      return [banding.getHeaderRowColor(), ss.getNamedRanges().map((n) => n.getName() + n.getRange().getA1Notation()), sheet.getCharts().length, sheet.getCharts()[0].getOptions().get('title'),
        sheet.getCharts()[0].getContainerInfo().getAnchorColumn(), sheet.getRowGroupDepth(4), sheet.isRowHiddenByUser(4)];`)).toEqual(
      ['#4dd0e1', ['SalesB1:B3'], 1, 'U', 3, 1, true]);
    expect(await error(`ss.removeNamedRange('None');`)).toContain('None');
    expect(await error(`sheet.getRange('A1:B2').applyRowBanding();`)).toContain('alternating background colors');
    expect(await error(`sheet.getBandings()[0].setSecondRowColor(null);`)).toBe('Second row color should not be null');
  });

  test('names follow inserted rows', async () => {
    const { run } = bench.open();
    expect(await run(`ss.setNamedRange('Sales', sheet.getRange('B2:B3')); sheet.insertRowsBefore(1, 2); return ss.getRangeByName('Sales').getA1Notation();`)).toBe('B4:B5');
  });
});

describe('copies, rich text, text finder, sheets', () => {
  test('copyTo moves relative references, pastes values, formats and transposed', async () => {
    const { run } = bench.open();
    expect(await run(`
      sheet.getRange('A1:B2').setValues([[1, 2], ['=A1+1', '=$B$1*10']]).setBackgrounds([['red', 'blue'], ['lime', 'white']]);
      sheet.getRange('A1:B2').copyTo(sheet.getRange('D1'));
      sheet.getRange('A1:B2').copyTo(sheet.getRange('A5'), { contentsOnly: true });
      sheet.getRange('A1:B1').copyTo(sheet.getRange('G1'), SpreadsheetApp.CopyPasteType.PASTE_VALUES, true);
      sheet.getRange('A1:B1').copyTo(sheet.getRange('A8'), { formatOnly: true });
      sheet.getRange('A1').copyTo(sheet.getRange('A10:B11'));
      return [sheet.getRange('D1:E2').getFormulas(), sheet.getRange('D1:E2').getValues(), sheet.getRange('A5:B6').getFormulas(), sheet.getRange('A5:B6').getValues(),
        sheet.getRange('G1:G2').getValues(), sheet.getRange('A8:B8').getBackgrounds(), sheet.getRange('A8').getValue(), sheet.getRange('A10:B11').getValues(), sheet.getRange('D1').getBackground()];`)).toEqual([
      [['', ''], ['=D1+1', '=$B$1*10']], [[1, 2], [2, 20]], [['', ''], ['', '']], [[1, 2], [2, 20]], [[1], [2]], [['#ff0000', '#0000ff']], '', [[1, 1], [1, 1]], '#ff0000']);
  });

  test('rich text keeps links and styles of its parts', async () => {
    const { run } = bench.open();
    expect(await run(`
      const bold = SpreadsheetApp.newTextStyle().setBold(true).build();
      const text = SpreadsheetApp.newRichTextValue().setText('see the site').setLinkUrl(8, 12, 'https://example.com/').setTextStyle(0, 3, bold).build();
      sheet.getRange('A1').setRichTextValue(text);
      sheet.getRange('A2').setRichTextValue(SpreadsheetApp.newRichTextValue().setText('all').setLinkUrl('https://example.org/').build());
      sheet.getRange('A3').setValue(5);
      const read = sheet.getRange('A1').getRichTextValue();
      return [read.getText(), read.getLinkUrl(), read.getRuns().map((run) => [run.getText(), run.getLinkUrl(), run.getTextStyle().isBold()]), read.getTextStyle().isBold(),
        sheet.getRange('A2').getRichTextValue().getLinkUrl(), sheet.getRange('A3').getRichTextValue(), sheet.getRange('A1').getValue()];`)).toEqual([
      'see the site', null, [['see', null, true], [' the ', null, false], ['site', 'https://example.com/', false]], null, 'https://example.org/', null, 'see the site']);
  });

  test('the text finder finds in shown texts and formulas and replaces', async () => {
    const { run } = bench.open();
    expect(await run(`
      sheet.getRange('A1:B3').setValues([['Apple', 'apple pie'], ['pear', '=CONCAT("ap","ple")'], ['APPLE', 5]]);
      const found = (finder) => finder.findAll().map((range) => range.getA1Notation()).join(' ');
      const all = found(sheet.createTextFinder('apple'));
      const strict = found(sheet.createTextFinder('apple').matchCase(true));
      const entire = found(sheet.createTextFinder('apple').matchEntireCell(true));
      const pattern = found(ss.createTextFinder('^p.+r$').useRegularExpression(true));
      const formula = found(sheet.createTextFinder('concat').matchFormulaText(true));
      const finder = sheet.createTextFinder('apple');
      const steps = [finder.findNext().getA1Notation(), finder.findNext().getA1Notation(), finder.getCurrentMatch().getA1Notation(), finder.findPrevious().getA1Notation()];
      const count = sheet.getRange('A1:B1').createTextFinder('apple').replaceAllWith('plum');
      return [all, strict, entire, pattern, formula, steps, count, sheet.getRange('A1:B1').getValues()];`)).toEqual([
      'A1 B1 B2 A3', 'B1 B2', 'A1 B2 A3', 'A2', 'B2', ['A1', 'B1', 'B1', 'A1'], 2, [['plum', 'plum pie']]]);
  });

  test('sheets are inserted after the active one and activated, duplicated, moved, renamed, deleted', async () => {
    const { run } = bench.open();
    expect(await run(`
      const second = ss.insertSheet('Second');
      const names = () => ss.getSheets().map((s) => s.getName()).join(' ');
      const steps = [ss.getActiveSheet().getName(), names()];
      second.getRange('A1').setValue('x');
      const copy = ss.duplicateActiveSheet();
      steps.push(copy.getName(), copy.getRange('A1').getValue());
      ss.moveActiveSheet(1); steps.push(names());
      ss.deleteSheet(second); steps.push(names(), ss.getSheetById(copy.getSheetId()).getIndex());
      copy.setName('Renamed'); sheet.hideSheet();
      steps.push(names(), sheet.isSheetHidden(), ss.insertSheet().getName());
      return steps;`)).toEqual([
      'Second', 'Sheet1 Second', 'Copy of Second', 'x', 'Copy of Second Sheet1 Second', 'Copy of Second Sheet1', 1, 'Renamed Sheet1', true, 'Sheet3']);
  });

  test('formats read back as set, colours as lower-case hex, unknown colours change nothing', async () => {
    const { run } = bench.open();
    expect(await run(`
      const range = sheet.getRange('A1:B1');
      range.setFontWeight('bold').setFontStyles([['italic', 'normal']]).setFontLine('underline').setFontSize(14).setHorizontalAlignment('center')
        .setWrapStrategy(SpreadsheetApp.WrapStrategy.CLIP).setNumberFormat('0.00').setBackground('RED').setFontColors([['#ABC', null]]);
      sheet.getRange('A1').setBackground('no colour at all');
      return [range.getFontWeights(), range.getFontStyles(), range.getFontLine(), range.getFontSize(), range.getHorizontalAlignment(), range.getWrapStrategy().toString(),
        range.getNumberFormat(), range.getBackgrounds(), sheet.getRange('A1').getFontColorObject().asRgbColor().asHexString(), sheet.getRange('C1').getNumberFormat()];`)).toEqual([
      [['bold', 'bold']], [['italic', 'normal']], 'underline', 14, 'center', 'CLIP', '0.00', [['#ff0000', '#ff0000']], '#aabbcc', '0.###############']);
  });

  test('merges, sizes, hidden and frozen rows and columns read back', async () => {
    const { run, error } = bench.open();
    expect(await run(`
      sheet.getRange('A1:B2').merge(); sheet.setFrozenRows(2); sheet.setFrozenColumns(1); sheet.setColumnWidth(3, 150); sheet.setRowHeight(4, 40);
      sheet.hideRows(6, 2); sheet.hideColumns(5); sheet.setTabColor('green');
      return [sheet.getRange('A1').getMergedRanges()[0].getA1Notation(), sheet.getRange('C1').isPartOfMerge(), sheet.getFrozenRows(), sheet.getFrozenColumns(), sheet.getColumnWidth(3),
        sheet.getColumnWidth(4), sheet.getRowHeight(4), sheet.isRowHiddenByUser(7), sheet.isRowHiddenByUser(8), sheet.isColumnHiddenByUser(5), sheet.getTabColor()];`)).toEqual(
      ['A1:B2', false, 2, 1, 150, 100, 40, true, false, true, '#008000']);
    expect(await error('sheet.deleteRows(1, 100)')).toContain('delete all the rows');
  });
});
