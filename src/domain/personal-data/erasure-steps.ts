/** The steps of an erasure, one part of the spreadsheet each. Each may be cut off anywhere and run again: it looks at what still stands. */
import { columnKeyOf } from '../../core/language/names';
import type { Cell } from '../../core/table/cell';
import { clientKeyOf } from '../../core/table/client-key';
import { runsOf } from '../../core/table/index-runs';
import { copiedTab, finishCopies } from '../backup';
import type { Base } from '../base';
import { cellText } from '../cells';
import { columnsOf, headerTitles, sameHeader } from '../layout';
import type { Columns } from '../layout';
import type { TabReference } from '../ports';
import type { BaseTabKey } from '../tab-specs';
import { LATER_TABS } from '../tab-specs';
import { laterTab } from '../sound-tab';
import { appendLedger, readLedger, soundLedger } from '../mailing/consents';
import { ERASED_HASH } from '../mailing/unsubscribe';
import type { Person } from './person';
import { audienceWithout, isPersonCell, NAMING, namesPerson, withoutPerson } from './person';

/** What a step works on. */
export interface Erasing {
  readonly base: Base;
  readonly person: Person;
  /** Stands in place of the client's number. */
  readonly mark: string;
}

/** A step returns how many rows and cells it changed. Counted calls: one read of each tab it looks at, and one write for each run of rows or cells changed. */
export type ErasureStep = (erasing: Erasing) => number;

/** Columns of an order that tell of the purchase and not of the person. */
const ORDER_COLUMNS = new Set(['order', 'date', 'client', 'amount', 'product', 'quantity', 'price', 'cost', 'manager', 'channel', 'paid', 'paid_date']);

/** Letters: the log keeps that a letter left, without whom to; rows of the Outbox go; audiences lose his name. */
export const eraseLetters: ErasureStep = ({ base, person, mark }) => {
  let places = 0;
  const log = rowsOf(base, 'send_log');
  if (log !== null) {
    places += changeRows(base, log, (row, at) => {
      const isHis = person.letters.has(cellText(row[at('letter')])) || isOfClient(person, row[at('client')]) || person.hashes.has(cellText(row[at('address_hash')]));
      if (!isHis) return null;
      return new Map<number, Cell>([[at('client'), mark], [at('address_hash'), ERASED_HASH], [at('message_id'), null], [at('reason'), withoutPerson(person, cellText(row[at('reason')]), mark, true)]]);
    });
    places += erasePlans(base, log, person, mark);
  }
  const outbox = rowsOf(base, 'outbox');
  if (outbox !== null) places += removeWhere(base, outbox, (row, at) => person.letters.has(cellText(row[at('letter')])) || isOfClient(person, row[at('client')]) || row.some((cell) => isPersonCell(person, cell)));
  const mailings = rowsOf(base, 'mailings');
  return places + (mailings === null ? 0 : redactCells(base, mailings, person, mark));
};

/** A mailing's plan stands in several cells: what is cut between two of them is found in the whole. */
function erasePlans(base: Base, log: TabRows, person: Person, mark: string): number {
  const at = (key: string): number => log.columns.get(key) ?? -1;
  const parts = new Map<string, number[]>();
  log.rows.forEach((row, rowIndex) => {
    if (rowIndex > 0 && cellText(row[at('state')]) === 'mailing') parts.set(cellText(row[at('mailing')]), [...(parts.get(cellText(row[at('mailing')])) ?? []), rowIndex]);
  });
  let places = 0;
  parts.forEach((rowIndexes) => {
    rowIndexes.sort((a, b) => Number(log.rows[a]?.[at('attempt')] ?? 0) - Number(log.rows[b]?.[at('attempt')] ?? 0));
    const whole = rowIndexes.map((rowIndex) => cellText(log.rows[rowIndex]?.[at('details')])).join('');
    const clean = withoutPerson(person, planWithout(person, whole, mark), mark);
    if (clean === whole) return;
    const length = Math.ceil(clean.length / rowIndexes.length);
    rowIndexes.forEach((rowIndex, part) => {
      base.ports.book.write(log.tab.sheetId, rowIndex, at('details'), [[clean.slice(part * length, (part + 1) * length)]]);
      places += 1;
    });
  });
  return places;
}

