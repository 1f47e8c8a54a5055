/** The question before a mailing leaves: names the letter, the number and what cannot be undone. */
import type { JSX } from 'preact';
import type { Preflight } from '../../../src/contract/mailing-views';
import { Confirm } from '../confirm';
import { usePage } from '../context';
import { Notice } from '../notice';

export interface PlanQuestionProps {
  readonly preflight: Preflight;
  readonly busy: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

export function PlanQuestion({ preflight, busy, onYes, onNo }: PlanQuestionProps): JSX.Element {
  const { words } = usePage();
  const later = preflight.go - preflight.goToday;
  const leftOut = preflight.skip - preflight.heldOut;
  return (
    <Confirm title={words.say('plan.title', { count: preflight.go })} count={preflight.go} typeLabel={words.say('plan.type', { count: String(preflight.go) })}
      yesText={words.say('check.send', { count: preflight.go })} noText={words.say('action.cancel')} busy={busy} onYes={onYes} onNo={onNo}>
      <p>{words.say('plan.what', { title: preflight.title })}</p>
      {leftOut > 0 && <p>{words.say('plan.skip', { count: leftOut })}</p>}
      {preflight.heldOut > 0 && <p>{words.say('check.held', { count: preflight.heldOut })}</p>}
      {later > 0 && preflight.lastDay !== null && <p>{words.say('plan.later', { today: preflight.goToday, later, day: words.day(preflight.lastDay) })}</p>}
      <Notice kind="warning"><p>{words.say('plan.cannotUndo')}</p></Notice>
    </Confirm>
  );
}
