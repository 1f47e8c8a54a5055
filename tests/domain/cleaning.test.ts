/** The cleaning desk: findings of Clients and Orders, accepting one and all, ignoring for ever; killed at any call, continued and undone. */
import type { AcceptReport, CleaningAccept, CleaningPage, CleaningPart } from '../../src/contract/cleaning-views';
import { CLEANING_PAGE_SIZE } from '../../src/contract/cleaning-views';
import { cleanTable } from '../../src/core/contacts/findings';
import { acceptFindings } from '../../src/domain/cleaning/accept';
import { ignoreFindings, listIgnored, unignoreFindings } from '../../src/domain/cleaning/ignore';
import { pageOfFindings, scanCleaning } from '../../src/domain/cleaning/scan';
import { viewHome } from '../../src/domain/home';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import { acceptAll, addColumns, CLIENTS, messyBase, putClient, scan, valueOf, workbook } from './cleaning-base';
import type { MemoryWorld } from './in-memory-ports';

const page = (world: MemoryWorld, part: CleaningPart, offset = 0): CleaningPage => valueOf(world.run((ports) => pageOfFindings(ports, part, offset)));
const accept = (world: MemoryWorld, request: CleaningAccept): AcceptReport => valueOf(world.run((ports) => acceptFindings(ports, request)));
const undo = (world: MemoryWorld, actionId: string): void => expect(valueOf(world.run((ports) => undoAction(ports, actionId)))).toMatchObject({ finished: true, keptCells: 0 });

describe('looking through', () => {
  test('counts findings by kind and code, in words, with examples', () => {
    const view = scan(messyBase());
    expect(view).toMatchObject({ clients: CLIENTS, orders: 2 * CLIENTS, ignored: 0 });
    expect(view.kinds.map(({ kind, findings, proposals }) => [kind, findings, proposals])).toEqual([
      ['phone', 10, 10], ['email', 10, 10], ['name', 10, 10], ['city', 10, 10], ['birthday', 10, 10], ['date', 6, 5], ['amount', 4, 3],
    ]);
    expect(view.kinds[0]).toMatchObject({
      title: 'Phones', codes: [{ code: 'phone.several', title: 'Several numbers in one cell', mark: false, examples: [{ before: '8 (916) 123-45-67 доб. 5; +7 495 000-03-12', proposed: '+79161234567 ext. 5, +74950000312' }] }],
    });
    expect(view.kinds[0]?.codes[0]?.ids).toHaveLength(10);
  });

  test('a page names place, client, before, proposal and why; suspicious dates and sums have no proposal', () => {
    const world = messyBase();
    const { total, findings } = page(world, { kind: 'name', code: '' });
    expect(total).toBe(10);
    expect(findings[0]).toMatchObject({ before: '  иВАНОВ   иван ', proposed: 'Иванов Иван', sheet: 'Clients', rowNumber: 2, column: 'Name', client: 'иВАНОВ   иван' });
    expect(findings[0]?.why).toMatch(/Capitals and small letters are not as in names.*spaces\.$/);
    expect(page(world, { kind: 'date', code: 'date.future' }).findings).toEqual([expect.objectContaining({ sheet: 'Orders', rowNumber: 9, before: '15.01.2099', proposed: null })]);
    expect(page(world, { kind: 'amount', code: 'amount.negative' }).findings).toEqual([expect.objectContaining({ before: '-5', proposed: null, client: 'Client 5' })]);
    expect(page(world, { kind: 'name', code: '' }, 9).findings).toHaveLength(1);
    expect(CLEANING_PAGE_SIZE).toBeGreaterThan(10);
  });

  test('costs 7 counted calls for everything and 4 for a page, whatever the number of rows', () => {
    const world = messyBase();
    const one = ['read', 'read formulas', 'read formats'];
    expect(world.run((ports) => pageOfFindings(ports, { kind: 'email', code: '' }, 0)).calls).toEqual(['read', ...one]);
    expect(world.run((ports) => scanCleaning(ports)).calls).toEqual(['read', ...one, ...one]);
  });

  test('parts of a name are proposed where the base has columns for them', () => {
    const world = messyBase();
    addColumns(world, ['last_name', 'first_name', 'patronymic']);
    putClient(world, 1, 'name', 'Петрова Анна Ивановна');
    putClient(world, 2, 'last_name', 'СИДОРОВ');
    putClient(world, 2, 'first_name', 'Олег');
    const found = page(world, { kind: 'name', code: '' }).findings.filter(({ rowNumber }) => rowNumber < 5).map(({ column, before, proposed }) => [column, before, proposed]);
    expect(found).toEqual([
      ['Column last_name', '', 'Петрова'], ['Column first_name', '', 'Анна'], ['Column patronymic', '', 'Ивановна'], ['Column last_name', 'СИДОРОВ', 'Сидоров'],
      ['Column last_name', '', 'Иванов'], ['Column first_name', '', 'Пётр'],
    ]);
  });

  test('a column that ties orders to clients, and a formula, are shown and left to the owner', () => {
    const world = messyBase();
    const clients = world.tab('clients');
    world.run((ports) => ports.book.writeFormulas(clients.sheetId, 1, clients.marks.indexOf('name'), [['=UPPER("иванов иван")']]));
    putClient(world, 1, 'name', 'ИВАНОВ ИВАН');
    const [formula] = page(world, { kind: 'name', code: '' }).findings;
    expect(formula).toMatchObject({ before: 'ИВАНОВ ИВАН', proposed: null });
    expect(formula?.why).toContain('Proposed: Иванов Иван. A formula stands in the cell');
    clients.marks[clients.marks.indexOf('name')] = null;
    clients.marks[clients.marks.indexOf('client_id')] = 'name';
    clients.rows.forEach((row) => row.unshift(''));
    clients.marks.unshift('client_id');
    const own = scan(world).kinds.find(({ kind }) => kind === 'name');
    expect(own).toBeUndefined();
  });
});