/** The audience inside the JSON of a plan loses him too where it names him without quotation marks. */
function planWithout(person: Person, json: string, mark: string): string {
  return json.replace(/"audience":("(?:[^"\\]|\\.)*")/g, (whole: string, quoted: string) => {
    const expression = JSON.parse(quoted) as string;
    const clean = audienceWithout(person, expression, mark);
    return clean === expression ? whole : `"audience":${JSON.stringify(clean)}`;
  });
}

/** Saved segments: an expression may stand in several cells, and what is cut between two of them is found in the whole. */
function eraseSegments(base: Base, segments: TabRows, person: Person, mark: string): number {
  const at = (key: string): number => segments.columns.get(key) ?? -1;
  const parts = new Map<string, number[]>();
  segments.rows.forEach((row, rowIndex) => {
    const id = `${cellText(row[at('name')])}\n${cellText(row[at('id')])}`;
    if (rowIndex > 0) parts.set(id, [...(parts.get(id) ?? []), rowIndex]);
  });
  const cells = new Map<number, string>();
  parts.forEach((rowIndexes) => {
    rowIndexes.sort((a, b) => Number(segments.rows[a]?.[at('line')] ?? 0) - Number(segments.rows[b]?.[at('line')] ?? 0));
    // A part may begin or end with a space that belongs to it.
    const whole = rowIndexes.map((rowIndex) => { const cell = segments.rows[rowIndex]?.[at('text')]; return typeof cell === 'string' ? cell : cellText(cell); }).join('');
    const clean = audienceWithout(person, whole, mark);
    if (clean === whole) return;
    const length = Math.ceil(clean.length / rowIndexes.length);
    rowIndexes.forEach((rowIndex, part) => cells.set(rowIndex, clean.slice(part * length, (part + 1) * length)));
  });
  return changeRows(base, segments, (row) => {
    const rowIndex = segments.rows.indexOf(row);
    const name = cellText(row[at('name')]);
    return new Map<number, Cell>([[at('name'), withoutPerson(person, name, mark)], ...(cells.has(rowIndex) ? [[at('text'), cells.get(rowIndex) ?? ''] as const] : [])]);
  });
}

/** The Journal: what it keeps of actions that touched him cannot be given back any more. */
export const eraseJournal: ErasureStep = ({ base, person, mark }) => {
  const journal = rowsOf(base, 'journal');
  if (journal === null) return 0;
  const at = (key: string): number => journal.columns.get(key) ?? -1;
  const texts = new Map<string, string>();
  journal.rows.forEach((row, rowIndex) => {
    const id = cellText(row[at('action_id')]);
    // Rows that do not fit into one line go on in the next: they are looked at together.
    if (rowIndex > 0) texts.set(id, `${texts.get(id) ?? ''}${['area', 'before', 'fingerprint', 'details'].map((key) => cellText(row[at(key)])).join('\n')}`);
  });
  const hit = new Set([...texts].filter(([, text]) => namesPerson(person, text) || namesPerson(person, text.replace(/\n/g, ''))).map(([id]) => id));
  return changeRows(base, journal, (row) => {
    if (!hit.has(cellText(row[at('action_id')]))) return null;
    const details = cellText(row[at('details')]);
    return new Map<number, Cell>([
      [at('details'), withoutPerson(person, details, mark, true)], [at('before'), null], [at('fingerprint'), null], [at('area'), withoutPerson(person, cellText(row[at('area')]), mark)],
    ]);
  });
};

/** The history of segments keeps its sums under the mark. */
export const eraseHistory: ErasureStep = ({ base, person, mark }) => {
  const history = rowsOf(base, 'segment_history');
  if (history === null) return 0;
  return changeRows(base, history, (row, at) => (person.ids.has(cellText(row[at('client')])) || isOfClient(person, row[at('client')]) ? new Map<number, Cell>([[at('client'), mark]]) : null));
};

