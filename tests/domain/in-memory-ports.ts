/** Ports held in memory, with the traits that matter: buffered writes, column metadata that move, a lock, stores that a copy loses, a kill switch. */
import { createHmac } from 'node:crypto';
import { formatIsoDay } from '../../src/core/calendar';
import type { Cell } from '../../src/core/table/cell';
import type { Area, BookMarks, ColumnFilter, ColumnSpec, HighlightRule, OutgoingLetter, Ports, SendOutcome, Store, TabReference, TabSpec } from '../../src/domain/ports';

/** Ends an execution as the platform does: nothing after it runs, buffered writes are lost. */
export class Killed extends Error {}

interface MemoryTab {
  sheetId: number;
  name: string;
  rows: Cell[][];
  marks: (string | null)[];
  key: string | null;
  rules: HighlightRule[];
  owners: string[];
  /** Indexes of hidden columns. */
  hidden: Set<number>;
}

/** What survives an execution. */
export class MemoryWorld {
  spreadsheetId = 'book-1';
  readonly tabs: MemoryTab[] = [{ sheetId: 0, name: 'Sheet1', rows: [], marks: [], key: null, rules: [], owners: [], hidden: new Set() }];
  readonly documentStore = new Map<string, string>();
  readonly scriptStore = new Map<string, string>();
  readonly sent: OutgoingLetter[] = [];
  nowMs = Date.UTC(2024, 5, 15, 9);
  email = 'owner@example.com';
  protectedSheet: number | null = null;
  locked = false;
  /** Answers of the mail service by address; default: accepted. */
  readonly answers = new Map<string, SendOutcome>();
  lastFilter: readonly ColumnFilter[] = [];
  private random = 0;

