/** Distances of short texts, for typos in names, days and words of addresses. */

/**
 * Jaro–Winkler similarity, 0 … 1; two empty texts give 1.
 * Source: W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi–Sunter Model of Record Linkage" (1990);
 * common prefix up to four letters, scale 0.1, applied to every pair as in the paper's formula.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken: boolean[] = [];
  const matchedOfA: string[] = [];
  for (let at = 0; at < a.length; at += 1) {
    const last = Math.min(b.length - 1, at + reach);
    for (let other = Math.max(0, at - reach); other <= last; other += 1) {
      if (taken[other] === true || a[at] !== b[other]) continue;
      taken[other] = true;
      matchedOfA.push(a.charAt(at));
      break;
    }
  }
  const matches = matchedOfA.length;
  if (matches === 0) return 0;
  let moved = 0;
  let next = 0;
  for (let at = 0; at < b.length; at += 1) {
    if (taken[at] !== true) continue;
    if (matchedOfA[next] !== b[at]) moved += 1;
    next += 1;
  }
  const jaro = (matches / a.length + matches / b.length + (matches - moved / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/**
 * Damerau–Levenshtein distance as optimal string alignment: letters put in, left out, replaced, and neighbours exchanged, no part edited twice.
 * Stops early: a distance above `limit` is given as `limit + 1`.
 * Source: F. J. Damerau, "A technique for computer detection and correction of spelling errors", CACM 7(3), 1964.
 */
export function damerauLevenshtein(a: string, b: string, limit: number = Infinity): number {
  if (a === b) return 0;
  const beyond = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return beyond;
  // What both begin and end with takes no edit.
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [from, to] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (from.length <= 1 && to.length <= 1) return 1;
  if (from.length === 2 && to.length === 2 && from[0] === to[1] && from[1] === to[0]) return 1;
  return limit <= 1 ? beyond : alignment(from, to, limit);
}

function alignment(a: string, b: string, limit: number): number {
  const beyond = limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min((last[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) edits = Math.min(edits, (beforeLast[column - 2] ?? 0) + 1);
      line.push(edits);
      least = Math.min(least, edits);
    }
    if (least > limit) return beyond;
    beforeLast = last;
    last = line;
  }
  return Math.min(last[b.length] ?? 0, beyond);
}
