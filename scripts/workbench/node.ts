/** Everything of the workbench that Node programs use (tests, command line, benchmarks); built into one bundle because of the engine. */
import { createEngine } from './engine/engine';
import { createNodeTransport } from './runtime/transport-node';
import { createWorkbench, type Workbench, type WorkbenchOptions } from './runtime/workbench';
import { SERVICES } from './services/services';

export type * from './engine/book';
export type * from './engine/values';
export { createEngine } from './engine/engine';
export { parseCsv, formatCsv, importCsv, exportCsv } from './engine/csv';
export { readXlsx, writeXlsx } from './engine/xlsx';
export { displayText, isDatePattern } from './engine/display';
export { parseTyped } from './engine/typed-input';
export { localizeFormula, delocalizeFormula } from './engine/formula-text';

export type * from './runtime/execution';
export type * from './runtime/mail-store';
export type * from './runtime/state';
export type * from './runtime/triggers';
export type * from './runtime/window';
export type * from './runtime/workbench';
export type { WorkerTransport } from './runtime/transport';
export * from './runtime/service';
export { createWorkbench } from './runtime/workbench';
export { createNodeTransport } from './runtime/transport-node';
export { memberTableMarkdown, absentMembers } from './runtime/member-table';
export { serveWebApps, type WebAppServer } from './runtime/webapp-node';
export { TimeZone, timeZone, utcTime } from './runtime/time-zone';
export { nextFiring } from './runtime/trigger-registry';
export { encode, decode, type CodecSide } from './runtime/codec';
export { AnswerReader, AnswerWriter, createAnswerMemory } from './runtime/answer-channel';
export { detectScopes } from './runtime/policy';
export { declaredFunctions, describeFunction } from './runtime/script-source';
export { prepareArguments } from './runtime/client/values';
export { SERVICES } from './services/services';
export { main } from './cli/cli-node';
export { renderWorkbenchReadme } from './readme-node';
export { AddOnSession } from './cli/add-on-session';
export { importFile, previewFile, sendFile } from './cli/import-file';
export { importClients, importOrders, readTable } from './cli/orders-import';
export { bookFromFile, saveBook, scriptFiles } from './cli/files-node';

/** A workbench on a new headless engine with all services. Dispose of it with `disposeNodeWorkbench`. */
export function createNodeWorkbench(options: Partial<WorkbenchOptions> = {}): Workbench {
  return createWorkbench({
    engine: options.engine ?? createEngine(),
    transport: options.transport ?? createNodeTransport(),
    services: SERVICES,
    fetch: (url, init) => fetch(url, init),
    ...options,
  });
}

/** Ends the workers and the engine. */
export async function disposeNodeWorkbench(workbench: Workbench): Promise<void> {
  await workbench.dispose();
  workbench.engine.dispose();
}
