/** Small symmetric systems of equations by Cholesky's method. */

/** Lower triangle L with L·Lᵀ = matrix; null when the matrix is not positive definite. */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const factor: number[][] = [];
  for (const [row, entries] of matrix.entries()) {
    const line: number[] = [];
    for (let column = 0; column <= row; column += 1) {
      let sum = entries[column] ?? 0;
      const other = column === row ? line : (factor[column] ?? []);
      for (let k = 0; k < column; k += 1) sum -= (line[k] ?? 0) * (other[k] ?? 0);
      if (column < row) line.push(sum / (other[column] ?? NaN));
      // Below this share of the entry nothing but rounding is left.
      else if (sum > 1e-14 * Math.abs(entries[row] ?? 0)) line.push(Math.sqrt(sum));
      else return null;
    }
    factor.push(line);
  }
  return factor;
}

/** Solves L·Lᵀ·result = right. */
export function solve(factor: readonly (readonly number[])[], right: readonly number[]): number[] {
  const forward: number[] = [];
  factor.forEach((line, row) => {
    let sum = right[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= (line[k] ?? 0) * (forward[k] ?? 0);
    forward.push(sum / (line[row] ?? NaN));
  });
  const result = forward.slice();
  for (let row = factor.length - 1; row >= 0; row -= 1) {
    let sum = forward[row] ?? 0;
    for (let k = row + 1; k < factor.length; k += 1) sum -= (factor[k]?.[row] ?? 0) * (result[k] ?? 0);
    result[row] = sum / (factor[row]?.[row] ?? NaN);
  }
  return result;
}
