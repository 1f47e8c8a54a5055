/** The second step: how the file is read and what each column is, shown with samples and open to correction; then the rows as they will be understood. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ImportProgress } from '../../../src/contract/import-views';
import type { Separator } from '../../../src/core/file/csv-reader';
import { issue } from '../../../src/core/issue';
import { FIELDS, type Field } from '../../../src/core/table/field';
import { fieldName } from '../../../src/core/language/names';
import type { WordKey } from '../../language/ru';
import { Badge } from '../../shared/badge';
import { Button } from '../../shared/button';
import { usePage } from '../../shared/context';
import { Issues } from '../../shared/issues';
import { Notice } from '../../shared/notice';
import { Select } from '../../shared/select';
import { cellText, columnUse, isTable, lacksAmounts, missingFields, previewTable, rowCountOf, samplesOf, type ColumnUse, type NoTable, type TableReading } from './columns';
import type { ImportEvent } from './flow';
import { issueViews } from './issue-words';
import { PreviewTable } from './preview-table';
import { ENCODINGS, rereadSource, SEPARATORS, type SourceEncoding, type SourceFile } from './source';
import { continuesImport } from './upload';

export interface ColumnsStepProps {
  readonly source: SourceFile;
  readonly sheetIndex: number;
  readonly reading: TableReading | NoTable;
  readonly unfinished: ImportProgress | null;
  readonly happen: (event: ImportEvent) => void;
  readonly onUpload: (table: TableReading, goOnFrom: ImportProgress | null) => void;
}

const separatorNames: Readonly<Record<Separator, WordKey>> = { ',': 'import.comma', ';': 'import.semicolon', '\t': 'import.tab', '|': 'import.pipe' };

/** Header rows offered: nobody keeps a title page longer than this above a table. */
const headerRowsOffered = 20;

export function ColumnsStep({ source, sheetIndex, reading, unfinished, happen, onUpload }: ColumnsStepProps): JSX.Element {
  const { words } = usePage();
  const sheet = source.grids[sheetIndex];
  const table = isTable(reading) ? reading : null;
  const missing = table === null ? [] : missingFields(table.mapping);
  const usable = table !== null && missing.length === 0;
  const goOn = table !== null && continuesImport(unfinished, source.name, rowCountOf(table)) ? unfinished : null;
  return (
    <>
      <div class="line line-apart">
        <p class="row-title">{source.name}</p>
        {table !== null && <p class="second figure">{words.say('import.rows', { count: rowCountOf(table) })}</p>}
      </div>
      <ReadingChoices source={source} sheetIndex={sheetIndex} table={table} happen={happen} />
      <Issues issues={issueViews([...source.issues, ...reading.issues], words.language)} />
      {table === null && <Notice kind="info"><p>{words.say('import.noTable')}</p></Notice>}
      {table !== null && (
        <>
          <section class="section" aria-labelledby="columns">
            <h2 id="columns">{words.say('import.columns')}</h2>
            <p class="second">{words.say('import.columnsWhat')}</p>
            <ColumnsTable table={table} happen={happen} />
          </section>
          {missing.length > 0 && (
            <Notice kind="warning" title={words.say('import.missing', { fields: missing.map((field) => fieldName(field, words.language)).join(', ') })}>
              <p>{words.say('import.missingWhat')}</p>
            </Notice>
          )}
          {usable && lacksAmounts(table.mapping) && <Issues issues={issueViews([issue('orders.amountsMissing')], words.language)} />}
          {usable && <PreviewSection table={table} sheet={sheet?.name ?? source.name} />}
        </>
      )}
      <div class="dialog-foot">
        <Button apart onPress={() => happen({ event: 'back' })}>{words.say('import.otherFile')}</Button>
        {usable && goOn !== null && <Button onPress={() => onUpload(table, null)}>{words.say('import.fromStart')}</Button>}
        {table !== null && (
          <Button kind="primary" disabled={!usable || rowCountOf(table) === 0} onPress={() => onUpload(table, goOn)}>
            {goOn === null ? words.say('import.begin', { count: rowCountOf(table) }) : words.say('import.goOn', { row: goOn.rowsDone + 1 })}
          </Button>
        )}
      </div>
    </>
  );
}

interface ReadingChoicesProps { readonly source: SourceFile; readonly sheetIndex: number; readonly table: TableReading | null; readonly happen: (event: ImportEvent) => void }

