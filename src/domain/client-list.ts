/** Clients of an audience: compiled by core, read from the Clients tab as it stands, listed, shown and located. */
import type { AudienceOption } from '../contract/mailing-views';
import type { ClientRow, ClientsPage, ClientsQuery } from '../contract/segment-views';
import { formatIsoDay } from '../core/calendar';
import type { Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import { formatDay, formatMoney } from '../core/language/format';
import { dormancyName, segmentName } from '../core/language/names';
import { isValidAddress } from '../core/mail/address';
import type { AudienceClient } from '../core/mail/audience';
import { compileAudience } from '../core/mail/audience';
import { majorOf } from '../core/money';
import { segmentReason } from '../core/rfm/reason';
import type { ClientFigures } from '../core/segmentation';
import type { Base } from './base';
import { openBase } from './base';
import { cellText } from './cells';
import type { ClientRecord, ClientsRead } from './clients-table';
import { clientCell, readClients, storedFigures } from './clients-table';
import { issueViews } from './issue-view';
import type { ColumnFilter, Ports } from './ports';
import { COMPUTED_CLIENT_COLUMNS } from './tab-specs';

/** A client with his figures and own columns. */
export interface ListedClient {
  readonly record: ClientRecord;
  readonly figures: ClientFigures;
}

/** The Clients tab, read once, with figures. */
export interface ClientBase {
  readonly clients: ClientsRead;
  readonly listed: readonly ListedClient[];
}

/** Reads Clients with figures. 1 counted call. */
export function readClientBase(base: Base): Outcome<ClientBase | null> {
  const { value: clients, issues } = readClients(base);
  if (clients === null) return outcome(null, issues);
  const listed = clients.records.map((record) => ({ record, figures: storedFigures(clients, record, base.language) }));
  return outcome({ clients, listed }, issues);
}

/** The owner's own columns an audience may name: every column of Clients that is no figure. */
export function ownColumns(clients: ClientsRead): { readonly name: string; readonly columnIndex: number }[] {
  const computed = new Set<string>(COMPUTED_CLIENT_COLUMNS);
  const names: { name: string; columnIndex: number }[] = [];
  const keyAt = new Map([...clients.table.columns].map(([key, index]) => [index, key]));
  clients.table.titles.forEach((title, columnIndex) => {
    const key = keyAt.get(columnIndex);
    if (key !== undefined && computed.has(key)) return;
    if (key !== undefined) names.push({ name: key, columnIndex });
    if (title !== '' && title !== key) names.push({ name: title, columnIndex });
  });
  return names;
}

/** Clients that match an audience expression, in the order of the tab. */
export function selectClients(data: ClientBase, expression: string): Outcome<readonly ListedClient[] | null> {
  const own = ownColumns(data.clients);
  const { value: audience, issues } = compileAudience(expression.trim() === '' ? 'all' : expression, own.map(({ name }) => name));
  if (audience === null) return outcome(null, issues);
  const used = own.filter(({ name }) => audience.columns.includes(name));
  const view = ({ record, figures }: ListedClient): AudienceClient => {
    const columns: Record<string, string> = {};
    for (const { name, columnIndex } of used) columns[name] = cellText(data.clients.table.rows[record.rowIndex]?.[columnIndex]);
    return { figures, columns };
  };
  return outcome(data.listed.filter((client) => audience.matches(view(client))), issues);
}

/** One line of a client list. */
export function clientRow(base: Base, clients: ClientsRead, { record, figures }: ListedClient): ClientRow {
  const { language, settings } = base;
  const money = (minor: number | null): string => (minor === null ? '' : formatMoney(minor, settings.currency, language));
  const text = (key: string): string => cellText(clientCell(clients, record, key));
  return {
    clientId: record.client,
    name: text('name') || record.client,
    email: text('email') || null,
    phone: text('phone') || null,
    segment: figures.segment,
    segmentLabel: segmentName(figures.segment, language),
    abcxyz: figures.abcxyz ?? '',
    rfm: figures.rfm ?? '',
    orders: figures.orders,
    money: majorOf(figures.moneyMinor ?? 0),
    moneyShown: money(figures.moneyMinor),
    lastOrder: figures.lastDay === null ? null : formatIsoDay(figures.lastDay),
    lastOrderShown: figures.lastDay === null ? '' : formatDay(figures.lastDay, language),
    daysSilent: figures.daysSilent,
    rhythmDays: figures.rhythmDays,
    band: figures.dormancy ?? '',
    bandLabel: figures.dormancy === null ? '' : dormancyName(figures.dormancy, language),
    moneyAtRisk: majorOf(figures.moneyAtRiskMinor ?? 0),
    moneyAtRiskShown: money(figures.moneyAtRiskMinor),
    why: segmentReason(figures, language),
  };
}

/** Orders of a list. Ties go by client, so that pages never overlap. */
export function sortClients(clients: readonly ListedClient[], order: ClientsQuery['order']): ListedClient[] {
  const rank = ({ figures }: ListedClient): number => {
    if (order === 'money') return figures.moneyMinor ?? 0;
    if (order === 'silence') return figures.daysSilent ?? -1;
    return order === 'money-at-risk' ? (figures.moneyAtRiskMinor ?? 0) : 0;
  };
  const byName = (a: ListedClient, b: ListedClient): number => (a.record.client < b.record.client ? -1 : a.record.client > b.record.client ? 1 : 0);
  return [...clients].sort((a, b) => rank(b) - rank(a) || byName(a, b));
}

/** A page of clients. */
export function listClients(ports: Ports, query: ClientsQuery): Outcome<ClientsPage | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const base = opened.value;
  const read = readClientBase(base);
  if (read.value === null) return outcome(null, read.issues);
  const data = read.value;
  const selected = selectClients(data, query.audience);
  if (selected.value === null) return outcome(null, selected.issues);
  const moneyMinor = selected.value.reduce((sum, { figures }) => sum + (figures.moneyMinor ?? 0), 0);
  const page = sortClients(selected.value, query.order).slice(query.offset, query.offset + query.limit);
  return outcome({
    total: selected.value.length,
    money: majorOf(moneyMinor),
    moneyShown: formatMoney(moneyMinor, base.settings.currency, base.language),
    rows: page.map((client) => clientRow(base, data.clients, client)),
    issues: issueViews([...read.issues, ...selected.issues], base.language),
  });
}

