/** HtmlService, ContentService and UrlFetchApp as scripts see them. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ScriptHost } from './script-host';

const PAGES = {
  page: '<!DOCTYPE html><h1><?= title ?></h1><? for (var i = 0; i < rows.length; i++) { ?><p title="<?= rows[i] ?>"><?= rows[i] ?></p><? } ?><?!= include("ui/styles") ?><script>var data = <?= JSON.stringify(rows) ?>;</script>',
  'ui/styles': '<style>p { color: red }</style>',
};

let host: ScriptHost;
beforeAll(() => {
  host = new ScriptHost({ pages: PAGES });
});
afterEach(() => host.reset());
afterAll(() => host.dispose());

describe('HtmlService (§3.4)', () => {
  test('a template runs in the script: its variables, the script\'s functions, escaping by context', async () => {
    host.push(`
      function include(name) { return HtmlService.createHtmlOutputFromFile(name).getContent(); }
      function main() { var t = HtmlService.createTemplateFromFile('page'); t.title = '<Клиенты>'; t.rows = ['a"b', '</script>']; return t.evaluate().setTitle('T').setWidth(400).getContent(); }
    `);
    expect(await host.call('main')).toBe(
      '<!DOCTYPE html><h1>&lt;Клиенты&gt;</h1><p title="a&quot;b">a&quot;b</p><p title="&lt;/script&gt;">&lt;/script&gt;</p><style>p { color: red }</style>'
      + "<script>var data = '[\\x22a\\\\\\x22b\\x22,\\x22\\x3c/script\\x3e\\x22]';</script>",
    );
  });

  test('values of a template stay what they are in the script', async () => {
    expect(await host.run("var t = HtmlService.createTemplate('<?= when instanceof Date ?> <?= list.map(function (x) { return x * 2 }).join() ?>'); t.when = new Date(0); t.list = [1, 2]; return t.evaluate().getContent()")).toBe('true 2,4');
  });

  test('an error of a scriptlet reaches the script; getCode can be evaluated', async () => {
    await expect(host.run("HtmlService.createTemplate('<?= nothing.at.all ?>').evaluate()")).rejects.toThrow('ReferenceError: nothing is not defined');
    expect(await host.run("return [eval(HtmlService.createTemplate('a<?= 1 + 1 ?>').getCode()), HtmlService.createTemplate('<?= 1 ?>').getRawContent()]")).toEqual(['a2', '<?= 1 ?>']);
  });

  test('outputs are built, measured and copied', async () => {
    expect(await host.run(`
      var output = HtmlService.createHtmlOutput('<b>').append('x</b><a title="').appendUntrusted('">').setTitle('T').setWidth(300).setHeight(200).setFaviconUrl('https://example.com/i.png')
        .addMetaTag('viewport', 'width=device-width').setXFrameOptionsMode(HtmlService.XFrameOptionsMode.ALLOWALL).setSandboxMode(HtmlService.SandboxMode.IFRAME);
      return [output.getContent(), output.getTitle(), output.getWidth(), output.getHeight(), output.getFaviconUrl(), output.getMetaTags().map(function (m) { return m.getName() + '=' + m.getContent(); }),
        output.getBlob().getContentType(), output.asTemplate().evaluate().getContent() === output.getContent(), output.clear().getContent(), HtmlService.createHtmlOutput(Utilities.newBlob('<i>')).getContent(), HtmlService.createHtmlOutput().getTitle()];
    `)).toEqual(['<b>x</b><a title="&quot;&gt;', 'T', 300, 200, 'https://example.com/i.png', ['viewport=width=device-width'], 'text/html', true, '', '<i>', null]);
  });

  test('an absent file and a forbidden meta tag are refused', async () => {
    await expect(host.run("HtmlService.createHtmlOutputFromFile('none')")).rejects.toThrow('Exception: No HTML file named none was found.');
    await expect(host.run("HtmlService.createHtmlOutput().addMetaTag('description', 'x')")).rejects.toThrow('Exception: The specified meta tag is not allowed in this context');
  });
});

test('ContentService keeps text, type and file name (§7)', async () => {
  expect(await host.run(`
    var output = ContentService.createTextOutput('{').append('}').setMimeType(ContentService.MimeType.JSON).downloadAsFile('a.json');
    return [output.getContent(), String(output.getMimeType()), output.getFileName(), output.clear().getContent(), String(ContentService.createTextOutput().getMimeType())];
  `)).toEqual(['{}', 'JSON', 'a.json', '', 'TEXT']);
});

describe('UrlFetchApp (§8.7)', () => {
  let server: Server;
  let address: string;
  const body = async (request: IncomingMessage): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      void body(request).then((text) => {
        if (request.url === '/redirect') response.writeHead(302, { Location: '/echo' }).end();
        else if (request.url === '/missing') response.writeHead(404).end('Nothing here. '.repeat(20));
        else if (request.url === '/cyrillic') response.writeHead(200, { 'Content-Type': 'text/plain; charset=windows-1251' }).end(Buffer.from([0xcf, 0xf0]));
        else if (request.url === '/cookies') response.writeHead(200, { 'Set-Cookie': ['a=1', 'b=2'] }).end();
        else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, text }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test('forms, JSON, raw texts, files and headers are sent as Google sends them', async () => {
    const echo = (await host.run(`
      var url = '${address}/echo?a=1', fetch = function (options) { return JSON.parse(UrlFetchApp.fetch(url, options).getContentText()); };
      return [fetch({}), fetch({ method: 'post', payload: { имя: 'a b', n: 1 } }), fetch({ method: 'put', contentType: 'application/json', payload: JSON.stringify({ a: 1 }), headers: { 'X-Own': 'yes' } }),
        fetch({ payload: 'x=1' }), fetch({ method: 'post', payload: { file: Utilities.newBlob('data', 'text/plain', 'a.txt'), field: 'v' } })];
    `)) as { method: string; url: string; text: string; headers: Record<string, string> }[];
    expect(echo.map((each) => each.method)).toEqual(['GET', 'POST', 'PUT', 'POST', 'POST']);
    expect(echo.map((each) => (each.headers['content-type'] ?? '').split(';')[0])).toEqual(['', 'application/x-www-form-urlencoded', 'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data']);
    expect(echo[1]?.text).toBe('%D0%B8%D0%BC%D1%8F=a+b&n=1');
    expect([echo[2]?.text, echo[2]?.headers['x-own'], echo[0]?.url]).toEqual(['{"a":1}', 'yes', '/echo?a=1']);
    expect(echo[4]?.text).toMatch(/name="file"; filename="a.txt"\r\nContent-Type: text\/plain\r\n\r\ndata\r\n[\s\S]*name="field"\r\n\r\nv\r\n/);
  });

  test('a status of 400 or more throws its text, unless muted', async () => {
    await expect(host.run(`UrlFetchApp.fetch('${address}/missing')`)).rejects.toThrow(
      `Exception: Request failed for ${address} returned code 404. Truncated server response: ${'Nothing here. '.repeat(20).slice(0, 100)} (use muteHttpExceptions option to examine full response)`,
    );
    expect(await host.run(`var r = UrlFetchApp.fetch('${address}/missing', { muteHttpExceptions: true }); return [r.getResponseCode(), r.getContentText().length]`)).toEqual([404, 280]);
  });

  test('redirects are followed or shown; charset and repeated headers are kept', async () => {
    expect(await host.run(`
      var shown = UrlFetchApp.fetch('${address}/redirect', { followRedirects: false });
      var cyrillic = UrlFetchApp.fetch('${address}/cyrillic'), cookies = UrlFetchApp.fetch('${address}/cookies');
      return [JSON.parse(UrlFetchApp.fetch('${address}/redirect')).url, shown.getResponseCode(), shown.getHeaders().Location, cyrillic.getContentText(), cyrillic.getContent(), cyrillic.getBlob().getContentType(), cookies.getAllHeaders()['Set-Cookie']];
    `)).toEqual(['/echo', 302, '/echo', 'Пр', [-49, -16], 'text/plain', ['a=1', 'b=2']]);
  });

  test('fetchAll and getRequest', async () => {
    expect(await host.run(`
      var all = UrlFetchApp.fetchAll(['${address}/a', { url: '${address}/b', method: 'delete' }]).map(function (r) { var e = JSON.parse(r.getContentText()); return e.method + e.url; });
      var request = UrlFetchApp.getRequest('${address}/a', { payload: { a: 1 } });
      return [all, request.method, request.payload, request.contentType];
    `)).toEqual([['GET/a', 'DELETE/b'], 'post', 'a=1', 'application/x-www-form-urlencoded']);
  });

  test('other machines do not exist, a closed port is unavailable, bad addresses are refused', async () => {
    await expect(host.run("UrlFetchApp.fetch('https://example.com/x', { muteHttpExceptions: true })")).rejects.toThrow('Exception: DNS error: https://example.com/x');
    await expect(host.run("UrlFetchApp.fetch('http://127.0.0.1:1/x')")).rejects.toThrow('Exception: Address unavailable: http://127.0.0.1:1/x');
    await expect(host.run("UrlFetchApp.fetch('')")).rejects.toThrow('Exception: Attribute provided with no value: url');
    await expect(host.run("UrlFetchApp.fetch('ftp://127.0.0.1/')")).rejects.toThrow('Exception: Invalid argument: ftp://127.0.0.1/');
    await expect(host.run(`UrlFetchApp.fetch('${address}/' + 'x'.repeat(2100))`)).rejects.toThrow('Limit Exceeded: URLFetch URL Length.');
  });
});

test('whatever has BlobSource\'s methods is taken where a BlobSource is asked; a chart says that it cannot be drawn, anything else does not match', async () => {
  expect(await host.run(`
    var page = HtmlService.createHtmlOutput('<b>x</b>').setTitle('page.html');
    var zipped = Utilities.unzip(Utilities.zip([page, Utilities.newBlob('y', 'text/plain', 'y.txt')]));
    return [zipped.map(function (blob) { return blob.getName(); }), HtmlService.createHtmlOutput(page).getContent(), HtmlService.createTemplate(page).getRawContent()];
  `)).toEqual([['page.html', 'y.txt'], '<b>x</b>', '<b>x</b>']);
  const sheet = 'SpreadsheetApp.getActive().getSheets()[0]';
  await expect(host.run(`var s = ${sheet}; return Utilities.gzip(s.newChart().addRange(s.getRange('A1:B2')).setPosition(1, 1, 0, 0).build());`)).rejects.toThrow('not emulated: EmbeddedChart.getBlob');
  await expect(host.run(`Utilities.gzip(${sheet}.getRange('A1'))`)).rejects.toThrow("The parameters (SpreadsheetApp.Range) don't match the method signature for Utilities.gzip.");
});
