/** The weekly letter to the owner: what it tells, when it leaves, and that it never leaves twice. */
import { sendWeeklyNow, switchWeekly, viewWeekly, weeklyJob } from '../../src/domain/automations/weekly';
import type { WeeklyView } from '../../src/contract/weekly-views';
import { recalculate } from '../../src/domain/recalculate';
import type { MemoryWorld } from './in-memory-ports';
import { plan, readyWorld, sendAll, setCell } from './mailing-world';
import { dormantBase } from './sample-base';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const view = (world: MemoryWorld): WeeklyView => {
  const found = world.run((ports) => viewWeekly(ports)).value;
  if (found?.value === null || found?.value === undefined) throw new Error(JSON.stringify(found?.issues));
  return found.value;
};
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const weekday = (world: MemoryWorld): number => ((new Date(world.nowMs).getUTCDay() + 6) % 7) + 1;

/** A world at 07:30 of a Monday, in the zone of the in-memory spreadsheet. */
function mondayMorning(clients: number): MemoryWorld {
  const world = dormantBase(clients);
  const timestamp = (): string => world.run(({ clock }) => clock.timestamp(clock.now())).value ?? '';
  while (weekday(world) !== 1 || !timestamp().slice(11).startsWith('07')) world.nowMs += HOUR_MS;
  world.run((ports) => recalculate(ports));
  return world;
}

const job = (world: MemoryWorld): number => {
  const before = world.sent.length;
  world.run((ports) => { weeklyJob(ports); });
  return world.sent.length - before;
};

describe('what it tells', () => {
  /** Five purchases a month apart until early May 2023: ours is a day on which they are dormant, and no longer late. */
  function quietWorld(): MemoryWorld {
    const world = dormantBase(7);
    world.nowMs = Date.UTC(2023, 6, 10, 9);
    world.run((ports) => recalculate(ports));
    return world;
  }

  test('whom to call first, by money at risk and with the reason, each with a link to his row', () => {
    const { text, html } = view(quietWorld());
    const shown = plain(text);
    const calls = [...shown.matchAll(/• (Client \d)\n {2}Silent for (\d+ days), usually buys every (\d+ days)\. At risk: about (\S+)\.\n {2}(https:\S+)/g)].map((match) => match.slice(1, 4));
    expect(calls.map(([name]) => name)).toEqual(['Client 7', 'Client 6', 'Client 5', 'Client 4', 'Client 3']);
    expect(calls[0]).toEqual(['Client 7', '66 days', '32 days']);
    expect(html).toMatch(/<a href="https:\/\/docs\.google\.com\/spreadsheets\/d\/[^"]+#gid=\d+&amp;range=A8:C8"[^>]*>Client 7<\/a>/);
    expect(shown).toMatch(/^About \$[\d,]+ of future purchases \(90 days\) is at risk/m);
  });

  test('who fell silent within the week: on the day, six days later, and no more after seven', () => {
    const world = quietWorld();
    const counts = [];
    for (const days of [-10, 0, 6, 7]) {
      const later = world.clone();
      later.nowMs = Date.UTC(2023, 6, 5, 9) + days * DAY_MS;
      later.run((ports) => recalculate(ports));
      counts.push([days, Number(/Fell silent this week: (\d+)/.exec(plain(view(later).text))?.[1] ?? 0)]);
    }
    // 5 May and twice a rhythm of 31.5 days: dormant from 8 July on, news until the 14th.
    expect(counts).toEqual([[-10, 0], [0, 0], [6, 7], [7, 7]]);
    world.nowMs = Date.UTC(2023, 6, 15, 9);
    world.run((ports) => recalculate(ports));
    expect(plain(view(world).text)).not.toContain('Fell silent this week');
  });

  test('results of letters and what waits for the owner', () => {
    const world = readyWorld(3);
    world.answers.set('c1@example.com', { kind: 'unknown', text: 'server error' });
    sendAll(world, plan(world, 3));
    const shown = plain(view(world).text);
    expect(shown).toContain('2 letters, 0 bought, $0.');
    expect(shown).toContain('It is not known whether 1 letter left: say so in Mailings.');
    expect(plain(view(dormantBase(2)).text)).not.toContain('Waiting for you');
  });

  test('names are text, and figures that are old are called so', () => {
    const world = quietWorld();
    setCell(world, 'clients', 'Client 7', 'name', '<img src=x onerror=alert(1)>');
    expect(view(world).html).toContain('&lt;img src=x');
    expect(view(world).html).not.toContain('<img');
    world.nowMs += 30 * DAY_MS;
    expect(plain(view(world).text)).toContain('The figures are from 10 July');
  });
});

