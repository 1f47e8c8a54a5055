/** Import, recalculation, settings and repair of a base, on ports in memory. */
import { columnName } from '../../src/core/language/names';
import { showClients } from '../../src/domain/client-list';
import { viewHelp, viewHome } from '../../src/domain/home';
import { importChunk, startImport } from '../../src/domain/import-orders';
import { recalculate } from '../../src/domain/recalculate';
import { viewDormant, viewSegments } from '../../src/domain/segments';
import { setUpBase } from '../../src/domain/set-up';
import { saveSettings, settingsEffect, viewSettings } from '../../src/domain/settings-tab';
import { MemoryWorld } from './in-memory-ports';
import { dormantBase, dormantRows, importRows, SAMPLE_PLAN } from './sample-base';

describe('setting up', () => {
  test('makes every tab once and leaves the owner\'s own tab of the same name alone', () => {
    const world = new MemoryWorld();
    world.tabs.push({ sheetId: 7, name: 'Orders', rows: [['mine']], marks: [], key: null, rules: [], owners: [], hidden: new Set() });
    world.run((ports) => setUpBase(ports, 'en'));
    world.run((ports) => setUpBase(ports, 'en'));
    const names = world.tabs.map(({ name }) => name);
    expect(names).toEqual(['Sheet1', 'Orders', 'Clients', 'Clientura Orders', 'Templates', 'Mailings', 'Outbox', 'Consents', 'Settings', 'Send log', 'Journal', 'Segment history']);
    expect(world.tabs[1]?.rows).toEqual([['mine']]);
  });

  test('re-creates a deleted tab and a deleted column without touching data', () => {
    const world = dormantBase(3);
    world.tabs.splice(world.tabs.indexOf(world.tab('outbox')), 1);
    const clients = world.tab('clients');
    const segment = clients.marks.indexOf('segment');
    clients.rows.forEach((row) => row.splice(segment, 1));
    clients.marks.splice(segment, 1);
    const report = world.run((ports) => setUpBase(ports, 'en')).value?.value;
    expect(report?.created).toEqual(['Outbox']);
    expect(report?.repaired).toEqual(['Clients: Segment']);
    world.run((ports) => recalculate(ports));
    expect(world.column('clients', 'segment').every((cell) => cell !== '')).toBe(true);
    expect(world.column('clients', 'client_id')).toEqual(['Client 1', 'Client 2', 'Client 3']);
  });

  test('on a base that is set up already the other language changes nothing', () => {
    const world = dormantBase(1);
    world.run((ports) => setUpBase(ports, 'ru'));
    expect(world.run((ports) => viewHome(ports)).value?.value.language).toBe('en');
  });
});

