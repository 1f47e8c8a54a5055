/** The page behind the links of letters: unsubscribe, fewer letters, letters again, the confirmation of a consent. Strangers reach nothing else through it. */
import { ServiceLock } from '../adapters/document-lock';
import { UtilityKeys } from '../adapters/keys';
import { PropertyStore } from '../adapters/property-store';
import type { PageForm } from '../adapters/web-pages';
import { webPage } from '../adapters/web-pages';
import type { ServerWordKey } from '../core/language/en-server';
import type { Language } from '../core/language/language';
import { isConfirmLetter } from '../domain/mailing/consent-confirm';
import type { RequestKind, RequestReason } from '../domain/mailing/requests';
import { keepRequest, REQUEST_KINDS, REQUEST_REASONS } from '../domain/mailing/requests';
import { answerCheck, applyWaiting, openToken, optInSince, OWNERS_LETTERS, readWebapp } from '../domain/mailing/unsubscribe';
import { say } from '../domain/words';
import { createPorts, readerLanguage } from './app';

/** A genuine link: its letter, the language of its page, the address its forms post to. */
interface Link {
  readonly letterId: string;
  readonly language: Language;
  readonly action: string;
}

/**
 * Shows the page of a letter's link, or answers the owner's check of the address. Changes nothing for a visitor, as programs that scan letters open links too.
 *
 * @param event What Google passes to a web app: the query holds the token of a letter or of a check.
 */
export function doGet(event: unknown): GoogleAppsScript.HTML.HtmlOutput {
  const store = new PropertyStore('script');
  const check = textOf(event, 'check');
  if (check !== '' && answerCheck(store, check, Date.now())) return message('web.checked', readerLanguage());
  const link = openLink(store, event);
  return link === null ? message('web.nothing', readerLanguage()) : questions(store, link);
}

/**
 * Takes a choice made on the page, or the one-click button of a mail program (RFC 8058), and answers 200 without a redirect. The request is kept first; then
 * it is written into the base at once where that can be reached and nobody else writes, otherwise before anything is sent.
 *
 * @param event What Google passes to a web app: the query holds the token of a letter, the body the choice.
 */
export function doPost(event: unknown): GoogleAppsScript.HTML.HtmlOutput {
  const store = new PropertyStore('script');
  const link = openLink(store, event);
  if (link === null) return message('web.nothing', readerLanguage());
  const { letterId, language } = link;
  const oneClick = isOneClick(event);
  const typed = textOf(event, 'kind');
  const kind = REQUEST_KINDS.find((known) => known === typed) ?? (oneClick && typed === '' ? 'unsubscribe' : null);
  const isConfirm = isConfirmLetter(letterId);
  // A letter that asks to confirm takes a confirmation only, the others anything else; without a choice nothing happens.
  if (OWNERS_LETTERS.includes(letterId) || kind === null || (kind === 'confirm') !== isConfirm || (isConfirm && optInSince(store) === null)) return questions(store, link);
  const reason: RequestReason = kind === 'unsubscribe' ? (REQUEST_REASONS.find((known) => known === textOf(event, 'reason')) ?? '') : '';
  const request = { letterId, kind, reason, oneClick: oneClick && typed === '', language, timeMs: Date.now() };
  if (!keepRequest(store, new ServiceLock('script'), new UtilityKeys(), request)) return message('web.full', language);
  applyNow();
  return answer(kind, link);
}

/** What cannot be written now goes on waiting in the store, whatever the reason. */
function applyNow(): void {
  try {
    applyWaiting(createPorts());
  } catch {
    return;
  }
}

function openLink(store: PropertyStore, event: unknown): Link | null {
  const token = textOf(event, 'u');
  if (token === '' || token.length > 200) return null;
  const { secret, url } = readWebapp(store);
  const opened = openToken(secret, new UtilityKeys(), token);
  return opened === null ? null : { letterId: opened.letterId, language: opened.language ?? readerLanguage(), action: `${url}?u=${token}` };
}

function questions(store: PropertyStore, link: Link): GoogleAppsScript.HTML.HtmlOutput {
  const { letterId, language } = link;
  if (OWNERS_LETTERS.includes(letterId)) return message('web.test', language);
  const words = (key: ServerWordKey): string => say(language, key);
  if (isConfirmLetter(letterId)) {
    if (optInSince(store) === null) return message('web.nothing', language);
    return page(link, 'web.confirmHeading', ['web.confirmText', 'web.confirmElse'], [{ heading: words('web.title'), buttons: [{ kind: 'confirm', text: words('web.confirm'), main: true }] }]);
  }
  return page(link, 'web.heading', ['web.what'], [
    {
      heading: words('web.stop'),
      choice: {
        name: 'reason', label: words('web.reason'),
        options: [{ value: '', text: words('web.reason.none') }, ...REQUEST_REASONS.map((reason) => ({ value: reason, text: words(`web.reason.${reason}`) }))],
      },
      buttons: [{ kind: 'unsubscribe', text: words('web.unsubscribe'), main: true }],
    },
    { heading: words('web.lessOften'), buttons: [{ kind: 'monthly', text: words('web.monthly'), main: false }, { kind: 'pause', text: words('web.pause'), main: false }] },
  ]);
}

const ANSWERS: Readonly<Record<RequestKind, ServerWordKey>> = {
  unsubscribe: 'web.done', pause: 'web.paused', monthly: 'web.monthlyDone', again: 'web.againDone', confirm: 'web.confirmed',
};

function answer(kind: RequestKind, link: Link): GoogleAppsScript.HTML.HtmlOutput {
  const words = (key: ServerWordKey): string => say(link.language, key);
  const canReturn = kind !== 'again' && kind !== 'confirm';
  const again: PageForm = { heading: words('web.wrong'), text: words('web.againText'), buttons: [{ kind: 'again', text: words('web.again'), main: false }] };
  return page(link, ANSWERS[kind], [], canReturn ? [again] : []);
}

function message(key: ServerWordKey, language: Language): GoogleAppsScript.HTML.HtmlOutput {
  return page({ language, action: '' }, key, [], []);
}

function page({ language, action }: Pick<Link, 'language' | 'action'>, heading: ServerWordKey, texts: readonly ServerWordKey[], forms: readonly PageForm[]): GoogleAppsScript.HTML.HtmlOutput {
  return webPage({ language, action, title: say(language, 'web.title'), heading: say(language, heading), texts: texts.map((key) => say(language, key)), forms });
}

/** One parameter as text; whatever else stands there counts as nothing. */
function textOf(event: unknown, name: string): string {
  const parameter = partOf(event, 'parameter');
  if (typeof parameter !== 'object' || parameter === null || !Object.prototype.hasOwnProperty.call(parameter, name)) return '';
  const value: unknown = (parameter as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}

/** True for the body a mail program posts, form-urlencoded or multipart. */
function isOneClick(event: unknown): boolean {
  const contents = partOf(partOf(event, 'postData'), 'contents');
  return textOf(event, 'List-Unsubscribe') === 'One-Click' || (typeof contents === 'string' && /List-Unsubscribe"?\s*(?:=|[\r\n]+)\s*One-Click/i.test(contents.slice(0, 10_000)));
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
