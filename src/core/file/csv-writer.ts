/** Writes CSV; cells that a spreadsheet would run as formulas are made harmless. */

import { monthOf } from '../table/month-names';

/** How to write. Defaults: comma, CRLF, no BOM, formula-safe. */
export interface CsvOptions {
  readonly separator?: ',' | ';' | '\t';
  readonly lineEnd?: '\r\n' | '\n';
  readonly bom?: boolean;
  readonly formulaSafe?: boolean;
}

/** A cell that can be written. */
export type CsvCell = string | number | boolean | null;

/** CSV text with a line end after the last row. */
export function writeCsv(rows: readonly (readonly CsvCell[])[], options: CsvOptions = {}): string {
  const { separator = ',', lineEnd = '\r\n', bom = false, formulaSafe = true } = options;
  const mustQuote = new RegExp(`["\\r\\n${separator}]|^\\s|\\s$`);
  const written = (cell: CsvCell): string => {
    if (cell === null) return '';
    if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
    if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
    const safe = formulaSafe && isFormulaText(cell) ? `'${cell}` : cell;
    return mustQuote.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const lines = rows.map((row) => row.map(written).join(separator) + lineEnd);
  return (bom ? '\ufeff' : '') + lines.join('');
}

/** True for a text that a spreadsheet would run: `=…`, `+…`, `@…`, `-…`, also after blanks or a tab. */
function isFormulaText(text: string): boolean {
  // A plain negative or signed number is data, not an attack.
  return /^[\s\u00a0]*[=+@\-\t\r]/.test(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text);
}

/** True for a text that a spreadsheet would parse as a formula, number, date or truth value when written as typed (`=…`, `+7…`, `00123`, `1-2`). */
export function needsTextCell(text: string): boolean {
  if (text === '') return false;
  if (text.startsWith("'") || isFormulaText(text)) return true;
  if (/^(?:true|false|истина|ложь)$/i.test(text.trim())) return true;
  // Anything that starts like a figure, money or date may be parsed in some locale; a text cell shows it as written.
  if (/^[\s(+\-$€£¥₽]*\d[\d\s\u00a0\u202f.,:/%)e+-]*(?:[₽€$£¥]|[ap]m)?$/i.test(text)) return true;
  const word = /^\d{1,2}[\s./-]+([^\d\s./-]{3,10})[\s./-]*\d{0,4}$/.exec(text) ?? /^([^\d\s./-]{3,10})\.?[\s./-]+\d{1,4}(?:[,\s]+\d{4})?$/.exec(text);
  return word !== null && monthOf(word[1] ?? '') !== undefined;
}
