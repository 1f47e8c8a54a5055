/** The English catalogue. */
import type { Catalogue } from './catalogue';
import { EN_ISSUES } from './en-issues';
import { EN_WORDS } from './en-words';

/** English words and issue texts. */
export const EN: Catalogue = { words: EN_WORDS, issues: EN_ISSUES };
