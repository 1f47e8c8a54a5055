/** The check before a mailing on ports in memory: the list, advice, the days, what it costs at 5,000 recipients, its tab, and planning by its number. */
import { columnName } from '../../src/core/language/names';
import { saveSettings } from '../../src/domain/settings-tab';
import { planNewMailing } from '../../src/domain/mailing/plan-mailing';
import { preflightMailing, previewLetter } from '../../src/domain/mailing/preflight';
import { writePreflightTab } from '../../src/domain/mailing/preflight-tab';
import { sendChunk } from '../../src/domain/mailing/send-chunk';
import { answerCheck, saveWebapp } from '../../src/domain/mailing/unsubscribe';
import type { Preflight } from '../../src/contract/mailing-views';
import type { MemoryWorld } from './in-memory-ports';
import { dormantBase } from './sample-base';

const REQUEST = { templateKey: 'come-back', audience: 'dormant' };
/** A service call of the real host takes about so long. */
const CALL_MS = 50;

/** A base whose unsubscribe page has answered its check. */
function readyWorld(clients: number): MemoryWorld {
  const world = dormantBase(clients);
  world.run((ports) => saveWebapp(ports, 'https://example.com/exec'));
  const check = world.scriptStore.get('webapp.check') ?? '';
  world.run((ports) => answerCheck(ports.scriptStore, check, ports.clock.now()));
  return world;
}

/** The same with clients copied from the first one: quick to make in thousands. */
function crowdedWorld(clients: number): MemoryWorld {
  const world = readyWorld(1);
  const tab = world.tab('clients');
  const column = (key: string): number => tab.marks.indexOf(key);
  const first = tab.rows[1] ?? [];
  for (let index = 2; index <= clients; index += 1) {
    const row = [...first];
    row[column('client_id')] = `Client ${index}`;
    row[column('name')] = `Client ${index}`;
    row[column('email')] = `c${index}@example.com`;
    row[column('id')] = `id-${index}`;
    tab.rows.push(row);
  }
  return world;
}

function setCell(world: MemoryWorld, tab: string, client: string, key: string, value: string): void {
  const target = world.tab(tab);
  const row = target.rows.find((cells) => cells.includes(client));
  if (row !== undefined) row[target.marks.indexOf(key)] = value;
}

function check(world: MemoryWorld, more: { readonly holdOutShare?: number } = {}): Preflight {
  const found = world.run((ports) => preflightMailing(ports, { ...REQUEST, ...more })).value;
  if (found === null || found.value === null) throw new Error(JSON.stringify(found?.issues));
  return found.value;
}

const codes = (found: { readonly issues: readonly { readonly code: string }[] } | null | undefined): string[] => (found?.issues ?? []).map(({ code }) => code);
const hint = (found: Preflight, code: string) => found.hints.find((one) => one.code === code);

