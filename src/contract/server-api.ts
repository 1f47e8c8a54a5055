/** The RPC interface: every method a page may call through the one public function `rpc`. */
import type { ConsentClient, ConsentHome, ConsentProof, ConsentRecord, DueList, ErasureProgress, PersonalExport } from './consent-views';
import type { HelpView, HomeView, Language, PageName, SetUpReport } from './base-views';
import type { AcceptReport, ArchiveReport, ArchiveView, CleaningAccept, CleaningIgnore, CleaningPage, CleaningPart, CleaningView, IgnoredList } from './cleaning-views';
import type { ApartReport, DuplicateGroupView, DuplicateMerge, DuplicatesView, ExactMergeProgress, ExactMergeStep, MergeReport } from './duplicates-views';
import type { ImportChunk, ImportPlan, ImportPreview, ImportPreviewRequest, ImportProfile, ImportProgress, ImportReport, ImportStanding } from './import-views';
import type { DemoReport } from './demo-views';
import type { AdListCheck, AdListFile, AdListRequest, SegmentExport, SegmentPart } from './export-views';
import type { IssueView } from './issue-view';
import type { AudienceCount, AudienceFields, SavedSegments, SegmentDraft, SelectionView } from './audience-views';
import type { AutomationDraft, AutomationPreview, AutomationsRun, AutomationsView } from './automation-views';
import type { BackupReport } from './backup-views';
import type { JournalView, UndoReport } from './journal-views';
import type { AudienceOption, LetterPreview, MailingDetail, MailingHome, MailingProgress, MailingRequest, Preflight, UnknownDecision, WebappView } from './mailing-views';
import type { BackgroundView, PreflightTabReport } from './preflight-views';
import type { CohortsView, MigrationBy, MigrationView, ModelsView, MovementView, SnapshotsView } from './movement-views';
import type { ClientLetters, MailingResultsView, ReplyMark, ResultsList } from './result-views';
import type { ClientsPage, ClientsQuery, DormantView, RecalculateReport, SegmentsView } from './segment-views';
import type { WeeklyView } from './weekly-views';
import type { SettingsChange, SettingsEffect, SettingsView } from './settings-views';
import type { TemplateDraft, TemplateLetter, TemplateList, TemplatePreview, TemplateRemoved, TemplateSaved } from './template-views';
import type { RepairLook, RepairReport, SetUpLook, SetUpRequest, SetUpStep, SheetKind, SheetProposal } from './set-up-views';

/**
 * Methods by dotted name. Each takes JSON-safe parameters and returns a JSON-safe value; problems that prevent the
 * value come back as issues of the reply, problems beside a value stand in the value's own `issues`.
 */
export interface ServerApi {
  /** What the home view shows. Reads only. */
  'home.view'(): HomeView;
  /** Makes this spreadsheet a client base in the given language; on an existing base it re-creates what is missing and touches no data. */
  'base.setUp'(language: Language): SetUpReport;
  /** Every sheet of the spreadsheet with what it is taken for. Reads only. */
  'setUp.look'(language: Language): SetUpLook;
  /** One sheet again with the owner's choice: his header row and kind (null = as found). Reads only. */
  'setUp.read'(sheetId: number, headerRowNumber: number | null, kind: SheetKind | null, language: Language): SheetProposal;
  /** Makes the spreadsheet a client base: the chosen sheets become its tabs in place, the others are made beside them. Works for a few seconds; sent again it goes on until there is a report. */
  'setUp.begin'(request: SetUpRequest): SetUpStep;
  /** What is missing or broken in the base, in words. Reads only. */
  'repair.look'(): RepairLook;
  /** Puts back what is missing; touches no data. */
  'repair.run'(): RepairReport;
  /** Says that this copy is a base of its own: new id, new secret; letters planned in the original stay skipped. */
  'base.adoptCopy'(): SetUpReport;

  /** What one chunk would do: counts, examples, questions. Writes nothing; without a base every usable row is new. */
  'import.preview'(request: ImportPreviewRequest): ImportPreview;
  /** What was chosen the last time for a file with these column titles, or null. */
  'import.profile'(header: readonly string[]): ImportProfile | null;
  /** Puts an invented shop into a base whose Clients and Orders are empty. Run again after it was cut off, it finishes what was begun. */
  'demo.make'(language: Language): DemoReport;
  /** Takes the demo's rows away that stand as they were made; rows of the owner, and those he changed, stay. May be repeated. */
  'demo.delete'(): DemoReport;

