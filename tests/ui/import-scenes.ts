/** The import dialog step by step, for the browser: files of both languages and how one comes to each step. */
import { utils, write } from '@e965/xlsx';
import type { Page } from 'playwright-core';
import type { Language } from '../../src/contract/base-views';
import type { ImportPlan, ImportProfile, ImportStanding } from '../../src/contract/import-views';
import { issue } from '../../src/core/issue';
import { issueText } from '../../src/core/language/text';
import type { Words } from '../../ui/language/words';
import { called, release, type Opening } from './page-browser';
import { previewSample, questionsSample } from './sample-import';
import { longName } from './sample-movement';

/** One look at the dialog. */
export interface ImportScene {
  readonly name: string;
  readonly opening: (language: Language) => Opening;
  readonly play?: (page: Page, words: Words, language: Language) => Promise<void>;
  readonly sees: (words: Words, language: Language) => string;
}

const ordersRu = ['Заказ;Дата;Покупатель;Эл. почта;Сумма, руб.;Менеджер;Примечание',
  ...Array.from({ length: 9 }, (_, row) => `10${row};${String(row + 12).padStart(2, '0')}.03.2024;Мария Иванова ${row % 3};maria${row % 3}@example.com;1 2${row}4,50;Ольга;звонить после шести`),
  '110;31.02.2024;Пётр Кузнецов;petr@example.com;500,00;Ольга;', '111;05.04.2024;Константинопольская-Переяславльзалесская Александра Валерьевна;a@example.com;дорого;Ольга;'].join('\r\n');
const ordersEn = ['Order,Date,Customer,Email,Amount,Manager,Note',
  ...Array.from({ length: 9 }, (_, row) => `10${row},2024-03-${row + 12},Mary Bell ${row % 3},mary${row % 3}@example.com,"1,2${row}4.50",Olga,call after six`),
  '110,2024-02-31,Peter Smith,peter@example.com,500.00,Olga,', '111,2024-04-05,Bartholomew-Featherstonehaugh & Sons Wholesale Flowers Limited,a@example.com,dear,Olga,'].join('\n');
/** Dates and amounts that can be read in two ways. */
const openDates = 'Date,Customer,Amount\n03/04/2024,Ann,"1,234"\n05/06/2024,Bob,"2,500"\n07/08/2024,Cid,"3,100"';
const clientsFile: Readonly<Record<Language, string>> = {
  ru: ['ФИО;Мобильный телефон;Эл. почта;Дата рождения;Город;Откуда узнали о нас;Любимые цветы', `${longName.ru};+7 916 123-45-67;a@example.com;03.04.1984;Нижний Новгород;от знакомых;пионы`, 'Пётр Кузнецов;8 (916) 123-45-68;petr@example.com;17.11.1990;Пермь;сайт;розы'].join('\r\n'),
  en: ['Full name,Mobile phone,Email,Date of birth,City,How did you hear about us,Favourite flowers', `"${longName.en}",+44 20 7123 4567,a@example.com,03/04/1984,Leeds,friends,peonies`, 'Peter Smith,+44 20 7123 4568,peter@example.com,05/06/1990,York,website,roses'].join('\n'),
};
/** A name without a space to break at. */
const longFileName = 'выгрузка_контрагентов_из_1С_Управление_торговлей_за_ноябрь_2026_года_окончательная_версия_для_загрузки_(2).csv';
/** More rows than one chunk holds. */
const longFile = ['Order,Date,Customer,Amount', ...Array.from({ length: 3600 }, (_, row) => `${row},2024-03-05,Ann ${row},${row}.50`)].join('\n');

/** The dialog as the server opens it. */
export const importDialog = (language: Language): Opening => ({ boot: { token: 'secret', language, view: 'home', page: 'import', argument: '' }, width: 860, height: 680 });

/** Presses a button by its words. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
}

/** Takes the file of orders of a language and waits for its columns. */
export async function chooseOrders(page: Page, language: Language): Promise<void> {
  await choose(page, language === 'ru' ? 'заказы.csv' : 'orders.csv', language === 'ru' ? windows1251(ordersRu) : Buffer.from(ordersEn));
}

