/** The visible Archive: clients whose row left Clients, with everything that stood in it, and the day to look at them again. */
import { dayOf, daysInMonth, partsOf } from '../core/calendar';
import type { Day } from '../core/calendar';
import type { Cell } from '../core/table/cell';
import { isDateCell, isEmptyCell } from '../core/table/cell';
import { clientKeyOf, clientText, isNumericKeyColumn } from '../core/table/client-key';
import type { Base, Table } from './base';
import { cellDay, cellText, dayCell } from './cells';
import type { ClientsRead } from './clients-table';
import type { RowBlock } from './row-block';
import { laterTable } from './sound-tab';
import { columnKeysOf, COMPUTED_CLIENT_COLUMNS } from './tab-specs';

/** A row of Clients on its way into the Archive. `details` is the row as text that `archivedRow` turns into cells again. */
export interface ArchiveEntry {
  readonly archivedDay: Day;
  readonly reason: string;
  /** Null for a merged client: he is not looked at again. */
  readonly recheckDay: Day | null;
  /** The surviving client as Clients shows him, '' unless merged. */
  readonly mergedInto: string;
  readonly client: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly details: string;
}

/** What an archived client is to the other parts. Keys are normalised as in `clientKeyOf`. */
export interface ArchivedKey {
  /** The client who counts for him, followed through several merges; null where he was put away and not merged. */
  readonly mergedInto: string | null;
  readonly archivedDay: Day;
}

/** A row of the Archive as read. */
export interface ArchiveRecord extends ArchiveEntry {
  readonly rowIndex: number;
  readonly key: string;
}

const RECHECK_MONTHS = 6;
/** Longest `details` that surely fit into a cell. */
const LONGEST_DETAILS = 49_000;

/** The same day of the month half a year later, the last day of a shorter month: people count half a year in months, not in 182 days. */
export function recheckDayOf(day: Day): Day {
  const parts = partsOf(day);
  const months = parts.year * 12 + parts.month - 1 + RECHECK_MONTHS;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  return dayOf(year, month, Math.min(parts.day, daysInMonth(year, month))) ?? day;
}

/**
 * The entry of a row of Clients. Grey columns are left out, they are computed, but for the stable id. Null where the row is so long that it would not fit
 * into a cell, so that nothing of it may be cut off.
 *
 * @param clients as read
 * @param how `mergedInto` as Clients shows the survivor, '' for a client who is only put away
 */
export function archiveEntryOf(clients: Table, rowIndex: number, how: { readonly archivedDay: Day; readonly reason: string; readonly mergedInto: string }): ArchiveEntry | null {
  const row = clients.rows[rowIndex] ?? [];
  const keyAt = new Map([...clients.columns].map(([key, index]) => [index, key]));
  const kept: [key: string, title: string, cell: Cell, columnIndex: number][] = [];
  row.forEach((cell, index) => {
    const key = keyAt.get(index) ?? '';
    const title = clients.titles[index] ?? '';
    const isComputed = key !== 'id' && COMPUTED_CLIENT_COLUMNS.some((computed) => computed === key);
    if (!isEmptyCell(cell) && !isComputed) kept.push([key, key === '' ? title : '', cell, index]);
  });
  const details = JSON.stringify(kept);
  if (details.length > LONGEST_DETAILS) return null;
  const textOf = (key: string): string => {
    const index = clients.columns.get(key);
    return index === undefined ? '' : cellText(row[index]);
  };
  const keyColumn = clients.columns.get('client_id') ?? 0;
  const { archivedDay, reason, mergedInto } = how;
  return {
    archivedDay, reason, mergedInto, recheckDay: mergedInto === '' ? recheckDayOf(archivedDay) : null,
    client: clientText(row[keyColumn], hasNumericKeys(clients)), name: textOf('name'), email: textOf('email'), phone: textOf('phone'), details,
  };
}

