/** Names of tabs, columns, segments, bands and classes in both languages, each by its stable English key. */
import { DORMANCY_BANDS } from '../dormancy';
import type { DormancyBand, RhythmSource } from '../dormancy';
import type { AbcClass } from '../abc';
import type { Field } from '../table/field';
import type { XyzClass } from '../xyz';
import { LANGUAGES } from './language';
import type { Language } from './language';
import { text } from './text';

/** Keys of the tabs of a base (DESIGN §4). */
export const TAB_KEYS = [
  'clients', 'orders', 'contacts', 'tasks', 'templates', 'mailings', 'outbox', 'consents', 'automations', 'dashboard', 'settings',
  'journal', 'send_log', 'segment_history',
] as const;
export type TabKey = (typeof TAB_KEYS)[number];

/** Keys of all columns of the tabs; also the headers of clients.csv and outbox.csv. */
export const COLUMN_KEYS = [
  // clients
  'client_id', 'name', 'email', 'phone', 'city', 'country', 'birthday', 'manager', 'consent', 'unsubscribed', 'note',
  'first_order', 'last_order', 'orders', 'returns', 'revenue', 'margin', 'average_bill', 'abc', 'xyz', 'abcxyz', 'r', 'f', 'm', 'rfm', 'segment',
  'segment_why', 'days_silent', 'rhythm_days', 'rhythm_source', 'dormancy', 'money_at_risk',
  // orders
  'order', 'date', 'client', 'amount', 'cost', 'quantity', 'price', 'product', 'channel', 'paid', 'paid_date', 'first_name', 'last_name',
  // templates
  'template', 'title', 'subject', 'body', 'kind', 'sender_name', 'reply_to',
  // mailings and outbox
  'mailing', 'audience', 'created', 'sender', 'planned', 'sent', 'failed', 'skipped', 'unknown', 'state', 'reason', 'leaves_on', 'attempt',
  'time', 'letter', 'message_id', 'address_hash',
  // settings
  'setting', 'value', 'meaning', 'allowed',
  // journal
  'action', 'actor', 'details',
  // the hidden stable id and the hash of a row
  'id',
] as const;
export type ColumnKey = (typeof COLUMN_KEYS)[number];

/** Keys of the built-in segments. */
export const SEGMENT_KEYS = [
  'champions', 'cant_lose', 'loyal', 'at_risk', 'new', 'promising', 'potential_loyalists', 'need_attention', 'about_to_sleep', 'hibernating',
  'lost', 'others', 'no_purchases',
] as const;
export type SegmentKey = (typeof SEGMENT_KEYS)[number];

/** The name of a tab. */
export function tabName(key: TabKey, language: Language): string {
  return text(language, `tab.${key}`);
}

/** The header of a column. */
export function columnName(key: ColumnKey, language: Language): string {
  return text(language, `column.${key}`);
}

/** The tab key for a name in either language, trimmed and case-folded; undefined for other tabs. */
export function tabKeyOf(name: string): TabKey | undefined {
  return keyOf(name, TAB_KEYS, tabName);
}

/** The column key for a header in either language or the stable key itself. */
export function columnKeyOf(header: string): ColumnKey | undefined {
  return keyOf(header, COLUMN_KEYS, columnName);
}

/** What a field is called in messages and in the import dialog. */
export function fieldName(field: Field, language: Language): string {
  return text(language, `field.${field}`);
}

/** The name of a segment; names of the owner's own rules come back unchanged. */
export function segmentName(segment: string, language: Language): string {
  return isSegmentKey(segment) ? text(language, `segment.${segment}`) : segment;
}

/** The segment key for a name in either language; other names come back trimmed. */
export function segmentKeyOf(name: string): string {
  return keyOf(name, SEGMENT_KEYS, segmentName) ?? name.trim();
}

/** True for a built-in segment. */
export function isSegmentKey(segment: string): segment is SegmentKey {
  return SEGMENT_KEYS.some((key) => key === segment);
}

/** One line of advice for a built-in segment; '' for own names. */
export function segmentAdvice(segment: string, language: Language): string {
  return isSegmentKey(segment) ? text(language, `advice.${segment}`) : '';
}

/** The name of a dormancy band. */
export function dormancyName(band: DormancyBand, language: Language): string {
  return text(language, `dormancy.${band}`);
}

/** The band for a name in either language or the key itself. */
export function dormancyKeyOf(name: string): DormancyBand | undefined {
  return keyOf(name, DORMANCY_BANDS, dormancyName);
}

/** Where a rhythm comes from, in words. */
export function rhythmSourceName(source: RhythmSource, language: Language): string {
  return text(language, `rhythm.${source}`);
}

/** What a class letter means, in a few words. */
export function className(letter: AbcClass | XyzClass, language: Language): string {
  return text(language, `class.${letter}`);
}

function keyOf<K extends string>(name: string, keys: readonly K[], nameOf: (key: K, language: Language) => string): K | undefined {
  const wanted = fold(name);
  return keys.find((key) => key === wanted || LANGUAGES.some((language) => fold(nameOf(key, language)) === wanted));
}

function fold(name: string): string {
  return name.replace(/[\s\u00a0]+/g, ' ').trim().toLowerCase().replace(/ё/g, 'е');
}
