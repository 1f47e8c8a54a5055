/** One run of accepting many findings: the question with its number, the progress with a stop, and how it ended. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { CleaningPart } from '../../../src/contract/cleaning-views';
import { Confirm } from '../../shared/confirm';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import type { Acting } from '../../shared/loading';
import { Progress } from '../../shared/progress';
import type { ViewProps } from '../sidebar';
import type { Accepted, AcceptProgress } from './accept-run';
import { acceptAll } from './accept-run';

/** What is to be accepted, and what it is called. */
export interface AcceptJob { readonly part: CleaningPart; readonly title: string; readonly ids: readonly string[] }

/** Accepting as the views use it. */
export interface Accepting {
  /** Asks first. */
  readonly ask: (job: AcceptJob) => void;
  /** Accepts without a question. */
  readonly now: (job: AcceptJob) => void;
  readonly running: boolean;
  /** The question or the progress, null while neither is up. */
  readonly panel: JSX.Element | null;
}

/** The progress stands above the list, whose button may be far below. */
function inSight(element: HTMLDivElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}

/** @param after is called when something may have changed, with the ids that were dealt with; none after an undo */
export function useAccepting(acting: Acting, { tell, takeBack }: Pick<ViewProps, 'tell' | 'takeBack'>, after: (ids: readonly string[]) => void): Accepting {
  const { server, words } = usePage();
  const [asked, setAsked] = useState<AcceptJob | null>(null);
  const [progress, setProgress] = useState<AcceptProgress | null>(null);
  const [stopping, setStopping] = useState(false);
  const stopped = useRef(false);

  const ended = ({ actionId, accepted, kept }: Accepted, ids: readonly string[]): void => {
    const text = [words.say('cleaning.accepted', { count: accepted }), ...(kept.length > 0 ? [words.say('cleaning.kept', { count: kept.length })] : [])].join(' ');
    tell({ text, ...(actionId === '' ? {} : { undo: () => takeBack([actionId], () => after([])) }) });
    after(ids);
  };
  const now = ({ part, ids }: AcceptJob): void => {
    stopped.current = false;
    setStopping(false);
    setAsked(null);
    if (ids.length > 1) setProgress({ done: 0, total: ids.length });
    acting.act('accept', async () => {
      try {
        return await acceptAll(part, ids, (request) => server.call('clean.accept', request), (step) => { if (ids.length > 1) setProgress(step); }, () => stopped.current);
      } finally {
        setProgress(null);
      }
    }, (accepted) => ended(accepted, ids));
  };
  const stop = (): void => {
    stopped.current = true;
    setStopping(true);
  };

  const panel = asked !== null ? (
    <Confirm title={words.say('cleaning.ask', { count: asked.ids.length })} count={1} typeLabel="" yesText={words.say('cleaning.accept')} noText={words.say('action.cancel')} onYes={() => now(asked)} onNo={() => setAsked(null)}>
      <p>{words.say('cleaning.askWhat', { kind: asked.title, count: asked.ids.length })}</p>
      <p class="second">{words.say('cleaning.askUndo')}</p>
    </Confirm>
  ) : progress === null ? (acting.issues.length > 0 ? <Issues issues={acting.issues} /> : null) : (
    <div ref={inSight}>
      <Progress label={words.say('cleaning.working')} done={progress.done / progress.total} text={words.say('cleaning.done', { done: progress.done, total: progress.total })}
        now={stopping ? words.say('action.stopping') : ''} cancelText={words.say('action.cancel')} onCancel={stop} cancelBusy={stopping} />
    </div>
  );
  return { ask: setAsked, now, running: acting.running !== null, panel };
}
