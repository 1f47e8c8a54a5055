/** The built pages obey HtmlService: whole scripts, no template marks, nothing from other servers, below their ceilings. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { assemblePage, buildPages, inlineScript, pageFaults, type BuiltPage } from '../../ui/build';
import { ruAudience } from '../../ui/language/ru-audience';
import { ruAutomations } from '../../ui/language/ru-automations';
import { ruConsents } from '../../ui/language/ru-consents';
import { ruResults } from '../../ui/language/ru-results';
import { ruWeekly } from '../../ui/language/ru-weekly';
import { ruCleaning } from '../../ui/language/ru-cleaning';
import { ruDesk } from '../../ui/language/ru-desk';
import { ruDuplicates } from '../../ui/language/ru-duplicates';
import { ruExport } from '../../ui/language/ru-export';
import { ruImport } from '../../ui/language/ru-import';
import { ruJournal } from '../../ui/language/ru-journal';
import { ruMailing } from '../../ui/language/ru-mailing';
import { ruSetUp } from '../../ui/language/ru-set-up';
import { ruTemplate } from '../../ui/language/ru-template';
import { ruTemplateList } from '../../ui/language/ru-template-list';
import { ruUndo } from '../../ui/language/ru-undo';
import { ruViews } from '../../ui/language/ru-views';
import { pages, type PageDefinition } from '../../ui/pages';
import { RU_DUPLICATES } from '../../src/core/language/ru-duplicates';
import { RU_REASONS } from '../../src/core/language/ru-reasons';
import { RU_TEMPLATES } from '../../src/core/language/ru-templates';

let built: BuiltPage[];
beforeAll(async () => { built = await buildPages(mkdtempSync(join(tmpdir(), 'clientura-pages-'))); }, 60_000);

const definition = (name: string): PageDefinition => {
  const found = pages.find((page) => page.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

test('every page of the contract is built once', () => {
  expect(built.map((page) => page.name)).toEqual(['sidebar', 'set-up', 'import', 'preflight', 'template']);
});

test.each(pages.map((page) => page.name))('%s holds no mark that HtmlService or the HTML parser would trip over', (name) => {
  const html = built.find((page) => page.name === name)?.html ?? '';
  expect(pageFaults(definition(name), html)).toEqual([]);
  expect(html.startsWith('<!DOCTYPE html>')).toBe(true);
  expect(html).toContain('<base target="_top">');
  expect(html).not.toMatch(/\[\[(TITLE|STYLE|SCRIPT)\]\]/);
  expect(html.match(/<script/g)).toHaveLength(1);
  // Strings of the script may hold markup: the letter maker writes styles into letters.
  const frame = html.slice(0, html.indexOf('<script>'));
  expect(frame.match(/<style>/g)).toHaveLength(1);
  expect(name === 'template' ? frame : html).not.toMatch(/<link|@import|url\((?!["']?data:)/);
});

test.each(pages.map((page) => [page.name, page] as const))('%s stays below its ceiling, and the ceiling has a reason', (name, page) => {
  expect(built.find((one) => one.name === name)?.bytes).toBeLessThanOrEqual(page.ceilingBytes);
  expect(page.ceilingReason.length).toBeGreaterThan(20);
});

test.each(pages.map((page) => [page.name, page] as const))('%s carries every word it says, and the parts it leaves out exist', (name, page) => {
  const parts: Readonly<Record<string, object>> = {
    audience: ruAudience, results: ruResults, weekly: ruWeekly, automations: ruAutomations, consents: ruConsents, import: ruImport, 'set-up': ruSetUp, desk: ruDesk, export: ruExport, duplicates: ruDuplicates, cleaning: ruCleaning, journal: ruJournal, views: ruViews, mailing: ruMailing, template: ruTemplate, 'template-list': ruTemplateList, undo: ruUndo,
  };
  const files = Object.keys(built.find((one) => one.name === name)?.metafile.inputs ?? {}).filter((path) => /(^|\/)ui\//.test(path) && !path.includes('/language/'));
  // Methods of the server have names of the same form.
  const said = files.map((path) => readFileSync(path, 'utf8')).join('\n').replace(/call\('[a-zA-Z.]+'/g, '');
  for (const part of page.wordsLeftOut) {
    const words = Object.keys(parts[part] ?? {});
    expect([part, words.length > 0]).toEqual([part, true]);
    expect(words.filter((word) => said.includes(`'${word}'`))).toEqual([]);
  }
  // Whole families of words by the beginning of their keys, so that keys made of parts are found too.
  const shared: Readonly<Record<string, object>> = { reasons: RU_REASONS, duplicates: RU_DUPLICATES, templates: RU_TEMPLATES };
  const bundled = Object.keys(built.find((one) => one.name === name)?.metafile.inputs ?? {}).filter((path) => /(^|\/)(?:ui|src)\//.test(path) && !path.includes('/language/'));
  const code = bundled.map((path) => readFileSync(path, 'utf8')).join('\n');
  for (const part of page.sharedWordsLeftOut ?? []) {
    const families = new Set(Object.keys(shared[part] ?? {}).map((word) => word.replace(/\..*/, '.')));
    expect([part, families.size > 0]).toEqual([part, true]);
    expect([...families].filter((family) => new RegExp(`text\\([^)]*['\`]${family.replace('.', '\\.')}`).test(code))).toEqual([]);
  }
});

