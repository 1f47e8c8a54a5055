/** The list of duplicates and one group side by side. Reads only. */
import type { DuplicateField, DuplicateGroupView, DuplicateMember, DuplicatesView } from '../../contract/duplicates-views';
import { GROUPS_LISTED, MEMBERS_AT_ONCE } from '../../contract/duplicates-views';
import { compareMembers } from '../../core/duplicates/members';
import { duplicateReasonText, survivorReasonText } from '../../core/duplicates/wording';
import type { Issue, Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { formatDay, formatMoney } from '../../core/language/format';
import type { Base } from '../base';
import { openBase } from '../base';
import { cellDay, cellNumber, cellText } from '../cells';
import { issueViews } from '../issue-view';
import { addressHash, ledgerEntry, readLedger } from '../mailing/consents';
import type { Ports } from '../ports';
import { say } from '../words';
import { cleanedRecords } from './cleaned-records';
import type { ClientRows, MemberRow } from './client-rows';
import { groupIdOf, keyOfMember, memberCell, membersIn, readClientRows } from './client-rows';
import { leavingRows, openGroups, readFormerClients } from './exact-open';
import type { FieldProposal } from './proposal';
import { fieldProposals, proposedMember, shownCell } from './proposal';
import { gradeOf, gradeText, reasonTexts, searchDuplicates, searchExact } from './search';

const NAMES_SHOWN = 3;
const SAMPLES_SHOWN = 5;

/**
 * Every group found. Counted calls: Settings, Clients; 1 each for Journal, decisions and archive where there are any (decisions once more after an
 * exact merge that was cut off).
 */
export function scanDuplicates(ports: Ports): Outcome<DuplicatesView | null> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { value: clients, issues } = readClientRows(base);
  if (clients === null) return outcome(null, issues);
  const { language } = base;
  const former = readFormerClients(base, clients);
  const found = searchDuplicates(base, clients);
  const { groups, apart } = found;
  const exact = openGroups(former, former.cutOff === null ? found.exact : searchExact(base, former.clients));
  const exactIds = new Set(exact.map(({ standing }) => idOf(standing.flatMap((member) => former.nowOf(member) ?? []))));
  return outcome({
    groups: groups.slice(0, GROUPS_LISTED).map(({ members, score, reasons }) => ({
      id: idOf(members), size: members.length, score, grade: gradeOf(score), gradeText: gradeText(score, language), reasons: reasonTexts(reasons, language),
      names: members.slice(0, NAMES_SHOWN).map(({ shownName }) => shownName), exact: exactIds.has(idOf(members)),
    })),
    total: groups.length,
    clients: clients.members.length,
    surplus: groups.reduce((sum, { members }) => sum + members.length - 1, 0),
    apart: apart.count,
    exactGroups: exact.length,
    exactRows: leavingRows(exact),
    exactSamples: exact.slice(0, SAMPLES_SHOWN).map(({ standing, reason }) =>
      `${standing.slice(0, NAMES_SHOWN).map(({ shownName }) => shownName).join(' + ')}: ${duplicateReasonText(reason, language)}`),
    issues: issueViews([...base.settingIssues, ...issues], language),
  });
}

