/** References inside formula texts: finding them, A1 ↔ R1C1, and moving them with a copied cell. Pure. */
import { columnIndex, columnLetters, maxColumns } from './a1-notation';

interface Part {
  /** The index, or the offset from the formula's own cell when relative. */
  readonly value: number;
  readonly absolute: boolean;
}

interface Corner {
  readonly row: Part | null;
  readonly column: Part | null;
}

interface Reference {
  readonly first: Corner;
  readonly second: Corner | null;
}

/** The cell a formula stands in, 0-based. */
export interface FormulaCell {
  readonly row: number;
  readonly column: number;
}

const wordBefore = /[\p{L}\p{N}_.]$/u;
const wordAfter = /^[\p{L}\p{N}_.(!]/u;
const a1Pattern = /\$?[A-Za-z]{1,3}\$?\d{1,9}(?::\$?[A-Za-z]{0,3}\$?\d{0,9})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?:\$?\d{1,9})?|\$?\d{1,9}:\$?\d{1,9}/y;
const r1c1Side = String.raw`(?:R(?:\[-?\d+\]|\d+)?C(?:\[-?\d+\]|\d+)?|R(?:\[-?\d+\]|\d+)|C(?:\[-?\d+\]|\d+))`;
const r1c1Pattern = new RegExp(`${r1c1Side}(?::${r1c1Side})?`, 'iy');

/** Calls `replace` for each reference candidate of a formula; strings and quoted sheet names are left alone. */
function mapReferences(formula: string, pattern: RegExp, replace: (text: string) => string | null): string {
  let out = '';
  let index = 0;
  while (index < formula.length) {
    const char = formula.charAt(index);
    if (char === '"' || char === "'") {
      let end = index + 1;
      while (end < formula.length && (formula.charAt(end) !== char || formula.charAt(end + 1) === char)) {
        end += formula.charAt(end) === char ? 2 : 1;
      }
      out += formula.slice(index, end + 1);
      index = end + 1;
      continue;
    }
    pattern.lastIndex = index;
    const found = wordBefore.test(out) ? null : pattern.exec(formula);
    if (found !== null) {
      const text = found[0].endsWith(':') ? found[0].slice(0, -1) : found[0];
      const changed = wordAfter.test(formula.slice(index + text.length)) ? null : replace(text);
      if (changed !== null) {
        out += changed;
        index += text.length;
        continue;
      }
    }
    out += char;
    index += 1;
  }
  return out;
}

function a1Corner(text: string, cell: FormulaCell): Corner | null {
  const match = /^(?:(\$?)([A-Za-z]{1,3}))?(?:(\$?)(\d{1,9}))?$/.exec(text);
  if (match === null || text === '') return null;
  const part = (mark: string | undefined, index: number, own: number): Part =>
    mark === '$' ? { value: index, absolute: true } : { value: index - own, absolute: false };
  const column = match[2] === undefined ? null : columnIndex(match[2]);
  const row = match[4] === undefined ? null : Number(match[4]) - 1;
  if ((column !== null && column >= maxColumns) || (row !== null && row < 0)) return null;
  return {
    column: column === null ? null : part(match[1], column, cell.column),
    row: row === null ? null : part(match[3], row, cell.row),
  };
}

function r1c1Corner(text: string): Corner | null {
  const match = /^(R(?:\[(-?\d+)\]|(\d+))?)?(C(?:\[(-?\d+)\]|(\d+))?)?$/i.exec(text);
  if (match === null || text === '') return null;
  const part = (whole: string | undefined, offset: string | undefined, index: string | undefined): Part | null => {
    if (whole === undefined) return null;
    return index === undefined ? { value: Number(offset ?? 0), absolute: false } : { value: Number(index) - 1, absolute: true };
  };
  return { row: part(match[1], match[2], match[3]), column: part(match[4], match[5], match[6]) };
}

function readReference(text: string, corner: (side: string) => Corner | null): Reference | null {
  const [left, right] = text.split(':');
  const first = corner(left ?? '');
  const second = right === undefined ? null : corner(right);
  if (first === null || (right !== undefined && second === null)) return null;
  if (second === null && (first.row === null || first.column === null)) return null;
  return { first, second };
}

function printR1C1(corner: Corner): string {
  const part = (letter: string, value: Part | null): string => {
    if (value === null) return '';
    return value.absolute ? letter + String(value.value + 1) : `${letter}[${String(value.value)}]`;
  };
  return part('R', corner.row) + part('C', corner.column);
}

/** A corner in A1 notation as seen from a cell; `null` when it falls off the sheet. */
function printA1(corner: Corner, cell: FormulaCell): string | null {
  let text = '';
  if (corner.column !== null) {
    const column = corner.column.absolute ? corner.column.value : cell.column + corner.column.value;
    if (column < 0 || column >= maxColumns) return null;
    text += (corner.column.absolute ? '$' : '') + columnLetters(column);
  }
  if (corner.row !== null) {
    const row = corner.row.absolute ? corner.row.value : cell.row + corner.row.value;
    if (row < 0) return null;
    text += (corner.row.absolute ? '$' : '') + String(row + 1);
  }
  return text;
}

function printReferenceA1(reference: Reference, cell: FormulaCell): string {
  const first = printA1(reference.first, cell);
  const second = reference.second === null ? '' : printA1(reference.second, cell);
  if (first === null || second === null) return '#REF!';
  return reference.second === null ? first : `${first}:${second}`;
}

/** Rewrites an A1 formula of the given cell in R1C1 notation. */
export function formulaToR1C1(formula: string, cell: FormulaCell): string {
  return mapReferences(formula, a1Pattern, (text) => {
    const reference = readReference(text, (side) => a1Corner(side, cell));
    if (reference === null) return null;
    return printR1C1(reference.first) + (reference.second === null ? '' : `:${printR1C1(reference.second)}`);
  });
}

/** Rewrites an R1C1 formula in A1 notation for the given cell; a reference off the sheet becomes `#REF!`. */
export function formulaFromR1C1(formula: string, cell: FormulaCell): string {
  return mapReferences(formula, r1c1Pattern, (text) => {
    const sides = text.split(':').map(r1c1Corner);
    const first = sides[0] ?? null;
    if (first === null) return null;
    // `R[1]` or `C2` alone stand for a whole row or column.
    const whole = sides.length === 1 && (first.row === null || first.column === null);
    const second = whole ? first : (sides[1] ?? null);
    return printReferenceA1({ first, second }, cell);
  });
}

/** The formula as it reads after being copied from one cell to another: relative references move, `$` ones stay. */
export function moveFormula(formula: string, from: FormulaCell, to: FormulaCell): string {
  if (from.row === to.row && from.column === to.column) return formula;
  return mapReferences(formula, a1Pattern, (text) => {
    const reference = readReference(text, (side) => a1Corner(side, from));
    return reference === null ? null : printReferenceA1(reference, to);
  });
}
