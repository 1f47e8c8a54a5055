/** Automations on ports in memory: the tab, the dispatcher, kills, repeats, outages, other people, what would go out today. */
import type { AutomationDraft } from '../../src/contract/automation-views';
import { formatIsoDay, parseIsoDay } from '../../src/core/calendar';
import { saveAutomation, switchAutomation, takeOverAutomations } from '../../src/domain/automations/automations-edit';
import { previewAutomation, runAutomations, viewAutomations } from '../../src/domain/automations/automations-view';
import { dispatch } from '../../src/domain/automations/dispatch';
import { runHourlyJobs } from '../../src/domain/automations/hourly';
import { leaveRequest } from '../../src/domain/mailing/unsubscribe';
import { viewHome } from '../../src/domain/home';
import { continueMailings } from '../../src/domain/mailing/continue-mailings';
import { checkPage, DAY_MS, DRAFT, HOUR_MS, plannedClients, plannedLetters, ran, save, setCell, shop, switchedOn } from './automations-world';
import type { MemoryWorld } from './in-memory-ports';
import { dormantBase, importRows } from './sample-base';

describe('the tab', () => {
  test('is made when the automations are first opened, with starters whose letters stand in the base, all off', () => {
    const world = dormantBase(2);
    const made = world.run((ports) => viewAutomations(ports));
    const view = made.value?.value;
    expect(view?.rows.length).toBeGreaterThanOrEqual(2);
    // Long titles and lists of templates are wrapped: their rows are made high enough to read them.
    expect(made.calls.filter((call) => call.startsWith('fitRows'))).toHaveLength(1);
    expect(view?.rows.map(({ on }) => on)).toEqual(view?.rows.map(() => false));
    // The welcome series has more letters than the cap lets through in a month: said, not hidden.
    expect(view?.rows.flatMap(({ key, issues }) => issues.map(({ code, column }) => [key, code, column]))).toEqual([['welcome', 'automation.capShort', 'Template']]);
    expect(world.run((ports) => viewAutomations(ports)).value?.value?.rows).toEqual(view?.rows);
  });

  test('a wrong cell is named with sheet, row and column; that automation alone is off', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const first = switchedOn(world);
    const second = switchedOn(world, { title: 'Other' });
    setCell(world, 'automations', first, 'hour', 'noon');
    const report = ran(world);
    const place = report.issues.map(({ code, place: at }) => [code, at?.sheet, at?.columnName]);
    expect(place).toEqual([['automation.cellBad', 'Automations', 'From hour']]);
    expect(report.mailingIds).toEqual([`A-${second}-20240615`]);
    const row = world.run((ports) => viewAutomations(ports)).value?.value?.rows.find(({ key }) => key === first);
    expect([row?.on, row?.draft, row?.issues[0]?.column]).toEqual([false, null, 'From hour']);
  });

  test('an edit that makes no sense is refused whole', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const refusal = (change: Partial<AutomationDraft>): string | undefined => world.run((ports) => saveAutomation(ports, { ...DRAFT, ...change })).value?.issues[0]?.code;
    world.run((ports) => viewAutomations(ports));
    const before = JSON.stringify(world.tab('automations').rows);
    expect(refusal({ steps: [] })).toBe('automation.stepsMissing');
    expect(refusal({ steps: [{ templateKey: 'nowhere', days: 0 }] })).toBe('mailing.templateMissing');
    expect(refusal({ audience: 'nonsense = 1' })).toBeDefined();
    expect(refusal({ kind: 'date', column: 'Contract until' })).toBe('automation.columnMissing');
    expect(refusal({ key: 'gone' })).toBe('automation.missing');
    expect(refusal({ steps: [{ templateKey: 'come-back', days: -1 }] })).toBe('automation.earlyStep');
    expect(JSON.stringify(world.tab('automations').rows)).toBe(before);
  });

  test('a protected tab is not written', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const key = save(world, {}).rows.slice(-1)[0]?.key ?? '';
    world.protectedSheet = world.tab('automations').sheetId;
    expect(world.run((ports) => switchAutomation(ports, key, true)).value?.issues[0]?.code).toBe('range.protected');
    expect(world.documentStore.get('automations.owner')).toBeUndefined();
  });
});

