/** The archive: who could go there, moving and bringing back with undo, also after a kill; recalculation without and with those who return. */
import type { ArchiveReport, ArchiveView } from '../../src/contract/cleaning-views';
import { archivedKeys, readArchive, recheckDayOf } from '../../src/domain/archive';
import { openBase } from '../../src/domain/base';
import { bringBack, putIntoArchive, viewArchive } from '../../src/domain/cleaning/archive-desk';
import { cellText } from '../../src/domain/cells';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import type { Ports } from '../../src/domain/ports';
import { recalculate } from '../../src/domain/recalculate';
import { formatIsoDay, parseIsoDay } from '../../src/core/calendar';
import type { Cell } from '../../src/core/table/cell';
import { addColumns, CLIENTS, messyBase, putClient, valueOf, workbook } from './cleaning-base';
import type { MemoryWorld } from './in-memory-ports';

const view = (world: MemoryWorld): ArchiveView => valueOf(world.run((ports) => viewArchive(ports)));
const put = (world: MemoryWorld, ids: readonly string[], reason = 'moved away'): ArchiveReport => valueOf(world.run((ports) => putIntoArchive(ports, ids, reason)));
const back = (world: MemoryWorld, ids: readonly string[]): ArchiveReport => valueOf(world.run((ports) => bringBack(ports, ids)));
const undo = (world: MemoryWorld, actionId: string): void => expect(valueOf(world.run((ports) => undoAction(ports, actionId)))).toMatchObject({ finished: true });
/** Numbers are tied to their nouns by spaces that do not break. */
const plain = (text: string): string => text.replace(/\u00a0/g, ' ');
const addOrder = (world: MemoryWorld, cells: readonly Cell[]): void => { world.tab('orders').rows.push([...cells]); };

/** The base of 2023 looked at two and a half years later, so that nobody bought for two years. */
function silentBase(): MemoryWorld {
  const world = messyBase();
  addColumns(world, ['', 'manager']);
  const clients = world.tab('clients');
  clients.marks[clients.marks.indexOf('')] = null;
  (clients.rows[0] ?? [])[clients.marks.length - 2] = 'Size';
  putClient(world, 2, 'email', 'nobody@');
  putClient(world, 3, 'email', '');
  putClient(world, 3, 'phone', '');
  putClient(world, 2, 'manager', '=1+1');
  putClient(world, 2, 'note', 'likes\ntulips 🌷');
  putClient(world, 2, 'unsubscribed', 'yes');
  (clients.rows[2] ?? [])[clients.marks.length - 2] = 42;
  world.nowMs = Date.UTC(2026, 0, 31, 9);
  world.run((ports) => recalculate(ports));
  return world;
}

describe('the desk', () => {
  test('names whom nothing reaches and who bought nothing for two years, and why', () => {
    const world = silentBase();
    world.tab('send_log').rows.push(...['failed', 'sent', 'failed'].map((state, index) => ['M1', `L${index}`, index === 0 ? 'Client 5' : 'Client 6', 'h', 1, state]));
    const found = view(world);
    expect(found).toMatchObject({ candidatesTotal: 4, figuresMissing: false, archivedTotal: 0, due: 0 });
    expect(found.candidates.map(({ clientId, why, reason }) => [clientId, plain(why), reason]).sort(([one = ''], [other = '']) => (one < other ? -1 : 1))).toEqual([
      ['Client 10', '"nobody@" is no e-mail address. Last order: 15 April 2023.', 'The e-mail does not work and there were no orders for two years'],
      ['Client 11', 'There is neither an e-mail nor a phone number. Last order: 15 April 2023.', 'Neither e-mail nor phone, and no orders for two years'],
      ['Client 5', 'The last letter to c5@example.com could not be sent. Last order: 15 April 2023.', 'Letters could not be sent and there were no orders for two years'],
      ['Client 6', 'The last letter to c6@example.com could not be sent. Last order: 15 April 2023.', 'Letters could not be sent and there were no orders for two years'],
    ]);
    // A year earlier they were silent for too short a time.
    world.nowMs = Date.UTC(2025, 0, 31, 9);
    expect(view(world).candidatesTotal).toBe(0);
  });

  test('says nothing of silence before the first recalculation', () => {
    const world = silentBase();
    const settings = world.tab('settings');
    const state = settings.rows.find((row) => row.includes('state.base'));
    const index = (state ?? []).findIndex((cell) => typeof cell === 'string' && cell.startsWith('{'));
    (state ?? [])[index] = cellText((state ?? [])[index]).replace(/"recalculated":\{.*?\}\}?,"orderRows"/, '"recalculated":null,"orderRows"');
    expect(view(world)).toMatchObject({ figuresMissing: true, candidatesTotal: 0 });
  });

  test('half a year is the same day of the sixth month, the last one of a shorter month', () => {
    const check = (day: string): string => formatIsoDay(recheckDayOf(parseIsoDay(day) ?? 0));
    expect(['2026-01-15', '2026-08-31', '2027-08-30', '2026-07-01'].map(check)).toEqual(['2026-07-15', '2027-02-28', '2028-02-29', '2027-01-01']);
  });
});

