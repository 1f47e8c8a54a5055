/** What moved: the report of a recalculation, the segment history over years, migration, cohorts, months, models; and orders without amounts. */
import { dayOf, formatIsoDay } from '../../src/core/calendar';
import { segmentName } from '../../src/core/language/names';
import { HISTORY_MONTHS } from '../../src/core/migration';
import type { RecalculateReport } from '../../src/contract/segment-views';
import type { Cell } from '../../src/core/table/cell';
import { listClients, showClients } from '../../src/domain/client-list';
import { listSnapshots, viewMigration } from '../../src/domain/migration-view';
import { viewModels } from '../../src/domain/models-view';
import { viewCohorts, viewMovement } from '../../src/domain/movement';
import { recalculate } from '../../src/domain/recalculate';
import { viewSegments } from '../../src/domain/segments';
import { setUpBase } from '../../src/domain/set-up';
import { saveSettings } from '../../src/domain/settings-tab';
import { MemoryWorld } from './in-memory-ports';
import { dormantBase, importRows } from './sample-base';

const day = (year: number, month: number, date: number): number => dayOf(year, month, date) ?? 0;
const EPOCH_DAY = 25_569;

/** The clock of the world stands at noon of a day. */
function setDay(world: MemoryWorld, serial: number): void {
  world.nowMs = (serial - EPOCH_DAY) * 86_400_000 + 43_200_000;
}

function recalculated(world: MemoryWorld, serial?: number): RecalculateReport & { readonly calls: readonly string[] } {
  if (serial !== undefined) setDay(world, serial);
  const { value, calls } = world.run((ports) => recalculate(ports));
  if (value === null || value.value === null) throw new Error(value?.issues.map(({ code }) => code).join() ?? 'killed');
  return { ...value.value, calls };
}

function buy(world: MemoryWorld, client: string, serial: number, amount: number): void {
  const orders = world.tab('orders');
  orders.rows.push([`${client}-${serial}-${orders.rows.length}`, { day: serial }, client, amount, '']);
}

const history = (world: MemoryWorld): Cell[][] => world.tab('segment_history').rows.slice(1).filter((row) => row.some((cell) => cell !== ''));
const daysKept = (world: MemoryWorld): string[] => world.run((ports) => listSnapshots(ports)).value?.value?.snapshots.map((kept) => kept.day) ?? [];

/** A base in which Anna and Boris bought twice each in spring 2024, recalculated on 1 June. */
function springBase(): MemoryWorld {
  const world = new MemoryWorld();
  world.run((ports) => setUpBase(ports, 'en'));
  buy(world, 'Anna', day(2024, 4, 1), 100);
  buy(world, 'Anna', day(2024, 5, 20), 100);
  buy(world, 'Boris', day(2024, 4, 10), 900);
  buy(world, 'Boris', day(2024, 5, 25), 900);
  recalculated(world, day(2024, 6, 1));
  return world;
}

