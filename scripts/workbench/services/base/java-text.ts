/** Values as Logger.log writes them: numbers as doubles, objects as `{key=value}`, arrays without quotes. */
import { EnumValue, ServiceObject } from '../../runtime/service';
import { formatInstant } from '../utilities/date-pattern';

/** Text of any value; `timeZone` is the script's. */
export function javaText(value: unknown, timeZone: string, depth = 0): string {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e7 ? `${value}.0` : String(value).replace('e+', 'E').replace('e-', 'E-');
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : formatInstant(value.getTime(), timeZone, "EEE MMM dd HH:mm:ss 'GMT'XXX yyyy").replace('GMTZ', 'GMT');
  if (Array.isArray(value)) return depth > 20 ? '[…]' : `[${value.map((item) => javaText(item, timeZone, depth + 1)).join(', ')}]`;
  if (value instanceof EnumValue) return value.name;
  if (value instanceof ServiceObject) {
    const own = (value as { toString(): string }).toString();
    return own === '[object Object]' ? value.constructor.name : own;
  }
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (typeof value === 'object' && value !== null) {
    if (depth > 20) return '{…}';
    return `{${Object.entries(value).map(([key, item]) => `${key}=${javaText(item, timeZone, depth + 1)}`).join(', ')}}`;
  }
  return String(value);
}
