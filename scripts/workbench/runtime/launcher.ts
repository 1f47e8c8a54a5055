/** Starts executions for people, triggers and the clock: whose rights, which document, which window. */
import type { ActiveDocument, ExecutionKind } from './execution';
import { clockEvent, openEvent, selectionEvent } from './event-objects';
import type { Executor } from './executor';
import type { WorkbenchHost } from './host';
import { declares, type InstalledProject, type ProjectStore } from './project-store';
import type { RunningExecution } from './running-execution';
import type { InstalledTrigger } from './triggers';
import type { UserWindow } from './user-window';
import type { ExecutionRecord, RunOptions } from './workbench';

/** Events of onSelectionChange that may be on their way at once; further ones are dropped. */
const SELECTION_QUEUE = 2;

export type ArgumentMaker = (execution: RunningExecution) => Promise<readonly unknown[]>;

export class Launcher {
  private selections: Promise<void> = Promise.resolve();
  private selectionsQueued = 0;
  private stopped = false;

  constructor(
    private readonly host: WorkbenchHost, private readonly executor: Executor, private readonly store: ProjectStore,
    private readonly windows: ReadonlyMap<string, UserWindow>, private readonly firstUser: () => string, private readonly quotas: boolean,
  ) {}

  /** Runs a function of the project for a person. */
  async runIn(installed: InstalledProject, functionName: string, args: readonly unknown[] | ArgumentMaker, options: RunOptions): Promise<ExecutionRecord> {
    const user = this.host.user(options.user ?? this.firstUser());
    const window = this.windows.get(user.email);
    const kind = options.kind ?? 'editor';
    const active = this.activeFor(installed, options, window);
    const { done } = this.executor.start({
      project: installed.project,
      functionName,
      args,
      kind,
      authMode: options.authMode ?? (kind === 'simpleTrigger' ? 'LIMITED' : kind === 'customFunction' ? 'CUSTOM_FUNCTION' : 'FULL'),
      effectiveUser: user,
      activeUser: kind === 'simpleTrigger' ? null : user,
      active,
      window: window && active && kind !== 'trigger' ? window.forProject(installed.project) : null,
      callable: null,
      options,
    });
    return (await done).record;
  }

  /** The selection of a window changed: the simple trigger of its scripts runs in the background, one after another. */
  selected(bookId: string, user: string): void {
    const wanting = this.store.of(bookId).filter((installed) => declares(installed, 'onSelectionChange'));
    if (wanting.length === 0 || this.selectionsQueued >= SELECTION_QUEUE) return;
    this.selectionsQueued += 1;
    this.selections = this.selections.then(async () => {
      for (const installed of wanting) {
        if (this.stopped) break;
        await this.runIn(installed, 'onSelectionChange', selectionEvent, { user, kind: 'simpleTrigger', authMode: 'LIMITED', bookId });
      }
      this.selectionsQueued -= 1;
    });
  }

  /** No selection starts anything any more. */
  stop(): void {
    this.stopped = true;
  }

  private activeFor(installed: InstalledProject, options: RunOptions, window: UserWindow | undefined): ActiveDocument | null {
    if (options.bookId === null) return null;
    const { project } = installed;
    const bookId = options.bookId ?? (project.form === 'bound' ? project.boundBookId : project.form === 'addon' ? (window?.active.bookId ?? null) : null);
    if (bookId === null) return null;
    return window?.active.bookId === bookId ? window.active : { bookId, sheetId: null, selection: [] };
  }

  /** Runs the installed triggers of a document for one type of event. */
  async runTriggers(bookId: string, eventType: string, make: (trigger: InstalledTrigger) => ArgumentMaker, user: string): Promise<ExecutionRecord[]> {
    const records: ExecutionRecord[] = [];
    for (const trigger of this.host.triggers.all.filter((candidate) => candidate.bookId === bookId && candidate.eventType === eventType)) {
      records.push(await this.runTrigger(trigger, make(trigger), user));
    }
    return records;
  }

  /** Installed triggers run as who installed them; only in his own window they may show something. */
  private async runTrigger(trigger: InstalledTrigger, make: ArgumentMaker, atKeyboard?: string): Promise<ExecutionRecord> {
    const installed = this.store.get(trigger.projectId);
    const bookId = installed.project.form === 'addon' && trigger.eventType === 'CLOCK' ? null : (trigger.bookId ?? installed.project.boundBookId);
    if (this.quotas && this.host.remainingQuota('triggerRuntimeMs', trigger.userEmail) <= 0) {
      throw new Error('Service using too much computer time for one day.');
    }
    const kind: ExecutionKind = atKeyboard === trigger.userEmail && trigger.eventType !== 'CLOCK' ? 'menu' : 'trigger';
    const record = await this.runIn(installed, trigger.functionName, make, { user: trigger.userEmail, kind, authMode: 'FULL', bookId });
    const left = this.host.remainingQuota('triggerRuntimeMs', trigger.userEmail);
    this.host.chargeQuota('triggerRuntimeMs', trigger.userEmail, Math.min(record.durationMs, Math.max(left, 0)));
    return record;
  }

  /** Runs one installed trigger now with the event of its type. */
  async fireTrigger(triggerId: string): Promise<ExecutionRecord> {
    const trigger = this.host.triggers.all.find((candidate) => candidate.id === triggerId);
    if (!trigger) throw new Error(`There is no trigger ${triggerId}.`);
    const make: ArgumentMaker = trigger.eventType === 'CLOCK' ? (execution) => clockEvent(execution, trigger) : (execution) => openEvent(execution, trigger);
    return this.runTrigger(trigger, make);
  }

  /** Moves the clock; every clock trigger that becomes due runs at its own moment. */
  async advance(milliseconds: number): Promise<readonly ExecutionRecord[]> {
    const target = this.host.clock.now() + milliseconds;
    const records: ExecutionRecord[] = [];
    for (let trigger = this.host.triggers.due(target)[0]; trigger; trigger = this.host.triggers.due(target)[0]) {
      this.host.clock.raise(trigger.nextMs ?? target);
      this.host.triggers.fired(trigger.id, Math.max(trigger.nextMs ?? target, this.host.clock.now()));
      records.push(await this.fireTrigger(trigger.id));
    }
    this.host.clock.raise(target);
    return records;
  }
}
