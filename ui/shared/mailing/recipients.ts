/** Recipients of a mailing by what becomes of them, and the ones that fit what was typed. */
import type { PreflightRow } from '../../../src/contract/mailing-views';

/** Who gets a letter, who is left out, who is held out to measure the mailing. */
export type Which = 'go' | 'skip' | 'held';

/** Recipients of each kind, in the order given. */
export function recipientsOf(rows: readonly PreflightRow[]): Readonly<Record<Which, readonly PreflightRow[]>> {
  const groups: Record<Which, PreflightRow[]> = { go: [], skip: [], held: [] };
  for (const row of rows) groups[row.go ? 'go' : row.reasonCode === 'held_out' ? 'held' : 'skip'].push(row);
  return groups;
}

/** The first day on which a letter leaves (`YYYY-MM-DD`), or null. */
export function firstDayOf(rows: readonly PreflightRow[]): string | null {
  return rows.reduce<string | null>((first, { day }) => (day !== null && (first === null || day < first) ? day : first), null);
}

/** Rows whose name, address, subject or reason hold what was typed. */
export function foundRecipients(rows: readonly PreflightRow[], typed: string): readonly PreflightRow[] {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted === '') return rows;
  return rows.filter((row) => [row.name, row.email, row.subject, row.reason].some((text) => text.toLocaleLowerCase().includes(wanted)));
}

/** One client may stand on two rows with two addresses, so both make the key. */
export function recipientKey(row: PreflightRow): string {
  return `${row.clientId} ${row.email}`;
}
