/** What a bulk edit is about to change, as the Journal keeps it: read before anything is written. */
import type { Cell } from '../../core/table/cell';
import { isDateCell } from '../../core/table/cell';
import type { Base, Table } from '../base';
import type { Contents } from '../ports';
import type { CellEdit, TabEdit } from './bulk-edit';
import type { ChangedTab } from './changes';
import type { CellsEdited, RowRemoved, RowsRemoved, RowTrace } from './edit-changes';
import { cellFingerprint, rowFingerprint } from './fingerprint';
import type { ColumnNames } from './fingerprint';
import { namesOf } from './import-changes';
import { boundsOf } from './rectangles';

/** Columns that tell a row from others whatever else is written into it, by tab. */
export const CORE_COLUMNS: Readonly<Partial<Record<ChangedTab, readonly string[]>>> = { orders: ['order', 'date', 'client', 'amount', 'product'] };

/** Names for a row's fingerprint without some columns; with `core` only those columns of the tab count. */
export function namesWithout(names: ColumnNames, leftOut: ReadonlySet<number>, core: readonly string[] | null): ColumnNames {
  return names.map((name, index) => (leftOut.has(index) || (core !== null && (name === null || !core.includes(name))) ? null : name));
}

/** Formulas and number formats of the cells of an edit. */
export interface CellMake {
  readonly formulaAt: (rowIndex: number, columnIndex: number) => string;
  readonly formatAt: (rowIndex: number, columnIndex: number) => string;
}

/** Reads how the cells of an edit and all between them are made. 2 counted calls; none without cells. */
export function readCellMake(base: Base, { table, cells = [] }: TabEdit): CellMake {
  if (cells.length === 0) return { formulaAt: () => '', formatAt: () => '@' };
  const area = boundsOf(cells);
  const { formulas, formats } = base.ports.book.readMake(table.tab.sheetId, area);
  return {
    formulaAt: (rowIndex, columnIndex) => formulas[rowIndex - area.rowIndex]?.[columnIndex - area.columnIndex] ?? '',
    formatAt: (rowIndex, columnIndex) => formats[rowIndex - area.rowIndex]?.[columnIndex - area.columnIndex] ?? '@',
  };
}

/** Cells to be overwritten, by column, with the formulas and formats that stand there. Calls nothing. */
export function editedCells(edit: TabEdit, group: string, { formulaAt, formatAt }: CellMake): CellsEdited[] {
  const cells = edit.cells ?? [];
  if (cells.length === 0) return [];
  const { tab, table } = edit;
  const names = namesOf(table);
  const clientColumn = tab === 'clients' ? table.columns.get('client_id') : undefined;
  const core = CORE_COLUMNS[tab];
  const byRow = new Map<number, Set<number>>();
  for (const { rowIndex, columnIndex } of cells) byRow.set(rowIndex, (byRow.get(rowIndex) ?? new Set()).add(columnIndex));
  // Rows are mostly changed in the same few sets of columns: names are made once for each.
  const bySet = new Map<string, { readonly rest: ColumnNames; readonly core: ColumnNames | null }>();
  const traces = new Map<number, RowTrace>();
  byRow.forEach((columns, rowIndex) => {
    const key = [...columns].sort((a, b) => a - b).join();
    const without = bySet.get(key) ?? { rest: namesWithout(names, columns, null), core: core === undefined ? null : namesWithout(names, columns, core) };
    bySet.set(key, without);
    const row = table.rows[rowIndex] ?? [];
    traces.set(rowIndex, {
      place: rowIndex, client: clientColumn === undefined ? '' : plainText(row[clientColumn]), rest: rowFingerprint(row, without.rest),
      core: without.core === null ? '' : rowFingerprint(row, without.core),
    });
  });
  const byColumn = new Map<number, CellEdit[]>();
  for (const cell of cells) {
    const known = byColumn.get(cell.columnIndex);
    if (known === undefined) byColumn.set(cell.columnIndex, [cell]);
    else known.push(cell);
  }
  return [...byColumn].map(([columnIndex, columnCells]) => ({
    what: 'edits', tab, group, column: columnCells[0]?.column ?? '', title: table.titles[columnIndex] ?? '',
    cells: columnCells.map(({ rowIndex, before, after, asText }) => {
      const format = formatAt(rowIndex, columnIndex);
      const isTouched = asText === true || (typeof before === 'string' && before !== '');
      return {
        trace: traces.get(rowIndex) ?? { place: rowIndex, client: '', rest: '', core: '' },
        before, formula: formulaAt(rowIndex, columnIndex), format: isTouched && format !== '@' ? format : null, after: cellFingerprint(after),
      };
    }),
  }));
}

