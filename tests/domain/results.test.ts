/** Results of mailings on ports in memory: orders after the letters, those held out, opt-outs, replies, the history of one client. */
import type { Cell } from '../../src/core/table/cell';
import type { MailingResultsView } from '../../src/contract/result-views';
import { markReply, viewClientLetters, viewMailingResults, viewResults } from '../../src/domain/mailing/results';
import { planNewMailing, preflightMailing } from '../../src/domain/mailing/plan-mailing';
import { appendLedger, readLedger } from '../../src/domain/mailing/consents';
import { openMailing } from '../../src/domain/mailing/mailing-data';
import type { MemoryWorld } from './in-memory-ports';
import { lettersOf, plan, readyWorld, REQUEST, sendAll } from './mailing-world';

const DAY_MS = 86_400_000;

/** Puts an order into Orders as the owner types it. */
function buys(world: MemoryWorld, order: string, client: string, day: number, amount: number): void {
  const { marks, rows } = world.tab('orders');
  const row: Cell[] = Array.from({ length: rows[0]?.length ?? 0 }, () => '');
  row[marks.indexOf('order')] = order;
  row[marks.indexOf('client')] = client;
  row[marks.indexOf('date')] = { day };
  row[marks.indexOf('amount')] = amount;
  rows.push(row);
}

const today = (world: MemoryWorld): number => world.run(({ clock }) => clock.dayOf(clock.now())).value ?? 0;
const results = (world: MemoryWorld, mailingId: string, offset = 0): MailingResultsView => {
  const found = world.run((ports) => viewMailingResults(ports, mailingId, offset)).value;
  if (found?.value === null || found?.value === undefined) throw new Error(JSON.stringify(found?.issues));
  return found.value;
};

function sentMailing(clients: number, settings: Readonly<Record<string, string>> = {}): { world: MemoryWorld; mailingId: string; day: number } {
  const world = readyWorld(clients, settings);
  const mailingId = plan(world, clients);
  const day = today(world);
  sendAll(world, mailingId);
  return { world, mailingId, day };
}

test('orders within the days count for the letter, earlier, later, unpaid and other people\'s do not', () => {
  const { world, mailingId, day } = sentMailing(4);
  buys(world, 'n1', 'Client 1', day, 10);
  buys(world, 'n1', 'Client 1', day, 5);
  buys(world, 'n2', 'Client 1', day + 14, 20);
  buys(world, 'n3', 'Client 2', day + 15, 40);
  buys(world, 'n4', 'Client 3', day - 1, 80);
  buys(world, 'n5', 'Somebody else', day + 1, 160);
  world.nowMs += 20 * DAY_MS;
  const found = results(world, mailingId);
  expect(found).toMatchObject({ sent: 4, counting: false, letters: { people: 4, buyers: 1, orders: 2, buyersShare: '25%' }, heldOut: null, effect: '', subjectB: '', subjects: '' });
  expect(found.rows.map(({ clientId, orders, moneyText }) => [clientId, orders, moneyText.replace(/\s/g, ' ')])).toEqual([['Client 1', 2, '$35'], ['Client 2', 0, '$0'], ['Client 3', 0, '$0'], ['Client 4', 0, '$0']]);
  expect(world.run((ports) => viewResults(ports)).value?.value?.mailings).toMatchObject([{ mailingId, sent: 4, buyers: 1, counting: false, verdict: '' }]);
});

test('the setting says how many days count, and until they are over the results are called unfinished', () => {
  const { world, mailingId, day } = sentMailing(2, { 'mailing.resultDays': '3' });
  buys(world, 'n1', 'Client 1', day + 3, 10);
  buys(world, 'n2', 'Client 2', day + 4, 10);
  world.nowMs += 3 * DAY_MS;
  expect(results(world, mailingId)).toMatchObject({ counting: true, windowDays: 3, letters: { buyers: 1 } });
  world.nowMs += 2 * DAY_MS;
  expect(results(world, mailingId)).toMatchObject({ counting: false, letters: { buyers: 1 } });
});

test('those held out are counted beside the letters, with a verdict only where the numbers allow one', () => {
  const world = readyWorld(200, { 'mailing.dailyLimit': '1000' });
  const request = { ...REQUEST, holdOutShare: 0.5 };
  const go = world.run((ports) => preflightMailing(ports, request)).value?.value?.go ?? 0;
  expect(go).toBe(100);
  const planned = world.run((ports) => planNewMailing(ports, request, go)).value?.value;
  const mailingId = planned?.mailingId ?? '';
  const day = today(world);
  sendAll(world, mailingId);
  const letters = lettersOf(world, mailingId);
  const sent = letters.filter(({ state }) => state === 'sent');
  const held = letters.filter(({ state }) => state === 'skipped');
  expect([sent.length, held.length]).toEqual([100, 100]);
  world.nowMs += 30 * DAY_MS;
  expect(results(world, mailingId).effect).toMatch(/^Too few people/);
  sent.slice(0, 40).forEach(({ clientId }, index) => { buys(world, `s${index}`, clientId, day + 2, 100); });
  held.slice(0, 10).forEach(({ clientId }, index) => { buys(world, `h${index}`, clientId, day + 2, 100); });
  const found = results(world, mailingId);
  expect(found).toMatchObject({ letters: { people: 100, buyers: 40 }, heldOut: { people: 100, buyers: 10 } });
  // Wilson: 40 of 100 0.3094 … 0.4980, 10 of 100 0.0552 … 0.1744; so the difference lies in 0.3 − 0.1173 … 0.3 + 0.1078.
  expect(found.effect.replace(/\s/g, ' ')).toBe('The letter worked: the share of buyers is higher by about 30.0 percentage points (with 95% confidence between 18.3 and 40.8) than among those who got none. About $3,000 came on top.');
  expect([found.rows.length, found.rowsTotal, found.nextOffset]).toEqual([50, 100, 50]);
  expect(results(world, mailingId, 50).nextOffset).toBeNull();
});

