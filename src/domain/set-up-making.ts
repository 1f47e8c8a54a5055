/** The pieces of a new base, each made by a call of its own: tabs, what is written down about the owner's sheets, what the base remembers. */
import { currencyOfLocale } from '../core/language/currency';
import type { Language } from '../core/language/language';
import { DEFAULT_SETTINGS, OPTIONAL_COLUMNS } from '../core/settings';
import type { SettingsPlace } from './base';
import { Base, STATE_ROW } from './base';
import type { BaseState, HeaderState, Layout } from './base-state';
import { stateText } from './base-state';
import { columnsAdded } from './journal/import-changes';
import type { Action } from './journal/journal-tab';
import { endAction, Journal, numberOf } from './journal/journal-tab';
import { headerTitles, layoutOf } from './layout';
import type { BookMarks, Ports } from './ports';
import { HEADER_COLOURS } from './ports';
import type { SheetPlan } from './set-up-plan';
import type { SetUpRecord } from './set-up-record';
import { columnsToAdd, takenLayout, writeOpeningOrders } from './set-up-sheets';
import { freeName, writeStarters } from './set-up-tabs';
import { settingRows } from './settings-tab';
import type { BaseTabKey } from './tab-specs';
import { BASE_TABS, columnKeysOf, tabSpec } from './tab-specs';

/** The address key is kept here too, so that a damaged state cell does not forget who unsubscribed. */
export const ADDRESS_KEY_BACKUP = 'addressKey';

/** Makes one base. Made again after a kill, or for the next step, it finds what stands. */
export class BaseMaking {
  /** Names of tabs made by this one. */
  readonly created: string[] = [];
  /** Names of tabs mended by this one. */
  readonly repaired: string[] = [];
  private readonly ids: Partial<Record<BaseTabKey, number>>;
  private readonly fresh = new Set<BaseTabKey>();

  /**
   * @param marks as they stood when this began
   * @param damaged Settings whose state cannot be read
   * @param record null for a base that is made in one go, without a line in the Journal
   */
  constructor(private readonly ports: Ports, private readonly language: Language, private readonly marks: BookMarks, private readonly damaged: SettingsPlace | null, private readonly record: SetUpRecord | null) {
    this.ids = Object.fromEntries((record?.sheets ?? []).map(({ key, sheetId }) => [key, sheetId]));
  }

  /** Makes a tab with what it begins with; true when there was anything to do. */
  tab(key: BaseTabKey): boolean {
    const { ports: { book }, language, damaged } = this;
    const found = book.tabs().find((tab) => this.marks.tabs.some((mark) => mark.key === key && mark.sheetId === tab.sheetId))?.sheetId;
    // Of Settings without our rows only the bare header is ours, from a run that was cut off.
    const isOurs = found !== undefined && (key !== 'settings' || book.rowCount(found) <= 1);
    const present = (key === 'settings' ? damaged?.tab.sheetId : undefined) ?? (isOurs ? found : undefined);
    const sheetId = present ?? this.create(key);
    this.ids[key] = sheetId;
    // A run that was cut off may have made the tab and not its letters.
    const lacksLetters = key === 'templates' && (present === undefined || (damaged === null && book.rowCount(present) <= 1));
    if (lacksLetters) writeStarters(this.ports, sheetId, language);
    return present === undefined || lacksLetters;
  }

  private create(key: BaseTabKey): number {
    const { book } = this.ports;
    const spec = freeName(tabSpec(key, this.language), book.tabs());
    this.created.push(spec.name);
    this.fresh.add(key);
    return book.createTab(spec);
  }

  /** True when the Journal, which stands, has no line of this set-up yet: the action is numbered after the rows that were there. 0 counted calls. */
  lacksLines({ actionId }: SetUpRecord): boolean {
    return this.ports.book.rowCount(this.ids.journal ?? 0) < Math.max(2, numberOf(actionId));
  }

  /** Writes down what the owner decided, before his sheets are touched. */
  writeLines(action: Action, plans: readonly SheetPlan[]): void {
    const base = this.base(plans, '');
    new Journal(base).write(action, 'planned', plans.flatMap((plan) => columnsAdded(plan.key, plan.tab.sheetId, columnsToAdd(plan, this.language))));
  }

  /** Writes Settings, which makes it a base; before that the opening orders of a wide sheet. */
  settings(action: Action | null, plans: readonly SheetPlan[]): void {
    const { ports: { book, documentStore, keys }, damaged } = this;
    const kept = documentStore.get(ADDRESS_KEY_BACKUP);
    const addressKey = kept ?? keys.randomText();
    if (kept === null) documentStore.set(ADDRESS_KEY_BACKUP, addressKey);
    const base = this.base(plans, addressKey);
    const optionalColumns = OPTIONAL_COLUMNS.filter((key) => base.state.layouts.clients?.keys.includes(key));
    base.remember({ madeColumns: optionalColumns, shownColumns: optionalColumns });
    if (action !== null) {
      endAction(base, action.id);
      takeOrders(base, action, plans);
    }
    if (damaged === null) {
      writeSettings(this.ports, this.ids.settings ?? 0, base.state);
      return;
    }
    const rowIndex = damaged.rows.get(STATE_ROW) ?? 0;
    book.write(damaged.tab.sheetId, rowIndex, damaged.valueColumn, [[stateText({ ...base.state, nextClientNumber: 1 + book.read(this.ids.clients ?? 0).length })]]);
    this.repaired.push(damaged.tab.name);
  }

