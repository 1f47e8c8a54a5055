/** What one client made of several rows looks like: the row that stays, and a value with its reason for each column of the owner. */
import { defaultCountryOf, normalisePhone } from '../../core/contacts/phone';
import { joinedLines, joinedList, mergeRuleOf } from '../../core/duplicates/merge-rules';
import type { SurvivorReason } from '../../core/duplicates/survivor';
import { proposedSurvivor } from '../../core/duplicates/survivor';
import { formatDay } from '../../core/language/format';
import type { Cell } from '../../core/table/cell';
import { isDateCell, isEmptyCell } from '../../core/table/cell';
import { readFlag } from '../../core/table/flag';
import type { Base } from '../base';
import { cellDay, cellNumber, cellText } from '../cells';
import { comparable } from '../journal/fingerprint';
import { COMPUTED_CLIENT_COLUMNS } from '../tab-specs';
import type { ClientRows, MemberRow } from './client-rows';
import { memberCell } from './client-rows';

/** Why a value was chosen, beside the reasons of core. */
export type FieldReason = SurvivorReason | 'earliest' | 'together' | 'refusal' | 'number';

/** A column with at least one value. Positions are those of the members given. */
export interface FieldProposal {
  /** The stable key; `=` and the title for a column of the owner. */
  readonly field: string;
  readonly key: string;
  readonly columnIndex: number;
  readonly title: string;
  readonly cells: readonly Cell[];
  /** Cells as people read them. */
  readonly texts: readonly string[];
  /** Forms in which two values count as equal. */
  readonly forms: readonly string[];
  /** Position of the value proposed. */
  readonly chosen: number;
  readonly reason: FieldReason;
  readonly differs: boolean;
  /** True where there is nothing to choose; `result` then stands whatever is chosen. */
  readonly fixed: boolean;
  readonly result: Cell;
}

/** The row that stays, and why. */
export interface SurvivorChoice {
  readonly position: number;
  readonly reason: 'orders' | 'fullest' | 'first' | 'number';
}

/** The member with the most orders, then the fullest row, then the first; only one with a client number can stay. -1 where none has one. */
export function proposedMember(clients: ClientRows, members: readonly MemberRow[]): SurvivorChoice {
  const numbered = members.map((member, position) => ({ member, position })).filter(({ member }) => member.key !== '');
  const [first] = numbered;
  if (first === undefined) return { position: -1, reason: 'first' };
  if (numbered.length === 1 && members.length > 1) return { position: first.position, reason: 'number' };
  const best = (measure: (member: MemberRow) => number, among: typeof numbered): typeof numbered => {
    const most = Math.max(...among.map(({ member }) => measure(member)));
    return among.filter(({ member }) => measure(member) === most);
  };
  const byOrders = best((member) => cellNumber(memberCell(clients, member, 'orders')) ?? 0, numbered);
  if (byOrders.length === 1) return { position: byOrders[0]?.position ?? first.position, reason: 'orders' };
  const computed = computedColumns(clients);
  const fullest = best(({ rowIndex }) => (clients.table.rows[rowIndex] ?? []).filter((cell, index) => !computed.has(index) && !isEmptyCell(cell)).length, byOrders);
  return { position: fullest[0]?.position ?? first.position, reason: fullest.length === 1 ? 'fullest' : 'first' };
}

/** Every column in which a member has a value, in the order of the tab. @param survivor position of the row that stays */
export function fieldProposals(base: Base, clients: ClientRows, members: readonly MemberRow[], survivor: number): readonly FieldProposal[] {
  const { table } = clients;
  const computed = computedColumns(clients);
  const keysAt = new Map<number, string[]>();
  table.columns.forEach((index, key) => keysAt.set(index, [...(keysAt.get(index) ?? []), key]));
  const width = Math.max(table.titles.length, ...members.map(({ rowIndex }) => table.rows[rowIndex]?.length ?? 0));
  const days = members.map((member) => cellDay(memberCell(clients, member, 'last_order')));
  const fields: FieldProposal[] = [];
  for (let columnIndex = 0; columnIndex < width; columnIndex += 1) {
    const cells = members.map(({ rowIndex }): Cell => table.rows[rowIndex]?.[columnIndex] ?? null);
    const keys = keysAt.get(columnIndex) ?? [];
    // A column that holds nothing but the client number is the name of the row, not a value of it.
    if (computed.has(columnIndex) || cells.every(isEmptyCell) || (keys.length === 1 && keys[0] === 'client_id')) continue;
    const key = keys.find((known) => known !== 'client_id') ?? '';
    const title = table.titles[columnIndex] ?? '';
    const texts = cells.map((cell) => shownCell(base, cell));
    const forms = cells.map((cell) => comparableForm(base, key, cell));
    const known = forms.filter((form) => form !== '');
    const common = { field: key === '' ? `=${title}` : key, key, columnIndex, title, cells, texts, forms, differs: new Set(known).size > 1 };
    fields.push({ ...common, ...chosenOf(common, keys.includes('client_id'), survivor, days) });
  }
  return fields;
}

