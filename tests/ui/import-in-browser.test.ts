/** The import dialog in a real browser: what goes to the server and when, from the chosen file to the undo. */
import type { Page } from 'playwright-core';
import { wordsOf } from '../../ui/language/words';
import { checkOrders, chooseOrders, importDialog, importOrders, longImport, stopLongImport, workbook } from './import-scenes';
import { callsOf, release, startStage, type Stage } from './page-browser';
import { previewSample, questionsSample } from './sample-import';

let stage: Stage;
beforeAll(async () => { stage = await startStage(['import']); }, 120_000);
afterAll(async () => { await stage.close(); });

const words = wordsOf('en');
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().click();
const methodsOf = async (page: Page): Promise<string[]> => (await callsOf(page)).map(({ method }) => method);
const argumentsOf = async (page: Page, method: string): Promise<Record<string, unknown>[]> =>
  (await callsOf(page)).filter((call) => call.method === method).map((call) => call.args[0] as Record<string, unknown>);

test('the sheet with orders is found in a workbook, and its dates and amounts keep their types', async () => {
  const page = await stage.show(importDialog('en'));
  await page.setInputFiles('#import-file', { name: 'orders.xlsx', mimeType: '', buffer: workbook() });
  await page.locator('#columns').waitFor();
  expect(await page.getByLabel(words.say('import.sheet')).inputValue()).toBe('1');
  await press(page, words.say('import.check', { count: 2 }));
  await page.locator('#counts').waitFor();
  const [request] = await argumentsOf(page, 'import.preview');
  expect(request).toMatchObject({ rows: [[1, { day: 45356 }, 'Ann', 10.5], [2, { day: 45357 }, 'Bob', 20]], rowNumbers: [2, 3], plan: { kind: 'orders', rowCount: 2 } });
});

test('a windows-1251 file is read with its separator, looked at first and then written in one chunk with the same plan', async () => {
  const russian = wordsOf('ru');
  const page = await stage.show(importDialog('ru'));
  await chooseOrders(page, 'ru');
  expect(await page.getByLabel(russian.say('import.encoding')).inputValue()).toBe('windows-1251');
  expect(await page.getByLabel(russian.say('import.separator')).inputValue()).toBe(';');
  await press(page, russian.say('import.check', { count: 11 }));
  await page.locator('#counts').waitFor();
  expect((await methodsOf(page)).filter((method) => ['import.start', 'import.chunk', 'import.finish'].includes(method))).toEqual([]);
  await press(page, russian.say('import.takeRowsChange', { fresh: 6, changed: 2 }));
  await page.getByText(russian.say('import.rejectedWhat')).waitFor();
  const [start] = await argumentsOf(page, 'import.start');
  expect(start).toMatchObject({ kind: 'orders', rowCount: 11, firstRowNumber: 2, dateOrder: 'dmy', decimalMark: ',', mapping: { order: 0, date: 1, client: 2, email: 3, amount: 4 } });
  expect((await argumentsOf(page, 'import.preview'))[0]?.['plan']).toEqual(start);
  const [chunk] = await argumentsOf(page, 'import.chunk') as { rows: unknown[][]; rowNumbers: number[] }[];
  expect(chunk?.rowNumbers).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(chunk?.rows[0]?.[2]).toBe('Мария Иванова 0');
});

test('a cancelled check comes back to the columns and writes nothing', async () => {
  const page = await stage.show({ ...importDialog('en'), held: ['import.preview'] });
  await chooseOrders(page, 'en');
  await press(page, words.say('import.check', { count: 11 }));
  await press(page, words.say('action.cancel'));
  await page.locator('#columns').waitFor();
  await release(page);
  expect(await page.locator('#columns').count()).toBe(1);
  expect((await methodsOf(page)).filter((method) => method.startsWith('import.'))).toEqual(['import.status', 'import.profile', 'import.preview', 'import.profile']);
});

