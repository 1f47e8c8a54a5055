/** Templates of letters: the list, one letter to edit, what saving and removing give back, a preview with hints. */
import type { IssueView } from './issue-view';
import type { LetterPreview, MailingKind, MergeField, TemplateView } from './mailing-views';

/** What a letter is for the reader: something useful, or an offer. '' = not said; a marketing letter counts as an offer then. */
export type LetterContent = 'useful' | 'promo' | '';

/**
 * A template as the page edits it. Texts are as typed, with `{{…}}`. `key` is '' for a new one. `html` is the finished body that the page's
 * library made of `body`: it begins with `<!--clientura:HASH-->`, the hash of `body` (`bodyMark` of core/mail/template-body), keeps the
 * `{{…}}` of the body and holds no preheader; '' = made from `body` when sent. `senderAddress` is an alias of the sender, '' = his own
 * address. `attachments` is as typed into the tab.
 */
export type TemplateDraft = {
  readonly key: string;
  readonly title: string;
  readonly kind: MailingKind;
  readonly content: LetterContent;
  readonly subject: string;
  readonly subjectB: string;
  readonly preheader: string;
  readonly body: string;
  /** The plain-text part; '' = made from `body`. */
  readonly text: string;
  readonly html: string;
  readonly senderName: string;
  readonly senderAddress: string;
  readonly replyTo: string;
  readonly attachments: string;
  /** Texts of the owner's own columns by their titles; written only with a row that is put into the tab. */
  readonly own?: Readonly<Record<string, string>>;
};

/** A template as it stands in the tab. `fingerprint` goes back with `templates.save`. `rowNumber` is 1-based as the owner sees it. */
export type TemplateLetter = { readonly draft: TemplateDraft; readonly fingerprint: string; readonly rowNumber: number; readonly issues: readonly IssueView[] };

/** One template of the list. `hasB`: a second subject is written. */
export type TemplateListed = TemplateView & { readonly content: LetterContent; readonly preheader: string; readonly hasB: boolean; readonly fingerprint: string };

/** A letter of the starter set that the tab does not hold. */
export type TemplateStarter = { readonly key: string; readonly title: string; readonly kind: MailingKind; readonly content: LetterContent; readonly subject: string; readonly preheader: string };

/** Groups of the field picker. `client`: who it is; `figures`: computed; `own`: other columns of the owner; `letter`: of this letter alone. */
export type TemplateFieldGroup = 'client' | 'figures' | 'own' | 'letter';

/** A field of the picker. `insert` is the text to put into the letter, e.g. `{{Имя|}}`; `kind` says which formats make sense. */
export type TemplateField = MergeField & { readonly group: TemplateFieldGroup; readonly kind: 'text' | 'number' | 'money' | 'days' | 'share' | 'date'; readonly insert: string };

/** The picker's groups in order, with a heading each. */
export type TemplateFields = readonly { readonly group: TemplateFieldGroup; readonly label: string; readonly fields: readonly TemplateField[] }[];

/** A format that may follow a field after a colon, with an example (`{{Выручка:деньги}}`) and what it gives. */
export type TemplateFormat = { readonly name: string; readonly example: string; readonly gives: string };

/** Everything the editor begins with. `senderEmail` is the person at the keyboard. */
export type TemplateList = {
  readonly templates: readonly TemplateListed[];
  readonly starters: readonly TemplateStarter[];
  readonly fields: TemplateFields;
  readonly formats: readonly TemplateFormat[];
  readonly senderEmail: string;
  readonly issues: readonly IssueView[];
};

/** What saving gives: the key (made for a new one), the fingerprint for the next save, and what is wrong with the letter although it is kept. */
export type TemplateSaved = { readonly key: string; readonly fingerprint: string; readonly rowNumber: number; readonly issues: readonly IssueView[] };

/** A hint on a letter, ready to show: what was found and what to do. `blocks`: such a letter is not sent. */
export type HintView = { readonly code: string; readonly text: string; readonly todo: string; readonly blocks: boolean };

/** One client's letter made of a draft. `html` holds the hidden preheader and the unsubscribe line. `bytes` is the size of `html`. */
export type TemplatePreview = LetterPreview & {
  readonly name: string;
  readonly subjectB: string;
  readonly preheader: string;
  readonly hints: readonly HintView[];
  readonly bytes: number;
};

/** The template that was taken out of the tab: saving `draft` with an empty fingerprint puts it back. */
export type TemplateRemoved = { readonly draft: TemplateDraft };
