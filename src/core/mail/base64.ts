/** Base64 and quoted-printable text of bytes (RFC 2045), lines within 76 characters, and bytes of base64. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const LINE = 76;

/** Base64 in one line. */
export function base64Of(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const first = bytes[index] ?? 0;
    const second = bytes[index + 1];
    const third = bytes[index + 2];
    parts.push(ALPHABET.charAt(first >> 2), ALPHABET.charAt(((first & 3) << 4) | ((second ?? 0) >> 4)));
    parts.push(second === undefined ? '=' : ALPHABET.charAt(((second & 15) << 2) | ((third ?? 0) >> 6)));
    parts.push(third === undefined ? '=' : ALPHABET.charAt(third & 63));
  }
  return parts.join('');
}

/** Base64 in lines of 76 characters. */
export function base64Lines(bytes: Uint8Array): string {
  return (base64Of(bytes).match(/.{1,76}/g) ?? []).join('\r\n');
}

/** Quoted-printable text of UTF-8 bytes whose line ends are CRLF. */
export function quotedPrintable(bytes: Uint8Array): string {
  const lines: string[] = [];
  let line = '';
  const endLine = (isSoft: boolean): void => {
    // A blank before a hard line end would be lost on the way.
    const last = line.charAt(line.length - 1);
    const safe = !isSoft && (last === ' ' || last === '\t') ? `${line.slice(0, -1)}=${last === ' ' ? '20' : '09'}` : line;
    lines.push(isSoft ? `${safe}=` : safe);
    line = '';
  };
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === 13 && bytes[index + 1] === 10) {
      endLine(false);
      index += 1;
      continue;
    }
    const width = isPlainByte(byte) ? 1 : 3;
    // Two characters stay free: the soft break, or a blank at the end that becomes =20.
    if (line.length + width > LINE - 3) endLine(true);
    // A dot that begins a line may end an SMTP letter, "From " starts one in a mailbox file.
    const isRisky = line === '' && (byte === 46 || byte === 70);
    line += width === 1 && !isRisky ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  endLine(false);
  return lines.join('\r\n');
}

/** Printable ASCII but for the equals sign, blank and tab: bytes that stand for themselves. */
function isPlainByte(byte: number): boolean {
  return (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32 || byte === 9;
}

/** Bytes of base64 text without line breaks; null when it is none. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const bare = text.replace(/={1,2}$/, '');
  if (bare.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(bare)) return null;
  const bytes = new Uint8Array(Math.floor((bare.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let index = 0;
  for (const letter of bare) {
    buffer = ((buffer << 6) | ALPHABET.indexOf(letter)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[index] = (buffer >> bits) & 0xff;
    index += 1;
  }
  return bytes;
}
