/** The template editor's desk: the list, one letter to edit, saving it by its key, taking it out, starters. */
import type { TemplateDraft, TemplateFormat, TemplateLetter, TemplateList, TemplateListed, TemplateRemoved, TemplateSaved, TemplateStarter } from '../../contract/template-views';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { columnName } from '../../core/language/names';
import type { ColumnKey } from '../../core/language/names';
import { text } from '../../core/language/text';
import { bodyMark, finishedBody } from '../../core/mail/template-body';
import { hashText } from '../../core/mail/hash';
import type { FormatName } from '../../core/mail/template-values';
import { FORMAT_NAMES } from '../../core/mail/template-values';
import type { Cell } from '../../core/table/cell';
import type { Base, Table } from '../base';
import { openBase, titleOf } from '../base';
import { cellText } from '../cells';
import type { ClientsRead } from '../clients-table';
import { readClients } from '../clients-table';
import { issueViews } from '../issue-view';
import type { Ports } from '../ports';
import { appendMissing } from '../repair';
import { writeBlock } from '../row-block';
import { tabSpec } from '../tab-specs';
import { underLock } from '../under-lock';
import { groupedFields } from './field-values';
import { starterTemplates } from './starters';
import type { TemplateRow } from './templates';
import { compile, contentOf, kindOf, TEMPLATE_COLUMNS, templateRows, templateView } from './templates';

/** Most characters a cell of a spreadsheet takes. */
const LONGEST_CELL = 50_000;

/** Where each part of a template stands in the tab. */
const COLUMN_OF_PART = {
  key: 'template', title: 'title', kind: 'kind', content: 'content', subject: 'subject', subjectB: 'subject_b', preheader: 'preheader', body: 'body', text: 'plain_text',
  html: 'html', senderName: 'sender_name', senderAddress: 'sender_address', replyTo: 'reply_to', attachments: 'attachments',
} as const satisfies Record<Exclude<keyof TemplateDraft, 'own'>, ColumnKey>;
type Part = keyof typeof COLUMN_OF_PART;
const PARTS = Object.keys(COLUMN_OF_PART) as readonly Part[];

/** An open base with its Templates tab. */
interface Desk {
  readonly base: Base;
  readonly table: Table;
}

/** Everything the editor begins with. Reads only. Counted calls: Settings 1, Templates 1, Clients 1. */
export function listTemplates(ports: Ports): Outcome<TemplateList | null> {
  const desk = openDesk(ports);
  return desk.value === null ? outcome(null, desk.issues) : listOf(desk.value);
}

function listOf({ base, table }: Desk): Outcome<TemplateList | null> {
  const clients = readClients(base);
  if (clients.value === null) return outcome(null, clients.issues);
  const found = templateRows(table);
  const keys = new Set(found.map(({ template }) => template.key));
  const { language } = base;
  return outcome({
    templates: found.map(({ template }) => listed(template, clients.value as ClientsRead, base)),
    starters: starterTemplates(language).filter(({ key }) => !keys.has(key)).map(({ body: _body, ...starter }): TemplateStarter => starter),
    fields: groupedFields(base, clients.value),
    formats: formats(base),
    senderEmail: base.ports.person.email(),
    issues: issueViews(base.settingIssues, language),
  });
}

function listed(template: TemplateRow, clients: ClientsRead, { language }: Base): TemplateListed {
  return {
    ...templateView(template, clients, language),
    content: template.content, preheader: template.preheader, hasB: template.subjectB !== '', fingerprint: fingerprintOf(template),
  };
}

function formats({ language }: Base): TemplateFormat[] {
  const example: Readonly<Record<FormatName, ColumnKey>> = {
    day: 'birthday', date: 'last_order', money: 'revenue', number: 'orders', share: 'p_alive', days: 'days_silent', plural: 'orders',
  };
  return (Object.keys(FORMAT_NAMES) as FormatName[]).map((key) => {
    const name = FORMAT_NAMES[key][language === 'ru' ? 0 : 1];
    const forms = key === 'plural' ? `:${text(language, 'templateFormat.forms')}` : '';
    return { name, example: `{{${columnName(example[key], language)}:${name}${forms}}}`, gives: text(language, `templateFormat.${key}`) };
  });
}

