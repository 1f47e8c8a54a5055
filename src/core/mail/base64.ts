/** Base64 and quoted-printable text of bytes (RFC 2045), lines within 76 characters. */

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
    const isLiteral = (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32 || byte === 9;
    // A dot alone on a line ends an SMTP letter, "From " starts one in a mailbox file.
    const isRisky = line === '' && (byte === 46 || byte === 70);
    const written = isLiteral && !isRisky ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    // Two characters stay free: the soft break, or a blank at the end that becomes =20.
    if (line.length + written.length > LINE - 3) endLine(true);
    line += written;
  }
  endLine(false);
  return lines.join('\r\n');
}
