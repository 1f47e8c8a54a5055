/** ASCII form of international domains (RFC 3492), for letter headers. */

const BASE = 36;
const LOW = 1;
const HIGH = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;

/** `почта.рф` → `xn--80a1acny.xn--p1ai`; ASCII domains come back in lower case. */
export function asciiDomain(domain: string): string {
  return domain
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .split('.')
    .map((label) => (/^[\x20-\x7e]*$/.test(label) ? label : `xn--${encodeLabel(Array.from(label, (character) => character.codePointAt(0) ?? 0))}`))
    .join('.');
}

function encodeLabel(codes: readonly number[]): string {
  const basic = codes.filter((code) => code < FIRST_CODE);
  let output = basic.map((code) => String.fromCharCode(code)).join('');
  if (basic.length > 0) output += '-';
  let current = FIRST_CODE;
  let delta = 0;
  let bias = FIRST_BIAS;
  let handled = basic.length;
  while (handled < codes.length) {
    const reached = current;
    const next = codes.reduce((least, code) => (code >= reached && code < least ? code : least), Infinity);
    delta += (next - current) * (handled + 1);
    current = next;
    for (const code of codes) {
      if (code < current) delta += 1;
      if (code !== current) continue;
      output += variableLength(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    current += 1;
  }
  return output;
}

function variableLength(delta: number, bias: number): string {
  let output = '';
  let rest = delta;
  for (let position = BASE; ; position += BASE) {
    const threshold = Math.min(HIGH, Math.max(LOW, position - bias));
    if (rest < threshold) return output + digit(rest);
    output += digit(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

function adapt(delta: number, count: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / count);
  let position = 0;
  while (rest > ((BASE - LOW) * HIGH) >> 1) {
    rest = Math.floor(rest / (BASE - LOW));
    position += BASE;
  }
  return position + Math.floor(((BASE - LOW + 1) * rest) / (rest + SKEW));
}

function digit(value: number): string {
  return String.fromCharCode(value < 26 ? 97 + value : 22 + value);
}
