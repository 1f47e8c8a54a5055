/** The worker of Node: each execution gets a bare vm context, the guest is evaluated in it, then the script files. */
import { Script, createContext, type Context } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { AnswerReader } from './answer-channel';
import type { Guest, GuestBridge } from './protocol';
import type { WorkerStart } from './transport';

declare const GUEST_SOURCE: string;

/** What the host posts. */
interface StartMessage {
  readonly start: WorkerStart;
}

const port = parentPort;
if (!port) throw new Error('This file runs in a worker only.');
const reader = new AnswerReader((workerData as { memory: SharedArrayBuffer }).memory);
const guestScript = new Script(GUEST_SOURCE, { filename: 'guest' });

const bridge: GuestBridge = {
  call: (text) => reader.request(() => port.postMessage({ request: text }), () => port.postMessage({ next: true })),
  log: (text) => port.postMessage({ log: text }),
  done: (text) => port.postMessage({ done: text }),
};

/** How long a returned promise may stay open: nothing in the realm can settle it later but WebAssembly. */
const PROMISE_GRACE_MS = 250;

process.on('unhandledRejection', (reason) => {
  port.postMessage({ log: JSON.stringify({ severity: 'error', text: `Uncaught (in promise) ${String(reason)}` }) });
});

port.on('message', (message: StartMessage) => {
  let ended = false;
  const once: GuestBridge = {
    ...bridge,
    done: (text) => {
      if (ended) return;
      ended = true;
      // Promises the script did not await still run in this turn and may call services.
      setImmediate(() => bridge.done(text));
    },
  };
  execute(message.start, once);
  setImmediate(() => {
    if (!ended) setTimeout(() => once.done(JSON.stringify({ value: { $: 'u' }, spentMs: 0 })), PROMISE_GRACE_MS);
  });
});

function execute(start: WorkerStart, ownBridge: GuestBridge): void {
  const context: Context = createContext(Object.create(null) as object);
  const startGuest = guestScript.runInContext(context) as (bridge: GuestBridge, boot: string) => Guest;
  const guest = startGuest(ownBridge, start.boot);
  try {
    for (const { name, source } of start.scripts) new Script(source, { filename: name }).runInContext(context);
  } catch (error) {
    guest.fail(error);
    return;
  }
  guest.run();
}