test('only the letter editor carries MJML, the text editor and the cleaner, and nothing of cheerio', () => {
  const inputs = (name: string): string[] => Object.keys(built.find((page) => page.name === name)?.metafile.inputs ?? {}).filter((path) => /mjml|squire|dompurify|cheerio/.test(path) && !/\bui\//.test(path));
  expect(inputs('template').filter((path) => path.includes('node_modules'))).toHaveLength(3);
  for (const name of ['sidebar', 'set-up', 'import', 'preflight']) expect(inputs(name)).toEqual([]);
});

test('only the import page carries the reader of XLSX and of tables', () => {
  const inputs = (name: string): string[] => Object.keys(built.find((page) => page.name === name)?.metafile.inputs ?? {});
  expect(inputs('import').some((path) => path.includes('@e965/xlsx'))).toBe(true);
  for (const name of ['sidebar', 'set-up', 'preflight']) expect(inputs(name).filter((path) => path.includes('xlsx') || path.includes('src/core/table') || path.includes('src/core/file'))).toEqual([]);
});

test('pages see the contract and small pure parts of core, nothing else of the product', () => {
  for (const page of built) {
    const product = Object.keys(page.metafile.inputs).filter((path) => path.includes('src/') && !path.includes('node_modules'));
    expect(product.filter((path) => !/(^|\/)src\/(core|contract)\//.test(path))).toEqual([]);
  }
});

test('escaping keeps the meaning of strings and regular expressions', () => {
  const code = 'result = ["<\\/script>", "</script >", "<!-- x", "<?xml", /<?a/.test("a"), /<!--/.test("<!--"), "`", /[`]/.test("`"), 1 < 2 ? "$&" : ""]';
  const safe = inlineScript(code);
  expect(safe).not.toMatch(/<\/script|<!--|<\?|`/i);
  const run = (text: string): unknown => runInNewContext(`var result; ${text}; JSON.stringify(result)`);
  expect(run(safe)).toBe(run(code));
});

test('code put into a page is not expanded by the replacing', () => {
  const html = assemblePage('[[TITLE]]|[[STYLE]]|[[SCRIPT]]', { title: '$&', style: "$'", script: '"$\'$$"' });
  expect(html).toBe('$&|$\'|"$\'$$"');
});

test.each([
  ['a backtick', '<script>`</script>'],
  ['<?', '<script>"<?"</script>'],
  ['<!--', '<!-- <script></script>'],
  ['another server', '<script src="https://example.com/a.js"></script>'],
  ['two script ends', '<script></script></script>'],
  ['too many bytes', `<script>${'x'.repeat(400_000)}</script>`],
])('a page with %s is refused', (_, html) => {
  expect(pageFaults(definition('sidebar'), html)).toHaveLength(1);
});
