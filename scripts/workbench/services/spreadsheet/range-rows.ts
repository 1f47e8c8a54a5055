/** Small parts of the operations on the rows of a range: rewriting, comparing and splitting their values. Pure. */
import type { CellInput, Scalar } from '../../engine/values';
import { enumNameOf } from '../../runtime/service';

/** What is written to put a cell as it was read somewhere else in its rows. */
export function asInput(formula: string | null, value: Scalar, pattern: string | null): CellInput {
  return formula === null ? { value, pattern } : { formula, pattern };
}

/** A value as duplicates are compared: texts without case. */
export function comparable(value: Scalar): Scalar {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

const delimiters: Readonly<Record<string, string>> = { COMMA: ',', SEMICOLON: ';', PERIOD: '.', SPACE: ' ' };

/** The separator asked for, or the one of , ; . space that splits the most texts. */
export function separatorOf(delimiter: unknown, texts: readonly string[]): string {
  const named = delimiters[enumNameOf(delimiter) ?? ''];
  if (named !== undefined) return named;
  if (typeof delimiter === 'string' && delimiter !== '') return delimiter;
  const counts = [',', ';', '.', ' '].map((separator) => ({ separator, count: texts.filter((text) => text.includes(separator)).length }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).separator;
}