/** From the file of orders to what would be written. */
export async function checkOrders(page: Page, words: Words, language: Language): Promise<void> {
  await chooseOrders(page, language);
  await press(page, words.say('import.check', { count: 11 }));
  await page.locator('#counts').waitFor();
}

/** From the file of clients to what would be written. */
async function checkClients(page: Page, words: Words, language: Language): Promise<void> {
  await choose(page, longFileName, Buffer.from(clientsFile[language]));
  await press(page, words.say('import.check', { count: 2 }));
  await page.locator('#counts').waitFor();
}

/** From the file of orders to the result. */
export async function importOrders(page: Page, words: Words, language: Language): Promise<void> {
  await checkOrders(page, words, language);
  await press(page, words.say('import.takeRowsChange', { fresh: 6, changed: 2 }));
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.setInputFiles('#import-file', { name, mimeType: '', buffer });
  await page.locator('#columns').waitFor();
}

/** A workbook whose first sheet is a title page and whose second holds orders. */
export function workbook(): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Report']]), 'Title');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Order', 'Date', 'Customer', 'Amount'], [1, new Date(Date.UTC(2024, 2, 5)), 'Ann', 10.5], [2, new Date(Date.UTC(2024, 2, 6)), 'Bob', 20]], { UTC: true }), 'Orders');
  return Buffer.from(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** Russian text as old accounting programs write it. */
function windows1251(text: string): Buffer {
  const decoder = new TextDecoder('windows-1251');
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(Uint8Array.of(code)), code]));
  return Buffer.from(Array.from(text, (letter) => codes.get(letter) ?? 0x3f));
}

const withReplies = (language: Language, replies: Opening['replies']): Opening => ({ ...importDialog(language), replies: replies ?? {} });

function standing(language: Language): ImportStanding {
  const plan: ImportPlan = {
    kind: 'orders', fileName: language === 'ru' ? 'заказы.csv' : 'orders.csv', header: (language === 'ru' ? ordersRu.split('\r\n')[0]?.split(';') : ordersEn.split('\n')[0]?.split(',')) ?? [],
    mapping: { order: 0, date: 1, client: 2, amount: 4 }, extraColumns: [6], dateOrder: 'dmy', decimalMark: ',', rowCount: 11, firstRowNumber: 2,
  };
  return { importId: 'i1', actionId: 'j1', fileName: plan.fileName, nextChunk: 1, rowsDone: 4, rowsTotal: 11, finished: false, plan };
}

const profile: ImportProfile = { kind: 'orders', mapping: { order: 0, date: 1, client: 3, email: 3, name: 2, amount: 4 }, extraColumns: [6], dateOrder: 'dmy', decimalMark: ',' };

