/** Objects around the cells of a range: validation, checkboxes, rich text, protection, filter, banding, metadata, text search. */
import type { Rect, ValidationRule } from '../../engine/values';
import { members, ServiceError, type MemberTable } from '../../runtime/service';
import { Banding } from './banding';
import { checkboxRule, sameValue, visitCheckboxes } from './checkboxes';
import { DataValidation } from './data-validation';
import { addMetadata, DeveloperMetadataFinder, metadataAt, placeOfRange } from './developer-metadata';
import { Filter } from './filter';
import type {
  GBanding, GDataValidation, GDeveloperMetadata, GDeveloperMetadataFinder, GFilter, GProtection, GRange, GRichTextValue, GTextFinder,
} from './google-types';
import { Protection } from './protection';
import { RangeContents } from './range-contents';
import { RichTextValue } from './rich-text-value';
import { intersection } from './structure-shift';
import { TextFinder } from './text-finder';
import { textStyleOfCell } from './text-style';

type Theme = GoogleAppsScript.Spreadsheet.BandingTheme;

const READS = [
  'getBandings', 'getDataValidation', 'getDataValidations', 'getDeveloperMetadata', 'getFilter', 'getRichTextValue', 'getRichTextValues',
  'isChecked',
] as const;
const NAVIGATION = ['createDeveloperMetadataFinder', 'createTextFinder'] as const;
const BUFFERED = [
  'check', 'insertCheckboxes', 'removeCheckboxes', 'setDataValidation', 'setDataValidations', 'setRichTextValue', 'setRichTextValues', 'uncheck',
] as const;
const IMMEDIATE = ['addDeveloperMetadata', 'applyColumnBanding', 'applyRowBanding', 'createFilter', 'protect'] as const;

export const OBJECT_MEMBERS: MemberTable = {
  ...members('read', 'exact', READS),
  ...members('navigate', 'exact', NAVIGATION),
  ...members('write', 'exact', BUFFERED),
  ...members('write', 'exact', IMMEDIATE, { drains: true }),
};

type Names = (typeof READS)[number] | (typeof NAVIGATION)[number] | (typeof BUFFERED)[number] | (typeof IMMEDIATE)[number];

export abstract class RangeObjects extends RangeContents implements Pick<GRange, Names> {
  getDataValidation(): GDataValidation | null {
    return this.validationObject(this.grid.validationAt(this.rect.row, this.rect.column));
  }

  getDataValidations(): (GDataValidation | null)[][] {
    return this.cellsOf((row, column) => this.validationObject(this.grid.validationAt(row, column)));
  }

  private validationObject(rule: ValidationRule | null): GDataValidation | null {
    return rule === null ? null : DataValidation.ofRule(this.execution, rule, this.grid.book, this.make);
  }

  setDataValidation(rule: GDataValidation | null): GRange {
    const stored = DataValidation.ruleOf(rule, this.grid.book);
    this.bufferWrite(this.grid, [this.rect], () => {
      this.grid.setValidation([this.rect], stored);
    });
    return this.self;
  }

  setDataValidations(rules: (GDataValidation | null)[][]): GRange {
    this.requireShape(rules);
    const places = new Map<GDataValidation | null, Rect[]>();
    for (let column = 0; column < this.rect.columnCount; column += 1) {
      // One rectangle for each run of the same rule down a column.
      for (let row = 0, start = 0; row < rules.length; row += 1) {
        const rule = rules[row]?.[column] ?? null;
        if (row + 1 < rules.length && (rules[row + 1]?.[column] ?? null) === rule) continue;
        const rect = { row: this.rect.row + start, column: this.rect.column + column, rowCount: row - start + 1, columnCount: 1 };
        places.set(rule, [...(places.get(rule) ?? []), rect]);
        start = row + 1;
      }
    }
    const stored = [...places].map(([rule, rects]) => ({ rects, rule: DataValidation.ruleOf(rule, this.grid.book) }));
    this.bufferWrite(this.grid, [this.rect], () => {
      for (const { rects, rule } of stored) this.grid.setValidation(rects, rule);
    });
    return this.self;
  }

  insertCheckboxes(checkedValue?: unknown, uncheckedValue?: unknown): GRange {
    const rule = checkboxRule(checkedValue, uncheckedValue);
    const value = rule.condition.values.length === 0 ? false : (rule.condition.values[1] ?? '');
    this.bufferWrite(this.grid, [this.rect], () => {
      this.grid.setValidation([this.rect], rule);
      this.grid.write(this.rect, this.filled(value === '' ? null : value));
    });
    return this.self;
  }

  removeCheckboxes(): GRange {
    this.bufferWrite(this.grid, [this.rect], () => {
      visitCheckboxes(this.grid, this.rect, (row, column) => {
        const cell = { row, column, rowCount: 1, columnCount: 1 };
        this.grid.setValidation([cell], null);
        this.grid.write(cell, [[null]]);
      });
    });
    return this.self;
  }

  check(): GRange {
    return this.setChecked(true);
  }

  uncheck(): GRange {
    return this.setChecked(false);
  }

