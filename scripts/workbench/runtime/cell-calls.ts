/** Custom functions in cells: which script a formula means, and its execution. */
import type { CustomFunctionArgument, CustomFunctionPlace, CustomFunctionResult } from '../engine/values';
import { CallWindow } from './call-window';
import { argumentsOf, resultOf } from './custom-function-call';
import type { User } from './execution';
import type { Executor } from './executor';
import type { WorkbenchHost } from './host';
import type { InstalledProject, ProjectStore } from './project-store';
import { SIMULTANEOUS_LIMIT } from './quotas';
import type { UserWindow } from './user-window';

/** A visitor without an account. */
const STRANGER: User = { email: '', name: '', language: 'en', account: 'consumer', aliases: [] };

export class CellCalls {
  /** Cells beyond the number of simultaneous executions wait, they show "Loading…"; some are left for what people start. */
  private readonly slots = new CallWindow(SIMULTANEOUS_LIMIT - 10);

  constructor(
    private readonly host: WorkbenchHost, private readonly executor: Executor, private readonly store: ProjectStore,
    private readonly windows: ReadonlyMap<string, UserWindow>, private readonly firstUser: () => string,
  ) {}

  /** Evaluates the function for one cell; never rejects because of the script. */
  async call(name: string, args: readonly CustomFunctionArgument[], place: CustomFunctionPlace): Promise<CustomFunctionResult> {
    const { bookId, sheetId } = place;
    const book = this.host.engine.book(bookId);
    const meant = this.find(name, bookId);
    if (!book || !meant) return { error: `Unknown function: '${name}'.` };
    const { project } = meant.installed;
    const user = [...this.windows.values()].find((window) => window.active.bookId === bookId)?.userEmail ?? this.firstUser();
    const { record } = await this.slots.run(() => this.executor.start({
      project, functionName: meant.functionName, args: argumentsOf(args, book.timeZone), kind: 'customFunction', authMode: 'CUSTOM_FUNCTION',
      effectiveUser: this.host.users.get(user) ?? STRANGER, activeUser: null, active: { bookId, sheetId, selection: [] }, window: null, callable: null, options: {},
    }).done);
    return resultOf(record, book.timeZone, project.scripts.map((script) => script.name));
  }

  /** The script of the document, an add-on, or a standalone script of the host; names are compared as formulas do, without case. */
  private find(name: string, bookId: string): { readonly installed: InstalledProject; readonly functionName: string } | null {
    const wanted = name.toUpperCase();
    const standalone = [...this.store.all.values()].filter(({ project }) => project.form === 'standalone');
    for (const installed of [...this.store.of(bookId), ...standalone]) {
      const declared = installed.functions.find((candidate) => candidate.name.toUpperCase() === wanted);
      if (declared) return { installed, functionName: declared.name };
    }
    return null;
  }
}