const OWN_STEP: readonly BaseTabKey[] = ['clients', 'orders', 'archive', 'consents', 'settings', 'templates', 'send_log', 'outbox', 'mailings', 'journal', 'segment_history'];

/** Every other tab of ours (notes of calls, tasks, decisions, lists, pre-flight) and the document's properties: rows that are his go, texts lose him. */
export const eraseOthers: ErasureStep = ({ base, person, mark }) => {
  // A backup that was cut off is looked at with the others.
  finishCopies(base);
  const done = new Set(OWN_STEP.map((key) => base.tab(key).value?.sheetId ?? -1));
  const marked = base.marks().tabs.map(({ sheetId }) => sheetId);
  const later = LATER_TABS.filter((key) => !OWN_STEP.some((own) => own === key)).map((key) => laterTab(base, key)?.sheetId ?? -1);
  let places = 0;
  for (const tab of base.ports.book.tabs()) {
    if (done.has(tab.sheetId) || (!marked.includes(tab.sheetId) && !later.includes(tab.sheetId))) continue;
    const key = LATER_TABS.find((candidate) => base.tab(candidate).value?.sheetId === tab.sheetId);
    const rows = { tab, rows: base.ports.book.read(tab.sheetId), columns: key === undefined ? new Map<string, number>() : (base.table(key).value?.columns ?? new Map<string, number>()) };
    if (key === 'saved_segments') {
      places += eraseSegments(base, rows, person, mark);
      continue;
    }
    // A rule of the owner goes on without him.
    if (key !== 'automations') {
      // A decision is kept under the numbers of all it is about.
      const clientsIn = (row: readonly Cell[], at: At): readonly (Cell | undefined)[] => (key === 'decisions' ? cellText(row[at('key')]).split('\n') : [row[at('client')]]);
      places += removeWhere(base, rows, (row, at) => clientsIn(row, at).some((cell) => isOfClient(person, cell)) || row.some((cell) => isPersonCell(person, cell)));
    }
    places += redactCells(base, { ...rows, rows: base.ports.book.read(tab.sheetId) }, person, mark);
  }
  // What runs remember beside the cells: the name of an imported file, a list of clients chosen.
  const { documentStore } = base.ports;
  for (const [key, text] of Object.entries(documentStore.all(''))) {
    const clean = withoutPerson(person, text, mark);
    if (clean === text) continue;
    documentStore.set(key, clean);
    places += 1;
  }
  return places;
};

/** Copies of tabs that "Back up now" made. Orders keep their sums, other rows of his go. */
export const eraseBackups: ErasureStep = ({ base, person, mark }) => {
  const { book } = base.ports;
  const marked = new Set(base.marks().tabs.map(({ sheetId }) => sheetId));
  let places = 0;
  for (const tab of book.tabs()) {
    const key = copiedTab(tab.name);
    if (key === null || marked.has(tab.sheetId)) continue;
    const rows = book.read(tab.sheetId);
    const found = headerOf(base, key, rows);
    const copy = { tab, rows: rows.slice(found.rowIndex), columns: found.columns, above: found.rowIndex };
    if (key === 'orders') places += eraseOrderRows(base, copy, person, mark);
    else {
      const column = found.columns.get(key === 'clients' ? 'client_id' : 'client') ?? -1;
      // A row with the number of another client is that client's, whoever is written of there.
      places += removeWhere(base, copy, (row) => isOfClient(person, row[column]) || (clientKeyOf(row[column], person.numericKeys) === null && row.some((cell) => isPersonCell(person, cell))));
    }
    places += redactCells(base, { tab, rows: book.read(tab.sheetId), columns: new Map() }, person, mark);
  }
  return places;
};

/** The header of a copy: as the tab itself is remembered, else the first row with two known titles. */
function headerOf(base: Base, key: BaseTabKey, rows: readonly (readonly Cell[])[]): { readonly rowIndex: number; readonly columns: Columns } {
  const remembered = base.state.layouts[key];
  for (let rowIndex = 0; rowIndex < Math.min(10, rows.length); rowIndex += 1) {
    const titles = headerTitles(rows[rowIndex]);
    if (sameHeader(remembered, titles)) return { rowIndex, columns: columnsOf(remembered) };
    const known = new Map(titles.flatMap((title, index) => {
      const column = columnKeyOf(title);
      return column === undefined ? [] : [[column, index] as const];
    }));
    if (known.size >= 2) return { rowIndex, columns: known };
  }
  return { rowIndex: 0, columns: new Map() };
}