  /** What is made so far, as a base that nothing was written about yet. */
  private base(plans: readonly SheetPlan[], addressKey: string): Base {
    const { ports, language, record, ids } = this;
    const journalId = ids.journal ?? 0;
    const state: BaseState = {
      version: 1,
      baseId: ports.book.spreadsheetId(),
      language,
      addressKey,
      nextClientNumber: 1,
      tabs: ids,
      layouts: ids.settings === undefined ? {} : this.layouts(plans),
      headers: headersOf(plans),
      aliases: Object.fromEntries(plans.flatMap(({ key, alias }) => (alias === null ? [] : [[key, alias]]))),
      setUp: record === null ? null : { actionId: record.actionId, before: record.before, sheets: record.sheets },
      recalculated: null,
      orderRows: 0,
      thresholdTexts: [],
      history: null,
      madeColumns: [],
      shownColumns: [],
      // Lines that stand there already keep their numbers to themselves.
      nextAction: record === null ? ports.book.rowCount(journalId) + 1 : 1,
      journalCharacters: 0,
    };
    return new Base(ports, { tab: { sheetId: journalId, name: '' }, valueColumn: 1, idColumn: 4, rows: new Map(), values: new Map(), cells: new Map(), meaningColumn: -1, meanings: new Map() }, state, DEFAULT_SETTINGS, []);
  }

  /** Headers as they stand. 1 counted call for each tab that was there before. */
  private layouts(plans: readonly SheetPlan[]): Partial<Record<BaseTabKey, Layout>> {
    return Object.fromEntries(BASE_TABS.map((key) => {
      const plan = plans.find((taken) => taken.key === key);
      if (plan !== undefined) return [key, takenLayout(plan, this.language)];
      const sheetId = this.ids[key] ?? 0;
      const { columns } = tabSpec(key, this.language);
      if (this.fresh.has(key) || this.isOfEarlierStep(key, sheetId)) return [key, { titles: columns.map(({ title }) => title), keys: columns.map((column) => column.key) }];
      return [key, layoutOf(headerTitles(this.ports.book.read(sheetId)[0]), sheetId, this.marks, new Set<string>(columnKeysOf(key)))];
    }));
  }

  /** A tab that an earlier step made whole needs not be read. */
  private isOfEarlierStep(key: BaseTabKey, sheetId: number): boolean {
    return this.record?.before.includes(sheetId) === false
      && columnKeysOf(key).every((column, columnIndex) => this.marks.columns.some((mark) => mark.sheetId === sheetId && mark.columnIndex === columnIndex && mark.key === column));
  }
}

/** Orders in place are counted; a wide sheet without them gives one opening order for each client. */
function takeOrders(base: Base, action: Action, plans: readonly SheetPlan[]): void {
  const orders = plans.find(({ key }) => key === 'orders');
  const wide = plans.find(({ kind }) => kind === 'wide');
  if (orders !== undefined) base.remember({ orderRows: Math.max(0, orders.rows.length - 1) });
  else if (wide !== undefined) base.remember({ orderRows: writeOpeningOrders(base, new Journal(base), action, wide) });
}

function headersOf(plans: readonly SheetPlan[]): BaseState['headers'] {
  return Object.fromEntries(plans.map(({ key, headerRowIndex, headerRows, rows, width }): [string, HeaderState] =>
    [key, { rowIndex: headerRowIndex, rows: headerRows, titles: headerTitles((rows[0] ?? []).slice(0, width)), taken: true }]));
}

function writeSettings(ports: Ports, sheetId: number, state: BaseState): void {
  const { book, clock } = ports;
  const settings = { ...DEFAULT_SETTINGS, currency: currencyOfLocale(book.locale()) };
  const rows = settingRows(state.language, stateText(state), clock.dayOf(clock.now()), settings);
  book.ensureRows(sheetId, rows.length + 1);
  book.setFormat(sheetId, { rowIndex: 1, columnIndex: 1, rowCount: 1, columnCount: 1 }, 'date');
  book.write(sheetId, 1, 0, rows);
  book.fitRows(sheetId, 1, rows.length);
  const legend = rows.length - 2;
  const cell = (rowIndex: number): { rowIndex: number; columnIndex: number; rowCount: number; columnCount: number } => ({ rowIndex, columnIndex: 1, rowCount: 1, columnCount: 1 });
  book.paint(sheetId, [
    { area: cell(1), background: HEADER_COLOURS.computed },
    { area: cell(2), background: HEADER_COLOURS.system },
    { area: cell(legend), background: HEADER_COLOURS.owner },
    { area: cell(legend + 1), background: HEADER_COLOURS.computed },
    { area: cell(legend + 2), background: HEADER_COLOURS.system },
  ]);
}
