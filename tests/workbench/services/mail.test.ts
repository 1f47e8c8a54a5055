/** MailApp, GmailApp and the Gmail advanced service as scripts see them, and the mailbox they fill. */
import PostalMime from 'postal-mime';
import type { Letter } from '../../../scripts/workbench/node';
import { ANNA, BORIS, ScriptHost } from './script-host';

let host: ScriptHost;
beforeAll(() => {
  host = new ScriptHost();
});
afterEach(() => host.reset());
afterAll(() => host.dispose());

const sent = (): readonly Letter[] => host.workbench.mail.sent;
const last = (): Letter => sent().at(-1) as Letter;

describe('MailApp (§6.1)', () => {
  test('all forms of sendEmail reach the mailbox with a MIME source that others can read', async () => {
    await host.run(`
      MailApp.sendEmail('ivan@example.com', 'Тема', 'Текст');
      MailApp.sendEmail('ivan@example.com', 'reply@example.com', 'Тема 2', 'Текст 2');
      MailApp.sendEmail({ to: 'ivan@example.com, "Пётр, друг" <petr@example.com>', cc: 'c@example.com', bcc: 'd@example.com', subject: 'Тема 3', name: 'Лавка',
        htmlBody: '<p>Привет <img src="cid:logo"></p>', inlineImages: { logo: Utilities.newBlob([-119, 80], 'image/png', 'logo.png') } });
      MailApp.sendEmail('ivan@example.com', 'Тема 4', 'Текст', { attachments: [Utilities.newBlob('a;b', 'text/csv', 'прайс.csv')], replyTo: 'r@example.com' });
    `);
    const read = await Promise.all(sent().map((letter) => PostalMime.parse(letter.raw)));
    expect(read.map((letter) => letter.subject)).toEqual(['Тема', 'Тема 2', 'Тема 3', 'Тема 4']);
    expect(read[0]?.from).toEqual({ name: 'Анна Ким', address: ANNA });
    expect(read[1]?.replyTo).toEqual([{ name: '', address: 'reply@example.com' }]);
    expect(read[2]).toMatchObject({ from: { name: 'Лавка', address: ANNA }, text: expect.stringContaining('Привет') as string, attachments: [{ filename: 'logo.png', contentId: '<logo>' }] });
    expect(read[3]?.attachments[0]).toMatchObject({ filename: 'прайс.csv', mimeType: 'text/csv' });
    expect(sent()[2]).toMatchObject({ to: ['ivan@example.com', 'petr@example.com'], cc: ['c@example.com'], bcc: ['d@example.com'], via: 'MailApp', ownerEmail: ANNA });
  });

  test.each<[string, string]>([
    ["MailApp.sendEmail('', 's', 'b')", 'Failed to send email: no recipient'],
    ["MailApp.sendEmail('not an address', 's', 'b')", 'Invalid email: not an address'],
    ["MailApp.sendEmail('a@example.com', 's', 'b', { cc: 'x@' })", 'Invalid email: x@'],
    ["MailApp.sendEmail(Array.from({ length: 51 }, function (_, i) { return 'a' + i + '@example.com'; }).join(','), 's', 'b')", 'Limit Exceeded: Email Recipients Per Message.'],
    ["MailApp.sendEmail('a@example.com', 's', 'x'.repeat(204801))", 'Limit Exceeded: Email Body Size.'],
    ["MailApp.sendEmail('a@example.com', 's', 'b', { attachments: [Utilities.newBlob('x'.repeat(26214401))] })", 'Limit Exceeded: Email Total Attachments Size.'],
    ["var b = Utilities.newBlob('x'); MailApp.sendEmail('a@example.com', 's', 'b', { attachments: Array.from({ length: 251 }, function () { return b; }) })", 'Limit exceeded: Email Attachments Per Message.'],
    ["MailApp.sendEmail('a@example.com', 's')", "The parameters (String,String) don't match the method signature for MailApp.sendEmail."],
  ])('%s fails with the text of §6.5', async (code, text) => {
    await expect(host.run(code)).rejects.toThrow(`Exception: ${text}`);
    expect(sent()).toHaveLength(0);
  });

  test('the quota counts recipients and ends with its own text (§1.1, §1.3)', async () => {
    expect(await host.run(`
      var many = Array.from({ length: 49 }, function (_, i) { return 'a' + i + '@example.com'; }).join(',');
      MailApp.sendEmail(many, 's', 'b'); MailApp.sendEmail('b@example.com', 's', 'b', { cc: 'c@example.com', bcc: many.split(',').slice(0, 47).join(',') });
      return MailApp.getRemainingDailyQuota();
    `)).toBe(2);
    await expect(host.run("MailApp.sendEmail('a@example.com,b@example.com,c@example.com', 's', 'b')")).rejects.toThrow('Exception: Service invoked too many times for one day: email.');
    await expect(host.run("GmailApp.sendEmail('a@example.com,b@example.com,c@example.com', 's', 'b')")).rejects.toThrow('Service invoked too many times for one day: email.');
    expect(await host.run('return MailApp.getRemainingDailyQuota()', { user: BORIS })).toBe(1500);
    await host.workbench.clock.advance(86_400_000);
    expect(await host.run('return MailApp.getRemainingDailyQuota()')).toBe(100);
  });

  test('without its scope the service refuses (§5.1)', async () => {
    host.push("function main() { MailApp.sendEmail('a@example.com', 's', 'b'); }");
    host.workbench.deny('project', ANNA, ['script.send_mail']);
    await expect(host.call('main')).rejects.toThrow('Specified permissions are not sufficient to call MailApp.sendEmail. Required permissions: https://www.googleapis.com/auth/script.send_mail');
  });

  test('a noReply letter of a Workspace account comes from a generic address', async () => {
    await host.run("MailApp.sendEmail('a@example.com', 's', 'b', { noReply: true })", { user: BORIS });
    expect(last().from).toBe('noreply@example.org');
  });
});

