/** Sorting a stretch of parallel columns by day, then by amount. */

// Below this length insertion is quicker than merging; most clients have fewer orders.
const INSERTION_UP_TO = 48;

/** Scratch columns for merging, grown when a longer stretch comes. */
export interface SortScratch {
  day: Int32Array;
  amount: Float64Array;
}

/** Scratch for sorting; one serves any number of stretches. */
export function sortScratch(): SortScratch {
  return { day: new Int32Array(0), amount: new Float64Array(0) };
}

/** Sorts [start, end) of both columns by day, then by amount. O(n) for what is sorted already, O(n log n) at worst. */
export function sortByDay(day: Int32Array, amount: Float64Array, start: number, end: number, scratch: SortScratch): void {
  if (end - start <= INSERTION_UP_TO) {
    insert(day, amount, start, end);
    return;
  }
  if (isSorted(day, amount, start, end)) return;
  if (scratch.day.length < end - start) {
    scratch.day = new Int32Array(end - start);
    scratch.amount = new Float64Array(end - start);
  }
  for (let from = start; from < end; from += INSERTION_UP_TO) insert(day, amount, from, Math.min(from + INSERTION_UP_TO, end));
  for (let width = INSERTION_UP_TO; width < end - start; width *= 2) {
    for (let from = start; from + width < end; from += 2 * width) merge(day, amount, from, from + width, Math.min(from + 2 * width, end), scratch);
  }
}

function insert(day: Int32Array, amount: Float64Array, start: number, end: number): void {
  for (let index = start + 1; index < end; index += 1) {
    const movedDay = day[index] as number;
    const movedAmount = amount[index] as number;
    let at = index - 1;
    while (at >= start && ((day[at] as number) > movedDay || (day[at] === movedDay && (amount[at] as number) > movedAmount))) {
      day[at + 1] = day[at] as number;
      amount[at + 1] = amount[at] as number;
      at -= 1;
    }
    day[at + 1] = movedDay;
    amount[at + 1] = movedAmount;
  }
}

function isSorted(day: Int32Array, amount: Float64Array, start: number, end: number): boolean {
  for (let index = start + 1; index < end; index += 1) {
    const before = day[index - 1] as number;
    const here = day[index] as number;
    if (before > here || (before === here && (amount[index - 1] as number) > (amount[index] as number))) return false;
  }
  return true;
}

/** Merges [start, middle) and [middle, end), both sorted. */
function merge(day: Int32Array, amount: Float64Array, start: number, middle: number, end: number, scratch: SortScratch): void {
  const leftCount = middle - start;
  for (let index = 0; index < leftCount; index += 1) {
    scratch.day[index] = day[start + index] as number;
    scratch.amount[index] = amount[start + index] as number;
  }
  let left = 0;
  let right = middle;
  let at = start;
  while (left < leftCount) {
    const leftDay = scratch.day[left] as number;
    const leftAmount = scratch.amount[left] as number;
    if (right < end && ((day[right] as number) < leftDay || (day[right] === leftDay && (amount[right] as number) < leftAmount))) {
      day[at] = day[right] as number;
      amount[at] = amount[right] as number;
      right += 1;
    } else {
      day[at] = leftDay;
      amount[at] = leftAmount;
      left += 1;
    }
    at += 1;
  }
}
