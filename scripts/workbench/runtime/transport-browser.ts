/** Executions in the page: Web Workers started ahead, one for each execution. Needs a cross-origin isolated page (COOP same-origin, COEP require-corp). */
import source from 'workbench:worker-browser';
import { AnswerWriter, createAnswerMemory } from './answer-channel';
import type { WorkerHandle, WorkerListener, WorkerStart, WorkerTransport } from './transport';

interface FromWorker {
  readonly request?: string;
  readonly next?: true;
  readonly log?: string;
  readonly done?: string;
}

/** A script file, found by the object the project holds. */
type ScriptFile = WorkerStart['scripts'][number];

/** As many script files keep their address at a time; a page runs a handful of them. */
const MOST_ADDRESSES = 16;

/** Addresses from which workers load script files: made once, for taking a large file to a worker anew costs as much as a short execution. */
class ScriptAddresses {
  private readonly made = new Map<ScriptFile, { readonly address: string; users: number }>();

  /** The addresses of the files in their order, kept until `leave`. */
  take(scripts: readonly ScriptFile[]): readonly string[] {
    return scripts.map((script) => {
      const { name, source } = script;
      const entry = this.made.get(script) ?? { address: URL.createObjectURL(new Blob([source, `\n//# sourceURL=${name}`], { type: 'text/javascript' })), users: 0 };
      entry.users += 1;
      // The one taken last stands last.
      this.made.delete(script);
      this.made.set(script, entry);
      return entry.address;
    });
  }

  /** An execution of these files ended. */
  leave(scripts: readonly ScriptFile[]): void {
    for (const script of scripts) {
      const entry = this.made.get(script);
      if (entry !== undefined) entry.users -= 1;
    }
    for (const [script, { address, users }] of this.made) {
      if (this.made.size <= MOST_ADDRESSES) return;
      if (users > 0) continue;
      this.made.delete(script);
      URL.revokeObjectURL(address);
    }
  }

  dispose(): void {
    for (const { address } of this.made.values()) URL.revokeObjectURL(address);
    this.made.clear();
  }
}

/** A transport over Web Workers; `warm` workers wait ready. */
export function createBrowserTransport(warm = 2): WorkerTransport {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const idle: Worker[] = [];
  const busy = new Set<Worker>();
  const addresses = new ScriptAddresses();
  const fill = (): void => {
    while (idle.length < warm) idle.push(new Worker(address));
  };
  fill();

  return {
    start(start: WorkerStart, listener: WorkerListener): WorkerHandle {
      const worker = idle.shift() ?? new Worker(address);
      fill();
      busy.add(worker);
      const memory = createAnswerMemory();
      const writer = new AnswerWriter(memory);
      const end = (): boolean => {
        worker.terminate();
        if (!busy.delete(worker)) return false;
        addresses.leave(start.scripts);
        return true;
      };
      worker.onmessage = ({ data }: MessageEvent<FromWorker>): void => {
        if (data.next) writer.next();
        else if (data.request !== undefined) listener.request(data.request, (text) => writer.answer(text));
        else if (data.log !== undefined) listener.log(data.log);
        else if (data.done !== undefined && end()) listener.done(data.done);
      };
      worker.onerror = (event): void => {
        event.preventDefault();
        if (end()) listener.failed(event.message);
      };
      worker.postMessage({ memory, boot: start.boot, scripts: addresses.take(start.scripts) });
      return { kill: () => void end() };
    },
    dispose(): Promise<void> {
      for (const worker of [...idle, ...busy]) worker.terminate();
      idle.length = 0;
      busy.clear();
      addresses.dispose();
      URL.revokeObjectURL(address);
      return Promise.resolve();
    },
  };
}
