/** Opens the client base of a spreadsheet: finds Settings, reads state and settings, finds tabs and columns. */
import type { Issue, Outcome } from '../core/issue';
import { hasError, issue, outcome } from '../core/issue';
import type { Language } from '../core/language/language';
import { LANGUAGES } from '../core/language/language';
import { columnKeyOf, columnName, tabName } from '../core/language/names';
import type { Cell } from '../core/table/cell';
import { isDateCell } from '../core/table/cell';
import { formatIsoDay } from '../core/calendar';
import { applySetting } from '../core/setting-text';
import type { Settings } from '../core/settings';
import { DEFAULT_SETTINGS, OPTIONAL_COLUMNS } from '../core/settings';
import type { BaseState, Layout, TakenTab } from './base-state';
import { parseState, stateText, TAKEN_TABS } from './base-state';
import { cellText } from './cells';
import { HeaderBook } from './header-offset';
import type { HeaderMemory } from './header-place';
import type { Columns } from './layout';
import { columnsOf, headerTitles, keysAfterRename, layoutOf, sameHeader } from './layout';
import type { BookMarks, Ports, TabReference } from './ports';
import type { BaseTabKey } from './tab-specs';
import { columnKeysOf, COMPUTED_CLIENT_COLUMNS, OPTIONAL_ORDER_COLUMNS, REWRITTEN_TABS } from './tab-specs';
import { COLUMN_OF_CLIENT_FIELD } from '../core/table/field';

/** Keys of the two rows of Settings that the product writes. */
export const TODAY_ROW = 'state.today';
export const STATE_ROW = 'state.base';

/** Where the Settings tab stands and where its rows are. */
export interface SettingsPlace {
  readonly tab: TabReference;
  readonly valueColumn: number;
  readonly idColumn: number;
  /** Row index by key. */
  readonly rows: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, string>;
  /** The value cells as they stand. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** The column of the sentences, −1 where the owner deleted it, and the sentences as they stand. */
  readonly meaningColumn: number;
  readonly meanings: ReadonlyMap<string, string>;
}

/**
 * A tab with its rows and columns as read. `rows[0]` is the header; `headerRowIndex` sheet rows stand above it, so that people call
 * row `rowIndex` by the number headerRowIndex + rowIndex + 1. Two keys may share a column where clients have no number of their own.
 */
export interface Table {
  readonly tab: TabReference;
  readonly rows: Cell[][];
  readonly columns: Columns;
  readonly titles: readonly string[];
  readonly headerRowIndex: number;
}

/**
 * An open base. `state` is replaced by `remember`, and written once by `saveState`. Orders and Clients are read and written through
 * `ports` of the base only: there their header is row 0 wherever it stands.
 */
export class Base {
  readonly ports: Ports;
  private readonly book: HeaderBook;
  private stateNow: BaseState;
  private marksRead: BookMarks | null = null;

  constructor(
    ports: Ports,
    readonly place: SettingsPlace,
    state: BaseState,
    readonly settings: Settings,
    readonly settingIssues: readonly Issue[],
  ) {
    this.stateNow = state;
    this.book = new HeaderBook(ports.book, {
      memoryOf: (sheetId) => this.headerMemory(sheetId),
      markedRow: (sheetId) => this.marks().headers.find((mark) => mark.sheetId === sheetId)?.rowIndex ?? null,
      moved: (sheetId, rowIndex) => { this.rememberHeader(sheetId, rowIndex); },
    });
    this.ports = { ...ports, book: this.book };
  }

  get state(): BaseState {
    return this.stateNow;
  }

  get language(): Language {
    return this.stateNow.language;
  }

  /** True in a copy of the spreadsheet: sending is frozen there. */
  get copied(): boolean {
    return this.stateNow.baseId !== this.ports.book.spreadsheetId();
  }

  /** Changes what the base remembers; written by `saveState`. */
  remember(change: Partial<BaseState>): void {
    this.stateNow = { ...this.stateNow, ...change };
  }

  /** Writes the state, and with `todayDay` the grey Today cell, in one write when their rows are neighbours. 1 counted call (2 after the owner parted the rows). */
  saveState(todayDay?: number): void {
    const stateRow = this.place.rows.get(STATE_ROW);
    if (stateRow === undefined) return;
    const { book } = this.ports;
    const { tab, valueColumn } = this.place;
    const text = stateText(this.stateNow);
    const todayRow = this.place.rows.get(TODAY_ROW);
    if (todayDay === undefined || todayRow === undefined) {
      book.write(tab.sheetId, stateRow, valueColumn, [[text]]);
    } else if (todayRow + 1 === stateRow) {
      book.write(tab.sheetId, todayRow, valueColumn, [[{ day: todayDay }], [text]]);
    } else {
      book.write(tab.sheetId, todayRow, valueColumn, [[{ day: todayDay }]]);
      book.write(tab.sheetId, stateRow, valueColumn, [[text]]);
    }
  }

