/** Who holds which lock of the host and who waits for it; waiting ends by release, by virtual time or, between waiters, by deadlock. */
import type { Execution } from '../../runtime/execution';
import type { StateSlot } from '../../runtime/state';

interface Waiter {
  readonly execution: Execution;
  /** Virtual moment at which it gives up. */
  readonly deadlineMs: number;
  /** Real moment at which it gives up, for holders whose virtual clock stands still. */
  readonly realDeadlineMs: number;
  readonly settle: (acquired: boolean) => void;
}

interface LockState {
  holder: Execution | null;
  readonly waiters: Waiter[];
}

/** Real milliseconds between two looks at the holder's clock. */
const LOOK_MS = 2;

export class LockTable {
  private readonly locks = new Map<string, LockState>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** Whether the execution holds the lock. */
  holds(key: string, execution: Execution): boolean {
    return this.locks.get(key)?.holder === execution;
  }

  /**
   * Takes the lock, waiting at most `timeoutMs` of virtual time in the order of arrival. The waiting execution's clock moves to the moment of
   * release, or to its deadline.
   */
  acquire(key: string, execution: Execution, timeoutMs: number): true | Promise<boolean> {
    const lock = this.stateOf(key);
    if (lock.holder === execution) return true;
    if (lock.holder === null) {
      lock.holder = execution;
      return true;
    }
    return new Promise((resolve) => {
      const deadlineMs = execution.now() + Math.max(0, timeoutMs);
      const settle = (acquired: boolean): void => {
        const index = lock.waiters.indexOf(waiter);
        if (index < 0) return;
        lock.waiters.splice(index, 1);
        if (!acquired) execution.elapse(Math.max(0, deadlineMs - execution.now()));
        resolve(acquired);
      };
      const waiter: Waiter = { execution, deadlineMs, realDeadlineMs: Date.now() + timeoutMs, settle };
      lock.waiters.push(waiter);
      this.look();
    });
  }

  /** Frees the lock if the execution holds it and hands it to the next waiter. */
  release(key: string, execution: Execution): void {
    const lock = this.locks.get(key);
    if (lock === undefined || lock.holder !== execution) return;
    lock.holder = null;
    const releasedMs = execution.now();
    this.dropTimedOut(lock, releasedMs);
    const next = lock.waiters[0];
    if (next === undefined) {
      this.locks.delete(key);
      return;
    }
    lock.holder = next.execution;
    next.execution.elapse(Math.max(0, releasedMs - next.execution.now()));
    next.settle(true);
  }

  /** Frees everything the execution holds or waits for. */
  forget(execution: Execution): void {
    for (const lock of this.locks.values()) {
      for (const waiter of [...lock.waiters]) if (waiter.execution === execution) waiter.settle(false);
    }
    for (const [key, lock] of [...this.locks]) if (lock.holder === execution) this.release(key, execution);
  }

  private stateOf(key: string): LockState {
    let lock = this.locks.get(key);
    if (lock === undefined) {
      lock = { holder: null, waiters: [] };
      this.locks.set(key, lock);
    }
    return lock;
  }

  private dropTimedOut(lock: LockState, virtualNowMs: number): void {
    const realNow = Date.now();
    for (const waiter of [...lock.waiters]) {
      if (virtualNowMs >= waiter.deadlineMs || realNow >= waiter.realDeadlineMs) waiter.settle(false);
    }
  }

  /** Looks at all waiters now and again later while there are any. */
  private look(): void {
    const waiting = new Set<Execution>();
    for (const lock of this.locks.values()) for (const waiter of lock.waiters) waiting.add(waiter.execution);
    for (const lock of this.locks.values()) {
      if (lock.holder === null) continue;
      this.dropTimedOut(lock, lock.holder.now());
      // A holder that itself waits for a lock cannot move its clock: the earliest deadline passes at once.
      if (waiting.has(lock.holder) && waiting.size > 1) this.dropEarliest();
    }
    if (this.timer !== null || ![...this.locks.values()].some((lock) => lock.waiters.length > 0)) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.look();
    }, LOOK_MS);
  }

  /** In a circle of waiters, ends the wait that would time out first. */
  private dropEarliest(): void {
    const blocked = [...this.locks.values()].flatMap((lock) => lock.waiters.map((waiter) => ({ waiter, holder: lock.holder })));
    const holders = new Map(blocked.map(({ waiter, holder }) => [waiter.execution, holder]));
    const inCircle = blocked.filter(({ waiter }) => {
      let next = holders.get(waiter.execution) ?? null;
      for (let steps = 0; next !== null && steps <= blocked.length; steps += 1) {
        if (next === waiter.execution) return true;
        next = holders.get(next) ?? null;
      }
      return false;
    });
    inCircle.sort((one, other) => one.waiter.deadlineMs - other.waiter.deadlineMs)[0]?.waiter.settle(false);
  }
}

/** Locks die with their executions: nothing to save. */
export const LOCK_SLOT: StateSlot<LockTable> = { key: 'locks', create: () => new LockTable(), save: () => null, load: () => new LockTable() };
