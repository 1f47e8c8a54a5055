/** Values of cells as they may stand in a letter. */
import type { FieldLookup, MergeValue } from '../../core/mail/template';

/** Values without the characters that lie about a text: line separators, control characters and marks that turn its direction round. */
export function tamed(values: FieldLookup): FieldLookup {
  return { locale: values.locale, find: (name) => tamedValue(values.find(name)) };
}

function tamedValue(value: MergeValue): MergeValue {
  if (typeof value === 'string') return tamedText(value);
  return value !== null && typeof value === 'object' && 'name' in value ? { ...value, name: tamedText(value.name) } : value;
}

function tamedText(text: string): string {
  return text.replace(/[\u2028\u2029]/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
}
