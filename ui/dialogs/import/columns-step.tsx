/** The second step: what the file is, how it is read and what each column is, shown with samples and open to correction. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ImportKind, ImportStanding } from '../../../src/contract/import-views';
import { issue } from '../../../src/core/issue';
import { fieldName } from '../../../src/core/language/names';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';
import { Segmented } from '../../shared/segmented';
import { isTable, lacksAmounts, missingFields, rowCountOf, type TableReading } from './columns';
import { ColumnsTable } from './columns-table';
import type { ColumnsFlow, ImportEvent } from './flow';
import { issueViews } from './issue-words';
import { ReadingChoices } from './reading-choices';
import { continuesImport } from './upload';

export interface ColumnsStepProps {
  readonly flow: ColumnsFlow;
  readonly unfinished: ImportStanding | null;
  readonly happen: (event: ImportEvent) => void;
  readonly onCheck: (table: TableReading) => void;
  readonly onGoOn: (table: TableReading, standing: ImportStanding) => void;
}

export function ColumnsStep({ flow, unfinished, happen, onCheck, onGoOn }: ColumnsStepProps): JSX.Element {
  const { words } = usePage();
  const { source, reading } = flow;
  const table = isTable(reading) ? reading : null;
  const grid = table?.grid;
  const headerRow = table?.header.rowIndex;
  const rowCount = useMemo(() => (table === null ? 0 : rowCountOf(table)), [grid, headerRow]);
  const missing = table === null ? [] : missingFields(table);
  const standing = table !== null && continuesImport(unfinished, source.name, table.header.names, rowCount) ? unfinished : null;
  const kinds: readonly { readonly value: ImportKind; readonly label: string }[] = [
    { value: 'orders', label: words.say('import.kindOrders') },
    { value: 'clients', label: words.say('import.kindClients') },
  ];
  return (
    <>
      <div class="line line-apart">
        <p class="row-title">{source.name}</p>
        {table !== null && <p class="second figure">{words.say('import.rows', { count: rowCount })}</p>}
      </div>
      {standing !== null && (
        <Notice kind="info" title={words.say('import.goOnTitle')}>
          <p>{words.say('import.goOnWhat', { done: standing.rowsDone, total: standing.rowsTotal })}</p>
        </Notice>
      )}
      {table !== null && (
        <div class="import-kind">
          <p class="field-label">{words.say('import.kind')}</p>
          <Segmented<ImportKind> label={words.say('import.kind')} value={table.kind} options={kinds} onChange={(kind) => happen({ event: 'kindChosen', kind })} />
        </div>
      )}
      <ReadingChoices flow={flow} happen={happen} />
      {flow.saved !== null && standing === null && (
        <Notice kind="info" title={words.say(flow.saved.used ? 'import.savedUsed' : 'import.savedKnown')}
          action={<Button onPress={() => happen({ event: 'savedUsed', used: flow.saved?.used !== true })}>{words.say(flow.saved.used ? 'import.savedLeave' : 'import.savedTake')}</Button>}>
          <p>{words.say(flow.saved.used ? 'import.savedUsedWhat' : 'import.savedKnownWhat')}</p>
        </Notice>
      )}
      <Issues issues={issueViews([...source.issues, ...reading.issues], words.language)} />
      {table === null && <Notice kind="info"><p>{words.say('import.noTable')}</p></Notice>}
      {table !== null && (
        <section class="section" aria-labelledby="columns">
          <h2 id="columns">{words.say('import.columns')}</h2>
          <p class="second">{words.say('import.columnsWhat')}</p>
          <ColumnsTable table={table} happen={happen} />
        </section>
      )}
      {table !== null && missing.length > 0 && (
        <Notice kind="warning" title={words.say('import.missing', { fields: missing.map((field) => fieldName(field, words.language)).join(', ') })}>
          <p>{words.say(table.kind === 'clients' ? 'import.missingAny' : 'import.missingWhat')}</p>
        </Notice>
      )}
      {table !== null && missing.length === 0 && lacksAmounts(table) && <Issues issues={issueViews([issue('orders.amountsMissing')], words.language)} />}
      <div class="dialog-foot">
        <Button apart onPress={() => happen({ event: 'back' })}>{words.say('import.otherFile')}</Button>
        {table !== null && (
          <Button kind={standing === null ? 'primary' : 'plain'} disabled={missing.length > 0 || rowCount === 0} onPress={() => onCheck(table)}>
            {words.say(standing === null ? 'import.check' : 'import.fromStart', { count: rowCount })}
          </Button>
        )}
        {table !== null && standing !== null && <Button kind="primary" onPress={() => onGoOn(table, standing)}>{words.say('import.goOn')}</Button>}
      </div>
    </>
  );
}
