/** A workbench with the fake spreadsheet service and one bound script, for tests of the runtime. */
import {
  createEngine, createNodeTransport, createWorkbench, SERVICES, type Book, type ExecutionRecord, type InstallOptions, type RunOptions, type ScriptProject, type SourceFile,
  type Workbench, type WorkbenchOptions,
} from '../../../scripts/workbench/node';
import { fakeSpreadsheetModule, resetFakes } from './fake-services';

export interface Manifest {
  readonly timeZone?: string;
  readonly oauthScopes?: readonly string[];
  readonly dependencies?: object;
  readonly webapp?: object;
}

export class Bench {
  private constructor(readonly workbench: Workbench, readonly book: Book) {}

  static create(options: Partial<WorkbenchOptions> = {}): Bench {
    resetFakes();
    const workbench = createWorkbench({
      engine: createEngine(), transport: createNodeTransport(), services: [...SERVICES, fakeSpreadsheetModule], watchdogMs: 10_000,
      users: [{ email: 'anna@gmail.com' }, { email: 'boris@gmail.com' }], ...options,
    });
    return new Bench(workbench, workbench.createBook({ name: 'Test' }));
  }

  /** Pushes the code to the bound project of this bench. */
  install(code: string, manifest: Manifest = {}, options: InstallOptions = {}, more: readonly SourceFile[] = []): ScriptProject {
    const files = [{ path: 'appsscript.json', source: JSON.stringify({ timeZone: 'Etc/GMT', ...manifest }) }, { path: 'Code.js', source: code }, ...more];
    return this.workbench.install(files, { bookId: this.book.id, ...options });
  }

  run(functionName: string, args: readonly unknown[] = [], options: RunOptions = {}): Promise<ExecutionRecord> {
    return this.workbench.run(functionName, args, options);
  }

  /** Installs the code, runs `main` and returns its result; a failure rejects with its text. */
  async evaluate(code: string, args: readonly unknown[] = [], manifest: Manifest = {}): Promise<unknown> {
    this.install(code, manifest);
    const record = await this.run('main', args);
    if (record.error) throw new Error(`${record.error.name}: ${record.error.message}`);
    return record.result;
  }

  async dispose(): Promise<void> {
    await this.workbench.dispose();
    this.workbench.engine.dispose();
  }
}
