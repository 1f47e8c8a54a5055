/** Work that waits until a command that changes rows, columns or cells is over. */
export class ShapeRepairs {
  private waiting: (() => void)[] = [];

  add(work: () => void): void {
    this.waiting.push(work);
  }

  /** To be called when the command has ended. */
  run(): void {
    for (const work of this.waiting.splice(0)) work();
  }
}
