/** The command line: exec runs any script on files, formula evaluates one formula, bad use and bad input are one clear line. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../../../scripts/workbench/node';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'workbench-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

async function command(...args: string[]): Promise<Outcome> {
  let output = '';
  let errors = '';
  const code = await main(args, { cwd: folder, write: (text) => (output += text), writeError: (text) => (errors += text) });
  return { code, output, errors };
}

function file(name: string, text: string): string {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
  return name;
}

const SUMS = `
function total(column) {
  var sheet = SpreadsheetApp.getActiveSheet();
  var sum = sheet.getDataRange().getValues().slice(1).reduce(function (all, row) { return all + row[column]; }, 0);
  sheet.getRange(sheet.getLastRow() + 1, 1, 1, 2).setValues([['total', sum]]);
  console.log('rows %d', sheet.getLastRow());
  return { sum: sum, when: new Date(0) };
}
function fails() { throw new TypeError('no such thing'); }
`;

describe('exec', () => {
  test('runs a function of a script file on a CSV, prints result, log and calls, and saves the book', async () => {
    file('data.csv', 'name,qty\nAnna,2\nBoris,3\n');
    file('sums.js', SUMS);
    const { code, output, errors } = await command('exec', 'sums.js', '--call', 'total', '--args', '[1]', '--book', 'data.csv', '--save', 'out.csv');
    expect([code, errors]).toEqual([0, '']);
    const printed = JSON.parse(output) as Record<string, unknown>;
    expect(printed).toMatchObject({
      state: 'finished', result: { sum: 5, when: '1970-01-01T00:00:00.000Z' }, error: null, log: ['rows 4'],
      calls: { members: { 'SpreadsheetApp.Range.setValues': 1 }, services: { SpreadsheetApp: 2 }, counted: 2 },
    });
    expect(readFileSync(path.join(folder, 'out.csv'), 'utf8').trim().split(/\r?\n/).at(-1)).toBe('total,5');
  });

  test('a saved XLSX is read again with its values', async () => {
    file('data.csv', 'name,qty\nAnna,2\n');
    await command('exec', file('sums.js', SUMS), '--call', 'total', '--args', '[1]', '--book', 'data.csv', '--save', 'book.xlsx');
    const again = await command('exec', 'sums.js', '--call', 'total', '--args', '[1]', '--book', 'book.xlsx');
    expect(JSON.parse(again.output)).toMatchObject({ state: 'finished', result: { sum: 4 } });
  });

  test('a failing script prints its error with the place in the script and exits with 1', async () => {
    const { code, output } = await command('exec', file('sums.js', SUMS), '--call', 'fails');
    expect(code).toBe(1);
    const { error } = JSON.parse(output) as { error: { name: string; message: string; stack: string } };
    expect(error).toMatchObject({ name: 'TypeError', message: 'no such thing' });
    expect(error.stack).toMatch(/at fails \(sums:9:\d+\)/);
    expect(error.stack).not.toMatch(/guest|worker/);
  });

  test('a mail merge from a Gmail draft runs unmodified: prompt, draft with inline image, letters as files', async () => {
    file('people.csv', 'Recipient,Name,Email Sent\nanna@example.com,Анна,\nboris@example.com,Boris,2024-01-01\nvera@example.com,Vera,\n');
    file('drafts/offer.eml', [
      'From: owner@example.com', 'Subject: Offer', 'MIME-Version: 1.0', 'Content-Type: multipart/related; boundary="B"', '',
      '--B', 'Content-Type: text/html; charset=UTF-8', '', '<p>Hello {{Name}}</p><img src="cid:logo1" alt="logo.png" />',
      '--B', 'Content-Type: image/png; name="logo.png"', 'Content-ID: <logo1>', 'Content-Disposition: inline; filename="logo.png"', 'Content-Transfer-Encoding: base64', '', 'iVBORw0KGgo=', '--B--', '',
    ].join('\n'));
    file('merge/Code.gs', `
      /** @OnlyCurrentDoc */
      const SENT = 'Email Sent';
      function onOpen() { SpreadsheetApp.getUi().createMenu('Merge').addItem('Send', 'send').addToUi(); }
      function send(subject, sheet = SpreadsheetApp.getActiveSheet()) {
        if (!subject) subject = Browser.inputBox('Merge', 'Subject of the draft', Browser.Buttons.OK_CANCEL);
        if (subject === 'cancel') return 0;
        const message = GmailApp.getDrafts().filter(draft => draft.getMessage().getSubject() === subject)[0].getMessage();
        const images = message.getAttachments({ includeInlineImages: true, includeAttachments: false });
        const [heads, ...rows] = sheet.getDataRange().getDisplayValues();
        const sent = rows.map(row => {
          const person = Object.fromEntries(heads.map((head, index) => [head, row[index]]));
          if (person[SENT] !== '') return [person[SENT]];
          GmailApp.sendEmail(person.Recipient, subject, message.getPlainBody(), { htmlBody: message.getBody().replace('{{Name}}', person.Name), inlineImages: { logo1: images[0] } });
          return [new Date()];
        });
        sheet.getRange(2, heads.indexOf(SENT) + 1, sent.length).setValues(sent);
        return sent.length;
      }`);
    const { code, output } = await command(
      'exec', 'merge', '--call', 'send', '--book', 'people.csv', '--drafts', 'drafts', '--answer', 'Offer', '--mail', 'letters', '--clock', '2024-05-05T10:00:00Z', '--save', 'after.csv',
    );
    expect(JSON.parse(output)).toMatchObject({ state: 'finished', result: 3, lettersSent: 2, onOpen: [] });
    expect(code).toBe(0);
    const letters = readdirSync(path.join(folder, 'letters'));
    expect(letters).toHaveLength(2);
    const letter = readFileSync(path.join(folder, 'letters', letters[0] ?? ''), 'utf8');
    expect(letter).toMatch(/^To: .*anna@example\.com/m);
    expect(letter).toContain('iVBORw0KGgo=');
    expect(readFileSync(path.join(folder, 'after.csv'), 'utf8')).toMatch(/2024/);
  });

  test('the prompt nobody answers is cancelled', async () => {
    file('ask.js', "function ask() { return Browser.inputBox('Name?'); }");
    expect(JSON.parse((await command('exec', 'ask.js', '--call', 'ask')).output)).toMatchObject({ result: 'cancel' });
  });

  test.each([
    [['exec'], 2, 'exec: SCRIPT is missing. See exec --help.'],
    [['exec', 'none.js', '--call', 'x'], 1, 'exec: none.js: there is no such file or folder.'],
    [['exec', 'sums.js'], 1, 'exec: which function? Give --call FUNCTION.'],
    [['exec', 'sums.js', '--call', 'total', '--args', '{1}'], 1, 'exec: --args is not valid JSON:'],
    [['exec', 'sums.js', '--call', 'total', '--args', '1'], 1, 'exec: --args must be a JSON array, such as [1,"text"].'],
    [['exec', 'sums.js', '--call', 'total', '--book', 'none.csv'], 1, 'exec: none.csv: there is no such file.'],
    [['exec', 'sums.js', '--call', 'total', '--book', 'empty.csv'], 1, 'exec: empty.csv is empty.'],
    [['exec', 'sums.js', '--call', 'total', '--book', 'broken.xlsx'], 1, 'exec: broken.xlsx cannot be read as XLSX:'],
    [['exec', 'sums.js', '--call', 'total', '--book', 'sums.js'], 1, 'exec: sums.js: only .csv and .xlsx can be read.'],
    [['exec', 'syntax.js', '--call', 'total'], 1, 'exec: Syntax error:'],
    [['exec', 'sums.js', '--call', 'total', '--wrong'], 2, 'exec: Unknown option --wrong. See exec --help.'],
    [['formula', 'data.csv', 'SUM(1)'], 1, 'formula: SUM(1) is no formula: it must begin with "=".'],
    [['formula', 'data.csv', '=1', '--cell', 'J'], 1, 'formula: --cell J is not an address such as J1.'],
    [['formula', 'data.csv', '=1'], 1, 'formula: dist is missing'],
    [['nonsense'], 2, 'Unknown verb "nonsense".'],
  ])('%j: one clear line', async (args, expectedCode, line) => {
    file('sums.js', SUMS);
    file('data.csv', 'a,b\n1,2\n');
    file('empty.csv', '');
    file('broken.xlsx', 'this is no zip');
    file('syntax.js', 'function (');
    const { code, output, errors } = await command(...args);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toContain(line);
    expect([code, output]).toEqual([expectedCode, '']);
  });
});

describe('formula', () => {
  beforeAll(() => {
    file('orders.csv', 'client,amount\nA,10\nB,2.5\nA,5\n');
    file('project/Code.js', `/** Sums by client.
      * @param {string[][]} clients who
      * @param {number[][]} amounts how much
      * @customfunction */
      function BYCLIENT(clients, amounts) {
        var sums = {}; clients.forEach(function (row, index) { if (row[0] !== '') sums[row[0]] = (sums[row[0]] || 0) + amounts[index][0]; });
        return [['client', 'sum']].concat(Object.keys(sums).map(function (client) { return [client, sums[client]]; }));
      }
      /** @customfunction */
      function FAILS() { throw new Error('wrong column'); }`);
  });

  test('prints what the formula spills, open ranges included', async () => {
    const { code, output } = await command('formula', 'orders.csv', '=BYCLIENT(A2:A,B2:B)', '--project', 'project');
    expect([code, output]).toEqual([0, 'client,sum\nA,15\nB,2.5\n']);
  });

  test('speaks the notation of the locale', async () => {
    const { output } = await command('formula', 'orders.csv', '=SUM(1,5; 2)', '--locale', 'ru', '--project', 'project', '--cell', 'J1');
    expect(output).toBe('"3,5"\n');
  });

  test('an error prints its text and exits with 1', async () => {
    const { code, output, errors } = await command('formula', 'orders.csv', '=FAILS()', '--project', 'project');
    expect([code, output]).toEqual([1, '']);
    expect(errors).toMatch(/^#ERROR! Error: wrong column \(line \d+\)\.\n$/);
  });
});

test('--help tells the verbs, and each verb its options', async () => {
  const overview = await command('--help');
  expect(overview.code).toBe(0);
  for (const verb of ['exec', 'formula', 'segment', 'mail']) {
    expect(overview.output).toContain(verb);
    const help = await command(verb, '--help');
    expect([help.code, help.errors]).toEqual([0, '']);
    expect(help.output).toMatch(/Usage/);
  }
  expect(existsSync(path.join(folder, '--help'))).toBe(false);
});
