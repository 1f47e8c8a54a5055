/** The base being made step by step: how far it is, what comes next, and cancelling, which takes back what was made so far. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { SetUpDone, SetUpRequest, SetUpStep } from '../../../src/contract/set-up-views';
import { usePage } from '../../shared/context';
import { Progress } from '../../shared/progress';
import { undoWhole } from '../../shared/undo';

/** A set-up under way. `step` is the last answer; `isBack`: what was made is being taken back. */
export interface SetUpWork { readonly step: SetUpStep | null; readonly cancelling: boolean; readonly isBack: boolean }

/** How a set-up ended: with its report, or taken back with what the server says to that. */
export type SetUpEnd = { readonly done: SetUpDone } | { readonly takenBack: string };

export interface SetUpRun {
  readonly work: SetUpWork | null;
  /** Asks until all is made; fails with the reasons of the server, and what was made stays then. */
  readonly run: (request: SetUpRequest) => Promise<SetUpEnd>;
  readonly cancel: () => void;
}

/** Makes a base in as many steps as the server needs. */
export function useSetUpRun(): SetUpRun {
  const { server } = usePage();
  const [work, setWork] = useState<SetUpWork | null>(null);
  const cancelled = useRef(false);
  const steps = async (request: SetUpRequest): Promise<SetUpEnd> => {
    for (;;) {
      const step = await server.call('setUp.begin', request);
      if (cancelled.current && step.actionId !== null) {
        setWork({ step, cancelling: true, isBack: true });
        const { text } = await undoWhole(step.actionId, (actionId) => server.call('journal.undo', actionId));
        return { takenBack: text };
      }
      if (step.report !== null) return { done: step.report };
      setWork({ step, cancelling: cancelled.current, isBack: false });
    }
  };
  const run = async (request: SetUpRequest): Promise<SetUpEnd> => {
    cancelled.current = false;
    setWork({ step: null, cancelling: false, isBack: false });
    try {
      return await steps(request);
    } finally {
      setWork(null);
    }
  };
  const cancel = (): void => {
    cancelled.current = true;
    setWork((now) => (now === null ? now : { ...now, cancelling: true }));
  };
  return { work, run, cancel };
}

/** @param later steps of other work that follow */
export function SetUpProgress({ work, later, onCancel }: { readonly work: SetUpWork; readonly later: number; readonly onCancel: () => void }): JSX.Element {
  const { words } = usePage();
  const { step, cancelling, isBack } = work;
  if (isBack) return <Progress label={words.say('setUp.takingBack')} done={null} text="" />;
  const next = step?.next ?? null;
  const label = next === null ? words.say('setUp.working') : words.say(next.isOwn ? 'setUp.takingSheet' : 'setUp.makingSheet', { name: next.name });
  return (
    <Progress label={label} done={step === null ? 0 : step.done / (step.all + later)} text={step === null ? '' : words.say('setUp.sheetsDone', { done: step.done, all: step.all })}
      now={words.say(cancelling ? 'setUp.cancellingWhole' : 'setUp.closing')} cancelText={words.say('action.cancel')} onCancel={onCancel} cancelBusy={cancelling} />
  );
}
