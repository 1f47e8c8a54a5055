/** Rows of the demo base in the columns of this base, and which of them stand as they were made. Calls nothing. */
import type { DemoClient, DemoOrder } from '../core/demo/records';
import { demoShop } from '../core/demo/shop';
import { clientKeyOf } from '../core/table/client-key';
import type { Cell } from '../core/table/cell';
import type { Base, Table } from './base';
import type { BaseState } from './base-state';
import { cellText, dayCell } from './cells';
import { rowFingerprint } from './journal/fingerprint';
import { namesOf } from './journal/import-changes';
import type { RowBlock } from './row-block';

/** When the demo was made and in which language: the same two give the same rows. */
export type DemoState = NonNullable<BaseState['demo']>;

const textCell = (text: string): Cell => (text === '' ? null : text);
const dayOrText = (value: number | string): Cell => (typeof value === 'number' ? dayCell(value) : textCell(value));

const CLIENT_CELLS: Readonly<Record<string, (client: DemoClient) => Cell>> = {
  client_id: ({ clientId }) => clientId,
  name: ({ name }) => name,
  email: ({ email }) => textCell(email),
  phone: ({ phone }) => textCell(phone),
  city: ({ city }) => textCell(city),
  birthday: ({ birthday }) => dayOrText(birthday),
  consent: ({ consent }) => textCell(consent),
};
const ORDER_CELLS: Readonly<Record<string, (order: DemoOrder) => Cell>> = {
  order: ({ order }) => order,
  date: ({ date }) => dayOrText(date),
  client: ({ clientId }) => clientId,
  amount: ({ amount }) => amount,
  product: ({ product }) => product,
};
const TYPED = new Set(['birthday', 'date', 'amount']);

/** The rows of one tab: those of the demo that are missing, those that stand as made, and those that were changed since. */
export interface DemoRows {
  readonly table: Table;
  /** The rows that do not stand as made, to be appended. */
  readonly block: RowBlock;
  /** Indexes in `table.rows`. */
  readonly asMade: readonly number[];
  /** Indexes of rows under a name of the demo that read otherwise now. */
  readonly changed: readonly number[];
  /** True when rows stand that were never the demo's. */
  readonly hasOthers: boolean;
}

/** The demo's clients in the Clients tab. */
export function demoClients(table: Table, demo: DemoState): DemoRows {
  return rowsIn(table, 'client_id', demoShop(demo.language, demo.day).clients, CLIENT_CELLS);
}

/** The demo's orders in the Orders tab. */
export function demoOrders(table: Table, demo: DemoState): DemoRows {
  return rowsIn(table, 'order', demoShop(demo.language, demo.day).orders, ORDER_CELLS);
}

/** True while a client of the demo stands as he was made. */
export function demoStands(base: Base, clients: Table): boolean {
  const { demo } = base.state;
  return demo !== undefined && demoClients(clients, demo).asMade.length > 0;
}

function rowsIn<Made>(table: Table, nameColumn: string, made: readonly Made[], cells: Readonly<Record<string, (entry: Made) => Cell>>): DemoRows {
  const placed = [...table.columns].flatMap(([key, index]) => {
    const cellOf = cells[key];
    return cellOf === undefined ? [] : [{ key, index, cellOf }];
  });
  const width = Math.max(0, ...placed.map(({ index }) => index + 1));
  const rows = made.map((entry) => {
    const row: Cell[] = Array.from({ length: width }, () => null);
    placed.forEach(({ index, cellOf }) => { row[index] = cellOf(entry); });
    return row;
  });
  const names = namesOf(table);
  const fingerprints = rows.map((row) => rowFingerprint(row, names));
  const wanted = new Set(fingerprints);
  const nameIndex = table.columns.get(nameColumn);
  const keyOf = (row: readonly Cell[]): string => (nameIndex === undefined ? '' : (clientKeyOf(row[nameIndex] ?? null, false) ?? ''));
  const demoNames = new Set(rows.map(keyOf));
  const standing = new Set<string>();
  const asMade: number[] = [];
  const changed: number[] = [];
  let hasOthers = false;
  table.rows.forEach((row, rowIndex) => {
    if (rowIndex === 0 || row.every((cell) => cellText(cell) === '')) return;
    const fingerprint = rowFingerprint(row, names);
    if (wanted.has(fingerprint)) {
      asMade.push(rowIndex);
      standing.add(fingerprint);
    } else if (demoNames.has(keyOf(row))) {
      changed.push(rowIndex);
    } else {
      hasOthers = true;
    }
  });
  const columnIndexes = placed.map(({ index }) => index);
  const block: RowBlock = {
    rowIndex: Math.max(1, table.rows.length),
    columnIndexes,
    textColumns: placed.filter(({ key }) => !TYPED.has(key)).map(({ index }) => index),
    rows: rows.filter((_row, index) => !standing.has(fingerprints[index] ?? '')),
  };
  return { table, block, asMade, changed, hasOthers };
}
