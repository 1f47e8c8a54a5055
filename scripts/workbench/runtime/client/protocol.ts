/** What the google.script client of a page and the frame around it say to each other. */
import type { Json } from '../state';

/** Page → host. `postMessage(message, '*')` to the parent, or for web pages the JSON body of a POST to `callUrl`. */
export type ClientMessage =
  | { readonly type: 'google.script.run'; readonly pageId: string; readonly callId: number; readonly functionName: string; readonly args: readonly Json[] }
  | { readonly type: 'google.script.host'; readonly pageId: string; readonly action: 'close' | 'editor.focus' }
  | { readonly type: 'google.script.host'; readonly pageId: string; readonly action: 'setWidth' | 'setHeight'; readonly pixels: number };

/** Host → page: the outcome of one call. */
export type HostMessage = { readonly type: 'google.script.outcome'; readonly pageId: string; readonly callId: number } & (
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly error: { readonly name: string; readonly message: string } }
);

/** Settings the host writes in front of the client: `<script>window.googleScriptPage_ = {…}</script>`. */
export interface ClientSettings {
  readonly pageId: string;
  /** google.script.host.origin. */
  readonly origin: string;
  /** null: talk to the parent window by messages; else POST ClientMessage here, the answer is the HostMessage. */
  readonly callUrl: string | null;
}
