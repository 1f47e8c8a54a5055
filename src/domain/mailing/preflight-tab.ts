/** The tab with the pre-flight list: made when first asked for, its rows replaced at every run. */
import type { MailingRequest, PreflightRow } from '../../contract/mailing-views';
import type { PreflightTabReport } from '../../contract/preflight-views';
import { parseIsoDay } from '../../core/calendar';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { formatShortDay } from '../../core/language/format';
import type { Cell } from '../../core/table/cell';
import type { Base } from '../base';
import type { Ports, TabReference } from '../ports';
import { writeBlock } from '../row-block';
import { laterTab, soundTab } from '../sound-tab';
import { columnKeysOf } from '../tab-specs';
import { underLock } from '../under-lock';
import { say } from '../words';
import { draftMailing, openMailing } from './mailing-data';
import { preflightOf } from './preflight';

/**
 * Writes who gets a letter and who does not and why, each value as text, in place of the former list, and brings the tab to the front. Counted calls:
 * those of the pre-flight, the lock (3), the read, the text format and the write (1 more when the grid grows), and once the making of the tab and the base's state.
 */
export function writePreflightTab(ports: Ports, request: MailingRequest): Outcome<PreflightTabReport | null> {
  return underLock(ports, () => {
    const opened = openMailing(ports, true);
    if (opened.value === null) return outcome(null, opened.issues);
    const draft = draftMailing(opened.value, request);
    if (draft.value === null) return outcome(null, draft.issues);
    const { base } = opened.value;
    const { rows, title } = preflightOf(opened.value, draft.value, request);
    const { book, clock } = base.ports;
    const standing = laterTab(base, 'preflight');
    if (standing !== null && !mayBeWritten(base, standing)) return outcome(null, [issue('range.protected', { range: standing.name })]);
    const remembered = base.state;
    const table = soundTab(base, 'preflight');
    if (base.state !== remembered) base.saveState();
    const { sheetId, name } = table.tab;
    const keyAt = new Map(columnKeysOf('preflight').flatMap((key) => {
      const index = table.columns.get(key);
      return index === undefined ? [] : [[index, key] as const];
    }));
    const width = Math.max(...keyAt.keys()) + 1;
    // Rows of a longer list that stood here before are emptied by the same write.
    const rowCount = Math.max(rows.length, table.rows.length - 1);
    const time = clock.timestamp(clock.now());
    const cells = rows.map((row) => cellsOf(row, title, time, base));
    writeBlock(base, sheetId, {
      rowIndex: 1, columnIndexes: [...keyAt.keys()], textColumns: [...keyAt.keys()],
      rows: Array.from({ length: rowCount }, (_row, rowIndex) => Array.from({ length: width }, (_cell, index): Cell => cells[rowIndex]?.[keyAt.get(index) ?? ''] ?? null)),
    });
    book.select(sheetId, 0, 0);
    return outcome({ tab: name, rows: rows.length, text: say(base.language, 'preflight.written', { tab: name, count: rows.length }) });
  });
}

/** A tab protected in part is refused whole: a list of which half is the former one would mislead. */
function mayBeWritten({ ports: { book } }: Base, { sheetId }: TabReference): boolean {
  return book.canEdit(sheetId, [{ rowIndex: 0, columnIndex: 0, ...book.gridSize(sheetId) }]);
}

function cellsOf(row: PreflightRow, title: string, time: string, { language }: Base): Readonly<Record<string, string>> {
  const state = row.go ? 'preflight.go' : row.reasonCode === 'held_out' ? 'preflight.held' : 'preflight.skip';
  const day = parseIsoDay(row.day ?? '');
  return {
    state: say(language, state), client: row.clientId, name: row.name, email: row.email, subject: row.subject, variant: row.variant,
    leaves_on: day === undefined ? '' : formatShortDay(day, language), reason: row.reason, title, checked_at: time,
  };
}
