/** Where two texts differ, so that the difference can be marked in both. */

/** Both texts begin with `head` and end with `tail`; `removed` stands between in the first, `added` in the second. */
export interface TextDifference {
  readonly head: string;
  readonly removed: string;
  readonly added: string;
  readonly tail: string;
}

/** The parts of two texts, by whole characters (an emoji is not cut). */
export function textDifference(before: string, after: string): TextDifference {
  const [one, other] = [Array.from(before), Array.from(after)];
  const shorter = Math.min(one.length, other.length);
  let first = 0;
  while (first < shorter && one[first] === other[first]) first += 1;
  let last = 0;
  while (last < shorter - first && one[one.length - 1 - last] === other[other.length - 1 - last]) last += 1;
  return {
    head: one.slice(0, first).join(''),
    removed: one.slice(first, one.length - last).join(''),
    added: other.slice(first, other.length - last).join(''),
    tail: one.slice(one.length - last).join(''),
  };
}

/** Spaces and line breaks at the edges and in rows can be seen: they may be what is wrong. */
export function withVisibleSpaces(text: string): string {
  return text.replace(/\r\n?|\n/g, '⏎').replace(/\t/g, '⇥').replace(/[\u00a0\u202f]/g, '␣').replace(/^ +| +$| {2,}/g, (spaces) => '␣'.repeat(spaces.length));
}
