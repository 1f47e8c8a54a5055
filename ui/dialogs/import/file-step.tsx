/** The first step: drop or choose a file; an import that was broken off is offered to go on. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ImportProgress } from '../../../src/contract/import-views';
import type { IssueView } from '../../../src/contract/issue-view';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';

export interface FileStepProps {
  readonly reading: boolean;
  readonly issues: readonly IssueView[];
  readonly unfinished: ImportProgress | null;
  readonly onFile: (file: File) => void;
  readonly onForget: (importId: string) => void;
}

export function FileStep({ reading, issues, unfinished, onFile, onForget }: FileStepProps): JSX.Element {
  const { words, close } = usePage();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file !== undefined) onFile(file);
  };
  return (
    <>
      {unfinished !== null && !unfinished.finished && (
        <Notice kind="info" title={words.say('import.unfinished', { name: unfinished.fileName })}
          action={<Button onPress={() => onForget(unfinished.importId)}>{words.say('import.forget')}</Button>}>
          <p>{words.say('import.unfinishedWhat', { done: unfinished.rowsDone, total: unfinished.rowsTotal })}</p>
        </Notice>
      )}
      <Issues issues={issues} />
      <div class={over ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer?.files); }}>
        <p class="row-title">{words.say('import.drop')}</p>
        <p class="second">{words.say('import.dropWhat')}</p>
        <input ref={input} id="import-file" class="unseen" type="file" tabIndex={-1} aria-label={words.say('import.choose')} accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => { take(event.currentTarget.files); event.currentTarget.value = ''; }} />
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
