/** The drawn grid: the engine with Univer's drawing packages in an element of the page, the book shown, the selection. */
import { ICommandService, type ICommandInfo, type IRange } from '@univerjs/core';
import { SetSelectionsOperation, SetWorksheetActiveOperation, SheetsSelectionsService } from '@univerjs/sheets';
import { ILayoutService } from '@univerjs/ui';
import { createEngine } from '../engine/engine';
import type { Engine } from '../engine/book';
import { GRID_TEXTS, registerGridPlugins } from './grid-plugins';
import { a1Notation } from './cell-address';
import { nameGridControls } from './grid-names';
import type { Language, Speech } from './language';

/** Ranges selected on a sheet, in A1 notation; the last is the active one. */
export type SelectionListener = (bookId: string, sheetId: number, ranges: readonly string[]) => void;

/** The grid on the page. */
export interface Grid {
  readonly engine: Engine;
  /** Puts a book into the grid. */
  show(bookId: string): void;
  /** Hears of each selection a person or a script makes. */
  onSelection(listener: SelectionListener): void;
  /** Hears of each change of a document (not of selections, scrolling and zoom). */
  onChange(listener: () => void): void;
  /** Moves the keyboard to the cells. */
  focus(): void;
  /** The element's size changed. */
  resized(): void;
}

const UI_LOCALES: Readonly<Record<Language, 'ruRU' | 'enUS'>> = { ru: 'ruRU', en: 'enUS' };

/** Draws an empty grid into `container`. `now` is the time that TODAY and NOW show. */
export function createGrid(container: HTMLElement, speech: Speech, now: () => Date): Grid {
  const engine = createEngine({
    plugins: (univer) => registerGridPlugins(univer, container),
    locales: GRID_TEXTS,
    uiLocale: UI_LOCALES[speech.language],
    withUi: true,
    now,
  });
  nameGridControls(container, speech.texts);
  const commands = engine.univer.__getInjector().get(ICommandService);
  const selectionService = engine.univer.__getInjector().get(SheetsSelectionsService);
  const selectionListeners = new Set<SelectionListener>();
  const changeListeners = new Set<() => void>();

  const tellSelection = ({ params }: ICommandInfo): void => {
    const { unitId, subUnitId, selections } = params as { unitId: string; subUnitId: string; selections?: readonly { range: IRange }[] };
    const known = selections ?? selectionService.getWorkbookSelections(unitId).getSelectionsOfWorksheet(subUnitId);
    const sheet = engine.book(unitId)?.sheets().find((candidate) => candidate.key === subUnitId);
    if (sheet === undefined) return;
    const ranges = known.map(({ range }) => a1Notation(range));
    for (const listener of selectionListeners) listener(unitId, sheet.id, ranges.length === 0 ? ['A1'] : ranges);
  };

  commands.onCommandExecuted((command) => {
    if (command.id === SetSelectionsOperation.id || command.id === SetWorksheetActiveOperation.id) tellSelection(command);
    else if (command.id.includes('.mutation.')) for (const listener of changeListeners) listener();
  });

  return {
    engine,
    show(bookId) {
      const book = engine.book(bookId);
      if (book !== null) engine.show(book);
    },
    onSelection: (listener) => void selectionListeners.add(listener),
    onChange: (listener) => void changeListeners.add(listener),
    focus: () => engine.univer.__getInjector().get(ILayoutService).focus(),
    resized: () => window.dispatchEvent(new Event('resize')),
  };
}
