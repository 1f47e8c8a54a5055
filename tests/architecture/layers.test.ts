/** The three locks of the dependency rule, each shown to close on a broken sample. */
import { build, type Metafile } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { allowedPackages, forbiddenEdges, importCycle, packageOf } from '../../scripts/build/layers';
import { bundleServer } from '../../scripts/build/server-bundle';
import { pages } from '../../ui/pages';

const root = path.resolve(__dirname, '../..');
const samples = 'tests/architecture/fixtures';

function compile(project: string): { ok: boolean; output: string } {
  const result = spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', project, '--noEmit', '--pretty', 'false'], { cwd: root, encoding: 'utf8' });
  return { ok: result.status === 0, output: result.stdout + result.stderr };
}

async function metafileOf(entry: string, leftOut: readonly string[] = []): Promise<Metafile> {
  const result = await build({
    entryPoints: [entry], absWorkingDir: root, bundle: true, write: false, metafile: true, platform: 'browser', outdir: 'out', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'silent', external: [...leftOut],
  });
  return result.metafile;
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder)).flatMap((name) => {
    const file = `${folder}/${name}`;
    return statSync(path.join(root, file)).isDirectory() ? filesBelow(file) : [file];
  });
}

describe('lock 1: a compiler project per layer', () => {
  test.each([
    ['core cannot name a Google service', 'core-names-service', "Cannot find name 'SpreadsheetApp'"],
    ['core cannot use a timer', 'core-uses-timer', "Cannot find name 'setTimeout'"],
    ['adapters can name a service but not a timer', 'adapter-uses-timer', "Cannot find name 'setTimeout'"],
    ['core cannot import domain, not even its types', 'core-imports-domain', 'is not under'],
  ])('%s', (_title, sample, message) => {
    const { ok, output } = compile(`${samples}/${sample}`);
    expect(output).toContain(message);
    expect(ok).toBe(false);
    if (sample === 'adapter-uses-timer') expect(output).not.toContain('SpreadsheetApp');
  });
});

describe('lock 2: the import edges of the bundles', () => {
  test('the server bundle keeps the rule, has no cycle and bundles no package but the numbering plans of phones', async () => {
    const { metafile } = await bundleServer(root, 'src/entry');
    const layers = new Set(Object.keys(metafile.inputs).filter((file) => packageOf(file) === null).map((file) => file.split('/').slice(0, 2).join('/')));
    expect([...layers].sort()).toEqual(['src/adapters', 'src/contract', 'src/core', 'src/domain', 'src/entry'].filter((layer) => layers.has(layer)));
    expect(Object.keys(metafile.inputs).length).toBeGreaterThan(30);
    expect(forbiddenEdges(metafile)).toEqual([]);
    expect(importCycle(metafile)).toBeNull();
    const packages = Object.keys(metafile.inputs).map(packageOf).filter((name) => name !== null);
    expect(Array.from(new Set(packages))).toEqual(['libphonenumber-js']);
    expect(allowedPackages.core['libphonenumber-js']).toMatch(/numbering plans/);
    // The package brings four sets of plans; more than one would be dead weight.
    expect(Object.keys(metafile.inputs).filter((file) => /\.json(\.js)?$/.test(file))).toEqual(['node_modules/libphonenumber-js/metadata.max.json']);
  });

  test.each(pages.map((page) => [page.name, page] as const))('the page "%s" keeps the rule', async (name, { entry, modulesLeftOut }) => {
    const metafile = await metafileOf(`ui/${entry}`, modulesLeftOut);
    expect(forbiddenEdges(metafile)).toEqual([]);
    expect(importCycle(metafile)).toBeNull();
    const readsXlsx = Object.keys(metafile.inputs).some((file) => packageOf(file) === '@e965/xlsx');
    expect(readsXlsx).toBe(name === 'import');
  });

  test('an upward import, a use case in an adapter and an unlisted package are each reported', async () => {
    const metafile = await metafileOf(`${samples}/import-rule/src/core/upward.ts`);
    const faults = forbiddenEdges(metafile, `${samples}/import-rule/`);
    expect(faults).toEqual(
      expect.arrayContaining([
        'src/core/upward.ts imports src/domain/use-case.ts: core must not know domain',
        'src/core/upward.ts imports src/adapters/store.ts: core must not know adapters',
        'src/adapters/store.ts imports src/domain/use-case.ts: adapters may only know the ports',
        'src/adapters/store.ts imports the package rxjs, which adapters may not bundle',
      ]),
    );
  });

  test('a cycle is reported as a path', () => {
    const edge = (target: string): Metafile['inputs'][string] => ({ bytes: 1, imports: [{ path: target, kind: 'import-statement' }] });
    const metafile: Metafile = { inputs: { 'src/core/a.ts': edge('src/core/b.ts'), 'src/core/b.ts': edge('src/core/a.ts') }, outputs: {} };
    expect(importCycle(metafile)).toEqual(['src/core/a.ts', 'src/core/b.ts', 'src/core/a.ts']);
  });
});

describe('lock 3: types that are tests', () => {
  test('a contract whose result is not JSON-safe does not compile', () => {
    const { ok, output } = compile(`${samples}/contract-returns-date`);
    expect(output).toContain('answer.ts');
    expect(ok).toBe(false);
  });

  test('an emulated class with a wrong return type does not compile', () => {
    const { ok, output } = compile(`${samples}/emulator-wrong-return`);
    expect(output).toContain("Type '() => string' is not assignable");
    expect(ok).toBe(false);
  });
});

describe('the workbench knows nothing of the product', () => {
  const generic = ['engine', 'runtime', 'services', 'page', 'server'].flatMap((folder) => filesBelow(`scripts/workbench/${folder}`)).filter((file) => /\.tsx?$/.test(file));

  test('its generic folders never import or name the product', () => {
    expect(generic.length).toBeGreaterThan(80);
    for (const file of generic) {
      const source = readFileSync(path.join(root, file), 'utf8');
      expect([file, /from '(\.\.\/)+(src|ui)\//.test(source)]).toEqual([file, false]);
      expect([file, /clientura|клиентура/i.test(source)]).toEqual([file, false]);
    }
  });

  test('only files named *-node.ts, the page builder and Node folders touch Node', () => {
    const portable = generic.filter((file) => /workbench\/(engine|runtime|services)\//.test(file) && !/-node\.ts$/.test(file));
    expect(portable.length).toBeGreaterThan(60);
    for (const file of portable) expect([file, /from 'node:|\bBuffer\b|\brequire\('/.test(readFileSync(path.join(root, file), 'utf8'))]).toEqual([file, false]);
  });
});

test('no file of the product has a name that says nothing', () => {
  const files = [...filesBelow('src'), ...filesBelow('ui'), ...filesBelow('scripts')];
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\.|\/)/.test(file))).toEqual([]);
});
