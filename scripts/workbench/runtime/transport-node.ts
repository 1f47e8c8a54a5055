/** Executions in Node: a warm pool of worker threads that are used again for further executions, each time with a fresh context. */
import { Worker } from 'node:worker_threads';
import source from 'workbench:worker-node';
import { AnswerWriter, createAnswerMemory } from './answer-channel';
import type { PostedScript, WorkerHandle, WorkerListener, WorkerStart, WorkerTransport } from './transport';

interface FromWorker {
  readonly request?: string;
  readonly next?: true;
  readonly log?: string;
  readonly done?: string;
  /** Compiled code of the kept script with this number. */
  readonly number?: number;
  readonly code?: SharedArrayBuffer;
}

/** A script so large that compiling it costs as much as a short execution: workers keep it compiled, and one worker's code spares the next ones the work. */
interface LargeScript {
  readonly number: number;
  readonly name: string;
  code: SharedArrayBuffer | null;
  /** How often it was started. */
  starts: number;
}

/** Characters from which a script is large. */
const LARGE = 50_000;

/** As many large scripts are known at a time; a page or a test installs one or two. */
const MOST_LARGE = 8;

const largeScripts = new Map<string, LargeScript>();
const largeOf = new WeakMap<object, LargeScript>();
let lastNumber = 0;

function largeScript(script: WorkerStart['scripts'][number]): LargeScript | null {
  if (script.source.length < LARGE) return null;
  let large = largeOf.get(script) ?? largeScripts.get(script.source);
  if (large === undefined) {
    const [oldest] = largeScripts.keys();
    if (oldest !== undefined && largeScripts.size >= MOST_LARGE) largeScripts.delete(oldest);
    large = { number: (lastNumber += 1), name: script.name, code: null, starts: 0 };
    largeScripts.set(script.source, large);
  }
  if (large.name !== script.name) return null;
  largeOf.set(script, large);
  return large;
}

/** Idle threads of transports that ended: the next transport with such a heap begins with them, for a thread takes longer to start than most executions last. */
const spare: PooledWorker[] = [];
const MOST_SPARE = 2;

export interface NodeTransportOptions {
  /** Workers kept ready. Default 2. */
  readonly warm?: number;
  /** Heap of a worker in MB. Default 1024. */
  readonly heapMb?: number;
}

/** A transport over worker_threads. */
export function createNodeTransport(options: NodeTransportOptions = {}): WorkerTransport {
  const warm = options.warm ?? 2;
  const idle: PooledWorker[] = [];
  const all = new Set<PooledWorker>();
  let disposed = false;

  const heapMb = options.heapMb ?? 1024;
  const add = (): PooledWorker => {
    const index = spare.findIndex((other) => other.heapMb === heapMb && !other.dead);
    const worker = spare.splice(index < 0 ? spare.length : index, 1)[0] ?? new PooledWorker(heapMb);
    all.add(worker);
    return worker;
  };
  const fill = (): void => {
    while (!disposed && idle.length < warm) idle.push(add());
  };

  fill();

  return {
    start(start: WorkerStart, listener: WorkerListener): WorkerHandle {
      let worker = idle.shift();
      // One that died while it was idle takes no script.
      while (worker?.dead === true) {
        all.delete(worker);
        worker = idle.shift();
      }
      worker ??= add();
      const taken = worker;
      const release = (): void => {
        if (!disposed && idle.length < warm) idle.push(taken);
        else void taken.terminate().then(() => all.delete(taken));
      };
      taken.run(start, {
        ...listener,
        request: (text, answer) => listener.request(text, answer),
        log: (text) => listener.log(text),
        done: (text) => {
          release();
          listener.done(text);
        },
        failed: (reason) => {
          all.delete(taken);
          listener.failed(reason);
        },
      });
      return {
        kill(): void {
          all.delete(taken);
          void taken.terminate();
          fill();
        },
      };
    },
    async dispose(): Promise<void> {
      disposed = true;
      for (const worker of idle.splice(0)) {
        if (worker.dead || spare.length >= MOST_SPARE) continue;
        all.delete(worker);
        spare.push(worker);
      }
      await Promise.all([...all].map((worker) => worker.terminate()));
      all.clear();
    },
  };
}

/** One thread with its shared memory. */
class PooledWorker {
  private readonly memory = createAnswerMemory();
  private readonly writer = new AnswerWriter(this.memory);
  private readonly worker: Worker;
  private listener: WorkerListener | null = null;
  /** The thread has ended. */
  dead = false;
  /** Numbers of the large scripts this thread has. */
  private readonly kept = new Set<number>();

  constructor(readonly heapMb: number) {
    this.worker = new Worker(source, { eval: true, workerData: { memory: this.memory }, env: {}, stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    this.worker.on('message', (message: FromWorker) => this.receive(message));
    this.worker.on('error', (error: Error) => {
      this.dead = true;
      this.end((listener) => listener.failed(error.message));
    });
    this.worker.on('exit', () => {
      this.dead = true;
      this.end((listener) => listener.failed('The worker ended.'));
    });
    // After the listeners: one for messages refers to the thread again.
    this.worker.unref();
  }

  run(start: WorkerStart, listener: WorkerListener): void {
    this.listener = listener;
    // A referenced worker keeps the process alive until the execution ended.
    this.worker.ref();
    this.worker.postMessage({ boot: start.boot, scripts: start.scripts.map((script) => this.posted(script)) });
  }

  /** The source only when the thread does not have it yet. */
  private posted(script: WorkerStart['scripts'][number]): PostedScript {
    const large = largeScript(script);
    if (large === null) return script;
    large.starts += 1;
    const { number, name, code, starts } = large;
    // Code is gathered after starts 1, 2, 4, 8 …: later executions have compiled more of the functions.
    const wanted = (starts & (starts - 1)) === 0;
    if (this.kept.has(number)) return { name, number, wanted };
    this.kept.add(number);
    return { name, number, wanted, source: script.source, ...(code === null ? {} : { code }) };
  }

  terminate(): Promise<unknown> {
    this.listener = null;
    return this.worker.terminate();
  }

  private receive(message: FromWorker): void {
    if (message.code !== undefined) {
      for (const large of largeScripts.values()) if (large.number === message.number) large.code = message.code;
    } else if (message.next) this.writer.next();
    else if (message.request !== undefined) this.listener?.request(message.request, (text) => this.writer.answer(text));
    else if (message.log !== undefined) this.listener?.log(message.log);
    else if (message.done !== undefined) {
      const done = message.done;
      this.end((listener) => listener.done(done));
    }
  }

  private end(tell: (listener: WorkerListener) => void): void {
    const { listener } = this;
    this.listener = null;
    this.worker.unref();
    if (listener) tell(listener);
  }
}
