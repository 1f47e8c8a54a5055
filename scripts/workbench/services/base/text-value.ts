/** Free values of scripts (options, headers, payloads) as text. */

/** '' for null and undefined, else what JavaScript's own conversion gives. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return (value as { toString(): string }).toString();
}
