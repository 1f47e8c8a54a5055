/** A base made by the built add-on for the tests of bad input: files, tabs as they look, and a way back to the beginning. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ImportReport } from '../../src/contract/import-views';
import type { IssueView } from '../../src/contract/issue-view';
import type { MethodName, ServerApi } from '../../src/contract/server-api';
import type { ColumnKey, TabKey } from '../../src/core/language/names';
import { columnName, tabName } from '../../src/core/language/names';
import type { Book, Json, Sheet } from '../../scripts/workbench/node';
import { AddOnSession, importOrders, main, readTable } from '../../scripts/workbench/node';

export type Locale = 'ru' | 'en';

const ROOT = path.resolve(__dirname, '../..');
/** The virtual time of every test: figures are counted on this day. */
const NOW = Date.parse('2024-06-15T09:00:00Z');

/** A folder of input files that is deleted at the end. */
export class Files {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'clientura-'));

  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, content);
    return file;
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The same text as bytes of windows-1251; Russian letters and ASCII only. */
export function windows1251(text: string): Uint8Array {
  return Uint8Array.from([...text].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
    throw new Error(`${letter} is not in this part of windows-1251`);
  }));
}

/** What a verb of the command line printed. */
export interface Printed {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs a verb with the built add-on. */
export async function verb(...args: string[]): Promise<Printed> {
  let output = '';
  let errors = '';
  const code = await main(args, { cwd: ROOT, write: (text) => (output += text), writeError: (text) => (errors += text) });
  return { code, output, errors };
}

/** Runs `segment` into a folder; `summary` is null when it was refused. */
export async function segment(file: string, locale: Locale, ...options: string[]): Promise<Printed & { readonly summary: Summary | null; readonly clients: string }> {
  const out = mkdtempSync(path.join(path.dirname(file), 'out-'));
  const printed = await verb('segment', file, '--out', out, '--locale', locale, '--as-of', '2024-06-15', ...options);
  const read = (name: string): string => readFileSync(path.join(out, name), 'utf8');
  return printed.code === 0 ? { ...printed, summary: JSON.parse(read('summary.json')) as Summary, clients: read('clients.csv') } : { ...printed, summary: null, clients: '' };
}

/** The part of summary.json that tells about rows. */
export interface Summary {
  readonly rows: { readonly read: number; readonly used: number; readonly rejected: number; readonly rejectedBy: ImportReport['rejected'] };
  readonly issues: readonly IssueView[];
}

/** One base on one host; `again` takes it back to where it was marked. */
export class Shop {
  private begin: Json = null;

  private constructor(readonly session: AddOnSession) {}

  static async open(locale: Locale): Promise<Shop> {
    const session = await AddOnSession.open({ cwd: ROOT, locale, clock: NOW }, (workbench, name) => {
      // Ids repeat with the seed, and the engine's caches are shared by all books of a process: two hosts must not use one id.
      if (locale === 'en') workbench.createBook({ name: 'Spare', locale: name });
      return Promise.resolve(workbench.createBook({ name: 'Clientura', locale: name }));
    });
    await session.call('base.setUp', locale);
    const shop = new Shop(session);
    shop.mark();
    return shop;
  }

  /** What `again` returns to. */
  mark(): void {
    this.begin = this.session.workbench.snapshot();
  }

  again(): void {
    this.session.workbench.restore(this.begin);
  }

  get book(): Book {
    const book = this.session.workbench.engine.book(this.session.book.id);
    if (book === null) throw new Error('the book is gone');
    return book;
  }

  /** A tab by its key, under the name it was made with. */
  tab(key: TabKey): Sheet {
    const sheet = this.book.sheetByName(tabName(key, this.session.locale));
    if (sheet === null) throw new Error(`no tab ${key}`);
    return sheet;
  }

  /** Displayed texts of a tab. */
  texts(key: TabKey): string[][] {
    return shown(this.tab(key));
  }

  /** Displayed texts of one column without its header. */
  column(tab: TabKey, column: ColumnKey): string[] {
    const index = this.columnIndex(tab, column);
    return this.texts(tab).slice(1).map((row) => row[index] ?? '');
  }

  /** Values of one column without its header. */
  values(tab: TabKey, column: ColumnKey): unknown[] {
    const sheet = this.tab(tab);
    return sheet.read({ row: 1, column: this.columnIndex(tab, column), rowCount: sheet.lastRow() - 1, columnCount: 1 }).map(([cell]) => cell?.value ?? null);
  }

  columnIndex(tab: TabKey, column: ColumnKey): number {
    const index = (this.texts(tab)[0] ?? []).indexOf(columnName(column, this.session.locale));
    if (index < 0) throw new Error(`no column ${column}`);
    return index;
  }

  /** Every formula of a tab: there should be none. */
  formulas(key: TabKey): string[] {
    const sheet = this.tab(key);
    return sheet.read(area(sheet)).flat().flatMap(({ formula }) => (formula === null ? [] : [formula]));
  }

  /** All tabs as they look, to compare before and after. */
  everything(): Record<string, string[][]> {
    return Object.fromEntries(this.book.sheets().map((sheet) => [sheet.name, shown(sheet)]));
  }

  /** Imports a file by the way of the dialog: read, map, chunks, report. */
  import(file: string, map?: string): Promise<ImportReport> {
    return importOrders(this.session, readTable(path.dirname(file), path.basename(file), map, this.session.locale));
  }

  call<Name extends MethodName>(method: Name, ...args: Parameters<ServerApi[Name]>): Promise<ReturnType<ServerApi[Name]>> {
    return this.session.call(method, ...args);
  }

  /** Texts of a refusal; fails when the call was done. */
  async refusal<Name extends MethodName>(method: Name, ...args: Parameters<ServerApi[Name]>): Promise<string> {
    const reply = await this.session.tryCall(method, ...args);
    if (reply.ok) throw new Error(`${method} was not refused`);
    return reply.issues.map(({ text }) => text).join(' ');
  }

  /** Types cells as a person does and waits for formulas. */
  async type(sheet: Sheet, rows: readonly (readonly string[])[], row = 0, column = 0): Promise<void> {
    rows.forEach((cells, rowOffset) => cells.forEach((text, offset) => sheet.type(row + rowOffset, column + offset, text)));
    await this.session.workbench.engine.settle();
  }

  end(): Promise<void> {
    return this.session.close();
  }
}

function area(sheet: Sheet): { row: number; column: number; rowCount: number; columnCount: number } {
  return { row: 0, column: 0, rowCount: Math.max(1, sheet.lastRow()), columnCount: Math.max(1, sheet.lastColumn()) };
}

function shown(sheet: Sheet): string[][] {
  return sheet.display(area(sheet));
}

/** One shop a language, opened when it is first asked for, emptied when it is asked for again, ended with the tests of the file. */
export function shopByLocale(): (locale: Locale) => Promise<Shop> {
  const shops: Partial<Record<Locale, Shop>> = {};
  afterAll(async () => {
    for (const open of Object.values(shops)) await open.end();
  });
  return async (locale) => {
    const open = (shops[locale] ??= await Shop.open(locale));
    open.again();
    return open;
  };
}
