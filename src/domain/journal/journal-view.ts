/** The last actions in words, for "Undo last action" and the list of what can be undone. */
import type { JournalEntry, JournalView } from '../../contract/journal-views';
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Language } from '../../core/language/language';
import { tabName } from '../../core/language/names';
import { openBase } from '../base';
import type { Ports } from '../ports';
import { say } from '../words';
import type { ChangedTab } from './changes';
import type { RecordedAction } from './journal-tab';
import { Journal } from './journal-tab';
import { removedRowCount, wantedRows, writtenCellCount } from './undo-plan';

const ACTIONS_SHOWN = 20;

/** The last 20 actions, the newest first. Reads Settings and the Journal: 2 counted calls. */
export function viewJournal(ports: Ports): Outcome<JournalView | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const actions = new Journal(base).read().reverse();
  const last = actions.find(({ state, kind }) => state !== 'undone' && kind !== 'personal');
  return outcome({ entries: actions.slice(0, ACTIONS_SHOWN).map((action) => entryOf(action, base.language)), lastActionId: last?.id ?? null, issues: [] });
}

function entryOf(action: RecordedAction, language: Language): JournalEntry {
  const { id, kind, details, time, actor, state, changes } = action;
  const isHalfUndone = state !== 'undone' && changes.some(({ what }) => what === 'undo');
  return {
    actionId: id, kind, title: say(language, `journal.kind.${kind}`), details, what: whatOf(action, language), time, actor, state, stateText: say(language, `journal.state.${isHalfUndone ? 'half' : state}`),
  };
}

/** Tabs of the list in the order in which they are named. */
const NAMED_TABS = ['orders', 'clients', 'archive', 'decisions', 'templates', 'outbox', 'segment_history'] as const satisfies readonly ChangedTab[];

function whatOf({ changes }: RecordedAction, language: Language): string {
  const parts: string[] = [];
  const add = (key: 'journal.rowsAdded' | 'journal.cellsChanged' | 'journal.rowsRemoved' | 'journal.cells.settings' | 'journal.columns', count: number, tab = ''): void => {
    if (count > 0) parts.push(say(language, key, { count, tab }));
  };
  for (const tab of NAMED_TABS) {
    const own = changes.filter((change) => change.tab === tab);
    const name = tabName(tab, language);
    add('journal.rowsAdded', [...wantedRows(tab, own).values()].reduce((sum, count) => sum + count, 0), name);
    add('journal.cellsChanged', writtenCellCount(own), name);
    add('journal.rowsRemoved', removedRowCount(own), name);
  }
  add('journal.cells.settings', writtenCellCount(changes.filter(({ tab }) => tab === 'settings')));
  add('journal.columns', new Set(changes.flatMap((change) => (change.what === 'columns' ? change.columns.map(({ title }) => `${change.tab}\n${title}`) : []))).size);
  return parts.length === 0 ? say(language, 'journal.nothing') : parts.join(', ');
}