/** One template to edit. Reads only. Counted calls: Settings 1, Templates 1, Clients 1. */
export function getTemplate(ports: Ports, key: string): Outcome<TemplateLetter | null> {
  const desk = openDesk(ports);
  if (desk.value === null) return outcome(null, desk.issues);
  const { base, table } = desk.value;
  const found = templateRows(table).find(({ template }) => template.key === key);
  if (found === undefined) return outcome(null, [issue('template.gone', { template: key })]);
  const clients = readClients(base);
  if (clients.value === null) return outcome(null, clients.issues);
  const { issues } = compile(found.template, clients.value);
  return outcome({
    draft: draftOf(found.template),
    fingerprint: fingerprintOf(found.template),
    rowNumber: found.rowIndex + table.headerRowIndex + 1,
    issues: issueViews(issues, base.language),
  });
}

/**
 * Writes one row by its key, or a new one where `rememberedFingerprint` is ''. Refused whole when the row was changed or went away since, when a new
 * key is taken, when a cell would hold more than it takes, and when the tab is protected. Mistakes in the letter do not prevent saving and come
 * back as issues. Columns that an older base lacks are put at the end. Counted calls: lock 3, Settings 1, Templates 1, text format 1, a write for each
 * run of our columns (one in a tab as we made it), Clients 1; with missing columns 3 more and the state 1.
 */
export function saveTemplate(ports: Ports, draft: TemplateDraft, rememberedFingerprint: string): Outcome<TemplateSaved | null> {
  return underLock(ports, () => {
    const desk = openDesk(ports);
    if (desk.value === null) return outcome(null, desk.issues);
    const { base } = desk.value;
    const found = templateRows(desk.value.table);
    const cleaned = cleanedDraft(draft.key.trim() === '' ? { ...draft, key: freeKey(found.map(({ template }) => template.key)) } : draft);
    const standing = found.find(({ template }) => template.key === cleaned.key);
    const refusal = [...refusals(cleaned, standing?.template, rememberedFingerprint), ...longCells(cleaned, base)];
    if (refusal.length > 0) return outcome(null, refusal);
    const rowIndex = standing?.rowIndex ?? firstFreeRow(desk.value.table);
    if (!canEditRows(desk.value, rowIndex, 1)) return outcome(null, [protectedIssue(desk.value)]);
    const table = withMissingColumns(desk.value);
    writeDrafts({ base, table }, [{ draft: cleaned, rowIndex, isNew: standing === undefined }]);
    const clients = readClients(base);
    const written = { ...cleaned, title: cleaned.title || cleaned.key };
    return outcome({
      key: cleaned.key,
      fingerprint: fingerprintOf(written),
      rowNumber: rowIndex + table.headerRowIndex + 1,
      issues: clients.value === null ? [] : issueViews(compile(written, clients.value).issues, base.language),
    });
  });
}

/** Takes a template out of the tab; its texts, the owner's own columns of that row among them, come back. Counted calls: lock 3, Settings 1, Templates 1, the row 1. */
export function removeTemplate(ports: Ports, key: string): Outcome<TemplateRemoved | null> {
  return underLock(ports, () => {
    const desk = openDesk(ports);
    if (desk.value === null) return outcome(null, desk.issues);
    const { base, table } = desk.value;
    const found = templateRows(table).find(({ template }) => template.key === key);
    if (found === undefined) return outcome(null, [issue('template.gone', { template: key })]);
    // Rows below move up.
    if (!canEditRows(desk.value, found.rowIndex, Math.max(1, table.rows.length - found.rowIndex))) return outcome(null, [protectedIssue(desk.value)]);
    base.ports.book.removeRows(table.tab.sheetId, found.rowIndex, 1);
    const own = ownTexts(table, table.rows[found.rowIndex] ?? []);
    return outcome({ draft: { ...draftOf(found.template), ...(Object.keys(own).length === 0 ? {} : { own }) } });
  });
}

