/** The page a visitor of a web app sees where there is no answer of the script. */

/** A page that tells why there is no answer; readable, not styled: Google's own is plain too. */
export function errorPage(message: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Error</title></head><body style="margin:2em;font:14px Roboto,Arial,sans-serif"><main><p>${escapeHtml(message)}</p></main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
