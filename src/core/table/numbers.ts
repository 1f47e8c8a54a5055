/** Reads numbers and money as people's software writes them. */
import { isTooLarge, minorFromDecimal, minorFromNumber } from '../money';
import { isEmptyCell } from './cell';
import type { Cell } from './cell';

/** The decimal mark of a column, for texts such as `1.234` or `1,234` that could be either. */
export interface NumberReading {
  readonly decimal: ',' | '.';
  /** `nothing` = no cell was open to two readings. */
  readonly decidedBy: 'cells' | 'assumed' | 'nothing' | 'user';
}

/** A cell read as a number; `digits` is the plain decimal text of the value. */
export type NumberResult =
  | { readonly state: 'ok'; readonly value: number; readonly digits: string }
  | { readonly state: 'empty' | 'unreadable' };

/** A cell read as money. */
export type MoneyResult =
  | { readonly state: 'ok'; readonly amountMinor: number; readonly rounded: boolean }
  | { readonly state: 'empty' | 'unreadable' | 'tooLarge' };

interface Bare {
  readonly isNegative: boolean;
  readonly isPercent: boolean;
  /** Digits with their separators only. */
  readonly body: string;
}

const SPACES = /[\s\u00a0\u202f\u2009\u2007]/g;
const UNITS =
  'rub\\.?|rur\\.?|руб(?:\\.|лей|ля|ль)?|р\\.?|usd|eur|euro|gbp|kzt|byn|uah|amd|gel|kgs|uzs|azn|try|cny|тг\\.?|тенге|грн\\.?|бел\\.?\\s?руб\\.?|сум|сом|шт\\.?|pcs\\.?|br|[₽$€£¥₸₴₺₾֏₼]';
const UNIT_BEFORE = new RegExp(`^(?:${UNITS})\\s*`, 'i');
const UNIT_AFTER = new RegExp(`\\s*(?:${UNITS})$`, 'i');
// Most cells of most files: digits with at most two decimals, which no reading of a column can change.
const SIMPLE = /^-?\d+(?:[.,]\d{1,2})?$/;
const MINUS = /^[-−–—‒]/;

/** Decides the decimal mark of a column. @param preferred the mark when no cell tells (`,` for Russian) */
export function decideNumberReading(cells: readonly Cell[], preferred: ',' | '.' = '.'): NumberReading {
  let commas = 0;
  let points = 0;
  let open = 0;
  for (const cell of cells) {
    if (typeof cell !== 'string') continue;
    const body = SIMPLE.test(cell) ? cell : bareOf(cell)?.body;
    if (body === undefined) continue;
    const mark = decimalMarkOf(body);
    if (mark === ',') commas += 1;
    else if (mark === '.') points += 1;
    else if (mark === 'open') open += 1;
  }
  if (commas === points) return { decimal: preferred, decidedBy: open > 0 ? 'assumed' : 'nothing' };
  return { decimal: commas > points ? ',' : '.', decidedBy: 'cells' };
}

/** Reads one cell as a number; percent signs divide by 100, brackets and any minus sign make it negative, a lone dash is empty. */
export function readNumber(cell: Cell, reading: Pick<NumberReading, 'decimal'> = { decimal: '.' }): NumberResult {
  if (isEmptyCell(cell)) return { state: 'empty' };
  if (typeof cell === 'number') return Number.isFinite(cell) ? { state: 'ok', value: cell, digits: String(cell) } : { state: 'unreadable' };
  if (typeof cell !== 'string') return { state: 'unreadable' };
  if (SIMPLE.test(cell)) {
    const plain = cell.replace(',', '.');
    return { state: 'ok', value: Number(plain) === 0 ? 0 : Number(plain), digits: plain };
  }
  const bare = bareOf(cell);
  if (bare === undefined) return { state: 'unreadable' };
  if (bare.body === '') return { state: 'empty' };
  const digits = plainDigits(bare.body, reading.decimal);
  if (digits === undefined) return { state: 'unreadable' };
  const signed = bare.isNegative ? `-${digits}` : digits;
  const value = Number(signed);
  if (!bare.isPercent) return { state: 'ok', value: value === 0 ? 0 : value, digits: signed };
  const share = Number((value / 100).toPrecision(15));
  return { state: 'ok', value: share, digits: String(share) };
}