describe('the dispatcher', () => {
  test('plans what is due once, however often it runs, and the mailing leaves by itself', () => {
    const world = shop([[1, '1', '15.06.2024'], [2, '2', '15.06.2024'], [3, '3', '01.03.2024']]);
    const key = switchedOn(world);
    const report = ran(world);
    expect([report.refused, report.planned, report.mailingIds]).toEqual([null, 2, [`A-${key}-20240615`]]);
    expect([ran(world).planned, ran(world).planned]).toEqual([0, 0]);
    world.nowMs += DAY_MS;
    expect(ran(world).planned).toBe(0);
    world.run((ports) => continueMailings(ports));
    world.run((ports) => continueMailings(ports));
    expect(world.sent.map(({ to }) => to).sort()).toEqual(['c1@example.com', 'c2@example.com']);
    expect(world.column('automations', 'last_result').slice(-1)).toEqual(['Planned: 2 letters.']);
  });

  test('waits for the hour, and an order of the afternoon gets its letter in a mailing of its own', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const key = switchedOn(world, { hour: 10 });
    expect(ran(world).planned).toBe(0);
    world.nowMs += HOUR_MS;
    expect(ran(world).planned).toBe(1);
    importRows(world, [['2', '15.06.2024', 'Client 2', '50,00', 'c2@example.com', 'yes', '']]);
    expect(ran(world).mailingIds).toEqual([`A-${key}-20240615-2`]);
    expect(plannedClients(world)).toEqual(['client 1', 'client 2']);
  });

  test('killed at every call and run again, two after each other: no letter twice, nobody lost', () => {
    const made = (): MemoryWorld => {
      const world = shop([[1, '1', '15.06.2024'], [2, '2', '15.06.2024'], [3, '3', '14.06.2024']]);
      switchedOn(world, { steps: [{ templateKey: 'come-back', days: 0 }, { templateKey: 'thank-you', days: 1 }] });
      return world;
    };
    const whole = made();
    const calls = whole.run((ports) => dispatch(ports)).calls.length;
    whole.nowMs += DAY_MS;
    ran(whole);
    const expected = plannedLetters(whole).sort();
    expect(expected.length).toBe(4);
    // Before a call is after the one before it.
    for (let killAt = 1; killAt <= calls; killAt += 1) {
      const world = made();
      world.run((ports) => dispatch(ports), killAt, 'after');
      world.locked = false;
      ran(world);
      ran(world);
      world.nowMs += DAY_MS;
      world.run((ports) => dispatch(ports), killAt, 'after');
      world.locked = false;
      ran(world);
      expect(plannedLetters(world).sort()).toEqual(expected);
    }
    expect(calls).toBeGreaterThan(10);
  });

  test('two triggers at once: the second waits for the lock and plans nothing', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    switchedOn(world);
    world.locked = true;
    expect(ran(world).refused).toBe('lock');
    world.locked = false;
    expect([ran(world).planned, ran(world).planned]).toEqual([1, 0]);
  });

  test('missed days are caught up on by one letter a day; what is too late does not leave, and that is said', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const key = switchedOn(world, { kind: 'welcome', steps: [{ templateKey: 'come-back', days: 0 }, { templateKey: 'thank-you', days: 2 }] });
    world.nowMs += 3 * DAY_MS;
    expect(ran(world).mailingIds).toEqual([`A-${key}-20240618`]);
    expect(ran(world).planned).toBe(0);
    world.nowMs += DAY_MS;
    expect(ran(world).planned).toBe(1);
    importRows(world, [['2', '20.06.2024', 'Client 2', '50,00', 'c2@example.com', 'yes', '']]);
    world.nowMs += 30 * DAY_MS;
    const late = ran(world);
    expect([late.planned, late.missed]).toEqual([0, 2]);
    expect(world.column('automations', 'last_result').slice(-1)).toEqual(['Planned: 0 letters. Not sent, too late: 2 letters.']);
    expect(ran(world).missed).toBe(0);
  });

  test('consent, opt-outs and the cap hold as for any mailing; who gets consent in time gets the letter', () => {
    const world = shop([[1, '1', '15.06.2024'], [2, '2', '15.06.2024']]);
    setCell(world, 'clients', 'Client 2', 'consent', 'no');
    switchedOn(world);
    expect(ran(world).planned).toBe(1);
    setCell(world, 'clients', 'Client 2', 'consent', 'yes');
    world.nowMs += DAY_MS;
    expect(ran(world).planned).toBe(1);
    expect(plannedClients(world)).toEqual(['client 1', 'client 2']);
  });

  test('two clients of one address get the letter of an event once, also an hour later and when the second comes later', () => {
    const world = shop([[1, '1', '15.06.2024'], [2, '2', '15.06.2024'], [3, '3', '15.06.2024']]);
    setCell(world, 'clients', 'Client 2', 'email', 'c1@example.com');
    setCell(world, 'clients', 'Client 3', 'email', '');
    switchedOn(world, { kind: 'welcome', start: 'first_order' });
    expect([ran(world).planned, ran(world).planned]).toEqual([1, 0]);
    setCell(world, 'clients', 'Client 3', 'email', 'c1@example.com');
    world.nowMs += DAY_MS;
    expect(ran(world).planned).toBe(0);
    world.run((ports) => continueMailings(ports));
    expect(world.sent.map(({ to }) => to)).toEqual(['c1@example.com']);
  });

  test('an earlier version of the spreadsheet brought back switches automations off: what left is not caught up on', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const key = switchedOn(world);
    const earlier = world.tab('send_log').rows.map((row) => [...row]);
    ran(world);
    world.run((ports) => continueMailings(ports));
    expect(world.sent).toHaveLength(1);
    world.tab('send_log').rows.splice(0, Infinity, ...earlier);
    world.nowMs += HOUR_MS;
    expect(ran(world).issues.map(({ code }) => code)).toEqual(['sendLog.short']);
    world.run((ports) => runHourlyJobs(ports));
    expect(world.sent).toHaveLength(1);
    const view = world.run((ports) => viewAutomations(ports)).value?.value;
    expect([view?.rows.find((row) => row.key === key)?.on, view?.issues[0]?.code]).toEqual([false, 'automation.fault']);
    // Switched on again by its owner it goes on from that day.
    world.nowMs += DAY_MS;
    importRows(world, [['2', '16.06.2024', 'Client 1', '50,00', 'c1@example.com', 'yes', '']]);
    expect(world.run((ports) => switchAutomation(ports, key, true)).value?.issues).toEqual([]);
    expect(ran(world).planned).toBe(1);
  });

  test('a client numbered anew or merged into another does not get the letter of the same event again', () => {
    const world = shop([[1, '1', '15.06.2024'], [2, '2', '15.05.2024']]);
    switchedOn(world, { kind: 'after_order' });
    expect(ran(world).planned).toBe(1);
    // What a merge of client 1 into client 2 leaves behind: one row, its address, the order under the other name.
    const { rows } = world.tab('clients');
    rows.splice(rows.findIndex((row) => row.includes('Client 1')), 1);
    setCell(world, 'clients', 'Client 2', 'email', 'c1@example.com');
    setCell(world, 'orders', 'Client 1', 'client', 'Client 2');
    world.nowMs += DAY_MS;
    expect(ran(world).planned).toBe(0);
  });

  test('requests of the unsubscribe page are applied before anything is planned', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    switchedOn(world);
    ran(world);
    const letter = plannedLetters(world)[0] ?? '';
    importRows(world, [['9', '16.06.2024', 'Client 1', '50,00', 'c1@example.com', 'yes', '']]);
    world.nowMs += DAY_MS;
    world.run((ports) => leaveRequest(ports.scriptStore, letter, 'unsubscribe'));
    expect(ran(world).planned).toBe(0);
  });

  test('the control group is the same at every event and gets no letter', () => {
    const orders = Array.from({ length: 20 }, (_unused, index) => [index + 1, `${index + 1}`, '15.06.2024'] as const);
    const world = shop(orders);
    const key = switchedOn(world, { holdOutPercent: 25 });
    const report = ran(world);
    expect([report.planned, report.held]).toEqual([15, 5]);
    const heldOf = (mailing: string): string[] => {
      const [mailings, states, clients] = ['mailing', 'state', 'client'].map((column) => world.column('send_log', column));
      return (clients ?? []).filter((_client, index) => mailings?.[index] === mailing && states?.[index] === 'skipped').map(String).sort();
    };
    const first = heldOf(`A-${key}-20240615`);
    importRows(world, orders.map(([client]) => [`b${client}`, '16.06.2024', `Client ${client}`, '50,00', `c${client}@example.com`, 'yes', '']), {}, 50);
    world.nowMs += DAY_MS;
    ran(world);
    expect(first.length).toBe(5);
    expect(heldOf(`A-${key}-20240616`)).toEqual(first);
  });

  test('little is asked of the service where nothing is on or due', () => {
    const world = shop([[1, '1', '01.06.2024']]);
    expect(world.run((ports) => dispatch(ports)).calls.length).toBe(1);
    const key = switchedOn(world);
    ran(world);
    const idle = world.run((ports) => dispatch(ports));
    expect(idle.value?.planned).toBe(0);
    expect(idle.calls.length).toBeLessThanOrEqual(17);
    world.run((ports) => switchAutomation(ports, key, false));
    expect(world.run((ports) => dispatch(ports)).calls.length).toBe(3);
  });
});

