/** What the home view and the other general views of the sidebar receive. */
import type { IssueView } from './issue-view';

/** Language of the base and of the pages. */
export type Language = 'ru' | 'en';

/** Views of the sidebar; a menu item opens the sidebar on one of them. */
export type SidebarView = 'home' | 'segments' | 'dormant' | 'mailing' | 'automations' | 'journal' | 'duplicates' | 'repair' | 'cleaning' | 'archive' | 'settings' | 'help';

/** Pages the server can open: each is one inlined HTML file of dist. */
export type PageName = 'sidebar' | 'set-up' | 'import' | 'preflight' | 'template';

/**
 * What the server puts into each page before it runs, as `window.clientura`.
 * `token` goes back with each call. `view` is the first view of the sidebar (for dialogs: 'home').
 * `argument` is the text given to `page.open` (the preflight dialog gets its MailingRequest as JSON, the letter editor a template key), else empty.
 */
export type PageBoot = {
  readonly token: string;
  readonly language: Language;
  readonly view: SidebarView;
  readonly page: PageName;
  readonly argument: string;
};

/**
 * How far the base has come:
 * `none` – the spreadsheet is no client base yet; `empty` – tabs stand, no orders; `stale` – orders came after the
 * last recalculation; `ready` – figures are up to date; `copy` – this is a copy of another base, sending is frozen.
 */
export type BaseStage = 'none' | 'empty' | 'stale' | 'ready' | 'copy';

/** The next sensible step offered on the home view as the one main button. */
export type NextStep = 'set-up' | 'import' | 'recalculate' | 'mail-dormant' | 'continue-mailing' | 'decide-unknown' | 'unfreeze-copy' | 'none';

/** A figure with its unit in words, ready to show (`4 339`, `клиентов`). `value` is the bare number. */
export type FigureView = { readonly key: string; readonly value: number; readonly shown: string; readonly unit: string };

/**
 * Something that deserves attention today, as a sentence. `audience` opens those clients (see AudienceOption), null
 * when the sentence is not about clients. `view` is where it is dealt with.
 */
export type AttentionView = { readonly key: string; readonly text: string; readonly count: number; readonly audience: string | null; readonly view: SidebarView };

/** Everything the home view shows. `asOf` and `recalculatedAt` are `YYYY-MM-DD` and ISO time, or null before the first recalculation. */
export type HomeView = {
  readonly stage: BaseStage;
  readonly language: Language;
  readonly spreadsheetName: string;
  readonly figures: readonly FigureView[];
  readonly attention: readonly AttentionView[];
  readonly nextStep: NextStep;
  readonly asOf: string | null;
  readonly recalculatedAt: string | null;
  /** A mailing that can be continued, if there is one. */
  readonly openMailingId: string | null;
  /** True while rows of the demo base stand as they were made. */
  readonly demo: boolean;
  /** True while nothing stands in any sheet: a blank base is one click away. */
  readonly empty: boolean;
  readonly issues: readonly IssueView[];
};

/** One line of the environment check: `ok` false switches off that feature alone and `text` says how to allow it. */
export type EnvironmentCheck = { readonly key: 'spreadsheet' | 'ui' | 'triggers' | 'mail' | 'quota' | 'email' | 'webapp' | 'copy'; readonly ok: boolean; readonly title: string; readonly text: string };

/** The help view: what the product does with data, its version, the environment check, formulas to try. */
export type HelpView = {
  readonly version: string;
  readonly checks: readonly EnvironmentCheck[];
  readonly formulas: readonly { readonly formula: string; readonly text: string }[];
  readonly topics: readonly { readonly title: string; readonly text: string }[];
};

/** Result of setting up (or checking and repairing) the base: names of tabs made now, and what was found. */
export type SetUpReport = { readonly created: readonly string[]; readonly repaired: readonly string[]; readonly language: Language; readonly issues: readonly IssueView[] };
