/** The workbench's README is generated, and names everything the workbench must emulate. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { absentMembers, renderWorkbenchReadme, SERVICES } from '../../scripts/workbench/node';

/** Each class or service the workbench promises, with members that must be there. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  SpreadsheetApp: ['getActive', 'openById', 'create', 'flush', 'getUi', 'newConditionalFormatRule', 'newDataValidation', 'newRichTextValue'],
  'SpreadsheetApp.Spreadsheet': ['copy', 'insertSheet', 'setNamedRange', 'toast', 'createTextFinder', 'addDeveloperMetadata', 'getSpreadsheetTimeZone'],
  'SpreadsheetApp.Sheet': [
    'insertRowsBefore', 'deleteRows', 'moveRows', 'moveColumns', 'sort', 'hideRows', 'hideColumns', 'setFrozenRows', 'setFrozenColumns', 'copyTo', 'newChart',
    'insertChart', 'updateChart', 'protect', 'createTextFinder', 'addDeveloperMetadata', 'setConditionalFormatRules', 'appendRow', 'getFilter',
  ],
  'SpreadsheetApp.Range': [
    'getValues', 'setValues', 'setFormula', 'setNote', 'insertCheckboxes', 'sort', 'copyTo', 'createFilter', 'setDataValidation', 'protect', 'applyRowBanding',
    'setRichTextValue', 'createTextFinder', 'addDeveloperMetadata', 'moveTo', 'merge', 'setBackground', 'setNumberFormat',
  ],
  'SpreadsheetApp.RangeList': ['getRanges', 'setBackground', 'clearContent'],
  'SpreadsheetApp.NamedRange': ['getName', 'getRange', 'setRange', 'remove'],
  'SpreadsheetApp.Protection': ['setWarningOnly', 'setUnprotectedRanges', 'addEditor', 'canEdit', 'remove'],
  'SpreadsheetApp.Filter': ['getColumnFilterCriteria', 'setColumnFilterCriteria', 'sort', 'remove'],
  'SpreadsheetApp.DataValidation': ['getCriteriaType', 'getCriteriaValues'],
  'SpreadsheetApp.ConditionalFormatRule': ['getBooleanCondition', 'getGradientCondition', 'getRanges'],
  'SpreadsheetApp.ConditionalFormatRuleBuilder': ['whenFormulaSatisfied', 'setGradientMinpoint', 'setGradientMaxpointWithValue', 'setBackground', 'build'],
  'SpreadsheetApp.Banding': ['getRange', 'remove'],
  'SpreadsheetApp.DeveloperMetadata': ['getKey', 'getValue', 'getLocation', 'moveToRow', 'moveToColumn', 'remove'],
  'SpreadsheetApp.RichTextValue': ['getText', 'getLinkUrl', 'getRuns'],
  'SpreadsheetApp.TextFinder': ['findAll', 'findNext', 'replaceAllWith'],
  'SpreadsheetApp.EmbeddedChartBuilder': ['asColumnChart', 'asLineChart', 'asPieChart', 'addRange', 'setPosition', 'build'],
  Ui: ['createMenu', 'createAddonMenu', 'alert', 'prompt', 'showSidebar', 'showModalDialog', 'showModelessDialog'],
  Menu: ['addItem', 'addSeparator', 'addSubMenu', 'addToUi'],
  HtmlService: ['createHtmlOutput', 'createHtmlOutputFromFile', 'createTemplate', 'createTemplateFromFile'],
  'HtmlService.HtmlOutput': ['append', 'getContent', 'setTitle'],
  'HtmlService.HtmlTemplate': ['evaluate', 'getCode', 'getRawContent'],
  PropertiesService: ['getDocumentProperties', 'getScriptProperties', 'getUserProperties'],
  'PropertiesService.Properties': ['getProperty', 'setProperty', 'getProperties', 'setProperties', 'deleteProperty', 'deleteAllProperties', 'getKeys'],
  CacheService: ['getDocumentCache', 'getScriptCache', 'getUserCache'],
  'CacheService.Cache': ['get', 'put', 'getAll', 'putAll', 'remove', 'removeAll'],
  LockService: ['getDocumentLock', 'getScriptLock', 'getUserLock'],
  'LockService.Lock': ['tryLock', 'waitLock', 'hasLock', 'releaseLock'],
  Utilities: [
    'formatDate', 'parseDate', 'computeDigest', 'computeHmacSha256Signature', 'base64Encode', 'base64EncodeWebSafe', 'base64Decode', 'newBlob', 'zip', 'gzip', 'parseCsv',
    'getUuid', 'sleep', 'formatString',
  ],
  Blob: ['getBytes', 'getDataAsString', 'setName', 'getContentType'],
  Session: ['getActiveUser', 'getEffectiveUser', 'getActiveUserLocale', 'getScriptTimeZone'],
  ScriptApp: ['newTrigger', 'getProjectTriggers', 'deleteTrigger', 'getService', 'getAuthorizationInfo'],
  'ScriptApp.ClockTriggerBuilder': ['after', 'at', 'everyHours', 'everyDays', 'atHour', 'create'],
  'ScriptApp.SpreadsheetTriggerBuilder': ['onOpen', 'onEdit', 'onChange', 'create'],
  'ScriptApp.Service': ['getUrl'],
  MailApp: ['sendEmail', 'getRemainingDailyQuota'],
  GmailApp: ['sendEmail', 'createDraft', 'getDrafts'],
  'GmailApp.GmailDraft': ['getMessage', 'getId', 'send', 'update', 'deleteDraft'],
  'GmailApp.GmailMessage': ['getSubject', 'getBody', 'getPlainBody', 'getAttachments', 'getTo'],
  'Gmail.MessagesCollection': ['send', 'get', 'list'],
  'Gmail.DraftsCollection': ['create', 'list', 'get'],
  UrlFetchApp: ['fetch', 'fetchAll', 'getRequest'],
  ContentService: ['createTextOutput'],
  'ContentService.TextOutput': ['setMimeType', 'getContent', 'append'],
  Logger: ['log', 'getLog', 'clear'],
  Browser: ['msgBox', 'inputBox'],
};

const rendered = renderWorkbenchReadme();

/** The part of the text about one class. */
function sectionOf(name: string): string {
  return new RegExp(`^### ${name.replace('.', '\\.')}\\n([\\s\\S]*?)(?=\\n### |$(?![\\s\\S]))`, 'm').exec(rendered)?.[1] ?? '';
}

