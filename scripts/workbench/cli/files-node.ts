/** Files of the command line: books from CSV and XLSX, script projects from a file or a folder. */
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exportCsv, importCsv } from '../engine/csv';
import { readXlsx, writeXlsx } from '../engine/xlsx';
import type { Book } from '../engine/book';
import type { SourceFile, Workbench } from '../runtime/workbench';
import { InputError } from './verb';

/** The bytes of a file, none for an empty one; throws InputError when it is missing or a folder. */
export function readBytes(cwd: string, name: string): Uint8Array {
  const file = path.resolve(cwd, name);
  if (!existsSync(file)) throw new InputError(`${name}: there is no such file.`);
  if (statSync(file).isDirectory()) throw new InputError(`${name} is a folder, not a file.`);
  return readFileSync(file);
}

/** Reads a file; throws InputError when it is missing, a folder or empty. */
export function readInput(cwd: string, name: string): Uint8Array {
  const bytes = readBytes(cwd, name);
  if (bytes.length === 0) throw new InputError(`${name} is empty.`);
  return bytes;
}

/** A new book with the content of a CSV or XLSX file; of a CSV in its first sheet, which is called Sheet1. */
export async function bookFromFile(workbench: Workbench, cwd: string, name: string, locale: string): Promise<Book> {
  const bytes = readInput(cwd, name);
  if (/\.xlsx$/i.test(name)) {
    try {
      return await readXlsx(workbench.engine, bytes, { name: path.basename(name).replace(/\.\w+$/, ''), locale });
    } catch (error) {
      throw new InputError(`${name} cannot be read as XLSX: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (!/\.(csv|tsv|txt)$/i.test(name)) throw new InputError(`${name}: only .csv and .xlsx can be read.`);
  const book = workbench.createBook({ name: path.basename(name).replace(/\.\w+$/, ''), locale });
  const sheet = book.sheets()[0];
  if (sheet) importCsv(sheet, decode(bytes));
  await workbench.engine.settle();
  return book;
}

/** UTF-8 where it is valid, else windows-1251. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1251').decode(bytes);
  }
}

/** Writes the book as XLSX, or its first sheet as CSV, by the name's extension. */
export async function saveBook(book: Book, cwd: string, name: string): Promise<void> {
  const file = path.resolve(cwd, name);
  const sheet = book.sheets()[0];
  if (/\.csv$/i.test(name)) writeFileSync(file, sheet ? exportCsv(sheet) : '');
  else writeFileSync(file, await writeXlsx(book));
}

/** Script files of a folder (with pages and manifest), or one script file. File order is by path, as on Google's side by creation. */
export function scriptFiles(cwd: string, name: string): SourceFile[] {
  const place = path.resolve(cwd, name);
  if (!existsSync(place)) throw new InputError(`${name}: there is no such file or folder.`);
  if (!statSync(place).isDirectory()) return [{ path: path.basename(place), source: readFileSync(place, 'utf8') }];
  const files = readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /\.(js|gs|html?)$/i.test(file) || path.posix.basename(file) === 'appsscript.json')
    .filter((file) => !/(^|\/)(node_modules|\.git)\//.test(file))
    .sort();
  if (!files.some((file) => /\.(js|gs)$/i.test(file))) throw new InputError(`${name} holds no script file (.js or .gs).`);
  return files.map((file) => ({ path: file, source: readFileSync(path.join(place, file), 'utf8') }));
}

/** Parses JSON given on the command line. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InputError(`${what} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
