/** Presets and optional grey columns: switched on, off and on again, typed by hand, in bases made before there were any. */
import { issueText } from '../../src/core/language/text';
import { settingPresets } from '../../src/core/setting-presets';
import { applySettings, settingText } from '../../src/core/setting-text';
import type { OptionalColumn, SettingKey } from '../../src/core/settings';
import { DEFAULT_SETTINGS, OPTIONAL_COLUMNS, SETTING_KEYS } from '../../src/core/settings';
import { showClients } from '../../src/domain/client-list';
import { viewHome } from '../../src/domain/home';
import { recalculate } from '../../src/domain/recalculate';
import { setUpBase } from '../../src/domain/set-up';
import { saveSettings, settingsEffect, viewSettings } from '../../src/domain/settings-tab';
import type { SettingsView } from '../../src/contract/settings-views';
import type { MemoryWorld } from './in-memory-ports';
import { dormantBase } from './sample-base';

const view = (world: MemoryWorld): SettingsView => {
  const shown = world.run((ports) => viewSettings(ports)).value?.value;
  if (shown === null || shown === undefined) throw new Error('no settings');
  return shown;
};
const save = (world: MemoryWorld, change: Record<string, string>): string[] => (world.run((ports) => saveSettings(ports, change)).value?.issues ?? []).map((found) => issueText(found, 'en'));
const columnAt = (world: MemoryWorld, key: OptionalColumn): number => world.tab('clients').marks.indexOf(key);

/** A base as it was made before there were stages, history and the settings of them. */
function olderBase(count: number): MemoryWorld {
  const world = dormantBase(count);
  const clients = world.tab('clients');
  for (const key of ['temperature', 'lifecycle'] as const) {
    const index = clients.marks.indexOf(key);
    clients.rows.forEach((row) => row.splice(index, 1));
    clients.marks.splice(index, 1);
  }
  world.tabs.splice(world.tabs.indexOf(world.tab('segment_history')), 1);
  const settings = world.tab('settings');
  const added = SETTING_KEYS.filter((key) => /^(rating|lifecycle|model|clv|ltv|cohorts|migration|plan)\.|^columns$|riskDays/.test(key));
  settings.rows = settings.rows.filter((row) => !added.some((key) => row.includes(key)));
  const row = settings.rows.find((cells) => cells.includes('state.base')) ?? [];
  const { history: _history, madeColumns: _made, shownColumns: _shown, ...state } = JSON.parse(row[1] as string) as Record<string, unknown>;
  row[1] = JSON.stringify(state);
  return world;
}

