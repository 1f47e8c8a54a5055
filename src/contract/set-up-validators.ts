/** Checks of what the set-up dialog sends. */
import type { ChosenSheet, SetUpRequest, SheetKind } from './set-up-views';

/** A sheet id as Sheets gives them; the grid ends before the other two. */
const GREATEST_ID = 4_294_967_295;
const MOST_ROWS = 10_000_000;
const MOST_COLUMNS = 18_278;
const MOST_FIELDS = 200;
const LONGEST_FIELD = 60;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isWhole = (value: unknown, least: number, greatest: number): value is number => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= greatest;
const isTaken = (value: unknown): boolean => value === 'orders' || value === 'clients' || value === 'wide';

/** The id of a sheet. */
export function isSheetId(value: unknown): value is number {
  return isWhole(value, 0, GREATEST_ID);
}

/** The number of a header row as people count, or null. */
export function isHeaderRowOrNull(value: unknown): value is number | null {
  return value === null || isWhole(value, 1, MOST_ROWS);
}

/** A kind of sheet, or null. */
export function isSheetKindOrNull(value: unknown): value is SheetKind | null {
  return value === null || value === 'other' || isTaken(value);
}

function isChosen(value: unknown): value is ChosenSheet {
  return isRecord(value) && isSheetId(value['sheetId']) && isTaken(value['kind']) && isWhole(value['headerRowNumber'], 1, MOST_ROWS)
    && (value['headerRows'] === 1 || value['headerRows'] === 2) && value['headerRows'] <= value['headerRowNumber'] && isRecord(value['columns'])
    && Object.keys(value['columns']).length <= MOST_FIELDS
    && Object.entries(value['columns']).every(([field, column]) => field.length <= LONGEST_FIELD && isWhole(column, 0, MOST_COLUMNS));
}

/** An order to set up: at most one orders sheet and one clients sheet, each sheet once. */
export function isSetUpRequest(value: unknown): value is SetUpRequest {
  if (!isRecord(value) || (value['language'] !== 'ru' && value['language'] !== 'en')) return false;
  const sheets: unknown = value['sheets'];
  if (!Array.isArray(sheets) || sheets.length > 2 || !sheets.every(isChosen)) return false;
  const orders = sheets.filter(({ kind }) => kind === 'orders').length;
  return orders <= 1 && sheets.length - orders <= 1 && new Set(sheets.map(({ sheetId }) => sheetId)).size === sheets.length;
}
