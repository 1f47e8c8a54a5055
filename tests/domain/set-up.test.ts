/** Set-up in place on ports in memory: what becomes of the owner's sheets, what a kill leaves, what undo gives back. */
import type { SetUpDone, SetUpRequest, SetUpStep } from '../../src/contract/set-up-views';
import type { Outcome } from '../../src/core/issue';
import type { Cell } from '../../src/core/table/cell';
import type { Ports } from '../../src/domain/ports';
import { switchAutomation } from '../../src/domain/automations/automations-edit';
import { undoAction } from '../../src/domain/journal/undo';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { recalculate } from '../../src/domain/recalculate';
import { beginSetUp, setUpBase } from '../../src/domain/set-up';
import { lookAtSheets } from '../../src/domain/set-up-look';
import type { MemoryWorld } from './in-memory-ports';
import { chosenAsProposed, day, figuresOf, ORDERS_WITH_TITLES, ownersSheet, setUpWhole, wholeWorld } from './owner-sheets';

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

function stepOf(world: MemoryWorld, work: (ports: Ports) => Outcome<SetUpStep | null>): SetUpStep {
  const done = world.run(work).value;
  if (done?.value === null || done?.value === undefined) throw new Error(done?.issues.map(({ code }) => code).join() ?? 'killed');
  return done.value;
}

function begin(world: MemoryWorld, request: SetUpRequest): SetUpDone {
  return setUpWhole((work) => stepOf(world, work), request);
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
    expect(calls.length).toBeGreaterThan(20);
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

  test('a wide sheet says how many clients got no opening order and in which rows they stand, also after a kill', () => {
    const rows: Cell[][] = [...WIDE.map((row) => [...row]), ['Вера Пак', '+79000000003', day('2024-01-05'), '', 1], ['Глеб Нов', '+79000000004', '', 500, 1], ...Array.from({ length: 12 }, (_row, index): Cell[] => [`Гость ${index}`, '', '', '', '']), ['', '', '', '', '']];
    for (const [language, text] of [
      ['ru', 'База: начальный заказ не записан у 14 клиентов: нет даты последнего заказа или суммы (первые строки: 5, 6, 7, 8, 9, 10, 11, 12, 13, 14). Эти клиенты в базе. Чтобы они вошли в показатели, добавьте их заказы на вкладку заказов или импортируйте.'],
      ['en', 'База: 14 clients have no opening order: the day of the last order or the sum is missing (first rows: 5, 6, 7, 8, 9, 10, 11, 12, 13, 14). They are in the base. To count them, add their orders to the tab of orders or import them.'],
    ] as const) {
      const world = ownersSheet([['База', rows]]);
      const request = chosenAsProposed(world, language);
      const { calls } = world.clone().run((ports) => beginSetUp(ports, request));
      expect(world.run((ports) => beginSetUp(ports, request), calls.length - 5).killed).toBe(true);
      const done = begin(world, request);
      expect(done.issues.map((found) => ({ ...found, text: found.text.replace(/\u00a0/g, ' ') }))).toMatchObject([{ code: 'setUp.noOpeningOrder', level: 'warning', sheet: 'База', text }]);
      expect(world.tab('orders').rows.length).toBe(3);
    }
    expect(begin(ownersSheet([['База', WIDE]]), chosenAsProposed(ownersSheet([['База', WIDE]]), 'ru')).issues).toEqual([]);
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
    expect(done).toMatchObject({ recalculate: false, taken: [] });
    expect(done.created).toContain('Clients');
    expect(world.run((ports) => lookAtSheets(ports, 'en')).value?.value.isBase).toBe(true);
    expect(begin(world, { language: 'en', sheets: [] })).toMatchObject({ actionId: null, created: [] });
  });
});

