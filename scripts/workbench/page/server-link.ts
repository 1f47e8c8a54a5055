/** What the page asks of its server: the script project, the saved state, the web requests of visitors, the loopback network. */
import type { Language } from './language';
import type { SourceFile, WebAnswer } from '../runtime/workbench';
import type { ClientMessage, HostMessage } from '../runtime/client/protocol';
import type { ExecQuestion } from '../server/web-app-protocol';
import type { LoopbackRequest, LoopbackResponse } from '../server/fetch-node';
import type { Json } from '../runtime/state';

/** The built script project as the server reads it. */
export interface BuiltProject {
  readonly version: string;
  readonly files: readonly SourceFile[];
  /** ISO time the virtual clock starts at the first time; null: the machine's time. */
  readonly clock: string | null;
  /** Name of the project. */
  readonly title: string;
  /** Languages that have a demo book. */
  readonly demos: readonly Language[];
}

/** What the server may ask of the page, and tell it. */
export interface ServerEvents {
  projectChanged(): void;
  /** The workbench was opened in another tab. */
  superseded(): void;
  exec(question: ExecQuestion): Promise<WebAnswer>;
  execCall(message: ClientMessage): Promise<HostMessage | null>;
  connection(connected: boolean): void;
}

/** The script project built last. */
export async function fetchProject(): Promise<BuiltProject> {
  return (await (await fetch('/api/project')).json()) as BuiltProject;
}

/** The saved state, null when nothing was saved yet. */
export async function fetchState(): Promise<unknown> {
  const response = await fetch('/api/state');
  return response.status === 200 ? ((await response.json()) as unknown) : null;
}

/** Saves the state; rejects when the server does not take it. */
export async function putState(state: Json): Promise<void> {
  const response = await fetch('/api/state', { method: 'PUT', body: JSON.stringify(state) });
  if (!response.ok) throw new Error(await response.text());
}

/** Forgets the saved state. */
export async function deleteState(): Promise<void> {
  await fetch('/api/state', { method: 'DELETE' });
}

/** The demo book of a language as a book snapshot, null when there is none. */
export async function fetchDemo(language: string): Promise<unknown> {
  const response = await fetch(`/api/demo/${language}`);
  return response.status === 200 ? ((await response.json()) as unknown) : null;
}

/** `fetch` for scripts: performed by the server, which reaches this machine only and sees answers of any origin. */
export async function loopbackFetch(url: string, init: RequestInit): Promise<Response> {
  const headers: Record<string, string> = {};
  new Headers(init.headers).forEach((value, name) => (headers[name] = value));
  const body = init.body === undefined || init.body === null ? undefined : new Uint8Array(await new Response(init.body).arrayBuffer());
  const request: LoopbackRequest = {
    url,
    method: init.method ?? 'GET',
    headers,
    followRedirects: init.redirect !== 'manual',
    ...(body === undefined ? {} : { bodyBase64: toBase64(body) }),
  };
  const reply = (await (await fetch('/api/fetch', { method: 'POST', body: JSON.stringify(request) })).json()) as
    | { readonly response: LoopbackResponse }
    | { readonly error: string };
  if ('error' in reply) throw new Error(reply.error);
  const { status, bodyBase64 } = reply.response;
  const answerHeaders = new Headers();
  for (const [name, value] of Object.entries(reply.response.headers)) {
    for (const one of typeof value === 'string' ? [value] : value) answerHeaders.append(name, one);
  }
  const bytes = fromBase64(bodyBase64);
  // The platform's constructor refuses a body with these.
  const bodiless = status === 204 || status === 205 || status === 304;
  return new Response(bodiless ? null : bytes, { status, headers: answerHeaders });
}

/** Listens to the server; the browser reconnects by itself. Returns the function that ends the link. */
export function linkToServer(events: ServerEvents): () => void {
  const source = new EventSource('/api/events');
  const reply = async (id: string, work: Promise<unknown>): Promise<void> => {
    const answer = await work;
    await fetch(`/api/reply/${id}`, { method: 'POST', body: JSON.stringify(answer) });
  };
  source.addEventListener('hello', () => events.connection(true));
  source.addEventListener('error', () => events.connection(false));
  source.addEventListener('project', () => events.projectChanged());
  source.addEventListener('superseded', () => {
    source.close();
    events.superseded();
  });
  source.addEventListener('exec', (event: MessageEvent<string>) => {
    const question = JSON.parse(event.data) as ExecQuestion & { readonly id: string };
    void reply(question.id, events.exec(question));
  });
  source.addEventListener('exec-call', (event: MessageEvent<string>) => {
    const call = JSON.parse(event.data) as { readonly id: string; readonly message: ClientMessage };
    void reply(call.id, events.execCall(call.message));
  });
  return () => source.close();
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 0x8000) text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
