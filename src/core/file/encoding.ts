/** Detects the encoding of text bytes and decodes them with hand-made tables (Apps Script has no TextDecoder). */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';

/** Decoded text; `doubtful` counts characters that no encoding explained. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  readonly doubtful: number;
}

const REPLACEMENT = 0xfffd;
const BYTES_LOOKED_AT = 4096;
const CHUNK = 8192;

/** Unicode of windows-1251 bytes 0x80…0xBF; 0xC0…0xFF are А…я in order, 0x98 is unused. */
const CYRILLIC_UPPER_HALF = [
  0x402, 0x403, 0x201a, 0x453, 0x201e, 0x2026, 0x2020, 0x2021, 0x20ac, 0x2030, 0x409, 0x2039, 0x40a, 0x40c, 0x40b, 0x40f, 0x452, 0x2018, 0x2019,
  0x201c, 0x201d, 0x2022, 0x2013, 0x2014, REPLACEMENT, 0x2122, 0x459, 0x203a, 0x45a, 0x45c, 0x45b, 0x45f, 0xa0, 0x40e, 0x45e, 0x408, 0xa4, 0x490,
  0xa6, 0xa7, 0x401, 0xa9, 0x404, 0xab, 0xac, 0xad, 0xae, 0x407, 0xb0, 0xb1, 0x406, 0x456, 0x491, 0xb5, 0xb6, 0xb7, 0x451, 0x2116, 0x454, 0xbb,
  0x458, 0x405, 0x455, 0x457,
];

/** Decodes bytes; a byte order mark is removed. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeUtf8(bytes.subarray(3));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes.subarray(2), 'utf-16be');
  const wide = wideEncodingOf(bytes);
  if (wide !== undefined) return decodeUtf16(bytes, wide);
  const asUtf8 = decodeUtf8(bytes);
  if (asUtf8.doubtful === 0) return asUtf8;
  const asCyrillic = decodeWindows1251(bytes);
  // One broken byte in a long UTF-8 file is damage, not another encoding: then most of its letters still decode.
  const wellFormed = countNonAscii(asUtf8.text) - asUtf8.doubtful;
  return wellFormed > asUtf8.doubtful * 4 ? asUtf8 : asCyrillic;
}

/** UTF-8 bytes of a text; a lone half of a surrogate pair becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    let code = text.codePointAt(index) ?? REPLACEMENT;
    if (code > 0xffff) index += 1;
    else if (code >= 0xd800 && code <= 0xdfff) code = REPLACEMENT;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
  return Uint8Array.from(bytes);
}

/** UTF-16 without a mark shows itself by zero bytes in every second place. */
function wideEncodingOf(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length, BYTES_LOOKED_AT) & ~1;
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const enough = length / 2 / 5;
  if (odd > enough && even === 0) return 'utf-16le';
  return even > enough && odd === 0 ? 'utf-16be' : undefined;
}

function decodeUtf8(bytes: Uint8Array): DecodedText {
  const output = new TextBuilder();
  let doubtful = 0;
  for (let index = 0; index < bytes.length; ) {
    const first = bytes[index] ?? 0;
    if (first < 0x80) {
      output.add(first);
      index += 1;
      continue;
    }
    const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
    let code = length === 0 ? -1 : first & (0x7f >> length);
    for (let step = 1; step < length && code >= 0; step += 1) {
      const next = bytes[index + step] ?? 0;
      code = (next & 0xc0) === 0x80 ? (code << 6) | (next & 0x3f) : -1;
    }
    const isShortest = length < 3 || code >= (length === 3 ? 0x800 : 0x10000);
    if (code < 0 || !isShortest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
      output.add(REPLACEMENT);
      doubtful += 1;
      index += 1;
    } else {
      output.add(code);
      index += length;
    }
  }
  return { text: output.toText(), encoding: 'utf-8', doubtful };
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be' | Encoding): DecodedText {
  const output = new TextBuilder();
  const isLittle = encoding === 'utf-16le';
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    const first = bytes[index] ?? 0;
    const second = bytes[index + 1] ?? 0;
    output.add(isLittle ? first | (second << 8) : (first << 8) | second);
  }
  const doubtful = bytes.length % 2;
  return { text: output.toText(), encoding, doubtful };
}

function decodeWindows1251(bytes: Uint8Array): DecodedText {
  const output = new TextBuilder();
  let doubtful = 0;
  for (const byte of bytes) {
    const code = byte < 0x80 ? byte : byte >= 0xc0 ? 0x410 + byte - 0xc0 : (CYRILLIC_UPPER_HALF[byte - 0x80] ?? REPLACEMENT);
    if (code === REPLACEMENT) doubtful += 1;
    output.add(code);
  }
  return { text: output.toText(), encoding: 'windows-1251', doubtful };
}

function countNonAscii(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) count += 1;
  return count;
}

/** Joins code units in chunks: argument lists of String.fromCharCode are limited. */
class TextBuilder {
  private readonly parts: string[] = [];
  private units: number[] = [];

  add(code: number): void {
    if (code > 0xffff) {
      const rest = code - 0x10000;
      this.units.push(0xd800 | (rest >> 10), 0xdc00 | (rest & 0x3ff));
    } else this.units.push(code);
    if (this.units.length >= CHUNK) this.flush();
  }

  toText(): string {
    this.flush();
    return this.parts.join('');
  }

  private flush(): void {
    this.parts.push(String.fromCharCode(...this.units));
    this.units = [];
  }
}
