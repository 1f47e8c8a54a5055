/** The last actions that changed many cells at once, each with a way to take it back. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { BackupReport } from '../../src/contract/backup-views';
import type { JournalEntry, UndoReport } from '../../src/contract/journal-views';
import { Button } from '../shared/button';
import { Confirm } from '../shared/confirm';
import { usePage } from '../shared/context';
import { Empty } from '../shared/empty';
import { Issues } from '../shared/issues';
import { LoadedView } from '../shared/loaded-view';
import { useActing, useLoaded } from '../shared/loading';
import { Notice } from '../shared/notice';
import { Progress } from '../shared/progress';
import { Rows } from '../shared/row';
import type { ViewProps } from './sidebar';

export function Journal({ takeBack }: ViewProps): JSX.Element {
  const { server, words } = usePage();
  const journal = useLoaded('journal', () => server.call('journal.list'));
  const [asked, setAsked] = useState<JournalEntry | null>(null);
  const [report, setReport] = useState<UndoReport | null>(null);

  const undo = (entry: JournalEntry): void => {
    setAsked(null);
    setReport(null);
    takeBack([entry.actionId], journal.again, setReport);
  };

  return (
    <LoadedView loaded={journal} lines={8}>
      {(view) => (
        <>
          <p class="second">{words.say('journal.what')}</p>
          <Backup />
          <Issues issues={view.issues} />
          {report !== null && <Undone report={report} />}
          {view.entries.length === 0 ? <Empty title={words.say('journal.empty')} text={words.say('journal.emptyWhat')} /> : (
            <Rows label={words.say('journal.heading')}>
              {view.entries.map((entry) => (
                <li key={entry.actionId}>
                  <div class="row">
                    <span class="row-body">
                      <span class="row-title">{entry.title}</span>
                      <span class="second">{[entry.details, entry.what].filter(Boolean).join(': ')}</span>
                      <span class="second">{[entry.time, entry.actor, entry.stateText].filter(Boolean).join(' · ')}</span>
                      {entry.state !== 'undone' && (
                        <span><Button onPress={() => setAsked(entry)}>{words.say(entry.actionId === view.lastActionId ? 'journal.undoLast' : 'journal.undo')}</Button></span>
                      )}
                    </span>
                  </div>
                </li>
              ))}
            </Rows>
          )}
          {asked !== null && (
            <Confirm title={words.say('journal.ask', { action: asked.title })} count={1} typeLabel="" yesText={words.say('journal.undo')} noText={words.say('journal.keep')}
              onYes={() => undo(asked)} onNo={() => setAsked(null)}>
              <p>{[asked.details, asked.what].filter(Boolean).join(': ')}</p>
              <p class="second">{words.say('journal.askWhat')}</p>
            </Confirm>
          )}
        </>
      )}
    </LoadedView>
  );
}

/** Dated copies of the data tabs, before something large is tried. */
function Backup(): JSX.Element {
  const { server, words } = usePage();
  const acting = useActing();
  const [made, setMade] = useState<BackupReport | null>(null);
  const isRunning = acting.running !== null;
  return (
    <>
      <div><Button busy={isRunning} onPress={() => { acting.act('backup', () => server.call('backup.make'), setMade); }}>{words.say('backup.make')}</Button></div>
      <p class="second">{words.say('backup.what')}</p>
      {isRunning && <Progress label={words.say('backup.running')} done={null} text="" />}
      <Issues issues={acting.issues} />
      {made !== null && !isRunning && (
        <>
          <Issues issues={made.issues} />
          <Notice kind="info" title={words.say('backup.done')}><p>{made.text}</p></Notice>
        </>
      )}
    </>
  );
}

function Undone({ report }: { readonly report: UndoReport }): JSX.Element {
  const { words } = usePage();
  return (
    <>
      <Issues issues={report.issues} />
      <Notice kind="info" title={words.say('journal.done')}>
        <p>{report.text}</p>
        {report.keptPlaces.length > 0 && (
          <ul class="notice-list">
            {report.keptPlaces.map((place) => (
              <li key={`${place.sheet} ${place.rowNumber} ${place.column ?? ''}`}>
                {words.say(place.column === null ? 'journal.keptRow' : 'journal.keptCell', { sheet: place.sheet, row: String(place.rowNumber), column: place.column ?? '' })}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </>
  );
}
