/** Pages of the web app as HTML: no script, a form for each choice, readable on a phone, in the language of the reader. */

/** A choice from a short list. */
export interface PageChoice {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}

/** A form that posts to the web app: each button sends its own `kind`. */
export interface PageForm {
  readonly heading: string;
  readonly text?: string;
  readonly choice?: PageChoice;
  readonly buttons: readonly { readonly kind: string; readonly text: string; readonly main: boolean }[];
}

/** One page. */
export interface WebPage {
  readonly language: string;
  readonly title: string;
  readonly heading: string;
  readonly texts: readonly string[];
  readonly forms: readonly PageForm[];
  /** Address the forms post to. */
  readonly action: string;
}

/** Makes the answer of doGet and doPost; every text is escaped. */
export function webPage(page: WebPage): GoogleAppsScript.HTML.HtmlOutput {
  return HtmlService.createHtmlOutput(htmlOf(page)).setTitle(page.title).addMetaTag('viewport', 'width=device-width, initial-scale=1');
}

function htmlOf({ language, title, heading, texts, forms, action }: WebPage): string {
  const body = [`<h1>${escaped(heading)}</h1>`, ...texts.map((text) => `<p>${escaped(text)}</p>`), ...forms.map((form, index) => formHtml(form, action, index))].join('');
  return `<!DOCTYPE html><html lang="${escaped(language)}"><head><base target="_top"><meta charset="utf-8"><meta name="robots" content="noindex, nofollow"><title>${escaped(title)}</title>`
    + `<style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function formHtml({ heading, text, choice, buttons }: PageForm, action: string, index: number): string {
  const id = `part-${index}`;
  const select = choice === undefined ? '' : `<p><label for="${id}-choice">${escaped(choice.label)}</label><select id="${id}-choice" name="${escaped(choice.name)}">`
    + `${choice.options.map(({ value, text: label }) => `<option value="${escaped(value)}">${escaped(label)}</option>`).join('')}</select></p>`;
  const pressed = buttons.map(({ kind, text: label, main }) => `<button type="submit" name="kind" value="${escaped(kind)}"${main ? ' class="main"' : ''}>${escaped(label)}</button>`).join('');
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escaped(heading)}</h2>${text === undefined ? '' : `<p>${escaped(text)}</p>`}`
    + `<form method="post" target="_top" action="${escaped(action)}">${select}<p class="buttons">${pressed}</p></form></section>`;
}

const STYLE = 'body{font:16px/1.5 Roboto,Arial,sans-serif;color:#202124;background:#fff;margin:0}main{max-width:480px;margin:32px auto;padding:0 16px;overflow-wrap:anywhere}'
  + 'h1{font-size:22px;line-height:1.3;margin:0 0 12px}h2{font-size:16px;margin:0 0 8px}section{border-top:1px solid #dadce0;padding:16px 0 4px}p{margin:0 0 12px}'
  + 'label{display:block;margin-bottom:4px}select,button{font:inherit;color:inherit;background:#fff;border:1px solid #747775;border-radius:6px;min-height:44px;padding:8px 16px;max-width:100%}'
  + 'select{width:100%;padding:8px}.buttons{display:flex;flex-wrap:wrap;gap:8px}button{cursor:pointer}button.main{background:#0b6b64;border-color:#0b6b64;color:#fff}'
  + 'select:focus-visible,button:focus-visible{outline:3px solid #1a73e8;outline-offset:2px}';

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
}