describe('win-back', () => {
  /** A client who went quiet, a win-back of two steps, the first one planned today. */
  function quietShop(): { readonly world: MemoryWorld; readonly key: string } {
    const world = dormantBase(2);
    checkPage(world);
    const key = switchedOn(world, { kind: 'win_back', title: 'Come back', steps: [{ templateKey: 'come-back', days: 0 }, { templateKey: 'thank-you', days: 10 }] });
    return { world, key };
  }
  const buys = (world: MemoryWorld, client: number, date: string): void => void importRows(world, [[`new-${client}`, date, `Client ${client}`, '10,00', `c${client}@example.com`, 'yes', '']]);

  test('writes to those quiet already from the day it is switched on, and stops when they buy', () => {
    const { world } = quietShop();
    expect(ran(world).planned).toBe(2);
    world.run((ports) => continueMailings(ports));
    buys(world, 1, '20.06.2024');
    world.nowMs += 10 * DAY_MS;
    expect(ran(world).planned).toBe(1);
    expect(plannedClients(world)).toEqual(['client 1', 'client 2', 'client 2']);
    world.nowMs += 40 * DAY_MS;
    expect(ran(world).planned).toBe(0);
  });

  test('a letter already planned is skipped when the client bought before it left', () => {
    const { world } = quietShop();
    ran(world);
    buys(world, 1, '15.06.2024');
    world.run((ports) => continueMailings(ports));
    expect(world.sent.map(({ to }) => to)).toEqual(['c2@example.com']);
    expect(world.column('send_log', 'reason')).toContain('bought');
  });

  test('a letter that was held up for more than two weeks does not leave any more', () => {
    const { world } = quietShop();
    ran(world);
    const late = world.clone();
    world.nowMs += 14 * DAY_MS;
    world.run((ports) => continueMailings(ports));
    late.nowMs += 15 * DAY_MS;
    late.run((ports) => continueMailings(ports));
    expect([world.sent.length, late.sent.length, late.column('send_log', 'reason').filter((reason) => reason === 'late').length]).toEqual([2, 0, 2]);
  });
});

