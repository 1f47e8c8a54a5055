/** The steps of an import as data: choosing a file, columns, check, preview, writing, result; every change is one event. */
import type { ImportAnswers, ImportKind, ImportPlan, ImportPreview, ImportProfile, ImportProgress, ImportQuestion, ImportReport } from '../../../src/contract/import-views';
import type { IssueView } from '../../../src/contract/issue-view';
import type { UndoReport } from '../../../src/contract/journal-views';
import type { RecalculateReport } from '../../../src/contract/segment-views';
import { isTable, readTable, withColumnUse, withPlan, withProfile, type ColumnUse, type NoTable, type TableReading } from './columns';
import { answersOfRest, keptQuestions } from './questions';
import type { SourceFile } from './source';

/** What was chosen the last time for such a file, and the proposal it stands beside. */
export interface SavedChoice { readonly profile: ImportProfile; readonly proposal: TableReading; readonly used: boolean }

/** A read file with its columns. */
export interface ColumnsFlow {
  readonly step: 'columns';
  readonly source: SourceFile;
  readonly sheetIndex: number;
  readonly reading: TableReading | NoTable;
  readonly saved: SavedChoice | null;
  /** The owner has changed something by hand, which nothing found later may overwrite. */
  readonly corrected: boolean;
}

/** What every step after the columns carries: the columns to come back to, and the table as decided there. */
export interface Decided { readonly columns: ColumnsFlow; readonly table: TableReading }

/** Rows looked at so far. */
export interface RowsDone { readonly rowsDone: number; readonly rowsTotal: number }

/** Where the dialog stands. */
export type ImportFlow =
  | { readonly step: 'file'; readonly reading: boolean; readonly issues: readonly IssueView[] }
  | ColumnsFlow
  | (Decided & { readonly step: 'check'; readonly progress: RowsDone | null; readonly answers: ImportAnswers; readonly questions: readonly ImportQuestion[]; readonly issues: readonly IssueView[] })
  | PreviewFlow
  | (Decided & { readonly step: 'upload'; readonly answers: ImportAnswers; readonly progress: ImportProgress | null; readonly cancelling: boolean; readonly issues: readonly IssueView[] })
  | (Decided & { readonly step: 'stopped'; readonly answers: ImportAnswers; readonly progress: ImportProgress; readonly undone: UndoReport | null })
  | { readonly step: 'result'; readonly fileName: string; readonly report: ImportReport; readonly recalculated: RecalculateReport | null; readonly undone: UndoReport | null };

/** What would be written, and the answers given so far. */
export interface PreviewFlow extends Decided {
  readonly step: 'preview';
  readonly preview: ImportPreview;
  /** The answers the preview was counted with. */
  readonly counted: ImportAnswers;
  readonly answers: ImportAnswers;
  /** Every question met so far: one that was answered can be answered otherwise. */
  readonly questions: readonly ImportQuestion[];
}

/** What can happen. */
export type ImportEvent =
  | { readonly event: 'fileChosen' }
  | { readonly event: 'fileRefused'; readonly issues: readonly IssueView[] }
  | { readonly event: 'fileRead'; readonly source: SourceFile }
  | { readonly event: 'sourceReread'; readonly source: SourceFile }
  | { readonly event: 'sheetChosen'; readonly sheetIndex: number }
  | { readonly event: 'headerChosen'; readonly rowIndex: number }
  | { readonly event: 'kindChosen'; readonly kind: ImportKind }
  | { readonly event: 'columnUsed'; readonly columnIndex: number; readonly use: ColumnUse }
  | { readonly event: 'dateOrderChosen'; readonly order: TableReading['dateOrder'] }
  | { readonly event: 'decimalChosen'; readonly mark: TableReading['decimalMark'] }
  | { readonly event: 'profileFound'; readonly header: readonly string[]; readonly profile: ImportProfile }
  | { readonly event: 'savedUsed'; readonly used: boolean }
  | { readonly event: 'checkBegun' }
  | { readonly event: 'checkMoved'; readonly progress: RowsDone }
  | { readonly event: 'checkFailed'; readonly issues: readonly IssueView[] }
  | { readonly event: 'checkDone'; readonly preview: ImportPreview }
  | { readonly event: 'answered'; readonly client: string; readonly answer: string }
  | { readonly event: 'restAnswered'; readonly same: boolean }
  | { readonly event: 'uploadBegun'; readonly plan?: ImportPlan }
  | { readonly event: 'uploadMoved'; readonly progress: ImportProgress }
  | { readonly event: 'uploadFailed'; readonly issues: readonly IssueView[] }
  | { readonly event: 'cancelAsked' }
  | { readonly event: 'uploadStopped'; readonly progress: ImportProgress }
  | { readonly event: 'uploadDone'; readonly report: ImportReport }
  | { readonly event: 'recalculated'; readonly report: RecalculateReport }
  | { readonly event: 'undone'; readonly report: UndoReport }
  | { readonly event: 'back' };

