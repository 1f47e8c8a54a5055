/** Who may call what: scopes by service, the AuthMode table, the custom-function sandbox. */
import type { AuthModeName } from './execution';

const AUTH = 'https://www.googleapis.com/auth/';

/** Namespace of @types/google-apps-script → global symbol used in error texts and counts. */
const SERVICE_OF_NAMESPACE: Readonly<Record<string, string>> = {
  Spreadsheet: 'SpreadsheetApp',
  HTML: 'HtmlService',
  Gmail: 'GmailApp',
  Mail: 'MailApp',
  Properties: 'PropertiesService',
  Cache: 'CacheService',
  Lock: 'LockService',
  Utilities: 'Utilities',
  Script: 'ScriptApp',
  URL_Fetch: 'UrlFetchApp',
  Content: 'ContentService',
  Charts: 'Charts',
  XML_Service: 'XmlService',
  Drive: 'DriveApp',
  Calendar: 'CalendarApp',
  Document: 'DocumentApp',
  Slides: 'SlidesApp',
  Forms: 'FormApp',
  Language: 'LanguageApp',
  JDBC: 'Jdbc',
  Maps: 'Maps',
};

/** The service a class belongs to; '' for shared base classes (Blob, Session and Ui name themselves). */
export function serviceOfInterface(interfaceName: string, declared?: string): string {
  if (declared !== undefined) return declared;
  const [namespace = '', second = ''] = interfaceName.split('.');
  if (second === 'Collection' || second === '') return namespace;
  if (namespace === 'Base') return ['Session', 'Browser', 'Logger'].includes(second) ? second : '';
  return SERVICE_OF_NAMESPACE[namespace] ?? namespace;
}

/** Scopes of which any one is enough, by service; services that are absent need none. Members may say otherwise. */
const SCOPES_OF_SERVICE: Readonly<Record<string, readonly string[]>> = {
  SpreadsheetApp: ['spreadsheets', 'spreadsheets.currentonly'],
  MailApp: ['script.send_mail'],
  GmailApp: ['https://mail.google.com/'],
  UrlFetchApp: ['script.external_request'],
  CalendarApp: ['calendar'],
  DriveApp: ['drive', 'drive.readonly'],
  DocumentApp: ['documents', 'documents.currentonly'],
};

/** Scopes of members that differ from those of their service. */
const SCOPES_OF_MEMBER: Readonly<Record<string, readonly string[]>> = {
  'SpreadsheetApp.openById': ['spreadsheets'],
  'SpreadsheetApp.openByUrl': ['spreadsheets'],
  'SpreadsheetApp.open': ['spreadsheets'],
  'SpreadsheetApp.create': ['spreadsheets'],
  'SpreadsheetApp.Spreadsheet.copy': ['spreadsheets'],
  'SpreadsheetApp.getUi': [],
  'Ui.showSidebar': ['script.container.ui'],
  'Ui.showModalDialog': ['script.container.ui'],
  'Ui.showModelessDialog': ['script.container.ui'],
  'Ui.showDialog': ['script.container.ui'],
  'ScriptApp.newTrigger': ['script.scriptapp'],
  'ScriptApp.getProjectTriggers': ['script.scriptapp'],
  'ScriptApp.getUserTriggers': ['script.scriptapp'],
  'ScriptApp.deleteTrigger': ['script.scriptapp'],
};

/** `spreadsheets.currentonly` → full URL; full URLs stay. */
export function scopeUrl(scope: string): string {
  return scope.includes('://') ? scope : `${AUTH}${scope}`;
}

/** Scopes of which one is needed for the member; [] = none. `display` is 'SpreadsheetApp.Range.setValue'. */
export function scopesOf(service: string, display: string, ofEntry?: readonly string[]): readonly string[] {
  return (ofEntry ?? SCOPES_OF_MEMBER[display] ?? SCOPES_OF_SERVICE[service] ?? []).map(scopeUrl);
}

