/** The first rows as they will be understood, and those that will be left out with the reason. */
import type { JSX } from 'preact';
import type { Issue } from '../../../src/core/issue';
import { formatNumber } from '../../../src/core/language/format';
import { issueText } from '../../../src/core/language/text';
import { usePage } from '../../shared/context';
import { cellText, isoDay, type Preview, type PreviewRow, type TableReading } from './columns';

export function PreviewTable({ table, preview }: { readonly table: TableReading; readonly preview: Preview }): JSX.Element {
  const { words } = usePage();
  const hasOrder = table.mapping.order !== undefined;
  const shown = new Set(preview.rows.map((row) => row.rowIndex));
  const rows = [...preview.rows, ...preview.troubled.filter((row) => !shown.has(row.rowIndex))];
  const source = (row: PreviewRow, columnIndex: number | undefined): string => (columnIndex === undefined ? '' : cellText(table.grid[row.rowIndex]?.[columnIndex]));
  return (
    <div class="table-frame" tabIndex={0} role="group" aria-label={words.say('import.preview')}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col" class="number">{words.say('import.rowNumber')}</th>
            <th scope="col">{words.say('import.client')}</th>
            <th scope="col">{words.say('import.date')}</th>
            <th scope="col" class="number">{words.say('import.amount')}</th>
            {hasOrder && <th scope="col">{words.say('import.order')}</th>}
            <th scope="col">{words.say('import.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.rowIndex} class={row.read === null ? 'row-left' : undefined}>
              <th scope="row" class="number">{row.rowIndex + 1}</th>
              <td class="cell-text">{row.read?.client ?? source(row, table.mapping.client)}</td>
              <td class="cell-whole">{row.read === null ? source(row, table.mapping.date) : words.day(isoDay(row.read.day))}</td>
              <td class="number">{row.read === null || row.read.amountMinor === null ? source(row, table.mapping.amount) : formatNumber(row.read.amountMinor / 100, words.language, 2)}</td>
              {hasOrder && <td class="cell-text">{row.read?.order ?? source(row, table.mapping.order)}</td>}
              <td class="cell-why">{row.read !== null ? words.say('import.used') : row.issues.length === 0 ? words.say('import.leftOut') : row.issues.map((one) => issueText(withoutRow(one), words.language)).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The row's number and the file stand in the table already; the column stays. */
function withoutRow({ place, ...issue }: Issue): Issue {
  return place?.columnName === undefined ? issue : { ...issue, place: { columnName: place.columnName } };
}