/** The dialog as it opens. */
export const firstStep: ImportFlow = { step: 'file', reading: false, issues: [] };

/** The flow after an event; an event that does not belong to the step changes nothing. */
export function importFlow(flow: ImportFlow, happened: ImportEvent): ImportFlow {
  switch (happened.event) {
    case 'fileChosen': return flow.step === 'file' || flow.step === 'columns' ? { step: 'file', reading: true, issues: [] } : flow;
    case 'fileRefused': return flow.step === 'file' ? { step: 'file', reading: false, issues: happened.issues } : flow;
    case 'fileRead': return flow.step === 'file' ? columnsOf(happened.source, firstFilledSheet(happened.source), null) : flow;
    case 'sourceReread': return flow.step === 'columns' ? columnsOf(happened.source, flow.sheetIndex, null) : flow;
    case 'sheetChosen': return flow.step === 'columns' ? columnsOf(flow.source, happened.sheetIndex, null) : flow;
    case 'headerChosen': return flow.step === 'columns' ? columnsOf(flow.source, flow.sheetIndex, happened.rowIndex) : flow;
    case 'kindChosen': return ofKind(flow, happened.kind);
    case 'columnUsed': return corrected(flow, (table) => withColumnUse(table, happened.columnIndex, happened.use));
    case 'dateOrderChosen': return corrected(flow, (table) => ({ ...table, dateOrder: happened.order, dateDecidedBy: 'user' }));
    case 'decimalChosen': return corrected(flow, (table) => ({ ...table, decimalMark: happened.mark, numberDecidedBy: 'user' }));
    case 'profileFound':
      // An answer about a header that was chosen away meanwhile is late.
      if (flow.step !== 'columns' || !isTable(flow.reading) || flow.saved !== null || flow.reading.header.names !== happened.header) return flow;
      return useSaved({ ...flow, saved: { profile: happened.profile, proposal: flow.reading, used: false } }, !flow.corrected);
    case 'savedUsed': return flow.step === 'columns' ? useSaved(flow, happened.used) : flow;
    case 'checkBegun':
      if (flow.step === 'columns' && isTable(flow.reading)) return { step: 'check', columns: flow, table: flow.reading, progress: null, answers: {}, questions: [], issues: [] };
      if (flow.step === 'preview') return { step: 'check', columns: flow.columns, table: flow.table, progress: null, answers: flow.answers, questions: flow.questions, issues: [] };
      return flow.step === 'check' ? { ...flow, progress: null, issues: [] } : flow;
    case 'checkMoved': return flow.step === 'check' ? { ...flow, progress: happened.progress } : flow;
    case 'checkFailed': return flow.step === 'check' ? { ...flow, issues: happened.issues } : flow;
    case 'checkDone':
      if (flow.step !== 'check') return flow;
      return { step: 'preview', columns: flow.columns, table: flow.table, preview: happened.preview, counted: flow.answers, answers: flow.answers, questions: keptQuestions(flow.questions, happened.preview.questions) };
    case 'answered': return flow.step === 'preview' ? { ...flow, answers: { ...flow.answers, [happened.client]: happened.answer } } : flow;
    case 'restAnswered': return flow.step === 'preview' ? { ...flow, answers: answersOfRest(flow.questions, flow.answers, happened.same) } : flow;
    case 'uploadBegun': return uploadOf(flow, happened.plan);
    case 'uploadMoved': return flow.step === 'upload' ? { ...flow, progress: happened.progress } : flow;
    case 'uploadFailed': return flow.step === 'upload' ? { ...flow, cancelling: false, issues: happened.issues } : flow;
    case 'cancelAsked': return flow.step === 'upload' ? { ...flow, cancelling: true } : flow;
    case 'uploadStopped':
      return flow.step === 'upload' ? { step: 'stopped', columns: flow.columns, table: flow.table, answers: flow.answers, progress: happened.progress, undone: null } : flow;
    case 'uploadDone':
      return flow.step === 'upload' ? { step: 'result', fileName: flow.columns.source.name, report: happened.report, recalculated: null, undone: null } : flow;
    case 'recalculated': return flow.step === 'result' ? { ...flow, recalculated: happened.report } : flow;
    case 'undone': return flow.step === 'result' || flow.step === 'stopped' ? { ...flow, undone: happened.report } : flow;
    case 'back':
      if (flow.step === 'columns' || flow.step === 'result') return firstStep;
      return 'columns' in flow ? flow.columns : flow;
  }
}

