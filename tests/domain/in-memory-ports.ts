/** Ports held in memory, with the traits that matter: buffered writes, column metadata that move, a lock, stores that a copy loses, a kill switch. */
import { createHash, createHmac } from 'node:crypto';
import { formatIsoDay } from '../../src/core/calendar';
import { LANGUAGES } from '../../src/core/language/language';
import type { ColumnKey } from '../../src/core/language/names';
import { columnName } from '../../src/core/language/names';
import type { Cell } from '../../src/core/table/cell';
import { boundCells } from '../../src/core/table/bound-cells';
import type { Area, BookMarks, ColumnFilter, ColumnSpec, Contents, HighlightRule, OutgoingLetter, Ports, SendOutcome, Store, TabReference, TabSpec } from '../../src/domain/ports';

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
  /** How the tab is kept; absent = as it was made. Columns are guarded as their owner in `owners` says. */
  isGuarded?: boolean;
  /** The row marked as header. */
  headerRow?: Cell[] | undefined;
  /** What stands in cells beside values, by the row itself, so that it goes where the row goes. */
  extras?: Map<Cell[], RowExtras>;
  /** Rows of the grid, empty ones too; absent = 1,000, or as many as there are. */
  gridRows?: number;
}

/** Sparse by column. */
interface RowExtras {
  readonly formulas: Map<number, string>;
  readonly notes: Map<number, string>;
  readonly backgrounds: Map<number, string>;
  readonly formats: Map<number, string>;
}

const NO_EXTRA: Readonly<Record<keyof RowExtras, string>> = { formulas: '', notes: '', backgrounds: '#ffffff', formats: 'General' };
const EXTRAS = ['formulas', 'notes', 'backgrounds', 'formats'] as const;

