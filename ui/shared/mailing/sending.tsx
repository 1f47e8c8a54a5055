/** A mailing under way: progress with stop, then what became of the letters and what to press next. */
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { IssueView } from '../../../src/contract/issue-view';
import type { MailingProgress } from '../../../src/contract/mailing-views';
import type { Words } from '../../language/words';
import { Button } from '../button';
import { usePage } from '../context';
import { Issues } from '../issues';
import { Notice } from '../notice';
import { Placeholder } from '../placeholder';
import { Progress } from '../progress';
import { issuesOf } from '../rpc';
import { minutesLeft, runMailing, shareDone } from './run';

export interface SendingProps {
  readonly mailingId: string;
  /** Begin to send at once: the owner has just confirmed. */
  readonly start: boolean;
  readonly onLetters?: () => void;
}

export function SendingPanel({ mailingId, start, onLetters }: SendingProps): JSX.Element {
  const { server, words } = usePage();
  const [progress, setProgress] = useState<MailingProgress | null>(null);
  const [issues, setIssues] = useState<readonly IssueView[]>([]);
  const [state, setState] = useState<'idle' | 'running' | 'stopping'>('idle');
  const stop = useRef(false);
  const gone = useRef(false);
  const begun = useRef(false);

  const run = useCallback((first: MailingProgress) => {
    stop.current = false;
    setState('running');
    setIssues([]);
    runMailing(first, {
      sendChunk: () => server.call('mailing.sendChunk', mailingId),
      progress: () => server.call('mailing.progress', mailingId),
      wait: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); }),
      show: (seen) => { if (!gone.current) setProgress(seen); },
      stopped: () => stop.current || gone.current,
    }).then(
      () => { if (!gone.current) setState('idle'); },
      (error: unknown) => {
        if (gone.current) return;
        setState('idle');
        setIssues(issuesOf(error));
        server.call('mailing.progress', mailingId).then(
          (seen) => { if (!gone.current) setProgress(seen); },
          () => undefined,
        );
      },
    );
  }, [server, mailingId]);

  const look = useCallback(() => {
    setIssues([]);
    server.call('mailing.progress', mailingId).then(
      (seen) => {
        if (gone.current) return;
        setProgress(seen);
        if (start && !begun.current && seen.canContinue) {
          begun.current = true;
          run(seen);
        }
      },
      (error: unknown) => { if (!gone.current) setIssues(issuesOf(error)); },
    );
  }, [server, mailingId, start, run]);

  useEffect(() => {
    gone.current = false;
    look();
    return () => { gone.current = true; };
  }, [look]);

  const askToStop = (): void => {
    stop.current = true;
    setState('stopping');
    server.call('mailing.stop', mailingId).then(
      (seen) => { if (!gone.current) { setProgress(seen); setState('idle'); } },
      (error: unknown) => { if (!gone.current) { setState('idle'); setIssues(issuesOf(error)); } },
    );
  };

  if (progress === null) {
    return issues.length > 0
      ? <Issues issues={issues} action={<Button onPress={look}>{words.say('action.again')}</Button>} />
      : <Placeholder lines={4} label={words.say('page.loading')} />;
  }
  const running = state !== 'idle';
  return (
    <div class="column">
      <p class="row-title">{progress.title}</p>
      <Issues issues={[...issues, ...progress.issues]} />
      {running ? (
        <Progress label={words.say('sending.now')} done={shareDone(progress)}
          text={words.say('sending.done', { done: progress.total - progress.left, total: progress.total })}
          now={state === 'stopping' ? words.say('sending.stopping') : progress.left > 0 ? words.say('sending.left', { minutes: minutesLeft(progress) }) : ''}
          cancelText={words.say('sending.stop')} onCancel={askToStop} cancelBusy={state === 'stopping'} />
      ) : (
        <Outcome progress={progress} words={words} onContinue={() => run(progress)} {...(onLetters === undefined ? {} : { onLetters })} />
      )}
      {running && <p class="second">{words.say('sending.closing')}</p>}
    </div>
  );
}

interface OutcomeProps { readonly progress: MailingProgress; readonly words: Words; readonly onContinue: () => void; readonly onLetters?: () => void }

function Outcome({ progress, words, onContinue, onLetters }: OutcomeProps): JSX.Element {
  const finished = progress.state === 'finished';
  return (
    <>
      <Notice kind={finished && progress.failed === 0 && progress.unknown === 0 ? 'good' : finished ? 'warning' : 'info'} title={progress.stateLabel}
        action={progress.canContinue ? <Button kind="primary" onPress={onContinue}>{words.say('sending.continue')}</Button> : undefined}>
        {progress.waitText !== '' && <p>{progress.waitText}</p>}
        {!progress.canContinue && !finished && progress.left > 0 && <p>{words.say('sending.bound', { sender: progress.continueBy })}</p>}
      </Notice>
      <dl class="counts">
        <Count term={words.say('sending.sent')} value={progress.sent} words={words} />
        <Count term={words.say('sending.leftCount')} value={progress.left} words={words} />
        <Count term={words.say('sending.skipped')} value={progress.skipped} words={words} />
        <Count term={words.say('sending.failed')} value={progress.failed} words={words} />
        <Count term={words.say('sending.unknown')} value={progress.unknown} words={words} />
      </dl>
      {onLetters !== undefined && (
        <Button wide onPress={onLetters}>{words.say(progress.unknown > 0 ? 'step.decideUnknown' : 'sending.letters')}</Button>
      )}
    </>
  );
}

function Count({ term, value, words }: { readonly term: string; readonly value: number; readonly words: Words }): JSX.Element | null {
  if (value === 0) return null;
  return <div class="count"><dt>{term}</dt><dd class="figure">{words.number(value)}</dd></div>;
}
