/** The archive: who is due for a re-check, who could go there, putting one client away by hand, and taking clients back. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ArchiveCandidate, ArchivedClient, ArchiveReport } from '../../src/contract/cleaning-views';
import { Button } from '../shared/button';
import { Checkbox } from '../shared/checkbox';
import { Confirm } from '../shared/confirm';
import { usePage } from '../shared/context';
import { Empty } from '../shared/empty';
import { Input } from '../shared/input';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useActing, useLoaded } from '../shared/loading';
import { Notice } from '../shared/notice';
import { Row, Rows } from '../shared/row';
import type { ViewProps } from './sidebar';

/** Clients to put away with one reason. */
interface Asked { readonly reason: string; readonly clientIds: readonly string[] }

export function Archive({ tell, takeBack }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const archive = useLoaded('archive', () => server.call('archive.view'));
  const acting = useActing();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<readonly Asked[] | null>(null);

  const moved = (reports: readonly ArchiveReport[]): void => {
    const actionIds = reports.map(({ actionId }) => actionId).filter((id) => id !== '').reverse();
    setAsked(null);
    setChosen(new Set());
    tell({ text: [...new Set(reports.map(({ text }) => text))].join(' '), ...(actionIds.length === 0 ? {} : { undo: () => takeBack(actionIds, archive.again) }) });
    archive.again();
  };
  const put = (groups: readonly Asked[]): void => acting.act('put', async () => {
    const reports: ArchiveReport[] = [];
    for (const { reason, clientIds } of groups) reports.push(await server.call('archive.put', clientIds, reason));
    return reports;
  }, moved);
  const back = (clientId: string): void => acting.act(`back ${clientId}`, () => server.call('archive.back', [clientId]), (report) => moved([report]));

  return (
    <>
      <p class="second">{words.say('archive.what')}</p>
      <Issues issues={acting.issues} />
      <LoadedView loaded={archive} lines={8}>
        {(view) => {
          const due = view.archived.filter((client) => client.due);
          const others = view.archived.filter((client) => !client.due);
          const groups = groupsOf(view.candidates.filter(({ clientId }) => chosen.has(clientId)));
          return (
            <>
              <Issues issues={view.issues} />
              {due.length > 0 && (
                <section class="section" aria-labelledby="due">
                  <h2 id="due">{words.say('archive.due', { count: view.due })}</h2>
                  <Archived clients={due} running={acting.running} onBack={back} label={words.say('archive.due', { count: view.due })} />
                </section>
              )}
              {view.figuresMissing ? <Notice kind="info" title={words.say('archive.figuresMissing')}><p>{words.say('archive.figuresMissingWhat')}</p></Notice>
                : view.candidates.length === 0 ? <Empty title={words.say('archive.candidatesNone')} text={words.say('archive.candidatesNoneWhat')} /> : (
                  <section class="section" aria-labelledby="candidates">
                    <h2 id="candidates">{words.say('archive.candidates', { count: view.candidatesTotal })}</h2>
                    {view.candidatesTotal > view.candidates.length && <p class="second">{words.say('archive.listed', { count: view.candidates.length })}</p>}
                    <Checkbox checked={chosen.size === view.candidates.length} onChange={(all) => setChosen(new Set(all ? view.candidates.map(({ clientId }) => clientId) : []))}>{words.say('archive.all')}</Checkbox>
                    <Candidates candidates={view.candidates} chosen={chosen} onChoose={setChosen} />
                    <Button kind="primary" wide disabled={chosen.size === 0 || acting.running !== null} onPress={() => setAsked(groups)}>{chosen.size === 0 ? words.say('archive.putOne') : words.say('archive.put', { count: chosen.size })}</Button>
                  </section>
                )}
              <ByHand busy={acting.running === 'put'} disabled={acting.running !== null} onPut={(clientId, reason) => put([{ reason, clientIds: [clientId] }])} />
              <section class="section" aria-labelledby="standing">
                <h2 id="standing">{words.say('archive.standing', { count: view.archivedTotal })}</h2>
                {view.archivedTotal === 0 && <p class="second">{words.say('archive.standingNone')}</p>}
                {view.archivedTotal > view.archived.length && <p class="second">{words.say('archive.listed', { count: view.archived.length })}</p>}
                {others.length > 0 && <Archived clients={others} running={acting.running} onBack={back} label={words.say('archive.standing', { count: view.archivedTotal })} />}
              </section>
            </>
          );
        }}
      </LoadedView>
      {asked !== null && (
        <Confirm title={words.say('archive.ask', { count: countOf(asked) })} count={1} typeLabel="" yesText={words.say('archive.putOne')} noText={words.say('action.cancel')}
          busy={acting.running === 'put'} onYes={() => put(asked)} onNo={() => setAsked(null)}>
          <p>{words.say('archive.askWhat')}</p>
          <Issues issues={acting.issues} />
        </Confirm>
      )}
    </>
  );
}

