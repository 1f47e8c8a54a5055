/** Clients of a clients file: new ones are appended, empty cells of known ones filled. */
import type { ClientInput, ClientsAdded } from '../contract/import-views';
import type { Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { clientKeyOf } from '../core/table/client-key';
import { openBase } from './base';
import { readClients } from './clients-table';
import { cellsFilled, columnsAdded, rowsAdded } from './journal/import-changes';
import { beginAction, endAction, Journal } from './journal/journal-tab';
import { appendClients, clientRows, profileFills, writeFills } from './new-clients';
import type { Ports } from './ports';
import { LOCK_WAIT_MS } from './lock-wait';
import { profileColumn } from './tab-specs';
import { say } from './words';

const EXTRA_COLUMNS = ['city', 'country', 'birthday', 'manager'] as const;

/**
 * Adds clients; what the owner typed is never changed. What is about to change is written down first: 2 counted calls of the Journal,
 * 1 to close the action, 1 more when columns are made; none when every client is known and complete.
 */
export function importClients(ports: Ports, given: readonly ClientInput[]): Outcome<ClientsAdded | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const base = opened.value;
  let read = readClients(base);
  if (read.value === null) return outcome(null, read.issues);
  const { table } = read.value;
  const { sheetId } = table.tab;
  const journal = new Journal(base);
  const action = beginAction(base, 'import-clients', JSON.stringify(given), say(base.language, 'journal.clientsGiven', { count: given.length }));
  const wanted = EXTRA_COLUMNS.filter((key) => !table.columns.has(key) && given.some(({ fields }) => (fields[key] ?? '') !== '')).map((key) => profileColumn(key, base.language));
  if (wanted.length > 0) {
    journal.write(action, 'planned', columnsAdded('clients', sheetId, wanted));
    ports.book.appendColumns(sheetId, table.titles.length - 1, wanted);
    read = readClients(base);
    if (read.value === null) return outcome(null, read.issues);
  }
  const clients = read.value;
  const profiles = new Map(given.flatMap(({ client, fields }) => {
    const clientKey = clientKeyOf(client, clients.numericKeys);
    return clientKey === null ? [] : [[clientKey, { clientKey, client, fields }] as const];
  }));
  const unknown = [...profiles.values()].filter(({ clientKey }) => !clients.recordOf.has(clientKey));
  const fills = profileFills(clients, [...profiles.values()]);
  const changes = [...cellsFilled(clients, fills), ...rowsAdded('clients', clients.table, clientRows(clients, unknown))];
  if (changes.length > 0) journal.write(action, 'planned', changes);
  writeFills(base, sheetId, fills);
  appendClients(base, clients, unknown);
  if (wanted.length + changes.length > 0) {
    journal.write(action, 'done', []);
    journal.prune(action);
  }
  endAction(base, action.id);
  base.saveState();
  ports.book.flush();
  ports.lock.release();
  return outcome({ added: unknown.length, known: profiles.size - unknown.length });
}
