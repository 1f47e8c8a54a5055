/** Validators of what the view of consents sends. */
import type { ConsentRecord, RecordableKind, RecordableSource } from './consent-views';

const KINDS: readonly RecordableKind[] = ['consented', 'withdrawn', 'unsubscribed', 'resubscribed', 'optedOut'];
const SOURCES: readonly RecordableSource[] = ['form', 'shop', 'import', 'letter', 'hand'];
const LONGEST = 300;

/** A short text: a client's number, a query. */
export function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST;
}

/** The owner's word on one client, with texts that fit into a cell. */
export function isConsentRecord(value: unknown): value is ConsentRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { clientId, kind, source, how, version } = value as Readonly<Record<string, unknown>>;
  return isShortText(clientId) && isShortText(how) && isShortText(version) && KINDS.some((known) => known === kind) && SOURCES.some((known) => known === source);
}
