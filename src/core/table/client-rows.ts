/** Reads a clients sheet into profiles. */
import { IssueLog } from '../issue';
import type { Outcome } from '../issue';
import type { Grid } from './cell';
import { clientKeyOf, clientText } from './client-key';
import type { Mapping } from './field';
import { isEmptyRow, repeatsHeader } from './header';
import type { Header } from './header';
import { ProfileCollector } from './profiles';
import type { ClientProfile } from './profiles';

/**
 * One profile per client; several rows of one client are joined, the last non-empty text of a field wins.
 * @param numericKeys as found in the orders, so that both sheets make the same keys
 */
export function readClientRows(
  grid: Grid,
  header: Header,
  mapping: Mapping,
  numericKeys: boolean,
  sheet?: string,
): Outcome<readonly ClientProfile[]> {
  const log = new IssueLog();
  const profiles = new ProfileCollector(mapping);
  const columnIndex = mapping.client ?? mapping.email ?? mapping.phone ?? mapping.name;
  const place = sheet === undefined ? {} : { sheet };
  if (columnIndex === undefined) {
    log.add('table.columnMissing', { field: 'client' }, place);
    return { value: [], issues: log.list() };
  }
  for (let rowIndex = header.rowIndex + 1; rowIndex < grid.length; rowIndex += 1) {
    const cells = grid[rowIndex] ?? [];
    if (isEmptyRow(cells) || repeatsHeader(cells, header)) continue;
    const clientKey = clientKeyOf(cells[columnIndex], numericKeys);
    const cellPlace = { ...place, rowIndex, columnIndex, columnName: header.names[columnIndex] ?? '' };
    if (clientKey === null) {
      log.add('row.clientMissing', {}, cellPlace);
      continue;
    }
    const client = clientText(cells[columnIndex], numericKeys);
    const other = profiles.add(clientKey, client, cells, rowIndex);
    if (other !== undefined) log.add('client.keysJoined', { client, other }, cellPlace);
  }
  return { value: profiles.list(), issues: log.list() };
}
