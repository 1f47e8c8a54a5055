/** Before a mailing leaves: every recipient with subject, go or skip and why; advice, the days; then the question, then the sending. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { MailingRequest, Preflight, PreflightRow } from '../../../src/contract/mailing-views';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { DaysChart } from '../../shared/mailing/days-chart';
import { Hints } from '../../shared/mailing/hints';
import { PlanQuestion } from '../../shared/mailing/plan-question';
import { PreflightSummary } from '../../shared/mailing/preflight-summary';
import { firstDayOf, recipientsOf, type Which } from '../../shared/mailing/recipients';
import { openPreflight } from '../../shared/opening';
import { Row, Rows } from '../../shared/row';
import { Segmented } from '../../shared/segmented';
import type { ViewProps } from '../sidebar';

const pageSize = 15;

export function Check({ request, go, tell }: ViewProps & { readonly request: MailingRequest }): JSX.Element {
  const { server, words } = usePage();
  const check = useLoaded(JSON.stringify(request), () => server.call('mailing.preflight', request));
  const acting = useActing();
  const [asking, setAsking] = useState(false);
  const plan = (preflight: Preflight): void => acting.act('plan', () => server.call('mailing.plan', preflight.request, preflight.go), (progress) => {
    setAsking(false);
    const told = progress.issues.map(({ text }) => text).join(' ');
    if (told !== '') tell({ text: told });
    go({ view: 'sending', mailingId: progress.mailingId, start: true });
  });
  return (
    <LoadedView loaded={check} lines={10}>
      {(preflight) => (
        <>
          <PreflightSummary preflight={preflight} />
          <Issues issues={acting.issues} action={<Button onPress={() => { acting.clear(); setAsking(false); check.again(); }}>{words.say('check.again')}</Button>} />
          {preflight.go > 0 && !preflight.blocked && (
            <Button kind="primary" wide onPress={() => setAsking(true)}>{words.say('check.send', { count: preflight.go })}</Button>
          )}
          <div class="column column-tight">
            <Button wide busy={acting.running === 'open'} onPress={() => acting.act('open', () => openPreflight(server, request))}>{words.say('compose.wide')}</Button>
            <Button wide busy={acting.running === 'tab'} onPress={() => acting.act('tab', () => server.call('mailing.preflightTab', request), ({ text }) => tell({ text }))}>{words.say('check.tab')}</Button>
          </div>
          {preflight.hints.length > 0 && (
            <details>
              <summary>{words.say('check.hints', { count: preflight.hints.length })}</summary>
              <div class="details-body"><Hints hints={preflight.hints} /></div>
            </details>
          )}
          {preflight.days.length > 1 && <DaysChart title={words.say('days.plan')} days={preflight.days} />}
          {preflight.rows.length === 0
            ? <Empty title={words.say('check.empty')} text={words.say('check.emptyWhat')} />
            : <Recipients rows={preflight.rows} />}
          {asking && acting.issues.length === 0 && <PlanQuestion preflight={preflight} busy={acting.running === 'plan'} onYes={() => plan(preflight)} onNo={() => setAsking(false)} />}
        </>
      )}
    </LoadedView>
  );
}

function Recipients({ rows }: { readonly rows: readonly PreflightRow[] }): JSX.Element {
  const { words } = usePage();
  const groups = recipientsOf(rows);
  const [which, setWhich] = useState<Which>(groups.go.length > 0 ? 'go' : 'skip');
  const [limit, setLimit] = useState(pageSize);
  const shown = groups[which];
  // Only a later day is worth a line of its own.
  const firstDay = firstDayOf(groups.go);
  return (
    <section class="section" aria-labelledby="recipients">
      <h2 id="recipients">{words.say('check.recipients')}</h2>
      <Segmented counted label={words.say('check.recipients')} value={which} onChange={(chosen) => { setWhich(chosen); setLimit(pageSize); }} options={[
        { value: 'go', label: words.say('check.goTab', { count: groups.go.length }) },
        { value: 'skip', label: words.say('check.skipTab', { count: groups.skip.length }) },
        ...(groups.held.length === 0 ? [] : [{ value: 'held' as const, label: words.say('check.heldTab', { count: groups.held.length }) }]),
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