/** A plan given is that of the import being gone on with: the table is understood exactly as it was then. */
function uploadOf(flow: ImportFlow, plan: ImportPlan | undefined): ImportFlow {
  if (flow.step === 'upload') return { ...flow, issues: [], cancelling: false };
  const fresh = { step: 'upload', progress: null, cancelling: false, issues: [] } as const;
  if (flow.step === 'preview' || flow.step === 'stopped') return { ...fresh, columns: flow.columns, table: flow.table, answers: flow.answers };
  if (flow.step !== 'columns' || !isTable(flow.reading) || plan === undefined) return flow;
  return { ...fresh, columns: flow, table: withPlan(flow.reading, plan), answers: plan.answers ?? {} };
}

function columnsOf(source: SourceFile, sheetIndex: number, headerRowIndex: number | null): ColumnsFlow {
  const sheet = source.grids[sheetIndex] ?? { name: source.name, grid: [] };
  return { step: 'columns', source, sheetIndex, reading: readTable(sheet.grid, sheet.name, headerRowIndex), saved: null, corrected: false };
}

function corrected(flow: ImportFlow, change: (table: TableReading) => TableReading | NoTable): ImportFlow {
  return flow.step === 'columns' && isTable(flow.reading) ? { ...flow, corrected: true, reading: change(flow.reading) } : flow;
}

/** Another kind is proposed anew; what was chosen the last time stays on offer. */
function ofKind(flow: ImportFlow, kind: ImportKind): ImportFlow {
  if (flow.step !== 'columns' || !isTable(flow.reading)) return flow;
  const { grid, header } = flow.reading;
  const reading = readTable(grid, flow.source.grids[flow.sheetIndex]?.name ?? flow.source.name, header.rowIndex, kind);
  const saved = flow.saved === null || !isTable(reading) ? flow.saved : { ...flow.saved, proposal: reading, used: false };
  return { ...flow, corrected: true, reading, saved };
}

function useSaved(flow: ColumnsFlow, used: boolean): ColumnsFlow {
  const { saved } = flow;
  if (saved === null) return flow;
  const reading = used ? withProfile(saved.proposal, saved.profile) : saved.used ? saved.proposal : flow.reading;
  return { ...flow, reading, saved: { ...saved, used } };
}

/** The first sheet that holds a table; workbooks often begin with a title page. */
function firstFilledSheet(source: SourceFile): number {
  const found = source.grids.findIndex((sheet) => isTable(readTable(sheet.grid, sheet.name, null)));
  return Math.max(0, found);
}
