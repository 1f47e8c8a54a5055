/** The few words of the unsubscribe page. */

/** A plain page of one sentence. */
export function messagePage(text: string): GoogleAppsScript.HTML.HtmlOutput {
  return HtmlService.createHtmlOutput(frame(`<p>${escapeText(text)}</p>`)).addMetaTag('viewport', 'width=device-width, initial-scale=1');
}

/** Asks for a confirmation; a GET never changes anything. Both buttons post to the same address. */
export function confirmPage(words: { readonly question: string; readonly unsubscribe: string; readonly less: string }, action: string): GoogleAppsScript.HTML.HtmlOutput {
  const form = (kind: string, label: string): string =>
    `<form method="post" target="_top" action="${escapeText(`${action}&kind=${kind}`)}"><button type="submit">${escapeText(label)}</button></form>`;
  return HtmlService.createHtmlOutput(frame(`<p>${escapeText(words.question)}</p>${form('unsubscribe', words.unsubscribe)}${form('pause', words.less)}`))
    .addMetaTag('viewport', 'width=device-width, initial-scale=1');
}

function frame(body: string): string {
  return `<!DOCTYPE html><html><head><base target="_top"><style>body{font:16px Roboto,Arial,sans-serif;color:#202124;max-width:480px;margin:48px auto;padding:0 16px}button{font:inherit;padding:8px 16px;margin:4px 0;border:1px solid #dadce0;border-radius:6px;background:#fff;cursor:pointer}</style></head><body>${body}</body></html>`;
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
