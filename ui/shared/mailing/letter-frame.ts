/** A finished letter made ready for a frame without scripts: its links lead nowhere, and its dark look can be asked for. */

/** Mail programs draw dark letters on about these colours; what the letter colours itself stays. */
const DARK_GROUND = '<style type="text/css">:where(html){background:#1f1f1f;color:#e8eaed}:where(a){color:#8ab4f8}</style>';

/**
 * The letter as text for `srcdoc`. What is added stands at the end, so that the letter's doctype stays the first thing of the document; a link
 * would open a window, which the frame forbids, so that a click does not carry the preview away.
 */
export function framedLetter(html: string, isDark: boolean): string {
  const shown = isDark
    ? html.replace(/\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi, '(min-width: 0)').replace(/\(\s*prefers-color-scheme\s*:\s*light\s*\)/gi, '(max-width: 0)')
    : html;
  return `${shown}${isDark ? DARK_GROUND : ''}<base target="_blank">`;
}
