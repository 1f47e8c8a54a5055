/** Translates formulas between the notation of a locale and en-US, and moves relative references. Pure. */
import { skipQuoted } from './array-literal';
import { columnIndex, columnName } from './rect';

/** True when the locale writes decimals with a comma (and therefore separates arguments with `;`). */
export function usesDecimalComma(locale: string): boolean {
  return !/^(?:en|ja|zh|ko|th|he|hi)(?:_|$)|^es_(?:MX|US)|^$/.test(locale);
}

/** Calls `visit` for each piece outside of quotes and copies the rest. */
function outsideQuotes(formula: string, visit: (char: string, index: number, depth: readonly ('(' | '{')[]) => string): string {
  let result = '';
  const depth: ('(' | '{')[] = [];
  for (let index = 0; index < formula.length;) {
    const char = formula[index] ?? '';
    if (char === '"' || char === "'") {
      const end = skipQuoted(formula, index);
      result += formula.slice(index, end);
      index = end;
      continue;
    }
    if (char === '(' || char === '{') depth.push(char);
    result += visit(char, index, depth);
    if (char === ')' || char === '}') depth.pop();
    index += 1;
  }
  return result;
}

const inArray = (depth: readonly string[]): boolean => depth[depth.length - 1] === '{';
const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

/** en-US → notation of the locale (`,` → `;`, `.` → `,`, columns in `{}` → `\`). */
export function localizeFormula(formula: string, locale: string): string {
  if (!usesDecimalComma(locale)) return formula;
  return outsideQuotes(formula, (char, index, depth) => {
    if (char === ',') return inArray(depth) ? '\\' : ';';
    return char === '.' && isDecimalPoint(formula, index) ? ',' : char;
  });
}

function isDecimalPoint(formula: string, index: number): boolean {
  if (!isDigit(formula[index + 1]) && !isDigit(formula[index - 1])) return false;
  // `A1.5` or `LOG.2` would be a name, not a number.
  const before = /[A-Za-zА-яЁё_$\d]*$/.exec(formula.slice(0, index))?.[0] ?? '';
  return before === '' || /^\d+$/.test(before);
}

/**
 * Notation of the locale, or en-US, → en-US. A formula of a decimal-comma locale that holds no `;`, `\` and no comma between digits is taken as en-US
 * (Sheets accepts both).
 */
export function delocalizeFormula(formula: string, locale: string): string {
  if (!usesDecimalComma(locale) || !isLocalNotation(formula)) return commaSeparated(formula);
  return outsideQuotes(formula, (char, index, depth) => {
    if (char === ';') return inArray(depth) ? ';' : ',';
    if (char === '\\') return ',';
    if (char === ',' && isDigit(formula[index + 1]) && (isDigit(formula[index - 1]) || !/[A-Za-z\d)]/.test(formula[index - 1] ?? ''))) return '.';
    return char;
  });
}

/** Sheets takes `;` between arguments in every locale. */
export function commaSeparated(formula: string): string {
  return formula.includes(';') ? outsideQuotes(formula, (char, _index, depth) => (char === ';' && !inArray(depth) ? ',' : char)) : formula;
}

/** True when the separators can only be those of a decimal-comma locale. */
function isLocalNotation(formula: string): boolean {
  let local = false;
  let enUs = false;
  outsideQuotes(formula, (char, index, depth) => {
    if ((char === ';' && !inArray(depth)) || char === '\\') local = true;
    if (char === ',' && depth.length === 0) local = true;
    if (char === ',' && depth.length > 0 && !(isDigit(formula[index - 1]) && isDigit(formula[index + 1]))) enUs = true;
    if (char === '.' && isDecimalPoint(formula, index)) enUs = true;
    // A comma between digits inside brackets is a decimal one unless something else says en-US.
    if (char === ',' && isDigit(formula[index - 1]) && isDigit(formula[index + 1])) local ||= !/,\s|\.\d/.test(formula);
    return char;
  });
  return local && !enUs;
}

/** The part of Univer's lexer that moves references. */
export interface ReferenceMover {
  readonly moveFormulaRefOffset: (formula: string, columns: number, rows: number) => string;
}

const OPEN_RANGE = /((?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?(\$?)([A-Z]{1,3})(\$?)(\d{1,7}):(\$?)([A-Z]{1,3})(?![A-Za-z\d(])/g;

/** Moves relative references; open ranges (`A2:A`), which the lexer does not know, are moved here. */
export function moveReferences(lexer: ReferenceMover, formula: string, columns: number, rows: number): string {
  const open: string[] = [];
  const masked = maskOutsideText(formula, (text) => text.replace(OPEN_RANGE, (_all, sheet: string | undefined, fixA: string, a: string, fixRow: string, row: string, fixB: string, b: string) => {
    const move = (letters: string, fixed: string): string => (fixed ? letters : columnName(Math.max(0, columnIndex(letters) + columns)));
    const line = fixRow ? Number(row) : Number(row) + rows;
    const outside = line < 1 || (!fixA && columnIndex(a) + columns < 0);
    open.push(outside ? '#REF!' : `${sheet ?? ''}${fixA}${move(a, fixA)}${fixRow}${line}:${fixB}${move(b, fixB)}`);
    return `"\u0001${open.length - 1}\u0001"`;
  }));
  const moved = lexer.moveFormulaRefOffset(masked, columns, rows);
  return moved.replace(/"\u0001(\d+)\u0001"/g, (_all, index: string) => open[Number(index)] ?? '');
}

/** Applies `change` to the pieces outside of double quotes. */
function maskOutsideText(formula: string, change: (text: string) => string): string {
  return formula.split(/("(?:[^"]|"")*")/).map((piece, index) => (index % 2 ? piece : change(piece))).join('');
}