/** The ledger keeps one thing: nobody writes to the hash of his addresses any more. That is safe before his other lines go. */
export const eraseLedger: ErasureStep = ({ base, person }) => {
  if (person.hashes.size === 0) return 0;
  const place = soundLedger(base).value;
  if (place === null) return 0;
  const isEnd = ({ kind, source }: { readonly kind: string; readonly source: string }): boolean => kind === 'optedOut' && source === 'erasure';
  const missing = [...person.hashes].filter((hash) => !place.lines.some((line) => line.addressHash === hash && isEnd(line)));
  appendLedger(base, place, missing.map((addressHash) => ({ addressHash, kind: 'optedOut', reason: '', letterId: '', source: 'erasure' })));
  base.ports.book.flush();
  const lines = readLedger(base).value?.lines ?? [];
  const gone = lines.filter((line) => person.hashes.has(line.addressHash) && !isEnd(line)).map(({ rowIndex }) => rowIndex);
  removeRows(base, place.sheetId, gone);
  return missing.length + gone.length;
};

/** Orders keep what was bought, when and for how much, under the mark. */
export const eraseOrders: ErasureStep = ({ base, person, mark }) => {
  const orders = rowsOf(base, 'orders');
  return orders === null ? 0 : eraseOrderRows(base, orders, person, mark) + redactCells(base, { ...orders, rows: base.ports.book.read(orders.tab.sheetId) }, person, mark);
};

function eraseOrderRows(base: Base, orders: TabRows, person: Person, mark: string): number {
  const { book } = base.ports;
  const column = orders.columns.get('client') ?? -1;
  const kept = new Set([...orders.columns].filter(([key]) => ORDER_COLUMNS.has(key)).map(([, index]) => index));
  const hits = orders.rows.flatMap((row, rowIndex) => (rowIndex > 0 && isOfClient(person, row[column]) ? [rowIndex] : []));
  for (const { first, count } of runsOf(hits)) {
    const area = { rowIndex: first + (orders.above ?? 0), columnIndex: 0, rowCount: count, columnCount: Math.max(1, ...orders.rows.map((row) => row.length)) };
    const contents = book.readContents(orders.tab.sheetId, area);
    const cell: Cell = person.numericKeys ? Number(mark) : mark;
    // What was bought may name him: "bouquet for Ann".
    const product = orders.columns.get('product') ?? -1;
    const keptCell = (value: Cell, index: number): Cell => (!kept.has(index) ? null : index === product && typeof value === 'string' ? withoutPerson(person, value, mark, true) : value);
    const values = contents.values.map((row) => row.map((value, index) => (index === column ? cell : keptCell(value, index))));
    // A written note takes the place of all: the port leaves notes alone where none is to be written.
    const hadNotes = contents.notes.some((row) => row.some((note) => note !== ''));
    const notes = contents.notes.map((row) => row.map((_note, index) => (hadNotes && index === column ? mark : '')));
    book.writeContents(orders.tab.sheetId, area.rowIndex, 0, { ...contents, values, notes });
  }
  return hits.length;
}

/** The archive: his rows and those merged into him go. */
export const eraseArchive: ErasureStep = ({ base, person }) => {
  const tab = laterTab(base, 'archive');
  if (tab === null) return 0;
  const archive = rowsOf(base, 'archive');
  return archive === null ? 0 : removeWhere(base, archive, (row, at) => isOfClient(person, row[at('client')]));
};

