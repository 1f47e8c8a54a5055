/** What server and page agree on for the web apps of scripts. */
import type { WebRequest } from '../runtime/workbench';

/** What crosses to the page for one request; `path` names the deployment (`/macros/s/<id>/exec`, or `/exec` for the script of the open book). */
export interface ExecQuestion {
  readonly path: string;
  readonly request: WebRequest;
}

/** Where pages of web apps send their calls of google.script.run. */
export const CALL_PATH = '/macros/call';
