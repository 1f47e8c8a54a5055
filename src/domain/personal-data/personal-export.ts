/** Everything a base holds of one person, as two files he can be given: a table for people and the same for programs. */
import type { PersonalExport } from '../../contract/consent-views';
import type { Outcome } from '../../core/issue';
import { issue, outcome } from '../../core/issue';
import { columnKeyOf, columnName } from '../../core/language/names';
import { clientKeyOf } from '../../core/table/client-key';
import type { Base } from '../base';
import { cellText } from '../cells';
import { headerTitles } from '../layout';
import { beginAction, endAction, Journal } from '../journal/journal-tab';
import type { Ports } from '../ports';
import { underLock } from '../under-lock';
import { say } from '../words';
import type { Person } from './person';
import { findPerson, isPersonCell, namesPerson } from './person';
import { openPersonalBase } from './personal-base';

/** One row of one tab, by header. */
interface Held {
  readonly tab: string;
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Tabs that say nothing of a single person. */
const LEFT_OUT: readonly string[] = ['settings', 'templates'];
/** Cells that speak of many people at once: what an action changed, whom a mailing was for. A file for one person does not hold the others. */
const OF_MANY: Readonly<Record<string, readonly string[]>> = {
  journal: ['details', 'area', 'before', 'fingerprint'], send_log: ['details'], mailings: ['audience'], automations: ['audience'], saved_segments: ['text'], decisions: ['id', 'text'],
};

/**
 * Collects his rows from every tab of the base, copies included, and notes in the Journal that it was done, without naming him. Counted calls:
 * lock, Settings, Clients, Send log, archive, marks, one read for each tab, Journal 2, Settings, flush, lock.
 */
export function exportPerson(ports: Ports, clientId: string): Outcome<PersonalExport | null> {
  return underLock(ports, () => {
    const { value: opened, issues } = openPersonalBase(ports);
    if (opened === null) return outcome(null, issues);
    const { base, clients, log } = opened;
    const record = clients.records.find(({ client }) => client === clientId);
    if (record === undefined) return outcome(null, [issue('consent.clientMissing', { client: clientId })]);
    const held = rowsHeld(base, findPerson(base, clients, log, record));
    const madeAt = ports.clock.timestamp(ports.clock.now());
    const action = beginAction(base, 'personal', `export ${madeAt}`, say(base.language, 'personal.exported', { count: held.length }));
    new Journal(base).write(action, 'done', []);
    endAction(base, action.id);
    base.saveState();
    return outcome({
      fileName: `${say(base.language, 'personal.file')}-${madeAt.slice(0, 10)}`, places: held.length,
      json: JSON.stringify({ madeAt, base: ports.book.name(), client: record.client, rows: held }, null, 2), csv: csvOf(base, held),
    });
  });
}

function rowsHeld(base: Base, person: Person): Held[] {
  const { book } = base.ports;
  const held: Held[] = [];
  const keyOf = new Map(base.marks().tabs.map(({ sheetId, key }) => [sheetId, key]));
  for (const { sheetId, name } of book.tabs()) {
    const key = keyOf.get(sheetId) ?? '';
    if (LEFT_OUT.includes(key)) continue;
    const rows = book.read(sheetId);
    const titles = headerTitles(rows[0]);
    const client = titles.findIndex((title) => ['client', 'client_id'].includes(columnKeyOf(title) ?? ''));
    rows.forEach((row, rowIndex) => {
      if (rowIndex === 0) return;
      const isHis = person.keys.has(clientKeyOf(row[client], person.numericKeys) ?? '') || row.some((cell) => isPersonCell(person, cell) || namesPerson(person, cellText(cell)));
      if (!isHis) return;
      const cells: Record<string, string> = {};
      row.forEach((cell, index) => {
        const text = cellText(cell);
        const isOfMany = (OF_MANY[key] ?? []).includes(columnKeyOf(titles[index] ?? '') ?? '');
        if (text !== '' && !isOfMany) cells[titles[index] ?? String(index + 1)] = text;
      });
      held.push({ tab: name, row: rowIndex + 1, cells });
    });
  }
  return held;
}

function csvOf(base: Base, held: readonly Held[]): string {
  const header = [say(base.language, 'personal.column.tab'), say(base.language, 'personal.column.row'), say(base.language, 'personal.column.field'), columnName('value', base.language)];
  const lines = [header, ...held.flatMap(({ tab, row, cells }) => Object.entries(cells).map(([title, value]) => [tab, String(row), title, value]))];
  return `\ufeff${lines.map((line) => line.map(csvCell).join(';')).join('\r\n')}\r\n`;
}

/** Texts that a spreadsheet program would take for a formula are led by an apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d\s.,()-]*$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
