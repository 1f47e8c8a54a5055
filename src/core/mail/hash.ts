/** A short deterministic name for a text: boundaries and letter ids. Not a secret, not for security. */

/** 16 hex digits of two independent 32-bit FNV-1a sums over the UTF-16 units. */
export function hashText(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    first = Math.imul(first ^ (unit & 0xff), 0x01000193);
    first = Math.imul(first ^ (unit >> 8), 0x01000193);
    second = Math.imul(second ^ unit, 0x85ebca6b);
    second ^= second >>> 13;
  }
  const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
  return hex(first) + hex(second);
}