describe('optional columns', () => {
  test('a new base has stage and temperature in one block with the other grey columns', () => {
    const world = dormantBase(2);
    const { marks, owners } = world.tab('clients');
    expect(marks.slice(marks.indexOf('id'), marks.indexOf('temperature') + 1)).not.toContain(null);
    expect(owners[columnAt(world, 'lifecycle')]).toBe('computed');
    expect(world.column('clients', 'lifecycle')).toEqual(['Lost', 'Lost']);
    expect(world.column('clients', 'temperature')).toEqual(['Cold', 'Cold']);
  });

  test('switched on they are made and filled, switched off hidden and emptied, switched on again the same column shows', () => {
    const world = dormantBase(2);
    expect(save(world, { columns: 'lifecycle, temperature, rating, lateness' })).toEqual([]);
    const at = columnAt(world, 'rating');
    expect(world.tab('clients').rows[0]?.[at]).toBe('Rating');
    world.run((ports) => recalculate(ports));
    expect(world.column('clients', 'rating')).toEqual([expect.stringMatching(/^[A-E]$/), expect.stringMatching(/^[A-E]$/)]);
    save(world, { columns: 'lifecycle' });
    expect([...world.tab('clients').hidden].sort()).toEqual([columnAt(world, 'temperature'), at, columnAt(world, 'lateness')].sort());
    expect(world.column('clients', 'rating')).toEqual(['', '']);
    world.run((ports) => recalculate(ports));
    expect(world.column('clients', 'temperature')).toEqual(['', '']);
    save(world, { columns: 'rating' });
    expect(columnAt(world, 'rating')).toBe(at);
    expect(world.tab('clients').hidden.has(at)).toBe(false);
    world.run((ports) => recalculate(ports));
    expect(world.column('clients', 'rating')).not.toContain('');
    expect(world.column('clients', 'lifecycle')).toEqual(['', '']);
  });

  test('every column can be switched on and holds a value or says nothing, never a wrong kind', () => {
    const world = dormantBase(3);
    save(world, { columns: 'all' });
    const report = world.run((ports) => recalculate(ports)).value;
    expect(report?.issues).toEqual([]);
    for (const key of OPTIONAL_COLUMNS) expect([key, columnAt(world, key) >= 0]).toEqual([key, true]);
    expect(world.column('clients', 'abc_why')[0]).toMatch(/\w{3,}/);
    expect(world.column('clients', 'lifecycle_why')[0]).toMatch(/\w{3,}/);
    expect(world.column('clients', 'marker_suggested')[0]).toBe('Platinum');
    expect(world.column('clients', 'lateness')[0]).toBeGreaterThan(3);
    // Three clients are too few for the models: no figure rather than a wild one.
    expect(world.column('clients', 'p_alive')).toEqual(['', '', '']);
    expect(report?.value?.issues.map(({ code }) => code)).toContain('model.tooFewClients');
  });

  test('typed into the Settings tab by hand they come with the next recalculation, which then costs its usual calls again', () => {
    const world = dormantBase(2);
    const row = world.tab('settings').rows.find((cells) => cells.includes('columns')) ?? [];
    row[1] = 'Stage; Рейтинг';
    expect(world.run((ports) => recalculate(ports)).value?.value?.columnsAdded).toEqual(['Rating']);
    expect(world.column('clients', 'rating')).not.toContain('');
    expect(world.tab('clients').hidden.has(columnAt(world, 'temperature'))).toBe(true);
    expect(world.run((ports) => recalculate(ports)).calls).toEqual(['lock', 'read', 'read', 'read', 'write', 'rules', 'write']);
  });

  test('plan and purchases elsewhere typed by the owner give plan done and share of wallet, a bad cell is named', () => {
    const world = dormantBase(2);
    save(world, { columns: 'plan_done, wallet_share', asOf: '2023-05-31' });
    const clients = world.tab('clients');
    const put = (title: string, cells: (string | number)[]): void => {
      const index = Math.max(...clients.rows.map((row) => row.length));
      [title, ...cells].forEach((cell, at) => { (clients.rows[at] ?? [])[index] = cell; });
    };
    put('Plan', [201, 'much']);
    put('Purchases elsewhere, a year', [502.5, '']);
    const report = world.run((ports) => recalculate(ports)).value;
    // 100.50 in May 2023 of a plan of 201; 502.50 with us and as much elsewhere.
    expect(world.column('clients', 'plan_done')).toEqual([0.5, '']);
    expect(world.column('clients', 'wallet_share')).toEqual([0.5, '']);
    expect(report?.value?.issues.map(({ code, sheet }) => [code, sheet])).toContainEqual(['plan.badValue', 'Clients']);
  });

  test('a suggested marker gives way to the one the manager set', () => {
    const world = dormantBase(2);
    save(world, { columns: 'marker_suggested' });
    const clients = world.tab('clients');
    const index = Math.max(...clients.rows.map((row) => row.length));
    ['Marker', 'платиново-красный', ''].forEach((cell, at) => { (clients.rows[at] ?? [])[index] = cell; });
    world.run((ports) => recalculate(ports));
    expect(world.column('clients', 'marker_suggested')).toEqual(['', 'Platinum']);
  });

  test('one that was deleted stays away until Start makes it again', () => {
    const world = dormantBase(2);
    const clients = world.tab('clients');
    const index = columnAt(world, 'temperature');
    clients.rows.forEach((row) => row.splice(index, 1));
    clients.marks.splice(index, 1);
    world.run((ports) => recalculate(ports));
    expect(columnAt(world, 'temperature')).toBe(-1);
    expect(world.run((ports) => setUpBase(ports, 'en')).value?.value?.repaired).toEqual(['Clients: Temperature']);
    world.run((ports) => recalculate(ports));
    expect(world.column('clients', 'temperature')).toEqual(['Cold', 'Cold']);
  });

  test('an owner\'s own column of the same name stays his', () => {
    const world = dormantBase(2);
    const clients = world.tab('clients');
    const index = Math.max(...clients.rows.map((row) => row.length));
    ['Rating', 'mine 1', 'mine 2'].forEach((cell, at) => { (clients.rows[at] ?? [])[index] = cell; });
    world.run((ports) => recalculate(ports));
    save(world, { columns: 'rating' });
    world.run((ports) => recalculate(ports));
    expect(clients.rows.slice(1).map((row) => row[index])).toEqual(['mine 1', 'mine 2']);
    expect(columnAt(world, 'rating')).toBe(index + 1);
  });

  test('clients can be asked for by an optional column', () => {
    const world = dormantBase(3);
    expect(world.run((ports) => showClients(ports, 'lifecycle = Lost and temperature = cold')).value?.value).toBe(3);
    for (const expression of ['rating = A', 'abc = A and ltv > 10', 'not "Profit" >= 0', 'returns in (1, 2)', 'Прибыль < 5']) {
      expect([expression, world.run((ports) => showClients(ports, expression)).value?.issues.map(({ code }) => code)]).toEqual([expression, ['audience.columnOff']]);
    }
    // The name of a column as a value is no question about it.
    expect(world.run((ports) => showClients(ports, 'note = "Rating"')).value?.value).toBe(0);
  });

  test('a base made before goes on as it was; Start adds the rows, the columns and the history tab', () => {
    const world = olderBase(2);
    const first = world.run((ports) => recalculate(ports)).value;
    expect(first?.value?.issues.map(({ code }) => code)).toEqual(['rfm.scaleSuggested', 'history.made']);
    expect(columnAt(world, 'lifecycle')).toBe(-1);
    expect(view(world).columns.filter(({ on }) => on)).toEqual([]);
    const report = world.run((ports) => setUpBase(ports, 'en')).value?.value;
    expect(report?.repaired).toEqual(['Clients: Stage, Temperature', 'Settings']);
    world.run((ports) => recalculate(ports));
    expect(world.column('clients', 'lifecycle')).toEqual(['Lost', 'Lost']);
    expect(view(world).columns.filter(({ on }) => on).map(({ key }) => key)).toEqual(['lifecycle', 'temperature']);
  });

  test('a setting saved into a base that has no row for it gets one', () => {
    const world = olderBase(1);
    expect(save(world, { 'ltv.formula': 'retention' })).toEqual([]);
    expect(view(world).settings.find(({ key }) => key === 'ltv.formula')?.value).toBe('retention');
  });
});

