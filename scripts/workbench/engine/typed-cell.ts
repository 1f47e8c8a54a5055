/** What typing a text into a cell writes. */
import type { CellInput } from './values';
import { parseTyped, todaySerial } from './typed-input';

/** `pattern` is the cell's number format; `@` keeps any text as it is. */
export function typedCell(text: string, pattern: string | null, book: { readonly locale: string; readonly timeZone: string }, now: Date): CellInput {
  if (pattern === '@') return text === '' ? null : text;
  const typed = parseTyped(text, { locale: book.locale, timeZone: book.timeZone, todaySerial: todaySerial(now, book.timeZone) });
  switch (typed.kind) {
    case 'blank': return null;
    case 'formula': return { formula: typed.formula };
    case 'number':
    case 'date': return pattern === null && typed.pattern !== null ? { value: typed.value, pattern: typed.pattern } : { value: typed.value };
    case 'text':
    case 'boolean': return { value: typed.value };
  }
}
