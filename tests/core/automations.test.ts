/** Automations in core: what is due to a client and when, cells read and written, letters that fall away. */
import type { Automation, AutomationClient, AutomationKind } from '../../src/core/automations/automation';
import { AUTOMATION_KINDS, CATCH_UP_DAYS, usualAutomation } from '../../src/core/automations/automation';
import { automationCells, readAutomation } from '../../src/core/automations/automation-cells';
import { dueOccurrences, nextDueDay } from '../../src/core/automations/occurrences';
import { asksForLastOrder, automationLetterId, stillDue } from '../../src/core/automations/still-due';
import { formatIsoDay, parseIsoDay } from '../../src/core/calendar';

const day = (text: string): number => parseIsoDay(text) ?? NaN;
const NOBODY: AutomationClient = { birthday: null, registeredDay: null, orders: [], dormantFromDay: null, moves: [], date: null };

function automation(kind: AutomationKind, change: Partial<Automation & { sinceDay: number }> = {}): Automation & { sinceDay: number } {
  const { days, ...usual } = usualAutomation(kind);
  return { ...usual, key: kind, title: kind, on: true, sinceDay: day('2020-01-01'), steps: days.map((count, index) => ({ templateKey: `t${index + 1}`, days: count })), ...change };
}

const due = (one: Automation & { sinceDay: number }, client: Partial<AutomationClient>, from: string, to: string): string[] =>
  dueOccurrences(one, { ...NOBODY, ...client }, day(from), day(to)).map(({ id, dueDay }) => `${formatIsoDay(dueDay)} ${id}`);

describe('birthdays', () => {
  test('come on their day each year, over the turn of the year also before it', () => {
    const client = { birthday: { month: 1, dayOfMonth: 2 } };
    expect(due(automation('birthday'), client, '2025-12-20', '2027-01-10')).toEqual(['2026-01-02 birthday-2026', '2027-01-02 birthday-2027']);
    const early = automation('birthday', { steps: [{ templateKey: 'a', days: -3 }, { templateKey: 'b', days: 0 }] });
    expect(due(early, client, '2025-12-30', '2026-01-02')).toEqual(['2025-12-30 birthday-2026', '2026-01-02 birthday-2026-step2']);
  });

  test('who was born on 29 February has his day on the 28th in other years', () => {
    expect(due(automation('birthday'), { birthday: { month: 2, dayOfMonth: 29 } }, '2023-02-01', '2024-03-01')).toEqual(['2023-02-28 birthday-2023', '2024-02-29 birthday-2024']);
  });

  test('once means the first one after it was switched on, and never another', () => {
    const once = automation('birthday', { repeat: 'once', sinceDay: day('2025-06-01') });
    expect(due(once, { birthday: { month: 5, dayOfMonth: 1 } }, '2024-01-01', '2030-01-01')).toEqual(['2026-05-01 birthday-once']);
  });
});

describe('series and purchases', () => {
  const orders = [{ number: '7', day: day('2026-03-01') }, { number: '8', day: day('2026-03-20') }, { number: '', day: day('2026-07-01') }];

  test('a welcome series follows the first order, whichever order comes first in the list', () => {
    const welcome = automation('welcome', { steps: [{ templateKey: 'a', days: 0 }, { templateKey: 'b', days: 4 }] });
    expect(due(welcome, { orders: [...orders].reverse() }, '2026-01-01', '2026-12-31')).toEqual(['2026-03-01 welcome', '2026-03-05 welcome-step2']);
    expect(due(automation('welcome', { start: 'registered', steps: [{ templateKey: 'a', days: 1 }] }), { orders, registeredDay: day('2026-02-01') }, '2026-01-01', '2026-12-31')).toEqual(['2026-02-02 welcome']);
  });

  test('nobody enters a series in its middle, and what was due before the switch is not caught up on', () => {
    const welcome = automation('welcome', { sinceDay: day('2026-03-02') });
    expect(due(welcome, { orders }, '2026-01-01', '2026-12-31')).toEqual([]);
  });

  test('a letter follows each order, the first one, or one of those that lie far enough apart', () => {
    expect(due(automation('after_order'), { orders }, '2026-01-01', '2026-12-31')).toEqual(['2026-03-04 order-7', '2026-03-23 order-8', '2026-07-04 order-on-2026-07-01']);
    expect(due(automation('after_order', { repeat: 'once' }), { orders }, '2026-01-01', '2026-12-31')).toEqual(['2026-03-04 order-first']);
    expect(due(automation('survey', { repeat: 60 }), { orders }, '2026-01-01', '2026-12-31')).toEqual(['2026-03-31 survey-7', '2026-07-31 survey-on-2026-07-01']);
  });
});

