/** Saves the state some time after the last change, never twice at once. */

/** How long after a change the state is saved; more for states that take long to write. */
const QUIET_MS = 400;

/** Asks for a save; several requests in a short time make one. */
export class Saver {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private lastCostMs = 0;

  constructor(
    private readonly save: () => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Something changed. */
  request(): void {
    if (this.running !== null) {
      this.again = true;
      return;
    }
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), QUIET_MS + this.lastCostMs * 4);
  }

  /** True while a change is not on disk yet. */
  get pending(): boolean {
    return this.timer !== null || this.running !== null;
  }

  /** Saves now; resolves when everything requested so far is on disk. */
  async flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.running !== null) {
      this.again = true;
      return this.running;
    }
    this.running = this.run();
    try {
      await this.running;
    } finally {
      this.running = null;
    }
  }

  private async run(): Promise<void> {
    do {
      this.again = false;
      const started = performance.now();
      try {
        await this.save();
      } catch (error) {
        this.failed(error);
      }
      this.lastCostMs = performance.now() - started;
    } while (this.again);
  }
}
