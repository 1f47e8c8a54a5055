/** Issues of core, found here in the browser, in the shape in which the server tells its own. */
import type { Language } from '../../../src/contract/base-views';
import type { IssueView } from '../../../src/contract/issue-view';
import type { Issue } from '../../../src/core/issue';
import { issueText } from '../../../src/core/language/text';

/** The sentence of core already names the place, so the view carries none. */
export function issueView(issue: Issue, language: Language): IssueView {
  return { code: issue.code, level: issue.severity, text: issueText(issue, language), sheet: null, rowNumber: null, column: null, count: 1 };
}

/** Views of several issues; the same sentence is told once. */
export function issueViews(issues: readonly Issue[], language: Language): readonly IssueView[] {
  const seen = new Set<string>();
  return issues.map((one) => issueView(one, language)).filter((view) => !seen.has(view.text) && seen.add(view.text));
}
