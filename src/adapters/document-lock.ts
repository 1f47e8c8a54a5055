/** Locks: of the document for everything that writes, of the script for what the web app leaves. */
import type { DocumentLock } from '../domain/ports';

/** 1 counted call each. */
export class ServiceLock implements DocumentLock {
  private held: GoogleAppsScript.Lock.Lock | null = null;

  constructor(private readonly scope: 'document' | 'script') {}

  acquire(waitMs: number): boolean {
    // Without a containing document there is no document lock; nothing of ours writes there.
    const lock = this.scope === 'document' ? LockService.getDocumentLock() : LockService.getScriptLock();
    if (lock === null || !lock.tryLock(waitMs)) return false;
    this.held = lock;
    return true;
  }

  release(): void {
    this.held?.releaseLock();
    this.held = null;
  }
}
