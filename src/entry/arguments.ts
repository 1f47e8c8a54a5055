/** Arguments of custom functions as Sheets passes them: a cell alone or rows of cells; dates become calendar days. */
import type { FigureArguments, FigureCell, FigureView } from '../domain/custom-figures';
import { computeFigures } from '../domain/custom-figures';
import type { Cell } from '../core/table/cell';
import { spreadsheetOffsets } from '../adapters/spreadsheet-zone';
import type { OffsetAt } from '../adapters/zone-days';
import { dateCellOf } from '../adapters/zone-days';

/** A range or a cell, as a custom function receives it. */
export type Given = unknown;

/** Reads the arguments, computes, and gives one cell back where one client was asked. The only service call is the zone, and only for dates. */
export function figuresFor(view: FigureView, clients: Given, dates: Given, amounts: Given, asOf: Given, forClients: Given, options: Given): FigureCell | FigureCell[][] {
  let offsets: OffsetAt | null = null;
  const cell = (value: unknown): Cell => {
    if (value instanceof Date) {
      offsets ??= spreadsheetOffsets();
      return dateCellOf(value.getTime(), offsets);
    }
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  };
  const rows = (value: Given): Cell[][] => (Array.isArray(value) ? value.map((row: unknown) => (Array.isArray(row) ? row.map(cell) : [cell(row)])) : [[cell(value)]]);
  const column = (value: Given): Cell[] => {
    const found = rows(value);
    // A range of one row is read along the row.
    return found.length === 1 ? (found[0] ?? []) : found.map((row) => row[0] ?? null);
  };
  const missing = (value: Given): boolean => value === undefined || value === null || value === '';
  const given: FigureArguments = {
    clients: column(clients),
    dates: column(dates),
    amounts: column(amounts),
    asOf: missing(asOf) ? null : (column(asOf)[0] ?? null),
    forClients: missing(forClients) ? null : column(forClients),
    options: missing(options) ? [] : rows(options),
  };
  const result = computeFigures(given, view);
  return given.forClients !== null && !Array.isArray(forClients) ? (result[0]?.[0] ?? '') : result;
}