describe('win-backs', () => {
  const orders = [{ number: '7', day: day('2026-01-10') }];

  test('two steps follow the day a client went quiet, and none after he bought', () => {
    const winBack = automation('win_back');
    expect(due(winBack, { orders, dormantFromDay: day('2026-03-01') }, '2026-01-01', '2026-12-31')).toEqual(['2026-03-01 silent-2026-01-10', '2026-03-11 silent-2026-01-10-step2']);
    const bought = { orders: [...orders, { number: '8', day: day('2026-03-05') }], dormantFromDay: day('2026-05-01') };
    expect(due(winBack, bought, '2026-03-06', '2026-04-30')).toEqual([]);
  });

  test('who was quiet already gets the first step on the day it was switched on', () => {
    expect(due(automation('win_back', { sinceDay: day('2026-06-01') }), { orders, dormantFromDay: day('2026-03-01') }, '2026-06-01', '2026-06-01')).toEqual(['2026-06-01 silent-2026-01-10']);
  });

  test('rounds without a purchase end at the sunset', () => {
    const rounds = automation('win_back', { repeat: 30, sunset: 2, steps: [{ templateKey: 'a', days: 0 }] });
    expect(due(rounds, { orders, dormantFromDay: day('2026-03-01') }, '2026-01-01', '2027-12-31')).toEqual(['2026-03-01 silent-2026-01-10', '2026-03-31 silent-2026-01-10-round2']);
  });

  test('a planned letter is still due until the client buys, also known by another id', () => {
    const [first, second] = dueOccurrences(automation('win_back'), { ...NOBODY, orders, dormantFromDay: day('2026-03-01') }, day('2026-01-01'), day('2026-12-31'));
    const plan = { automation: 'win_back', occurrence: second?.plan ?? '' };
    const letterId = automationLetterId('win_back', 'id-1', second?.id ?? '');
    expect([first?.plan, second?.plan, asksForLastOrder(plan)]).toEqual(['silent-*', 'silent-*-step2', true]);
    expect(stillDue(plan, letterId, ['id-1', 'client 1'], day('2026-01-10'))).toBe(true);
    expect(stillDue(plan, letterId, ['new id', 'id-1'], day('2026-01-10'))).toBe(true);
    expect(stillDue(plan, letterId, ['id-1'], day('2026-03-05'))).toBe(false);
    expect(stillDue(plan, letterId, ['id-1'], null)).toBe(false);
    expect(stillDue({ automation: 'birthday', occurrence: 'step1' }, letterId, ['id-1'], null)).toBe(true);
    expect(stillDue({ automation: '', occurrence: '' }, letterId, [], null)).toBe(true);
  });
});

describe('classes and dates', () => {
  const move = (text: string, from: string, to: string): AutomationClient['moves'][number] => ({ day: day(text), by: 'segment', from, to });

  test('a change counts that fits both sides; coming into the base and leaving it do not', () => {
    const moves = [move('2026-01-01', '', 'loyal'), move('2026-02-01', 'loyal', 'at_risk'), move('2026-03-01', 'at_risk', 'loyal'), move('2026-04-01', 'loyal', '')];
    const to = (change: Partial<Automation['change']>): string[] => due(automation('class_changed', { change: { by: 'segment', from: '', to: '', ...change } }), { moves }, '2026-01-01', '2026-12-31');
    expect(to({ to: 'at_risk' })).toEqual(['2026-02-01 moved-2026-02-01']);
    expect(to({ from: 'at_risk', to: 'loyal' })).toEqual(['2026-03-01 moved-2026-03-01']);
    expect(to({ to: 'champions' })).toEqual([]);
  });

  test('a date in a column counts once as it stands, or every year from it on', () => {
    const date = day('2024-02-29');
    const steps = [{ templateKey: 'a', days: -3 }];
    expect(due(automation('date', { repeat: 'once', steps }), { date }, '2023-01-01', '2030-01-01')).toEqual(['2024-02-26 date-2024-02-29']);
    expect(due(automation('date', { steps }), { date }, '2023-01-01', '2025-12-31')).toEqual(['2024-02-26 date-2024', '2025-02-25 date-2025']);
  });
});

