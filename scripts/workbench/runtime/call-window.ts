/** A window of calls that may run at once; further ones wait in order. */

/** Calls of google.script.run one page may have running. */
export const CALLS_AT_ONCE = 10;

export class CallWindow {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limit = CALLS_AT_ONCE) {}

  /** Runs the call when there is room. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    if (this.running >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await call();
    } finally {
      // The place goes to the next one in line, if any.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
