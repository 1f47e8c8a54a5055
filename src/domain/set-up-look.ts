/** What the sheets of a spreadsheet hold, for the set-up dialog: proposals in words, before anything is changed. */
import type { ColumnProposal, FieldChoice, SetUpLook, SheetKind, SheetProposal } from '../contract/set-up-views';
import type { Issue, Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { formatDay } from '../core/language/format';
import type { Language } from '../core/language/language';
import { fieldName } from '../core/language/names';
import { columnLetter } from '../core/language/text';
import type { Cell, Grid } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';
import type { Field } from '../core/table/field';
import type { TableChoice, TableField, TableProposal } from '../core/table/sheet-proposal';
import { FIELDS_OF_KIND, mappingOf, missingFields, proposeTable } from '../core/table/sheet-proposal';
import { openBase } from './base';
import { issueViews } from './issue-view';
import type { Ports, TabReference } from './ports';
import { unfinishedSetUp } from './set-up-record';
import { say } from './words';

/** Larger sheets are looked at by their first rows. */
const CELLS_READ_WHOLE = 600_000;
const ROWS_OF_LARGE = 2000;
const LONGEST_SAMPLE = 60;
const NEEDED: Readonly<Record<SheetKind, readonly TableField[]>> = { orders: ['date'], clients: [], wide: ['wide.lastOrder'], other: [] };

/**
 * Every visible sheet with what it is taken for. Reads only. Counted calls: 1 to 3 to see whether there is a base, 1 for unfinished work, 1 for
 * each sheet (2 for one above 600,000 cells, of which the first 2,000 rows are read).
 */
export function lookAtSheets(ports: Ports, language: Language): Outcome<SetUpLook> {
  const { book } = ports;
  const base = openBase(ports).value;
  const unfinished = unfinishedSetUp(ports);
  const made = base === null ? (unfinished?.before ?? null) : null;
  const ours = new Set(base === null ? [] : Object.values(base.state.tabs));
  const read = book.tabs()
    .filter(({ sheetId }) => !ours.has(sheetId) && (made === null || made.includes(sheetId)))
    .map((tab) => ({ tab, proposal: proposeTable(gridOf(ports, tab)) }));
  const suggested = suggestedSheets(read);
  return outcome({
    isBase: base !== null,
    unfinished: unfinished === null ? null : { actionId: unfinished.actionId, request: unfinished.undoing ? null : unfinished.request },
    empty: read.every(({ proposal }) => proposal.headerCandidates.length === 0),
    spreadsheetName: book.name(),
    sheets: read.map(({ tab, proposal }) => sheetProposal(tab, proposal, language, suggested.has(tab.sheetId))),
    fields: { orders: choicesOf('orders', language), clients: choicesOf('clients', language), wide: choicesOf('wide', language), other: [] },
  });
}

/** One sheet again with the owner's header row and kind. Reads only: 1 counted call, 2 for a large sheet. */
export function readSheet(ports: Ports, sheetId: number, headerRowNumber: number | null, kind: SheetKind | null, language: Language): Outcome<SheetProposal | null> {
  const tab = ports.book.tabs().find((candidate) => candidate.sheetId === sheetId);
  if (tab === undefined) return outcome(null, [issue('setUp.sheetMissing')]);
  const choice: TableChoice = { ...(headerRowNumber === null ? {} : { headerRowIndex: headerRowNumber - 1 }), ...(kind === null ? {} : { kind }) };
  return outcome(sheetProposal(tab, proposeTable(gridOf(ports, tab), choice), language, true));
}

/** Title of a field in the lists. */
export function tableFieldTitle(field: TableField, language: Language): string {
  switch (field) {
    case 'wide.lastOrder': return say(language, 'setUp.field.lastOrder');
    case 'wide.total': return say(language, 'setUp.field.total');
    case 'wide.orderCount': return say(language, 'setUp.field.orderCount');
    case 'wide.firstOrder': return say(language, 'setUp.field.firstOrder');
    default: return fieldName(field satisfies Field, language);
  }
}

function gridOf({ book }: Ports, { sheetId }: TabReference): Grid {
  if (book.rowCount(sheetId) <= ROWS_OF_LARGE || book.tabCells(sheetId) <= CELLS_READ_WHOLE) return book.read(sheetId);
  const columnCount = book.readHeader(sheetId).length;
  return columnCount === 0 ? [] : book.readArea(sheetId, { rowIndex: 0, columnIndex: 0, rowCount: ROWS_OF_LARGE, columnCount });
}

/** The surest orders sheet and the surest sheet of clients; the larger of equals. */
function suggestedSheets(read: readonly { readonly tab: TabReference; readonly proposal: TableProposal }[]): ReadonlySet<number> {
  const best = (kinds: readonly SheetKind[]): number[] => [...read]
    .filter(({ proposal: { kind, columns, rowCount } }) => kinds.includes(kind) && rowCount > 0 && missingFields(kind, (field) => mappingOf(columns)[field] !== undefined).length === 0)
    .sort((a, b) => b.proposal.confidence - a.proposal.confidence || b.proposal.rowCount - a.proposal.rowCount)
    .slice(0, 1)
    .map(({ tab }) => tab.sheetId);
  return new Set([...best(['orders']), ...best(['clients', 'wide'])]);
}

function sheetProposal(tab: TabReference, proposal: TableProposal, language: Language, suggested: boolean): SheetProposal {
  const { kind, header, columns } = proposal;
  const mapping = mappingOf(columns);
  const place = { sheet: tab.name };
  const issues: Issue[] = proposal.issues.map((found) => ({ ...found, place: { ...found.place, ...place } }));
  return {
    sheetId: tab.sheetId,
    name: tab.name,
    kind,
    confidence: proposal.confidence,
    headerRowNumber: header === null ? null : header.rowIndex + 1,
    headerRows: header?.rows ?? 1,
    headerChoices: proposal.headerCandidates.map(({ rowIndex, texts }) => ({ rowNumber: rowIndex + 1, texts })),
    rowCount: proposal.rowCount,
    totalRows: proposal.totalRows,
    columns: columns.map((column): ColumnProposal => ({
      columnIndex: column.columnIndex,
      letter: columnLetter(column.columnIndex),
      title: column.name,
      field: column.field,
      confidence: column.confidence,
      samples: column.sampleCells.map((cell) => sampleText(cell, language)),
    })),
    missing: missingFields(kind, (field) => mapping[field] !== undefined).map((field) => choiceOf(field, kind, language)),
    suggested,
    issues: issueViews(issues, language),
  };
}

function choicesOf(kind: SheetKind, language: Language): FieldChoice[] {
  return FIELDS_OF_KIND[kind].map((field) => choiceOf(field, kind, language));
}

function choiceOf(field: TableField, kind: SheetKind, language: Language): FieldChoice {
  return { key: field, title: tableFieldTitle(field, language), needed: NEEDED[kind].includes(field) };
}

function sampleText(cell: Cell, language: Language): string {
  if (isDateCell(cell)) return formatDay(cell.day, language);
  if (typeof cell === 'number') return language === 'ru' ? String(cell).replace('.', ',') : String(cell);
  return String(cell ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST_SAMPLE);
}
