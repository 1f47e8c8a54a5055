/** Where executions run: a pool of workers, one fresh script realm per execution. */

/** What a worker is started with. */
export interface WorkerStart {
  /** Evaluated in this order: the guest runtime's boot data as JSON, then the script files. */
  readonly boot: string;
  readonly scripts: readonly { readonly name: string; readonly source: string }[];
}

/** A script file as it is posted to a thread of Node. One with a number is kept compiled there: its source comes with it the first time only. */
export interface PostedScript {
  readonly name: string;
  readonly source?: string;
  readonly number?: number;
  /** Code that another thread compiled from the same source. */
  readonly code?: SharedArrayBuffer;
  /** The code compiled by the end of this execution is posted back. */
  readonly wanted?: boolean;
}

export interface WorkerListener {
  /** The script made a synchronous request; `answer` unblocks it. */
  request(text: string, answer: (text: string) => void): void;
  /** A line of console or Logger. */
  log(text: string): void;
  /** The execution ended by itself with this outcome text. */
  done(text: string): void;
  /** The worker died (out of memory, crashed). */
  failed(reason: string): void;
}

export interface WorkerHandle {
  /** Stops the script at once, whatever it does; no code of it runs afterwards. */
  kill(): void;
}

export interface WorkerTransport {
  start(start: WorkerStart, listener: WorkerListener): WorkerHandle;
  dispose(): Promise<void>;
}
