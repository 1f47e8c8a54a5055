/** A workbench with one project whose code each call replaces: `host.run('return 1 + 1')`. */
import { createNodeWorkbench, disposeNodeWorkbench, type InstallOptions, type Json, type RunOptions, type Workbench, type WorkbenchOptions } from '../../../scripts/workbench/node';

export const ANNA = 'anna@example.com';
export const BORIS = 'boris@example.org';

export interface ScriptHostOptions {
  readonly workbench?: Partial<WorkbenchOptions>;
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly install?: InstallOptions;
  readonly pages?: Readonly<Record<string, string>>;
  /** Makes a book and binds the project to it (default true). */
  readonly bound?: boolean;
}

export class ScriptHost {
  readonly workbench: Workbench;
  readonly bookId: string | null;
  private readonly install: InstallOptions;
  private readonly fresh: Json;

  constructor(private readonly options: ScriptHostOptions = {}) {
    this.workbench = createNodeWorkbench({
      clock: '2024-01-15T09:00:00Z',
      users: [
        { email: ANNA, name: 'Анна Ким', language: 'ru', account: 'consumer', aliases: ['shop@example.com'] },
        { email: BORIS, name: 'Boris', language: 'en', account: 'workspace' },
      ],
      ...options.workbench,
    });
    this.bookId = options.bound === false ? null : this.workbench.createBook({ name: 'Book', rowCount: 20, columnCount: 5 }).id;
    this.install = { projectId: 'project', ownerEmail: ANNA, ...(this.bookId === null ? {} : { bookId: this.bookId }), ...options.install };
    this.fresh = this.workbench.snapshot();
  }

  /** Everything as it was at the start: no project, no letters, the first clock. Cheaper than a new host, which starts an engine and workers. */
  reset(): void {
    delete this.workbench.events.respond;
    this.workbench.restore(this.fresh);
  }

  /** Pushes code (function declarations); `main` is the usual function. */
  push(code: string): void {
    const manifest = {
      timeZone: 'Europe/Moscow', runtimeVersion: 'V8',
      dependencies: { enabledAdvancedServices: [{ userSymbol: 'Gmail', serviceId: 'gmail', version: 'v1' }] },
      oauthScopes: ['https://mail.google.com/', 'script.send_mail', 'script.scriptapp', 'script.external_request', 'userinfo.email', 'script.container.ui', 'spreadsheets.currentonly']
        .map((scope) => (scope.includes('://') ? scope : `https://www.googleapis.com/auth/${scope}`)),
      ...this.options.manifest,
    };
    this.workbench.install([
      { path: 'appsscript.json', source: JSON.stringify(manifest) },
      { path: 'Code.js', source: code },
      ...Object.entries(this.options.pages ?? {}).map(([name, source]) => ({ path: `${name}.html`, source })),
    ], this.install);
  }

  /** Runs a pushed function; a failure is thrown as `Name: message`. */
  async call(functionName: string, options: RunOptions = {}): Promise<unknown> {
    const record = await this.workbench.run(functionName, [], { bookId: this.bookId, user: ANNA, ...options });
    if (record.state === 'finished') return record.result;
    throw new Error(record.error === null ? record.state : `${record.error.name}: ${record.error.message}`);
  }

  /** Runs a function body. */
  run(body: string, options: RunOptions = {}): Promise<unknown> {
    this.push(`function main() { ${body} }`);
    return this.call('main', options);
  }

  dispose(): Promise<void> {
    return disposeNodeWorkbench(this.workbench);
  }
}
