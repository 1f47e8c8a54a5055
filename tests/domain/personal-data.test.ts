/** One person's data: found everywhere, exported, erased without a trace but the keyed hash of the address; records due. */
import type { ErasureProgress } from '../../src/contract/consent-views';
import { makeBackup } from '../../src/domain/backup';
import { openBase } from '../../src/domain/base';
import { cellText } from '../../src/domain/cells';
import { addDecisions } from '../../src/domain/decisions';
import { putIntoArchive } from '../../src/domain/cleaning/archive-desk';
import { viewJournal } from '../../src/domain/journal/journal-view';
import { undoAction } from '../../src/domain/journal/undo';
import { recordConsent, viewConsents } from '../../src/domain/mailing/consent-desk';
import { addressHash, readLedger } from '../../src/domain/mailing/consents';
import { leaveRequest } from '../../src/domain/mailing/requests';
import { planNewMailing } from '../../src/domain/mailing/plan-mailing';
import { saveSegment } from '../../src/domain/mailing/segments-desk';
import { applyWaiting } from '../../src/domain/mailing/unsubscribe';
import { erasePerson } from '../../src/domain/personal-data/erasure';
import { exportPerson } from '../../src/domain/personal-data/personal-export';
import { listDue } from '../../src/domain/personal-data/retention';
import type { Ports } from '../../src/domain/ports';
import { recalculate } from '../../src/domain/recalculate';
import { soundTab } from '../../src/domain/sound-tab';
import { beginSetUp } from '../../src/domain/set-up';
import { saveSettings } from '../../src/domain/settings-tab';
import type { MemoryWorld } from './in-memory-ports';
import { plan, readyWorld, send, setCell } from './mailing-world';
import { chosenAsProposed, ORDERS_WITH_TITLES, ownersSheet } from './owner-sheets';
import { importRows } from './sample-base';

const NAME = 'Varvara Nightingale';
const PHONE = '+7 999 111-22-33';
const codes = (found: { readonly issues: readonly { readonly code: string }[] } | null | undefined): string[] => (found?.issues ?? []).map(({ code }) => code);

/** Client 1 left traces in every tab: letters, journal, history, decisions, a backup, the ledger, notes. Client 10 is somebody else. */
function livedIn(): MemoryWorld {
  const world = readyWorld(10);
  setCell(world, 'clients', 'Client 1', 'name', NAME);
  setCell(world, 'clients', 'Client 1', 'phone', PHONE);
  setCell(world, 'clients', 'Client 1', 'note', `call ${NAME} on Monday`);
  world.run((ports) => recalculate(ports));
  send(world, plan(world, 10));
  world.run((ports) => recordConsent(ports, { clientId: 'Client 1', kind: 'consented', source: 'shop', how: `said by ${NAME}`, version: '' }));
  world.run((ports) => {
    const base = openBase(ports).value;
    if (base === null) return;
    addDecisions(base, [{ kind: 'duplicates.apart', key: 'Client 1\nClient 2', details: `${NAME} and Client 2` }, { kind: 'clean.finding', key: 'x', details: 'about Client 10' }]);
    base.saveState();
  });
  // The journal remembers cells of his row before a change.
  importRows(world, [['1-9', '05.05.2024', 'Client 1', '50,00', 'c1@example.com', 'yes', NAME], ['10-9', '05.05.2024', 'Client 10', '60,00', 'c10@example.com', 'yes', 'note']], { fileName: `orders of ${NAME}.csv` }, 5);
  for (const tab of ['orders', 'clients']) addNote(world, tab, `asked for by ${NAME}`);
  world.run((ports) => makeBackup(ports));
  return world;
}

/** A note on the first cell of the first row of Client 1. */
function addNote(world: MemoryWorld, tab: string, note: string): void {
  const { sheetId, rows } = world.tab(tab);
  const rowIndex = rows.findIndex((row) => row.includes('Client 1'));
  world.run(({ book }) => {
    const contents = book.readContents(sheetId, { rowIndex, columnIndex: 0, rowCount: 1, columnCount: rows[rowIndex]?.length ?? 1 });
    book.writeContents(sheetId, rowIndex, 0, { ...contents, notes: contents.notes.map((row) => row.map((_note, index) => (index === 0 ? note : ''))) });
    book.flush();
  });
}