/** Puts starters into the tab that it does not hold, unknown keys are passed over. Counted calls: lock 3, Settings 1, Templates 1 (2 after writing), Clients 1, text format 1, a write for each run of our columns. */
export function addStarters(ports: Ports, keys: readonly string[]): Outcome<TemplateList | null> {
  return underLock(ports, () => {
    const desk = openDesk(ports);
    if (desk.value === null) return outcome(null, desk.issues);
    const { base } = desk.value;
    const standing = new Set(templateRows(desk.value.table).map(({ template }) => template.key));
    const missing = starterTemplates(base.language).filter(({ key }) => keys.includes(key) && !standing.has(key));
    if (missing.length === 0) return listOf(desk.value);
    const first = firstFreeRow(desk.value.table);
    if (!canEditRows(desk.value, first, missing.length)) return outcome(null, [protectedIssue(desk.value)]);
    const table = withMissingColumns(desk.value);
    const drafts = missing.map((starter, offset) => ({ draft: { ...EMPTY_DRAFT, ...starter }, rowIndex: first + offset, isNew: true }));
    writeDrafts({ base, table }, drafts);
    const fresh = base.table('templates', TEMPLATE_COLUMNS);
    return fresh.value === null ? outcome(null, fresh.issues) : listOf({ base, table: fresh.value });
  });
}

const EMPTY_DRAFT: TemplateDraft = {
  key: '', title: '', kind: 'marketing', content: '', subject: '', subjectB: '', preheader: '', body: '', text: '', html: '', senderName: '', senderAddress: '', replyTo: '',
  attachments: '',
};

function openDesk(ports: Ports): Outcome<Desk | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const base = opened.value;
  const { value: table, issues } = base.table('templates', TEMPLATE_COLUMNS);
  return table === null ? outcome(null, issues) : outcome({ base, table });
}

/** The draft as the tab will hold it: texts as a cell gives them back, finished HTML only where it belongs to the body. */
function cleanedDraft(draft: TemplateDraft): TemplateDraft {
  const line = (written: string): string => written.replace(/[\s\u00a0]+/g, ' ').trim();
  const block = (written: string): string => written.replace(/\r\n?/g, '\n').trim();
  const body = block(draft.body);
  const html = finishedBody(draft.html, draft.body);
  return {
    ...draft,
    key: line(draft.key), title: line(draft.title), subject: line(draft.subject), subjectB: line(draft.subjectB), preheader: line(draft.preheader),
    senderName: line(draft.senderName), senderAddress: line(draft.senderAddress), replyTo: line(draft.replyTo),
    attachments: block(draft.attachments), text: block(draft.text), body,
    html: html === null ? '' : block(`${bodyMark(body)}${html}`),
  };
}

function refusals(draft: TemplateDraft, standing: TemplateRow | undefined, remembered: string): Issue[] {
  if (remembered === '') return standing === undefined ? [] : [issue('template.keyTaken', { template: draft.key })];
  if (standing === undefined) return [issue('template.gone', { template: draft.key })];
  return fingerprintOf(standing) === remembered ? [] : [issue('template.changed', { template: draft.key })];
}

/** Texts that no cell of the tab takes. */
export function longCells(draft: TemplateDraft, { language }: Base): Issue[] {
  return PARTS.filter((part) => draft[part].length > LONGEST_CELL)
    .map((part) => issue('template.tooLong', { column: titleOf(COLUMN_OF_PART[part], language), length: draft[part].length, limit: LONGEST_CELL }));
}

/** `letter-1`, `letter-2` …: the first that is free. */
function freeKey(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`letter-${number}`)) number += 1;
  return `letter-${number}`;
}