/** Rows to be removed with all their content. 5 counted calls; none without rows. */
export function removedRows(base: Base, edit: TabEdit, group: string): RowsRemoved[] {
  const indexes = removedIndexes(edit);
  const [first] = indexes;
  const last = indexes[indexes.length - 1];
  if (first === undefined || last === undefined) return [];
  const { tab, table } = edit;
  const columnCount = table.rows.reduce((widest, row) => Math.max(widest, row.length), table.titles.length);
  const contents = base.ports.book.readContents(table.tab.sheetId, { rowIndex: first, columnIndex: 0, rowCount: last - first + 1, columnCount });
  const names = namesOf(table);
  const prints = table.rows.map((row, rowIndex) => (rowIndex === 0 ? '' : rowFingerprint(row, names)));
  const standing = standingOf(table, names, prints);
  const gone = new Set(indexes);
  const staying = (from: number, step: number): string => {
    let at = from + step;
    while (gone.has(at)) at += step;
    return prints[at] ?? '';
  };
  const keyAt = new Map([...table.columns].map(([key, index]) => [index, key]));
  return [{
    what: 'removed', tab, group,
    columns: Array.from({ length: columnCount }, (_unused, index) => [keyAt.get(index) ?? '', table.titles[index] ?? ''] as const),
    rows: indexes.map((rowIndex): RowRemoved => {
      const content = rowContent(contents, rowIndex - first);
      return { place: rowIndex, standing: standing(rowIndex, content.formulas.map(([column]) => column)), previous: staying(rowIndex, -1), next: staying(rowIndex, 1), ...content };
    }),
  }];
}

/** Counts rows of the same content as one, without some columns. */
function standingOf(table: Table, names: ColumnNames, prints: readonly string[]): (rowIndex: number, without: readonly number[]) => number {
  const counts = new Map<string, Map<string, number>>();
  return (rowIndex, without) => {
    const key = without.join();
    const counted = namesWithout(names, new Set(without), null);
    const printOf = (at: number): string => (without.length === 0 ? (prints[at] ?? '') : rowFingerprint(table.rows[at] ?? [], counted));
    let known = counts.get(key);
    if (known === undefined) {
      known = new Map<string, number>();
      for (let at = 1; at < table.rows.length; at += 1) {
        const print = printOf(at);
        known.set(print, (known.get(print) ?? 0) + 1);
      }
      counts.set(key, known);
    }
    return known.get(printOf(rowIndex)) ?? 1;
  };
}

/** Rows to remove, ascending, each once, never the header. */
export function removedIndexes({ table, removedRows: rows = [] }: TabEdit): number[] {
  return [...new Set(rows)].filter((rowIndex) => rowIndex > 0 && rowIndex < table.rows.length).sort((a, b) => a - b);
}

function rowContent(contents: Contents, index: number): Pick<RowRemoved, 'cells' | 'formats' | 'formulas' | 'notes' | 'backgrounds'> {
  const marked = (texts: readonly string[] | undefined, usual: string): (readonly [number, string])[] =>
    (texts ?? []).flatMap((text, column) => (text === usual ? [] : [[column, text] as const]));
  return {
    cells: contents.values[index] ?? [], formats: contents.formats[index] ?? [],
    formulas: marked(contents.formulas[index], ''), notes: marked(contents.notes[index], ''), backgrounds: marked(contents.backgrounds[index], '#ffffff'),
  };
}

function plainText(cell: Cell | undefined): string {
  return cell === null || cell === undefined || isDateCell(cell) ? '' : String(cell);
}
