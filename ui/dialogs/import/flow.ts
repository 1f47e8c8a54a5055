/** The steps of an import as data: choosing a file, columns, upload, result; every change is one event. */
import type { ImportProgress, ImportReport } from '../../../src/contract/import-views';
import type { IssueView } from '../../../src/contract/issue-view';
import type { RecalculateReport } from '../../../src/contract/segment-views';
import { isTable, readTable, withColumnUse, type ColumnUse, type NoTable, type TableReading } from './columns';
import type { SourceFile } from './source';

/** Where the dialog stands. */
export type ImportFlow =
  | { readonly step: 'file'; readonly reading: boolean; readonly issues: readonly IssueView[] }
  | { readonly step: 'columns'; readonly source: SourceFile; readonly sheetIndex: number; readonly reading: TableReading | NoTable }
  | { readonly step: 'upload'; readonly source: SourceFile; readonly sheetIndex: number; readonly reading: TableReading; readonly progress: ImportProgress | null; readonly cancelling: boolean; readonly issues: readonly IssueView[] }
  | { readonly step: 'cancelled'; readonly source: SourceFile; readonly sheetIndex: number; readonly reading: TableReading; readonly progress: ImportProgress }
  | { readonly step: 'result'; readonly fileName: string; readonly report: ImportReport; readonly recalculated: RecalculateReport | null };

/** What can happen. */
export type ImportEvent =
  | { readonly event: 'fileChosen' }
  | { readonly event: 'fileRefused'; readonly issues: readonly IssueView[] }
  | { readonly event: 'fileRead'; readonly source: SourceFile }
  | { readonly event: 'sourceReread'; readonly source: SourceFile }
  | { readonly event: 'sheetChosen'; readonly sheetIndex: number }
  | { readonly event: 'headerChosen'; readonly rowIndex: number }
  | { readonly event: 'columnUsed'; readonly columnIndex: number; readonly use: ColumnUse }
  | { readonly event: 'dateOrderChosen'; readonly order: TableReading['dateOrder'] }
  | { readonly event: 'decimalChosen'; readonly mark: TableReading['decimalMark'] }
  | { readonly event: 'uploadBegun' }
  | { readonly event: 'uploadMoved'; readonly progress: ImportProgress }
  | { readonly event: 'uploadFailed'; readonly issues: readonly IssueView[] }
  | { readonly event: 'cancelAsked' }
  | { readonly event: 'uploadCancelled'; readonly progress: ImportProgress }
  | { readonly event: 'uploadDone'; readonly report: ImportReport }
  | { readonly event: 'recalculated'; readonly report: RecalculateReport }
  | { readonly event: 'back' };

/** The dialog as it opens. */
export const firstStep: ImportFlow = { step: 'file', reading: false, issues: [] };

/** The flow after an event; an event that does not belong to the step changes nothing. */
export function importFlow(flow: ImportFlow, happened: ImportEvent): ImportFlow {
  switch (happened.event) {
    case 'fileChosen': return { step: 'file', reading: true, issues: [] };
    case 'fileRefused': return flow.step === 'file' ? { step: 'file', reading: false, issues: happened.issues } : flow;
    case 'fileRead': return flow.step === 'file' ? columnsOf(happened.source, firstFilledSheet(happened.source), null) : flow;
    case 'sourceReread': return flow.step === 'columns' ? columnsOf(happened.source, flow.sheetIndex, null) : flow;
    case 'sheetChosen': return flow.step === 'columns' ? columnsOf(flow.source, happened.sheetIndex, null) : flow;
    case 'headerChosen': return flow.step === 'columns' ? columnsOf(flow.source, flow.sheetIndex, happened.rowIndex) : flow;
    case 'columnUsed': return changedTable(flow, (table) => withColumnUse(table, happened.columnIndex, happened.use));
    case 'dateOrderChosen': return changedTable(flow, (table) => ({ ...table, dateOrder: happened.order, dateDecidedBy: 'cells' }));
    case 'decimalChosen': return changedTable(flow, (table) => ({ ...table, decimalMark: happened.mark }));
    case 'uploadBegun':
      if (flow.step === 'upload') return { ...flow, issues: [], cancelling: false };
      if ((flow.step !== 'columns' && flow.step !== 'cancelled') || !isTable(flow.reading)) return flow;
      return { step: 'upload', source: flow.source, sheetIndex: flow.sheetIndex, reading: flow.reading, progress: null, cancelling: false, issues: [] };
    case 'uploadMoved': return flow.step === 'upload' ? { ...flow, progress: happened.progress } : flow;
    case 'uploadFailed': return flow.step === 'upload' ? { ...flow, cancelling: false, issues: happened.issues } : flow;
    case 'cancelAsked': return flow.step === 'upload' ? { ...flow, cancelling: true } : flow;
    case 'uploadCancelled': return flow.step === 'upload' ? { step: 'cancelled', source: flow.source, sheetIndex: flow.sheetIndex, reading: flow.reading, progress: happened.progress } : flow;
    case 'uploadDone': return flow.step === 'upload' ? { step: 'result', fileName: flow.source.name, report: happened.report, recalculated: null } : flow;
    case 'recalculated': return flow.step === 'result' ? { ...flow, recalculated: happened.report } : flow;
    case 'back':
      if (flow.step === 'columns') return firstStep;
      if (flow.step === 'upload' || flow.step === 'cancelled') return { step: 'columns', source: flow.source, sheetIndex: flow.sheetIndex, reading: flow.reading };
      return flow.step === 'result' ? firstStep : flow;
  }
}

function columnsOf(source: SourceFile, sheetIndex: number, headerRowIndex: number | null): ImportFlow {
  const sheet = source.grids[sheetIndex] ?? { name: source.name, grid: [] };
  return { step: 'columns', source, sheetIndex, reading: readTable(sheet.grid, sheet.name, headerRowIndex) };
}

function changedTable(flow: ImportFlow, change: (table: TableReading) => TableReading): ImportFlow {
  return flow.step === 'columns' && isTable(flow.reading) ? { ...flow, reading: change(flow.reading) } : flow;
}

/** The first sheet that holds a table; workbooks often begin with a title page. */
function firstFilledSheet(source: SourceFile): number {
  const found = source.grids.findIndex((sheet) => isTable(readTable(sheet.grid, sheet.name, null)));
  return Math.max(0, found);
}
