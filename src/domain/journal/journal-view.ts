/** The last actions in words, for "Undo last action" and the list of what can be undone. */
import type { JournalEntry, JournalView } from '../../contract/journal-views';
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Language } from '../../core/language/language';
import { openBase } from '../base';
import type { Ports } from '../ports';
import { say } from '../words';
import type { RecordedAction } from './journal-tab';
import { Journal } from './journal-tab';
import { wantedRows, writtenCells } from './undo-plan';

const ACTIONS_SHOWN = 20;

/** The last 20 actions, the newest first. Reads Settings and the Journal: 2 counted calls. */
export function viewJournal(ports: Ports): Outcome<JournalView | null> {
  const { value: base, issues } = openBase(ports);
  if (base === null) return outcome(null, issues);
  const actions = new Journal(base).read().reverse();
  const last = actions.find(({ state }) => state !== 'undone');
  return outcome({ entries: actions.slice(0, ACTIONS_SHOWN).map((action) => entryOf(action, base.language)), lastActionId: last?.id ?? null, issues: [] });
}

function entryOf(action: RecordedAction, language: Language): JournalEntry {
  const { id, kind, details, time, actor, state } = action;
  return {
    actionId: id, kind, title: say(language, `journal.kind.${kind}`), details, what: whatOf(action, language), time, actor, state, stateText: say(language, `journal.state.${state}`),
  };
}

function whatOf({ changes }: RecordedAction, language: Language): string {
  const rows = (tab: 'orders' | 'clients'): number => [...wantedRows(tab, changes.filter((change) => change.tab === tab)).values()].reduce((sum, count) => sum + count, 0);
  const cells = (tab: 'clients' | 'settings'): number => writtenCells(changes.filter((change) => change.tab === tab)).size;
  const columns = new Set(changes.flatMap((change) => (change.what === 'columns' ? change.columns.map(({ title }) => `${change.tab}\n${title}`) : []))).size;
  const counts = [
    ['journal.rows.orders', rows('orders')], ['journal.rows.clients', rows('clients')], ['journal.cells.clients', cells('clients')],
    ['journal.cells.settings', cells('settings')], ['journal.columns', columns],
  ] as const;
  const parts = counts.filter(([, count]) => count > 0).map(([key, count]) => say(language, key, { count }));
  return parts.length === 0 ? say(language, 'journal.nothing') : parts.join(', ');
}
