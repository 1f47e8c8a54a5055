/** The one sentence that a custom function answers with where it cannot count. */
import type { Issue, IssueCode, IssueParams, Place } from '../../core/issue';
import { issue } from '../../core/issue';
import type { Language } from '../../core/language/language';
import { issueText, text } from '../../core/language/text';
import type { Cell } from '../../core/table/cell';

/** Who reads the cell; null = nothing tells, so a sentence is written in both languages. */
export type Reader = Language | null;

/** A bad argument: the message is the sentence shown in the cell. */
export class FigureError extends Error {}

/** Throws the sentence of a code. Rows are counted from the first one of the ranges: a function is not told where they begin. */
export function refuse(code: IssueCode, reader: Reader, params: IssueParams, rowIndex?: number, column?: string): never {
  throw new FigureError(inLanguages(reader, (language) => {
    const place: Place = {
      ...(rowIndex === undefined ? {} : { sheet: text(language, 'place.ranges'), rowIndex }),
      ...(column === undefined ? {} : { columnName: column }),
    };
    return issueText(issue(code, params, place), language);
  }));
}

/** Throws the sentence of an issue that the engine found. */
export function refuseFor(found: Issue, reader: Reader): never {
  throw new FigureError(inLanguages(reader, (language) => issueText(found, language)));
}

function inLanguages(reader: Reader, sentence: (language: Language) => string): string {
  return reader === null ? `${sentence('en')} / ${sentence('ru')}` : sentence(reader);
}

/** Cyrillic cells get Russian words: a custom function may not ask who reads it. Null where no cell holds a letter; error values tell nothing. */
export function readerOf(cells: Iterable<Cell>): Reader {
  let reader: Reader = null;
  for (const cell of cells) {
    if (typeof cell !== 'string' || isErrorText(cell)) continue;
    if (/[а-яё]/i.test(cell)) return 'ru';
    if (reader === null && /[a-z]/i.test(cell)) reader = 'en';
  }
  return reader;
}

const ERROR_VALUE = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|ERROR!|SPILL!|CALC!)/;

/** True for the text by which an error value of another formula reaches a function. */
export function isErrorText(cell: Cell): cell is string {
  return typeof cell === 'string' && cell.charCodeAt(0) === 35 && ERROR_VALUE.test(cell);
}

/** The error in a cell as it is named to the reader: an error value, NaN or Infinity; undefined for every other cell. */
export function errorIn(cell: Cell): string | undefined {
  if (isErrorText(cell)) return cell;
  return typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : undefined;
}
