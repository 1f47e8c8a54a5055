/** The worker of the page: its own realm is the script's realm, so a worker serves one execution only. */
import { AnswerReader } from './answer-channel';
import type { Guest, GuestBridge } from './protocol';

declare const GUEST_SOURCE: string;

/** What a dedicated worker has and the page's types do not tell. */
interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
  importScripts(url: string): void;
}

const PROMISE_GRACE_MS = 250;
const scope = globalThis as unknown as WorkerScope;
const post = scope.postMessage.bind(scope);
const load = scope.importScripts.bind(scope);
const later = setTimeout.bind(scope);
const startGuestSource = GUEST_SOURCE;
const evaluate = eval as (code: string) => unknown;

/** What the page posts: the guest's boot data, and the addresses of the script files in their order. */
interface StartMessage {
  readonly memory: SharedArrayBuffer;
  readonly boot: string;
  readonly scripts: readonly string[];
}

scope.onmessage = (event: MessageEvent<StartMessage>): void => {
  const { memory, boot, scripts } = event.data;
  scope.onmessage = null;
  const reader = new AnswerReader(memory);
  let ended = false;
  const bridge: GuestBridge = {
    call: (text) => reader.request(() => post({ request: text }), () => post({ next: true })),
    log: (text) => post({ log: text }),
    done: (text) => {
      if (ended) return;
      ended = true;
      // Promises the script did not await still run in this turn and may call services.
      later(() => post({ done: text }), 0);
    },
  };
  const guest = (evaluate(startGuestSource) as (bridge: GuestBridge, boot: string) => Guest)(bridge, boot);
  try {
    // importScripts evaluates as a script, so that top-level const and class are shared by the files; eval would not.
    for (const address of scripts) load(address);
  } catch (error) {
    guest.fail(error);
    return;
  }
  guest.run();
  later(() => bridge.done(JSON.stringify({ value: { $: 'u' }, spentMs: 0 })), PROMISE_GRACE_MS);
};
