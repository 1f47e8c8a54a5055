/** Base64 in the standard and the web-safe alphabet, both with `=` padding as Apps Script writes it (PLATFORM-FACTS §8.7). */

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const WEB_SAFE = `${STANDARD.slice(0, 62)}-_`;

/** Base64 text of bytes, padded. */
export function encodeBase64(bytes: Uint8Array, webSafe = false): string {
  const alphabet = webSafe ? WEB_SAFE : STANDARD;
  const parts: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index;
    const word = ((bytes[index] as number) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    parts.push(
      alphabet.charAt(word >> 18) + alphabet.charAt((word >> 12) & 63)
      + (left > 1 ? alphabet.charAt((word >> 6) & 63) : '=') + (left > 2 ? alphabet.charAt(word & 63) : '='),
    );
  }
  return parts.join('');
}

/**
 * Bytes of a base64 text, or null when it is not one. White space is skipped and padding may be missing; the web-safe
 * alphabet is read only when asked for, the standard one always.
 */
export function decodeBase64(text: string, webSafe = false): Uint8Array | null {
  const clean = text.replace(/[\s]+/g, '').replace(/={1,2}$/, '');
  if (clean.length % 4 === 1) return null;
  const result = new Uint8Array(Math.floor((clean.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let length = 0;
  for (const character of clean) {
    let value = STANDARD.indexOf(character);
    if (value < 0 && webSafe) value = WEB_SAFE.indexOf(character);
    if (value < 0) return null;
    word = ((word << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      result[length] = (word >> bits) & 0xff;
      length += 1;
    }
  }
  return result;
}
