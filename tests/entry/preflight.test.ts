/** The check before a mailing through the built file: what it costs, the tab with the list, planning by its number, going on by itself. */
import { AddOn, silentOrders } from './add-on';

const REQUEST = { templateKey: 'come-back', audience: 'dormant' };
/** What the page waits for at most, and the calls it may cost whatever the number of recipients. */
const STEP_MS = 25_000;
const MOST_CALLS = 10;
/** What the tab costs more the first time, and what writing it costs with the check. */
const MAKING_CALLS = 16;
const WRITING_CALLS = 17;

let addOn: AddOn;
beforeAll(async () => {
  addOn = await AddOn.start({ latencyMs: { read: 50, write: 50, flush: 50, lock: 50 } });
  await addOn.importRows(silentOrders(200, 2));
  await addOn.call('segments.recalculate');
  await addOn.publish();
});
afterAll(async () => { await addOn.end(); });

const cost = (): { readonly calls: number; readonly ms: number } => ({ calls: addOn.last.counts.counted, ms: addOn.last.durationMs });

test('the check costs few calls and sends nothing', async () => {
  const found = await addOn.call('mailing.preflight', REQUEST);
  expect(found).toMatchObject({ go: 200, skip: 0, blocked: false });
  expect(cost().calls).toBeLessThanOrEqual(MOST_CALLS);
  expect(cost().ms).toBeGreaterThan(0);
  expect(cost().ms).toBeLessThan(STEP_MS);
  expect(addOn.workbench.mail.sent).toHaveLength(0);
});

test('the tab shows the list in front of the others, and the next list replaces it', async () => {
  await addOn.call('mailing.preflightTab', { ...REQUEST, holdOutShare: 0.1 });
  const first = cost().calls;
  const texts = addOn.texts('Pre-flight');
  expect(texts).toHaveLength(201);
  expect(texts.filter((row) => row.includes('Held out'))).toHaveLength(20);
  expect(addOn.book.activeSheet().name).toBe('Pre-flight');
  const report = await addOn.call('mailing.preflightTab', { ...REQUEST, audience: 'dormant and orders > 5' });
  expect(report.rows).toBe(0);
  // The making of the tab and the base's state, which then knows it.
  expect(first - cost().calls).toBeLessThanOrEqual(MAKING_CALLS);
  expect(first).toBeLessThanOrEqual(WRITING_CALLS + MAKING_CALLS);
  expect(addOn.texts('Pre-flight')).toHaveLength(1);
});

test('a number that is no longer true is refused in words of its own', async () => {
  const found = await addOn.call('mailing.preflight', REQUEST);
  const refused = await addOn.reply('mailing.plan', [found.request, found.go + 1]);
  expect(refused).toMatchObject({ ok: false, issues: [{ code: 'mailing.numberChanged' }] });
  expect(JSON.stringify(refused)).toMatch(/201\sletters.*200\sletters.*nobody/);
});

test('going on by itself is switched on and off, and its state can be asked for', async () => {
  expect(await addOn.call('mailing.backgroundView')).toEqual({ on: false, gone: false });
  expect(await addOn.call('mailing.background', true)).toBe(true);
  expect(await addOn.call('mailing.backgroundView')).toEqual({ on: true, gone: false });
  await addOn.call('mailing.background', false);
  expect(await addOn.call('mailing.backgroundView')).toEqual({ on: false, gone: false });
});