/** Entries as rows below the last one of the Archive. Calls nothing. @param archive the tab as `soundTab` gives it */
export function archiveBlock(_base: Base, archive: Table, entries: readonly ArchiveEntry[]): RowBlock {
  const keyAt = new Map(columnKeysOf('archive').flatMap((key) => {
    const index = archive.columns.get(key);
    return index === undefined ? [] : [[index, key] as const];
  }));
  const columnIndexes = [...keyAt.keys()];
  const width = Math.max(0, ...columnIndexes.map((index) => index + 1));
  const isDate = (key: string): boolean => key === 'archived_on' || key === 'recheck_on';
  return {
    rowIndex: Math.max(1, archive.rows.length),
    columnIndexes,
    textColumns: columnIndexes.filter((index) => !isDate(keyAt.get(index) ?? '')),
    rows: entries.map((entry) => Array.from({ length: width }, (_unused, index) => entryCell(entry, keyAt.get(index) ?? ''))),
  };
}

function entryCell(entry: ArchiveEntry, key: string): Cell {
  switch (key) {
    case 'archived_on': return dayCell(entry.archivedDay);
    case 'recheck_on': return entry.recheckDay === null ? null : dayCell(entry.recheckDay);
    case 'reason': return textCell(entry.reason);
    case 'merged_into': return textCell(entry.mergedInto);
    case 'client': return textCell(entry.client);
    case 'name': return textCell(entry.name);
    case 'email': return textCell(entry.email);
    case 'phone': return textCell(entry.phone);
    case 'details': return textCell(entry.details);
    default: return null;
  }
}

function textCell(text: string): Cell {
  return text === '' ? null : text;
}

/** Every row of the Archive, in its order. Calls nothing. @param numericKeys client numbers are read as numbers, as in `readClients` */
export function archiveRecords(archive: Table, numericKeys: boolean): readonly ArchiveRecord[] {
  const { rows, columns } = archive;
  const records: ArchiveRecord[] = [];
  for (let rowIndex = 1; rowIndex < rows.length; rowIndex += 1) {
    const cell = (column: string): Cell => rows[rowIndex]?.[columns.get(column) ?? -1] ?? null;
    const key = clientKeyOf(cell('client'), numericKeys);
    if (key === null) continue;
    records.push({
      rowIndex, key, archivedDay: cellDay(cell('archived_on')) ?? 0, reason: cellText(cell('reason')), recheckDay: cellDay(cell('recheck_on')), mergedInto: cellText(cell('merged_into')),
      client: clientText(cell('client'), numericKeys), name: cellText(cell('name')), email: cellText(cell('email')), phone: cellText(cell('phone')), details: cellText(cell('details')),
    });
  }
  return records;
}

/**
 * Archived clients by key; of several rows of one client the last counts. A client who stands in Clients again is no archived one for whom
 * reads both: his row in Clients wins. 0 counted calls where there is no such tab or it was read for this open base before, else 1
 * (2 after somebody changed its header).
 *
 * @param numericKeys client numbers are read as numbers, as in `readClients`
 */
export function readArchive(base: Base, numericKeys = false): ReadonlyMap<string, ArchivedKey> {
  return archivedKeys(storedArchive(base, numericKeys), numericKeys);
}

/** The rows themselves; what was read once for an open base is not read again. Counted calls as in `readArchive`. */
export function storedArchive(base: Base, numericKeys: boolean): readonly ArchiveRecord[] {
  const read = READ.get(base);
  const archive = read === undefined ? laterTable(base, 'archive') : read.table;
  if (read === undefined) READ.set(base, { table: archive });
  return archive === null ? [] : archiveRecords(archive, numericKeys);
}

/** Orders and recalculation ask in the same execution, in which nothing is put away between them. */
const READ = new WeakMap<Base, { readonly table: Table | null }>();

/** The same from rows that were read already. Calls nothing. */
export function archivedKeys(records: readonly ArchiveRecord[], numericKeys: boolean): ReadonlyMap<string, ArchivedKey> {
  const last = new Map(records.map((record) => [record.key, record]));
  const survivorOf = (key: string): string | null => {
    const passed = new Set<string>();
    let survivor: string | null = null;
    for (let at = last.get(key); at !== undefined && at.mergedInto !== '' && !passed.has(at.key); at = last.get(survivor)) {
      passed.add(at.key);
      survivor = clientKeyOf(at.mergedInto, numericKeys) ?? '';
    }
    return survivor;
  };
  return new Map([...last].map(([key, { archivedDay }]) => [key, { mergedInto: survivorOf(key), archivedDay }]));
}

