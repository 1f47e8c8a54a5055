/** Utilities, Session, ScriptApp, Logger, Browser and MimeType as scripts see them. */
import { ANNA, BORIS, ScriptHost } from './script-host';

let host: ScriptHost;
beforeAll(() => {
  host = new ScriptHost();
});
afterEach(() => host.reset());
afterAll(() => host.dispose());

describe('Utilities (§8.7)', () => {
  test('digests and HMACs are signed bytes; without a charset other letters are question marks', async () => {
    expect(await host.run(`
      var U = Utilities, hex = function (bytes) { return bytes.map(function (b) { return ('0' + (b & 255).toString(16)).slice(-2); }).join(''); };
      return [U.computeDigest(U.DigestAlgorithm.MD5, 'a').slice(0, 2), hex(U.computeDigest(U.DigestAlgorithm.SHA_1, 'abc')),
        hex(U.computeHmacSha256Signature('what do ya want for nothing?', 'Jefe')).slice(0, 8), hex(U.computeHmacSignature(U.MacAlgorithm.HMAC_MD5, [119], [74])).length,
        hex(U.computeDigest(U.DigestAlgorithm.MD5, 'я')) === hex(U.computeDigest(U.DigestAlgorithm.MD5, '?')),
        hex(U.computeDigest(U.DigestAlgorithm.MD5, 'я', U.Charset.UTF_8)) === hex(U.computeDigest(U.DigestAlgorithm.MD5, [-47, -113]))];
    `)).toEqual([[12, -63], 'a9993e364706816aba3e25717850c26c9cd0d89d', '5bdcc146', 32, true, true]);
  });

  test('base64 both ways, web-safe with padding, and the error of a bad text', async () => {
    expect(await host.run("return [Utilities.base64Encode('Привет', Utilities.Charset.UTF_8), Utilities.base64EncodeWebSafe([-5, -1]), Utilities.base64DecodeWebSafe('-_8='), Utilities.newBlob(Utilities.base64Decode('0J/RgA==')).getDataAsString()]"))
      .toEqual(['0J/RgNC40LLQtdGC', '-_8=', [-5, -1], 'Пр']);
    await expect(host.run("Utilities.base64Decode('***')")).rejects.toThrow('Exception: Could not decode string.');
  });

  test('formatDate and parseDate take Dates of the script and give Dates of the script', async () => {
    expect(await host.run(`
      var date = Utilities.parseDate('15.01.2024 12:30', 'Europe/Moscow', 'dd.MM.yyyy HH:mm');
      return [date instanceof Date, date.toISOString(), Utilities.formatDate(date, Session.getScriptTimeZone(), "EEEE, d MMMM yyyy 'в' H:mm"), Utilities.formatDate(new Date(2024, 11, 30), 'Europe/Moscow', 'YYYY yyyy')];
    `)).toEqual([true, '2024-01-15T09:30:00.000Z', 'Monday, 15 January 2024 в 12:30', '2025 2024']);
    await expect(host.run("Utilities.parseDate('x', 'GMT', 'yyyy')")).rejects.toThrow('Exception: Unparseable date: "x"');
    await expect(host.run("Utilities.formatDate(null, 'GMT', 'yyyy')")).rejects.toThrow("Exception: The parameters (null,String,String) don't match the method signature for Utilities.formatDate.");
    await expect(host.run("Utilities.formatDate('2024-01-01', 'GMT', 'yyyy')")).rejects.toThrow("Exception: The parameters (String,String,String) don't match the method signature for Utilities.formatDate.");
  });

  test('formatString, parseCsv and its error', async () => {
    expect(await host.run("return [Utilities.formatString('%s: %05.1f', 'a', 2.25), Utilities.parseCsv('a;\"b;c\"\\nd;e', ';'), Utilities.parseCsv('1,2')]")).toEqual(['a: 002.3', [['a', 'b;c'], ['d', 'e']], [['1', '2']]]);
    await expect(host.run("Utilities.parseCsv('a,\"b')")).rejects.toThrow('Exception: Could not parse text.');
  });

  test('blobs keep bytes, type and name; text is read in a charset', async () => {
    expect(await host.run(`
      var blob = Utilities.newBlob('a,b', 'text/csv', 'x.csv'), copy = blob.copyBlob().setName('page.html').setContentTypeFromExtension();
      var cyrillic = Utilities.newBlob('').setDataFromString('Ёж', 'windows-1251');
      return [blob.getBytes(), blob.getContentType(), blob.getName(), copy.getContentType(), cyrillic.getBytes(), cyrillic.getDataAsString('windows-1251'),
        Utilities.newBlob('x').getContentType(), Utilities.newBlob([1]).getContentType(), blob.getAs('text/csv').getDataAsString(), blob.isGoogleType()];
    `)).toEqual([[97, 44, 98], 'text/csv', 'x.csv', 'text/html', [-88, -26], 'Ёж', 'text/plain', null, 'a,b', false]);
    await expect(host.run("Utilities.newBlob('x', 'text/html').getAs('application/pdf')")).rejects.toThrow("not emulated: Blob.getAs('application/pdf')");
    await expect(host.run("Utilities.newBlob([1], 'application/zip').getAs('image/png')")).rejects.toThrow('Converting from application/zip to image/png is not supported.');
  });

  test('zip, unzip, gzip and ungzip give the data back', async () => {
    expect(await host.run(`
      var zip = Utilities.zip([Utilities.newBlob('one', 'text/plain', 'a.txt'), Utilities.newBlob('два', 'text/plain', 'папка/б.txt')], 'all.zip');
      var files = Utilities.unzip(zip).map(function (f) { return [f.getName(), f.getDataAsString()]; });
      var packed = Utilities.gzip(Utilities.newBlob('text', 'text/plain', 't.txt'));
      return [zip.getName(), zip.getContentType(), files, packed.getName(), Utilities.ungzip(packed).getDataAsString(), Utilities.ungzip(packed).getName()];
    `)).toEqual(['all.zip', 'application/zip', [['a.txt', 'one'], ['папка/б.txt', 'два']], 't.txt.gz', 'text', 't.txt']);
    await expect(host.run("Utilities.unzip(Utilities.newBlob('no zip'))")).rejects.toThrow('Exception: Invalid argument');
    await expect(host.run("var b = Utilities.newBlob('1', 'text/plain', 'a'); Utilities.zip([b, b])")).rejects.toThrow('duplicate entry: a');
  });

  test('sleep moves the virtual clock only, at most five minutes', async () => {
    const started = Date.now();
    expect(await host.run('var before = Date.now(); Utilities.sleep(300000); return Date.now() - before')).toBeGreaterThanOrEqual(300_000);
    expect(Date.now() - started).toBeLessThan(60_000);
    await expect(host.run('Utilities.sleep(300001)')).rejects.toThrow('Exception: Invalid argument: milliseconds');
  });

  test('UUIDs are of version 4 and repeat with the seed', async () => {
    const [one, other] = (await host.run('return [Utilities.getUuid(), Utilities.getUuid()]')) as [string, string];
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(one).not.toBe(other);
  });
});

