/** The demo base: made in one action, counted like any shop, deleted in one action without the owner's rows, whole again after a kill. */
import { isMethod, argumentsFit } from '../../src/contract/validators';
import type { DemoReport } from '../../src/contract/demo-views';
import { DORMANCY_BANDS } from '../../src/core/dormancy';
import { dormancyKeyOf, segmentKeyOf, SEGMENT_KEYS } from '../../src/core/language/names';
import { demoShop } from '../../src/core/demo/shop';
import type { Cell } from '../../src/core/table/cell';
import { cellText } from '../../src/domain/cells';
import { deleteDemo, makeDemo } from '../../src/domain/demo';
import { viewHome } from '../../src/domain/home';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import { recalculate } from '../../src/domain/recalculate';
import { setUpBase } from '../../src/domain/set-up';
import { COMPUTED_CLIENT_COLUMNS } from '../../src/domain/tab-specs';
import type { Outcome } from '../../src/core/issue';
import type { Ports } from '../../src/domain/ports';
import { MemoryWorld } from './in-memory-ports';

const TODAY = 45_458;

function blank(): MemoryWorld {
  const world = new MemoryWorld();
  world.run((ports) => setUpBase(ports, 'en'));
  return world;
}

function done<T>(world: MemoryWorld, work: (ports: Ports) => Outcome<T | null>): T {
  const found = world.run(work).value;
  if (found?.value === null || found?.value === undefined) throw new Error(found?.issues.map(({ code }) => code).join() ?? 'killed');
  return found.value;
}
const make = (world: MemoryWorld): DemoReport => done(world, (ports) => makeDemo(ports, 'en'));
const remove = (world: MemoryWorld): DemoReport => done(world, deleteDemo);
const codes = (world: MemoryWorld, work: (ports: Ports) => Outcome<unknown>): readonly string[] => world.run(work).value?.issues.map(({ code }) => code) ?? [];
const isDemo = (world: MemoryWorld): boolean => done(world, viewHome).demo;

/** Rows with content of the two tabs, without grey columns. */
function rowsOf(world: MemoryWorld, key: 'clients' | 'orders'): string[] {
  const { rows, marks } = world.tab(key);
  const grey = new Set(COMPUTED_CLIENT_COLUMNS.map((column) => marks.indexOf(column)));
  const lines = rows.slice(1).map((row) => row.map((cell, index) => (grey.has(index) ? '' : JSON.stringify(cell ?? ''))).join(' ').replace(/(?: |"")+$/, '').trim());
  return lines.filter((line) => line !== '');
}
const columnOf = (world: MemoryWorld, key: 'clients' | 'orders', column: string): Cell[] => {
  const { rows, marks } = world.tab(key);
  return rows.slice(1).map((row) => row[marks.indexOf(column)] ?? '');
};
const picture = (world: MemoryWorld): unknown => [rowsOf(world, 'clients'), rowsOf(world, 'orders'), world.tab('clients').marks.filter(Boolean), world.tab('orders').marks.filter(Boolean)];

describe('the invented shop', () => {
  test.each(['ru', 'en'] as const)('in %s is the same for the same day and has somebody in every segment', (language) => {
    const shop = demoShop(language, TODAY);
    expect(demoShop(language, TODAY)).toEqual(shop);
    expect(demoShop(language, TODAY + 1).orders.map(({ amount }) => amount)).toEqual(shop.orders.map(({ amount }) => amount));
    expect(shop.clients).toHaveLength(60);
    expect(shop.orders.length).toBeGreaterThan(350);
    const days = shop.orders.flatMap(({ date }) => (typeof date === 'number' ? [date] : []));
    expect(Math.max(...days)).toBeLessThan(TODAY);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(TODAY - 730);
  });

  test('names nobody who could be reached: addresses of example.com, numbers that are given to nobody', () => {
    for (const language of ['ru', 'en'] as const) {
      const { clients } = demoShop(language, TODAY);
      const addresses = clients.map(({ email }) => email.trim().toLowerCase()).filter((email) => email !== '');
      expect(addresses.filter((email) => !/example[.,]com$/.test(email))).toEqual([]);
      const digits = clients.flatMap(({ phone }) => phone.split(/,|доб|ext/).slice(0, 1)).map((phone) => phone.replace(/\D/g, '')).filter((phone) => phone !== '');
      const reserved = language === 'ru' ? /^[78]935000/ : /^(?:44|0)7700900/;
      expect(digits.filter((number) => !reserved.test(number))).toEqual([]);
      expect(new Set(clients.map(({ clientId }) => clientId)).size).toBe(60);
    }
  });
});

test('the demo fills an empty base in one action, and figures find clients in every band and segment', () => {
  const world = blank();
  const report = make(world);
  expect(report).toMatchObject({ clients: 60, rowsKept: 0, issues: [] });
  expect(rowsOf(world, 'orders')).toHaveLength(report.orders);
  expect(done(world, viewJournal)).toMatchObject({ lastActionId: report.actionId, entries: [{ kind: 'demo', state: 'done' }] });
  expect(done(world, recalculate)).toMatchObject({ clients: 60, clientsNew: 0 });
  const bands = new Set(columnOf(world, 'clients', 'dormancy').map((cell) => dormancyKeyOf(cellText(cell))));
  expect(DORMANCY_BANDS.filter((band) => !bands.has(band))).toEqual([]);
  const segments = new Set(columnOf(world, 'clients', 'segment').map((cell) => segmentKeyOf(cellText(cell))));
  expect(SEGMENT_KEYS.filter((key) => !segments.has(key))).toEqual(['others', 'no_purchases']);
  expect(isDemo(world)).toBe(true);
  expect(done(world, viewHome)).toMatchObject({ stage: 'ready', empty: false });
});