describe('the list', () => {
  test('names every recipient with finished subject, go or skip and why, and the numbers make it up', () => {
    const world = readyWorld(5);
    setCell(world, 'clients', 'Client 1', 'email', 'not an address');
    setCell(world, 'clients', 'Client 2', 'consent', 'no');
    const found = check(world);
    expect(found.rows.map(({ clientId, go, reasonCode, day }) => [clientId, go, reasonCode, day])).toEqual([
      ['Client 1', false, 'address_invalid', null], ['Client 2', false, 'consent_missing', null],
      ['Client 3', true, '', '2024-06-15'], ['Client 4', true, '', '2024-06-15'], ['Client 5', true, '', '2024-06-15'],
    ]);
    expect(found.rows.every(({ name, subject }) => subject.includes(name))).toBe(true);
    expect(found).toMatchObject({ go: 3, skip: 2, heldOut: 0, goToday: 3, lastDay: '2024-06-15', blocked: false, hasB: false, days: [{ day: '2024-06-15', letters: 3 }] });
    expect(found.title).toBe(world.column('templates', 'title')[0]);
    expect(found.skippedBy.map(({ code, count }) => [code, count])).toEqual([['address_invalid', 1], ['consent_missing', 1]]);
  });

  test('spreads the letters over the days of the daily limit', () => {
    const world = readyWorld(5);
    world.run((ports) => saveSettings(ports, { 'mailing.dailyLimit': '2' }));
    const found = check(world);
    expect(found.days).toEqual([{ day: '2024-06-15', letters: 2 }, { day: '2024-06-16', letters: 2 }, { day: '2024-06-17', letters: 1 }]);
    expect(found).toMatchObject({ goToday: 2, lastDay: '2024-06-17' });
  });

  test('holds the share out and counts it apart, the same clients at every look', () => {
    const world = readyWorld(20);
    const [first, second] = [check(world, { holdOutShare: 0.2 }), check(world, { holdOutShare: 0.2 })];
    expect(first).toMatchObject({ go: 16, skip: 4, heldOut: 4, request: { holdOutShare: 0.2 } });
    expect(first.rows.filter(({ reasonCode }) => reasonCode === 'held_out').map(({ clientId }) => clientId)).toEqual(second.rows.filter(({ reasonCode }) => reasonCode === 'held_out').map(({ clientId }) => clientId));
    expect(check(world)).toMatchObject({ go: 20, heldOut: 0 });
  });

  test('names the subject each client gets, and the letter that leaves has it', () => {
    const world = readyWorld(12);
    setCell(world, 'templates', 'come-back', 'subject_b', 'B for {{name}}');
    const found = check(world);
    expect(found.hasB).toBe(true);
    expect(new Set(found.rows.map(({ variant }) => variant))).toEqual(new Set(['A', 'B']));
    expect(found.rows.every(({ variant, subject, name }) => (variant === 'B') === (subject === `B for ${name}`))).toBe(true);
    const planned = world.run((ports) => planNewMailing(ports, found.request, 12)).value?.value;
    world.run((ports) => sendChunk(ports, planned?.mailingId ?? ''));
    expect(new Set(world.sent.map(({ subject }) => subject))).toEqual(new Set(found.rows.map(({ subject }) => subject)));
    const preview = world.run((ports) => previewLetter(ports, REQUEST, 'Client 7')).value?.value;
    expect(preview?.subject).toBe(found.rows.find(({ clientId }) => clientId === 'Client 7')?.subject);
  });
});

describe('advice', () => {
  test('counts those whose field is empty and names the first of them', () => {
    const world = readyWorld(6);
    setCell(world, 'templates', 'come-back', 'body', 'Hello {{name}}, we called {{phone}}. https://shop.example.shop');
    setCell(world, 'clients', 'Client 2', 'phone', '+7 900 000-00-00');
    expect(hint(check(world), 'fieldsEmpty')).toMatchObject({ count: 5, clients: ['Client 1', 'Client 3', 'Client 4'] });
    setCell(world, 'templates', 'come-back', 'body', 'Hello {{name}}, we called {{phone|you}}.');
    expect(hint(check(world), 'fieldsEmpty')).toBeUndefined();
  });

  test('tells of long subjects, links that lead nowhere, pictures without words and letters that are too heavy, each with what to do', () => {
    const world = readyWorld(2);
    setCell(world, 'templates', 'come-back', 'subject', `{{name}}, ${'a long subject '.repeat(5)}`);
    setCell(world, 'templates', 'come-back', 'body', `<p>Hello {{name}}</p><a href="">here</a><a href="htp:/shop">shop</a><img src="https://shop.ru/a.png">${'<p style="margin:0 0 16px 0;font-family:Arial,sans-serif;font-size:15px;line-height:22px">more</p>'.repeat(1_200)}`);
    const found = check(world);
    for (const code of ['subjectLong', 'linkEmpty', 'linkBroken', 'imageAlt', 'weight']) expect(hint(found, code)?.text).toBeTruthy();
    expect(found.hints.filter(({ todo }) => todo === '')).toEqual([]);
    expect(hint(found, 'subjectLong')?.clients).toEqual(['Client 1', 'Client 2']);
    // Advice never forbids.
    expect([found.blocked, found.issues.filter(({ level }) => level === 'error')]).toEqual([false, []]);
  });

  test('a letter that no mail program would take whole is refused with the reason', () => {
    const world = readyWorld(1);
    setCell(world, 'clients', 'Client 1', 'note', 'x'.repeat(45_000));
    setCell(world, 'templates', 'come-back', 'body', '<p>{{note}}{{note}}{{note}}{{note}}{{note}}</p>');
    const found = check(world);
    expect(found.blocked).toBe(true);
    // Told once: as what forbids it, not as advice too.
    expect([codes(found), found.hints.map(({ code }) => code).filter((code) => code.startsWith('weight'))]).toEqual([['mailing.letterTooLarge'], []]);
    expect(codes(world.run((ports) => planNewMailing(ports, found.request, 1)).value)).toEqual(['mailing.letterTooLarge']);
  });

  test('tells when offers are too many, from the mailings that were planned before', () => {
    const world = readyWorld(1);
    world.run((ports) => saveSettings(ports, { 'mailing.capLetters': '50' }));
    for (let mailing = 0; mailing < 5; mailing += 1) {
      const planned = world.run((ports) => planNewMailing(ports, check(world).request, 1)).value?.value;
      world.run((ports) => sendChunk(ports, planned?.mailingId ?? ''));
      world.nowMs += 60_000;
    }
    expect(hint(check(world), 'balance')?.text).toMatch(/6/);
    setCell(world, 'templates', 'come-back', 'content', 'useful');
    expect(hint(check(world), 'balance')).toBeUndefined();
  });

  test('a letter with mistakes has its mistakes named, and no advice', () => {
    const world = readyWorld(1);
    setCell(world, 'templates', 'come-back', 'body', 'Hello {{Shoe size}}');
    const found = check(world);
    expect(found).toMatchObject({ blocked: true, hints: [] });
    expect(codes(found).join()).toMatch(/template\.field/);
  });
});

