/** Remarks of an import: what is worth knowing of rows that were used, kept between chunks and told in the report. */
import type { ImportPlan } from '../contract/import-views';
import type { IssueView } from '../contract/issue-view';
import type { Issue } from '../core/issue';
import { issue } from '../core/issue';
import type { Language } from '../core/language/language';
import type { ImportedRow } from '../core/table/order-rows';
import { cellText } from './cells';
import { GREATEST_CELL_LENGTH } from './import-limits';
import type { RejectedCount, Remark } from './import-state';
import { issueViews } from './issue-view';
import type { Cell } from '../core/table/cell';

/**
 * Joins the remarks of one chunk to the former ones, by code and column. Rejected rows are counted elsewhere, and what
 * concerns a whole column was shown before the import began: neither is a remark.
 */
export function joinRemarks(former: readonly Remark[], found: readonly Issue[], rejected: readonly Pick<RejectedCount, 'code'>[]): Remark[] {
  const result = new Map(former.map((remark) => [keyOf(remark.issue), remark]));
  const rejecting = new Set<string>(rejected.map(({ code }) => code));
  for (const entry of found) {
    const more = entry.code === 'issue.more';
    const code = more ? String(entry.params['code']) : entry.code;
    if (rejecting.has(code) || (!more && entry.place?.rowIndex === undefined)) continue;
    const key = keyOf({ ...entry, code });
    const known = result.get(key);
    if (known !== undefined) result.set(key, { ...known, count: known.count + (more ? Number(entry.params['count']) : 1) });
    else if (!more) result.set(key, { issue: entry, count: 1 });
  }
  return [...result.values()];
}

function keyOf({ code, place }: { readonly code: string; readonly place?: Issue['place'] }): string {
  return `${code}\n${String(place?.columnIndex ?? '')}`;
}

/** The remarks as the pages receive them: the first of a kind located, with the number of all. */
export function remarkViews(remarks: readonly Remark[], language: Language): IssueView[] {
  return remarks.flatMap((remark) => issueViews([remark.issue], language).map((view) => ({ ...view, count: remark.count })));
}

/** Names the texts that are longer than a cell holds: orders, clients and the owner's own columns are cut to it. @param rowIndexes rows of the file, one for each of `cells` */
export function cutTexts(rows: readonly ImportedRow[], cells: readonly (readonly Cell[])[], rowIndexes: readonly number[], plan: ImportPlan): Issue[] {
  const issues: Issue[] = [];
  const cellsAt = new Map(rowIndexes.map((rowIndex, index) => [rowIndex, cells[index]]));
  const check = (text: string, rowIndex: number, columnIndex: number | undefined): void => {
    if (text.length <= GREATEST_CELL_LENGTH || columnIndex === undefined) return;
    const place = { sheet: plan.fileName, rowIndex, columnIndex, columnName: plan.header[columnIndex] ?? '' };
    issues.push(issue('cell.tooLong', { length: text.length, longest: GREATEST_CELL_LENGTH }, place));
  };
  for (const row of rows) {
    check(row.client, row.rowIndex, plan.mapping.client);
    check(row.order ?? '', row.rowIndex, plan.mapping.order);
    for (const columnIndex of plan.extraColumns) {
      const cell = cellsAt.get(row.rowIndex)?.[columnIndex];
      if (typeof cell === 'string') check(cellText(cell), row.rowIndex, columnIndex);
    }
  }
  return issues;
}
