/** Issues as the pages receive them: finished sentences in the reader's language. */
import type { IssueView } from '../contract/issue-view';
import type { Issue } from '../core/issue';
import type { Language } from '../core/language/language';
import { issueText } from '../core/language/text';

/** Turns issues into sentences; equal sentences are joined and counted. */
export function issueViews(issues: readonly Issue[], language: Language): IssueView[] {
  const views = new Map<string, IssueView>();
  for (const found of issues) {
    const text = issueText(found, language);
    const former = views.get(text);
    if (former !== undefined) {
      views.set(text, { ...former, count: former.count + 1 });
      continue;
    }
    views.set(text, {
      code: found.code,
      level: found.severity,
      text,
      sheet: found.place?.sheet ?? null,
      rowNumber: found.place?.rowIndex === undefined ? null : found.place.rowIndex + 1,
      column: found.place?.columnName ?? null,
      count: 1,
    });
  }
  return [...views.values()];
}