describe('moving', () => {
  test('a client who stands in several rows stays and is named as one to merge first, however often it is asked', () => {
    const world = silentBase();
    const { rows } = world.tab('clients');
    rows.push([...(rows[2] ?? [])]);
    const before = rows.map((row) => [...row]);
    for (const _time of [1, 2]) {
      const moved = put(world, [cellText(rows[2]?.[0])]);
      expect(moved).toMatchObject({ clients: 0, missing: 0 });
      expect(plain(moved.text)).toBe('Nobody was moved. 1 client stands in several rows and stayed. Merge the rows first: Duplicate clients.');
    }
    expect(rows).toEqual(before);
  });

  test('a client leaves Clients with all that stood in the row, is due half a year later, and comes back as he was', () => {
    const world = silentBase();
    const clients = world.tab('clients');
    const before = clients.rows.find((row) => row[0] === clients.rows[2]?.[0])?.slice() ?? [];
    const clientId = cellText(before[0]);
    const moved = put(world, [clientId, 'nobody at all']);
    expect(moved).toMatchObject({ clients: 1, missing: 1 });
    expect(plain(moved.text)).toBe('1 client moved to the archive. We remind you to check again on 31 July 2026. 1 client was not found any more.');
    expect(world.column('clients', 'client_id')).toHaveLength(CLIENTS - 1);
    expect(view(world)).toMatchObject({ archivedTotal: 1, due: 0, archived: [{ clientId, contact: 'nobody@ · +79161234567', reason: 'moved away', due: false }] });
    world.nowMs = Date.UTC(2026, 6, 31, 9);
    expect(view(world)).toMatchObject({ due: 1 });
    // Columns were moved, one was renamed meanwhile.
    clients.rows.forEach((row) => row.unshift(''));
    clients.marks.unshift(null);
    (clients.rows[0] ?? [])[clients.marks.indexOf('manager')] = 'Who cares for him';
    expect(back(world, [clientId])).toMatchObject({ clients: 1, missing: 0, text: '1 client brought back.' });
    world.run((ports) => recalculate(ports));
    const now = clients.rows[CLIENTS] ?? [];
    const owned = (row: readonly Cell[]): Cell[] => row.slice(0, 7);
    expect(owned(now.slice(1))).toEqual(owned(before));
    for (const key of ['id', 'orders', 'last_order', 'revenue', 'city', 'birthday', 'manager']) expect([key, now[clients.marks.indexOf(key)]]).toEqual([key, before[clients.marks.indexOf(key) - 1]]);
    expect(now[clients.marks.length - 2]).toBe(42);
    expect(view(world)).toMatchObject({ archivedTotal: 0 });
  });

  test.each([
    ['putting away', (ids: readonly string[]) => (ports: Ports) => putIntoArchive(ports, ids, ''), null],
    ['bringing back', (ids: readonly string[]) => (ports: Ports) => bringBack(ports, ids), (world: MemoryWorld, ids: readonly string[]) => put(world, ids)],
  ] as const)('%s, killed at any call: continued it is whole, undone every cell is back', (_name, work, prepare) => {
    const begin = silentBase();
    // Who asked for no letters keeps his row whatever is undone, so he is not among them.
    const ids = begin.column('clients', 'client_id').filter((_id, index) => index % 9 < 2 && index !== 1).map(String);
    prepare?.(begin, ids);
    const before = workbook(begin);
    const former = valueOf(begin.run((ports) => viewJournal(ports))).lastActionId;
    const whole = begin.clone();
    const { calls, value } = whole.run(work(ids));
    expect(value?.value).toMatchObject({ clients: ids.length, missing: 0 });
    for (let killAt = 1; killAt <= calls.length; killAt += 1) {
      const world = begin.clone();
      expect(world.run(work(ids), killAt, 'after').killed).toBe(true);
      const undone = world.clone();
      const last = valueOf(undone.run((ports) => viewJournal(ports))).lastActionId ?? '';
      if (last !== former) undo(undone, last);
      expect([killAt, workbook(undone)]).toEqual([killAt, before]);
      const again = world.run(work(ids)).value;
      expect([killAt, again?.value?.missing]).toEqual([killAt, 0]);
      expect([killAt, world.column('clients', 'client_id')]).toEqual([killAt, whole.column('clients', 'client_id')]);
      expect([killAt, world.column('archive', 'client')]).toEqual([killAt, whole.column('archive', 'client')]);
      const action = valueOf(world.run((ports) => viewJournal(ports))).lastActionId ?? '';
      if (action !== former) undo(world, action);
      expect([killAt, workbook(world)]).toEqual([killAt, before]);
    }
    expect(calls.length).toBeGreaterThan(15);
  });

  test('a row too long for the archive stays, and a protected row refuses the whole', () => {
    const world = silentBase();
    putClient(world, 4, 'note', 'x'.repeat(49_500));
    const ids = world.column('clients', 'client_id').map(String);
    expect(put(world, ids.slice(3, 5))).toMatchObject({ clients: 1, text: expect.stringContaining('1 client has more text than the archive can hold and stayed.') as string });
    expect(world.column('clients', 'client_id')).toContain(ids[3]);
    const clients = world.tab('clients');
    world.protectedAreas.push({ sheetId: clients.sheetId, area: { rowIndex: 7, columnIndex: 0, rowCount: 1, columnCount: 1 } });
    const before = workbook(world);
    expect(world.run((ports) => putIntoArchive(ports, ids.slice(5, 9), '')).value).toMatchObject({ value: null, issues: [{ code: 'range.protected' }] });
    expect(workbook(world)).toEqual(before);
  });

  test('a protected row makes no archive either, and the lock is free again', () => {
    const world = silentBase();
    const ids = world.column('clients', 'client_id').map(String);
    world.protectedAreas.push({ sheetId: world.tab('clients').sheetId, area: { rowIndex: 7, columnIndex: 0, rowCount: 1, columnCount: 1 } });
    const before = workbook(world);
    const { calls, value } = world.run((ports) => putIntoArchive(ports, ids.slice(5, 9), ''));
    expect(value).toMatchObject({ value: null, issues: [{ code: 'range.protected', place: { sheet: 'Clients' } }] });
    expect(calls[calls.length - 1]).toBe('unlock');
    expect(workbook(world)).toEqual(before);
  });

  test('columns of one title and columns without one come back each into its own', () => {
    const world = silentBase();
    const clients = world.tab('clients');
    const first = clients.marks.length;
    clients.rows.forEach((row, index) => { row.push(index === 0 ? 'Hint' : '', index === 0 ? 'Hint' : `second ${index}`, index === 0 ? '' : `untitled ${index}`); });
    clients.marks.push(null, null, null);
    clients.owners.push('owner', 'owner', 'owner');
    const clientId = cellText(world.column('clients', 'client_id')[2]);
    const own = (): Cell[] => (clients.rows.find((row) => row[clients.marks.indexOf('client_id')] === clientId) ?? []).slice(first);
    const before = own();
    put(world, [clientId]);
    expect(own()).toEqual([]);
    back(world, [clientId]);
    expect(own()).toEqual(before);
  });

  test('a date comes back as a date, whatever the cells below the last row looked like', () => {
    const world = silentBase();
    putClient(world, 2, 'birthday', { day: 33_000 });
    const clientId = cellText(world.column('clients', 'client_id')[1]);
    put(world, [clientId]);
    const { calls } = world.run((ports) => bringBack(ports, [clientId]));
    // One for the cells that become text, one for the date.
    expect(calls.filter((call) => call === 'format')).toHaveLength(2);
    expect(world.column('clients', 'birthday')[CLIENTS - 1]).toEqual({ day: 33_000 });
  });
});

