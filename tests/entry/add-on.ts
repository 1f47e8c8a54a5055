/** The built add-on on the workbench, as a person uses it: menu, page, token, calls. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { MethodName, RpcReply, ServerApi } from '../../src/contract/server-api';
import type { ImportPlan } from '../../src/contract/import-views';
import type { SetUpDone, SetUpRequest } from '../../src/contract/set-up-views';
import type { Cell } from '../../src/core/table/cell';
import type { Book, ExecutionRecord, RunOptions, Workbench, WorkbenchOptions } from '../../scripts/workbench/node';
import { createNodeWorkbench, disposeNodeWorkbench } from '../../scripts/workbench/node';

const DIST = path.resolve(__dirname, '../../dist');

/** Files of the built add-on. */
export function builtFiles(): { readonly path: string; readonly source: string }[] {
  if (!existsSync(path.join(DIST, 'Code.js'))) throw new Error('dist is missing: run the build first.');
  return readdirSync(DIST).map((file) => ({ path: file, source: readFileSync(path.join(DIST, file), 'utf8') }));
}

/** One spreadsheet with the bound add-on and an open sidebar. */
export class AddOn {
  pageId = '';
  token = '';

  private constructor(readonly workbench: Workbench, readonly book: Book, readonly projectId: string) {}

  static async start(options: Partial<WorkbenchOptions> = {}): Promise<AddOn> {
    const workbench = createNodeWorkbench({ clock: '2024-06-15T09:00:00Z', webAppBase: 'https://script.google.com/macros/s', ...options });
    const book = workbench.createBook({ name: 'Shop' });
    const project = workbench.install(builtFiles(), { bookId: book.id });
    await workbench.openBook(book.id);
    return new AddOn(workbench, book, project.id);
  }

  /** Opens the sidebar by the menu function. */
  async open(functionName = 'openHome'): Promise<ExecutionRecord> {
    const record = await this.workbench.run(functionName, [], { kind: 'menu' });
    const page = this.workbench.pages.at(-1);
    this.pageId = page?.id ?? '';
    this.token = /"token":"([^"]+)"/.exec(page?.html ?? '')?.[1] ?? '';
    return record;
  }

  /** A call as the page makes it. */
  async reply<Name extends MethodName>(method: Name, args: Parameters<ServerApi[Name]>, options: RunOptions = {}, token = this.token): Promise<RpcReply<ReturnType<ServerApi[Name]>>> {
    if (this.pageId === '') await this.open();
    const answer = await this.workbench.rpc(this.pageId, 'rpc', [JSON.stringify({ token: token === '' ? this.token : token, method, args })], options);
    if (!answer.ok) throw new Error(`${method}: ${answer.error.message}`);
    return JSON.parse(answer.value as string) as RpcReply<ReturnType<ServerApi[Name]>>;
  }

  async call<Name extends MethodName>(method: Name, ...args: Parameters<ServerApi[Name]>): Promise<ReturnType<ServerApi[Name]>> {
    const reply = await this.reply(method, args);
    if (reply.ok) return reply.value;
    throw new Error(`${method}: ${reply.issues.map(({ text }) => text).join(' ')}`);
  }

  /** Sets the base up in as many steps as it takes. */
  async setUp(request: SetUpRequest): Promise<SetUpDone> {
    for (;;) {
      const { report } = await this.call('setUp.begin', request);
      if (report !== null) return report;
    }
  }

  /** The execution that ran last. */
  get last(): ExecutionRecord {
    const record = this.workbench.history.at(-1);
    if (record === undefined) throw new Error('nothing ran yet');
    return record;
  }

  /** Imports rows: order, date, client, amount, e-mail, consent. */
  async importRows(rows: readonly (readonly Cell[])[], plan: Partial<ImportPlan> = {}): Promise<ReturnType<ServerApi['import.finish']>> {
    const { importId } = await this.call('import.start', {
      fileName: 'orders.csv', header: ['Order', 'Date', 'Client', 'Amount', 'Email', 'Consent'], mapping: { order: 0, date: 1, client: 2, amount: 3, email: 4, consent: 5 },
      extraColumns: [], dateOrder: 'dmy', decimalMark: ',', rowCount: rows.length, firstRowNumber: 2, ...plan,
    }, 'en');
    for (let start = 0, chunkIndex = 0; start < rows.length; start += 5000, chunkIndex += 1) {
      await this.call('import.chunk', { importId, chunkIndex, rows: rows.slice(start, start + 5000) });
    }
    return this.call('import.finish', importId);
  }

  /** Deploys the web app and opens the check link as the owner does. */
  async publish(): Promise<string> {
    const url = this.workbench.deployWebApp(this.projectId);
    const { checkUrl } = await this.call('webapp.save', url);
    await this.workbench.webRequest(this.projectId, { method: 'GET', queryString: checkUrl.slice(checkUrl.indexOf('?') + 1), user: null });
    return url;
  }

  /** Displayed texts of a tab. */
  texts(name: string): string[][] {
    const sheet = this.book.sheetByName(name);
    if (sheet === null) throw new Error(`no tab ${name}`);
    return sheet.display({ row: 0, column: 0, rowCount: Math.max(1, sheet.lastRow()), columnCount: Math.max(1, sheet.lastColumn()) });
  }

  async end(): Promise<void> {
    await disposeNodeWorkbench(this.workbench);
  }
}

/** Orders of clients who fell silent a year ago. */
export function silentOrders(clients: number, orders = 5): Cell[][] {
  const rows: Cell[][] = [];
  for (let client = 1; client <= clients; client += 1) {
    for (let order = 1; order <= orders; order += 1) {
      rows.push([`${client}-${order}`, { day: 44_927 + order * 20 + (client % 7) }, `Client ${client}`, 100 + client, `c${client}@example.com`, 'yes']);
    }
  }
  return rows;
}
