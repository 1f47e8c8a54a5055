/** The composition root: adapters behind the ports, pages with their tokens. The only place where adapters are made. */
import { SheetClock } from '../adapters/clock';
import { ServiceLock } from '../adapters/document-lock';
import { GmailMailer, gmailService } from '../adapters/gmail-mailer';
import { HourlyTrigger } from '../adapters/hourly-trigger';
import { UtilityKeys } from '../adapters/keys';
import { MailAppMailer } from '../adapters/mailapp-mailer';
import { issueToken } from '../adapters/page-tokens';
import { openPage } from '../adapters/pages';
import { SessionPerson } from '../adapters/person';
import { PropertyStore } from '../adapters/property-store';
import { SheetBook } from '../adapters/sheet-book';
import { lazyOffsets } from '../adapters/spreadsheet-zone';
import type { PageName, SidebarView } from '../contract/base-views';
import type { ServerWordKey } from '../core/language/en-server';
import type { Language } from '../core/language/language';
import { languageOf } from '../core/language/language';
import { openBase } from '../domain/base';
import type { Ports } from '../domain/ports';
import { say } from '../domain/words';

/** Name of the public function the hourly trigger calls. */
export const HOURLY_FUNCTION = 'runHourly';

/** What stands above each page. */
const TITLES = { sidebar: 'menu.title', 'set-up': 'page.setUp', import: 'page.import', preflight: 'page.preflight', template: 'page.template' } as const satisfies Readonly<Record<PageName, ServerWordKey>>;

/** Ports over Google's services. Making them calls no service. */
export function createPorts(): Ports {
  const gmail = gmailService();
  const offsets = lazyOffsets();
  return {
    book: new SheetBook(offsets),
    clock: new SheetClock(offsets),
    lock: new ServiceLock('document'),
    scriptLock: new ServiceLock('script'),
    documentStore: new PropertyStore('document'),
    scriptStore: new PropertyStore('script'),
    keys: new UtilityKeys(),
    person: new SessionPerson(),
    mailer: gmail === null ? new MailAppMailer() : new GmailMailer(gmail),
    triggers: new HourlyTrigger(HOURLY_FUNCTION),
  };
}

/** Language of the person, for what is said before or without a base. */
export function readerLanguage(): Language {
  return languageOf(Session.getActiveUserLocale());
}

/** Opens a page with a fresh token, in the base's language or, without a base, the reader's. */
export function showPage(ui: GoogleAppsScript.Base.Ui, page: PageName, view: SidebarView, argument: string): void {
  const ports = createPorts();
  const base = openBase(ports).value;
  const language = base?.language ?? readerLanguage();
  const token = issueToken(ports.person.email());
  openPage(ui, { token, language, view, page, argument }, say(language, TITLES[page]));
}
