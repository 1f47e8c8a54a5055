/** What the base remembers about itself, as JSON in one system cell of the Settings tab. */
import type { Language } from '../core/language/language';
import { LANGUAGES } from '../core/language/language';
import type { TabKey } from '../core/language/names';
import type { OptionalColumn } from '../core/settings';

/** The header row as last seen, with the stable key of each column (null = the owner's own column). */
export interface Layout {
  readonly titles: readonly string[];
  readonly keys: readonly (string | null)[];
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
      layouts: state.layouts ?? {},
      recalculated: state.recalculated === undefined || state.recalculated === null ? null : { ...state.recalculated, settings: state.recalculated.settings ?? {} },
      orderRows: state.orderRows ?? 0,
      thresholdTexts: state.thresholdTexts ?? [],
      history: state.history ?? null,
      madeColumns: state.madeColumns ?? [],
      shownColumns: state.shownColumns ?? [],
      nextAction: state.nextAction ?? 1,
      journalCharacters: state.journalCharacters ?? 0,
    };
  } catch {
    return null;
  }
}

/** The text of the system cell. */
export function stateText(state: BaseState): string {
  return JSON.stringify(state);
}
