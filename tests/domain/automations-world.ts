/** A shop with automations, and the steps of the dispatcher on it, for tests of automations. */
import type { AutomationDraft, AutomationsView } from '../../src/contract/automation-views';
import type { Cell } from '../../src/core/table/cell';
import { saveAutomation, switchAutomation } from '../../src/domain/automations/automations-edit';
import type { DispatchReport } from '../../src/domain/automations/dispatch';
import { dispatch } from '../../src/domain/automations/dispatch';
import { answerCheck, saveWebapp } from '../../src/domain/mailing/unsubscribe';
import { recalculate } from '../../src/domain/recalculate';
import { MemoryWorld } from './in-memory-ports';
import { importRows } from './sample-base';

export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;

export const DRAFT: AutomationDraft = {
  key: '', kind: 'after_order', title: 'Thanks', audience: '', steps: [{ templateKey: 'come-back', days: 0 }], start: 'first_order',
  change: { by: 'segment', from: '', to: 'at_risk' }, column: '', hour: 8, repeat: 'each', repeatDays: 0, sunset: 2, holdOutPercent: 0,
};

/** Clears the check of the unsubscribe page, so that marketing letters may leave. */
export function checkPage(world: MemoryWorld): void {
  world.run((ports) => saveWebapp(ports, 'https://example.com/exec'));
  const check = world.scriptStore.get('webapp.check') ?? '';
  world.run((ports) => answerCheck(ports.scriptStore, check, ports.clock.now()));
}

/** A shop whose `count` clients each bought on the given days of June 2024; now is 15 June, 9:00. */
export function shop(orders: readonly (readonly [client: number, order: string, date: string])[]): MemoryWorld {
  const world = new MemoryWorld();
  const rows: Cell[][] = orders.map(([client, order, date]) => [order, date, `Client ${client}`, '100,00', `c${client}@example.com`, 'yes', '']);
  importRows(world, rows, {}, 50);
  world.run((ports) => recalculate(ports));
  checkPage(world);
  return world;
}

export function save(world: MemoryWorld, change: Partial<AutomationDraft>): AutomationsView {
  const saved = world.run((ports) => saveAutomation(ports, { ...DRAFT, ...change })).value;
  if (saved?.value === null || saved === null) throw new Error(JSON.stringify(saved?.issues));
  return saved.value;
}

/** A saved automation that is on; its key. */
export function switchedOn(world: MemoryWorld, change: Partial<AutomationDraft> = {}): string {
  const rows = save(world, change).rows;
  const key = rows[rows.length - 1]?.key ?? '';
  const done = world.run((ports) => switchAutomation(ports, key, true)).value;
  expect(done?.issues).toEqual([]);
  return key;
}

export const ran = (world: MemoryWorld): DispatchReport => {
  const { value } = world.run((ports) => dispatch(ports));
  if (value === null) throw new Error('killed');
  return value;
};
export const plannedLetters = (world: MemoryWorld): string[] => {
  const states = world.column('send_log', 'state');
  return world.column('send_log', 'letter').filter((_letter, index) => states[index] === 'planned').map(String);
};
export const plannedClients = (world: MemoryWorld): string[] => {
  const states = world.column('send_log', 'state');
  return world.column('send_log', 'client').filter((_client, index) => states[index] === 'planned').map(String).sort();
};
export const setCell = (world: MemoryWorld, tab: string, row: string, key: string, value: Cell): void => {
  const target = world.tab(tab);
  const cells = target.rows.find((one) => one.includes(row));
  if (cells !== undefined) cells[target.marks.indexOf(key)] = value;
};
