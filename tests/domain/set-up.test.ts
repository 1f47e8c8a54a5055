/** Set-up in place on ports in memory: what becomes of the owner's sheets, what a kill leaves, what undo gives back. */
import type { SetUpDone, SetUpRequest } from '../../src/contract/set-up-views';
import type { Cell } from '../../src/core/table/cell';
import type { Ports } from '../../src/domain/ports';
import { switchAutomation } from '../../src/domain/automations/automations-edit';
import { undoAction } from '../../src/domain/journal/undo';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { recalculate } from '../../src/domain/recalculate';
import { beginSetUp } from '../../src/domain/set-up';
import { lookAtSheets } from '../../src/domain/set-up-look';
import type { MemoryWorld } from './in-memory-ports';
import { chosenAsProposed, day, figuresOf, ORDERS_WITH_TITLES, ownersSheet, wholeWorld } from './owner-sheets';

const CLIENTS: readonly (readonly Cell[])[] = [
  ['Имя', 'Телефон', 'E-mail', 'Город', 'Любимый цветок'],
  ['Анна Ким', '+7 900 000-00-01', 'anna@example.com', 'Омск', 'пион'],
  ['Борис Лем', '+7 900 000-00-02', 'boris@example.com', 'Тверь', ''],
  ['Вера Пак', '+7 900 000-00-03', 'vera@example.com', '', 'роза'],
];
const ORDERS_BY_NAME: readonly (readonly Cell[])[] = [
  ['№', 'Дата заказа', 'Покупатель', 'Сумма'],
  ['1', day('2024-01-10'), 'Анна Ким', 1200],
  ['2', day('2024-02-11'), 'Борис Лем', 800],
  ['3', day('2024-03-12'), 'Анна Ким', 700],
  ['4', day('2024-03-15'), 'Гость Нов', 100],
];
const WIDE: readonly (readonly Cell[])[] = [
  ['ФИО', 'Телефон', 'Последний заказ', 'Всего куплено', 'Количество заказов'],
  ['Анна Ким', '+79000000001', day('2024-03-12'), 1900, 5],
  ['Борис Лем', '+79000000002', day('2023-02-11'), 800, 1],
  ['Итого', '', '', 2700, 6],
];

function begin(world: MemoryWorld, request: SetUpRequest): SetUpDone {
  const done = world.run((ports) => beginSetUp(ports, request)).value;
  if (done?.value === null || done?.value === undefined) throw new Error(done?.issues.map(({ code }) => code).join() ?? 'killed');
  return done.value;
}

