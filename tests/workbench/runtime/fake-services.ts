/** A small spreadsheet service for tests of the runtime: cells in a Map per book, writes buffered, gates that a test opens. */
import { members, pending, ServiceError, ServiceObject, type MemberTable, type ServiceModule } from '../../../scripts/workbench/node';

/** Cells of all books, by book id. */
export const cells = new Map<string, Map<string, unknown>>();

/** Calls of `TestGate.wait` block until the test opens the gate. */
export const gates = { waiting: 0, most: 0, open: [] as (() => void)[] };

export function resetFakes(): void {
  cells.clear();
  gates.waiting = 0;
  gates.most = 0;
  gates.open = [];
}

export class FakeRange extends ServiceObject {
  static readonly interfaceName = 'Spreadsheet.Range';
  static readonly members: MemberTable = {
    ...members('read', 'exact', ['getValue', 'getValues']),
    ...members('write', 'exact', ['setValue', 'setValues', 'setBackground']),
    ...members('navigate', 'exact', ['getA1Notation']),
  };

  constructor(execution: ConstructorParameters<typeof ServiceObject>[0], private readonly a1: string) {
    super(execution);
  }

  getA1Notation(): string {
    return this.a1;
  }

  getValue(): unknown {
    return this.book().get(this.a1) ?? '';
  }

  getValues(): unknown {
    return this.book().get(this.a1) ?? [['']];
  }

  setValue(value: unknown): FakeRange {
    this.execution.buffer(() => void this.book().set(this.a1, value));
    return this;
  }

  setValues(values: unknown[][]): FakeRange {
    if (values.length === 0) throw new ServiceError('The number of rows in the range must be at least 1.');
    this.execution.buffer(() => void this.book().set(this.a1, values));
    return this;
  }

  setBackground(color: string): FakeRange {
    this.execution.buffer(() => void this.book().set(`${this.a1} background`, color));
    return this;
  }

  private book(): Map<string, unknown> {
    const id = this.execution.active?.bookId ?? 'none';
    const book = cells.get(id) ?? new Map<string, unknown>();
    cells.set(id, book);
    return book;
  }
}

class FakeSheet extends ServiceObject {
  static readonly interfaceName = 'Spreadsheet.Sheet';
  static readonly members: MemberTable = members('navigate', 'exact', ['getRange', 'getSheetId', 'getName']);

  getRange(rowOrA1: number | string, column?: number): FakeRange {
    return new FakeRange(this.execution, typeof rowOrA1 === 'string' ? rowOrA1 : `R${rowOrA1}C${column ?? 1}`);
  }

  getSheetId(): number {
    return this.execution.host.engine.book(this.execution.active?.bookId ?? '')?.sheets()[0]?.id ?? 0;
  }

  getName(): string {
    return 'Sheet1';
  }
}

class FakeSpreadsheet extends ServiceObject {
  static readonly interfaceName = 'Spreadsheet.Spreadsheet';
  static readonly members: MemberTable = { ...members('navigate', 'exact', ['getId', 'getActiveSheet', 'getSheets']), ...members('ui', 'exact', ['toast']) };

  getId(): string {
    return this.execution.active?.bookId ?? '';
  }

  getActiveSheet(): FakeSheet {
    return new FakeSheet(this.execution);
  }

  getSheets(): FakeSheet[] {
    return [new FakeSheet(this.execution)];
  }

  toast(message: string): void {
    this.execution.window?.toast(message, '', 5);
  }
}

class FakeUi extends ServiceObject {
  static readonly interfaceName = 'Base.Ui';
  static readonly members: MemberTable = { ...members('suspend', 'exact', ['alert', 'prompt']), ...members('ui', 'exact', ['showSidebar', 'createAddonMenu']) };

  alert(text: string): string {
    const { window } = this.execution;
    return pending((window?.ask({ kind: 'alert', title: '', prompt: text, buttons: 'OK' }) ?? Promise.resolve({ button: 'CLOSE', text: '' })).then((answer) => answer.button));
  }

  showSidebar(html: GoogleAppsScript.HTML.HtmlOutput): void {
    this.execution.window?.openPage({ place: 'sidebar', title: html.getTitle(), html: html.getContent(), widthPx: 300, heightPx: null });
  }

  createAddonMenu(): FakeMenu {
    return new FakeMenu(this.execution);
  }
}

class FakeMenu extends ServiceObject {
  static readonly interfaceName = 'Base.Menu';
  static readonly members: MemberTable = members('ui', 'exact', ['addItem', 'addToUi']);
  private readonly items: { caption: string; functionName: string; items: never[] }[] = [];

  addItem(caption: string, functionName: string): FakeMenu {
    this.items.push({ caption, functionName, items: [] });
    return this;
  }

  addToUi(): void {
    this.execution.window?.setMenu({ caption: 'Test', addon: true, projectId: '', entries: this.items });
  }
}

/** Stands for SpreadsheetApp; `wait`, `big` and `fault` belong to the tests. */
class FakeSpreadsheetApp extends ServiceObject {
  static readonly interfaceName = 'Spreadsheet.SpreadsheetApp';
  static readonly members: MemberTable = {
    ...members('navigate', 'exact', ['getActive', 'getActiveSpreadsheet', 'getActiveSheet', 'getUi', 'openById', 'wrapStrategy']),
    ...members('flush', 'exact', ['flush']),
    ...members('read', 'exact', ['wait', 'big', 'echo', 'fault', 'slow'], { looseArguments: true }),
  };

  getActive(): FakeSpreadsheet {
    return new FakeSpreadsheet(this.execution);
  }

  getActiveSpreadsheet(): FakeSpreadsheet {
    return this.getActive();
  }

  getActiveSheet(): FakeSheet {
    return new FakeSheet(this.execution);
  }

  getUi(): FakeUi {
    return new FakeUi(this.execution);
  }

  openById(_id: string): FakeSpreadsheet {
    return this.getActive();
  }

  flush(): void {
    return pending(this.execution.drain());
  }

  wait(): number {
    gates.waiting += 1;
    gates.most = Math.max(gates.most, gates.waiting);
    return pending(new Promise<number>((resolve) => gates.open.push(() => {
      gates.waiting -= 1;
      resolve(gates.waiting);
    })));
  }

  big(rows: number): unknown[][] {
    return Array.from({ length: rows }, (_row, index) => [index, `текст ${index} 😀`, new Date(index * 1000), true, '']);
  }

  echo(value: unknown): unknown {
    return value;
  }

  fault(): never {
    throw new TypeError('a fault inside');
  }

  slow(milliseconds: number): void {
    this.execution.elapse(milliseconds);
  }
}

export const fakeSpreadsheetModule: ServiceModule = { globals: { SpreadsheetApp: FakeSpreadsheetApp }, classes: [FakeRange, FakeSheet, FakeSpreadsheet, FakeUi, FakeMenu] };
