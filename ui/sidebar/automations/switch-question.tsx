/** The question before an automation is switched on: how many letters leave today, to whom, and who is left out. */
import type { JSX } from 'preact';
import type { AutomationPreview } from '../../../src/contract/automation-views';
import type { IssueView } from '../../../src/contract/issue-view';
import { Confirm } from '../../shared/confirm';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';

/** So many names are read out; the rest is a number. */
const NAMES = 5;

export interface SwitchQuestionProps {
  readonly preview: AutomationPreview;
  readonly busy: boolean;
  readonly issues: readonly IssueView[];
  readonly onYes: () => void;
  readonly onNo: () => void;
}

export function SwitchQuestion({ preview, busy, issues, onYes, onNo }: SwitchQuestionProps): JSX.Element {
  const { words } = usePage();
  const names = preview.rows.filter(({ go }) => go).slice(0, NAMES).map(({ name, email }) => name || email);
  const more = preview.go - names.length;
  return (
    <Confirm title={words.say('automations.ask', { title: preview.title })} count={preview.go} typeLabel={words.say('automations.type', { count: String(preview.go) })}
      yesText={words.say('automations.turnOn')} noText={words.say('action.cancel')} busy={busy} onYes={onYes} onNo={onNo}>
      <Issues issues={[...preview.issues, ...issues]} />
      <p>{preview.go === 0 ? words.say('automations.askNobody') : words.say('automations.askCount', { count: preview.go })}</p>
      {names.length > 0 && (
        <ul class="points">
          {names.map((name, index) => <li key={`${index} ${name}`}>{name}</li>)}
          {more > 0 && <li>{words.say('automations.askMore', { count: words.number(more) })}</li>}
        </ul>
      )}
      {preview.skip > 0 && <p class="second">{words.say('automations.askSkip', { count: preview.skip })}</p>}
      <p class="second">{words.say('automations.askSender')}</p>
    </Confirm>
  );
}
