/** Files on their way into a base in memory, cut and sent as the pages do it. */
import { joinPreviews } from '../../src/contract/import-preview';
import { IMPORT_CHUNK_ROWS } from '../../src/contract/import-views';
import type { ImportKind, ImportPlan, ImportPreview, ImportReport, ImportRows } from '../../src/contract/import-views';
import type { Cell, Grid } from '../../src/core/table/cell';
import { detectHeader } from '../../src/core/table/header';
import { cutClients, cutOrders, sentRows } from '../../src/core/table/import-rows';
import { proposeMapping } from '../../src/core/table/mapping';
import { readOrderRows } from '../../src/core/table/order-rows';
import { finishImport, importChunk, startImport } from '../../src/domain/import-orders';
import { previewImport } from '../../src/domain/import-preview';
import { COMPUTED_CLIENT_COLUMNS } from '../../src/domain/tab-specs';
import type { MemoryWorld } from './in-memory-ports';

/** A file ready to be sent. */
export interface SentFile {
  readonly plan: ImportPlan;
  readonly chunks: readonly ImportRows[];
}

/** Lines of a table separated by `;` as a grid of texts. */
export function gridOf(lines: readonly string[]): Grid {
  return lines.map((line) => line.split(';').map((text): Cell => (text === '' ? null : text)));
}

/** Understands and cuts a file. @param groupRows rows that belong together and go into one chunk */
export function fileOf(grid: Grid, kind: ImportKind = 'orders', more: Partial<ImportPlan> = {}, chunkRows = 4, groupRows = IMPORT_CHUNK_ROWS): SentFile {
  const header = detectHeader(grid).value;
  if (header === null) throw new Error('no header');
  const mapping = more.mapping ?? proposeMapping(grid, header, 'file', kind).value.mapping;
  const read = readOrderRows(grid, header, mapping, { preferredDecimal: ',' });
  const size = { rows: chunkRows, groupRows };
  const cut = kind === 'orders' ? cutOrders(grid, header, read.value, size).value : cutClients(grid, header, mapping, size);
  const mapped = new Set(Object.values(mapping));
  const plan: ImportPlan = {
    kind, fileName: `${kind}.csv`, header: header.names, mapping, extraColumns: header.names.flatMap((name, index) => (name === '' || mapped.has(index) ? [] : [index])),
    dateOrder: 'dmy', decimalMark: kind === 'orders' ? read.value.numberReading.decimal : ',', rowCount: cut.rowCount, firstRowNumber: header.rowIndex + 2, readings: cut.readings, ...more,
  };
  return { plan, chunks: cut.chunks.map((chunk) => sentRows(grid, header, chunk)) };
}

/** The value of a use case, or its issues as an error. */
export function valueOf<T>(found: { readonly value: { readonly value: T | null; readonly issues: readonly { readonly code: string }[] } | null }): T {
  if (found.value === null || found.value.value === null) throw new Error(found.value?.issues.map(({ code }) => code).join() ?? 'killed');
  return found.value.value;
}

/** What the file would do; fails when anything was written. */
export function preview(world: MemoryWorld, { plan, chunks }: SentFile): ImportPreview {
  return chunks.map((rows) => {
    const run = world.run((ports) => previewImport(ports, { plan, ...rows }));
    const written = run.calls.filter((name) => !['read', 'marks', 'document.all', 'document.get'].includes(name));
    if (written.length > 0) throw new Error(`a preview wrote: ${written.join()}`);
    return valueOf(run);
  }).reduce(joinPreviews);
}

/** Imports the file to its end. `calls` are the counted calls of each chunk. */
export function send(world: MemoryWorld, { plan, chunks }: SentFile): ImportReport & { readonly calls: readonly (readonly string[])[] } {
  const { importId } = valueOf(world.run((ports) => startImport(ports, plan, 'en')));
  const calls: (readonly string[])[] = [];
  for (let chunkIndex = 0, turn = 0; chunkIndex < chunks.length; turn += 1) {
    if (turn > 1000) throw new Error('no end of it');
    const run = world.run((ports) => importChunk(ports, { importId, chunkIndex, ...(chunks[chunkIndex] ?? { rows: [] }) }));
    chunkIndex = valueOf(run).nextChunk;
    calls.push(run.calls);
  }
  return { ...valueOf(world.run((ports) => finishImport(ports, importId))), calls };
}

/** Every cell of every tab but the Journal, the memory of the base and the grey columns. */
export function picture(world: MemoryWorld): unknown {
  return world.tabs.filter(({ key }) => key !== 'journal').map(({ name, key, rows, marks }) => {
    const grey = new Set(key === 'clients' ? COMPUTED_CLIENT_COLUMNS.map((column) => marks.indexOf(column)) : []);
    const lines = rows.filter((row) => !row.includes('state.base') && !row.includes('state.today')).map((row) => JSON.stringify(row.map((cell, index) => (grey.has(index) ? '' : (cell ?? ''))))
      .replace(/(?:,"")+\]$/, ']'));
    return { name, lines, marks: marks.filter((mark, index) => !grey.has(index) && mark !== null) };
  });
}

/** Rows of a tab by column key, as texts without empty ones. */
export function rowsOf(world: MemoryWorld, tabKey: string, ...keys: string[]): string[] {
  const columns = keys.map((key) => world.column(tabKey, key));
  return (columns[0] ?? []).map((_cell, row) => columns.map((column) => textOf(column[row])).join(' | '));
}

function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? `${cell.day}${cell.secondOfDay === undefined ? '' : `+${cell.secondOfDay}`}` : String(cell);
}
