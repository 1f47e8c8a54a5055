/** Everything the README says can be run is run; everything it shows exists; its tables are those of the sources. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renderReadme } from '../../scripts/build/readme';
import { main } from '../../scripts/workbench/node';
import { columnName } from '../../src/core/language/names';
import { compileTemplate } from '../../src/core/mail/template';
import { lookupOf } from '../../src/core/mail/template-values';
import { dayOf } from '../../src/core/calendar';
import { starterTemplates } from '../../src/domain/mailing/starters';

const root = path.resolve(__dirname, '../..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const commands = [...readme.matchAll(/```\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n')).map((line) => line.replace(/\s+#.*$/, '').trim());

// Each headless command builds a base; minutes on a busy machine.
jest.setTimeout(240_000);

test('the function table is the one the sources give', () => {
  expect(renderReadme(root)).toBe(readme);
  expect(readme).toContain('`=RFM(');
});

test('every file it links to and every picture it shows is there', () => {
  const targets = [...readme.matchAll(/\]\(([^)#][^)]*)\)/g)].map(([, target = '']) => target).filter((target) => !/^https?:/.test(target));
  expect(targets.length).toBeGreaterThan(4);
  for (const target of targets) expect([target, existsSync(path.join(root, target))]).toEqual([target, true]);
});

test('speaks to the owner first, in both languages, then to the developer', () => {
  const headings = [...readme.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = '']) => heading);
  expect(headings).toEqual([
    'По-русски', 'Что умеет', 'Попробовать за минуту', 'Поставить в свою таблицу', 'Рассылки', 'Что видит и чего не видит', 'Честно о пределах',
    'In English', 'What it does', 'Try it in a minute', 'Put it into your own Google Sheet', 'Mailings', 'What it can see', 'Limits, said plainly', 'Custom functions',
    'For developers', 'Mailings without a browser', 'Measured', 'Map', 'The dependency rule', 'Words', 'Recipes', 'Data and licence',
  ]);
  for (const picture of ['base', 'preflight', 'mailbox']) expect(readme.match(new RegExp(`!\\[[^\\]]+\\]\\(ui/screenshots/${picture}-(?:ru|en)\\.png\\)`, 'g'))).toHaveLength(2);
  for (const recipe of ['Add a custom function.', 'Add a segment rule.', 'Add a sidebar view.']) expect(readme).toContain(`**${recipe}**`);
});

test.each([
  ['ru', { name: 'Анна', city: 'Тула' }], ['en', { name: 'Anna', city: 'York' }],
] as const)('the merge fields it shows become what it says, in the columns of a base (%s)', (language, { name, city }) => {
  const day = dayOf(2024, 3, 5) ?? 0;
  const values = { name, city, last_order: { day }, birthday: { day }, average_bill: { figure: 1250.5, as: 'money' }, revenue: { figure: 12_500, as: 'money' }, days_silent: { figure: 71, as: 'days' }, orders: 3 } as const;
  const fields = Object.fromEntries((Object.keys(values) as (keyof typeof values)[]).map((key) => [columnName(key, language), values[key]]));
  const part = readme.slice(readme.indexOf(language === 'ru' ? '### Рассылки' : '### Mailings'));
  const rows = [...part.slice(0, part.indexOf('\n### ', 5)).matchAll(/^\| `(\{\{.*?)` \| `(.*?)` \|/gm)].map(([, written = '', shown = '']) => [written.replace(/\\\|/g, '|'), shown]);
  expect(rows).toHaveLength(8);
  const currency = language === 'ru' ? 'RUB' : 'USD';
  for (const [written = '', shown] of rows) {
    const { value, issues } = compileTemplate({ subject: 's', body: written }, Object.keys(fields));
    expect(issues).toEqual([]);
    expect([written, value?.render(lookupOf({ locale: { language, currency }, find: lookupOf(fields).find })).text.replace(/\u00a0/g, ' ')]).toEqual([written, shown]);
  }
});

test('its numbers of mailings are those of the sources', async () => {
  expect(starterTemplates('ru')).toHaveLength(18);
  let help = '';
  expect(await main(['mail', '--help'], { cwd: root, write: (text) => (help += text), writeError: () => undefined })).toBe(0);
  for (const { key } of starterTemplates('en')) expect(help.replace('welcome-1 … welcome-6', 'welcome-1, welcome-2, welcome-3, welcome-4, welcome-5, welcome-6')).toMatch(new RegExp(`[ ,]${key}[,\\n]`));
  const named = [...readme.slice(readme.indexOf('### Mailings without a browser')).matchAll(/`(--[a-z-]+)/g)].map(([, name = '']) => name);
  const offered = [...help.slice(0, help.indexOf('Settings with defaults')).matchAll(/^  (--[a-z-]+)/gm)].map(([, name = '']) => name);
  for (const name of offered) expect(named).toContain(name);
});

test('every anchor it links to is a heading', () => {
  const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replace(/ /g, '-'));
  for (const [, anchor = ''] of readme.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
});

test('every npm command it names is a script of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const named = [...readme.matchAll(/`?npm (?:run (?:-s )?)?([a-z]+)\b/g)].map(([, name = '']) => name).filter((name) => name !== 'run');
  expect(new Set(named).size).toBeGreaterThan(5);
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});

test('every headless command it shows runs, in its order, and leaves what it says', async () => {
  const verbs = commands.filter((line) => line.startsWith('npm run -s workbench -- ')).map((line) => line.slice('npm run -s workbench -- '.length));
  expect(verbs.length).toBeGreaterThanOrEqual(4);
  const folder = mkdtempSync(path.join(tmpdir(), 'readme-'));
  try {
    for (const name of ['tests', 'dist']) symlinkSync(path.join(root, name), path.join(folder, name));
    for (const verb of verbs) {
      const args = [...verb.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
      let errors = '';
      const code = await main(args, { cwd: folder, write: () => undefined, writeError: (text) => (errors += text) });
      expect([verb, code, errors]).toEqual([verb, 0, '']);
    }
    expect(readdirSync(path.join(folder, 'out')).sort()).toEqual(['base.xlsx', 'clients.csv', 'summary.json']);
    expect(readdirSync(path.join(folder, 'retail')).sort()).toEqual(['base.xlsx', 'clients.csv', 'cohorts.csv', 'models.json', 'movement.csv', 'summary.json']);
    expect(readdirSync(path.join(folder, 'imported')).sort()).toEqual(['base.xlsx', 'clients.csv', 'preview.json', 'summary.json']);
    expect(readdirSync(path.join(folder, 'letters')).filter((name) => !name.endsWith('.eml')).sort()).toEqual(['base.xlsx', 'mailings.csv', 'outbox.csv', 'preflight.csv', 'summary.json']);
    expect(readdirSync(path.join(folder, 'letters')).filter((name) => name.endsWith('.eml')).length).toBeGreaterThan(10);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
