/** Rows of Clients as members of groups: each has a name that sorting and renaming of columns do not change. */
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Cell } from '../../core/table/cell';
import { isEmptyCell } from '../../core/table/cell';
import { clientKeyOf, clientText, isNumericKeyColumn } from '../../core/table/client-key';
import type { Base, Table } from '../base';
import { cellText } from '../cells';
import { columnNames, rowFingerprint } from '../journal/fingerprint';
import { COMPUTED_CLIENT_COLUMNS } from '../tab-specs';

/** Divides a client key from a fingerprint in the name of a member; no key holds it. */
const MARK = '\t';

/** One row of Clients with anything of the owner's in it. */
export interface MemberRow {
  /** The client key; with a fingerprint of the row where the key is missing or stands in several rows. */
  readonly member: string;
  readonly rowIndex: number;
  /** '' for a row without a client number. */
  readonly key: string;
  readonly client: string;
  /** Name, else number, as people know him. */
  readonly shownName: string;
  /** Changes with every cell but the grey ones. */
  readonly fingerprint: string;
}

/** The Clients tab with its members. */
export interface ClientRows {
  readonly table: Table;
  readonly members: readonly MemberRow[];
  readonly memberOf: ReadonlyMap<string, MemberRow>;
  readonly numericKeys: boolean;
  /** The fingerprint that a row of the tab has with these cells. */
  readonly printOf: (cells: readonly Cell[]) => string;
}

/** Reads Clients. 1 counted call. */
export function readClientRows(base: Base): Outcome<ClientRows | null> {
  const { value: table, issues } = base.table('clients', ['client_id']);
  return table === null ? outcome(null, issues) : outcome(clientRowsOf(table), issues);
}

/** The members of a table that was read already. Calls nothing. */
export function clientRowsOf(table: Table): ClientRows {
  const { rows, columns, titles } = table;
  const keyColumn = columns.get('client_id') ?? 0;
  const nameColumns = ['name', 'last_name', 'first_name'].map((key) => columns.get(key) ?? -1);
  const numericKeys = isNumericKeyColumn(rows.slice(1).map((row) => row[keyColumn] ?? null));
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), titles.length);
  const names = columnNames(columns, width, COMPUTED_CLIENT_COLUMNS);
  const printOf = (cells: readonly Cell[]): string => rowFingerprint(cells, names);
  const found: Omit<MemberRow, 'member'>[] = [];
  const rowsOfKey = new Map<string, number>();
  for (let rowIndex = 1; rowIndex < rows.length; rowIndex += 1) {
    const row = rows[rowIndex] ?? [];
    if (row.every((cell, index) => names[index] === null || isEmptyCell(cell))) continue;
    const key = clientKeyOf(row[keyColumn] ?? null, numericKeys) ?? '';
    const client = clientText(row[keyColumn], numericKeys);
    const [whole = '', last = '', first = ''] = nameColumns.map((index) => cellText(row[index]));
    const shownName = whole || [last, first].filter((part) => part !== '').join(' ') || client;
    found.push({ rowIndex, key, client, shownName, fingerprint: printOf(row) });
    rowsOfKey.set(key, (rowsOfKey.get(key) ?? 0) + 1);
  }
  const memberOf = new Map<string, MemberRow>();
  const members = found.map((row): MemberRow => {
    const isSure = row.key !== '' && rowsOfKey.get(row.key) === 1;
    const name = isSure ? row.key : `${row.key}${MARK}${row.fingerprint}`;
    let member = name;
    // Rows that are alike in every cell: which of them is which does not matter.
    for (let number = 2; memberOf.has(member); number += 1) member = `${name}${MARK}${number}`;
    const whole = { ...row, member };
    memberOf.set(member, whole);
    return whole;
  });
  return { table, members, memberOf, numericKeys, printOf };
}

/** The client key inside the name of a member, '' for a row without one. */
export function keyOfMember(member: string): string {
  return member.split(MARK)[0] ?? '';
}

/** The name of a group: its members, whatever the order of the rows. */
export function groupIdOf(members: readonly string[]): string {
  return [...members].sort().join('\n');
}

/** The members of a group by its name. */
export function membersIn(id: string): readonly string[] {
  return Array.from(new Set(id.split('\n')));
}

/** A cell of a member's row, empty where the tab has no such column. */
export function memberCell({ table }: ClientRows, { rowIndex }: MemberRow, column: string): Cell {
  const index = table.columns.get(column);
  return index === undefined ? null : (table.rows[rowIndex]?.[index] ?? null);
}
