/** Cells where a short name, or a name that others have too, stands among other words: whether it is the erased person only the owner knows. */
import type { ErasurePlace } from '../../contract/consent-views';
import { columnLetter } from '../../core/language/text';
import { clientKeyOf } from '../../core/table/client-key';
import type { Erasing } from './erasure-steps';
import { mayName } from './person';

const MOST_PLACES = 30;

/** Looks through every tab of the spreadsheet, his own row left out. 1 counted call for each tab, 0 where no name of his is in doubt. */
export function placesLeft({ base, person }: Erasing): ErasurePlace[] {
  if (person.doubtful.length === 0) return [];
  const { book } = base.ports;
  const clients = base.tab('clients').value?.sheetId;
  const clientColumn = base.table('clients').value?.columns.get('client_id') ?? -1;
  const places: ErasurePlace[] = [];
  for (const { sheetId, name } of book.tabs()) {
    const above = sheetId === clients ? (base.table('clients').value?.headerRowIndex ?? 0) : 0;
    // Rows below his move up when it goes.
    let gone = 0;
    book.read(sheetId).forEach((row, rowIndex) => {
      if (sheetId === clients && person.keys.has(clientKeyOf(row[clientColumn], person.numericKeys) ?? '')) {
        gone += 1;
        return;
      }
      row.forEach((cell, columnIndex) => {
        if (typeof cell !== 'string' || places.length >= MOST_PLACES || !mayName(person, cell)) return;
        places.push({ tab: name, cell: `${columnLetter(columnIndex)}${rowIndex + above + 1 - gone}` });
      });
    });
  }
  return places;
}
