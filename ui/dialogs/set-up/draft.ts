/** What the owner has decided so far about his sheets: proposed by the server, corrected here; pure. */
import type { ChosenSheet, ColumnProposal, FieldChoice, SetUpLook, SetUpRequest, SheetKind, SheetProposal, TakenKind } from '../../../src/contract/set-up-views';

/** One sheet as decided: `kind` 'other' leaves it alone; `columns` gives the column of each field. `byOwner`: the kind was chosen, not proposed. */
export interface SheetDraft {
  readonly proposal: SheetProposal;
  readonly kind: SheetKind;
  readonly byOwner: boolean;
  readonly columns: Readonly<Record<string, number>>;
}

/** The fields to choose from, by kind of sheet. */
export type FieldLists = SetUpLook['fields'];

/** The sheets as first proposed: those suggested are taken, at most one of orders and one of clients. */
export function draftsOf(sheets: readonly SheetProposal[]): readonly SheetDraft[] {
  const seen = new Set<string>();
  return sheets.map((proposal) => {
    const place = placeOf(proposal.kind);
    const isTaken = proposal.suggested && place !== null && !seen.has(place);
    if (isTaken) seen.add(place);
    return { ...draftOf(proposal, false), kind: isTaken ? proposal.kind : 'other' };
  });
}

/** The drafts after a sheet was read again as the owner wants it; another sheet of the same place is left alone from now on. @param byOwner he chose the kind */
export function withProposal(drafts: readonly SheetDraft[], proposal: SheetProposal, byOwner: boolean): readonly SheetDraft[] {
  const place = placeOf(proposal.kind);
  return drafts.map((draft) => {
    if (draft.proposal.sheetId === proposal.sheetId) return draftOf(proposal, byOwner);
    return place !== null && placeOf(draft.kind) === place ? { ...draft, kind: 'other', byOwner: false } : draft;
  });
}

/** The drafts with one sheet left alone. */
export function leftAlone(drafts: readonly SheetDraft[], sheetId: number): readonly SheetDraft[] {
  return drafts.map((draft) => (draft.proposal.sheetId === sheetId ? { ...draft, kind: 'other', byOwner: true } : draft));
}

/** The drafts with another use of one column; a field stands in one column, so it leaves the one it had. @param field '' = the owner's own column */
export function withField(drafts: readonly SheetDraft[], sheetId: number, columnIndex: number, field: string): readonly SheetDraft[] {
  return drafts.map((draft) => {
    if (draft.proposal.sheetId !== sheetId) return draft;
    const others = Object.entries(draft.columns).filter(([key, index]) => key !== field && index !== columnIndex);
    return { ...draft, columns: Object.fromEntries(field === '' ? others : [...others, [field, columnIndex] as const]) };
  });
}

/** The field of a column, '' for one of the owner's own. */
export function fieldOf(draft: SheetDraft, columnIndex: number): string {
  return Object.entries(draft.columns).find(([, index]) => index === columnIndex)?.[0] ?? '';
}

/** True where the owner gave the column another use than the one proposed. */
export function isCorrected(draft: SheetDraft, column: ColumnProposal): boolean {
  return fieldOf(draft, column.columnIndex) !== (column.field ?? '');
}

/** Sheets that become part of the base. */
export function takenSheets(drafts: readonly SheetDraft[]): readonly (SheetDraft & { readonly kind: TakenKind })[] {
  return drafts.filter((draft): draft is SheetDraft & { readonly kind: TakenKind } => draft.kind !== 'other');
}

/** Any one of these tells who the client is; the server refuses a sheet without all of them. */
export const personFields: readonly string[] = ['client', 'email', 'phone', 'name'];

/** Needed fields of a sheet that no column was chosen for; who the client is counts as one. */
export function missingFields(draft: SheetDraft, fields: FieldLists): readonly FieldChoice[] {
  const { headerRowNumber } = draft.proposal;
  if (draft.kind === 'other' || headerRowNumber === null) return [];
  const isKnown = personFields.some((key) => draft.columns[key] !== undefined);
  return fields[draft.kind].filter(({ key, needed }) => draft.columns[key] === undefined && (needed || (key === 'client' && !isKnown)));
}

/** True when nothing is missing any more; no sheet taken is a blank base. */
export function isComplete(drafts: readonly SheetDraft[], fields: FieldLists): boolean {
  return takenSheets(drafts).every((draft) => draft.proposal.headerRowNumber !== null && missingFields(draft, fields).length === 0);
}

/** The order to the server. */
export function requestOf(drafts: readonly SheetDraft[], language: SetUpRequest['language']): SetUpRequest {
  const sheets = takenSheets(drafts).flatMap(({ proposal, kind, columns }): ChosenSheet[] => {
    const { sheetId, headerRowNumber, headerRows } = proposal;
    return headerRowNumber === null ? [] : [{ sheetId, kind, headerRowNumber, headerRows, columns }];
  });
  return { language, sheets };
}

function draftOf(proposal: SheetProposal, byOwner: boolean): SheetDraft {
  const columns = proposal.columns.flatMap(({ field, columnIndex }) => (field === null ? [] : [[field, columnIndex] as const]));
  return { proposal, kind: proposal.kind, byOwner, columns: Object.fromEntries(columns) };
}

/** A sheet with one row a client stands for the clients sheet too. */
function placeOf(kind: SheetKind): 'orders' | 'clients' | null {
  if (kind === 'other') return null;
  return kind === 'orders' ? 'orders' : 'clients';
}
