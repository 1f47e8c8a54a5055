/** What the verb mail writes: the pre-flight list, each letter as .eml, letters and mailings as CSV, the base. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeCsv } from '../../../src/core/file/csv-writer';
import type { MailingProgress, Preflight } from '../../../src/contract/mailing-views';
import type { AddOnSession } from './add-on-session';
import { writeBaseXlsx } from './base-files';

const PREFLIGHT_COLUMNS = ['client_id', 'name', 'email', 'subject', 'state', 'reason_code', 'reason', 'day', 'variant'];
const OUTBOX_COLUMNS = ['mailing', 'letter', 'client_id', 'name', 'email', 'subject', 'state', 'reason', 'time', 'variant'];
const MAILINGS_COLUMNS = ['mailing', 'title', 'created', 'state', 'sender', 'total', 'planned', 'sent', 'failed', 'skipped', 'unknown'];

/** Writes preflight.csv: everyone of the audience, go or skip and why, and the day. */
export function writePreflight(preflight: Preflight, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const rows = preflight.rows.map((row) => [row.clientId, row.name, row.email, row.subject, row.go ? 'go' : 'skip', row.reasonCode, row.reason, row.day ?? '', row.variant]);
  writeFileSync(path.join(folder, 'preflight.csv'), writeCsv([PREFLIGHT_COLUMNS, ...rows]));
}

/**
 * Writes each letter that left as <letter id>.eml (a second one to the same person would stand beside it as <letter id>-2.eml), outbox.csv,
 * mailings.csv and base.xlsx. A letter written by an earlier run is the same letter and stays as it is.
 */
export async function writeResults(session: AddOnSession, mailingId: string | null, folder: string): Promise<MailingProgress | null> {
  if (mailingId === null) {
    await writeBaseXlsx(session, folder);
    return null;
  }
  const { letters, progress } = await session.call('mailing.detail', mailingId);
  const idOf = new Map(letters.map(({ email, letterId }) => [email.toLowerCase(), letterId]));
  const counts = new Map<string, number>();
  for (const sent of session.workbench.mail.sent) {
    const address = (sent.to[0] ?? '').toLowerCase();
    const id = idOf.get(address) ?? sent.id;
    const number = (counts.get(id) ?? 0) + 1;
    counts.set(id, number);
    const file = path.join(folder, `${id}${number === 1 ? '' : `-${number}`}.eml`);
    if (!existsSync(file)) writeFileSync(file, sent.raw);
  }
  const lines = letters.map((letter) => [
    mailingId, letter.letterId, letter.clientId, letter.name, letter.email, letter.subject, letter.state, letter.reason, letter.at ?? '', letter.variant,
  ]);
  writeFileSync(path.join(folder, 'outbox.csv'), writeCsv([OUTBOX_COLUMNS, ...lines]));
  const { mailings } = await session.call('mailing.home');
  const rows: string[][] = [];
  for (const { mailingId: id, createdAt } of mailings) {
    const each = id === mailingId ? progress : await session.call('mailing.progress', id);
    rows.push([id, each.title, createdAt, each.state, each.continueBy, ...[each.total, each.left, each.sent, each.failed, each.skipped, each.unknown].map(String)]);
  }
  writeFileSync(path.join(folder, 'mailings.csv'), writeCsv([MAILINGS_COLUMNS, ...rows]));
  await writeBaseXlsx(session, folder);
  return progress;
}