function ReadingChoices({ source, sheetIndex, table, happen }: ReadingChoicesProps): JSX.Element {
  const { words } = usePage();
  const { encoding, separator } = source;
  const grid = source.grids[sheetIndex]?.grid ?? [];
  const reread = (nextEncoding: SourceEncoding, nextSeparator: Separator): void => happen({ event: 'sourceReread', source: rereadSource(source, nextEncoding, nextSeparator) });
  return (
    <div class="fields">
      {source.grids.length > 1 && (
        <Select label={words.say('import.sheet')} value={String(sheetIndex)} onChange={(value) => happen({ event: 'sheetChosen', sheetIndex: Number(value) })}
          options={source.grids.map((one, index) => ({ value: String(index), label: one.name }))} />
      )}
      {encoding !== null && separator !== null && (
        <>
          <Select label={words.say('import.encoding')} value={encoding} onChange={(value) => reread(value as SourceEncoding, separator)}
            options={ENCODINGS.map((one) => ({ value: one, label: one.toUpperCase() }))} />
          <Select label={words.say('import.separator')} value={separator} onChange={(value) => reread(encoding, value as Separator)}
            options={SEPARATORS.map((one) => ({ value: one, label: words.say(separatorNames[one]) }))} />
        </>
      )}
      <Select label={words.say('import.headerRow')} value={table === null ? '' : String(table.header.rowIndex)} onChange={(value) => happen({ event: 'headerChosen', rowIndex: Number(value) })}
        options={[
          ...(table === null ? [{ value: '', label: words.say('import.headerChoose'), disabled: true }] : []),
          ...grid.slice(0, Math.max(headerRowsOffered, (table?.header.rowIndex ?? 0) + 1)).map((row, index) => ({
            value: String(index),
            label: words.say('import.headerOption', { row: String(index + 1), cells: row.slice(0, 3).map(cellText).filter(Boolean).join(', ').slice(0, 40) }),
          })),
        ]} />
      {table !== null && table.mapping.date !== undefined && (
        <Select label={words.say('import.dates')} value={table.yearFirst ? 'ymd' : table.dateOrder} disabled={table.yearFirst}
          onChange={(value) => happen({ event: 'dateOrderChosen', order: value as TableReading['dateOrder'] })}
          hint={words.say(table.yearFirst ? 'import.datesClear' : table.dateDecidedBy === 'assumed' ? 'import.datesAssumed' : table.dateDecidedBy === 'conflict' ? 'import.datesConflict' : 'import.datesSeen')}
          options={table.yearFirst ? [{ value: 'ymd', label: words.say('import.ymd') }] : [
            { value: 'dmy', label: words.say('import.dmy') },
            { value: 'mdy', label: words.say('import.mdy') },
          ]} />
      )}
      {table !== null && (table.mapping.amount ?? table.mapping.price) !== undefined && (
        <Select label={words.say('import.decimal')} value={table.decimalMark} onChange={(value) => happen({ event: 'decimalChosen', mark: value as TableReading['decimalMark'] })}
          options={[{ value: ',', label: words.say('import.decimalComma') }, { value: '.', label: words.say('import.decimalPoint') }]} />
      )}
    </div>
  );
}

function ColumnsTable({ table, happen }: { readonly table: TableReading; readonly happen: (event: ImportEvent) => void }): JSX.Element {
  const { words } = usePage();
  const options = [
    { value: 'own', label: words.say('import.useOwn') },
    { value: 'none', label: words.say('import.useNone') },
    ...FIELDS.map((field) => ({ value: field, label: fieldName(field, words.language) })),
  ];
  return (
    <div class="table-frame columns-frame" tabIndex={0} role="group" aria-label={words.say('import.columns')}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.say('import.column')}</th>
            <th scope="col">{words.say('import.samples')}</th>
            <th scope="col">{words.say('import.use')}</th>
            <th scope="col">{words.say('import.sure')}</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((column) => {
            const name = column.name === '' ? words.say('import.unnamed', { number: column.columnIndex + 1 }) : column.name;
            const use = columnUse(table, column.columnIndex);
            const samples = samplesOf(table, column.columnIndex);
            return (
              <tr key={column.columnIndex}>
                <th scope="row" class="column-name">{name}</th>
                <td class="column-samples">{samples.length === 0 ? <span class="sample">{words.say('import.noSamples')}</span> : samples.map((sample) => <span key={sample} class="sample">{shortened(sample)} </span>)}</td>
                <td class="column-use">
                  <select class="control" aria-label={words.say('import.useOf', { name })} value={use}
                    onChange={(event) => happen({ event: 'columnUsed', columnIndex: column.columnIndex, use: event.currentTarget.value as ColumnUse })}>
                    {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
                  </select>
                </td>
                <td class="column-sure"><Sureness use={use} proposed={column.field} confidence={column.confidence} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Sureness({ use, proposed, confidence }: { readonly use: ColumnUse; readonly proposed: Field | null; readonly confidence: number }): JSX.Element | null {
  const { words } = usePage();
  if (use === 'own' || use === 'none') return null;
  if (use !== proposed) return <Badge word={words.say('import.chosenByYou')} tone="accent" />;
  if (confidence >= 0.9) return <Badge word={words.say('import.certain')} tone="good" />;
  return confidence >= 0.5 ? <Badge word={words.say('import.likely')} tone="accent" /> : <Badge word={words.say('import.guess')} tone="waiting" />;
}

function PreviewSection({ table, sheet }: { readonly table: TableReading; readonly sheet: string }): JSX.Element {
  const { words } = usePage();
  const preview = useMemo(() => previewTable(table, sheet), [table, sheet]);
  return (
    <section class="section" aria-labelledby="preview">
      <h2 id="preview">{words.say('import.preview')}</h2>
      <p role="status">
        {words.say('import.willUse', { count: preview.used })}{' '}
        {preview.rejected > 0 && words.say('import.willSkip', { count: preview.rejected })}
        {preview.checked < rowCountOf(table) && ` ${words.say('import.checkedFirst', { count: preview.checked })}`}
      </p>
      <Issues issues={issueViews(preview.general, words.language)} />
      <PreviewTable table={table} preview={preview} />
    </section>
  );
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
