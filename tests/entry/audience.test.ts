// Audiences on the built add-on: counts, saved segments and the rows that a person has selected.
import { AddOn } from './add-on';

let opened: AddOn | null = null;
afterAll(async () => { await opened?.end(); });

test('a selected row becomes an audience, a row that a filter hides does not, and a saved segment is counted within few calls', async () => {
  const addOn = await AddOn.start();
  opened = addOn;
  await addOn.call('base.setUp', 'en');
  await addOn.call('demo.make', 'en');
  await addOn.call('segments.recalculate');
  const [first] = (await addOn.call('clients.list', { audience: 'segment = champions', offset: 0, limit: 1, order: 'name' })).rows;
  if (first === undefined) throw new Error('no champion');
  expect((await addOn.reply('audience.selection', [])).ok).toBe(false);
  await addOn.call('clients.locate', first.clientId);
  const picked = await addOn.call('audience.selection');
  expect(picked).toMatchObject({ clients: 1, hidden: 0 });
  expect((await addOn.call('clients.list', { audience: picked.expression, offset: 0, limit: 5, order: 'name' })).rows.map(({ clientId }) => clientId)).toEqual([first.clientId]);

  await addOn.call('clients.show', 'not segment = champions');
  await addOn.call('clients.locate', first.clientId);
  const hidden = await addOn.reply('audience.selection', []);
  expect(hidden.ok ? hidden.value : hidden.issues.map(({ code }) => code)).toEqual(['audience.selectionEmpty']);

  await addOn.call('audience.save', { name: 'Best', expression: 'segment = champions and last_letter = never', replace: false });
  const count = await addOn.call('audience.count', 'Best and not (days_silent > 10000)');
  expect(count.clients).toBeGreaterThan(0);
  expect(count.goNow).not.toBeNull();
  expect(addOn.last.counts.counted).toBeLessThanOrEqual(10);
  const fields = await addOn.call('audience.fields');
  expect(fields.fields.find(({ kind }) => kind === 'segment')?.choices.map(({ value }) => value)).toEqual(['Best']);
  expect((await addOn.call('mailing.home')).audiences.map(({ label }) => label)).toContain('Best');
});
