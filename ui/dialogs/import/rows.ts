/** The rows of the file as they go to the server: cut by core into chunks, with the plan that tells how to read them. */
import { IMPORT_CHUNK_ROWS, IMPORT_DIALOG_ROWS, type ImportAnswers, type ImportPlan, type ImportRows } from '../../../src/contract/import-views';
import { outcome, type Outcome } from '../../../src/core/issue';
import { cutClients, cutOrders, sentRows, type ChunkSize, type FileRows } from '../../../src/core/table/import-rows';
import { readOrderRows } from '../../../src/core/table/order-rows';
import type { TableReading } from './columns';

const SIZE: ChunkSize = { rows: IMPORT_DIALOG_ROWS, groupRows: IMPORT_CHUNK_ROWS };

/** Reading a large file takes seconds, and the same table is sent twice: to be looked at and to be written. */
const cutTables = new WeakMap<TableReading, Outcome<FileRows>>();

/** The chunks of a table; an error among the issues means that it cannot be sent as it is understood now. */
export function fileRows(table: TableReading, sheet: string): Outcome<FileRows> {
  const known = cutTables.get(table);
  if (known !== undefined) return known;
  const cut = table.kind === 'clients' ? outcome(cutClients(table.grid, table.header, table.mapping, SIZE)) : cutOrdersOf(table, sheet);
  cutTables.set(table, cut);
  return cut;
}

function cutOrdersOf(table: TableReading, sheet: string): Outcome<FileRows> {
  const { grid, header, mapping, dateOrder, decimalMark } = table;
  const read = readOrderRows(grid, header, mapping, { sheet, dateOrder, decimal: decimalMark });
  return cutOrders(grid, header, read.value, SIZE, sheet);
}

/** Rows of one chunk, each as wide as the header. */
export function chunkRows(table: TableReading, rows: FileRows, chunkIndex: number): ImportRows {
  const chunk = rows.chunks[chunkIndex];
  return chunk === undefined ? { rows: [] } : sentRows(table.grid, table.header, chunk);
}

/** The plan that begins the import on the server, and with which each chunk is looked at before. */
export function planOf(table: TableReading, rows: FileRows, fileName: string, answers: ImportAnswers): ImportPlan {
  return {
    kind: table.kind,
    answers,
    readings: rows.readings,
    fileName,
    header: table.header.names,
    mapping: table.mapping,
    extraColumns: table.ownColumns,
    dateOrder: table.dateOrder,
    decimalMark: table.decimalMark,
    rowCount: rows.rowCount,
    firstRowNumber: table.header.rowIndex + 2,
  };
}
