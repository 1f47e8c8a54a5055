/** Runs pieces of script on a fresh spreadsheet of one workbench, for the tests of this folder. */
import { createNodeWorkbench, disposeNodeWorkbench, type Book, type ExecutionRecord, type RunOptions, type Workbench } from '../../../scripts/workbench/node';

export interface BenchOptions {
  readonly locale?: string;
  readonly timeZone?: string;
  readonly scriptZone?: string;
  readonly rowCount?: number;
  readonly columnCount?: number;
}

/** A book with a bound script. `sheet` and `ss` are defined for the body. */
export interface Bench {
  readonly book: Book;
  /** Result of the body; throws the script's error (its message alone). */
  run(body: string, options?: RunOptions): Promise<unknown>;
  /** The whole record, errors included. */
  record(body: string, options?: RunOptions): Promise<ExecutionRecord>;
  /** Message of the error the body ends with; fails when there is none. */
  error(body: string, options?: RunOptions): Promise<string>;
}

export const owner = 'owner@example.com';
export const colleague = 'colleague@example.com';
const start = '2024-01-15T09:00:00Z';

export class ScriptBench {
  readonly workbench: Workbench = createNodeWorkbench({ users: [{ email: owner }, { email: colleague }], clock: start });

  open(options: BenchOptions = {}): Bench {
    const { workbench } = this;
    const book = workbench.createBook({
      locale: options.locale ?? 'en_US', timeZone: options.timeZone ?? 'Etc/GMT', rowCount: options.rowCount ?? 100, columnCount: options.columnCount ?? 10,
    });
    const manifest = JSON.stringify({ timeZone: options.scriptZone ?? options.timeZone ?? 'Etc/GMT' });
    let projectId: string | undefined;
    const record = async (body: string, run: RunOptions = {}): Promise<ExecutionRecord> => {
      const source = `function main() { const ss = SpreadsheetApp.getActiveSpreadsheet(); const sheet = ss.getSheets()[0];\n${body}\n}`;
      const project = workbench.install(
        [{ path: 'appsscript.json', source: manifest }, { path: 'Code.js', source }],
        { bookId: book.id, ...(projectId === undefined ? {} : { projectId }) },
      );
      projectId = project.id;
      return workbench.run('main', [], { projectId, bookId: book.id, ...run });
    };
    return {
      book,
      record,
      run: async (body, run) => {
        const outcome = await record(body, run);
        if (outcome.error !== null) throw new Error(outcome.error.message);
        return outcome.result;
      },
      error: async (body, run) => {
        const outcome = await record(body, run);
        if (outcome.error === null) throw new Error(`No error, but ${JSON.stringify(outcome.result)}`);
        return outcome.error.message;
      },
    };
  }

  async close(): Promise<void> {
    // A calculation that is due would start after the engine is gone.
    await this.workbench.engine.settle();
    await disposeNodeWorkbench(this.workbench);
  }
}
