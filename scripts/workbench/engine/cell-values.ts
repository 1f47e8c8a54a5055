/** What a Univer cell holds: its value, its error, whether it has content. Pure. */
import type { ICellData, Nullable } from '@univerjs/core';
import type { Scalar } from './values';
import { CellValueType } from '@univerjs/core';

/** Univer's error texts and what Sheets shows in their place. */
const ERRORS: ReadonlyMap<string, string> = new Map([
  ['#DIV/0!', '#DIV/0!'], ['#NAME?', '#NAME?'], ['#VALUE!', '#VALUE!'], ['#NUM!', '#NUM!'], ['#N/A', '#N/A'], ['#REF!', '#REF!'],
  ['#ERROR!', '#ERROR!'], ['#NULL!', '#NULL!'], ['#SPILL!', '#REF!'], ['#CYCLE!', '#REF!'], ['#CALC!', '#N/A'], ['#CONNECT!', '#REF!'],
]);

/** Error text as Sheets shows it; null when the text is no error. */
export function errorText(value: unknown): string | null {
  return typeof value === 'string' && value.startsWith('#') ? ERRORS.get(value) ?? null : null;
}

/** True for a cell that `getLastRow` of Sheets would count. */
export function hasContent(cell: Nullable<ICellData>): boolean {
  return !!cell && (!!cell.f || !!cell.si || (cell.v !== null && cell.v !== undefined && cell.v !== ''));
}

/** The value a cell holds; booleans are 0 and 1 with their own type in Univer. */
export function plainValue(cell: ICellData): Scalar {
  const { v, t } = cell;
  if (v === null || v === undefined) {
    const text = cell.p?.body?.dataStream;
    return text === undefined ? null : text.replace(/\r?\n?$/, '').replace(/\r/g, '\n');
  }
  if (t === CellValueType.BOOLEAN) return v === 1 || v === '1' || v === true || v === 'TRUE';
  if (t === CellValueType.NUMBER && typeof v === 'string') {
    const number = Number(v);
    return Number.isNaN(number) ? v : number;
  }
  if ((t === CellValueType.STRING || t === CellValueType.FORCE_STRING) && typeof v !== 'string') return String(v);
  return v;
}
