/** What one automation would send today: each client with the subject and the cause, and those left out with the reason. */
import type { JSX } from 'preact';
import type { AutomationPreviewRow } from '../../../src/contract/automation-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useLoaded } from '../../shared/loading';
import { Row, Rows } from '../../shared/row';
import type { ViewProps } from '../sidebar';

export function AutomationToday({ automationKey }: ViewProps & { readonly automationKey: string }): JSX.Element {
  const { server, words } = usePage();
  const preview = useLoaded(automationKey, () => server.call('automations.preview', automationKey));
  return (
    <LoadedView loaded={preview} lines={7}>
      {(view) => {
        const going = view.rows.filter(({ go }) => go);
        const skipped = view.rows.filter(({ go }) => !go);
        return (
          <>
            <p class="second">{view.title}</p>
            <Issues issues={view.issues} />
            {view.rows.length === 0 && view.issues.length === 0 && <Empty title={words.say('automations.todayNobody')} text={words.say('automations.todayNobodyWhat')} />}
            <Part title={words.say('automations.todayGo', { count: view.go })} rows={going} more={view.go - going.length} />
            <Part title={words.say('automations.todaySkip', { count: view.skip })} rows={skipped} more={view.skip - skipped.length} />
            <div><Button busy={preview.loading} onPress={preview.again}>{words.say('repair.again')}</Button></div>
          </>
        );
      }}
    </LoadedView>
  );
}

function Part({ title, rows, more }: { readonly title: string; readonly rows: readonly AutomationPreviewRow[]; readonly more: number }): JSX.Element | null {
  const { words } = usePage();
  if (rows.length + more === 0) return null;
  return (
    <section class="section" aria-label={title}>
      <h2>{title}</h2>
      <Rows label={title}>
        {rows.map((row, index) => <Row key={`${index} ${row.clientId}`} title={row.name || row.clientId} meta={[row.reason === '' ? row.subject : row.reason, row.cause].filter(Boolean).join(' · ')} />)}
      </Rows>
      {more > 0 && <p class="second">{words.say('automations.askMore', { count: words.number(more) })}</p>}
    </section>
  );
}
