/** LockService and Lock (PLATFORM-FACTS §8.6). */
import type { Execution } from '../../runtime/execution';
import { members, pending, ServiceError, ServiceObject, type MemberTable, type ServiceModule } from '../../runtime/service';
import { LOCK_SLOT, type LockTable } from './lock-table';

type GoogleLock = GoogleAppsScript.Lock.Lock;

const TIMEOUT_TEXT = 'Lock timeout: another process was holding the lock for too long.';

export class Lock extends ServiceObject implements GoogleLock {
  static readonly interfaceName = 'Lock.Lock';
  static readonly service = 'LockService';
  static readonly members: MemberTable = {
    ...members('lock', 'exact', ['releaseLock', 'tryLock', 'waitLock']),
    ...members('pure', 'exact', ['hasLock']),
  };

  constructor(
    execution: Execution,
    private readonly lockKey: string,
  ) {
    super(execution);
  }

  hasLock(): boolean {
    return this.table().holds(this.lockKey, this.execution);
  }

  releaseLock(): void {
    this.table().release(this.lockKey, this.execution);
  }

  tryLock(timeoutInMillis: number): boolean {
    const outcome = this.table().acquire(this.lockKey, this.execution, timeoutInMillis);
    return outcome === true ? true : pending(outcome);
  }

  waitLock(timeoutInMillis: number): void {
    const outcome = this.table().acquire(this.lockKey, this.execution, timeoutInMillis);
    if (outcome === true) return;
    return pending(outcome.then((acquired) => {
      if (!acquired) throw new ServiceError(TIMEOUT_TEXT);
    }) as Promise<never>);
  }

  private table(): LockTable {
    const table = this.execution.host.state(LOCK_SLOT);
    this.execution.memory('lock', () => {
      this.execution.onEnd(() => table.forget(this.execution));
      this.execution.onSuspend(() => table.forget(this.execution));
      return true;
    });
    return table;
  }
}

export class LockService extends ServiceObject implements Pick<GoogleAppsScript.Lock.LockService, 'getScriptLock' | 'getUserLock'> {
  static readonly interfaceName = 'Lock.LockService';
  static readonly service = 'LockService';
  static readonly members: MemberTable = members('navigate', 'exact', ['getDocumentLock', 'getScriptLock', 'getUserLock']);

  getDocumentLock(): GoogleLock | null {
    const { active, project } = this.execution;
    if (active === null || project.form === 'standalone') return null;
    return new Lock(this.execution, `${project.id}|document|${active.bookId}`);
  }

  getScriptLock(): GoogleLock {
    return new Lock(this.execution, `${this.execution.project.id}|script`);
  }

  getUserLock(): GoogleLock {
    return new Lock(this.execution, `${this.execution.project.id}|user|${this.execution.effectiveUser.email}`);
  }
}

export const lockModule: ServiceModule = { globals: { LockService }, classes: [LockService, Lock] };
