/** Edits of cells one after the other as one: each cell once, with what stood there first and what stands there last. */
import type { CellEdit } from './journal/bulk-edit';

/** Joins later edits to former ones. */
export function joinedEdits(former: readonly CellEdit[], later: readonly CellEdit[]): readonly CellEdit[] {
  if (former.length === 0 || later.length === 0) return former.length === 0 ? later : former;
  const joined = new Map(former.map((edit) => [`${edit.rowIndex} ${edit.columnIndex}`, edit]));
  for (const edit of later) {
    const place = `${edit.rowIndex} ${edit.columnIndex}`;
    const known = joined.get(place);
    joined.set(place, known === undefined ? edit : { ...edit, before: known.before });
  }
  return [...joined.values()];
}