  /** The tab of a key, or the issue `tab.missing`. A renamed tab is found by its id, a re-made one by metadata or name. */
  tab(key: BaseTabKey): Outcome<TabReference | null> {
    const tabs = this.ports.book.tabs();
    // In a copy that went through a file the ids may belong to other tabs.
    const known = this.copied ? undefined : this.state.tabs[key];
    const byId = tabs.find((tab) => tab.sheetId === known);
    if (byId !== undefined) return outcome(byId);
    const marked = this.marks().tabs.find((mark) => mark.key === key);
    const found = tabs.find((tab) => tab.sheetId === marked?.sheetId) ?? tabNamed(this.ports, key);
    if (found === null) return outcome(null, [issue('tab.missing', { tab: tabName(key, this.language) })]);
    this.remember({ tabs: { ...this.state.tabs, [key]: found.sheetId } });
    return outcome(found);
  }

  /** Reads a tab; a missing one or a missing required column is an error. 1 counted call, 2 when its header changed since last time. */
  table(key: BaseTabKey, required: readonly string[] = []): Outcome<Table | null> {
    const { value: tab, issues } = this.tab(key);
    if (tab === null) return outcome(null, issues);
    return this.tableFrom(key, tab, this.ports.book.read(tab.sheetId), required);
  }

  /** Finds the columns of a tab that was read already. */
  tableFrom(key: BaseTabKey, tab: TabReference, rows: Cell[][], required: readonly string[]): Outcome<Table | null> {
    const lost = this.book.lost(tab.sheetId);
    if (lost !== null) {
      const place = { sheet: tab.name };
      return outcome(null, [lost.lostAt === null ? issue('tab.headerMissing', {}, place) : issue('tab.headerBelow', {}, { ...place, rowIndex: lost.lostAt })]);
    }
    const titles = headerTitles(rows[0]);
    const remembered = this.state.layouts[key];
    let columns: Columns;
    if (sameHeader(remembered, titles)) {
      columns = columnsOf(remembered);
    } else {
      const found = layoutOf(titles, tab.sheetId, this.marks(), wantedKeys(key, this.state));
      const layout = REWRITTEN_TABS.includes(key) ? keysAfterRename(found, remembered) : found;
      columns = columnsOf(layout);
      this.remember({ layouts: { ...this.state.layouts, [key]: layout } });
    }
    columns = this.withAlias(key, columns);
    const missing = required.filter((column) => !columns.has(column));
    const issues = missing.map((column) => issue('tab.columnMissing', { column: titleOf(column, this.language) }, { sheet: tab.name }));
    return hasError(issues) ? outcome(null, issues) : outcome({ tab, rows, columns, titles, headerRowIndex: this.book.headerRowIndex(tab.sheetId) });
  }

  /** The column by which clients are known stands for the column of client numbers too. */
  private withAlias(key: BaseTabKey, columns: Columns): Columns {
    const taken = TAKEN_TABS.find((candidate) => candidate === key);
    const alias = taken === undefined ? undefined : this.state.aliases[taken];
    const index = alias === undefined ? undefined : columns.get(alias);
    return index === undefined ? columns : new Map(columns).set(taken === 'orders' ? 'client' : 'client_id', index);
  }

  private headerMemory(sheetId: number): HeaderMemory | null {
    const key = this.takenTab(sheetId);
    if (key === undefined) return null;
    const layout = this.state.layouts[key];
    const header = this.state.headers[key];
    const titles = layout === undefined ? (header?.titles ?? []) : ownTitles(layout);
    return { rowIndex: header?.rowIndex ?? 0, rows: header?.rows ?? 1, titles, isOurs: header?.taken !== true };
  }

  private rememberHeader(sheetId: number, rowIndex: number): void {
    const key = this.takenTab(sheetId);
    const memory = this.headerMemory(sheetId);
    if (key === undefined || memory === null) return;
    this.remember({ headers: { ...this.state.headers, [key]: { rowIndex, rows: memory.rows, titles: memory.titles, taken: !memory.isOurs } } });
  }

  private takenTab(sheetId: number): TakenTab | undefined {
    return TAKEN_TABS.find((key) => this.state.tabs[key] === sheetId);
  }

  /** Marks were made or taken away: they are read anew when they are needed. */
  marksChanged(): void {
    this.marksRead = null;
  }

