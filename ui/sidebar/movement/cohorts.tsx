/** Cohorts: of those who first bought in a month, who bought again one, two, three months later; as clients, share or money. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CohortsView } from '../../../src/contract/movement-views';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { HeatTable } from '../../shared/heat-table';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useLoaded } from '../../shared/loading';
import { Segmented } from '../../shared/segmented';
import { averageRow, cohortMonths, cohortRows, type CohortValue } from './cohort-rows';

export function Cohorts(): JSX.Element {
  const { server, words } = usePage();
  const cohorts = useLoaded('cohorts', () => server.call('cohorts.view'));
  return (
    <LoadedView loaded={cohorts} lines={10}>
      {(view) => (
        <>
          <Issues issues={view.issues} />
          {view.rows.length === 0 ? <Empty title={words.say('cohorts.none')} text={words.say('segments.noneWhat')} /> : <CohortTable view={view} />}
        </>
      )}
    </LoadedView>
  );
}

function CohortTable({ view }: { readonly view: CohortsView }): JSX.Element {
  const { words } = usePage();
  const hasMoney = view.rows.some((row) => row.cells.some((cell) => cell.moneyShown !== ''));
  const [value, setValue] = useState<CohortValue>(view.value === 'money' && !hasMoney ? 'count' : view.value);
  const rows = cohortRows(view, value, words);
  return (
    <>
      <p class="second">{view.text}</p>
      <Segmented label={words.say('cohorts.value')} value={value} onChange={setValue} options={[
        { value: 'count', label: words.say('cohorts.count') },
        { value: 'share', label: words.say('cohorts.share') },
        ...(hasMoney ? [{ value: 'money' as const, label: words.say('cohorts.money') }] : []),
      ]} />
      <HeatTable wholeTitles label={words.say('cohorts.table')} corner={words.say('cohorts.corner')} emptyText={words.say('cohorts.notYet')}
        columns={cohortMonths(view, value).map((month) => ({ key: String(month), title: month === 0 ? words.say('cohorts.first') : words.say('cohorts.later', { month }) }))}
        rows={value === 'share' ? [averageRow(view, words), ...rows] : rows} />
    </>
  );
}
