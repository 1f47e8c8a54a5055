/** Small validators of what a page sends: arguments are checked before any work, whoever sends them. */
import { AD_PLATFORMS } from '../core/ad-list';
import { isExpression, isSegmentDraft } from './audience-validators';
import { isAutomationDraft, isAutomationKey } from './automation-validators';
import type { Language } from './base-views';
import { areClientIds, areIgnoredKeys, isAccept, isCleaningPart, isIgnore, isReason } from './cleaning-validators';
import { isConsentRecord, isShortText } from './consent-validators';
import { isExactStep, isMembers, isMerge } from './duplicates-validators';
import { isImportChunk, isImportHeader, isImportPlan, isPreviewRequest } from './import-validators';
import type { AdListRequest, SegmentExport } from './export-views';
import type { MigrationBy } from './movement-views';
import type { MailingRequest, UnknownDecision } from './mailing-views';
import type { ClientsQuery } from './segment-views';
import type { MethodName, ServerApi } from './server-api';
import type { SettingsChange } from './settings-views';
import { isHeaderRowOrNull, isSetUpRequest, isSheetId, isSheetKindOrNull } from './set-up-validators';
import { isReplyMark, isResultId, isResultOffset } from './result-validators';
import { areTemplateKeys, isTemplateDraft, isTemplateKey } from './template-validators';

type Check<T> = (value: unknown) => value is T;
type Parameters_<Name extends MethodName> = Parameters<ServerApi[Name]>;

/** Longest text a page may send in one argument; a template cell holds no more. */
const LONGEST_TEXT = 50_000;
const LONGEST_LIST = 5_000;

const isText: Check<string> = (value): value is string => typeof value === 'string' && value.length <= LONGEST_TEXT;
const isBoolean: Check<boolean> = (value): value is boolean => typeof value === 'boolean';
const isCount: Check<number> = (value): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000_000;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const oneOf = <T extends string>(...allowed: readonly T[]): Check<T> => (value): value is T => allowed.some((candidate) => candidate === value);
const isLanguage: Check<Language> = oneOf('ru', 'en');

const isQuery: Check<ClientsQuery> = (value): value is ClientsQuery =>
  isRecord(value) && isText(value['audience']) && isCount(value['offset']) && isCount(value['limit']) && value['limit'] <= LONGEST_LIST
  && oneOf('money', 'money-at-risk', 'silence', 'name')(value['order']);

const isChange: Check<SettingsChange> = (value): value is SettingsChange => isRecord(value) && Object.keys(value).length <= 100 && Object.values(value).every(isText);

const isIsoDayOrNull: Check<string | null> = (value): value is string | null => value === null || (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value));
/** 0 = never, 1 = Monday … 7 = Sunday. */
const isWeekday: Check<number> = (value): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 7;
const isMigrationBy: Check<MigrationBy> = oneOf('segment', 'abc', 'xyz', 'lifecycle');

/** At most half may be held out: more would be no mailing. */
const isShare = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 0.5;
const isMoment = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;

const isRequest: Check<MailingRequest> = (value): value is MailingRequest => isRecord(value) && isText(value['templateKey']) && isText(value['audience'])
  && (value['holdOutShare'] === undefined || isShare(value['holdOutShare'])) && (value['preparedMs'] === undefined || isMoment(value['preparedMs']));

const isSegmentExport: Check<SegmentExport> = (value): value is SegmentExport => isRecord(value) && isText(value['audience']) && isCount(value['offset']);

const isAdListRequest: Check<AdListRequest> = (value): value is AdListRequest =>
  isRecord(value) && isText(value['audience']) && oneOf(...AD_PLATFORMS)(value['platform']) && oneOf('email', 'phone')(value['only']);

const isDecision: Check<UnknownDecision> = (value): value is UnknownDecision =>
  isRecord(value) && isText(value['mailingId']) && isText(value['letterId']) && oneOf('sent', 'not-sent')(value['outcome']);

