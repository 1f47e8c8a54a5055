/** Saved segments: audience expressions under a name, kept in a hidden tab of the spreadsheet, so that they go with a copy. */
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import type { SavedAudience } from '../../core/mail/audience';
import { foldFieldName } from '../../core/mail/template';
import { runsOf } from '../../core/table/index-runs';
import type { Base, Table } from '../base';
import { cellNumber, cellText, cellTime } from '../cells';
import { writeBlock } from '../row-block';
import { laterTable, soundTab } from '../sound-tab';
import { columnKeysOf } from '../tab-specs';

/** A saved segment as it stands. `made` is `YYYY-MM-DD HH:mm:ss` in the spreadsheet's zone. */
export interface StoredSegment extends SavedAudience {
  readonly made: string;
  /** Rows of the tab that hold it, also those of versions it replaced. */
  readonly rowIndexes: readonly number[];
}

/** An expression is cut into cells of this length: a cell holds 50,000 characters. */
const PART_LENGTH = 40_000;
/** Longest expression that is kept. */
export const LONGEST_SEGMENT = 400_000;

/**
 * Saved segments in the order of their names. 0 counted calls without the tab, else 1 (2 after somebody changed its header). A segment may
 * stand in several rows, in whatever order; of two versions, left by a save that was cut off, the newer whole one counts.
 */
export function readSegments(base: Base): readonly StoredSegment[] {
  const table = laterTable(base, 'saved_segments');
  return table === null ? [] : segmentsIn(table);
}

interface Version { readonly name: string; readonly made: string; readonly parts: { readonly line: number; readonly text: string }[]; readonly rowIndexes: number[] }

function segmentsIn({ rows, columns }: Table): StoredSegment[] {
  const versions = new Map<string, Version>();
  for (let rowIndex = 1; rowIndex < rows.length; rowIndex += 1) {
    const cell = (key: string): string => cellText(rows[rowIndex]?.[columns.get(key) ?? -1]);
    const name = cell('name');
    if (name === '') continue;
    const id = `${foldFieldName(name)}\n${cell('id')}`;
    const version = versions.get(id) ?? { name, made: cellTime(rows[rowIndex]?.[columns.get('time') ?? -1]), parts: [], rowIndexes: [] };
    const text = rows[rowIndex]?.[columns.get('text') ?? -1];
    // A part may begin or end with a space that belongs to it.
    version.parts.push({ line: cellNumber(rows[rowIndex]?.[columns.get('line') ?? -1]) ?? 0, text: typeof text === 'string' ? text : cellText(text) });
    version.rowIndexes.push(rowIndex);
    versions.set(id, version);
  }
  const segments = new Map<string, StoredSegment>();
  versions.forEach(({ name, made, parts, rowIndexes }) => {
    const former = segments.get(foldFieldName(name));
    const expression = parts.sort((a, b) => a.line - b.line).map(({ text }) => text).join('');
    const isNewer = former === undefined || made >= former.made;
    const all = [...(former?.rowIndexes ?? []), ...rowIndexes].sort((a, b) => a - b);
    segments.set(foldFieldName(name), isNewer || former === undefined ? { name, expression, made, rowIndexes: all } : { ...former, rowIndexes: all });
  });
  return [...segments.values()].sort((a, b) => (foldFieldName(a.name) < foldFieldName(b.name) ? -1 : 1));
}

/** The segment of a name, whatever its case. */
export function segmentNamed(segments: readonly StoredSegment[], name: string): StoredSegment | undefined {
  return segments.find((segment) => foldFieldName(segment.name) === foldFieldName(name));
}

/**
 * Keeps a segment, in place of the one of the same name; the caller holds the lock, has checked name and expression, and saves the state.
 * The new rows are written before the former ones go. The read, then 2 counted calls (1 more when the grid grows) and 1 for each run of
 * former rows; once the making of the tab.
 */
export function writeSegment(base: Base, name: string, expression: string): Outcome<readonly StoredSegment[] | null> {
  const table = soundTab(base, 'saved_segments');
  const { tab, columns, rows } = table;
  const former = segmentNamed(segmentsIn(table), name);
  const { book, clock, person, keys } = base.ports;
  const keyAt = new Map(columnKeysOf('saved_segments').flatMap((key) => {
    const index = columns.get(key);
    return index === undefined ? [] : [[index, key] as const];
  }));
  const columnIndexes = [...keyAt.keys()].sort((a, b) => a - b);
  const width = Math.max(...columnIndexes) + 1;
  const rowIndex = Math.max(1, rows.length);
  const parts: string[] = [];
  for (let start = 0; start === 0 || start < expression.length; start += PART_LENGTH) parts.push(expression.slice(start, start + PART_LENGTH));
  if (!book.canEdit(tab.sheetId, [{ rowIndex: 1, columnIndex: 0, rowCount: rowIndex + parts.length - 1, columnCount: width }])) return outcome(null, [issue('range.protected', { range: tab.name })]);
  const [time, actor, id] = [clock.timestamp(clock.now()), person.email(), keys.randomText()];
  const cells = parts.map((text, line): Readonly<Record<string, string | number>> => ({ name, time, actor, id, line: line + 1, text }));
  writeBlock(base, tab.sheetId, {
    rowIndex, columnIndexes, textColumns: columnIndexes.filter((index) => keyAt.get(index) !== 'line'),
    rows: cells.map((values) => Array.from({ length: width }, (_unused, index) => values[keyAt.get(index) ?? ''] ?? null)),
  });
  removeRows(base, tab.sheetId, former?.rowIndexes ?? []);
  return outcome(readSegments(base));
}

/** Takes a segment away; the caller holds the lock. The read and 1 counted call for each run of rows. */
export function dropSegment(base: Base, segment: StoredSegment): Outcome<readonly StoredSegment[] | null> {
  const table = laterTable(base, 'saved_segments');
  if (table === null) return outcome([]);
  const refused = !base.ports.book.canEdit(table.tab.sheetId, [{ rowIndex: 1, columnIndex: 0, rowCount: Math.max(1, table.rows.length - 1), columnCount: Math.max(1, table.titles.length) }]);
  if (refused) return outcome(null, [issue('range.protected', { range: table.tab.name })]);
  removeRows(base, table.tab.sheetId, segment.rowIndexes);
  return outcome(segmentsIn(table).filter(({ name }) => foldFieldName(name) !== foldFieldName(segment.name)));
}

function removeRows(base: Base, sheetId: number, rowIndexes: readonly number[]): void {
  for (const run of runsOf(rowIndexes).reverse()) base.ports.book.removeRows(sheetId, run.first, run.count);
}
