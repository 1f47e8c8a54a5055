/** Figures an audience asks for whose grey column is switched off: they would match nobody, so they are named instead. */
import type { Issue } from '../core/issue';
import { issue } from '../core/issue';
import { LANGUAGES } from '../core/language/language';
import type { Language } from '../core/language/language';
import { columnName } from '../core/language/names';
import type { OptionalColumn } from '../core/settings';

const COMPARED = '["\'»]?\\s*(?:[<>=!]|(?:(?:not|не)\\s+)?(?:in|из|среди)\\s*\\()';

/** One issue for each column of `off` that an expression compares, by its key or its header in either language. */
export function switchedOffIssues(expression: string, off: readonly OptionalColumn[], language: Language): Issue[] {
  return off.filter((key) => {
    const names = [key, key.replace(/_/g, ' '), ...LANGUAGES.map((known) => columnName(key, known))].map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`(?:^|[\\s("'«])(?:${names.join('|')})${COMPARED}`, 'i').test(expression);
  }).map((key) => issue('audience.columnOff', { column: columnName(key, language) }));
}
