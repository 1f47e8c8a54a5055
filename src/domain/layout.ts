/** Which column holds what: by the remembered header, then by metadata, then by header synonyms; never by position. */
import type { Cell } from '../core/table/cell';
import { columnKeyOf } from '../core/language/names';
import type { Layout } from './base-state';
import { headerPrint } from './base-state';
import type { BookMarks } from './ports';

/** Column index by stable key. */
export type Columns = ReadonlyMap<string, number>;

/** Header texts of a row of cells, trimmed, without empty cells at the end. */
export function headerTitles(row: readonly Cell[] | undefined): string[] {
  const titles = (row ?? []).map((cell) => (typeof cell === 'object' || cell === null ? '' : String(cell).trim()));
  while (titles.length > 0 && titles[titles.length - 1] === '') titles.pop();
  return titles;
}

/** True when the header row reads exactly as remembered: then nothing was renamed, moved or added. */
export function sameHeader(layout: Layout | undefined, titles: readonly string[]): layout is Layout {
  if (layout?.print !== undefined) return layout.print === headerPrint(titles);
  return layout !== undefined && layout.titles.length === titles.length && layout.titles.every((title, index) => title === titles[index]);
}

/** Keys after one column of a tab without marks was renamed and nothing else changed: it stands where the lost title stood. */
export function keysAfterRename(layout: Layout, former: Layout | undefined): Layout {
  const { titles, keys } = layout;
  if (former === undefined || former.print !== undefined || former.titles.length !== titles.length) return layout;
  const changed = titles.flatMap((title, index) => (title === former.titles[index] ? [] : [index]));
  const [index] = changed;
  const key = index === undefined ? null : (former.keys[index] ?? null);
  if (index === undefined || changed.length > 1 || key === null || keys[index] !== null || keys.includes(key)) return layout;
  return { titles, keys: keys.map((known, at) => (at === index ? key : known)) };
}

/**
 * Keys of the columns of a changed header. Metadata follow a column through moves and renames and win; a column
 * without metadata is known by its header; each key is given once.
 */
export function layoutOf(titles: readonly string[], sheetId: number, marks: BookMarks, wanted: ReadonlySet<string>): Layout {
  const keys: (string | null)[] = titles.map(() => null);
  const given = new Set<string>();
  for (const mark of marks.columns) {
    if (mark.sheetId !== sheetId || given.has(mark.key) || mark.columnIndex >= titles.length) continue;
    keys[mark.columnIndex] = mark.key;
    given.add(mark.key);
  }
  titles.forEach((title, index) => {
    if (keys[index] !== null) return;
    const key = columnKeyOf(title);
    if (key === undefined || given.has(key) || !wanted.has(key)) return;
    keys[index] = key;
    given.add(key);
  });
  return { titles, keys };
}

/** Index by key. */
export function columnsOf(layout: Layout): Columns {
  const result = new Map<string, number>();
  layout.keys.forEach((key, index) => {
    if (key !== null && !result.has(key)) result.set(key, index);
  });
  return result;
}
