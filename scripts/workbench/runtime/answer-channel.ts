/**
 * The synchronous way back from the host to a blocked worker: a shared buffer that carries an answer of any size in chunks.
 * The worker posts a request and waits; the host writes a chunk and wakes it; for a further chunk the worker asks again.
 */

/** Cells of the control array. */
const STATE = 0;
const CHUNK_BYTES = 1;
const REMAINING_BYTES = 2;
const CONTROL_BYTES = 12;

const WAITING = 0;
const READY = 1;

/** Makes the shared memory of one worker. */
export function createAnswerMemory(chunkBytes = 1 << 20): SharedArrayBuffer {
  return new SharedArrayBuffer(CONTROL_BYTES + chunkBytes);
}

/** Host side: writes answers, chunk by chunk. */
export class AnswerWriter {
  private readonly control: Int32Array;
  private readonly bytes: Uint8Array;
  private pending: Uint8Array | null = null;
  private written = 0;

  constructor(memory: SharedArrayBuffer) {
    this.control = new Int32Array(memory, 0, 3);
    this.bytes = new Uint8Array(memory, CONTROL_BYTES);
  }

  /** Starts an answer: its first chunk is sent at once. */
  answer(text: string): void {
    this.pending = new TextEncoder().encode(text);
    this.written = 0;
    this.next();
  }

  /** Sends the next chunk; called when the worker asks for it. */
  next(): void {
    if (!this.pending) return;
    const chunk = this.pending.subarray(this.written, this.written + this.bytes.length);
    this.bytes.set(chunk);
    this.written += chunk.length;
    Atomics.store(this.control, CHUNK_BYTES, chunk.length);
    Atomics.store(this.control, REMAINING_BYTES, this.pending.length - this.written);
    if (this.written === this.pending.length) this.pending = null;
    Atomics.store(this.control, STATE, READY);
    Atomics.notify(this.control, STATE);
  }
}

/** Worker side: blocks until the whole answer is there. */
export class AnswerReader {
  private readonly control: Int32Array;
  private readonly bytes: Uint8Array;
  private readonly decoder = new TextDecoder();

  constructor(memory: SharedArrayBuffer) {
    this.control = new Int32Array(memory, 0, 3);
    this.bytes = new Uint8Array(memory, CONTROL_BYTES);
  }

  /** Sends the request with `post`, then waits; `askNext` asks for a further chunk. */
  request(post: () => void, askNext: () => void): string {
    Atomics.store(this.control, STATE, WAITING);
    post();
    const chunks: Uint8Array[] = [];
    let remaining = this.receive(chunks);
    while (remaining > 0) {
      Atomics.store(this.control, STATE, WAITING);
      askNext();
      remaining = this.receive(chunks);
    }
    return this.decoder.decode(join(chunks));
  }

  private receive(chunks: Uint8Array[]): number {
    // The host wakes the worker after it has written: a worker that saw the former answer without sleeping can be woken by that late call while it waits for the next one.
    while (Atomics.load(this.control, STATE) === WAITING) Atomics.wait(this.control, STATE, WAITING);
    chunks.push(this.bytes.slice(0, Atomics.load(this.control, CHUNK_BYTES)));
    return Atomics.load(this.control, REMAINING_BYTES);
  }
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1 && chunks[0]) return chunks[0];
  const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}
