/** Consent and opt-outs: the owner's columns of Clients, and the append-only ledger keyed by the hash of the address. */
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { tabName } from '../../core/language/names';
import { normaliseAddress } from '../../core/mail/address';
import type { Cell } from '../../core/table/cell';
import { isDateCell } from '../../core/table/cell';
import { isRefusal } from '../../core/table/profiles';
import type { Base } from '../base';
import { cellText } from '../cells';

/** Kinds of ledger lines: no marketing, no letters at all, marketing paused. `reason` of a pause holds its last day. */
export type ConsentKind = 'unsubscribed' | 'optedOut' | 'paused';

/** What the ledger says of an address. */
export interface LedgerEntry {
  readonly unsubscribed: boolean;
  readonly optedOut: boolean;
  readonly pausedUntilDay: number | null;
}

/** The ledger by hash of the address. */
export type ConsentLedger = ReadonlyMap<string, LedgerEntry>;

/** One line to append. */
export interface LedgerLine {
  readonly addressHash: string;
  readonly kind: ConsentKind;
  readonly reason: string;
  readonly letterId: string;
}

const NOTHING: LedgerEntry = { unsubscribed: false, optedOut: false, pausedUntilDay: null };

/** HMAC of an address as it stands in the Send log and the ledger. */
export function addressHash(base: Base, address: string): string {
  return base.ports.keys.hmac(base.state.addressKey, normaliseAddress(address));
}

/** Reads the ledger. 1 counted call. A deleted tab is an error: without it nobody knows who unsubscribed. */
export function readLedger(base: Base): Outcome<{ readonly ledger: ConsentLedger; readonly rowCount: number; readonly sheetId: number; readonly columns: ReadonlyMap<string, number>; readonly width: number } | null> {
  if (base.tab('consents').value === null) return outcome(null, [issue('consents.missing', { tab: tabName('consents', base.language) })]);
  const { value: table, issues } = base.table('consents', ['address_hash', 'state', 'reason']);
  if (table === null) return outcome(null, issues);
  const ledger = new Map<string, LedgerEntry>();
  for (const row of table.rows.slice(1)) {
    const cell = (key: string): string => cellText(row[table.columns.get(key) ?? -1]);
    const hash = cell('address_hash');
    if (hash === '') continue;
    const former = ledger.get(hash) ?? NOTHING;
    const kind = cell('state');
    if (kind === 'unsubscribed') ledger.set(hash, { ...former, unsubscribed: true });
    if (kind === 'optedOut') ledger.set(hash, { ...former, optedOut: true });
    if (kind === 'paused') ledger.set(hash, { ...former, pausedUntilDay: Math.max(former.pausedUntilDay ?? 0, Number(cell('reason')) || 0) });
  }
  return outcome({ ledger, rowCount: Math.max(1, table.rows.length), sheetId: table.tab.sheetId, columns: table.columns, width: table.titles.length }, issues);
}

/** What the ledger says of an address; nothing for an unknown one. */
export function ledgerEntry(ledger: ConsentLedger, hash: string): LedgerEntry {
  return ledger.get(hash) ?? NOTHING;
}

/** Appends lines to the ledger. At most 2 counted calls. */
export function appendLedger(base: Base, place: { readonly rowCount: number; readonly sheetId: number; readonly columns: ReadonlyMap<string, number>; readonly width: number }, lines: readonly LedgerLine[]): void {
  const { book, clock } = base.ports;
  const time = clock.timestamp(clock.now());
  const rows = lines.map((line) => {
    const cells: Cell[] = Array.from({ length: place.width }, () => null);
    const put = (key: string, cell: Cell): void => {
      const index = place.columns.get(key);
      if (index !== undefined) cells[index] = cell;
    };
    put('time', time);
    put('address_hash', line.addressHash);
    put('state', line.kind);
    put('reason', line.reason);
    put('letter', line.letterId);
    return cells;
  });
  book.ensureRows(place.sheetId, place.rowCount + rows.length);
  book.write(place.sheetId, place.rowCount, 0, rows);
}

const YES = new Set(['yes', 'y', 'true', '1', '+', '✓', '✔', 'да', 'д', 'есть', 'согласен', 'согласна', 'истина', 'agreed', 'x', 'х']);

/** True for a client whose cell of refusals holds anything but a no: a word that is not understood does not get letters. */
export function isUnsubscribed(cell: Cell | undefined): boolean {
  return isRefusal('unsubscribed', cellText(cell));
}

/** True for a cell that records a yes: a word of agreement, a tick, or the date it was given. */
export function isYes(cell: Cell | undefined): boolean {
  if (isDateCell(cell)) return true;
  if (cell === true || cell === 1) return true;
  const text = cellText(cell).toLowerCase();
  return YES.has(text) || /^\d{4}-\d{2}-\d{2}|^\d{1,2}\.\d{1,2}\.\d{2,4}/.test(text);
}
