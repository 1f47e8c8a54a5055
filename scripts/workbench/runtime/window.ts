/** The window of a user in which a script shows its menus, alerts, sidebars and dialogs; the page shows it, tests answer it. */

export interface MenuItem {
  readonly caption: string;
  /** Function name, 'obj.method' allowed; null for a submenu. */
  readonly functionName: string | null;
  readonly items: readonly MenuEntry[];
}

export type MenuEntry = MenuItem | 'separator';

export interface Menu {
  readonly caption: string;
  /** true: made by createAddonMenu, shown below Extensions. */
  readonly addon: boolean;
  readonly projectId: string;
  readonly entries: readonly MenuEntry[];
}

export interface PageRequest {
  /** 'web': a page served by a web app; never among the pages of a window. */
  readonly place: 'sidebar' | 'modal' | 'modeless' | 'web';
  readonly title: string;
  /** Complete HTML of the HtmlOutput. */
  readonly html: string;
  readonly widthPx: number | null;
  readonly heightPx: number | null;
}

/** A sidebar or dialog that is open. */
export interface OpenPage extends PageRequest {
  readonly id: string;
  readonly projectId: string;
  readonly bookId: string;
  readonly userEmail: string;
}

export interface Question {
  readonly kind: 'alert' | 'prompt';
  readonly title: string;
  readonly prompt: string;
  /** 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL'. */
  readonly buttons: string;
}

export interface Answer {
  /** 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE'. */
  readonly button: string;
  /** Text of a prompt. */
  readonly text: string;
}

/** What the Ui classes call. */
export interface UiWindow {
  /** Adds (or replaces by caption) a menu of the script. */
  setMenu(menu: Menu): void;
  /** Waits for the person's answer. The execution is suspended meanwhile. */
  ask(question: Question): Promise<Answer>;
  /** Opens the page; a sidebar or dialog that is open is replaced, as an add-on shows only one. */
  openPage(page: PageRequest): OpenPage;
  /** timeoutSeconds < 0: until dismissed. */
  toast(message: string, title: string, timeoutSeconds: number): void;
}
