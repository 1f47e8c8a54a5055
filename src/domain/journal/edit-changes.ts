/** Edited cells and removed rows as they stand in lines of the Journal: with all that must come back, and with what finds their place again. */
import type { Cell } from '../../core/table/cell';
import { isDateCell } from '../../core/table/cell';
import type { ChangedTab, ChangeTexts } from './changes';
import { FINGERPRINT_LENGTH } from './fingerprint';
import { fingerprintsIn, joinFingerprints, LONGEST_TEXT, MOST_FINGERPRINTS, parts } from './line-texts';

/** What finds a row again: where it stood, the client's text ('' in other tabs), and fingerprints without the cells that changed. */
export interface RowTrace {
  readonly place: number;
  readonly client: string;
  /** Of every cell that did not change and is not computed. */
  readonly rest: string;
  /** Of the cells that tell an order from others: another note does not change it. */
  readonly core: string;
}

/** A cell before an edit. */
export interface CellEdited {
  readonly trace: RowTrace;
  readonly before: Cell;
  /** '' when a value stood there. */
  readonly formula: string;
  /** The number format to give back; null when it need not be touched. */
  readonly format: string | null;
  /** Fingerprint of what was written. */
  readonly after: string;
}

/** Cells of one column; `group` joins what one call wrote. Key '' = a column of the owner, known by its title. */
export interface CellsEdited {
  readonly what: 'edits';
  readonly tab: ChangedTab;
  readonly group: string;
  readonly column: string;
  readonly title: string;
  readonly cells: readonly CellEdited[];
}

/** A row that was removed, with its content by index of `RowsRemoved.columns`. */
export interface RowRemoved {
  readonly place: number;
  /** Rows of the same content before the removal, those to be removed among them. */
  readonly standing: number;
  /** Fingerprints of the nearest rows that stayed; '' at the end of the tab. */
  readonly previous: string;
  readonly next: string;
  readonly cells: readonly Cell[];
  readonly formats: readonly string[];
  readonly formulas: readonly (readonly [columnIndex: number, text: string])[];
  readonly notes: readonly (readonly [columnIndex: number, text: string])[];
  readonly backgrounds: readonly (readonly [columnIndex: number, text: string])[];
}

/** Rows of a tab that one call removed. */
export interface RowsRemoved {
  readonly what: 'removed';
  readonly tab: ChangedTab;
  readonly group: string;
  readonly columns: readonly (readonly [key: string, title: string])[];
  readonly rows: readonly RowRemoved[];
}

/** A part of removed rows: their text may be longer than a cell. */
export interface RemovedPiece {
  readonly what: 'piece';
  readonly tab: ChangedTab;
  readonly group: string;
  readonly index: number;
  readonly count: number;
  readonly text: string;
}

/** Nothing at the ends of a text may be lost when cells are trimmed. */
const OPEN = 'j';
const CLOSE = '.';

/** The lines of edited cells. */
export function editTexts({ tab, group, column, title, cells }: CellsEdited): ChangeTexts[] {
  const lengthOf = (cell: CellEdited): number => JSON.stringify(entryOf(cell, [])).length + 1 + (cell.format ?? '').length;
  const most = LONGEST_TEXT - title.length - 200;
  return parts(cells, lengthOf, most, MOST_FINGERPRINTS).map(({ items }) => {
    const formats: string[] = [];
    const entries = items.map((cell) => entryOf(cell, formats));
    return {
      area: `${tab}:edits:${group}:${column}`,
      before: OPEN + JSON.stringify([title, formats, entries]) + CLOSE,
      fingerprint: joinFingerprints(items.map(({ after }) => after)),
    };
  });
}

/** Place, client, both fingerprints in one text, value, index of the format, formula; what is usual at the end is left out. */
function entryOf({ trace, before, formula, format }: CellEdited, formats: string[]): readonly unknown[] {
  if (format !== null && !formats.includes(format)) formats.push(format);
  const entry: unknown[] = [trace.place, trace.client, trace.rest + trace.core, before, format === null ? -1 : formats.indexOf(format), formula];
  if (formula === '') {
    entry.pop();
    if (format === null) entry.pop();
  }
  return entry;
}

