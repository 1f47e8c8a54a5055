/** The page behind the links of letters, over real HTTP as mail programs, scanners and strangers meet it. */
import PostalMime from 'postal-mime';
import type { Json, WebAppServer, Workbench, WorkbenchOptions } from '../../scripts/workbench/node';
import { serveWebApps } from '../../scripts/workbench/node';
import { AddOn, silentOrders } from './add-on';

// Whole executions of the built add-on: minutes on a busy machine.
jest.setTimeout(240_000);

const CLIENTS = 6;
const DAY_MS = 86_400_000;
const REQUEST = { templateKey: 'come-back', audience: 'dormant' };
const FORM = 'application/x-www-form-urlencoded';

interface Site {
  readonly addOn: AddOn;
  readonly server: WebAppServer;
}

/** A base with a published page and a first mailing that has left. */
async function open(options: Partial<WorkbenchOptions> = {}): Promise<Site> {
  let workbench: Workbench | null = null;
  const server = await serveWebApps(() => {
    if (workbench === null) throw new Error('not ready');
    return workbench;
  });
  const addOn = await AddOn.start({ webAppBase: server.webAppBase, ...options });
  workbench = addOn.workbench;
  await addOn.open();
  // The last one has not agreed to anything.
  const doubtful = silentOrders(CLIENTS + 1).slice(-5).map((row) => [...row.slice(0, 5), '']);
  await addOn.importRows([...silentOrders(CLIENTS), ...doubtful]);
  await addOn.call('segments.recalculate');
  const { checkUrl } = await addOn.call('webapp.save', addOn.workbench.deployWebApp(addOn.projectId));
  expect((await fetch(checkUrl)).status).toBe(200);
  expect((await addOn.call('webapp.view')).checked).toBe(true);
  await mail(addOn, CLIENTS);
  return { addOn, server };
}

async function close({ addOn, server }: Site): Promise<void> {
  await server.close();
  await addOn.end();
}

/** Plans a mailing, sends one chunk and tells who got a letter. */
async function mail(addOn: AddOn, go: number): Promise<{ readonly sent: number; readonly skipped: number; readonly to: string[] }> {
  const before = addOn.workbench.mail.sent.length;
  const { mailingId } = await addOn.call('mailing.plan', REQUEST, go);
  const { sent, skipped } = await addOn.call('mailing.sendChunk', mailingId);
  return { sent, skipped, to: addOn.workbench.mail.sent.slice(before).flatMap(({ to }) => to).sort() };
}

