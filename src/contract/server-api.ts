/** The RPC interface: every method a page may call through the one public function `rpc`. */
import type { HelpView, HomeView, Language, PageName, SetUpReport } from './base-views';
import type { ClientInput, ClientsAdded, ImportChunk, ImportPlan, ImportProgress, ImportReport } from './import-views';
import type { IssueView } from './issue-view';
import type { JournalView, UndoReport } from './journal-views';
import type { AudienceOption, LetterPreview, MailingDetail, MailingHome, MailingProgress, MailingRequest, Preflight, UnknownDecision, WebappView } from './mailing-views';
import type { CohortsView, MigrationBy, MigrationView, ModelsView, MovementView, SnapshotsView } from './movement-views';
import type { ClientsPage, ClientsQuery, DormantView, RecalculateReport, SegmentsView } from './segment-views';
import type { SettingsChange, SettingsEffect, SettingsView } from './settings-views';

/**
 * Methods by dotted name. Each takes JSON-safe parameters and returns a JSON-safe value; problems that prevent the
 * value come back as issues of the reply, problems beside a value stand in the value's own `issues`.
 */
export interface ServerApi {
  /** What the home view shows. Reads only. */
  'home.view'(): HomeView;
  /** Makes this spreadsheet a client base in the given language; on an existing base it re-creates what is missing and touches no data. */
  'base.setUp'(language: Language): SetUpReport;
  /** Says that this copy is a base of its own: new id, new secret; letters planned in the original stay skipped. */
  'base.adoptCopy'(): SetUpReport;

  /** Begins an import (sets the base up first when needed); an unfinished import is abandoned, its rows stay. */
  'import.start'(plan: ImportPlan, language: Language): ImportProgress;
  /** Writes one chunk into Orders. The same chunk sent twice is written once. */
  'import.chunk'(chunk: ImportChunk): ImportProgress;
  /** Derives clients, closes the import and reports it. May be repeated. Does not recalculate. */
  'import.finish'(importId: string): ImportReport;
  /** Adds clients of a clients file and fills empty cells of known ones; never changes what stands there. May be repeated. */
  'import.clients'(clients: readonly ClientInput[]): ClientsAdded;
  /** The unfinished import of this base, or null. */
  'import.status'(): ImportProgress | null;
  /** Forgets an unfinished import; rows already written stay in Orders. */
  'import.cancel'(importId: string): null;

  /** Computes every grey column from Orders. */
  'segments.recalculate'(): RecalculateReport;
  /** Classes with counts and money, from the Clients tab as it stands. */
  'segments.view'(): SegmentsView;
  /** Dormant clients by band. */
  'dormant.view'(limit: number): DormantView;
  /** From a kept day (`YYYY-MM-DD`; null = the last one at least 28 days ago, else the first) to now: who moved where. Reads only. */
  'migration.view'(fromDay: string | null, by: MigrationBy): MigrationView;
  /** Days kept in the segment history. */
  'snapshots.list'(): SnapshotsView;
  /** Cohorts by month of the first purchase, counted from Orders. Writes nothing. */
  'cohorts.view'(): CohortsView;
  /** New, retained, returned and lost clients with money by month, counted from Orders. */
  'movement.view'(): MovementView;
  /** The purchase models fitted on Orders: parameters, fit, or why there are none. */
  'models.view'(): ModelsView;
  /** A page of clients of an audience. */
  'clients.list'(query: ClientsQuery): ClientsPage;
  /** Filters the Clients tab to an audience and shows it (`all` clears the filter); returns the number of rows shown. */
  'clients.show'(audience: string): number;
  /** Selects the client's row in the Clients tab; false when he is not there any more. */
  'clients.locate'(clientId: string): boolean;

  /** All settings in words. */
  'settings.view'(): SettingsView;
  /** Checks and saves; nothing is saved when one value is wrong. */
  'settings.save'(change: SettingsChange): SettingsView;
  /** How many clients would change, without saving. */
  'settings.effect'(change: SettingsChange): SettingsEffect;

  /** The last actions that can be taken back. Reads only. */
  'journal.list'(): JournalView;
  /** Takes an action back, whatever was done since; cells and rows changed since stay and are named. Call again while not `finished`. May be repeated. */
  'journal.undo'(actionId: string): UndoReport;

  /** What a mailing can be made of. */
  'mailing.home'(): MailingHome;
  /** Counts an audience expression (typed or composed by the page). */
  'mailing.audience'(expression: string): AudienceOption;
  /** The finished letter of one client (`clientId` empty: the audience's first). */
  'mailing.preview'(request: MailingRequest, clientId: string): LetterPreview;
  /** Sends that letter to the person at the keyboard, marked as a test; returns the address. */
  'mailing.test'(request: MailingRequest, clientId: string): string;
  /** Everyone of the audience with subject, go or skip and why, and the day. Writes nothing. */
  'mailing.preflight'(request: MailingRequest): Preflight;
  /** Writes the mailing and its letters as planned, bound to the person at the keyboard. Sends nothing. */
  'mailing.plan'(request: MailingRequest, goExpected: number): MailingProgress;
  /** Sends for at most about 25 seconds; call again while `canContinue`. */
  'mailing.sendChunk'(mailingId: string): MailingProgress;
  /** Asks a running mailing to stop after the letter it is at. */
  'mailing.stop'(mailingId: string): MailingProgress;
  /** How a mailing stands, without sending. */
  'mailing.progress'(mailingId: string): MailingProgress;
  /** A mailing with its letters. */
  'mailing.detail'(mailingId: string): MailingDetail;
  /** The owner's word on an unknown outcome. */
  'mailing.decide'(decision: UnknownDecision): MailingProgress;
  /** Lets the hourly trigger continue mailings (true) or not (false); returns the state. */
  'mailing.background'(on: boolean): boolean;

  /** The unsubscribe page's address and check. */
  'webapp.view'(): WebappView;
  /** Keeps a typed /exec address and gives the link that checks it; opening that link in a browser is the check. */
  'webapp.save'(url: string): WebappView;

  /** Opens a dialog page over the sheet (the sidebar stays); `argument` reaches the page as `clientura.argument`. */
  'page.open'(page: Exclude<PageName, 'sidebar'>, argument: string): null;

  /** Help, environment check, version. */
  'help.view'(): HelpView;
}

/** Names of the methods. */
export type MethodName = keyof ServerApi;

/** The request as JSON text: the page's token, a method, its arguments. */
export type RpcRequest = { readonly token: string; readonly method: MethodName; readonly args: readonly unknown[] };

/** The reply as JSON text. Codes of general kind: `access.refused`, `access.expired` (open the sidebar again), `request.bad`, `request.methodUnknown`, `base.missing`, `lock.busy`, `service.failed`. */
export type RpcReply<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly issues: readonly IssueView[] };
