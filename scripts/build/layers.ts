/** The dependency rule of the tree: which layer may import which, checked over esbuild's metafile. */
import type { Metafile } from 'esbuild';

export type Layer = 'core' | 'contract' | 'domain' | 'adapters' | 'entry' | 'ui';

/** What each layer may import besides itself. Arrows point to core; only entry wires. */
export const allowedImports: Readonly<Record<Layer, readonly Layer[]>> = {
  core: [],
  contract: ['core'],
  domain: ['core', 'contract'],
  adapters: ['core', 'contract', 'domain'],
  entry: ['core', 'contract', 'domain', 'adapters'],
  ui: ['core', 'contract'],
};

/** Packages a layer may bundle, each with the reason it earned its place. */
export const allowedPackages: Readonly<Record<Layer, Readonly<Record<string, string>>>> = {
  core: {
    '@e965/xlsx': 'reads XLSX files in the import dialog and the headless verbs; never reached by the server bundle',
    'libphonenumber-js': 'the numbering plans of all countries, which change monthly, for phones to E.164; the plans are evaluated at the first phone',
  },
  contract: {},
  domain: {},
  adapters: {},
  entry: {},
  ui: {
    preact: 'renders the pages',
    'squire-rte': 'edits letters; in the template editor only',
    dompurify: 'cleans what is pasted into a letter; in the template editor only',
    'mjml-browser': 'makes the tables and inline styles that mail programs need; in the template editor only',
  },
};

/** Domain files an adapter may import: the ports it implements, not the use cases. */
const adapterEntrance = /^src\/domain\/(ports|ports\/.*)\.ts$/;

/** The layer of a source path relative to the root, or null for packages and everything else. */
export function layerOf(file: string): Layer | null {
  const match = /^(?:src\/(core|contract|domain|adapters|entry)|(ui))\//.exec(file);
  return (match?.[1] ?? match?.[2] ?? null) as Layer | null;
}

/** The package a bundled file belongs to, or null. */
export function packageOf(file: string): string | null {
  return /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? null;
}

/**
 * Every import edge of a bundle that breaks the rule, as sentences.
 *
 * @param prefix path before `src/` in the metafile, for bundles of sample trees
 */
export function forbiddenEdges(metafile: Metafile, prefix = ''): string[] {
  const faults: string[] = [];
  const local = (file: string): string => (file.startsWith(prefix) ? file.slice(prefix.length) : file);
  for (const [input, { imports }] of Object.entries(metafile.inputs)) {
    const from = layerOf(local(input));
    if (!from) continue;
    for (const { path: target } of imports) {
      const to = layerOf(local(target));
      const bundledPackage = packageOf(target);
      if (bundledPackage !== null && !(bundledPackage in allowedPackages[from])) {
        faults.push(`${local(input)} imports the package ${bundledPackage}, which ${from} may not bundle`);
      }
      if (to === null || to === from) continue;
      if (!allowedImports[from].includes(to)) faults.push(`${local(input)} imports ${local(target)}: ${from} must not know ${to}`);
      if (from === 'adapters' && to === 'domain' && !adapterEntrance.test(local(target))) {
        faults.push(`${local(input)} imports ${local(target)}: adapters may only know the ports`);
      }
    }
  }
  return faults;
}

/** The first import cycle inside the layers, as a path, or null. */
export function importCycle(metafile: Metafile): readonly string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] | null => {
    const at = path.indexOf(file);
    if (at >= 0) return [...path.slice(at), file];
    if (done.has(file) || layerOf(file) === null) return null;
    path.push(file);
    for (const { path: target } of metafile.inputs[file]?.imports ?? []) {
      const cycle = visit(target);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of Object.keys(metafile.inputs)) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return null;
}
