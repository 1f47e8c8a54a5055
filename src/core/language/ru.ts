/** The Russian catalogue. */
import type { Catalogue } from './catalogue';
import { RU_ISSUES } from './ru-issues';
import { RU_WORDS } from './ru-words';

/** Russian words and issue texts. */
export const RU: Catalogue = { words: RU_WORDS, issues: RU_ISSUES };
