/** Who changed class between a kept day and now: the moves by size, and the whole table from → to. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { MigrationBy, MigrationView } from '../../../src/contract/movement-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { HeatTable } from '../../shared/heat-table';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useLoaded } from '../../shared/loading';
import { Rows } from '../../shared/row';
import { Select } from '../../shared/select';
import { MoveRow } from '../move-row';
import type { ViewProps } from '../sidebar';
import { migrationTable, movesOf } from './migration-rows';

/** How many moves are listed before "show all". */
const firstMoves = 8;

export function Migration({ go }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const [by, setBy] = useState<MigrationBy>('segment');
  const [fromDay, setFromDay] = useState<string | null>(null);
  const migration = useLoaded(`${by} ${fromDay ?? ''}`, () => server.call('migration.view', fromDay, by));
  return (
    <LoadedView loaded={migration} lines={10}>
      {(view) => (view.fromDay === null ? (
        <>
          <Issues issues={view.issues} />
          <Empty title={words.say('migration.none')} text={view.text} action={<Button onPress={() => go({ view: 'home' })}>{words.say('home.heading')}</Button>} />
        </>
      ) : (
        <>
          <Select label={words.say('migration.by')} value={by} onChange={(value) => setBy(value as MigrationBy)} options={view.choices} />
          <Select label={words.say('migration.since')} value={fromDay ?? view.fromDay} onChange={setFromDay}
            options={[...view.snapshots].reverse().map(({ day, shown }) => ({ value: day, label: shown }))} />
          <Issues issues={view.issues} />
          <p role="status">{view.text}</p>
          <Moves key={`${view.by} ${view.fromDay}`} view={view} go={go} />
          {view.cells.length > 0 && (
            <details>
              <summary>{words.say('migration.table')}</summary>
              <div class="column column-tight details-body">
                <p class="second">{words.say('migration.tableWhat', { from: view.fromShown, to: view.toShown })}</p>
                <HeatTable label={words.say('migration.table')} corner={words.say('migration.corner')} emptyText={words.say('table.nothing')}
                  columns={view.to.map(({ key, label }) => ({ key, title: label }))} rows={migrationTable(view, words)} />
              </div>
            </details>
          )}
        </>
      ))}
    </LoadedView>
  );
}

function Moves({ view, go }: { readonly view: MigrationView; readonly go: ViewProps['go'] }): JSX.Element {
  const { words } = usePage();
  const [all, setAll] = useState(false);
  const moves = movesOf(view);
  const shown = all ? moves : moves.slice(0, firstMoves);
  return (
    <section class="section" aria-labelledby="moves">
      <h2 id="moves">{words.say('migration.moves')}</h2>
      {moves.length === 0 ? <p class="second">{words.say('migration.nobodyMoved')}</p> : (
        <>
          <p class="second">{words.say('migration.movesWhat')}</p>
          <Rows>
            {shown.map((move) => <MoveRow key={`${move.from} ${move.to}`} move={move} go={go} />)}
          </Rows>
          {shown.length < moves.length && <Button wide onPress={() => setAll(true)}>{words.say('clients.more', { left: moves.length - shown.length })}</Button>}
        </>
      )}
    </section>
  );
}
