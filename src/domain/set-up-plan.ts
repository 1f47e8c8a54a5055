/** Checks an order to set up against the sheets as they stand and works out which column becomes what. Writes nothing. */
import type { ChosenSheet } from '../contract/set-up-views';
import type { Issue, Outcome } from '../core/issue';
import { hasError, issue, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import type { Cell } from '../core/table/cell';
import { isEmptyCell } from '../core/table/cell';
import { clientKeyOf, isNumericKeyColumn } from '../core/table/client-key';
import { COLUMN_OF_CLIENT_FIELD } from '../core/table/field';
import { headerAt } from '../core/table/header';
import type { TableField } from '../core/table/sheet-proposal';
import { FIELDS_OF_KIND, isTotal, missingFields, PERSON_FIELDS } from '../core/table/sheet-proposal';
import type { ClientAlias, TakenTab } from './base-state';
import { rowsFromHeader } from './header-place';
import type { Ports, TabReference } from './ports';
import { tableFieldTitle } from './set-up-look';

/** A sheet to take, as read. `rows[0]` is the header; `width` columns belong to the owner. */
export interface SheetPlan {
  readonly tab: TabReference;
  readonly key: TakenTab;
  readonly kind: ChosenSheet['kind'];
  readonly headerRowIndex: number;
  readonly headerRows: 1 | 2;
  readonly rows: Cell[][];
  readonly titles: readonly string[];
  readonly width: number;
  /** Column by field as the owner chose. */
  readonly fields: Readonly<Partial<Record<TableField, number>>>;
  /** Column by stable key. */
  readonly keys: ReadonlyMap<string, number>;
  readonly alias: ClientAlias | null;
}

type Person = (typeof PERSON_FIELDS)[number];

/** By which fields the sheets know their clients. */
interface People {
  readonly orders?: Person;
  readonly clients?: Person;
}

/** Below this part of shared clients two columns have nothing to do with each other. */
const LEAST_OVERLAP = 0.1;
/** A column that fewer rows fill cannot tell who bought. */
const FILLED_SHARE = 0.9;

/** Reads and checks the chosen sheets. @param widthOf columns of the owner where ours stand beside them already. 1 counted call for each sheet. */
export function planSheets(ports: Ports, chosen: readonly ChosenSheet[], language: Language, widthOf: (sheetId: number) => number | undefined): Outcome<readonly SheetPlan[] | null> {
  const issues: Issue[] = [];
  const drafts: Draft[] = [];
  for (const sheet of chosen) {
    const draft = readDraft(ports, sheet, language, widthOf(sheet.sheetId));
    if (draft.value !== null) drafts.push(draft.value);
    issues.push(...draft.issues);
  }
  if (hasError(issues)) return outcome(null, issues);
  const people = peopleOf(drafts);
  return outcome(drafts.map((draft) => planOf(draft, people[draft.key] ?? 'client')), issues);
}

type Draft = Omit<SheetPlan, 'keys' | 'alias'>;

function readDraft({ book }: Ports, sheet: ChosenSheet, language: Language, widthBefore: number | undefined): Outcome<Draft | null> {
  const tab = book.tabs().find(({ sheetId }) => sheetId === sheet.sheetId);
  if (tab === undefined) return outcome(null, [issue('setUp.sheetMissing')]);
  const whole = book.read(tab.sheetId);
  const width = widthBefore ?? whole.reduce((widest, row) => Math.max(widest, row.length), 0);
  const place = { sheet: tab.name };
  const headerRowIndex = sheet.headerRowNumber - 1;
  const titles = headerAt(whole, headerRowIndex, sheet.headerRows).names.slice(0, width);
  if (titles.every((title) => title === '')) return outcome(null, [issue('table.headerMissing', {}, { ...place, rowIndex: headerRowIndex })]);
  const issues: Issue[] = [];
  const allowed = FIELDS_OF_KIND[sheet.kind];
  const fields: Partial<Record<TableField, number>> = {};
  const taken = new Set<number>();
  for (const [name, columnIndex] of Object.entries(sheet.columns)) {
    const field = allowed.find((candidate) => candidate === name);
    if (field === undefined || columnIndex >= width || taken.has(columnIndex)) {
      issues.push(issue('setUp.columnRefused', { field: field === undefined ? name : tableFieldTitle(field, language) }, { ...place, columnIndex }));
      continue;
    }
    taken.add(columnIndex);
    fields[field] = columnIndex;
  }
  for (const field of missingFields(sheet.kind, (candidate) => fields[candidate] !== undefined)) {
    issues.push(issue('table.columnMissing', { field: tableFieldTitle(field, language) }, place));
  }
  if (hasError(issues)) return outcome(null, issues);
  const rows = rowsFromHeader(whole, headerRowIndex, sheet.headerRows);
  return outcome({ tab, key: sheet.kind === 'orders' ? 'orders' : 'clients', kind: sheet.kind, headerRowIndex, headerRows: sheet.headerRows, rows, titles, width, fields }, issues);
}

function planOf(draft: Draft, person: Person): SheetPlan {
  const keys = new Map<string, number>();
  for (const [name, columnIndex] of Object.entries(draft.fields)) {
    const key = columnKeyFor(name as TableField, draft.key);
    // A number that the other sheet does not use stays a column of the owner.
    if (key !== null && columnIndex !== undefined && !(name === 'client' && person !== 'client')) keys.set(key, columnIndex);
  }
  return { ...draft, keys, alias: person === 'client' ? null : person };
}

/** The stable key of a field's column; sums and dates of a wide sheet stay columns of the owner. */
function columnKeyFor(field: TableField, tab: TakenTab): string | null {
  if (field.startsWith('wide.')) return null;
  if (field === 'client') return tab === 'orders' ? 'client' : 'client_id';
  if (field === 'paidDate') return 'paid_date';
  return COLUMN_OF_CLIENT_FIELD[field as keyof typeof COLUMN_OF_CLIENT_FIELD] ?? field;
}

/** Client keys of a column, as recalculation makes them. */
function keysIn({ rows }: Draft, columnIndex: number): string[] {
  const cells = rows.slice(1).filter((row) => !isTotal(row)).map((row) => row[columnIndex] ?? null);
  const numeric = isNumericKeyColumn(cells);
  return cells.flatMap((cell) => clientKeyOf(cell, numeric) ?? []);
}

/**
 * The fields by which the sheets know their clients: where there are two sheets, the pair that shares most clients; else the number, or the
 * fullest of e-mail, phone and name.
 */
function peopleOf(drafts: readonly Draft[]): People {
  const orders = drafts.find(({ key }) => key === 'orders');
  const clients = drafts.find(({ key }) => key === 'clients');
  if (orders !== undefined && clients !== undefined) {
    const shared = sharedPeople(orders, clients);
    if (shared !== null) return shared;
  }
  return { ...(orders === undefined ? {} : { orders: fullestPerson(orders) }), ...(clients === undefined ? {} : { clients: fullestPerson(clients) }) };
}

function sharedPeople(orders: Draft, clients: Draft): People | null {
  const known = candidatesOf(clients).map((field) => ({ field, keys: new Set(keysIn(clients, clients.fields[field] ?? 0)) }));
  let best: People | null = null;
  let bestShare = LEAST_OVERLAP;
  for (const field of candidatesOf(orders)) {
    const keys = keysIn(orders, orders.fields[field] ?? 0);
    const distinct = [...new Set(keys)];
    const filled = keys.length / Math.max(1, filledRows(orders));
    for (const other of known) {
      const share = (distinct.filter((key) => other.keys.has(key)).length / Math.max(1, distinct.length)) * filled;
      if (share > bestShare) {
        best = { orders: field, clients: other.field };
        bestShare = share;
      }
    }
  }
  return best;
}

function candidatesOf({ fields }: Draft): Person[] {
  return PERSON_FIELDS.filter((field) => fields[field] !== undefined);
}

function fullestPerson(draft: Draft): Person {
  if (draft.fields.client !== undefined) return 'client';
  const rows = filledRows(draft);
  const measured = candidatesOf(draft).map((field) => {
    const keys = keysIn(draft, draft.fields[field] ?? 0);
    return { field, filled: keys.length / Math.max(1, rows), distinct: new Set(keys).size };
  });
  const full = measured.filter(({ filled }) => filled >= FILLED_SHARE);
  const list = full.length > 0 ? full : measured;
  // On a list of clients every row is another one, and of equals the name is what people type into orders; on orders they repeat and the first of e-mail, phone and name counts.
  const ranked = draft.key === 'clients' || full.length === 0 ? [...list].reverse().sort((a, b) => b.filled * b.distinct - a.filled * a.distinct) : list;
  return ranked[0]?.field ?? 'client';
}

function filledRows({ rows }: Draft): number {
  return rows.slice(1).filter((row) => !isTotal(row) && row.some((cell) => !isEmptyCell(cell))).length;
}
