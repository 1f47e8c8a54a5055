/** The tabs of a base: their columns, owners, formats and widths, with names in the base's language. */
import type { Language } from '../core/language/language';
import type { ColumnKey, TabKey } from '../core/language/names';
import { columnName, tabName } from '../core/language/names';
import type { OptionalColumn } from '../core/settings';
import { DEFAULT_SETTINGS, OPTIONAL_COLUMNS } from '../core/settings';
import type { ColumnFormat, ColumnOwner, ColumnSpec, TabSpec } from './ports';

/** Widths come from one scale, so that neighbours often share one: widths cost a call for each change between them. */
type Row = readonly [key: ColumnKey, owner: ColumnOwner, format: ColumnFormat, widthPixels: number, wrap?: 'wrap'];

/** Tabs made at set-up, in the order of the tab bar. */
export const BASE_TABS = ['clients', 'orders', 'templates', 'mailings', 'outbox', 'consents', 'settings', 'send_log', 'journal', 'segment_history'] as const satisfies readonly TabKey[];
/** Tabs made when they are first needed (see `soundTab`), never at set-up. */
export const LATER_TABS = ['archive', 'decisions', 'saved_segments', 'preflight', 'automations'] as const satisfies readonly TabKey[];
export type BaseTabKey = (typeof BASE_TABS)[number] | (typeof LATER_TABS)[number];

/** Tabs that are made again when they are gone. Who got letters and who opted out must come back from the version history instead: an empty tab would forget them. */
export const REMADE_TABS: readonly BaseTabKey[] = BASE_TABS.filter((key) => key !== 'send_log' && key !== 'consents');

/** Grey columns of Clients that every base has, in the order in which they are made: one block, one write. */
const USUAL_CLIENT_COLUMNS = [
  'id', 'orders', 'first_order', 'last_order', 'revenue', 'average_bill', 'abc', 'xyz', 'abcxyz', 'r', 'f', 'm', 'rfm', 'segment',
  'segment_why', 'days_silent', 'rhythm_days', 'rhythm_source', 'dormancy', 'money_at_risk',
] as const satisfies readonly ColumnKey[];
export type ComputedClientColumn = (typeof USUAL_CLIENT_COLUMNS)[number] | OptionalColumn;

/** Every grey column of Clients, the optional ones last. */
export const COMPUTED_CLIENT_COLUMNS: readonly ComputedClientColumn[] = [...USUAL_CLIENT_COLUMNS, ...OPTIONAL_COLUMNS];

/** Columns of an order that are made only when an import brings them. */
export const OPTIONAL_ORDER_COLUMNS = ['product', 'quantity', 'price', 'cost', 'manager', 'channel', 'paid', 'paid_date'] as const satisfies readonly ColumnKey[];

/** Optional grey columns: format, width, wrapped or not. */
const OPTIONAL_ROWS: Readonly<Record<OptionalColumn, readonly [format: ColumnFormat, widthPixels: number, wrap?: 'wrap']>> = {
  lifecycle: ['plain', 140],
  lifecycle_why: ['plain', 320, 'wrap'],
  temperature: ['plain', 120],
  rating: ['plain', 85],
  returns: ['integer', 100],
  margin: ['money', 120],
  ros: ['percent', 115],
  abc_share: ['percent', 95],
  abc_why: ['plain', 320, 'wrap'],
  xyz_value: ['ratio', 95],
  xyz_why: ['plain', 320, 'wrap'],
  lateness: ['ratio', 110],
  dormancy_why: ['plain', 320, 'wrap'],
  marker_suggested: ['plain', 150],
  ltv: ['money', 110],
  p_alive: ['percent', 130],
  expected_purchases: ['ratio', 115],
  expected_bill: ['money', 115],
  clv: ['money', 110],
  plan_done: ['percent', 100],
  wallet_share: ['percent', 115],
};

