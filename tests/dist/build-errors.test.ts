/** The build refuses entry sources that would fail or mislead in Sheets, naming file and line. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtInFunctions } from '../../scripts/build/built-in-functions';
import { checkManifest } from '../../scripts/build/manifest';
import { readPublicFunctions } from '../../scripts/build/public-function';
import { bundleServer } from '../../scripts/build/server-bundle';
import { wrapperBanner, wrapperFooter } from '../../scripts/build/wrapper';

const root = path.resolve(__dirname, '../..');

/** Runs the reader over an export list and one entry file. */
function read(source: string, index = "export { SCORE } from './functions';", file = 'functions'): ReturnType<typeof readPublicFunctions> {
  const sources: Record<string, string> = { './index': index, [`./${file}`]: source };
  return readPublicFunctions('entry/index.ts', (modulePath) => ({ file: `entry/${modulePath.slice(2)}.ts`, source: sources[modulePath] ?? '' }), builtInFunctions);
}

const good = `/**
 * Scores clients.
 *
 * @param clients the clients' column
 * @param asOf the day to look from; optional
 * @return one row per client
 * @customfunction
 */
export function SCORE(clients: unknown, asOf?: unknown): unknown { return [clients, asOf]; }`;

test('a sound entry file gives name, parameters and documentation as written', () => {
  expect(read(good)).toEqual([expect.objectContaining({ name: 'SCORE', parameters: ['clients', 'asOf'], custom: true })]);
});

test('the declarations put before the bundle are these, to the letter', () => {
  expect(`${wrapperBanner(read(good))}\n…\n${wrapperFooter('exports_')}`).toMatchInlineSnapshot(`
"/* Clientura. Generated from the sources; edit those, not this file. */

/**
 * Scores clients.
 *
 * @param clients the clients' column
 * @param asOf the day to look from; optional
 * @return one row per client
 * @customfunction
 */
function SCORE(clients, asOf) {
  return clientura_().SCORE.apply(this, arguments);
}

var clienturaModule_;
function clientura_() {
  if (!clienturaModule_) clienturaModule_ = clienturaLoad_();
  return clienturaModule_;
}
function clienturaLoad_() {
const { Array, Boolean, Date, Error, Infinity, JSON, Map, Math, NaN, Number, Object, Promise, RangeError, RegExp, Set, String, Symbol, TypeError, Uint8Array, WeakMap, WeakSet, isFinite, isNaN, parseFloat, parseInt } = globalThis;
return (() => {
…
return exports_;
})();
}"
`);
});

test.each([
  ['a missing @param', good.replace(/ \* @param asOf.*\n/, ''), 'entry/functions.ts:8: "SCORE" has the parameters (clients, asOf) but documents (clients)'],
  ['a mismatched @param', good.replace('@param asOf', '@param today'), 'documents (clients, today)'],
  ['a missing comment', 'export function SCORE(a: unknown) { return a; }', 'entry/functions.ts:1: "SCORE" has no JSDoc'],
  ['no @customfunction on a custom function', good.replace(' * @customfunction\n', ''), 'lacks @customfunction'],
  ['optional syntax in brackets', good.replace('@param asOf', '@param [asOf]'), 'write the word "optional"'],
  ['optional syntax in the type', good.replace('@param asOf', '@param {Date=} asOf'), 'write the word "optional"'],
  ['HTML in a description', good.replace('the day', 'the <b>day</b>'), 'does not render HTML'],
  ['a rest parameter', good.replace('asOf?: unknown', '...asOf: unknown[]'), 'rest parameter'],
  ['a destructured parameter', good.replace('asOf?: unknown', '{ asOf }: { asOf: unknown }'), 'destructured parameter'],
  ['an exported constant', `${good}\nexport const limit = 1;`, 'entry/functions.ts:10: an entry file may export nothing but function declarations'],
  ['a syntax error', good.replace('return [', 'return [['), 'entry/functions.ts:'],
  ['lower case', good.replace(/SCORE/g, 'Score'), 'must be in capitals', "export { Score } from './functions';"],
  ['a trailing underscore', good.replace(/SCORE/g, 'SCORE_'), 'ends with "_"', "export { SCORE_ } from './functions';"],
  ['a clash with a function of Sheets', good.replace(/SCORE/g, 'QUERY'), 'is a function of Sheets itself', "export { QUERY } from './functions';"],
  ['a function missing from the list', good, '"SCORE" is missing from the export list', "export {} from './functions';"],
  ['a function exported under another name', good, 'exported under another name', "export { SCORE as POINTS } from './functions';"],
  ['a name that is not there', good, '"POINTS" is not a function declared in entry/functions.ts', "export { POINTS } from './functions';"],
  ['code in the export list', good, 'entry/index.ts:1: the export list may only hold', 'export const a = 1;'],
])('%s is a build error with file and line', (...row: readonly string[]) => {
  const [, source = '', message = '', index] = row;
  const attempt = (): unknown => read(source, index);
  expect(attempt).toThrow(message);
  expect(attempt).toThrow(/^entry\/\w+\.ts:\d+: /);
});

test('@customfunction outside functions.ts is a build error', () => {
  expect(() => read(good, "export { SCORE } from './menu';", 'menu')).toThrow('entry/menu.ts:9: "SCORE" is not a custom function but carries @customfunction');
});

test('an import that esbuild finds undefined is a build error with file and line', async () => {
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(path.join(root, '.cache', 'entry-'));
  const entry = path.relative(root, folder);
  try {
    writeFileSync(path.join(folder, 'index.ts'), "export { open } from './menu';\n");
    writeFileSync(path.join(folder, 'words.ts'), 'export const hello = 1;\n');
    writeFileSync(path.join(folder, 'menu.ts'), "import * as words from './words';\n/** Opens. */\nexport function open(): unknown { return (words as { missing?: unknown }).missing; }\n");
    await expect(bundleServer(root, entry)).rejects.toThrow(/menu\.ts:3:/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('the manifest', () => {
  const manifest = {
    timeZone: 'Etc/UTC',
    runtimeVersion: 'V8',
    oauthScopes: ['spreadsheets.currentonly', 'script.container.ui', 'script.scriptapp', 'gmail.send', 'script.send_mail', 'userinfo.email'].map((scope) => `https://www.googleapis.com/auth/${scope}`),
    dependencies: { enabledAdvancedServices: [{ userSymbol: 'Gmail', serviceId: 'gmail', version: 'v1' }] },
    webapp: { access: 'ANYONE_ANONYMOUS', executeAs: 'USER_DEPLOYING' },
  };

  test('with the scopes, the web app and the Gmail service is accepted', () => {
    expect(() => checkManifest(JSON.stringify(manifest))).not.toThrow();
  });

  test.each([
    ['without a scope', { oauthScopes: manifest.oauthScopes.slice(1) }, 'spreadsheets.currentonly is missing'],
    ['with a restricted scope', { oauthScopes: [...manifest.oauthScopes, 'https://mail.google.com/'] }, 'is not one Clientura asks for'],
    ['without the web app', { webapp: undefined }, 'webapp must be'],
    ['with a web app for signed-in people only', { webapp: { access: 'ANYONE', executeAs: 'USER_DEPLOYING' } }, 'webapp must be'],
    ['without the Gmail service', { dependencies: {} }, 'the Gmail service must be enabled'],
  ])('%s is refused', (_title, change, message) => {
    expect(() => checkManifest(JSON.stringify({ ...manifest, ...change }))).toThrow(message);
  });
});
