/** The pre-flight dialog: every recipient, anyone's letter as it will be sent, advice and the days; then the question and the sending. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { MailingProgress, MailingRequest, Preflight, PreflightRow } from '../../../src/contract/mailing-views';
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
import { SendingPanel } from '../../shared/mailing/sending';
import { Notice } from '../../shared/notice';
import { Segmented } from '../../shared/segmented';
import { ChosenLetter } from './chosen-letter';
import { RecipientsTable } from './recipients-table';

export function PreflightDialog({ request }: { readonly request: MailingRequest | null }): JSX.Element {
  const { words, close } = usePage();
  const [planned, setPlanned] = useState<MailingProgress | null>(null);
  if (request === null) {
    return (
      <div class="dialog">
        <Notice kind="warning" title={words.say('preflight.noRequest')}><p>{words.say('preflight.noRequestWhat')}</p></Notice>
        <div class="dialog-foot"><Button kind="primary" onPress={close}>{words.say('action.close')}</Button></div>
      </div>
    );
  }
  if (planned !== null) {
    return (
      <div class="dialog">
        <h1>{words.say('sending.heading')}</h1>
        <SendingPanel mailingId={planned.mailingId} start={true} told={planned.issues} />
        <div class="dialog-foot"><Button onPress={close}>{words.say('action.close')}</Button></div>
      </div>
    );
  }
  return <Checked request={request} onPlanned={setPlanned} />;
}

function Checked({ request, onPlanned }: { readonly request: MailingRequest; readonly onPlanned: (progress: MailingProgress) => void }): JSX.Element {
  const { server, words, close } = usePage();
  const check = useLoaded('preflight', () => server.call('mailing.preflight', request));
  const acting = useActing();
  const [asking, setAsking] = useState(false);
  const [written, setWritten] = useState('');
  const plan = (preflight: Preflight): void => acting.act('plan', () => server.call('mailing.plan', preflight.request, preflight.go), onPlanned);
  const toTab = (): void => acting.act('tab', () => server.call('mailing.preflightTab', request), ({ text }) => setWritten(text));
  const preflight = check.value;
  return (
    <div class="dialog">
      <h1>{preflight?.title ?? words.say('check.heading')}</h1>
      <LoadedView loaded={check} lines={10}>
        {(view) => (
          <>
            <PreflightSummary preflight={view} />
            <Issues issues={acting.issues} action={<Button onPress={() => { acting.clear(); setAsking(false); check.again(); }}>{words.say('check.again')}</Button>} />
            {written !== '' && <Notice kind="good"><p>{written}</p></Notice>}
            {view.rows.length === 0 ? <Empty title={words.say('check.empty')} text={words.say('check.emptyWhat')} /> : <Parts view={view} />}
            {asking && acting.issues.length === 0 && <PlanQuestion preflight={view} busy={acting.running === 'plan'} onYes={() => plan(view)} onNo={() => setAsking(false)} />}
          </>
        )}
      </LoadedView>
      <div class="dialog-foot">
        <Button onPress={close}>{words.say('action.close')}</Button>
        {preflight !== null && preflight.rows.length > 0 && <Button busy={acting.running === 'tab'} onPress={toTab}>{words.say('check.tab')}</Button>}
        {preflight !== null && preflight.go > 0 && !preflight.blocked && (
          <Button kind="primary" onPress={() => { acting.clear(); setAsking(true); }}>{words.say('check.send', { count: preflight.go })}</Button>
        )}
      </div>
    </div>
  );
}

type Part = 'people' | 'letter' | 'hints' | 'days';

function Parts({ view }: { readonly view: Preflight }): JSX.Element {
  const { words } = usePage();
  const [part, setPart] = useState<Part>('people');
  const [chosen, setChosen] = useState<PreflightRow | undefined>(() => view.rows.find((row) => row.go) ?? view.rows[0]);
  const show = (row: PreflightRow): void => {
    setChosen(row);
    setPart('letter');
  };
  return (
    <div class="column">
      <Segmented label={words.say('preflight.part')} value={part} onChange={setPart} options={[
        { value: 'people', label: words.say('check.recipients') },
        { value: 'letter', label: words.say('preflight.letter') },
        { value: 'hints', label: words.say('check.hints', { count: view.hints.length }) },
        { value: 'days', label: words.say('preflight.days') },
      ]} />
      {part === 'people' && <RecipientsTable rows={view.rows} hasB={view.hasB} chosen={chosen} onShow={show} />}
      {part === 'letter' && chosen !== undefined && <ChosenLetter view={view} chosen={chosen} onChoose={setChosen} />}
      {part === 'hints' && <Hints hints={view.hints} />}
      {part === 'days' && (view.days.length === 0 ? <Empty title={words.say('days.none')} text={words.say('check.nobodyGoes')} /> : <DaysChart title={words.say('days.plan')} days={view.days} />)}
    </div>
  );
}
