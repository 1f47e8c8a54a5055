/** What the page offers to its own console: reading what a canvas does not tell, for people who look closely and for the browser tests. */
import { SheetsSelectionsService } from '@univerjs/sheets';
import { IEditorBridgeService } from '@univerjs/sheets-ui';
import { a1Notation, parseCell } from './cell-address';
import type { Session } from './session';

/** What is seen of a cell. */
export interface SeenCell {
  /** As displayed, by the book's locale and the cell's format. */
  readonly text: string;
  readonly formula: string | null;
  /** `#rrggbb` with conditional formats and bandings applied, null for none. */
  readonly background: string | null;
}

/** Puts `workbench` on the window. */
export function offerConsole(session: Session): void {
  const injector = session.engine.univer.__getInjector();
  const editor = injector.get(IEditorBridgeService);
  const selections = injector.get(SheetsSelectionsService);
  const workbench = {
    /** Reads a cell of the sheet shown, or of the sheet with the name, after all calculations are done. */
    async cell(a1: string, sheetName: string | null): Promise<SeenCell> {
      const { book } = session;
      if (book === null) throw new Error('No spreadsheet is open.');
      const sheet = sheetName === null ? book.activeSheet() : book.sheetByName(sheetName);
      if (sheet === null) throw new Error(`There is no sheet "${sheetName}".`);
      await session.engine.settle();
      const { row, column } = parseCell(a1);
      const rect = { row, column, rowCount: 1, columnCount: 1 };
      return {
        text: sheet.display(rect)[0]?.[0] ?? '',
        formula: sheet.read(rect)[0]?.[0]?.formula ?? null,
        background: sheet.effectiveStyle(row, column).background,
      };
    },
    /** True while a script runs or evaluates a cell. */
    busy: (): boolean => session.workbench.history.some((record) => record.state === 'running'),
    /** True when everything done is saved on the server. */
    saved: (): boolean => !session.unsaved,
    /** The range that is selected on the sheet shown, null for none. */
    selected: (): string | null => {
      const [selection] = selections.getCurrentSelections();
      return selection === undefined ? null : a1Notation(selection.range);
    },
    /** True while a cell is being typed into. */
    editing: (): boolean => editor.isVisible().visible,
    session,
  };
  Object.assign(window, { workbench });
}
