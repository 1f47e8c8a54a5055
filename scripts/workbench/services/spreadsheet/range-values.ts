/** Values, formulas, notes and clearing: the part of Range that reads and writes contents. */
import { delocalizeFormula } from '../../engine/formula-text';
import type { CellInput, CellRead, ClearKinds, Rect } from '../../engine/values';
import { members, ServiceError, type MemberTable } from '../../runtime/service';
import { cellInputs, requireCellLength, scriptValue } from './cell-value';
import { checkValidity } from './cell-validity';
import { formulaFromR1C1, formulaToR1C1, moveFormula } from './formula-references';
import type { GRange } from './google-types';
import { RangeGeometry } from './range-geometry';
import { SerialDates } from './serial-date';
import { noteArrays } from './sheet-object';

const READS = [
  'getValue', 'getValues', 'getDisplayValue', 'getDisplayValues', 'getFormula', 'getFormulas', 'getFormulaR1C1', 'getFormulasR1C1',
  'getNote', 'getNotes', 'isBlank',
] as const;
const WRITES = [
  'setFormula', 'setFormulas', 'setFormulaR1C1', 'setFormulasR1C1', 'clear', 'clearContent', 'clearFormat',
  'clearNote', 'clearDataValidations',
] as const;
const VALUE_WRITES = ['setValue', 'setValues'] as const;
const NOTE_WRITES = ['setNote', 'setNotes'] as const;

export const VALUE_MEMBERS: MemberTable = {
  ...members('read', 'exact', READS),
  ...members('write', 'exact', WRITES),
  // Google takes a number for a note and writes its Java text.
  ...members('write', 'exact', NOTE_WRITES, { looseArguments: true }),
  ...members('write', { partial: 'an array or object in a cell becomes a Java-like text whose hash differs' }, VALUE_WRITES),
};

interface ClearOptions {
  readonly commentsOnly?: boolean | undefined;
  readonly contentsOnly?: boolean | undefined;
  readonly formatOnly?: boolean | undefined;
  readonly validationsOnly?: boolean | undefined;
  readonly skipFilteredRows?: boolean | undefined;
}

type Names = (typeof READS)[number] | (typeof WRITES)[number] | (typeof VALUE_WRITES)[number] | (typeof NOTE_WRITES)[number];

export abstract class RangeValues extends RangeGeometry implements Pick<GRange, Names> {
  getValue(): unknown {
    return this.settled(() => {
      const cell = this.grid.read(this.topLeft)[0]?.[0];
      return cell === undefined ? '' : scriptValue(cell, SerialDates.in(this.grid.book.timeZone));
    });
  }

  getValues(): unknown[][] {
    return this.settled(() => {
      const dates = SerialDates.in(this.grid.book.timeZone);
      return this.grid.read(this.rect).map((row) => row.map((cell) => scriptValue(cell, dates)));
    });
  }

  getDisplayValue(): string {
    return this.settled(() => this.grid.display(this.topLeft)[0]?.[0] ?? '');
  }

  getDisplayValues(): string[][] {
    return this.settled(() => this.grid.display(this.rect));
  }

  getFormula(): string {
    return this.grid.read(this.topLeft)[0]?.[0]?.formula ?? '';
  }

  getFormulas(): string[][] {
    return this.grid.read(this.rect).map((row) => row.map((cell) => cell.formula ?? ''));
  }

  getFormulaR1C1(): string | null {
    return this.formulasR1C1(this.topLeft)[0]?.[0] ?? null;
  }

  getFormulasR1C1(): (string | null)[][] {
    return this.formulasR1C1(this.rect);
  }

  private formulasR1C1(rect: Rect): (string | null)[][] {
    return this.grid.read(rect).map((row, rowIndex) =>
      row.map((cell: CellRead, columnIndex) =>
        cell.formula === null ? null : formulaToR1C1(cell.formula, { row: rect.row + rowIndex, column: rect.column + columnIndex })));
  }

  isBlank(): boolean {
    return this.settled(() =>
      this.grid.read(this.rect).every((row) => row.every((cell) => cell.formula === null && (cell.value === null || cell.value === ''))));
  }

  setValue(value: unknown): GRange {
    requireCellLength(value);
    const { rowCount, columnCount } = this.rect;
    const row: unknown[] = new Array<unknown>(columnCount).fill(value);
    return this.writeValues(new Array<unknown[]>(rowCount).fill(row));
  }

  setValues(values: unknown[][]): GRange {
    this.requireShape(values);
    for (const row of values) for (const value of row) requireCellLength(value);
    return this.writeValues(values);
  }

  private writeValues(values: readonly (readonly unknown[])[]): GRange {
    this.bufferWrite(this.grid, [this.rect], () => {
      const inputs = cellInputs(this.grid, this.rect, values, this.execution.now());
      checkValidity(this.grid, this.rect, inputs);
      noteArrays(this.execution, inputs);
      this.grid.write(this.rect, inputs);
    });
    return this.self;
  }

  setFormula(formula: string): GRange {
    const origin = { row: this.rect.row, column: this.rect.column };
    return this.writeFormulas(this.filled(formula), (text, cell) => moveFormula(text, origin, cell));
  }

  setFormulas(formulas: string[][]): GRange {
    this.requireShape(formulas);
    return this.writeFormulas(formulas, (text) => text);
  }

