/** Audiences on ports in memory: fields of the builder, counts, saved segments, the last letter, rows picked by hand. */
import { listClients, showClients } from '../../src/domain/client-list';
import { openBase } from '../../src/domain/base';
import { HeaderBook } from '../../src/domain/header-offset';
import { addressHash, appendLedger, soundLedger } from '../../src/domain/mailing/consents';
import { viewMailing } from '../../src/domain/mailing/mailing-home';
import { countClients } from '../../src/domain/mailing/segments-count';
import { removeSegment, saveSegment, viewSegmentsSaved } from '../../src/domain/mailing/segments-desk';
import { viewAudienceFields } from '../../src/domain/mailing/segments-fields';
import { viewSelection } from '../../src/domain/mailing/segments-selection';
import { wordsOf } from '../../ui/language/words';
import type { MemoryWorld } from './in-memory-ports';
import { plan, readyWorld, send, setCell } from './mailing-world';
import { dormantBase } from './sample-base';

const codes = (found: { readonly issues: readonly { readonly code: string }[] } | null | undefined): string[] => (found?.issues ?? []).map(({ code }) => code);
const clientsOf = (world: MemoryWorld, audience: string): string[] => {
  const listed = world.run((ports) => listClients(ports, { audience, offset: 0, limit: 100, order: 'name' })).value;
  return listed?.value?.rows.map(({ clientId }) => clientId) ?? codes(listed);
};
const save = (world: MemoryWorld, name: string, expression: string, replace = false): string[] => codes(world.run((ports) => saveSegment(ports, { name, expression, replace })).value);
const savedNow = (world: MemoryWorld): (readonly [string, string])[] => (world.run((ports) => viewSegmentsSaved(ports)).value?.value?.segments ?? []).map(({ name, expression }) => [name, expression]);
/** Adds a column of the owner at the right of Clients. */
function ownColumn(world: MemoryWorld, title: string, cells: readonly (string | number)[], key: string | null = null): void {
  const { rows, marks } = world.tab('clients');
  const width = Math.max(...rows.map((row) => row.length));
  [title, ...cells].forEach((cell, index) => { const row = rows[index]; if (row !== undefined) { while (row.length < width) row.push(null); row[width] = cell; } });
  marks[width] = key;
}

test.each(['ru', 'en'] as const)('the rule that the builder shows as an example is understood (%s)', (language) => {
  const example = wordsOf(language).say('audience.typedWhat').replace(/^[^:]+: /, '');
  const world = dormantBase(5);
  expect(codes(world.run((ports) => countClients(ports, example)).value)).toEqual([]);
  expect(codes(world.run((ports) => countClients(ports, example.replace('abc', 'abz'))).value)).not.toEqual([]);
});

