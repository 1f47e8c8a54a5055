/** Changes as they stand in lines of the Journal: compact, each line by itself, shorter than a cell may be. */
import type { Cell } from '../../core/table/cell';
import { isDateCell } from '../../core/table/cell';
import type { CellsEdited, RemovedPiece, RowsRemoved } from './edit-changes';
import { editTexts, readEdits, readPiece, removedTexts } from './edit-changes';
import { cellFingerprint, FINGERPRINT_LENGTH } from './fingerprint';
import { fingerprintsIn, joinFingerprints, parts } from './line-texts';

/** Tabs whose changes are written down. */
export const CHANGED_TABS = ['orders', 'clients', 'settings', 'archive', 'decisions', 'templates', 'outbox', 'segment_history'] as const;
export type ChangedTab = (typeof CHANGED_TABS)[number];

/** Rows that were appended: where they were put, and the fingerprint of each. */
export interface RowsAdded {
  readonly what: 'rows';
  readonly tab: ChangedTab;
  readonly firstRowIndex: number;
  readonly fingerprints: readonly string[];
}

/** A cell before an action ('' = empty); the row is named by its client or setting. `before` null: the row was not there. */
export interface CellChange {
  readonly row: string;
  readonly before: Cell;
  /** Fingerprint of what the action wrote. */
  readonly after: string;
}

/** Cells of one column that were overwritten. */
export interface CellsChanged {
  readonly what: 'cells';
  readonly tab: ChangedTab;
  readonly column: string;
  readonly cells: readonly CellChange[];
}

/** Columns that were appended; key '' for a column of the owner, who is known by his title. */
export interface ColumnsAdded {
  readonly what: 'columns';
  readonly tab: ChangedTab;
  readonly columns: readonly { readonly key: string; readonly title: string }[];
}

/** What an undo found when it began: rows that must remain although they look like those to remove, and rows changed since. */
export interface UndoBegun {
  readonly what: 'undo';
  readonly tab: ChangedTab;
  /** How many rows of a fingerprint stay. */
  readonly staying: readonly (readonly [fingerprint: string, count: number])[];
  /** Rows that were changed or deleted since. */
  readonly missing: number;
  /** Rows that come back: the fingerprint of each in the end, and how many rows of that fingerprint there shall be. */
  readonly returning: readonly (readonly [id: string, fingerprint: string, total: number])[];
  /** Rows of the grid below those of the tab; null where nobody counted them. */
  readonly spareRows: number | null;
}

/** A tab that was made because it was needed. */
export interface TabMade {
  readonly what: 'made';
  readonly tab: ChangedTab;
}

export type Change = RowsAdded | CellsChanged | ColumnsAdded | UndoBegun | CellsEdited | RowsRemoved | TabMade;

/** The three cells of a line that hold a change. */
export interface ChangeTexts {
  readonly area: string;
  readonly before: string;
  readonly fingerprint: string;
}

/** The lines of a change. */
export function changeTexts(change: Change): ChangeTexts[] {
  switch (change.what) {
    case 'rows': return parts(change.fingerprints, () => FINGERPRINT_LENGTH).map(({ first, items }) =>
      ({ area: `${change.tab}:rows:${change.firstRowIndex + first + 1}:${items.length}`, before: '', fingerprint: joinFingerprints(items) }));
    case 'cells': return parts(change.cells, ({ row, before }) => JSON.stringify(cellEntry(row, before)).length + 1).map(({ items }) => ({
      area: `${change.tab}:cells:${change.column}`,
      before: JSON.stringify(items.map(({ row, before }) => cellEntry(row, before))),
      fingerprint: joinFingerprints(items.map(({ after }) => after)),
    }));
    case 'columns': return parts(change.columns.map(({ key, title }) => [key, title] as const), (column) => JSON.stringify(column).length + 1)
      .map(({ items }) => ({ area: `${change.tab}:columns`, before: JSON.stringify(items), fingerprint: '' }));
    case 'edits': return editTexts(change);
    case 'removed': return removedTexts(change);
    case 'made': return [{ area: `${change.tab}:made`, before: '', fingerprint: '' }];
    case 'undo': {
      const texts = parts([...change.staying, ...change.returning], (entry) => JSON.stringify(entry).length + 1).map(({ items }, index) => undoText(change, index === 0 ? change.missing : 0, items));
      return texts.length > 0 ? texts : [undoText(change, change.missing, [])];
    }
  }
}

