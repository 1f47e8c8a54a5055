/** Checks of what the import dialog sends. */
import { CLIENT_FIELDS, FIELDS } from '../core/table/field';
import type { ImportChunk, ImportPlan, ImportPreviewRequest, RawCell } from './import-views';
import { IMPORT_CHUNK_ROWS } from './import-views';

/** Longest text of a plan; a cell holds no more. */
const LONGEST_TEXT = 50_000;
/** Most columns a file may have. */
const WIDEST_ROW = 500;
/** Most questions of one import that can be answered. */
const MOST_ANSWERS = 5_000;
const GREATEST_COUNT = 10_000_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_TEXT;
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= GREATEST_COUNT;
const isColumn = (value: unknown): value is number => isCount(value) && value < WIDEST_ROW;

/** The column titles of a file. */
export function isImportHeader(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length <= WIDEST_ROW && value.every(isText);
}

function isMapping(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).every((key) => (FIELDS as readonly string[]).includes(key) && isColumn(value[key]));
}

function isAnswers(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length <= MOST_ANSWERS && Object.keys(value).every((client) => isText(client) && isText(value[client]));
}

function isReadings(value: unknown): boolean {
  return isRecord(value) && typeof value['numericClients'] === 'boolean' && typeof value['hasAmounts'] === 'boolean';
}

/** A plan, whole. */
export function isImportPlan(value: unknown): value is ImportPlan {
  return isRecord(value) && isText(value['fileName']) && isImportHeader(value['header']) && isMapping(value['mapping'])
    && Array.isArray(value['extraColumns']) && value['extraColumns'].every(isColumn)
    && (value['dateOrder'] === 'dmy' || value['dateOrder'] === 'mdy') && (value['decimalMark'] === '.' || value['decimalMark'] === ',')
    && isCount(value['rowCount']) && isCount(value['firstRowNumber'])
    && (value['kind'] === undefined || value['kind'] === 'orders' || value['kind'] === 'clients')
    && (value['answers'] === undefined || isAnswers(value['answers'])) && (value['readings'] === undefined || isReadings(value['readings']));
}

/** A raw cell: plain value or a date cell. Longer texts than a cell holds are cut later, not refused. */
function isRawCell(value: unknown): value is RawCell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return isRecord(value) && typeof value['day'] === 'number' && (value['secondOfDay'] === undefined || typeof value['secondOfDay'] === 'number');
}

/** A client of a chunk; longer texts than a cell holds are cut later, as those of its rows. */
function isClient(value: unknown): boolean {
  if (!isRecord(value) || typeof value['clientKey'] !== 'string' || typeof value['client'] !== 'string' || !isRecord(value['fields'])) return false;
  const { fields } = value;
  return Object.keys(fields).every((field) => (CLIENT_FIELDS as readonly string[]).includes(field) && typeof fields[field] === 'string');
}

function areRows(value: Readonly<Record<string, unknown>>): boolean {
  const { rows, rowNumbers, equalBefore, clients } = value;
  return Array.isArray(rows) && rows.length <= IMPORT_CHUNK_ROWS
    && rows.every((row: unknown) => Array.isArray(row) && row.length <= WIDEST_ROW && row.every(isRawCell))
    && (rowNumbers === undefined || (Array.isArray(rowNumbers) && rowNumbers.length === rows.length && rowNumbers.every((entry) => isCount(entry) && entry > 0)))
    && (equalBefore === undefined || isCount(equalBefore))
    && (clients === undefined || (Array.isArray(clients) && clients.length <= IMPORT_CHUNK_ROWS && clients.every(isClient)));
}

/** A chunk of an import that began. */
export function isImportChunk(value: unknown): value is ImportChunk {
  return isRecord(value) && isText(value['importId']) && isCount(value['chunkIndex']) && areRows(value);
}

/** A chunk to look at. */
export function isPreviewRequest(value: unknown): value is ImportPreviewRequest {
  return isRecord(value) && isImportPlan(value['plan']) && areRows(value);
}
