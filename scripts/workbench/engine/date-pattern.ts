/** Tells date and time patterns from number patterns. Pure. */

const cache = new Map<string, boolean>();

/** True when a pattern shows a date, a time or a duration. */
export function isDatePattern(pattern: string | null): boolean {
  if (!pattern) return false;
  let known = cache.get(pattern);
  if (known === undefined) {
    const bare = pattern.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '').split(';')[0] ?? '';
    known = !/^general$/i.test(bare) && /[dyhms]/i.test(bare);
    cache.set(pattern, known);
  }
  return known;
}
