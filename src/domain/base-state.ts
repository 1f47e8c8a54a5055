/** What the base remembers about itself, as JSON in one system cell of the Settings tab. */
import type { Language } from '../core/language/language';
import { LANGUAGES } from '../core/language/language';
import type { TabKey } from '../core/language/names';
import type { OptionalColumn } from '../core/settings';
import { fingerprintOf } from './journal/fingerprint';

/** The header row as last seen, with the stable key of each column (null = the owner's own column). */
export interface Layout {
  readonly titles: readonly string[];
  readonly keys: readonly (string | null)[];
  /** Fingerprint of all titles of a header that is too long to be remembered: `titles` are then the beginnings of the first ones. */
  readonly print?: string;
}

/** The last recalculation. Days are serial, time is epoch milliseconds. */
export interface Recalculated {
  readonly asOfDay: number;
  readonly atMs: number;
  readonly orderRows: number;
  /** Settings of figures that were not the default then, as text by key. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What is known of the segment history without reading it. Days are serial. */
export interface HistoryState {
  readonly firstDay: number;
  readonly lastDay: number;
  /** Clients at the last snapshot: fewer now means that someone left. */
  readonly clients: number;
  /** True while the grey columns stand as at the last snapshot, so that changes can be told from them. */
  readonly inStep: boolean;
}

/** Where the header of Orders or Clients stands in the sheet. `titles` are those of the owner's columns. */
export interface HeaderState {
  /** The (lower) header row, 0-based. */
  readonly rowIndex: number;
  readonly rows: 1 | 2;
  readonly titles: readonly string[];
  /** True for a sheet of the owner that became a tab in place. */
  readonly taken: boolean;
}

/** Columns by which clients are known where there is no column of client numbers. */
export const CLIENT_ALIASES = ['name', 'email', 'phone'] as const;
export type ClientAlias = (typeof CLIENT_ALIASES)[number];

/** Tabs whose header may stand below title rows and whose client column may be an alias. */
export const TAKEN_TABS = ['orders', 'clients'] as const;
export type TakenTab = (typeof TAKEN_TABS)[number];

/** A sheet that became a tab in place, so that it can be given back. */
export interface SheetTaken {
  readonly sheetId: number;
  readonly key: TakenTab;
  /** Columns of the owner; ours stand right of them. */
  readonly width: number;
  /** The grid before. */
  readonly gridColumns: number;
  readonly gridRows: number;
  /** Keys given to columns of the owner. */
  readonly own: readonly string[];
}

/** What set-up did, so that it can be taken back. */
export interface SetUpState {
  readonly actionId: string;
  /** Ids of the tabs that were there before. */
  readonly before: readonly number[];
  readonly sheets: readonly SheetTaken[];
}

/** The state of a base. `baseId` is the id of the spreadsheet it belongs to: a copy has another. */
export interface BaseState {
  readonly version: 1;
  readonly baseId: string;
  readonly language: Language;
  /** Key of the HMAC under which addresses stand in the Send log and in Consents. */
  readonly addressKey: string;
  readonly nextClientNumber: number;
  readonly tabs: Readonly<Partial<Record<TabKey, number>>>;
  readonly layouts: Readonly<Partial<Record<TabKey, Layout>>>;
  /** Headers that do not stand in the first row, or did not always. */
  readonly headers: Readonly<Partial<Record<TakenTab, HeaderState>>>;
  /** By which column clients are known in a tab that has no column of client numbers. */
  readonly aliases: Readonly<Partial<Record<TakenTab, ClientAlias>>>;
  /** How a base was made from the owner's sheets; null for one made blank. */
  readonly setUp: SetUpState | null;
  readonly recalculated: Recalculated | null;
  /** Rows of Orders after the last import (to tell whether figures are stale without reading Orders). */
  readonly orderRows: number;
  readonly thresholdTexts: readonly string[];
  readonly history: HistoryState | null;
  /** Optional grey columns that were ever made here: an owner's column of the same name is his. */
  readonly madeColumns: readonly OptionalColumn[];
  /** Optional grey columns that are shown. */
  readonly shownColumns: readonly OptionalColumn[];
  /** Number of the next action in the Journal: an action that was cut off and is run again keeps its number. */
  readonly nextAction: number;
  /** Characters written into the Journal since it was pruned. */
  readonly journalCharacters: number;
  /** The demo base that was made here: from these two its rows can be told again. */
  readonly demo?: { readonly day: number; readonly language: Language };
}

/** Longest text of the system cell, below the 50,000 characters that a cell holds. */
const LONGEST_STATE = 40_000;
/** Headers up to here are remembered whole. */
const LONGEST_LAYOUT = 2_000;
/** What is kept of a longer one: enough to find its row again. */
const TITLES_KEPT = 100;
const TITLE_LENGTH_KEPT = 60;

/** The fingerprint of a header row. */
export function headerPrint(titles: readonly string[]): string {
  return fingerprintOf(JSON.stringify(titles));
}

type ShortLayout = Omit<Layout, 'keys'> & { readonly count: number; readonly keyed: readonly (readonly [columnIndex: number, key: string])[] };

function shortLayout(layout: Layout): Layout | ShortLayout {
  if (JSON.stringify(layout).length <= LONGEST_LAYOUT) return layout;
  const { titles, keys, print = headerPrint(titles) } = layout;
  return { titles: shortTitles(titles), print, count: keys.length, keyed: keys.flatMap((key, index) => (key === null ? [] : [[index, key] as const])) };
}

function wholeLayout(layout: Layout | ShortLayout): Layout {
  if (!('keyed' in layout)) return layout;
  const { titles, print, count, keyed } = layout;
  const keyAt = new Map(keyed);
  return { titles, keys: Array.from({ length: count }, (_unused, index) => keyAt.get(index) ?? null), ...(print === undefined ? {} : { print }) };
}

function shortTitles(titles: readonly string[]): string[] {
  return titles.slice(0, TITLES_KEPT).map((title) => title.slice(0, TITLE_LENGTH_KEPT));
}

/** Changes each entry of a record by key. */
function mapped<K extends string, V, W>(record: Readonly<Partial<Record<K, V>>>, change: (value: V) => W): Partial<Record<K, W>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value as V)])) as Partial<Record<K, W>>;
}