describe('accepting', () => {
  test('one finding changes one cell, keeps its text as text, and is one action with undo', () => {
    const world = messyBase();
    const before = workbook(world);
    const { findings } = page(world, { kind: 'phone', code: '' });
    const report = accept(world, { part: { kind: 'phone', code: 'phone.several' }, ids: [findings[1]?.findingId ?? ''], actionId: '', last: true });
    expect(report).toMatchObject({ finished: true, accepted: 1, kept: [], text: '1 cell corrected.' });
    expect(world.column('clients', 'phone').slice(0, 5)).toEqual(['8 (916) 123-45-67 доб. 5; +7 495 000-03-12', '+79161234567', '+79161234567', '+79161234567 ext. 5, +74950000312', '+79161234567']);
    expect(valueOf(world.run((ports) => viewJournal(ports))).entries[0]).toMatchObject({ actionId: report.actionId, kind: 'clean', state: 'done', details: 'Phones: Several numbers in one cell' });
    undo(world, report.actionId);
    expect(workbook(world)).toEqual(before);
  });

  test('after accepting everything a new look finds no proposal, and figures count as stale after dates', () => {
    const world = messyBase();
    for (const { kind } of scan(world).kinds) expect(accept(world, acceptAll(scan(world), kind)).kept).toEqual([]);
    const after = scan(world);
    expect(after.proposals).toBe(0);
    // What has no proposal was neither changed nor dropped.
    expect(after.kinds.map(({ kind, codes }) => [kind, codes.map(({ code }) => code)])).toEqual([['date', ['date.future']], ['amount', ['amount.negative']]]);
    expect(valueOf(world.run((ports) => viewHome(ports))).stage).toBe('stale');
  });

  test('a cell edited meanwhile is left and named; rows and columns may move', () => {
    const world = messyBase();
    const request = acceptAll(scan(world), 'email');
    putClient(world, 4, 'email', 'c@gnail.com');
    const clients = world.tab('clients');
    clients.rows.splice(1, clients.rows.length - 1, ...clients.rows.slice(1).reverse());
    clients.rows.forEach((row) => row.unshift(''));
    clients.marks.unshift(null);
    (clients.rows[0] ?? [])[clients.marks.indexOf('email')] = 'Где писать';
    const report = accept(world, request);
    expect(report).toMatchObject({ accepted: 9, kept: [{ findingId: request.ids[1] }], text: '9 cells corrected. 1 cell was edited meanwhile and left alone.' });
    expect(world.column('clients', 'email').filter((cell) => cell === 'Anna@gmail.com')).toHaveLength(9);
    expect(world.column('clients', 'email')).toContain('c@gnail.com');
  });

  test('a protected range refuses the whole', () => {
    const world = messyBase();
    const request = acceptAll(scan(world), 'city');
    const clients = world.tab('clients');
    world.protectedAreas.push({ sheetId: clients.sheetId, area: { rowIndex: 7, columnIndex: clients.marks.indexOf('city'), rowCount: 1, columnCount: 1 } });
    const before = workbook(world);
    const refused = world.run((ports) => acceptFindings(ports, request)).value;
    expect(refused).toMatchObject({ value: null, issues: [{ code: 'range.protected' }] });
    expect(workbook(world)).toEqual(before);
  });

  test('steps of one request are one action; stopping in between leaves what is done, and Undo takes all of it', () => {
    const world = messyBase();
    const before = workbook(world);
    const { part, ids } = acceptAll(scan(world), 'birthday');
    const first = accept(world, { part, ids: ids.slice(0, 4), actionId: '', last: false });
    const second = accept(world, { part, ids: ids.slice(4, 7), actionId: first.actionId, last: false });
    expect(second).toMatchObject({ actionId: first.actionId, accepted: 3 });
    const closed = accept(world, { part, ids: [], actionId: first.actionId, last: true });
    expect(closed).toMatchObject({ actionId: first.actionId, accepted: 0, finished: true });
    const { entries } = valueOf(world.run((ports) => viewJournal(ports)));
    expect(entries.filter(({ kind }) => kind === 'clean').map(({ state }) => state)).toEqual(['done']);
    expect(world.column('clients', 'birthday').filter((cell) => cell === '03.05.1990')).toHaveLength(3);
    undo(world, first.actionId);
    expect(workbook(world)).toEqual(before);
  });

  test('a call does as many scattered cells as its time allows and says how many ids are left', () => {
    const world = messyBase();
    const clients = world.tab('clients');
    const row = clients.rows[1] ?? [];
    for (let client = CLIENTS + 1; client <= 400; client += 1) clients.rows.push([`Client ${client}`, ...row.slice(1)].map((cell, index) => (client % 2 === 0 && index === 1 ? 'Иванов Пётр' : cell)));
    const request = acceptAll(scan(world), 'name', 'name.case');
    expect(request.ids.length).toBeGreaterThan(150);
    const first = accept(world, { ...request, last: true });
    expect(first).toMatchObject({ finished: false, dealtWith: 150, accepted: 150 });
    const rest = accept(world, { ...request, ids: request.ids.slice(150), actionId: first.actionId });
    expect(rest).toMatchObject({ finished: true, actionId: first.actionId, accepted: request.ids.length - 150 });
    expect(scan(world).kinds.find(({ kind }) => kind === 'name')).toBeUndefined();
  });

  test('steps that go on after the first was taken back are an action of their own, which can be taken back too', () => {
    const world = messyBase();
    for (let rowIndex = 1; rowIndex <= CLIENTS; rowIndex += 1) putClient(world, rowIndex, 'city', 'мск');
    const before = workbook(world);
    const request = acceptAll(scan(world), 'city');
    const first = accept(world, { ...request, ids: request.ids.slice(0, 10), last: false });
    undo(world, first.actionId);
    const rest = accept(world, { ...request, ids: request.ids.slice(10), actionId: first.actionId });
    expect(rest.accepted).toBe(CLIENTS - 10);
    expect(rest.actionId).not.toBe(first.actionId);
    undo(world, rest.actionId);
    expect(workbook(world)).toEqual(before);
  });

  test('formulas, HTML, right-to-left text, emoji and line breaks in names stay text and lose nothing', () => {
    const world = messyBase();
    const names = ['=1+1', '+иванов', '-анна', '@ANNA', '<b>иванов иван</b>', 'محمد  علي', '🌷 анна 🌷', 'иванов\nиван'];
    names.forEach((name, index) => putClient(world, 2 + index, 'name', name));
    accept(world, acceptAll(scan(world), 'name'));
    const clients = world.tab('clients');
    const column = clients.marks.indexOf('name');
    names.forEach((name, index) => {
      const cell = clients.rows[2 + index]?.[column];
      expect(typeof cell).toBe('string');
      if (cell !== name) expect(clients.extras?.get(clients.rows[2 + index] ?? [])?.formats.get(column)).toBe('@');
    });
    expect(clients.rows[2]?.[column]).toBe('=1+1');
    expect(clients.rows[9]?.[column]).toBe('Иванов Иван');
    expect(scan(world).kinds.find(({ kind }) => kind === 'name')?.proposals ?? 0).toBe(0);
  });
});