type Checks<Arguments extends readonly unknown[]> = { readonly [Index in keyof Arguments]: Check<Arguments[Index]> };

/** The checks of each method's arguments, in order. */
export const ARGUMENT_CHECKS: { readonly [Name in MethodName]: Checks<Parameters_<Name>> } = {
  'home.view': [],
  'base.setUp': [isLanguage],
  'setUp.look': [isLanguage],
  'setUp.read': [isSheetId, isHeaderRowOrNull, isSheetKindOrNull, isLanguage],
  'setUp.begin': [isSetUpRequest],
  'repair.look': [],
  'repair.run': [],
  'base.adoptCopy': [],
  'demo.make': [isLanguage],
  'demo.delete': [],
  'import.preview': [isPreviewRequest],
  'import.profile': [isImportHeader],
  'import.start': [isImportPlan, isLanguage],
  'import.chunk': [isImportChunk],
  'import.finish': [isText],
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
  'export.segment': [isSegmentExport],
  'export.adCheck': [isAdListRequest],
  'export.adList': [isAdListRequest],
  'settings.view': [],
  'settings.save': [isChange],
  'settings.effect': [isChange],
  'journal.list': [],
  'journal.undo': [isText],
  'backup.make': [],
  'duplicates.scan': [],
  'duplicates.group': [isText],
  'duplicates.merge': [isMerge],
  'duplicates.apart': [isMembers],
  'duplicates.mergeExact': [isExactStep],
  'clean.scan': [],
  'clean.page': [isCleaningPart, isCount],
  'clean.accept': [isAccept],
  'clean.ignore': [isIgnore],
  'clean.ignored': [],
  'clean.unignore': [areIgnoredKeys],
  'archive.view': [],
  'archive.put': [areClientIds, isReason],
  'archive.back': [areClientIds],
  'templates.list': [],
  'templates.get': [isTemplateKey],
  'templates.save': [isTemplateDraft, isTemplateKey],
  'templates.preview': [isTemplateDraft, isText],
  'templates.remove': [isTemplateKey],
  'templates.addStarters': [areTemplateKeys],
  'audience.fields': [],
  'audience.count': [isExpression],
  'audience.saved': [],
  'audience.save': [isSegmentDraft],
  'audience.remove': [isText],
  'audience.selection': [],
  'mailing.home': [],
  'mailing.audience': [isText],
  'mailing.preview': [isRequest, isText],
  'mailing.test': [isRequest, isText],
  'mailing.preflight': [isRequest],
  'mailing.plan': [isRequest, isCount],
  'mailing.sendChunk': [isText],
  'mailing.resume': [isText],
  'mailing.stop': [isText],
  'mailing.progress': [isText],
  'mailing.detail': [isText],
  'mailing.decide': [isDecision],
  'mailing.preflightTab': [isRequest],
  'mailing.backgroundView': [],
  'mailing.background': [isBoolean],
  'automations.view': [],
  'automations.save': [isAutomationDraft],
  'automations.switch': [isAutomationKey, isBoolean],
  'automations.preview': [isAutomationKey],
  'automations.runNow': [],
  'automations.takeOver': [],
  'weekly.view': [],
  'weekly.switch': [isWeekday],
  'weekly.send': [],
  'results.list': [],
  'results.view': [isResultId, isResultOffset],
  'results.reply': [isReplyMark],
  'results.client': [isResultId],
  'webapp.view': [],
  'webapp.save': [isText],
  'consents.view': [],
  'consents.find': [isShortText],
  'consents.proof': [isShortText],
  'consents.record': [isConsentRecord],
  'consents.ask': [isShortText],
  'consents.recordColumn': [isCount],
  'consents.optIn': [isBoolean],
  'personal.due': [],
  'personal.export': [isShortText],
  'personal.erase': [isShortText, isShortText],
  'page.open': [oneOf('set-up', 'import', 'preflight', 'template'), isText],
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
