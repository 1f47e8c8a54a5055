/** Which recipients of a mailing are shown: by go or skip, and by what was typed. */
import type { PreflightRow } from '../../../src/contract/mailing-views';

export type Which = 'all' | 'go' | 'skip';

/** Rows of the chosen kind whose name, address, subject or reason hold what was typed. */
export function shownRecipients(rows: readonly PreflightRow[], which: Which, typed: string): readonly PreflightRow[] {
  const wanted = typed.trim().toLocaleLowerCase();
  return rows.filter((row) => (which === 'all' || row.go === (which === 'go'))
    && (wanted === '' || [row.name, row.email, row.subject, row.reason].some((text) => text.toLocaleLowerCase().includes(wanted))));
}

/** One client may stand on two rows with two addresses, so both make the key. */
export function recipientKey(row: PreflightRow): string {
  return `${row.clientId} ${row.email}`;
}
