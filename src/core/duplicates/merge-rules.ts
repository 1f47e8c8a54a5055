/** Which rule decides the value of a column when rows of one client are merged, and which columns have nothing to decide. */
import type { SurvivorRule } from './survivor';

/** How a column of clients is merged. */
export type MergeRule =
  | SurvivorRule
  /** The first day of several: since when one is a client. */
  | 'earliest'
  /** All texts are kept, each once. */
  | 'lines'
  /** All words of lists are kept, each once. */
  | 'list'
  /** A refusal of letters by one row is that of the client; else the newest. */
  | 'refusal';

const RULES: Readonly<Record<string, MergeRule>> = {
  name: 'fullest', first_name: 'fullest', last_name: 'fullest', patronymic: 'fullest', address: 'fullest', city: 'fullest', region: 'fullest', country: 'fullest',
  birthday: 'mostFrequent', gender: 'mostFrequent', registered: 'earliest', note: 'lines', tags: 'list',
  consent: 'refusal', ads_consent: 'refusal', unsubscribed: 'refusal',
};

/** The rule of a column by its stable key; what changes in life, and columns of the owner (''), keep the newest. */
export function mergeRuleOf(key: string): MergeRule {
  return RULES[key] ?? 'newest';
}

/** Texts as lines below each other, each line once, in their order. Joining the result with one of its texts again changes nothing. */
export function joinedLines(texts: readonly string[]): string {
  const lines: string[] = [];
  for (const text of texts) {
    for (const line of text.split(/\r\n?|\n/)) {
      const trimmed = line.trim();
      if (trimmed !== '' && !lines.includes(trimmed)) lines.push(trimmed);
    }
  }
  return lines.join('\n');
}

/** Words of lists divided by commas or semicolons, each once whatever its case, in their order. */
export function joinedList(texts: readonly string[]): string {
  const words = new Map<string, string>();
  for (const text of texts) {
    for (const word of text.split(/[,;\n]/)) {
      const trimmed = word.trim();
      const key = trimmed.toLowerCase();
      if (trimmed !== '' && !words.has(key)) words.set(key, trimmed);
    }
  }
  return Array.from(words.values()).join(', ');
}
