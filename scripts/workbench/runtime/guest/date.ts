/** Date as scripts see it: the virtual clock, and the script's time zone in every local-time method, whatever the machine's zone is. */
import { utcTime, type TimeZone } from '../time-zone';
import { method } from './intl';
import type { GuestTime } from './time';

const DEFAULT_LOCALE = 'en-US';
const WEEK_DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const INVALID = 'Invalid Date';

/** Texts that name their zone; the others are local. A date alone in ISO form is UTC by the language. */
const WITH_ZONE = /(?:Z|[+-]\d{2}:?\d{2}|\b(?:GMT|UTC?|[ECMP][SD]T))(?:\s*\([^)]*\))?\s*$|\b(?:GMT|UTC)\b|T[\d:.]+[+-]\d{2}$/i;
const ISO_DATE = /^[+-]?\d{4,6}(?:-\d{2}(?:-\d{2})?)?$/;
const ISO_DATE_TIME = /^[+-]?\d{4,6}-\d{2}(?:-\d{2})?T\d/;

type Fields = [year: number, month: number, day: number, hour: number, minute: number, second: number, millisecond: number];

/** Replaces the realm's Date. */
export function installDate(realm: Record<string, unknown>, zone: TimeZone, time: GuestTime): void {
  const RealDate = Date;
  const prototype = RealDate.prototype;
  const valueOf = prototype.getTime;
  const parseReal = RealDate.parse;

  const parse = (text: string): number => {
    const trimmed = text.trim();
    if (ISO_DATE.test(trimmed) || WITH_ZONE.test(trimmed)) return parseReal(trimmed);
    const local = ISO_DATE_TIME.test(trimmed) ? parseReal(`${trimmed}Z`) : parseReal(`${trimmed} UTC`);
    return Number.isNaN(local) ? Number.NaN : zone.toInstant(local);
  };
  const fromFields = (values: readonly unknown[]): number => {
    const [year = Number.NaN, month = 0, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0] = values.map((value) => Math.trunc(Number(value)));
    const fullYear = year >= 0 && year <= 99 ? 1900 + year : year;
    const local = utcTime(fullYear, month, day, hour, minute, second, millisecond);
    return Number.isNaN(local) ? local : zone.toInstant(local);
  };
  const timeOf = (args: readonly unknown[]): number => {
    if (args.length === 0) return time.look();
    if (args.length > 1) return fromFields(args);
    const [value] = args;
    if (value instanceof RealDate) return valueOf.call(value);
    const primitive = toPrimitive(value);
    return typeof primitive === 'string' ? parse(primitive) : Number(primitive);
  };

  const ScriptDate = function Date(...args: unknown[]): unknown {
    if (!new.target) return new RealDate(time.look()).toString();
    return Reflect.construct(RealDate, [timeOf(args)], new.target === (ScriptDate as unknown) ? RealDate : new.target);
  };
  Object.defineProperty(ScriptDate, 'prototype', { value: prototype, writable: false });
  Object.defineProperty(ScriptDate, 'length', { value: 7, configurable: true });
  method(ScriptDate, 'now', function now() {
    return time.look();
  });
  method(ScriptDate, 'parse', function parseText(text: unknown) {
    return parse(String(text));
  });
  method(ScriptDate, 'UTC', RealDate.UTC);
  method(prototype, 'constructor', ScriptDate);
  installGetters(prototype, zone, valueOf);
  installSetters(prototype, zone, valueOf);
  installTexts(prototype, zone, valueOf);
  method(realm, 'Date', ScriptDate);
}

/** Local fields of an instant; null for an invalid date. */
function fieldsOf(zone: TimeZone, epochMs: number): (Fields & { readonly weekDay?: number }) | null {
  if (Number.isNaN(epochMs)) return null;
  const local = new Date(zone.toLocal(epochMs));
  return [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds(), local.getUTCMilliseconds()];
}

