/** Duplicates desk: groups of rows that look like one client, the surest first, and the merge of exact ones on request. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { DuplicateGroupSummary, DuplicatesView } from '../../../src/contract/duplicates-views';
import { Button } from '../../shared/button';
import { Card } from '../../shared/card';
import { Confirm } from '../../shared/confirm';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Progress } from '../../shared/progress';
import { Row, Rows } from '../../shared/row';
import type { ViewProps } from '../sidebar';
import { mergeExactWhole } from './steps';

export function Duplicates({ go, tell, takeBack }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const found = useLoaded('duplicates', () => server.call('duplicates.scan'));
  const acting = useActing();
  const [asked, setAsked] = useState<DuplicatesView | null>(null);
  const [done, setDone] = useState(0);
  const [stopping, setStopping] = useState(false);
  const cancelled = useRef(false);

  const mergeExact = (view: DuplicatesView): void => {
    cancelled.current = false;
    setStopping(false);
    setDone(0);
    setAsked(null);
    acting.act('exact', () => mergeExactWhole(view.exactRows, (step) => server.call('duplicates.mergeExact', step), (progress) => setDone(progress.done), () => cancelled.current), ({ progress, stopped }) => {
      tell({ text: stopped ? words.say('duplicates.stopped', { done: progress.done, all: progress.all }) : progress.text, undo: () => takeBack([progress.actionId], found.again) });
      found.again();
    });
  };
  const stop = (): void => {
    cancelled.current = true;
    setStopping(true);
  };

  return (
    <>
      <p class="second">{words.say('duplicates.what')}</p>
      <Issues issues={acting.issues} action={<Button onPress={found.again} busy={found.loading}>{words.say('duplicates.again')}</Button>} />
      <LoadedView loaded={found} lines={8}>
        {(view) => (
          <>
            <Issues issues={view.issues} />
            {acting.running === 'exact' ? (
              <Progress label={words.say('duplicates.exactRunning')} done={view.exactRows === 0 ? null : done / view.exactRows} text={words.say('duplicates.exactProgress', { done, all: view.exactRows })}
                now={words.say(stopping ? 'action.stopping' : 'duplicates.exactSafe')} cancelText={words.say('action.cancel')} onCancel={stop} cancelBusy={stopping} />
            ) : (
              <>
                {view.exactRows > 0 && <Exact view={view} busy={acting.running !== null} onMerge={() => setAsked(view)} />}
                <Groups view={view} loading={found.loading} onAgain={found.again} onOpen={(id) => go({ view: 'duplicateGroup', id })} />
              </>
            )}
            {asked !== null && (
              <Confirm title={words.say('duplicates.exactAsk', { count: asked.exactRows })} count={asked.exactRows} typeLabel={words.say('duplicates.exactType', { count: words.number(asked.exactRows) })}
                yesText={words.say('duplicates.exactYes')} noText={words.say('action.cancel')} onYes={() => mergeExact(asked)} onNo={() => setAsked(null)}>
                <p>{words.say('duplicates.exactAskWhat')}</p>
                <ul class="points">{asked.exactSamples.map((sample) => <li key={sample}>{sample}</li>)}</ul>
                <p class="second">{words.say('duplicates.undoable')}</p>
              </Confirm>
            )}
          </>
        )}
      </LoadedView>
    </>
  );
}

function Exact({ view, busy, onMerge }: { readonly view: DuplicatesView; readonly busy: boolean; readonly onMerge: () => void }): JSX.Element {
  const { words } = usePage();
  return (
    <Card titleId="exact">
      <h2 id="exact">{words.say('duplicates.exact')}</h2>
      <p>{words.say('duplicates.exactWhat', { groups: view.exactGroups, rows: view.exactRows })}</p>
      <Button kind="primary" wide disabled={busy} onPress={onMerge}>{words.say('duplicates.exactMerge', { count: view.exactRows })}</Button>
    </Card>
  );
}

interface GroupsProps {
  readonly view: DuplicatesView;
  readonly loading: boolean;
  readonly onAgain: () => void;
  readonly onOpen: (id: string) => void;
}

function Groups({ view, loading, onAgain, onOpen }: GroupsProps): JSX.Element {
  const { words } = usePage();
  if (view.total === 0) {
    return <Empty title={words.say('duplicates.none')} text={words.say('duplicates.noneWhat', { count: view.clients })} action={<Button busy={loading} onPress={onAgain}>{words.say('duplicates.again')}</Button>} />;
  }
  return (
    <section class="section" aria-labelledby="groups">
      <h2 id="groups">{words.say('duplicates.groups', { count: view.total })}</h2>
      <p class="second">{words.say('duplicates.surplus', { count: view.surplus, clients: view.clients })}</p>
      <Rows label={words.say('duplicates.heading')}>
        {view.groups.map((group) => <Row key={group.id} title={namesOf(group, (count) => words.say('duplicates.more', { count }))} meta={<Reasons group={group} />} onOpen={() => onOpen(group.id)} />)}
      </Rows>
      {view.groups.length < view.total && <p class="second">{words.say('duplicates.listed', { count: view.groups.length, total: view.total })}</p>}
      {view.apart > 0 && <p class="second">{words.say('duplicates.apart', { count: view.apart })}</p>}
      <div><Button busy={loading} onPress={onAgain}>{words.say('duplicates.again')}</Button></div>
    </section>
  );
}

function namesOf({ names, size }: DuplicateGroupSummary, more: (count: number) => string): string {
  const shown = names.join(' + ');
  return size > names.length ? `${shown} ${more(size - names.length)}` : shown;
}

function Reasons({ group }: { readonly group: DuplicateGroupSummary }): JSX.Element {
  return <>{[group.gradeText, ...group.reasons].map((line) => <span key={line} class="duplicate-line">{line}</span>)}</>;
}
