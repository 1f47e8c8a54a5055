/** Clients picked by hand: the rows that are selected in the Clients tab, as an audience. */
import type { SelectionView } from '../../contract/audience-views';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { quoted } from '../../core/mail/audience-syntax';
import { CLIENT_NAMES } from '../audience-columns';
import { openBase } from '../base';
import { readClients } from '../clients-table';
import type { Ports } from '../ports';
import { say } from '../words';
import { saveSegment } from './segments-desk';

/** Rows of a filtered tab are looked at one by one. */
const ROWS_LIMIT = 2_000;
/** A longer list of names does not go from page to page with every question; it is saved. */
const LONGEST_LIST = 20_000;

/**
 * The selected rows as an expression; a long list is saved as a segment. Rows that a filter hides are not picked, and counted. 2 counted
 * calls; those of saving beside where the list is long.
 */
export function viewSelection(ports: Ports): Outcome<SelectionView | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const base = opened.value;
  const { language } = base;
  const { value: clients, issues } = readClients(base);
  if (clients === null) return outcome(null, issues);
  const { tab } = clients.table;
  const selection = base.ports.book.selection(ROWS_LIMIT);
  if (selection === null || selection.sheetId !== tab.sheetId) return outcome(null, [issue('audience.selectionElsewhere', { tab: tab.name })]);
  if (selection.isTooLarge) return outcome(null, [issue('audience.selectionHuge', { count: selection.rowCount, limit: ROWS_LIMIT })]);
  const rows = new Set(selection.rowIndexes);
  const picked = clients.records.filter(({ rowIndex }) => rows.has(rowIndex));
  if (picked.length === 0) return outcome(null, [issue('audience.selectionEmpty', { tab: tab.name })]);
  const { hidden } = selection;
  const counted = say(language, hidden > 0 ? 'audience.pickedHidden' : 'audience.picked', { count: picked.length, hidden });
  const expression = `${CLIENT_NAMES[0]} in (${picked.map(({ key }) => quoted(key)).join(', ')})`;
  const view = { clients: picked.length, hidden, issues: [] };
  if (expression.length <= LONGEST_LIST) return outcome({ ...view, expression, text: counted });
  const name = say(language, 'audience.pickedName', { time: base.ports.clock.timestamp(base.ports.clock.now()).replace(/:/g, '.') });
  const saved = saveSegment(ports, { name, expression, replace: true });
  if (saved.value === null) return outcome(null, saved.issues);
  return outcome({ ...view, expression: quoted(name), text: `${counted} ${say(language, 'audience.pickedSaved', { name })}` });
}
