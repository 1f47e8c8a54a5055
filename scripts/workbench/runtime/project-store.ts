/** The installed projects of a workbench: files, declared functions, deployments, and where add-ons are enabled. */
import type { CustomFunctionInfo } from '../engine/values';
import { BUILT_IN_FUNCTIONS } from './built-in-functions';
import type { ScriptProject } from './execution';
import type { WorkbenchHost } from './host';
import { describeFunction, isPublic, parseProject, ProjectError, type DeclaredFunction } from './script-source';
import type { Json } from './state';
import type { InstallOptions, SourceFile } from './workbench';

export interface InstalledProject {
  project: ScriptProject;
  files: readonly SourceFile[];
  functions: readonly DeclaredFunction[];
  published: boolean;
  deploymentId: string | null;
  readonly enabledBooks: Set<string>;
}

/** Entry points that formulas never name. */
const NOT_FOR_CELLS: ReadonlySet<string> = new Set(['onOpen', 'onInstall', 'onEdit', 'onSelectionChange', 'onFormSubmit', 'doGet', 'doPost']);

export class ProjectStore {
  readonly all = new Map<string, InstalledProject>();

  constructor(private readonly host: WorkbenchHost, private readonly webAppBase: string) {}

  install(files: readonly SourceFile[], options: InstallOptions, firstUser: string): InstalledProject {
    const parsed = parseProject(files, this.host.timeZone);
    const id = options.projectId ?? this.host.newId(57);
    const before = this.all.get(id);
    const project: ScriptProject = {
      id,
      title: options.title ?? before?.project.title ?? 'Untitled project',
      manifest: parsed.manifest,
      scripts: parsed.scripts,
      pages: parsed.pages,
      form: options.form ?? before?.project.form ?? (options.bookId === undefined ? 'standalone' : 'bound'),
      boundBookId: options.bookId ?? before?.project.boundBookId ?? null,
      webAppUrl: before?.project.webAppUrl ?? null,
      ownerEmail: options.ownerEmail ?? before?.project.ownerEmail ?? firstUser,
    };
    const installed: InstalledProject = {
      project,
      files,
      functions: parsed.functions,
      published: options.published ?? before?.published ?? false,
      deploymentId: before?.deploymentId ?? null,
      enabledBooks: before?.enabledBooks ?? new Set(),
    };
    this.put(installed);
    if (options.grantAll ?? before === undefined) this.host.changeGrant(id, '*', 'all', true);
    return installed;
  }

  /** The project with that id, or the only (or last installed) one. */
  get(projectId?: string): InstalledProject {
    const found = projectId === undefined ? [...this.all.values()].at(-1) : this.all.get(projectId);
    if (!found) throw new ProjectError(projectId === undefined ? 'No script project is installed.' : `There is no script project ${projectId}.`);
    return found;
  }

  /** Projects that work in the book: bound to it, or add-ons. */
  of(bookId: string): InstalledProject[] {
    return [...this.all.values()].filter(({ project }) => project.boundBookId === bookId || project.form === 'addon');
  }

  /** Makes the deployment on first use; the address stays. */
  deploy(projectId?: string): string {
    const installed = this.get(projectId);
    installed.deploymentId ??= this.host.newId(70);
    this.put({ ...installed, project: { ...installed.project, webAppUrl: `${this.webAppBase}/${installed.deploymentId}/exec` } });
    return this.get(projectId).project.webAppUrl ?? '';
  }

  /** What formulas may call: functions tagged @customfunction, and untagged ones written in capitals. A name of Sheets' own functions never reaches the script. */
  customFunctions(): CustomFunctionInfo[] {
    const infos = new Map<string, CustomFunctionInfo>();
    for (const { functions } of this.all.values()) {
      for (const declared of functions) {
        if (!isPublic(declared.name) || NOT_FOR_CELLS.has(declared.name) || !(isTagged(declared) || /^[A-Z][A-Z0-9_]+$/.test(declared.name))) continue;
        const name = declared.name.toUpperCase();
        if (!BUILT_IN_FUNCTIONS.has(name)) infos.set(name, describeFunction(declared));
      }
    }
    return [...infos.values()];
  }

  save(): Json {
    return [...this.all.values()].map(({ project, files, published, deploymentId, enabledBooks }) => ({
      id: project.id, title: project.title, form: project.form, boundBookId: project.boundBookId, ownerEmail: project.ownerEmail, webAppUrl: project.webAppUrl,
      files: files.map(({ path, source }) => ({ path, source })), published, deploymentId, enabledBooks: [...enabledBooks],
    }));
  }

  load(saved: Json): void {
    this.all.clear();
    this.host.projects.clear();
    for (const entry of saved as unknown as SavedProject[]) {
      const parsed = parseProject(entry.files, this.host.timeZone);
      const { id, title, form, boundBookId, ownerEmail, webAppUrl } = entry;
      this.put({
        project: { id, title, form, boundBookId, ownerEmail, webAppUrl, manifest: parsed.manifest, scripts: parsed.scripts, pages: parsed.pages },
        files: entry.files,
        functions: parsed.functions,
        published: entry.published,
        deploymentId: entry.deploymentId,
        enabledBooks: new Set(entry.enabledBooks),
      });
    }
  }

  private put(installed: InstalledProject): void {
    this.all.delete(installed.project.id);
    this.all.set(installed.project.id, installed);
    this.host.projects.set(installed.project.id, installed.project);
  }
}

/** Whether the project declares the function at top level. */
export function declares(installed: InstalledProject, functionName: string): boolean {
  return installed.functions.some((declared) => declared.name === functionName);
}

function isTagged(declared: DeclaredFunction): boolean {
  return /^@customfunction\b/im.test(declared.doc);
}

interface SavedProject {
  readonly id: string;
  readonly title: string;
  readonly form: ScriptProject['form'];
  readonly boundBookId: string | null;
  readonly ownerEmail: string;
  readonly webAppUrl: string | null;
  readonly files: readonly SourceFile[];
  readonly published: boolean;
  readonly deploymentId: string | null;
  readonly enabledBooks: readonly string[];
}
