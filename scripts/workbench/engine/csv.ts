/** CSV text ↔ cells of a sheet. */
import type { Sheet } from './book';

/** Separator is detected when absent. RFC 4180 with tolerant quotes. */
export declare function parseCsv(text: string, separator?: string): string[][];
export declare function formatCsv(rows: readonly (readonly string[])[], separator?: string): string;
/** Types the rows into the sheet from A1 (each text as typed in the book's locale), growing the grid. */
export declare function importCsv(sheet: Sheet, text: string, options?: { readonly separator?: string; readonly asText?: boolean }): void;
/** Displayed texts of the data range. Settle first. */
export declare function exportCsv(sheet: Sheet, separator?: string): string;
