/** Contract of the document and its window: users, protections, selection, menus, dialogs, custom functions: PLATFORM-FACTS 1.2, 2.5, 4.2, 8.5. */
import type { ExecutionRecord, Menu, Question } from '../../../scripts/workbench/node';
import { colleague, owner, ScriptBench } from './script-bench';

const bench = new ScriptBench();
afterAll(() => bench.close());

const refused = 'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.';

describe('protections and two users (PLATFORM-FACTS 8.5)', () => {
  test('a protected range refuses who is not an editor of it, and only there', async () => {
    const { run, error } = bench.open();
    await run(`sheet.getRange('A1:B2').protect().removeEditor('${colleague}').setDescription('mine');`);
    expect(await error(`sheet.getRange('B2:C3').setValue(1); SpreadsheetApp.flush();`, { user: colleague })).toBe(refused);
    expect(await run(`sheet.getRange('C3').setValue(1); return [sheet.getRange('B2:C3').canEdit(), sheet.getRange('C3').canEdit()];`, { user: colleague })).toEqual([false, true]);
    expect(await run(`sheet.getRange('A1').setValue(2); return [sheet.getRange('A1').getValue(), sheet.getRange('A1').canEdit()];`, { user: owner })).toEqual([2, true]);
  });

  test('a new protection lets the editors edit, a warning-only one everybody', async () => {
    const { run } = bench.open();
    expect(await run(`
      const protection = sheet.getRange('A1').protect();
      const editors = protection.getEditors().map((user) => user.getEmail());
      protection.removeEditors(editors); protection.setWarningOnly(true);
      return [editors, protection.isWarningOnly(), sheet.getProtections(SpreadsheetApp.ProtectionType.RANGE).length, ss.getProtections(SpreadsheetApp.ProtectionType.SHEET).length];`)).toEqual(
      [[colleague], true, 1, 0]);
    expect(await run(`sheet.getRange('A1').setValue('warned'); return sheet.getRange('A1').getValue();`, { user: colleague })).toBe('warned');
  });

  test('a protected sheet leaves its unprotected ranges open, which move with inserted rows', async () => {
    const { run, error } = bench.open();
    await run(`sheet.protect().setUnprotectedRanges([sheet.getRange('B2:B3')]).removeEditor('${colleague}'); sheet.insertRowBefore(1);`);
    await run(`sheet.getRange('B3:B4').setValue('ok');`, { user: colleague });
    for (const body of [`sheet.getRange('B2').setValue('no');`, `sheet.getRange('B3:C3').setValue('no');`, 'sheet.insertRowBefore(1);', 'sheet.deleteRow(9);', `sheet.appendRow([1]);`]) {
      expect(await error(body, { user: colleague })).toBe(refused);
    }
    expect(await error(`sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET)[0].remove();`, { user: colleague })).toBe(refused);
    await run(`sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET)[0].remove();`);
    await run(`sheet.getRange('A1').setValue('free');`, { user: colleague });
    expect(await error(`sheet.getRange('A1').protect().setUnprotectedRanges([sheet.getRange('A1')]);`)).toContain('sheet protections');
  });

  test('sharing decides who may open and edit', async () => {
    const { run, error, book } = bench.open();
    expect(await run(`return [ss.getOwner().getEmail(), ss.getEditors().map((user) => user.getEmail())];`)).toEqual([owner, [owner, colleague]]);
    await run(`ss.removeEditor('${colleague}').addViewer('${colleague}');`);
    expect(await run(`return ss.getViewers().map((user) => user.getEmail());`)).toEqual([colleague]);
    expect(await error(`sheet.getRange('A1').setValue(1);`, { user: colleague })).toBe(refused);
    await run(`ss.removeViewer('${colleague}');`);
    expect(await error(`SpreadsheetApp.openById('${book.id}');`, { user: colleague })).toBe('You do not have permission to access the requested document.');
  });
});

