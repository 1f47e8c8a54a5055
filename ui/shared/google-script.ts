/** The part of google.script that Google puts into the pages' window. */

/** The runner of google.script.run: immutable, each handler gives a new runner. */
export interface GoogleScriptRun {
  withSuccessHandler(handler: (result: unknown) => void): GoogleScriptRun;
  withFailureHandler(handler: (error: Error) => void): GoogleScriptRun;
  /** The one public function of the server: a request and a reply as JSON text. */
  rpc(request: string): void;
}

/** google.script as the pages use it. */
export interface GoogleScript {
  readonly run: GoogleScriptRun;
  readonly host: { close(): void };
}

/** google.script of a window; null where the page is not served by Google. */
export function googleScriptOf(holder: unknown): GoogleScript | null {
  const google = (holder as { readonly google?: { readonly script?: GoogleScript } }).google;
  return google?.script ?? null;
}
