/** Cells in which a formula failed, as spreadsheets write them in both languages. */
import type { Cell } from './cell';

const ERROR_CELL = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|ERROR!|SPILL!|CALC!|Н\/Д|ССЫЛКА!|ЗНАЧ!|ДЕЛ\/0!|ИМЯ\?|ЧИСЛО!|ПУСТО!)$/i;

/** True for the text of a failed formula, such as `#N/A`. */
export function isErrorCell(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && ERROR_CELL.test(cell.trim());
}
