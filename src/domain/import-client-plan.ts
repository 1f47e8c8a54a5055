/** What a chunk of a clients file changes in the base: new clients, changed cells, own columns of the owner. Nothing is written here. */
import type { ImportPlan, ImportRows } from '../contract/import-views';
import { cellText as keptText } from '../core/table/client-key';
import type { Language } from '../core/language/language';
import type { Cell } from '../core/table/cell';
import { clientKeyOf } from '../core/table/client-key';
import type { Table } from './base';
import { cellText } from './cells';
import type { ClientRecord } from './clients-table';
import type { ClientIndex } from './client-match';
import type { ClientUpsert } from './client-upsert';
import { planClientUpsert } from './client-upsert';
import type { ChunkPlan, RowOutcome } from './import-chunk-plan';
import { clientEdits, refusedIssues, upsertOptions } from './import-chunk-plan';
import { ownColumnIndex, ownTitle } from './import-columns';
import { GREATEST_CELL_LENGTH } from './import-limits';
import type { ListedClient } from './import-read';
import { readClientList } from './import-read';
import type { RejectedCount } from './import-state';
import type { CellEdit } from './journal/bulk-edit';
import { rejectedRows } from './rejected-rows';
import type { RowBlock } from './row-block';

/** What a chunk is compared with. */
export interface ClientComparison {
  readonly clients: ClientIndex;
  readonly language: Language;
  readonly todayDay: number;
}

/** Plans a chunk of clients. @param rowIndexes rows of the file, 0-based, one for each row of the chunk */
export function planClientChunk({ clients, language, todayDay }: ClientComparison, plan: ImportPlan, chunk: ImportRows, rowIndexes: readonly number[]): ChunkPlan {
  const { table } = clients.clients;
  const read = readClientList(plan, chunk, rowIndexes);
  const listed = read.clients;
  const upsert = planClientUpsert(clients, listed.map(({ profile }) => profile), upsertOptions('upsert', plan, table, todayDay));
  const own = ownColumns(table, plan);
  const ownEdits = ownCells(clients, upsert, own, chunk, listed);
  const changes = new Map(upsert.changed.flatMap(({ profiles, cells }) => profiles.map((profile, at) => [profile.clientKey, at === 0 ? cells : []] as const)));
  const added = new Set(upsert.added.map(({ clientKey }) => clientKey));
  const outcomes = listed.flatMap(({ profile, rows }): RowOutcome[] => {
    const cells = [...(changes.get(profile.clientKey) ?? []), ...(ownEdits.get(profile.clientKey) ?? [])];
    const outcome = added.has(profile.clientKey) ? 'new' : changes.has(profile.clientKey) || cells.length > 0 ? 'changed' : 'unchanged';
    // Several rows of one client are one client: the first is counted, the others add nothing of their own.
    return rows.map((row, index) => ({ outcome: index === 0 ? outcome : 'unchanged', rowIndex: rowIndexes[row] ?? row, profile, changes: index === 0 ? cells : [], table }));
  });
  const appended = upsert.appended === null ? null : withOwnCells(upsert.appended, own, chunk, upsert.added.map(({ clientKey }) => listed.find(({ profile }) => profile.clientKey === clientKey)));
  return {
    edits: clientEdits(clients, { cells: [...upsert.cells, ...[...ownEdits.values()].flat()], appended }),
    outcomes: outcomes.sort((left, right) => left.rowIndex - right.rowIndex),
    refused: refusedIssues(read.issues, read.counts.rejectedBy),
    rejected: rejectedRows(read.counts.rejectedBy, read.issues, language) as RejectedCount[],
    rowsRejected: read.counts.rejected,
    rowsEmpty: read.counts.empty,
    clientsNew: [...added],
    clientsChanged: outcomes.filter(({ outcome }) => outcome === 'changed').map(({ profile }) => profile?.clientKey ?? ''),
    questions: upsert.questions,
    issues: read.issues,
  };
}

interface OwnColumn {
  readonly source: number;
  readonly key: string;
  readonly columnIndex: number;
}

function ownColumns(table: Table, plan: ImportPlan): OwnColumn[] {
  return plan.extraColumns.flatMap((source) => {
    const columnIndex = ownColumnIndex(table, ownTitle(plan, source));
    return columnIndex === undefined ? [] : [{ source, columnIndex, key: [...table.columns].find(([, index]) => index === columnIndex)?.[0] ?? '' }];
  });
}

/** The last text that the rows of a client hold in a column; '' = none. */
function ownText(chunk: ImportRows, { rows }: ListedClient, source: number): string {
  return rows.reduce((text, row) => cellText(chunk.rows[row]?.[source]) || text, '').slice(0, GREATEST_CELL_LENGTH);
}

/**
 * Cells of the owner's columns of known clients, by the first of the list who stands for each. Of several who stand for one client the last text
 * counts, compared once with the cell: text by text, a chunk that is sent again would come to another end.
 */
function ownCells(clients: ClientIndex, upsert: ClientUpsert, own: readonly OwnColumn[], chunk: ImportRows, listed: readonly ListedClient[]): ReadonlyMap<string, readonly CellEdit[]> {
  const { table, recordOf, numericKeys } = clients.clients;
  const ofRecord = new Map<ClientRecord, ListedClient[]>();
  for (const client of listed) {
    const record = recordOf.get(clientKeyOf(upsert.clientOf.get(client.profile.clientKey) ?? '', numericKeys) ?? '');
    if (record !== undefined) ofRecord.set(record, [...(ofRecord.get(record) ?? []), client]);
  }
  return new Map([...ofRecord].map(([record, standing]) => [standing[0]?.profile.clientKey ?? '', own.flatMap(({ source, key, columnIndex }): CellEdit[] => {
    const after = standing.reduce((text, client) => ownText(chunk, client, source) || text, '');
    const before: Cell = table.rows[record.rowIndex]?.[columnIndex] ?? '';
    return after === '' || keptText(after) === keptText(cellText(before)) ? [] : [{ rowIndex: record.rowIndex, column: key, columnIndex, before, after, asText: true }];
  })]));
}

/** The rows of new clients with the columns of the owner. */
function withOwnCells(block: RowBlock, own: readonly OwnColumn[], chunk: ImportRows, listed: readonly (ListedClient | undefined)[]): RowBlock {
  if (own.length === 0) return block;
  const columnIndexes = [...new Set([...block.columnIndexes, ...own.map(({ columnIndex }) => columnIndex)])];
  const width = Math.max(...columnIndexes) + 1;
  return {
    ...block,
    columnIndexes,
    textColumns: [...new Set([...block.textColumns, ...own.map(({ columnIndex }) => columnIndex)])],
    rows: block.rows.map((row, index) => {
      const cells: Cell[] = Array.from({ length: width }, (_unused, at) => row[at] ?? null);
      const client = listed[index];
      for (const { source, columnIndex } of own) cells[columnIndex] = client === undefined ? null : ownText(chunk, client, source) || null;
      return cells;
    }),
  };
}
