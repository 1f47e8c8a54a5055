/** The columns that a file brings into the base: found, marked so that they are found again after they were renamed, or made. */
import type { ImportPlan } from '../contract/import-views';
import type { ClientField } from '../core/table/field';
import { CLIENT_FIELDS, COLUMN_OF_CLIENT_FIELD } from '../core/table/field';
import type { Base, Table } from './base';
import { fingerprintOf } from './journal/fingerprint';
import { columnsAdded } from './journal/import-changes';
import type { Action } from './journal/journal-tab';
import { Journal } from './journal/journal-tab';
import type { ColumnSpec } from './ports';
import { OPTIONAL_ORDER_COLUMNS, optionalOrderColumn, profileColumn } from './tab-specs';

const LONGEST_TITLE = 200;

/** Parts of a name that make the name of a client on an orders file; they become columns only where a clients file brings them. */
const NAME_PARTS: readonly ClientField[] = ['firstName', 'lastName', 'patronymic'];

/** The title under which a column of the file that is no field is kept; '' = it is not. */
export function ownTitle(plan: ImportPlan, source: number): string {
  return (plan.header[source] ?? '').replace(/\s+/g, ' ').slice(0, LONGEST_TITLE).trim();
}

/** The stable key of such a column: made of the title in the file, so that renaming the column in the base changes nothing. */
function ownKey(title: string): string {
  return `own-${fingerprintOf(title.toLowerCase())}`;
}

/** Where such a column stands: by its key, else by its title where that is no column of ours. Calls nothing. */
export function ownColumnIndex(table: Table, title: string): number | undefined {
  if (title === '') return undefined;
  const marked = table.columns.get(ownKey(title));
  if (marked !== undefined) return marked;
  const keyed = new Set(table.columns.values());
  const index = table.titles.findIndex((known, at) => known.toLowerCase() === title.toLowerCase() && !keyed.has(at));
  return index < 0 ? undefined : index;
}

/** What is to be made and marked in one tab. */
interface ColumnPlan {
  readonly table: Table;
  readonly tab: 'orders' | 'clients';
  readonly made: readonly ColumnSpec[];
  readonly marked: readonly { readonly columnIndex: number; readonly key: string }[];
}

/**
 * Makes the columns a file brings, written down first; false when there are none to make. Counted calls only where something is made or marked:
 * the Journal (2), 1 for each mark, and what `appendColumns` takes.
 */
export function addColumns(base: Base, action: Action, tables: { readonly orders: Table | null; readonly clients: Table }, plan: ImportPlan): boolean {
  const plans = plansOf(base, tables, plan);
  const { book } = base.ports;
  const changes = plans.flatMap(({ tab, table, made }) => columnsAdded(tab, table.tab.sheetId, made));
  if (changes.length > 0) new Journal(base).write(action, 'planned', changes);
  for (const { table, tab, made, marked } of plans) {
    if (marked.length > 0) book.mark(table.tab.sheetId, null, marked);
    if (made.length > 0) book.appendColumns(table.tab.sheetId, table.titles.length - 1, made);
    if (made.length + marked.length > 0) forgetLayout(base, tab);
  }
  return changes.length > 0;
}

/** The tables as they will be when the columns were made: what a preview compares a file with. Calls nothing. */
export function withColumns(base: Base, tables: { readonly orders: Table | null; readonly clients: Table }, plan: ImportPlan): { readonly orders: Table | null; readonly clients: Table } {
  const plans = plansOf(base, tables, plan);
  const extended = (tab: ColumnPlan['tab']): Table | null => {
    const found = plans.find((entry) => entry.tab === tab);
    if (found === undefined) return null;
    const { table, made, marked } = found;
    const columns = new Map([...table.columns, ...marked.map(({ key, columnIndex }) => [key, columnIndex] as const), ...made.map(({ key }, offset) => [key, table.titles.length + offset] as const)]);
    return { ...table, columns, titles: [...table.titles, ...made.map(({ title }) => title)] };
  };
  return { orders: extended('orders'), clients: extended('clients') ?? tables.clients };
}

function plansOf(base: Base, tables: { readonly orders: Table | null; readonly clients: Table }, plan: ImportPlan): ColumnPlan[] {
  const isClients = plan.kind === 'clients';
  return [
    ...(tables.orders === null ? [] : [planOf(tables.orders, 'orders', orderSpecs(base, tables.orders, plan), isClients ? null : plan)]),
    planOf(tables.clients, 'clients', profileSpecs(base, tables.clients, plan), isClients ? plan : null),
  ];
}

/** @param owned the plan where its unmapped columns go into this tab, else null */
function planOf(table: Table, tab: 'orders' | 'clients', fields: readonly ColumnSpec[], owned: ImportPlan | null): ColumnPlan {
  const made = [...fields];
  const marked: { columnIndex: number; key: string }[] = [];
  const seen = new Set(table.titles.map((title) => title.toLowerCase()));
  for (const source of owned?.extraColumns ?? []) {
    const title = owned === null ? '' : ownTitle(owned, source);
    const key = ownKey(title);
    if (title === '' || table.columns.has(key) || [...made, ...marked].some((known) => known.key === key)) continue;
    const columnIndex = ownColumnIndex(table, title);
    if (columnIndex !== undefined) marked.push({ columnIndex, key });
    else if (!seen.has(title.toLowerCase())) made.push({ key, title, owner: 'owner', format: 'text', widthPixels: 120 });
    seen.add(title.toLowerCase());
  }
  return { table, tab, made, marked };
}

function orderSpecs(base: Base, orders: Table, plan: ImportPlan): ColumnSpec[] {
  if (plan.kind === 'clients') return [];
  return OPTIONAL_ORDER_COLUMNS.filter((key) => plan.mapping[key === 'paid_date' ? 'paidDate' : key] !== undefined && !orders.columns.has(key))
    .map((key) => optionalOrderColumn(key, base.language));
}

function profileSpecs(base: Base, clients: Table, plan: ImportPlan): ColumnSpec[] {
  return CLIENT_FIELDS.filter((field) => plan.mapping[field] !== undefined && !clients.columns.has(COLUMN_OF_CLIENT_FIELD[field]))
    .filter((field) => plan.kind === 'clients' || !NAME_PARTS.includes(field))
    .map((field) => profileColumn(COLUMN_OF_CLIENT_FIELD[field], base.language));
}

function forgetLayout(base: Base, key: 'orders' | 'clients'): void {
  const { [key]: _former, ...layouts } = base.state.layouts;
  base.remember({ layouts });
}
