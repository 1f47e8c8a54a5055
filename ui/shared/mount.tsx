/** Starts a page: waits for the session that the server appends after the page, then shows the view or says plainly what is missing. */
import { render, type ComponentChildren } from 'preact';
import type { PageBoot } from '../../src/contract/base-views';
import { wordsOf, type Words } from '../language/words';
import { Page } from './context';
import { googleScriptOf } from './google-script';
import { Notice } from './notice';
import { createServer } from './rpc';
import { browserLanguage, readSession } from './session';
import './style.css';

/** What a page's view is given. */
export interface Mounted { readonly session: PageBoot; readonly words: Words }

/** Mounts `view` into the page. The session's script stands after ours in the document, so we wait for its end. */
export function mountPage(view: (mounted: Mounted) => ComponentChildren): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => show(view), { once: true });
  else show(view);
}

function show(view: (mounted: Mounted) => ComponentChildren): void {
  const place = document.getElementById('page');
  if (place === null) return;
  const session = readSession(window);
  const language = session?.language ?? browserLanguage(navigator.languages);
  document.documentElement.lang = language;
  const words = wordsOf(language);
  if (session === null) {
    render(<div class="sidebar"><h1>{words.say('page.name')}</h1><Notice kind="warning" title={words.say('page.noSession')}><p>{words.say('page.noSessionWhat')}</p></Notice></div>, place);
    return;
  }
  const script = googleScriptOf(window);
  const server = createServer({
    run: script?.run ?? null,
    token: session.token,
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    say: (trouble) => words.say(trouble),
  });
  const close = (): void => script?.host.close();
  render(<Page.Provider value={{ server, words, close }}>{view({ session, words })}</Page.Provider>, place);
}
