/** Which values a page may pass to google.script.run, and what they become: errors are thrown at the call. */
import type { Json } from '../state';

/** The arguments as JSON. Throws `Failed due to illegal value in property: <key>` or `Failed due to circular reference.` */
export function prepareArguments(args: readonly unknown[]): Json[] {
  const [first] = args;
  if (args.length === 1 && isForm(first)) return [formFields(first)];
  return args.map((arg, index) => convert(arg, String(index), []) ?? null);
}

/** undefined = leave the field out. */
function convert(value: unknown, key: string, path: readonly object[]): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'undefined':
      return undefined;
    case 'object':
      return value === null ? null : convertObject(value, key, path);
    default:
      throw new Error(`Failed due to illegal value in property: ${key}`);
  }
}

function convertObject(value: object, key: string, path: readonly object[]): Json {
  if (path.includes(value)) throw new Error('Failed due to circular reference.');
  const inner = [...path, value];
  if (Array.isArray(value)) return value.map((item, index) => convert(item, String(index), inner) ?? null);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new Error(`Failed due to illegal value in property: ${key}`);
  if (Object.prototype.toString.call(value) !== '[object Object]') throw new Error(`Failed due to illegal value in property: ${key}`);
  const fields: Record<string, Json> = {};
  for (const [name, field] of Object.entries(value)) {
    if (name.endsWith('__')) continue;
    const converted = convert(field, name, inner);
    if (converted !== undefined) fields[name] = converted;
  }
  return fields;
}

/** A form element: recognised by its fields, for the class is absent where this runs without a page. */
function isForm(value: unknown): value is { readonly elements: Iterable<FormField> } {
  return typeof value === 'object' && value !== null && 'tagName' in value && value.tagName === 'FORM' && 'elements' in value;
}

interface FormField {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
}

/** Fields by name as texts; several fields of one name become a list. File inputs are not carried over. */
function formFields(form: { readonly elements: Iterable<FormField> }): Json {
  const fields: Record<string, string | string[]> = {};
  for (const { name, type, value, checked, disabled } of form.elements) {
    if (name === '' || disabled === true || ['submit', 'button', 'reset', 'file', 'image'].includes(type) || (['checkbox', 'radio'].includes(type) && checked !== true)) continue;
    const known = fields[name];
    fields[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
  }
  return fields;
}