describe.each([
  ['orders and clients', [['Заказы', ORDERS_BY_NAME], ['Люди', CLIENTS]]],
  ['a wide sheet', [['База', WIDE]]],
  ['nothing: a blank base', []],
] as const)('in steps, from %s', (_name, sheets) => {
  /** A world where the time of a step is over after a tab or sheet each. */
  const begun = (): { readonly world: MemoryWorld; readonly request: SetUpRequest; readonly before: unknown; readonly steps: readonly SetUpStep[] } => {
    const world = ownersSheet(sheets);
    const request = chosenAsProposed(world, 'ru');
    world.callMs = 6000;
    const steps: SetUpStep[] = [];
    setUpWhole((work) => {
      const step = stepOf(world, work);
      steps.push(step);
      return step;
    }, request);
    const fresh = ownersSheet(sheets);
    fresh.callMs = 6000;
    return { world: fresh, request, before: wholeWorld(fresh), steps };
  };

  test('each step makes one tab or sheet and says how far it is and what comes next', () => {
    const { steps } = begun();
    expect(steps.map(({ done, all }) => [done, all])).toEqual([...Array.from({ length: 9 }, (_step, index) => [index + 1, 10]), [9, 10], [10, 10]]);
    expect(steps.slice(0, -1).map(({ next }) => next?.isOwn)).toEqual([...Array.from({ length: 8 - sheets.length }, () => false), ...sheets.map(() => true), false, false]);
    expect(steps.slice(0, -1).map(({ next }) => next?.name)).toEqual(expect.arrayContaining([...sheets.map(([name]) => name), 'Шаблоны', 'Настройки']));
    expect(new Set(steps.map(({ actionId }) => actionId)).size).toBe(1);
  });

  test('cancelled after any step it leaves the workbook exactly as before, also when the taking back is killed at any call', () => {
    const { world, request, before, steps } = begun();
    for (let count = 1; count <= steps.length; count += 1) {
      const { actionId } = stepOf(world, (ports) => beginSetUp(ports, request));
      expect(wholeWorld(world)).not.toEqual(before);
      const undo = (ports: Ports): ReturnType<typeof undoAction> => undoAction(ports, actionId ?? '');
      const cancelled = world.clone();
      const { value, calls } = cancelled.run(undo);
      expect([count, value?.issues, value?.value?.finished, wholeWorld(cancelled)]).toEqual([count, [], true, before]);
      expect(value?.value?.text).toContain('ваши листы такие же, как были');
      expect(cancelled.run((ports) => lookAtSheets(ports, 'ru')).value?.value).toMatchObject({ isBase: false, unfinished: null });
      for (let killAt = 1; killAt <= calls.length; killAt += 1) {
        const cut = world.clone();
        cut.run(undo, killAt, killAt % 2 === 0 ? 'after' : 'before');
        cut.run(undo);
        expect([count, killAt, wholeWorld(cut)]).toEqual([count, killAt, before]);
      }
    }
  });

  test('left after any step it can be gone on with or taken back by what a new look at the spreadsheet says', () => {
    const { world, request, before, steps } = begun();
    const whole = ownersSheet(sheets);
    begin(whole, request);
    for (let count = 1; count < steps.length; count += 1) {
      stepOf(world, (ports) => beginSetUp(ports, request));
      const unfinished = world.run((ports) => lookAtSheets(ports, 'ru')).value?.value.unfinished;
      expect([count, unfinished?.request]).toEqual([count, request]);
      const [left, back] = [world.clone(), world.clone()];
      begin(left, unfinished?.request ?? { language: 'en', sheets: [] });
      expect(left.tabs.map(({ name, rows, key }) => [name, rows.length, key])).toEqual(whole.tabs.map(({ name, rows, key }) => [name, rows.length, key]));
      expect(left.run((ports) => lookAtSheets(ports, 'ru')).value?.value.unfinished).toBeNull();
      back.run((ports) => undoAction(ports, unfinished?.actionId ?? ''));
      expect([count, wholeWorld(back)]).toEqual([count, before]);
    }
  });
});

test('what somebody typed into a tab of an unfinished set-up stays as a plain sheet when it is taken back, also by another order to set up', () => {
  const world = ownersSheet([['Заказы', ORDERS_BY_NAME]]);
  const request = chosenAsProposed(world, 'ru');
  world.callMs = 6000;
  const { actionId } = [1, 2, 3].map(() => stepOf(world, (ports) => beginSetUp(ports, request)))[2] ?? { actionId: '' };
  const { name, rows } = world.tab('clients');
  rows.push(['Анна Ким']);
  const blank = world.clone();
  const undone = world.run((ports) => undoAction(ports, actionId ?? '')).value?.value;
  expect(undone?.text).toContain(name);
  expect(world.tabs.map((tab) => [tab.name, tab.key, tab.rows.length])).toEqual([['Заказы', null, ORDERS_BY_NAME.length], [name, null, 2]]);
  begin(blank, { language: 'ru', sheets: [] });
  expect(blank.tabs.find((tab) => tab.name === name)).toMatchObject({ key: null, rows });
  expect(blank.tab('clients').name).toBe(`Clientura ${name}`);
});

test('a base that is made in one go first gives back what a set-up in steps had taken', () => {
  const world = ownersSheet([['Заказы', ORDERS_BY_NAME], ['Люди', CLIENTS]]);
  const request = chosenAsProposed(world, 'ru');
  world.callMs = 6000;
  for (let count = 0; count < 9; count += 1) stepOf(world, (ports) => beginSetUp(ports, request));
  expect(world.tabs[1]?.key).toBe('clients');
  world.run((ports) => setUpBase(ports, 'ru'));
  expect(world.tabs[1]).toMatchObject({ name: 'Люди', key: null, rows: CLIENTS });
  expect(world.run((ports) => lookAtSheets(ports, 'ru')).value?.value).toMatchObject({ isBase: true, unfinished: null });
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