test('catching up in one go finds what the days one by one find, and nothing twice, for every kind and thousands of clients', () => {
  let state = 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const start = day('2023-11-01');
  let found = 0;
  for (let round = 0; round < 1_500; round += 1) {
    const kind = AUTOMATION_KINDS[round % AUTOMATION_KINDS.length] ?? 'birthday';
    const orders = Array.from({ length: random(6) }, (_unused, index) => ({ number: random(3) === 0 ? '' : String(index), day: start + random(500) }));
    const client: AutomationClient = {
      birthday: { month: 1 + random(12), dayOfMonth: 1 + random(29) }, registeredDay: start + random(400), orders,
      dormantFromDay: orders.length === 0 ? null : start + 500 + random(60), date: start + random(700),
      moves: Array.from({ length: random(4) }, () => ({ day: start + random(500), by: 'segment' as const, from: 'loyal', to: 'at_risk' })),
    };
    const repeat = (['each', 'once', 1 + random(90)] as const)[random(3)] ?? 'each';
    const steps = Array.from({ length: 1 + random(3) }, (_unused, index) => ({ templateKey: `t${index}`, days: (kind === 'birthday' ? -5 : 0) + index * random(9) }));
    const one = automation(kind, { repeat, steps, sinceDay: start + random(400), sunset: 1 + random(3), start: random(2) === 0 ? 'first_order' : 'registered' });
    const from = start + random(300);
    const to = from + random(400);
    const whole = dueOccurrences(one, client, from, to);
    const byDay: typeof whole = [];
    for (let at = from; at <= to; at += 1) byDay.push(...dueOccurrences(one, client, at, at));
    expect(byDay).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    expect(whole.every(({ dueDay }) => dueDay >= one.sinceDay && dueDay >= from && dueDay <= to)).toBe(true);
    expect(nextDueDay(one, client, from - 1, to - from + 1)).toBe(whole[0]?.dueDay ?? null);
    found += whole.length;
  }
  expect(found).toBeGreaterThan(500);
});

describe('cells of the tab', () => {
  const cells = { automation: 'birthday', title: 'Birthday', kind: 'День рождения', template: 'a; b', step_days: '−3; 0', hour: '9', repeat: 'each time', switched_on: 'да' };

  test('are read in either language and written back so that they read the same', () => {
    const read = readAutomation(cells, 'ru').value;
    expect(read).toMatchObject({ kind: 'birthday', hour: 9, on: true, repeat: 'each', steps: [{ templateKey: 'a', days: -3 }, { templateKey: 'b', days: 0 }] });
    for (const kind of AUTOMATION_KINDS) {
      const whole = automation(kind, { column: kind === 'date' ? 'Contract until' : '', holdOutShare: 0.1, start: 'registered', change: { by: 'lifecycle', from: '', to: 'lost' }, on: kind === 'survey' });
      const { sinceDay: _since, ...stored } = whole;
      const expected = { ...stored, ...(kind === 'welcome' ? {} : { start: 'first_order' as const }), ...(kind === 'class_changed' ? {} : { change: usualAutomation(kind).change }) };
      for (const language of ['ru', 'en'] as const) expect(readAutomation(automationCells(whole, language), language).value).toEqual(expected);
    }
  });

  test('a wrong cell names its column and says what is possible, and the automation is not to be run', () => {
    const wrong = (change: Partial<Record<keyof typeof cells | 'event' | 'sunset' | 'hold_out', string>>): string[] => {
      const { value, issues } = readAutomation({ ...cells, ...change }, 'en');
      expect(value).toBeNull();
      return issues.map(({ code, place }) => `${code} ${place?.columnName ?? ''}`);
    };
    expect(wrong({ kind: 'Xmas' })).toEqual(['automation.cellBad kind']);
    expect(wrong({ hour: '24' })).toEqual(['automation.cellBad hour']);
    expect(wrong({ hour: 'nine' })).toEqual(['automation.cellBad hour']);
    expect(wrong({ switched_on: 'perhaps' })).toEqual(['automation.cellBad switched_on']);
    expect(wrong({ template: '' })).toEqual(['automation.stepsMissing template']);
    expect(wrong({ step_days: '1; 2; 3' })).toEqual(['automation.stepsUneven step_days']);
    expect(wrong({ step_days: 'soon' })).toEqual(['automation.cellBad step_days']);
    expect(wrong({ automation: '' })).toEqual(['automation.keyMissing automation']);
    expect(wrong({ repeat: 'after 60 days' })).toEqual(['automation.cellBad repeat']);
    expect(wrong({ kind: 'Survey', repeat: 'after 60 days' })).toEqual(['automation.earlyStep step_days']);
    expect(wrong({ kind: 'Class changed', step_days: '0; 1', event: 'nobody' })).toEqual(['automation.cellBad event']);
    expect(wrong({ kind: 'Class changed', step_days: '0; 1', event: 'ABC: B → Q' })).toEqual(['automation.cellBad event']);
    expect(wrong({ kind: 'Date in a column', event: '' })).toEqual(['automation.columnMissing event']);
    expect(wrong({ hold_out: '200' })).toEqual(['automation.cellBad hold_out']);
  });
});

test('ids of letters are the same for ever, show nobody, and differ by automation, client and occurrence', () => {
  const ids = [['a', 'c1', 'x'], ['b', 'c1', 'x'], ['a', 'c2', 'x'], ['a', 'c1', 'y']].map(([key, client, id]) => automationLetterId(key ?? '', client ?? '', id ?? ''));
  expect(new Set(ids).size).toBe(4);
  expect(ids.every((id) => /^A[0-9a-f]{32}$/.test(id))).toBe(true);
  expect(automationLetterId('a', 'c1', 'x')).toBe(ids[0]);
  expect(Object.values(CATCH_UP_DAYS).every((days) => days >= 1 && days <= 14)).toBe(true);
});