  setFormulaR1C1(formula: string): GRange {
    return this.writeFormulas(this.filled(formula), formulaFromR1C1);
  }

  setFormulasR1C1(formulas: string[][]): GRange {
    this.requireShape(formulas);
    return this.writeFormulas(formulas, formulaFromR1C1);
  }

  /** A formula for every cell; `setFormula` on many cells gives the formula of the first one, which moves along. */
  private writeFormulas(formulas: readonly (readonly string[])[], toA1: (text: string, cell: { row: number; column: number }) => string): GRange {
    for (const row of formulas) for (const text of row) requireCellLength(text);
    const { locale } = this.grid.book;
    const inputs = formulas.map((row, rowIndex) => row.map((text, columnIndex): CellInput => {
      if (text === '' || text === '=') return null;
      const cell = { row: this.rect.row + rowIndex, column: this.rect.column + columnIndex };
      return { formula: delocalizeFormula(toA1(text.startsWith('=') ? text : `=${text}`, cell), locale) };
    }));
    this.bufferWrite(this.grid, [this.rect], () => {
      noteArrays(this.execution, inputs);
      this.grid.write(this.rect, inputs);
    });
    return this.self;
  }

  getNote(): string {
    return this.grid.note(this.rect.row, this.rect.column);
  }

  getNotes(): string[][] {
    return this.cellsOf((row, column) => this.grid.note(row, column));
  }

  setNote(note: string | null): GRange {
    return this.writeNotes(this.filled(note));
  }

  setNotes(notes: (string | null)[][]): GRange {
    this.requireShape(notes);
    return this.writeNotes(notes);
  }

  private writeNotes(notes: readonly (readonly unknown[])[]): GRange {
    this.bufferWrite(this.grid, [this.rect], () => {
      notes.forEach((row, rowIndex) => row.forEach((note, columnIndex) => {
        this.grid.setNote(this.rect.row + rowIndex, this.rect.column + columnIndex, noteText(note));
      }));
    });
    return this.self;
  }

  clear(options?: ClearOptions): GRange {
    const { commentsOnly = false, contentsOnly = false, formatOnly = false, validationsOnly = false } = options ?? {};
    if (!commentsOnly && !contentsOnly && !formatOnly && !validationsOnly) {
      return this.clearKinds({ contents: true, formats: true, notes: true, validations: true, conditionalFormats: true }, options);
    }
    // Google clears validations together with formats (PLATFORM-FACTS 8.3).
    return this.clearKinds({
      contents: contentsOnly, formats: formatOnly, conditionalFormats: formatOnly, notes: commentsOnly, validations: formatOnly || validationsOnly,
    }, options);
  }

  clearContent(): GRange {
    return this.clearKinds({ contents: true });
  }

  clearFormat(): GRange {
    return this.clearKinds({ formats: true, conditionalFormats: true });
  }

  clearNote(): GRange {
    return this.clearKinds({ notes: true });
  }

  clearDataValidations(): GRange {
    return this.clearKinds({ validations: true });
  }

  private clearKinds(kinds: ClearKinds, options?: ClearOptions): GRange {
    this.bufferWrite(this.grid, [this.rect], () => {
      if (options?.skipFilteredRows !== true) {
        this.grid.clear(this.rect, kinds);
        return;
      }
      for (let row = this.rect.row; row < this.rect.row + this.rect.rowCount; row += 1) {
        if (!this.grid.isRowHiddenByFilter(row)) this.grid.clear({ ...this.rect, row, rowCount: 1 }, kinds);
      }
    });
    return this.self;
  }

  /** An array in the shape of the range with the same value everywhere. */
  protected filled<T>(value: T): T[][] {
    const row = new Array<T>(this.rect.columnCount).fill(value);
    return new Array<T[]>(this.rect.rowCount).fill(row);
  }

  /** One value for each cell of the range. */
  protected cellsOf<T>(read: (row: number, column: number) => T): T[][] {
    return Array.from({ length: this.rect.rowCount }, (_, rowIndex) =>
      Array.from({ length: this.rect.columnCount }, (__, columnIndex) => read(this.rect.row + rowIndex, this.rect.column + columnIndex)));
  }

  /** Throws the platform's texts when an array has not the shape of the range. */
  protected requireShape(data: readonly (readonly unknown[])[]): void {
    const { rowCount, columnCount } = this.rect;
    if (data.length !== rowCount) throw new ServiceError(shapeText('rows', data.length, rowCount));
    const wrong = data.find((row) => row.length !== columnCount);
    if (wrong !== undefined) throw new ServiceError(shapeText('columns', wrong.length, columnCount));
  }
}

function shapeText(what: 'rows' | 'columns', dataCount: number, rangeCount: number): string {
  return `The number of ${what} in the data does not match the number of ${what} in the range. `
    + `The data has ${String(dataCount)} but the range has ${String(rangeCount)}.`;
}

/** A note as Google turns it into text: 25 gives "25.0". */
function noteText(note: unknown): string {
  if (note === null || note === undefined) return '';
  if (typeof note === 'number') return Number.isInteger(note) ? note.toFixed(1) : String(note);
  return typeof note === 'string' || typeof note === 'boolean' ? String(note) : '';
}
