/** The same letter was changed in the sheet while it was edited here: both states side by side, and what to do. */
import type { JSX } from 'preact';
import type { IssueView } from '../../../src/contract/issue-view';
import type { TemplateDraft } from '../../../src/contract/template-views';
import { htmlToText } from '../../../src/core/mail/html';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';
import { Table } from '../../shared/table';
import { bodyAsHtml, differences, type DraftField } from './draft';

export interface ConflictProps {
  readonly mine: TemplateDraft;
  readonly theirs: TemplateDraft;
  readonly busy: boolean;
  readonly issues: readonly IssueView[];
  readonly onMine: () => void;
  readonly onTheirs: () => void;
  readonly onBoth: () => void;
  readonly onBack: () => void;
}

export function Conflict({ mine, theirs, busy, issues, onMine, onTheirs, onBoth, onBack }: ConflictProps): JSX.Element {
  const { words } = usePage();
  const fields = differences(mine, theirs);
  const shown = (draft: TemplateDraft, field: DraftField): string => {
    if (field === 'body') return htmlToText(bodyAsHtml(draft.body));
    if (field === 'kind') return words.say(`template.kind.${draft.kind}`);
    if (field === 'content') return words.say(draft.content === '' ? 'template.content.none' : `template.content.${draft.content}`);
    return draft[field];
  };
  return (
    <>
      <h1>{mine.title}</h1>
      <Notice kind="warning" title={words.say('template.conflict')}><p>{words.say('template.conflictWhat')}</p></Notice>
      <Issues issues={issues} />
      <Table label={words.say('template.conflict')} items={fields} itemKey={(field) => field} chosenKey={null} maxHeight={360} sortLabel={(column) => column}
        columns={[
          { key: 'field', title: words.say('template.conflictField'), cell: (field) => words.say(`template.${field}`) },
          { key: 'mine', title: words.say('template.conflictMine'), cell: (field) => <span class="conflict-text">{shown(mine, field)}</span> },
          { key: 'theirs', title: words.say('template.conflictTheirs'), cell: (field) => <span class="conflict-text">{shown(theirs, field)}</span> },
        ]} />
      <div class="dialog-foot">
        <Button onPress={onBack} disabled={busy} apart>{words.say('action.back')}</Button>
        <Button onPress={onTheirs} disabled={busy}>{words.say('template.takeTheirs')}</Button>
        <Button onPress={onMine} disabled={busy}>{words.say('template.takeMine')}</Button>
        <Button kind="primary" busy={busy} onPress={onBoth}>{words.say('template.takeBoth')}</Button>
      </div>
    </>
  );
}
