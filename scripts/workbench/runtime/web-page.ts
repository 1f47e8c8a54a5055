/** Puts the google.script client into a page. */
import clientSource from 'workbench:client';
import type { ClientSettings } from './client/protocol';

/** The page with the google.script client in front of everything else. */
export function withClient(html: string, settings: ClientSettings): string {
  const boot = JSON.stringify(settings).replace(/</g, '\\u003c');
  const script = `<script>window.googleScriptPage_=${boot};</script><script>${clientSource.replace(/<\/script/gi, '<\\/script')}</script>`;
  const place = /<head[^>]*>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html);
  const at = place ? place.index + place[0].length : 0;
  return html.slice(0, at) + script + html.slice(at);
}
