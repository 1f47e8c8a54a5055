/** The worker of Node: each execution gets a bare vm context, the guest is evaluated in it, then the script files. */
import { Script, createContext, type Context } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { AnswerReader } from './answer-channel';
import type { Guest, GuestBridge } from './protocol';
import type { PostedScript } from './transport';

declare const GUEST_SOURCE: string;

/** What the host posts. */
interface StartMessage {
  readonly boot: string;
  readonly scripts: readonly PostedScript[];
}

/** Large scripts by number; compiled at the first execution, for what does not compile fails there. */
const sources = new Map<number, string>();
const compiled = new Map<number, Script>();

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
  execute(message, once);
  setImmediate(() => {
    if (!ended) setTimeout(() => once.done(JSON.stringify({ value: { $: 'u' }, spentMs: 0 })), PROMISE_GRACE_MS);
    // After the answer that the first of these turns posts.
    setImmediate(() => postCode(message.scripts));
  });
});

function scriptOf({ name, number, source, code }: PostedScript): Script {
  if (number === undefined) return new Script(source ?? '', { filename: name });
  let script = compiled.get(number);
  if (script === undefined) {
    script = new Script(sources.get(number) ?? '', { filename: name, ...(code === undefined ? {} : { cachedData: new Uint8Array(code) }) });
    compiled.set(number, script);
    sources.delete(number);
  }
  return script;
}

function postCode(scripts: readonly PostedScript[]): void {
  for (const { number, wanted } of scripts) {
    const script = number === undefined || wanted !== true ? undefined : compiled.get(number);
    if (script === undefined) continue;
    const data = script.createCachedData();
    const code = new SharedArrayBuffer(data.length);
    new Uint8Array(code).set(data);
    port?.postMessage({ number, code });
  }
}

function execute(start: StartMessage, ownBridge: GuestBridge): void {
  const context: Context = createContext(Object.create(null) as object);
  const startGuest = guestScript.runInContext(context) as (bridge: GuestBridge, boot: string) => Guest;
  const guest = startGuest(ownBridge, start.boot);
  // Sources come once: a script that fails must not keep those after it from being known to the next execution.
  for (const { number, source } of start.scripts) if (number !== undefined && source !== undefined) sources.set(number, source);
  try {
    for (const script of start.scripts) scriptOf(script).runInContext(context);
  } catch (error) {
    guest.fail(error);
    return;
  }
  guest.run();
}
