/** A mailing under way: progress with stop, then what became of the letters, on which day the rest leaves, and what to press next. */
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { IssueView } from '../../../src/contract/issue-view';
import type { MailingProgress } from '../../../src/contract/mailing-views';
import type { Words } from '../../language/words';
import { Button } from '../button';
import { Confirm } from '../confirm';
import { usePage } from '../context';
import { Issues } from '../issues';
import { Placeholder } from '../placeholder';
import { Progress } from '../progress';
import { issuesOf } from '../rpc';
import { minutesLeft, runMailing, shareDone } from './run';
import { Standing } from './standing';

export interface SendingProps {
  readonly mailingId: string;
  /** Begin to send at once: the owner has just confirmed. */
  readonly start: boolean;
  /** What was told when the mailing was planned, such as that it had been planned already. */
  readonly told?: readonly IssueView[];
  readonly onLetters?: () => void;
  readonly onResults?: () => void;
}

type State = 'idle' | 'running' | 'stopping' | 'resuming';

export function SendingPanel({ mailingId, start, told = [], onLetters, onResults }: SendingProps): JSX.Element {
  const { server, words } = usePage();
  const [progress, setProgress] = useState<MailingProgress | null>(null);
  const [issues, setIssues] = useState<readonly IssueView[]>([]);
  const [state, setState] = useState<State>('idle');
  const [asking, setAsking] = useState(false);
  const stop = useRef(false);
  const gone = useRef(false);
  const begun = useRef(false);
  // A run that was stopped may still wait for its last answer: only the latest one says how things stand.
  const latest = useRef(0);

  const fail = useCallback((error: unknown): void => {
    if (gone.current) return;
    setState('idle');
    setIssues(issuesOf(error));
  }, []);

  const run = useCallback((first: MailingProgress) => {
    const mine = (latest.current += 1);
    const isOver = (): boolean => gone.current || mine !== latest.current;
    stop.current = false;
    setState('running');
    setIssues([]);
    runMailing(first, {
      sendChunk: () => server.call('mailing.sendChunk', mailingId),
      progress: () => server.call('mailing.progress', mailingId),
      wait: (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); }),
      show: (seen) => { if (!isOver()) setProgress(seen); },
      stopped: () => stop.current || isOver(),
    }).then(
      () => { if (!isOver()) setState('idle'); },
      (error: unknown) => {
        if (isOver()) return;
        fail(error);
        server.call('mailing.progress', mailingId).then(
          (seen) => { if (!isOver()) setProgress(seen); },
          () => undefined,
        );
      },
    );
  }, [server, mailingId, fail]);

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
      fail,
    );
  };

  const resume = (): void => {
    setState('resuming');
    setIssues([]);
    server.call('mailing.resume', mailingId).then(
      (seen) => {
        if (gone.current) return;
        setAsking(false);
        setProgress(seen);
        if (seen.canContinue) run(seen);
        else setState('idle');
      },
      (error: unknown) => { setAsking(false); fail(error); },
    );
  };
  const goOn = (seen: MailingProgress): void => {
    if (seen.stopReason === 'failures') setAsking(true);
    else if (seen.stopReason === '') run(seen);
    else resume();
  };

  if (progress === null) {
    return issues.length > 0
      ? <Issues issues={issues} action={<Button onPress={look}>{words.say('action.again')}</Button>} />
      : <Placeholder lines={4} label={words.say('page.loading')} />;
  }
  const running = state === 'running' || state === 'stopping';
  return (
    <div class="column">
      <p class="row-title">{progress.title}</p>
      <Issues issues={[...issues, ...told, ...progress.issues]} />
      {running ? (
        <>
          <Progress label={words.say('sending.now')} done={shareDone(progress)}
            text={words.say('sending.done', { done: progress.total - progress.left, total: progress.total })}
            now={state === 'stopping' ? words.say('sending.stopping') : whatNow(progress, words)}
            cancelText={words.say('action.stop')} onCancel={askToStop} cancelBusy={state === 'stopping'} />
          <p class="second">{words.say('sending.stopWhat')}</p>
          {progress.allowanceText !== '' && <p class="second">{progress.allowanceText}</p>}
          <p class="second">{words.say('sending.pace')}</p>
          <p class="second">{words.say('sending.closing')}</p>
        </>
      ) : (
        <Standing progress={progress} busy={state === 'resuming'} onContinue={() => goOn(progress)} {...(onLetters === undefined ? {} : { onLetters })} {...(onResults === undefined ? {} : { onResults })} />
      )}
      {asking && (
        <Confirm title={words.say('resume.title')} count={0} typeLabel="" yesText={words.say('sending.continue')} noText={words.say('action.cancel')}
          busy={state === 'resuming'} onYes={resume} onNo={() => setAsking(false)}>
          <p>{progress.stopText}</p>
          <p>{words.say('resume.failures', { left: progress.left })}</p>
        </Confirm>
      )}
    </div>
  );
}

/** The pause until the next letter, or how long all of them will take. */
function whatNow(progress: MailingProgress, words: Words): string {
  if (progress.left === 0) return '';
  return progress.waitMs > 0 ? words.say('sending.pause', { seconds: Math.ceil(progress.waitMs / 1_000) }) : words.say('sending.left', { minutes: minutesLeft(progress) });
}
