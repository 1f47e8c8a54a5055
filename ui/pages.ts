/** The list of pages the add-on serves: one static inlined HTML file each. */

/** One page of the add-on. Paths are relative to the folder `ui`. */
export interface PageDefinition {
  /** File name without extension; the server opens `<name>.html`. */
  readonly name: string;
  /** The TypeScript entry that mounts the page. */
  readonly entry: string;
  /** The HTML frame with the two marks `STYLE` and `SCRIPT`. */
  readonly template: string;
  /** Title in the frame; Google shows the title given by setTitle, this one is for people who open the file. */
  readonly title: string;
  /** Largest size of the built file. */
  readonly ceilingBytes: number;
  /** Why the ceiling stands where it stands. Raise it only in the change that grows the page. */
  readonly ceilingReason: string;
}

/** Every page of the product. */
export const pages: readonly PageDefinition[] = [
  {
    name: 'sidebar',
    entry: 'sidebar/main.tsx',
    template: 'page.html',
    title: 'Clientura',
    ceilingBytes: 170_000,
    ceilingReason: 'Preact, all eight views (movement and forecast came last, with their words) and both languages; the sidebar is opened between two calls and must appear at once',
  },
  {
    name: 'import',
    entry: 'dialogs/import/main.tsx',
    template: 'page.html',
    title: 'Clientura',
    ceilingBytes: 660_000,
    ceilingReason: 'the only page that carries the XLSX reader (two thirds of it with the reading of tables); Google keeps pages below one megabyte workable',
  },
  {
    name: 'preflight',
    entry: 'dialogs/preflight/main.tsx',
    template: 'page.html',
    title: 'Clientura',
    ceilingBytes: 125_000,
    ceilingReason: 'Preact, one table, one preview and both languages; no reader of files',
  },
];
