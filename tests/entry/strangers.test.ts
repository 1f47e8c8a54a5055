/** Strangers on the web app reach nothing: every public function is called from an /exec page. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '../../scripts/workbench/node';
import { AddOn, silentOrders } from './add-on';

/** Functions Google calls by itself, and custom functions: they compute from their arguments alone. */
const OPEN_TO_ALL = [
  'doGet', 'doPost', 'onOpen', 'onInstall', 'RFM', 'RFM_SCORE', 'RFM_SEGMENT', 'RFM_WHY', 'ABC', 'XYZ', 'ABCXYZ', 'DORMANCY', 'LIFECYCLE', 'LTV', 'CLV', 'P_ALIVE',
  'COHORTS', 'CRR', 'MIGRATION',
];

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(180_000);

let addOn: AddOn;

beforeAll(async () => {
  addOn = await AddOn.start();
  await addOn.open();
  await addOn.importRows(silentOrders(3));
  await addOn.call('segments.recalculate');
  await addOn.publish();
  await addOn.call('mailing.background', true);
});

afterAll(() => addOn.end());

function publicFunctions(): string[] {
  const source = readFileSync(path.resolve(__dirname, '../../src/entry/index.ts'), 'utf8');
  return [...source.matchAll(/export \{([^}]*)\}/g)].flatMap((match) => (match[1] ?? '').split(',').map((name) => name.trim()).filter((name) => name !== ''));
}

test('nothing is read, written or sent by any public function called from an /exec page', async () => {
  expect(readdirSync(path.resolve(__dirname, '../../src/entry'))).toContain('index.ts');
  const names = publicFunctions();
  expect(names.length).toBeGreaterThan(15);
  // The page of nothing, the page of a genuine letter, and the page that answers a choice: each carries google.script.run.
  const { mailingId } = await addOn.call('mailing.plan', { templateKey: 'come-back', audience: 'client = "Client 3"' }, 1);
  await addOn.call('mailing.sendChunk', mailingId);
  const raw = addOn.workbench.mail.sent[0]?.raw ?? '';
  expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const queryString = /\?(u=[\w.-]+)>/.exec(raw)?.[1] ?? '';
  const post = { method: 'POST', body: 'kind=again', contentType: 'application/x-www-form-urlencoded', user: null } as const;
  const pages = [
    await addOn.workbench.webRequest(addOn.projectId, { method: 'GET', queryString: '', user: null }), await addOn.workbench.webRequest(addOn.projectId, { method: 'GET', queryString, user: null }),
    await addOn.workbench.webRequest(addOn.projectId, { ...post, queryString }),
  ];
  expect(pages.map(({ status, body }) => [status, /<h1>(.*?)<\/h1>/.exec(body)?.[1]])).toEqual([
    [200, 'There is nothing here. If you came from a letter, open its link once more.'], [200, 'Letters to this address'], [200, 'Done. You will get letters again.'],
  ]);
  const forged = `${'0'.repeat(32)}.${'1'.repeat(64)}`;
  const tries: Json[][] = [
    [], ['x'], [{}], [{ triggerUid: '1', authMode: 'FULL' }], [{ parameter: { u: 'a.b', check: '' } }],
    [JSON.stringify({ token: forged, method: 'mailing.home', args: [] })], [JSON.stringify({ token: forged, method: 'migration.view', args: [null, 'segment'] })], [JSON.stringify({ token: forged, method: 'journal.undo', args: ['A000001-x'] })], [JSON.stringify({ token: '', method: 'home.view', args: [] })], [JSON.stringify({ method: 'home.view' })],
    [JSON.stringify({ token: forged, method: 'personal.erase', args: ['Client 1', 'Client 1'] })], [JSON.stringify({ token: queryString.slice(2), method: 'personal.export', args: ['Client 1'] })],
    [{ parameter: { u: queryString.slice(2).replace(/.$/, 'x'), kind: 'unsubscribe' }, postData: { contents: 'List-Unsubscribe=One-Click' } }], [{ parameter: null, postData: 7 }],
  ];
  const sent = addOn.workbench.mail.sent.length;
  const before = JSON.stringify(addOn.texts('Clients'));
  for (const name of names) {
    // Every page gives the same rights: the further ones are tried with what is most likely to be let through.
    for (const [page, args] of [...tries.map((args) => [pages[0], args] as const), ...pages.slice(1).flatMap((page) => [tries[0] ?? [], tries[5] ?? []].map((args) => [page, args] as const))]) {
      const from = addOn.workbench.history.length;
      await addOn.workbench.rpc(page?.pageId ?? '', name, args);
      for (const record of addOn.workbench.history.slice(from)) {
        const touched = Object.keys(record.counts.members).filter((member) => /^(?:SpreadsheetApp\.(?:Range|Sheet|Spreadsheet)|Gmail|MailApp|UrlFetchApp|SpreadsheetApp\.flush|LockService)/.test(member));
        expect({ name, args, touched }).toEqual({ name, args, touched: [] });
        if (OPEN_TO_ALL.includes(name)) continue;
        // Judging a well-formed forged token or trigger id costs the one look at what was really given out; nothing else is counted.
        expect({ name, args, counted: record.counts.counted <= 1 }).toEqual({ name, args, counted: true });
      }
    }
  }
  expect(JSON.stringify(addOn.texts('Clients'))).toBe(before);
  expect(addOn.workbench.mail.sent).toHaveLength(sent);
});

test('even the genuine token of the owner is worth nothing on an /exec page', async () => {
  const page = await addOn.workbench.webRequest(addOn.projectId, { method: 'GET', queryString: '', user: null });
  const answer = await addOn.workbench.rpc(page.pageId ?? '', 'rpc', [JSON.stringify({ token: addOn.token, method: 'home.view', args: [] })]);
  expect(answer.ok ? JSON.parse(answer.value as string) : null).toMatchObject({ ok: false, issues: [{ code: 'access.refused' }] });
  expect((await addOn.reply('home.view', [])).ok).toBe(true);
});

test('a token ends with the six hours of the cache and the page is told to open again', async () => {
  addOn.workbench.clock.set(addOn.workbench.clock.now() + 6.1 * 3_600_000);
  const reply = await addOn.reply('home.view', []);
  expect(reply.ok ? [] : reply.issues.map(({ code }) => code)).toEqual(['access.expired']);
  await addOn.open();
  expect((await addOn.reply('home.view', [])).ok).toBe(true);
});

test('the hourly trigger runs only when it is the one that was made', async () => {
  const [trigger] = addOn.workbench.triggers;
  expect(trigger).toBeDefined();
  const genuine = await addOn.workbench.fireTrigger(trigger?.id ?? '');
  expect(genuine.error).toBeNull();
  const forged = await addOn.workbench.run('runHourly', [{ triggerUid: '12345' }], { kind: 'editor' });
  expect(forged.error?.message).toContain('its own trigger');
});
