/** Utilities.formatString: the printf directives of C and Java that scripts use. */

const DIRECTIVE = /%(?:(\d+)\$)?([-+ 0,#(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

/** A directive that nobody knows. */
export class DirectiveError extends Error {}

/** The template with its directives filled. Missing values print as `undefined`. Throws DirectiveError on an unknown conversion letter. */
export function formatTemplate(template: string, values: readonly unknown[]): string {
  let nextValue = 0;
  return template.replace(DIRECTIVE, (whole: string, position: string | undefined, flags: string, width: string | undefined, precision: string | undefined, conversion: string) => {
    if (conversion === '%') return '%';
    if (conversion === 'n') return '\n';
    const value = position === undefined ? values[nextValue++] : values[Number(position) - 1];
    const text = convert(conversion, value, flags, precision === undefined ? null : Number(precision));
    if (text === null) throw new DirectiveError(whole);
    return padTo(text, width === undefined ? 0 : Number(width), flags, !'sScC'.includes(conversion));
  });
}

function convert(conversion: string, value: unknown, flags: string, precision: number | null): string | null {
  switch (conversion) {
    case 's':
    case 'S': {
      const text = precision === null ? String(value) : String(value).slice(0, precision);
      return conversion === 'S' ? text.toUpperCase() : text;
    }
    case 'c': return typeof value === 'number' ? String.fromCodePoint(value) : String(value).charAt(0);
    case 'b': return String(Boolean(value));
    case 'd':
    case 'i': return signed(Math.trunc(Number(value)), flags, (absolute) => grouped(absolute.toFixed(0), flags));
    case 'u': return (Math.trunc(Number(value)) >>> 0).toString();
    case 'f':
    case 'F': return signed(Number(value), flags, (absolute) => grouped(absolute.toFixed(precision ?? 6), flags));
    case 'e': return signed(Number(value), flags, (absolute) => exponent(absolute, precision ?? 6));
    case 'E': return signed(Number(value), flags, (absolute) => exponent(absolute, precision ?? 6).toUpperCase());
    case 'g': return signed(Number(value), flags, (absolute) => general(absolute, precision ?? 6));
    case 'G': return signed(Number(value), flags, (absolute) => general(absolute, precision ?? 6).toUpperCase());
    case 'x': return (flags.includes('#') ? '0x' : '') + (Math.trunc(Number(value)) >>> 0).toString(16);
    case 'X': return (flags.includes('#') ? '0X' : '') + (Math.trunc(Number(value)) >>> 0).toString(16).toUpperCase();
    case 'o': return (flags.includes('#') ? '0' : '') + (Math.trunc(Number(value)) >>> 0).toString(8);
    default: return null;
  }
}

function signed(value: number, flags: string, write: (absolute: number) => string): string {
  if (Number.isNaN(value)) return 'NaN';
  const text = Number.isFinite(value) ? write(Math.abs(value)) : 'Infinity';
  if (value < 0 || Object.is(value, -0)) return flags.includes('(') ? `(${text})` : `-${text}`;
  return (flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + text;
}

function grouped(digits: string, flags: string): string {
  return flags.includes(',') ? digits.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : digits;
}

function exponent(value: number, precision: number): string {
  return value.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2');
}

function general(value: number, precision: number): string {
  const digits = Math.max(1, precision);
  const power = value === 0 ? 0 : Math.floor(Math.log10(value));
  const text = power < -4 || power >= digits ? exponent(value, digits - 1) : value.toFixed(digits - 1 - power);
  return text.replace(/(\.\d*?)0+(?=$|e)/, '$1').replace(/\.(?=$|e)/, '');
}

function padTo(text: string, width: number, flags: string, numeric: boolean): string {
  if (text.length >= width) return text;
  if (flags.includes('-')) return text.padEnd(width);
  if (!numeric || !flags.includes('0') || !/^[-+ ]?\d/.test(text)) return text.padStart(width);
  const sign = /^[-+ ]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
