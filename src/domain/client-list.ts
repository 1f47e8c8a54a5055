/** Clients of an audience: compiled by core, read from the Clients tab as it stands, listed, shown and located. */
import type { AudienceOption } from '../contract/mailing-views';
import type { ClientRow, ClientsPage, ClientsQuery } from '../contract/segment-views';
import { formatIsoDay, parseIsoDay } from '../core/calendar';
import type { Issue, Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import { formatDay, formatMoney } from '../core/language/format';
import type { Language } from '../core/language/language';
import { dormancyName, isSegmentKey, segmentName } from '../core/language/names';
import { isValidAddress } from '../core/mail/address';
import type { AudienceClient } from '../core/mail/audience';
import { compileAudience } from '../core/mail/audience';
import { foldFieldName } from '../core/mail/template';
import type { SnapshotClass, SnapshotRow } from '../core/migration';
import { classesOf, SNAPSHOT_CLASSES, stateOn } from '../core/migration';
import { majorOf } from '../core/money';
import { segmentReason } from '../core/reasons/segment';
import type { ClientFigures } from '../core/segmentation';
import type { OptionalColumn } from '../core/settings';
import { OPTIONAL_COLUMNS } from '../core/settings';
import { audienceColumns } from './audience-columns';
import type { Base } from './base';
import { openBase } from './base';
import { cellText } from './cells';
import type { ClientRecord, ClientsRead } from './clients-table';
import { clientCell, readClients, storedFigures } from './clients-table';
import { issueViews } from './issue-view';
import type { StoredSegment } from './mailing/segments';
import { readSegments } from './mailing/segments';
import type { LazyLetterFacts } from './mailing/segments-letters';
import { letterFacts } from './mailing/segments-letters';
import type { ColumnFilter, Ports } from './ports';
import { columnsWanted } from './optional-columns';
import { readHistory } from './segment-history';
import { switchedOffIssues } from './switched-off';

/** A client with his figures and own columns. */
export interface ListedClient {
  readonly record: ClientRecord;
  readonly figures: ClientFigures;
}

/** The Clients tab, read once, with figures. The segment history, saved segments and facts about letters are read when an audience or a view asks for them. */
export interface ClientBase {
  readonly clients: ClientsRead;
  readonly listed: readonly ListedClient[];
  readonly history: () => readonly SnapshotRow[];
  readonly saved: () => readonly StoredSegment[];
  readonly letters: LazyLetterFacts;
  readonly language: Language;
  /** Serial day of the spreadsheet now. */
  readonly todayDay: number;
  /** Optional grey columns that hold no figures now. */
  readonly columnsOff: readonly OptionalColumn[];
}

/** Reads Clients with figures. 1 counted call. */
export function readClientBase(base: Base): Outcome<ClientBase | null> {
  const { value: clients, issues } = readClients(base);
  if (clients === null) return outcome(null, issues);
  const listed = clients.records.map((record) => ({ record, figures: storedFigures(clients, record, base.language) }));
  let history: readonly SnapshotRow[] | null = null;
  let saved: readonly StoredSegment[] | null = null;
  const wanted = columnsWanted(base);
  const columnsOff = OPTIONAL_COLUMNS.filter((key) => !wanted.includes(key) || !clients.table.columns.has(key));
  return outcome({
    clients, listed, history: () => (history ??= readHistory(base)), saved: () => (saved ??= readSegments(base)), letters: letterFacts(base, clients),
    language: base.language, todayDay: base.ports.clock.dayOf(base.ports.clock.now()), columnsOff,
  }, issues);
}

/** The former class of a client who was not in the base then. */
export const NOT_YET = 'none';

/** A class as it was on a kept day, as audiences name it: `segment_on_2026-03-05`. Clients who were not in the base then have the class `none`. */
export function formerClassColumn(by: SnapshotClass, day: number): string {
  return `${by}_on_${formatIsoDay(day)}`;
}

const FORMER_CLASS = /\b(segment|abc|xyz|lifecycle)_on_(\d{4}-\d{2}-\d{2})\b/gi;

/** Texts of the former classes that expressions name, by column name and client id. */
function formerClasses(data: ClientBase, expressions: readonly string[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const expression of expressions) {
    for (const [name, by, isoDay] of expression.matchAll(FORMER_CLASS)) {
      const day = parseIsoDay(isoDay ?? '');
      const dimension = SNAPSHOT_CLASSES.find((known) => known === by?.toLowerCase());
      if (day !== undefined && dimension !== undefined && !found.has(name)) found.set(name, classesOf(stateOn(data.history(), day), dimension));
    }
  }
  return found;
}

/** The expression, and those of saved segments whose names stand in it or in one of them. */
function withSaved(expression: string, saved: readonly StoredSegment[]): string[] {
  const texts = [expression];
  let left = saved.slice();
  for (let at = 0; at < texts.length && left.length > 0; at += 1) {
    const folded = foldFieldName(texts[at] ?? '');
    const named = left.filter(({ name }) => folded.includes(foldFieldName(name)));
    left = left.filter((segment) => !named.includes(segment));
    texts.push(...named.map((segment) => segment.expression));
  }
  return texts;
}

/** The owner's own segment names: those of his rules as they stand in the column. */
export function ownSegmentsOf(data: Pick<ClientBase, 'listed'>): string[] {
  return [...new Set(data.listed.map(({ figures }) => figures.segment))].filter((segment) => segment !== '' && !isSegmentKey(segment));
}

/**
 * Clients that match an audience expression, in the order of the tab. 0 counted calls, and once each: 1 for saved segments where there are
 * some, 1 for the history, the Send log or the Consents where the expression asks for them.
 * @param saved saved segments to go by instead of those that stand
 */
export function selectClients(data: ClientBase, expression: string, saved: readonly StoredSegment[] = data.saved()): Outcome<readonly ListedClient[] | null> {
  const own = audienceColumns(data.clients, data.todayDay, data.letters);
  const texts = withSaved(expression, saved);
  const former = formerClasses(data, texts);
  const { value: audience, issues } = compileAudience(expression.trim() === '' ? 'all' : expression, [...own, ...former.keys()], ownSegmentsOf(data), saved);
  const off = texts.reduce<Issue[]>((all, text) => [...all, ...switchedOffIssues(text, data.columnsOff, data.language)], []);
  if (audience === null || off.length > 0) return outcome(null, [...off, ...issues]);
  const used = own.filter(({ name }) => audience.columns.includes(name));
  const view = ({ record, figures }: ListedClient): AudienceClient => {
    const columns: Record<string, string> = {};
    former.forEach((classes, name) => { columns[name] = classes.get(record.id) ?? NOT_YET; });
    // Of two columns of one name the first counts, as it did when the expression was bound.
    for (const { name, textOf } of used) columns[name] ??= textOf(data.clients.table.rows[record.rowIndex] ?? [], record);
    return { figures, columns };
  };
  const chosen = data.listed.filter((client) => audience.matches(view(client)));
  // What could not be read would match nobody without a word.
  return data.letters.issues().length > 0 ? outcome(null, data.letters.issues()) : outcome(chosen, issues);
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
  opened.value.ports.book.filterRows(data.clients.table.tab.sheetId, filters);
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
  opened.value.ports.book.select(clients.table.tab.sheetId, record.rowIndex, clients.table.columns.get('client_id') ?? 0);
  return outcome(true);
}