describe('5,000 recipients', () => {
  test('are checked with at most ten calls of the host, the same number as for one, and far below 25 seconds', () => {
    const world = crowdedWorld(5_000);
    const alone = readyWorld(1).run((ports) => preflightMailing(ports, REQUEST)).calls.length;
    const started = performance.now();
    const { value, calls } = world.run((ports) => preflightMailing(ports, { ...REQUEST, audience: 'all' }));
    const own = performance.now() - started;
    expect(value?.value?.rows).toHaveLength(5_000);
    expect(value?.value?.go).toBe(5_000);
    expect(calls.length).toBeLessThanOrEqual(10);
    expect(calls.length).toBe(alone);
    expect(calls.filter((call) => /write|set|send|remove/.test(call))).toEqual([]);
    expect(own + calls.length * CALL_MS).toBeLessThan(25_000);
    // What a page gets at once stays near a megabyte.
    expect(JSON.stringify(value?.value).length).toBeLessThan(1_500_000);
  });
});

describe('the tab', () => {
  test('holds the list as text, stands in front, and every run replaces the former one', () => {
    const world = readyWorld(4);
    setCell(world, 'clients', 'Client 2', 'consent', 'no');
    setCell(world, 'clients', 'Client 3', 'name', '=1+1');
    const report = world.run((ports) => writePreflightTab(ports, { ...REQUEST, holdOutShare: 0.34 })).value?.value;
    expect(report).toMatchObject({ tab: 'Pre-flight', rows: 4 });
    expect(world.column('preflight', 'client')).toEqual(['Client 1', 'Client 2', 'Client 3', 'Client 4']);
    expect(world.column('preflight', 'state').filter((state) => state === 'Held out')).toHaveLength(1);
    expect(world.column('preflight', 'name')[2]).toBe('=1+1');
    expect(world.column('preflight', 'reason')[1]).toMatch(/consent/);
    expect(world.column('preflight', 'leaves_on').filter((day) => day === '2024-06-15')).toHaveLength(2);
    world.run((ports) => writePreflightTab(ports, { ...REQUEST, audience: 'dormant and orders > 100' }));
    expect(world.column('preflight', 'client').filter((client) => client !== null && client !== '')).toEqual([]);
    world.run((ports) => writePreflightTab(ports, REQUEST));
    expect(world.tabs.filter(({ key }) => key === 'preflight')).toHaveLength(1);
    expect(world.column('preflight', 'state')).toEqual(['Gets it', 'Left out', 'Gets it', 'Gets it']);
  });

  test('a column that is renamed, moved or joined by another keeps its list, without marks on the columns', () => {
    const world = readyWorld(3);
    world.run((ports) => writePreflightTab(ports, REQUEST));
    const tab = world.tab('preflight');
    expect(tab.marks.filter((key) => key !== null)).toEqual([]);
    const width = tab.rows[0]?.length ?? 0;
    const title = columnName('client', 'en');
    const at = tab.rows[0]?.indexOf(title) ?? -1;
    if (tab.rows[0] !== undefined) tab.rows[0][at] = 'Who';
    tab.rows[1]?.fill('old');
    world.run((ports) => writePreflightTab(ports, REQUEST));
    expect(tab.rows.map((row) => row[at])).toEqual(['Who', 'Client 1', 'Client 2', 'Client 3']);
    expect(tab.rows[0]).toHaveLength(width);
    if (tab.rows[0] !== undefined) tab.rows[0][at] = title;
    tab.rows.forEach((row, index) => row.unshift(...row.splice(at, 1), index === 0 ? 'My remark' : 'mine'));
    tab.marks.splice(0, 0, null, null);
    world.run((ports) => writePreflightTab(ports, REQUEST));
    expect(tab.rows.map((row) => row.slice(0, 2))).toEqual([[title, 'My remark'], ['Client 1', 'mine'], ['Client 2', 'mine'], ['Client 3', 'mine']]);
    expect(tab.rows[0]).toHaveLength(width + 1);
  });

  test('is written again in the calls of the check and seven more', () => {
    const world = crowdedWorld(300);
    world.run((ports) => writePreflightTab(ports, REQUEST));
    const look = world.run((ports) => preflightMailing(ports, REQUEST)).calls.length;
    expect(world.run((ports) => writePreflightTab(ports, REQUEST)).calls.length).toBeLessThanOrEqual(look + 7);
  });

  test('a protected tab is refused by name before anything is written', () => {
    const world = readyWorld(2);
    world.run((ports) => writePreflightTab(ports, REQUEST));
    world.protectedSheet = world.tab('preflight').sheetId;
    const before = JSON.stringify(world.tab('preflight').rows);
    expect(codes(world.run((ports) => writePreflightTab(ports, { ...REQUEST, audience: 'all' })).value)).toEqual(['range.protected']);
    expect(JSON.stringify(world.tab('preflight').rows)).toBe(before);
  });
});