describe('Session (§8.7)', () => {
  const ALL = 'return [Session.getActiveUser().getEmail(), String(Session.getEffectiveUser()), Session.getActiveUserLocale(), Session.getScriptTimeZone()]';

  test('the user at the keyboard, locale and zone', async () => {
    expect(await host.run(ALL)).toEqual([ANNA, ANNA, 'ru', 'Europe/Moscow']);
    expect(await host.run(ALL, { user: BORIS })).toEqual([BORIS, BORIS, 'en', 'Europe/Moscow']);
  });

  test('the temporary key is one for a user, differs between users and changes after 30 days', async () => {
    const key = 'return Session.getTemporaryActiveUserKey()';
    const first = await host.run(key);
    expect([await host.run(key), await host.run(key, { user: BORIS })].map((each) => each === first)).toEqual([true, false]);
    await host.workbench.clock.advance(30 * 86_400_000);
    expect(await host.run(key)).not.toBe(first);
  });
});

describe('ScriptApp (§4.4, §5.1)', () => {
  test('clock triggers are made, listed, fire on the clock and are deleted', async () => {
    host.push(`
      function make() { return ScriptApp.newTrigger('tick').timeBased().everyHours(2).create().getUniqueId(); }
      function tick(e) { PropertiesService.getScriptProperties().setProperty('tick', e.triggerUid + ' ' + e.hour + ' ' + e['day-of-week']); }
      function list() { return ScriptApp.getProjectTriggers().map(function (t) { return [t.getHandlerFunction(), String(t.getEventType()), String(t.getTriggerSource()), t.getTriggerSourceId(), t.getUniqueId()]; }); }
      function read() { return PropertiesService.getScriptProperties().getProperty('tick'); }
      function clear() { ScriptApp.getProjectTriggers().forEach(function (t) { ScriptApp.deleteTrigger(t); }); return ScriptApp.getProjectTriggers().length; }
    `);
    const id = await host.call('make');
    expect(await host.call('list')).toEqual([['tick', 'CLOCK', 'CLOCK', null, id]]);
    expect(await host.call('list', { user: BORIS })).toEqual([]);
    expect(await host.workbench.clock.advance(2 * 3_600_000)).toHaveLength(1);
    expect(await host.call('read')).toMatch(new RegExp(`^${String(id)} \\d+ 1$`));
    expect(await host.call('clear')).toBe(0);
  });

  test.each<[string, string]>([
    ['everyMinutes(7)', 'everyMinutes'],
    ['atHour(24)', 'Invalid argument: hour'],
    ['nearMinute(5)', 'frequency'],
    ['onMonthDay(32)', 'Invalid argument: day'],
    ['everyDays(0)', 'Invalid argument: n'],
  ])('timeBased().%s.create() is refused', async (call, text) => {
    await expect(host.run(`ScriptApp.newTrigger('main').timeBased().${call}.create()`)).rejects.toThrow(text);
  });

  test('schedules become what was asked for', async () => {
    await host.run(`
      var at = function () { return ScriptApp.newTrigger('main').timeBased(); };
      at().everyMinutes(5).create(); at().everyDays(2).atHour(9).nearMinute(30).inTimezone('Asia/Tokyo').create();
      at().onWeekDay(ScriptApp.WeekDay.FRIDAY).atHour(1).create(); at().onMonthDay(31).create(); at().after(5000).create(); at().at(new Date(Date.UTC(2024, 0, 20))).create(); at().atDate(2024, 2, 1).create();
    `);
    const { triggers } = host.workbench;
    expect(triggers.map((trigger) => trigger.schedule)).toEqual([
      { every: 'minutes', count: 5 }, { every: 'days', count: 2, hour: 9, minute: 30 }, { every: 'weeks', count: 1, weekDay: 'FRIDAY', hour: 1, minute: null },
      { every: 'month', monthDay: 31, hour: null, minute: null }, { every: 'once', atMs: expect.any(Number) as number }, { every: 'once', atMs: Date.UTC(2024, 0, 20) },
      { every: 'once', atMs: Date.UTC(2024, 0, 31, 21) },
    ]);
    expect(triggers.map((trigger) => trigger.timeZone)).toEqual(['Europe/Moscow', 'Asia/Tokyo', 'Europe/Moscow', 'Europe/Moscow', 'Europe/Moscow', 'Europe/Moscow', 'Europe/Moscow']);
  });

  test('the twenty-first trigger of a user is refused (§1.3)', async () => {
    await expect(host.run("for (var i = 0; i < 21; i++) ScriptApp.newTrigger('main').timeBased().everyHours(1).create()"))
      .rejects.toThrow('Exception: This script has too many triggers. Triggers must be deleted from the script before more can be added.');
    expect(host.workbench.triggers).toHaveLength(20);
  });

  test('document triggers are made for a spreadsheet id', async () => {
    expect(await host.run(`
      ScriptApp.newTrigger('main').forSpreadsheet('${String(host.bookId)}').onEdit().create(); ScriptApp.newTrigger('main').forSpreadsheet('${String(host.bookId)}').onOpen().create();
      ScriptApp.newTrigger('main').forSpreadsheet('${String(host.bookId)}').onChange().create();
      return ScriptApp.getProjectTriggers().map(function (t) { return [String(t.getEventType()), t.getEventType() === ScriptApp.EventType.ON_EDIT, t.getTriggerSourceId() === '${String(host.bookId)}']; });
    `)).toEqual([['ON_EDIT', true, true], ['ON_OPEN', false, true], ['ON_CHANGE', false, true]]);
  });

  test('document triggers are made for a spreadsheet object and found by it', async () => {
    expect(await host.run(`
      ScriptApp.newTrigger('main').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create(); ScriptApp.newTrigger('main').forSpreadsheet('another').onEdit().create();
      return ScriptApp.getUserTriggers(SpreadsheetApp.getActive()).length;
    `)).toBe(1);
  });

  test('an add-on: one clock trigger a document, at most hourly (§1.3, §4.4)', async () => {
    const addon = new ScriptHost({ install: { form: 'addon' } });
    try {
      await expect(addon.run("ScriptApp.newTrigger('main').timeBased().everyMinutes(30).create()")).rejects.toThrow('once an hour');
      await expect(addon.run("ScriptApp.newTrigger('main').timeBased().everyHours(1).create(); ScriptApp.newTrigger('main').timeBased().everyHours(2).create()"))
        .rejects.toThrow('Exception: This add-on has created too many time-based triggers in this document for this Google user account.');
    } finally {
      await addon.dispose();
    }
  });

  test('the address of the web app appears with its deployment', async () => {
    const read = 'return [ScriptApp.getService().getUrl(), ScriptApp.getService().isEnabled(), ScriptApp.getScriptId()]';
    expect(await host.run(read)).toEqual(['', false, 'project']);
    const url = host.workbench.deployWebApp('project');
    expect(await host.run(read)).toEqual([url, true, 'project']);
  });

  test('authorisation tells which scopes are missing; requireScopes stops without them', async () => {
    const scope = 'https://www.googleapis.com/auth/script.external_request';
    host.push(`
      function info() { var all = ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL); return [String(all.getAuthorizationStatus()), all.getAuthorizationUrl() !== null, String(ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL, ['https://mail.google.com/']).getAuthorizationStatus())]; }
      function require() { ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, ['${scope}']); return 'passed'; }
    `);
    expect([await host.call('info'), await host.call('require')]).toEqual([['NOT_REQUIRED', false, 'NOT_REQUIRED'], 'passed']);
    host.workbench.deny('project', ANNA, [scope]);
    expect(await host.call('info')).toEqual(['REQUIRED', true, 'NOT_REQUIRED']);
    await expect(host.call('require')).rejects.toThrow('Authorization is required to perform that action. Please run the script again to authorize it.');
  });

  test('what needs a Google account says that it is not emulated', async () => {
    await expect(host.run('ScriptApp.getOAuthToken()')).rejects.toThrow('not emulated: ScriptApp.getOAuthToken');
  });
});

