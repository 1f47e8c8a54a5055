/** What each RPC method does: one call into a use case. */
import type { MethodName, ServerApi } from '../contract/server-api';
import type { Outcome } from '../core/issue';
import { issue, outcome } from '../core/issue';
import { saveAutomation, switchAutomation, takeOverAutomations } from '../domain/automations/automations-edit';
import { previewAutomation, runAutomations, viewAutomations } from '../domain/automations/automations-view';
import { deleteDemo, makeDemo } from '../domain/demo';
import { checkAdList, exportSegment, makeAdList } from '../domain/export';
import { acceptFindings } from '../domain/cleaning/accept';
import { bringBack, putIntoArchive, viewArchive } from '../domain/cleaning/archive-desk';
import { ignoreFindings, listIgnored, unignoreFindings } from '../domain/cleaning/ignore';
import { pageOfFindings, scanCleaning } from '../domain/cleaning/scan';
import { listClients, locateClient, showClients } from '../domain/client-list';
import { keepApart } from '../domain/duplicates/apart';
import { mergeDuplicates } from '../domain/duplicates/merge';
import { mergeExact } from '../domain/duplicates/merge-exact';
import { scanDuplicates, viewGroup } from '../domain/duplicates/views';
import { viewHelp, viewHome } from '../domain/home';
import { previewImport } from '../domain/import-preview';
import { importProfile } from '../domain/import-profile';
import { cancelImport, finishImport, importChunk, importStatus, startImport } from '../domain/import-orders';
import { viewJournal } from '../domain/journal/journal-view';
import { makeBackup } from '../domain/backup';
import { undoAction } from '../domain/journal/undo';
import { countAudience, decideUnknown, freeCopy, mailingProgress, resumeMailing, stopMailing, viewDetail, viewMailing } from '../domain/mailing/mailing-home';
import { planNewMailing } from '../domain/mailing/plan-mailing';
import { preflightMailing, previewLetter, sendTest } from '../domain/mailing/preflight';
import { writePreflightTab } from '../domain/mailing/preflight-tab';
import { countClients } from '../domain/mailing/segments-count';
import { removeSegment, saveSegment, viewSegmentsSaved } from '../domain/mailing/segments-desk';
import { sendWeeklyNow, switchWeekly, viewWeekly } from '../domain/automations/weekly';
import { markReply, viewClientLetters, viewMailingResults, viewResults } from '../domain/mailing/results';
import { viewAudienceFields } from '../domain/mailing/segments-fields';
import { viewSelection } from '../domain/mailing/segments-selection';
import { sendChunk } from '../domain/mailing/send-chunk';
import { addStarters, getTemplate, listTemplates, removeTemplate, saveTemplate } from '../domain/mailing/template-desk';
import { previewTemplate } from '../domain/mailing/template-preview';
import { askForConsent, findConsents, proofOfConsent, recordColumn, recordConsent, switchOptInPages, viewConsents } from '../domain/mailing/consent-desk';
import { applyWaiting, saveWebapp, webappView } from '../domain/mailing/unsubscribe';
import { erasePerson } from '../domain/personal-data/erasure';
import { exportPerson } from '../domain/personal-data/personal-export';
import { listDue } from '../domain/personal-data/retention';
import { listSnapshots, viewMigration } from '../domain/migration-view';
import { viewModels } from '../domain/models-view';
import { viewCohorts, viewMovement } from '../domain/movement';
import { recalculate } from '../domain/recalculate';
import { viewDormant, viewSegments } from '../domain/segments';
import { lookForRepair, runRepair } from '../domain/repair-desk';
import { beginSetUp, setUpBase } from '../domain/set-up';
import { lookAtSheets, readSheet } from '../domain/set-up-look';
import { saveSettings, settingsEffect, viewSettings } from '../domain/settings-tab';
import type { Ports } from '../domain/ports';
import { openBase } from '../domain/base';
import { HOURLY_FUNCTION, showPage } from './app';
import { HourlyTrigger } from '../adapters/hourly-trigger';
import { serviceUrl } from '../adapters/service-url';

/** A method of the server: as in the contract, with the ports in front and issues beside the value. */
export type Handlers = { readonly [Name in MethodName]: (ports: Ports, ...args: Parameters<ServerApi[Name]>) => Outcome<ReturnType<ServerApi[Name]> | null> };

