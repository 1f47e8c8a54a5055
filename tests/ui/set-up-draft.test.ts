/** What the owner decides in the set-up dialog: proposals taken over, corrections, and the order that goes to the server. */
import { EN_DESK } from '../../src/core/language/en-desk';
import { RU_DESK } from '../../src/core/language/ru-desk';
import { tabName } from '../../src/core/language/names';
import { PERSON_FIELDS } from '../../src/core/table/sheet-proposal';
import { draftsOf, fieldOf, isComplete, isCorrected, leftAlone, missingFields, personFields, requestOf, takenSheets, withField, withProposal } from '../../ui/dialogs/set-up/draft';
import { wordsOf } from '../../ui/language/words';
import { stepWords } from '../../ui/sidebar/home';
import { setUpReplies } from './sample-set-up';

const { sheets, fields } = setUpReplies('en')['setUp.look'];
const [orders, clients, notes] = sheets;
if (orders === undefined || clients === undefined || notes === undefined) throw new Error('the sample lacks sheets');
const kinds = (drafts: ReturnType<typeof draftsOf>): string[] => drafts.map(({ kind }) => kind);

test('suggested sheets are taken with their proposed columns, the others left alone', () => {
  const drafts = draftsOf(sheets);
  expect(kinds(drafts)).toEqual(['orders', 'clients', 'other']);
  expect(drafts[0]?.columns).toEqual({ order: 0, date: 1, client: 2, amount: 3, manager: 5 });
  expect(kinds(draftsOf([orders, { ...orders, sheetId: 99 }]))).toEqual(['orders', 'other']);
  expect(kinds(draftsOf([{ ...orders, suggested: false }]))).toEqual(['other']);
});

test('a base has one sheet of orders and one of clients: choosing another lets the former go', () => {
  const other = withProposal(draftsOf(sheets), { ...notes, kind: 'wide', headerRowNumber: 1 }, true);
  expect(kinds(other)).toEqual(['orders', 'other', 'wide']);
  expect(other[2]?.byOwner).toBe(true);
  expect(kinds(leftAlone(other, orders.sheetId))).toEqual(['other', 'other', 'wide']);
});

test('a field stands in one column, and a column holds one field', () => {
  const drafts = withField(draftsOf(sheets), orders.sheetId, 4, 'manager');
  const [draft] = drafts;
  if (draft === undefined) throw new Error('no draft');
  expect(draft.columns).toEqual({ order: 0, date: 1, client: 2, amount: 3, manager: 4 });
  expect([fieldOf(draft, 4), fieldOf(draft, 5)]).toEqual(['manager', '']);
  expect(orders.columns.map((column) => isCorrected(draft, column))).toEqual([false, false, false, false, true, true]);
  const [own] = withField(drafts, orders.sheetId, 2, '');
  expect(own?.columns['client']).toBeUndefined();
});

test('what is missing is said until it is chosen, and only then the base can be made', () => {
  const drafts = withField(draftsOf(sheets), orders.sheetId, 1, '');
  expect(drafts.flatMap((draft) => missingFields(draft, fields)).map(({ key }) => key)).toEqual(['date']);
  expect(isComplete(drafts, fields)).toBe(false);
  expect(isComplete(withField(drafts, orders.sheetId, 4, 'date'), fields)).toBe(true);
  expect(isComplete(withProposal(drafts, { ...orders, headerRowNumber: null }, false), fields)).toBe(false);
  expect(isComplete(leftAlone(drafts, orders.sheetId), fields)).toBe(true);
});

test('who the client is may be told by any of four fields, the same ones the server asks for', () => {
  expect([...personFields].sort()).toEqual([...PERSON_FIELDS].sort());
  const none = ['name', 'email', 'phone'].reduce((drafts, _field, index) => withField(drafts, clients.sheetId, index === 0 ? 0 : index + 1, ''), draftsOf(sheets));
  expect(none.flatMap((draft) => missingFields(draft, fields)).map(({ key }) => key)).toEqual(['client']);
  expect(isComplete(withField(none, clients.sheetId, 3, 'phone'), fields)).toBe(true);
});

test('the order names the sheets that are taken with their header rows and columns; none is a blank base', () => {
  const drafts = draftsOf(sheets);
  expect(takenSheets(drafts)).toHaveLength(2);
  expect(requestOf(drafts, 'en')).toEqual({
    language: 'en',
    sheets: [
      { sheetId: 11, kind: 'orders', headerRowNumber: 3, headerRows: 1, columns: { order: 0, date: 1, client: 2, amount: 3, manager: 5 } },
      { sheetId: 12, kind: 'clients', headerRowNumber: 2, headerRows: 2, columns: { name: 0, city: 1, email: 2, phone: 3 } },
    ],
  });
  expect(requestOf(leftAlone(leftAlone(drafts, 11), 12), 'ru')).toEqual({ language: 'ru', sheets: [] });
});

test('the names of new tabs in the summary are those the base gives them', () => {
  for (const language of ['ru', 'en'] as const) {
    const words = wordsOf(language);
    const said = ['setUp.tabClients', 'setUp.tabOrders', 'setUp.tabsAlways'].map((key) => words.say(key as 'setUp.tabClients')).join(' ');
    for (const key of ['clients', 'orders', 'templates', 'mailings', 'outbox', 'consents', 'settings'] as const) expect(said).toContain(tabName(key, language));
  }
});

test('a base that lacks tabs is sent to repair, a spreadsheet that is none to set-up', () => {
  expect(stepWords('set-up', 'none').button).toBe('step.setUp');
  expect(stepWords('set-up', 'stale').button).toBe('step.repair');
  expect(stepWords('recalculate', 'stale').button).toBe('step.recalculate');
});

test('views are called in the menu as they call themselves', () => {
  for (const [language, menu] of [['ru', RU_DESK], ['en', EN_DESK]] as const) {
    const words = wordsOf(language);
    expect(menu['menu.cleaning']).toBe(words.say('cleaning.heading'));
    expect(menu['menu.duplicates']).toBe(words.say('duplicates.heading'));
    expect(menu['menu.repair']).toBe(words.say('repair.heading'));
    expect(menu['menu.setUp']).toBe(words.say('setUp.heading'));
  }
});
