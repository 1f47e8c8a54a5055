/** What becomes of a server function's result on its way to a page (google.script.run). */
import { ServiceObject, EnumValue } from './service';
import type { Json } from './state';

/** The result as the page gets it: a Date anywhere makes the whole result null, undefined becomes null, fields without value are left out. */
export function pageResult(value: unknown): Json {
  return holdsDate(value) ? null : (toJson(value) ?? null);
}

function holdsDate(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || value instanceof ServiceObject) return false;
  if (value instanceof Date) return true;
  return Object.values(value).some(holdsDate);
}

function toJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value instanceof ServiceObject) return undefined;
  if (value instanceof EnumValue) return value.name;
  if (Array.isArray(value)) return value.map((item) => toJson(item) ?? null);
  const fields: Record<string, Json> = {};
  for (const [key, field] of Object.entries(value)) {
    const converted = toJson(field);
    if (converted !== undefined) fields[key] = converted;
  }
  return fields;
}

/** Parameters as the server function gets them: keys ending in `__` are dropped, whatever client sent them. */
export function serverArguments(args: readonly Json[]): unknown[] {
  return args.map(withoutPrivateKeys);
}

function withoutPrivateKeys(value: Json): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutPrivateKeys);
  return Object.fromEntries(Object.entries(value as Readonly<Record<string, Json>>).filter(([key]) => !key.endsWith('__')).map(([key, field]) => [key, withoutPrivateKeys(field)]));
}
