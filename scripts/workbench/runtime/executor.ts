/** Starts executions on workers, answers their calls, watches over them and writes their records. */
import type { ActiveDocument, AuthModeName, ExecutionKind, ScriptProject, User } from './execution';
import type { WorkbenchHost } from './host';
import type { BootData, CallMessage, DoneMessage, LogMessage } from './protocol';
import { SIMULTANEOUS_LIMIT } from './quotas';
import type { ServiceRegistry } from './registry';
import { ExecutionStopped, RunningExecution, TIME_EXCEEDED } from './running-execution';
import { ServiceError } from './service';
import type { WorkerHandle, WorkerTransport } from './transport';
import type { UiWindow } from './window';
import type { ExecutionRecord, RunOptions, ScriptFailure } from './workbench';

export interface ExecutionRequest {
  readonly project: ScriptProject;
  readonly functionName: string;
  /** Host values, or made for the execution (event objects hold its service objects). */
  readonly args: readonly unknown[] | ((execution: RunningExecution) => Promise<readonly unknown[]>);
  readonly kind: ExecutionKind;
  readonly authMode: AuthModeName;
  readonly effectiveUser: User;
  readonly activeUser: User | null;
  readonly active: ActiveDocument | null;
  readonly window: UiWindow | null;
  /** Names that may be called; null = all. */
  readonly callable: readonly string[] | null;
  readonly options: RunOptions;
}

/** A started execution. `done` resolves with the final record and never rejects. */
export interface StartedExecution {
  readonly id: string;
  readonly done: Promise<FinishedExecution>;
}

/** The record, with the execution still there to look at returned service objects. */
export interface FinishedExecution {
  readonly record: ExecutionRecord;
  readonly execution: RunningExecution;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface ExecutorEvents {
  started(record: ExecutionRecord): void;
  ended(record: ExecutionRecord): void;
}

export class Executor {
  private readonly running = new Map<string, { readonly user: string; readonly stop: (reason: StopReason) => void; readonly done: Promise<void> }>();

  constructor(
    private readonly host: WorkbenchHost, private readonly registry: ServiceRegistry, private readonly transport: WorkerTransport,
    private readonly events: ExecutorEvents, private readonly watchdogMs: number,
  ) {}

  start(request: ExecutionRequest): StartedExecution {
    const { options } = request;
    const execution = new RunningExecution(this.host, this.registry, {
      id: this.host.newId(24),
      ...request,
      killAt: options.killAt ?? null,
      moment: options.moment ?? 'before',
      killCounts: options.killCounts ?? 'counted',
      onCall: options.onCall ?? null,
    });
    const record: Mutable<ExecutionRecord> = {
      id: execution.id,
      projectId: request.project.id,
      functionName: request.functionName,
      kind: request.kind,
      authMode: request.authMode,
      userEmail: request.effectiveUser.email,
      state: 'running',
      result: undefined,
      error: null,
      log: execution.lines,
      counts: execution.counts(),
      startMs: execution.startMs,
      durationMs: 0,
    };
    this.events.started(record);
    const done = this.execute(execution, request, record).then((): FinishedExecution => ({ record, execution }));
    return { id: execution.id, done };
  }

  kill(executionId: string): void {
    this.running.get(executionId)?.stop('killed');
  }

  async dispose(): Promise<void> {
    for (const { stop } of [...this.running.values()]) stop('killed');
    await Promise.all([...this.running.values()].map((entry) => entry.done));
    await this.transport.dispose();
  }

  private async execute(execution: RunningExecution, request: ExecutionRequest, record: Mutable<ExecutionRecord>): Promise<void> {
    const outcome = await this.outcomeOf(execution, request);
    record.state = outcome.state;
    record.result = outcome.result;
    record.error = outcome.error;
    record.counts = execution.counts();
    record.durationMs = Math.round(execution.durationMs);
    await execution.end();
    this.running.delete(execution.id);
    this.events.ended(record);
  }

  private async outcomeOf(execution: RunningExecution, request: ExecutionRequest): Promise<Outcome> {
    const user = request.effectiveUser.email;
    if ([...this.running.values()].filter((entry) => entry.user === user).length >= SIMULTANEOUS_LIMIT) {
      return failed({ name: 'Exception', message: 'There are too many scripts running simultaneously for this Google user account.', stack: '' });
    }
    const outcome = await this.workerOutcome(execution, request);
    if (outcome.state !== 'finished') return outcome;
    try {
      await execution.drain();
      return outcome;
    } catch (error) {
      return failed(failureOf(error));
    }
  }

