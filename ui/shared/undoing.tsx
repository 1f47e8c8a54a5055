/** Taking actions back before the owner's eyes: how far it is, a way to stop it, and what stands when it was stopped or broke off. */
import type { JSX, RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { IssueView } from '../../src/contract/issue-view';
import type { UndoProgress, UndoReport } from '../../src/contract/journal-views';
import { Button } from './button';
import { usePage } from './context';
import { Issues } from './issues';
import { Notice } from './notice';
import { Progress } from './progress';
import { issuesOf } from './rpc';
import { undoWhole } from './undo';

/** What is to be taken back. */
export interface UndoJob {
  /** Taken back one after the other. */
  readonly actionIds: readonly string[];
  /** What is done before the first of them. */
  readonly first?: () => Promise<void>;
  /** Called when it was taken back or stopped, with the last report. */
  readonly then: (report: UndoReport) => void;
}

/** An undo as a view shows it. */
export interface Undoing {
  readonly running: boolean;
  /** Begins unless another one runs. Stays the same function. */
  readonly begin: (job: UndoJob) => void;
  /** The progress, or what stands when it did not come to its end; null at other times. While it runs nothing else should be offered. */
  readonly panel: JSX.Element | null;
}

/** `rest` is what is still to be done. */
interface Shown {
  readonly rest: UndoJob;
  readonly running: boolean;
  readonly stopping: boolean;
  readonly progress: UndoProgress | null;
  readonly issues: readonly IssueView[];
}

/** @param after takes the focus when the panel has gone */
export function useUndoing(after: RefObject<HTMLElement | null>): Undoing {
  const { server, words } = usePage();
  const [shown, setShown] = useState<Shown | null>(null);
  const stopped = useRef<boolean | null>(null);
  const panel = useRef<HTMLDivElement>(null);

  const begin = useCallback((job: UndoJob) => {
    if (stopped.current !== null) return;
    stopped.current = false;
    let rest = job;
    // What is gone on with begins where it stood.
    setShown((now) => ({ rest, running: true, stopping: false, progress: now !== null && now.rest.actionIds[0] === job.actionIds[0] ? now.progress : null, issues: [] }));
    const work = async (): Promise<UndoReport> => {
      await job.first?.();
      for (;;) {
        const [actionId = '', ...others] = rest.actionIds;
        rest = { actionIds: rest.actionIds, then: job.then };
        const report = await undoWhole(actionId, (id) => server.call('journal.undo', id), ({ progress = null }) => setShown((now) => now && { ...now, progress }), () => stopped.current === true);
        if (!report.finished || others.length === 0) return report;
        rest = { actionIds: others, then: job.then };
      }
    };
    work().then(
      (report) => {
        stopped.current = null;
        setShown((now) => (report.finished || now === null ? null : { ...now, rest, running: false }));
        job.then(report);
      },
      (error: unknown) => {
        stopped.current = null;
        setShown((now) => now && { ...now, rest, running: false, issues: issuesOf(error) });
      },
    );
  }, [server]);

  // The pressed button is gone: who works by keyboard or by ear goes on where the progress stands, then where its result does.
  const phase = shown === null ? null : shown.running;
  const former = useRef(phase);
  useEffect(() => {
    if (former.current !== phase) (phase === null ? after : panel).current?.focus();
    former.current = phase;
  }, [phase, after]);

  const stop = (): void => {
    stopped.current = true;
    setShown((now) => now && { ...now, stopping: true });
  };
  return { running: shown?.running === true, begin, panel: shown && <div ref={panel} class="column" tabIndex={-1}>{content(shown)}</div> };

  function content({ rest, running, stopping, progress, issues }: Shown): JSX.Element {
    if (running) {
      return (
        <Progress label={words.say('undo.running')} done={progress === null ? null : progress.done / Math.max(1, progress.total)} text={progress === null ? '' : words.say('action.progress', { ...progress })}
          now={words.say(stopping ? 'action.stopping' : 'undo.closing')} cancelText={words.say('action.stop')} onCancel={stop} cancelBusy={stopping} />
      );
    }
    const choice = (
      <>
        <Button onPress={() => begin(rest)}>{words.say('journal.undo')}</Button>
        <Button kind="link" onPress={() => setShown(null)}>{words.say('action.close')}</Button>
      </>
    );
    return (
      <>
        <Issues issues={issues} action={progress === null ? choice : null} />
        {progress !== null && <Notice kind="info" title={words.say('undo.stopped')} action={choice}><p>{words.say('undo.stoppedWhat', { ...progress })}</p></Notice>}
      </>
    );
  }
}
