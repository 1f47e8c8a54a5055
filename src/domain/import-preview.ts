/** What a chunk would do, for the owner's eye. Nothing is written. */
import type { ImportCandidate, ImportExample, ImportPreview, ImportPreviewRequest, ImportQuestion } from '../contract/import-views';
import { EXAMPLES_SHOWN } from '../contract/import-preview';
import { formatIsoDay } from '../core/calendar';
import type { Outcome } from '../core/issue';
import { outcome } from '../core/issue';
import { formatDay, formatNumber } from '../core/language/format';
import type { Language } from '../core/language/language';
import { issueText } from '../core/language/text';
import { majorOf } from '../core/money';
import type { Cell } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';
import type { ClientField, ClientProfile } from '../core/table/profiles';
import { openBase } from './base';
import { cellText } from './cells';
import type { ClientQuestion } from './client-upsert';
import type { ClientRecord, ClientsRead } from './clients-table';
import { noBase, openImport, planChunk } from './import-base';
import type { ChunkPlan, RowOutcome } from './import-chunk-plan';
import { rowCountsOf } from './import-chunk-plan';
import { planIssues } from './import-orders';
import { rowIndexesOf } from './import-read';
import { joinRemarks, remarkViews } from './import-remarks';
import type { Ports } from './ports';
import { say } from './words';

/** Looks at one chunk. Counted calls: Settings, Orders, Clients, Archive where there is one; none where there is no base. */
export function previewImport(ports: Ports, request: ImportPreviewRequest): Outcome<ImportPreview | null> {
  const { plan } = request;
  const wrong = planIssues(plan);
  if (wrong.length > 0) return outcome(null, wrong);
  const opened = openImport(ports, plan);
  if (opened.value === null && openBase(ports).value !== null) return outcome(null, opened.issues);
  const language = opened.value?.language ?? (ports.book.locale().toLowerCase().startsWith('ru') ? 'ru' : 'en');
  const comparison = opened.value?.withColumnsOf(plan) ?? noBase(ports, plan, language);
  const planned = planChunk(comparison, plan, request, rowIndexesOf(plan, request, 0));
  return outcome({
    rowsRead: request.rows.length - planned.rowsEmpty,
    ...rowCountsOf(planned),
    rowsRefused: planned.rowsRejected,
    refused: planned.rejected,
    clientsNew: planned.clientsNew,
    clientsChanged: planned.clientsChanged,
    examples: examplesOf(planned, language),
    questions: planned.questions.map((question) => questionView(question, planned, comparison.clients.clients)),
    issues: remarkViews(joinRemarks([], planned.issues, planned.rejected), language),
  });
}

function examplesOf(planned: ChunkPlan, language: Language): ImportExample[] {
  const used = (['new', 'changed', 'unchanged'] as const).flatMap((wanted) => planned.outcomes.filter(({ outcome: found }) => found === wanted).slice(0, EXAMPLES_SHOWN)
    .map((entry): ImportExample => ({ outcome: wanted, rowNumber: entry.rowIndex + 1, title: titleOf(entry, language), changes: changesOf(entry, language), reason: '' })));
  const refused = planned.refused.slice(0, EXAMPLES_SHOWN).map((found): ImportExample => {
    const { rowIndex = 0, columnName } = found.place ?? {};
    return { outcome: 'refused', rowNumber: rowIndex + 1, title: '', changes: [], reason: issueText({ ...found, place: columnName === undefined ? {} : { columnName } }, language) };
  });
  return [...used, ...refused];
}

/** "Order 17 · Anna · 5 March 2024 · 100", or the client with what is known of him. */
function titleOf({ row, profile }: RowOutcome, language: Language): string {
  if (row !== undefined) {
    const parts = [
      row.order === undefined ? '' : say(language, 'import.order', { order: row.order }), row.client, formatDay(row.day, language), row.product ?? '',
      row.amountMinor === null ? '' : formatNumber(majorOf(row.amountMinor), language, 2),
    ];
    return parts.filter((part) => part !== '').join(' · ');
  }
  return profile === undefined ? '' : [profile.fields.name ?? profile.client, ...detailsOf(profile.fields)].join(' · ');
}

function detailsOf(fields: Readonly<Partial<Record<ClientField, string>>>): string[] {
  return [fields.email, fields.phone, fields.city].filter((text): text is string => text !== undefined && text !== '');
}

function changesOf({ changes, table }: RowOutcome, language: Language): ImportExample['changes'] {
  return changes.map(({ columnIndex, before, after }) => ({ column: table.titles[columnIndex] ?? '', from: shown(before, language), to: shown(after, language) }));
}

function shown(cell: Cell, language: Language): string {
  if (isDateCell(cell)) return formatDay(cell.day, language);
  return typeof cell === 'number' ? formatNumber(cell, language, 2) : cellText(cell);
}

function questionView({ profile, candidates }: ClientQuestion, planned: ChunkPlan, clients: ClientsRead): ImportQuestion {
  return {
    client: profile.client,
    rowNumber: rowNumberOf(profile, planned),
    title: profile.fields.name ?? profile.client,
    details: detailsOf(profile.fields).join(' · '),
    candidates: candidates.map((record) => candidateView(record, clients)),
  };
}

function rowNumberOf(profile: ClientProfile, { outcomes }: ChunkPlan): number {
  const found = outcomes.find((entry) => entry.profile?.clientKey === profile.clientKey || entry.row?.client === profile.client);
  return (found?.rowIndex ?? 0) + 1;
}

function candidateView(record: ClientRecord, { table }: ClientsRead): ImportCandidate {
  const text = (key: string): string => {
    const column = table.columns.get(key);
    const cell = column === undefined ? null : (table.rows[record.rowIndex]?.[column] ?? null);
    return isDateCell(cell) ? formatIsoDay(cell.day) : cellText(cell);
  };
  // The column of clients may be the one of e-mails or phones, or repeat it.
  const details = new Set([record.client, text('email'), text('phone'), text('city')].filter((part) => part !== ''));
  return { clientId: record.client, title: text('name') || record.client, details: [...details].join(' · ') };
}
