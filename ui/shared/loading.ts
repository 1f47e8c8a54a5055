/** Data on their way from the server: loading, there, or failed with its reasons; and actions whose button shows that they run. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { IssueView } from '../../src/contract/issue-view';
import { issuesOf } from './rpc';

/** State of one piece of data. `again` asks anew and keeps what is shown until the answer comes. */
export interface Loaded<Value> {
  readonly value: Value | null;
  readonly issues: readonly IssueView[];
  readonly loading: boolean;
  readonly again: () => void;
  readonly replace: (value: Value) => void;
}

/** Asks the server when the view appears and whenever `key` changes; an answer that was overtaken is dropped. */
export function useLoaded<Value>(key: string, ask: () => Promise<Value>): Loaded<Value> {
  const [state, setState] = useState<{ value: Value | null; issues: readonly IssueView[]; loading: boolean }>({ value: null, issues: [], loading: true });
  const turn = useRef(0);
  const asking = useRef(ask);
  asking.current = ask;
  const again = useCallback(() => {
    const mine = (turn.current += 1);
    setState((now) => ({ ...now, loading: true }));
    asking.current().then(
      (value) => { if (mine === turn.current) setState({ value, issues: [], loading: false }); },
      (error: unknown) => { if (mine === turn.current) setState((now) => ({ ...now, issues: issuesOf(error), loading: false })); },
    );
  }, []);
  useEffect(() => {
    again();
    return () => { turn.current += 1; };
  }, [key, again]);
  const replace = useCallback((value: Value) => {
    turn.current += 1;
    setState({ value, issues: [], loading: false });
  }, []);
  return { ...state, again, replace };
}

/** An action under way: which one, and why the last one failed. */
export interface Acting {
  /** Name of the action that runs, null when none does. */
  readonly running: string | null;
  readonly issues: readonly IssueView[];
  /** Runs an action unless another one runs; gives its value to `then`. */
  readonly act: <Value>(name: string, work: () => Promise<Value>, then?: (value: Value) => void) => void;
  readonly clear: () => void;
}

/** Runs one action of a view at a time. */
export function useActing(): Acting {
  const [state, setState] = useState<{ running: string | null; issues: readonly IssueView[] }>({ running: null, issues: [] });
  const running = useRef(false);
  const act = useCallback(<Value,>(name: string, work: () => Promise<Value>, then?: (value: Value) => void) => {
    if (running.current) return;
    running.current = true;
    setState({ running: name, issues: [] });
    work().then(
      (value) => {
        running.current = false;
        setState({ running: null, issues: [] });
        then?.(value);
      },
      (error: unknown) => {
        running.current = false;
        setState({ running: null, issues: issuesOf(error) });
      },
    );
  }, []);
  const clear = useCallback(() => setState((now) => ({ ...now, issues: [] })), []);
  return { ...state, act, clear };
}