/** Last of all his row of Clients: until then everything about him can be found again. A filter may hold his name. */
export const eraseClient: ErasureStep = ({ base, person, mark }) => {
  const clients = rowsOf(base, 'clients');
  if (clients === null || person.record === null) return 0;
  const isHis = (row: readonly Cell[]): boolean => isOfClient(person, row[clients.columns.get('client_id') ?? -1]);
  // What is written about him beside others; by their own names and addresses they are called as they are.
  const naming = ['client_id', ...NAMING].flatMap((key) => clients.columns.get(key) ?? []);
  const redacted = redactCells(base, clients, person, mark, (row, columnIndex) => isHis(row) || naming.includes(columnIndex));
  const removed = removeWhere(base, clients, isHis);
  if (removed > 0) base.ports.book.filterRows(clients.tab.sheetId, [], 0);
  return redacted + removed;
};

/** A tab as read; rows[0] is the header, `above` rows of the sheet stand above it where the base does not look after that. */
interface TabRows {
  readonly tab: TabReference;
  readonly rows: readonly (readonly Cell[])[];
  readonly columns: Columns;
  readonly above?: number;
}

function rowsOf(base: Base, key: BaseTabKey): TabRows | null {
  return base.tab(key).value === null ? null : base.table(key).value;
}

function isOfClient({ keys, numericKeys }: Person, cell: Cell | undefined): boolean {
  return keys.has(clientKeyOf(cell, numericKeys) ?? '');
}

type At = (key: string) => number;

function removeWhere(base: Base, { tab, rows, columns, above = 0 }: TabRows, isHis: (row: readonly Cell[], at: At) => boolean): number {
  const at: At = (key) => columns.get(key) ?? -1;
  const gone = rows.flatMap((row, index) => (index > 0 && isHis(row, at) ? [index + above] : []));
  removeRows(base, tab.sheetId, gone);
  return gone.length;
}

function removeRows(base: Base, sheetId: number, rowIndexes: readonly number[]): void {
  for (const { first, count } of runsOf(rowIndexes.slice()).reverse()) base.ports.book.removeRows(sheetId, first, count);
}

/** Writes the cells that a row of his gets; −1 columns are left out. */
function changeRows(base: Base, { tab, rows, columns }: TabRows, change: (row: readonly Cell[], at: At) => ReadonlyMap<number, Cell> | null): number {
  const at: At = (key) => columns.get(key) ?? -1;
  const changed = new Map<number, ReadonlyMap<number, Cell>>();
  rows.forEach((row, rowIndex) => {
    const cells = rowIndex === 0 ? null : change(row, at);
    if (cells !== null && [...cells].some(([index, cell]) => index >= 0 && cellText(row[index]) !== cellText(cell))) changed.set(rowIndex, cells);
  });
  for (const { first, count } of runsOf([...changed.keys()])) {
    const indexes = [...new Set(Array.from({ length: count }, (_unused, offset) => [...(changed.get(first + offset)?.keys() ?? [])]).reduce<number[]>((all, some) => [...all, ...some], []))].filter((index) => index >= 0).sort((a, b) => a - b);
    for (const run of runsOf(indexes)) {
      base.ports.book.write(tab.sheetId, first, run.first, Array.from({ length: count }, (_unused, offset) => Array.from({ length: run.count }, (_cell, column) => {
        const cells = changed.get(first + offset);
        return cells?.has(run.first + column) === true ? (cells.get(run.first + column) ?? null) : (rows[first + offset]?.[run.first + column] ?? null);
      })));
    }
  }
  return changed.size;
}

/** Cells that name him among other words, and audiences that pick him, lose him. */
function redactCells(base: Base, { tab, rows, columns }: TabRows, person: Person, mark: string, isLeft: (row: readonly Cell[], columnIndex: number) => boolean = () => false): number {
  const audience = columns.get('audience') ?? -1;
  let places = 0;
  rows.forEach((row, rowIndex) => row.forEach((cell, columnIndex) => {
    if (rowIndex === 0 || typeof cell !== 'string' || (columnIndex !== audience && !namesPerson(person, cell)) || isLeft(row, columnIndex)) return;
    const clean = columnIndex === audience ? audienceWithout(person, cell, mark) : withoutPerson(person, cell, mark);
    if (clean === cell) return;
    base.ports.book.write(tab.sheetId, rowIndex, columnIndex, [[clean]]);
    places += 1;
  }));
  return places;
}