describe('documents', () => {
  test('create, openById, openByUrl, rename, locale, zone and copy', async () => {
    const { run, error } = bench.open();
    expect(await run(`
      const made = SpreadsheetApp.create('Made', 5, 3);
      made.getSheets()[0].getRange('A1').setValue('x');
      made.setSpreadsheetLocale('ru'); made.setSpreadsheetTimeZone('Asia/Vladivostok'); made.rename('Renamed');
      const again = SpreadsheetApp.openByUrl(made.getUrl());
      const copy = SpreadsheetApp.openById(made.getId()).copy('Copied');
      return [again.getName(), again.getSpreadsheetLocale(), again.getSpreadsheetTimeZone(), again.getSheets()[0].getMaxColumns(), copy.getName(), copy.getId() !== made.getId(), copy.getSheets()[0].getRange('A1').getValue(),
        made.getSheets()[0].copyTo(ss).getName(), ss.getNumSheets()];`)).toEqual(
      ['Renamed', 'ru_RU', 'Asia/Vladivostok', 3, 'Copied', true, 'x', 'Copy of Sheet1', 2]);
    expect(await error(`SpreadsheetApp.openById('nothing');`)).toBe("Document nothing is missing (perhaps it was deleted, or you don't have read access?)");
    expect(await error(`ss.setSpreadsheetTimeZone('Mars/Base');`)).toBe('Invalid argument: Mars/Base');
  });

  test('what is selected in the window is active for scripts, and scripts change it', async () => {
    const { run, book } = bench.open();
    await bench.workbench.openBook(book.id);
    const first = book.sheets()[0];
    bench.workbench.select(first?.id ?? 0, ['B2:C3', 'D4']);
    expect(await run(`
      const before = [ss.getActiveRange().getA1Notation(), SpreadsheetApp.getActiveRangeList().getRanges().map((r) => r.getA1Notation()), ss.getCurrentCell().getA1Notation()];
      sheet.getRange('A5:B6').activate(); sheet.getRange('B6').activateAsCurrentCell();
      const after = [ss.getActiveRange().getA1Notation(), ss.getCurrentCell().getA1Notation(), ss.getSelection().getActiveRange().getA1Notation()];
      ss.insertSheet('New');
      return [before, after, SpreadsheetApp.getActiveSheet().getName(), SpreadsheetApp.getActiveRange().getA1Notation()];`)).toEqual(
      [['D4', ['B2:C3', 'D4'], 'D4'], ['A5:B6', 'B6', 'A5:B6'], 'New', 'A1']);
    bench.workbench.closeBook();
  });

  test('without a document nothing is active, and there is no user interface', async () => {
    const { run, error } = bench.open();
    expect(await error(`SpreadsheetApp.getUi();`, { kind: 'trigger' })).toBe('Cannot call SpreadsheetApp.getUi() from this context.');
    expect(await run(`return 1;`).catch(() => 0)).toBe(1);
    const alone = bench.workbench.install([
      { path: 'appsscript.json', source: JSON.stringify({ oauthScopes: ['https://www.googleapis.com/auth/spreadsheets'] }) },
      { path: 'Code.js', source: 'function main() { return [SpreadsheetApp.getActiveSpreadsheet(), SpreadsheetApp.getActiveSheet(), SpreadsheetApp.getActiveRange()]; }' },
    ]);
    expect((await bench.workbench.run('main', [], { projectId: alone.id, bookId: null })).result).toEqual([null, null, null]);
  });
});

describe('Ui (PLATFORM-FACTS 4.2)', () => {
  test('menus, questions, sidebars, dialogs and toasts reach the window', async () => {
    const { run, book } = bench.open();
    await bench.workbench.openBook(book.id);
    const questions: Question[] = [];
    const toasts: unknown[] = [];
    let menus: readonly Menu[] = [];
    bench.workbench.events.respond = (question) => {
      questions.push(question);
      return question.kind === 'prompt' ? { button: 'OK', text: 'Anna' } : { button: 'YES', text: '' };
    };
    bench.workbench.events.toast = ({ message, title, timeoutSeconds }) => toasts.push([message, title, timeoutSeconds]);
    bench.workbench.events.menusChanged = (shown) => { menus = shown; };
    expect(await run(`
      const ui = SpreadsheetApp.getUi();
      ui.createMenu('Clients').addItem('Start', 'start').addSeparator().addSubMenu(ui.createMenu('More').addItem('Help', 'help')).addToUi();
      ui.createAddonMenu().addItem('About', 'about').addToUi();
      const prompt = ui.prompt('Name', 'Who?', ui.ButtonSet.OK_CANCEL);
      const answer = ui.alert('Sure?', ui.ButtonSet.YES_NO);
      ss.toast('Done', 'Title'); ss.toast('Stay', '', -1);
      ui.showSidebar(HtmlService.createHtmlOutput('<p>side</p>').setTitle('Side').setWidth(700));
      ui.showModalDialog(HtmlService.createHtmlOutput('<p>modal</p>').setWidth(400).setHeight(200), 'Modal');
      return [prompt.getResponseText(), prompt.getSelectedButton() === ui.Button.OK, answer === ui.Button.YES, String(answer)];`)).toEqual(['Anna', true, true, 'YES']);
    expect(questions).toEqual([
      { kind: 'prompt', title: 'Name', prompt: 'Who?', buttons: 'OK_CANCEL' }, { kind: 'alert', title: '', prompt: 'Sure?', buttons: 'YES_NO' },
    ]);
    expect(toasts).toEqual([['Done', 'Title', 5], ['Stay', '', -1]]);
    expect(menus.map((menu) => [menu.caption, menu.addon])).toContainEqual(['Clients', false]);
    expect(menus.find((menu) => menu.caption === 'Clients')?.entries).toEqual([
      { caption: 'Start', functionName: 'start', items: [] }, 'separator',
      { caption: 'More', functionName: null, items: [{ caption: 'Help', functionName: 'help', items: [] }] },
    ]);
    expect(bench.workbench.pages.map((page) => [page.place, page.title, page.widthPx])).toEqual(expect.arrayContaining([['modal', 'Modal', 400]]));
    bench.workbench.closeBook();
  });
});

