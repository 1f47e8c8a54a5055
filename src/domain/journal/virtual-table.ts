/** A tab as it would stand once changes are taken back one by one, the newest first. Calls nothing. */
import type { Cell } from '../../core/table/cell';
import { clientKeyOf } from '../../core/table/client-key';
import type { Table } from '../base';
import { namesWithout } from './edit-records';
import type { ColumnNames } from './fingerprint';
import { rowFingerprint } from './fingerprint';
import { namesOf } from './import-changes';

/** What a row that comes back has beside values, by column index as the tab stands. */
export interface RowExtras {
  readonly formulas: Map<number, string>;
  readonly notes: Map<number, string>;
  readonly backgrounds: Map<number, string>;
  readonly formats: Map<number, string>;
}

/** A row: `origin` is its index in the tab as it stands, null for one that comes back. */
export interface VirtualRow {
  /** Tells rows apart while others come and go. */
  readonly id: number;
  readonly origin: number | null;
  readonly cells: Cell[];
  readonly extras: RowExtras | null;
}

interface Prints {
  whole: string | null;
  readonly parts: Map<string, string>;
}

/** Columns that do not count in a fingerprint, as text. */
export type ColumnSet = string;

/** The rows of a tab below its header while changes are taken back. */
export class VirtualTable {
  readonly rows: VirtualRow[];
  readonly names: ColumnNames;
  private readonly prints = new Map<VirtualRow, Prints>();
  private readonly partNames = new Map<string, ColumnNames>();
  private readonly clientColumn: number | undefined;
  private byClient: Map<string, VirtualRow[]> | null = null;
  private nextId: number;

  constructor(readonly table: Table, private readonly numericKeys: boolean) {
    this.names = namesOf(table);
    this.clientColumn = table.columns.get('client_id');
    this.rows = table.rows.slice(1).map((row, index) => ({ id: index, origin: index + 1, cells: [...row], extras: null }));
    this.nextId = this.rows.length;
  }

  /** Fingerprint of everything that is not computed. */
  printOf(row: VirtualRow): string {
    const prints = this.printsOf(row);
    prints.whole ??= rowFingerprint(row.cells, this.names);
    return prints.whole;
  }

  /** Fingerprint of a row as the tab stands, before anything was taken back. */
  printAsItStands(rowIndex: number): string {
    return rowFingerprint(this.table.rows[rowIndex] ?? [], this.names);
  }

  /** Fingerprint without some columns. @param core only these columns count; null = all that are not computed */
  partOf(row: VirtualRow, without: ColumnSet, core: readonly string[] | null): string {
    const key = `${core === null ? 'rest' : 'core'}:${without}`;
    const prints = this.printsOf(row);
    const known = prints.parts.get(key);
    if (known !== undefined) return known;
    const print = rowFingerprint(row.cells, this.namesOf(key, without, core));
    prints.parts.set(key, print);
    return print;
  }

  /** The same of cells that stand in no row. */
  partOfCells(cells: readonly Cell[], without: ColumnSet): string {
    return rowFingerprint(cells, this.namesOf(`rest:${without}`, without, null));
  }

  /** Rows of a client, by the text in the client column. */
  rowsOfClient(client: string): readonly VirtualRow[] {
    const key = clientKeyOf(client, this.numericKeys);
    if (key === null || this.clientColumn === undefined) return [];
    this.byClient ??= this.indexed(this.clientColumn);
    return this.byClient.get(key) ?? [];
  }

  /** Puts a cell into a row. */
  put(row: VirtualRow, columnIndex: number, cell: Cell): void {
    row.cells[columnIndex] = cell;
    const prints = this.printsOf(row);
    prints.whole = null;
    [...prints.parts.keys()].filter((key) => !key.slice(key.indexOf(':') + 1).split(',').includes(String(columnIndex))).forEach((key) => prints.parts.delete(key));
    if (columnIndex === this.clientColumn) this.byClient = null;
  }

  /** Puts a row in front of the one at an index of `rows`; `origin` null for one that is made anew. */
  insert(index: number, row: Omit<VirtualRow, 'id'>): VirtualRow {
    const inserted = { ...row, id: this.nextId };
    this.rows.splice(index, 0, inserted);
    this.nextId += 1;
    this.byClient = null;
    return inserted;
  }

  /** Gives a row that stands what it has beside values. */
  complete(row: VirtualRow, extras: RowExtras): VirtualRow {
    const whole = { ...row, extras };
    this.rows[this.rows.indexOf(row)] = whole;
    this.byClient = null;
    return whole;
  }

  /** Rows by their fingerprint without some columns. */
  partIndex(without: ColumnSet, core: readonly string[] | null): ReadonlyMap<string, readonly VirtualRow[]> {
    const result = new Map<string, VirtualRow[]>();
    for (const row of this.rows) {
      const print = this.partOf(row, without, core);
      const known = result.get(print);
      if (known === undefined) result.set(print, [row]);
      else known.push(row);
    }
    return result;
  }

  private namesOf(key: string, without: ColumnSet, core: readonly string[] | null): ColumnNames {
    const names = this.partNames.get(key) ?? namesWithout(this.names, new Set(without === '' ? [] : without.split(',').map(Number)), core);
    this.partNames.set(key, names);
    return names;
  }

  private printsOf(row: VirtualRow): Prints {
    const known = this.prints.get(row) ?? { whole: null, parts: new Map<string, string>() };
    this.prints.set(row, known);
    return known;
  }

  private indexed(clientColumn: number): Map<string, VirtualRow[]> {
    const result = new Map<string, VirtualRow[]>();
    for (const row of this.rows) {
      const key = clientKeyOf(row.cells[clientColumn] ?? null, this.numericKeys);
      if (key === null) continue;
      const known = result.get(key);
      if (known === undefined) result.set(key, [row]);
      else known.push(row);
    }
    return result;
  }
}