  /** Begins an import (sets the base up first when needed); an unfinished import is abandoned, its rows stay. */
  'import.start'(plan: ImportPlan, language: Language): ImportProgress;
  /** Takes one chunk in: new rows are appended, changed ones changed in place. The same chunk sent twice is taken once. Where `nextChunk` stays and `rowsDone` grows, the same chunk is awaited again. */
  'import.chunk'(chunk: ImportChunk): ImportProgress;
  /** Derives clients, closes the import and reports it. May be repeated. Does not recalculate. */
  'import.finish'(importId: string): ImportReport;
  /** The unfinished import of this base, or null. */
  'import.status'(): ImportStanding | null;
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

  /** A part of a segment as CSV text, formula-safe; call again with `nextOffset` until it is null. Reads only. */
  'export.segment'(request: SegmentExport): SegmentPart;
  /** Who of a segment may stand in a list for an advertising platform, and who not and why. Reads only. */
  'export.adCheck'(request: AdListRequest): AdListCheck;
  /** The list itself: digests of the addresses and numbers of those who agreed to advertising. Reads only. */
  'export.adList'(request: AdListRequest): AdListFile;

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
  /** Copies the data tabs under dated names inside this spreadsheet; refused whole where they would not fit. */
  'backup.make'(): BackupReport;

  /** Groups of clients that look like one person or company, the surest first. Reads only; exact ones are counted. */
  'duplicates.scan'(): DuplicatesView;
  /** Two and more rows side by side, by the `id` of a group or a part of it, with the proposed survivor and value of each field. Reads only. */
  'duplicates.group'(id: string): DuplicateGroupView;
  /** Makes one client of several rows: orders and letters follow him, the other rows go to the archive. Nothing happens when a row was changed since it was shown. */
  'duplicates.merge'(request: DuplicateMerge): MergeReport;
  /** Says that these are different people, each of each other, for ever. */
  'duplicates.apart'(members: readonly string[]): ApartReport;
  /** Merges exact duplicates in steps, as many rows as were confirmed; refused when they are no longer as many. */
  'duplicates.mergeExact'(step: ExactMergeStep): ExactMergeProgress;

  /** Looks through Clients and Orders: findings by kind and code. Reads only; what is ignored for ever is left out. */
  'clean.scan'(): CleaningView;
  /** A page of findings of a kind or code, as they stand now. Reads only. */
  'clean.page'(part: CleaningPart, offset: number): CleaningPage;
  /** Puts proposed values into cells that still hold what was shown; the others are named. One action over all steps. */
  'clean.accept'(request: CleaningAccept): AcceptReport;
  /** Leaves findings out for ever; returns how many entries the list of what is ignored has now. */
  'clean.ignore'(request: CleaningIgnore): number;
  /** What is ignored for ever. Reads only. */
  'clean.ignored'(): IgnoredList;
  /** Takes entries off the list of what is ignored; returns how many it has now. */
  'clean.unignore'(keys: readonly string[]): number;
  /** Who is in the archive, who is due for a re-check, and who could go there. Reads only. */
  'archive.view'(): ArchiveView;
  /** Moves clients into the archive, to be looked at again half a year later. */
  'archive.put'(clientIds: readonly string[], reason: string): ArchiveReport;
  /** Brings clients back from the archive as they were. */
  'archive.back'(clientIds: readonly string[]): ArchiveReport;

  /** Templates of the tab, starters that are not in it, fields and formats of the base. Reads only. */
  'templates.list'(): TemplateList;
  /** One template to edit. Reads only. */
  'templates.get'(key: string): TemplateLetter;
  /** Writes one row by its key, or a new one where the fingerprint is ''; refused when the row was changed since it was read. */
  'templates.save'(draft: TemplateDraft, rememberedFingerprint: string): TemplateSaved;
  /** The letter one client would get (`clientId` '': the first with an address). Reads only. */
  'templates.preview'(draft: TemplateDraft, clientId: string): TemplatePreview;
  /** Takes a template out of the tab and gives it back, so that it can be saved again. */
  'templates.remove'(key: string): TemplateRemoved;
  /** Puts letters of the starter set into the tab that it does not hold; others are left as they are. */
  'templates.addStarters'(keys: readonly string[]): TemplateList;

