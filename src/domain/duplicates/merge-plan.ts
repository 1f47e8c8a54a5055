/** What merging a group changes in Clients and the Archive: values of the row that stays, rows that leave, and where values not chosen can still be read. */
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { joinedLines, mergeRuleOf } from '../../core/duplicates/merge-rules';
import type { Cell } from '../../core/table/cell';
import type { ArchiveEntry } from '../archive';
import { archiveEntryOf } from '../archive';
import type { Base } from '../base';
import { cellText } from '../cells';
import { GREATEST_CELL_LENGTH } from '../import-limits';
import type { CellEdit } from '../journal/bulk-edit';
import { comparable } from '../journal/fingerprint';
import { say } from '../words';
import type { ClientRows, MemberRow } from './client-rows';
import { memberCell } from './client-rows';
import type { FieldProposal } from './proposal';
import { fieldProposals, shownCell } from './proposal';

/** The changes of one group. */
export interface GroupPlan {
  readonly survivor: MemberRow;
  /** Rows that leave Clients, in the order of the tab. */
  readonly leaving: readonly MemberRow[];
  /** Cells of the row that stays. */
  readonly cells: readonly CellEdit[];
  readonly entries: readonly ArchiveEntry[];
  /** True of what is left of a merge that was cut off: everything but values and rows of Clients was written. */
  readonly isBegun?: true;
}

/** Ways to reach a person: where one is not chosen it stays at hand in the note. */
const CONTACTS = new Set(['phone', 'email', 'messenger']);

/** A value that is not the client's any more. */
interface LostValue {
  readonly position: number;
  readonly isContact: boolean;
  readonly text: string;
}

/**
 * Plans one group. No value is lost: a row that leaves stands whole in the Archive, with the values that were not chosen in words; phones,
 * e-mails and messengers not chosen, and values of the staying row that others replaced, go to its note as well (where there is a note).
 * Planned again after a part was written it gives the rest of the same changes. Calls nothing.
 *
 * @param survivor position of the row that stays, one with a client number
 * @param chosen by field the position whose value stays; fields not named keep the proposal
 */
export function planGroup(base: Base, clients: ClientRows, members: readonly MemberRow[], survivor: number, chosen: ReadonlyMap<string, number>, archivedDay: number): Outcome<GroupPlan | null> {
  const staying = members[survivor];
  if (staying === undefined || staying.key === '') return outcome(null, [issue('duplicates.numberMissing', { client: staying?.shownName ?? '' })]);
  const { table } = clients;
  const fields = fieldProposals(base, clients, members, survivor);
  const lost: LostValue[] = [];
  const cells: CellEdit[] = [];
  for (const field of fields) {
    const { key, columnIndex } = field;
    const result = resultOf(field, chosen);
    if (field.reason !== 'together') lost.push(...lostValues(base, field, result));
    if (key === 'note') continue;
    const before = field.cells[survivor] ?? null;
    if (comparable(before) !== comparable(result)) cells.push(edit(staying, key, columnIndex, before, result));
  }
  const note = noteEdit(clients, staying, fields, lost.filter(({ position, isContact }) => isContact || position === survivor));
  const leaving = members.filter((_member, position) => position !== survivor);
  const issues: Issue[] = [];
  const entries: ArchiveEntry[] = [];
  leaving.forEach((member, index) => {
    const position = members.indexOf(member);
    const told = (from: number): string => lost.filter((value) => value.position === from).map(({ text }) => text).join('; ');
    const [own, replaced] = [told(position), told(survivor)];
    const sentences = [say(base.language, own === '' ? 'merge.archived' : 'merge.archivedWith', { client: staying.shownName, list: own })];
    // What the staying row had is told with the first row that leaves, so that it can be read where there is no note.
    if (index === 0 && replaced !== '') sentences.push(say(base.language, 'merge.archivedReplaced', { client: staying.shownName, list: replaced }));
    const entry = archiveEntryOf(table, member.rowIndex, { archivedDay, reason: sentences.join('. ').slice(0, GREATEST_CELL_LENGTH), mergedInto: staying.client });
    if (entry === null) issues.push(issue('duplicates.rowTooLong', { client: member.shownName }, { sheet: table.tab.name, rowIndex: member.rowIndex }));
    else entries.push(entry);
  });
  return issues.length > 0 ? outcome(null, issues) : outcome({ survivor: staying, leaving, cells: note === null ? cells : [note, ...cells], entries });
}

/** The cell that the client gets. */
function resultOf(field: FieldProposal, chosen: ReadonlyMap<string, number>): Cell {
  if (field.fixed) return field.result;
  const position = chosen.get(field.field) ?? field.chosen;
  return field.cells[position] ?? null;
}

function lostValues(base: Base, { key, title, cells, texts, forms }: FieldProposal, result: Cell): LostValue[] {
  const kept = forms[cells.findIndex((cell) => comparable(cell) === comparable(result))] ?? '';
  // "Anna Petrova" is not lost where "Petrova Anna Sergeevna" stays.
  const words = mergeRuleOf(key) === 'fullest' ? new Set(wordsOf(kept)) : null;
  const isKept = (form: string): boolean => form === '' || form === kept || (words !== null && wordsOf(form).every((word) => words.has(word)));
  return forms.flatMap((form, position) =>
    (isKept(form) ? [] : [{ position, isContact: CONTACTS.has(key), text: title === '' ? (texts[position] ?? shownCell(base, cells[position])) : `${title}: ${texts[position] ?? ''}` }]));
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** The notes of all, then what has to be kept there; null where nothing changes or there is no such column. */
function noteEdit(clients: ClientRows, staying: MemberRow, fields: readonly FieldProposal[], lost: readonly LostValue[]): CellEdit | null {
  const columnIndex = clients.table.columns.get('note');
  if (columnIndex === undefined || columnIndex === clients.table.columns.get('client_id')) return null;
  const before = memberCell(clients, staying, 'note');
  const notes = fields.find(({ key }) => key === 'note')?.result ?? null;
  const after = lost.length === 0 ? notes : joinedLines([cellText(notes), ...lost.map(({ text }) => text)]).slice(0, GREATEST_CELL_LENGTH);
  return comparable(before) === comparable(after) ? null : edit(staying, 'note', columnIndex, before, after);
}

function edit({ rowIndex }: MemberRow, column: string, columnIndex: number, before: Cell, after: Cell): CellEdit {
  return { rowIndex, column, columnIndex, before, after, ...(typeof after === 'string' ? { asText: true } : {}) };
}
