/** Looks through the columns that cleaning knows and names each finding so that it is found again wherever its row stands. */
import type { CleaningKind, CleaningPart } from '../../contract/cleaning-views';
import { formatIsoDay, formatIsoTime } from '../../core/calendar';
import type { CleanColumns } from '../../core/contacts/clean-columns';
import type { Finding, FindingCode } from '../../core/contacts/finding';
import { findingWhy } from '../../core/contacts/finding';
import { cleanTable } from '../../core/contacts/findings';
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Cell } from '../../core/table/cell';
import { isDateCell } from '../../core/table/cell';
import { clientKeyOf, clientText } from '../../core/table/client-key';
import { readDate } from '../../core/table/dates';
import { hasNumericKeys } from '../archive';
import type { Base, Table } from '../base';
import { cellText } from '../cells';
import { decisionKeys, readDecisions } from '../decisions';
import { columnNames, fingerprintOf, rowFingerprint } from '../journal/fingerprint';
import { COMPUTED_CLIENT_COLUMNS } from '../tab-specs';
import { say } from '../words';
import { cleanOptions } from './locale-reading';

/** Why a proposal cannot be put into its cell by itself. `key`: the column ties orders to clients, `formula`: the cell is computed. */
export type Obstacle = 'key' | 'formula';

/** One finding in its place. */
export interface Found {
  /** Place, proposal and what stands there, as one name: it stops to exist as soon as somebody edits the cell. */
  readonly id: string;
  /** The same without the proposal: what is ignored stays ignored when another value is proposed. */
  readonly ignoreKey: string;
  readonly tab: 'clients' | 'orders';
  readonly table: Table;
  readonly rowIndex: number;
  readonly columnIndex: number;
  /** Stable key of the column. */
  readonly column: string;
  readonly kind: CleaningKind;
  readonly code: FindingCode;
  readonly finding: Finding;
  readonly obstacle: Obstacle | null;
  readonly before: Cell;
  /** What accepting writes, null where a person has to look. */
  readonly after: Cell;
  readonly asText: boolean;
  readonly client: string;
}

/** What was looked through. */
export interface Looked {
  readonly found: readonly Found[];
  /** Findings left out because they are ignored. */
  readonly ignored: number;
  readonly clients: number;
  readonly orders: number;
  /** True where a cell of the same place holds the proposal of this id already. */
  readonly isDone: (id: string) => boolean;
}

const COLUMNS: Readonly<Record<'clients' | 'orders', Readonly<Partial<Record<CleaningKind, Readonly<Partial<Record<keyof CleanColumns, string>>>>>>>> = {
  clients: {
    phone: { phone: 'phone' }, email: { email: 'email' }, city: { city: 'city' }, birthday: { birthday: 'birthday' },
    name: { name: 'name', lastName: 'last_name', firstName: 'first_name', patronymic: 'patronymic' },
  },
  orders: { date: { date: 'date' }, amount: { amount: 'amount' } },
};
const TABS = ['clients', 'orders'] as const;
const CLEANED_COLUMNS = TABS.flatMap((tab) => Object.values(COLUMNS[tab]).flatMap((columns) => Object.values(columns)));

const PLACE_LENGTH = 9;
const VALUE_LENGTH = 5;

/**
 * Every finding of these kinds, by tab, row and column; what is ignored for ever is left out. Counted calls: decisions (0 without any),
 * and for each of the two tabs that the kinds are in 1 for its rows and 2 for formulas and formats of the columns looked through.
 */
