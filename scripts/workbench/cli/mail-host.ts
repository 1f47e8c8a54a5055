/** A mailing that was cut off, kept in the folder of its results: the whole host beside base.xlsx, so that it goes on as if nothing had been closed. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { MailingRequest, Preflight } from '../../../src/contract/mailing-views';
import type { Json } from '../runtime/state';
import { AddOnSession, type SessionOptions } from './add-on-session';
import { InputError } from './verb';

/** The file of the host; it ends with the mailing. */
export const HOST_FILE = 'host.json.gz';

/** What is kept of a mailing beside the host. `mailingId` is null when it was cut off before it was planned. */
export interface KeptMailing {
  readonly version: 1;
  readonly locale: 'ru' | 'en';
  readonly bookId: string;
  readonly projectId: string;
  readonly request: MailingRequest;
  readonly go: number;
  readonly mailingId: string | null;
  readonly skippedBy: Preflight['skippedBy'];
}

/** True when the folder holds a mailing that was not finished. */
export function holdsMailing(folder: string): boolean {
  return existsSync(path.join(folder, HOST_FILE));
}

/** Keeps host and mailing. */
export async function keepMailing(session: AddOnSession, folder: string, kept: Pick<KeptMailing, 'request' | 'go' | 'mailingId' | 'skippedBy'>): Promise<void> {
  await session.workbench.engine.settle();
  const whole: KeptMailing & { readonly host: Json } = {
    version: 1, locale: session.locale, bookId: session.book.id, projectId: session.projectId, request: kept.request, go: kept.go, mailingId: kept.mailingId,
    skippedBy: kept.skippedBy, host: session.workbench.snapshot(),
  };
  writeFileSync(path.join(folder, HOST_FILE), gzipSync(JSON.stringify(whole)));
}

/** Opens the kept mailing; throws InputError when there is none or the file is damaged. */
export async function openMailing(options: Omit<SessionOptions, 'locale'>, folder: string, shown: string): Promise<{ readonly session: AddOnSession; readonly kept: KeptMailing }> {
  if (!holdsMailing(folder)) throw new InputError(`${shown} holds no mailing to resume.`);
  let whole: KeptMailing & { readonly host: Json };
  try {
    whole = JSON.parse(gunzipSync(readFileSync(path.join(folder, HOST_FILE))).toString('utf8')) as typeof whole;
  } catch {
    throw new InputError(`${shown}/${HOST_FILE} is damaged.`);
  }
  const { host, ...kept } = whole;
  return { session: await AddOnSession.restored({ ...options, locale: kept.locale }, { host, bookId: kept.bookId, projectId: kept.projectId }), kept };
}

/** Forgets a mailing that is finished. */
export function forgetMailing(folder: string): void {
  rmSync(path.join(folder, HOST_FILE), { force: true });
}
