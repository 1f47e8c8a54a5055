/** How the file is read: sheet, encoding, separator, header row, order of dates, decimal mark; the last two with cells of the file beside what they become. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Separator } from '../../../src/core/file/csv-reader';
import type { WordKey } from '../../language/ru';
import { usePage } from '../../shared/context';
import { Select } from '../../shared/select';
import { cellText, dateField, isTable, numberField, type TableReading } from './columns';
import type { ColumnsFlow, ImportEvent } from './flow';
import { dateSamples, numberSamples, type ReadingSample } from './reading-samples';
import { ENCODINGS, rereadSource, SEPARATORS, type SourceEncoding } from './source';

const separatorNames: Readonly<Record<Separator, WordKey>> = { ',': 'import.comma', ';': 'import.semicolon', '\t': 'import.tab', '|': 'import.pipe' };

/** Header rows offered: nobody keeps a title page longer than this above a table. */
const headerRowsOffered = 20;

export function ReadingChoices({ flow, happen }: { readonly flow: ColumnsFlow; readonly happen: (event: ImportEvent) => void }): JSX.Element {
  const { words } = usePage();
  const { source, sheetIndex } = flow;
  const { encoding, separator } = source;
  const table = isTable(flow.reading) ? flow.reading : null;
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
      {table !== null && <DateChoice table={table} happen={happen} />}
      {table !== null && <DecimalChoice table={table} happen={happen} />}
    </div>
  );
}

interface ChoiceProps { readonly table: TableReading; readonly happen: (event: ImportEvent) => void }

function DateChoice({ table, happen }: ChoiceProps): JSX.Element | null {
  const { words } = usePage();
  const field = dateField(table);
  const samples = useMemo(() => (field === null ? [] : dateSamples(table, field, words.language)), [table, field, words]);
  if (field === null) return null;
  const hints: Readonly<Record<TableReading['dateDecidedBy'], WordKey>> = {
    assumed: 'import.datesAssumed', conflict: 'import.datesConflict', cells: 'import.datesSeen', nothing: 'import.datesSeen', user: 'import.chosenByYou',
  };
  return (
    <Select label={words.say('import.dates')} value={table.yearFirst ? 'ymd' : table.dateOrder} disabled={table.yearFirst}
      onChange={(value) => happen({ event: 'dateOrderChosen', order: value as TableReading['dateOrder'] })}
      hint={<Samples samples={samples} note={words.say(table.yearFirst ? 'import.datesClear' : hints[table.dateDecidedBy])} />}
      options={table.yearFirst ? [{ value: 'ymd', label: words.say('import.ymd') }] : [
        { value: 'dmy', label: words.say('import.dmy') },
        { value: 'mdy', label: words.say('import.mdy') },
      ]} />
  );
}

function DecimalChoice({ table, happen }: ChoiceProps): JSX.Element | null {
  const { words } = usePage();
  const field = numberField(table);
  const samples = useMemo(() => (field === null ? [] : numberSamples(table, field, words.language)), [table, field, words]);
  if (field === null) return null;
  return (
    <Select label={words.say('import.decimal')} value={table.decimalMark} onChange={(value) => happen({ event: 'decimalChosen', mark: value as TableReading['decimalMark'] })}
      hint={<Samples samples={samples} note={table.numberDecidedBy === 'assumed' ? words.say('import.decimalAssumed') : ''} />}
      options={[{ value: ',', label: words.say('import.decimalComma') }, { value: '.', label: words.say('import.decimalPoint') }]} />
  );
}

function Samples({ samples, note }: { readonly samples: readonly ReadingSample[]; readonly note: string }): JSX.Element {
  const { words } = usePage();
  return (
    <>
      {note !== '' && <span class="block">{note}</span>}
      {samples.map(({ written, read }) => <span key={written} class="block">{words.say(read === null ? 'import.sampleUnread' : 'import.sampleRead', { written, read: read ?? '' })}</span>)}
    </>
  );
}