test('the desk proposes what the verb `clean` proposes for the same table', () => {
  const world = messyBase();
  const { rows, marks } = world.tab('clients');
  const at = (key: string): number => marks.indexOf(key);
  const columns = { name: at('name'), phone: at('phone'), email: at('email'), city: at('city'), birthday: at('birthday') };
  const { findings } = cleanTable(rows, { rowIndex: 0, names: [] }, columns, { country: 'RU', todayDay: 45_458, preferredDateOrder: 'dmy', preferredDecimal: ',' });
  const shown = (['name', 'phone', 'email', 'city', 'birthday'] as const).flatMap((kind) => page(world, { kind, code: '' }).findings.map(({ rowNumber, code, before, proposed }) => [rowNumber, code, before, proposed].join('|')));
  expect(shown.sort()).toEqual(findings.map(({ rowIndex, code, before, proposed }) => [rowIndex + 1, code, before, proposed].join('|')).sort());
  expect(shown.length).toBeGreaterThan(40);
});

test('a change of thirty cells costs the calls it says', () => {
  const world = messyBase();
  for (let rowIndex = 1; rowIndex <= CLIENTS; rowIndex += 1) putClient(world, rowIndex, 'city', 'мск');
  const request = acceptAll(scan(world), 'city');
  const { calls } = world.run((ports) => acceptFindings(ports, request));
  expect(request.ids).toHaveLength(CLIENTS);
  // Lock, Settings, Clients; formulas and formats twice (looking, Journal); Journal's header and lines; text format, cells; done, state, flush, unlock.
  expect(calls).toEqual(['lock', 'read', 'read', 'read formulas', 'read formats', 'read formulas', 'read formats', 'read', 'write', 'format', 'write', 'write', 'write', 'flush', 'unlock']);
});

