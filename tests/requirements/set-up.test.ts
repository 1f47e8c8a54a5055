/** What the project promises about its own set-up: strict types, quiet lint, pinned packages, one command for the check. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');

interface Package {
  readonly license: string;
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const description = JSON.parse(read('package.json')) as Package;

test('every compiler project takes the strict flags of the one base', () => {
  const base = JSON.parse(read('scripts/tsconfig.base.json')) as { compilerOptions: Record<string, unknown> };
  expect(base.compilerOptions).toMatchObject({ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noImplicitReturns: true });
  const { references } = JSON.parse(read('tsconfig.json')) as { references: { path: string }[] };
  expect(references.length).toBeGreaterThanOrEqual(8);
  for (const { path: place } of references) {
    const folder = path.join(root, place);
    const project = readFileSync(place.endsWith('.json') ? folder : path.join(folder, 'tsconfig.json'), 'utf8');
    expect([place, project]).toEqual([place, expect.stringContaining('tsconfig.base.json')]);
    expect([place, /"(strict|noUncheckedIndexedAccess|exactOptionalPropertyTypes)": *false/.test(project)]).toEqual([place, false]);
  }
});

test('types are compiled and lint is run without a single warning in every full test run', () => {
  const tasks = read('scripts/tasks.ts');
  expect(tasks).toMatch(/'--max-warnings', '0', 'src', 'ui', 'scripts', 'tests'/);
  const body = /async function test\([\s\S]*?\n\}/.exec(tasks)?.[0] ?? '';
  expect(body).toMatch(/step\('Types checked', types\)[\s\S]*step\('Lint checked', lintBeside\)[\s\S]*failedChecks \+= await linted/);
  expect(body).toMatch(/failedChecks > 0 \? 1/);
});

test('versions are pinned, the lockfile is there, the licence is MIT, Node is named', () => {
  const versions = Object.entries({ ...description.dependencies, ...description.devDependencies });
  expect(versions.length).toBeGreaterThan(20);
  expect(versions.filter(([, version]) => !/^(?:npm:@?[\w/-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  expect((JSON.parse(read('package-lock.json')) as { lockfileVersion: number }).lockfileVersion).toBeGreaterThanOrEqual(3);
  expect([description.license, read('LICENSE').split('\n')[0]]).toEqual(['MIT', expect.stringContaining('MIT')]);
  expect(description.engines.node).toBe('^20.19.0 || >=22.13.0');
});

test('the continuous check is npm test, and npm start and npm test install by themselves what is missing', () => {
  expect(read('.ci/run').trim().split('\n').at(-1)).toBe('npm test');
  expect([description.scripts['start'], description.scripts['test']]).toEqual(['node scripts/run.mjs start', 'node scripts/run.mjs test']);
  const imports = [...read('scripts/run.mjs').matchAll(/^import .* from '([^']+)'/gm)].map(([, name = '']) => name);
  expect(imports.every((name) => name.startsWith('node:'))).toBe(true);
});

test('tests are compiled by our own small esbuild transform', () => {
  expect(read('scripts/jest.config.cjs')).toContain('scripts/test/esbuild-transform.cjs');
  expect(read('scripts/test/esbuild-transform.cjs').split('\n').length).toBeLessThan(60);
  expect(existsSync(path.join(root, 'babel.config.js')) || Object.keys(description.devDependencies).some((name) => /babel|ts-jest|swc/.test(name))).toBe(false);
});
