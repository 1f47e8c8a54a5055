/** Fingerprints of cells and rows as they were written: they tell whether somebody changed them since. Not a secret. */
import type { Cell } from '../../core/table/cell';
import { isDateCell, isEmptyCell } from '../../core/table/cell';

/** Characters of one fingerprint: 54 bits, so that among 100,000 rows two different ones meet about once in a million bases. */
export const FINGERPRINT_LENGTH = 9;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SECONDS_A_DAY = 86_400;
/** A date may be read back as its serial number, and a sum may lose its last binary digit on the way through a spreadsheet. */
const KEPT_DIGITS = 12;

/** The fingerprint of a text. */
export function fingerprintOf(text: string): string {
  let first = 0xdeadbeef;
  let second = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ unit, 2_654_435_761);
    second = Math.imul(second ^ unit, 1_597_334_677);
  }
  // Each half takes part in the other, so that every bit depends on every character.
  first = Math.imul(first ^ (first >>> 16), 2_246_822_507) ^ Math.imul(second ^ (second >>> 13), 3_266_489_909);
  second = Math.imul(second ^ (second >>> 16), 2_246_822_507) ^ Math.imul(first ^ (first >>> 13), 3_266_489_909);
  let result = '';
  for (let shift = 0; shift < 30; shift += 6) result += ALPHABET.charAt((first >>> shift) & 63);
  for (let shift = 0; shift < 24; shift += 6) result += ALPHABET.charAt((second >>> shift) & 63);
  return result;
}

/** A cell as text by which it is compared: empty as '', dates and numbers alike, texts and booleans by their kind. */
export function comparable(cell: Cell | undefined): string {
  if (cell === null || cell === undefined || isEmptyCell(cell)) return '';
  if (isDateCell(cell)) return number(cell.day + (cell.secondOfDay ?? 0) / SECONDS_A_DAY);
  if (typeof cell === 'number') return number(cell);
  return typeof cell === 'boolean' ? `b${cell ? 1 : 0}` : `t${cell.replace(/\r\n?/g, '\n').trim()}`;
}

function number(value: number): string {
  return `n${Number(value.toPrecision(KEPT_DIGITS))}`;
}

/** The fingerprint of one cell. */
export function cellFingerprint(cell: Cell | undefined): string {
  return fingerprintOf(comparable(cell));
}

/** Names each column of a tab for `rowFingerprint`: its stable key, '' for a column of the owner, null for one that is left out. */
export type ColumnNames = readonly (string | null)[];

/**
 * The fingerprint of a whole row, wherever its columns stand: every cell with content counts, under the key of its column.
 * Columns of the owner have no key, so that renaming and moving them changes nothing.
 */
export function rowFingerprint(row: readonly Cell[], names: ColumnNames): string {
  const parts: string[] = [];
  row.forEach((cell, index) => {
    const name = names[index] === undefined ? '' : names[index];
    const text = comparable(cell);
    if (name !== null && text !== '') parts.push(`${name}=${text}`);
  });
  return fingerprintOf(parts.sort().join('\n'));
}

/** True for the key that an import gives to a column of the owner, which has none before. */
export function isOwnKey(key: string): boolean {
  return key.startsWith('own-');
}

/** Column names of a tab by its columns with a stable key; a column of the owner is his also after an import gave it one. @param leftOut keys of columns that do not count, such as the computed ones */
export function columnNames(columns: ReadonlyMap<string, number>, width: number, leftOut: readonly string[]): ColumnNames {
  const names: (string | null)[] = Array.from({ length: width }, () => '');
  columns.forEach((index, key) => {
    names[index] = leftOut.includes(key) ? null : isOwnKey(key) ? '' : key;
  });
  return names;
}
