/** Settings given to a custom function after its data: plain arguments, texts or a range of keys and values. */
import type { Day } from '../../core/calendar';
import type { Language } from '../../core/language/language';
import { LANGUAGES } from '../../core/language/language';
import { columnKeyOf } from '../../core/language/names';
import { applySettings, isSettingKey } from '../../core/setting-text';
import type { SettingKey, Settings } from '../../core/settings';
import { DEFAULT_SETTINGS, SETTING_KEYS } from '../../core/settings';
import type { Cell } from '../../core/table/cell';
import { isDateCell, isEmptyCell } from '../../core/table/cell';
import { cellText } from '../cells';
import { say } from '../words';
import type { Reader } from './figure-error';
import { errorIn, refuse, refuseFor } from './figure-error';

/** One trailing argument: a cell, or a range by rows. */
export type FigureOption = Cell | readonly (readonly Cell[])[];

/** The settings of one call. */
export interface FigureSettings {
  readonly settings: Settings;
  /** The day that the options name: `asOf`, or the Today cell of a Settings tab given as the range; null = none. */
  readonly asOfDay: Day | null;
}

const EXAMPLE = 'rfm.scale=3; rfm.mode=quantile';
/** A semicolon ends a value only where the next key begins, so `abc.limits=0.2;0.5` and tables of rules stay whole. */
const NEXT_KEY = /;\s*(?=[a-z][\w.]*\s*=|$)/i;

/**
 * Reads the options in any mix: a number alone (the setting `loneNumber`), text `key=value; key=value`, a key followed by its value as
 * the next argument, a range of keys and values (also the first two columns of the Settings tab, with its titles in words).
 * @param loneNumber the setting that a number alone stands for; null = this function has none
 * @throws FigureError for unknown keys and bad values, with what is allowed
 */
export function readFigureOptions(options: readonly FigureOption[], loneNumber: SettingKey | null, reader: Reader): FigureSettings {
  const entries: [string, string][] = [];
  let todayDay: Day | null = null;
  let pendingKey: string | null = null;
  const single = (cell: Cell): void => {
    if (pendingKey !== null) {
      entries.push([pendingKey, valueText(cell, reader)]);
      pendingKey = null;
    } else if (isEmptyCell(cell)) return;
    else if (typeof cell === 'number') entries.push([loneNumber ?? unread(cell, reader), valueText(cell, reader)]);
    else if (typeof cell === 'string' && cell.includes('=')) entries.push(...pairsOf(cell, reader));
    else pendingKey = valueText(cell, reader);
  };
  for (const option of options) {
    if (!isRange(option)) {
      single(option);
      continue;
    }
    for (const row of option) {
      const [first = null, second = null] = row;
      if (row.length < 2) single(first);
      else if (isEmptyCell(first) || isTitleRow(first, second)) continue;
      else if (isToday(first)) todayDay = isDateCell(second) ? second.day : typeof second === 'number' ? Math.floor(second) : todayDay;
      else if (!isEmptyCell(second)) entries.push([keyOf(first), valueText(second, reader)]);
      else if (cellText(first).includes('=')) single(first);
    }
  }
  if (pendingKey !== null) unread(pendingKey, reader);
  const applied = applySettings(DEFAULT_SETTINGS, entries);
  const refused = applied.issues.find(({ severity }) => severity === 'error');
  if (refused !== undefined) refuseFor(refused, reader);
  const { asOf } = applied.value;
  return { settings: applied.value, asOfDay: asOf === 'today' ? todayDay : asOf };
}

function isRange(option: FigureOption): option is readonly (readonly Cell[])[] {
  return Array.isArray(option);
}

function unread(cell: Cell, reader: Reader): never {
  const key = cellText(cell);
  // A setting without a value is told what it may be; anything else is no option at all.
  return isSettingKey(key)
    ? refuseFor(applySettings(DEFAULT_SETTINGS, [[key, '']]).issues[0] ?? refuse('function.argumentBad', reader, { name: key, value: '', allowed: EXAMPLE }), reader)
    : refuse('function.argumentBad', reader, { name: 'options', value: key, allowed: EXAMPLE });
}

function pairsOf(text: string, reader: Reader): [string, string][] {
  return text.split(NEXT_KEY).filter((part) => part.trim() !== '').map((part): [string, string] => {
    const at = part.indexOf('=');
    if (at < 0) unread(part.trim(), reader);
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  });
}

function valueText(cell: Cell, reader: Reader): string {
  const error = errorIn(cell);
  if (error !== undefined) refuse('function.cellError', reader, { value: error }, undefined, 'options');
  return cellText(cell);
}

/** A dotted key as it is, a title of the Settings tab by its key; anything else comes back to be refused by name. */
function keyOf(cell: Cell): string {
  const typed = cellText(cell);
  if (isSettingKey(typed)) return typed;
  return SETTING_KEYS.find((key) => inSomeLanguage(typed, (language) => say(language, `setting.${key}`))) ?? typed;
}

function isToday(cell: Cell): boolean {
  return inSomeLanguage(cellText(cell), (language) => say(language, 'settings.today'));
}

/** The header of the Settings tab and its rows that hold no setting. */
function isTitleRow(first: Cell, second: Cell): boolean {
  const title = cellText(first);
  return (columnKeyOf(title) === 'setting' && columnKeyOf(cellText(second)) === 'value') || inSomeLanguage(title, (language) => say(language, 'settings.state'));
}

function inSomeLanguage(text: string, nameOf: (language: Language) => string): boolean {
  return LANGUAGES.some((language) => nameOf(language) === text);
}