/**
 * Everyone who became a part of a client, straight or through another one: their keys and stable ids by the key of the client who stands in Clients.
 * Rows of one key that were merged count too: each had a stable id of its own. Counted calls as in `readArchive`.
 */
export function mergedIds(base: Base, { recordOf, numericKeys }: Pick<ClientsRead, 'recordOf' | 'numericKeys'>): ReadonlyMap<string, readonly string[]> {
  const records = storedArchive(base, numericKeys);
  const keys = archivedKeys(records, numericKeys);
  const parts = new Map<string, string[]>();
  for (const { key, mergedInto, details } of records) {
    if (mergedInto === '') continue;
    const direct = clientKeyOf(mergedInto, numericKeys) ?? '';
    const survivor = recordOf.has(direct) ? direct : (keys.get(direct)?.mergedInto ?? direct);
    parts.set(survivor, [...(parts.get(survivor) ?? []), key, ...stableIdIn(details)]);
  }
  return parts;
}

/** The stable id in the text of an archived row; none where it was damaged by hand. */
function stableIdIn(details: string): string[] {
  try {
    const kept: unknown = JSON.parse(details);
    return Array.isArray(kept) ? kept.flatMap((part: unknown) => (Array.isArray(part) && part[0] === 'id' && typeof part[2] === 'string' ? [part[2]] : [])) : [];
  } catch {
    return [];
  }
}

/**
 * The row of Clients that was archived, by column index of the present tab; columns that are gone are left out, and so is what was damaged by hand.
 * Of the owner's columns with one title, or with none, the one that stands where it stood counts. The client's own columns of the Archive stand in where there are no details.
 */
export function archivedRow(clients: Table, record: ArchiveRecord): ReadonlyMap<number, Cell> {
  const cells = new Map<number, Cell>();
  const put = (index: number | undefined, cell: Cell): void => {
    if (index !== undefined && index >= 0 && !isEmptyCell(cell)) cells.set(index, cell);
  };
  put(clients.columns.get('name'), record.name);
  put(clients.columns.get('email'), record.email);
  put(clients.columns.get('phone'), record.phone);
  put(clients.columns.get('client_id'), record.client);
  const taken = new Set(clients.columns.values());
  const width = clients.rows.reduce((widest, row) => Math.max(widest, row.length), clients.titles.length);
  const indexOf = (title: string, columnIndex: number): number => {
    const isFree = (index: number): boolean => (clients.titles[index] ?? '') === title && !taken.has(index) && index < width;
    const found = isFree(columnIndex) || title === '' ? columnIndex : clients.titles.findIndex((_title, index) => isFree(index));
    const index = isFree(found) ? found : -1;
    taken.add(index);
    return index;
  };
  for (const [key, title, cell, columnIndex] of keptCells(record.details)) put(key === '' ? indexOf(title, columnIndex) : clients.columns.get(key), cell);
  return cells;
}

function keptCells(details: string): (readonly [key: string, title: string, cell: Cell, columnIndex: number])[] {
  try {
    const value: unknown = JSON.parse(details);
    if (!Array.isArray(value)) return [];
    return (value as readonly unknown[]).flatMap((entry) => {
      if (!Array.isArray(entry)) return [];
      const [key, title, cell, columnIndex = -1] = entry as readonly unknown[];
      return typeof key === 'string' && typeof title === 'string' && isCell(cell) && typeof columnIndex === 'number' ? [[key, title, cell, columnIndex] as const] : [];
    });
  } catch {
    return [];
  }
}

function isCell(value: unknown): value is Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return true;
  return isDateCell(value as Cell) && typeof (value as { day?: unknown }).day === 'number';
}

/** True where the client numbers of a tab are numbers. */
export function hasNumericKeys({ columns, rows }: Table): boolean {
  const column = columns.get('client_id') ?? 0;
  return isNumericKeyColumn(rows.slice(1).map((row) => row[column] ?? null));
}
