/** Reads CSV and TSV text: quotes, CRLF, ragged rows, any of the usual separators. */
import { issue, outcome } from '../issue';
import type { Outcome } from '../issue';

export type Separator = ',' | ';' | '\t' | '|';

const SEPARATORS: readonly Separator[] = [';', '\t', ',', '|'];
const ROWS_LOOKED_AT = 50;
const TEXT_LOOKED_AT = 60000;

/** The separator that divides the first rows most evenly; comma for a single column. */
export function detectSeparator(text: string): Separator {
  const named = /^sep=([,;\t|])\r?\n/i.exec(text);
  const fromName = SEPARATORS.find((separator) => separator === named?.[1]);
  if (fromName !== undefined) return fromName;
  const start = text.slice(0, TEXT_LOOKED_AT);
  let best: Separator = ',';
  let bestScore = 0;
  for (const separator of SEPARATORS) {
    const rows = parse(start, separator).rows.slice(0, ROWS_LOOKED_AT).filter((row) => row.some((cell) => cell !== ''));
    const score = evenness(text.length > TEXT_LOOKED_AT ? rows.slice(0, -1) : rows);
    if (score > bestScore) {
      best = separator;
      bestScore = score;
    }
  }
  return best;
}

/** All rows as texts; rows keep their own lengths. A line `sep=;` of Excel is left out. */
export function readCsv(text: string, separator: Separator = detectSeparator(text)): Outcome<string[][]> {
  const body = text.replace(/^\ufeff/, '').replace(/^sep=[,;\t|]\r?\n/i, '');
  const { rows, unclosedRow } = parse(body, separator);
  return outcome(rows, unclosedRow === undefined ? [] : [issue('file.quoteUnclosed', {}, { rowIndex: unclosedRow })]);
}

/** Columns of the commonest width, weighed by how many rows have it: a comma inside amounts divides some rows only. */
function evenness(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let score = 0;
  counts.forEach((count, width) => {
    if (width > 1) score = Math.max(score, (count / rows.length) ** 2 * (1 + Math.log(width)));
  });
  return score;
}

function parse(text: string, separator: Separator): { rows: string[][]; unclosedRow?: number } {
  const rows: string[][] = [];
  let row: string[] = [];
  let position = 0;
  const length = text.length;
  while (position < length) {
    if (text.charAt(position) === '"') {
      const { value, next, isClosed } = quoted(text, position);
      if (!isClosed) {
        row.push(value);
        rows.push(row);
        return { rows, unclosedRow: rows.length - 1 };
      }
      // Characters after a closing quote belong to the cell: 5" pipe is better kept than lost.
      const end = cellEnd(text, next, separator);
      row.push(value + text.slice(next, end));
      position = end;
    } else {
      const end = cellEnd(text, position, separator);
      row.push(text.slice(position, end));
      position = end;
    }
    const mark = text.charAt(position);
    if (mark === separator) {
      position += 1;
      if (position === length) row.push('');
      continue;
    }
    if (mark === '\r' && text.charAt(position + 1) === '\n') position += 1;
    position += 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return { rows };
}

function quoted(text: string, start: number): { value: string; next: number; isClosed: boolean } {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return { value: value + text.slice(from), next: text.length, isClosed: false };
    value += text.slice(from, quote);
    if (text.charAt(quote + 1) !== '"') return { value, next: quote + 1, isClosed: true };
    value += '"';
    from = quote + 2;
  }
}

function cellEnd(text: string, start: number, separator: Separator): number {
  let end = start;
  while (end < text.length) {
    const mark = text.charAt(end);
    if (mark === separator || mark === '\n' || mark === '\r') break;
    end += 1;
  }
  return end;
}
