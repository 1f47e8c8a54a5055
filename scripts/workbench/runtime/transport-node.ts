/** Executions in Node: a warm pool of worker threads that are used again for further executions, each time with a fresh context. */
import { Worker } from 'node:worker_threads';
import source from 'workbench:worker-node';
import { AnswerWriter, createAnswerMemory } from './answer-channel';
import type { WorkerHandle, WorkerListener, WorkerStart, WorkerTransport } from './transport';

interface FromWorker {
  readonly request?: string;
  readonly next?: true;
  readonly log?: string;
  readonly done?: string;
}

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

  const add = (): PooledWorker => {
    const worker = new PooledWorker(options.heapMb ?? 1024);
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

  constructor(heapMb: number) {
    this.worker = new Worker(source, { eval: true, workerData: { memory: this.memory }, env: {}, stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    this.worker.unref();
    this.worker.on('message', (message: FromWorker) => this.receive(message));
    this.worker.on('error', (error: Error) => {
      this.dead = true;
      this.end((listener) => listener.failed(error.message));
    });
    this.worker.on('exit', () => {
      this.dead = true;
      this.end((listener) => listener.failed('The worker ended.'));
    });
  }

  run(start: WorkerStart, listener: WorkerListener): void {
    this.listener = listener;
    // A referenced worker keeps the process alive until the execution ended.
    this.worker.ref();
    this.worker.postMessage({ start });
  }

  terminate(): Promise<unknown> {
    this.listener = null;
    return this.worker.terminate();
  }

  private receive(message: FromWorker): void {
    if (message.next) this.writer.next();
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
