/** "Backup now": dated copies of the data tabs inside the same spreadsheet. */
import type { IssueView } from './issue-view';

/** The copies that were made, by their names in the tab bar; `text` says it in words. */
export type BackupReport = { readonly tabs: readonly string[]; readonly text: string; readonly issues: readonly IssueView[] };