/** What survives an execution. */
export class MemoryWorld {
  spreadsheetId = 'book-1';
  localeName = 'en_US';
  readonly tabs: MemoryTab[] = [{ sheetId: 0, name: 'Sheet1', rows: [], marks: [], key: null, rules: [], owners: [], hidden: new Set(), extras: new Map() }];
  readonly documentStore = new Map<string, string>();
  readonly scriptStore = new Map<string, string>();
  readonly sent: OutgoingLetter[] = [];
  nowMs = Date.UTC(2024, 5, 15, 9);
  /** Milliseconds that a counted call takes. */
  callMs = 0;
  email = 'owner@example.com';
  protectedSheet: number | null = null;
  /** Areas the person at the keyboard may not edit. */
  readonly protectedAreas: { readonly sheetId: number; readonly area: Area }[] = [];
  /** Cells that the grids of the spreadsheet hold beside those of its tabs. */
  moreGridCells = 0;
  locked = false;
  scriptLocked = false;
  triggerGone = false;
  /** Answers of the mail service by address; default: accepted. */
  readonly answers = new Map<string, SendOutcome>();
  lastFilter: readonly ColumnFilter[] = [];
  /** Sheet rows selected by the person at the keyboard, and those of them that a filter hides. */
  selected: { readonly sheetId: number; readonly rowIndexes: readonly number[]; readonly hidden?: readonly number[] } | null = null;
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
      this.nowMs += this.callMs;
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
      set: (key, value) => counted(`${name}.set`, () => { keepProperties(values, { [key]: value }); }),
      setAll: (entries) => counted(`${name}.setAll`, () => { keepProperties(values, entries); }),
      remove: (key) => counted(`${name}.remove`, () => void values.delete(key)),
      all: (prefix) => counted(`${name}.all`, () => Object.fromEntries([...values].filter(([key]) => key.startsWith(prefix)))),
    });
    const decorate = (target: MemoryTab, first: number, columns: readonly ColumnSpec[], headerRowIndex = 0): void => columns.forEach((column, offset) => {
      put(target, headerRowIndex, first + offset, column.title);
      target.marks[first + offset] = column.key === '' ? null : column.key;
      target.owners[first + offset] = column.owner;
    });
    const ports: Ports = {
      book: {
        spreadsheetId: () => this.spreadsheetId,
        name: () => 'Base',
        locale: () => this.localeName,
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
          tab(sheetId).gridRows = gridRowsOf(tab(sheetId)) - rowCount;
          tab(sheetId).rows.splice(rowIndex, rowCount);
        }),
        insertRows: (sheetId, rowIndex, rowCount) => counted('insertRows', () => {
          drain();
          const { rows } = tab(sheetId);
          tab(sheetId).gridRows = gridRowsOf(tab(sheetId)) + rowCount;
          if (rowIndex < rows.length) rows.splice(rowIndex, 0, ...Array.from({ length: rowCount }, () => []));
        }),
        removeColumns: (sheetId, columnIndexes) => counted('removeColumns', () => {
          drain();
          const { rows, marks, owners, hidden } = tab(sheetId);
          for (const index of [...columnIndexes].sort((a, b) => b - a)) {
            rows.forEach((row) => {
              row.splice(index, 1);
              const extras = tab(sheetId).extras?.get(row);
              if (extras !== undefined) EXTRAS.forEach((part) => { dropColumn(extras[part], index); });
            });
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
          if (rows.some((row) => row.some((cell) => typeof cell === 'string' && cell.length > 50_000))) throw new Error('Your input contains more than the maximum of 50000 characters in a single cell.');
          const copy = rows.map((row) => [...row]);
          buffer.push(() => copy.forEach((row, r) => row.forEach((cell, c) => put(tab(sheetId), rowIndex + r, columnIndex + c, cell))));
        }),
        formatAsText: (sheetId, rowIndex, rowCount, columnIndexes) => {
          if (rowCount === 0 || columnIndexes.length === 0) return;
          counted('format', () => {
            buffer.push(() => columnIndexes.forEach((columnIndex) => {
              for (let offset = 0; offset < rowCount; offset += 1) putExtra(tab(sheetId), 'formats', rowIndex + offset, columnIndex, '@');
            }));
          });
        },
        setFormat: () => counted('format', () => undefined),
        paint: () => counted('format', () => undefined),
        ensureRows: () => undefined,
        readContents: (sheetId, area) => {
          const { formulas, notes, backgrounds, formats } = extrasOf(tab(sheetId), area, drain);
          const values = counted('read', () => valuesOf(tab(sheetId), area));
          for (const part of EXTRAS) counted(`read ${part}`, () => undefined);
          return { values, formulas, notes, backgrounds, formats };
        },
        readMake: (sheetId, area) => {
          const { formulas, formats } = extrasOf(tab(sheetId), area, drain);
          counted('read formulas', () => undefined);
          counted('read formats', () => undefined);
          return { formulas, formats };
        },
        readGaps: (sheetId, area) => {
          const { formulas } = extrasOf(tab(sheetId), { rowIndex: 0, columnIndex: 0, rowCount: area.rowIndex + area.rowCount, columnCount: area.columnIndex + area.columnCount }, drain);
          counted('read rules', () => undefined);
          counted('read formulas', () => undefined);
          const values = counted('read', () => valuesOf(tab(sheetId), area));
          return { values, bound: boundCells(area, formulas, values.map((row) => row.map(() => false))) };
        },
        writeContents: (sheetId, rowIndex, columnIndex, contents) => {
          const target = tab(sheetId);
          const each = (rows: readonly (readonly unknown[])[], work: (r: number, c: number) => void): void => rows.forEach((row, r) => row.forEach((_cell, c) => { work(r, c); }));
          const part = (name: 'notes' | 'backgrounds' | 'formats'): void => {
            const texts = contents[name];
            buffer.push(() => each(texts, (r, c) => putExtra(target, name, rowIndex + r, columnIndex + c, texts[r]?.[c] ?? '')));
          };
          if (contents.values.length === 0) return;
          counted('format', () => {
            buffer.push(() => each(contents.values, (r, c) => {
              const text = contents.values[r]?.[c];
              putExtra(target, 'formats', rowIndex + r, columnIndex + c, typeof text === 'string' && text !== '' ? '@' : 'General');
            }));
          });
          counted('write backgrounds', () => part('backgrounds'));
          if (contents.notes.some((row) => row.some((note) => note !== ''))) counted('write notes', () => part('notes'));
          counted('write', () => {
            buffer.push(() => each(contents.values, (r, c) => put(target, rowIndex + r, columnIndex + c, contents.values[r]?.[c] ?? null)));
          });
          counted('format', () => part('formats'));
        },
        writeFormulas: (sheetId, rowIndex, columnIndex, formulas) => counted('write formulas', () => {
          buffer.push(() => formulas.forEach((row, r) => row.forEach((text, c) => {
            put(tab(sheetId), rowIndex + r, columnIndex + c, text === '' ? '' : `value of ${text}`);
            putExtra(tab(sheetId), 'formulas', rowIndex + r, columnIndex + c, text);
          })));
        }),
        setPatterns: (sheetId, items) => items.forEach(({ areas, pattern }) => {
          if (areas.length === 0) return;
          counted('format', () => {
            buffer.push(() => areas.forEach((area) => {
              for (let r = 0; r < area.rowCount; r += 1) for (let c = 0; c < area.columnCount; c += 1) putExtra(tab(sheetId), 'formats', area.rowIndex + r, area.columnIndex + c, pattern);
            }));
          });
        }),
        moveRows: (sheetId, rowIndex, rowCount, toRowIndex) => counted('moveRows', () => {
          drain();
          const { rows } = tab(sheetId);
          while (rows.length < rowIndex + rowCount) rows.push([]);
          const moved = rows.splice(rowIndex, rowCount);
          rows.splice(toRowIndex > rowIndex ? toRowIndex - rowCount : toRowIndex, 0, ...moved);
        }),
        fitRows: () => counted('fitRows', () => undefined),
        removeTab: (sheetId) => counted('removeTab', () => {
          drain();
          this.tabs.splice(this.tabs.indexOf(tab(sheetId)), 1);
        }),
        gridSize: (sheetId) => ({ rowCount: gridRowsOf(tab(sheetId)), columnCount: Math.max(26, ...tab(sheetId).rows.map((row) => row.length)) }),
        ensureColumns: () => undefined,
        gridCells: () => this.moreGridCells + this.tabs.reduce((sum, { rows }) => sum + cellsOf(rows), 0),
        tabCells: (sheetId) => cellsOf(tab(sheetId).rows),
        copyTab: (sheetId, name) => counted('copyTab', () => {
          drain();
          const copied = structuredClone(tab(sheetId));
          const id = Math.max(...this.tabs.map((candidate) => candidate.sheetId)) + 1;
          this.tabs.push({ ...copied, sheetId: id, name, key: null, marks: [] });
          return id;
        }),
        createTab: (spec: TabSpec) => counted('createTab', () => {
          drain();
          const sheetId = Math.max(...this.tabs.map((candidate) => candidate.sheetId)) + 1;
          const made: MemoryTab = { sheetId, name: spec.name, rows: [], marks: [], key: spec.key, rules: [], owners: [], hidden: new Set(), extras: new Map() };
          if (spec.hidden) made.isGuarded = true;
          this.tabs.push(made);
          decorate(made, 0, spec.marked ? spec.columns : spec.columns.map((column) => ({ ...column, key: '' })));
          return sheetId;
        }),
        appendColumns: (sheetId, after, columns, headerRowIndex) => counted('appendColumns', () => {
          drain();
          decorate(tab(sheetId), after + 1, columns, headerRowIndex);
          return after + 1;
        }),
        mark: (sheetId, key, columns) => counted('mark', () => {
          if (key !== null) tab(sheetId).key = key;
          columns.forEach((column) => { tab(sheetId).marks[column.columnIndex] = column.key; });
        }),
        markHeader: (sheetId, rowIndex) => counted('mark', () => {
          drain();
          tab(sheetId).headerRow = tab(sheetId).rows[rowIndex];
        }),
        unmark: (sheetId) => counted('unmark', () => {
          const target = tab(sheetId);
          target.key = null;
          target.marks = [];
          target.headerRow = undefined;
        }),
        marks: () => counted('marks', (): BookMarks => ({
          tabs: this.tabs.flatMap(({ sheetId, key }) => (key === null ? [] : [{ sheetId, key }])),
          columns: this.tabs.flatMap(({ sheetId, marks }) => marks.flatMap((key, columnIndex) => (key === null || key === undefined ? [] : [{ sheetId, columnIndex, key }]))),
          headers: this.tabs.flatMap(({ sheetId, rows, headerRow }) => (headerRow === undefined ? [] : [{ sheetId, rowIndex: rows.indexOf(headerRow) }])),
        })),
        replaceRules: (sheetId, mark, rules) => counted('rules', () => {
          const target = tab(sheetId);
          target.rules = [...target.rules.filter((rule) => !rule.formula.includes(mark)), ...rules];
        }),
        inspect: (sheetId, ruleMark) => counted('inspect', () => {
          const { isGuarded, owners, rules } = tab(sheetId);
          const guardedColumns = owners.flatMap((owner, index) => (owner === 'computed' ? [index] : []));
          return { guarded: isGuarded === true, guardedColumns, formats: [], rules: rules.filter(({ formula }) => formula.includes(ruleMark)).length };
        }),
        guard: (sheetId, columnIndexes) => counted('guard', () => {
          if (columnIndexes === null) tab(sheetId).isGuarded = true;
          else columnIndexes.forEach((index) => { tab(sheetId).owners[index] = 'computed'; });
        }),
        filterRows: (_sheetId, filters) => counted('filter', () => { this.lastFilter = filters; }),
        select: () => undefined,
        selection: (filteredLimit) => {
          if (this.selected === null) return null;
          const { sheetId, rowIndexes, hidden } = this.selected;
          const isTooLarge = hidden !== undefined && rowIndexes.length > filteredLimit;
          const seen = isTooLarge ? [] : rowIndexes.filter((rowIndex) => !(hidden ?? []).includes(rowIndex));
          return { sheetId, rowIndexes: seen, hidden: isTooLarge ? 0 : rowIndexes.length - seen.length, rowCount: rowIndexes.length, isTooLarge };
        },
        canEdit: (sheetId: number, areas: readonly Area[]) =>
          this.protectedSheet !== sheetId && !this.protectedAreas.some((other) => other.sheetId === sheetId && areas.some((area) => overlap(area, other.area))),
        flush: () => counted('flush', drain),
      },
      clock: {
        now: () => this.nowMs,
        dayOf: (epochMs) => Math.floor(epochMs / 86_400_000) + 25_569,
        timestamp: (epochMs) => `${formatIsoDay(Math.floor(epochMs / 86_400_000) + 25_569)} ${new Date(epochMs).toISOString().slice(11, 19)}`,
        wait: (milliseconds) => { this.nowMs += milliseconds; },
      },
      lock: {
        acquire: () => counted('lock', () => !this.locked),
        release: () => counted('unlock', () => undefined),
      },
      scriptLock: {
        acquire: () => counted('script.lock', () => !this.scriptLocked),
        release: () => counted('script.unlock', () => undefined),
      },
      documentStore: store('document', this.documentStore),
      scriptStore: store('script', this.scriptStore),
      keys: {
        hmac: (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('hex'),
        digest: (algorithm, text) => createHash(algorithm === 'MD5' ? 'md5' : 'sha256').update(text, 'utf8').digest('hex'),
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
      triggers: { ensureHourly: () => { this.triggerGone = false; return 'trigger-1'; }, removeHourly: () => undefined, isGone: () => this.triggerGone },
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
    // A tab without marks is known by its header.
    const titles = LANGUAGES.map((language) => columnName(key as ColumnKey, language));
    const marked = tab.marks.indexOf(key);
    const index = marked >= 0 ? marked : (tab.rows[0] ?? []).findIndex((title) => typeof title === 'string' && titles.includes(title));
    return rectangle(tab.rows).slice(1).map((row) => row[index] ?? null);
  }

  /** A deep copy, as before an experiment. */
  clone(): MemoryWorld {
    const copy = new MemoryWorld();
    copy.spreadsheetId = this.spreadsheetId;
    copy.localeName = this.localeName;
    copy.tabs.splice(0, copy.tabs.length, ...structuredClone(this.tabs));
    this.documentStore.forEach((value, key) => copy.documentStore.set(key, value));
    this.scriptStore.forEach((value, key) => copy.scriptStore.set(key, value));
    this.answers.forEach((value, key) => copy.answers.set(key, value));
    copy.sent.push(...this.sent);
    copy.protectedAreas.push(...this.protectedAreas);
    copy.moreGridCells = this.moreGridCells;
    copy.nowMs = this.nowMs;
    copy.callMs = this.callMs;
    copy.random = this.random;
    return copy;
  }
}

