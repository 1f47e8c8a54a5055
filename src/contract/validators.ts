/** Small validators of what a page sends: arguments are checked before any work, whoever sends them. */
import { FIELDS } from '../core/table/field';
import type { Language } from './base-views';
import type { ClientInput, ImportChunk, ImportPlan, RawCell } from './import-views';
import { CLIENTS_CHUNK, IMPORT_CHUNK_ROWS } from './import-views';
import type { MigrationBy } from './movement-views';
import type { MailingRequest, UnknownDecision } from './mailing-views';
import type { ClientsQuery } from './segment-views';
import type { MethodName, ServerApi } from './server-api';
import type { SettingsChange } from './settings-views';

type Check<T> = (value: unknown) => value is T;
type Parameters_<Name extends MethodName> = Parameters<ServerApi[Name]>;

/** Longest text a page may send in one argument; a template cell holds no more. */
const LONGEST_TEXT = 50_000;
const LONGEST_LIST = 5_000;
const WIDEST_ROW = 500;

const isText: Check<string> = (value): value is string => typeof value === 'string' && value.length <= LONGEST_TEXT;
const isBoolean: Check<boolean> = (value): value is boolean => typeof value === 'boolean';
const isCount: Check<number> = (value): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000_000;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const oneOf = <T extends string>(...allowed: readonly T[]): Check<T> => (value): value is T => allowed.some((candidate) => candidate === value);
const isLanguage: Check<Language> = oneOf('ru', 'en');

const isColumn = (value: unknown): value is number => isCount(value) && value < WIDEST_ROW;

function isMapping(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return Object.keys(value).every((key) => (FIELDS as readonly string[]).includes(key) && isColumn(value[key]));
}

const isPlan: Check<ImportPlan> = (value): value is ImportPlan =>
  isRecord(value) && isText(value['fileName']) && Array.isArray(value['header']) && value['header'].length <= WIDEST_ROW && value['header'].every(isText)
  && isMapping(value['mapping']) && Array.isArray(value['extraColumns']) && value['extraColumns'].every(isColumn)
  && oneOf('dmy', 'mdy')(value['dateOrder']) && oneOf('.', ',')(value['decimalMark']) && isCount(value['rowCount']) && isCount(value['firstRowNumber']);

/** A raw cell: plain value or a date cell. Longer texts than a cell holds are cut later, not refused. */
const isRawCell: Check<RawCell> = (value): value is RawCell => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  return isRecord(value) && typeof value['day'] === 'number' && (value['secondOfDay'] === undefined || typeof value['secondOfDay'] === 'number');
};

const isChunk: Check<ImportChunk> = (value): value is ImportChunk =>
  isRecord(value) && isText(value['importId']) && isCount(value['chunkIndex']) && Array.isArray(value['rows']) && value['rows'].length <= IMPORT_CHUNK_ROWS
  && value['rows'].every((row: unknown) => Array.isArray(row) && row.length <= WIDEST_ROW && row.every(isRawCell));

const isClients: Check<readonly ClientInput[]> = (value): value is readonly ClientInput[] =>
  Array.isArray(value) && value.length <= CLIENTS_CHUNK
  && value.every((client: unknown) => isRecord(client) && isText(client['client']) && isRecord(client['fields'])
    && Object.entries(client['fields']).every(([field, text]) => (FIELDS as readonly string[]).includes(field) && isText(text)));

const isQuery: Check<ClientsQuery> = (value): value is ClientsQuery =>
  isRecord(value) && isText(value['audience']) && isCount(value['offset']) && isCount(value['limit']) && value['limit'] <= LONGEST_LIST
  && oneOf('money', 'money-at-risk', 'silence', 'name')(value['order']);

const isChange: Check<SettingsChange> = (value): value is SettingsChange => isRecord(value) && Object.keys(value).length <= 100 && Object.values(value).every(isText);

const isIsoDayOrNull: Check<string | null> = (value): value is string | null => value === null || (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value));
const isMigrationBy: Check<MigrationBy> = oneOf('segment', 'abc', 'xyz', 'lifecycle');

const isRequest: Check<MailingRequest> = (value): value is MailingRequest => isRecord(value) && isText(value['templateKey']) && isText(value['audience']);

const isDecision: Check<UnknownDecision> = (value): value is UnknownDecision =>
  isRecord(value) && isText(value['mailingId']) && isText(value['letterId']) && oneOf('sent', 'not-sent')(value['outcome']);

type Checks<Arguments extends readonly unknown[]> = { readonly [Index in keyof Arguments]: Check<Arguments[Index]> };

/** The checks of each method's arguments, in order. */
export const ARGUMENT_CHECKS: { readonly [Name in MethodName]: Checks<Parameters_<Name>> } = {
  'home.view': [],
  'base.setUp': [isLanguage],
  'base.adoptCopy': [],
  'import.start': [isPlan, isLanguage],
  'import.chunk': [isChunk],
  'import.finish': [isText],
  'import.clients': [isClients],
  'import.status': [],
  'import.cancel': [isText],
  'segments.recalculate': [],
  'segments.view': [],
  'dormant.view': [isCount],
  'migration.view': [isIsoDayOrNull, isMigrationBy],
  'snapshots.list': [],
  'cohorts.view': [],
  'movement.view': [],
  'models.view': [],
  'clients.list': [isQuery],
  'clients.show': [isText],
  'clients.locate': [isText],
  'settings.view': [],
  'settings.save': [isChange],
  'settings.effect': [isChange],
  'journal.list': [],
  'journal.undo': [isText],
  'mailing.home': [],
  'mailing.audience': [isText],
  'mailing.preview': [isRequest, isText],
  'mailing.test': [isRequest, isText],
  'mailing.preflight': [isRequest],
  'mailing.plan': [isRequest, isCount],
  'mailing.sendChunk': [isText],
  'mailing.stop': [isText],
  'mailing.progress': [isText],
  'mailing.detail': [isText],
  'mailing.decide': [isDecision],
  'mailing.background': [isBoolean],
  'webapp.view': [],
  'webapp.save': [isText],
  'page.open': [oneOf('import', 'preflight'), isText],
  'help.view': [],
};

/** True when the name is a method of the interface (own keys only: `constructor` is none). */
export function isMethod(name: unknown): name is MethodName {
  return typeof name === 'string' && Object.prototype.hasOwnProperty.call(ARGUMENT_CHECKS, name);
}

/** True when the arguments fit the method. */
export function argumentsFit<Name extends MethodName>(method: Name, args: readonly unknown[]): args is Parameters_<Name> {
  const checks = ARGUMENT_CHECKS[method] as readonly Check<unknown>[];
  return args.length === checks.length && checks.every((check, index) => check(args[index]));
}