describe('importing', () => {
  test('keeps extra columns, derives clients and reports every row', () => {
    const world = new MemoryWorld();
    const { value } = importRows(world, [
      ['1', '05.03.2024', 'Anna', '1 234,56 ₽', 'anna@example.com', 'yes', 'North'],
      ['2', '31.02.2024', 'Boris', '10', '', '', ''],
      ['3', '06.03.2024', 'Boris', '—', '', '', ''],
      ['4', '07.03.2024', 'Vera', '(12,00)', '', '', '=HYPERLINK("x")'],
    ]);
    expect(value).toMatchObject({ rowsRead: 4, rowsUsed: 2, rowsRejected: 2, rowsSkipped: 0, clientsTotal: 2 });
    expect(value?.rejected.map(({ code, count, rowNumbers }) => [code, count, rowNumbers])).toEqual([
      ['row.dateImpossible', 1, [3]], ['row.amountMissing', 1, [4]],
    ]);
    const orders = world.tab('orders');
    expect(orders.rows[0]).toEqual([...(['order', 'date', 'client', 'amount'] as const).map((key) => columnName(key, 'en')), 'Shop']);
    expect(orders.rows[1]).toEqual(['1', { day: 45356 }, 'Anna', 1234.56, 'North']);
    expect(orders.rows[2]).toEqual(['4', { day: 45358 }, 'Vera', -12, '=HYPERLINK("x")']);
    expect(world.column('clients', 'email')).toEqual(['anna@example.com', '']);
  });

  test('a chunk sent twice is written once, a chunk out of order is refused', () => {
    const world = new MemoryWorld();
    const rows = dormantRows(2);
    const importId = world.run((ports) => startImport(ports, { ...SAMPLE_PLAN, rowCount: 10 }, 'en')).value?.value?.importId ?? '';
    const send = (chunkIndex: number): unknown => world.run((ports) => importChunk(ports, { importId, chunkIndex, rows: rows.slice(chunkIndex * 5, chunkIndex * 5 + 5) })).value?.issues[0]?.code;
    expect(send(1)).toBe('request.bad');
    expect(send(0)).toBeUndefined();
    expect(send(0)).toBeUndefined();
    expect(send(1)).toBeUndefined();
    expect(world.column('orders', 'order')).toEqual(rows.map((row) => row[0]));
  });

  test('an import killed at any call and sent again loses no row and doubles none', () => {
    const rows = dormantRows(3);
    const begin = new MemoryWorld();
    const importId = begin.run((ports) => startImport(ports, { ...SAMPLE_PLAN, rowCount: 15 }, 'en')).value?.value?.importId ?? '';
    const chunk = { importId, chunkIndex: 0, rows };
    const whole = begin.clone().run((ports) => importChunk(ports, chunk)).calls.length;
    expect(whole).toBeGreaterThan(8);
    for (let killAt = 1; killAt <= whole; killAt += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = begin.clone();
        expect(world.run((ports) => importChunk(ports, chunk), killAt, moment).killed).toBe(true);
        world.run((ports) => importChunk(ports, chunk));
        expect(world.column('orders', 'order')).toEqual(rows.map((row) => row[0]));
        expect(world.column('clients', 'client_id')).toEqual(['Client 1', 'Client 2', 'Client 3']);
      }
    }
  });

  test('order numbers that stand in the base already are skipped, several rows of one order are not', () => {
    const world = new MemoryWorld();
    const rows = [['1', '05.03.2024', 'Anna', '10', '', '', ''], ['1', '05.03.2024', 'Anna', '5', '', '', '']];
    importRows(world, rows);
    const { value } = importRows(world, [...rows, ['2', '06.03.2024', 'Anna', '7', '', '', '']]);
    expect(value).toMatchObject({ rowsUsed: 1, rowsSkipped: 2 });
    expect(world.column('orders', 'amount')).toEqual([10, 5, 7]);
  });

  test('fills empty cells of known clients and never changes what the owner typed', () => {
    const world = new MemoryWorld();
    importRows(world, [['1', '05.03.2024', 'Anna', '10', '', '', ''], ['2', '05.03.2024', 'Boris', '10', '', '', '']]);
    const clients = world.tab('clients');
    const name = clients.marks.indexOf('name');
    (clients.rows[1] ?? [])[name] = 'Anna Petrova';
    importRows(world, [['3', '06.03.2024', 'Anna', '10', 'anna@example.com', '', '']]);
    expect(world.column('clients', 'name')).toEqual(['Anna Petrova', 'Boris']);
    expect(world.column('clients', 'email')).toEqual(['anna@example.com', '']);
  });

  test('a plan without a needed column is refused in words', () => {
    const world = new MemoryWorld();
    const { issues } = world.run((ports) => startImport(ports, { ...SAMPLE_PLAN, mapping: { client: 2, amount: 3 } }, 'ru')).value ?? { issues: [] };
    expect(issues.map(({ code }) => code)).toEqual(['table.columnMissing']);
    expect(world.tabs).toHaveLength(1);
  });

  test('a text of 50,001 characters is cut to what a cell holds', () => {
    const world = new MemoryWorld();
    importRows(world, [['1', '05.03.2024', 'Anna', '10', '', '', 'x'.repeat(50_001)]]);
    expect(world.tab('orders').rows[1]?.[4]).toHaveLength(50_000);
  });

  test('while another action holds the lock nothing is written', () => {
    const world = new MemoryWorld();
    const importId = world.run((ports) => startImport(ports, { ...SAMPLE_PLAN, rowCount: 1 }, 'en')).value?.value?.importId ?? '';
    world.locked = true;
    expect(world.run((ports) => importChunk(ports, { importId, chunkIndex: 0, rows: dormantRows(1) })).value?.issues[0]?.code).toBe('lock.busy');
    expect(world.column('orders', 'order')).toEqual([]);
  });
});