/** Scopes a script without `oauthScopes` gets, detected from its code as the platform does (comments included). */
export function detectScopes(code: string): string[] {
  const found = new Set<string>();
  const onlyCurrent = /@OnlyCurrentDoc/.test(code) && !/SpreadsheetApp\s*\.\s*(openById|openByUrl|open|create)\s*\(/.test(code);
  if (/\bSpreadsheetApp\b/.test(code)) found.add(onlyCurrent ? 'spreadsheets.currentonly' : 'spreadsheets');
  if (/\b(showSidebar|showModalDialog|showModelessDialog|showDialog|getUi)\b/.test(code)) found.add('script.container.ui');
  if (/\bMailApp\b/.test(code)) found.add('script.send_mail');
  if (/\b(GmailApp|Gmail\s*\.)\b/.test(code)) found.add('https://mail.google.com/');
  if (/\bUrlFetchApp\b/.test(code)) found.add('script.external_request');
  if (/\b(newTrigger|getProjectTriggers|getUserTriggers|deleteTrigger)\b/.test(code)) found.add('script.scriptapp');
  if (/\bSession\b/.test(code)) found.add('userinfo.email');
  if (/\bCalendarApp\b/.test(code)) found.add('calendar');
  if (/\bDriveApp\b/.test(code)) found.add('drive');
  if (/\bDocumentApp\b/.test(code)) found.add('documents');
  return [...found].map(scopeUrl);
}

/** True when one of the granted scopes satisfies the need; the full mail scope includes the narrow ones. */
export function satisfies(granted: readonly string[], needed: readonly string[]): boolean {
  if (needed.length === 0) return true;
  return needed.some((scope) => granted.includes(scope) || (scope.startsWith(`${AUTH}gmail.`) && granted.includes('https://mail.google.com/')));
}

/** Services a custom function may use. */
const CUSTOM_FUNCTION_SERVICES: ReadonlySet<string> = new Set([
  'CacheService', 'HtmlService', 'Jdbc', 'LanguageApp', 'LockService', 'Maps', 'PropertiesService', 'SpreadsheetApp', 'UrlFetchApp', 'Utilities', 'XmlService', 'Logger',
  'Session', '',
]);

/** Services without any data of user or document: usable in every mode. */
const FREE_SERVICES: ReadonlySet<string> = new Set(['Utilities', 'Logger', 'HtmlService', 'ContentService', 'XmlService', 'Charts', '']);

/** Services that touch data of the user: only with FULL. */
const USER_SERVICES: ReadonlySet<string> = new Set(['GmailApp', 'Gmail', 'MailApp', 'CalendarApp', 'DriveApp', 'DocumentApp', 'SlidesApp', 'FormApp', 'Browser']);

/** Members of SpreadsheetApp and Ui that only build menus: usable in every mode. */
const MENU_MEMBERS: ReadonlySet<string> = new Set(['SpreadsheetApp.getUi', 'Ui.createAddonMenu', 'Ui.createMenu', 'Menu.addItem', 'Menu.addSeparator', 'Menu.addSubMenu', 'Menu.addToUi']);

/** Members every mode may use though their service may not. */
const FREE_MEMBERS: ReadonlySet<string> = new Set(['Session.getActiveUserLocale', 'Session.getScriptTimeZone', 'ScriptApp.getAuthorizationInfo', 'Session.getActiveUser', 'Session.getEffectiveUser', 'User.getEmail', 'Session.getTemporaryActiveUserKey', 'ScriptApp.getScriptId', 'ScriptApp.getService', 'ScriptApp.getOAuthToken']);

export type Refusal = 'service' | 'permission' | null;

/** Whether the mode forbids the call: 'service' for a whole service a custom function may not touch, 'permission' for a single call. */
export function refusal(mode: AuthModeName, service: string, display: string, isWrite: boolean, userData: boolean, allowedInCustomFunction?: boolean): Refusal {
  if (mode === 'FULL') return null;
  if (mode === 'CUSTOM_FUNCTION') return customFunctionRefusal(service, display, isWrite, allowedInCustomFunction);
  if (MENU_MEMBERS.has(display) || FREE_MEMBERS.has(display) || FREE_SERVICES.has(service) && !isUiMember(display)) return null;
  if (userData || USER_SERVICES.has(service) || isUiMember(display)) return 'permission';
  if (mode === 'NONE') return 'permission';
  return ['UrlFetchApp', 'Jdbc'].includes(service) || display.startsWith('ScriptApp.') ? 'permission' : null;
}

function customFunctionRefusal(service: string, display: string, isWrite: boolean, allowed: boolean | undefined): Refusal {
  if (allowed !== undefined) return allowed ? null : 'permission';
  if (isUiMember(display) || !CUSTOM_FUNCTION_SERVICES.has(service)) return 'service';
  if (['SpreadsheetApp.openById', 'SpreadsheetApp.openByUrl', 'SpreadsheetApp.open', 'SpreadsheetApp.create'].includes(display)) return 'permission';
  return service === 'SpreadsheetApp' && isWrite ? 'permission' : null;
}

function isUiMember(display: string): boolean {
  return display.startsWith('Ui.') || display.startsWith('Menu.') || display === 'SpreadsheetApp.getUi';
}
