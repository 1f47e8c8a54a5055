/** What the custom functions compute: ranges in, one array out; bad cells stop with one sentence that names row and reason. */
import type { Day } from '../core/calendar';
import type { Issue, IssueCode, Place } from '../core/issue';
import { hasError, issue } from '../core/issue';
import type { Language } from '../core/language/language';
import { columnName, dormancyName, segmentName } from '../core/language/names';
import type { ColumnKey } from '../core/language/names';
import { issueText, text } from '../core/language/text';
import { majorOf } from '../core/money';
import type { OrderRow } from '../core/orders';
import type { ClientFigures } from '../core/segmentation';
import { segmentClients } from '../core/segmentation';
import { applySetting } from '../core/setting-text';
import type { Settings } from '../core/settings';
import { DEFAULT_SETTINGS } from '../core/settings';
import type { Cell } from '../core/table/cell';
import { isEmptyCell } from '../core/table/cell';
import { clientKeyOf, isNumericKeyColumn } from '../core/table/client-key';
import { decideDateReading, readDate } from '../core/table/dates';
import { decideNumberReading, readMoney } from '../core/table/numbers';
import { cellText } from './cells';

/** The arguments of a custom function with dates already turned into calendar days. `forClients` null = a table of all clients. */
export interface FigureArguments {
  readonly clients: readonly Cell[];
  readonly dates: readonly Cell[];
  readonly amounts: readonly Cell[];
  readonly asOf: Cell;
  readonly forClients: readonly Cell[] | null;
  readonly options: readonly (readonly Cell[])[];
}

/** Values of one cell of a result. */
export type FigureCell = string | number;

/** Which figures a function shows: columns of the table, and the one figure for an asked client. */
export interface FigureView {
  readonly columns: readonly ColumnKey[];
  readonly value: (figures: ClientFigures, language: Language) => FigureCell;
}

/** A bad argument: the message is the sentence shown in the cell. */
export class FigureError extends Error {}

/** Views of the five functions. */
export const FIGURE_VIEWS = {
  rfm: { columns: ['client', 'r', 'f', 'm', 'rfm', 'segment'], value: (figures) => figures.rfm ?? '' },
  abc: { columns: ['client', 'revenue', 'abc'], value: (figures) => figures.abc ?? '' },
  xyz: { columns: ['client', 'orders', 'xyz'], value: (figures) => figures.xyz ?? '' },
  abcxyz: { columns: ['client', 'revenue', 'abc', 'xyz', 'abcxyz'], value: (figures) => figures.abcxyz ?? '' },
  dormancy: {
    columns: ['client', 'last_order', 'days_silent', 'rhythm_days', 'dormancy', 'money_at_risk'],
    value: (figures, language) => (figures.dormancy === null ? '' : dormancyName(figures.dormancy, language)),
  },
} as const satisfies Record<string, FigureView>;

/**
 * Computes the array of a custom function.
 * @throws FigureError with one sentence for the cell
 */
export function computeFigures(given: FigureArguments, view: FigureView): FigureCell[][] {
  const spoken = languageOfCells([...given.clients, ...(given.forClients ?? [])]) ?? languageOfCells([...given.dates, ...given.amounts, given.asOf]);
  const language = spoken ?? 'en';
  const { rows, names, numericKeys } = readRows(given, spoken);
  const settings = readOptions(given.options, spoken);
  const asOfDay = readAsOf(given.asOf, spoken);
  const { value, issues } = segmentClients({ rows }, settings, asOfDay);
  const error = issues.find((found) => found.severity === 'error' && found.code !== 'orders.noneUsable');
  if (error !== undefined) throw new FigureError(sentence(error, spoken));
  const figuresOf = new Map(value.clients.map((figures) => [figures.clientKey, figures]));
  if (given.forClients !== null) {
    return given.forClients.map((cell) => {
      const key = clientKeyOf(cell, numericKeys);
      const figures = key === null ? undefined : figuresOf.get(key);
      return [figures === undefined ? '' : view.value(figures, language)];
    });
  }
  const header = view.columns.map((key) => columnName(key, language));
  return [header, ...value.clients.map((figures) => view.columns.map((key) => figureCell(key, figures, names.get(figures.clientKey) ?? figures.clientKey, language)))];
}

function figureCell(key: ColumnKey, figures: ClientFigures, name: string, language: Language): FigureCell {
  const money = (minor: number | null): FigureCell => (minor === null ? '' : majorOf(minor));
  switch (key) {
    case 'client': return name;
    case 'orders': return figures.orders;
    case 'revenue': return money(figures.moneyMinor);
    case 'abc': return figures.abc ?? '';
    case 'xyz': return figures.xyz ?? '';
    case 'abcxyz': return figures.abcxyz ?? '';
    case 'r': return figures.r ?? '';
    case 'f': return figures.f ?? '';
    case 'm': return figures.m ?? '';
    case 'rfm': return figures.rfm ?? '';
    case 'segment': return segmentName(figures.segment, language);
    case 'last_order': return figures.lastDay ?? '';
    case 'days_silent': return figures.daysSilent ?? '';
    case 'rhythm_days': return figures.rhythmDays ?? '';
    case 'dormancy': return figures.dormancy === null ? '' : dormancyName(figures.dormancy, language);
    case 'money_at_risk': return money(figures.moneyAtRiskMinor);
    default: return '';
  }
}