test('who was held out and then got the same letter by another mailing is nobody to compare with', () => {
  const world = readyWorld(8);
  const request = { ...REQUEST, holdOutShare: 0.5 };
  const mailingId = world.run((ports) => planNewMailing(ports, request, 4)).value?.value?.mailingId ?? '';
  sendAll(world, mailingId);
  expect(results(world, mailingId).heldOut).toMatchObject({ people: 4 });
  sendAll(world, plan(world, 8));
  expect(results(world, mailingId)).toMatchObject({ letters: { people: 4 }, heldOut: null });
});

test('an opt-out through a letter stands beside it', () => {
  const { world, mailingId } = sentMailing(3);
  const letter = lettersOf(world, mailingId)[1];
  world.run((ports) => {
    const base = openMailing(ports, false).value?.base;
    const place = base === undefined ? null : readLedger(base).value;
    if (base !== undefined && place !== null) appendLedger(base, place, [{ addressHash: 'h', kind: 'unsubscribed', reason: 'link', letterId: letter?.letterId ?? '' }]);
  });
  expect(results(world, mailingId)).toMatchObject({ letters: { unsubscribed: 1 } });
  expect(results(world, mailingId).rows.map(({ unsubscribed }) => unsubscribed)).toEqual([false, true, false]);
});

test('a reply is marked in the owner\'s column, by a press or by hand, and taken back; sorted, deleted and older Outboxes bear it', () => {
  const { world, mailingId } = sentMailing(3);
  const [first, second] = lettersOf(world, mailingId);
  const mark = (letterId: string, replied: boolean): MailingResultsView | null | undefined => world.run((ports) => markReply(ports, { mailingId, letterId, replied })).value?.value;
  const outbox = world.tab('outbox');
  outbox.rows.splice(1, outbox.rows.length - 1, ...outbox.rows.slice(1).reverse());
  expect(mark(first?.letterId ?? '', true)).toMatchObject({ letters: { replied: 1 } });
  expect(world.column('outbox', 'replied').filter((cell) => cell === 'yes')).toHaveLength(1);
  expect(mark(first?.letterId ?? '', false)).toMatchObject({ letters: { replied: 0 } });
  // By hand, in any words but a no.
  const column = outbox.marks.indexOf('replied');
  outbox.rows.filter((row) => row.includes(second?.letterId ?? '')).forEach((row) => { row[column] = 'called us'; });
  outbox.rows.filter((row) => row.includes(first?.letterId ?? '')).forEach((row) => { row[column] = 'no'; });
  expect(results(world, mailingId).rows.map(({ replied }) => replied)).toEqual([false, true, false]);
  outbox.rows.splice(1);
  expect(mark(first?.letterId ?? '', true)?.rows.map(({ replied }) => replied)).toEqual([true, false, false]);
  // A base made before there was such a column.
  outbox.rows.forEach((row) => { row.splice(column, 1); });
  outbox.marks.splice(column, 1);
  outbox.owners.splice(column, 1);
  expect(results(world, mailingId)).toMatchObject({ letters: { replied: 0 } });
  expect(mark(second?.letterId ?? '', true)?.rows.map(({ replied }) => replied)).toEqual([false, true, false]);
  expect(mark('nothing of the kind', true)).toBeNull();
});

test('the history of a client lists his letters with what followed, the newest first', () => {
  const { world, mailingId, day } = sentMailing(2);
  buys(world, 'n1', 'Client 2', day + 1, 10);
  world.nowMs += 40 * DAY_MS;
  const again = plan(world, 2);
  sendAll(world, again);
  const found = world.run((ports) => viewClientLetters(ports, 'Client 2')).value?.value;
  expect(found?.letters.map((letter) => [letter.mailingId, letter.orders])).toEqual([[again, 0], [mailingId, 1]]);
  expect(world.run((ports) => viewClientLetters(ports, 'nobody')).value?.value?.letters).toEqual([]);
});

test('results read and write nothing, whatever the number of mailings', () => {
  const { world, mailingId } = sentMailing(3);
  const reads = (work: Parameters<typeof world.run>[0]): number => {
    const { calls } = world.run(work);
    expect(calls.filter((call) => /write|set|append|lock/.test(call))).toEqual([]);
    return calls.length;
  };
  const one = reads((ports) => viewResults(ports));
  expect(one).toBeLessThanOrEqual(9);
  expect(reads((ports) => viewMailingResults(ports, mailingId, 0))).toBe(one);
  world.nowMs += 40 * DAY_MS;
  sendAll(world, plan(world, 3));
  expect(reads((ports) => viewResults(ports))).toBe(one);
});