/** The newest link in a letter to a client. */
async function linkOf(addOn: AddOn, client: number): Promise<string> {
  const letter = [...addOn.workbench.mail.sent].reverse().find(({ to }) => to.includes(`c${client}@example.com`));
  const { text } = await PostalMime.parse(letter?.raw ?? '');
  const url = /http:\/\/[^\s"<>]+\/exec\?u=[\w.-]+/.exec(text ?? '')?.[0];
  if (url === undefined) throw new Error(`no link for client ${client}`);
  return url;
}

const post = (url: string, body: BodyInit, headers: Record<string, string> = { 'Content-Type': FORM }): Promise<Response> => fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
const oneClick = (url: string): Promise<Response> => post(url, 'List-Unsubscribe=One-Click');
const ledger = (addOn: AddOn): string[] => {
  const [header = [], ...rows] = addOn.texts('Consents');
  return rows.map((row) => row[header.indexOf('State')] ?? '').filter((state) => state !== '');
};
const waiting = async (addOn: AddOn): Promise<number> => (await addOn.call('webapp.view')).waiting;

/** Every cell and property, to tell that nothing changed. */
function everything(addOn: AddOn): string {
  const { books, properties } = addOn.workbench.snapshot() as { readonly books?: Json; readonly properties?: Json };
  return JSON.stringify([books, properties, addOn.texts('Consents'), addOn.texts('Clients')]);
}

describe('where Google shows the page no spreadsheet', () => {
  let site: Site;
  beforeAll(async () => { site = await open(); });
  afterAll(() => close(site));

  test('a program that opens the link changes nothing, however often, and HEAD is refused by Google', async () => {
    const { addOn } = site;
    const url = await linkOf(addOn, 1);
    const before = everything(addOn);
    for (let visit = 0; visit < 3; visit += 1) {
      const answer = await fetch(url);
      const page = await answer.text();
      expect(answer.status).toBe(200);
      expect(page).toContain('<form method="post"');
      expect(page).toContain('<html lang="en">');
      expect(page).toContain('noindex');
      expect(page).not.toMatch(/<script(?![^>]*data-workbench)[^>]*>[^<]*clientura/i);
      expect(page).not.toContain('@example.com');
    }
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(403);
    expect(everything(addOn)).toBe(before);
    expect(await waiting(addOn)).toBe(0);
  });

  test('one-click answers 200 without redirect and without cookies; the request waits and is applied before the next chunk sends', async () => {
    const { addOn } = site;
    const answer = await oneClick(await linkOf(addOn, 1));
    expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([200, null, null]);
    expect(await answer.text()).toContain('no more advertising letters');
    expect(ledger(addOn)).toEqual([]);
    expect(await waiting(addOn)).toBe(1);
    // The same once more, as mail programs do.
    await oneClick(await linkOf(addOn, 1));
    expect(await waiting(addOn)).toBe(1);
    addOn.workbench.clock.set(addOn.workbench.clock.now() + DAY_MS);
    await addOn.open();
    const next = await mail(addOn, CLIENTS);
    expect(next.to).toEqual(['c2@example.com', 'c3@example.com', 'c4@example.com', 'c5@example.com', 'c6@example.com']);
    expect(ledger(addOn)).toEqual(['unsubscribed']);
    expect(await waiting(addOn)).toBe(0);
  });

  test('multipart is understood as well', async () => {
    const { addOn } = site;
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    const answer = await fetch(await linkOf(addOn, 2), { method: 'POST', body: form });
    expect(answer.status).toBe(200);
    await addOn.call('home.view');
    expect(ledger(addOn)).toEqual(['unsubscribed', 'unsubscribed']);
  });

  test('forged, foreign and malformed links all get the same plain page and nothing is read of the base', async () => {
    const { addOn } = site;
    const url = await linkOf(addOn, 3);
    const forged = url.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const base = url.slice(0, url.indexOf('?'));
    const odd = [
      forged, url.replace('.en.', '.ru.'), url.replace(/\?u=[\w-]+/, '?u=A-someone'), base, `${base}?u=`, `${base}?u=${'9'.repeat(3000)}`, `${base}?u=a.b&u=c.d`, `${base}?__proto__=1&constructor=2`,
      `${base}?check=guess`, `${base}?u[]=1`, `${base}?U=${url.split('?u=')[1] ?? ''}`, `${base}?u=%00%ff`,
    ];
    const before = everything(addOn);
    const from = addOn.workbench.history.length;
    const pages = new Set<string>();
    const plain = (html: string): string => /<main>.*<\/main>/s.exec(html)?.[0] ?? html;
    for (const address of odd) {
      pages.add(plain(await (await fetch(address)).text()));
      pages.add(plain(await (await post(address, 'kind=unsubscribe&List-Unsubscribe=One-Click')).text()));
      pages.add(plain(await (await post(address, '{"u":1}', { 'Content-Type': 'application/json' })).text()));
    }
    expect([...pages]).toEqual(['<main><h1>There is nothing here. If you came from a letter, open its link once more.</h1></main>']);
    for (const { counts } of addOn.workbench.history.slice(from)) {
      expect(Object.keys(counts.members).filter((member) => /^(?:SpreadsheetApp|Gmail|MailApp|LockService)/.test(member))).toEqual([]);
    }
    expect(everything(addOn)).toBe(before);
    expect((await fetch(`${base}?c=1`)).status).toBe(405);
  });

  test('a genuine link with a choice that does not exist, or none, shows the choices and changes nothing', async () => {
    const { addOn } = site;
    for (const body of ['', 'kind=everything', 'kind=confirm', 'kind=constructor', 'x=1']) {
      const answer = await post(await linkOf(addOn, 3), body);
      expect(await answer.text()).toContain('Nothing has changed yet');
    }
    expect(await waiting(addOn)).toBe(0);
  });

  test('"once a month" lets the next letter go only after 30 days, a pause of three months ends by itself', async () => {
    const { addOn } = site;
    expect(await (await post(await linkOf(addOn, 3), 'kind=monthly')).text()).toContain('at most one advertising letter a month');
    expect(await (await post(await linkOf(addOn, 4), 'kind=pause')).text()).toContain('For three months');
    addOn.workbench.clock.set(addOn.workbench.clock.now() + 2 * DAY_MS);
    await addOn.open();
    await addOn.call('home.view');
    const soon = await mail(addOn, 2);
    expect(soon.to).toEqual(['c5@example.com', 'c6@example.com']);
    addOn.workbench.clock.set(addOn.workbench.clock.now() + 31 * DAY_MS);
    await addOn.open();
    expect((await mail(addOn, 3)).to).toEqual(['c3@example.com', 'c5@example.com', 'c6@example.com']);
    addOn.workbench.clock.set(addOn.workbench.clock.now() + 60 * DAY_MS);
    await addOn.open();
    expect((await mail(addOn, 4)).to).toEqual(['c3@example.com', 'c4@example.com', 'c5@example.com', 'c6@example.com']);
  });

  test('who subscribes again gets letters again; the reason he gave stands in the ledger', async () => {
    const { addOn } = site;
    const url = await linkOf(addOn, 5);
    const done = await (await post(url, 'reason=often&kind=unsubscribe')).text();
    expect(done).toContain('value="again"');
    await addOn.call('home.view');
    const [header = [], ...rows] = addOn.texts('Consents');
    expect(rows[rows.length - 1]?.[header.indexOf('Reason')]).toBe('often');
    expect(await (await post(url, 'kind=again')).text()).toContain('You will get letters again');
    await addOn.call('home.view');
    addOn.workbench.clock.set(addOn.workbench.clock.now() + 31 * DAY_MS);
    await addOn.open();
    expect((await mail(addOn, 4)).to).toContain('c5@example.com');
    expect(ledger(addOn).slice(-2)).toEqual(['unsubscribed', 'resubscribed']);
  });

  test('a consent is asked for and confirmed on its page, which is shut until the owner opens it', async () => {
    const { addOn } = site;
    const refused = await addOn.reply('consents.ask', ['Client 7']);
    expect(refused.ok ? [] : refused.issues.map(({ code }) => code)).toEqual(['consent.pagesOff']);
    await addOn.call('consents.optIn', true);
    await addOn.call('consents.ask', 'Client 7');
    const url = await linkOf(addOn, 7);
    expect(await (await fetch(url)).text()).toContain('value="confirm"');
    await addOn.call('consents.optIn', false);
    expect(await (await fetch(url)).text()).toContain('There is nothing here');
    await post(url, 'kind=confirm');
    expect(await waiting(addOn)).toBe(0);
    await addOn.call('consents.optIn', true);
    // A scanner only opens the link.
    await fetch(url);
    expect(await waiting(addOn)).toBe(0);
    expect(await (await post(url, 'kind=confirm')).text()).toContain('Your consent is recorded');
    await addOn.call('home.view');
    expect(await addOn.call('consents.proof', 'Client 7')).toMatchObject({ standing: 'Agreed to marketing letters.' });
  });
});

describe('where the page sees its spreadsheet', () => {
  let site: Site;
  beforeAll(async () => { site = await open({ webAppContainer: true }); });
  afterAll(() => close(site));

  test('the ledger has the request at once, and the same POST again adds nothing', async () => {
    const { addOn } = site;
    expect((await oneClick(await linkOf(addOn, 1))).status).toBe(200);
    expect(ledger(addOn)).toEqual(['unsubscribed']);
    await oneClick(await linkOf(addOn, 1));
    expect(ledger(addOn)).toEqual(['unsubscribed']);
    expect(await waiting(addOn)).toBe(0);
  });

  test('while somebody else writes, the request waits for the next chunk', async () => {
    const { addOn } = site;
    const url = await linkOf(addOn, 2);
    let answered: Promise<Response> | null = null;
    const running = addOn.workbench.rpc(addOn.pageId, 'rpc', [JSON.stringify({ token: addOn.token, method: 'backup.make', args: [] })], {
      onCall: ({ member }) => {
        if (/tryLock|getSheets/.test(member)) answered ??= oneClick(url);
      },
    });
    let isOver = false;
    void running.then(() => { isOver = true; });
    while (answered === null && !isOver) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await (answered as unknown as Promise<Response>)).status).toBe(200);
    // On a slow machine the other work may be over before the answer: then nothing is to be seen of the lock.
    expect(isOver ? 1 : ledger(addOn).length).toBe(1);
    await running;
    await addOn.call('home.view');
    expect(ledger(addOn)).toEqual(['unsubscribed', 'unsubscribed']);
  });

  test('without the ledger the request goes on waiting and nothing can be planned', async () => {
    const { addOn } = site;
    const url = await linkOf(addOn, 3);
    const sheet = addOn.book.sheetByName('Consents');
    if (sheet === null) throw new Error('no ledger');
    addOn.book.deleteSheet(sheet);
    const answer = await oneClick(url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('no more advertising letters');
    expect(await waiting(addOn)).toBe(1);
    expect((await addOn.reply('mailing.plan', [REQUEST, 1])).ok).toBe(false);
  });
});