describe('what each mode allows (§2.5, §4.1)', () => {
  const custom = { kind: 'customFunction', authMode: 'CUSTOM_FUNCTION' } as const;

  test.each<[string, string]>([
    ["MailApp.sendEmail('a@example.com', 's', 'b')", 'You do not have permission to call MailApp service.'],
    ['GmailApp.getDrafts()', 'You do not have permission to call GmailApp service.'],
    ["ScriptApp.newTrigger('main')", 'You do not have permission to call ScriptApp service.'],
    ['ScriptApp.getProjectTriggers()', 'You do not have permission to call ScriptApp service.'],
  ])('a custom function may not call %s', async (code, text) => {
    await expect(host.run(code, custom)).rejects.toThrow(`Exception: ${text}`);
  });

  test('a custom function uses properties, cache, lock, utilities and HTML; the user store is the owner\'s, whom alone it lets write', async () => {
    await host.run("PropertiesService.getUserProperties().setProperty('whose', 'owner')");
    const code = `
      CacheService.getDocumentCache().put('k', 'v'); LockService.getDocumentLock().waitLock(10); PropertiesService.getScriptProperties().setProperty('s', '1');
      return [CacheService.getDocumentCache().get('k'), PropertiesService.getUserProperties().getProperty('whose'), Utilities.base64Encode('a'), HtmlService.createHtmlOutput('<b>').getContent()];
    `;
    expect(await host.run(code, { ...custom, user: BORIS })).toEqual(['v', 'owner', 'YQ==', '<b>']);
    await expect(host.run("PropertiesService.getUserProperties().setProperty('whose', 'editor')", { ...custom, user: BORIS })).rejects.toThrow('You do not have permission');
  });

  test('AuthMode.NONE has no properties, cache or network, LIMITED has properties and no mail', async () => {
    for (const code of ['PropertiesService.getUserProperties()', 'CacheService.getUserCache()', "UrlFetchApp.fetch('http://localhost')"]) {
      await expect(host.run(code, { authMode: 'NONE' })).rejects.toThrow('You do not have permission to call');
    }
    expect(await host.run("return [Utilities.base64Encode('a'), Session.getActiveUserLocale()]", { authMode: 'NONE' })).toEqual(['YQ==', 'ru']);
    expect(await host.run("return PropertiesService.getUserProperties().getProperty('none')", { authMode: 'LIMITED' })).toBeNull();
    await expect(host.run("MailApp.sendEmail('a@example.com', 's', 'b')", { authMode: 'LIMITED' })).rejects.toThrow('You do not have permission to call MailApp.sendEmail');
  });
});

