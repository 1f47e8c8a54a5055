/** The browser window of one user: the book open in it, the scripts' menus, the sidebar and the dialogs. */
import type { ActiveDocument, ScriptProject } from './execution';
import type { Answer, Menu, MenuEntry, MenuItem, OpenPage, PageRequest, Question, UiWindow } from './window';
import type { WindowEvents } from './workbench';

export class UserWindow {
  menus: Menu[] = [];
  pages: OpenPage[] = [];

  constructor(readonly userEmail: string, readonly active: ActiveDocument, private readonly events: WindowEvents, private readonly newId: () => string) {}

  /** The window as an execution of that project sees it. */
  forProject(project: ScriptProject): UiWindow {
    return {
      setMenu: (menu: Menu): void => {
        const owned = { ...menu, projectId: project.id };
        const index = this.menus.findIndex((other) => other.projectId === project.id && other.caption === menu.caption && other.addon === menu.addon);
        if (index < 0) this.menus.push(owned);
        else this.menus[index] = owned;
        this.events.menusChanged?.(this.menus, this.userEmail, this.active.bookId);
      },
      ask: async (question: Question): Promise<Answer> => (await this.events.respond?.(question, this.userEmail)) ?? { button: 'CLOSE', text: '' },
      openPage: (request: PageRequest): OpenPage => this.openPage(request, project),
      toast: (message: string, title: string, timeoutSeconds: number): void => {
        this.events.toast?.({ message, title, timeoutSeconds, userEmail: this.userEmail, bookId: this.active.bookId });
      },
    };
  }

  closePage(pageId: string): void {
    const closed = this.pages.find((page) => page.id === pageId);
    this.pages = this.pages.filter((page) => page.id !== pageId);
    if (closed) this.events.pageClosed?.(closed);
  }

  closeAll(): void {
    for (const page of [...this.pages]) this.closePage(page.id);
  }

  /** Finds an item by the captions on the way to it; null when there is none. */
  menuItem(path: readonly string[]): { readonly item: MenuItem; readonly projectId: string } | null {
    const [first, ...rest] = path;
    for (const menu of this.menus) {
      if (menu.caption !== first) continue;
      const item = findItem(menu.entries, rest);
      if (item) return { item, projectId: menu.projectId };
    }
    return null;
  }

  private openPage(request: PageRequest, project: ScriptProject): OpenPage {
    for (const page of this.pages.filter((other) => other.projectId === project.id)) this.closePage(page.id);
    const page: OpenPage = { ...request, id: this.newId(), projectId: project.id, bookId: this.active.bookId, userEmail: this.userEmail };
    this.pages.push(page);
    this.events.pageOpened?.(page);
    return page;
  }
}

function findItem(entries: readonly MenuEntry[], path: readonly string[]): MenuItem | null {
  const [first, ...rest] = path;
  const item = entries.find((entry): entry is MenuItem => entry !== 'separator' && entry.caption === first);
  if (!item || rest.length === 0) return item ?? null;
  return findItem(item.items, rest);
}
