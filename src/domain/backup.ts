/** "Backup now": the data tabs copied inside the same spreadsheet under dated names; refused where the copies would not fit. */
import type { BackupReport } from '../contract/backup-views';
import type { Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { LANGUAGES } from '../core/language/language';
import type { TabKey } from '../core/language/names';
import { tabName } from '../core/language/names';
import type { Base } from './base';
import { openBase } from './base';
import { MOST_CELLS } from './import-limits';
import type { Ports, TabReference } from './ports';
import { laterTab } from './sound-tab';
import { underLock } from './under-lock';
import { say } from './words';

/** Room that imports and the Journal need to go on after the copy. */
const SPARE_CELLS = 100_000;

/** What the owner would miss: what is computed or only written by the system comes back by itself. */
const COPIED_TABS = ['clients', 'orders', 'archive', 'templates', 'consents'] as const satisfies readonly TabKey[];

/**
 * Copies the data tabs: values, formulas, formats, notes and rules. The copies stand hidden at the end, are no tabs of the base and are never
 * changed by it. A copy that an earlier run did not finish is finished first. Refused with `backup.tooLarge` before anything is made where they
 * would not fit into the spreadsheet. Counted calls: lock, Settings (2 when it was renamed), marks 1 where a copy stands, those of `copyTab` for each
 * tab, flush, lock.
 */
export function makeBackup(ports: Ports): Outcome<BackupReport | null> {
  return underLock(ports, () => copyTabs(ports));
}

function copyTabs(ports: Ports): Outcome<BackupReport | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const { book, clock } = base.ports;
  finishCopies(base);
  const tabs = COPIED_TABS.flatMap((key) => {
    const tab = key === 'archive' ? laterTab(base, key) : base.tab(key).value;
    return tab === null ? [] : [{ key, tab }];
  });
  const needed = tabs.reduce((sum, { tab }) => sum + book.tabCells(tab.sheetId), 0);
  const free = MOST_CELLS - book.gridCells();
  if (needed > free - SPARE_CELLS) return outcome(null, [issue('backup.tooLarge', { needed, free: Math.max(0, free) })]);
  // A colon may stand in a name here, but not in a file that the spreadsheet is saved as.
  const time = clock.timestamp(clock.now()).slice(0, 16).replace(':', '.');
  const names = tabs.map(({ key, tab }) => copyOf(base, key, tab, time));
  return outcome({ tabs: names, text: say(base.language, 'backup.done', { tabs: names.join(', ') }), issues: [] });
}

/**
 * Copies that were cut off in the making: they have a copy's name and still the marks of the tab they were taken from. A finished copy has
 * no marks, a tab of the base may have any name. 0 counted calls where no tab has such a name, else 1.
 */
export function unfinishedCopies(base: Base): readonly TabReference[] {
  return base.ports.book.tabs().flatMap((tab) => {
    const key = copiedTab(tab.name);
    if (key === null || base.tab(key).value?.sheetId === tab.sheetId || Object.values(base.state.tabs).includes(tab.sheetId)) return [];
    const { tabs, columns } = base.marks();
    // Marks are taken off one by one.
    return [...tabs, ...columns].some(({ sheetId }) => sheetId === tab.sheetId) ? [tab] : [];
  });
}

/**
 * Takes the marks off copies that were cut off: all their cells are there from the first moment, and may be the only ones that hold what was
 * changed since, so that none is ever removed. 1 counted call for each, and those of `unfinishedCopies`.
 */
export function finishCopies(base: Base): void {
  for (const { sheetId } of unfinishedCopies(base)) {
    base.ports.book.unmark(sheetId);
    base.marksChanged();
  }
}

/** Of which tab a tab of this name is a copy, or null. Calls nothing. */
export function copiedTab(name: string): (typeof COPIED_TABS)[number] | null {
  const [, own, time] = /^(.*?(\d{4}-\d{2}-\d{2} \d{2}\.\d{2}))(?: \(\d+\))?$/.exec(name) ?? [];
  if (own === undefined || time === undefined) return null;
  return COPIED_TABS.find((key) => LANGUAGES.some((language) => own === say(language, 'backup.name', { tab: tabName(key, language), time }))) ?? null;
}

function copyOf(base: Base, key: TabKey, tab: TabReference, time: string): string {
  const { book } = base.ports;
  const taken = new Set(book.tabs().map(({ name }) => name.toLowerCase()));
  const wanted = say(base.language, 'backup.name', { tab: tabName(key, base.language), time });
  let name = wanted;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${wanted} (${number})`;
  book.copyTab(tab.sheetId, name);
  return name;
}
