/** Reads a clients sheet into profiles; every row that cannot be used is named. */
import { IssueLog } from '../issue';
import type { IssueCode, Outcome, Place } from '../issue';
import { ROLE_NAMES } from '../contacts/email-domains';
import { isValidAddress, normaliseAddress } from '../mail/address';
import { isEmptyCell } from './cell';
import type { Cell, Grid } from './cell';
import { cellText, clientKeyOf, clientText, isNumericKeyColumn } from './client-key';
import { isErrorCell } from './error-cell';
import type { Mapping } from './field';
import { isEmptyRow, repeatsHeader } from './header';
import type { Header } from './header';
import { isFooterRow, isTotalRow, standsForTotal } from './order-extras';
import { ProfileCollector } from './profiles';
import type { ClientIdentity, ClientProfile } from './profiles';

/** Fields that name a client where his number is missing, the surest first. */
const IDENTITIES = ['email', 'phone', 'name'] as const;
const FEWEST_PHONE_DIGITS = 5;
const LONGEST_NATIONAL_NUMBER = 10;

/** Who a row is. */
interface RowClient {
  readonly clientKey: string;
  readonly client: string;
  readonly columnIndex: number;
  readonly identity: ClientIdentity;
}

/** What reading gave. */
export interface ClientTable {
  /** Sorted by client key. */
  readonly profiles: readonly ClientProfile[];
  readonly numericKeys: boolean;
  readonly counts: {
    /** Rows under the header that hold anything. */
    readonly read: number;
    readonly used: number;
    readonly rejected: number;
    readonly empty: number;
    /** Rejected rows by the code of the reason. */
    readonly rejectedBy: Readonly<Partial<Record<IssueCode, number>>>;
  };
}

/** How to read. */
export interface ClientTableOptions {
  readonly sheet?: string;
  /** Row index of grid[0] in the file, for places (default 0). */
  readonly firstRowIndex?: number;
  /** Row indexes in the file of the rows under the header, where they do not follow each other. */
  readonly rowIndexes?: readonly number[];
  /** How the whole client column was read, where the grid is a part of it; both sheets of a base must make the same keys. */
  readonly numericKeys?: boolean;
}

/**
 * One profile per client; several rows of one client are joined, the last non-empty text of a field wins, a refusal always. A row without a
 * number, or a sheet without such a column, is known by e-mail, else phone, else name. Rows that name nobody, repeat the header or hold
 * totals are refused with a reason.
 */
export function readClientRows(grid: Grid, header: Header, mapping: Mapping, options: ClientTableOptions = {}): Outcome<ClientTable> {
  const log = new IssueLog();
  const profiles = new ProfileCollector(mapping, { keepsRefusals: true, keepsRows: true });
  const place: Place = options.sheet === undefined ? {} : { sheet: options.sheet };
  const body = grid.slice(header.rowIndex + 1);
  const keyColumn = mapping.client ?? mapping.email ?? mapping.phone ?? mapping.name;
  const numericKeys = options.numericKeys ?? isNumericKeyColumn(keyColumn === undefined ? [] : body.map((cells) => cells[keyColumn] ?? null));
  const rejectedBy: Partial<Record<IssueCode, number>> = {};
  const namesakes = new Namesakes();
  let [read, rejected] = [0, 0];
  if (keyColumn === undefined && mapping.firstName === undefined && mapping.lastName === undefined) {
    log.add('table.columnMissing', { field: 'client' }, place);
    return { value: { profiles: [], numericKeys, counts: { read, used: 0, rejected, empty: 0, rejectedBy } }, issues: log.list() };
  }
  body.forEach((cells, index) => {
    if (isEmptyRow(cells)) return;
    read += 1;
    const rowIndex = options.rowIndexes?.[index] ?? (options.firstRowIndex ?? 0) + header.rowIndex + 1 + index;
    const found = clientOf(cells, mapping, numericKeys);
    const refusal = refusalOf(cells, header, found);
    if (refusal !== null || found === null) {
      const code = refusal ?? 'row.clientUnnamed';
      rejected += 1;
      rejectedBy[code] = (rejectedBy[code] ?? 0) + 1;
      log.add(code, {}, { ...place, rowIndex, ...(code === 'row.clientUnnamed' ? columnPlace(header, keyColumn) : {}) });
      return;
    }
    const { client } = found;
    const other = profiles.add(namesakes.keyOf(found, cells, mapping), client, cells, rowIndex, found.identity);
    if (other !== undefined) log.add('client.keysJoined', { client, other }, { ...place, rowIndex, ...columnPlace(header, found.columnIndex) });
  });
  const counts = { read, used: read - rejected, rejected, empty: body.length - read, rejectedBy };
  return { value: { profiles: profiles.list(), numericKeys, counts }, issues: log.list() };
}

