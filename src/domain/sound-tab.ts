/** Tabs that are made when they are first needed: found by id or metadata, never mistaken for an owner's tab of the same name. */
import { hasError } from '../core/issue';
import { LANGUAGES } from '../core/language/language';
import { columnName, tabName } from '../core/language/names';
import type { Base, Table } from './base';
import { CHANGED_TABS } from './journal/changes';
import type { Action } from './journal/journal-tab';
import { Journal } from './journal/journal-tab';
import { headerTitles } from './layout';
import type { TabReference } from './ports';
import type { LATER_TABS } from './tab-specs';
import { columnKeysOf, tabSpec } from './tab-specs';

/** Keys of such tabs. */
export type LaterTabKey = (typeof LATER_TABS)[number];

/**
 * The tab as it stands, or null while it was never made. 0 counted calls where nothing of that name stands and none is remembered;
 * 1 (the header) for a tab known by its name alone.
 */
export function laterTab(base: Base, key: LaterTabKey): TabReference | null {
  const { book } = base.ports;
  const remembered = base.copied ? undefined : base.state.tabs[key];
  if (remembered !== undefined && book.tabs().some(({ sheetId }) => sheetId === remembered)) return base.tab(key).value;
  const named = namedTabs(base, key);
  if (remembered === undefined && !base.copied && named.length === 0) return null;
  const marked = base.tab(key).value;
  if (marked === null) return null;
  // A tab found by its name alone may be the owner's own.
  const isOurs = !named.some(({ sheetId }) => sheetId === marked.sheetId) || hasOurHeader(base, marked, key);
  if (isOurs) return marked;
  const { [key]: _notOurs, ...tabs } = base.state.tabs;
  base.remember({ tabs });
  return null;
}

/** The rows of such a tab, or null while it was never made. Counted calls of `laterTab` and 1 to read (2 when its header changed). */
export function laterTable(base: Base, key: LaterTabKey): Table | null {
  return laterTab(base, key) === null ? null : base.table(key).value;
}

/**
 * The tab with its rows; a missing tab or missing columns are made. To be written down by `saveState` of the caller. 1 counted call for a
 * tab that stands (2 when its header changed); making one is not limited. One whose making was cut off is made anew.
 * @param action the action that needs it: its undo removes the tab again when nothing is left in it
 */
export function soundTab(base: Base, key: LaterTabKey, action?: Action): Table {
  const { book } = base.ports;
  const spec = tabSpec(key, base.language);
  if (laterTab(base, key) === null) {
    removeUnfinishedTab(base, key, () => wasMade(base, key));
    const taken = new Set(book.tabs().map(({ name }) => name.toLowerCase()));
    let name = spec.name;
    for (let number = 1; taken.has(name.toLowerCase()); number += 1) name = `Clientura ${spec.name}${number === 1 ? '' : ` ${number}`}`;
    const undoable = CHANGED_TABS.find((changed) => changed === key);
    if (action !== undefined && undoable !== undefined) {
      new Journal(base).write(action, 'planned', [{ sheetId: -1, change: { what: 'made', tab: undoable } }]);
      // What is waiting to be written is lost with an execution that is cut off; a tab just inserted stays.
      book.flush();
    }
    const sheetId = book.createTab({ ...spec, name });
    const titles = spec.columns.map(({ title }) => title);
    // Nothing stands there but the header just written.
    base.remember({
      tabs: { ...base.state.tabs, [key]: sheetId },
      layouts: { ...base.state.layouts, [key]: { titles, keys: spec.columns.map((column) => column.key) } },
    });
    base.marksChanged();
    const made = base.tableFrom(key, { sheetId, name }, [titles], []).value;
    if (made !== null) return made;
  }
  const { value: table, issues } = base.table(key);
  if (table === null || hasError(issues)) throw new Error(`The tab ${key} was just made and is not there.`);
  const missing = spec.columns.filter((column) => !table.columns.has(column.key));
  if (missing.length === 0) return table;
  book.appendColumns(table.tab.sheetId, table.titles.length - 1, missing);
  const { [key]: _former, ...layouts } = base.state.layouts;
  base.remember({ layouts });
  const whole = base.table(key).value;
  if (whole === null) throw new Error(`The tab ${key} lost its columns.`);
  return whole;
}

/**
 * Removes a tab whose making was cut off: of our name, without a single cell, and marked as ours or known to have been made. 0 counted calls where
 * there is no empty tab of that name.
 */
export function removeUnfinishedTab(base: Base, key: LaterTabKey, isMade: () => boolean): void {
  const { book } = base.ports;
  for (const { sheetId } of namedTabs(base, key).filter((tab) => book.rowCount(tab.sheetId) === 0)) {
    if (base.marks().tabs.some((mark) => mark.sheetId === sheetId && mark.key === key) || isMade()) book.removeTab(sheetId);
  }
}

/** True when an action that stands wrote down that it makes the tab: an empty one is not the owner's own then. 1 counted call. */
function wasMade(base: Base, key: LaterTabKey): boolean {
  return new Journal(base).read().some(({ state, changes }) => state !== 'undone' && changes.some(({ what, tab }) => what === 'made' && tab === key));
}

function namedTabs(base: Base, key: LaterTabKey): readonly TabReference[] {
  const names = new Set(LANGUAGES.flatMap((language) => [tabName(key, language), `Clientura ${tabName(key, language)}`]));
  return base.ports.book.tabs().filter(({ name }) => names.has(name));
}

function hasOurHeader(base: Base, tab: TabReference, key: LaterTabKey): boolean {
  const titles = new Set(headerTitles(base.ports.book.readHeader(tab.sheetId)));
  return columnKeysOf(key).every((column) => LANGUAGES.some((language) => titles.has(columnName(column, language))));
}