describe('when it leaves', () => {
  test('on its weekday from eight in the morning, once, to the person who switched it on', () => {
    const world = mondayMorning(2);
    expect(world.run((ports) => switchWeekly(ports, 1)).value?.value).toMatchObject({ weekday: 1, isMine: true });
    expect(job(world)).toBe(0);
    world.nowMs += HOUR_MS;
    expect(job(world)).toBe(1);
    expect(world.sent[0]?.to).toBe(world.run(({ person }) => person.email()).value);
    world.nowMs += HOUR_MS;
    expect(job(world)).toBe(0);
    world.nowMs += 6 * DAY_MS;
    expect(job(world)).toBe(0);
    world.nowMs += DAY_MS;
    expect(job(world)).toBe(1);
    expect(view(world).lastSentOn).not.toBe('');
  });

  test('two days late at most, and then the next one', () => {
    for (const [late, letters] of [[1, 1], [2, 1], [3, 0], [5, 0]] as const) {
      const world = mondayMorning(1);
      world.run((ports) => switchWeekly(ports, 1));
      world.nowMs += HOUR_MS + late * DAY_MS;
      expect([late, job(world)]).toEqual([late, letters]);
    }
  });

  test('not where it is off, another person\'s, or a copy, and costs one call then', () => {
    const world = mondayMorning(1);
    world.nowMs += HOUR_MS;
    expect(world.run((ports) => { weeklyJob(ports); }).calls).toHaveLength(1);
    world.run((ports) => switchWeekly(ports, 1));
    const copy = world.clone();
    copy.spreadsheetId = 'another spreadsheet';
    expect(job(copy)).toBe(0);
    expect(copy.run((ports) => sendWeeklyNow(ports)).value?.issues.map(({ code }) => code)).toEqual(['base.copied']);
    const other = world.clone();
    other.email = 'someone@example.com';
    expect(job(other)).toBe(0);
    world.run((ports) => switchWeekly(ports, 0));
    expect(job(world)).toBe(0);
  });

  test('a letter that surely did not leave is tried again in the next hour, one in question is not', () => {
    for (const [kind, letters] of [['wait', 1], ['daily-limit', 1], ['no-permission', 1], ['unknown', 0]] as const) {
      const world = mondayMorning(1);
      world.run((ports) => switchWeekly(ports, 1));
      world.nowMs += HOUR_MS;
      world.answers.set(world.email, { kind, text: 'no' });
      expect([kind, job(world)]).toEqual([kind, 0]);
      world.answers.clear();
      world.nowMs += HOUR_MS;
      expect([kind, job(world)]).toEqual([kind, letters]);
    }
  });

  test('killed at any call and run again it never leaves twice', () => {
    const begin = mondayMorning(2);
    begin.run((ports) => switchWeekly(ports, 1));
    begin.nowMs += HOUR_MS;
    const { calls } = begin.clone().run((ports) => { weeklyJob(ports); });
    expect(calls.length).toBeGreaterThan(8);
    let sent = 0;
    for (let at = 1; at <= calls.length; at += 1) {
      for (const moment of ['before', 'after'] as const) {
        const world = begin.clone();
        world.run((ports) => { weeklyJob(ports); }, at, moment);
        job(world);
        job(world);
        expect([at, moment, world.sent.length <= 1]).toEqual([at, moment, true]);
        sent += world.sent.length;
      }
    }
    // Before the day is kept nothing is lost either.
    expect(sent).toBeGreaterThan(4);
  });
});
