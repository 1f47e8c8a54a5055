/** Colours of dormant rows: conditional-format rules that test the grey columns of the same row, driven by Settings. */
import type { DormancyBand } from '../core/dormancy';
import { dormancyName } from '../core/language/names';
import type { Base } from './base';
import type { Columns } from './layout';
import { columnsOf } from './layout';
import type { HighlightRule } from './ports';

/** Stands inside each formula of ours, so that the owner's rules are told from ours. */
export const HIGHLIGHT_MARK = 'N("clientura")';

/** Rules reach to this row, so that growing the base needs no new ones. */
const LAST_ROW = 200_000;

const BANDS: readonly Exclude<DormancyBand, 'on_time'>[] = ['lost', 'dormant', 'late', 'due'];

/** Column letters of a 0-based index: 0 → A, 26 → AA. */
export function columnLetters(columnIndex: number): string {
  let letters = '';
  for (let rest = columnIndex + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/**
 * Rules for the name and the band cell of each row. The limits of Settings stand in them (silent for at least the minimum
 * silence, or for more than the threshold) beside the band in words, so that a change of Settings changes the rules.
 */
export function highlightRules(base: Pick<Base, 'settings' | 'language'>, columns: Columns, rowCount: number): HighlightRule[] {
  const band = columns.get('dormancy');
  const silent = columns.get('days_silent');
  if (band === undefined || silent === undefined) return [];
  const painted = [columns.get('name') ?? columns.get('client_id'), band].filter((index) => index !== undefined);
  const { settings } = base;
  const limitOf = (key: DormancyBand): string => {
    if (settings['dormancy.mode'] === 'threshold') return `>${settings['dormancy.days']}`;
    // A client can be due, but never late, before the minimum silence.
    return key === 'due' ? '>0' : `>=${settings['dormancy.minSilenceDays']}`;
  };
  return BANDS.filter((key) => settings[`highlight.${key}`] !== '').map((key) => ({
    formula: `=AND($${columnLetters(band)}2="${dormancyName(key, base.language)}",$${columnLetters(silent)}2${limitOf(key)},${HIGHLIGHT_MARK}=0)`,
    background: settings[`highlight.${key}`],
    areas: painted.map((columnIndex) => ({ rowIndex: 1, columnIndex, rowCount: Math.max(1, rowCount - 1), columnCount: 1 })),
  }));
}

/** Puts the rules of Settings in place; the owner's stay. 1 counted call when nothing changed, else 2. */
export function writeHighlights(base: Base, sheetId: number): void {
  const layout = base.state.layouts.clients;
  if (layout === undefined) return;
  base.ports.book.replaceRules(sheetId, HIGHLIGHT_MARK, highlightRules(base, columnsOf(layout), LAST_ROW));
}