  private setChecked(checked: boolean): GRange {
    this.bufferWrite(this.grid, [this.rect], () => {
      visitCheckboxes(this.grid, this.rect, (row, column, values, value) => {
        // Cells that hold neither of the two values are left alone.
        if (!sameValue(value, values.checked) && !sameValue(value, values.unchecked)) return;
        this.grid.write({ row, column, rowCount: 1, columnCount: 1 }, [[checked ? values.checked : values.unchecked]]);
      });
    });
    return this.self;
  }

  isChecked(): boolean | null {
    return this.settled(() => {
      const states = new Set<boolean | null>();
      const all = visitCheckboxes(this.grid, this.rect, (_row, _column, values, value) => {
        states.add(sameValue(value, values.checked) ? true : sameValue(value, values.unchecked) ? false : null);
      });
      const [state] = states;
      return all && states.size === 1 ? (state ?? null) : null;
    });
  }

  getRichTextValue(): GRichTextValue | null {
    return this.settled(() => this.richTexts(this.topLeft)[0]?.[0] ?? null);
  }

  getRichTextValues(): (GRichTextValue | null)[][] {
    return this.settled(() => this.richTexts(this.rect));
  }

  /** Rich text of each cell; null where the value is no text. */
  private richTexts(rect: Rect): (GRichTextValue | null)[][] {
    const styles = this.grid.styles(rect);
    return this.grid.read(rect).map((row, rowIndex) => row.map((cell, columnIndex) => {
      if (cell.value !== null && typeof cell.value !== 'string') return null;
      const runs = this.grid.readRuns(rect.row + rowIndex, rect.column + columnIndex);
      return RichTextValue.ofCell(this.execution, cell.value ?? '', runs, textStyleOfCell(styles[rowIndex]?.[columnIndex]));
    }));
  }

  setRichTextValue(value: GRichTextValue): GRange {
    return this.writeRichTexts(this.filled(value));
  }

  setRichTextValues(values: GRichTextValue[][]): GRange {
    this.requireShape(values);
    return this.writeRichTexts(values);
  }

  private writeRichTexts(values: readonly (readonly GRichTextValue[])[]): GRange {
    const inputs = values.map((row) => row.map((value) => {
      const { text, runs } = RichTextValue.stored(value);
      return text === '' ? null : { value: text, rich: runs };
    }));
    this.bufferWrite(this.grid, [this.rect], () => this.grid.write(this.rect, inputs));
    return this.self;
  }

  protect(): GProtection {
    this.requireEdit(this.grid, this.rect);
    return Protection.add(this.execution, this.grid, 'RANGE', this.rect);
  }

  createFilter(): GFilter {
    if (this.grid.filter() !== null) throw new ServiceError("You can't create a filter in a sheet that already has a filter.");
    this.requireEdit(this.grid, this.rect);
    this.grid.createFilter(this.rect);
    return new Filter(this.execution, this.grid);
  }

  /** The sheet's filter when it touches this range. */
  getFilter(): GFilter | null {
    const filter = this.grid.filter();
    return filter === null || intersection(filter.rect, this.rect) === null ? null : new Filter(this.execution, this.grid);
  }

  applyRowBanding(bandingTheme?: Theme, showHeader = true, showFooter = false): GBanding {
    this.requireEdit(this.grid, this.rect);
    return Banding.add(this.execution, this.self, false, bandingTheme, showHeader, showFooter);
  }

  applyColumnBanding(bandingTheme?: Theme, showHeader = true, showFooter = false): GBanding {
    this.requireEdit(this.grid, this.rect);
    return Banding.add(this.execution, this.self, true, bandingTheme, showHeader, showFooter);
  }

  getBandings(): GBanding[] {
    return this.grid.bandings()
      .filter((banding) => intersection(banding.rect, this.rect) !== null)
      .map((banding) => new Banding(this.execution, this.grid, banding.id));
  }

  addDeveloperMetadata(key: string, second?: unknown, third?: unknown): GRange {
    this.requireEdit(this.grid, this.rect);
    addMetadata(this.execution, this.grid.book, placeOfRange(this.grid, this.rect), key, second, third);
    return this.self;
  }

  /** Metadata of exactly this row or column; none for other ranges. */
  getDeveloperMetadata(): GDeveloperMetadata[] {
    const { row, column, rowCount, columnCount } = this.rect;
    const isRow = rowCount === 1 && columnCount === this.grid.columnCount;
    const isColumn = columnCount === 1 && rowCount === this.grid.rowCount;
    return metadataAt(this.execution, this.grid.book, (entry) =>
      entry.sheetId === this.grid.id && ((isRow && entry.row === row) || (isColumn && entry.column === column)));
  }

  createDeveloperMetadataFinder(): GDeveloperMetadataFinder {
    return new DeveloperMetadataFinder(this.execution, this.grid.book, { sheetId: this.grid.id, rect: this.rect });
  }

  createTextFinder(findText: string): GTextFinder {
    return new TextFinder(this.execution, () => [{ grid: this.grid, rect: this.rect }], findText);
  }
}
