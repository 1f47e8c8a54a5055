/** The text around and between phone numbers: labels, extensions, and the places where one number ends and the next begins. */

/** Marks of direction and zero width that address books put around numbers. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const EXTENSION_WORD = '(?:доб(?:авочный)?|вн(?:утр(?:енний)?)?|ext(?:ension|n)?|[xх](?=[\\s.:]*\\d)|#)';
const EXTENSION = new RegExp(`[\\s(]*${EXTENSION_WORD}[\\s.:№#=]*(\\d{1,7})[\\s)]*$`, 'i');
const MARK_BEFORE_EXTENSION = new RegExp(`\\s*[,;/\\n]\\s*(?=${EXTENSION_WORD}[\\s.:№#=]*\\d)`, 'gi');
const LABEL = '(?:телефон|тел|т|мобильный|моб|сотовый|сот|рабочий|раб|домашний|дом|городской|гор|whatsapp|viber|telegram|telephone|phone|tel|mobile|mob|cell|work|home|office)';
const LEADING_LABEL = new RegExp(`^[\\s(]*(?:${LABEL}[\\s.:)]+|tel:)+(?=[\\d+(])`, 'i');
const TRAILING_LABEL = new RegExp(`[\\s,-]*\\(?\\s*(?:^|[\\s(])${LABEL}[\\s.:)]*$`, 'i');

/** The cell without invisible marks and without the apostrophe that forces text; every kind of line break as `\n`. */
export function bareText(text: string): string {
  return text.replace(INVISIBLE, '').replace(/^\s*'/, '').replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n');
}

/** Parts that are surely apart: line breaks, semicolons, bars, "и", "или", "and", "or", a plus after digits. Labels are taken off; empty parts are left out. */
export function splitHard(text: string): string[] {
  return text
    .replace(MARK_BEFORE_EXTENSION, ' ')
    .replace(/(\d[\s)]*)\+/g, '$1\n+')
    .split(/\s+(?:и|или|and|or|&)\s+|[;|\n]/i)
    .map((part) => withoutLabel(trimmed(part)))
    .filter((part) => part !== '');
}

/** Pieces at commas and slashes, which part numbers or stand inside one; empty pieces are left out. A text of separators alone is one piece. */
export function splitSoft(part: string): string[] {
  const pieces = part.split(/[,/\\]/).map((piece) => withoutLabel(trimmed(piece))).filter((piece) => piece !== '');
  return pieces.length === 0 ? [part] : pieces;
}

/** The number and the digits of its extension: "доб. 5", "вн. 5", "ext. 5", "x5", "#5", also in brackets. */
export function splitExtension(text: string): { readonly main: string; readonly extension: string } {
  const found = EXTENSION.exec(text);
  return found === null ? { main: text, extension: '' } : { main: text.slice(0, found.index), extension: found[1] ?? '' };
}

function withoutLabel(part: string): string {
  return trimmed(part.replace(LEADING_LABEL, '').replace(TRAILING_LABEL, ''));
}

function trimmed(part: string): string {
  return part.replace(/^[\s,]+|[\s,]+$/g, '');
}