function put(tab: MemoryTab, rowIndex: number, columnIndex: number, cell: Cell, keepFormula = false): void {
  while (tab.rows.length <= rowIndex) tab.rows.push([]);
  const row = tab.rows[rowIndex] ?? [];
  while (row.length <= columnIndex) row.push('');
  row[columnIndex] = cell ?? '';
  if (!keepFormula) tab.extras?.get(row)?.formulas.delete(columnIndex);
}

function putExtra(tab: MemoryTab, part: keyof RowExtras, rowIndex: number, columnIndex: number, text: string): void {
  put(tab, rowIndex, columnIndex, tab.rows[rowIndex]?.[columnIndex] ?? '', true);
  const row = tab.rows[rowIndex] ?? [];
  tab.extras ??= new Map();
  const extras = tab.extras.get(row) ?? { formulas: new Map(), notes: new Map(), backgrounds: new Map(), formats: new Map() };
  tab.extras.set(row, extras);
  if (text === NO_EXTRA[part]) extras[part].delete(columnIndex);
  else extras[part].set(columnIndex, text);
}

function dropColumn(texts: Map<number, string>, columnIndex: number): void {
  const kept = [...texts].filter(([at]) => at !== columnIndex).map(([at, text]) => [at > columnIndex ? at - 1 : at, text] as const);
  texts.clear();
  kept.forEach(([at, text]) => texts.set(at, text));
}