describe('saved segments', () => {
  test('a name works by itself, inside other expressions and in other segments', () => {
    const world = dormantBase(5);
    expect(save(world, 'Rich', 'revenue > 1100')).toEqual([]);
    expect(save(world, 'rich and late', 'rich and revenue < 2000')).toEqual([]);
    expect(clientsOf(world, 'Rich')).toEqual(['Client 3', 'Client 4', 'Client 5']);
    expect(clientsOf(world, 'not "rich" and orders >= 1')).toEqual(['Client 1', 'Client 2']);
    expect(clientsOf(world, '"rich and late" or client = "client 1"')).toEqual(['Client 1', 'Client 3']);
    expect(world.run((ports) => viewSegmentsSaved(ports)).value?.value?.segments.map(({ name, usedBy }) => [name, usedBy])).toEqual([['Rich', ['rich and late']], ['rich and late', []]]);
  });

  test('they are offered as audiences of a mailing, with their numbers', () => {
    const world = dormantBase(5);
    save(world, 'Rich ones', 'revenue > 1100');
    expect(world.run((ports) => viewMailing(ports)).value?.value?.audiences).toContainEqual({ expression: '"Rich ones"', label: 'Rich ones', clients: 3, withEmail: 3 });
    expect(world.run((ports) => showClients(ports, '"Rich ones"')).value?.value).toBe(3);
  });

  test('a circle, a rule that is not understood, a bad and a taken name are refused, and nothing is written', () => {
    const world = dormantBase(2);
    save(world, 'one', 'abc = A');
    save(world, 'two', 'one or abc = B');
    const before = savedNow(world);
    expect(save(world, 'one', 'not two', true)).toEqual(['audience.cycle']);
    expect(save(world, 'three', 'three or abc = A')).toEqual(['audience.cycle']);
    expect(save(world, 'three', 'colour = red')).toEqual(['audience.fieldUnknown']);
    expect(save(world, 'ONE', 'abc = C')).toEqual(['audience.nameTaken']);
    for (const name of ['dormant', 'At_Risk', 'champions', 'все']) expect([name, save(world, name, 'abc = A')]).toEqual([name, ['audience.nameTaken']]);
    for (const name of ['', ' ', 'and', 'не', 'a "b"', 'x = 1', 'n'.repeat(61)]) expect([name, save(world, name, 'abc = A')]).toEqual([name, ['audience.nameBad']]);
    expect(savedNow(world)).toEqual(before);
  });

  test('saving again takes the place of the former one and changes what is made of it', () => {
    const world = dormantBase(3);
    save(world, 'one', 'abc = C');
    save(world, 'two', 'one');
    expect(save(world, ' One ', 'client = "client 2"', true)).toEqual([]);
    expect(savedNow(world)).toEqual([['One', 'client = "client 2"'], ['two', 'one']]);
    expect(world.tab('saved_segments').rows).toHaveLength(3);
    expect(clientsOf(world, 'two')).toEqual(['Client 2']);
  });

  test('removing one that others are made of is refused; a gone one is told', () => {
    const world = dormantBase(2);
    save(world, 'one', 'abc = A');
    save(world, 'two', '"one" and xyz = X');
    expect(codes(world.run((ports) => removeSegment(ports, 'one')).value)).toEqual(['audience.savedUsed']);
    expect(codes(world.run((ports) => removeSegment(ports, 'TWO')).value)).toEqual([]);
    expect(codes(world.run((ports) => removeSegment(ports, 'one')).value)).toEqual([]);
    expect(savedNow(world)).toEqual([]);
    expect(codes(world.run((ports) => removeSegment(ports, 'one')).value)).toEqual(['audience.savedMissing']);
  });

  test('a segment longer than a cell holds is kept whole, whatever order the rows are in', () => {
    const world = dormantBase(2);
    const expression = `client in (${Array.from({ length: 9_000 }, (_unused, index) => `"somebody ${index}"`).join(', ')}, "Client 2")`;
    expect(expression.length).toBeGreaterThan(150_000);
    expect(save(world, 'long', expression)).toEqual([]);
    const { rows } = world.tab('saved_segments');
    expect(rows.length).toBeGreaterThan(4);
    expect(Math.max(...rows.map((row) => JSON.stringify(row[5]).length - 2 - (JSON.stringify(row[5]).match(/\\"/g) ?? []).length))).toBeLessThanOrEqual(40_000);
    rows.splice(1, rows.length - 1, ...rows.slice(1).reverse());
    expect(savedNow(world)).toEqual([['long', expression]]);
    expect(clientsOf(world, 'long')).toEqual(['Client 2']);
    expect(save(world, 'longer', `${expression} or ${expression} or ${expression}`)).toEqual(['audience.tooLong']);
  });

  test('a save that is cut off at any call leaves the former segment or the new one', () => {
    const begin = dormantBase(2);
    save(begin, 'one', 'abc = A');
    const again = { name: 'one', expression: 'abc = B', replace: true };
    const whole = begin.clone().run((ports) => saveSegment(ports, again)).calls;
    expect(whole.length).toBeLessThanOrEqual(12);
    for (let killAt = 1; killAt <= whole.length; killAt += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = begin.clone();
        world.nowMs += 1_000;
        world.run((ports) => saveSegment(ports, again), killAt, moment);
        expect([[['one', 'abc = A']], [['one', 'abc = B']]]).toContainEqual(savedNow(world));
        world.locked = false;
        expect(save(world, 'one', 'abc = C', true)).toEqual([]);
        expect(savedNow(world)).toEqual([['one', 'abc = C']]);
        expect(world.tab('saved_segments').rows).toHaveLength(2);
      }
    }
  });

  test('a tab that may not be written, and another writer, stop it whole', () => {
    const world = dormantBase(2);
    save(world, 'one', 'abc = A');
    world.protectedSheet = world.tab('saved_segments').sheetId;
    expect(save(world, 'two', 'abc = B')).toEqual(['range.protected']);
    expect(codes(world.run((ports) => removeSegment(ports, 'one')).value)).toEqual(['range.protected']);
    world.protectedSheet = null;
    world.locked = true;
    expect(save(world, 'two', 'abc = B')).toEqual(['lock.busy']);
    expect(savedNow(world)).toEqual([['one', 'abc = A']]);
  });

  test('they go with a copy of the spreadsheet, in a hidden tab', () => {
    const world = dormantBase(2);
    save(world, 'one', 'abc = A');
    const copy = world.clone();
    copy.spreadsheetId = 'book-2';
    copy.documentStore.clear();
    expect(savedNow(copy)).toEqual([['one', 'abc = A']]);
  });
});

describe('what a letter asks', () => {
  test('days since the last marketing letter; a service letter is none', () => {
    const world = readyWorld(3);
    setCell(world, 'clients', 'Client 2', 'consent', 'no');
    send(world, plan(world, 2));
    world.nowMs += 40 * 86_400_000;
    expect(clientsOf(world, 'last_letter > 30')).toEqual(['Client 1', 'Client 3']);
    expect(clientsOf(world, 'last_letter = 40')).toEqual(['Client 1', 'Client 3']);
    expect(clientsOf(world, 'last_letter = never')).toEqual(['Client 2']);
    expect(clientsOf(world, 'последнее_письмо = никогда')).toEqual(['Client 2']);
    expect(clientsOf(world, 'last_letter < 40')).toEqual([]);
  });

  test('a Send log that is gone is told, not taken for "never"', () => {
    const world = readyWorld(2);
    world.tabs.splice(world.tabs.indexOf(world.tab('send_log')), 1);
    expect(clientsOf(world, 'last_letter = never')).toEqual(['sendLog.missing']);
    expect(clientsOf(world, 'all')).toEqual(['Client 1', 'Client 2']);
  });

  test('consent is that of the column or of the ledger, and a withdrawal wins', () => {
    const world = readyWorld(4);
    ['', 'да', 'yes', 'no'].forEach((consent, index) => { setCell(world, 'clients', `Client ${index + 1}`, 'consent', consent); });
    world.run((ports) => {
      const base = openBase(ports).value;
      const place = base === null ? null : soundLedger(base).value;
      if (base === null || place === null) throw new Error('no ledger');
      const line = (email: string, kind: 'consented' | 'withdrawn'): Parameters<typeof appendLedger>[2][number] => ({ addressHash: addressHash(base, email), kind, reason: '', letterId: '' });
      appendLedger(base, place, [line('c1@example.com', 'consented'), line('c3@example.com', 'withdrawn')]);
      base.saveState();
      ports.book.flush();
    });
    expect(clientsOf(world, 'consent = yes')).toEqual(['Client 1', 'Client 2']);
    expect(clientsOf(world, 'Consent = no')).toEqual(['Client 3', 'Client 4']);
  });
});

describe('counting', () => {
  test('clients, money, who has an e-mail, and how many a letter would go to now', () => {
    const world = readyWorld(5);
    setCell(world, 'clients', 'Client 1', 'email', '');
    setCell(world, 'clients', 'Client 2', 'consent', 'no');
    setCell(world, 'clients', 'Client 3', 'unsubscribed', 'yes');
    save(world, 'five', 'orders = 5');
    const { value, calls } = world.run((ports) => countClients(ports, '"five" and last_letter = never'));
    // 5 orders of 100.50, 200.50 … 500.50 each.
    expect(value?.value).toMatchObject({ clients: 5, withEmail: 4, money: 7512.5, goNow: 2, expression: '"five" and last_letter = never', issues: [] });
    expect(value?.value?.moneyAtRisk).toBeGreaterThan(0);
    expect(value?.value?.skippedBy).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'address_missing', count: 1 }), expect.objectContaining({ code: 'consent_missing', count: 1 }), expect.objectContaining({ code: 'unsubscribed', count: 1 })]));
    expect(calls.filter((call) => call !== 'read')).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(7);
  });

  test('without the Send log there are still clients and money, and the reason', () => {
    const world = readyWorld(2);
    world.tabs.splice(world.tabs.indexOf(world.tab('send_log')), 1);
    const counted = world.run((ports) => countClients(ports, 'dormant')).value?.value;
    expect(counted).toMatchObject({ clients: 2, goNow: null });
    expect(counted?.issues.map(({ code }) => code)).toEqual(['sendLog.missing']);
    expect(codes(world.run((ports) => countClients(ports, 'colour = red')).value)).toEqual(['audience.fieldUnknown']);
  });
});

