/** Clients taken out of the base: CSV that no spreadsheet runs, and lists for advertising that hold only those who agreed to it. */
import { createHash } from 'node:crypto';
import { EXPORT_PART_CLIENTS } from '../../src/contract/export-views';
import type { SegmentPart } from '../../src/contract/export-views';
import { readCsv } from '../../src/core/file/csv-reader';
import { addressHash, appendLedger, readLedger } from '../../src/domain/mailing/consents';
import { checkAdList, exportSegment, makeAdList } from '../../src/domain/export';
import { openBase } from '../../src/domain/base';
import { recalculate } from '../../src/domain/recalculate';
import { setUpBase } from '../../src/domain/set-up';
import type { Cell } from '../../src/core/table/cell';
import { MemoryWorld } from './in-memory-ports';

/** A base with these clients; the column of consent to advertising is the owner's, found by its header. */
function baseOf(clients: readonly Readonly<Record<string, Cell>>[], withConsentColumn = true): MemoryWorld {
  const world = new MemoryWorld();
  world.run((ports) => setUpBase(ports, 'en'));
  const tab = world.tab('clients');
  const header = tab.rows[0] ?? [];
  if (withConsentColumn) header.push('Consent for ad platforms');
  const indexOf: Readonly<Record<string, string>> = { client: 'Client', name: 'Name', email: 'E-mail', phone: 'Phone', unsubscribed: 'Unsubscribed', ads: 'Consent for ad platforms', note: 'Note' };
  for (const client of clients) {
    const row: Cell[] = header.map(() => '');
    for (const [key, cell] of Object.entries(client)) {
      const index = header.indexOf(indexOf[key] ?? '');
      if (index < 0) throw new Error(`no column ${key}`);
      row[index] = cell;
    }
    tab.rows.push(row);
  }
  return world;
}

function partsOf(world: MemoryWorld): SegmentPart[] {
  const parts: SegmentPart[] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const from: number = offset;
    const part = world.run((ports) => exportSegment(ports, { audience: 'all', offset: from })).value?.value;
    if (part === null || part === undefined) throw new Error('no part');
    parts.push(part);
    offset = part.nextOffset;
  }
  return parts;
}

const sha = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('a segment as CSV', () => {
  test('what a spreadsheet would run stands there as text, and line breaks and quotes survive', () => {
    const world = baseOf([
      { client: 'K1', name: '=HYPERLINK("http://evil.example","x")', note: 'two\nlines; "quoted"' },
      { client: 'K2', name: '@SUM(1)', phone: '+79995551111' },
    ]);
    const [part] = partsOf(world);
    const rows = readCsv((part?.text ?? '').replace('\ufeff', ''), ',').value;
    const column = (title: string): number => rows[0]?.indexOf(title) ?? -1;
    expect(rows[1]?.[column('Name')]).toBe('\'=HYPERLINK("http://evil.example","x")');
    expect(rows[1]?.[column('Note')]).toBe('two\nlines; "quoted"');
    expect(rows[2]?.[column('Name')]).toBe("'@SUM(1)");
    expect(rows[0]).not.toContain('');
  });

  test('a spreadsheet with decimal commas gets semicolons, and numbers with a comma', () => {
    const world = baseOf([{ client: 'K1' }]);
    world.localeName = 'ru_RU';
    world.tab('orders').rows.push(['1', { day: 45_000 }, 'K1', 1250.5]);
    world.run((ports) => recalculate(ports));
    const [part] = partsOf(world);
    expect(part?.text).toContain('1250,5');
    expect(part?.text.split('\r\n')[0]).toContain(';');
  });

  test('a long segment comes in parts that join without a gap, one header and one byte-order mark', () => {
    const count = EXPORT_PART_CLIENTS * 2 + 7;
    const world = baseOf(Array.from({ length: count }, (_unused, index) => ({ client: `K${index}` })));
    const parts = partsOf(world);
    expect(parts.map(({ done }) => done)).toEqual([EXPORT_PART_CLIENTS, EXPORT_PART_CLIENTS * 2, count]);
    const text = parts.map((part) => part.text).join('');
    expect(text.split('\ufeff')).toHaveLength(2);
    const rows = readCsv(text.slice(1), ',').value;
    expect(rows.slice(1).map((row) => row[0])).toEqual(Array.from({ length: count }, (_unused, index) => `K${index}`));
  });
});

describe('a list for advertising', () => {
  const people = [
    { client: 'K1', email: 'Anna@example.com', phone: '8 (999) 555-11-11', ads: 'yes' },
    { client: 'K2', email: 'boris@example.com', phone: '', ads: '' },
    { client: 'K3', email: 'clara@example.com', phone: '', ads: 'yes', unsubscribed: 'yes' },
    { client: 'K4', email: 'not an address', phone: '', ads: 'yes' },
    { client: 'K5', email: 'dora@example.com', phone: '', ads: 'yes' },
    { client: 'K6', email: 'info@example.com', phone: '', ads: 'yes' },
  ];

  function listOf(world: MemoryWorld): { listed: number; noConsent: number; optedOut: number; noContact: number; text: string } {
    const file = world.run((ports) => makeAdList(ports, { audience: 'all', platform: 'meta', only: 'email' })).value?.value;
    if (file === null || file === undefined) throw new Error('no list');
    return file;
  }

  test('holds digests only of those who agreed to advertising and did not opt out, and counts the others by reason', () => {
    const world = baseOf(people);
    world.localeName = 'ru_RU';
    const file = listOf(world);
    expect(file).toMatchObject({ listed: 2, noConsent: 1, optedOut: 1, noContact: 2 });
    expect(file.text).toBe(`email,phone\n${sha('anna@example.com')},${sha('79995551111')}\n${sha('dora@example.com')},\n`);
    expect(file.text).not.toMatch(/@|999/);
  });

  test('an opt-out of the ledger counts although the row says nothing', () => {
    const world = baseOf(people);
    world.run((ports) => {
      const base = openBase(ports).value;
      const place = base === null ? null : readLedger(base).value;
      if (base === null || place === null) throw new Error('no ledger');
      appendLedger(base, place, [{ addressHash: addressHash(base, 'dora@example.com'), kind: 'unsubscribed', reason: 'link', letterId: 'L1' }]);
      ports.book.flush();
    });
    expect(listOf(world)).toMatchObject({ optedOut: 2 });
    expect(listOf(world).text).not.toContain(sha('dora@example.com'));
  });

  test('without the column nobody has agreed, and the check names the column to make', () => {
    const world = baseOf(people.map(({ ads: _ads, ...rest }) => rest), false);
    const check = world.run((ports) => checkAdList(ports, { audience: 'all', platform: 'yandex', only: 'email' })).value?.value;
    expect(check).toMatchObject({ listed: 0, noConsent: 6, hasConsentColumn: false, consentColumn: 'Consent for ad platforms' });
  });

  test('takes 3 counted calls for 500 clients, and a part of the table 2', () => {
    const world = baseOf(Array.from({ length: 500 }, (_unused, index) => ({ client: `K${index}`, email: `k${index}@example.com`, ads: 'yes' })));
    world.tab('orders').rows.push(['1', { day: 45_000 }, 'K1', 10]);
    world.run((ports) => recalculate(ports));
    expect(world.run((ports) => makeAdList(ports, { audience: 'all', platform: 'google', only: 'email' })).calls).toHaveLength(3);
    expect(world.run((ports) => exportSegment(ports, { audience: 'all', offset: 0 })).calls).toHaveLength(2);
  });
});