function extrasOf(tab: MemoryTab, area: Area, drain: () => void): Omit<Contents, 'values'> {
  drain();
  const grid = (part: keyof RowExtras): string[][] => Array.from({ length: area.rowCount }, (_row, r) => Array.from({ length: area.columnCount }, (_cell, c) =>
    tab.extras?.get(tab.rows[area.rowIndex + r] ?? [])?.[part].get(area.columnIndex + c) ?? NO_EXTRA[part]));
  return { formulas: grid('formulas'), notes: grid('notes'), backgrounds: grid('backgrounds'), formats: grid('formats') };
}

function valuesOf(tab: MemoryTab, area: Area): Cell[][] {
  return Array.from({ length: area.rowCount }, (_row, r) => Array.from({ length: area.columnCount }, (_cell, c) => tab.rows[area.rowIndex + r]?.[area.columnIndex + c] ?? ''));
}

function cellsOf(rows: Cell[][]): number {
  return rows.length * Math.max(0, ...rows.map((row) => row.length));
}

function overlap(one: Area, other: Area): boolean {
  return one.rowIndex < other.rowIndex + other.rowCount && other.rowIndex < one.rowIndex + one.rowCount
    && one.columnIndex < other.columnIndex + other.columnCount && other.columnIndex < one.columnIndex + one.columnCount;
}