  /** All our marks. 1 counted call the first time. */
  marks(): BookMarks {
    this.marksRead ??= this.ports.book.marks();
    return this.marksRead;
  }
}

function tabNamed(ports: Ports, key: BaseTabKey): TabReference | null {
  for (const language of LANGUAGES) {
    const found = ports.book.tabByName(tabName(key, language));
    if (found !== null) return found;
  }
  return null;
}

/** Titles of the columns that are not grey: grey ones are made by us and may come and go. */
function ownTitles({ titles, keys }: Layout): readonly string[] {
  return titles.filter((_title, index) => !COMPUTED_CLIENT_COLUMNS.some((computed) => computed === keys[index]));
}

/** Title of a column in the base's language. */
export function titleOf(key: string, language: Language): string {
  const known = columnKeyOf(key);
  return known === undefined ? key : columnName(known, language);
}

/** Columns known by their header. An optional grey one only where we made it: otherwise the column of that name is the owner's. */
function wantedKeys(key: BaseTabKey, state: BaseState): ReadonlySet<string> {
  const keys = new Set<string>(columnKeysOf(key));
  if (key === 'orders') OPTIONAL_ORDER_COLUMNS.forEach((column) => keys.add(column));
  if (key === 'clients') {
    OPTIONAL_COLUMNS.forEach((column) => keys.delete(column));
    [...Object.values(COLUMN_OF_CLIENT_FIELD), ...state.madeColumns].forEach((field) => keys.add(field));
  }
  return keys;
}

/** Opens the base; null with `base.missing` when the spreadsheet is none. 1 counted call, 2 when Settings was renamed. @param place of Settings, where it was looked for already */
export function openBase(ports: Ports, place = findSettings(ports)): Outcome<Base | null> {
  if (place === null) return outcome(null, [issue('base.missing')]);
  const stored = parseState(place.values.get(STATE_ROW) ?? '');
  if (stored === null) return outcome(null, [issue('base.missing')]);
  let settings = DEFAULT_SETTINGS;
  const issues: Issue[] = [];
  place.values.forEach((text, key) => {
    if (!(key in DEFAULT_SETTINGS) || text === '') return;
    const applied = applySetting(settings, key, text);
    settings = applied.value;
    const rowIndex = place.rows.get(key);
    if (applied.issues.length > 0) issues.push(...applied.issues.map((found) => ({ ...found, place: rowIndex === undefined ? { sheet: place.tab.name } : { sheet: place.tab.name, rowIndex } })));
  });
  return outcome(new Base(ports, place, stored, settings, issues));
}

/** Finds the Settings tab by name, then by metadata; a tab of that name without our state row is the owner's. @param marksOf where they may be read already */
export function findSettings(ports: Ports, marksOf: () => BookMarks = () => ports.book.marks()): SettingsPlace | null {
  for (const language of LANGUAGES) {
    const named = ports.book.tabByName(tabName('settings', language));
    const place = named === null ? null : settingsPlace(named, ports.book.read(named.sheetId));
    if (place !== null) return place;
  }
  const tabs = ports.book.tabs();
  const marked = tabs.length > 1 ? marksOf().tabs.find(({ key }) => key === 'settings') : undefined;
  const tab = tabs.find(({ sheetId }) => sheetId === marked?.sheetId);
  return tab === undefined ? null : settingsPlace(tab, ports.book.read(tab.sheetId));
}

function settingsPlace(tab: TabReference, rows: Cell[][]): SettingsPlace | null {
  const idColumn = rows.map((row) => row.indexOf(STATE_ROW)).find((index) => index >= 0);
  if (idColumn === undefined) return null;
  const columnOf = (key: 'value' | 'meaning'): number => headerTitles(rows[0]).findIndex((title) => columnKeyOf(title) === key);
  const valueColumn = columnOf('value');
  const meaningColumn = columnOf('meaning');
  const column = valueColumn >= 0 ? valueColumn : 1;
  const places = new Map<string, number>();
  const values = new Map<string, string>();
  const cells = new Map<string, Cell>();
  const meanings = new Map<string, string>();
  rows.forEach((row, rowIndex) => {
    const key = cellText(row[idColumn]);
    if (rowIndex === 0 || key === '' || places.has(key)) return;
    places.set(key, rowIndex);
    const cell = row[column];
    cells.set(key, cell ?? '');
    values.set(key, isDateCell(cell) ? formatIsoDay(cell.day) : cellText(cell));
    meanings.set(key, cellText(row[meaningColumn]));
  });
  return { tab, valueColumn: column, idColumn, rows: places, values, cells, meaningColumn, meanings };
}
