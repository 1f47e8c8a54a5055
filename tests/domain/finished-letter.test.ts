/** The letter of one client as it leaves: headers, subjects, links to files, pictures, the way out. Read back by an independent parser. */
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { attachmentIssues, letterLinks } from '../../src/domain/mailing/attachments';
import { finishedLetter } from '../../src/domain/mailing/finished-letter';
import { openMailing } from '../../src/domain/mailing/mailing-data';
import { compile } from '../../src/domain/mailing/templates';
import { planNewMailing, previewLetter, preflightMailing, sendTest } from '../../src/domain/mailing/plan-mailing';
import { answerCheck, readWebapp, saveWebapp } from '../../src/domain/mailing/unsubscribe';
import type { MemoryWorld } from './in-memory-ports';
import { plan, readyWorld, REQUEST, sendAll, setCell } from './mailing-world';
import { dormantBase } from './sample-base';

const header = (email: Email, key: string): string | undefined => email.headers.find((entry) => entry.key === key)?.value;
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function sentBy(world: MemoryWorld, clients: number): Promise<Email[]> {
  sendAll(world, plan(world, clients));
  expect(world.sent.length).toBe(clients);
  return Promise.all(world.sent.map(({ raw }) => PostalMime.parse(raw)));
}

describe('the headers of a finished letter', () => {
  test('carry sender, alias, reply address, one-click unsubscribing and one campaign for all letters', async () => {
    const world = readyWorld(2);
    setCell(world, 'templates', 'come-back', 'sender_name', 'Ромашка, цветы');
    setCell(world, 'templates', 'come-back', 'sender_address', 'hello@ромашка.рф');
    setCell(world, 'templates', 'come-back', 'reply_to', 'Забота <care@example.com>');
    setCell(world, 'clients', 'Client 1', 'name', 'Анна "Нюра"\r\nBcc: evil@example.com');
    const [first, second] = await sentBy(world, 2);
    expect(first?.from).toEqual({ name: 'Ромашка, цветы', address: 'hello@xn--80aa3agjl3d.xn--p1ai' });
    expect(first?.to).toEqual([{ name: 'Анна "Нюра" Bcc: evil@example.com', address: 'c1@example.com' }]);
    expect([first?.bcc, first?.cc]).toEqual([undefined, undefined]);
    expect(first?.replyTo).toEqual([{ name: 'Забота', address: 'care@example.com' }]);
    const campaign = header(first as Email, 'feedback-id') ?? '';
    expect(campaign).toMatch(/^M\d{12}-\w{4}:[0-9a-f]{8}:marketing:clientura$/);
    expect(header(second as Email, 'feedback-id')).toBe(campaign);
    expect(header(first as Email, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const links = [first, second].map((email) => header(email as Email, 'list-unsubscribe') ?? '');
    expect(links[0]).toMatch(/^<https:\/\/example\.com\/exec\?u=[\w-]+\.en\.[0-9a-f]{32}>$/);
    expect(links[1]).not.toBe(links[0]);
    for (const email of [first, second]) {
      const url = (header(email as Email, 'list-unsubscribe') ?? '').slice(1, -1);
      expect([email?.text?.includes(url), email?.html?.includes(`href="${url}"`), email?.text?.includes('Unsubscribe')]).toEqual([true, true, true]);
      // Neither the link nor the campaign tells who it is.
      expect(`${url} ${campaign}`).not.toMatch(/@|c1|Client/);
    }
  });

  test('name an address for unsubscribe letters only when the owner switched it on', async () => {
    const [first] = await sentBy(readyWorld(1, { 'mailing.unsubscribeMailto': 'leave@example.com' }), 1);
    expect(header(first as Email, 'list-unsubscribe')).toMatch(/^<https:[^>]+>, <mailto:leave@example\.com\?subject=unsubscribe%20[\w-]+>$/);
  });

  test('an unsubscribe page without https is a link in the letter and no header', async () => {
    const world = dormantBase(1);
    world.run((ports) => saveWebapp(ports, 'http://example.com/exec'));
    world.run((ports) => answerCheck(ports.scriptStore, world.scriptStore.get('webapp.check') ?? '', ports.clock.now()));
    const [first] = await sentBy(world, 1);
    expect([header(first as Email, 'list-unsubscribe'), header(first as Email, 'list-unsubscribe-post')]).toEqual([undefined, undefined]);
    expect(first?.text).toContain('http://example.com/exec?u=');
  });

  test('a service letter has no way out to offer', async () => {
    const world = readyWorld(1);
    setCell(world, 'templates', 'come-back', 'kind', 'service');
    const [first] = await sentBy(world, 1);
    expect(header(first as Email, 'list-unsubscribe')).toBeUndefined();
    expect(header(first as Email, 'feedback-id')).toContain(':service:');
    expect(`${first?.html}${first?.text}`).not.toMatch(/exec|Unsubscribe/i);
  });
});

test('a campaign keeps to one line of its header whatever its mailing is called', async () => {
  const world = readyWorld(1);
  const found = world.run((ports) => {
    const mailing = openMailing(ports, false).value;
    const record = mailing?.data.listed[0]?.record;
    const compiled = mailing === null || mailing === undefined ? null : compile({ subject: 's', body: 'b' }, mailing.data.clients).value;
    if (mailing === null || mailing === undefined || record === undefined || compiled === null) throw new Error('No base.');
    const planned = { kind: 'marketing', sender: 'me@example.com', senderName: '', replyTo: '', mailing: 'A-после покупки: очень длинный ключ-20260302', automation: 'после покупки' } as const;
    return finishedLetter(mailing, { plan: planned, template: compiled, webapp: readWebapp(ports.scriptStore), record, letterId: 'L1', order: '' }).value?.raw ?? '';
  }).value;
  expect(found).toMatch(/\r\nFeedback-ID: [0-9a-f]{16}:[0-9a-f]{8}:marketing:clientura\r\n/);
});

describe('the content of a finished letter', () => {
  test('is a page with the preheader first, and pre-flight, preview and letter agree on its subject', async () => {
    const world = readyWorld(8);
    setCell(world, 'templates', 'come-back', 'subject_b', 'B for {{Name}}');
    setCell(world, 'templates', 'come-back', 'preheader', 'A line for {{Name}} <3');
    const rows = world.run((ports) => preflightMailing(ports, REQUEST)).value?.value?.rows ?? [];
    const preview = world.run((ports) => previewLetter(ports, REQUEST, 'Client 3')).value?.value;
    const emails = await sentBy(world, 8);
    expect(emails.map(({ subject }) => subject)).toEqual(rows.map(({ subject }) => subject));
    const second = emails.filter(({ subject }) => subject?.startsWith('B for'));
    expect(second.length).toBeGreaterThan(0);
    expect(second.length).toBeLessThan(8);
    expect(preview?.subject).toBe(emails[2]?.subject);
    const withoutToken = (text: string): string => text.replace(/exec\?u=[\w.-]+/g, 'exec').trim();
    expect(withoutToken(emails[2]?.html ?? '')).toBe(withoutToken(preview?.html ?? ''));
    expect(withoutToken(emails[2]?.text ?? '')).toBe(withoutToken(preview?.text ?? ''));
    expect(emails[2]?.html).toMatch(/^<!doctype html>\s*<html lang="en">[\s\S]*<body[^>]*>\s*<div[^>]*>\s*<div style="display:none[^"]*">A line for Client 3 &lt;3/);
    expect(emails[2]?.text).not.toContain('A line for');
  });

  test('lists links to files, one of them from a column of the client, and none where his cell is empty', async () => {
    const world = readyWorld(2);
    setCell(world, 'clients', 'Client 1', 'note', 'https://example.com/1?a=1&b="2');
    setCell(world, 'templates', 'come-back', 'attachments', 'Price list, March | https://example.com/price%20list.pdf\nYour bill: {{Note}}');
    const [first, second] = await sentBy(world, 2);
    expect(first?.text).toContain('Files for you:\nPrice list, March: https://example.com/price%20list.pdf\nYour bill: https://example.com/1?a=1&b=\n');
    expect(first?.html).toContain('<a href="https://example.com/1?a=1&amp;b=">Your bill</a>');
    expect(second?.text).toContain('Price list, March');
    expect(second?.text).not.toContain('Your bill');
    expect(first?.attachments).toEqual([]);
  });

  test('sends pictures that stand in the HTML as inline files, the same one once', async () => {
    const world = readyWorld(1);
    const image = `<img src="data:image/png;base64,${PICTURE}" alt="logo">`;
    setCell(world, 'templates', 'come-back', 'body', `<p>Hello</p>${image}${image}<img src="https://example.com/a.png" alt="a">`);
    const [first] = await sentBy(world, 1);
    expect(first?.attachments.map(({ filename, mimeType, disposition, content }) => [filename, mimeType, disposition, Buffer.from(content as ArrayBuffer).toString('base64')])).toEqual([
      ['picture-1.png', 'image/png', 'inline', PICTURE],
    ]);
    const id = first?.attachments[0]?.contentId?.replace(/[<>]/g, '') ?? '';
    expect(first?.html?.split(`src="cid:${id}"`).length).toBe(3);
    expect(first?.html).toContain('src="https://example.com/a.png"');
    expect(first?.html).not.toContain('data:image');
    // MailApp gets the page, not the message: the pictures beside it.
    expect(world.sent[0]?.html).toBe(first?.html?.replace(/\n$/, ''));
    expect(world.sent[0]?.pictures?.map(({ contentId, bytes }) => [contentId, Buffer.from(bytes).toString('base64')])).toEqual([[id, PICTURE]]);
  });

  test.each([
    ['a drawing', '<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="a">'],
    ['a damaged one', '<img src="data:image/png;base64,%%%" alt="a">'],
    ['a background', `<td style="background:url(data:image/png;base64,${PICTURE})">x</td>`],
  ])('a picture inside that no mail program shows (%s) keeps the letter back and is told before', (_what, html) => {
    const world = readyWorld(1);
    setCell(world, 'templates', 'come-back', 'body', `<p>Hello</p>${html}`);
    const codes = (found: { readonly issues: readonly { readonly code: string }[] } | null | undefined): string[] => (found?.issues ?? []).map(({ code }) => code);
    expect(codes(world.run((ports) => preflightMailing(ports, REQUEST)).value?.value)).toContain('mail.pictureInside');
    expect(codes(world.run((ports) => sendTest(ports, REQUEST, 'Client 1')).value)).toEqual(['mail.pictureInside']);
    expect(world.sent).toEqual([]);
  });

  test('nothing in a cell becomes markup, a header or an unseen turn of direction', async () => {
    const world = readyWorld(1);
    setCell(world, 'clients', 'Client 1', 'note', '<script>alert(1)</script>\u202e\u0000"');
    setCell(world, 'templates', 'come-back', 'subject', 'From {{Note}}');
    setCell(world, 'templates', 'come-back', 'body', '<p title="{{Note}}">{{Note}}</p>');
    const [first] = await sentBy(world, 1);
    expect(first?.subject).toBe('From <script>alert(1)</script>"');
    expect(first?.html).not.toMatch(/<script|\u202e|\u0000/);
    expect(first?.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;</p>');
  });

  test('a test letter goes to the person at the keyboard, without the campaign and the client\'s name beside the address', async () => {
    const world = readyWorld(2);
    world.run((ports) => sendTest(ports, REQUEST, 'Client 2'));
    const email = await PostalMime.parse(world.sent[0]?.raw ?? '');
    expect(email.to).toEqual([{ name: '', address: world.sent[0]?.to }]);
    expect(email.subject).toContain('Client 2');
    expect(header(email, 'feedback-id')).toBeUndefined();
  });

  test('a test letter is the letter that is shown: the client\'s own subject of two, and a client beside the audience', async () => {
    const world = readyWorld(8);
    setCell(world, 'templates', 'come-back', 'subject_b', 'B for {{name}}');
    const variants = new Set<string>();
    for (const request of [REQUEST, { ...REQUEST, audience: 'client = "Client 1"' }]) {
      for (let client = 1; client <= 8; client += 1) {
        world.sent.splice(0);
        const shown = world.run((ports) => previewLetter(ports, request, `Client ${client}`)).value?.value;
        world.run((ports) => sendTest(ports, request, `Client ${client}`));
        const email = await PostalMime.parse(world.sent[0]?.raw ?? '');
        expect(email.subject).toBe(`[Test] ${shown?.subject}`);
        const withoutToken = (text: string): string => text.replace(/exec\?u=[\w.-]+/g, 'exec').replace('[Test] ', '').trim();
        expect(withoutToken(email.html ?? '')).toBe(withoutToken(shown?.html ?? ''));
        variants.add(shown?.subject.startsWith('B for') === true ? 'B' : 'A');
      }
    }
    expect([...variants].sort()).toEqual(['A', 'B']);
  });

  test('a test letter that no mail program would take is refused with the reason', () => {
    const world = readyWorld(1);
    setCell(world, 'templates', 'come-back', 'body', 'ж'.repeat(60_000));
    expect(world.run((ports) => sendTest(ports, REQUEST, 'Client 1')).value?.issues.map(({ code }) => code)).toEqual(['mailing.letterTooLarge']);
  });
});

describe('a cell of links', () => {
  test('that holds no link keeps the letter back, a test letter too', () => {
    const world = readyWorld(1);
    setCell(world, 'templates', 'come-back', 'attachments', 'price.pdf');
    expect(world.run((ports) => sendTest(ports, REQUEST, 'Client 1')).value?.issues.map(({ code }) => code)).toEqual(['mail.attachmentNoLink']);
    expect(world.sent).toEqual([]);
    // It is known before anything is planned.
    const checked = world.run((ports) => preflightMailing(ports, REQUEST)).value?.value;
    expect([checked?.blocked, checked?.issues.map(({ code }) => code)]).toEqual([true, ['mail.attachmentNoLink']]);
    expect(world.run((ports) => planNewMailing(ports, REQUEST, 1)).value?.issues.map(({ code }) => code)).toEqual(['mail.attachmentNoLink']);
  });

  test('is read by lines, commas and semicolons, with and without names', () => {
    expect(letterLinks('https://x.ru/files/%D0%9F%D1%80%D0%B0%D0%B9%D1%81.pdf?v=2, Счёт — https://x.ru/a; https://drive.google.com/file/d/1/view\nНет адреса\nПрайс, март | https://x.ru/b.pdf.')).toEqual([
      { name: 'Прайс.pdf', url: 'https://x.ru/files/%D0%9F%D1%80%D0%B0%D0%B9%D1%81.pdf?v=2' }, { name: 'Счёт', url: 'https://x.ru/a' },
      { name: 'drive.google.com', url: 'https://drive.google.com/file/d/1/view' }, { name: 'Прайс, март', url: 'https://x.ru/b.pdf' },
    ]);
    expect([letterLinks(''), letterLinks('javascript:alert(1)'), letterLinks('https://x.ru/%ZZ.pdf')]).toEqual([[], [], [{ name: '%ZZ.pdf', url: 'https://x.ru/%ZZ.pdf' }]]);
  });

  test('is told wrong before anything is sent: a file that is no link, an unknown field, open braces', () => {
    const codes = (cell: string): string[] => attachmentIssues(cell, ['Счёт']).map(({ code }) => code);
    expect([codes(''), codes('Прайс | https://x.ru/a.pdf'), codes('Ваш счёт: {{Счёт}}')]).toEqual([[], [], []]);
    expect(codes('price.pdf')).toEqual(['mail.attachmentNoLink']);
    expect(codes('{{Накладная}}')).toEqual(['template.fieldUnknown']);
    expect(codes('{{Счёт')).toEqual(['template.syntax']);
  });
});
