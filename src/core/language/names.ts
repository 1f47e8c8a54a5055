/** Names of tabs, columns, segments, bands and classes in both languages, each by its stable English key. */
import { DORMANCY_BANDS } from '../dormancy';
import type { DormancyBand, RhythmSource } from '../dormancy';
import type { AbcClass } from '../abc';
import { LIFECYCLE_STAGES, TEMPERATURES } from '../lifecycle';
import type { LifecycleStage, Temperature } from '../lifecycle';
import { readMarker } from '../marker';
import type { Marker } from '../marker';
import { RATING_LETTERS } from '../rating';
import type { RatingLetter } from '../rating';
import type { Field } from '../table/field';
import type { XyzClass } from '../xyz';
import { LANGUAGES } from './language';
import type { Language } from './language';
import { text } from './text';

/** Keys of the tabs of a base (DESIGN §4). */
export const TAB_KEYS = [
  'clients', 'orders', 'contacts', 'tasks', 'templates', 'mailings', 'outbox', 'consents', 'automations', 'dashboard', 'settings',
  'journal', 'send_log', 'segment_history', 'archive', 'decisions', 'saved_segments', 'preflight',
] as const;
export type TabKey = (typeof TAB_KEYS)[number];

/** Keys of all columns of the tabs; also the headers of clients.csv and outbox.csv. */
export const COLUMN_KEYS = [
  // clients
  'client_id', 'name', 'email', 'phone', 'city', 'country', 'birthday', 'manager', 'consent', 'unsubscribed', 'note',
  'first_order', 'last_order', 'orders', 'returns', 'revenue', 'margin', 'average_bill', 'abc', 'xyz', 'abcxyz', 'r', 'f', 'm', 'rfm', 'segment',
  'segment_why', 'days_silent', 'rhythm_days', 'rhythm_source', 'dormancy', 'money_at_risk',
  // clients: grey columns the owner may switch on
  'ros', 'abc_share', 'abc_why', 'xyz_value', 'xyz_why', 'lateness', 'dormancy_why', 'rating', 'lifecycle', 'lifecycle_why', 'temperature',
  'marker_suggested', 'p_alive', 'expected_purchases', 'expected_bill', 'clv', 'ltv', 'plan_done', 'wallet_share',
  // clients: the owner's own columns that some figures read
  'marker', 'plan', 'purchases_elsewhere',
  // clients: what an import or the owner brings
  'first_name', 'last_name', 'patronymic', 'gender', 'region', 'address', 'source', 'tags', 'registered', 'messenger', 'ads_consent',
  // orders
  'order', 'date', 'client', 'amount', 'cost', 'quantity', 'price', 'product', 'channel', 'paid', 'paid_date',
  // templates
  'template', 'title', 'subject', 'body', 'kind', 'sender_name', 'reply_to', 'content', 'subject_b', 'preheader', 'plain_text', 'sender_address',
  'attachments', 'html', 'last_product',
  // mailings and outbox
  'mailing', 'audience', 'created', 'sender', 'planned', 'sent', 'failed', 'skipped', 'unknown', 'state', 'reason', 'leaves_on', 'attempt',
  'time', 'letter', 'message_id', 'address_hash', 'replied',
  // automations
  'automation', 'step_days', 'event', 'hour', 'repeat', 'sunset', 'hold_out', 'switched_on', 'next_run', 'last_run', 'last_result',
  // consents
  'line', 'text_version', 'how',
  // settings
  'setting', 'value', 'meaning', 'allowed',
  // journal
  'action', 'actor', 'details', 'action_id', 'sheet_id', 'area', 'before', 'fingerprint',
  // pre-flight
  'variant', 'checked_at',
  // archive and decisions
  'archived_on', 'recheck_on', 'merged_into', 'key', 'text',
  // segment history
  'day',
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

/** The name of a lifecycle stage. */
export function lifecycleName(stage: LifecycleStage, language: Language): string {
  return text(language, `lifecycle.${stage}`);
}

/** The stage for a name in either language or the key itself. */
export function lifecycleKeyOf(name: string): LifecycleStage | undefined {
  return keyOf(name, LIFECYCLE_STAGES, lifecycleName);
}

/** The name of a temperature. */
export function temperatureName(temperature: Temperature, language: Language): string {
  return text(language, `temperature.${temperature}`);
}

/** The temperature for a name in either language or the key itself. */
export function temperatureKeyOf(name: string): Temperature | undefined {
  return keyOf(name, TEMPERATURES, temperatureName);
}

/** The name of a funnel marker. */
export function markerName(marker: Marker, language: Language): string {
  return text(language, `marker.${marker}`);
}

/** The marker for a name in either language, in any of its forms, or the key itself. */
export function markerKeyOf(name: string): Marker | undefined {
  return readMarker(name) ?? undefined;
}

/** What a funnel marker says about the client, in a few words. */
export function markerMeaning(marker: Marker, language: Language): string {
  return text(language, `markerMeaning.${marker}`);
}

/** What a rating letter means, in a few words. */
export function ratingName(letter: RatingLetter, language: Language): string {
  return text(language, `rating.${letter}`);
}

/** The letter of a rating typed with or without the words after it; a Cyrillic А, В, С or Е counts as the Latin one that looks like it. */
export function ratingKeyOf(name: string): RatingLetter | undefined {
  const typed = name.trim().toUpperCase();
  const latin = typed.length === 1 ? (LATIN_TWINS[typed] ?? typed) : typed;
  return RATING_LETTERS.find((letter) => letter === latin) ?? keyOf(name, RATING_LETTERS, ratingName);
}

/** Cyrillic letters that look like a Latin rating letter. */
const LATIN_TWINS: Readonly<Record<string, string>> = { А: 'A', В: 'B', С: 'C', Е: 'E' };

function keyOf<K extends string>(name: string, keys: readonly K[], nameOf: (key: K, language: Language) => string): K | undefined {
  let known = foldedNames.get(keys) as Map<string, K> | undefined;
  if (known === undefined) {
    known = new Map<string, K>();
    // The first key of a name keeps it.
    for (const key of keys) for (const alias of [key, ...LANGUAGES.map((language) => fold(nameOf(key, language)))]) if (!known.has(alias)) known.set(alias, key);
    foldedNames.set(keys, known);
  }
  return known.get(fold(name));
}

/** Folded names by list of keys, because whole columns of cells are asked one by one. */
const foldedNames = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

function fold(name: string): string {
  return name.replace(/[\s\u00a0]+/g, ' ').trim().toLowerCase().replace(/ё/g, 'е');
}
