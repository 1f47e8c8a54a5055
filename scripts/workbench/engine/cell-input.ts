/** Makes a Univer cell of what is written into it. */
import type { ICellData, Nullable } from '@univerjs/core';
import type { StyleCache } from './cell-styles';
import type { CellInput, CellWrite } from './values';
import { CellValueType } from '@univerjs/core';
import { AUTOMATIC, withStyle } from './cell-styles';
import { commaSeparated } from './formula-text';

/** The new cell in place of `old`; null when nothing is left of it. */
export function cellFrom(input: CellInput, old: Nullable<ICellData>, styles: StyleCache): ICellData | null {
  const write: CellWrite = input !== null && typeof input === 'object' ? input : { value: input ?? null };
  const style = write.pattern === undefined ? old?.s ?? null : styles.patched(old, { pattern: write.pattern });
  const cell: ICellData = style ? { s: style } : {};
  if (write.formula) {
    cell.f = commaSeparated(write.formula);
    // The engine puts the format of the result on the cell; it must go with the formula.
    if (!styles.hasPattern(style)) cell.custom = AUTOMATIC;
    return cell;
  }
  // Only the format was given.
  if (write.value === undefined) return old ? withStyle(old, typeof style === 'string' ? style : styles.patched(old, {})) : style ? cell : null;
  const { value } = write;
  if (typeof value === 'number') {
    cell.v = value;
    cell.t = CellValueType.NUMBER;
  } else if (typeof value === 'boolean') {
    cell.v = value ? 1 : 0;
    cell.t = CellValueType.BOOLEAN;
  } else if (typeof value === 'string') {
    cell.v = value;
    cell.t = CellValueType.STRING;
    if (write.rich?.length) cell.custom = { runs: write.rich };
  }
  return Object.keys(cell).length ? cell : null;
}
