/** Before a mailing leaves: every recipient with subject, go or skip and why; then the question, then the sending. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { MailingRequest, Preflight, PreflightRow } from '../../../src/contract/mailing-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { PlanQuestion } from '../../shared/mailing/plan-question';
import { PreflightSummary } from '../../shared/mailing/preflight-summary';
import { openPreflight } from '../../shared/opening';
import { Row, Rows } from '../../shared/row';
import { Segmented } from '../../shared/segmented';
import type { ViewProps } from '../sidebar';

const pageSize = 15;

export function Check({ request, title, go }: ViewProps & { readonly request: MailingRequest; readonly title: string }): JSX.Element {
  const { server, words } = usePage();
  const check = useLoaded(JSON.stringify(request), () => server.call('mailing.preflight', request));
  const acting = useActing();
  const [asking, setAsking] = useState(false);
  const plan = (preflight: Preflight): void => acting.act('plan', () => server.call('mailing.plan', request, preflight.go), (progress) => {
    setAsking(false);
    go({ view: 'sending', mailingId: progress.mailingId, start: true });
  });
  return (
    <LoadedView loaded={check} lines={10}>
      {(preflight) => (
        <>
          <PreflightSummary preflight={preflight} />
          <Issues issues={acting.issues} action={<Button onPress={() => { acting.clear(); check.again(); }}>{words.say('check.again')}</Button>} />
          {preflight.go > 0 && !preflight.blocked && (
            <Button kind="primary" wide onPress={() => setAsking(true)}>{words.say('check.send', { count: preflight.go })}</Button>
          )}
          <Button wide busy={acting.running === 'open'} onPress={() => acting.act('open', () => openPreflight(server, request))}>{words.say('check.wide')}</Button>
          {preflight.rows.length === 0
            ? <Empty title={words.say('check.empty')} text={words.say('check.emptyWhat')} />
            : <Recipients rows={preflight.rows} />}
          {asking && <PlanQuestion preflight={preflight} title={title} busy={acting.running === 'plan'} onYes={() => plan(preflight)} onNo={() => setAsking(false)} />}
        </>
      )}
    </LoadedView>
  );
}

function Recipients({ rows }: { readonly rows: readonly PreflightRow[] }): JSX.Element {
  const { words } = usePage();
  const go = rows.filter((row) => row.go);
  const skip = rows.filter((row) => !row.go);
  const [which, setWhich] = useState<'go' | 'skip'>(go.length > 0 ? 'go' : 'skip');
  const [limit, setLimit] = useState(pageSize);
  const shown = which === 'go' ? go : skip;
  // Only a later day is worth a line of its own.
  const firstDay = go.reduce<string | null>((first, row) => (row.day !== null && (first === null || row.day < first) ? row.day : first), null);
  return (
    <section class="section" aria-labelledby="recipients">
      <h2 id="recipients">{words.say('check.recipients')}</h2>
      <Segmented label={words.say('check.recipients')} value={which} onChange={setWhich} options={[
        { value: 'go', label: words.say('check.goTab', { count: go.length }) },
        { value: 'skip', label: words.say('check.skipTab', { count: skip.length }) },
      ]} />
      <Rows>
        {shown.slice(0, limit).map((row) => (
          <Row key={row.clientId + row.email} title={row.name === '' ? row.email : row.name}
            meta={(
              <>
                <span>{row.email}</span>
                <span>{row.go ? row.subject : row.reason}</span>
                {row.go && row.day !== null && row.day !== firstDay && <span>{words.say('check.leaves', { day: words.day(row.day) })}</span>}
              </>
            )} />
        ))}
      </Rows>
      {shown.length > limit && <Button wide onPress={() => setLimit(limit + pageSize)}>{words.say('check.more', { left: Math.min(pageSize, shown.length - limit) })}</Button>}
      {shown.length === 0 && <p class="second">{words.say(which === 'go' ? 'check.nobodyGoes' : 'check.nobodySkipped')}</p>}
    </section>
  );
}