/** All that stands in a tab: values up to the last row with content, and what stands in their cells beside them. */
export function wholeTab(tab: MemoryTab): unknown {
  const rows = rectangle(tab.rows);
  const extras = rows.flatMap((_row, rowIndex) => EXTRAS.flatMap((part) =>
    [...(tab.extras?.get(tab.rows[rowIndex] ?? [])?.[part] ?? [])].map(([columnIndex, text]) => `${rowIndex},${columnIndex} ${part} ${text}`))).sort();
  return { name: tab.name, rows, marks: tab.marks, key: tab.key, extras };
}

/** As Google does: 9 kB a value, 500 kB a store. */
function keepProperties(values: Map<string, string>, entries: Readonly<Record<string, string>>): void {
  const next = new Map([...values, ...Object.entries(entries)]);
  if (Object.values(entries).some((value) => Buffer.byteLength(value) > 9 * 1024)) throw new Error('Argument too large: value');
  if ([...next].reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0) > 500 * 1024) throw new Error('You have exceeded the property storage quota. Please remove some properties and try again.');
  next.forEach((value, key) => { values.set(key, value); });
}

const gridRowsOf = ({ rows, gridRows = 1000 }: MemoryTab): number => Math.max(gridRows, rows.length);

/** Rows of equal width up to the last one with content, as a data range gives them. */
function rectangle(rows: Cell[][]): Cell[][] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  let last = rows.length;
  while (last > 0 && (rows[last - 1] ?? []).every((cell) => cell === '' || cell === null)) last -= 1;
  return rows.slice(0, last).map((row) => Array.from({ length: width }, (_unused, index) => row[index] ?? ''));
}
