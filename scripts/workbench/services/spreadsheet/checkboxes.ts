/** Checkboxes: cells whose validation has a checked and an unchecked value. */
import type { Sheet as Grid } from '../../engine/book';
import type { Rect, Scalar, ValidationRule } from '../../engine/values';

/** Values of a checkbox. */
export interface CheckboxValues {
  readonly checked: string | number | boolean;
  readonly unchecked: string | number | boolean;
}

/** Values of the checkbox in a cell; null when it has none. */
export function checkboxAt(grid: Grid, row: number, column: number): CheckboxValues | null {
  const condition = grid.validationAt(row, column)?.condition;
  if (condition?.type !== 'CHECKBOX') return null;
  return { checked: condition.values[0] ?? true, unchecked: condition.values[1] ?? (condition.values.length === 0 ? false : '') };
}

/** The rule that makes checkboxes, with the values given to insertCheckboxes. */
export function checkboxRule(checked: unknown, unchecked: unknown): Omit<ValidationRule, 'id' | 'ranges'> {
  const plain = (value: unknown): string | number | boolean =>
    (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : '');
  const values = checked === undefined ? [] : [plain(checked), plain(unchecked)];
  return { condition: { type: 'CHECKBOX', values }, allowInvalid: false, helpText: null, showDropdown: false };
}

/** Calls `visit` for each checkbox of the rectangle; tells whether every cell is one. */
export function visitCheckboxes(
  grid: Grid, rect: Rect, visit: (row: number, column: number, values: CheckboxValues, value: Scalar) => void,
): boolean {
  const cells = grid.read(rect);
  let all = true;
  cells.forEach((cellRow, rowIndex) => cellRow.forEach((cell, columnIndex) => {
    const values = checkboxAt(grid, rect.row + rowIndex, rect.column + columnIndex);
    if (values === null) all = false;
    else visit(rect.row + rowIndex, rect.column + columnIndex, values, cell.value);
  }));
  return all;
}

/** Whether a value is the checked one; texts are compared as Sheets does, without case. */
export function sameValue(value: Scalar, other: string | number | boolean): boolean {
  if (typeof value === 'string' && typeof other === 'string') return value.toLowerCase() === other.toLowerCase();
  return (value ?? '') === other;
}
