/** The check before a mailing: advice on the letters, the tab with the list, and going on by itself. */

/**
 * One piece of advice; it never blocks. `text` says what was found with its numbers, `todo` what to do about it; `clients` names the first of whom it
 * concerns (empty when it concerns the letter as such), `count` how many they are in all.
 */
export type PreflightHint = { readonly code: string; readonly text: string; readonly todo: string; readonly count: number; readonly clients: readonly string[] };

/** The tab with the list: its name as it stands in the tab bar, rows written, and the line at its top in words. */
export type PreflightTabReport = { readonly tab: string; readonly rows: number; readonly text: string };

/** Whether mailings go on by themselves for the person at the keyboard. `gone`: they were switched on, but Google has removed the trigger since. */
export type BackgroundView = { readonly on: boolean; readonly gone: boolean };