describe('Logger, Browser and MimeType', () => {
  test('Logger writes numbers as doubles and objects as Java does, and gives its text back', async () => {
    expect(await host.run("Logger.log('%s has %d', 'A', 5); Logger.log({ a: [1, 'x'], b: null }); Logger.log(2.5); Logger.log(new Date(0)); var text = Logger.getLog(); Logger.clear(); return [text, Logger.getLog()]")).toEqual([
      ['A has 5', '{a=[1.0, x], b=null}', '2.5', 'Thu Jan 01 03:00:00 GMT+03:00 1970'].map((line) => `Mon Jan 15 12:00:00 MSK 2024 INFO: ${line}\n`).join(''), '',
    ]);
    expect(host.workbench.history.at(-1)?.log.map((line) => line.text)).toContain('{a=[1.0, x], b=null}');
  });

  test('Browser asks in the window; without one it refuses', async () => {
    host.workbench.events.respond = (question) => (question.kind === 'prompt' ? { button: 'OK', text: `${question.title}/${question.prompt}` } : { button: 'YES', text: '' });
    await host.workbench.openBook(host.bookId as string, ANNA);
    expect(await host.run("return [Browser.inputBox('T', 'P', Browser.Buttons.OK_CANCEL), Browser.msgBox('Q', Browser.Buttons.YES_NO)]", { kind: 'menu' })).toEqual(['T/P', 'yes']);
    await expect(host.run("Browser.msgBox('Q')", { kind: 'trigger' })).rejects.toThrow('from this context.');
  });

  test('MimeType holds the types', async () => {
    expect(await host.run('return [MimeType.CSV, MimeType.MICROSOFT_EXCEL]')).toEqual(['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']);
  });
});