export function lookThrough(base: Base, kinds: readonly CleaningKind[]): Outcome<Looked | null> {
  const decisions = readDecisions(base);
  const [ignoredCodes, ignoredFindings] = [decisionKeys(decisions, 'clean.code'), decisionKeys(decisions, 'clean.finding')];
  const found: Found[] = [];
  const done: ((id: string) => boolean)[] = [];
  let ignored = 0;
  const rows = { clients: 0, orders: 0 };
  for (const tab of TABS) {
    const wanted = kinds.filter((kind) => COLUMNS[tab][kind] !== undefined);
    if (wanted.length === 0) continue;
    const { value: table, issues } = base.table(tab, tab === 'clients' ? ['client_id'] : ['client']);
    if (table === null) return outcome(null, issues);
    const reader = new TabReader(base, tab, table, wanted);
    rows[tab] = Math.max(0, table.rows.length - 1);
    for (const entry of reader.read()) {
      if (ignoredCodes.has(entry.code) || ignoredFindings.has(entry.ignoreKey)) ignored += 1;
      else found.push(entry);
    }
    done.push((id) => reader.isDone(id));
  }
  return outcome({ found, ignored, ...rows, isDone: (id) => done.some((isDone) => isDone(id)) });
}

/** The findings of a part. */
export function foundOf(looked: Looked, { kind, code }: CleaningPart): readonly Found[] {
  return looked.found.filter((entry) => entry.kind === kind && (code === '' || entry.code === code));
}

/** Why, in words: what is wrong, and where there is one the reason why it has to be corrected by hand. */
export function whyOf(base: Base, { finding, obstacle }: Found): string {
  const why = findingWhy(finding, base.language);
  return obstacle === null ? why : `${why}. ${say(base.language, `clean.obstacle.${obstacle}`, { proposed: finding.proposed ?? '' })}`;
}

/** Reads one tab. Names of rows are made once and only when asked for. */
class TabReader {
  private readonly columns: CleanColumns;
  private readonly keyAt = new Map<number, string>();
  private readonly numeric: boolean;
  private readonly clientColumn: number;
  private readonly placeNames = new Map<string, string>();
  private readonly fingerprintNames: ReturnType<typeof columnNames>;
  private standing: ReadonlySet<string> | null = null;

  constructor(private readonly base: Base, private readonly tab: 'clients' | 'orders', private readonly table: Table, kinds: readonly CleaningKind[]) {
    const columns: { -readonly [Key in keyof CleanColumns]: number } = {};
    for (const kind of kinds) {
      const parts = COLUMNS[tab][kind] ?? {};
      for (const part of Object.keys(parts) as (keyof CleanColumns)[]) {
        const key = parts[part] ?? '';
        const index = table.columns.get(key);
        if (index === undefined || this.keyAt.has(index)) continue;
        columns[part] = index;
        this.keyAt.set(index, key);
      }
    }
    this.columns = columns;
    this.clientColumn = table.columns.get(tab === 'clients' ? 'client_id' : 'client') ?? 0;
    this.numeric = tab === 'clients' ? hasNumericKeys(table) : false;
    // An order has no name of its own, nor has a client without a number: the rest of the row names it, whatever cleaning does to its cells.
    this.fingerprintNames = columnNames(table.columns, table.titles.length, [...CLEANED_COLUMNS, ...COMPUTED_CLIENT_COLUMNS]);
  }

  read(): Found[] {
    const { rows, titles, tab } = this.table;
    const indexes = [...this.keyAt.keys()];
    if (indexes.length === 0 || rows.length < 2) return [];
    const { findings } = cleanTable(rows, { rowIndex: 0, names: titles }, this.columns, cleanOptions(this.base.ports));
    if (findings.length === 0) return [];
    const firstColumn = Math.min(...indexes);
    const make = this.base.ports.book.readMake(tab.sheetId, { rowIndex: 1, columnIndex: firstColumn, rowCount: rows.length - 1, columnCount: Math.max(...indexes) - firstColumn + 1 });
    return findings.map((finding) => {
      const { rowIndex, columnIndex, proposed } = finding;
      const isFormula = (make.formulas[rowIndex - 1]?.[columnIndex - firstColumn] ?? '') !== '';
      const obstacle = proposed === null ? null : this.obstacleOf(finding, isFormula);
      const before = rows[rowIndex]?.[columnIndex] ?? null;
      const after = proposed === null || obstacle !== null ? null : valueOf(finding, proposed, make.formats[rowIndex - 1]?.[columnIndex - firstColumn] ?? '');
      return this.located(finding, obstacle, before, after);
    });
  }

