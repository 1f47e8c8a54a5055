/** Opens our pages: static HTML of the project with what the page needs to begin appended as one script. */
import type { PageBoot, PageName } from '../contract/base-views';

/** Size of each dialog in pixels; the sidebar's width is Google's. */
const DIALOG_SIZES: Readonly<Record<Exclude<PageName, 'sidebar'>, readonly [width: number, height: number]>> = { 'set-up': [860, 640], import: [860, 640], preflight: [860, 640], template: [900, 690] };

/** Opens a page over the sheet. No counted calls. */
export function openPage(ui: GoogleAppsScript.Base.Ui, boot: PageBoot, title: string): void {
  const html = HtmlService.createHtmlOutputFromFile(boot.page).setTitle(title);
  // "<" is written as an escape, so that no text can end the script element.
  html.append(`<script>window.clientura = ${JSON.stringify(boot).replace(/</g, '\\u003c')};</script>`);
  if (boot.page === 'sidebar') {
    ui.showSidebar(html);
    return;
  }
  const [width, height] = DIALOG_SIZES[boot.page];
  ui.showModalDialog(html.setWidth(width).setHeight(height), title);
}
