/** Issues of the server as notices: the sentence names tab, row and column itself, the notice adds how many rows share it. */
import type { ComponentChildren, JSX } from 'preact';
import type { IssueLevel, IssueView } from '../../src/contract/issue-view';
import type { Words } from '../language/words';
import { usePage } from './context';
import { Notice } from './notice';

/** How many rows share an issue; empty for one. The sentence itself names tab, row and column. */
export function sharedBy(issue: IssueView, words: Words): string {
  return issue.count > 1 ? words.say('issue.count', { count: issue.count }) : '';
}

const noticeKinds: Readonly<Record<IssueLevel, 'error' | 'warning' | 'info'>> = { error: 'error', warning: 'warning', info: 'info' };

/** One notice for each level present, worst first. */
export function Issues({ issues, action }: { readonly issues: readonly IssueView[]; readonly action?: ComponentChildren }): JSX.Element | null {
  const { words } = usePage();
  if (issues.length === 0) return null;
  const levels: readonly IssueLevel[] = ['error', 'warning', 'info'];
  const present = levels.filter((level) => issues.some((issue) => issue.level === level));
  return (
    <>
      {present.map((level, index) => (
        <Notice key={level} kind={noticeKinds[level]} title={words.say(`issue.${level}`)} action={index === 0 ? action : undefined}>
          <ul class="notice-list">
            {issues.filter((issue) => issue.level === level).map((issue) => (
              <li key={issue.text}>{issue.text}{issue.count > 1 && <span class="second"> ({sharedBy(issue, words)})</span>}</li>
            ))}
          </ul>
        </Notice>
      ))}
    </>
  );
}
