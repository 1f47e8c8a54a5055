/** Ui, Menu and PromptResponse: menus, questions, sidebars and dialogs in the user's window. */
import type { Execution } from '../../runtime/execution';
import { enumMember, enumNameOf, members, pending, ServiceError, ServiceObject, type MemberTable } from '../../runtime/service';
import type { Answer, Menu as MenuState, MenuEntry, PageRequest, UiWindow } from '../../runtime/window';

type GUi = GoogleAppsScript.Base.Ui;
type GMenu = GoogleAppsScript.Base.Menu;
type Button = GoogleAppsScript.Base.Button;
type ButtonSet = GoogleAppsScript.Base.ButtonSet;
type GPromptResponse = GoogleAppsScript.Base.PromptResponse;
type GHtmlOutput = GoogleAppsScript.HTML.HtmlOutput;

const noWindow = 'Cannot call SpreadsheetApp.getUi() from this context.';

/** The window of the execution; throws where there is none (triggers, web apps, custom functions). */
export function requireWindow(execution: Execution): UiWindow {
  if (execution.window === null) throw new ServiceError(noWindow);
  return execution.window;
}

/** Opens a sidebar or dialog; `title` null takes the page's own title. */
export function openPage(execution: Execution, place: PageRequest['place'], page: GHtmlOutput, title: string | null): void {
  const width = page.getWidth() as number | null;
  const height = page.getHeight() as number | null;
  const ownTitle = page.getTitle() as string | null;
  requireWindow(execution).openPage({
    place, title: title ?? ownTitle ?? '', html: page.getContent(),
    // A sidebar is 300 px wide whatever the page asks for.
    widthPx: place === 'sidebar' ? 300 : width, heightPx: place === 'sidebar' ? null : height,
  });
}

type QuestionArguments = readonly [string] | readonly [string, ButtonSet] | readonly [string, string, ButtonSet];

export class Ui extends ServiceObject
  implements Pick<GUi, 'alert' | 'createAddonMenu' | 'createMenu' | 'prompt' | 'showModalDialog' | 'showModelessDialog' | 'showSidebar'> {
  static readonly interfaceName = 'Base.Ui';
  static readonly members: MemberTable = {
    ...members('ui', 'exact', ['createAddonMenu', 'createMenu', 'showModalDialog', 'showModelessDialog', 'showSidebar']),
    ...members('suspend', 'exact', ['alert', 'prompt']),
  };

  alert(...args: QuestionArguments): Button {
    return pending(this.ask('alert', args).then(buttonOf));
  }

  prompt(...args: QuestionArguments): GPromptResponse {
    return pending(this.ask('prompt', args).then((answer) => new PromptResponse(this.execution, answer)));
  }

  private ask(kind: 'alert' | 'prompt', args: readonly unknown[]): Promise<Answer> {
    const [first, second] = args;
    const title = args.length === 3 ? String(first) : '';
    const prompt = String(args.length === 3 ? second : first);
    return requireWindow(this.execution).ask({ kind, title, prompt, buttons: enumNameOf(args[args.length - 1]) ?? 'OK' });
  }

  createMenu(caption: string): GMenu {
    return new Menu(this.execution, caption, false);
  }

  /** A submenu of Extensions, named after the add-on. */
  createAddonMenu(): GMenu {
    return new Menu(this.execution, this.execution.project.title, true);
  }

  showSidebar(userInterface: GHtmlOutput): void {
    openPage(this.execution, 'sidebar', userInterface, null);
  }

  showModalDialog(userInterface: GHtmlOutput, title: string): void {
    openPage(this.execution, 'modal', userInterface, title);
  }

  showModelessDialog(userInterface: GHtmlOutput, title: string): void {
    openPage(this.execution, 'modeless', userInterface, title);
  }
}

export class Menu extends ServiceObject implements Pick<GMenu, 'addItem' | 'addSeparator' | 'addSubMenu' | 'addToUi'> {
  static readonly interfaceName = 'Base.Menu';
  static readonly members: MemberTable = members('ui', 'exact', ['addItem', 'addSeparator', 'addSubMenu', 'addToUi']);

  private readonly entries: MenuEntry[] = [];

  constructor(execution: Execution, private readonly caption: string, private readonly addon: boolean) {
    super(execution);
  }

  addItem(caption: string, functionName: string): GMenu {
    this.entries.push({ caption, functionName, items: [] });
    return this;
  }

  addSeparator(): GMenu {
    this.entries.push('separator');
    return this;
  }

  addSubMenu(menu: GMenu): GMenu {
    if (!(menu instanceof Menu)) throw new ServiceError('Invalid argument: menu');
    this.entries.push({ caption: menu.caption, functionName: null, items: menu.entries });
    return this;
  }

  addToUi(): void {
    const menu: MenuState = { caption: this.caption, addon: this.addon, projectId: this.execution.project.id, entries: [...this.entries] };
    requireWindow(this.execution).setMenu(menu);
  }
}

export class PromptResponse extends ServiceObject implements GPromptResponse {
  static readonly interfaceName = 'Base.PromptResponse';
  static readonly members: MemberTable = members('pure', 'exact', ['getResponseText', 'getSelectedButton']);

  constructor(execution: Execution, private readonly answer: Answer) {
    super(execution);
  }

  getResponseText(): string {
    return this.answer.text;
  }

  getSelectedButton(): Button {
    return buttonOf(this.answer);
  }
}

function buttonOf(answer: Answer): Button {
  return enumMember<Button>('Base.Button', answer.button);
}
