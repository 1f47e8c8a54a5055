/** Clients of a clients file: new ones are appended, empty cells of known ones filled. */
import type { ClientInput, ClientsAdded } from '../contract/import-views';
import type { Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { clientKeyOf } from '../core/table/client-key';
import { openBase } from './base';
import { readClients } from './clients-table';
import { appendClients, fillProfiles } from './new-clients';
import type { Ports } from './ports';
import { LOCK_WAIT_MS } from './set-up';
import { profileColumn } from './tab-specs';

const EXTRA_COLUMNS = ['city', 'country', 'birthday', 'manager'] as const;

/** Adds clients; what the owner typed is never changed. */
export function importClients(ports: Ports, given: readonly ClientInput[]): Outcome<ClientsAdded | null> {
  if (!ports.lock.acquire(LOCK_WAIT_MS)) return outcome(null, [issue('lock.busy')]);
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const base = opened.value;
  let read = readClients(base);
  if (read.value === null) return outcome(null, read.issues);
  const { table } = read.value;
  const wanted = EXTRA_COLUMNS.filter((key) => !table.columns.has(key) && given.some(({ fields }) => (fields[key] ?? '') !== ''));
  if (wanted.length > 0) {
    ports.book.appendColumns(table.tab.sheetId, table.titles.length - 1, wanted.map((key) => profileColumn(key, base.language)));
    read = readClients(base);
    if (read.value === null) return outcome(null, read.issues);
  }
  const clients = read.value;
  const profiles = new Map(given.flatMap(({ client, fields }) => {
    const clientKey = clientKeyOf(client, clients.numericKeys);
    return clientKey === null ? [] : [[clientKey, { clientKey, client, fields }] as const];
  }));
  const unknown = [...profiles.values()].filter(({ clientKey }) => !clients.recordOf.has(clientKey));
  fillProfiles(base, clients, [...profiles.values()]);
  appendClients(base, clients, unknown);
  base.saveState();
  ports.book.flush();
  ports.lock.release();
  return outcome({ added: unknown.length, known: profiles.size - unknown.length });
}