  /** Runs the script to its end or its stop. The execution can be stopped from the first moment, before its worker has started. */
  private workerOutcome(execution: RunningExecution, request: ExecutionRequest): Promise<Outcome> {
    return new Promise((settle) => {
      let stopped: Outcome | null = null;
      let stopWorker: ((reason: StopReason) => void) | null = null;
      const stop = (reason: StopReason): void => {
        if (stopWorker !== null) return stopWorker(reason);
        stopped ??= outcomeOfStop(reason);
        return settle(stopped);
      };
      const done = new Promise<void>((resolve) => execution.onEnd(resolve));
      this.running.set(execution.id, { user: request.effectiveUser.email, stop, done });
      this.bootData(execution, request).then((boot) => {
        if (stopped !== null) return;
        const run = this.runWorker(execution, request, JSON.stringify(boot));
        stopWorker = run.stop;
        void run.outcome.then(settle);
      }).catch((error: unknown) => settle(failed(failureOf(error))));
    });
  }

  private async bootData(execution: RunningExecution, request: ExecutionRequest): Promise<BootData> {
    const args = typeof request.args === 'function' ? await request.args(execution) : request.args;
    const globals = execution.globals();
    return {
      functionName: request.functionName === '' ? null : request.functionName,
      args: execution.pack(args) as unknown[],
      timeZone: request.project.manifest.timeZone,
      nowMs: execution.now(),
      seed: Math.floor(this.host.random() * 4_294_967_296),
      globals,
      descriptions: execution.takeDescriptions(Object.values(globals)),
      callable: request.callable,
    };
  }

  private runWorker(execution: RunningExecution, request: ExecutionRequest, boot: string): { readonly stop: (reason: StopReason) => void; readonly outcome: Promise<Outcome> } {
    let settle: (outcome: Outcome) => void = () => undefined;
    let handle: WorkerHandle | null = null;
    let over = false;
    const outcome = new Promise<Outcome>((resolve) => {
      settle = resolve;
    });
    const end = (result: Outcome): void => {
      if (over) return;
      over = true;
      watchdog.stop();
      settle(result);
    };
    const stop = (reason: StopReason): void => {
      if (over) return;
      handle?.kill();
      end(outcomeOfStop(reason));
    };
    const watchdog = new Watchdog(request.kind === 'customFunction' ? Math.min(this.watchdogMs, 30_000) : this.watchdogMs, () => stop('time'));
    watchdog.start();
    handle = this.transport.start({ boot, scripts: request.project.scripts }, {
      request: (text, answer) => {
        if (over) return;
        watchdog.stop();
        execution.answer(JSON.parse(text) as CallMessage).then(
          (message) => {
            if (over) return;
            watchdog.start();
            answer(JSON.stringify(message));
          },
          (error: unknown) => stop(error instanceof ExecutionStopped ? error.reason : 'killed'),
        );
      },
      log: (text) => {
        const line = JSON.parse(text) as LogMessage;
        if (!over) execution.log(line.severity, line.text);
      },
      done: (text) => {
        const message = JSON.parse(text) as DoneMessage;
        try {
          execution.spend(message.spentMs);
        } catch {
          return end(failed({ name: 'Exception', message: TIME_EXCEEDED, stack: '' }));
        }
        return end(message.failure ? failed({ ...message.failure, stack: scriptStack(message.failure.stack) }) : { state: 'finished', result: execution.unpack(message.value), error: null });
      },
      failed: (reason) => end(failed({ name: 'Exception', message: `The script's worker failed: ${reason}`, stack: '' })),
    });
    return { stop, outcome };
  }
}

type StopReason = 'killed' | 'time';

interface Outcome {
  readonly state: 'finished' | 'failed' | 'killed';
  readonly result: unknown;
  readonly error: ScriptFailure | null;
}

function failed(error: ScriptFailure): Outcome {
  return { state: 'failed', result: undefined, error };
}

function outcomeOfStop(reason: StopReason): Outcome {
  return reason === 'time' ? failed({ name: 'Exception', message: TIME_EXCEEDED, stack: '' }) : { state: 'killed', result: undefined, error: null };
}

/** The stack without the frames of the guest runtime and the worker below it. */
function scriptStack(stack: string): string {
  return stack.split('\n').filter((line) => !/\bguest:\d+:|\[worker eval\]|node:internal|\bblob:/.test(line)).join('\n');
}

function failureOf(error: unknown): ScriptFailure {
  if (error instanceof ServiceError) return { name: error.scriptName, message: error.message, stack: '' };
  return error instanceof Error ? { name: error.name, message: error.message, stack: error.stack ?? '' } : { name: 'Error', message: String(error), stack: '' };
}

/** Ends a script that runs for a long real time without asking anything of the host: an endless loop. */
class Watchdog {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly limitMs: number, private readonly bite: () => void) {}

  start(): void {
    this.stop();
    this.timer = setTimeout(this.bite, this.limitMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