/** Numbers in (0, 1), the same each time (Park and Miller 1988). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

describe('the report of a recalculation', () => {
  test('says what moved from where to where, with clients and money, and opens them', () => {
    const world = springBase();
    expect(recalculated(world)).toMatchObject({ moves: [], moved: 0, settingsChanged: [], movesText: 'Nobody changed class since 1\u00a0June 2024.' });
    const report = recalculated(world, day(2024, 12, 1));
    expect(report.movesText).toMatch(/^Since 1\u00a0June 2024: Segment: 2 clients moved, most from .+ to .+ \(2\);/);
    const segment = report.moves.find(({ dimension }) => dimension === 'segment');
    expect(segment).toMatchObject({ clients: 2, others: 0 });
    expect(segment?.moves.reduce((sum, { clients }) => sum + clients, 0)).toBe(2);
    expect(segment?.moves.reduce((sum, { money }) => sum + money, 0)).toBe(2000);
    for (const { moves } of report.moves) {
      for (const { audience, clients } of moves) expect(world.run((ports) => showClients(ports, audience ?? '')).value?.value).toBe(clients);
    }
    expect(report.moves.map(({ dimension }) => dimension)).toContain('dormancy');
  });

  test('the first one has nothing to compare with', () => {
    const world = new MemoryWorld();
    world.run((ports) => setUpBase(ports, 'ru'));
    buy(world, 'Анна', day(2024, 4, 1), 100);
    expect(recalculated(world)).toMatchObject({ moves: [], movesText: 'Это первый пересчёт, сравнивать пока не с чем.', settingsChanged: [], snapshot: 'kept' });
  });

  test('tells movement by changed settings from movement by time', () => {
    const world = springBase();
    world.run((ports) => saveSettings(ports, { 'abc.limits': '95/99' }));
    const report = recalculated(world);
    expect(report.settingsChanged).toEqual([{ key: 'abc.limits', title: 'Where A and B end', from: 'auto', to: '95/99' }]);
    expect(report.moves.map(({ dimension, clients }) => [dimension, clients])).toEqual([['abc', 1]]);
    expect(report.movesText).toContain('Settings changed since then: Where A and B end.');
    expect(recalculated(world)).toMatchObject({ settingsChanged: [], moves: [] });
  });
});

test('the greatest groups of movers come first, and a column that was just switched on shows no movement', () => {
  const world = springBase();
  for (const [client, date] of [['Vera', 1], ['Gleb', 1], ['Dina', 1], ['Egor', 1], ['Zoya', 3]] as const) buy(world, client, day(2024, 5, date), 10);
  recalculated(world);
  const report = recalculated(world, day(2024, 9, 1));
  const segment = report.moves.find(({ dimension }) => dimension === 'segment');
  expect(segment?.moves.map(({ clients }) => clients)).toEqual([4, 2, 1]);
  expect(report.movesText).toMatch(/^Since 1\u00a0June 2024: Segment: 7 clients moved, most from .+ to .+ \(4\)/);
  world.run((ports) => saveSettings(ports, { columns: 'none' }));
  recalculated(world);
  world.run((ports) => saveSettings(ports, { columns: 'lifecycle' }));
  expect(recalculated(world).moves).toEqual([]);
});

describe('the segment history', () => {
  test('writes everyone the first time and then only who changed, once a day, at two counted calls', () => {
    const world = springBase();
    const first = history(world);
    expect(first.map((row) => row.slice(0, 2))).toEqual([[{ day: day(2024, 6, 1) }, 'C000001'], [{ day: day(2024, 6, 1) }, 'C000002']]);
    expect(recalculated(world, day(2024, 6, 2))).toMatchObject({ snapshot: 'unchanged', calls: ['lock', 'read', 'read', 'read', 'write', 'rules', 'write'] });
    buy(world, 'Anna', day(2024, 6, 3), 5000);
    const changed = recalculated(world, day(2024, 6, 3));
    expect(changed).toMatchObject({ snapshot: 'kept', calls: ['lock', 'read', 'read', 'read', 'read', 'write', 'write', 'rules', 'write'] });
    expect(history(world).slice(2).map((row) => row[1])).toEqual(['C000001']);
    buy(world, 'Anna', day(2024, 6, 3), 1);
    recalculated(world);
    expect(daysKept(world)).toEqual(['2024-06-01', '2024-06-03']);
  });

  test('a second recalculation of a day replaces its state', () => {
    const world = springBase();
    buy(world, 'Anna', day(2024, 6, 2), 50_000);
    recalculated(world, day(2024, 6, 2));
    const orders = world.tab('orders');
    orders.rows.pop();
    recalculated(world);
    const view = world.run((ports) => viewMigration(ports, '2024-06-01', 'abc')).value?.value;
    expect(view).toMatchObject({ moved: 0, stayed: 2, arrived: 0, gone: 0 });
  });

  test('goes forward only: a day before the last kept one is not kept and said so, and what moved meanwhile is not lost', () => {
    const world = springBase();
    world.run((ports) => saveSettings(ports, { asOf: '2024-05-01' }));
    const report = recalculated(world);
    expect(report.snapshot).toBe('not-kept');
    expect(report.issues.map(({ code }) => code)).toContain('history.notKept');
    const kept = history(world).length;
    world.run((ports) => saveSettings(ports, { asOf: 'today' }));
    // The grey columns showed 1 May; the history still knows 1 June, and against that nothing moved.
    expect(recalculated(world, day(2024, 6, 2)).snapshot).toBe('unchanged');
    expect(history(world)).toHaveLength(kept);
  });

  test('over three years it keeps two of them, prunes about once a month, and the state of every kept day stays', () => {
    const world = springBase();
    const prunedOn: number[] = [];
    const callsOf = new Set<number>();
    const segmentsOn = new Map<string, Cell[]>();
    for (let serial = day(2024, 6, 8); serial <= day(2027, 6, 1); serial += 7) {
      // Boris buys in bursts, so that he changes class again and again.
      if (Math.floor(serial / 90) % 2 === 0) buy(world, 'Boris', serial, 300);
      const before = history(world).length;
      const { calls } = recalculated(world, serial);
      callsOf.add(calls.length);
      if (history(world).length < before) prunedOn.push(serial);
      segmentsOn.set(formatIsoDay(serial), world.column('clients', 'segment'));
    }
    expect(Math.max(...callsOf)).toBe(9);
    expect(prunedOn.length).toBeGreaterThan(3);
    const gaps = prunedOn.slice(1).map((serial, index) => serial - (prunedOn[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(28);
    const kept = daysKept(world);
    expect((kept[0] ?? '') > formatIsoDay(day(2027, 6, 1) - Math.ceil((HISTORY_MONTHS + 2) * 30.5))).toBe(true);
    for (const isoDay of kept.slice(1)) {
      const view = world.run((ports) => viewMigration(ports, isoDay, 'segment')).value?.value;
      if (view?.fromDay !== isoDay) continue;
      const then = view.cells.flatMap(({ from, clients }) => Array.from({ length: clients }, () => segmentName(from, 'en')));
      expect([isoDay, then.sort()]).toEqual([isoDay, [...(segmentsOn.get(isoDay) ?? [])].sort()]);
    }
  });

  test('deleted, emptied or robbed of a column it is made anew and nothing else breaks', () => {
    const spoil: readonly ((world: MemoryWorld) => void)[] = [
      (world) => world.tabs.splice(world.tabs.indexOf(world.tab('segment_history')), 1),
      (world) => { world.tab('segment_history').rows.splice(1); },
      (world) => {
        const tab = world.tab('segment_history');
        tab.rows.forEach((row) => row.splice(0, 1));
        tab.marks.splice(0, 1);
      },
    ];
    spoil.forEach((harm, index) => {
      const world = springBase();
      harm(world);
      buy(world, 'Anna', day(2024, 6, 3), 5000);
      const report = recalculated(world, day(2024, 6, 3));
      expect([index, report.issues.some(({ code }) => code === 'history.made')]).toEqual([index, index !== 1]);
      expect([index, daysKept(world)]).toEqual([index, ['2024-06-03']]);
      expect([index, world.column('clients', 'revenue')]).toEqual([index, [5200, 1800]]);
      recalculated(world, day(2024, 12, 1));
      expect([index, world.run((ports) => viewMigration(ports, null, 'segment')).value?.value?.clients]).toEqual([index, 2]);
    });
  });

  test('a client deleted from the tab is gone from the next state on, and one who is renamed is the same', () => {
    const world = springBase();
    const clients = world.tab('clients');
    clients.rows.splice(1, 1);
    const orders = world.tab('orders');
    orders.rows = orders.rows.filter((row) => row[2] !== 'Anna').map((row) => row.map((cell) => (cell === 'Boris' ? 'Boris B.' : cell)));
    (clients.rows[1] ?? [])[clients.marks.indexOf('client_id')] = 'Boris B.';
    recalculated(world, day(2024, 6, 2));
    expect(world.run((ports) => viewMigration(ports, '2024-06-01', 'segment')).value?.value).toMatchObject({ clients: 1, gone: 1, arrived: 0, stayed: 1 });
    expect(history(world).slice(2)).toEqual([[{ day: day(2024, 6, 2) }, 'C000001', '', '', '', '', '']]);
  });

  test('killed at any call, the next recalculation loses no change', () => {
    const begin = springBase();
    buy(begin, 'Anna', day(2024, 6, 3), 5000);
    setDay(begin, day(2024, 6, 3));
    const whole = begin.clone().run((ports) => recalculate(ports)).calls.length;
    const expected = begin.clone();
    recalculated(expected);
    const states = (world: MemoryWorld): unknown => world.run((ports) => viewMigration(ports, '2024-06-01', 'abc')).value?.value?.cells;
    for (let killAt = 1; killAt <= whole; killAt += 1) {
      const world = begin.clone();
      world.run((ports) => recalculate(ports), killAt, 'after');
      recalculated(world);
      expect([killAt, states(world)]).toEqual([killAt, states(expected)]);
    }
  });

  test('in a copy it goes on: only sending is frozen there', () => {
    const world = springBase();
    const copy = world.clone();
    copy.spreadsheetId = 'book-2';
    expect(recalculated(copy, day(2024, 12, 1)).snapshot).toBe('kept');
    expect(daysKept(copy)).toEqual(['2024-06-01', '2024-12-01']);
  });

  test('with the stage column off stages are kept all the same', () => {
    const world = springBase();
    world.run((ports) => saveSettings(ports, { columns: 'none' }));
    recalculated(world, day(2024, 12, 1));
    recalculated(world, day(2024, 12, 2));
    expect(daysKept(world)).toEqual(['2024-06-01', '2024-12-01']);
    const view = world.run((ports) => viewMigration(ports, '2024-06-01', 'lifecycle')).value?.value;
    expect(view).toMatchObject({ clients: 2, moved: 2 });
    expect(view?.cells.every(({ audience }) => audience === null)).toBe(true);
  });
});

describe('the migration table', () => {
  test('begins at the last kept day 28 days ago or earlier, adds up on both sides, and each cell opens its clients', () => {
    const world = springBase();
    buy(world, 'Vera', day(2024, 6, 20), 70);
    recalculated(world, day(2024, 6, 20));
    buy(world, 'Gleb', day(2024, 7, 1), 10_000);
    recalculated(world, day(2024, 7, 10));
    recalculated(world, day(2024, 7, 25));
    expect(daysKept(world)).toContain('2024-07-10');
    const usual = world.run((ports) => viewMigration(ports, null, 'segment')).value?.value;
    expect([usual?.fromDay, usual?.toDay]).toEqual(['2024-06-20', '2024-07-25']);
    for (const by of ['segment', 'abc', 'xyz', 'lifecycle'] as const) {
      const view = world.run((ports) => viewMigration(ports, '2024-06-01', by)).value?.value;
      if (view === null || view === undefined) throw new Error('no view');
      expect([by, view.fromDay, view.clients, view.arrived]).toEqual([by, '2024-06-01', 4, 2]);
      expect(view.stayed + view.moved + view.arrived).toBe(4);
      expect(view.cells.reduce((sum, { clients }) => sum + clients, 0)).toBe(4);
      expect(view.cells.reduce((sum, { money }) => sum + money, 0)).toBe(12_070);
      for (const { audience, clients } of view.cells) expect([by, audience, world.run((ports) => showClients(ports, audience ?? '')).value?.value]).toEqual([by, audience, clients]);
      expect(view.from.map(({ key }) => key)).toEqual(expect.arrayContaining(view.cells.map(({ from }) => from)));
    }
    expect(usual?.text).toMatch(/^From 20\u00a0June 2024 to 25\u00a0July 2024: /);
  });

  test('with nothing kept before today it says when there will be something', () => {
    const view = springBase().run((ports) => viewMigration(ports, null, 'abc')).value?.value;
    expect(view).toMatchObject({ fromDay: null, cells: [], moved: 0 });
    expect(view?.text).toContain('tomorrow');
  });

  test('classes of the segments view show their change since the last day before today', () => {
    const world = springBase();
    expect(world.run((ports) => viewSegments(ports)).value?.value?.changeSince).toBeNull();
    buy(world, 'Vera', day(2024, 6, 20), 70);
    recalculated(world, day(2024, 6, 20));
    const view = world.run((ports) => viewSegments(ports)).value?.value;
    expect(view?.changeSinceShown).toBe('1\u00a0June 2024');
    const sum = (classes: readonly { readonly change: number | null }[] = []): number => classes.reduce((total, { change }) => total + (change ?? NaN), 0);
    for (const classes of [view?.segments, view?.abc, view?.xyz, view?.matrix, view?.lifecycle]) expect(sum(classes)).toBe(1);
    expect(view?.dormancy.map(({ change }) => change)).toEqual([null, null, null, null, null]);
    expect(view?.lifecycle.map(({ key }) => key)).toEqual(['regular', 'periodic', 'one_off', 'new', 'lost']);
    for (const { audience, clients } of view?.lifecycle ?? []) expect(world.run((ports) => showClients(ports, audience)).value?.value).toBe(clients);
  });
});

describe('cohorts, months and models', () => {
  test('cohorts count clients by month of the first purchase', () => {
    const view = springBase().run((ports) => viewCohorts(ports)).value?.value;
    expect(view?.rows.map(({ month, shown, size, cells }) => [month, shown, size, cells.map(({ clients, money }) => [clients, money])])).toEqual([
      ['2024-04', 'Apr\u00a02024', 2, [[2, 1000], [2, 1000], [0, 0]]],
    ]);
    expect(view).toMatchObject({ months: 2, clients: 2, activity: 'purchases', value: 'count' });
    expect(view?.average.map(({ share }) => share)).toEqual([1, 1, 0]);
  });

  test('months tell new, retained, returned and lost clients with their money', () => {
    const world = springBase();
    buy(world, '', day(2024, 5, 2), 30);
    const view = world.run((ports) => viewMovement(ports)).value?.value;
    expect(view?.months.map(({ month, active, new: added, retained, returned, lost, crr, money, newMoney, knownMoney, anonymousMoney, complete }) =>
      [month, active, added, retained, returned, lost, crr, money, newMoney, knownMoney, anonymousMoney, complete])).toEqual([
      ['2024-04', 2, 2, 0, 0, 0, null, 1000, 1000, 0, 0, true],
      ['2024-05', 2, 0, 2, 0, 0, 1, 1030, 0, 1000, 30, true],
      ['2024-06', 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, false],
    ]);
    expect(view).toMatchObject({ crr: 1, crrShown: '100%' });
  });

  test('the models refuse too few clients in words and give parameters where there are enough', () => {
    const few = springBase().run((ports) => viewModels(ports)).value?.value;
    expect(few?.models.map(({ key, fitted, parameters }) => [key, fitted, parameters])).toEqual([['purchases', false, []], ['spend', false, []]]);
    expect(few?.models[0]?.text).toMatch(/bought again/);
    const world = new MemoryWorld();
    world.run((ports) => setUpBase(ports, 'en'));
    // Clients by the model's own story: a pace of their own, and after each purchase a chance of their own to leave.
    const random = seeded(1);
    for (let client = 0; client < 200; client += 1) {
      const pace = -Math.log(random()) / 40;
      const leaving = 0.4 * random();
      for (let at = day(2023, 1, 1) + Math.floor(random() * 90); at < day(2024, 6, 1); at += 1 + Math.floor(-Math.log(random()) / pace)) {
        buy(world, `Client ${client}`, at, 20 + Math.floor(random() * 200));
        if (random() < leaving) break;
      }
    }
    setDay(world, day(2024, 6, 1));
    const view = world.run((ports) => viewModels(ports)).value?.value;
    const purchases = view?.models.find(({ key }) => key === 'purchases');
    expect(purchases).toMatchObject({ fitted: true, converged: true, clients: 200 });
    expect(purchases?.parameters.map(({ name }) => name)).toEqual(['r', 'alpha', 'a', 'b']);
    expect(purchases?.logLikelihood).toBeLessThan(0);
    world.run((ports) => saveSettings(ports, { columns: 'p_alive, expected_purchases' }));
    recalculated(world);
    const column = world.column('clients', 'expected_purchases').map(Number);
    expect(column.reduce((sum, value) => sum + value, 0)).toBeCloseTo(view?.expectedPurchases ?? NaN, 6);
    for (const chance of world.column('clients', 'p_alive')) expect(Number(chance) > 0 && Number(chance) <= 1).toBe(true);
  });
});

describe('orders without amounts', () => {
  test('are imported and recalculated: counts and dates work, money stays empty and the report says why', () => {
    const world = new MemoryWorld();
    const plan = { header: ['Date', 'Client'], mapping: { date: 0, client: 1 }, extraColumns: [] };
    const { value } = importRows(world, [['01.03.2024', 'Anna'], ['05.04.2024', 'Anna'], ['06.04.2024', 'Boris']], plan);
    expect(value).toMatchObject({ rowsUsed: 3, rowsRejected: 0, clientsTotal: 2 });
    const report = recalculated(world);
    expect(report.issues.map(({ code }) => code)).toContain('orders.amountsMissing');
    expect(world.column('clients', 'orders')).toEqual([2, 1]);
    for (const key of ['revenue', 'average_bill', 'm', 'money_at_risk']) expect([key, world.column('clients', key)]).toEqual([key, ['', '']]);
    expect(world.column('clients', 'segment')).not.toContain('');
    expect(world.column('clients', 'days_silent')).toEqual([71, 70]);
    const page = world.run((ports) => listClients(ports, { audience: 'all', offset: 0, limit: 5, order: 'money' })).value?.value;
    expect(page?.rows.map(({ moneyShown }) => moneyShown)).toEqual(['', '']);
    expect(world.run((ports) => viewMovement(ports)).value?.value?.months.map(({ active, moneyShown }) => [active, moneyShown])).toEqual([[1, ''], [2, ''], [0, ''], [0, '']]);
  });

  test('an Orders tab that never had a column of amounts works too, one whose column was deleted is refused', () => {
    const world = dormantBase(2);
    const orders = world.tab('orders');
    const index = orders.marks.indexOf('amount');
    orders.rows.forEach((row) => row.splice(index, 1));
    orders.marks.splice(index, 1);
    expect(world.run((ports) => recalculate(ports)).value?.issues.map(({ code }) => code)).toEqual(['tab.columnMissing']);
    const row = world.tab('settings').rows.find((cells) => cells.includes('state.base')) ?? [];
    row[1] = JSON.stringify({ ...(JSON.parse(row[1] as string) as object), layouts: {} });
    const report = recalculated(world);
    expect(report.issues.map(({ code }) => code)).toContain('orders.amountsMissing');
    expect(world.column('clients', 'revenue')).toEqual(['', '']);
  });
});
