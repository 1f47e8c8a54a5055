/** The columns of the file: name, samples, what each is taken for and how sure that is. */
import type { JSX } from 'preact';
import { fieldName } from '../../../src/core/language/names';
import type { Field } from '../../../src/core/table/field';
import { Badge } from '../../shared/badge';
import { usePage } from '../../shared/context';
import { columnUse, fieldsOf, samplesOf, type ColumnUse, type TableReading } from './columns';
import type { ImportEvent } from './flow';

export function ColumnsTable({ table, happen }: { readonly table: TableReading; readonly happen: (event: ImportEvent) => void }): JSX.Element {
  const { words } = usePage();
  const { order, client } = fieldsOf(table.kind);
  const options = (fields: readonly Field[]): JSX.Element[] => fields.map((field) => <option key={field} value={field}>{fieldName(field, words.language)}</option>);
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
                    <option value="own">{words.say('import.useOwn')}</option>
                    <option value="none">{words.say('import.useNone')}</option>
                    {order.length > 0 && <optgroup label={words.say('import.groupOrder')}>{options(order)}</optgroup>}
                    <optgroup label={words.say('import.groupClient')}>{options(client)}</optgroup>
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

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
