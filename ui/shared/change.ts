/** A change in words with its sign: "+12 clients", "−3 clients"; the minus is the mathematical one, as wide as the plus. */
import type { Words } from '../language/words';

/** Sign and number; empty for no change. */
export function signed(change: number, words: Words): string {
  if (change === 0) return '';
  return `${change > 0 ? '+' : '\u2212'}${words.number(Math.abs(change))}`;
}

/** The change of a class in clients; empty where nothing changed or nothing is known. */
export function clientsChange(change: number | null, words: Words): string {
  if (change === null || change === 0) return '';
  return words.say('change.clients', { signed: signed(change, words), count: Math.abs(change) });
}
