/** Mailings: templates, audiences, pre-flight, sending in chunks, outcomes. */
import type { IssueView } from './issue-view';
import type { PreflightHint } from './preflight-views';

/** `marketing` needs consent and an unsubscribe link; `service` is about one order of that client. */
export type MailingKind = 'marketing' | 'service';

/** States of a letter. `unknown`: sending was begun and the outcome is not known; never retried by itself. */
export type LetterState = 'planned' | 'sending' | 'sent' | 'failed' | 'skipped' | 'unknown';

/** States of a mailing. `waiting`: the rest leaves on another day. `stopped`: by the owner or by the failure limit. */
export type MailingState = 'planned' | 'running' | 'waiting' | 'stopped' | 'finished';

/** One template of the Templates tab with what is wrong with it (unknown fields, unbalanced blocks). */
export type TemplateView = { readonly key: string; readonly title: string; readonly kind: MailingKind; readonly subject: string; readonly ok: boolean; readonly issues: readonly IssueView[] };

/** An audience to choose from. `expression` is what goes back to the server, e.g. `dormancy=dormant|lost & abc=A`. */
export type AudienceOption = { readonly expression: string; readonly label: string; readonly clients: number; readonly withEmail: number };

/** A field a template may use, as `{{title}}`. */
export type MergeField = { readonly key: string; readonly title: string; readonly example: string };

/** The mailing view: what can be chosen, who sends, how much may leave today, and mailings begun earlier. */
export type MailingHome = {
  readonly templates: readonly TemplateView[];
  readonly audiences: readonly AudienceOption[];
  readonly fields: readonly MergeField[];
  readonly senderEmail: string;
  readonly senderName: string;
  readonly allowanceToday: number;
  readonly allowanceText: string;
  readonly webappChecked: boolean;
  readonly requireConsent: boolean;
  readonly mailings: readonly MailingRow[];
  readonly issues: readonly IssueView[];
};

/** One mailing in the list. */
export type MailingRow = { readonly mailingId: string; readonly title: string; readonly state: MailingState; readonly stateLabel: string; readonly createdAt: string; readonly sent: number; readonly total: number; readonly unknown: number };

/**
 * What to mail to whom. `holdOutShare`: part of those who would get a letter (0 … 0.5, absent = 0) that gets none, so that the mailing can be
 * measured. `preparedMs`: when the pre-flight was made (`Preflight.request` holds it, hand it back unchanged): a mailing of the same template
 * and audience that somebody planned since then is shown instead of planning a second one.
 */
export type MailingRequest = { readonly templateKey: string; readonly audience: string; readonly holdOutShare?: number; readonly preparedMs?: number };

/** One bar of the chart of days: letters that leave on a day (`YYYY-MM-DD`). */
export type DayLetters = { readonly day: string; readonly letters: number };

/** One client's finished letter. `html` is safe to show in an iframe with `sandbox`. */
export type LetterPreview = { readonly clientId: string; readonly to: string; readonly subject: string; readonly html: string; readonly text: string; readonly issues: readonly IssueView[] };

/** One line of the pre-flight list. `day` is the day it will leave (`YYYY-MM-DD`) or null when it will not; `reason` is a sentence, empty for go. */
export type PreflightRow = { readonly clientId: string; readonly name: string; readonly email: string; readonly subject: string; readonly variant: 'A' | 'B'; readonly go: boolean; readonly reasonCode: string; readonly reason: string; readonly day: string | null };

/**
 * The pre-flight list. `blocked` true: nothing can be planned, `issues` say why. `skippedBy` counts reasons. `skip` counts the held out too, whose
 * `reasonCode` is `held_out`. `hasB`: the template has a second subject, and `variant` of the rows means something.
 */
export type Preflight = {
  readonly request: MailingRequest;
  readonly title: string;
  readonly kind: MailingKind;
  readonly hasB: boolean;
  readonly blocked: boolean;
  readonly go: number;
  readonly skip: number;
  readonly heldOut: number;
  readonly goToday: number;
  readonly lastDay: string | null;
  /** Letters by the day they will leave, in order; days without letters are left out. */
  readonly days: readonly DayLetters[];
  readonly rows: readonly PreflightRow[];
  readonly skippedBy: readonly { readonly code: string; readonly text: string; readonly count: number }[];
  readonly hints: readonly PreflightHint[];
  readonly issues: readonly IssueView[];
};

/**
 * Why a mailing is stopped: by the owner, by too many failures, because sending is not allowed, because the mail service is switched off, because the
 * Send log lost lines, or because its automation is switched off (then only the switch lets it go on). `''` = it is not.
 */
export type StopReason = '' | 'owner' | 'failures' | 'permission' | 'service' | 'log' | 'automation';

/**
 * How a mailing stands. `canContinue` false with `waitText` says why and until when. `continueBy` is the sender bound at planning. A mailing that is
 * stopped goes on after `mailing.resume`; ask first where `stopReason` is `failures`. One whose `stopReason` is `automation` goes on by that switch alone.
 */
export type MailingProgress = {
  readonly mailingId: string;
  readonly title: string;
  readonly state: MailingState;
  readonly stateLabel: string;
  readonly total: number;
  readonly sent: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unknown: number;
  readonly left: number;
  readonly canContinue: boolean;
  /** Milliseconds the page should wait before the next chunk (rate of 40 letters a minute); 0 means at once. */
  readonly waitMs: number;
  readonly waitText: string;
  readonly continueBy: string;
  readonly stopReason: StopReason;
  /** One sentence: why the mailing is stopped and what to do; '' when it is not. */
  readonly stopText: string;
  /** Letters that left, may have left, or are planned, by day, in order. */
  readonly days: readonly DayLetters[];
  /** How many letters may still leave today, of how many; '' when none is left to send, and for the mailing of another person. */
  readonly allowanceText: string;
  readonly issues: readonly IssueView[];
};

/** One letter of a mailing. `at` is ISO time of its last state, or null. */
export type LetterRow = { readonly letterId: string; readonly clientId: string; readonly name: string; readonly email: string; readonly subject: string; readonly state: LetterState; readonly stateLabel: string; readonly reason: string; readonly at: string | null; readonly variant: 'A' | 'B' };

/** A mailing with its letters. */
export type MailingDetail = { readonly progress: MailingProgress; readonly letters: readonly LetterRow[] };

/** The owner's word on a letter whose outcome is unknown, or with `letterId` '' on all such letters of the mailing. `not-sent` plans it again; `sent` closes it. */
export type UnknownDecision = { readonly mailingId: string; readonly letterId: string; readonly outcome: 'sent' | 'not-sent' };

/** The unsubscribe page's address and whether it has answered its check. `checkUrl` is the link the owner opens once. */
export type WebappView = { readonly url: string; readonly checked: boolean; readonly checkedAt: string | null; readonly checkUrl: string; readonly waiting: number };
