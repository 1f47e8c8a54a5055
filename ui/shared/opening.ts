/** Opens the dialog pages over the sheet. */
import type { MailingRequest } from '../../src/contract/mailing-views';
import type { Server } from './rpc';

/** The dialog that turns sheets into a client base. @param begins what it begins with at once */
export function openSetUp(server: Server, begins: '' | 'blank' = ''): Promise<null> {
  return server.call('page.open', 'set-up', begins);
}

/** The import dialog. */
export function openImport(server: Server): Promise<null> {
  return server.call('page.open', 'import', '');
}

/** The wide list of a mailing's letters. */
export function openPreflight(server: Server, request: MailingRequest): Promise<null> {
  return server.call('page.open', 'preflight', JSON.stringify(request));
}

/** The letter editor: one letter by its key, or what to begin with when the key is ''. */
export function openTemplate(server: Server, key: string): Promise<null> {
  return server.call('page.open', 'template', key);
}

/** The request a preflight page was opened with; null when the text is none. */
export function readMailingRequest(argument: string): MailingRequest | null {
  try {
    const value: unknown = JSON.parse(argument);
    if (typeof value !== 'object' || value === null) return null;
    const { templateKey, audience, holdOutShare } = value as Partial<MailingRequest>;
    if (typeof templateKey !== 'string' || typeof audience !== 'string') return null;
    return typeof holdOutShare === 'number' ? { templateKey, audience, holdOutShare } : { templateKey, audience };
  } catch {
    return null;
  }
}
