/** The demo base: an invented shop put into an empty base, and taken away again without touching what the owner added. */
import type { DemoReport } from '../contract/demo-views';
import type { Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import type { Base, Table } from './base';
import { openBase } from './base';
import type { DemoRows, DemoState } from './demo-rows';
import { demoClients, demoOrders } from './demo-rows';
import { writeHighlights } from './highlight';
import { issueViews } from './issue-view';
import { closeAction, writeEdits } from './journal/bulk-edit';
import { columnsAdded } from './journal/import-changes';
import type { Action } from './journal/journal-tab';
import { beginAction, endAction, Journal } from './journal/journal-tab';
import type { Ports } from './ports';
import { optionalOrderColumn, profileColumn } from './tab-specs';
import { underLock } from './under-lock';
import { say } from './words';

/** Columns of clients that the demo fills beside those every base has. */
const CLIENT_COLUMNS = ['city', 'birthday'] as const;

/**
 * Puts the demo into a base whose Clients and Orders are empty; refused with `demo.baseNotEmpty` otherwise. Run again after it was cut
 * off, it adds the rows that are missing. About 47 counted calls: the tabs are read, the columns that are missing made, then each block
 * of columns is written, with the lines of the Journal before.
 * @param language of the names and words in the rows
 */
export function makeDemo(ports: Ports, language: Language): Outcome<DemoReport | null> {
  return underLock(ports, () => made(ports, language));
}

function made(ports: Ports, language: Language): Outcome<DemoReport | null> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const tables = readTables(base);
  if (tables.value === null) return outcome(null, tables.issues);
  const { clients, orders } = tables.value;
  const isBegun = base.state.demo !== undefined && rowsOf(clients, orders, base.state.demo).some(({ asMade }) => asMade.length > 0);
  const demo = isBegun && base.state.demo !== undefined ? base.state.demo : { day: ports.clock.dayOf(ports.clock.now()), language };
  const found = rowsOf(clients, orders, demo);
  if (found.some(({ changed, hasOthers }) => changed.length > 0 || hasOthers)) return outcome(null, [issue('demo.baseNotEmpty')]);
  if (!canEdit(base, clients) || !canEdit(base, orders)) return outcome(null, [issue('range.protected', { range: canEdit(base, clients) ? orders.tab.name : clients.tab.name })]);

  const action = beginAction(base, 'demo', `${demo.language} ${demo.day}`, say(base.language, 'demo.shop'));
  // What the rows are told by must be known before the first of them stands.
  base.remember({ demo });
  base.saveState();
  const isWider = addColumns(base, action, clients, orders);
  const wide = isWider ? readTables(base) : tables;
  if (wide.value === null) return outcome(null, wide.issues);
  const [clientRows, orderRows] = rowsOf(wide.value.clients, wide.value.orders, demo);
  const written = writeEdits(base, action, [
    { tab: 'clients', table: clientRows.table, appended: clientRows.block },
    { tab: 'orders', table: orderRows.table, appended: orderRows.block },
  ]);
  if (written.value === null) return outcome(null, written.issues);
  writeHighlights(base, clientRows.table.tab.sheetId);
  base.remember({ orderRows: orderRows.asMade.length + orderRows.block.rows.length });
  const counts = { clients: clientRows.block.rows.length, orders: orderRows.block.rows.length };
  return outcome(end(base, action, { ...counts, rowsKept: 0 }, say(base.language, 'demo.made', counts)), [...opened.issues, ...written.issues]);
}

/**
 * Takes away the demo's rows that stand as they were made; rows of the owner, and rows he changed, stay. Where nothing else stands, the
 * figures counted from the demo go too, so that the base begins anew. May be repeated. About 22 counted calls while the demo's rows stand
 * together, and 1 for each further run of them.
 */
export function deleteDemo(ports: Ports): Outcome<DemoReport | null> {
  return underLock(ports, () => deleted(ports));
}