describe('recalculation', () => {
  const steady = (world: MemoryWorld): readonly string[] => {
    world.run((ports) => recalculate(ports));
    return world.run((ports) => recalculate(ports)).calls;
  };

  test('costs no call without an archive and one with it', () => {
    const world = silentBase();
    const without = steady(world).length;
    put(world, world.column('clients', 'client_id').slice(0, 2).map(String));
    expect(steady(world)).toHaveLength(without + 1);
  });

  test('old orders bring nobody back and count nowhere; who buys after the day comes back as he was, and it is said', () => {
    const world = silentBase();
    const [first, second] = world.column('clients', 'client_id').slice(1, 3).map(String);
    const unsubscribed = world.column('clients', 'unsubscribed')[1];
    const id = world.column('clients', 'id')[1];
    put(world, [first ?? '', second ?? '']);
    const quiet = valueOf(world.run((ports) => recalculate(ports)));
    expect(quiet).toMatchObject({ clients: CLIENTS - 2, clientsNew: 0, orderRowsUsed: expect.any(Number) as number });
    expect(quiet.issues.some(({ code }) => code === 'archive.returned')).toBe(false);
    expect(world.column('clients', 'client_id')).toHaveLength(CLIENTS - 2);
    // An order of the very day was known when he was put away.
    const day = parseIsoDay('2026-01-31') ?? 0;
    addOrder(world, ['N-1', { day }, first ?? '', 10]);
    world.nowMs += 10 * 86_400_000;
    expect(valueOf(world.run((ports) => recalculate(ports))).clients).toBe(CLIENTS - 2);
    addOrder(world, ['N-2', { day: day + 1 }, (first ?? '').toUpperCase(), 10]);
    const loud = valueOf(world.run((ports) => recalculate(ports)));
    expect(loud).toMatchObject({ clients: CLIENTS - 1, clientsNew: 0 });
    expect(loud.issues.filter(({ code }) => code === 'archive.returned').map(({ text }) => plain(text))).toEqual(['1 client who was in the archive bought again and came back to Clients. Everything that stood in the row came back with it.']);
    expect(world.column('clients', 'client_id')[CLIENTS - 2]).toBe(first);
    expect(world.column('clients', 'unsubscribed')[CLIENTS - 2]).toBe(unsubscribed);
    expect(world.column('clients', 'id')[CLIENTS - 2]).toBe(id);
    expect(world.column('clients', 'orders')[CLIENTS - 2]).toBe(4);
    expect(valueOf(world.run((ports) => recalculate(ports))).issues.some(({ code }) => code === 'archive.returned')).toBe(false);
    expect(view(world)).toMatchObject({ archivedTotal: 1 });
  });
});

