/** The adapters as a script of their own: bundled by the tests and run on the workbench. */
import { SheetClock } from '../../src/adapters/clock';
import { ServiceLock } from '../../src/adapters/document-lock';
import { GmailMailer, gmailService } from '../../src/adapters/gmail-mailer';
import { HourlyTrigger } from '../../src/adapters/hourly-trigger';
import { UtilityKeys } from '../../src/adapters/keys';
import { MailAppMailer } from '../../src/adapters/mailapp-mailer';
import { issueToken, judgeToken } from '../../src/adapters/page-tokens';
import { SessionPerson } from '../../src/adapters/person';
import { PropertyStore } from '../../src/adapters/property-store';
import { SheetBook } from '../../src/adapters/sheet-book';
import { lazyOffsets } from '../../src/adapters/spreadsheet-zone';
import type { Ports } from '../../src/domain/ports';
import { DOCUMENTED, LETTER, SCENARIOS, type ScenarioName } from './port-scenarios';

function ports(): Ports {
  const offsets = lazyOffsets();
  const gmail = gmailService();
  return {
    book: new SheetBook(offsets), clock: new SheetClock(offsets), lock: new ServiceLock('document'), scriptLock: new ServiceLock('script'), documentStore: new PropertyStore('document'),
    scriptStore: new PropertyStore('script'), keys: new UtilityKeys(), person: new SessionPerson(), mailer: gmail === null ? new MailAppMailer() : new GmailMailer(gmail),
    triggers: new HourlyTrigger('scenario'),
  };
}

export function scenario(name: ScenarioName): unknown {
  return SCENARIOS[name](ports()) ?? null;
}

export function documented(index: number): void {
  DOCUMENTED[index]?.[2](ports());
}

/** Holds the lock until another execution leaves the word. */
export function hold(): void {
  const held = ports();
  held.lock.acquire(0);
  held.documentStore.set('held', 'yes');
  while (held.documentStore.get('held') !== null);
}

export function letGo(): boolean {
  const other = ports();
  const taken = other.lock.acquire(0);
  other.documentStore.remove('held');
  return taken;
}

/** What stands behind no port: MailApp, triggers, page tokens. */
export const OTHERS = {
  mailAppRemaining: () => new MailAppMailer().remaining(),
  mailAppSend: () => new MailAppMailer().send(LETTER).kind,
  mailAppPictures: () => new MailAppMailer().send({ ...LETTER, html: '<p>Hello</p><img src="cid:p1.abc@clientura" alt="a">', pictures: [{ contentId: 'p1.abc@clientura', fileName: 'picture-1.png', mimeType: 'image/png', bytes: new Uint8Array([0, 127, 128, 255]) }] }).kind,
  issueToken: () => issueToken('owner@example.com'),
  issueAndJudge: () => judgeToken(issueToken('owner@example.com'), 'owner@example.com'),
  judgeMalformed: () => judgeToken('nonsense', 'owner@example.com'),
  hourlyTwice: () => {
    const trigger = new HourlyTrigger('scenario');
    return trigger.ensureHourly() === trigger.ensureHourly() && trigger.expectedId() !== null;
  },
  hourlyRemoved: () => {
    const trigger = new HourlyTrigger('scenario');
    trigger.removeHourly();
    return [ScriptApp.getProjectTriggers().length, trigger.expectedId()];
  },
} as const;

export function other(name: keyof typeof OTHERS): unknown {
  return OTHERS[name]();
}

export function ownerRule(formula: string): void {
  const [sheet] = SpreadsheetApp.getActiveSpreadsheet().getSheets();
  if (sheet === undefined) return;
  const built = SpreadsheetApp.newConditionalFormatRule().whenFormulaSatisfied(formula).setBackground('#000000').setRanges([sheet.getRange('B1:B9')]).build();
  sheet.setConditionalFormatRules([...sheet.getConditionalFormatRules(), built]);
}

export function ruleFormulas(): unknown[] {
  const [sheet] = SpreadsheetApp.getActiveSpreadsheet().getSheets();
  return sheet?.getConditionalFormatRules().map((found) => found.getBooleanCondition()?.getCriteriaValues()[0] as unknown) ?? [];
}
