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
  const page = await addOn.workbench.webRequest(addOn.projectId, { method: 'GET', queryString: '', user: null });
  expect(page.status).toBe(200);
  const forged = `${'0'.repeat(32)}.${'1'.repeat(64)}`;
  const tries: Json[][] = [
    [], ['x'], [{}], [{ triggerUid: '1', authMode: 'FULL' }], [{ parameter: { u: 'a.b', check: '' } }],
    [JSON.stringify({ token: forged, method: 'mailing.home', args: [] })], [JSON.stringify({ token: forged, method: 'migration.view', args: [null, 'segment'] })], [JSON.stringify({ token: forged, method: 'journal.undo', args: ['A000001-x'] })], [JSON.stringify({ token: '', method: 'home.view', args: [] })], [JSON.stringify({ method: 'home.view' })],
  ];
  const before = JSON.stringify(addOn.texts('Clients'));
  for (const name of names) {
    for (const args of tries) {
      const from = addOn.workbench.history.length;
      await addOn.workbench.rpc(page.pageId ?? '', name, args);
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
  expect(addOn.workbench.mail.sent).toHaveLength(0);
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

test('unsubscribing takes a GET that changes nothing and a POST that answers 200 at once', async () => {
  const { mailingId } = await addOn.call('mailing.plan', { templateKey: 'come-back', audience: 'dormant' }, 3);
  await addOn.call('mailing.sendChunk', mailingId);
  expect(addOn.workbench.mail.sent).toHaveLength(3);
  const raw = addOn.workbench.mail.sent[0]?.raw ?? '';
  const queryString = /\?(u=[\w.-]+)>/.exec(raw)?.[1] ?? '';
  expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const get = await addOn.workbench.webRequest(addOn.projectId, { method: 'GET', queryString, user: null });
  expect(get.body).toContain('<form');
  expect((await addOn.call('webapp.view')).waiting).toBe(0);
  const post = await addOn.workbench.webRequest(addOn.projectId, { method: 'POST', queryString, body: 'List-Unsubscribe=One-Click', contentType: 'application/x-www-form-urlencoded', user: null });
  expect(post.status).toBe(200);
  expect((await addOn.call('webapp.view')).waiting).toBe(1);
  const again = await addOn.call('mailing.plan', { templateKey: 'come-back', audience: 'dormant' }, 3);
  expect(await addOn.call('mailing.sendChunk', again.mailingId)).toMatchObject({ sent: 2, skipped: 1 });
});

test('the hourly trigger runs only when it is the one that was made', async () => {
  const [trigger] = addOn.workbench.triggers;
  expect(trigger).toBeDefined();
  const genuine = await addOn.workbench.fireTrigger(trigger?.id ?? '');
  expect(genuine.error).toBeNull();
  const forged = await addOn.workbench.run('runHourly', [{ triggerUid: '12345' }], { kind: 'editor' });
  expect(forged.error?.message).toContain('its own trigger');
});
