/** Rewrites array literals that hold references or calls into VSTACK and HSTACK. Pure. */

interface Piece { readonly text: string; readonly end: number }

/** Index after the quoted text that starts at `start` (quotes are doubled inside). */
export function skipQuoted(formula: string, start: number): number {
  const quote = formula[start];
  let index = start + 1;
  while (index < formula.length) {
    if (formula[index] === quote) {
      if (formula[index + 1] !== quote) return index + 1;
      index += 1;
    }
    index += 1;
  }
  return formula.length;
}

const CONSTANT = /^\s*(?:[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?%?|[+-]?\.\d+|"(?:[^"]|"")*"|true|false|#[a-z/0]+[!?]?)?\s*$/i;

/** Reads the literal that opens at `start`. */
function readLiteral(formula: string, start: number): Piece {
  const rows: string[][] = [[]];
  let item = '';
  let depth = 0;
  let index = start + 1;
  const close = (): void => {
    rows[rows.length - 1]?.push(item);
    item = '';
  };
  for (; index < formula.length; index += 1) {
    const char = formula[index] ?? '';
    if (char === '"' || char === "'") {
      const end = skipQuoted(formula, index);
      item += formula.slice(index, end);
      index = end - 1;
    } else if (char === '{') {
      const inner = readLiteral(formula, index);
      item += inner.text;
      index = inner.end - 1;
    } else if (char === '(') {
      depth += 1;
      item += char;
    } else if (char === ')') {
      depth -= 1;
      item += char;
    } else if (char === '}' && depth === 0) {
      break;
    } else if (char === ',' && depth === 0) {
      close();
    } else if (char === ';' && depth === 0) {
      close();
      rows.push([]);
    } else {
      item += char;
    }
  }
  close();
  const end = Math.min(index + 1, formula.length);
  if (rows.every((row) => row.every((text) => CONSTANT.test(text)))) return { text: formula.slice(start, end), end };
  const lines = rows.map((row) => (row.length === 1 ? (row[0] ?? '').trim() : `HSTACK(${row.map((text) => text.trim()).join(',')})`));
  return { text: lines.length === 1 ? lines[0] ?? '' : `VSTACK(${lines.join(',')})`, end };
}

/** An en-US formula with every literal of references rewritten; literals of constants stay. */
export function expandArrayLiterals(formula: string): string {
  if (!formula.includes('{')) return formula;
  let result = '';
  for (let index = 0; index < formula.length;) {
    const char = formula[index] ?? '';
    if (char === '"' || char === "'") {
      const end = skipQuoted(formula, index);
      result += formula.slice(index, end);
      index = end;
    } else if (char === '{') {
      const piece = readLiteral(formula, index);
      result += piece.text;
      index = piece.end;
    } else {
      result += char;
      index += 1;
    }
  }
  return result;
}
