/** The pre-flight dialog: every recipient with finished subject, go or skip and why, the day; one client's letter beside; then the question and the sending. */
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { MailingRequest, Preflight, PreflightRow } from '../../../src/contract/mailing-views';
import { Badge } from '../../shared/badge';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Empty } from '../../shared/empty';
import { Input } from '../../shared/input';
import { Issues } from '../../shared/issues';
import { LoadedView } from '../../shared/loaded-view';
import { useActing, useLoaded } from '../../shared/loading';
import { Letter } from '../../shared/mailing/letter';
import { PlanQuestion } from '../../shared/mailing/plan-question';
import { PreflightSummary } from '../../shared/mailing/preflight-summary';
import { SendingPanel } from '../../shared/mailing/sending';
import { Notice } from '../../shared/notice';
import { Segmented } from '../../shared/segmented';
import { Table, type TableColumn } from '../../shared/table';
import { recipientKey, shownRecipients, type Which } from './recipients';

/** Rows drawn at once; the rest come with a press, so that 2,000 recipients do not slow the page. */
const pageSize = 200;

export function PreflightDialog({ request }: { readonly request: MailingRequest | null }): JSX.Element {
  const { words, close } = usePage();
  const [mailingId, setMailingId] = useState<string | null>(null);
  if (request === null) {
    return (
      <div class="dialog">
        <Notice kind="warning" title={words.say('preflight.noRequest')}><p>{words.say('preflight.noRequestWhat')}</p></Notice>
        <div class="dialog-foot"><Button kind="primary" onPress={close}>{words.say('action.close')}</Button></div>
      </div>
    );
  }
  if (mailingId !== null) {
    return (
      <div class="dialog">
        <h1>{words.say('sending.heading')}</h1>
        <SendingPanel mailingId={mailingId} start={true} />
        <div class="dialog-foot"><Button onPress={close}>{words.say('action.close')}</Button></div>
      </div>
    );
  }
  return <Recipients request={request} onPlanned={setMailingId} />;
}

function Recipients({ request, onPlanned }: { readonly request: MailingRequest; readonly onPlanned: (mailingId: string) => void }): JSX.Element {
  const { server, words, close } = usePage();
  const check = useLoaded('preflight', () => server.call('mailing.preflight', request));
  const templates = useLoaded('templates', () => server.call('mailing.home'));
  const acting = useActing();
  const [asking, setAsking] = useState(false);
  const title = templates.value?.templates.find((one) => one.key === request.templateKey)?.title ?? request.templateKey;
  const plan = (preflight: Preflight): void => acting.act('plan', () => server.call('mailing.plan', request, preflight.go), (progress) => onPlanned(progress.mailingId));
  const preflight = check.value;
  return (
    <div class="dialog">
      <h1>{title}</h1>
      <LoadedView loaded={check} lines={10}>
        {(view) => (
          <>
            <PreflightSummary preflight={view} />
            <Issues issues={acting.issues} action={<Button onPress={() => { acting.clear(); setAsking(false); check.again(); }}>{words.say('check.again')}</Button>} />
            {view.rows.length === 0 ? <Empty title={words.say('check.empty')} text={words.say('check.emptyWhat')} /> : <RecipientsAndLetter request={request} rows={view.rows} />}
            {asking && acting.issues.length === 0 && <PlanQuestion preflight={view} title={title} busy={acting.running === 'plan'} onYes={() => plan(view)} onNo={() => setAsking(false)} />}
          </>
        )}
      </LoadedView>
      <div class="dialog-foot">
        <Button onPress={close}>{words.say('action.close')}</Button>
        {preflight !== null && preflight.go > 0 && !preflight.blocked && (
          <Button kind="primary" onPress={() => { acting.clear(); setAsking(true); }}>{words.say('check.send', { count: preflight.go })}</Button>
        )}
      </div>
    </div>
  );
}

function RecipientsAndLetter({ request, rows }: { readonly request: MailingRequest; readonly rows: readonly PreflightRow[] }): JSX.Element {
  const { words } = usePage();
  const [which, setWhich] = useState<Which>('all');
  const [typed, setTyped] = useState('');
  const [limit, setLimit] = useState(pageSize);
  const [chosen, setChosen] = useState<PreflightRow | undefined>(() => rows.find((row) => row.go) ?? rows[0]);
  const shown = useMemo(() => shownRecipients(rows, which, typed), [rows, which, typed]);
  const goCount = rows.filter((row) => row.go).length;
  const columns = useMemo<readonly TableColumn<PreflightRow>[]>(() => [
    {
      key: 'name', title: words.say('preflight.client'), sortBy: (row) => row.name,
      cell: (row) => (
        <>
          <Button kind="link" onPress={() => setChosen(row)} label={words.say('preflight.show', { name: row.name === '' ? row.email : row.name })}>{row.name === '' ? row.email : row.name}</Button>
          <span class="second block">{row.email}</span>
        </>
      ),
    },
    { key: 'subject', title: words.say('preflight.subject'), sortBy: (row) => row.subject, cell: (row) => (row.go ? row.subject : row.reason) },
    {
      key: 'day', title: words.say('preflight.day'), sortBy: (row) => (row.go ? row.day ?? '' : '~'),
      cell: (row) => (row.go ? <Badge word={row.day === null ? words.say('preflight.goes') : words.day(row.day)} tone="good" /> : <Badge word={words.say('preflight.skipped')} tone="waiting" />),
    },
  ], [words]);
  return (
    <div class="preflight-frame"><div class="preflight">
      <div class="column">
        <div class="preflight-tools">
          <Segmented label={words.say('preflight.which')} value={which} onChange={setWhich} options={[
            { value: 'all', label: words.say('preflight.all', { count: rows.length }) },
            { value: 'go', label: words.say('check.goTab', { count: goCount }) },
            { value: 'skip', label: words.say('check.skipTab', { count: rows.length - goCount }) },
          ]} />
          <Input label={words.say('preflight.find')} value={typed} onChange={setTyped} />
        </div>
        {shown.length === 0 ? <p class="second" role="status">{words.say('preflight.noneFound')}</p> : (
          <Table label={words.say('check.recipients')} columns={columns} items={shown.slice(0, limit)} itemKey={recipientKey}
            chosenKey={chosen === undefined ? null : recipientKey(chosen)} maxHeight={420} sortLabel={(column) => words.say('preflight.sort', { column })} />
        )}
        {shown.length > limit && <Button onPress={() => setLimit(limit + pageSize)}>{words.say('check.more', { left: Math.min(pageSize, shown.length - limit) })}</Button>}
      </div>
      <section class="section" aria-label={words.say('compose.preview')}>
        {chosen === undefined ? null : chosen.go
          ? <ChosenLetter key={recipientKey(chosen)} request={request} row={chosen} />
          : <Empty title={words.say('preflight.noLetter', { name: chosen.name === '' ? chosen.email : chosen.name })} text={chosen.reason} />}
      </section>
    </div></div>
  );
}

function ChosenLetter({ request, row }: { readonly request: MailingRequest; readonly row: PreflightRow }): JSX.Element {
  const { server } = usePage();
  const letter = useLoaded(recipientKey(row), () => server.call('mailing.preview', request, row.clientId));
  return <LoadedView loaded={letter} lines={6}>{(view) => <Letter letter={view} />}</LoadedView>;
}
