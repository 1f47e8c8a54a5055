/** Comparison of secrets. */

/** Looks at every character whatever differs, so that the time tells nothing. */
export function equalTexts(kept: string, given: string): boolean {
  let difference = kept.length ^ given.length;
  for (let index = 0; index < kept.length; index += 1) difference |= kept.charCodeAt(index) ^ given.charCodeAt(index % Math.max(1, given.length));
  return difference === 0;
}
