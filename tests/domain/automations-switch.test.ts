/** Automations switched off in their cell, letters that came to be too late, clients merged within the days of catching up, jobs that break off. */
import { switchAutomation } from '../../src/domain/automations/automations-edit';
import { dispatch } from '../../src/domain/automations/dispatch';
import { runHourlyJobs } from '../../src/domain/automations/hourly';
import { continueMailings } from '../../src/domain/mailing/continue-mailings';
import { mailingProgress, resumeMailing, viewMailing } from '../../src/domain/mailing/mailing-home';
import { preflightMailing } from '../../src/domain/mailing/plan-mailing';
import { sendChunk } from '../../src/domain/mailing/send-chunk';
import { saveSettings } from '../../src/domain/settings-tab';
import type { MailingProgress } from '../../src/contract/mailing-views';
import { DAY_MS, plannedClients, ran, setCell, shop, switchedOn } from './automations-world';
import { group, merge, requestOf } from './duplicates-shop';
import type { MemoryWorld } from './in-memory-ports';

const progress = (world: MemoryWorld, mailingId: string): MailingProgress | null => world.run((ports) => mailingProgress(ports, mailingId)).value?.value ?? null;
const chunk = (world: MemoryWorld, mailingId: string): MailingProgress | null => world.run((ports) => sendChunk(ports, mailingId)).value?.value ?? null;
/** What an hour does of mailings. */
const hour = (world: MemoryWorld): void => void world.run((ports) => continueMailings(ports));

/** Gives Clients a column of birthdays: all on 15 June. */
function bornToday(world: MemoryWorld): void {
  const { rows, marks } = world.tab('clients');
  const index = rows[0]?.length ?? 0;
  marks[index] = 'birthday';
  rows.forEach((row, rowIndex) => { row[index] = rowIndex === 0 ? 'Birthday' : '1990-06-15'; });
}

describe('an automation switched off in its cell', () => {
  /** Two letters of an automation planned, none sent. */
  function planned(): { readonly world: MemoryWorld; readonly key: string; readonly mailingId: string } {
    const world = shop([[1, '1', '15.06.2024'], [2, '2', '15.06.2024']]);
    const key = switchedOn(world);
    const mailingId = ran(world).mailingIds[0] ?? '';
    return { world, key, mailingId };
  }

  test('keeps what it planned from leaving, by the hour and by a click, and says so', () => {
    const { world, key, mailingId } = planned();
    setCell(world, 'automations', key, 'switched_on', 'no');
    hour(world);
    expect(chunk(world, mailingId)).toMatchObject({ sent: 0, left: 2, state: 'stopped', stopReason: 'automation', canContinue: false });
    expect(progress(world, mailingId)?.stopText).toMatch(/automation is switched off/);
    // "Continue" of a person does not stand above the switch.
    world.run((ports) => resumeMailing(ports, mailingId));
    expect(chunk(world, mailingId)?.stopReason).toBe('automation');
    expect(world.sent).toEqual([]);
    expect(world.run(viewMailing).value?.value?.mailings[0]?.state).toBe('stopped');
    expect(world.column('mailings', 'state')).toEqual(['Stopped']);
  });

  test.each([
    ['its row is deleted', (world: MemoryWorld, key: string) => { const { rows } = world.tab('automations'); rows.splice(rows.findIndex((row) => row.includes(key)), 1); }],
    ['a cell of it cannot be read', (world: MemoryWorld, key: string) => { setCell(world, 'automations', key, 'hour', 'noon'); }],
    ['its tab is deleted', (world: MemoryWorld) => { world.tabs.splice(world.tabs.indexOf(world.tab('automations')), 1); }],
  ])('is the same as one of which %s', (_what, change) => {
    const { world, key, mailingId } = planned();
    change(world, key);
    hour(world);
    expect([world.sent.length, progress(world, mailingId)?.stopReason]).toEqual([0, 'automation']);
  });

  test('switched on again in time, its letters leave; a letter that came to be too late does not, and the Outbox says why', () => {
    const { world, key, mailingId } = planned();
    setCell(world, 'automations', key, 'switched_on', 'no');
    world.nowMs += 3 * DAY_MS;
    hour(world);
    const late = world.clone();
    setCell(world, 'automations', key, 'switched_on', 'yes');
    hour(world);
    expect(world.sent).toHaveLength(2);
    late.nowMs += 5 * DAY_MS;
    const off = late.clone();
    setCell(late, 'automations', key, 'switched_on', 'yes');
    hour(late);
    expect([late.sent.length, progress(late, mailingId)]).toMatchObject([0, { skipped: 2, left: 0, state: 'finished' }]);
    expect(late.column('outbox', 'reason')).toEqual(['too late: its day is over', 'too late: its day is over']);
    // Also while it is off, a letter that may never leave any more comes to its end.
    hour(off);
    expect([off.sent.length, off.column('outbox', 'reason')]).toEqual([0, Array(2).fill('the automation was switched off until it was too late')]);
  });

  test('a letter for a day does not leave days after it, whatever held it up', () => {
    const world = shop([[1, '1', '15.05.2024'], [2, '2', '15.05.2024'], [3, '3', '15.05.2024']]);
    bornToday(world);
    switchedOn(world, { kind: 'birthday', steps: [{ templateKey: 'birthday', days: 0 }] });
    const mailingId = ran(world).mailingIds[0] ?? '';
    expect(plannedClients(world)).toHaveLength(3);
    world.nowMs += 3 * DAY_MS;
    hour(world);
    expect([world.sent.length, progress(world, mailingId)?.skipped]).toEqual([0, 3]);
  });

  test('leaves the room of its letters to others while it is off', () => {
    const { world, key } = planned();
    world.run((ports) => saveSettings(ports, { 'mailing.dailyLimit': '2' }));
    const days = (): unknown => world.run((ports) => preflightMailing(ports, { templateKey: 'come-back', audience: 'all' })).value?.value?.days.map(({ day, letters }) => [day, letters]);
    world.run((ports) => saveSettings(ports, { 'mailing.capLetters': '50' }));
    expect(days()).toEqual([['2024-06-16', 2]]);
    setCell(world, 'automations', key, 'switched_on', 'no');
    expect(days()).toEqual([['2024-06-15', 2]]);
  });

  test('costs no call of a person\'s mailing, and one of an automation\'s', () => {
    const { world, mailingId } = planned();
    const { calls } = world.run((ports) => mailingProgress(ports, mailingId));
    expect(calls.length).toBeLessThanOrEqual(5);
  });

  test('switched off and on again on the page, its letters go on', () => {
    const { world, key } = planned();
    world.run((ports) => switchAutomation(ports, key, false));
    hour(world);
    expect(world.sent).toEqual([]);
    world.run((ports) => switchAutomation(ports, key, true));
    hour(world);
    expect(world.sent).toHaveLength(2);
  });
});

