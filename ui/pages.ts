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
  /** Parts of the catalogues (`ui/language/ru-<part>.ts` and its English twin) that this page never says and does not carry. */
  readonly wordsLeftOut: readonly string[];
  /** Parts of core's catalogues (`src/core/language/ru-<part>.ts` and its English twin) that this page never says. */
  readonly sharedWordsLeftOut?: readonly string[];
  /** Packages that a library of this page asks for without need; the page carries an empty object instead. */
  readonly modulesLeftOut?: readonly string[];
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
    wordsLeftOut: ['import', 'set-up', 'template'],
    ceilingBytes: 343_000,
    ceilingReason: 'Preact, two dozen views and both languages, a third of it words; letters, audiences, consents and automations came last; the sidebar is opened between two calls and must appear at once',
  },
  {
    name: 'set-up',
    entry: 'dialogs/set-up/main.tsx',
    template: 'page.html',
    title: 'Clientura',
    wordsLeftOut: ['import', 'desk', 'export', 'duplicates', 'cleaning', 'journal', 'undo', 'views', 'mailing', 'template', 'template-list', 'audience', 'results', 'automations', 'consents', 'weekly'],
    ceilingBytes: 80_000,
    ceilingReason: 'Preact, two tables of choices and both languages; sheets are read and understood on the server',
  },
  {
    name: 'import',
    entry: 'dialogs/import/main.tsx',
    template: 'page.html',
    title: 'Clientura',
    wordsLeftOut: ['set-up', 'desk', 'export', 'duplicates', 'cleaning', 'journal', 'views', 'mailing', 'template', 'template-list', 'audience', 'results', 'automations', 'consents', 'weekly'],
    sharedWordsLeftOut: ['reasons', 'duplicates', 'templates'],
    ceilingBytes: 665_000,
    ceilingReason: 'the only page that carries the XLSX reader (over half of it) and the reading of tables with every header word and issue text; Google keeps pages below one megabyte workable',
  },
  {
    name: 'preflight',
    entry: 'dialogs/preflight/main.tsx',
    template: 'page.html',
    title: 'Clientura',
    wordsLeftOut: ['import', 'set-up', 'desk', 'export', 'duplicates', 'cleaning', 'journal', 'undo', 'views', 'template', 'template-list', 'audience', 'results', 'automations', 'consents', 'weekly'],
    ceilingBytes: 97_000,
    ceilingReason: 'Preact, one table, one preview and both languages; no reader of files',
  },
  {
    name: 'template',
    entry: 'dialogs/template/main.tsx',
    template: 'page.html',
    title: 'Clientura',
    wordsLeftOut: ['import', 'set-up', 'desk', 'export', 'duplicates', 'cleaning', 'journal', 'undo', 'views', 'template-list', 'audience', 'results', 'automations', 'consents', 'weekly'],
    // MJML reaches cheerio only where a style is marked as inline, which our letters never do.
    modulesLeftOut: ['cheerio', 'util'],
    ceilingBytes: 1_352_000,
    ceilingReason: 'the only page that carries the letter maker (MJML, 1.2 MB, run only after the editor stands), the editing of text and the cleaner of pasted HTML; with less Outlook would not show the letters',
  },
];
