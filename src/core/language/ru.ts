/** The Russian catalogue. */
import type { Catalogue } from './catalogue';
import { RU_DUPLICATES } from './ru-duplicates';
import { RU_ISSUES } from './ru-issues';
import { RU_REASONS } from './ru-reasons';
import { RU_WORDS } from './ru-words';

/** Russian words and issue texts. */
export const RU: Catalogue = { words: { ...RU_WORDS, ...RU_REASONS, ...RU_DUPLICATES }, issues: RU_ISSUES };
