/** The web-app address as the platform tells it: only a proposal, since it is known to be wrong at times. */

/** '' when the script was never deployed as a web app. No counted calls. */
export function serviceUrl(): string {
  try {
    return ScriptApp.getService().getUrl();
  } catch {
    return '';
  }
}