/** Every cell of the workbook, its notes, formulas and marks, and both stores, as one text. */
function everything(world: MemoryWorld): string {
  const tabs = world.tabs.map(({ name, rows, marks, key, extras, rules }) => ({
    name, rows, marks, key, rules,
    extras: [...(extras?.entries() ?? [])].filter(([row]) => rows.includes(row)).map(([, { notes, formulas }]) => [[...notes.values()], [...formulas.values()]]),
  }));
  return JSON.stringify([tabs, [...world.documentStore], [...world.scriptStore], world.lastFilter]).toLowerCase();
}

const erase = (ports: Ports): ReturnType<typeof erasePerson> => erasePerson(ports, 'Client 1', 'Client 1');

/** Goes on until the erasure is over. */
function eraseAll(world: MemoryWorld): ErasureProgress | null {
  return eraseOne(world, 'Client 1');
}

function eraseOne(world: MemoryWorld, clientId: string): ErasureProgress | null {
  for (let call = 0; call < 20; call += 1) {
    const progress = world.run((ports) => erasePerson(ports, clientId, clientId)).value?.value ?? null;
    if (progress === null || progress.done) return progress;
  }
  throw new Error('the erasure does not come to an end');
}

/** What must be gone: his names, address, phone, ids, the hash but for the opt-out. */
function tracesOf(world: MemoryWorld, hash: string, id: string): string[] {
  const left = everything(world);
  const pieces = [NAME.toLowerCase(), 'nightingale', 'c1@example.com', '999 111', '79991112233', `"${id.toLowerCase()}"`, '"client 1"', 'client 1\\n', 'client 1 ', '[\\"client 1\\"'];
  const found = pieces.filter((piece) => left.includes(piece));
  const hashes = left.split(hash).length - 1;
  return hashes === 1 ? found : [...found, `hash ${hashes} times`];
}

function facts(world: MemoryWorld): { readonly hash: string; readonly id: string } {
  const clients = world.tab('clients');
  const row = clients.rows.find((cells) => cells.includes('Client 1')) ?? [];
  const hash = world.run((ports) => {
    const base = openBase(ports).value;
    return base === null ? '' : addressHash(base, 'c1@example.com');
  }).value ?? '';
  return { hash, id: cellText(row[clients.marks.indexOf('id')]) };
}

const moneyOf = (world: MemoryWorld): number => world.column('orders', 'amount').reduce<number>((sum, cell) => sum + Number(cell), 0);

