/** Starts formula calculations and tells when their results are in the cells. */
import type { ICommandInfo, ICommandService, Injector, IRange, IUnitRange } from '@univerjs/core';
import type { IFormulaDirtyData } from '@univerjs/engine-formula';
import {
  FormulaDataModel, FormulaExecutedStateType, SetFormulaCalculationNotificationMutation, SetFormulaCalculationStartMutation, SetFormulaCalculationStopMutation,
} from '@univerjs/engine-formula';
import { TriggerCalculationController } from '@univerjs/sheets-formula';

/** The private members of the trigger that settling needs (see pinned-version.ts). */
interface Trigger {
  _waitingCommandQueue: ICommandInfo[];
  _setTimeoutKey: ReturnType<typeof setTimeout>;
  _generateDirty: (commands: readonly ICommandInfo[]) => Partial<IFormulaDirtyData>;
}

type SpillMap = ReadonlyMap<string, { readonly unitId: string; readonly sheetId: string; readonly range: IRange }>;

/** More rounds than any chain of shrinking spills needs; reaching it means a calculation that never comes to rest. */
const MAX_ROUNDS = 40;

/** A calculation with nothing to calculate. */
export const CLEAN: IFormulaDirtyData = {
  forceCalculation: false, dirtyRanges: [], dirtyNameMap: {}, dirtyDefinedNameMap: {}, dirtySuperTableMap: {},
  dirtyUnitFeatureMap: {}, dirtyUnitOtherFormulaMap: {}, clearDependencyTreeCache: {},
};

// Taken when loaded, so that tests with fake timers do not stop the engine.
const scheduleImmediate: ((work: () => void) => unknown) | undefined = globalThis.setImmediate;
const scheduleTimeout = globalThis.setTimeout;

/** Resolves in a later turn of the event loop; results of a calculation are applied before. */
function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    if (scheduleImmediate) {
      scheduleImmediate(resolve);
      return;
    }
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}

export class Calculation {
  private readonly trigger: Trigger;
  private readonly model: FormulaDataModel;
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  private settling: Promise<void> | null = null;
  private before: SpillMap = new Map();
  /** Ranges that shrunken or vanished arrays left: their readers must be calculated once more. */
  private vacated: IUnitRange[] = [];
  private forced = false;
  /** Formulas of rules reach the engine one turn after the rule was set. */
  private late = false;
  private disposed = false;
  private readonly listener: { dispose: () => void };

  constructor(injector: Injector, private readonly commands: ICommandService) {
    this.trigger = injector.get(TriggerCalculationController) as unknown as Trigger;
    if (!Array.isArray(this.trigger._waitingCommandQueue) || typeof this.trigger._generateDirty !== 'function') {
      throw new Error('The formula trigger of the engine has changed: settle() must be adapted to this version.');
    }
    this.model = injector.get(FormulaDataModel);
    this.listener = commands.onCommandExecuted((command) => { this.observe(command); });
  }

  /** To be called before Univer is disposed: a timer of its own would outlive it and look for its texts. */
  dispose(): void {
    this.disposed = true;
    this.listener.dispose();
    if (this.running > 0) {
      this.commands.syncExecuteCommand(SetFormulaCalculationStopMutation.id, {}, { onlyLocal: true });
      this.commands.syncExecuteCommand(SetFormulaCalculationNotificationMutation.id, { functionsExecutedState: FormulaExecutedStateType.STOP_EXECUTION }, { onlyLocal: true });
    }
    this.trigger._waitingCommandQueue = [];
    clearTimeout(this.trigger._setTimeoutKey);
    for (const resume of this.waiting.splice(0)) resume();
  }

  /** Asks for a complete recalculation at the next settle. */
  force(): void {
    this.forced = true;
    this.late = true;
  }

  /** Waits for everything written so far, spills included. */
  settle(): Promise<void> {
    // A caller that wrote in the very turn in which the running settle ended must not get its promise.
    if (this.settling) return this.settling.then(() => (this.isDirty() ? this.settle() : undefined));
    if (!this.isDirty()) return Promise.resolve();
    this.settling = this.work().finally(() => { this.settling = null; });
    return this.settling;
  }

  private isDirty(): boolean {
    const { trigger, vacated, forced, running, before, late } = this;
    return late || trigger._waitingCommandQueue.length > 0 || vacated.length > 0 || forced || running > 0 || before.size > 0;
  }

  private observe(command: ICommandInfo): void {
    if (command.id === SetFormulaCalculationStartMutation.id) {
      if (this.running === 0) this.before = this.spills();
      this.running += 1;
      return;
    }
    if (command.id !== SetFormulaCalculationNotificationMutation.id) return;
    const params = command.params as { functionsExecutedState?: number } | undefined;
    if (params?.functionsExecutedState === undefined) return;
    this.running = Math.max(0, this.running - 1);
    for (const resume of this.waiting.splice(0)) resume();
    // A calculation that the user's typing started: look for vacated cells once its results are applied.
    if (!this.settling) scheduleTimeout(() => { if (!this.disposed) void this.settle(); }, 0);
  }

  private async work(): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS && !this.disposed; round += 1) {
      if (this.running > 0) {
        await this.finished();
        continue;
      }
      if (this.late) {
        this.late = false;
        await macrotask();
        continue;
      }
      this.collectVacated();
      const dirty = this.takeDirty();
      if (!dirty) return;
      const done = this.finished();
      void this.commands.executeCommand(SetFormulaCalculationStartMutation.id, dirty, { onlyLocal: true });
      await done;
    }
  }

  private finished(): Promise<void> {
    return new Promise<void>((resolve) => { this.waiting.push(resolve); }).then(macrotask);
  }

  private takeDirty(): IFormulaDirtyData | null {
    clearTimeout(this.trigger._setTimeoutKey);
    const queue = this.trigger._waitingCommandQueue;
    this.trigger._waitingCommandQueue = [];
    const ranges = this.vacated;
    this.vacated = [];
    const forced = this.forced;
    this.forced = false;
    if (!queue.length && !ranges.length && !forced) return null;
    const dirty = { ...CLEAN, ...this.trigger._generateDirty(queue) };
    return { ...dirty, dirtyRanges: [...dirty.dirtyRanges, ...ranges], forceCalculation: dirty.forceCalculation || forced };
  }

  private collectVacated(): void {
    if (!this.before.size) return;
    const after = this.spills();
    for (const [key, old] of this.before) {
      const now = after.get(key)?.range;
      const { endRow, endColumn } = old.range;
      if (!now || now.endRow < endRow || now.endColumn < endColumn) this.vacated.push({ unitId: old.unitId, sheetId: old.sheetId, range: { ...old.range } });
    }
    this.before = new Map();
  }

  private spills(): SpillMap {
    const result = new Map<string, { unitId: string; sheetId: string; range: IRange }>();
    for (const [unitId, sheets] of Object.entries(this.model.getArrayFormulaRange())) {
      for (const [sheetId, rows] of Object.entries(sheets ?? {})) {
        for (const [row, columns] of Object.entries(rows ?? {})) {
          for (const [column, range] of Object.entries((columns ?? {}) as Record<string, IRange | null>)) {
            if (range) result.set(`${unitId} ${sheetId} ${row} ${column}`, { unitId, sheetId, range: { ...range } });
          }
        }
      }
    }
    return result;
  }
}
