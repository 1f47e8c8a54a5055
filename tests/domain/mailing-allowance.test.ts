/** The daily limit: letters that other mailings have planned, letters that ask to confirm a consent, what the views tell of it; and marks of stopped mailings. */
import { askForConsent, switchOptInPages } from '../../src/domain/mailing/consent-desk';
import { mailingProgress, resumeMailing, stopMailing, viewMailing } from '../../src/domain/mailing/mailing-home';
import { planNewMailing, preflightMailing } from '../../src/domain/mailing/plan-mailing';
import { saveSettings } from '../../src/domain/settings-tab';
import type { MailingProgress } from '../../src/contract/mailing-views';
import type { MemoryWorld } from './in-memory-ports';
import { plan, readyWorld, REQUEST, send, sendAll, setCell } from './mailing-world';

const DAY_MS = 86_400_000;

/** Days on which the letters of a request would leave. */
const daysOf = (world: MemoryWorld): unknown => world.run((ports) => preflightMailing(ports, REQUEST)).value?.value?.days.map(({ day, letters }) => [day.slice(8), letters]);
/** Another letter to the same clients. */
function another(world: MemoryWorld): void {
  setCell(world, 'templates', 'come-back', 'subject', `Letter ${world.nowMs}`);
  world.run((ports) => saveSettings(ports, { 'mailing.capLetters': '50' }));
}

describe('days of a mailing', () => {
  test('leave the room that letters planned before take on their days, today and later', () => {
    const world = readyWorld(5, { 'mailing.dailyLimit': '2' });
    plan(world, 5);
    another(world);
    expect(daysOf(world)).toEqual([['17', 1], ['18', 2], ['19', 2]]);
    const second = plan(world, 5);
    expect(world.run((ports) => mailingProgress(ports, second)).value?.value?.days.map(({ day, letters }) => [day.slice(8), letters])).toEqual([['17', 1], ['18', 2], ['19', 2]]);
  });

  test('do not count letters of another sender, who has an allowance of his own', () => {
    const world = readyWorld(4, { 'mailing.dailyLimit': '2' });
    plan(world, 4);
    another(world);
    world.email = 'colleague@example.com';
    expect(daysOf(world)).toEqual([['15', 2], ['16', 2]]);
  });

  test('what is planned for a day beyond its limit moves on to the next ones', () => {
    const world = readyWorld(6, { 'mailing.dailyLimit': '6' });
    plan(world, 6);
    another(world);
    world.run((ports) => saveSettings(ports, { 'mailing.dailyLimit': '2' }));
    expect(daysOf(world)).toEqual([['18', 2], ['19', 2], ['20', 2]]);
  });

  test('leave no room for a mailing that is stopped, for as long as it is', () => {
    const world = readyWorld(5, { 'mailing.dailyLimit': '2' });
    const first = plan(world, 5);
    another(world);
    world.run((ports) => stopMailing(ports, first));
    expect(daysOf(world)).toEqual([['15', 2], ['16', 2], ['17', 1]]);
    world.run((ports) => resumeMailing(ports, first));
    expect(daysOf(world)).toEqual([['17', 1], ['18', 2], ['19', 2]]);
  });
});