/** Reads a line of edited cells; null when it was damaged. */
export function readEdits(tab: ChangedTab, group: string, column: string, before: string, fingerprint: string): CellsEdited | null {
  const afters = fingerprintsIn(fingerprint);
  const value = unwrapped(before);
  if (afters === null || !Array.isArray(value)) return null;
  const [title, formats, entries] = value as readonly unknown[];
  if (typeof title !== 'string' || !Array.isArray(formats) || !Array.isArray(entries) || entries.length !== afters.length) return null;
  const cells: CellEdited[] = [];
  for (const [index, entry] of (entries as readonly unknown[]).entries()) {
    if (!Array.isArray(entry)) return null;
    const [place, client, prints, cell, format = -1, formula = ''] = entry as readonly unknown[];
    if (typeof place !== 'number' || typeof client !== 'string' || typeof prints !== 'string' || !isCell(cell) || typeof format !== 'number' || typeof formula !== 'string') return null;
    const pattern = (formats as readonly unknown[])[format];
    cells.push({
      trace: { place, client, rest: prints.slice(0, FINGERPRINT_LENGTH), core: prints.slice(FINGERPRINT_LENGTH) },
      before: cell, formula, format: typeof pattern === 'string' ? pattern : null, after: afters[index] ?? '',
    });
  }
  return { what: 'edits', tab, group, column, title, cells };
}

/** The lines of removed rows. */
export function removedTexts({ tab, group, columns, rows }: RowsRemoved): ChangeTexts[] {
  const formats = [...new Set(rows.flatMap((row) => row.formats))];
  const indexOf = new Map(formats.map((format, index) => [format, index]));
  const text = JSON.stringify([columns, formats, rows.map((row) => [
    row.place, row.standing, row.previous, row.next, row.cells, row.formats.map((format) => indexOf.get(format) ?? 0), row.formulas, row.notes, row.backgrounds,
  ])]);
  const length = LONGEST_TEXT - 10;
  const count = Math.ceil(text.length / length);
  return Array.from({ length: count }, (_unused, index) => ({
    area: `${tab}:removed:${group}:${index}:${count}`, before: OPEN + text.slice(index * length, (index + 1) * length) + CLOSE, fingerprint: '',
  }));
}

/** Reads one line of removed rows; null when it was damaged. */
export function readPiece(tab: ChangedTab, group: string, index: string, count: string, before: string): RemovedPiece | null {
  if (!isWrapped(before) || !/^\d+$/.test(index) || !/^\d+$/.test(count)) return null;
  return { what: 'piece', tab, group, index: Number(index), count: Number(count), text: before.slice(OPEN.length, -CLOSE.length) };
}

/** Removed rows of their lines; null when one is missing or was damaged. */
export function joinPieces(pieces: readonly RemovedPiece[]): RowsRemoved | null {
  const [first] = pieces;
  const texts = new Map(pieces.map(({ index, text }) => [index, text]));
  if (first === undefined || texts.size !== first.count) return null;
  const value = parsed(Array.from({ length: first.count }, (_unused, index) => texts.get(index) ?? '').join(''));
  if (!Array.isArray(value)) return null;
  const [columns, formats, rows] = value as readonly unknown[];
  if (!isPairs(columns) || !isTexts(formats) || !Array.isArray(rows)) return null;
  const read = (rows as readonly unknown[]).map((row) => removedRow(row, formats));
  return read.includes(null) ? null : { what: 'removed', tab: first.tab, group: first.group, columns, rows: read.filter((row) => row !== null) };
}

function removedRow(row: unknown, formats: readonly string[]): RowRemoved | null {
  if (!Array.isArray(row)) return null;
  const [place, standing, previous, next, cells, formatIndexes, formulas, notes, backgrounds] = row as readonly unknown[];
  if (typeof place !== 'number' || typeof standing !== 'number' || typeof previous !== 'string' || typeof next !== 'string') return null;
  if (!Array.isArray(cells) || !cells.every(isCell) || !Array.isArray(formatIndexes) || !isMarked(formulas) || !isMarked(notes) || !isMarked(backgrounds)) return null;
  return { place, standing, previous, next, cells, formats: (formatIndexes as readonly unknown[]).map((index) => formats[Number(index)] ?? 'General'), formulas, notes, backgrounds };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function isPairs(value: unknown): value is RowsRemoved['columns'] {
  return Array.isArray(value) && value.every((pair) => isTexts(pair) && pair.length === 2);
}

function isMarked(value: unknown): value is RowRemoved['formulas'] {
  return Array.isArray(value) && value.every((entry) => Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'number' && typeof entry[1] === 'string');
}

function isCell(value: unknown): value is Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return true;
  return isDateCell(value as Cell) && typeof (value as { day: unknown }).day === 'number';
}

function isWrapped(text: string): boolean {
  return text.startsWith(OPEN) && text.endsWith(CLOSE) && text.length > OPEN.length;
}

function unwrapped(text: string): unknown {
  return isWrapped(text) ? parsed(text.slice(OPEN.length, -CLOSE.length)) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