/** Every step in both languages. */
export const importScenes: readonly ImportScene[] = [
  { name: 'import-file', opening: importDialog, sees: (words) => words.say('import.choose') },
  { name: 'import-unfinished', opening: (language) => withReplies(language, { 'import.status': standing(language) }), sees: (words) => words.say('import.forget') },
  { name: 'import-refused', opening: importDialog, play: (page) => page.setInputFiles('#import-file', { name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) }), sees: (words) => words.say('issue.error') },
  { name: 'import-columns', opening: importDialog, play: (page, _, language) => chooseOrders(page, language), sees: (words) => words.say('import.columnsWhat') },
  { name: 'import-dates', opening: importDialog, play: (page) => choose(page, 'orders.csv', Buffer.from(openDates)), sees: (words) => words.say('import.datesAssumed') },
  { name: 'import-clients', opening: importDialog, play: (page, _, language) => choose(page, longFileName, Buffer.from(clientsFile[language])), sees: (words) => words.say('import.check', { count: 2 }) },
  { name: 'import-workbook', opening: importDialog, play: (page) => choose(page, 'orders.xlsx', workbook()), sees: (words) => words.say('import.sheet') },
  { name: 'import-saved', opening: (language) => withReplies(language, { 'import.profile': profile }), play: (page, _, language) => chooseOrders(page, language), sees: (words) => words.say('import.savedLeave') },
  { name: 'import-go-on', opening: (language) => withReplies(language, { 'import.status': standing(language) }), play: (page, _, language) => chooseOrders(page, language), sees: (words) => words.say('import.goOn') },
  { name: 'import-missing', opening: importDialog, play: async (page, _, language) => { await chooseOrders(page, language); await page.locator('.column-use select').nth(1).selectOption('none'); }, sees: (words) => words.say('import.missingWhat') },
  { name: 'import-no-amounts', opening: importDialog, play: async (page, _, language) => { await chooseOrders(page, language); await page.locator('.column-use select').nth(4).selectOption('none'); }, sees: (_, language) => issueText(issue('orders.amountsMissing'), language) },
  { name: 'import-checking', opening: (language) => ({ ...importDialog(language), silent: ['import.preview'] }), play: async (page, words, language) => { await chooseOrders(page, language); await press(page, words.say('import.check', { count: 11 })); }, sees: (words) => words.say('import.checkingWhat') },
  { name: 'import-preview', opening: importDialog, play: checkOrders, sees: (words) => words.say('import.takeRowsChange', { fresh: 6, changed: 2 }) },
  {
    name: 'import-questions', opening: (language) => withReplies(language, { 'import.preview': { ...previewSample(language), questions: questionsSample(language) } }), sees: (words) => words.say('import.countAnew'),
    play: async (page, words, language) => { await checkOrders(page, words, language); await page.getByRole('radio').first().check(); },
  },
  { name: 'import-clients-preview', opening: importDialog, play: checkClients, sees: (words) => words.say('import.takeClientsChange', { fresh: 6, changed: 2 }) },
  {
    name: 'import-nothing', sees: (words) => words.say('import.nothingWhat'), play: checkOrders,
    opening: (language) => withReplies(language, { 'import.preview': { ...previewSample(language), rowsNew: 0, rowsChanged: 0, rowsUnchanged: 11, rowsRefused: 0, refused: [], clientsNew: [], clientsChanged: [], examples: [] } }),
  },
  { name: 'import-upload', opening: (language) => ({ ...importDialog(language), silent: ['import.chunk'] }), play: importOrders, sees: (words) => words.say('import.closing') },
  { name: 'import-stopped', opening: longImport, play: stopLongImport, sees: (words) => words.say('import.stopped') },
  { name: 'import-result', opening: importDialog, play: importOrders, sees: (words) => words.say('import.rejectedWhat') },
  { name: 'import-undone', opening: importDialog, play: async (page, words, language) => { await importOrders(page, words, language); await press(page, words.say('import.undo')); }, sees: (words) => words.say('import.undone') },
  { name: 'import-recalculated', opening: importDialog, play: async (page, words, language) => { await importOrders(page, words, language); await press(page, words.say('step.recalculate')); }, sees: (words) => words.say('import.recalculated') },
];

/** A file of two chunks, with time for a press between them. */
export function longImport(language: Language): Opening {
  const after = { importId: 'i1', actionId: 'j1', fileName: 'long.csv', nextChunk: 1, rowsDone: 2000, rowsTotal: 3600, finished: false };
  return {
    ...importDialog(language), held: ['import.chunk'],
    replies: { 'import.chunk': after, 'import.start': { ...after, nextChunk: 0, rowsDone: 0 } },
  };
}

/** Stops the long import after its first chunk. */
export async function stopLongImport(page: Page, words: Words): Promise<void> {
  await choose(page, 'long.csv', Buffer.from(longFile));
  await press(page, words.say('import.check', { count: 3600 }));
  await press(page, words.say('import.takeRowsChange', { fresh: 12, changed: 4 }));
  // Pressed before the first chunk was sent, it would send none.
  await called(page, 'import.chunk', 1);
  await press(page, words.say('action.stop'));
  await release(page);
  await page.getByText(words.say('import.stopped'), { exact: true }).waitFor();
}
