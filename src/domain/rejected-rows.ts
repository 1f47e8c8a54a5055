/** Rows that could not be used, by reason. */
import type { RejectedRows } from '../contract/import-views';
import type { Issue } from '../core/issue';
import type { Language } from '../core/language/language';
import { issueText } from '../core/language/text';

const ROW_NUMBERS_SHOWN = 10;

/**
 * Joins rejected rows by code with their exact count, the text of the first one and the first row numbers (1-based).
 * @param counts rejected rows by code, as core counted them
 */
export function rejectedRows(counts: Readonly<Record<string, number | undefined>>, issues: readonly Issue[], language: Language): RejectedRows[] {
  const result: RejectedRows[] = [];
  for (const [code, count] of Object.entries(counts)) {
    if (count === undefined || count === 0) continue;
    const found = issues.filter((entry) => entry.code === code);
    const rowNumbers = found.flatMap((entry) => (entry.place?.rowIndex === undefined ? [] : [entry.place.rowIndex + 1])).slice(0, ROW_NUMBERS_SHOWN);
    const first = found[0];
    const [text, reason] = first === undefined ? ['', ''] : [issueText(first, language), issueText(withColumnOnly(first), language)];
    result.push({ code, text, reason, count, rowNumbers });
  }
  return result;
}

/** For where the file and the rows stand beside it. */
function withColumnOnly(found: Issue): Issue {
  const { columnName } = found.place ?? {};
  return { ...found, place: columnName === undefined ? {} : { columnName } };
}
