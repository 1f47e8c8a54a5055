/** The script in the books: how it is installed, replaced by a new build, and what it was allowed. */
import type { ScriptProject } from '../runtime/execution';
import type { SourceFile, Workbench } from '../runtime/workbench';
import type { Catalogue } from './language';
import { messageOf, type Messages } from './messages';
import type { Settings } from './settings-state';

/** A project without any code. */
const NO_FILES: readonly SourceFile[] = [{ path: 'appsscript.json', source: '{}' }];

/** What the installation needs of the page around it. */
export interface ScriptSurroundings {
  readonly workbench: Workbench;
  readonly messages: Messages;
  /** Name of the script project, and of its submenu of Extensions. */
  readonly title: string;
  settings(): Settings;
  set(change: Partial<Settings>): void;
  texts(): Catalogue;
}

/** The script projects of one page: all made of the one build in `dist`. */
export class ScriptProjects {
  private sources: readonly SourceFile[] = [];

  constructor(private readonly page: ScriptSurroundings) {}

  /** False when nothing is built. */
  get built(): boolean {
    return this.sources.length > 0;
  }

  /** Installs the last build again, the way the settings say. */
  reinstall(): boolean {
    return this.use(this.sources);
  }

  /** Takes a build of the script into use in every book that carries it; a broken build is told, and the one before stays. */
  use(files: readonly SourceFile[]): boolean {
    const { workbench, messages } = this.page;
    const { scriptForm } = this.page.settings();
    try {
      for (const [index, { id }] of workbench.projects.entries()) {
        // As an add-on one project works in every book: the first one does, the others are empty meanwhile.
        if (scriptForm === 'bound') workbench.install(files, { projectId: id, form: 'bound', published: false });
        else if (index === 0) workbench.install(files, { projectId: id, form: 'addon', published: scriptForm === 'published' });
        else workbench.install(NO_FILES, { projectId: id, form: 'bound', published: false });
      }
    } catch (error) {
      messages.tell(this.page.texts().projectBroken(messageOf(error)), 'error');
      return false;
    }
    this.sources = files;
    return true;
  }

  /** The project that works in the book, null when none was installed for it. */
  serving(bookId: string): ScriptProject | null {
    const { projects } = this.page.workbench;
    return (this.page.settings().scriptForm === 'bound' ? projects.find((project) => project.boundBookId === bookId) : projects[0]) ?? null;
  }

  /** Makes sure that the book has its script; a book that was open before keeps the one it has. */
  install(bookId: string): void {
    if (this.serving(bookId) !== null || !this.built) return;
    const { workbench, messages, title } = this.page;
    const { scriptForm } = this.page.settings();
    const place = scriptForm === 'bound' ? { form: 'bound' as const, bookId } : { form: 'addon' as const, published: scriptForm === 'published' };
    try {
      const project = workbench.install(this.sources, { ...place, title });
      workbench.deployWebApp(project.id);
      this.authorise(project.id);
    } catch (error) {
      messages.tell(this.page.texts().projectBroken(messageOf(error)), 'error');
    }
  }

  /** A project that came with a copy of a spreadsheet starts without permissions: asks for them as Google does. */
  async mayRun(projectId: string): Promise<boolean> {
    if (this.isAuthorised(projectId)) return true;
    const project = this.page.workbench.projects.find((other) => other.id === projectId);
    if (project === undefined) return true;
    const texts = this.page.texts();
    const scopes = (project.manifest.oauthScopes ?? []).map((scope) => scope.replace('https://www.googleapis.com/auth/', ''));
    const { button } = await this.page.messages.ask({
      kind: 'alert', title: texts.permissionTitle, prompt: texts.permissionText(project.title, scopes.join('\n')), buttons: 'YES_NO',
    });
    if (button === 'YES') this.authorise(projectId);
    return button === 'YES';
  }

  /** Allows or refuses one scope to the script for the person at the keyboard. */
  allowScope(scope: string, allowed: boolean): void {
    const { userEmail, deniedScopes } = this.page.settings();
    const before = deniedScopes[userEmail] ?? [];
    const denied = allowed ? before.filter((other) => other !== scope) : [...before, scope];
    this.page.set({ deniedScopes: { ...deniedScopes, [userEmail]: denied } });
    for (const project of this.page.workbench.projects) if (this.isAuthorised(project.id)) this.applyScopes(project.id);
  }

  private isAuthorised(projectId: string): boolean {
    return this.page.settings().authorisedProjects.includes(projectId);
  }

  private authorise(projectId: string): void {
    this.page.set({ authorisedProjects: [...this.page.settings().authorisedProjects, projectId] });
    this.applyScopes(projectId);
  }

  /** Grants everything but what was refused. */
  private applyScopes(projectId: string): void {
    const { workbench } = this.page;
    for (const user of workbench.users) {
      workbench.grant(projectId, user.email, 'all');
      const denied = this.page.settings().deniedScopes[user.email] ?? [];
      if (denied.length > 0) workbench.deny(projectId, user.email, denied);
    }
  }
}
