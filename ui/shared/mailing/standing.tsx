/** A mailing that is not being sent at this moment: how it stands and why, what became of the letters, the days to come, and what to press. */
import type { JSX } from 'preact';
import type { MailingProgress } from '../../../src/contract/mailing-views';
import { Button } from '../button';
import { usePage } from '../context';
import { Notice, type NoticeProps } from '../notice';
import { Background } from './background';
import { DaysChart } from './days-chart';

export interface StandingProps {
  readonly progress: MailingProgress;
  readonly busy: boolean;
  readonly onContinue: () => void;
  readonly onLetters?: () => void;
  readonly onResults?: () => void;
}

/** A finished mailing is good when every letter left; a breaker is an error, any other stop a warning. */
export function standingKind({ state, stopReason, failed, unknown }: MailingProgress): NoticeProps['kind'] {
  if (state === 'finished') return failed + unknown === 0 ? 'good' : 'warning';
  if (stopReason === '') return 'info';
  return stopReason === 'owner' || stopReason === 'automation' ? 'warning' : 'error';
}

/** A stopped mailing goes on by a press of its sender, whatever stopped it but the switch of its automation; a waiting one only when something may leave. */
export function mayGoOn({ state, canContinue, left, stopReason }: MailingProgress): boolean {
  return canContinue || (state === 'stopped' && left > 0 && stopReason !== 'automation');
}

/** Nothing holds the mailing up, and still it cannot go on from here: another person sends it. */
export function isOthers({ canContinue, left, stopReason, waitText }: MailingProgress): boolean {
  return !canContinue && left > 0 && stopReason === '' && waitText === '';
}

export function Standing({ progress, busy, onContinue, onLetters, onResults }: StandingProps): JSX.Element {
  const { words } = usePage();
  const goesOn = mayGoOn(progress);
  return (
    <>
      <Notice kind={standingKind(progress)} title={progress.stateLabel} action={goesOn ? <Button kind="primary" busy={busy} onPress={onContinue}>{words.say('sending.continue')}</Button> : undefined}>
        {progress.stopText !== '' && <p>{progress.stopText}</p>}
        {progress.waitText !== '' && <p>{progress.waitText}</p>}
        {progress.allowanceText !== '' && <p>{progress.allowanceText}</p>}
        {progress.left > 0 && <p>{words.say(isOthers(progress) ? 'sending.other' : 'sending.bound', { sender: progress.continueBy })}</p>}
      </Notice>
      <dl class="counts">
        <Count term={words.say('sending.sent')} value={progress.sent} />
        <Count term={words.say('sending.leftCount')} value={progress.left} />
        <Count term={words.say('sending.skipped')} value={progress.skipped} />
        <Count term={words.say('sending.failed')} value={progress.failed} />
        <Count term={words.say('sending.unknown')} value={progress.unknown} />
      </dl>
      {onLetters !== undefined && (
        <Button wide onPress={onLetters}>{words.say(progress.unknown > 0 ? 'step.decideUnknown' : 'sending.letters')}</Button>
      )}
      {onResults !== undefined && progress.state === 'finished' && progress.sent > 0 && <Button wide onPress={onResults}>{words.say('sending.results')}</Button>}
      <DaysChart title={words.say('days.plan')} days={progress.days} />
      {progress.left > 0 && !isOthers(progress) && <Background />}
    </>
  );
}

function Count({ term, value }: { readonly term: string; readonly value: number }): JSX.Element | null {
  const { words } = usePage();
  if (value === 0) return null;
  return <div class="count"><dt>{term}</dt><dd class="figure">{words.number(value)}</dd></div>;
}
