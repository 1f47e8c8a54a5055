/** Modules that bundle-sources-node.ts makes while a bundle is built. */
declare module 'workbench:signatures' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- an ambient module may not import by a relative name
  const table: import('./signature').SignatureTable;
  export default table;
}

/** Source of the worker script for Node (a string for `new Worker(source, { eval: true })`). */
declare module 'workbench:worker-node' {
  const source: string;
  export default source;
}

/** Source of the worker script for the page (a string for a Blob URL). */
declare module 'workbench:worker-browser' {
  const source: string;
  export default source;
}

/** Source of the google.script client that is put in front of every page a script shows. */
declare module 'workbench:client' {
  const source: string;
  export default source;
}