/** The rows of a group, or of a part of it, side by side. Counted calls: Settings, Clients, Consents. */
export function viewGroup(ports: Ports, id: string): Outcome<DuplicateGroupView | null> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { value: clients, issues } = readClientRows(base);
  if (clients === null) return outcome(null, issues);
  const names = membersIn(id);
  const members = clients.members.filter(({ member }) => names.includes(member));
  const gone = names.filter((name) => !clients.memberOf.has(name));
  if (gone.length > 0) return outcome(null, gone.slice(0, NAMES_SHOWN).map((name) => goneIssue(base, clients, name)));
  if (members.length < 2 || members.length > MEMBERS_AT_ONCE) return outcome(null, [issue('request.bad', { detail: id.slice(0, 200) })]);
  const choice = proposedMember(clients, members);
  const survivor = members[choice.position];
  if (survivor === undefined) return outcome(null, [issue('duplicates.numberMissing', { client: members[0]?.shownName ?? '' })]);
  const { language } = base;
  const records = cleanedRecords(base, clients);
  const positions = members.map((member) => clients.members.indexOf(member));
  const { pairs, score } = compareMembers(records, positions);
  const linkOf = (member: MemberRow): readonly string[] => {
    const position = clients.members.indexOf(member);
    // Beside the row that stays; where that says nothing, the likeliest of the others.
    const own = pairs.filter(({ a, b }) => a === position || b === position);
    const beside = own.find(({ a, b }) => clients.members[a] === survivor || clients.members[b] === survivor);
    return [beside, own[0]].map((pair) => reasonTexts(pair?.reasons ?? [], language)).find((texts) => texts.length > 0) ?? [];
  };
  const money = members.map((member) => minorOf(memberCell(clients, member, 'revenue')));
  const known = money.filter((minor) => minor !== null);
  const orders = members.map((member) => cellNumber(memberCell(clients, member, 'orders')) ?? 0);
  const moneyText = (minor: number | null): string => (minor === null ? '' : formatMoney(minor, base.settings.currency, language));
  const refusals = refusalIssues(base, clients, members, survivor);
  if (refusals.value === null) return outcome(null, refusals.issues);
  return outcome({
    id: groupIdOf(names),
    members: members.map((member, index): DuplicateMember => {
      const lastDay = cellDay(memberCell(clients, member, 'last_order'));
      return {
        member: member.member, fingerprint: member.fingerprint, rowNumber: clients.table.headerRowIndex + member.rowIndex + 1, client: member.client, name: member.shownName,
        orders: orders[index] ?? 0, money: moneyText(money[index] ?? null), lastOrder: lastDay === null ? '' : formatDay(lastDay, language), link: member === survivor ? [] : linkOf(member),
      };
    }),
    fields: fieldProposals(base, clients, members, choice.position).map((field) => fieldView(base, field)),
    survivor: choice.position,
    survivorWhy: say(language, `merge.stays.${choice.reason}`),
    score, grade: gradeOf(score), gradeText: gradeText(score, language),
    ordersAfter: orders.reduce((sum, count) => sum + count, 0),
    moneyAfter: moneyText(known.length === 0 ? null : known.reduce((sum, minor) => sum + minor, 0)),
    issues: issueViews([...base.settingIssues, ...issues, ...refusals.value], language),
  });
}

function idOf(members: readonly MemberRow[]): string {
  return groupIdOf(members.map(({ member }) => member));
}

/** A member that is not in Clients as it was listed. */
function goneIssue(base: Base, { table }: ClientRows, member: string): Issue {
  return issue('duplicates.gone', { client: keyOfMember(member) || say(base.language, 'merge.unnumbered') }, { sheet: table.tab.name });
}

function minorOf(cell: Parameters<typeof cellNumber>[0]): number | null {
  const major = cellNumber(cell);
  return major === null ? null : Math.round(major * 100);
}

function fieldView(base: Base, { field, title, texts, chosen, reason, differs, fixed, result }: FieldProposal): DuplicateField {
  const why = reason === 'earliest' || reason === 'together' || reason === 'refusal' || reason === 'number' ? say(base.language, `merge.why.${reason}`) : survivorReasonText(reason, base.language);
  return { field, title, values: texts, chosen, reason, why, differs, fixed, result: shownCell(base, result) };
}

/** Says when an address of the group refused letters on the unsubscribe page: that stays in force. 1 counted call. */
function refusalIssues(base: Base, clients: ClientRows, members: readonly MemberRow[], survivor: MemberRow): Outcome<readonly Issue[] | null> {
  const { value: read, issues } = readLedger(base);
  if (read === null) return outcome(null, issues);
  const refused = read.ledger.size > 0 && members.some((member) => {
    const address = cellText(memberCell(clients, member, 'email'));
    if (address === '') return false;
    const { unsubscribed, optedOut } = ledgerEntry(read.ledger, addressHash(base, address));
    return unsubscribed || optedOut;
  });
  return outcome(refused ? [issue('duplicates.refusalKept', { client: survivor.shownName })] : []);
}