describe('documents and people', () => {
  test('a copy made by a person belongs to him and is shared with nobody', async () => {
    const { book, run } = bench.open();
    await run(`ss.addEditor('${colleague}');`);
    const copy = bench.workbench.copyBook(book.id, 'Copy', colleague);
    const project = bench.workbench.install([{ path: 'Code.js', source: `function main() {
      const copied = SpreadsheetApp.openById('${copy.book.id}');
      return [copied.getOwner().getEmail(), copied.getEditors().map((user) => user.getEmail())]; }` }]);
    const call = (user: string): Promise<ExecutionRecord> => bench.workbench.run('main', [], { projectId: project.id, bookId: null, user });
    expect((await call(colleague)).result).toEqual([colleague, [colleague]]);
    expect((await call(owner)).error?.message).toBe('You do not have permission to access the requested document.');
  });

  test('metadata of a row follows rows a person inserts before any script has run', async () => {
    const { book, run } = bench.open();
    await run("sheet.getRange('3:3').addDeveloperMetadata('mark', 'x');");
    const other = new ScriptBench();
    try {
      other.workbench.restore(bench.workbench.snapshot());
      other.workbench.engine.book(book.id)?.sheets()[0]?.insertRows(0, 2);
      const project = other.workbench.install([{ path: 'Code.js', source: `function main() {
        return SpreadsheetApp.openById('${book.id}').getSheets()[0].createDeveloperMetadataFinder().withKey('mark').find()[0].getLocation().getRow().getRow(); }` }]);
      expect((await other.workbench.run('main', [], { projectId: project.id, bookId: null })).result).toBe(5);
    } finally {
      await other.close();
    }
  });
});

test('a selection runs onSelectionChange where a script declares it; while two are on their way further ones are dropped', async () => {
  const { book } = bench.open();
  bench.workbench.install([{ path: 'Code.js', source: 'function onSelectionChange(e) { return [String(e.authMode), e.range.getA1Notation(), e.source.getId(), Session.getActiveUser().getEmail()]; } function after() {}' }], { bookId: book.id });
  await bench.workbench.openBook(book.id);
  const results: unknown[] = [];
  const both = new Promise<void>((resolve) => {
    bench.workbench.events.executionEnded = ({ functionName, kind, result }) => {
      if (results.push([functionName, kind, result]) === 2) resolve();
    };
  });
  const sheetId = book.sheets()[0]?.id ?? 0;
  for (const cell of ['A1', 'A2', 'A3', 'B4:C5']) bench.workbench.select(sheetId, [cell]);
  await both;
  delete bench.workbench.events.executionEnded;
  await bench.workbench.run('after');
  const seen = ['onSelectionChange', 'simpleTrigger', ['LIMITED', 'B4:C5', book.id, '']];
  expect(results).toEqual([seen, seen]);
  expect(bench.workbench.history.filter(({ functionName }) => functionName === 'onSelectionChange')).toHaveLength(2);
  bench.workbench.closeBook();
});

describe('custom functions (PLATFORM-FACTS 2.5)', () => {
  test('read the document and are refused every write', async () => {
    const { book } = bench.open();
    const source = `
      /** @customfunction */
      function READS() { return SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('A1').getValue() * 2; }
      /** @customfunction */
      function WRITES() { SpreadsheetApp.getActiveSheet().getRange('A2').setValue(1); return 1; }
      /** @customfunction */
      function OPENS() { return SpreadsheetApp.openById('x').getName(); }
      /** @customfunction */
      function ASKS() { SpreadsheetApp.getUi(); return 1; }
      function main() {
        const sheet = SpreadsheetApp.getActiveSheet();
        sheet.getRange('A1').setValue(21);
        SpreadsheetApp.flush();
        sheet.getRange('B1:B4').setFormulas([['=READS()'], ['=WRITES()'], ['=OPENS()'], ['=ASKS()']]);
        return [sheet.getRange('B1:B4').getValues(), sheet.getRange('A2').getValue()];
      }`;
    const project = bench.workbench.install([{ path: 'Code.js', source }], { bookId: book.id });
    const outcome = await bench.workbench.run('main', [], { projectId: project.id, bookId: book.id });
    expect(outcome.result).toEqual([[[42], ['#ERROR!'], ['#ERROR!'], ['#ERROR!']], '']);
    const grid = book.sheets()[0];
    expect(grid?.errorMessage(1, 1)).toContain('You do not have permission to call');
  });
});

test('an unknown member says so', async () => {
  expect(await bench.open().error(`sheet.getSlicers();`)).toContain('not emulated: Sheet.getSlicers');
});
