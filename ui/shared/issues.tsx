/** Issues of the server as notices: what happened and where; a button to try again when there is one. */
import type { ComponentChildren, JSX } from 'preact';
import type { IssueLevel, IssueView } from '../../src/contract/issue-view';
import type { Words } from '../language/words';
import { usePage } from './context';
import { Notice } from './notice';

/** Where an issue is: tab, row, column, how many rows; empty when it has no place. */
export function issuePlace(issue: IssueView, words: Words): string {
  const parts = [
    issue.sheet === null ? '' : words.say('issue.sheet', { sheet: issue.sheet }),
    issue.rowNumber === null ? '' : words.say('issue.row', { row: String(issue.rowNumber) }),
    issue.column === null ? '' : words.say('issue.column', { column: issue.column }),
    issue.count > 1 ? words.say('issue.count', { count: issue.count }) : '',
  ];
  return parts.filter(Boolean).join(', ');
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
            {issues.filter((issue) => issue.level === level).map((issue) => {
              const place = issuePlace(issue, words);
              return <li key={issue.code + place}>{issue.text}{place !== '' && <span class="second"> ({place})</span>}</li>;
            })}
          </ul>
        </Notice>
      ))}
    </>
  );
}
