/** The signature table of Google's services and the check of arguments against it, with the platform's texts. */
import { EnumValue, ServiceError, ServiceObject, type ServiceClass } from './service';
import { serviceOfInterface } from './policy';

/**
 * Type of a parameter, short for the table's size: 's' string, 'n' number, 'b' boolean, 'd' Date, 'a' anything, 'o' plain object, 'f' function,
 * `e:Spreadsheet.BorderStyle` enum, `c:Spreadsheet.Range` service object, `x[]` array of x, `x|y` either.
 */
export type TypeCode = string;

export interface Parameter {
  readonly name: string;
  readonly type: TypeCode;
  readonly optional?: true;
  /** The declaration says `| null`. */
  readonly nullable?: true;
  readonly rest?: true;
}

export interface MethodSignature {
  /** The overloads in declared order. */
  readonly overloads: readonly (readonly Parameter[])[];
}

export interface InterfaceSignature {
  /** Parent interfaces by qualified name. */
  readonly parents: readonly string[];
  readonly methods: Readonly<Record<string, MethodSignature>>;
  /** Properties that hold an enum: property → qualified enum name. */
  readonly enums: Readonly<Record<string, string>>;
  /** Other properties: property → type code (sub-collections of advanced services). */
  readonly properties: Readonly<Record<string, TypeCode>>;
}

export interface SignatureTable {
  readonly interfaces: Readonly<Record<string, InterfaceSignature>>;
  /** Qualified enum → member names in order. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
  /** Global symbol → qualified interface ('SpreadsheetApp' → 'Spreadsheet.SpreadsheetApp'). */
  readonly globals: Readonly<Record<string, string>>;
  /** Advanced services: global symbol → qualified interface ('Gmail' → 'Gmail'). */
  readonly advanced: Readonly<Record<string, string>>;
}

/** A member found in an interface or its parents. */
export type FoundMember =
  | { readonly kind: 'method'; readonly signature: MethodSignature }
  | { readonly kind: 'enum'; readonly enumName: string }
  | { readonly kind: 'property'; readonly type: TypeCode };

/** Looks a member up, own interface first, then the parents. */
export function findMember(table: SignatureTable, interfaceName: string, member: string): FoundMember | null {
  const own = table.interfaces[interfaceName];
  if (!own) return null;
  if (Object.hasOwn(own.methods, member)) return { kind: 'method', signature: own.methods[member] as MethodSignature };
  if (Object.hasOwn(own.enums, member)) return { kind: 'enum', enumName: own.enums[member] as string };
  if (Object.hasOwn(own.properties, member)) return { kind: 'property', type: own.properties[member] as TypeCode };
  for (const parent of own.parents) {
    const found = findMember(table, parent, member);
    if (found) return found;
  }
  return null;
}

/** Names of all members, parents included. */
export function memberNames(table: SignatureTable, interfaceName: string): string[] {
  const own = table.interfaces[interfaceName];
  if (!own) return [];
  const names = new Set([...Object.keys(own.methods), ...Object.keys(own.enums), ...Object.keys(own.properties)]);
  for (const parent of own.parents) for (const name of memberNames(table, parent)) names.add(name);
  return [...names];
}

/** True when the interface is the other one or extends it. */
export function isA(table: SignatureTable, interfaceName: string, ancestor: string): boolean {
  if (interfaceName === ancestor) return true;
  return (table.interfaces[interfaceName]?.parents ?? []).some((parent) => isA(table, parent, ancestor));
}

/** The name of a class in error texts: 'SpreadsheetApp.Range', 'SpreadsheetApp' for the root itself, 'Blob' for base classes. */
export function displayName(serviceClass: Pick<ServiceClass, 'interfaceName' | 'service'>): string {
  const service = serviceOfInterface(serviceClass.interfaceName, serviceClass.service);
  const own = serviceClass.interfaceName.split('.').pop() ?? '';
  return service === own || service === '' ? own : `${service}.${own}`;
}

/**
 * Checks the arguments of a call. Throws the platform's text when no overload takes them:
 * `The parameters (String,number) don't match the method signature for SpreadsheetApp.Range.setX.`, or `Argument cannot be null: name`.
 */