/** Why a row cannot be used, or null. */
function refusalOf(cells: readonly Cell[], header: Header, found: RowClient | null): IssueCode | null {
  if (repeatsHeader(cells, header)) return 'table.headerRepeated';
  // A client may be called "Total Energies": only a row that names nobody otherwise, or says nothing but the word, is one of totals.
  if (found === null ? isTotalRow(cells) : standsForTotal(found.client)) return 'row.totalSkipped';
  if (isFooterRow(cells) && (found === null || found.identity === 'name' || cells.filter((cell) => !isEmptyCell(cell)).length === 1)) return 'row.footerSkipped';
  return found === null ? 'row.clientUnnamed' : null;
}

/** Parts people who share a field that stands for the number: a phone by their names, a name by their cities. */
class Namesakes {
  private readonly known = new Map<string, Set<string>[]>();

  /** The key of a row's client; equal for rows that can be the same person. */
  keyOf({ clientKey, identity }: RowClient, cells: readonly Cell[], mapping: Mapping): string {
    if (identity === 'number' || identity === 'email') return clientKey;
    const columns = identity === 'name' ? [mapping.city] : [mapping.name, mapping.firstName, mapping.lastName];
    const words = wordsOf(columns.map((columnIndex) => (columnIndex === undefined ? '' : cellText(cells[columnIndex]))).join(' '));
    const people = this.known.get(clientKey) ?? [];
    this.known.set(clientKey, people);
    let at = people.findIndex((person) => person.size === 0 || words.length === 0 || words.some((word) => person.has(word)));
    if (at < 0) at = people.push(new Set()) - 1;
    words.forEach((word) => people[at]?.add(word));
    return at === 0 ? clientKey : `${clientKey}, ${at + 1}`;
  }
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().replace(/ё/g, 'е').split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function columnPlace(header: Header, columnIndex: number | undefined): Place {
  return columnIndex === undefined ? {} : { columnIndex, columnName: header.names[columnIndex] ?? '' };
}

/** The number of a row, else the first field that can name somebody; null for a row that names nobody. */
function clientOf(cells: readonly Cell[], mapping: Mapping, numericKeys: boolean): RowClient | null {
  const { client: keyColumn } = mapping;
  const keyField = IDENTITIES.find((field) => keyColumn !== undefined && mapping[field] === keyColumn);
  if (keyColumn !== undefined && keyField === undefined) {
    const cell = cells[keyColumn];
    const clientKey = isErrorCell(cell) ? null : clientKeyOf(cell, numericKeys);
    if (clientKey !== null) return { clientKey, client: clientText(cell, numericKeys), columnIndex: keyColumn, identity: 'number' };
  }
  // What the owner took for the client's number comes before the rest.
  const fields = keyField === undefined ? IDENTITIES : [keyField, ...IDENTITIES.filter((field) => field !== keyField)];
  let office: RowClient | null = null;
  for (const field of fields) {
    const columnIndex = mapping[field];
    const cell = columnIndex === undefined || isErrorCell(cells[columnIndex]) ? null : cells[columnIndex];
    const clientKey = columnIndex === undefined ? null : identityOf(field, cell);
    if (clientKey === null || columnIndex === undefined) continue;
    const found: RowClient = { clientKey, client: clientText(cell, numericKeys), columnIndex, identity: field };
    if (field !== 'email' || !ROLE_NAMES.has(clientKey.slice(0, clientKey.lastIndexOf('@')))) return found;
    // The address of an office names nobody of those who work there, unless nothing else does.
    office = found;
  }
  return nameOfPartColumns(cells, mapping) ?? office;
}

/** The form in which rows are the same client; null for a cell that names nobody, such as a dash in the column of phones. */
function identityOf(field: (typeof IDENTITIES)[number], cell: Cell | undefined): string | null {
  const text = cellText(cell);
  if (field === 'name') return /[\p{L}\p{N}]/u.test(text) ? text.toLowerCase() : null;
  if (field === 'email') return isValidAddress(text) ? normaliseAddress(text) : null;
  const digits = text.replace(/\D/g, '');
  return digits.length < FEWEST_PHONE_DIGITS ? null : phoneKey(text, digits);
}

/** Figures of a number without what stands before the national part; an extension, a second number or words make it another key. */
function phoneKey(text: string, digits: string): string {
  return /^[+\d\s()./-]+$/.test(text) && digits.length <= 15 ? digits.slice(-LONGEST_NATIONAL_NUMBER) : text.toLowerCase();
}

function nameOfPartColumns(cells: readonly Cell[], mapping: Mapping): RowClient | null {
  const columns = [mapping.firstName, mapping.patronymic, mapping.lastName].filter((columnIndex): columnIndex is number => columnIndex !== undefined);
  const client = columns.map((columnIndex) => cellText(cells[columnIndex])).filter((part) => part !== '').join(' ');
  const [columnIndex = 0] = columns;
  return mapping.name !== undefined || client === '' ? null : { clientKey: client.toLowerCase(), client, columnIndex, identity: 'name' };
}