const ROWS: Readonly<Record<BaseTabKey, readonly Row[]>> = {
  clients: [
    ['client_id', 'owner', 'text', 180],
    ['name', 'owner', 'text', 180],
    ['email', 'owner', 'text', 230],
    ['phone', 'owner', 'text', 140],
    ['consent', 'owner', 'text', 140],
    ['unsubscribed', 'owner', 'text', 140],
    ['note', 'owner', 'text', 180, 'wrap'],
    ['id', 'computed', 'text', 120],
    ['orders', 'computed', 'integer', 120],
    ['first_order', 'computed', 'date', 120],
    ['last_order', 'computed', 'date', 120],
    ['revenue', 'computed', 'money', 120],
    ['average_bill', 'computed', 'money', 100],
    ['abc', 'computed', 'plain', 80],
    ['xyz', 'computed', 'plain', 80],
    ['abcxyz', 'computed', 'plain', 100],
    ['r', 'computed', 'integer', 60],
    ['f', 'computed', 'integer', 60],
    ['m', 'computed', 'integer', 60],
    ['rfm', 'computed', 'score', 80],
    ['segment', 'computed', 'plain', 180],
    ['segment_why', 'computed', 'plain', 320, 'wrap'],
    ['days_silent', 'computed', 'integer', 120],
    ['rhythm_days', 'computed', 'decimal', 120],
    ['rhythm_source', 'computed', 'plain', 140],
    ['dormancy', 'computed', 'plain', 140],
    ['money_at_risk', 'computed', 'money', 120],
    ...DEFAULT_SETTINGS.columns.map(optionalRow),
  ],
  orders: [
    ['order', 'owner', 'text', 120],
    ['date', 'owner', 'date', 100],
    ['client', 'owner', 'text', 180],
    ['amount', 'owner', 'money', 120],
  ],
  templates: [
    ['template', 'owner', 'text', 120],
    ['title', 'owner', 'text', 180],
    ['kind', 'owner', 'text', 120],
    ['subject', 'owner', 'text', 230, 'wrap'],
    ['body', 'owner', 'text', 460, 'wrap'],
    ['sender_name', 'owner', 'text', 140],
    ['reply_to', 'owner', 'text', 180],
    ['content', 'owner', 'text', 140],
    ['subject_b', 'owner', 'text', 230, 'wrap'],
    ['preheader', 'owner', 'text', 230, 'wrap'],
    ['plain_text', 'owner', 'text', 180],
    ['sender_address', 'owner', 'text', 180],
    ['attachments', 'owner', 'text', 180],
    ['html', 'system', 'text', 100],
  ],
  mailings: [
    ['mailing', 'system', 'text', 140],
    ['title', 'system', 'text', 230],
    ['audience', 'system', 'text', 180],
    ['created', 'system', 'text', 140],
    ['sender', 'system', 'text', 180],
    ['state', 'system', 'text', 120],
    ['planned', 'system', 'integer', 120],
    ['sent', 'system', 'integer', 120],
    ['failed', 'system', 'integer', 120],
    ['skipped', 'system', 'integer', 120],
    ['unknown', 'system', 'integer', 120],
  ],
  outbox: [
    ['mailing', 'system', 'text', 140],
    ['letter', 'system', 'text', 140],
    ['client', 'system', 'text', 180],
    ['email', 'system', 'text', 230],
    ['subject', 'system', 'text', 230],
    ['state', 'system', 'text', 120],
    ['reason', 'system', 'text', 230, 'wrap'],
    ['leaves_on', 'system', 'date', 100],
    ['time', 'system', 'text', 140],
    ['message_id', 'system', 'text', 140],
    ['replied', 'owner', 'text', 100],
  ],
  consents: [
    ['time', 'system', 'text', 140],
    ['address_hash', 'system', 'text', 230],
    ['state', 'system', 'text', 120],
    ['reason', 'system', 'text', 180],
    ['letter', 'system', 'text', 140],
    ['client', 'system', 'text', 180],
    ['text_version', 'system', 'text', 140],
    ['source', 'system', 'text', 120],
    ['how', 'system', 'text', 230, 'wrap'],
    ['line', 'system', 'plain', 80],
  ],
  settings: [
    ['setting', 'system', 'text', 300, 'wrap'],
    ['value', 'owner', 'text', 160],
    ['meaning', 'system', 'text', 380, 'wrap'],
    ['allowed', 'system', 'text', 220, 'wrap'],
    ['id', 'system', 'text', 190],
  ],
  send_log: [
    ['mailing', 'system', 'text', 160],
    ['letter', 'system', 'text', 160],
    ['client', 'system', 'text', 160],
    ['address_hash', 'system', 'text', 160],
    ['attempt', 'system', 'integer', 160],
    ['state', 'system', 'text', 160],
    ['time', 'system', 'plain', 160],
    ['leaves_on', 'system', 'plain', 160],
    ['message_id', 'system', 'text', 160],
    ['reason', 'system', 'text', 160],
    ['details', 'system', 'text', 160],
  ],
  journal: [
    ['time', 'system', 'text', 160],
    ['actor', 'system', 'text', 160],
    ['action', 'system', 'text', 160],
    ['details', 'system', 'text', 160],
    ['action_id', 'system', 'text', 160],
    ['kind', 'system', 'text', 160],
    ['state', 'system', 'text', 160],
    ['sheet_id', 'system', 'text', 160],
    ['area', 'system', 'text', 160],
    ['before', 'system', 'text', 160],
    ['fingerprint', 'system', 'text', 160],
  ],
  segment_history: [
    ['day', 'system', 'date', 160],
    ['client', 'system', 'text', 160],
    ['abc', 'system', 'text', 160],
    ['xyz', 'system', 'text', 160],
    ['segment', 'system', 'text', 160],
    ['lifecycle', 'system', 'text', 160],
    ['revenue', 'system', 'money', 160],
  ],
  archive: [
    ['archived_on', 'system', 'date', 120],
    ['reason', 'system', 'text', 230, 'wrap'],
    ['recheck_on', 'owner', 'date', 120],
    ['merged_into', 'system', 'text', 180],
    ['client', 'system', 'text', 180],
    ['name', 'system', 'text', 180],
    ['email', 'system', 'text', 230],
    ['phone', 'system', 'text', 140],
    ['details', 'system', 'text', 120],
  ],
  preflight: [
    ['state', 'system', 'text', 120],
    ['client', 'system', 'text', 180],
    ['name', 'system', 'text', 180],
    ['email', 'system', 'text', 300],
    ['subject', 'system', 'text', 300],
    ['variant', 'system', 'text', 120],
    ['leaves_on', 'system', 'text', 120],
    ['reason', 'system', 'text', 300],
    ['title', 'system', 'text', 300],
    ['checked_at', 'system', 'text', 120],
  ],
  automations: [
    ['automation', 'owner', 'text', 140],
    ['title', 'owner', 'text', 230, 'wrap'],
    ['kind', 'owner', 'text', 140],
    ['audience', 'owner', 'text', 230, 'wrap'],
    ['template', 'owner', 'text', 230, 'wrap'],
    ['step_days', 'owner', 'text', 140],
    ['event', 'owner', 'text', 180, 'wrap'],
    ['hour', 'owner', 'text', 100],
    ['repeat', 'owner', 'text', 140],
    ['sunset', 'owner', 'text', 120],
    ['hold_out', 'owner', 'text', 120],
    ['switched_on', 'owner', 'text', 100],
    ['next_run', 'computed', 'text', 140],
    ['last_run', 'computed', 'text', 140],
    ['last_result', 'computed', 'text', 320, 'wrap'],
  ],
  decisions: [
    ['kind', 'system', 'text', 160],
    ['key', 'system', 'text', 160],
    ['time', 'system', 'text', 160],
    ['actor', 'system', 'text', 160],
    ['text', 'system', 'text', 160],
  ],
  saved_segments: [
    ['name', 'system', 'text', 160],
    ['time', 'system', 'text', 160],
    ['actor', 'system', 'text', 160],
    ['id', 'system', 'text', 160],
    ['line', 'system', 'integer', 160],
    ['text', 'system', 'text', 160],
  ],
};