function installGetters(prototype: Date, zone: TimeZone, valueOf: () => number): void {
  const getters = ['getFullYear', 'getMonth', 'getDate', 'getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'];
  getters.forEach((name, index) => {
    method(prototype, name, function (this: Date) {
      return fieldsOf(zone, valueOf.call(this))?.[index] ?? Number.NaN;
    });
  });
  method(prototype, 'getDay', function getDay(this: Date) {
    const epochMs = valueOf.call(this);
    return Number.isNaN(epochMs) ? Number.NaN : new Date(zone.toLocal(epochMs)).getUTCDay();
  });
  method(prototype, 'getYear', function getYear(this: Date) {
    return (fieldsOf(zone, valueOf.call(this))?.[0] ?? Number.NaN) - 1900;
  });
  method(prototype, 'getTimezoneOffset', function getTimezoneOffset(this: Date) {
    const epochMs = valueOf.call(this);
    return Number.isNaN(epochMs) ? Number.NaN : -zone.offsetAt(epochMs) / 60_000;
  });
}

function installSetters(prototype: Date, zone: TimeZone, valueOf: () => number): void {
  const setTime = prototype.setTime;
  const setters: readonly [name: string, firstField: number, fieldCount: number][] = [
    ['setFullYear', 0, 3], ['setMonth', 1, 2], ['setDate', 2, 1], ['setHours', 3, 4], ['setMinutes', 4, 3], ['setSeconds', 5, 2], ['setMilliseconds', 6, 1],
  ];
  for (const [name, firstField, fieldCount] of setters) {
    method(prototype, name, function (this: Date, ...args: unknown[]) {
      const epochMs = valueOf.call(this);
      const fields: Fields | null = fieldsOf(zone, epochMs) ?? (name === 'setFullYear' ? [1970, 0, 1, 0, 0, 0, 0] : null);
      if (!fields || args.length === 0) return setTime.call(this, Number.NaN);
      args.slice(0, fieldCount).forEach((value, index) => {
        fields[firstField + index] = Math.trunc(Number(value));
      });
      const local = utcTime(...fields);
      return setTime.call(this, Number.isNaN(local) ? local : zone.toInstant(local));
    });
  }
  method(prototype, 'setYear', function setYear(this: Date, year: unknown) {
    const value = Math.trunc(Number(year));
    return this.setFullYear(value >= 0 && value <= 99 ? 1900 + value : value);
  });
}

function installTexts(prototype: Date, zone: TimeZone, valueOf: () => number): void {
  const zoneName = new Intl.DateTimeFormat(DEFAULT_LOCALE, { timeZone: zone.name, timeZoneName: 'long' });
  const two = (value: number): string => String(value).padStart(2, '0');
  const dateText = (fields: Fields, weekDay: number): string => {
    const year = fields[0] < 0 ? `-${String(-fields[0]).padStart(6, '0')}` : String(fields[0]).padStart(4, '0');
    return `${WEEK_DAYS[weekDay] ?? ''} ${MONTHS[fields[1]] ?? ''} ${two(fields[2])} ${year}`;
  };
  const timeText = (fields: Fields, epochMs: number): string => {
    const offsetMinutes = Math.trunc(zone.offsetAt(epochMs) / 60_000);
    const size = Math.abs(offsetMinutes);
    const name = zoneName.formatToParts(epochMs).find((part) => part.type === 'timeZoneName')?.value ?? zone.name;
    return `${two(fields[3])}:${two(fields[4])}:${two(fields[5])} GMT${offsetMinutes < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}${two(size % 60)} (${name})`;
  };
  const text = (make: (fields: Fields, epochMs: number, weekDay: number) => string) => function (this: Date): string {
    const epochMs = valueOf.call(this);
    const fields = fieldsOf(zone, epochMs);
    return fields ? make(fields, epochMs, new Date(zone.toLocal(epochMs)).getUTCDay()) : INVALID;
  };
  method(prototype, 'toString', text((fields, epochMs, weekDay) => `${dateText(fields, weekDay)} ${timeText(fields, epochMs)}`));
  method(prototype, 'toDateString', text((fields, _epochMs, weekDay) => dateText(fields, weekDay)));
  method(prototype, 'toTimeString', text((fields, epochMs) => timeText(fields, epochMs)));
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'] as const) {
    const original = prototype[name];
    method(prototype, name, function (this: Date, locales?: string, options?: Intl.DateTimeFormatOptions) {
      return original.call(this, locales ?? DEFAULT_LOCALE, { ...options, timeZone: options?.timeZone ?? zone.name });
    });
  }
}

function toPrimitive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const converter = (value as { [Symbol.toPrimitive]?: (hint: string) => unknown })[Symbol.toPrimitive];
  if (converter) return converter.call(value, 'default');
  const number = value.valueOf();
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- the language's own conversion of objects
  return typeof number === 'object' ? String(value) : number;
}