describe('recalculating', () => {
  test('needs at most eight counted calls, whatever the number of orders', () => {
    for (const clients of [3, 300]) {
      const world = dormantBase(clients);
      const { calls } = world.run((ports) => recalculate(ports));
      expect(calls).toEqual(['lock', 'read', 'read', 'read', 'write', 'rules', 'write']);
    }
  });

  test('finds renamed and moved columns and a renamed tab, and keeps the owner\'s columns and order', () => {
    const world = dormantBase(3);
    const clients = world.tab('clients');
    clients.name = 'Покупатели';
    // The owner renames the key, puts a column of his own in front and sorts backwards.
    clients.rows.forEach((row, index) => row.unshift(index === 0 ? 'Mine' : `note ${index}`));
    clients.marks.unshift(null);
    (clients.rows[0] ?? [])[1] = 'Who';
    const [header = [], ...rows] = clients.rows;
    clients.rows = [header, ...rows.reverse()];
    const { issues } = world.run((ports) => recalculate(ports)).value ?? { issues: [] };
    expect(issues).toEqual([]);
    expect(world.column('clients', 'client_id')).toEqual(['Client 3', 'Client 2', 'Client 1']);
    expect(clients.rows.map((row) => row[0])).toEqual(['Mine', 'note 3', 'note 2', 'note 1']);
    expect(world.column('clients', 'revenue')).toEqual([1502.5, 1002.5, 502.5]);
  });

  test('ids of clients stay when rows are sorted', () => {
    const world = dormantBase(3);
    const before = new Map(world.column('clients', 'client_id').map((client, index) => [client, world.column('clients', 'id')[index]]));
    const clients = world.tab('clients');
    const [header = [], ...rows] = clients.rows;
    clients.rows = [header, ...rows.reverse()];
    world.run((ports) => recalculate(ports));
    world.column('clients', 'client_id').forEach((client, index) => expect(world.column('clients', 'id')[index]).toBe(before.get(client)));
  });

  test('clients typed into Orders by hand are appended', () => {
    const world = dormantBase(1);
    world.tab('orders').rows.push(['x', { day: 45000 }, 'Newcomer', 70, '']);
    const report = world.run((ports) => recalculate(ports)).value?.value;
    expect(report?.clientsNew).toBe(1);
    expect(world.column('clients', 'client_id')).toEqual(['Client 1', 'Newcomer']);
    expect(world.column('clients', 'revenue')).toEqual([502.5, 70]);
  });

  test('says which tab or column is gone and changes nothing', () => {
    const world = dormantBase(2);
    const orders = world.tab('orders');
    orders.rows.forEach((row) => row.splice(1, 1));
    orders.marks.splice(1, 1);
    expect(world.run((ports) => recalculate(ports)).value?.issues.map(({ code }) => code)).toEqual(['tab.columnMissing']);
    world.tabs.splice(world.tabs.indexOf(orders), 1);
    expect(world.run((ports) => recalculate(ports)).value?.issues.map(({ code }) => code)).toEqual(['tab.missing']);
  });

  test('refuses as a whole where the person may not edit', () => {
    const world = dormantBase(2);
    world.protectedSheet = world.tab('clients').sheetId;
    const { value, calls } = world.run((ports) => recalculate(ports));
    expect(value?.issues.map(({ code }) => code)).toEqual(['range.protected']);
    expect(calls).not.toContain('write');
  });

  test('on a spreadsheet that is no base it says so', () => {
    expect(new MemoryWorld().run((ports) => recalculate(ports)).value?.issues[0]?.code).toBe('base.missing');
  });

  test('colours follow Settings and the owner\'s own rules stay', () => {
    const world = dormantBase(2);
    const clients = world.tab('clients');
    clients.rules.unshift({ formula: '=A2>1', background: '#000000', areas: [] });
    world.run((ports) => saveSettings(ports, { 'highlight.dormant': '#123456', 'dormancy.minSilenceDays': '45' }));
    world.run((ports) => recalculate(ports));
    expect(clients.rules[0]?.formula).toBe('=A2>1');
    const dormant = clients.rules.find(({ background }) => background === '#123456');
    expect(dormant?.formula).toContain('>=45');
  });
});

