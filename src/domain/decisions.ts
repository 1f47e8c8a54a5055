/** The owner's lasting decisions: what cleaning ignores for ever, which clients are different people. Kept in a hidden tab that is made when first needed. */
import type { Issue, Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { runsOf } from '../core/table/index-runs';
import type { Base, Table } from './base';
import { cellText, cellTime } from './cells';
import type { Area } from './ports';
import { writeBlock } from './row-block';
import { laterTable, soundTab } from './sound-tab';
import { columnKeysOf } from './tab-specs';

/** What was decided on: one finding, every finding of a code, or a pair of clients who are different people. */
export type DecisionKind = 'clean.finding' | 'clean.code' | 'duplicates.apart';

/** A decision: `key` is made by the part that asks and means nothing to others; `details` tell the reader what it is about. */
export interface Decision {
  readonly kind: DecisionKind;
  readonly key: string;
  readonly details: string;
}

/** A decision as it stands in the tab. `time` is `YYYY-MM-DD HH:mm:ss` in the spreadsheet's zone. */
export interface StoredDecision extends Decision {
  readonly time: string;
  readonly rowIndex: number;
}

/** Longest text of a decision in its cell. */
const LONGEST_DETAILS = 500;

/** Every decision, the oldest first; equal ones count once. 0 counted calls without the tab, else 1 (2 after somebody changed its header). */
export function readDecisions(base: Base): readonly StoredDecision[] {
  const table = laterTable(base, 'decisions');
  return table === null ? [] : decisionsIn(table);
}

const DECISION_KINDS: readonly DecisionKind[] = ['clean.finding', 'clean.code', 'duplicates.apart'];

function decisionsIn({ rows, columns }: Table): StoredDecision[] {
  const cell = (rowIndex: number, key: string): string => {
    const index = columns.get(key);
    return index === undefined ? '' : cellText(rows[rowIndex]?.[index]);
  };
  const timeColumn = columns.get('time') ?? -1;
  const known = new Set<string>();
  const decisions: StoredDecision[] = [];
  for (let rowIndex = 1; rowIndex < rows.length; rowIndex += 1) {
    const kind = DECISION_KINDS.find((candidate) => candidate === cell(rowIndex, 'kind'));
    const key = cell(rowIndex, 'key');
    if (kind === undefined || key === '' || known.has(`${kind}\n${key}`)) continue;
    known.add(`${kind}\n${key}`);
    decisions.push({ kind, key, details: cell(rowIndex, 'text'), time: cellTime(rows[rowIndex]?.[timeColumn]), rowIndex });
  }
  return decisions;
}

/** The keys of one kind. */
export function decisionKeys(decisions: readonly StoredDecision[], kind: DecisionKind): ReadonlySet<string> {
  return new Set(decisions.filter((decision) => decision.kind === kind).map(({ key }) => key));
}

/**
 * Keeps decisions that are not kept yet; the caller holds the document lock. The tab is made when first needed. Returns all that stand
 * afterwards, or `range.protected` when the tab may not be written. Counted calls: the read, then 2 (text format, rows; 1 more when the
 * grid grows), and once the making of the tab, after which the caller has to `saveState`.
 */
export function addDecisions(base: Base, decisions: readonly Decision[]): Outcome<readonly StoredDecision[] | null> {
  const table = soundTab(base, 'decisions');
  const { tab, columns, rows } = table;
  const standing = decisionsIn(table);
  const known = new Set(standing.map(({ kind, key }) => `${kind}\n${key}`));
  const fresh = decisions.filter(({ kind, key }) => {
    const name = `${kind}\n${key}`;
    return known.has(name) ? false : known.add(name);
  });
  if (fresh.length === 0) return outcome(standing);
  const { clock, person } = base.ports;
  const rowIndex = Math.max(1, rows.length);
  const keyAt = new Map(columnKeysOf('decisions').flatMap((key) => {
    const index = columns.get(key);
    return index === undefined ? [] : [[index, key] as const];
  }));
  const columnIndexes = [...keyAt.keys()];
  const width = Math.max(...columnIndexes) + 1;
  const refused = protectedIssue(base, table, { rowIndex, columnIndex: 0, rowCount: fresh.length, columnCount: width });
  if (refused !== null) return outcome(null, [refused]);
  const [time, actor] = [clock.timestamp(clock.now()), person.email()];
  const texts = fresh.map(({ kind, key, details }): Readonly<Record<string, string>> => ({ kind, key, time, actor, text: details.slice(0, LONGEST_DETAILS) }));
  writeBlock(base, tab.sheetId, {
    rowIndex, columnIndexes, textColumns: columnIndexes,
    rows: texts.map((text) => Array.from({ length: width }, (_unused, index) => text[keyAt.get(index) ?? ''] ?? null)),
  });
  return outcome([...standing, ...fresh.map((decision, index) => ({ ...decision, time, rowIndex: rowIndex + index }))]);
}

/** Takes decisions back; the caller holds the document lock. Returns those that stand afterwards. The read, then 1 counted call for each run of rows. */
export function removeDecisions(base: Base, kinds: readonly DecisionKind[], keys: readonly string[]): Outcome<readonly StoredDecision[] | null> {
  const table = laterTable(base, 'decisions');
  if (table === null) return outcome([]);
  const standing = decisionsIn(table);
  const isTaken = ({ kind, key }: StoredDecision): boolean => kinds.includes(kind) && keys.includes(key);
  const taken = standing.filter(isTaken);
  if (taken.length === 0) return outcome(standing);
  const refused = protectedIssue(base, table, { rowIndex: 1, columnIndex: 0, rowCount: Math.max(1, table.rows.length - 1), columnCount: Math.max(1, table.titles.length) });
  if (refused !== null) return outcome(null, [refused]);
  for (const run of runsOf(taken.map(({ rowIndex }) => rowIndex)).reverse()) base.ports.book.removeRows(table.tab.sheetId, run.first, run.count);
  return outcome(standing.filter((decision) => !isTaken(decision)));
}

function protectedIssue(base: Base, { tab }: Table, area: Area): Issue | null {
  return base.ports.book.canEdit(tab.sheetId, [area]) ? null : issue('range.protected', { range: tab.name });
}
