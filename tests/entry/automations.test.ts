/** Automations in the built add-on: the hourly trigger of the person who switched them on, other people, missing permission, a copy. */
import type { Cell } from '../../src/core/table/cell';
import type { AutomationDraft } from '../../src/contract/automation-views';
import { AddOn } from './add-on';

const HELPER = 'helper@example.com';
const TODAY = 45_458; // 15 June 2024

const DRAFT: AutomationDraft = {
  key: '', kind: 'after_order', title: 'Thanks', audience: '', steps: [{ templateKey: 'come-back', days: 0 }], start: 'first_order',
  change: { by: 'segment', from: '', to: 'at_risk' }, column: '', hour: 0, repeat: 'each', repeatDays: 0, sunset: 2, holdOutPercent: 0,
};

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

let addOn: AddOn;
let key = '';

const orders = (from: number, to: number): Cell[][] => Array.from({ length: to - from + 1 }, (_unused, index): Cell[] => [String(from + index), { day: TODAY }, `Client ${from + index}`, 100, `c${from + index}@example.com`, 'yes']);
const recipients = (): string[] => addOn.workbench.mail.sent.map(({ to }) => to.join()).sort();

beforeAll(async () => {
  addOn = await AddOn.start({ users: [{ email: 'owner@example.com', language: 'en' }, { email: HELPER, language: 'en' }] });
  await addOn.open();
  await addOn.importRows(orders(1, 3));
  await addOn.call('segments.recalculate');
  await addOn.publish();
  const view = await addOn.call('automations.save', DRAFT);
  key = view.rows[view.rows.length - 1]?.key ?? '';
});

afterAll(() => addOn.end());

test('switched on, the hourly trigger plans and sends what is due, and the next hour sends nothing twice', async () => {
  expect((await addOn.call('automations.preview', key)).go).toBe(3);
  const view = await addOn.call('automations.switch', key, true);
  expect([view.isMine, view.standstill]).toEqual([true, []]);
  const [trigger] = addOn.workbench.triggers;
  expect(trigger).toBeDefined();
  const first = await addOn.workbench.fireTrigger(trigger?.id ?? '');
  expect(first.error).toBeNull();
  expect(recipients()).toEqual(['c1@example.com', 'c2@example.com', 'c3@example.com']);
  const second = await addOn.workbench.fireTrigger(trigger?.id ?? '');
  expect(second.error).toBeNull();
  expect(addOn.workbench.mail.sent).toHaveLength(3);
  expect(addOn.texts('Automations').find((row) => row[0] === key)?.join(' ')).toContain('Planned: 3 letters.');
});

test('a trigger without full authorisation does nothing and does not break off', async () => {
  await addOn.importRows(orders(4, 4));
  const [trigger] = addOn.workbench.triggers;
  const record = await addOn.workbench.run('runHourly', [{ triggerUid: trigger?.id ?? '', authMode: 'LIMITED' }], { kind: 'editor' });
  expect(record.error).toBeNull();
  addOn.workbench.deny(addOn.projectId, 'owner@example.com', 'all');
  const withdrawn = await addOn.workbench.fireTrigger(trigger?.id ?? '');
  addOn.workbench.grant(addOn.projectId, 'owner@example.com', 'all');
  expect(withdrawn.error).toBeNull();
  expect(addOn.workbench.mail.sent).toHaveLength(3);
});

test('another person plans nothing, by trigger or by a click, and may take the runs over', async () => {
  const there = { kind: 'menu', user: HELPER, projectId: addOn.projectId, bookId: addOn.book.id } as const;
  await addOn.workbench.openBook(addOn.book.id, HELPER);
  await addOn.workbench.run('openHome', [], there);
  const token = /"token":"([^"]+)"/.exec(addOn.workbench.pages.at(-1)?.html ?? '')?.[1] ?? '';
  const asked = async (method: string, args: readonly boolean[]): Promise<string> => String((await addOn.workbench.run('rpc', [JSON.stringify({ token, method, args })], there)).result);
  expect(await asked('automations.runNow', [])).toContain('automation.otherOwner');
  await asked('mailing.background', [true]);
  const trigger = addOn.workbench.triggers.at(-1);
  const fired = await addOn.workbench.fireTrigger(trigger?.id ?? '');
  expect(fired.error).toBeNull();
  expect(addOn.workbench.mail.sent).toHaveLength(3);
});

test('in a copy nothing is planned, and the view says why', async () => {
  const { book, projectId } = addOn.workbench.copyBook(addOn.book.id, 'Copy');
  addOn.workbench.grant(projectId ?? '', 'owner@example.com', 'all');
  await addOn.workbench.openBook(book.id, 'owner@example.com');
  await addOn.workbench.run('openHome', [], { kind: 'menu', projectId: projectId ?? '', bookId: book.id });
  const token = /"token":"([^"]+)"/.exec(addOn.workbench.pages.at(-1)?.html ?? '')?.[1] ?? '';
  const record = await addOn.workbench.run('rpc', [JSON.stringify({ token, method: 'automations.view', args: [] })], { kind: 'menu', projectId: projectId ?? '', bookId: book.id });
  expect(JSON.parse(record.result as string)).toMatchObject({ ok: true, value: { standstill: [{ code: 'copy' }] } });
  expect(addOn.workbench.mail.sent).toHaveLength(3);
});
