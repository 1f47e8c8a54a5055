/** Says what the cells of a column look like. */
import { isDateCell } from './cell';
import type { Cell } from './cell';
import { cellText } from './client-key';
import { readDate } from './dates';
import { readFlag } from './flag';
import { readNumber } from './numbers';

/** What the cells of a column look like. */
export type ContentKind = 'empty' | 'date' | 'number' | 'email' | 'phone' | 'flag' | 'text';

const KIND_SHARE = 0.8;

/** The kind that at least four of five filled cells have; text otherwise. @param cells filled cells only */
export function contentOf(cells: readonly Cell[]): ContentKind {
  if (cells.length === 0) return 'empty';
  const counts = new Map<ContentKind, number>();
  for (const cell of cells) {
    const kind = kindOf(cell);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  let result: ContentKind = 'text';
  counts.forEach((count, kind) => {
    if (count / cells.length >= KIND_SHARE) result = kind;
  });
  return result;
}

function kindOf(cell: Cell): ContentKind {
  if (isDateCell(cell)) return 'date';
  if (typeof cell === 'boolean') return 'flag';
  if (typeof cell === 'number') return 'number';
  const text = cellText(cell);
  if (/^\S+@\S+\.\S+$/.test(text.replace(/^mailto:/i, '')) || /<\S+@\S+>$/.test(text)) return 'email';
  if (readDate(text).state === 'ok' || readDate(text).state === 'impossible') return 'date';
  if (isPhone(text)) return 'phone';
  if (readNumber(text).state === 'ok') return 'number';
  return readFlag(text) === undefined ? 'text' : 'flag';
}

/** Ten to fifteen digits with a plus, brackets or dashes, or a bare Russian number. */
function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 10 || digits.length > 15 || !/^[+\d\s()./-]+$/.test(text)) return false;
  return /[+()-]/.test(text) || /^[78]\d{10}$/.test(digits);
}