describe('erasure', () => {
  test('leaves no trace of the person in the whole workbook but the keyed hash of the address among the opt-outs, and nothing of others is lost', () => {
    const world = livedIn();
    const { hash, id } = facts(world);
    const before = { orders: world.column('orders', 'order').length, money: moneyOf(world), others: world.column('clients', 'client_id').filter((client) => client !== 'Client 1') };
    expect(tracesOf(world, hash, id).length).toBeGreaterThan(5);
    expect(eraseAll(world)).toMatchObject({ done: true });
    expect(tracesOf(world, hash, id)).toEqual([]);
    expect({ orders: world.column('orders', 'order').length, money: moneyOf(world), others: world.column('clients', 'client_id') }).toEqual(before);
    expect(everything(world)).toContain('client 10');
    expect(everything(world)).toContain('about client 10');
    expect(world.column('outbox', 'email')).toContain('c10@example.com');
    const entry = world.run((ports) => {
      const base = openBase(ports).value;
      return base === null ? null : readLedger(base).value?.ledger.get(hash);
    }).value;
    expect(entry).toMatchObject({ optedOut: true });
    expect(world.run((ports) => viewJournal(ports)).value?.value?.entries[0]).toMatchObject({ kind: 'personal' });
    expect(world.documentStore.has('erasure')).toBe(false);
  });

  test('the sender who is a client too may be erased, and what he planned for others still leaves', () => {
    const world = readyWorld(3);
    setCell(world, 'clients', 'Client 1', 'email', world.email);
    const mailingId = plan(world, 3);
    eraseAll(world);
    expect(send(world, mailingId)).toMatchObject({ sent: 2, skipped: 1, left: 0 });
    expect(world.column('clients', 'email')).not.toContain(world.email);
  });

  test('a short number in the list a mailing was for goes from its plan and from the segment saved', () => {
    const world = readyWorld(3);
    const { rows, marks } = world.tab('clients');
    // Clients known by short numbers, as the picked rows of Clients name them.
    rows.slice(1).forEach((row, index) => { row[marks.indexOf('client_id')] = `k${index + 1}`; });
    const expression = 'client in ("k1", "k2")';
    world.run((ports) => saveSegment(ports, { name: 'picked', expression, replace: false }));
    expect(codes(world.run((ports) => planNewMailing(ports, { templateKey: 'come-back', audience: expression }, 2)).value)).toEqual([]);
    expect(everything(world)).toMatch(/\\"k1\\/);
    for (let call = 0; call < 20 && world.run((ports) => erasePerson(ports, 'k1', 'k1')).value?.value?.done === false; call += 1) expect(call).toBeLessThan(19);
    expect(everything(world)).not.toMatch(/\bk1\b/);
    expect(everything(world)).toMatch(/\\"k2\\/);
  });

  test('a number without quotation marks goes from every audience, and numbers of other columns stay', () => {
    const world = readyWorld(9);
    const { rows, marks } = world.tab('clients');
    rows.slice(1).forEach((row, index) => { row[marks.indexOf('client_id')] = String(index + 1); });
    const audience = 'client = 7 or client in (7, 70; 8) and orders > 7 or email contains "7"';
    world.run((ports) => saveSegment(ports, { name: 'picked', expression: audience, replace: false }));
    world.run((ports) => saveSegment(ports, { name: 'broken', expression: 'orders > 1', replace: false }));
    expect(codes(world.run((ports) => planNewMailing(ports, { templateKey: 'come-back', audience: 'client = 7' }, 1)).value)).toEqual([]);
    expect(eraseOne(world, '7')).toMatchObject({ done: true });
    const [text] = world.column('saved_segments', 'text');
    expect(text).toMatch(/^client = 9\d+ or client in \(9\d+, 70; 8\) and orders > 7 or email contains "7"$/);
    expect(everything(world)).not.toMatch(/client = 7\b/);
    expect(world.column('saved_segments', 'text')[1]).toBe('orders > 1');
  });

  test('a name that a saved segment cuts between two cells goes, and the segment reads as before around it', () => {
    const world = livedIn();
    // The border of 40,000 characters falls into the name.
    const expression = `name in ("${'x'.repeat(39_975)}", "${NAME}", "Somebody")`;
    expect(expression.indexOf(NAME)).toBeLessThan(40_000);
    expect(expression.indexOf(NAME) + NAME.length).toBeGreaterThan(40_000);
    world.run((ports) => saveSegment(ports, { name: 'many', expression, replace: false }));
    expect(world.column('saved_segments', 'text').length).toBeGreaterThan(1);
    expect(eraseAll(world)).toMatchObject({ done: true });
    const whole = world.column('saved_segments', 'text').map(cellText).join('');
    expect(whole).not.toMatch(/Varvara|Nightingale/);
    expect(whole.replace(/x-[0-9a-f]{10}/, `"${NAME}"`)).toBe(expression);
  });

  test('a short name goes from rows of his and beside another sign of him; elsewhere it stays and is told to the owner by its cell', () => {
    const world = readyWorld(5);
    setCell(world, 'clients', 'Client 1', 'name', 'Ann');
    setCell(world, 'clients', 'Client 2', 'name', 'Anna Bell');
    setCell(world, 'clients', 'Client 2', 'note', 'a friend of Ann, likes annuals');
    setCell(world, 'clients', 'Client 3', 'note', 'write to Ann at c1@example.com');
    setCell(world, 'clients', 'Client 4', 'note', 'Ann');
    setCell(world, 'clients', 'Client 5', 'email', 'big.c1@example.com');
    setCell(world, 'clients', 'Client 5', 'note', 'big.c1@example.com');
    const progress = eraseOne(world, 'Client 1');
    expect(progress?.left).toEqual([2, 4].map((row) => ({ tab: 'Clients', cell: expect.stringMatching(new RegExp(`^[A-Z]+${row}$`)) as string })));
    const notes = world.column('clients', 'note');
    expect(notes[0]).toBe('a friend of Ann, likes annuals');
    expect(notes[1]).toMatch(/^write to x-[0-9a-f]+ at x-[0-9a-f]+$/);
    expect(notes.slice(2)).toEqual(['Ann', 'big.c1@example.com']);
    expect(world.column('clients', 'email')).toContain('big.c1@example.com');
    expect(world.column('clients', 'name')).toContain('Anna Bell');
    expect(world.documentStore.has('erasure')).toBe(false);
  });

  test('a number or a word of his that others use too takes nothing from them: orders, rules and backups stay, and the owner is told where the word stands', () => {
    const world = readyWorld(9);
    const { rows, marks } = world.tab('clients');
    rows.slice(1).forEach((row, index) => { row[marks.indexOf('client_id')] = String(index + 1); });
    const orders = world.tab('orders');
    const clientAt = orders.marks.indexOf('client');
    orders.rows.slice(1).forEach((row, index) => { row[clientAt] = cellText(row[clientAt]).replace('Client ', ''); row[orders.marks.indexOf('order')] = String(index + 1); });
    setCell(world, 'clients', '7', 'name', 'Любовь');
    setCell(world, 'clients', '3', 'note', 'букет "Любовь": любовь с первого взгляда, İ');
    setCell(world, 'clients', '4', 'note', 'c7@example.com');
    world.run((ports) => {
      const base = openBase(ports).value;
      if (base === null) return;
      const { tab, columns } = soundTab(base, 'automations');
      base.ports.book.ensureRows(tab.sheetId, 3);
      for (const [key, cell] of [['automation', 'mine'], ['step_days', '7']] as const) base.ports.book.write(tab.sheetId, 1, columns.get(key) ?? 0, [[cell]]);
      base.saveState();
    });
    world.run((ports) => {
      const base = openBase(ports).value;
      if (base === null) return;
      addDecisions(base, [['7\n8', 'two people'], ['6\n8', 'two others']].map(([key = '', details = '']) => ({ kind: 'duplicates.apart', key, details })));
      base.saveState();
    });
    world.run((ports) => recalculate(ports));
    setCell(world, 'clients', '5', 'days_silent', '7');
    world.run((ports) => makeBackup(ports));
    const numbers = world.column('orders', 'order');
    expect(numbers).toContain('7');
    expect(eraseOne(world, '7')).toMatchObject({ done: true, left: expect.arrayContaining([{ tab: 'Clients', cell: expect.stringMatching(/^[A-Z]+4$/) as string }]) as ErasureProgress['left'] });
    expect(world.column('orders', 'order')).toEqual(numbers);
    expect(world.column('decisions', 'key')).toEqual(['6\n8']);
    expect(world.column('clients', 'note')[2]).toBe('букет "Любовь": любовь с первого взгляда, İ');
    expect([world.column('automations', 'automation'), world.column('automations', 'step_days')]).toEqual([['mine'], ['7']]);
    const copy = world.tabs.find(({ name }) => /^Clients .*\d\d\.\d\d$/.test(name));
    expect(copy?.rows.slice(1).map((row) => row[0])).toEqual(['1', '2', '3', '4', '5', '6', '8', '9']);
  });

  test('a cell told to the owner is called as it stands on a sheet with titles above the header', () => {
    const world = ownersSheet([['Заказы', ORDERS_WITH_TITLES]]);
    const request = chosenAsProposed(world, 'ru');
    expect(codes(world.run((ports) => beginSetUp(ports, request)).value)).toEqual([]);
    const { sheetId } = world.tabs[0] ?? { sheetId: 0 };
    world.run(({ book }) => { book.write(sheetId, 5, 5, [['розы, как Анна любит']]); });
    world.run((ports) => recalculate(ports));
    expect(eraseOne(world, 'Анна')?.left).toEqual([{ tab: 'Заказы', cell: 'F6' }]);
  });

  test('of many cells that may name him the first are told one by one and the others by their number, also when it was cut off after they were looked for', () => {
    const begin = readyWorld(42);
    setCell(begin, 'clients', 'Client 1', 'name', 'Ann');
    for (let client = 2; client <= 42; client += 1) setCell(begin, 'clients', `Client ${client}`, 'note', 'a friend of Ann');
    const whole = begin.clone().run((ports) => erasePerson(ports, 'Client 1', 'Client 1')).calls.length;
    for (let killAt = whole - 20; killAt <= whole; killAt += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = begin.clone();
        const first = world.run(erase, killAt, moment);
        const progress = first.value?.value ?? eraseOne(world, 'Client 1');
        // Where nothing but the end was cut off there is nobody left to ask for.
        if (progress !== null) expect([killAt, moment, progress.left.length, progress.left[0]?.cell, progress.moreLeft]).toEqual([killAt, moment, 30, expect.stringMatching(/^[A-Z]+2$/), 11]);
      }
    }
    setCell(begin, 'clients', 'Client 42', 'note', '');
    expect(eraseOne(begin, 'Client 1')?.moreLeft).toBe(10);
  });

  test('killed at any call it goes on to the same end', () => {
    const begin = livedIn();
    const { hash, id } = facts(begin);
    const whole = begin.clone().run(erase).calls.length;
    expect(whole).toBeGreaterThan(30);
    for (let killAt = 1; killAt <= whole; killAt += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = begin.clone();
        world.run(erase, killAt, moment);
        eraseAll(world);
        expect({ killAt, moment, traces: tracesOf(world, hash, id), money: moneyOf(world), state: world.documentStore.has('erasure') }).toEqual({ killAt, moment, traces: [], money: moneyOf(begin), state: false });
      }
    }
  });

  test('recalculation and a new import afterwards bring nobody back, and a new address of his stays without letters', () => {
    const world = livedIn();
    const { hash, id } = facts(world);
    eraseAll(world);
    world.run((ports) => recalculate(ports));
    expect(tracesOf(world, hash, id)).toEqual([]);
    importRows(world, [['99', '01.06.2023', 'Returned', '10,00', 'C1@Example.com', 'yes', '']], {}, 5);
    world.run((ports) => recalculate(ports));
    world.nowMs += 40 * 86_400_000;
    const mailing = world.run((ports) => viewConsents(ports)).value?.value?.counts;
    expect(mailing?.optedOut).toBe(1);
  });

  test('needs the number of the client typed, one at a time, and the right to write', () => {
    const world = livedIn();
    const before = everything(world);
    expect(codes(world.run((ports) => erasePerson(ports, 'Client 1', 'Client')).value)).toEqual(['personal.confirmMissing']);
    expect(codes(world.run((ports) => erasePerson(ports, 'Nobody', 'Nobody')).value)).toEqual(['consent.clientMissing']);
    world.protectedSheet = world.tab('journal').sheetId;
    expect(codes(world.run(erase).value)).toEqual(['range.protected']);
    world.protectedSheet = null;
    expect(everything(world)).toBe(before);
    world.run(erase, 25);
    expect(world.run((ports) => viewConsents(ports)).value?.value?.erasing).toBe('Client 1');
    expect(codes(world.run((ports) => erasePerson(ports, 'Client 2', 'Client 2')).value)).toEqual(['personal.otherErasing']);
    eraseAll(world);
    expect(world.run((ports) => viewConsents(ports)).value?.value?.erasing).toBeNull();
  });

  test('cannot be undone, and earlier actions that touched the person say that they are damaged', () => {
    const world = livedIn();
    const { hash, id } = facts(world);
    eraseAll(world);
    for (const { actionId } of world.run((ports) => viewJournal(ports)).value?.value?.entries ?? []) world.run((ports) => undoAction(ports, actionId));
    expect(tracesOf(world, hash, id)).toEqual([]);
  });

  test('a request from an old letter of his changes nothing and does not wait for ever', () => {
    const world = livedIn();
    const letter = cellText(world.column('outbox', 'letter')[world.column('outbox', 'email').indexOf('c1@example.com')]);
    eraseAll(world);
    const lines = world.column('consents', 'state').length;
    world.run((ports) => leaveRequest(ports.scriptStore, letter, 'again', { timeMs: world.nowMs }));
    world.run((ports) => applyWaiting(ports));
    expect(world.column('consents', 'state')).toHaveLength(lines);
    expect([...world.scriptStore.keys()].filter((key) => key.startsWith('request'))).toEqual([]);
  });

  test('an archived client merged into him goes too', () => {
    const world = livedIn();
    world.run((ports) => putIntoArchive(ports, ['Client 9'], 'moved away'));
    const archive = world.tab('archive');
    const row = archive.rows[1] ?? [];
    row[archive.marks.indexOf('merged_into')] = 'Client 1';
    row[archive.marks.indexOf('name')] = 'Old Spelling';
    eraseAll(world);
    expect(everything(world)).not.toContain('old spelling');
    expect(everything(world)).not.toContain('c9@example.com');
  });
});