function countOf(groups: readonly Asked[]): number {
  return groups.reduce((sum, { clientIds }) => sum + clientIds.length, 0);
}

/** Candidates of the same reason go together. */
function groupsOf(candidates: readonly ArchiveCandidate[]): readonly Asked[] {
  return [...new Set(candidates.map(({ reason }) => reason))].map((reason) => ({ reason, clientIds: candidates.filter((candidate) => candidate.reason === reason).map(({ clientId }) => clientId) }));
}

interface CandidatesProps {
  readonly candidates: readonly ArchiveCandidate[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

function Candidates({ candidates, chosen, onChoose }: CandidatesProps): JSX.Element {
  return (
    <ul class="rows">
      {candidates.map(({ clientId, client, why }) => (
        <li key={clientId} class="row">
          <Checkbox checked={chosen.has(clientId)} hint={why} onChange={(isOn) => onChoose(new Set(isOn ? [...chosen, clientId] : [...chosen].filter((id) => id !== clientId)))}>{client}</Checkbox>
        </li>
      ))}
    </ul>
  );
}

interface ArchivedProps {
  readonly clients: readonly ArchivedClient[];
  readonly running: string | null;
  readonly onBack: (clientId: string) => void;
  readonly label: string;
}

function Archived({ clients, running, onBack, label }: ArchivedProps): JSX.Element {
  const { words } = usePage();
  return (
    <Rows label={label}>
      {clients.map(({ clientId, client, contact, reason, archivedOn, recheckOn }) => (
        <Row key={clientId} title={client}
          meta={<><span>{contact}</span><span>{reason}</span><span>{[archivedOn === '' ? '' : words.say('archive.since', { day: archivedOn }), recheckOn === '' ? '' : words.say('archive.until', { day: recheckOn })].filter((text) => text !== '').join(', ')}</span></>}
          side={<Button kind="link" busy={running === `back ${clientId}`} disabled={running !== null && running !== `back ${clientId}`} label={words.say('archive.backOf', { name: client })} onPress={() => onBack(clientId)}>{words.say('archive.back')}</Button>} />
      ))}
    </Rows>
  );
}

interface ByHandProps {
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onPut: (clientId: string, reason: string) => void;
}

function ByHand({ busy, disabled, onPut }: ByHandProps): JSX.Element {
  const { words } = usePage();
  const [client, setClient] = useState('');
  const [reason, setReason] = useState('');
  const put = (): void => {
    onPut(client.trim(), reason);
    setClient('');
  };
  return (
    <div class="folds">
      <details>
        <summary>{words.say('archive.byHand')}</summary>
        <div class="column details-body">
          <Input label={words.say('archive.client')} hint={words.say('archive.clientWhat')} value={client} onChange={setClient} />
          <Input label={words.say('archive.reason')} hint={words.say('archive.reasonWhat')} value={reason} onChange={setReason} />
          <div><Button busy={busy} disabled={client.trim() === '' || (disabled && !busy)} onPress={put}>{words.say('archive.putOne')}</Button></div>
        </div>
      </details>
    </div>
  );
}