/** Counts an audience. */
export function audienceOption(data: ClientBase, expression: string, label: string): Outcome<AudienceOption | null> {
  const selected = selectClients(data, expression);
  if (selected.value === null) return outcome(null, selected.issues);
  const withEmail = selected.value.filter(({ record }) => isValidAddress(cellText(clientCell(data.clients, record, 'email')))).length;
  return outcome({ expression, label, clients: selected.value.length, withEmail });
}

/** Filters the Clients tab to an audience and shows it; the value counts its clients. */
export function showClients(ports: Ports, expression: string): Outcome<number | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const read = readClientBase(opened.value);
  if (read.value === null) return outcome(null, read.issues);
  const data = read.value;
  const selected = selectClients(data, expression);
  if (selected.value === null) return outcome(null, selected.issues);
  const filters = selected.value.length === data.listed.length ? [] : [filterFor(data, new Set(selected.value.map(({ record }) => record.rowIndex)))];
  ports.book.filterRows(data.clients.table.tab.sheetId, filters);
  return outcome(selected.value.length);
}

/** A filter on the one class column that tells the audience from the rest, or else on the client column. */
function filterFor(data: ClientBase, shown: ReadonlySet<number>): ColumnFilter {
  const { columns, rows } = data.clients.table;
  const candidates = ['segment', 'dormancy', 'abc', 'xyz', 'abcxyz', 'client_id'];
  for (const key of candidates) {
    const columnIndex = columns.get(key);
    if (columnIndex === undefined) continue;
    const keep = new Set<string>();
    const hide = new Set<string>();
    for (let rowIndex = 1; rowIndex < rows.length; rowIndex += 1) (shown.has(rowIndex) ? keep : hide).add(cellText(rows[rowIndex]?.[columnIndex]));
    if (key === 'client_id' || [...keep].every((text) => !hide.has(text))) return { columnIndex, hide: [...hide] };
  }
  return { columnIndex: 0, hide: [] };
}

/** Selects a client's row; false when he is not there. */
export function locateClient(ports: Ports, clientId: string): Outcome<boolean | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const { value: clients, issues } = readClients(opened.value);
  if (clients === null) return outcome(null, issues);
  const record = clients.records.find((candidate) => candidate.client === clientId);
  if (record === undefined) return outcome(false);
  ports.book.select(clients.table.tab.sheetId, record.rowIndex, clients.table.columns.get('client_id') ?? 0);
  return outcome(true);
}