describe('whose runs they are', () => {
  test('other people, a copy, nobody and an unknown person plan nothing; the owner stays the owner', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    expect(ran(world).refused).toBe('no-owner');
    const key = switchedOn(world);
    world.email = 'other@example.com';
    expect(ran(world).refused).toBe('other-owner');
    expect(world.run((ports) => runAutomations(ports)).value?.issues[0]?.code).toBe('automation.otherOwner');
    world.run((ports) => switchAutomation(ports, key, false));
    world.run((ports) => switchAutomation(ports, key, true));
    expect(world.documentStore.get('automations.owner')).toBe('owner@example.com');
    world.email = '';
    expect(ran(world).refused).toBe('no-email');
    world.email = 'owner@example.com';
    world.spreadsheetId = 'copy';
    expect(ran(world).refused).toBe('copy');
    expect(plannedLetters(world)).toEqual([]);
  });

  test('the view says when the hourly run is switched off or gone', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    switchedOn(world);
    const reasons = (hasTrigger: boolean): string[] | undefined => world.run((ports) => viewAutomations(ports, hasTrigger)).value?.value?.standstill.map(({ code }) => code);
    expect([reasons(true), reasons(false)]).toEqual([[], ['trigger-off']]);
    world.triggerGone = true;
    expect(reasons(true)).toEqual(['trigger-gone']);
  });

  test('another person may take them over, and then the former one does nothing', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    switchedOn(world);
    world.email = 'other@example.com';
    const view = world.run((ports) => viewAutomations(ports)).value?.value;
    expect(view?.standstill.map(({ code, doable }) => [code, doable])).toEqual([['other-owner', 'take-over']]);
    expect(world.run((ports) => takeOverAutomations(ports)).value?.value?.isMine).toBe(true);
    expect(ran(world).planned).toBe(1);
    world.email = 'owner@example.com';
    expect(ran(world).refused).toBe('other-owner');
  });

  test('without a checked unsubscribe page marketing stays, and the view says why', () => {
    const world = dormantBase(1);
    const view = save(world, {});
    expect(view.standstill.map(({ code }) => code)).toEqual(['page-unchecked']);
    const key = view.rows.slice(-1)[0]?.key ?? '';
    expect(world.run((ports) => switchAutomation(ports, key, true)).value?.issues[0]?.code).toBe('mailing.unsubscribeAddressMissing');
    setCell(world, 'automations', key, 'switched_on', 'yes');
    world.documentStore.set('automations.owner', world.email);
    const report = ran(world);
    expect([report.planned, report.issues[0]?.code]).toEqual([0, 'mailing.unsubscribeAddressMissing']);
  });

  test('switched off while the dispatcher was planning, nothing of it leaves either', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const key = switchedOn(world);
    world.run((ports) => switchAutomation({
      ...ports,
      // The run of the hour holds the lock first.
      lock: { ...ports.lock, acquire: (waitMs) => { ran(world); return ports.lock.acquire(waitMs); } },
    }, key, false));
    expect(plannedLetters(world)).toHaveLength(1);
    world.run((ports) => continueMailings(ports));
    expect(world.sent).toEqual([]);
  });

  test('switched off, what was planned does not leave', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const key = switchedOn(world);
    ran(world);
    world.run((ports) => switchAutomation(ports, key, false));
    world.run((ports) => continueMailings(ports));
    expect(world.sent).toEqual([]);
  });
});

