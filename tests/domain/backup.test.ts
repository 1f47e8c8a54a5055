/** "Backup now": dated copies that are no tabs of the base; refused before anything is made where they would not fit. */
import { makeBackup } from '../../src/domain/backup';
import { openBase } from '../../src/domain/base';
import { lookForRepair, runRepair } from '../../src/domain/repair-desk';
import { setUpBase } from '../../src/domain/set-up';
import { soundTab } from '../../src/domain/sound-tab';
import { MemoryWorld, wholeTab } from './in-memory-ports';

function shop(language: 'en' | 'ru' = 'en'): MemoryWorld {
  const world = new MemoryWorld();
  world.run((ports) => setUpBase(ports, language));
  world.tab('clients').rows.push(['C1', 'Ann'], ['C2', 'Bob']);
  world.tab('orders').rows.push(['1', { day: 45_000 }, 'C1', 10]);
  return world;
}

const names = (world: MemoryWorld): string[] => world.tabs.map(({ name }) => name);

test('copies the data tabs under dated names at the end; the copies are not taken for the tabs, the base goes on', () => {
  const world = shop();
  const before = names(world);
  const done = world.run((ports) => makeBackup(ports));
  const copies = ['Clients', 'Orders', 'Templates', 'Consents'].map((name) => `${name} 2024-06-15 09.00`);
  expect(done.value).toEqual({ value: { tabs: copies, text: `A copy was made: ${copies.join(', ')}. It stands hidden at the end of the tab bar and stays as it is.`, issues: [] }, issues: [] });
  expect(names(world)).toEqual([...before, ...copies]);
  expect(done.calls).toEqual(['lock', 'read', 'copyTab', 'copyTab', 'copyTab', 'copyTab', 'flush', 'unlock']);
  const copy = world.tabs.find(({ name }) => name === copies[0]);
  const { rows } = world.tab('clients');
  expect(copy?.rows).toEqual(rows);
  rows.push(['C3', 'Cleo']);
  expect(copy?.rows).toHaveLength(3);
  const reopened = world.run((ports) => {
    const base = openBase(ports).value;
    base?.remember({ tabs: {} });
    return base?.tab('clients').value?.name;
  });
  expect(reopened.value).toBe('Clients');
});

test('a second copy in the same minute gets a name of its own, and the Archive is copied where there is one', () => {
  const world = shop('ru');
  world.run((ports) => {
    const base = openBase(ports).value;
    if (base !== null) soundTab(base, 'archive');
    base?.saveState();
  });
  world.run((ports) => makeBackup(ports));
  expect(world.run((ports) => makeBackup(ports)).value?.value?.tabs).toEqual(['Клиенты', 'Заказы', 'Архив', 'Шаблоны', 'Согласия'].map((name) => `${name} 2024-06-15 09.00 (2)`));
});

test('a copy that was cut off in the making is finished by the next backup and by the repair, and no copy is ever removed', () => {
  const world = shop();
  world.run((ports) => makeBackup(ports));
  const copyClients = (name: string): void => { world.tabs.push({ ...structuredClone(world.tab('clients')), sheetId: 700 + world.tabs.length, name }); };
  copyClients('Copy of Clients');
  copyClients('Clients 2024');
  const kept = names(world);
  copyClients('Clients 2024-06-15 08.59');
  // A tab of the base stays one under any name.
  world.tab('orders').name = 'Clients 2024-06-15 08.58';
  const cut = world.clone();
  const marked = ({ tabs }: MemoryWorld): string[] => tabs.flatMap(({ name, key }) => (key !== null && /\d\.\d\d/.test(name) ? [name] : []));
  expect(world.run((ports) => makeBackup(ports)).value?.value?.tabs).toHaveLength(4);
  expect(names(world)).toEqual(expect.arrayContaining(['Clients 2024-06-15 08.59', 'Clients 2024-06-15 09.00 (2)']));
  expect(marked(world)).toEqual(['Clients 2024-06-15 08.58']);
  expect(cut.run((ports) => lookForRepair(ports)).value?.value?.findings.map(({ kind, sheet }) => [kind, sheet])).toEqual([['tab', 'Clients 2024-06-15 08.59']]);
  expect(cut.run((ports) => runRepair(ports)).value?.value?.repaired).toHaveLength(1);
  expect(names(cut)).toEqual([...kept.map((name) => (name === 'Orders' ? 'Clients 2024-06-15 08.58' : name)), 'Clients 2024-06-15 08.59']);
  expect(marked(cut)).toEqual(['Clients 2024-06-15 08.58']);
  expect(cut.run((ports) => lookForRepair(ports)).value?.value?.findings).toEqual([]);
});

test('is refused with the figures near ten million cells, and nothing is made', () => {
  const world = shop();
  world.moreGridCells = 9_950_000;
  const before = world.tabs.map((tab) => wholeTab(tab));
  const { value, calls } = world.run((ports) => makeBackup(ports));
  expect(value?.value).toBeNull();
  expect(value?.issues).toEqual([expect.objectContaining({ code: 'backup.tooLarge', params: { needed: expect.any(Number) as number, free: expect.any(Number) as number } })]);
  expect(calls).toEqual(['lock', 'read', 'flush', 'unlock']);
  expect(world.tabs.map((tab) => wholeTab(tab))).toEqual(before);
});

test('says so where there is no base, and waits for another change to end', () => {
  expect(new MemoryWorld().run((ports) => makeBackup(ports)).value?.issues.map(({ code }) => code)).toEqual(['base.missing']);
  const world = shop();
  world.locked = true;
  expect(world.run((ports) => makeBackup(ports)).value?.issues.map(({ code }) => code)).toEqual(['lock.busy']);
});
