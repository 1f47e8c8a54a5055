/** Formulas of Sheets ↔ formulas as an XLSX file holds them. Pure. */
import type { Scalar } from './values';
import { skipQuoted } from './array-literal';

/** Functions that Excel writes with a prefix in files. */
const NEWER = new Set(('CONCAT TEXTJOIN IFS SWITCH MAXIFS MINIFS XLOOKUP XMATCH UNIQUE SEQUENCE RANDARRAY VSTACK HSTACK TOCOL TOROW TAKE DROP '
  + 'CHOOSECOLS CHOOSEROWS WRAPROWS WRAPCOLS EXPAND TEXTSPLIT TEXTBEFORE TEXTAFTER IFNA XOR FILTER NUMBERVALUE DAYS ISOWEEKNUM FORMULATEXT').split(' '));
const WORKSHEET_PREFIX = new Set(['FILTER']);

/** Functions of Sheets that Excel lacks or reads differently, beside all that `isKnown` does not know. */
const FOREIGN = new Set(('SORT SORTN QUERY ARRAYFORMULA SPLIT JOIN COUNTUNIQUE FLATTEN ARRAY_CONSTRAIN SPARKLINE IMPORTRANGE GOOGLEFINANCE TO_DATE TO_TEXT '
  + 'TO_PURE_NUMBER TO_PERCENT ISEMAIL ISURL EPOCHTODATE REGEXMATCH REGEXEXTRACT REGEXREPLACE LET LAMBDA MAP REDUCE SCAN BYROW BYCOL MAKEARRAY').split(' '));

const LAST_ROW = 1_048_576;
const COMPUTED = '"""COMPUTED_VALUE"""';

function calls(formula: string): string[] {
  return [...outside(formula).matchAll(/([A-Z_][A-Z0-9_.]*)\s*\(/gi)].map((match) => (match[1] ?? '').toUpperCase());
}

/** The formula with quoted texts blanked. */
function outside(formula: string): string {
  let result = '';
  for (let index = 0; index < formula.length;) {
    if (formula[index] === '"') {
      const end = skipQuoted(formula, index);
      result += '""';
      index = end;
    } else {
      result += formula[index];
      index += 1;
    }
  }
  return result;
}

function replaceOutside(formula: string, change: (text: string) => string): string {
  return formula.split(/("(?:[^"]|"")*")/).map((piece, index) => (index % 2 ? piece : change(piece))).join('');
}

function literal(value: Scalar): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return `"${String(value ?? '').replaceAll('"', '""')}"`;
}

/** Formula text (without `=`) for a file. What Excel cannot calculate keeps its value, as in a file that Sheets itself exports. */
export function toXlsxFormula(formula: string, result: Scalar, isKnown: (name: string) => boolean): string {
  const body = formula.slice(1);
  if (outside(body).includes('{') || calls(body).some((name) => FOREIGN.has(name) || !isKnown(name))) {
    return `IFERROR(__xludf.DUMMYFUNCTION(${literal(body)}),${literal(result)})`;
  }
  return replaceOutside(body, (text) => text
    .replace(/(\$?[A-Z]{1,3}\$?\d+):(\$?)([A-Z]{1,3})(?![A-Za-z\d($])/g, (_all, start: string, fix: string, column: string) => `${start}:${fix}${column}$${LAST_ROW}`)
    .replace(/([A-Z][A-Z0-9.]*)(?=\s*\()/gi, (name) => (NEWER.has(name.toUpperCase()) ? `_xlfn.${WORKSHEET_PREFIX.has(name.toUpperCase()) ? '_xlws.' : ''}${name.toUpperCase()}` : name)));
}

/** Formula text for a cell that another cell's array fills. */
export function spilledXlsxFormula(result: Scalar): string {
  return `IFERROR(__xludf.DUMMYFUNCTION(${COMPUTED}),${literal(result)})`;
}

/** en-US formula with `=`; null for a cell that an array fills. */
export function fromXlsxFormula(text: string): string | null {
  const dummy = /^IFERROR\(__xludf\.DUMMYFUNCTION\(("(?:[^"]|"")*")\)/i.exec(text);
  if (dummy) {
    const inner = (dummy[1] ?? '""').slice(1, -1).replaceAll('""', '"');
    return inner === '"COMPUTED_VALUE"' ? null : `=${inner}`;
  }
  return `=${replaceOutside(text, (piece) => piece.replace(/_xlfn\.|_xlws\.|_xlpm\./gi, '').replace(new RegExp(`(:\\$?[A-Z]{1,3})\\$?${LAST_ROW}\\b`, 'g'), '$1'))}`;
}