describe('export', () => {
  test('holds every row of the person from every tab and no row of another, and is noted without a name', () => {
    const world = livedIn();
    world.run((ports) => saveSegment(ports, { name: 'picked', expression: 'client in ("client 1", "client 10")', replace: false }));
    const file = world.run((ports) => exportPerson(ports, 'Client 1')).value?.value;
    const { rows } = JSON.parse(file?.json ?? '{}') as { readonly rows: readonly { readonly tab: string; readonly cells: Readonly<Record<string, string>> }[] };
    const tabs = new Set(rows.map(({ tab }) => tab));
    for (const tab of ['Clients', 'Orders', 'Outbox', 'Send log', 'Consents', 'Journal', 'Segment history']) expect([...tabs]).toContain(tab);
    expect(rows.filter(({ tab }) => tab === 'Orders')).toHaveLength(6);
    expect(JSON.stringify(rows)).not.toMatch(/c10@example|client 10/i);
    expect(file?.csv.split('\r\n').length).toBeGreaterThan(rows.length);
    const [entry] = world.run((ports) => viewJournal(ports)).value?.value?.entries ?? [];
    expect(entry?.kind).toBe('personal');
    expect(entry?.details).not.toMatch(/client 1|nightingale/i);
  });

  test('a cell that a spreadsheet program would compute is led by an apostrophe', () => {
    const world = livedIn();
    setCell(world, 'clients', 'Client 1', 'note', '=HYPERLINK("http://evil","x");next');
    expect(world.run((ports) => exportPerson(ports, 'Client 1')).value?.value?.csv).toContain(`"'=HYPERLINK(""http://evil"",""x"");next"`);
  });
});

describe('records due', () => {
  test('are those without purchase or letter for longer than set; 0 keeps everybody', () => {
    const world = readyWorld(3);
    expect(world.run((ports) => listDue(ports)).value?.value).toEqual({ months: 0, total: 0, rows: [] });
    world.run((ports) => saveSettings(ports, { 'mailing.retentionMonths': '12' }));
    expect(world.run((ports) => listDue(ports)).value?.value?.rows.map(({ clientId }) => clientId)).toEqual(['Client 1', 'Client 2', 'Client 3']);
    setCell(world, 'clients', 'Client 3', 'consent', '');
    send(world, plan(world, 2));
    const { value, calls } = world.run((ports) => listDue(ports));
    expect(value?.value?.rows.map(({ clientId }) => clientId)).toEqual(['Client 3']);
    expect(calls).toHaveLength(3);
    world.run((ports) => saveSettings(ports, { 'mailing.retentionMonths': '14' }));
    expect(world.run((ports) => listDue(ports)).value?.value?.total).toBe(0);
  });
});