export function checkArguments(table: SignatureTable, serviceClass: ServiceClass, member: string, args: readonly unknown[]): void {
  const found = findMember(table, serviceClass.interfaceName, member);
  if (found?.kind !== 'method') return;
  const fitting = found.signature.overloads.filter((overload) => takes(table, overload, args));
  if (fitting.length === 0) {
    const types = args.map(typeText).join(',');
    throw new ServiceError(`The parameters (${types}) don't match the method signature for ${displayName(serviceClass)}.${member}.`);
  }
  const strict = fitting.find((overload) => nullParameter(overload, args) === null);
  if (!strict && fitting[0]) throw new ServiceError(`Argument cannot be null: ${nullParameter(fitting[0], args) ?? ''}`);
}

function takes(table: SignatureTable, overload: readonly Parameter[], args: readonly unknown[]): boolean {
  const last = overload.at(-1);
  const required = overload.filter((parameter) => !parameter.optional && !parameter.rest).length;
  if (args.length < required || (!last?.rest && args.length > overload.length)) return false;
  return args.every((arg, index) => {
    const parameter = overload[index] ?? last;
    if (!parameter) return false;
    const type = parameter.rest ? parameter.type.replace(/\[\]$/, '') : parameter.type;
    if (arg === null || arg === undefined) return parameter.optional === true || parameter.nullable === true || !/^[nbd]$/.test(type);
    return fits(table, type, arg);
  });
}

/** Name of the first parameter that got null though it must not be null. */
function nullParameter(overload: readonly Parameter[], args: readonly unknown[]): string | null {
  const index = args.findIndex((arg, position) => {
    const parameter = overload[position];
    return parameter !== undefined && (arg === null || arg === undefined) && !parameter.nullable && !parameter.optional && !acceptsNull(parameter.type);
  });
  return overload[index]?.name ?? null;
}

/** Google lets null stand for "none" in free values, service objects and enums; texts and arrays must be given. */
function acceptsNull(type: TypeCode): boolean {
  return type.split('|').some((part) => part === 'a' || part === 'o' || part.startsWith('c:') || part.startsWith('e:'));
}

function fits(table: SignatureTable, type: TypeCode, value: unknown): boolean {
  if (type.includes('|') && !type.endsWith(')[]')) return type.split('|').some((part) => fits(table, part, value));
  if (type.endsWith('[]')) {
    if (!Array.isArray(value)) return false;
    const element = type.slice(0, -2).replace(/^\((.*)\)$/, '$1');
    return value.every((item) => item === null || item === undefined || fits(table, element, item));
  }
  if (type.startsWith('e:')) return value instanceof EnumValue && value.enumName === type.slice(2);
  if (type.startsWith('c:')) return value instanceof ServiceObject && isA(table, (value.constructor as unknown as ServiceClass).interfaceName, type.slice(2));
  switch (type) {
    case 's':
      return typeof value === 'string';
    case 'n':
      return typeof value === 'number' && !Number.isNaN(value);
    case 'b':
      return typeof value === 'boolean';
    case 'd':
      return value instanceof Date;
    case 'o':
      return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date) && !(value instanceof EnumValue) && !(value instanceof ServiceObject);
    case 'f':
      return typeof value === 'function';
    default:
      return true;
  }
}

/** How the platform names the type of an argument. */
function typeText(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return 'null';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'Boolean';
  if (value instanceof Date) return 'Date';
  if (Array.isArray(value)) return `${value.length === 0 ? 'number' : typeText(value[0])}[]`;
  if (value instanceof EnumValue) return enumText(value);
  if (value instanceof ServiceObject) return displayName(value.constructor as unknown as ServiceClass);
  return typeof value === 'function' ? 'function' : '(class)';
}

function enumText(value: EnumValue): string {
  const service = serviceOfInterface(value.enumName);
  return service ? `${service}.${value.enumName.split('.').pop() ?? ''}` : (value.enumName.split('.').pop() ?? '');
}