/** Every method of the contract. */
export const HANDLERS: Handlers = {
  'home.view': (ports) => {
    // Whoever unsubscribed while the spreadsheet could not be reached is in the ledger when the sidebar opens.
    applyWaiting(ports);
    return viewHome(ports);
  },
  'base.setUp': setUpBase,
  'setUp.look': lookAtSheets,
  'setUp.read': readSheet,
  'setUp.begin': beginSetUp,
  'repair.look': lookForRepair,
  'repair.run': runRepair,
  'base.adoptCopy': (ports) => {
    const freed = freeCopy(ports);
    return freed.value === null ? outcome(null, freed.issues) : setUpBase(ports, openBase(ports).value?.language ?? 'en');
  },
  'demo.make': makeDemo,
  'demo.delete': deleteDemo,
  'import.preview': previewImport,
  'import.profile': importProfile,
  'import.start': startImport,
  'import.chunk': importChunk,
  'import.finish': finishImport,
  'import.status': importStatus,
  'import.cancel': cancelImport,
  'segments.recalculate': recalculate,
  'segments.view': viewSegments,
  'dormant.view': viewDormant,
  'migration.view': viewMigration,
  'snapshots.list': listSnapshots,
  'cohorts.view': viewCohorts,
  'movement.view': viewMovement,
  'models.view': viewModels,
  'clients.list': listClients,
  'clients.show': showClients,
  'clients.locate': locateClient,
  'export.segment': exportSegment,
  'export.adCheck': checkAdList,
  'export.adList': makeAdList,
  'settings.view': viewSettings,
  'settings.save': saveSettings,
  'settings.effect': settingsEffect,
  'journal.list': viewJournal,
  'journal.undo': undoAction,
  'backup.make': makeBackup,
  'clean.scan': scanCleaning,
  'clean.page': pageOfFindings,
  'clean.accept': acceptFindings,
  'clean.ignore': ignoreFindings,
  'clean.ignored': listIgnored,
  'clean.unignore': unignoreFindings,
  'archive.view': viewArchive,
  'archive.put': putIntoArchive,
  'archive.back': bringBack,
  'duplicates.scan': scanDuplicates,
  'duplicates.group': viewGroup,
  'duplicates.merge': mergeDuplicates,
  'duplicates.apart': keepApart,
  'duplicates.mergeExact': mergeExact,
  'audience.fields': viewAudienceFields,
  'audience.count': countClients,
  'audience.saved': viewSegmentsSaved,
  'audience.save': saveSegment,
  'audience.remove': removeSegment,
  'audience.selection': viewSelection,
  'templates.list': listTemplates,
  'templates.get': getTemplate,
  'templates.save': saveTemplate,
  'templates.preview': previewTemplate,
  'templates.remove': removeTemplate,
  'templates.addStarters': addStarters,
  'mailing.home': viewMailing,
  'mailing.audience': countAudience,
  'mailing.preview': previewLetter,
  'mailing.test': sendTest,
  'mailing.preflight': preflightMailing,
  'mailing.plan': planNewMailing,
  'mailing.sendChunk': sendChunk,
  'mailing.resume': resumeMailing,
  'mailing.stop': stopMailing,
  'mailing.progress': mailingProgress,
  'mailing.detail': viewDetail,
  'mailing.decide': decideUnknown,
  'mailing.preflightTab': writePreflightTab,
  'mailing.backgroundView': (ports) => outcome({ on: new HourlyTrigger(HOURLY_FUNCTION).expectedId() !== null, gone: ports.triggers.isGone() }),
  'mailing.background': (ports, on) => {
    if (on) ports.triggers.ensureHourly();
    else ports.triggers.removeHourly();
    return outcome(on);
  },
  'automations.view': (ports) => viewAutomations(ports, new HourlyTrigger(HOURLY_FUNCTION).expectedId() !== null),
  'automations.save': saveAutomation,
  'automations.switch': switchAutomation,
  'automations.preview': previewAutomation,
  'automations.runNow': runAutomations,
  'automations.takeOver': takeOverAutomations,
  'weekly.view': viewWeekly,
  'weekly.switch': switchWeekly,
  'weekly.send': sendWeeklyNow,
  'results.list': viewResults,
  'results.view': viewMailingResults,
  'results.reply': markReply,
  'results.client': viewClientLetters,
  'webapp.view': (ports) => outcome(webappView(ports, serviceUrl())),
  'webapp.save': (ports, url) => {
    if (!/^https?:\/\/\S+$/.test(url)) return outcome(null, [issue('request.bad', { detail: url })]);
    saveWebapp(ports, url.replace(/[?#].*$/, ''));
    return outcome(webappView(ports, url));
  },
  'consents.view': viewConsents,
  'consents.find': findConsents,
  'consents.proof': proofOfConsent,
  'consents.record': recordConsent,
  'consents.ask': askForConsent,
  'consents.recordColumn': recordColumn,
  'consents.optIn': switchOptInPages,
  'personal.due': listDue,
  'personal.export': exportPerson,
  'personal.erase': erasePerson,
  'page.open': (_ports, page, argument) => {
    showPage(SpreadsheetApp.getUi(), page, 'home', argument);
    return outcome(null);
  },
  'help.view': (ports) => viewHelp(ports, new HourlyTrigger(HOURLY_FUNCTION).expectedId() !== null),
};
