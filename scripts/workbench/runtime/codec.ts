/**
 * The one codec of values between a script's realm and the host: text on the wire, plain data as JSON, everything else as a tagged object.
 * Used on both sides with different makers, so that a Date or an Array is always one of the realm that receives it.
 */

/** Tags of values that JSON has no form for. `$` marks them; a plain object with a key `$` is wrapped as tag 'o'. */
type Tagged =
  | { readonly $: 'u' }
  | { readonly $: 'd'; readonly v: number | null }
  | { readonly $: 'n'; readonly v: 'NaN' | 'Infinity' | '-Infinity' | '-0' }
  | { readonly $: 'h'; readonly v: number | string; readonly c?: string }
  | { readonly $: 'e'; readonly q: string; readonly n: string }
  | { readonly $: 'o'; readonly v: Record<string, unknown> }
  | { readonly $: 'f' };

/** How one side recognises and makes the values that are not plain. */
export interface CodecSide {
  /** Handle of a service object, undefined for anything else. On the host also the class name the guest needs for its proxy. */
  handleOf(value: object): { readonly id: number | string; readonly className?: string } | undefined;
  enumOf(value: object): { readonly enumName: string; readonly name: string } | undefined;
  object(id: number | string, className: string | undefined): unknown;
  enumValue(enumName: string, name: string): unknown;
  date(epochMs: number): unknown;
  /** Epoch milliseconds when the value is a Date (of any realm), else undefined. */
  dateOf(value: object): number | undefined;
}

/** Text of the value. Functions and symbols become markers that fit no parameter; cycles throw a RangeError. */
export function encode(value: unknown, side: CodecSide): string {
  return JSON.stringify(pack(value, side));
}

/** Value of the text. */
export function decode(text: string, side: CodecSide): unknown {
  return unpack(JSON.parse(text), side);
}

/** The JSON-safe form of a value; arrays and objects without special values are used as they are. */
export function pack(value: unknown, side: CodecSide): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value) && !Object.is(value, -0)) return value;
      return tag({ $: 'n', v: Object.is(value, -0) ? '-0' : (String(value) as 'NaN') });
    case 'bigint':
      return String(value);
    case 'undefined':
      return tag({ $: 'u' });
    case 'object':
      return value === null ? null : packObject(value, side);
    default:
      return tag({ $: 'f' });
  }
}

function packObject(value: object, side: CodecSide): unknown {
  if (Array.isArray(value)) return packArray(value, side);
  const handle = side.handleOf(value);
  if (handle) return tag(handle.className === undefined ? { $: 'h', v: handle.id } : { $: 'h', v: handle.id, c: handle.className });
  const member = side.enumOf(value);
  if (member) return tag({ $: 'e', q: member.enumName, n: member.name });
  const time = side.dateOf(value);
  if (time !== undefined) return tag({ $: 'd', v: Number.isNaN(time) ? null : time });
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>);
  const packed: Record<string, unknown> = {};
  for (const key of Object.keys(value)) define(packed, key, pack((value as Record<string, unknown>)[key], side));
  return Object.hasOwn(packed, '$') ? tag({ $: 'o', v: packed }) : packed;
}

/** Copies only from the first item on that must be changed: tables of plain values, the usual case, are used as they are. */
function packArray(value: readonly unknown[], side: CodecSide): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (let index = 0; index < value.length; index += 1) {
    const item = value[index];
    const packed = typeof item === 'string' || typeof item === 'boolean' ? item : pack(item, side);
    if (copy) copy.push(packed);
    else if (packed !== item) {
      copy = value.slice(0, index);
      copy.push(packed);
    }
  }
  return copy ?? value;
}

/** Replaces tags inside the parsed JSON, in place. */
export function unpack(value: unknown, side: CodecSide): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      if (typeof item === 'object' && item !== null) value[index] = unpack(item, side);
    }
    return value;
  }
  const record = value as Record<string, unknown>;
  if (Object.hasOwn(record, '$')) return untag(record as unknown as Tagged, side);
  unpackFields(record, side);
  return record;
}

function unpackFields(record: Record<string, unknown>, side: CodecSide): void {
  for (const key of Object.keys(record)) {
    const item = record[key];
    if (typeof item === 'object' && item !== null) define(record, key, unpack(item, side));
  }
}

function untag(tagged: Tagged, side: CodecSide): unknown {
  switch (tagged.$) {
    case 'u':
      return undefined;
    case 'd':
      return side.date(tagged.v ?? Number.NaN);
    case 'n':
      return tagged.v === '-0' ? -0 : Number(tagged.v);
    case 'h':
      return side.object(tagged.v, tagged.c);
    case 'e':
      return side.enumValue(tagged.q, tagged.n);
    case 'o':
      unpackFields(tagged.v, side);
      return tagged.v;
    default:
      return unsupportedValue;
  }
}

/** Stands on the host for a function or symbol that a script passed. */
export const unsupportedValue = function unsupported(): void {};

function tag(tagged: Tagged): Tagged {
  return tagged;
}

/** Sets a field as an own property even when it is called `__proto__`. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else target[key] = value;
}
