/** google.script.run, host and url inside a page that a script shows. One source for iframes (messages) and web pages (fetch). */
import type { ClientMessage, ClientSettings, HostMessage } from './protocol';
import { prepareArguments } from './values';

type Handler = (value: unknown, userObject: unknown) => void;

interface Handlers {
  readonly success: Handler | null;
  readonly failure: Handler | null;
  readonly userObject: unknown;
}

interface PageWindow extends Window {
  googleScriptPage_?: ClientSettings;
  google?: unknown;
}

const page = window as PageWindow;
const settings = page.googleScriptPage_ ?? { pageId: '', origin: '', callUrl: null };
const waiting = new Map<number, Handlers>();
let lastCallId = 0;

function send(message: ClientMessage): void {
  if (settings.callUrl === null) {
    page.parent.postMessage(message, '*');
    return;
  }
  if (message.type !== 'google.script.run') return;
  const failed = (error: unknown): void => settle({ type: 'google.script.outcome', pageId: settings.pageId, callId: message.callId, ok: false, error: { name: 'NetworkError', message: String(error) } });
  void fetch(settings.callUrl, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(message) })
    .then((response) => response.json() as Promise<HostMessage>)
    .then(settle, failed);
}

function settle(message: HostMessage): void {
  const handlers = waiting.get(message.callId);
  waiting.delete(message.callId);
  if (!handlers) return;
  if (message.ok) {
    handlers.success?.(message.value, handlers.userObject);
    return;
  }
  const error = new Error(message.error.message);
  error.name = message.error.name;
  if (handlers.failure) handlers.failure(error, handlers.userObject);
  else console.error(error);
}

/** An immutable builder: each with… returns a new runner; any other name is a call of that server function. */
function runner(handlers: Handlers): object {
  const builders: Record<string, (value: unknown) => object> = {
    withSuccessHandler: (handler) => runner({ ...handlers, success: functionOf(handler) }),
    withFailureHandler: (handler) => runner({ ...handlers, failure: functionOf(handler) }),
    withUserObject: (userObject) => runner({ ...handlers, userObject }),
  };
  return new Proxy(Object.freeze({}), {
    get(_target, name) {
      if (typeof name === 'symbol' || name === 'then') return undefined;
      if (Object.hasOwn(builders, name)) return builders[name];
      return (...args: unknown[]): void => {
        const prepared = prepareArguments(args);
        lastCallId += 1;
        waiting.set(lastCallId, handlers);
        send({ type: 'google.script.run', pageId: settings.pageId, callId: lastCallId, functionName: name, args: prepared });
      };
    },
  });
}

function functionOf(handler: unknown): Handler {
  if (typeof handler !== 'function') throw new TypeError('The handler must be a function.');
  return handler as Handler;
}

const hostAction = (action: 'close' | 'editor.focus') => (): void => send({ type: 'google.script.host', pageId: settings.pageId, action });
const resize = (action: 'setWidth' | 'setHeight') => (pixels: number): void => send({ type: 'google.script.host', pageId: settings.pageId, action, pixels });

page.addEventListener('message', (event: MessageEvent<HostMessage | undefined>) => {
  if (event.source === page.parent && event.data?.type === 'google.script.outcome' && event.data.pageId === settings.pageId) settle(event.data);
});

page.google = Object.freeze({
  script: Object.freeze({
    run: runner({ success: null, failure: null, userObject: undefined }),
    host: Object.freeze({
      origin: settings.origin,
      close: hostAction('close'),
      editor: Object.freeze({ focus: hostAction('editor.focus') }),
      setWidth: resize('setWidth'),
      setHeight: resize('setHeight'),
    }),
    url: Object.freeze({
      getLocation(callback: (location: { hash: string; parameter: Record<string, string>; parameters: Record<string, string[]> }) => void): void {
        const parameters: Record<string, string[]> = {};
        for (const [key, value] of new URLSearchParams(page.location.search)) (parameters[key] ??= []).push(value);
        const parameter = Object.fromEntries(Object.entries(parameters).map(([key, values]) => [key, values[0] ?? '']));
        callback({ hash: page.location.hash.replace(/^#/, ''), parameter, parameters });
      },
    }),
  }),
});
