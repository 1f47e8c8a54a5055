/** XLSX bytes ↔ books. */
import type { Book, Engine } from './book';

/** The whole book as XLSX bytes. Settle first. */
export declare function writeXlsx(book: Book): Promise<Uint8Array>;
/** A new book from XLSX bytes. */
export declare function readXlsx(engine: Engine, bytes: Uint8Array, options?: { readonly name?: string; readonly locale?: string; readonly timeZone?: string }): Promise<Book>;