  /** What can be asked of clients in the builder of audiences. Reads only. */
  'audience.fields'(): AudienceFields;
  /** Counts an audience with its money and with how many a letter would go to now. Reads only. */
  'audience.count'(expression: string): AudienceCount;
  /** Saved segments by name. Reads only. */
  'audience.saved'(): SavedSegments;
  /** Saves an audience under a name, which then may stand in any expression. */
  'audience.save'(draft: SegmentDraft): SavedSegments;
  /** Removes a saved segment; one that others are made of stays. */
  'audience.remove'(name: string): SavedSegments;
  /** The rows selected in the Clients tab as an audience; a list that is long is saved as a segment. */
  'audience.selection'(): SelectionView;

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
  /** Sends for at most about 25 seconds; call again while `canContinue`. A mailing that somebody stopped stays stopped: see `mailing.resume`. */
  'mailing.sendChunk'(mailingId: string): MailingProgress;
  /** Lets a stopped mailing go on; sends nothing itself. Ask first where `stopReason` is `failures`. */
  'mailing.resume'(mailingId: string): MailingProgress;
  /** Asks a running mailing to stop after the letter it is at. */
  'mailing.stop'(mailingId: string): MailingProgress;
  /** How a mailing stands, without sending. */
  'mailing.progress'(mailingId: string): MailingProgress;
  /** A mailing with its letters. */
  'mailing.detail'(mailingId: string): MailingDetail;
  /** The owner's word on an unknown outcome, or with an empty `letterId` on all of the mailing. */
  'mailing.decide'(decision: UnknownDecision): MailingProgress;
  /** Writes the pre-flight list into its tab, in place of the former one, and brings the tab to the front. */
  'mailing.preflightTab'(request: MailingRequest): PreflightTabReport;
  /** Whether mailings of the person at the keyboard go on by themselves. */
  'mailing.backgroundView'(): BackgroundView;
  /** Lets the hourly trigger continue mailings (true) or not (false); returns the state. */
  'mailing.background'(on: boolean): boolean;

  /** The automations of the base, what each would send today, and why nothing goes out. A base made earlier gets the tab now. */
  'automations.view'(): AutomationsView;
  /** Writes one automation, a new one where its key is ''; refused with words where it makes no sense. It is off until it is switched on. */
  'automations.save'(draft: AutomationDraft): AutomationsView;
  /** Switches one on or off. The first one switched on binds the runs to the person at the keyboard; ask first, showing the preview. */
  'automations.switch'(key: string, on: boolean): AutomationsView;
  /** Who would get a letter of it today, and who not and why. Reads only. */
  'automations.preview'(key: string): AutomationPreview;
  /** Plans what is due now, as the hourly run does; sends nothing itself. */
  'automations.runNow'(): AutomationsRun;
  /** Makes the person at the keyboard the one for whom automations run. */
  'automations.takeOver'(): AutomationsView;

  /** What the mailings brought, the newest first. Reads only. */
  'results.list'(): ResultsList;
  /** One mailing with a page of its letters: orders, opt-outs, replies, against those held out, one subject against the other. Reads only. */
  'results.view'(mailingId: string, offset: number): MailingResultsView;
  /** The owner's word that a client answered a letter. */
  'results.reply'(mark: ReplyMark): MailingResultsView;
  /** Letters one client got, with what followed. Reads only. */
  'results.client'(clientId: string): ClientLetters;

  /** The weekly letter to the owner as it would read now. Reads only. */
  'weekly.view'(): WeeklyView;
  /** Lets it leave on a day of the week (1 = Monday … 7 = Sunday) for the person at the keyboard; 0 = no more. */
  'weekly.switch'(weekday: number): WeeklyView;
  /** Sends it now to the person at the keyboard; returns the address. */
  'weekly.send'(): string;

  /** The unsubscribe page's address and check. */
  'webapp.view'(): WebappView;
  /** Keeps a typed /exec address and gives the link that checks it; opening that link in a browser is the check. */
  'webapp.save'(url: string): WebappView;

  /** The state of consents: the page, the counts, the switches. */
  'consents.view'(): ConsentHome;
  /** Clients by a part of their number, name or address. */
  'consents.find'(query: string): readonly ConsentClient[];
  /** Proof of consent of one client. */
  'consents.proof'(clientId: string): ConsentProof;
  /** The owner's word for the ledger; never undone. */
  'consents.record'(record: ConsentRecord): ConsentProof;
  /** Sends the letter that asks the client to confirm. */
  'consents.ask'(clientId: string): ConsentProof;
  /** Enters the yes of the owner's column that the ledger does not know; `expected` is the number he saw. */
  'consents.recordColumn'(expected: number): { readonly entered: number };
  /** Switches the pages that take consents; on only after the owner has read what the law asks. */
  'consents.optIn'(on: boolean): ConsentHome;
  /** Clients whose data were kept longer than the owner set. */
  'personal.due'(): DueList;
  /** Everything the base holds of one client. */
  'personal.export'(clientId: string): PersonalExport;
  /** Erases one client everywhere; `typed` is his number typed to confirm. Called again until `done`. */
  'personal.erase'(clientId: string, typed: string): ErasureProgress;

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
