/** The client of google.script.run: replies, failures, silence, and the cap of calls under way. */
import { createServer, issuesOf, RpcError, type RpcOptions, type Server } from '../../ui/shared/rpc';
import type { GoogleScriptRun } from '../../ui/shared/google-script';
import { browserLanguage, readSession } from '../../ui/shared/session';

interface Sent { readonly request: { token: string; method: string; args: unknown[] }; readonly succeed: (result: unknown) => void; readonly fail: (error: Error) => void }

/** A google.script.run that only keeps what was asked; the test answers. */
function imagined(): { sent: Sent[]; run: GoogleScriptRun } {
  const sent: Sent[] = [];
  const runner = (succeed: (result: unknown) => void, fail: (error: Error) => void): GoogleScriptRun => ({
    withSuccessHandler: (handler) => runner(handler, fail),
    withFailureHandler: (handler) => runner(succeed, handler),
    rpc: (request) => { sent.push({ request: JSON.parse(request) as Sent['request'], succeed, fail }); },
  });
  return { sent, run: runner(() => undefined, () => undefined) };
}

interface Clock { readonly after: RpcOptions['after']; pass(milliseconds: number): void }

function ownClock(): Clock {
  const timers = new Map<object, { at: number; action: () => void }>();
  let now = 0;
  return {
    after: (milliseconds, action) => {
      const key = {};
      timers.set(key, { at: now + milliseconds, action });
      return () => timers.delete(key);
    },
    pass: (milliseconds) => {
      now += milliseconds;
      for (const [key, timer] of [...timers]) {
        if (timer.at > now) continue;
        timers.delete(key);
        timer.action();
      }
    },
  };
}

function setting(run: GoogleScriptRun | null, clock = ownClock(), inFlightLimit = 8): { server: Server; clock: Clock } {
  return { server: createServer({ run, token: 'secret', after: clock.after, say: (trouble) => `said ${trouble}`, timeoutMs: 1000, inFlightLimit }), clock };
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(() => { throw new Error('it should have failed'); }, (error: unknown) => error);
}

test('a call carries the token, the method and its arguments, and gives the value of the reply', async () => {
  const { sent, run } = imagined();
  const { server } = setting(run);
  const answer = server.call('clients.locate', 'c7');
  expect(sent[0]?.request).toEqual({ token: 'secret', method: 'clients.locate', args: ['c7'] });
  sent[0]?.succeed('{"ok":true,"value":true}');
  await expect(answer).resolves.toBe(true);
});

test('issues of a refused call are the error, ready to show', async () => {
  const { sent, run } = imagined();
  const answer = setting(run).server.call('home.view');
  sent[0]?.succeed(JSON.stringify({ ok: false, issues: [{ code: 'lock.busy', level: 'error', text: 'Busy.', sheet: null, rowNumber: null, column: null, count: 1 }] }));
  const error = await errorOf(answer);
  expect(error).toBeInstanceOf(RpcError);
  expect(issuesOf(error).map((issue) => issue.text)).toEqual(['Busy.']);
});

test.each([null, undefined, 'no json', '{"ok":true}', '{"ok":false,"issues":[]}', '[]', 7])('an unreadable answer %p is said to be unreadable', async (result) => {
  const { sent, run } = imagined();
  const answer = setting(run).server.call('home.view');
  sent[0]?.succeed(result);
  expect(issuesOf(await errorOf(answer)).map((issue) => issue.code)).toEqual(['rpc.unreadable']);
});

test('a failure of Google is told in our words with its own words behind', async () => {
  const { sent, run } = imagined();
  const answer = setting(run).server.call('home.view');
  sent[0]?.fail(new Error('PERMISSION_DENIED'));
  expect(issuesOf(await errorOf(answer))[0]).toMatchObject({ code: 'rpc.failed', text: 'said rpc.failed (PERMISSION_DENIED)' });
});

test('a page without google.script says that it is disconnected', async () => {
  expect(issuesOf(await errorOf(setting(null).server.call('home.view'))).map((issue) => issue.code)).toEqual(['rpc.disconnected']);
});

test('silence ends with a message after the time limit, and a late answer changes nothing', async () => {
  const { sent, run } = imagined();
  const { server, clock } = setting(run);
  const answer = server.call('home.view');
  clock.pass(999);
  clock.pass(1);
  expect(issuesOf(await errorOf(answer)).map((issue) => issue.code)).toEqual(['rpc.timeout']);
  expect(() => sent[0]?.succeed('{"ok":true,"value":null}')).not.toThrow();
});

test('no more calls than the cap are under way; the rest go in order as places become free', async () => {
  const { sent, run } = imagined();
  const { server } = setting(run, ownClock(), 2);
  const answers = ['a', 'b', 'c', 'd'].map((clientId) => server.call('clients.locate', clientId));
  expect(sent.map((one) => one.request.args[0])).toEqual(['a', 'b']);
  sent[1]?.succeed('{"ok":true,"value":true}');
  expect(sent.map((one) => one.request.args[0])).toEqual(['a', 'b', 'c']);
  sent[0]?.fail(new Error('x'));
  await expect(answers[0]).rejects.toBeInstanceOf(RpcError);
  expect(sent.map((one) => one.request.args[0])).toEqual(['a', 'b', 'c', 'd']);
});

test('a call that timed out keeps its place until Google is done with it', async () => {
  const { sent, run } = imagined();
  const { server, clock } = setting(run, ownClock(), 1);
  const first = server.call('home.view');
  void server.call('help.view').catch(() => undefined);
  clock.pass(1000);
  await errorOf(first);
  expect(sent).toHaveLength(1);
  sent[0]?.succeed('{"ok":true,"value":null}');
  expect(sent).toHaveLength(2);
});

test('the default cap leaves room below the ten calls Google runs at once', () => {
  const { sent, run } = imagined();
  const server = createServer({ run, token: 'secret', after: ownClock().after, say: String });
  for (let call = 0; call < 20; call += 1) void server.call('home.view');
  expect(sent.length).toBeLessThan(10);
});

test('a session needs a token and a language we speak', () => {
  const good = { token: 't', language: 'ru', view: 'home', page: 'sidebar', argument: '' };
  expect(readSession({ clientura: good })).toEqual(good);
  for (const bad of [undefined, null, {}, { clientura: null }, { clientura: { ...good, token: '' } }, { clientura: { ...good, language: 'de' } }]) expect(readSession(bad)).toBeNull();
  expect(browserLanguage(['de-DE', 'ru-RU'])).toBe('ru');
  expect(browserLanguage(['de-DE', 'en'])).toBe('en');
});
