/** The third step, before anything is written: rows are looked at; then what would be new, changed, unchanged, refused, and questions about clients. */
import type { JSX } from 'preact';
import type { ImportExample, ImportKind, ImportPreview } from '../../../src/contract/import-views';
import type { IssueView } from '../../../src/contract/issue-view';
import type { Words } from '../../language/words';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';
import { Row, Rows } from '../../shared/row';
import { writesSomething } from './check';
import type { ImportEvent, PreviewFlow, RowsDone } from './flow';
import { clientsText, OutcomeCounts, RefusedRows } from './outcome';
import { sameAnswers } from './questions';
import { QuestionsSection } from './questions-section';
import { RunProgress } from './run-progress';

export interface CheckStepProps {
  readonly fileName: string;
  readonly progress: RowsDone | null;
  readonly issues: readonly IssueView[];
  readonly onCancel: () => void;
  readonly onAgain: () => void;
}

export function CheckStep({ fileName, progress, issues, onCancel, onAgain }: CheckStepProps): JSX.Element {
  const { words } = usePage();
  if (issues.length > 0) {
    return (
      <>
        <Issues issues={issues} />
        <p>{words.say('import.nothingWritten')}</p>
        <div class="dialog-foot">
          <Button apart onPress={onCancel}>{words.say('action.back')}</Button>
          <Button kind="primary" onPress={onAgain}>{words.say('action.again')}</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <RunProgress label={words.say('import.checking', { name: fileName })} progress={progress} starting={words.say('import.checkStarting')} cancelText={words.say('action.cancel')} onCancel={onCancel} />
      <p class="second">{words.say('import.checkingWhat')}</p>
    </>
  );
}

/** What the button says: how many are taken in and how many changed. Where only clients of known orders change, it speaks of them. */
export function importText(preview: ImportPreview, kind: ImportKind, words: Words): string {
  const { rowsNew: fresh, rowsChanged: changed } = preview;
  const clients = kind === 'clients';
  if (fresh > 0 && changed > 0) return words.say(clients ? 'import.takeClientsChange' : 'import.takeRowsChange', { fresh, changed });
  if (fresh > 0) return words.say(clients ? 'import.takeClients' : 'import.takeRows', { fresh });
  if (changed > 0) return words.say(clients ? 'import.changeClients' : 'import.changeRows', { changed });
  return words.say('import.changeClients', { changed: preview.clientsNew.length + preview.clientsChanged.length });
}

export interface PreviewStepProps {
  readonly flow: PreviewFlow;
  readonly happen: (event: ImportEvent) => void;
  readonly onCheck: () => void;
  readonly onImport: () => void;
}

export function PreviewStep({ flow, happen, onCheck, onImport }: PreviewStepProps): JSX.Element {
  const { words, close } = usePage();
  const { preview, table, questions, answers } = flow;
  const something = writesSomething(preview);
  const answered = !sameAnswers(answers, flow.counted);
  // Of a list of clients the rows tell it already.
  const clients = table.kind === 'orders' ? clientsText(preview.clientsNew.length, preview.clientsChanged.length, words) : '';
  return (
    <>
      <section class="section" aria-labelledby="counts">
        <h2 id="counts">{words.say('import.willBe', { name: flow.columns.source.name })}</h2>
        <OutcomeCounts counts={{ fresh: preview.rowsNew, changed: preview.rowsChanged, unchanged: preview.rowsUnchanged, refused: preview.rowsRefused }} />
        {clients !== '' && <p>{clients}</p>}
      </section>
      {!something && <Notice kind="info" title={words.say('import.nothing')}><p>{words.say(preview.rowsRefused > 0 ? 'import.nothingRefused' : 'import.nothingWhat')}</p></Notice>}
      <Issues issues={preview.issues} />
      {questions.length > 0 && <QuestionsSection questions={questions} answers={answers} happen={happen} />}
      <Examples examples={preview.examples} />
      <RefusedRows refused={preview.refused} hint={words.say('import.refusedHint')} />
      <div class="dialog-foot">
        <Button apart onPress={() => happen({ event: 'back' })}>{words.say('action.back')}</Button>
        {answered && <p class="second foot-words">{words.say('import.answersNew')}</p>}
        {answered && <Button kind="primary" onPress={onCheck}>{words.say('import.countAnew')}</Button>}
        {!answered && something && <Button kind="primary" onPress={onImport}>{importText(preview, table.kind, words)}</Button>}
        {!answered && !something && <Button kind="primary" onPress={close}>{words.say('action.close')}</Button>}
      </div>
    </>
  );
}

/** Rows as examples of what will be: new ones, and changed ones cell by cell. Refused ones stand with their reasons below. */
function Examples({ examples }: { readonly examples: readonly ImportExample[] }): JSX.Element | null {
  const { words } = usePage();
  const shown = examples.filter(({ outcome }) => outcome === 'changed' || outcome === 'new');
  const of = (outcome: ImportExample['outcome']): readonly ImportExample[] => shown.filter((example) => example.outcome === outcome);
  const title = (example: ImportExample): string => words.say('import.exampleRow', { row: String(example.rowNumber), title: example.title });
  if (shown.length === 0) return null;
  return (
    <div class="examples">
      {of('changed').length > 0 && (
        <section class="section" aria-labelledby="changed">
          <h2 id="changed">{words.say('import.examplesChanged')}</h2>
          <Rows>
            {of('changed').map((example) => (
              <Row key={example.rowNumber} title={title(example)} meta={example.changes.map(({ column, from, to }) => (
                <span key={column} class="block">{words.say(from === '' ? 'import.cellFilled' : to === '' ? 'import.cellEmptied' : 'import.cellChanged', { column, from, to })}</span>
              ))} />
            ))}
          </Rows>
        </section>
      )}
      {of('new').length > 0 && (
        <section class="section" aria-labelledby="fresh">
          <h2 id="fresh">{words.say('import.examplesNew')}</h2>
          <Rows>{of('new').map((example) => <Row key={example.rowNumber} title={title(example)} />)}</Rows>
        </section>
      )}
    </div>
  );
}