test('merged clients are followed to whom they belong now, through several merges and not in a circle', () => {
  const world = silentBase();
  put(world, world.column('clients', 'client_id').slice(0, 1).map(String));
  const archive = world.tab('archive');
  const row = (client: string, into: string): Cell[] => {
    const cells: Cell[] = [];
    cells[archive.marks.indexOf('client')] = client;
    cells[archive.marks.indexOf('merged_into')] = into;
    cells[archive.marks.indexOf('archived_on')] = { day: 45_000 };
    return Array.from({ length: archive.marks.length }, (_unused, index) => cells[index] ?? '');
  };
  archive.rows.push(row('A', 'B'), row('B', 'C '), row('X', 'Y'), row('Y', 'X'));
  const read = world.run((ports) => {
    const base = openBase(ports).value;
    if (base === null) throw new Error('no base');
    const found = readArchive(base);
    return [found, readArchive(base)] as const;
  });
  expect(read.calls).toEqual(['read', 'read']);
  const [found] = read.value ?? [];
  expect(found?.get('a')).toEqual({ mergedInto: 'c', archivedDay: 45_000 });
  expect(found?.get('b')?.mergedInto).toBe('c');
  expect([found?.get('x')?.mergedInto, found?.get('y')?.mergedInto].every((key) => key === 'x' || key === 'y')).toBe(true);
  expect(view(world).archivedTotal).toBe(1);
  expect(archivedKeys([], false).size).toBe(0);
});

test('details that were damaged by hand give back what the columns of the archive tell', () => {
  const world = silentBase();
  const clientId = cellText(world.column('clients', 'client_id')[1]);
  put(world, [clientId]);
  const archive = world.tab('archive');
  (archive.rows[1] ?? [])[archive.marks.indexOf('details')] = '[["name"';
  back(world, [clientId]);
  expect([world.column('clients', 'client_id')[CLIENTS - 1], world.column('clients', 'email')[CLIENTS - 1]]).toEqual([clientId, 'nobody@']);
});