describe('fields of the builder', () => {
  test('figures, own columns by what they hold, computed days and saved segments', () => {
    const world = dormantBase(4);
    ownColumn(world, 'Ship to', ['Tula', 'Tula', 'Kazan', 'Tula']);
    ownColumn(world, 'Visits', [1, 2, 3, 4]);
    ownColumn(world, 'Since', ['2024-01-01', '2024-01-02', '', '2024-02-01']);
    save(world, 'Rich', 'revenue > 1100');
    const { value, calls } = world.run((ports) => viewAudienceFields(ports));
    const fields = value?.value?.fields ?? [];
    const kind = (key: string): string | undefined => fields.find((field) => field.key === key)?.kind;
    expect(['segment', 'abc', 'revenue', 'days_silent', 'last_order', 'orders', 'last_letter', 'Ship to', 'Visits', 'Since', 'consent', ''].map(kind)).toEqual([
      'class', 'class', 'money', 'days', 'date', 'number', 'days', 'text', 'number', 'date', 'yesno', 'segment',
    ]);
    expect(fields.find(({ key }) => key === 'Ship to')?.choices.map(({ value: text }) => text)).toEqual(['Tula', 'Kazan']);
    expect(fields.find(({ kind: one }) => one === 'segment')?.choices).toEqual([{ value: 'Rich', label: 'Rich', names: ['Rich'] }]);
    expect(fields.map(({ key }) => key).filter((key) => key === 'id' || key.endsWith('_why') || key === 'client_id')).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(3);
    // Every field but those of a switched-off column can be asked as it is offered.
    for (const field of fields.filter(({ key }) => key !== '')) expect([field.key, clientsOf(world, `"${field.key}" = "${field.choices[0]?.value ?? '1'}"`)]).toEqual([field.key, expect.not.arrayContaining(['audience.fieldUnknown', 'audience.syntax'])]);
  });
});