function undoText({ tab, spareRows }: UndoBegun, missing: number, entries: readonly (UndoBegun['staying'][number] | UndoBegun['returning'][number])[]): ChangeTexts {
  return { area: `${tab}:undo:${missing}${spareRows === null ? '' : `:${spareRows}`}`, before: JSON.stringify(entries), fingerprint: '' };
}

/** An empty cell before is the usual case and needs the row's name alone. */
function cellEntry(row: string, before: Cell): string | readonly [string, Cell] {
  return before === '' ? row : [row, before];
}

/** Reads a line; null when it was changed by hand and cannot be trusted. */
export function readChange({ area, before, fingerprint }: ChangeTexts): Change | RemovedPiece | null {
  const [tabText = '', what = '', first = '', second = '', third = ''] = area.split(':');
  const tab = CHANGED_TABS.find((known) => known === tabText);
  if (tab === undefined) return null;
  const fingerprints = fingerprintsIn(fingerprint);
  if (what === 'rows') {
    return fingerprints === null || fingerprints.length !== Number(second) ? null : { what, tab, firstRowIndex: Number(first) - 1, fingerprints };
  }
  if (what === 'edits') return readEdits(tab, first, second, before, fingerprint);
  if (what === 'removed') return readPiece(tab, first, second, third, before);
  if (what === 'made') return { what, tab };
  const list = listIn(before);
  if (list === null) return null;
  if (what === 'cells') {
    if (fingerprints === null || fingerprints.length !== list.length) return null;
    const cells = list.map((entry, index) => cellChange(entry, fingerprints[index] ?? ''));
    return cells.includes(null) ? null : { what, tab, column: first, cells: cells.filter((cell) => cell !== null) };
  }
  if (what === 'columns') return { what, tab, columns: list.flatMap((entry) => pair(entry, 'string')).map(([key, title]) => ({ key, title: String(title) })) };
  if (what === 'undo') {
    return {
      what, tab, missing: Number(first), spareRows: second === '' ? null : Number(second),
      staying: list.filter((entry) => !isTriple(entry)).flatMap((entry) => pair(entry, 'number')).map(([text, count]) => [text, Number(count)] as const),
      returning: list.filter(isTriple),
    };
  }
  return null;
}

function listIn(text: string): readonly unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as readonly unknown[]) : null;
  } catch {
    return null;
  }
}

function cellChange(entry: unknown, after: string): CellChange | null {
  if (typeof entry === 'string') return { row: entry, before: '', after };
  if (!Array.isArray(entry)) return null;
  const [row, before] = entry as readonly unknown[];
  const cell = before as Cell;
  const sound = before === null || typeof before === 'string' || typeof before === 'number' || typeof before === 'boolean' || (isDateCell(cell) && typeof cell.day === 'number');
  return typeof row === 'string' && sound ? { row, before: cell, after } : null;
}

function isTriple(entry: unknown): entry is readonly [string, string, number] {
  return Array.isArray(entry) && entry.length === 3 && typeof entry[0] === 'string' && typeof entry[1] === 'string' && typeof entry[2] === 'number';
}

function pair(entry: unknown, second: 'string' | 'number'): readonly (readonly [string, string | number])[] {
  if (!Array.isArray(entry)) return [];
  const [text, value] = entry as readonly unknown[];
  return typeof text === 'string' && typeof value === second ? [[text, value as string | number]] : [];
}

/** A cell change made of what stood there and what is written now. */
export function cellChangeOf(row: string, before: Cell, after: Cell): CellChange {
  return { row, before, after: cellFingerprint(after) };
}