test('a base that holds anything of its own is refused, and so is a protected one; nothing is written', () => {
  const world = blank();
  world.tab('orders').rows.push(['7', { day: 45_000 }, 'Ann', 12]);
  const before = JSON.stringify(world.tabs);
  expect(codes(world, (ports) => makeDemo(ports, 'en'))).toEqual(['demo.baseNotEmpty']);
  expect(JSON.stringify(world.tabs)).toBe(before);
  const guarded = blank();
  guarded.protectedSheet = guarded.tab('orders').sheetId;
  const whole = JSON.stringify(guarded.tabs);
  expect(codes(guarded, (ports) => makeDemo(ports, 'en'))).toEqual(['range.protected']);
  expect(JSON.stringify(guarded.tabs)).toBe(whole);
  expect(codes(new MemoryWorld(), (ports) => makeDemo(ports, 'en'))).toEqual(['base.missing']);
});

test('deleting takes the demo away after a recalculation too, and the base begins anew', () => {
  const world = blank();
  const made = make(world);
  done(world, recalculate);
  expect(remove(world)).toMatchObject({ clients: 60, orders: made.orders, rowsKept: 0 });
  expect([rowsOf(world, 'clients'), rowsOf(world, 'orders')]).toEqual([[], []]);
  expect(done(world, viewHome)).toMatchObject({ stage: 'empty', nextStep: 'import', demo: false });
  expect(world.tab('segment_history').rows.slice(1).flat().filter((cell) => cell !== '')).toEqual([]);
  expect(remove(world)).toMatchObject({ clients: 0, orders: 0, actionId: null });
  expect(make(world)).toMatchObject({ clients: 60, orders: made.orders });
});

test('rows of the owner and rows he changed stay, wherever he sorted them', () => {
  const world = blank();
  const made = make(world);
  const { rows, marks } = world.tab('clients');
  const changed = rows[5] ?? [];
  changed[marks.indexOf('note')] = 'calls on Mondays';
  rows.splice(3, 0, ['Own client', 'Ann']);
  world.tab('orders').rows.splice(10, 0, ['O-1', { day: 45_400 }, 'Own client', 12]);
  const orders = world.tab('orders');
  orders.rows = [orders.rows[0] ?? [], ...orders.rows.slice(1).reverse()];
  expect(remove(world)).toMatchObject({ clients: 59, orders: made.orders, rowsKept: 1 });
  expect(rowsOf(world, 'clients').map((line) => line.slice(0, 12))).toEqual(['"Own client"', expect.stringMatching(/^"DEMO-\d\d"/) as string]);
  expect(rowsOf(world, 'orders')).toHaveLength(1);
  expect(isDemo(world)).toBe(false);
  expect(done(world, recalculate)).toMatchObject({ orderRows: 1 });
});

test('deleting can be taken back, and so can making', () => {
  const world = blank();
  const empty = picture(world);
  const made = make(world);
  const full = picture(world);
  const deleted = remove(world);
  expect(done(world, (ports) => undoAction(ports, deleted.actionId ?? ''))).toMatchObject({ finished: true, keptRows: 0 });
  expect(picture(world)).toEqual(full);
  expect(isDemo(world)).toBe(true);
  expect(done(world, (ports) => undoAction(ports, made.actionId ?? ''))).toMatchObject({ finished: true, keptRows: 0 });
  expect(picture(world)).toEqual(empty);
  expect(isDemo(world)).toBe(false);
});

test('killed at any call that writes, making and deleting are finished by the next try, and undone they leave nothing', () => {
  const begin = blank();
  const empty = picture(begin);
  const end = begin.clone();
  make(end);
  const full = picture(end);
  const sweep = (from: MemoryWorld, work: (ports: Ports) => Outcome<DemoReport | null>, wanted: unknown): number => {
    const { calls } = from.clone().run(work);
    for (let killAt = 1; killAt <= calls.length; killAt += 1) {
      // A kill at a reading call leaves what one at the next writing call leaves before it took effect.
      if (calls[killAt - 1]?.startsWith('read') === true) continue;
      const world = from.clone();
      expect(world.run(work, killAt, killAt % 2 === 0 ? 'before' : 'after').killed).toBe(true);
      const undone = world.clone();
      done(world, work);
      expect([killAt, picture(world)]).toEqual([killAt, wanted]);
      const last = done(undone, viewJournal).lastActionId;
      if (from !== begin) continue;
      if (last !== null) done(undone, (ports) => undoAction(ports, last));
      expect([killAt, rowsOf(undone, 'clients'), rowsOf(undone, 'orders')]).toEqual([killAt, [], []]);
    }
    return calls.length;
  };
  expect(sweep(begin, (ports) => makeDemo(ports, 'en'), full)).toBeLessThan(25);
  const columns = [[], [], ...(full as unknown[]).slice(2)];
  expect(sweep(end, deleteDemo, columns)).toBeLessThan(25);
  expect(empty).not.toEqual(full);
});

test('home calls no more services because of the demo', () => {
  const world = blank();
  const before = world.run(viewHome).calls.length;
  make(world);
  expect(world.run(viewHome).calls).toHaveLength(before);
});

test('the methods are part of the contract and refuse anything but a language', () => {
  expect(isMethod('demo.make') && isMethod('demo.delete')).toBe(true);
  expect(argumentsFit('demo.make', ['ru'])).toBe(true);
  expect(argumentsFit('demo.make', ['de'])).toBe(false);
  expect(argumentsFit('demo.delete', [])).toBe(true);
});
