/** What a person chooses about the workbench itself; saved with the state. */
import type { Json } from '../runtime/state';
import type { Language } from './language';

/** How the script is installed: bound to the spreadsheet, as an add-on under test, or as a published add-on. */
export type ScriptForm = 'bound' | 'addon' | 'published';

export interface Settings {
  readonly language: Language;
  /** Who is at the keyboard. */
  readonly userEmail: string;
  /** The book shown; null at the first start. */
  readonly bookId: string | null;
  readonly scriptForm: ScriptForm;
  /** Scopes each person refused. */
  readonly deniedScopes: Readonly<Record<string, readonly string[]>>;
  /** Script projects that were allowed to run, by the permission dialog or because they were here first. */
  readonly authorisedProjects: readonly string[];
  /** Virtual milliseconds of one service call. */
  readonly latencyMs: number;
  /** Pixels of the panel at the bottom when it is open. */
  readonly panelHeightPx: number;
}

/** The two people of the workbench. */
export const PEOPLE = [
  { email: 'owner@example.com', names: { ru: 'Анна Орлова', en: 'Anna Brown' } },
  { email: 'colleague@example.com', names: { ru: 'Борис Зимин', en: 'Boris White' } },
] as const;

/** Settings of a first start. */
export function firstSettings(language: Language): Settings {
  return { language, userEmail: PEOPLE[0].email, bookId: null, scriptForm: 'bound', deniedScopes: {}, authorisedProjects: [], latencyMs: 50, panelHeightPx: 320 };
}

/** What is kept on the server between two starts. */
export interface SavedState {
  readonly version: 1;
  readonly settings: Settings;
  readonly host: Json;
}

/** The saved state, or null when the data are not of this version. */
export function readSavedState(data: unknown): SavedState | null {
  if (typeof data !== 'object' || data === null || (data as { version?: unknown }).version !== 1) return null;
  return data as SavedState;
}