type Choice = Pick<FieldProposal, 'chosen' | 'reason' | 'fixed' | 'result'>;

function chosenOf({ key, cells, forms }: Pick<FieldProposal, 'key' | 'cells' | 'forms'>, isNumber: boolean, survivor: number, days: readonly (number | null)[]): Choice {
  const at = (position: number, reason: FieldReason, fixed = false): Choice => ({ chosen: position, reason, fixed, result: cells[position] ?? null });
  if (isNumber) return at(survivor, 'number', true);
  const rule = mergeRuleOf(key);
  const filled = cells.flatMap((cell, position) => (isEmptyCell(cell) ? [] : [position]));
  if (rule === 'refusal') {
    const refused = filled.find((position) => isRefusal(key, cells[position]));
    if (refused !== undefined && filled.length > 0) return at(isRefusal(key, cells[survivor]) ? survivor : refused, 'refusal', true);
  }
  if (rule === 'lines' || rule === 'list') {
    const own = [survivor, ...filled.filter((position) => position !== survivor)].map((position) => cellText(cells[position]));
    const result = rule === 'lines' ? joinedLines(own) : joinedList(own);
    const isOwn = result === joinedOf(rule, cellText(cells[survivor]));
    const single = filled.length === 1 ? filled[0] : undefined;
    if (single !== undefined) return at(single, 'only', true);
    return { chosen: survivor, reason: 'together', fixed: true, result: isOwn ? (cells[survivor] ?? null) : result };
  }
  if (rule === 'earliest') {
    const dated = filled.flatMap((position) => {
      const day = cellDay(cells[position]);
      return day === null ? [] : [{ position, day }];
    });
    const first = dated.sort((a, b) => a.day - b.day || a.position - b.position)[0];
    if (first !== undefined && new Set(dated.map(({ day }) => day)).size > 1) return at(first.position, 'earliest');
  }
  const plain = rule === 'fullest' || rule === 'mostFrequent' ? rule : 'newest';
  const formOf = new Map(cells.map((cell, position) => [cellText(cell), forms[position] ?? '']));
  // The row that stays comes first, so that nothing is changed without a reason.
  const order = [survivor, ...cells.map((_cell, position) => position).filter((position) => position !== survivor)];
  const proposal = proposedSurvivor(order.map((position) => ({ value: cellText(cells[position]), day: days[position] ?? null })), plain, (value) => formOf.get(value) ?? value);
  const from = proposal.from === null ? survivor : (order[proposal.from] ?? survivor);
  // Of two spellings that count as equal the one that stands already is as good.
  return at(proposal.reason === 'same' && !isEmptyCell(cells[survivor]) ? survivor : from, proposal.reason);
}

function joinedOf(rule: 'lines' | 'list', text: string): string {
  return rule === 'lines' ? joinedLines([text]) : joinedList([text]);
}

/** A wish to get no letters: anything but an empty cell and a clear "no" in the column of opt-outs, a clear "no" in one of consents. */
export function isRefusal(key: string, cell: Cell | undefined): boolean {
  if (isEmptyCell(cell ?? null)) return false;
  const isNo = readFlag(cell) === false;
  return key === 'unsubscribed' ? !isNo || cellText(cell).toLowerCase() === 'unsubscribed' : isNo;
}

/** A cell as people read it. */
export function shownCell(base: Base, cell: Cell | undefined): string {
  return isDateCell(cell) ? formatDay(cell.day, base.language) : cellText(cell);
}

/** The form in which two values of a column count as equal; '' for an empty cell. */
function comparableForm(base: Base, key: string, cell: Cell): string {
  if (isEmptyCell(cell)) return '';
  const text = cellText(cell);
  if (key === 'phone') {
    const numbers = normalisePhone(text, defaultCountryOf(base.ports.book.locale())).filter(({ valid }) => valid).map(({ e164, extension }) => `${e164};${extension}`);
    if (numbers.length > 0) return numbers.sort().join(' ');
  }
  return isDateCell(cell) || typeof cell === 'number' ? comparable(cell) : text.normalize('NFC').toLowerCase().replace(/ё/g, 'е').replace(/\s+/g, ' ');
}

function computedColumns({ table }: ClientRows): ReadonlySet<number> {
  return new Set(COMPUTED_CLIENT_COLUMNS.flatMap((key) => {
    const index = table.columns.get(key);
    return index === undefined ? [] : [index];
  }));
}
