/** Waiting for locks on virtual time (§8.6), on the table itself. */
import type { Execution } from '../../../scripts/workbench/runtime/execution';
import { LockTable } from '../../../scripts/workbench/services/lock/lock-table';

/** The two members of an execution the table uses: its own clock. */
function execution(): Pick<Execution, 'now' | 'elapse'> & Execution {
  let timeMs = 0;
  return { now: () => timeMs, elapse: (milliseconds: number) => void (timeMs += milliseconds) } as unknown as Execution;
}

describe('the lock table', () => {
  test('a free lock is taken at once, a held one again without waiting, and one release frees it', () => {
    const table = new LockTable();
    const one = execution();
    expect(table.acquire('k', one, 0)).toBe(true);
    expect(table.acquire('k', one, 0)).toBe(true);
    table.release('k', one);
    expect(table.holds('k', one)).toBe(false);
    expect(table.acquire('k', execution(), 0)).toBe(true);
  });

  test('a waiter gets the lock at its release, and its clock moves to that moment', async () => {
    const table = new LockTable();
    const [holder, waiter] = [execution(), execution()];
    void table.acquire('k', holder, 0);
    const wait = table.acquire('k', waiter, 30_000);
    holder.elapse(20_000);
    table.release('k', holder);
    expect(await wait).toBe(true);
    expect([table.holds('k', waiter), waiter.now()]).toEqual([true, 20_000]);
  });

  test('a waiter gives up when the holder works longer than its timeout', async () => {
    const table = new LockTable();
    const [holder, waiter] = [execution(), execution()];
    void table.acquire('k', holder, 0);
    const wait = table.acquire('k', waiter, 1000);
    holder.elapse(5000);
    expect(await wait).toBe(false);
    expect([table.holds('k', holder), waiter.now()]).toEqual([true, 1000]);
  });

  test('tryLock(0) of a held lock fails at once', async () => {
    const table = new LockTable();
    void table.acquire('k', execution(), 0);
    expect(await table.acquire('k', execution(), 0)).toBe(false);
  });

  test('waiters are served in the order of their arrival, those too late are left out', async () => {
    const table = new LockTable();
    const [holder, first, impatient, last] = [execution(), execution(), execution(), execution()];
    void table.acquire('k', holder, 0);
    const waits = [table.acquire('k', first, 60_000), table.acquire('k', impatient, 10), table.acquire('k', last, 60_000)];
    holder.elapse(100);
    table.release('k', holder);
    expect(await waits[0]).toBe(true);
    first.elapse(100);
    table.release('k', first);
    expect([await waits[0], await waits[1], await waits[2]]).toEqual([true, false, true]);
    expect(last.now()).toBe(200);
  });

  test('an execution that ends frees all it holds and waits for', async () => {
    const table = new LockTable();
    const [holder, waiter] = [execution(), execution()];
    void table.acquire('a', holder, 0);
    void table.acquire('b', waiter, 0);
    const wait = table.acquire('a', waiter, 60_000);
    table.forget(waiter);
    expect(await wait).toBe(false);
    expect(table.acquire('b', execution(), 0)).toBe(true);
    table.forget(holder);
    expect(table.acquire('a', execution(), 0)).toBe(true);
  });

  test('in a deadlock the wait that would time out first ends', async () => {
    const table = new LockTable();
    const [one, other] = [execution(), execution()];
    void table.acquire('a', one, 0);
    void table.acquire('b', other, 0);
    const waits = [table.acquire('b', one, 600_000), table.acquire('a', other, 300_000)];
    expect(await waits[1]).toBe(false);
    table.forget(other);
    expect(await waits[0]).toBe(true);
  });
});
