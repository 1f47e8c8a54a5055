/** Cells that are more than their value: writing it anew would lose a formula's result or break a rule. */

/** A rectangle of a sheet. */
interface Rectangle {
  readonly rowIndex: number;
  readonly columnIndex: number;
  readonly rowCount: number;
  readonly columnCount: number;
}

/**
 * Cells of an area (0-based) that must not be written to keep what stands there: those with a rule of validation, and those with a formula in them,
 * above them or to the left, whose result may reach them. Calls nothing.
 *
 * @param formulas from the first cell of the sheet to the last one of the area, '' = none
 * @param ruled by the area, true where there is a rule
 */
export function boundCells(area: Rectangle, formulas: readonly (readonly string[])[], ruled: readonly (readonly boolean[])[]): boolean[][] {
  const highest: number[] = Array.from({ length: area.columnIndex + area.columnCount }, () => Infinity);
  formulas.forEach((row, rowIndex) => row.forEach((text, column) => {
    if (text !== '') highest[column] = Math.min(highest[column] ?? Infinity, rowIndex);
  }));
  highest.forEach((row, column) => { highest[column] = Math.min(row, highest[column - 1] ?? Infinity); });
  return ruled.map((row, r) => row.map((hasRule, c) => hasRule || (highest[area.columnIndex + c] ?? Infinity) <= area.rowIndex + r));
}