function deleted(ports: Ports): Outcome<DemoReport | null> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { demo } = base.state;
  const nothing = { clients: 0, orders: 0, rowsKept: 0, actionId: null, text: say(base.language, 'demo.nothing'), issues: [] };
  if (demo === undefined) return outcome(nothing);
  const tables = readTables(base);
  if (tables.value === null) return outcome(null, tables.issues);
  const [clientRows, orderRows] = rowsOf(tables.value.clients, tables.value.orders, demo);
  const counts = { clients: clientRows.asMade.length, orders: orderRows.asMade.length };
  const rowsKept = clientRows.changed.length + orderRows.changed.length;
  const action = beginAction(base, 'demo-delete', `${demo.language} ${demo.day}`, say(base.language, 'demo.shop'));
  const isNeeded = counts.clients + counts.orders > 0;
  if (isNeeded) {
    const written = writeEdits(base, action, [
      { tab: 'orders', table: orderRows.table, removedRows: orderRows.asMade },
      { tab: 'clients', table: clientRows.table, removedRows: clientRows.asMade },
    ]);
    if (written.value === null) return outcome(null, written.issues);
  }
  const isEmpty = rowsKept === 0 && !clientRows.hasOthers && !orderRows.hasOthers;
  if (isEmpty) forgetFigures(base);
  else base.remember({ orderRows: Math.max(0, orderRows.table.rows.length - 1 - counts.orders) });
  if (!isNeeded) {
    base.saveState();
    return outcome({ ...nothing, rowsKept });
  }
  const kept = rowsKept === 0 ? '' : ` ${say(base.language, 'demo.kept', { count: rowsKept })}`;
  return outcome(end(base, action, { ...counts, rowsKept }, `${say(base.language, 'demo.deleted', counts)}${kept}`));
}

function readTables(base: Base): Outcome<{ readonly clients: Table; readonly orders: Table } | null> {
  const clients = base.table('clients', ['client_id']);
  if (clients.value === null) return outcome(null, clients.issues);
  const orders = base.table('orders', ['client', 'date']);
  return orders.value === null ? outcome(null, orders.issues) : outcome({ clients: clients.value, orders: orders.value });
}

function rowsOf(clients: Table, orders: Table, demo: DemoState): readonly [clients: DemoRows, orders: DemoRows] {
  return [demoClients(clients, demo), demoOrders(orders, demo)];
}

function canEdit(base: Base, { tab, rows }: Table): boolean {
  return base.ports.book.canEdit(tab.sheetId, [{ rowIndex: 0, columnIndex: 0, rowCount: Math.max(2, rows.length), columnCount: Math.max(1, rows[0]?.length ?? 1) }]);
}

/** Makes the columns the demo fills and this base has not yet, written down first; false when there are none. */
function addColumns(base: Base, action: Action, clients: Table, orders: Table): boolean {
  const { book } = base.ports;
  const clientColumns = CLIENT_COLUMNS.filter((key) => !clients.columns.has(key)).map((key) => profileColumn(key, base.language));
  const orderColumns = orders.columns.has('product') ? [] : [optionalOrderColumn('product', base.language)];
  const changes = [...columnsAdded('clients', clients.tab.sheetId, clientColumns), ...columnsAdded('orders', orders.tab.sheetId, orderColumns)];
  if (changes.length === 0) return false;
  new Journal(base).write(action, 'planned', changes);
  const { clients: _clients, orders: _orders, ...layouts } = base.state.layouts;
  if (clientColumns.length > 0) book.appendColumns(clients.tab.sheetId, clients.titles.length - 1, clientColumns);
  if (orderColumns.length > 0) book.appendColumns(orders.tab.sheetId, orders.titles.length - 1, orderColumns);
  base.remember({ layouts });
  return true;
}

/** Nothing is left that figures could be counted from: the history of segments would tell of clients who never were. */
function forgetFigures(base: Base): void {
  const { book } = base.ports;
  const history = base.tab('segment_history').value;
  const rows = history === null ? 0 : book.rowCount(history.sheetId);
  if (history !== null && rows > 1) book.removeRows(history.sheetId, 1, rows - 1);
  base.remember({ orderRows: 0, recalculated: null, history: null, thresholdTexts: [] });
}

function end(base: Base, action: Action, counts: Pick<DemoReport, 'clients' | 'orders' | 'rowsKept'>, text: string): DemoReport {
  const pruned = closeAction(base, action);
  endAction(base, action.id);
  base.saveState();
  return { ...counts, actionId: action.id, text, issues: issueViews(pruned, base.language) };
}