test('thirty cells accepted, killed at any call: continued it is whole, undone every cell is back', () => {
  const begin = messyBase();
  for (let rowIndex = 1; rowIndex <= CLIENTS; rowIndex += 1) putClient(begin, rowIndex, 'city', rowIndex % 2 === 0 ? 'мск' : 'спб');
  const before = workbook(begin);
  const request = acceptAll(scan(begin), 'city');
  const whole = begin.clone();
  const { calls } = whole.run((ports) => acceptFindings(ports, request));
  const after = workbook(whole);
  let kills = 0;
  for (let killAt = 1; killAt <= calls.length; killAt += 1) {
    for (const moment of ['before', 'after'] as const) {
      const world = begin.clone();
      const former = valueOf(world.run((ports) => viewJournal(ports))).lastActionId;
      expect(world.run((ports) => acceptFindings(ports, request), killAt, moment).killed).toBe(true);
      const undone = world.clone();
      const last = valueOf(undone.run((ports) => viewJournal(ports))).lastActionId;
      if (last !== former && last !== null) undo(undone, last);
      expect([killAt, moment, workbook(undone)]).toEqual([killAt, moment, before]);
      const report = accept(world, request);
      expect([killAt, moment, report.accepted, report.kept, workbook(world)]).toEqual([killAt, moment, CLIENTS, [], after]);
      const { entries } = valueOf(world.run((ports) => viewJournal(ports)));
      expect([killAt, moment, entries.filter(({ kind }) => kind === 'clean').map(({ actionId, state }) => [actionId, state])]).toEqual([killAt, moment, [[report.actionId, 'done']]]);
      undo(world, report.actionId);
      expect([killAt, moment, workbook(world)]).toEqual([killAt, moment, before]);
      kills += 1;
    }
  }
  expect(kills).toBeGreaterThan(20);
});

