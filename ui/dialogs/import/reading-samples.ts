/** Cells of the file beside what they are read as, so that a wrong order of dates or a wrong decimal mark is seen before anything is written. */
import type { Language } from '../../../src/contract/base-views';
import { formatDay, formatNumber } from '../../../src/core/language/format';
import type { Cell } from '../../../src/core/table/cell';
import { readDate } from '../../../src/core/table/dates';
import type { Field } from '../../../src/core/table/field';
import { readNumber } from '../../../src/core/table/numbers';
import type { TableReading } from './columns';

/** A cell as written and as read; `read` is null where it cannot be read. */
export interface ReadingSample { readonly written: string; readonly read: string | null }

const sampleLimit = 3;
/** Enough to find cells that tell the readings apart; the column as a whole is decided elsewhere. */
const cellsLookedAt = 2000;

/** Dates of a column as they will be read: those that the order of day and month changes first, at most three; one where it changes none. */
export function dateSamples(table: TableReading, field: Field, language: Language): readonly ReadingSample[] {
  const dayOf = (cell: Cell, order: 'dmy' | 'mdy'): number | null => {
    const read = readDate(cell, { order });
    return read.state === 'ok' ? read.day : null;
  };
  return samples(table, field, (cell) => dayOf(cell, 'dmy') !== dayOf(cell, 'mdy'), (cell) => {
    const day = dayOf(cell, table.dateOrder);
    return day === null ? null : formatDay(day, language);
  });
}

/** Numbers of a column as they will be read: those that the decimal mark changes first, at most three; one where it changes none. */
export function numberSamples(table: TableReading, field: Field, language: Language): readonly ReadingSample[] {
  const valueOf = (cell: Cell, decimal: ',' | '.'): number | null => {
    const read = readNumber(cell, { decimal });
    return read.state === 'ok' ? read.value : null;
  };
  return samples(table, field, (cell) => valueOf(cell, ',') !== valueOf(cell, '.'), (cell) => {
    const value = valueOf(cell, table.decimalMark);
    return value === null ? null : formatNumber(value, language, Number.isInteger(value) ? 0 : 2);
  });
}

/** Cells the file has as dates and numbers already need no reading, so only texts are shown. */
function samples(table: TableReading, field: Field, isOpen: (cell: Cell) => boolean, read: (cell: Cell) => string | null): readonly ReadingSample[] {
  const columnIndex = table.mapping[field];
  if (columnIndex === undefined) return [];
  const open = new Map<string, ReadingSample>();
  const clear = new Map<string, ReadingSample>();
  const start = table.header.rowIndex + 1;
  for (const row of table.grid.slice(start, start + cellsLookedAt)) {
    const cell = row[columnIndex];
    if (typeof cell !== 'string' || cell.trim() === '') continue;
    const kept = isOpen(cell) ? open : clear;
    const written = cell.trim();
    if (kept.size < sampleLimit && !kept.has(written)) kept.set(written, { written, read: read(cell) });
    if (open.size === sampleLimit) break;
  }
  // Where nothing can be read in two ways, one cell shows enough.
  return open.size === 0 ? [...clear.values()].slice(0, 1) : [...open.values(), ...clear.values()].slice(0, sampleLimit);
}
