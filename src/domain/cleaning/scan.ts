/** What the cleaning desk shows: findings by kind and code, and pages of them. Reads only. */
import type { CleaningCodeView, CleaningExample, CleaningFinding, CleaningKindView, CleaningPage, CleaningPart, CleaningView } from '../../contract/cleaning-views';
import { CLEANING_KINDS, CLEANING_PAGE_SIZE } from '../../contract/cleaning-views';
import type { FindingCode } from '../../core/contacts/finding';
import type { Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import type { Language } from '../../core/language/language';
import { columnLetter } from '../../core/language/text';
import type { Base } from '../base';
import { openBase } from '../base';
import type { Ports } from '../ports';
import { issueViews } from '../issue-view';
import { say } from '../words';
import type { Found } from './found';
import { foundOf, lookThrough, whyOf } from './found';

/** Codes that only tell something of a value that is right. */
const MARKS: readonly FindingCode[] = ['email.role', 'email.disposable', 'email.bareTopLevel'];
const EXAMPLES = 3;
/** Longest text of a cell shown in a list. */
const LONGEST_SHOWN = 300;

/** Looks through all columns that cleaning knows. Counted calls: Settings, decisions (0 without any), and 3 for each of Clients and Orders. */
export function scanCleaning(ports: Ports): Outcome<CleaningView | null> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { value: looked, issues } = lookThrough(base, CLEANING_KINDS);
  if (looked === null) return outcome(null, issues);
  const kinds = CLEANING_KINDS.map((kind) => {
    const ofKind = looked.found.filter((found) => found.kind === kind);
    const codes = new Map<FindingCode, Found[]>();
    for (const found of ofKind) {
      const list = codes.get(found.code);
      if (list === undefined) codes.set(found.code, [found]);
      else list.push(found);
    }
    const views = [...codes].map(([code, list]) => codeView(code, list, base.language)).sort((one, other) => other.findings - one.findings || (one.code < other.code ? -1 : 1));
    const view: CleaningKindView = { kind, title: say(base.language, `clean.kind.${kind}`), findings: ofKind.length, proposals: views.reduce((sum, { proposals }) => sum + proposals, 0), codes: views };
    return view;
  }).filter(({ findings }) => findings > 0);
  return outcome({
    kinds,
    findings: looked.found.length,
    proposals: kinds.reduce((sum, { proposals }) => sum + proposals, 0),
    clients: looked.clients, orders: looked.orders, ignored: looked.ignored,
    issues: issueViews(base.settingIssues, base.language),
  });
}

/** Title of a code in a few words. */
export function codeTitle(code: FindingCode, language: Language): string {
  return say(language, `clean.code.${code}`);
}

function codeView(code: FindingCode, list: readonly Found[], language: Language): CleaningCodeView {
  const proposed = list.filter(isAcceptable);
  return {
    code,
    title: codeTitle(code, language),
    findings: list.length,
    proposals: proposed.length,
    mark: MARKS.includes(code),
    examples: examplesOf(proposed.length > 0 ? proposed : list),
    ids: proposed.map(({ id }) => id),
  };
}

/** True for a finding that can be put right by itself. */
export function isAcceptable({ finding, obstacle }: Found): boolean {
  return finding.proposed !== null && obstacle === null;
}

/** The first findings that look different. */
function examplesOf(list: readonly Found[]): CleaningExample[] {
  const examples = new Map<string, CleaningExample>();
  for (const found of list) {
    if (examples.size === EXAMPLES) break;
    const before = shown(found.finding.before);
    if (!examples.has(before)) examples.set(before, { before, proposed: isAcceptable(found) ? shown(found.finding.proposed ?? '') : null });
  }
  return [...examples.values()];
}

/** A page of findings of a part. Counted calls: Settings, decisions (0 without any), 3 for the tab of the kind. */
export function pageOfFindings(ports: Ports, part: CleaningPart, offset: number): Outcome<CleaningPage | null> {
  const opened = openBase(ports);
  const base = opened.value;
  if (base === null) return outcome(null, opened.issues);
  const { value: looked, issues } = lookThrough(base, [part.kind]);
  if (looked === null) return outcome(null, issues);
  const found = foundOf(looked, part);
  return outcome({ total: found.length, offset, findings: found.slice(offset, offset + CLEANING_PAGE_SIZE).map((entry) => findingView(base, entry)), issues: [] });
}

function findingView(base: Base, found: Found): CleaningFinding {
  const { id, kind, code, finding, table, rowIndex, columnIndex, client } = found;
  const title = table.titles[columnIndex] ?? '';
  return {
    findingId: id, kind, code,
    what: [finding.code, ...finding.also].map((each) => codeTitle(each, base.language)).join(', '),
    why: `${whyOf(base, found)}.`,
    before: shown(finding.before),
    proposed: isAcceptable(found) ? shown(finding.proposed ?? '') : null,
    sheet: table.tab.name,
    rowNumber: rowNumberOf(table, rowIndex),
    column: title === '' ? columnLetter(columnIndex) : title,
    client: shown(client),
  };
}

/** The number of a row as the owner counts. */
function rowNumberOf({ headerRowIndex }: Found['table'], rowIndex: number): number {
  return headerRowIndex + rowIndex + 1;
}

function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