describe('settings', () => {
  test('a wrong value saves nothing and names what is allowed', () => {
    const world = dormantBase(1);
    const { value } = world.run((ports) => saveSettings(ports, { 'rfm.scale': '3', 'abc.by': 'weight' }));
    expect(value?.issues.map(({ code }) => code)).toEqual(['setting.badValue']);
    const scale = world.run((ports) => viewSettings(ports)).value?.value?.settings.find(({ key }) => key === 'rfm.scale');
    expect(scale?.value).toBe('5');
  });

  test('a value typed wrongly into the tab is reported and the default counts', () => {
    const world = dormantBase(1);
    const settings = world.tab('settings');
    const row = settings.rows.find((cells) => cells.includes('rfm.scale'));
    if (row !== undefined) row[1] = 'many';
    const view = world.run((ports) => viewSettings(ports)).value?.value;
    expect(view?.issues[0]?.code).toBe('setting.badValue');
    expect(view?.issues[0]?.sheet).toBe('Settings');
    expect(view?.settings.find(({ key }) => key === 'rfm.scale')?.value).toBe('5');
  });

  test('the effect is counted before saving', () => {
    const world = dormantBase(5);
    const effect = world.run((ports) => settingsEffect(ports, { 'dormancy.mode': 'threshold', 'dormancy.days': '3000' })).value?.value;
    expect(effect).toMatchObject({ clients: 5, dormancy: 5 });
    expect(world.run((ports) => viewSettings(ports)).value?.value?.settings.find(({ key }) => key === 'dormancy.mode')?.value).toBe('rhythm');
  });
});

describe('views', () => {
  test('home leads from nothing to a mailing', () => {
    const world = new MemoryWorld();
    const next = (): string | undefined => world.run((ports) => viewHome(ports)).value?.value.nextStep;
    expect(next()).toBe('set-up');
    world.run((ports) => setUpBase(ports, 'en'));
    expect(next()).toBe('import');
    importRows(world, dormantRows(2));
    expect(next()).toBe('recalculate');
    world.run((ports) => recalculate(ports));
    expect(next()).toBe('mail-dormant');
  });

  test('help explains fields, consent, letters that leave by themselves and why no opens are shown, in the language of the base', () => {
    const topics = (world: MemoryWorld): string[] => world.run((ports) => viewHelp(ports, false)).value?.value.topics.map(({ title, text }) => `${title}: ${text}`) ?? [];
    const english = topics(dormantBase(1)).join('\n');
    for (const part of ['{{Name|friend}}', 'agreed', 'Automations', 'so a count of opens misleads']) expect(english).toContain(part);
    const world = new MemoryWorld();
    world.run((ports) => setUpBase(ports, 'ru'));
    for (const part of ['{{Имя|друг}}', 'согласился', 'Автоматизации', 'счёт открытий обманывает']) expect(topics(world).join('\n')).toContain(part);
  });

  test('every class opens exactly its own clients', () => {
    const world = dormantBase(6);
    const view = world.run((ports) => viewSegments(ports)).value?.value;
    const classes = [...(view?.segments ?? []), ...(view?.abc ?? []), ...(view?.xyz ?? []), ...(view?.matrix ?? []), ...(view?.dormancy ?? [])];
    expect(classes.length).toBeGreaterThan(15);
    for (const entry of classes) expect([entry.key, world.run((ports) => showClients(ports, entry.audience)).value?.value]).toEqual([entry.key, entry.clients]);
  });

  test('dormant clients come with the most money at risk first', () => {
    const rows = dormantBase(4).run((ports) => viewDormant(ports, 3)).value?.value?.rows ?? [];
    expect(rows.map(({ clientId }) => clientId)).toEqual(['Client 4', 'Client 3', 'Client 2']);
    expect(rows[0]?.why).toMatch(/silent/);
  });
});
