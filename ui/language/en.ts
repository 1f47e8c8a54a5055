/** Words of the pages in English; the keys are those of the Russian catalogue. */
import { enAudience } from './en-audience';
import { enResults } from './en-results';
import { enWeekly } from './en-weekly';
import { enAutomations } from './en-automations';
import { enConsents } from './en-consents';
import { enDuplicates } from './en-duplicates';
import { enCleaning } from './en-cleaning';
import { enExport } from './en-export';
import { enImport } from './en-import';
import { enDesk } from './en-desk';
import { enJournal } from './en-journal';
import { enMailing } from './en-mailing';
import { enSetUp } from './en-set-up';
import { enTemplate } from './en-template';
import { enTemplateList } from './en-template-list';
import { enUndo } from './en-undo';
import { enViews } from './en-views';
import type { WordKey } from './ru';

export const en: Readonly<Record<WordKey, string>> = {
  'page.name': 'Clientura',
  'page.loading': 'Loading',
  'page.noSession': 'This page was opened apart from its sheet',
  'page.noSessionWhat': 'Open it from the spreadsheet: Extensions menu, then Clientura.',
  'rpc.timeout': 'The spreadsheet did not answer within a minute and a half. Your data are safe. Wait a little and try again: what is done will not be done twice.',
  'rpc.disconnected': 'There is no connection to the spreadsheet. Close the panel and open it again from the Clientura menu.',
  'rpc.unreadable': 'The answer of the spreadsheet could not be read. Your data are safe. Try again; if that does not help, open the panel again from the Clientura menu.',
  'rpc.failed': 'Google did not carry out the request. Your data are safe. Check the internet connection and try again. If several Google accounts are open in this browser, leave one.',
  'demo.delete': 'Delete the demo data',
  'demo.deleted': 'The demo data are deleted',
  'action.again': 'Try again',
  'action.back': 'Back',
  'action.cancel': 'Cancel',
  'action.close': 'Close',
  'action.discard': 'Discard',
  'action.stop': 'Stop',
  'action.stopping': 'Stopping after this step',
  'action.progress': '{done} of {total}',
  'toast.undo': 'Undo',
  'issue.error': 'This did not work',
  'issue.warning': 'Please note',
  'issue.info': 'Good to know',
  'issue.count': '{count#row|rows} in all',
  'count.clients': '{count#client|clients}',
  'count.clientsOnly': '{count|client|clients}',
  'count.rows': '{count#row|rows}',
  'change.clients': '{signed} {count|client|clients}',
  'table.nothing': 'empty',

  'step.setUp': 'Make it a client base',
  'step.setUpWhat': 'We look for orders and clients in your sheets, show what was understood and add the sheets that are missing. Your data stay in place.',
  'step.import': 'Import orders',
  'step.importWhat': 'Take an export from your till, shop or accounting: client, date and amount are needed.',
  'step.recalculate': 'Recalculate',
  'step.recalculating': 'Recalculating',
  'step.recalculateWhat': 'We will refresh segments and find who has not bought for long.',
  'step.mailDormant': 'See whom to win back',
  'step.mailDormantWhat': 'Some clients have stopped buying. You can write to them.',
  'step.continueMailing': 'Continue the mailing',
  'step.continueMailingWhat': 'A mailing has not left completely. Nobody will get the letter twice.',
  'step.decideUnknown': 'Sort out letters',
  'step.decideUnknownWhat': 'For some letters it is not known whether they left. Tell us, and the mailing goes on.',
  'step.unfreezeCopy': 'Make it a base of its own',
  'step.unfreezeCopyWhat': 'If this copy will live on its own, switch mailings on in it.',
  'recalculate.done': 'Recalculated: {clients#client|clients}, {orders#order row|order rows}.',
  'recalculate.moved': '{moved#client|clients} changed segment.',
  'recalculate.rejected': '{rejected#row was|rows were} not used.',

  ...enAudience,
  ...enResults,
  ...enWeekly,
  ...enAutomations,
  ...enConsents,
  ...enDuplicates,
  ...enCleaning,
  ...enExport,
  ...enImport,
  ...enSetUp,
  ...enViews,
  ...enMailing,
  ...enTemplate,
  ...enTemplateList,
  ...enDesk,
  ...enJournal,
  ...enUndo,

};
