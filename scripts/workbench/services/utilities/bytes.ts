/** Bytes as Apps Script shows them (signed, −128…127), as typed arrays, as text in a charset and as "binary strings" (one character per byte). */

/** Charset names and aliases that Java's and the web's tables spell differently. */
const CHARSET_ALIASES: Readonly<Record<string, string>> = {
  US_ASCII: 'us-ascii',
  UTF_8: 'utf-8',
  utf8: 'utf-8',
  cp1251: 'windows-1251',
};

const reverseTables = new Map<string, Map<string, number>>();

/** Signed bytes of an Apps Script `Byte[]` → unsigned; values outside −128…255 and fractions are refused with null. */
export function fromSignedBytes(bytes: readonly unknown[]): Uint8Array | null {
  const result = new Uint8Array(bytes.length);
  for (let index = 0; index < bytes.length; index += 1) {
    const value = bytes[index];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < -128 || value > 255) return null;
    result[index] = value & 0xff;
  }
  return result;
}

/** Unsigned bytes → the signed numbers Apps Script returns. */
export function toSignedBytes(bytes: Uint8Array): number[] {
  const result = new Array<number>(bytes.length);
  for (let index = 0; index < bytes.length; index += 1) {
    const value = bytes[index] as number;
    result[index] = value > 127 ? value - 256 : value;
  }
  return result;
}

/** The name of a charset for the web's decoder, or null when nobody knows it. */
export function canonicalCharset(charset: string): string | null {
  const name = CHARSET_ALIASES[charset] ?? CHARSET_ALIASES[charset.toLowerCase()] ?? charset.trim().toLowerCase();
  if (name === 'us-ascii' || name === 'ascii') return 'us-ascii';
  if (name === 'iso-8859-1' || name === 'latin1') return 'iso-8859-1';
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/** Text of bytes; a byte sequence that the charset does not have becomes U+FFFD. `charset` must be canonical. */
export function decodeText(bytes: Uint8Array, charset = 'utf-8'): string {
  if (charset === 'us-ascii' || charset === 'iso-8859-1') {
    const limit = charset === 'us-ascii' ? 0x80 : 0x100;
    let text = '';
    for (const value of bytes) text += value < limit ? String.fromCharCode(value) : '\ufffd';
    return text;
  }
  return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
}

/** Bytes of a text; a character that the charset does not have becomes `?`, as in Java. `charset` must be canonical. */
export function encodeText(text: string, charset = 'utf-8'): Uint8Array {
  if (charset === 'utf-8') return new TextEncoder().encode(text);
  if (charset === 'utf-16le' || charset === 'utf-16be') return encodeUtf16(text, charset === 'utf-16le');
  const limit = charset === 'us-ascii' ? 0x80 : charset === 'iso-8859-1' ? 0x100 : 0;
  const table = limit === 0 ? reverseTable(charset) : null;
  const result: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (table === null) result.push(code < limit ? code : 0x3f);
    else result.push(table.get(character) ?? 0x3f);
  }
  return Uint8Array.from(result);
}

function encodeUtf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), littleEndian);
  return new Uint8Array(view.buffer);
}

/** Single-byte charsets only: the decoder's own table, turned round. */
function reverseTable(charset: string): Map<string, number> {
  const known = reverseTables.get(charset);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(charset);
  const table = new Map<string, number>();
  for (let value = 255; value >= 0; value -= 1) {
    const character = decoder.decode(Uint8Array.of(value));
    if (character !== '\ufffd') table.set(character, value);
  }
  reverseTables.set(charset, table);
  return table;
}

/** Bytes → a string with one character (0–255) per byte: JSON-safe and exact. */
export function toBinaryString(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text;
}

/** The inverse of toBinaryString; characters above 255 lose their high byte. */
export function fromBinaryString(text: string): Uint8Array {
  const result = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) result[index] = text.charCodeAt(index) & 0xff;
  return result;
}

/** Number of UTF-8 bytes of a text. */
export function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