describe('rows picked by hand', () => {
  const pick = (world: MemoryWorld): ReturnType<typeof viewSelection> | null => world.run((ports) => viewSelection(ports)).value;

  test('become an audience of exactly these clients; rows that a filter hides are left out and counted', () => {
    const world = dormantBase(5);
    world.selected = { sheetId: world.tab('clients').sheetId, rowIndexes: [0, 2, 3, 5, 9], hidden: [3] };
    const { value, calls } = world.run((ports) => viewSelection(ports));
    expect(value?.value).toMatchObject({ clients: 2, hidden: 1 });
    expect(value?.value?.text).toBe('2 clients of the selected rows. 1 row is hidden by the filter and not taken.');
    expect(clientsOf(world, value?.value?.expression ?? '')).toEqual(['Client 2', 'Client 5']);
    expect(calls.length).toBe(2);
  });

  test('a client whose number reads like another one is not taken for him', () => {
    const world = dormantBase(3);
    setCell(world, 'clients', 'Client 1', 'client_id', '7');
    setCell(world, 'clients', 'Client 3', 'client_id', '007');
    world.selected = { sheetId: world.tab('clients').sheetId, rowIndexes: [3] };
    expect(clientsOf(world, pick(world)?.value?.expression ?? '')).toEqual(['007']);
    expect(clientsOf(world, 'Client = 7')).toEqual(['7']);
  });

  test('cells of another tab, rows without clients, and too many rows under a filter are told', () => {
    const world = dormantBase(2);
    expect(codes(pick(world))).toEqual(['audience.selectionElsewhere']);
    world.selected = { sheetId: world.tab('orders').sheetId, rowIndexes: [1] };
    expect(codes(pick(world))).toEqual(['audience.selectionElsewhere']);
    const { sheetId } = world.tab('clients');
    world.selected = { sheetId, rowIndexes: [0, 40] };
    expect(codes(pick(world))).toEqual(['audience.selectionEmpty']);
    world.selected = { sheetId, rowIndexes: Array.from({ length: 2_001 }, (_unused, index) => index + 1), hidden: [] };
    expect(codes(pick(world))).toEqual(['audience.selectionHuge']);
  });

  test('a long list is saved under a name that tells the time', () => {
    const world = dormantBase(3);
    const { rows, sheetId } = world.tab('clients');
    const row = rows[1] ?? [];
    for (let index = 0; index < 1_500; index += 1) rows.push([`A client with a rather long name ${index}`, ...row.slice(1)]);
    world.selected = { sheetId, rowIndexes: rows.map((_row, index) => index) };
    const picked = pick(world)?.value;
    expect(picked).toMatchObject({ clients: 1_503, expression: '"Selected rows 2024-06-15 09.00.00"' });
    expect(picked?.text).toContain('saved audience "Selected rows 2024-06-15 09.00.00"');
    expect(clientsOf(world, `${picked?.expression ?? ''} and client = "client 2"`)).toEqual(['Client 2']);
  });

  test('rows are counted from the header, wherever it stands', () => {
    const world = dormantBase(3);
    const { sheetId, rows } = world.tab('clients');
    rows.unshift(['My clients'], []);
    world.selected = { sheetId, rowIndexes: [1, 2, 4] };
    const titles = (rows[2] ?? []).map(String);
    const book = new HeaderBook(world.ports().book, { memoryOf: () => ({ rowIndex: 2, rows: 1, titles, isOurs: true }), markedRow: () => 2, moved: () => undefined });
    expect(book.selection(100)?.rowIndexes).toEqual([0, 2]);
  });
});