describe('ignoring', () => {
  test('one finding or a whole code is left out for ever, listed, and taken back', () => {
    const world = messyBase();
    const { findings } = page(world, { kind: 'name', code: '' });
    const ignoreOne = { part: { kind: 'name', code: '' } as const, ids: [findings[0]?.findingId ?? ''] };
    expect(valueOf(world.run((ports) => ignoreFindings(ports, ignoreOne)))).toBe(1);
    expect(valueOf(world.run((ports) => ignoreFindings(ports, ignoreOne)))).toBe(1);
    expect(valueOf(world.run((ports) => ignoreFindings(ports, { part: { kind: 'email', code: 'email.domainTypo' }, ids: [] })))).toBe(2);
    const view = scan(world);
    expect(view).toMatchObject({ ignored: 11 });
    expect(view.kinds.find(({ kind }) => kind === 'name')?.findings).toBe(9);
    expect(view.kinds.some(({ kind }) => kind === 'email')).toBe(false);
    const list = valueOf(world.run((ports) => listIgnored(ports)));
    expect(list).toMatchObject({ total: 2, entries: [
      { key: 'email.domainTypo', title: 'Everything of this sort', details: 'E-mails: A slip in the domain' },
      { title: '', details: 'Capitals and small letters. иВАНОВ   иван: Name, "  иВАНОВ   иван "' },
    ] });
    // The row moves and stays ignored; another value in the cell is another finding.
    const clients = world.tab('clients');
    clients.rows.splice(1, clients.rows.length - 1, ...clients.rows.slice(1).reverse());
    expect(scan(world).ignored).toBe(11);
    putClient(world, CLIENTS, 'name', 'ПЕТРОВ ИВАН');
    expect(scan(world).ignored).toBe(10);
    expect(valueOf(world.run((ports) => unignoreFindings(ports, list.entries.map(({ key }) => key))))).toBe(0);
    expect(scan(world)).toMatchObject({ ignored: 0 });
    expect(scan(world).kinds.find(({ kind }) => kind === 'email')?.findings).toBe(10);
  });

  test('what is ignored cannot be accepted, and a base that ignores nothing has no tab for it', () => {
    const world = messyBase();
    expect(world.tabs.some(({ key }) => key === 'decisions')).toBe(false);
    const request = acceptAll(scan(world), 'email');
    world.run((ports) => ignoreFindings(ports, { part: { kind: 'email', code: 'email.domainTypo' }, ids: [] }));
    expect(accept(world, request)).toMatchObject({ accepted: 0, actionId: '', text: expect.stringContaining('Nothing was changed.') as string });
    expect(world.tabs.filter(({ key }) => key === 'decisions')).toHaveLength(1);
  });
});
