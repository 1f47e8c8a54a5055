/** Values of scripts ↔ contents of cells: dates by the spreadsheet's zone, strings parsed as if typed. */
import type { Book, Sheet as Grid } from '../../engine/book';
import { isDatePattern } from '../../engine/display';
import { parseTyped, type TypedContext } from '../../engine/typed-input';
import type { CellInput, CellRead, Rect } from '../../engine/values';
import { EnumValue, ServiceError, ServiceObject } from '../../runtime/service';
import { SerialDates } from './serial-date';
import { errorTexts } from './sheet-object';

/** What a cell holds as a script sees it. */
export type ScriptValue = number | string | boolean | Date;

/** The greatest length of a cell's text. */
const maxTextLength = 50_000;

const datePatterns = new Map<string, boolean>();

function showsDate(pattern: string): boolean {
  let shows = datePatterns.get(pattern);
  if (shows === undefined) {
    shows = isDatePattern(pattern);
    datePatterns.set(pattern, shows);
  }
  return shows;
}

/** Value of a cell as `getValue` returns it: a Date for a number with a date pattern, '' for an empty cell, the text of an error. */
export function scriptValue(cell: CellRead, dates: SerialDates): ScriptValue {
  const { value, pattern } = cell;
  if (value === null) return '';
  return typeof value === 'number' && pattern !== null && showsDate(pattern) ? new Date(dates.toInstant(value)) : value;
}

const dateOrders: Readonly<Record<string, string>> = {
  en_US: 'M/d/yyyy', en_GB: 'dd/MM/yyyy', ru_RU: 'dd.MM.yyyy', de_DE: 'dd.MM.yyyy', fr_FR: 'dd/MM/yyyy', es_ES: 'dd/MM/yyyy',
  it_IT: 'dd/MM/yyyy', pl_PL: 'dd.MM.yyyy', uk_UA: 'dd.MM.yyyy',
};

/** The automatic pattern of a Date that a script writes. */
export function automaticDatePattern(locale: string, serial: number): string {
  const date = dateOrders[locale] ?? 'yyyy-MM-dd';
  return Number.isInteger(serial) ? date : `${date} H:mm:ss`;
}

/** Turns the values a script writes into cell inputs. One writer serves one write: repeated texts are parsed once. */
export class CellWriter {
  private readonly dates: SerialDates;
  private readonly context: TypedContext;
  private readonly parsed = new Map<string, CellInput>();
  private readonly locale: string;

  constructor(book: Book, nowMs: number) {
    this.dates = SerialDates.in(book.timeZone);
    this.locale = book.locale;
    this.context = { locale: book.locale, timeZone: book.timeZone, todaySerial: Math.floor(this.dates.toSerial(nowMs)) };
  }

  /** `pattern`: the number format the cell has before the write. */
  input(value: unknown, pattern: string | null): CellInput {
    if (value === null || value === undefined || value === '') return null;
    switch (typeof value) {
      case 'string':
        return pattern === '@' ? value : this.typed(value, pattern);
      case 'number':
        // Cells hold no NaN or infinity; Sheets shows them as an error text.
        return Number.isFinite(value) ? value : '#NUM!';
      case 'boolean':
        return value;
      default:
        return this.object(value, pattern);
    }
  }

  private object(value: unknown, pattern: string | null): CellInput {
    if (value instanceof Date) {
      const serial = this.dates.toSerial(value.getTime());
      if (!Number.isFinite(serial)) return '#NUM!';
      return pattern === null ? { value: serial, pattern: automaticDatePattern(this.locale, serial) } : serial;
    }
    if (value instanceof EnumValue) return value.name;
    if (value instanceof ServiceObject) return (value.constructor as unknown as { interfaceName: string }).interfaceName.split('.').pop() ?? '';
    if (Array.isArray(value)) return '[Ljava.lang.Object;@1b6d3586';
    const fields = Object.entries(value as Readonly<Record<string, unknown>>).map(([key, field]) => `${key}=${javaText(field)}`);
    return `{${fields.join(', ')}}`;
  }

  private typed(text: string, pattern: string | null): CellInput {
    const key = (pattern === null ? 'a' : 'p') + text;
    let input = this.parsed.get(key);
    if (input === undefined) {
      input = this.parse(text, pattern);
      this.parsed.set(key, input);
    }
    return input;
  }

  private parse(text: string, pattern: string | null): CellInput {
    const typed = parseTyped(text, this.context);
    switch (typed.kind) {
      case 'blank':
        return null;
      case 'formula':
        return { formula: typed.formula };
      case 'number':
      case 'date':
        return pattern === null && typed.pattern !== null ? { value: typed.value, pattern: typed.pattern } : typed.value;
      default:
        return typed.value;
    }
  }
}

function javaText(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? value.toFixed(1) : String(value);
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null');
}

/** Throws when a text is too long for a cell. */
export function requireCellLength(value: unknown): void {
  if (typeof value === 'string' && value.length > maxTextLength) throw new ServiceError(errorTexts.tooLong);
}

/** The cell inputs for a block of values, each text parsed unless its cell is formatted as text. */
export function cellInputs(grid: Grid, rect: Rect, values: readonly (readonly unknown[])[], nowMs: number): CellInput[][] {
  const writer = new CellWriter(grid.book, nowMs);
  // The formats of the cells matter only for texts and dates.
  const needsPatterns = values.some((row) => row.some((value) => (typeof value === 'string' && value !== '') || value instanceof Date));
  const before = needsPatterns ? grid.read(rect) : null;
  return values.map((row, rowIndex) => {
    const cells = before?.[rowIndex];
    return row.map((value, column) => writer.input(value, cells?.[column]?.pattern ?? null));
  });
}
