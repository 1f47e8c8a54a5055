/** The public functions of the script: everything else is hidden inside the bundle. */
export {
  RFM, RFM_SCORE, RFM_SEGMENT, RFM_WHY, ABC, XYZ, ABCXYZ, DORMANCY, LIFECYCLE, LTV, CLV, P_ALIVE, COHORTS, CRR, MIGRATION, NORM_PHONE, NORM_EMAIL,
} from './functions';
export { onOpen, onInstall, openHome, openSetUp, openImport, openSegments, openDormant, openMailing, openTemplate, openAutomations, openCleaning, openDuplicates, openRepair, openJournal, openSettings, openHelp, recalculateFromMenu } from './menu';
export { runHourly } from './triggers';
export { doGet, doPost } from './webapp';
export { rpc } from './rpc';
