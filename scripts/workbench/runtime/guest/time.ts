/** Virtual time inside an execution: what the host said last, plus a microsecond for each look at the clock. */

const LOOK_MS = 0.001;

export class GuestTime {
  private looks = 0;

  constructor(private hostMs: number) {}

  /** Whole epoch milliseconds. Each look costs a microsecond, so a loop that waits for the clock ends. */
  look(): number {
    this.looks += 1;
    return Math.floor(this.hostMs + this.looks * LOOK_MS);
  }

  /** Time spent since the host was told last. */
  takeSpent(): number {
    const spent = this.looks * LOOK_MS;
    this.hostMs += spent;
    this.looks = 0;
    return spent;
  }

  set(hostMs: number): void {
    this.hostMs = hostMs;
  }
}
