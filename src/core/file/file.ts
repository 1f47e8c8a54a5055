/** Reads a file of bytes into grids: text files here, XLSX through a reader that only the import dialog and the headless verbs bundle. */
import { issue, outcome } from '../issue';
import type { Issue, Outcome } from '../issue';
import type { NamedGrid } from '../table/cell';
import { detectSeparator, readCsv } from './csv-reader';
import type { Separator } from './csv-reader';
import { decodeText } from './encoding';
import type { Encoding } from './encoding';

/** Kinds told apart by their first bytes. */
export type FileKind = 'xlsx' | 'text' | 'xls' | 'pdf' | 'image' | 'archive' | 'empty';

/** What was read. */
export interface FileContent {
  readonly kind: FileKind;
  readonly grids: readonly NamedGrid[];
  readonly encoding?: Encoding;
  readonly separator?: Separator;
}

/** Reads an XLSX workbook; pass `readXlsx` of file/xlsx. */
export type WorkbookReader = (bytes: Uint8Array) => Outcome<readonly NamedGrid[]>;

const SIGNATURES: readonly (readonly [FileKind, readonly number[]])[] = [
  ['xlsx', [0x50, 0x4b, 0x03, 0x04]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['archive', [0x1f, 0x8b]],
  ['archive', [0x52, 0x61, 0x72, 0x21]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf]],
];

/** The kind of a file by its first bytes. A zip archive is taken for XLSX until its reader says otherwise. */
export function fileKindOf(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  const known = SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  return known?.[0] ?? 'text';
}

/**
 * Reads any supported file. The value is null when nothing could be read (the issue says why and what to do).
 * @param name file name for messages and the name of the grid
 */
export function readFile(bytes: Uint8Array, name: string, readWorkbook?: WorkbookReader): Outcome<FileContent | null> {
  const kind = fileKindOf(bytes);
  if (kind === 'empty') return outcome(null, [issue('file.empty', {}, { sheet: name })]);
  if (kind === 'text') return readText(bytes, name);
  if (kind !== 'xlsx' || readWorkbook === undefined) return outcome(null, [issue('file.unsupported', { name, kind })]);
  const workbook = readWorkbook(bytes);
  const isEmpty = workbook.value.length === 0 && workbook.issues.length === 0;
  if (isEmpty) return outcome(null, [issue('file.empty', {}, { sheet: name })]);
  if (workbook.value.length === 0) return outcome(null, workbook.issues);
  return outcome({ kind, grids: workbook.value }, workbook.issues);
}

function readText(bytes: Uint8Array, name: string): Outcome<FileContent | null> {
  const { text, encoding, doubtful } = decodeText(bytes);
  if (text.trim() === '') return outcome(null, [issue('file.empty', {}, { sheet: name })]);
  const separator = detectSeparator(text);
  const rows = readCsv(text, separator);
  const issues: Issue[] = rows.issues.map((entry) => ({ ...entry, place: { sheet: name, ...entry.place } }));
  if (doubtful > 0) issues.push(issue('file.encodingDoubtful', { count: doubtful, encoding }, { sheet: name }));
  return outcome({ kind: 'text', grids: [{ name, grid: rows.value }], encoding, separator }, issues);
}