const HIDDEN: readonly BaseTabKey[] = ['send_log', 'journal', 'segment_history', 'decisions', 'saved_segments'];
/** Lists that are written whole each time: their columns carry no marks, which cost a call each. */
export const REWRITTEN_TABS: readonly BaseTabKey[] = ['preflight'];
const FILTERED: readonly BaseTabKey[] = ['clients', 'orders', 'outbox', 'archive', 'preflight'];
const FROZEN_COLUMNS: Readonly<Partial<Record<BaseTabKey, number>>> = { clients: 2, templates: 1 };

/** A tab to create in the given language. */
export function tabSpec(key: BaseTabKey, language: Language): TabSpec {
  return {
    key,
    name: tabName(key, language),
    columns: ROWS[key].map((row) => columnSpec(row, language)),
    frozenColumns: FROZEN_COLUMNS[key] ?? 0,
    hidden: HIDDEN.includes(key),
    filter: FILTERED.includes(key),
    marked: !REWRITTEN_TABS.includes(key),
  };
}

/** Columns of a tab by key, in the order in which they are made. */
export function columnKeysOf(key: BaseTabKey): readonly ColumnKey[] {
  return ROWS[key].map(([column]) => column);
}

/** An order column that an import brings. */
export function optionalOrderColumn(key: (typeof OPTIONAL_ORDER_COLUMNS)[number], language: Language): ColumnSpec {
  const formats: Readonly<Record<typeof key, ColumnFormat>> = {
    product: 'text', quantity: 'plain', price: 'money', cost: 'money', manager: 'text', channel: 'text', paid: 'plain', paid_date: 'date',
  };
  return columnSpec([key, 'owner', formats[key], 120], language);
}

/** Columns of a client that are no text: a date the owner may type, sums. */
const PROFILE_FORMATS: Readonly<Partial<Record<ColumnKey, ColumnFormat>>> = { birthday: 'date', registered: 'date', plan: 'money', purchases_elsewhere: 'money' };

/** A column of a clients tab that an import or the owner brings beside the usual ones. */
export function profileColumn(key: ColumnKey, language: Language): ColumnSpec {
  return columnSpec([key, 'owner', PROFILE_FORMATS[key] ?? 'text', 130], language);
}

/** A grey column that Settings switches on. */
export function optionalClientColumn(key: OptionalColumn, language: Language): ColumnSpec {
  return columnSpec(optionalRow(key), language);
}

function optionalRow(key: OptionalColumn): Row {
  const [format, widthPixels, wrap] = OPTIONAL_ROWS[key];
  return wrap === undefined ? [key, 'computed', format, widthPixels] : [key, 'computed', format, widthPixels, wrap];
}

function columnSpec([key, owner, format, widthPixels, wrap]: Row, language: Language): ColumnSpec {
  const spec = { key, title: columnName(key, language), owner, format, widthPixels };
  return wrap === undefined ? spec : { ...spec, wrap: true };
}