  /** The ports of a new execution. @param killAt stop at this call (1-based), @param moment before or after it took effect */
  ports(killAt = Infinity, moment: 'before' | 'after' = 'before'): Ports & { readonly calls: string[] } {
    const buffer: (() => void)[] = [];
    const calls: string[] = [];
    const drain = (): void => {
      buffer.splice(0).forEach((write) => write());
    };
    const counted = <T>(name: string, work: () => T): T => {
      calls.push(name);
      if (calls.length === killAt && moment === 'before') throw new Killed();
      const value = work();
      if (calls.length === killAt) throw new Killed();
      return value;
    };
    const tab = (sheetId: number): MemoryTab => {
      const found = this.tabs.find((candidate) => candidate.sheetId === sheetId);
      if (found === undefined) throw new Error(`no tab ${sheetId}`);
      return found;
    };
    const store = (name: string, values: Map<string, string>): Store => ({
      get: (key) => counted(`${name}.get`, () => values.get(key) ?? null),
      set: (key, value) => counted(`${name}.set`, () => void values.set(key, value)),
      setAll: (entries) => counted(`${name}.setAll`, () => Object.entries(entries).forEach(([key, value]) => values.set(key, value))),
      remove: (key) => counted(`${name}.remove`, () => void values.delete(key)),
      all: (prefix) => counted(`${name}.all`, () => Object.fromEntries([...values].filter(([key]) => key.startsWith(prefix)))),
    });
    const decorate = (target: MemoryTab, first: number, columns: readonly ColumnSpec[]): void => columns.forEach((column, offset) => {
      put(target, 0, first + offset, column.title);
      target.marks[first + offset] = column.key === '' ? null : column.key;
      target.owners[first + offset] = column.owner;
    });
    const ports: Ports = {
      book: {
        spreadsheetId: () => this.spreadsheetId,
        name: () => 'Base',
        locale: () => 'en_US',
        tabs: () => this.tabs.map(({ sheetId, name }): TabReference => ({ sheetId, name })),
        tabByName: (name) => this.tabs.find((candidate) => candidate.name === name) ?? null,
        read: (sheetId) => counted('read', () => {
          drain();
          return rectangle(tab(sheetId).rows);
        }),
        readArea: (sheetId, area) => counted('read', () => {
          drain();
          return rectangle(tab(sheetId).rows).slice(area.rowIndex, area.rowIndex + area.rowCount).map((row) => row.slice(area.columnIndex, area.columnIndex + area.columnCount));
        }),
        readHeader: (sheetId) => counted('read', () => {
          drain();
          return rectangle(tab(sheetId).rows)[0] ?? [];
        }),
        rowCount: (sheetId) => {
          drain();
          return rectangle(tab(sheetId).rows).length;
        },
        removeRows: (sheetId, rowIndex, rowCount) => counted('removeRows', () => {
          drain();
          tab(sheetId).rows.splice(rowIndex, rowCount);
        }),
        removeColumns: (sheetId, columnIndexes) => counted('removeColumns', () => {
          drain();
          const { rows, marks, owners, hidden } = tab(sheetId);
          for (const index of [...columnIndexes].sort((a, b) => b - a)) {
            rows.forEach((row) => row.splice(index, 1));
            marks.splice(index, 1);
            owners.splice(index, 1);
            const moved = [...hidden].filter((at) => at !== index).map((at) => (at > index ? at - 1 : at));
            hidden.clear();
            moved.forEach((at) => hidden.add(at));
          }
        }),
        showColumns: (sheetId, columnIndexes, visible) => counted('show', () => {
          const { hidden } = tab(sheetId);
          columnIndexes.forEach((index) => (visible ? hidden.delete(index) : hidden.add(index)));
        }),
        write: (sheetId, rowIndex, columnIndex, rows) => counted('write', () => {
          const copy = rows.map((row) => [...row]);
          buffer.push(() => copy.forEach((row, r) => row.forEach((cell, c) => put(tab(sheetId), rowIndex + r, columnIndex + c, cell))));
        }),
        formatAsText: () => counted('format', () => undefined),
        setFormat: () => counted('format', () => undefined),
        paint: () => counted('format', () => undefined),
        ensureRows: () => undefined,
        createTab: (spec: TabSpec) => counted('createTab', () => {
          const sheetId = Math.max(...this.tabs.map((candidate) => candidate.sheetId)) + 1;
          const made: MemoryTab = { sheetId, name: spec.name, rows: [], marks: [], key: spec.key, rules: [], owners: [], hidden: new Set() };
          this.tabs.push(made);
          decorate(made, 0, spec.columns);
          return sheetId;
        }),
        appendColumns: (sheetId, after, columns) => counted('appendColumns', () => {
          drain();
          decorate(tab(sheetId), after + 1, columns);
          return after + 1;
        }),
        mark: (sheetId, key, columns) => counted('mark', () => {
          if (key !== null) tab(sheetId).key = key;
          columns.forEach((column) => { tab(sheetId).marks[column.columnIndex] = column.key; });
        }),
        marks: () => counted('marks', (): BookMarks => ({
          tabs: this.tabs.flatMap(({ sheetId, key }) => (key === null ? [] : [{ sheetId, key }])),
          columns: this.tabs.flatMap(({ sheetId, marks }) => marks.flatMap((key, columnIndex) => (key === null || key === undefined ? [] : [{ sheetId, columnIndex, key }]))),
        })),
        replaceRules: (sheetId, mark, rules) => counted('rules', () => {
          const target = tab(sheetId);
          target.rules = [...target.rules.filter((rule) => !rule.formula.includes(mark)), ...rules];
        }),
        filterRows: (_sheetId, filters) => counted('filter', () => { this.lastFilter = filters; }),
        select: () => undefined,
        canEdit: (sheetId: number, _areas: readonly Area[]) => this.protectedSheet !== sheetId,
        flush: () => counted('flush', drain),
      },
      clock: {
        now: () => this.nowMs,
        dayOf: (epochMs) => Math.floor(epochMs / 86_400_000) + 25_569,
        timestamp: (epochMs) => `${formatIsoDay(Math.floor(epochMs / 86_400_000) + 25_569)} ${new Date(epochMs).toISOString().slice(11, 19)}`,
      },
      lock: {
        acquire: () => counted('lock', () => !this.locked),
        release: () => counted('unlock', () => undefined),
      },
      documentStore: store('document', this.documentStore),
      scriptStore: store('script', this.scriptStore),
      keys: {
        hmac: (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('hex'),
        randomText: () => {
          this.random += 1;
          return createHmac('sha256', 'seed').update(String(this.random)).digest('hex').slice(0, 32);
        },
      },
      person: { email: () => this.email },
      mailer: {
        kind: 'gmail',
        remaining: () => null,
        send: (letter) => counted('send', () => {
          drain();
          const answer = this.answers.get(letter.to) ?? { kind: 'sent', id: `id-${this.sent.length + 1}` };
          if (answer.kind === 'sent') this.sent.push(letter);
          this.nowMs += 500;
          return answer;
        }),
      },
      triggers: { ensureHourly: () => 'trigger-1', removeHourly: () => undefined },
    };
    const end = { ...ports, calls };
    // The end of an execution pushes what is still buffered.
    this.endings.set(end, drain);
    return end;
  }

  private readonly endings = new Map<object, () => void>();

  /** Runs one execution to its end, or to the kill. */
  run<T>(work: (ports: Ports) => T, killAt?: number, moment?: 'before' | 'after'): { readonly value: T | null; readonly calls: readonly string[]; readonly killed: boolean } {
    const ports = this.ports(killAt, moment);
    try {
      const value = work(ports);
      this.endings.get(ports)?.();
      return { value, calls: ports.calls, killed: false };
    } catch (error) {
      if (error instanceof Killed) return { value: null, calls: ports.calls, killed: true };
      throw error;
    }
  }

  /** The tab of a key. */
  tab(key: string): MemoryTab {
    const found = this.tabs.find((candidate) => candidate.key === key);
    if (found === undefined) throw new Error(`no tab ${key}`);
    return found;
  }

  /** Texts of a column by its key, without the header. */
  column(tabKey: string, key: string): Cell[] {
    const tab = this.tab(tabKey);
    const index = tab.marks.indexOf(key);
    return rectangle(tab.rows).slice(1).map((row) => row[index] ?? null);
  }

  /** A deep copy, as before an experiment. */
  clone(): MemoryWorld {
    const copy = new MemoryWorld();
    copy.spreadsheetId = this.spreadsheetId;
    copy.tabs.splice(0, copy.tabs.length, ...structuredClone(this.tabs));
    this.documentStore.forEach((value, key) => copy.documentStore.set(key, value));
    this.scriptStore.forEach((value, key) => copy.scriptStore.set(key, value));
    this.answers.forEach((value, key) => copy.answers.set(key, value));
    copy.sent.push(...this.sent);
    copy.nowMs = this.nowMs;
    copy.random = this.random;
    return copy;
  }
}

function put(tab: MemoryTab, rowIndex: number, columnIndex: number, cell: Cell): void {
  while (tab.rows.length <= rowIndex) tab.rows.push([]);
  const row = tab.rows[rowIndex] ?? [];
  while (row.length <= columnIndex) row.push('');
  row[columnIndex] = cell ?? '';
}

/** Rows of equal width up to the last one with content, as a data range gives them. */
function rectangle(rows: Cell[][]): Cell[][] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  let last = rows.length;
  while (last > 0 && (rows[last - 1] ?? []).every((cell) => cell === '' || cell === null)) last -= 1;
  return rows.slice(0, last).map((row) => Array.from({ length: width }, (_unused, index) => row[index] ?? ''));
}
