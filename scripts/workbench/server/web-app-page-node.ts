/** The HTML that surrounds a web app's own page: a frame without the workbench's rights, and the bridge for google.script.run. */
import { WEB_APP_BRIDGE } from './web-app-bridge';

/** A page that tells why there is no answer; readable, not styled: Google's own is plain too. */
export function errorPage(message: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Error</title></head><body style="margin:2em;font:14px Roboto,Arial,sans-serif"><main><p>${escapeHtml(message)}</p></main></body></html>`;
}

/** Frames the HTML of doGet or doPost. The frame may run scripts, send forms, open windows; it has no origin of its own. */
export function webAppPage(page: { readonly pageId: string; readonly title: string; readonly html: string }): string {
  const sandbox = 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads allow-top-navigation-by-user-activation';
  return `<!doctype html>
<html>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(page.title)}</title>
<style>html,body{margin:0;height:100%}iframe{border:0;width:100%;height:100%;display:block}</style></head>
<body>
<iframe id="web-app" title="${escapeHtml(page.title === '' ? 'Web app' : page.title)}" data-page="${escapeHtml(page.pageId)}" sandbox="${sandbox}" srcdoc="${escapeHtml(page.html)}"></iframe>
<script>${WEB_APP_BRIDGE}</script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