/** The row under the last one with anything in it. */
function firstFreeRow({ rows }: Table): number {
  let last = rows.length - 1;
  while (last > 0 && (rows[last] ?? []).every((cell) => cellText(cell) === '')) last -= 1;
  return last + 1;
}

function canEditRows({ base, table }: Desk, rowIndex: number, rowCount: number): boolean {
  const columnCount = Math.max(table.titles.length, PARTS.length);
  return base.ports.book.canEdit(table.tab.sheetId, [{ rowIndex, columnIndex: 0, rowCount, columnCount }]);
}

function protectedIssue({ table }: Desk): Issue {
  return issue('range.protected', { range: table.tab.name }, { sheet: table.tab.name });
}

function withMissingColumns({ base, table }: Desk): Table {
  const missing = tabSpec('templates', base.language).columns.filter(({ key }) => !table.columns.has(key));
  if (missing.length === 0) return table;
  appendMissing(base, table.tab.sheetId, table, missing);
  const { templates: _former, ...layouts } = base.state.layouts;
  base.remember({ layouts });
  const whole = base.table('templates', TEMPLATE_COLUMNS).value;
  if (whole === null) throw new Error('Templates lost its columns.');
  base.saveState();
  return whole;
}

function writeDrafts({ base, table }: Desk, items: readonly { readonly draft: TemplateDraft; readonly rowIndex: number; readonly isNew: boolean }[]): void {
  const first = items[0];
  if (first === undefined) return;
  const columnIndexes = PARTS.flatMap((part) => table.columns.get(COLUMN_OF_PART[part]) ?? []);
  const ownIndexes = first.isNew ? table.titles.flatMap((title, index) => (first.draft.own?.[title] !== undefined && !columnIndexes.includes(index) ? [index] : [])) : [];
  const rows = items.map(({ draft, rowIndex, isNew }) => {
    const cells: Cell[] = [];
    for (const part of PARTS) {
      const index = table.columns.get(COLUMN_OF_PART[part]);
      if (index !== undefined) cells[index] = draft[part];
    }
    if (!isNew) keepOwnersWords(table, rowIndex, draft, cells);
    for (const index of ownIndexes) cells[index] = draft.own?.[table.titles[index] ?? ''] ?? '';
    return cells;
  });
  const all = [...columnIndexes, ...ownIndexes].sort((a, b) => a - b);
  writeBlock(base, table.tab.sheetId, { rowIndex: first.rowIndex, columnIndexes: all, textColumns: all, rows });
}

/** A kind that the owner wrote in his own words stays written so while it means the same. */
function keepOwnersWords({ rows, columns }: Table, rowIndex: number, draft: TemplateDraft, cells: Cell[]): void {
  for (const part of ['kind', 'content'] as const) {
    const index = columns.get(part);
    const typed = index === undefined ? '' : cellText(rows[rowIndex]?.[index]);
    const meant = part === 'kind' ? kindOf(typed) : contentOf(typed);
    if (index !== undefined && typed !== '' && meant === draft[part]) cells[index] = typed;
  }
}

/** Texts of the columns that are not ours, by title. */
function ownTexts({ titles, columns }: Table, row: readonly Cell[]): Readonly<Record<string, string>> {
  const ours = new Set(columns.values());
  const own: Record<string, string> = {};
  titles.forEach((title, index) => {
    const typed = cellText(row[index]);
    if (title !== '' && typed !== '' && !ours.has(index)) own[title] = typed;
  });
  return own;
}

function draftOf(template: TemplateRow): TemplateDraft {
  const { key, title, kind, content, subject, subjectB, preheader, body, text: plain, html, senderName, senderAddress, replyTo, attachments } = template;
  return { key, title, kind, content, subject, subjectB, preheader, body, text: plain, html, senderName, senderAddress, replyTo, attachments };
}

/** Tells whether a template stands as it was read. */
export function fingerprintOf(template: Pick<TemplateDraft, Part>): string {
  return hashText(JSON.stringify(PARTS.map((part) => template[part])));
}
