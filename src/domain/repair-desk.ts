/** "Check and repair": finds what the base lost, puts it back and says what it did; never touches data. */
import type { RepairLook, RepairReport } from '../contract/set-up-views';
import type { Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import type { Base } from './base';
import { openBase } from './base';
import { issueViews } from './issue-view';
import { columnsAdded } from './journal/import-changes';
import { beginAction, endAction, Journal } from './journal/journal-tab';
import type { Ports } from './ports';
import type { Fault } from './repair-faults';
import { CHECKED_WORDS, findFaults } from './repair-faults';
import { underLock } from './under-lock';
import { say } from './words';

/** What is missing or broken. Reads only. Counted calls: Settings 1 and those of `findFaults`. */
export function lookForRepair(ports: Ports): Outcome<RepairLook | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  return outcome({
    findings: findFaults(base).map(({ finding }) => finding),
    checked: CHECKED_WORDS.map((key) => say(base.language, key)),
    issues: issueViews(base.settingIssues, base.language),
  });
}

/**
 * Puts back what can be put back; refused whole where a tab may not be edited. Written down in the Journal first: columns it appends can be taken
 * back while they are empty. Run again after it was cut off it finds what is left. Counted calls: those of `findFaults`, then of each fix, Journal 3, state 1.
 */
export function runRepair(ports: Ports): Outcome<RepairReport | null> {
  return underLock(ports, () => repairOpened(ports));
}

function repairOpened(ports: Ports): Outcome<RepairReport | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const faults = findFaults(base);
  const fixable = faults.filter(({ fix }) => fix !== null);
  const refused = refusedTabs(base, fixable);
  if (refused.length > 0) return outcome(null, refused.map((range) => issue('range.protected', { range })));
  const actionId = fixable.length === 0 ? null : repair(base, fixable);
  const left = faults.filter(({ fix }) => fix === null).map(({ finding }) => finding);
  return outcome({ repaired: fixable.map(({ finding }) => finding), left, actionId, text: textOf(base, fixable.length, left.length), issues: issueViews(base.settingIssues, base.language) });
}

function repair(base: Base, faults: readonly Fault[]): string {
  const texts = faults.map(({ finding: { sheet, text } }) => (sheet === null ? text : `${sheet}: ${text}`));
  const action = beginAction(base, 'repair', texts.join('\n'), texts.join(' '));
  const journal = new Journal(base);
  journal.write(action, 'planned', faults.flatMap(({ sheetId, columns }) =>
    (sheetId === null || columns === null || (columns.tab !== 'orders' && columns.tab !== 'clients') ? [] : columnsAdded(columns.tab, sheetId, columns.specs))));
  for (const { fix } of faults) fix?.();
  endAction(base, action.id);
  base.saveState();
  journal.write(action, 'done', []);
  return action.id;
}

function refusedTabs({ ports: { book } }: Base, faults: readonly Fault[]): string[] {
  const sheetIds = new Set(faults.flatMap(({ sheetId }) => sheetId ?? []));
  return book.tabs().filter(({ sheetId }) => {
    if (!sheetIds.has(sheetId)) return false;
    const { rowCount, columnCount } = book.gridSize(sheetId);
    return !book.canEdit(sheetId, [{ rowIndex: 0, columnIndex: 0, rowCount, columnCount }]);
  }).map(({ name }) => name);
}

function textOf({ language }: Base, repaired: number, left: number): string {
  const sentences = [repaired === 0 ? say(language, 'repair.nothing') : say(language, 'repair.did', { count: repaired })];
  if (left > 0) sentences.push(say(language, 'repair.left', { count: left }));
  return sentences.join(' ');
}