describe.each([
  ['orders under title rows, with a totals row', [['Продажи', ORDERS_WITH_TITLES]]],
  ['clients alone', [['Клиенты магазина', CLIENTS]]],
  ['orders and clients without a number', [['Заказы', ORDERS_BY_NAME], ['Люди', CLIENTS]]],
  ['a wide sheet', [['База', WIDE]]],
] as const)('%s', (_name, sheets) => {
  const begun = (): { readonly world: MemoryWorld; readonly request: SetUpRequest } => {
    const world = ownersSheet(sheets);
    return { world, request: chosenAsProposed(world, 'ru') };
  };

  test('nothing of the owner is moved, renamed or changed', () => {
    const { world, request } = begun();
    const before = world.tabs.map(({ name, rows }) => ({ name, rows: structuredClone(rows) }));
    expect(request.sheets).toHaveLength(sheets.length);
    begin(world, request);
    before.forEach(({ name, rows }, index) => {
      expect(world.tabs[index]?.name).toBe(name);
      rows.forEach((row, rowIndex) => expect(world.tabs[index]?.rows[rowIndex]?.slice(0, row.length)).toEqual(row));
    });
  });

  test('undone it leaves the workbook exactly as before, also after a recalculation', () => {
    for (const recalculated of [false, true]) {
      const { world, request } = begun();
      const before = wholeWorld(world);
      const { actionId } = begin(world, request);
      if (recalculated && world.tab('orders').rows.length > 1) expect(world.run((ports) => recalculate(ports)).value?.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(wholeWorld(world)).not.toEqual(before);
      const undone = world.run((ports) => undoAction(ports, actionId ?? '')).value;
      expect(undone?.issues).toEqual([]);
      expect(undone?.value).toMatchObject({ finished: true, keptColumns: 0, keptRows: 0 });
      expect(wholeWorld(world)).toEqual(before);
    }
  });

  test('killed at any call and begun again it is the same base, and undone the same sheets', () => {
    const { world, request } = begun();
    const before = wholeWorld(world);
    const whole = world.clone();
    const { calls } = whole.run((ports) => beginSetUp(ports, request));
    whole.run((ports) => recalculate(ports));
    const figures = figuresOf(whole);
    for (let killAt = 1; killAt <= calls.length; killAt += 1) {
      const moment = killAt % 2 === 0 ? 'before' : 'after';
      const cut = world.clone();
      expect(cut.run((ports) => beginSetUp(ports, request), killAt, moment).killed).toBe(true);
      const { actionId } = begin(cut, request);
      cut.run((ports) => recalculate(ports));
      expect([killAt, figuresOf(cut)]).toEqual([killAt, figures]);
      expect(cut.tabs.map(({ name }) => name).sort()).toEqual(whole.tabs.map(({ name }) => name).sort());
      expect(cut.run((ports) => undoAction(ports, actionId ?? lastAction(cut))).value?.issues).toEqual([]);
      expect([killAt, wholeWorld(cut)]).toEqual([killAt, before]);
    }
  });

  test('an undo killed at any call goes on when it is called again', () => {
    const { world, request } = begun();
    const before = wholeWorld(world);
    const { actionId } = begin(world, request);
    const undo = (ports: Ports): unknown => undoAction(ports, actionId ?? '');
    const { calls } = world.clone().run(undo);
    for (let killAt = 1; killAt <= calls.length; killAt += 1) {
      const cut = world.clone();
      cut.run(undo, killAt, killAt % 2 === 0 ? 'after' : 'before');
      cut.run(undo);
      expect([killAt, wholeWorld(cut)]).toEqual([killAt, before]);
    }
  });
});

function lastAction(world: MemoryWorld): string {
  return world.run((ports) => viewJournal(ports)).value?.value?.lastActionId ?? '';
}

describe('what a set-up says', () => {
  test('orders and clients: the column that both use stands for the number, and clients that only orders know are added', () => {
    const world = ownersSheet([['Заказы', ORDERS_BY_NAME], ['Люди', CLIENTS]]);
    const done = begin(world, chosenAsProposed(world, 'ru'));
    expect(done.taken.map(({ name, kind, rows }) => [name, kind, rows])).toEqual([['Заказы', 'orders', 4], ['Люди', 'clients', 3]]);
    expect(done.remarks.join()).toContain('«Имя»');
    expect(done.recalculate).toBe(true);
    expect(world.column('clients', 'name')).toEqual(['Анна Ким', 'Борис Лем', 'Вера Пак', 'Гость Нов']);
    world.run((ports) => recalculate(ports));
    expect(figuresOf(world)).toEqual([['Анна Ким', 2, 1900], ['Борис Лем', 1, 800], ['Вера Пак', 0, 0], ['Гость Нов', 1, 100]]);
  });

  test('a wide sheet gives one opening order a client and says what it cannot tell; the number of orders is not made up', () => {
    const world = ownersSheet([['База', WIDE]]);
    const done = begin(world, chosenAsProposed(world, 'ru'));
    expect(done.remarks.join(' ')).toContain('XYZ');
    expect(world.tab('orders').rows.slice(1).map((row) => row.slice(0, 4))).toEqual([['', day('2024-03-12'), 'Анна Ким', 1900], ['', day('2023-02-11'), 'Борис Лем', 800]]);
    world.run((ports) => recalculate(ports));
    expect(figuresOf(world)).toEqual([['Анна Ким', 1, 1900], ['Борис Лем', 1, 800]]);
    expect(world.tab('clients').rows[1]?.slice(2, 5)).toEqual([day('2024-03-12'), 1900, 5]);
  });

  test('another order to set up first takes an unfinished one back', () => {
    const world = ownersSheet([['Заказы', ORDERS_BY_NAME], ['Люди', CLIENTS]]);
    const before = wholeWorld(world);
    const both = chosenAsProposed(world, 'ru');
    world.run((ports) => beginSetUp(ports, both), 25);
    const done = begin(world, { ...both, sheets: both.sheets.slice(0, 1) });
    expect(done.taken.map(({ name }) => name)).toEqual(['Заказы']);
    expect(world.tabs.find(({ name }) => name === 'Люди')).toMatchObject({ key: null, rows: CLIENTS });
    world.run((ports) => undoAction(ports, done.actionId ?? ''));
    expect(wholeWorld(world)).toEqual(before);
  });

  test('an empty spreadsheet gives a blank base', () => {
    const world = ownersSheet([]);
    expect(world.run((ports) => lookAtSheets(ports, 'en')).value?.value).toMatchObject({ isBase: false, empty: true });
    const done = begin(world, { language: 'en', sheets: [] });
    expect(done).toMatchObject({ actionId: null, recalculate: false, taken: [] });
    expect(done.created).toContain('Clients');
    expect(world.run((ports) => lookAtSheets(ports, 'en')).value?.value.isBase).toBe(true);
  });
});

describe('refused whole', () => {
  const refusal = (world: MemoryWorld, request: SetUpRequest): readonly string[] => {
    const before = wholeWorld(world);
    const codes = world.run((ports) => beginSetUp(ports, request)).value?.issues.map(({ code }) => code) ?? [];
    expect(wholeWorld(world)).toEqual(before);
    return codes;
  };

  test('a protected sheet, a spreadsheet near 10 million cells, a field without its column, a sheet that is gone', () => {
    const world = ownersSheet([['Заказы', ORDERS_BY_NAME]]);
    const request = chosenAsProposed(world, 'ru');
    const [sheet] = request.sheets;
    if (sheet === undefined) throw new Error('no proposal');
    world.protectedSheet = sheet.sheetId;
    expect(refusal(world, request)).toEqual(['range.protected']);
    world.protectedSheet = null;
    world.moreGridCells = 9_990_000;
    expect(refusal(world, request)).toEqual(['setUp.tooLarge']);
    world.moreGridCells = 0;
    expect(refusal(world, { ...request, sheets: [{ ...sheet, columns: { client: 2 } }] })).toEqual(['table.columnMissing']);
    expect(refusal(world, { ...request, sheets: [{ ...sheet, columns: { ...sheet.columns, email: 99 } }] })).toEqual(['setUp.columnRefused']);
    expect(refusal(world, { ...request, sheets: [{ ...sheet, sheetId: 404 }] })).toEqual(['setUp.sheetMissing']);
    world.locked = true;
    expect(refusal(world, request)).toEqual(['lock.busy']);
  });

  test('undo, once somebody unsubscribed: that is never forgotten', () => {
    const world = ownersSheet([['Заказы', ORDERS_BY_NAME]]);
    const { actionId } = begin(world, chosenAsProposed(world, 'ru'));
    world.tab('consents').rows.push(['2024-06-01', 'hash', 'unsubscribed', '', '']);
    expect(world.run((ports) => undoAction(ports, actionId ?? '')).value?.issues.map(({ code }) => code)).toEqual(['setUp.lettersSent']);
  });

  test('a tab of automations that nobody wrote into goes with the set-up, with its runs and a tab that was cut off; one with a row of the owner stays and is named', () => {
    const world = ownersSheet([['Заказы', ORDERS_BY_NAME]]);
    const before = wholeWorld(world);
    const { actionId } = begin(world, chosenAsProposed(world, 'ru'));
    world.run((ports) => switchAutomation(ports, 'birthday', false));
    expect(world.tab('automations').rows.length).toBeGreaterThan(1);
    world.documentStore.set('automations.owner', world.email);
    world.tabs.push({ sheetId: 900, name: 'Проверка товара', rows: [], marks: [], key: null, rules: [], owners: [], hidden: new Set(), extras: new Map() });
    world.tabs.push({ sheetId: 901, name: 'Архив', rows: [], marks: [], key: null, rules: [], owners: [], hidden: new Set(), extras: new Map() });
    const [own, beside] = [world.clone(), world.clone()];
    const besideTab = beside.tab('automations');
    const first = besideTab.rows[1] ?? [];
    first[besideTab.marks.length] = 'спросить Анну';
    expect(beside.run((ports) => undoAction(ports, actionId ?? '')).value?.value?.text).toContain(besideTab.name);
    expect(world.run((ports) => undoAction(ports, actionId ?? '')).value?.value?.text).not.toContain('Автоматизации');
    world.tabs.splice(world.tabs.findIndex(({ sheetId }) => sheetId === 900), 1);
    expect(wholeWorld(world)).toEqual(before);
    expect([...world.documentStore.keys()].filter((key) => key.startsWith('automations.'))).toEqual([]);
    const tab = own.tab('automations');
    (tab.rows[1] ?? [])[tab.marks.indexOf('audience')] = 'orders > 3';
    expect(own.run((ports) => undoAction(ports, actionId ?? '')).value?.value?.text).toContain(tab.name);
    expect(own.tabs.map(({ name, key }) => [name, key])).toEqual([['Заказы', null], [tab.name, null], ['Проверка товара', null]]);
  });

  test('what the owner wrote into a tab of ours or a column of ours stays when the set-up is undone', () => {
    const world = ownersSheet([['Заказы', ORDERS_BY_NAME]]);
    const { actionId } = begin(world, chosenAsProposed(world, 'ru'));
    world.run((ports) => recalculate(ports));
    const clients = world.tab('clients');
    (clients.rows[1] ?? [])[clients.marks.indexOf('note')] = 'звонить утром';
    const undone = world.run((ports) => undoAction(ports, actionId ?? '')).value?.value;
    expect(undone?.text).toContain('Клиенты');
    expect(world.tabs.map(({ name, key }) => [name, key])).toEqual([['Заказы', null], ['Клиенты', null]]);
  });
});
