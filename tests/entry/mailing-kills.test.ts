/** Sending by the built add-on: kills over a step border and an allowance border, two people at once, an original and its copy. */
import type { MailingProgress } from '../../src/contract/mailing-views';
import type { RpcReply } from '../../src/contract/server-api';
import type { ExecutionRecord, Json, RunOptions } from '../../scripts/workbench/node';
import { AddOn, silentOrders } from './add-on';
import { KILLS_TIMEOUT_MS, killPoints } from './kill-points';

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

const LETTERS = 8;
const DAY_MS = 86_400_000;
const HELPER = 'helper@example.com';
const REQUEST = { templateKey: 'come-back', audience: 'dormant' };

let addOn: AddOn;
let ready: Json;
beforeAll(async () => {
  addOn = await AddOn.start({ users: [{ email: 'owner@example.com', language: 'en' }, { email: HELPER, language: 'en' }] });
  await addOn.open();
  await addOn.importRows(silentOrders(LETTERS));
  await addOn.call('segments.recalculate');
  await addOn.publish();
  await addOn.call('settings.save', { 'mailing.dailyLimit': '5', 'mailing.perMinute': '3' });
  ready = addOn.workbench.snapshot();
});
beforeEach(() => { addOn.workbench.restore(ready); });
afterAll(() => addOn.end());

interface Ran<T> {
  readonly record: ExecutionRecord;
  /** Null for an execution that was killed. */
  readonly reply: RpcReply<T> | null;
}

async function tokenOf(user: string, projectId = addOn.projectId, bookId = addOn.book.id): Promise<string> {
  await addOn.workbench.openBook(bookId, user);
  await addOn.workbench.run('openHome', [], { kind: 'menu', user, projectId, bookId });
  return /"token":"([^"]+)"/.exec(addOn.workbench.pages.at(-1)?.html ?? '')?.[1] ?? '';
}

async function ask<T>(token: string, method: string, args: readonly unknown[], options: RunOptions = {}): Promise<Ran<T>> {
  const record = await addOn.workbench.run('rpc', [JSON.stringify({ token, method, args })], { kind: 'menu', bookId: addOn.book.id, projectId: addOn.projectId, ...options });
  return { record, reply: record.state === 'killed' ? null : JSON.parse(record.result as string) as RpcReply<T> };
}

async function must<T>(token: string, method: string, ...args: readonly unknown[]): Promise<T> {
  const { reply } = await ask<T>(token, method, args);
  if (reply?.ok !== true) throw new Error(`${method}: ${reply?.issues.map(({ text }) => text).join(' ') ?? 'killed'}`);
  return reply.value;
}

/** Sends to the end, days included, with a kill at the n-th counted call of all chunks; the value is the end and the calls of an undisturbed run. */
async function sendAll(mailingId: string, kill: RunOptions = {}): Promise<{ readonly progress: MailingProgress; readonly calls: number }> {
  const { clock } = addOn.workbench;
  let token = await tokenOf('owner@example.com');
  let calls = 0;
  let isKilled = false;
  for (let step = 0; step < 40; step += 1) {
    const { record, reply } = await ask<MailingProgress>(token, 'mailing.sendChunk', [mailingId], isKilled || kill.killAt === undefined ? {} : { ...kill, killAt: kill.killAt - calls });
    calls += record.counts.counted;
    if (reply === null) {
      isKilled = true;
      continue;
    }
    if (!reply.ok) throw new Error(reply.issues.map(({ text }) => text).join(' '));
    if (reply.value.left === 0) return { progress: reply.value, calls };
    if (reply.value.canContinue) clock.set(clock.now() + reply.value.waitMs);
    else {
      clock.set(clock.now() + DAY_MS);
      // A page of yesterday is too old.
      token = await tokenOf('owner@example.com');
    }
  }
  throw new Error('the mailing does not come to an end');
}

const addresses = (): string[] => addOn.workbench.mail.sent.map(({ to }) => to.join());

