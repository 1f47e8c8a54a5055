/** The chosen file as grids of cells: read by the pure reader of core; a text file can be read again in another encoding or with another separator. */
import { readCsv, type Separator } from '../../../src/core/file/csv-reader';
import { readFile, type FileKind } from '../../../src/core/file/file';
import { readXlsx } from '../../../src/core/file/xlsx';
import type { Issue, Outcome } from '../../../src/core/issue';
import type { NamedGrid } from '../../../src/core/table/cell';

/** Encodings offered for a text file; the browser decodes all of them. */
export const ENCODINGS = ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be', 'ibm866', 'koi8-r', 'x-mac-cyrillic', 'windows-1252'] as const;
export type SourceEncoding = (typeof ENCODINGS)[number];

/** Separators offered for a text file. */
export const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|'];

/** A file that could be read. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly kind: FileKind;
  readonly grids: readonly NamedGrid[];
  /** Present for text files only. */
  readonly encoding: SourceEncoding | null;
  readonly separator: Separator | null;
  readonly issues: readonly Issue[];
}

/** Reads a file; the value is null when nothing could be read and the issues say why. */
export function readSource(bytes: Uint8Array, name: string): Outcome<SourceFile | null> {
  const { value, issues } = readFile(bytes, name, readXlsx);
  if (value === null) return { value: null, issues };
  const encoding = ENCODINGS.find((known) => known === value.encoding) ?? null;
  const separator = SEPARATORS.find((known) => known === value.separator) ?? null;
  return { value: { name, bytes, kind: value.kind, grids: value.grids, encoding, separator, issues }, issues };
}

/** The same bytes read again as the owner says. */
export function rereadSource(source: SourceFile, encoding: SourceEncoding, separator: Separator): SourceFile {
  const text = new TextDecoder(encoding).decode(source.bytes);
  const { value, issues } = readCsv(text, separator);
  const name = source.grids[0]?.name ?? source.name;
  return { ...source, encoding, separator, issues, grids: [{ name, grid: value }] };
}
