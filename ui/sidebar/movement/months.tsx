/** Months, the latest first: clients who came, stayed, returned and went, how many are kept, and whose money it was. */
import type { JSX } from 'preact';
import type { MovementMonth } from '../../../src/contract/movement-views';
import type { Words } from '../../language/words';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useLoaded } from '../../shared/loading';
import { Stat } from '../../shared/stat';
import { Table, type TableColumn } from '../../shared/table';

export function Months(): JSX.Element {
  const { server, words } = usePage();
  const movement = useLoaded('movement', () => server.call('movement.view'));
  return (
    <LoadedView loaded={movement} lines={10}>
      {(view) => (
        <>
          <Issues issues={view.issues} />
          {view.months.length === 0 ? <Empty title={words.say('months.none')} text={words.say('segments.noneWhat')} /> : (
            <>
              {view.crr !== null && <Stat figure={view.crrShown} unit={words.say('months.crrWhat')} />}
              <Table label={words.say('movement.months')} held columns={monthColumns(view.months, words)} items={[...view.months].reverse()} itemKey={(month) => month.month} sortLabel={(title) => title} />
              <p class="second">{view.text}</p>
            </>
          )}
        </>
      )}
    </LoadedView>
  );
}

/** Money has columns where the orders have amounts; sales without a client where there are such sales. */
function monthColumns(months: readonly MovementMonth[], words: Words): readonly TableColumn<MovementMonth>[] {
  const count = (key: 'active' | 'new' | 'retained' | 'returned' | 'lost', title: string): TableColumn<MovementMonth> => ({ key, title, number: true, cell: (month) => words.number(month[key]) });
  const money: readonly TableColumn<MovementMonth>[] = [
    { key: 'money', title: words.say('months.money'), number: true, cell: (month) => month.moneyShown },
    { key: 'newMoney', title: words.say('months.newMoney'), number: true, cell: (month) => month.newMoneyShown },
    { key: 'knownMoney', title: words.say('months.knownMoney'), number: true, cell: (month) => month.knownMoneyShown },
    ...(months.some((month) => month.anonymousMoney !== 0) ? [{ key: 'anonymousMoney', title: words.say('months.anonymousMoney'), number: true, cell: (month: MovementMonth) => month.anonymousMoneyShown }] : []),
  ];
  return [
    { key: 'month', title: words.say('months.month'), cell: (month) => <><span class="whole-title">{month.shown}</span>{!month.complete && <span class="second block">{words.say('months.running')}</span>}</> },
    count('active', words.say('months.active')),
    count('new', words.say('months.new')),
    count('retained', words.say('months.retained')),
    count('returned', words.say('months.returned')),
    count('lost', words.say('months.lost')),
    { key: 'crr', title: words.say('months.crr'), number: true, cell: (month) => (month.crr === null ? '–' : month.crrShown) },
    ...(months.some((month) => month.moneyShown !== '') ? money : []),
  ];
}
