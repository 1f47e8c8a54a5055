/** "Backup now" by the built add-on, killed while a copy is made: the next one leaves whole copies and no tab that is half one. */
import type { MethodName, RpcReply, ServerApi } from '../../src/contract/server-api';
import type { Book, RunOptions } from '../../scripts/workbench/node';
import { AddOn } from './add-on';
import { killPoints } from './kill-points';

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

const COPIES = ['Clients', 'Orders', 'Templates', 'Consents'];

let addOn: AddOn;
beforeAll(async () => {
  addOn = await AddOn.start();
  await addOn.importRows([['1', { day: 45_000 }, 'Ann', 10, 'ann@example.com', 'yes']]);
});
afterAll(() => addOn.end());

/** A call by itself, without a page that a restored workbook has no more; null when it was killed. */
async function run<Name extends MethodName>(method: Name, options: Omit<RunOptions, 'kind'> = {}): Promise<ReturnType<ServerApi[Name]> | null> {
  const record = await addOn.workbench.run('rpc', [JSON.stringify({ token: addOn.token, method, args: [] })], { kind: 'menu', ...options });
  if (record.state === 'killed') return null;
  const reply = JSON.parse(record.result as string) as RpcReply<ReturnType<ServerApi[Name]>>;
  if (!reply.ok) throw new Error(reply.issues.map(({ text }) => text).join(' '));
  return reply.value;
}

/** The spreadsheet as it stands; restoring makes another object of it. */
function book(): Book {
  const found = addOn.workbench.engine.book(addOn.book.id);
  if (found === null || found === undefined) throw new Error('no spreadsheet');
  return found;
}

/** Names of tabs with the number of marks on each, and what a person sees of them. */
function tabs(): readonly { readonly name: string; readonly hidden: boolean; readonly marks: number }[] {
  const { metadata } = book().snapshot().parts['spreadsheet'] as { readonly metadata: readonly { readonly sheetId: number | null }[] };
  return book().sheets().map((sheet) => ({ name: sheet.name, hidden: sheet.hidden, marks: metadata.filter(({ sheetId }) => String(sheetId) === String(sheet.id)).length }));
}

test('killed at calls of the copying and pressed again, every tab is a tab of the base or a whole copy', async () => {
  const before = tabs();
  const begin = addOn.workbench.snapshot();
  const whole = await run('backup.make');
  if (whole === null) throw new Error('killed');
  expect(whole.tabs.map((name) => name.split(' ')[0])).toEqual(COPIES);
  expect(tabs().slice(before.length)).toEqual(whole.tabs.map((name) => ({ name, hidden: true, marks: 0 })));
  const { counted } = addOn.last.counts;
  const clients = addOn.texts('Clients');
  expect(addOn.texts(whole.tabs[0] ?? '')).toEqual(clients);
  for (const point of killPoints(counted, 4, 5)) {
    addOn.workbench.restore(begin);
    expect([point, await run('backup.make', point)]).toEqual([point, null]);
    const again = await run('backup.make');
    expect(again?.tabs).toHaveLength(COPIES.length);
    const now = tabs();
    expect(now.slice(0, before.length)).toEqual(before);
    expect([point, now.slice(before.length).filter(({ marks }) => marks > 0)]).toEqual([point, []]);
    expect(now.slice(before.length).map(({ name }) => name)).toEqual(expect.arrayContaining([...(again?.tabs ?? [])]));
    expect((await run('repair.look'))?.findings).toEqual([]);
  }
});
