/** Styles of Univer cells: ids of patched styles, and the automatic format that comes from a formula's result. */
import type { CustomData, ICellData, Nullable } from '@univerjs/core';
import type { UniverSheet } from './univer-sheet';
import type { StylePatch } from './values';
import { patchUniverStyle } from './style-conversion';

/** The cell with another style id, or without one. */
export function withStyle(cell: ICellData, s: string | null): ICellData {
  const result: ICellData = { ...cell };
  if (s) result.s = s;
  else delete result.s;
  return result;
}

/** Mark of a formula cell whose number format comes from its result. */
export const AUTOMATIC: CustomData = Object.freeze({ automaticFormat: true });

/** The cell without the number format that its formula's result gave it. */
export function withoutAutomaticFormat(cell: Nullable<ICellData>, styles: StyleCache): Nullable<ICellData> {
  if (!cell?.custom?.['automaticFormat'] || !cell.s) return cell;
  const bare = withStyle(cell, styles.patched(cell, { pattern: null }));
  delete bare.custom;
  return bare;
}

/** The cell with its number format kept, whatever its formula gives. */
export function withoutMark(cell: ICellData): ICellData {
  if (!cell.custom?.['automaticFormat']) return cell;
  const { custom: _custom, ...rest } = cell;
  return rest;
}

/** Style ids by old style and patch: whole-range writes repeat a few combinations. */
export class StyleCache {
  private readonly byPatch = new Map<StylePatch, Map<unknown, string | null>>();
  private readonly byPattern = new Map<string | null, StylePatch>();

  constructor(private readonly sheet: UniverSheet) {}

  hasPattern(style: ICellData['s']): boolean {
    return !!style && !!this.sheet.book.workbook.getStyles().getStyleByCell({ s: style })?.n;
  }

  patched(cell: Nullable<ICellData>, patch: StylePatch): string | null {
    let key = patch;
    if (patch.pattern !== undefined && Object.keys(patch).length === 1) {
      const known = this.byPattern.get(patch.pattern);
      if (known) key = known;
      else this.byPattern.set(patch.pattern, patch);
    }
    let ids = this.byPatch.get(key);
    if (!ids) this.byPatch.set(key, ids = new Map<unknown, string | null>());
    const old = cell?.s ?? null;
    let id = ids.get(old);
    if (id === undefined) {
      const styles = this.sheet.book.workbook.getStyles();
      const data = patchUniverStyle(cell?.s ? styles.getStyleByCell(cell) ?? null : null, patch);
      ids.set(old, id = data ? styles.setValue(data) ?? null : null);
    }
    return id;
  }
}

/** True when rows, columns or the sheet itself carry styles. */
export function hasLineStyles(snapshot: { rowData?: object; columnData?: object; defaultStyle?: unknown }): boolean {
  const styled = (lines: object | undefined): boolean => Object.values(lines ?? {}).some((line: { s?: unknown } | null | undefined) => !!line?.s);
  return !!snapshot.defaultStyle || styled(snapshot.columnData) || styled(snapshot.rowData);
}
