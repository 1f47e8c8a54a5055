/** The columns of one sheet: its header row, what each column is with three samples, and a list to correct it. */
import type { JSX } from 'preact';
import type { FieldChoice } from '../../../src/contract/set-up-views';
import { usePage } from '../../shared/context';
import { Select } from '../../shared/select';
import { fieldOf, isCorrected, type SheetDraft } from './draft';
import { Sureness } from './sureness';

export interface SheetColumnsProps {
  readonly draft: SheetDraft;
  readonly fields: readonly FieldChoice[];
  readonly disabled: boolean;
  readonly onHeader: (draft: SheetDraft, rowNumber: number) => void;
  readonly onField: (draft: SheetDraft, columnIndex: number, field: string) => void;
}

export function SheetColumns({ draft, fields, disabled, onHeader, onField }: SheetColumnsProps): JSX.Element {
  const { words } = usePage();
  const { proposal } = draft;
  const header = proposal.headerRowNumber;
  return (
    <>
      <Select label={words.say('setUp.headerRow')} value={header === null ? '' : String(header)} disabled={disabled} onChange={(value) => onHeader(draft, Number(value))}
        hint={proposal.headerRows === 2 ? words.say('setUp.headerTwo') : undefined}
        options={[
          ...(header === null ? [{ value: '', label: words.say('setUp.headerChoose'), disabled: true }] : []),
          ...proposal.headerChoices.map(({ rowNumber, texts }) => ({
            value: String(rowNumber), label: words.say('setUp.headerOption', { row: String(rowNumber), cells: shortened(texts.filter(Boolean).join(', '), 70) }),
          })),
        ]} />
      {header !== null && (
        <div class="table-frame columns-frame" tabIndex={0} role="group" aria-label={words.say('setUp.columnsOf', { name: proposal.name })}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{words.say('setUp.column')}</th>
                <th scope="col">{words.say('setUp.samples')}</th>
                <th scope="col">{words.say('setUp.use')}</th>
                <th scope="col">{words.say('setUp.sure')}</th>
              </tr>
            </thead>
            <tbody>
              {proposal.columns.map((column) => {
                const name = column.title === '' ? words.say('setUp.unnamed', { letter: column.letter }) : column.title;
                const field = fieldOf(draft, column.columnIndex);
                return (
                  <tr key={column.columnIndex}>
                    <th scope="row" class="column-name">{name}</th>
                    <td class="column-samples">
                      {column.samples.length === 0 ? <span class="sample">{words.say('setUp.noSamples')}</span> : column.samples.map((sample) => <span key={sample} class="sample">{shortened(sample, 40)} </span>)}
                    </td>
                    <td class="column-use">
                      <select class="control" aria-label={words.say('setUp.useOf', { name })} value={field} disabled={disabled} onChange={(event) => onField(draft, column.columnIndex, event.currentTarget.value)}>
                        <option value="">{words.say('setUp.useOwn')}</option>
                        {fields.map(({ key, title }) => <option key={key} value={key}>{title}</option>)}
                      </select>
                    </td>
                    <td class="column-sure">{field !== '' && <Sureness corrected={isCorrected(draft, column)} confidence={column.confidence} />}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {proposal.totalRows > 0 && <p class="second">{words.say('setUp.totals', { count: proposal.totalRows })}</p>}
    </>
  );
}

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