describe('letters that ask to confirm a consent', () => {
  /** The pages that take consents are on, and nobody has consented yet. */
  function askingWorld(limit: string): MemoryWorld {
    const world = readyWorld(4, { 'mailing.dailyLimit': limit });
    world.run((ports) => switchOptInPages(ports, true));
    for (const client of [1, 2, 3]) setCell(world, 'clients', `Client ${client}`, 'consent', '');
    return world;
  }
  const ask = (world: MemoryWorld, client: number): string[] | undefined => world.run((ports) => askForConsent(ports, `Client ${client}`)).value?.issues.map(({ code }) => code);
  const allowance = (world: MemoryWorld): number | undefined => world.run(viewMailing).value?.value?.allowanceToday;

  test('count for the day of their sender, and are over after it', () => {
    const world = askingWorld('3');
    expect([allowance(world), ask(world, 1), allowance(world), ask(world, 2), allowance(world)]).toEqual([3, [], 2, [], 1]);
    setCell(world, 'clients', 'Client 3', 'consent', 'yes');
    const mailingId = plan(world, 2);
    expect(send(world, mailingId)).toMatchObject({ sent: 1, left: 1, canContinue: false });
    expect(world.sent).toHaveLength(3);
    world.email = 'colleague@example.com';
    expect(allowance(world)).toBe(3);
    world.email = 'owner@example.com';
    world.nowMs += DAY_MS + 3_600_000;
    expect(sendAll(world, mailingId)?.sent).toBe(2);
    expect([...world.documentStore].some((entry) => entry.join().includes('@'))).toBe(false);
  });

  test('are not sent when nothing may leave today; one that surely did not leave does not count', () => {
    const world = askingWorld('1');
    world.answers.set('c1@example.com', { kind: 'failed', text: 'bad' });
    expect(ask(world, 1)).toEqual(['mailing.letterFailed']);
    expect([allowance(world), ask(world, 2), allowance(world), ask(world, 3)]).toEqual([1, [], 0, ['consent.limitReached']]);
    expect(world.sent.map(({ to }) => to)).toEqual(['c2@example.com']);
    world.nowMs += DAY_MS + 3_600_000;
    expect(ask(world, 3)).toEqual([]);
  });

  test('that took the whole day let a mailing wait until they do not count any more, and it is told so', () => {
    const world = askingWorld('1');
    world.nowMs += 40 * 60_000;
    expect(ask(world, 1)).toEqual([]);
    const mailingId = plan(world, 1);
    const now = (): MailingProgress | null => world.run((ports) => mailingProgress(ports, mailingId)).value?.value ?? null;
    const told = now()?.waitText ?? '';
    world.nowMs += DAY_MS;
    expect([now()?.canContinue, now()?.waitText]).toEqual([false, told]);
    world.nowMs += 20 * 60_000;
    expect(world.run((ports) => ports.clock.timestamp(ports.clock.now())).value).toContain(told.match(/\d{4}-\d\d-\d\d \d\d:\d\d/)?.[0] ?? 'no time');
    expect(send(world, mailingId)?.sent).toBe(1);
  });
});

describe('the sending view', () => {
  test('tells how many letters may still leave today, of how many, while any are left', () => {
    const world = readyWorld(3, { 'mailing.dailyLimit': '2' });
    const mailingId = plan(world, 3);
    const text = (): string | undefined => world.run((ports) => mailingProgress(ports, mailingId)).value?.value?.allowanceText.replace(/\u00a0/g, ' ');
    expect(text()).toBe('2 letters may still leave today, of 2 a day.');
    send(world, mailingId);
    expect(text()).toBe('0 letters may still leave today, of 2 a day.');
    // Another person's allowance is not known here.
    world.email = 'colleague@example.com';
    expect(text()).toBe('');
    world.email = 'owner@example.com';
    world.nowMs += DAY_MS + 60_000;
    send(world, mailingId);
    expect(text()).toBe('');
  });
});

describe('marks of stopped mailings', () => {
  const marks = (world: MemoryWorld): string[] => [...world.documentStore.keys()].filter((key) => /^mailing\.(stop|resumed)\./.test(key));

  test('are kept for mailings of the log alone', () => {
    const world = readyWorld(1);
    const mailingId = plan(world, 1);
    expect(world.run((ports) => stopMailing(ports, 'M-nowhere')).value?.issues.map(({ code }) => code)).toEqual(['mailing.missing']);
    expect(world.run((ports) => resumeMailing(ports, 'M-nowhere')).value?.issues.map(({ code }) => code)).toEqual(['mailing.missing']);
    expect(marks(world)).toEqual([]);
    world.run((ports) => stopMailing(ports, mailingId));
    expect(marks(world)).toEqual([`mailing.stop.${mailingId}`]);
  });

  test('are cleared once the mailing is done, and stay while a letter is left or not certain', () => {
    const world = readyWorld(2);
    world.answers.set('c1@example.com', { kind: 'unknown', text: 'Timeout' });
    const first = plan(world, 2);
    world.run((ports) => stopMailing(ports, first));
    world.run((ports) => resumeMailing(ports, first));
    send(world, first);
    expect(marks(world)).toEqual([`mailing.resumed.${first}`]);
    another(world);
    world.answers.clear();
    const second = world.run((ports) => planNewMailing(ports, REQUEST, 2)).value?.value?.mailingId ?? '';
    world.run((ports) => stopMailing(ports, second));
    send(world, second);
    expect(marks(world).sort()).toEqual([`mailing.resumed.${first}`, `mailing.stop.${second}`]);
    world.run((ports) => resumeMailing(ports, second));
    send(world, second);
    expect(marks(world)).toEqual([`mailing.resumed.${first}`]);
  });
});