test('an answer about a client is counted anew before it is written, and goes with the import', async () => {
  const page = await stage.show({ ...importDialog('en'), replies: { 'import.preview': { ...previewSample('en'), questions: questionsSample('en') } } });
  await checkOrders(page, words, 'en');
  const take = words.say('import.takeRowsChange', { fresh: 6, changed: 2 });
  await page.getByRole('radio').first().check();
  expect(await page.getByRole('button', { name: take }).count()).toBe(0);
  await press(page, words.say('import.restOther'));
  await page.getByText(words.say('import.questionsDone')).waitFor();
  await press(page, words.say('import.countAnew'));
  await press(page, take);
  await page.getByText(words.say('import.rejectedWhat')).waitFor();
  // The next step is read from its top: the focus has left the button that is gone.
  expect(await page.evaluate(() => [document.activeElement?.className, window.scrollY])).toEqual(['dialog', 0]);
  const answers = { k1: 'c1', k2: 'new', k3: 'new' };
  expect((await argumentsOf(page, 'import.preview')).map((request) => (request['plan'] as { answers: unknown }).answers)).toEqual([{}, answers]);
  expect((await argumentsOf(page, 'import.start'))[0]?.['answers']).toEqual(answers);
});

test('a stopped import sends no further chunk, and taken back it is not offered to go on', async () => {
  const page = await stage.show(longImport('en'));
  await stopLongImport(page, words);
  expect((await methodsOf(page)).filter((method) => method === 'import.chunk')).toHaveLength(1);
  expect(await methodsOf(page)).not.toContain('import.cancel');
  await press(page, words.say('import.undo'));
  await page.getByText(words.say('import.undone')).waitFor();
  expect((await methodsOf(page)).slice(-2)).toEqual(['import.cancel', 'journal.undo']);
});

test('a stopped import goes on from where the server stands', async () => {
  const page = await stage.show({ ...longImport('en'), failures: { 'import.status': [{ code: 'lock.busy', level: 'error', text: 'Busy.', sheet: null, rowNumber: null, column: null, count: 1 }] } });
  await stopLongImport(page, words);
  await press(page, words.say('import.continue'));
  await page.getByText('Busy.').waitFor();
  expect((await methodsOf(page)).slice(-1)).toEqual(['import.status']);
});

test('the result takes back exactly the action of its import', async () => {
  const page = await stage.show(importDialog('en'));
  await importOrders(page, words, 'en');
  await press(page, words.say('import.undo'));
  await page.getByText(words.say('import.undone')).waitFor();
  expect((await callsOf(page)).filter(({ method }) => method === 'journal.undo').map(({ args }) => args)).toEqual([['j1']]);
  expect(await page.getByRole('button', { name: words.say('import.undo') }).count()).toBe(0);
});

test('a file dropped anywhere on the dialog is taken', async () => {
  const page = await stage.show(importDialog('en'));
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['Date\tCustomer\tAmount\n2024-03-05\tAnn\t10\n'], 'dropped.tsv'));
    return transfer;
  });
  await page.dispatchEvent('.steps', 'drop', { dataTransfer: data });
  await page.locator('#columns').waitFor();
  expect(await page.getByLabel(words.say('import.separator')).inputValue()).toBe('\t');
});

test('the columns are walked by keyboard from the kind of the file to its check, and the kind changes the lists', async () => {
  const page = await stage.show(importDialog('en'));
  await chooseOrders(page, 'en');
  await page.getByRole('radio', { name: words.say('import.kindOrders') }).focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('optgroup').first().waitFor({ state: 'attached' });
  expect(await page.locator('tbody tr').first().locator('optgroup').count()).toBe(1);
  const names: string[] = [];
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab');
    names.push(await page.evaluate(() => { const element = document.activeElement; return element?.getAttribute('aria-label') ?? (element as HTMLInputElement | null)?.labels?.[0]?.textContent ?? element?.textContent ?? ''; }));
    if (names[names.length - 1] === words.say('import.check', { count: 11 })) break;
  }
  const order = [words.say('import.encoding'), words.say('import.separator'), words.say('import.headerRow'), words.say('import.columns'), words.say('import.useOf', { name: 'Order' }), words.say('import.otherFile'), words.say('import.check', { count: 11 })];
  expect(order.map((name) => names.indexOf(name))).toEqual(order.map((name) => names.indexOf(name)).sort((left, right) => left - right));
  expect(order.every((name) => names.includes(name))).toBe(true);
});
