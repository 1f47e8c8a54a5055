/** Cells where a short name, or a name that others have too, stands among other words: whether it is the erased person only the owner knows. */
import type { ErasurePlace } from '../../contract/consent-views';
import { columnLetter } from '../../core/language/text';
import { clientKeyOf } from '../../core/table/client-key';
import type { Base, Table } from '../base';
import type { Erasing } from './erasure-steps';
import { mayName } from './person';

/** As many as can be looked through one by one; the state of an erasure holds them too. */
const MOST_PLACES = 30;

/** The first cells, and how many there are beyond them. */
export interface PlacesLeft {
  readonly places: readonly ErasurePlace[];
  readonly more: number;
}

function tableOf(base: Base, key: 'clients' | 'orders'): Table | null {
  return base.tab(key).value === null ? null : base.table(key).value;
}

/** Looks through every tab of the spreadsheet, his own row left out. 1 counted call for each tab, 0 where no name of his is in doubt. */
export function placesLeft({ base, person }: Erasing): PlacesLeft {
  if (person.doubtful.length === 0) return { places: [], more: 0 };
  const { book } = base.ports;
  const clients = tableOf(base, 'clients');
  const orders = tableOf(base, 'orders');
  const clientColumn = clients?.columns.get('client_id') ?? -1;
  const places: ErasurePlace[] = [];
  let more = 0;
  for (const { sheetId, name } of book.tabs()) {
    // These two may stand under titles of the owner.
    const table = [clients, orders].find((known) => known?.tab.sheetId === sheetId);
    const above = table?.headerRowIndex ?? 0;
    // Rows below his move up when it goes.
    let gone = 0;
    (table?.rows ?? book.read(sheetId)).forEach((row, rowIndex) => {
      if (sheetId === clients?.tab.sheetId && person.keys.has(clientKeyOf(row[clientColumn], person.numericKeys) ?? '')) {
        gone += 1;
        return;
      }
      row.forEach((cell, columnIndex) => {
        if (typeof cell !== 'string' || !mayName(person, cell)) return;
        if (places.length >= MOST_PLACES) more += 1;
        else places.push({ tab: name, cell: `${columnLetter(columnIndex)}${rowIndex + above + 1 - gone}` });
      });
    });
  }
  return { places, more };
}
