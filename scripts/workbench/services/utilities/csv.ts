/** Utilities.parseCsv: RFC 4180 rows with any one-character delimiter. */

/**
 * Rows of a CSV text, or null when its quoting is broken (a quote inside an unquoted field, text after a closing quote,
 * a quote that is never closed). CRLF, LF and CR end a row; an end of line at the very end starts no further row.
 */
export function parseCsvRows(text: string, delimiter = ','): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let position = 0;
  while (position <= text.length) {
    let field = '';
    if (text[position] === '"') {
      position += 1;
      for (;;) {
        const closing = text.indexOf('"', position);
        if (closing < 0) return null;
        field += text.slice(position, closing);
        position = closing + 1;
        if (text[position] !== '"') break;
        field += '"';
        position += 1;
      }
      const next = text[position];
      if (next !== undefined && next !== delimiter && next !== '\r' && next !== '\n') return null;
    } else {
      const start = position;
      while (position < text.length && text[position] !== delimiter && text[position] !== '\r' && text[position] !== '\n') {
        if (text[position] === '"') return null;
        position += 1;
      }
      field = text.slice(start, position);
    }
    row.push(field);
    const separator = text[position];
    position += 1;
    if (separator === delimiter) continue;
    rows.push(row);
    row = [];
    if (separator === '\r' && text[position] === '\n') position += 1;
    if (separator === undefined || position >= text.length) return rows;
  }
  return rows;
}
