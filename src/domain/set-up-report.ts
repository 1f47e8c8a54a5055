/** What a set-up did, in words. */
import type { SetUpDone, TakenSheet } from '../contract/set-up-views';
import type { Issue } from '../core/issue';
import { isEmptyCell } from '../core/table/cell';
import { clientKeyOf, isNumericKeyColumn } from '../core/table/client-key';
import { isTotal } from '../core/table/sheet-proposal';
import type { Base } from './base';
import { issueViews } from './issue-view';
import type { SheetPlan } from './set-up-plan';
import { columnsToAdd } from './set-up-sheets';
import { say } from './words';

/** The report. `created` are names of tabs made beside the owner's. Calls nothing. */
export function setUpDone(base: Base, plans: readonly SheetPlan[], created: readonly string[], actionId: string | null, issues: readonly Issue[]): SetUpDone {
  const { language } = base;
  return {
    language,
    taken: plans.map((plan): TakenSheet => ({
      name: plan.tab.name,
      kind: plan.kind,
      rows: dataRows(plan).length,
      columnsKnown: [...new Set(plan.keys.values())].sort((a, b) => a - b).map((index) => plan.titles[index] ?? ''),
      columnsAdded: columnsToAdd(plan, language).map(({ title }) => title),
    })),
    created,
    remarks: plans.flatMap((plan) => remarksOn(plan, base, plans)),
    actionId,
    recalculate: base.state.orderRows > 0,
    issues: issueViews([...issues, ...base.settingIssues], language),
  };
}

function remarksOn(plan: SheetPlan, { language }: Base, plans: readonly SheetPlan[]): string[] {
  const sheet = plan.tab.name;
  const remarks: string[] = [];
  if (plan.alias !== null) remarks.push(say(language, 'setUp.knownBy', { sheet, column: plan.titles[plan.keys.get(plan.alias) ?? -1] ?? '' }));
  const totals = plan.rows.slice(1).filter(isTotal).length;
  if (totals > 0) remarks.push(say(language, 'setUp.totals', { sheet, count: totals }));
  if (plan.key === 'clients') {
    const { repeated, nameless } = keysOf(plan);
    if (repeated > 0) remarks.push(say(language, 'setUp.repeated', { sheet, count: repeated }));
    if (nameless > 0) remarks.push(say(language, 'setUp.nameless', { sheet, count: nameless }));
  }
  if (plan.kind === 'wide') remarks.push(say(language, plans.some(({ key }) => key === 'orders') ? 'setUp.wideBeside' : 'setUp.wide', { sheet }));
  return remarks;
}

function dataRows({ rows }: SheetPlan): SheetPlan['rows'] {
  return rows.slice(1).filter((row) => !isTotal(row) && row.some((cell) => !isEmptyCell(cell)));
}

/** Rows that stand for a client of an earlier row, and rows that name nobody. */
function keysOf(plan: SheetPlan): { readonly repeated: number; readonly nameless: number } {
  const column = plan.keys.get(plan.alias ?? 'client_id');
  if (column === undefined) return { repeated: 0, nameless: 0 };
  const cells = dataRows(plan).map((row) => row[column] ?? null);
  const numeric = isNumericKeyColumn(cells);
  const keys = cells.flatMap((cell) => clientKeyOf(cell, numeric) ?? []);
  return { repeated: keys.length - new Set(keys).size, nameless: cells.length - keys.length };
}
