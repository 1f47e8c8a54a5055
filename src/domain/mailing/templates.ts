/** Templates of the Templates tab, the fields a letter may use, and the finished letter of one client. */
import type { LetterPreview, MailingKind, MergeField, TemplateView } from '../../contract/mailing-views';
import { formatDay, formatDays, formatMoney, formatNumber } from '../../core/language/format';
import { columnKeyOf, columnName } from '../../core/language/names';
import type { Language } from '../../core/language/language';
import { LANGUAGES } from '../../core/language/language';
import type { Issue, Outcome } from '../../core/issue';
import { hasError, issue, outcome } from '../../core/issue';
import type { RenderedLetter, Template } from '../../core/mail/template';
import { compileTemplate, escapeHtml } from '../../core/mail/template';
import type { Cell } from '../../core/table/cell';
import { isDateCell } from '../../core/table/cell';
import { nameOfParts } from '../../core/table/profiles';
import type { Base } from '../base';
import { cellText } from '../cells';
import type { ClientsRead } from '../clients-table';
import type { ClientRecord } from '../clients-table';
import { issueViews } from '../issue-view';
import { say } from '../words';

/** A row of Templates. */
export interface TemplateRow {
  readonly key: string;
  readonly title: string;
  readonly kind: MailingKind;
  readonly subject: string;
  readonly body: string;
  readonly senderName: string;
  readonly replyTo: string;
}

/** Reads the Templates tab; a repeated key counts once. 1 counted call. */
export function readTemplates(base: Base): Outcome<readonly TemplateRow[] | null> {
  const { value: table, issues } = base.table('templates', ['template', 'subject', 'body']);
  if (table === null) return outcome(null, issues);
  const rows = new Map<string, TemplateRow>();
  for (const row of table.rows.slice(1)) {
    const cell = (key: string): string => cellText(row[table.columns.get(key) ?? -1]);
    const key = cell('template');
    if (key === '' || rows.has(key)) continue;
    rows.set(key, {
      key,
      title: cell('title') || key,
      kind: /^(service|сервисн|служебн)/i.test(cell('kind')) ? 'service' : 'marketing',
      subject: cell('subject'),
      body: cell('body'),
      senderName: cell('sender_name'),
      replyTo: cell('reply_to'),
    });
  }
  return outcome([...rows.values()], issues);
}

/** The template of a key, or `mailing.templateMissing`. */
export function findTemplate(templates: readonly TemplateRow[], key: string): Outcome<TemplateRow | null> {
  const found = templates.find((template) => template.key === key);
  return found === undefined ? outcome(null, [issue('mailing.templateMissing', { template: key })]) : outcome(found);
}

/** Names a template may use: headers of Clients as they stand, their usual names in both languages and stable keys, first name, order. */
export function fieldNames(clients: ClientsRead): string[] {
  const names = new Set<string>();
  clients.table.titles.forEach((title) => {
    if (title !== '') names.add(title);
  });
  for (const key of [...clients.table.columns.keys(), 'name', 'first_name', 'order']) {
    names.add(key);
    const known = columnKeyOf(key);
    if (known !== undefined) LANGUAGES.forEach((language) => names.add(columnName(known, language)));
  }
  return [...names];
}

/** Values of every field for one client, written as people write them. @param order the order a service letter refers to */
export function fieldValues(base: Base, clients: ClientsRead, record: ClientRecord, order: string): Record<string, string> {
  const values: Record<string, string> = {};
  const row = clients.table.rows[record.rowIndex] ?? [];
  const put = (key: string, value: string): void => {
    values[key] = value;
    const known = columnKeyOf(key);
    if (known !== undefined) LANGUAGES.forEach((language) => (values[columnName(known, language)] = value));
  };
  clients.table.titles.forEach((title, index) => {
    if (title !== '') values[title] = shown(base, null, row[index] ?? null);
  });
  clients.table.columns.forEach((index, key) => {
    const value = shown(base, key, row[index] ?? null);
    put(key, value);
    const title = clients.table.titles[index];
    if (title !== undefined && title !== '') values[title] = value;
  });
  // A name in one column serves for its parts, parts for the whole.
  const filled = (key: string): string => values[key] ?? '';
  if (filled('name') === '') put('name', nameOfParts({ firstName: filled('first_name'), lastName: filled('last_name'), patronymic: filled('patronymic') }));
  if (filled('first_name') === '') put('first_name', filled('name').split(/\s+/)[0] ?? '');
  put('order', order);
  return values;
}

const MONEY = new Set(['revenue', 'average_bill', 'money_at_risk']);

function shown(base: Base, key: string | null, cell: Cell): string {
  const { language, settings } = base;
  if (isDateCell(cell)) return formatDay(cell.day, language);
  if (typeof cell === 'number') {
    if (key !== null && MONEY.has(key)) return formatMoney(Math.round(cell * 100), settings.currency, language);
    return key === 'days_silent' || key === 'rhythm_days' ? formatDays(Math.round(cell), language) : formatNumber(cell, language);
  }
  return cellText(cell);
}

/** Compiles a template against the fields of the base. Marketing letters get the unsubscribe line when they are rendered. */
export function compile(template: Pick<TemplateRow, 'subject' | 'body'>, clients: ClientsRead): Outcome<Template | null> {
  return compileTemplate({ subject: template.subject, body: template.body }, fieldNames(clients));
}

/** Adds the visible unsubscribe link at the end of a marketing letter. */
export function withUnsubscribe(letter: RenderedLetter, url: string, language: Language): RenderedLetter {
  if (url === '') return letter;
  const words = say(language, 'mail.unsubscribe');
  return {
    subject: letter.subject,
    html: `${letter.html}\n<p style="color:#5f6368;font-size:12px">${escapeHtml(say(language, 'mail.why'))} <a href="${escapeHtml(url)}">${escapeHtml(words)}</a></p>`,
    text: `${letter.text}\n\n${say(language, 'mail.why')} ${words}: ${url}\n`,
  };
}

/** A template as the mailing view lists it. */
export function templateView(template: TemplateRow, clients: ClientsRead, language: Language): TemplateView {
  const { issues } = compile(template, clients);
  return { key: template.key, title: template.title, kind: template.kind, subject: template.subject, ok: !hasError(issues), issues: issueViews(issues, language) };
}

/** Fields with an example from the first client. */
export function mergeFields(base: Base, clients: ClientsRead): MergeField[] {
  const record = clients.records[0];
  const values = record === undefined ? {} : fieldValues(base, clients, record, '');
  const titles = clients.table.titles.filter((title) => title !== '');
  const keyAt = new Map([...clients.table.columns].map(([key, index]) => [clients.table.titles[index], key]));
  return titles.filter((title) => keyAt.get(title) !== 'id').map((title) => ({ key: keyAt.get(title) ?? title, title, example: values[title] ?? '' }));
}

/** A preview from a rendered letter. */
export function previewOf(record: ClientRecord, to: string, letter: RenderedLetter, issues: readonly Issue[], language: Language): LetterPreview {
  return { clientId: record.client, to, subject: letter.subject, html: letter.html, text: letter.text, issues: issueViews(issues, language) };
}
