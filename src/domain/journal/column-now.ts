/** Where a column of the Journal stands now. */
import type { Table } from '../base';
import { isOwnKey } from './fingerprint';

/**
 * By its key; a column of the owner by its title, for an import may have given it a key since, or an undo taken it away. Undefined where it is gone,
 * and for a column without key and title.
 */
export function columnNow({ columns, titles }: Table, key: string, title: string): number | undefined {
  const known = key === '' ? undefined : columns.get(key);
  if (known !== undefined || title === '' || (key !== '' && !isOwnKey(key))) return known;
  const keys = new Map([...columns].map(([columnKey, index]) => [index, columnKey]));
  const free = titles.findIndex((other, index) => other === title && !keys.has(index));
  if (free >= 0) return free;
  const own = titles.findIndex((other, index) => other === title && isOwnKey(keys.get(index) ?? ''));
  return own < 0 ? undefined : own;
}