  private located(finding: Finding, obstacle: Obstacle | null, before: Cell, after: Cell): Found {
    const { rowIndex, columnIndex, kind, code, proposed } = finding;
    const place = this.placeOf(rowIndex, columnIndex);
    const stands = fingerprintOf(`${code}\n${finding.before}`).slice(0, VALUE_LENGTH);
    return {
      id: place + valueName(proposed ?? '') + stands, ignoreKey: place + stands,
      tab: this.tab, table: this.table, rowIndex, columnIndex, column: this.keyAt.get(columnIndex) ?? '', kind, code, finding, obstacle, before, after,
      asText: typeof after === 'string', client: this.clientOf(rowIndex),
    };
  }

  /** True where a cell of the place named by an id holds what the id proposes. */
  isDone(id: string): boolean {
    this.standing ??= this.standingValues();
    return this.standing.has(id.slice(0, PLACE_LENGTH + VALUE_LENGTH));
  }

  private standingValues(): ReadonlySet<string> {
    const values = new Set<string>();
    this.table.rows.forEach((row, rowIndex) => {
      if (rowIndex === 0) return;
      for (const columnIndex of this.keyAt.keys()) {
        for (const text of shownTexts(row[columnIndex] ?? null)) values.add(this.placeOf(rowIndex, columnIndex) + valueName(text));
      }
    });
    return values;
  }

  private obstacleOf({ columnIndex }: Finding, isFormula: boolean): Obstacle | null {
    if (this.tab === 'clients' && columnIndex === this.clientColumn) return 'key';
    return isFormula ? 'formula' : null;
  }

  private clientOf(rowIndex: number): string {
    const row = this.table.rows[rowIndex] ?? [];
    const name = this.tab === 'clients' ? cellText(row[this.table.columns.get('name') ?? -1]) : '';
    return name !== '' ? name : clientText(row[this.clientColumn], this.numeric);
  }

  private placeOf(rowIndex: number, columnIndex: number): string {
    const name = `${rowIndex},${columnIndex}`;
    const known = this.placeNames.get(name);
    if (known !== undefined) return known;
    const row = this.table.rows[rowIndex] ?? [];
    const key = this.tab === 'orders' ? null : clientKeyOf(row[this.clientColumn] ?? null, this.numeric);
    // The client's own cell may be the one that is corrected by hand; then he is another one, as for the rest of the base.
    const rowName = key ?? rowFingerprint(row, this.fingerprintNames);
    const place = fingerprintOf(`${this.tab}\n${this.keyAt.get(columnIndex) ?? ''}\n${rowName}`).slice(0, PLACE_LENGTH);
    this.placeNames.set(name, place);
    return place;
  }
}

function valueName(text: string): string {
  return fingerprintOf(text).slice(0, VALUE_LENGTH);
}

/** The texts under which a cell may have been proposed: as it stands, and a sum with its two digits. */
function shownTexts(cell: Cell): readonly string[] {
  if (isDateCell(cell)) return [cell.secondOfDay === undefined ? formatIsoDay(cell.day) : formatIsoTime(cell.day, cell.secondOfDay)];
  if (typeof cell === 'number') return [String(cell), cell.toFixed(2)];
  return cell === null ? [] : [String(cell)];
}

/**
 * The value to write. Dates become dates where the cell shows dates, sums become numbers where it is not plain text; everything else is
 * text, so that nothing is parsed. In a cell of plain text, or of no format at all, a serial number would stand instead of a date.
 */
function valueOf({ kind }: Finding, proposed: string, format: string): Cell {
  const isText = format === '@';
  if (kind === 'amount') return isText ? proposed : Number(proposed);
  if (kind !== 'date' && kind !== 'birthday') return proposed;
  const showsDates = !isText && /[dy]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|General/gi, ''));
  if (!showsDates) return proposed;
  const read = readDate(proposed);
  if (read.state !== 'ok') return proposed;
  return read.secondOfDay === undefined ? { day: read.day } : { day: read.day, secondOfDay: read.secondOfDay };
}
