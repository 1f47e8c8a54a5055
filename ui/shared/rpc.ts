/** The one way from a page to the server: a typed, promise-based client over google.script.run. */
import type { IssueView } from '../../src/contract/issue-view';
import type { MethodName, RpcReply, RpcRequest, ServerApi } from '../../src/contract/server-api';
import type { GoogleScriptRun } from './google-script';

/** The server as the pages see it: `call('home.view')` gives a promise of what the method returns. */
export interface Server {
  call<Method extends MethodName>(method: Method, ...args: Parameters<ServerApi[Method]>): Promise<ReturnType<ServerApi[Method]>>;
}

/** What the client needs of the page; tests give their own. */
export interface RpcOptions {
  /** The runner of google.script.run, or null where there is none. */
  readonly run: GoogleScriptRun | null;
  readonly token: string;
  readonly after: (milliseconds: number, action: () => void) => () => void;
  readonly say: (trouble: RpcTrouble) => string;
  readonly timeoutMs?: number;
  readonly inFlightLimit?: number;
}

/** Troubles of the road itself, put into words by the caller. */
export type RpcTrouble = 'rpc.timeout' | 'rpc.disconnected' | 'rpc.unreadable' | 'rpc.failed';

/** Google runs ten calls of a page at once; two places stay free for others of the same page. */
const defaultInFlightLimit = 8;

/** Server steps end within about 25 s; Google itself gives up after six minutes. */
const defaultTimeoutMs = 90_000;

/** A call that did not give its value: the reasons, ready to show. */
export class RpcError extends Error {
  readonly issues: readonly IssueView[];
  constructor(issues: readonly IssueView[]) {
    super(issues.map((issue) => issue.text).join(' '));
    this.name = 'RpcError';
    this.issues = issues;
  }
}

/** What went wrong as issues, whatever was thrown. */
export function issuesOf(error: unknown): readonly IssueView[] {
  if (error instanceof RpcError) return error.issues;
  return [troubleIssue('page.unexpected', error instanceof Error ? error.message : String(error))];
}

/** An error of the page's own making in the shape of the server's issues. */
export function troubleIssue(code: string, text: string): IssueView {
  return { code, level: 'error', text, sheet: null, rowNumber: null, column: null, count: 1 };
}

interface Waiting { readonly begin: () => void }

/** Makes the client. Calls beyond the limit wait for their turn in order; the time of waiting does not count as silence. */
export function createServer(options: RpcOptions): Server {
  const limit = options.inFlightLimit ?? defaultInFlightLimit;
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const queue: Waiting[] = [];
  let inFlight = 0;

  const release = (): void => {
    inFlight -= 1;
    queue.shift()?.begin();
  };

  const send = (request: RpcRequest, settle: (reply: RpcReply<unknown>) => void): void => {
    const run = options.run;
    if (run === null) {
      settle(failure(options, 'rpc.disconnected'));
      return;
    }
    inFlight += 1;
    let answered = false;
    // Google still runs a call whose answer came too late for us, so its place is freed only by its real end.
    const end = (reply: RpcReply<unknown>): void => {
      release();
      if (answered) return;
      answered = true;
      stopClock();
      settle(reply);
    };
    const stopClock = options.after(timeoutMs, () => {
      if (answered) return;
      answered = true;
      settle(failure(options, 'rpc.timeout'));
    });
    try {
      run
        .withSuccessHandler((result) => end(readReply(result, options)))
        .withFailureHandler((error) => end(failure(options, 'rpc.failed', error.message)))
        .rpc(JSON.stringify(request));
    } catch (error) {
      end(failure(options, 'rpc.failed', error instanceof Error ? error.message : String(error)));
    }
  };

  return {
    call<Method extends MethodName>(method: Method, ...args: Parameters<ServerApi[Method]>) {
      return new Promise<ReturnType<ServerApi[Method]>>((resolve, reject) => {
        const begin = (): void => send({ token: options.token, method, args }, (reply) => {
          if (reply.ok) resolve(reply.value as ReturnType<ServerApi[Method]>);
          else reject(new RpcError(reply.issues));
        });
        if (inFlight < limit) begin();
        else queue.push({ begin });
      });
    },
  };
}

function readReply(result: unknown, options: RpcOptions): RpcReply<unknown> {
  try {
    const reply: unknown = typeof result === 'string' ? JSON.parse(result) : null;
    if (isReply(reply)) return reply;
  } catch {
    // An answer that is no JSON is told to the user below, like every other unreadable answer.
  }
  return failure(options, 'rpc.unreadable');
}

function isReply(value: unknown): value is RpcReply<unknown> {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  return value.ok === true ? 'value' in value : value.ok === false && 'issues' in value && Array.isArray(value.issues) && value.issues.length > 0;
}

function failure(options: RpcOptions, trouble: RpcTrouble, detail = ''): RpcReply<unknown> {
  const said = options.say(trouble);
  return { ok: false, issues: [troubleIssue(trouble, detail === '' ? said : `${said} (${detail})`)] };
}
