/** The menu. Each function opens a page for the person in front of the sheet; without a window getUi() refuses before anything else happens. */
import { hasError } from '../core/issue';
import { issueText } from '../core/language/text';
import { recalculate } from '../domain/recalculate';
import { say } from '../domain/words';
import { createPorts, readerLanguage, showPage } from './app';

/**
 * Makes the menu when the spreadsheet opens. Reads nothing of the document, so it works before the add-on is allowed anything.
 */
export function onOpen(): void {
  const ui = SpreadsheetApp.getUi();
  const language = readerLanguage();
  ui.createMenu(say(language, 'menu.title'))
    .addItem(say(language, 'menu.home'), 'openHome')
    .addItem(say(language, 'menu.setUp'), 'openSetUp')
    .addItem(say(language, 'menu.import'), 'openImport')
    .addItem(say(language, 'menu.recalculate'), 'recalculateFromMenu')
    .addSeparator()
    .addItem(say(language, 'menu.segments'), 'openSegments')
    .addItem(say(language, 'menu.dormant'), 'openDormant')
    .addItem(say(language, 'menu.mailing'), 'openMailing')
    .addItem(say(language, 'menu.automations'), 'openAutomations')
    .addItem(say(language, 'menu.template'), 'openTemplate')
    .addSeparator()
    .addItem(say(language, 'menu.cleaning'), 'openCleaning')
    .addItem(say(language, 'menu.duplicates'), 'openDuplicates')
    .addItem(say(language, 'menu.repair'), 'openRepair')
    .addItem(say(language, 'menu.journal'), 'openJournal')
    .addSeparator()
    .addItem(say(language, 'menu.settings'), 'openSettings')
    .addItem(say(language, 'menu.help'), 'openHelp')
    .addToUi();
}

/**
 * Makes the menu right after the add-on was installed into an open spreadsheet.
 */
export function onInstall(): void {
  onOpen();
}

/**
 * Opens the sidebar on its home view.
 */
export function openHome(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'home', '');
}

/**
 * Opens the dialog that turns sheets into a client base.
 */
export function openSetUp(): void {
  showPage(SpreadsheetApp.getUi(), 'set-up', 'home', '');
}

/**
 * Opens the import dialog.
 */
export function openImport(): void {
  showPage(SpreadsheetApp.getUi(), 'import', 'home', '');
}

/**
 * Opens the sidebar on the segments.
 */
export function openSegments(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'segments', '');
}

/**
 * Opens the sidebar on the dormant clients.
 */
export function openDormant(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'dormant', '');
}

/**
 * Opens the sidebar on mailings.
 */
export function openMailing(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'mailing', '');
}

/**
 * Opens the sidebar on the automations.
 */
export function openAutomations(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'automations', '');
}

/**
 * Opens the letter editor on what to begin with.
 */
export function openTemplate(): void {
  showPage(SpreadsheetApp.getUi(), 'template', 'home', '');
}

/**
 * Opens the sidebar on the cleaning of contacts.
 */
export function openCleaning(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'cleaning', '');
}

/**
 * Opens the sidebar on clients who stand there twice.
 */
export function openDuplicates(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'duplicates', '');
}

/**
 * Opens the sidebar on the check of the base.
 */
export function openRepair(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'repair', '');
}

/**
 * Opens the sidebar on the journal, where actions are undone.
 */
export function openJournal(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'journal', '');
}

/**
 * Opens the sidebar on the settings.
 */
export function openSettings(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'settings', '');
}

/**
 * Opens the sidebar on help.
 */
export function openHelp(): void {
  showPage(SpreadsheetApp.getUi(), 'sidebar', 'help', '');
}

/**
 * Recalculates every figure and says so.
 */
export function recalculateFromMenu(): void {
  const ui = SpreadsheetApp.getUi();
  const { value, issues } = recalculate(createPorts());
  const language = readerLanguage();
  if (value === null || hasError(issues)) {
    ui.alert(say(language, 'menu.title'), issues.map((found) => issueText(found, language)).join('\n'), ui.ButtonSet.OK);
    return;
  }
  SpreadsheetApp.getActiveSpreadsheet().toast(`${say(language, 'toast.recalculated', { count: value.clients })} ${value.movesText}`, say(language, 'menu.title'));
}
