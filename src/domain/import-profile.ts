/** What was chosen for each kind of file, kept outside the cells: the next file with the same column titles is read alike. */
import type { ImportPlan, ImportProfile } from '../contract/import-views';
import type { Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import type { Field } from '../core/table/field';
import { FIELDS } from '../core/table/field';
import { fingerprintOf } from './journal/fingerprint';
import type { Ports } from './ports';

const PREFIX = 'importKind.';
/** Kinds of files remembered; the one not used for the longest time is forgotten. */
export const MOST_PROFILES = 30;
/** A property holds 9 kB. */
const LONGEST_PROFILE = 8_500;

interface KeptProfile {
  readonly usedMs: number;
  readonly kind: 'orders' | 'clients';
  /** Fingerprint of the column title by field. */
  readonly fields: Readonly<Record<string, string>>;
  readonly own: readonly string[];
  readonly dateOrder: 'dmy' | 'mdy';
  readonly decimalMark: '.' | ',';
}

/** Titles as they are compared; a title that stands twice is told from the first by its number. */
function titleKeys(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((name) => {
    const folded = name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase().replace(/ё/g, 'е');
    const count = seen.get(folded) ?? 0;
    seen.set(folded, count + 1);
    return fingerprintOf(`${folded}\n${count}`);
  });
}

/** The kind of file by its titles, whatever their order. */
function kindKey(titles: readonly string[]): string {
  return PREFIX + fingerprintOf([...titles].sort().join(''));
}

/** What was chosen the last time for a file with these titles, or null. 1 counted call. */
export function importProfile(ports: Ports, header: readonly string[]): Outcome<ImportProfile | null> {
  const titles = titleKeys(header);
  const kept = parseProfile(ports.documentStore.get(kindKey(titles)));
  if (kept === null) return outcome(null);
  const mapping: Partial<Record<Field, number>> = {};
  for (const field of FIELDS) {
    const columnIndex = titles.indexOf(kept.fields[field] ?? '');
    if (columnIndex >= 0) mapping[field] = columnIndex;
  }
  const extraColumns = kept.own.map((title) => titles.indexOf(title)).filter((columnIndex) => columnIndex >= 0).sort((left, right) => left - right);
  return outcome({ kind: kept.kind, mapping, extraColumns, dateOrder: kept.dateOrder, decimalMark: kept.decimalMark });
}

/** Remembers what was chosen. 2 counted calls, 1 more for each kind that is forgotten. */
export function keepProfile(ports: Ports, plan: ImportPlan): void {
  const titles = titleKeys(plan.header);
  const titleOf = (columnIndex: number): string => titles[columnIndex] ?? '';
  const profile: KeptProfile = {
    usedMs: ports.clock.now(),
    kind: plan.kind ?? 'orders',
    fields: Object.fromEntries(FIELDS.flatMap((field) => (plan.mapping[field] === undefined ? [] : [[field, titleOf(plan.mapping[field])]]))),
    own: plan.extraColumns.map(titleOf),
    dateOrder: plan.dateOrder,
    decimalMark: plan.decimalMark,
  };
  const text = JSON.stringify(profile);
  if (text.length > LONGEST_PROFILE) return;
  const key = kindKey(titles);
  const others = Object.entries(ports.documentStore.all(PREFIX)).filter(([known]) => known !== key)
    .map(([known, kept]) => ({ known, usedMs: parseProfile(kept)?.usedMs ?? 0 })).sort((left, right) => right.usedMs - left.usedMs);
  for (const { known } of others.slice(MOST_PROFILES - 1)) ports.documentStore.remove(known);
  ports.documentStore.set(key, text);
}

function parseProfile(text: string | null): KeptProfile | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<KeptProfile> | null;
    const sound = value !== null && (value.kind === 'orders' || value.kind === 'clients') && typeof value.usedMs === 'number' && typeof value.fields === 'object' && Array.isArray(value.own)
      && (value.dateOrder === 'dmy' || value.dateOrder === 'mdy') && (value.decimalMark === '.' || value.decimalMark === ',');
    return sound ? (value as KeptProfile) : null;
  } catch {
    return null;
  }
}
