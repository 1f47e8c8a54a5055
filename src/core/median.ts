/** The median of a stretch of whole numbers, found without sorting all of it. */

const INSERTION_UP_TO = 24;

/** Median of values[start … end − 1], which are moved about; null for an empty stretch. Linear on average, O(n log n) at worst. */
export function medianOf(values: Int32Array, start: number, end: number): number | null {
  const count = end - start;
  if (count <= 0) return null;
  const middle = start + (count >> 1);
  select(values, start, end - 1, middle);
  const upper = values[middle] as number;
  if (count % 2 === 1) return upper;
  // Everything left of the middle is not above it, so its largest is the lower middle.
  let lower = values[start] as number;
  for (let index = start + 1; index < middle; index += 1) lower = Math.max(lower, values[index] as number);
  return (lower + upper) / 2;
}

/** Puts the value that sorting would put at `wanted` there, smaller ones left of it, larger ones right (quickselect, median of three). */
function select(values: Int32Array, first: number, last: number, wanted: number): void {
  let low = first;
  let high = last;
  let roundsLeft = 64;
  while (high - low > INSERTION_UP_TO) {
    roundsLeft -= 1;
    if (roundsLeft === 0) {
      values.subarray(low, high + 1).sort();
      return;
    }
    const pivot = middleOfThree(values[low] as number, values[(low + high) >> 1] as number, values[high] as number);
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] as number) < pivot) left += 1;
      while ((values[right] as number) > pivot) right -= 1;
      if (left > right) break;
      const moved = values[left] as number;
      values[left] = values[right] as number;
      values[right] = moved;
      left += 1;
      right -= 1;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else return;
  }
  for (let index = low + 1; index <= high; index += 1) {
    const moved = values[index] as number;
    let at = index - 1;
    while (at >= low && (values[at] as number) > moved) {
      values[at + 1] = values[at] as number;
      at -= 1;
    }
    values[at + 1] = moved;
  }
}

function middleOfThree(one: number, two: number, three: number): number {
  return Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));
}
