/** The Russian catalogue. */
import type { Catalogue } from './catalogue';
import { RU_ISSUES } from './ru-issues';
import { RU_REASONS } from './ru-reasons';
import { RU_WORDS } from './ru-words';

/** Russian words and issue texts. */
export const RU: Catalogue = { words: { ...RU_WORDS, ...RU_REASONS }, issues: RU_ISSUES };
