/** The first step: drop or choose a file; an import that was broken off is offered to go on. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { ImportStanding } from '../../../src/contract/import-views';
import type { IssueView } from '../../../src/contract/issue-view';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';

export interface FileStepProps {
  readonly reading: boolean;
  /** A file is being dragged over the dialog. */
  readonly over: boolean;
  readonly issues: readonly IssueView[];
  readonly unfinished: ImportStanding | null;
  readonly onFile: (file: File) => void;
  readonly onForget: (importId: string) => void;
}

export function FileStep({ reading, over, issues, unfinished, onFile, onForget }: FileStepProps): JSX.Element {
  const { words, close } = usePage();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {unfinished !== null && !unfinished.finished && (
        <Notice kind="info" title={words.say('import.unfinished', { name: unfinished.fileName })}
          action={<Button onPress={() => onForget(unfinished.importId)}>{words.say('import.forget')}</Button>}>
          <p>{words.say('import.unfinishedWhat', { done: unfinished.rowsDone, total: unfinished.rowsTotal })}</p>
        </Notice>
      )}
      <Issues issues={issues} />
      <div class={over ? 'drop drop-over' : 'drop'}>
        <p class="row-title">{words.say('import.drop')}</p>
        <p class="second">{words.say('import.dropWhat')}</p>
        <input ref={input} id="import-file" class="unseen" type="file" tabIndex={-1} aria-label={words.say('import.choose')} accept=".csv,.tsv,.tab,.txt,.xlsx,text/csv,text/tab-separated-values,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) onFile(file);
            event.currentTarget.value = '';
          }} />
        <Button kind="primary" busy={reading} onPress={() => input.current?.click()}>{words.say(reading ? 'import.reading' : 'import.choose')}</Button>
      </div>
      <div class="column column-tight">
        <p>{words.say('import.needs')}</p>
        <p class="second">{words.say('import.privacy')}</p>
      </div>
      <div class="dialog-foot"><Button onPress={close}>{words.say('action.close')}</Button></div>
    </>
  );
}