describe('presets', () => {
  test.each([true, false])('each is a stated set of values that Settings takes as they are (orders with cost: %s)', (hasCost) => {
    for (const preset of settingPresets(hasCost)) {
      const applied = applySettings(DEFAULT_SETTINGS, Object.entries(preset.values));
      expect([preset.key, applied.issues]).toEqual([preset.key, []]);
      expect([preset.key, Object.entries(preset.values).map(([key]) => settingText(key as SettingKey, applied.value[key as SettingKey]))]).toEqual([preset.key, Object.values(preset.values)]);
    }
    expect(settingPresets(hasCost).map(({ values }) => values['abc.metric'])).toEqual(['revenue', 'revenue', hasCost ? 'margin' : 'revenue']);
  });

  test('are shown with a reason for each value, their effect is counted before, and saving them makes them fit', () => {
    const world = dormantBase(3);
    const services = view(world).presets.find(({ key }) => key === 'services');
    expect(services).toMatchObject({ title: 'Services by appointment', fits: false });
    for (const reason of services?.reasons ?? []) expect([reason.key, reason.why.length > 15, reason.shown.length > 5]).toEqual([reason.key, true, true]);
    expect(world.run((ports) => settingsEffect(ports, services?.values ?? {})).value?.value).toMatchObject({ clients: 3, rfm: 3 });
    expect(view(world).settings.find(({ key }) => key === 'dormancy.minSilenceDays')?.value).toBe('30');
    expect(save(world, services?.values ?? {})).toEqual([]);
    const after = view(world);
    expect(after.presets.map(({ key, fits }) => [key, fits])).toEqual([['small_shop', false], ['services', true], ['wholesale', false]]);
    expect(after.settings.find(({ key }) => key === 'dormancy.minSilenceDays')?.value).toBe('21');
    // A preset adds columns and takes none away.
    save(world, { columns: 'rating' });
    expect(view(world).presets.find(({ key }) => key === 'services')?.values['columns']).toBe('lifecycle, temperature, rating, lateness, dormancy_why');
    expect(world.run((ports) => viewHome(ports)).value?.value.stage).toBe('stale');
  });
});

