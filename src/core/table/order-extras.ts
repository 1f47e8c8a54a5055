/** Rows of exports that are no orders: totals and subtotals, page numbers, "printed on", signatures. */
import type { Cell } from './cell';

const TOTAL_WORDS = '(?:итого|всего|общий итог|промежуточный итог|итог|total|grand total|sub-?total)';
/** A row without a readable date may go on after the word: "Итого по складу Центральный". */
const TOTAL_BEGINNING = new RegExp(`^${TOTAL_WORDS}(?:\\s|:|$)`, 'i');
/** A row with a date is a total only when the cell says nothing else: a client may be called "Total Energies". */
const WHOLE_TOTAL = new RegExp(`^${TOTAL_WORDS}\\s*(?::\\s*)?(?:(?:за|по|на|for|of|by)\\s.*)?$`, 'i');
const FOOTER = new RegExp(
  '^(?:(?:страница|стр\\.?|лист|page)\\s*№?\\s*\\d+(?:\\s*(?:из|of|/)\\s*\\d+)?' +
    '|(?:отч[её]т\\s+)?(?:сформирован|выгружен|напечатан)[аоы]?(?:[\\s:].*)?' +
    '|(?:generated|printed|exported)\\s+(?:on|at|by)\\s.*' +
    '|(?:руководитель|главный бухгалтер|исполнитель|ответственный)[\\s:_/.].*)$',
  'i',
);

/** True when any cell of a row without a readable date begins with a word for a total. */
export function isTotalRow(cells: readonly Cell[]): boolean {
  return cells.some((cell) => typeof cell === 'string' && TOTAL_BEGINNING.test(cell.trim()));
}

/** True when a cell is a word for a total and nothing but it. */
export function standsForTotal(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && WHOLE_TOTAL.test(cell.trim());
}

/** True when the first filled cell is a page number, the moment of the export or a line for a signature. */
export function isFooterRow(cells: readonly Cell[]): boolean {
  const first = cells.find((cell) => typeof cell === 'string' && cell.trim() !== '');
  return typeof first === 'string' && FOOTER.test(first.trim());
}
