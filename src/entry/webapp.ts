/** The unsubscribe page. Strangers reach nothing else through it. */
import { ServiceLock } from '../adapters/document-lock';
import { UtilityKeys } from '../adapters/keys';
import { PropertyStore } from '../adapters/property-store';
import { confirmPage, messagePage } from '../adapters/web-pages';
import type { RequestKind } from '../domain/mailing/unsubscribe';
import { answerCheck, leaveRequest, letterOfToken, readWebapp } from '../domain/mailing/unsubscribe';
import { say } from '../domain/words';
import { readerLanguage } from './app';

interface WebEvent {
  readonly parameter?: Readonly<Record<string, string | undefined>>;
}

/**
 * Shows the confirm page of an unsubscribe link, or answers the owner's check of the address. Changes nothing for a visitor.
 *
 * @param event What Google passes to a web app: the query holds the token of a letter or of a check.
 */
export function doGet(event: unknown): GoogleAppsScript.HTML.HtmlOutput {
  const parameter = (event as WebEvent | undefined)?.parameter ?? {};
  const language = readerLanguage();
  const store = new PropertyStore('script');
  if (parameter['check'] !== undefined && answerCheck(store, parameter['check'], Date.now())) return messagePage(say(language, 'web.checked'));
  const token = parameter['u'] ?? '';
  const state = token === '' ? null : readWebapp(store);
  if (state === null || letterOfToken(state.secret, new UtilityKeys(), token) === null) return messagePage(say(language, 'web.nothing'));
  return confirmPage({ question: say(language, 'web.confirm'), unsubscribe: say(language, 'web.unsubscribe'), less: say(language, 'web.less') }, `${state.url}?u=${token}`);
}

/**
 * Takes a confirmed request, from the page or from a mail program's one-click button, and answers 200 without a redirect.
 *
 * @param event What Google passes to a web app: the query holds the token of a letter.
 */
export function doPost(event: unknown): GoogleAppsScript.HTML.HtmlOutput {
  const parameter = (event as WebEvent | undefined)?.parameter ?? {};
  const language = readerLanguage();
  const store = new PropertyStore('script');
  const token = parameter['u'] ?? '';
  const letterId = token === '' ? null : letterOfToken(readWebapp(store).secret, new UtilityKeys(), token);
  if (letterId === null) return messagePage(say(language, 'web.nothing'));
  const kind: RequestKind = parameter['kind'] === 'pause' ? 'pause' : 'unsubscribe';
  const lock = new ServiceLock('script');
  lock.acquire(10_000);
  leaveRequest(store, letterId, kind);
  lock.release();
  return messagePage(say(language, kind === 'pause' ? 'web.paused' : 'web.done'));
}