test('the committed README is the rendered one (its head tells how to write it again)', () => {
  expect(readFileSync(path.resolve('scripts/workbench/README.md'), 'utf8')).toBe(rendered);
});

test.each(Object.entries(PROMISED))('%s is described, and none of the promised members is absent', (name, members) => {
  const absent = absentMembers(SERVICES)[name];
  expect(absent).toBeDefined();
  expect(members.filter((member) => absent?.includes(member) === true)).toEqual([]);
  const [present = ''] = sectionOf(name).split('**Absent');
  expect(members.filter((member) => !present.includes(`\`${member}\``))).toEqual([]);
});

test('the verbs stand in it with their help, and the settings once', () => {
  for (const verb of ['segment', 'mail', 'formula', 'exec']) expect(sectionOf(verb)).toContain(`Usage: ${verb} `);
  expect(rendered.match(/^ {2}rfm\.mode /gm)).toHaveLength(1);
});

test('the functions of Sheets that formulas lack are listed', () => {
  const [, list = ''] = /The others end in `#NAME\?`:\n\n(.*)\n/.exec(rendered) ?? [];
  const names = list.split(', ');
  expect(names).toContain('`GOOGLETRANSLATE`');
  for (const known of ['SUM', 'SORT', 'QUERY', 'ARRAYFORMULA', 'SPLIT', 'JOIN', 'COUNTUNIQUE', 'SUMIFS', 'MAXIFS']) expect(names).not.toContain(`\`${known}\``);
});