describe('clients merged within the days of catching up', () => {
  test.each([
    ['date', 'Birthday'],
  ] as const)('do not get the letter of the same %s again', (kind, column) => {
    const world = shop([[1, '1', '15.06.2024'], [2, '2', '15.05.2024'], [3, '3', '15.05.2024']]);
    bornToday(world);
    for (const client of [2, 3]) setCell(world, 'clients', `Client ${client}`, 'consent', 'no');
    switchedOn(world, { kind, column, audience: '', steps: [{ templateKey: 'come-back', days: 0 }] });
    expect([ran(world).planned, plannedClients(world)]).toEqual([1, ['client 1']]);
    hour(world);
    // Client 1 becomes a part of Client 2, and that one of Client 3.
    for (const [survivor, other] of [['client 2', 'client 1'], ['client 3', 'client 2']] as const) {
      const view = group(world, survivor, other);
      merge(world, { ...requestOf(view, { consent: survivor }), survivor });
    }
    setCell(world, 'clients', 'Client 3', 'consent', 'yes');
    world.nowMs += DAY_MS;
    const { value, calls } = world.run((ports) => dispatch(ports));
    expect(value?.planned).toBe(0);
    // The Archive is read once, whoever was merged.
    expect(calls.length).toBeLessThanOrEqual(18);
  });
});

describe('jobs of the hour', () => {
  test('a job that breaks off leaves no lock behind: neither that of the base nor that of the requests', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const held = { document: false, script: false };
    const lockOf = (name: keyof typeof held): { acquire: () => boolean; release: () => void } => ({
      acquire: () => {
        if (held[name]) return false;
        held[name] = true;
        return true;
      },
      release: () => { held[name] = false; },
    });
    const seen: boolean[] = [];
    world.run((ports) => runHourlyJobs({ ...ports, lock: lockOf('document'), scriptLock: lockOf('script') }, [
      (one) => {
        one.lock.acquire(0);
        one.scriptLock.acquire(0);
        throw new Error('Service unavailable');
      },
      (one) => { seen.push(one.scriptLock.acquire(0), one.lock.acquire(0)); },
    ]));
    expect(seen).toEqual([true, true]);
  });
});
