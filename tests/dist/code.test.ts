/** The artifact: what is pushed to Google loads in a bare context and shows exactly the functions meant to be public. */
import { parse } from 'acorn';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { publicFunctionsOf, withoutComments } from '../../scripts/build/server-bundle';
import { pages } from '../../ui/pages';

const root = path.resolve(__dirname, '../..');
const dist = path.join(root, 'dist');
const code = readFileSync(path.join(dist, 'Code.js'), 'utf8');
const functions = publicFunctionsOf(root, 'src/entry');

/** gas-local is a plain script loader: a folder of .js files run in one context made of the globals given. */
const gasLocal = createRequire(__filename)('gas-local') as { require(folder: string, globals: object): Record<string, unknown> };

/** Services whose every use throws: loading the script must not need them. */
function forbiddenServices(touched: string[]): Record<string, unknown> {
  const names = ['SpreadsheetApp', 'GmailApp', 'MailApp', 'Gmail', 'PropertiesService', 'CacheService', 'LockService', 'HtmlService', 'ScriptApp', 'Session', 'Utilities', 'UrlFetchApp', 'ContentService', 'Logger'];
  return Object.fromEntries(
    names.map((name) => [
      name,
      new Proxy({}, { get: (_target, member) => { touched.push(`${name}.${String(member)}`); throw new Error(`${name} was used while loading`); } }),
    ]),
  );
}

describe('dist/Code.js', () => {
  test('loads through gas-local in a bare context, touches no service and exposes exactly the export list', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'code-'));
    try {
      writeFileSync(path.join(folder, 'Code.js'), code);
      const touched: string[] = [];
      const globals = forbiddenServices(touched);
      const before = new Set(Object.keys(globals));
      const context = gasLocal.require(folder, globals);
      const exposed = Object.keys(context).filter((name) => !before.has(name) && typeof context[name] === 'function' && !name.endsWith('_'));
      expect(exposed.sort()).toEqual(functions.map(({ name }) => name).sort());
      const leaked = Object.keys(context).filter((name) => !before.has(name) && !name.endsWith('_') && typeof context[name] !== 'function');
      expect(leaked).toEqual([]);
      expect(touched).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('evaluates its bundle at the first call, with only the language at hand', () => {
    const context = vm.createContext(Object.create(null) as object);
    vm.runInContext(code, context);
    const answer: unknown = vm.runInContext(`RFM([['a'],['a'],['b']], [['2024-01-05'],['2024-02-05'],['2024-02-01']], [[10],[20],[30]], '2024-03-01')`, context);
    expect(JSON.stringify(answer)).toContain('"a"');
  });

  test('evaluates the numbering plans of phones at the first phone and not before', () => {
    const context = vm.createContext(Object.create(null) as object);
    // The version number of the plans tells when it is read.
    const watched = code.replace(/("?version"?: )4,(\s+"?country_calling_codes)/, '$1(globalThis.plansRead = 4),$2');
    expect(watched).not.toBe(code);
    vm.runInContext(watched, context);
    vm.runInContext(`RFM([['a'],['b']], [['2024-01-05'],['2024-02-01']], [[10],[30]], '2024-03-01')`, context);
    expect(vm.runInContext('globalThis.plansRead', context)).toBeUndefined();
    expect(vm.runInContext(`NORM_PHONE('8 999 000 12 34', 'RU')`, context)).toBe('+79990001234');
    expect(vm.runInContext('globalThis.plansRead', context)).toBe(4);
  });

  test('every declaration carries its parameters, and custom functions their documentation', () => {
    const context = vm.createContext(Object.create(null) as object);
    vm.runInContext(code, context);
    expect(functions.filter(({ custom }) => custom).length).toBeGreaterThanOrEqual(5);
    for (const { name, parameters, custom, documentation } of functions) {
      expect([name, vm.runInContext(`${name}.length`, context)]).toEqual([name, parameters.length]);
      if (custom) expect(code).toContain(`/*${documentation}*/\nfunction ${name}(${parameters.join(', ')}) {`);
    }
  });

  test('is ES2019 and free of the forms Apps Script refuses to save', () => {
    expect(() => parse(code, { ecmaVersion: 2019, sourceType: 'script' })).not.toThrow();
    expect(() => parse('class A { x = 1; }', { ecmaVersion: 2019, sourceType: 'script' })).toThrow();
    expect(() => parse('a ??= 1; const n = 1_000;', { ecmaVersion: 2019, sourceType: 'script' })).toThrow();
    expect(code).not.toMatch(/\/[^/\n]*\(\?<[=!]/);
  });

  test('keeps no comment blocks of class members, which every execution would parse, and every licence', () => {
    const block = ['/** Stays: before the bundle. */', 'class A {', '  /**', '   * Goes.', '   */', "  text() { return '/** in a text */'; } /** beside code */", '  /*! @license */', '}', ''].join('\n');
    expect(withoutComments(block, 32)).toBe(block.replace(/ {2}\/\*\*\n.*\n.*\n/, ''));
    const inBundle = code.slice(code.indexOf('clienturaExports_'));
    expect([...inBundle.matchAll(/^ +\/\*\*.*/gm)].map(([line]) => line).filter((line) => !/@license|@preserve/.test(line))).toEqual([]);
  });

  test.each([
    ['Code.js', 2_050_000, 'every execution parses the file, each cell of a custom function included; the words of both languages and the numbering plans of phones are a third of it, and nothing is evaluated before it is needed'],
    ['appsscript.json', 2_000, 'a manifest that grows asks the owner for more'],
  ])('%s stays under %i bytes: %s', (file, ceiling) => {
    expect(readFileSync(path.join(dist, file)).byteLength).toBeLessThan(ceiling);
  });

  test('dist holds the code, the manifest and one page per entry of the page list, nothing else', () => {
    expect(readdirSync(dist).sort()).toEqual(['Code.js', 'appsscript.json', ...pages.map(({ name }) => `${name}.html`)].sort());
    expect(existsSync(path.join(root, '.clasp.json'))).toBe(true);
    expect(JSON.parse(readFileSync(path.join(root, '.clasp.json'), 'utf8'))).toMatchObject({ rootDir: 'dist' });
  });
});