test('a mailing of 8 letters over a step border and an allowance border, killed at calls of any step, sends nobody twice and loses nobody', async () => {
  const { mailingId } = await must<MailingProgress>(await tokenOf('owner@example.com'), 'mailing.plan', REQUEST, LETTERS);
  const planned = addOn.workbench.snapshot();
  const startMs = addOn.workbench.clock.now();
  const whole = await sendAll(mailingId);
  expect(whole.progress).toMatchObject({ sent: LETTERS, left: 0, state: 'finished' });
  expect(addOn.workbench.clock.now() - startMs).toBeGreaterThan(DAY_MS);
  for (const point of killPoints(whole.calls, 17, 31)) {
    addOn.workbench.restore(planned);
    const { progress } = await sendAll(mailingId, point);
    const got = addresses();
    expect({ point, twice: got.length - new Set(got).size, found: progress.sent + progress.unknown, left: progress.left }).toEqual({ point, twice: 0, found: LETTERS, left: 0 });
    expect({ point, unknown: progress.unknown > 1 || got.length < LETTERS - progress.unknown }).toEqual({ point, unknown: false });
  }
}, KILLS_TIMEOUT_MS);

test('two people who press "send" at once send one mailing from one address, and two chunks at once send nothing twice', async () => {
  const [mine, theirs] = [await tokenOf('owner@example.com'), await tokenOf(HELPER)];
  const request = { ...REQUEST, preparedMs: addOn.workbench.clock.now() };
  const both = <T>(method: string, ...args: readonly unknown[]): Promise<Ran<T>[]> => Promise.all([ask<T>(mine, method, args), ask<T>(theirs, method, args, { user: HELPER })]);
  await both('mailing.plan', request, LETTERS);
  // Whoever was told that another action is at work presses again.
  await both('mailing.plan', request, LETTERS);
  const { mailings } = await must<{ mailings: { mailingId: string }[] }>(mine, 'mailing.home');
  expect(mailings).toHaveLength(1);
  const mailingId = mailings[0]?.mailingId ?? '';
  await Promise.all([ask(mine, 'mailing.sendChunk', [mailingId]), ask(mine, 'mailing.sendChunk', [mailingId]), ask(theirs, 'mailing.sendChunk', [mailingId], { user: HELPER })]);
  const got = addresses();
  expect(got.length).toBeGreaterThanOrEqual(3);
  expect(new Set(got).size).toBe(got.length);
  expect(new Set(addOn.workbench.mail.sent.map(({ ownerEmail }) => ownerEmail)).size).toBe(1);
});

test('of an original and its copy only the original sends', async () => {
  const { mailingId } = await must<MailingProgress>(await tokenOf('owner@example.com'), 'mailing.plan', REQUEST, LETTERS);
  const copy = addOn.workbench.copyBook(addOn.book.id, 'Copy');
  const projectId = copy.projectId ?? '';
  addOn.workbench.grant(projectId, 'owner@example.com', 'all');
  const there = { projectId, bookId: copy.book.id };
  const copied = await tokenOf('owner@example.com', projectId, copy.book.id);
  for (const [method, args] of [['mailing.sendChunk', [mailingId]], ['mailing.plan', [REQUEST, LETTERS]], ['mailing.test', [REQUEST, 'Client 1']], ['mailing.decide', [{ mailingId, letterId: '', outcome: 'not-sent' }]]] as const) {
    expect([method, (await ask(copied, method, args, there)).reply]).toEqual([method, { ok: false, issues: [expect.objectContaining({ code: 'base.copied' })] }]);
  }
  expect(addresses()).toEqual([]);
  expect((await sendAll(mailingId)).progress).toMatchObject({ sent: LETTERS, left: 0 });
  expect(new Set(addresses()).size).toBe(LETTERS);
  expect((await ask(copied, 'mailing.sendChunk', [mailingId], there)).reply?.ok).toBe(false);
  expect(addresses()).toHaveLength(LETTERS);
});
