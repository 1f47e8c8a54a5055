/** What a catalogue holds; both languages have the same keys by type, a test proves it again at run time. */
import type { IssueCode } from '../issue';
import type { EN_DUPLICATES } from './en-duplicates';
import type { EN_REASONS } from './en-reasons';
import type { EN_WORDS } from './en-words';

/** Keys of words and sentences. */
export type WordKey = keyof typeof EN_WORDS | keyof typeof EN_REASONS | keyof typeof EN_DUPLICATES;

/** Words and sentences by key. */
export type Words = Readonly<Record<WordKey, string>>;

/** Cause (starts small, no full stop) and next step (a sentence) of an issue. */
export interface IssueWords {
  readonly cause: string;
  readonly next: string;
}

/** Texts of all issues. */
export type IssueTexts = Readonly<Record<IssueCode, IssueWords>>;

/** All texts of one language. */
export interface Catalogue {
  readonly words: Words;
  readonly issues: IssueTexts;
}
