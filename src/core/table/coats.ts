/** A row of values painted with few strokes: each stroke covers neighbours, a later one may cover part of an earlier one. */

/** One stroke over `count` neighbours from `start` (0-based). */
export interface Coat {
  readonly start: number;
  readonly count: number;
  readonly value: number;
}

/**
 * The fewest strokes that give each place its value, in the order in which they are made. The time grows with the cube of the length: for
 * a few dozen values.
 */
export function coatsOf(values: readonly number[]): Coat[] {
  const known = new Map<string, readonly Coat[]>();
  const cover = (first: number, last: number): readonly Coat[] => {
    const value = values[first];
    if (first > last || value === undefined) return [];
    const key = `${first}-${last}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    let best: readonly Coat[] = [{ start: first, count: 1, value }, ...cover(first + 1, last)];
    // Or the stroke that begins at the next place of this value begins here already, and what lies between is painted over it.
    for (let next = first + 1; next <= last; next += 1) {
      const [stroke, ...later] = values[next] === value ? cover(next, last) : [];
      if (stroke === undefined) continue;
      const coats = [{ start: first, count: stroke.start + stroke.count - first, value }, ...cover(first + 1, next - 1), ...later];
      if (coats.length < best.length) best = coats;
    }
    known.set(key, best);
    return best;
  };
  return [...cover(0, values.length - 1)];
}