describe('planning', () => {
  test('a number that is no longer true is refused, with both numbers and the reasons that hold now', () => {
    const world = readyWorld(3);
    const found = check(world);
    setCell(world, 'clients', 'Client 2', 'unsubscribed', 'yes');
    const refused = world.run((ports) => planNewMailing(ports, found.request, found.go)).value;
    expect(codes(refused)).toEqual(['mailing.numberChanged']);
    expect(refused?.issues[0]?.params).toMatchObject({ expected: 3, now: 2 });
    expect(String(refused?.issues[0]?.params?.['skipped'])).toMatch(/unsubscribed – 1/);
    expect(world.column('mailings', 'mailing')).toEqual([]);
    expect(world.column('send_log', 'mailing')).toEqual([]);
  });

  test('two people who press at once make one mailing, and the second is shown it', () => {
    const world = readyWorld(3);
    const found = check(world);
    const first = world.run((ports) => planNewMailing(ports, found.request, 3)).value?.value;
    world.email = 'colleague@example.com';
    const second = world.run((ports) => planNewMailing(ports, found.request, 3)).value?.value;
    expect(second?.mailingId).toBe(first?.mailingId);
    expect(second?.continueBy).toBe('owner@example.com');
    expect(codes(second)).toContain('mailing.plannedAlready');
    expect(world.column('mailings', 'mailing')).toHaveLength(1);
  });

  test('the lock is free again after a refusal', () => {
    const world = readyWorld(1);
    world.run((ports) => planNewMailing(ports, REQUEST, 5));
    expect(world.locked).toBe(false);
    expect(world.run((ports) => planNewMailing(ports, REQUEST, 1)).value?.value?.left).toBe(1);
  });

  test('the letter of anyone is shown as it leaves, its link unsubscribing nobody', () => {
    const world = readyWorld(2);
    setCell(world, 'clients', 'Client 2', 'consent', 'no');
    const letter = world.run((ports) => previewLetter(ports, REQUEST, 'Client 2')).value?.value;
    expect(letter?.to).toBe('c2@example.com');
    const planned = world.run((ports) => planNewMailing(ports, REQUEST, 1)).value?.value;
    world.run((ports) => sendChunk(ports, planned?.mailingId ?? ''));
    const first = world.run((ports) => previewLetter(ports, REQUEST, 'Client 1')).value?.value;
    const withoutLink = (html: string): string => html.replace(/https:\/\/example\.com\/exec\?[^"<\s]*/g, 'LINK');
    expect(withoutLink(first?.html ?? '')).toBe(withoutLink(world.sent[0]?.html ?? ''));
    expect(withoutLink(first?.text ?? '')).toBe(withoutLink(world.sent[0]?.text ?? ''));
    expect(first?.html).toContain('?u=preview.');
  });
});
