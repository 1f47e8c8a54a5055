/** One writer at a time: work under the document lock, which is free again however the work ends. */
import type { Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { LOCK_WAIT_MS } from './lock-wait';
import type { Ports } from './ports';

/**
 * Does work that reads and writes under the document lock; `lock.busy` when another execution holds it for too long. What was written
 * reaches the sheet before the lock is free. An error thrown ends the execution, and with it the lock. 3 counted calls (lock, flush, release), 1 when it is busy.
 */
export function underLock<T>(ports: Ports, work: () => Outcome<T | null>): Outcome<T | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const done = work();
  ports.book.flush();
  ports.lock.release();
  return done;
}