describe('GmailApp (§6.1)', () => {
  test('an alias may send, another address may not; a subject above 250 characters is refused', async () => {
    await host.run("GmailApp.sendEmail('a@example.com', 's', 'b', { from: 'shop@example.com', name: 'Shop' })");
    expect(last()).toMatchObject({ from: 'shop@example.com', via: 'GmailApp' });
    expect(await host.run('return GmailApp.getAliases()')).toEqual(['shop@example.com']);
    await expect(host.run("GmailApp.sendEmail('a@example.com', 's', 'b', { from: 'other@example.com' })")).rejects.toThrow('Exception: Invalid argument: other@example.com');
    await expect(host.run("GmailApp.sendEmail('a@example.com', 'x'.repeat(251), 'b')")).rejects.toThrow('Exception: Argument too large: subject');
  });

  test('a draft is written, read, changed and sent', async () => {
    expect(await host.run(`
      var draft = GmailApp.createDraft('a@example.com', 'One', 'Text', { htmlBody: '<b>Text</b>' });
      draft.update('b@example.com', 'Two', 'Text 2');
      var again = GmailApp.getDraft(draft.getId()), message = again.getMessage();
      return [message.getSubject(), message.getTo(), message.getPlainBody(), message.getBody(), message.isDraft(), message.getId() === again.getMessageId(), GmailApp.getDrafts().length];
    `)).toEqual(['Two', 'b@example.com', 'Text 2', 'Text 2', true, true, 1]);
    expect(await host.run("var m = GmailApp.getDrafts()[0].send(); return [m.getSubject(), m.isDraft(), m.getThread().getMessageCount(), GmailApp.getDrafts().length]")).toEqual(['Two', false, 1, 0]);
    expect(last().to).toEqual(['b@example.com']);
  });

  test('the newest draft comes first, and everybody sees only the own ones', async () => {
    await host.run("GmailApp.createDraft('', 'One', ''); GmailApp.createDraft('', 'Two', '')");
    const read = 'return GmailApp.getDrafts().map(function (d) { return d.getMessage().getSubject(); })';
    expect(await host.run(read)).toEqual(['Two', 'One']);
    expect(await host.run(read, { user: BORIS })).toEqual([]);
  });

  test('a mailing from a draft keeps its attachments and inline images', async () => {
    await host.run(`
      GmailApp.createDraft('', 'Шаблон', 'Привет, {{Имя}}', { htmlBody: '<p>Привет, <b>{{Имя}}</b> <img src="cid:ii_1" alt="logo.png" width="10"></p>',
        inlineImages: { ii_1: Utilities.newBlob([1, -2, 3], 'image/png', 'logo.png') }, attachments: [Utilities.newBlob('price', 'text/plain', 'price.txt')] });
    `);
    expect(await host.run(`
      var message = GmailApp.getDrafts().filter(function (draft) { return draft.getMessage().getSubject() === 'Шаблон'; })[0].getMessage();
      var images = message.getAttachments({ includeInlineImages: true, includeAttachments: false });
      var files = message.getAttachments({ includeInlineImages: false });
      var byName = images.reduce(function (all, image) { all[image.getName()] = image; return all; }, {});
      var inline = {};
      Array.from(message.getBody().matchAll(/<img.*?src="cid:(.*?)".*?alt="(.*?)"[^>]+>/g)).forEach(function (match) { inline[match[1]] = byName[match[2]]; });
      GmailApp.sendEmail('ivan@example.com', message.getSubject(), message.getPlainBody().replace('{{Имя}}', 'Иван'), {
        htmlBody: message.getBody().replace('{{Имя}}', 'Иван'), attachments: files, inlineImages: inline, name: 'Лавка' });
      return [images.length, files.length, files[0].getName(), files[0].getDataAsString(), files[0].getHash(), files[0].getSize(), Object.keys(inline)];
    `)).toEqual([1, 1, 'price.txt', 'price', expect.stringMatching(/^[0-9a-f]{40}$/), 5, ['ii_1']]);
    const read = await PostalMime.parse(last().raw);
    expect(read.html).toContain('<b>Иван</b>');
    expect(read.attachments.map((file) => [file.filename, file.contentId ?? null])).toEqual([['logo.png', '<ii_1>'], ['price.txt', null]]);
    expect([...new Uint8Array(read.attachments[0]?.content as ArrayBuffer)]).toEqual([1, 254, 3]);
  });

  test('attachments are blobs for other services', async () => {
    expect(await host.run(`
      GmailApp.createDraft('', 's', 'b', { attachments: [Utilities.newBlob('x', 'text/plain', 'x.txt')] });
      var file = GmailApp.getDraftMessages()[0].getAttachments()[0];
      return [Utilities.unzip(Utilities.zip([file], 'a.zip'))[0].getName(), file.copyBlob().setName('y').getName(), file.getContentType()];
    `)).toEqual(['x.txt', 'y', 'text/plain']);
  });

  test('search is not emulated and says so', async () => {
    await expect(host.run("GmailApp.search('is:unread')")).rejects.toThrow('not emulated: GmailApp.search');
  });
});

