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

/** A transport over Web Workers; `warm` workers wait ready. */
export function createBrowserTransport(warm = 2): WorkerTransport {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const idle: Worker[] = [];
  const busy = new Set<Worker>();
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
        return busy.delete(worker);
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
      worker.postMessage({ memory, start });
      return { kill: () => void end() };
    },
    dispose(): Promise<void> {
      for (const worker of [...idle, ...busy]) worker.terminate();
      idle.length = 0;
      busy.clear();
      URL.revokeObjectURL(address);
      return Promise.resolve();
    },
  };
}
