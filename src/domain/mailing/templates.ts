/** Templates of the Templates tab: their rows, and compiling them against the fields of the base. */
import type { MailingKind, TemplateView } from '../../contract/mailing-views';
import type { LetterContent } from '../../contract/template-views';
import type { Outcome } from '../../core/issue';
import { hasError, issue, outcome } from '../../core/issue';
import type { Language } from '../../core/language/language';
import type { Template } from '../../core/mail/template';
import { compileTemplate } from '../../core/mail/template';
import type { Base, Table } from '../base';
import { cellText } from '../cells';
import type { ClientsRead } from '../clients-table';
import { issueViews } from '../issue-view';
import { fieldNames } from './field-values';

export { fieldNames, fieldValues, mergeFields } from './field-values';

/** A row of Templates. */
export interface TemplateRow {
  readonly key: string;
  readonly title: string;
  readonly kind: MailingKind;
  readonly subject: string;
  readonly body: string;
  readonly senderName: string;
  readonly replyTo: string;
  /** Useful or an offer, as the owner marked it; '' = not marked. */
  readonly content: LetterContent;
  readonly subjectB: string;
  readonly preheader: string;
  /** The plain-text part as typed; '' = made from the body. */
  readonly text: string;
  /** The finished body that the editor made; used while its mark fits `body`. */
  readonly html: string;
  /** An alias of the sender as typed; '' = his own address. */
  readonly senderAddress: string;
  /** As typed: addresses of files, parted by lines or commas. */
  readonly attachments: string;
}

/** Reads the Templates tab; a repeated key counts once, columns that an older base lacks read ''. 1 counted call. */
export function readTemplates(base: Base): Outcome<readonly TemplateRow[] | null> {
  const { value: table, issues } = base.table('templates', TEMPLATE_COLUMNS);
  return outcome(table === null ? null : templateRows(table).map(({ template }) => template), issues);
}

/** Columns without which the tab holds no templates. */
export const TEMPLATE_COLUMNS: readonly string[] = ['template', 'subject', 'body'];

/** The templates of a tab that was read, each with its row. */
export function templateRows(table: Table): readonly { readonly template: TemplateRow; readonly rowIndex: number }[] {
  const rows = new Map<string, { readonly template: TemplateRow; readonly rowIndex: number }>();
  table.rows.forEach((row, rowIndex) => {
    const cell = (key: string): string => cellText(row[table.columns.get(key) ?? -1]);
    const key = cell('template');
    if (rowIndex === 0 || key === '' || rows.has(key)) return;
    rows.set(key, { rowIndex, template: templateOf(key, cell) });
  });
  return [...rows.values()];
}

function templateOf(key: string, cell: (column: string) => string): TemplateRow {
  return {
    key,
    title: cell('title') || key,
    kind: kindOf(cell('kind')),
    subject: cell('subject'),
    body: cell('body'),
    senderName: cell('sender_name'),
    replyTo: cell('reply_to'),
    content: contentOf(cell('content')),
    subjectB: cell('subject_b'),
    preheader: cell('preheader'),
    text: cell('plain_text'),
    html: cell('html'),
    senderAddress: cell('sender_address'),
    attachments: cell('attachments'),
  };
}

/** The kind a cell says, in either language; everything else is marketing. */
export function kindOf(cell: string): MailingKind {
  return /^(?:service|сервисн|служебн)/i.test(cell) ? 'service' : 'marketing';
}

/** What a cell of the column says, in either language; other words say nothing. */
export function contentOf(cell: string): LetterContent {
  if (/^(?:useful|польз|полезн)/i.test(cell)) return 'useful';
  return /^(?:promo|offer|предлож|акци|реклам)/i.test(cell) ? 'promo' : '';
}

/** The template of a key, or `mailing.templateMissing`. */
export function findTemplate(templates: readonly TemplateRow[], key: string): Outcome<TemplateRow | null> {
  const found = templates.find((template) => template.key === key);
  return found === undefined ? outcome(null, [issue('mailing.templateMissing', { template: key })]) : outcome(found);
}

/** What of a row or a plan makes the letter. */
export type TemplateTexts = Pick<TemplateRow, 'subject' | 'body'> & Partial<Pick<TemplateRow, 'subjectB' | 'preheader' | 'text' | 'html'>>;

/** Compiles a template against the fields of the base. Marketing letters get the unsubscribe line when they are rendered. */
export function compile({ subject, body, subjectB = '', preheader = '', text = '', html = '' }: TemplateTexts, clients: ClientsRead): Outcome<Template | null> {
  return compileTemplate({ subject, body, subjectB, preheader, text, html }, fieldNames(clients));
}

/** A template as the mailing view lists it. */
export function templateView(template: TemplateRow, clients: ClientsRead, language: Language): TemplateView {
  const { issues } = compile(template, clients);
  return { key: template.key, title: template.title, kind: template.kind, subject: template.subject, ok: !hasError(issues), issues: issueViews(issues, language) };
}
