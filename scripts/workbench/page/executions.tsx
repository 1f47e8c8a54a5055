/** What ran: each execution with its service calls, its log and its error. */
import { useState } from 'preact/hooks';
import type { ExecutionRecord } from '../runtime/workbench';
import { useSpeech, type Catalogue } from './language';
import { failureText, type Session } from './session';
import { useSession } from './view';

/** More rows than anybody reads make the page slow. */
const SHOWN_ROWS = 200;

export function ExecutionsPanel({ session }: { readonly session: Session }) {
  useSession(session);
  const { texts } = useSpeech();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [withCells, setWithCells] = useState(false);
  const records = session.workbench.history.filter((record) => withCells || record.kind !== 'customFunction').slice(-SHOWN_ROWS).reverse();
  const chosen = records.find((record) => record.id === chosenId) ?? null;
  return (
    <div class="split split-wide-list">
      <div class="split-list">
        <div class="bar">
          <label class="check">
            <input type="checkbox" checked={withCells} onChange={(event) => setWithCells(event.currentTarget.checked)} />
            {texts.showCellFunctions}
          </label>
          <QuotaUsed session={session} />
        </div>
        <div class="split-scroll" role="group" aria-label={texts.executions} tabIndex={0}>
          {records.length === 0 ? (
            <p class="empty">{texts.noExecutions}</p>
          ) : (
            <ExecutionTable session={session} records={records} chosenId={chosenId} choose={setChosenId} />
          )}
        </div>
      </div>
      <div class="split-main split-scroll" role="group" aria-label={texts.log} tabIndex={0}>
        {chosen === null ? <p class="empty">{texts.chooseExecution}</p> : <ExecutionDetails record={chosen} />}
      </div>
    </div>
  );
}

interface ExecutionTableProps {
  readonly session: Session;
  readonly records: readonly ExecutionRecord[];
  readonly chosenId: string | null;
  readonly choose: (id: string) => void;
}

function ExecutionTable({ session, records, chosenId, choose }: ExecutionTableProps) {
  const { texts, moment, duration } = useSpeech();
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{texts.functionName}</th>
          <th scope="col">{texts.kind}</th>
          <th scope="col">{texts.state}</th>
          <th scope="col" class="figure">{texts.duration}</th>
          <th scope="col" class="figure">{texts.calls}</th>
          <th scope="col">{texts.startedAt}</th>
          <th scope="col">{texts.user}</th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <tr key={record.id} class={record.id === chosenId ? 'chosen' : ''} onClick={() => choose(record.id)}>
            <td>
              <button type="button" class="link" aria-current={record.id === chosenId} onClick={() => choose(record.id)}>
                {record.functionName}
              </button>
            </td>
            <td>{texts.kinds[record.kind]}</td>
            <td>
              <span class={`state state-${record.state}`}>{stateName(record, texts)}</span>
            </td>
            <td class="figure">{duration(record.durationMs)}</td>
            <td class="figure">{record.counts.counted}</td>
            <td>{moment(record.startMs, session.book?.timeZone ?? 'Etc/GMT')}</td>
            <td>{record.userEmail}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ExecutionDetails({ record }: { readonly record: ExecutionRecord }) {
  const { texts } = useSpeech();
  const members = Object.entries(record.counts.members).sort(([, one], [, other]) => other - one);
  return (
    <div class="details">
      <h3>{record.functionName}</h3>
      {record.error !== null && (
        <section>
          <h4>{texts.error}</h4>
          <p class="failure">{failureText(record.error)}</p>
          {record.error.stack !== '' && <pre class="stack">{record.error.stack}</pre>}
        </section>
      )}
      <section>
        <h4>{texts.log}</h4>
        {record.log.length === 0 ? (
          <p class="second">{texts.noLog}</p>
        ) : (
          <ul class="log">
            {record.log.map((line, index) => (
              <li key={index} class={`log-${line.severity}`}>{line.text}</li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h4>{texts.serviceCalls}</h4>
        {members.length === 0 ? (
          <p class="second">{texts.noCalls}</p>
        ) : (
          <>
            <p class="second">{texts.countedCalls(record.counts.counted, record.counts.navigation + record.counts.other)}</p>
            <ul class="counts">
              {members.map(([member, count]) => (
                <li key={member}>
                  <span>{member}</span>
                  <span class="figure">{count}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </div>
  );
}

function QuotaUsed({ session }: { readonly session: Session }) {
  const { texts } = useSpeech();
  const used = session.quotaUsed;
  const words = used.map(({ name, amount }) => `${texts.quotaNames[name] ?? name}: ${amount}`).join(', ');
  return (
    <span class="second">
      {texts.quota}: {words === '' ? texts.quotaNone : words}
    </span>
  );
}

function stateName(record: ExecutionRecord, texts: Catalogue): string {
  switch (record.state) {
    case 'running':
      return texts.runningState;
    case 'finished':
      return texts.finished;
    case 'failed':
      return texts.failed;
    case 'killed':
      return texts.killed;
  }
}