test('a snapshot stays as it was when further letters are sent, and can be restored twice', async () => {
  const empty = host.workbench.snapshot();
  for (const time of ['first', 'second']) {
    await host.run(`MailApp.sendEmail('ivan@example.com', '${time}', 'b')`);
    expect(sent().map((letter) => letter.subject)).toEqual([time]);
    host.workbench.restore(empty);
    expect(sent()).toEqual([]);
  }
});

describe('the Gmail advanced service (§1.4, §6.2)', () => {
  const SEND = `
    function raw(text) { return { raw: Utilities.base64EncodeWebSafe(text, Utilities.Charset.UTF_8) }; }
    function letter(headers, body) { return raw(headers.concat(['', body || 'Text']).join('\\r\\n')); }
  `;

  test('a raw letter is stored as Gmail sends it: own Message-ID, Date, all other headers kept', async () => {
    host.push(`${SEND} function main() { return Gmail.Users.Messages.send(letter(['From: Анна <${ANNA}>', 'To: ivan@example.com', 'Message-ID: <own@x>', 'Subject: Привет',
      'List-Unsubscribe: <https://example.com/u?t=1>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click', 'X-Clue: 7'], 'Текст'), 'me'); }`);
    const answer = (await host.call('main')) as { id: string; threadId: string; labelIds: string[] };
    expect(answer).toEqual({ id: last().id, threadId: last().threadId, labelIds: ['SENT'] });
    const read = await PostalMime.parse(last().raw);
    const header = (name: string): string | undefined => read.headers.find((each) => each.key === name)?.value;
    expect([header('list-unsubscribe'), header('list-unsubscribe-post'), header('x-clue')]).toEqual(['<https://example.com/u?t=1>', 'List-Unsubscribe=One-Click', '7']);
    expect(read.messageId).toMatch(/^<CA.+@mail\.gmail\.com>$/);
    expect(read.headers.filter((each) => each.key === 'message-id')).toHaveLength(1);
    expect([read.from?.address, read.date, last().subject, last().via]).toEqual([ANNA, '2024-01-15T09:00:00.000Z', 'Привет', 'Gmail']);
  });

  test('From of a stranger is replaced by the account, an alias stays (§6.1)', async () => {
    host.push(`${SEND} function main() { Gmail.Users.Messages.send(letter(['From: x@evil.example', 'To: a@example.com']), 'me'); Gmail.Users.Messages.send(letter(['From: Shop <shop@example.com>', 'To: a@example.com']), '${ANNA}'); }`);
    await host.call('main');
    expect(sent().map((each) => each.from)).toEqual([ANNA, 'shop@example.com']);
  });

  test.each<[string, string]>([
    ["Gmail.Users.Messages.send({}, 'me')", "API call to gmail.users.messages.send failed with error: 'raw' RFC822 payload message string or uploading message via /upload/* URL required"],
    ["Gmail.Users.Messages.send(letter(['Subject: x']), 'me')", 'API call to gmail.users.messages.send failed with error: Recipient address required'],
    ["Gmail.Users.Messages.send(letter(['To: not an address']), 'me')", 'API call to gmail.users.messages.send failed with error: Invalid To header'],
    ["Gmail.Users.Messages.send(letter(['To: a@example.com']), 'someone@example.com')", `API call to gmail.users.messages.send failed with error: Delegation denied for ${ANNA}`],
    ["Gmail.Users.Drafts.get('me', 'r1')", 'API call to gmail.users.drafts.get failed with error: Requested entity was not found.'],
  ])('%s fails with a GoogleJsonResponseException', async (code, text) => {
    host.push(`${SEND} function main() { ${code}; }`);
    await expect(host.call('main')).rejects.toThrow(`GoogleJsonResponseException: ${text}`);
  });

  test('the error carries Google\'s details', async () => {
    expect(await host.run("try { Gmail.Users.Messages.get('me', 'none'); } catch (e) { return [e.name, e.details.code, e instanceof Error]; }")).toEqual(['GoogleJsonResponseException', 404, true]);
  });

  test('sixty sends a minute pass, the next one must wait (§1.4)', async () => {
    host.push(`${SEND} function main() { for (var i = 0; i < 61; i++) Gmail.Users.Messages.send(letter(['To: a@example.com']), 'me'); }`);
    await expect(host.call('main')).rejects.toThrow('API call to gmail.users.messages.send failed with error: User-rate limit exceeded.  Retry after 2024-01-15T09:01:00.000Z');
    expect(sent()).toHaveLength(60);
    await host.workbench.clock.advance(60_000);
    host.push(`${SEND} function main() { Gmail.Users.Messages.send(letter(['To: a@example.com']), 'me'); return MailApp.getRemainingDailyQuota(); }`);
    expect(await host.call('main')).toBe(100);
  });

  test('a consumer account sends to 500 recipients a day', async () => {
    host.push(`${SEND} function main() { for (var i = 0; i < 11; i++) Gmail.Users.Messages.send(letter(['To: ' + Array.from({ length: 50 }, function (_, n) { return 'a' + n + '@example.com'; }).join(', ')]), 'me'); }`);
    await expect(host.call('main')).rejects.toThrow('User-rate limit exceeded.  Retry after 2024-01-16T09:00:00.000Z (Mail sending)');
    expect(sent()).toHaveLength(10);
  });

  test('drafts are created, listed, read, updated, sent and removed', async () => {
    host.push(`${SEND} function main() {
      var draft = Gmail.Users.Drafts.create({ message: letter(['To: a@example.com', 'Subject: One']) }, 'me');
      var updated = Gmail.Users.Drafts.update({ message: letter(['To: a@example.com', 'Subject: Two']) }, 'me', draft.id);
      var full = Gmail.Users.Drafts.get('me', draft.id).message.payload.headers.filter(function (h) { return h.name === 'Subject'; })[0].value;
      var raw = Utilities.newBlob(Gmail.Users.Drafts.get('me', draft.id, { format: 'raw' }).message.raw).getDataAsString();
      var listed = Gmail.Users.Drafts.list('me').drafts.length;
      var other = Gmail.Users.Drafts.create({ message: letter(['To: b@example.com']) }, 'me');
      Gmail.Users.Drafts.remove('me', other.id);
      var message = Gmail.Users.Drafts.send({ id: draft.id }, 'me');
      return [updated.id === draft.id, full, /Subject: Two/.test(raw), listed, message.labelIds, Gmail.Users.Drafts.list('me').drafts];
    }`);
    expect(await host.call('main')).toEqual([true, 'Two', true, 1, ['SENT'], undefined]);
    expect(last().subject).toBe('Two');
  });

  test('messages are read in every format; profile and labels are told', async () => {
    host.push(`${SEND} function main() {
      var id = Gmail.Users.Messages.send(letter(['To: a@example.com', 'Subject: =?UTF-8?B?0J/RgNC40LLQtdGC?=', 'Content-Type: text/plain; charset=UTF-8'], 'Hello   there'), 'me').id;
      var get = function (format) { return Gmail.Users.Messages.get('me', id, { format: format }); };
      return [get('minimal').snippet, get('minimal').payload, Utilities.newBlob(get('full').payload.body.data).getDataAsString(), get('metadata').payload.headers.filter(function (h) { return h.name === 'Subject'; })[0].value,
        Gmail.Users.Messages.list('me', { labelIds: ['SENT'] }).messages.length, Gmail.Users.getProfile('me').emailAddress, Gmail.Users.Labels.list('me').labels.length > 5];
    }`);
    expect(await host.call('main')).toEqual(['Hello there', undefined, 'Hello   there', 'Привет', 1, ANNA, true]);
  });

  test('the narrow scope sends and reads nothing; a manifest without the service has no Gmail (§5.1)', async () => {
    const narrow = new ScriptHost({ manifest: { oauthScopes: ['https://www.googleapis.com/auth/gmail.send'] } });
    const without = new ScriptHost({ manifest: { dependencies: {} } });
    try {
      narrow.push(`${SEND} function main() { Gmail.Users.Messages.send(letter(['To: a@example.com']), 'me'); } function read() { return Gmail.Users.Messages.list('me'); } function draft() { return GmailApp.getDrafts(); }`);
      await narrow.call('main');
      await expect(narrow.call('read')).rejects.toThrow('Request had insufficient authentication scopes.');
      await expect(narrow.call('draft')).rejects.toThrow('Specified permissions are not sufficient to call GmailApp.getDrafts.');
      await expect(without.run('return Gmail.Users.Messages')).rejects.toThrow('ReferenceError: Gmail is not defined');
    } finally {
      await narrow.dispose();
      await without.dispose();
    }
  });
});