describe('what is shown', () => {
  test('who would get a letter today, with subject and cause, before anything is switched on', () => {
    const world = shop([[1, '1001', '15.06.2024'], [2, '1002', '15.06.2024']]);
    setCell(world, 'clients', 'Client 2', 'consent', 'no');
    const key = save(world, {}).rows.slice(-1)[0]?.key ?? '';
    const { value, calls } = world.run((ports) => previewAutomation(ports, key));
    expect(value?.value?.rows.map(({ clientId, go, cause }) => [clientId, go, cause])).toEqual([
      ['Client 1', true, 'order 1001 of 15\u00a0June'], ['Client 2', false, 'order 1002 of 15\u00a0June'],
    ]);
    expect(value?.value?.rows[0]?.subject).not.toBe('');
    expect(value?.value?.rows[1]?.reason).not.toBe('');
    expect(calls.filter((call) => /write|set|send/.test(call))).toEqual([]);
  });

  test('the list tells the day of the next letter and how many leave today', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const key = switchedOn(world, { steps: [{ templateKey: 'come-back', days: 5 }] });
    ran(world);
    const row = world.run((ports) => viewAutomations(ports)).value?.value?.rows.find((one) => one.key === key);
    expect([row?.today, row?.nextText]).toEqual([0, 'Next: 20\u00a0June']);
    expect(world.column('automations', 'next_run').slice(-1)).toEqual([formatIsoDay(parseIsoDay('2024-06-20') ?? 0)]);
  });

  test('home says when automations stand still: no run for more than a day, or a run that broke off', () => {
    const world = shop([[1, '1', '15.06.2024']]);
    const keys = (): string[] => world.run((ports) => viewHome(ports)).value?.value.attention.map(({ key }) => key) ?? [];
    switchedOn(world);
    ran(world);
    expect(keys()).not.toContain('automations');
    world.nowMs += 2 * DAY_MS;
    expect(keys()).toContain('automations');
    ran(world);
    expect(keys()).not.toContain('automations');
    const faults = world.run((ports) => runHourlyJobs(ports, [() => { throw new Error('Service unavailable'); }, (one) => { one.documentStore.set('after', 'ran'); }])).value;
    expect([faults, world.documentStore.get('after')]).toEqual([['Service unavailable'], 'ran']);
    expect(keys()).toContain('automations');
    expect(world.run((ports) => viewAutomations(ports)).value?.value?.issues.map(({ code }) => code)).toEqual(['automation.fault']);
  });
});
