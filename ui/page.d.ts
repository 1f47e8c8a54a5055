/** What Google and the server put into a page's window, and the style files that the build inlines. */
interface Window {
  readonly google?: { readonly script: GoogleScript };
}

/** The part of google.script that the pages use. */
interface GoogleScript {
  readonly run: GoogleScriptRun;
  readonly host: { close(): void };
}

/** The runner of google.script.run: immutable, each handler gives a new runner. */
interface GoogleScriptRun {
  withSuccessHandler(handler: (result: unknown) => void): GoogleScriptRun;
  withFailureHandler(handler: (error: Error) => void): GoogleScriptRun;
  rpc(request: string): void;
}

declare module '*.css';
