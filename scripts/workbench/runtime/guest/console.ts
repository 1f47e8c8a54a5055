/** console inside the realm: lines go to the execution's log on the host. */
import type { LogMessage } from '../protocol';
import type { GuestTime } from './time';

const DEPTH = 4;

/** Defines `console`. */
export function installConsole(realm: Record<string, unknown>, send: (message: LogMessage) => void, time: GuestTime): void {
  const timers = new Map<string, number>();
  const line = (severity: LogMessage['severity']) => (...values: unknown[]): void => send({ severity, text: formatted(values) });
  define(realm, 'console', {
    log: line('debug'),
    debug: line('debug'),
    info: line('info'),
    warn: line('warning'),
    error: line('error'),
    time: (label: unknown): void => {
      timers.set(String(label), time.look());
    },
    timeEnd: (label: unknown): void => {
      const start = timers.get(String(label));
      if (start === undefined) return;
      timers.delete(String(label));
      send({ severity: 'debug', text: `${String(label)}: ${time.look() - start}ms` });
    },
  });
}

function define(realm: Record<string, unknown>, name: string, value: object): void {
  Object.defineProperty(realm, name, { value: Object.freeze(value), writable: true, configurable: true, enumerable: false });
}

/** printf-like when the first value is a text with marks, else the values side by side. */
function formatted(values: readonly unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== 'string') return values.map(consoleText).join(' ');
  const unused = [...rest];
  const text = first.replace(/%[sdifjoO%]/g, (mark) => {
    if (mark === '%%') return rest.length > 0 ? '%' : mark;
    if (unused.length === 0) return mark;
    const value = unused.shift();
    if (mark === '%d' || mark === '%i') return String(mark === '%i' ? Math.trunc(Number(value)) : Number(value));
    if (mark === '%f') return String(Number(value));
    return mark === '%j' ? (JSON.stringify(value) ?? 'undefined') : consoleText(value);
  });
  return [text, ...unused.map(consoleText)].join(' ');
}

/** Values as the execution log shows them. */
function consoleText(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, 0, new Set());
}

function inspect(value: unknown, depth: number, seen: Set<object>): string {
  if (typeof value === 'string') return `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n')}'`;
  if (typeof value === 'function') return `[Function: ${value.name || 'anonymous'}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Date) return String(value);
  if (value instanceof Error) return String(value.stack ?? value);
  if (seen.has(value)) return '[Circular]';
  if (depth >= DEPTH) return Array.isArray(value) ? '[Array]' : '[Object]';
  seen.add(value);
  try {
    if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${value.map((item) => inspect(item, depth + 1, seen)).join(', ')} ]`;
    const own = Object.keys(value);
    if (own.length === 0 && Object.getPrototypeOf(value) !== Object.prototype) return plainText(value);
    if (own.length === 0) return '{}';
    return `{ ${own.map((key) => `${/^[\w$]+$/.test(key) ? key : `'${key}'`}: ${inspect((value as Record<string, unknown>)[key], depth + 1, seen)}`).join(', ')} }`;
  } finally {
    seen.delete(value);
  }
}

function plainText(value: object): string {
  const toText = (value as { toString?: unknown }).toString;
  return typeof toText === 'function' ? String(Reflect.apply(toText as () => unknown, value, [])) : '{}';
}
