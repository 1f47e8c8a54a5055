/** The platform's refusal of arguments, for the members that check their arguments themselves (`looseArguments`). */
import { ServiceError } from '../../runtime/service';

function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'Boolean';
  if (value instanceof Date) return 'Date';
  return Array.isArray(value) ? `${value.length === 0 ? 'number' : typeName(value[0])}[]` : '(class)';
}

/** `The parameters (String,null) don't match the method signature for PropertiesService.Properties.setProperty.` */
export function requireArguments(fits: boolean, args: readonly unknown[], display: string): void {
  if (!fits) throw new ServiceError(`The parameters (${args.map(typeName).join(',')}) don't match the method signature for ${display}.`);
}

/** A text argument for which Google also takes numbers, written as Java's doubles ("1.0"), and booleans; null for anything else. */
export function looseText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e7 ? `${value}.0` : String(value);
  return null;
}