describe('a bad value', () => {
  test.each([
    ['lifecycle.window', '2', '3…24'], ['clv.monthlyDiscount', '101 %', '0…100 %'], ['rating.weights', '0/0/0', '1/1/1 (0…100)'], ['dormancy.riskDays', '366', '1…365'],
    ['model.horizonDays', '0', '1…3650'], ['plan.period', 'week', 'month | quarter | year'],
  ])('of %s is refused with the allowed range and the old one kept', (key, text, allowed) => {
    const world = dormantBase(1);
    const before = view(world).settings.find((setting) => setting.key === key);
    expect(before?.allowed).toBe(allowed);
    expect(save(world, { [key]: text })).toEqual([`${key} cannot be "${text}". Allowed: ${allowed}.`]);
    expect(view(world).settings.find((setting) => setting.key === key)?.value).toBe(before?.value);
  });

  test('typed by hand counts as the default, and the sentence beside each value says what counts', () => {
    const world = dormantBase(1);
    const rowOf = (key: string): unknown[] => world.tab('settings').rows.find((cells) => cells.includes(key)) ?? [];
    rowOf('lifecycle.window')[1] = 4;
    rowOf('dormancy.riskDays')[1] = 'soon';
    const { calls, value } = world.run((ports) => recalculate(ports));
    expect(value?.value?.issues.map(({ code }) => code)).toContain('setting.badValue');
    expect(rowOf('lifecycle.window')[2]).toMatch(/^Stages look at the last 4.months$/);
    expect(calls.filter((name) => name === 'write')).toHaveLength(3);
    expect(world.run((ports) => recalculate(ports)).calls.filter((name) => name === 'write')).toHaveLength(2);
    save(world, { 'dormancy.riskDays': '60', 'abc.by': 'count' });
    expect(rowOf('dormancy.riskDays')[2]).toContain('60');
    expect(rowOf('abc.limits')[2]).toBe('A up to 20%, B up to 50%, the rest C');
  });

  test('typed by hand is told by the sentence as soon as the sidebar is opened, and nothing is written after that or by a person who may not', () => {
    const world = dormantBase(1);
    const row = world.tab('settings').rows.find((cells) => cells.includes('mailing.perMinute')) ?? [];
    row[1] = 100;
    world.protectedSheet = world.tab('settings').sheetId;
    world.run((ports) => viewHome(ports));
    expect(row[2]).toMatch(/40/);
    world.protectedSheet = null;
    const { calls } = world.run((ports) => viewHome(ports));
    expect(row[2]).toMatch(/100/);
    expect(calls.filter((name) => ['lock', 'write', 'unlock'].includes(name))).toEqual(['lock', 'write', 'unlock']);
    expect(world.run((ports) => viewHome(ports)).calls.filter((name) => name !== 'read' && !name.startsWith('document') && !name.startsWith('script'))).toEqual([]);
  });

  test('of columns names every column there is', () => {
    const world = dormantBase(1);
    expect(save(world, { columns: 'lifecycle, beauty' })[0]).toContain('wallet_share');
    expect(view(world).columns.filter(({ on }) => on).map(({ key }) => key)).toEqual(['lifecycle', 'temperature']);
  });

  test('limits that do not fit the scale are refused together', () => {
    const world = dormantBase(1);
    expect(save(world, { 'rfm.scale': '3', 'rfm.recencyDays': '1/2/3/4' })).toHaveLength(1);
    expect(view(world).settings.find(({ key }) => key === 'rfm.scale')?.value).toBe('5');
  });
});