/** Reads the system cell; null when it was damaged. */
export function parseState(text: string): BaseState | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const state = value as Partial<BaseState>;
    const sound =
      state.version === 1 &&
      typeof state.baseId === 'string' &&
      typeof state.addressKey === 'string' &&
      LANGUAGES.some((language) => language === state.language) &&
      typeof state.tabs === 'object';
    if (!sound) return null;
    return {
      version: 1,
      baseId: state.baseId ?? '',
      language: state.language ?? 'en',
      addressKey: state.addressKey ?? '',
      nextClientNumber: state.nextClientNumber ?? 1,
      tabs: state.tabs ?? {},
      layouts: mapped(state.layouts ?? {}, wholeLayout),
      headers: state.headers ?? {},
      aliases: state.aliases ?? {},
      setUp: state.setUp ?? null,
      recalculated: state.recalculated === undefined || state.recalculated === null ? null : { ...state.recalculated, settings: state.recalculated.settings ?? {} },
      orderRows: state.orderRows ?? 0,
      thresholdTexts: state.thresholdTexts ?? [],
      history: state.history ?? null,
      madeColumns: state.madeColumns ?? [],
      shownColumns: state.shownColumns ?? [],
      nextAction: state.nextAction ?? 1,
      journalCharacters: state.journalCharacters ?? 0,
      ...(state.demo === undefined ? {} : { demo: state.demo }),
    };
  } catch {
    return null;
  }
}

/**
 * The text of the system cell. It always fits: of headers of hundreds of columns only what finds them again is kept, and of those with thousands
 * of keys nothing but the row; their columns are known by their marks.
 */
export function stateText(state: BaseState): string {
  const text = JSON.stringify(state);
  if (text.length <= LONGEST_STATE) return text;
  const headers = mapped(state.headers, (header: HeaderState) => ({ ...header, titles: shortTitles(header.titles) }));
  const layouts = mapped(state.layouts, shortLayout);
  const short = JSON.stringify({ ...state, layouts, headers });
  if (short.length <= LONGEST_STATE) return short;
  for (const key of TAKEN_TABS) headers[key] ??= { rowIndex: 0, rows: 1, titles: shortTitles(state.layouts[key]?.titles ?? []), taken: false };
  return JSON.stringify({ ...state, layouts: Object.fromEntries(Object.entries(layouts).filter(([, layout]) => JSON.stringify(layout).length <= LONGEST_LAYOUT)), headers });
}