/** Reads one cell as money in minor units; currency signs and words around the number are allowed, percents are not money. */
export function readMoney(cell: Cell, reading: Pick<NumberReading, 'decimal'> = { decimal: '.' }): MoneyResult {
  if (typeof cell === 'string' && cell.trim().endsWith('%')) return { state: 'unreadable' };
  const number = readNumber(cell, reading);
  if (number.state !== 'ok') return number;
  if (isTooLarge(number.value)) return { state: 'tooLarge' };
  const minor = typeof cell === 'number' ? minorFromNumber(cell) : (minorFromDecimal(number.digits) ?? minorFromNumber(number.value));
  return minor === undefined ? { state: 'tooLarge' } : { state: 'ok', ...minor };
}

/** Takes signs, brackets, units and spaces off; undefined when something else is there, body '' for a lone dash. */
function bareOf(text: string): Bare | undefined {
  let rest = text.replace(SPACES, ' ').trim();
  if (/^[-−–—‒]+$/.test(rest)) return { isNegative: false, isPercent: false, body: '' };
  let isNegative = false;
  let isPercent = false;
  const takeMinus = (): void => {
    if (!MINUS.test(rest)) return;
    isNegative = true;
    rest = rest.slice(1).trim();
  };
  if (/^\(.*\)$/.test(rest)) {
    isNegative = true;
    rest = rest.slice(1, -1).trim();
  }
  takeMinus();
  rest = rest.replace(UNIT_BEFORE, '').replace(UNIT_AFTER, '');
  if (rest.endsWith('%')) {
    isPercent = true;
    rest = rest.slice(0, -1).trim();
  }
  if (/^\(.*\)$/.test(rest)) {
    isNegative = true;
    rest = rest.slice(1, -1).trim();
  }
  takeMinus();
  if (/\d\s?[-−]$/.test(rest)) {
    isNegative = true;
    rest = rest.slice(0, -1).trim();
  }
  rest = rest.replace(/^\+/, '').trim();
  return /^[\d.,' ’]*\d[\d.,' ’]*(?:[eE][-+]?\d+)?$/.test(rest) ? { isNegative, isPercent, body: rest } : undefined;
}

/** The decimal mark that a text proves, `open` where `1.234` could be either, undefined where it proves nothing. */
function decimalMarkOf(body: string): ',' | '.' | 'open' | undefined {
  const comma = body.lastIndexOf(',');
  const point = body.lastIndexOf('.');
  if (comma < 0 && point < 0) return undefined;
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const mark = comma >= 0 ? ',' : '.';
  if (body.indexOf(mark) !== Math.max(comma, point)) return mark === ',' ? '.' : ',';
  return isOpenGroup(body, mark) ? 'open' : mark;
}

/** True for `1.234` and the like: one to three digits not starting with zero, one mark, exactly three digits. */
function isOpenGroup(body: string, mark: ',' | '.'): boolean {
  const [before = '', after = ''] = body.split(mark);
  return /^[1-9]\d{0,2}$/.test(before) && /^\d{3}$/.test(after);
}

/** Plain decimal digits; undefined when groups are not groups of three. */
function plainDigits(body: string, decimal: ',' | '.'): string | undefined {
  if (/[eE]/.test(body)) {
    const value = Number(body.replace(',', '.'));
    return Number.isFinite(value) && Math.abs(value) < 1e21 ? String(value) : undefined;
  }
  const proved = decimalMarkOf(body);
  const mark = proved === undefined || proved === 'open' ? decimal : proved;
  const at = body.lastIndexOf(mark);
  const isWhole = at < 0;
  const whole = isWhole ? body : body.slice(0, at);
  const fraction = isWhole ? '' : body.slice(at + 1);
  if (!/^\d*$/.test(fraction)) return undefined;
  const groups = whole.split(/[.,' ’]/);
  const isGrouped = groups.length === 1 || groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group));
  const separators = new Set(whole.replace(/\d/g, ''));
  if (!isGrouped || separators.size > 1 || separators.has(mark)) return undefined;
  const digits = groups.join('');
  if (digits === '' && fraction === '') return undefined;
  return `${digits === '' ? '0' : digits}${fraction === '' ? '' : `.${fraction}`}`;
}