/** Cyrillic cells get Russian words: a custom function may not ask who reads it. Null where no cell holds a letter; error values tell nothing. */
function languageOfCells(cells: readonly Cell[]): Language | null {
  const texts = cells.filter((cell): cell is string => typeof cell === 'string' && !cell.startsWith('#'));
  if (texts.some((cell) => /[а-яё]/i.test(cell))) return 'ru';
  return texts.some((cell) => /[a-z]/i.test(cell)) ? 'en' : null;
}

/** The sentence of an issue, in both languages where nothing tells which one is read. */
function sentence(found: Issue, spoken: Language | null): string {
  return spoken === null ? `${issueText(found, 'en')} / ${issueText(found, 'ru')}` : issueText(found, spoken);
}

function readRows(given: FigureArguments, language: Language | null): { rows: OrderRow[]; names: Map<string, string>; numericKeys: boolean } {
  const lengths = [given.clients.length, given.dates.length, given.amounts.length];
  if (new Set(lengths).size > 1) fail('function.lengthsDiffer', language, { lengths: lengths.join(', ') });
  const first = isHeaderRow(given) ? 1 : 0;
  const dateReading = decideDateReading(given.dates.slice(first));
  const numberReading = decideNumberReading(given.amounts.slice(first));
  const numericKeys = isNumericKeyColumn(given.clients.slice(first));
  const rows: OrderRow[] = [];
  const names = new Map<string, string>();
  for (let rowIndex = first; rowIndex < given.clients.length; rowIndex += 1) {
    const [client = null, date = null, amount = null] = [given.clients[rowIndex], given.dates[rowIndex], given.amounts[rowIndex]];
    if (isEmptyCell(client) && isEmptyCell(date) && isEmptyCell(amount)) continue;
    for (const [name, cell] of [['clients', client], ['dates', date], ['amounts', amount]] as const) {
      if (typeof cell === 'string' && /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|ERROR!)/.test(cell)) fail('function.cellError', language, { value: cell }, rowIndex, name);
    }
    const day = readDate(date, dateReading);
    if (day.state !== 'ok') fail('function.dateBad', language, { value: cellText(date) }, rowIndex, 'dates');
    const money = readMoney(amount, numberReading);
    if (money.state !== 'ok') fail('function.amountBad', language, { value: cellText(amount) }, rowIndex, 'amounts');
    const clientKey = clientKeyOf(client, numericKeys);
    if (clientKey !== null && !names.has(clientKey)) names.set(clientKey, numericKeys ? clientKey : cellText(client));
    rows.push({ rowIndex, clientKey, day: day.day, amountMinor: money.amountMinor });
  }
  if (rows.length === 0) fail('function.rangeEmpty', language, { name: 'clients' });
  return { rows, names, numericKeys };
}

/** A first row with neither a date nor an amount in it, in a range that was taken with its header. */
function isHeaderRow(given: FigureArguments): boolean {
  const [date = null, amount = null] = [given.dates[0], given.amounts[0]];
  return typeof date === 'string' && typeof amount === 'string' && !isEmptyCell(date) && !isEmptyCell(amount) && given.clients.length > 1
    && readDate(date).state === 'unreadable' && readMoney(amount).state === 'unreadable' && !date.startsWith('#');
}

function readAsOf(cell: Cell, language: Language | null): Day | null {
  if (isEmptyCell(cell)) return null;
  const read = readDate(cell);
  if (read.state !== 'ok') fail('function.dateBad', language, { value: cellText(cell) }, undefined, 'asOf');
  return read.day;
}

/** Options: a number is the scale, text `key=value; key=value`, or a range of keys and values. */
function readOptions(options: FigureArguments['options'], language: Language | null): Settings {
  let settings = DEFAULT_SETTINGS;
  const apply = (key: string, text: string): void => {
    const applied = applySetting(settings, key, text);
    if (hasError(applied.issues)) throw new FigureError(sentence(applied.issues[0] as Issue, language));
    settings = applied.value;
  };
  for (const row of options) {
    const [first = null, second = null] = row;
    if (isEmptyCell(first)) continue;
    if (!isEmptyCell(second)) apply(cellText(first), cellText(second));
    else if (typeof first === 'number') apply('rfm.scale', String(first));
    else cellText(first).split(';').filter((part) => part.trim() !== '').forEach((part) => {
      const at = part.indexOf('=');
      if (at < 0) fail('function.argumentBad', language, { name: 'options', value: part.trim(), allowed: 'rfm.scale=3; rfm.mode=quantile' });
      apply(part.slice(0, at).trim(), part.slice(at + 1).trim());
    });
  }
  return settings;
}

function fail(code: IssueCode, language: Language | null, params: Readonly<Record<string, string | number>>, rowIndex?: number, column?: string): never {
  const place = (spoken: Language): Place => ({
    // A function is not told where its ranges begin, so rows are counted from their first one.
    ...(rowIndex === undefined ? {} : { sheet: text(spoken, 'place.ranges'), rowIndex }),
    ...(column === undefined ? {} : { columnName: column }),
  });
  const spoken: readonly Language[] = language === null ? ['en', 'ru'] : [language];
  throw new FigureError(spoken.map((each) => issueText(issue(code, params, place(each)), each)).join(' / '));
}
