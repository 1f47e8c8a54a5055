/** The English catalogue. */
import type { Catalogue } from './catalogue';
import { EN_DUPLICATES } from './en-duplicates';
import { EN_ISSUES } from './en-issues';
import { EN_REASONS } from './en-reasons';
import { EN_WORDS } from './en-words';

/** English words and issue texts. */
export const EN: Catalogue = { words: { ...EN_WORDS, ...EN_REASONS, ...EN_DUPLICATES }, issues: EN_ISSUES };
