/** The erasure of one client: asked with his number typed, then step by step; one that was cut off goes on. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErasureProgress } from '../../../src/contract/consent-views';
import type { IssueView } from '../../../src/contract/issue-view';
import { Button } from '../../shared/button';
import { Confirm } from '../../shared/confirm';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';
import { Progress } from '../../shared/progress';
import { issuesOf } from '../../shared/rpc';
import type { ViewProps } from '../sidebar';

interface ErasureProps extends Pick<ViewProps, 'tell'> {
  /** '' when his row is gone already. */
  readonly clientId: string;
  /** Absent: the erasure was begun, nothing is asked any more. */
  readonly name?: string;
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}

/** "Clients: B7, B9; Orders: F6". */
function cellsByTab(places: ErasureProgress['left']): string {
  const tabs = new Map<string, string[]>();
  for (const { tab, cell } of places) tabs.set(tab, [...(tabs.get(tab) ?? []), cell]);
  return [...tabs].map(([tab, cells]) => `${tab}: ${cells.join(', ')}`).join('; ');
}

export function Erasure({ clientId, name, tell, onDone, onCancel }: ErasureProps): JSX.Element {
  const { server, words } = usePage();
  const [progress, setProgress] = useState<ErasureProgress | null>(null);
  const [issues, setIssues] = useState<readonly IssueView[]>([]);
  const [running, setRunning] = useState(false);
  const stays = useRef(true);
  useEffect(() => {
    stays.current = true;
    return () => { stays.current = false; };
  }, []);
  const run = async (typed: string): Promise<void> => {
    setRunning(true);
    setIssues([]);
    try {
      for (let done = false; !done && stays.current;) {
        const now = await server.call('personal.erase', clientId, typed);
        if (!stays.current) return;
        setProgress(now);
        done = now.done;
        if (done) {
          const told = [words.say('consents.erased', { count: now.places })];
          if (now.left.length > 0) told.push(words.say('consents.eraseLeft', { left: cellsByTab(now.left) }));
          if (now.moreLeft > 0) told.push(words.say('consents.eraseMore', { count: now.moreLeft }));
          tell({ text: told.join(' ') });
          onDone();
        }
      }
    } catch (error) {
      setIssues(issuesOf(error));
    }
    setRunning(false);
  };
  const start = (typed: string): void => { void run(typed); };
  const shown = progress !== null || running
    ? <><Progress label={words.say('consents.erase')} done={progress === null ? null : progress.step / progress.steps} text={progress === null ? '' : words.say('consents.eraseRunning', { what: progress.what })} /><p class="second">{words.say('consents.eraseSafe')}</p></>
    : null;
  if (name === undefined) {
    return (
      <Notice kind="warning" title={words.say('consents.erasing')} action={running ? undefined : <Button onPress={() => start(clientId)}>{words.say('consents.erasingGo')}</Button>}>
        <p>{words.say('consents.erasingWhat')}</p>
        {shown}
        <Issues issues={issues} />
      </Notice>
    );
  }
  return (
    <Confirm
      title={words.say('consents.eraseAsk', { name })} count={1} answer={clientId} typeLabel={words.say('consents.eraseType', { client: clientId })}
      yesText={words.say('consents.eraseYes')} noText={words.say('action.cancel')} danger busy={running} onYes={() => start(clientId)} onNo={onCancel ?? onDone}
    >
      <p>{words.say('consents.eraseWhat')}</p>
      <p><strong>{words.say('consents.eraseForever')}</strong></p>
      <p class="second">{words.say('consents.eraseVersions')}</p>
      {shown}
      <Issues issues={issues} />
    </Confirm>
  );
}
