/** Which columns of a table cleaning works on. */
import type { Grid } from '../table/cell';
import { contentOf } from '../table/content';
import { isEmptyCell } from '../table/cell';
import type { Mapping } from '../table/field';
import type { Header } from '../table/header';

/** Columns (0-based) by what they hold. A name stands in one column, in columns of its parts, or in both. */
export type CleanColumns = Readonly<Partial<Record<'name' | 'lastName' | 'firstName' | 'patronymic' | 'phone' | 'email' | 'city' | 'birthday' | 'date' | 'amount', number>>>;

const CLEANED = ['name', 'lastName', 'firstName', 'patronymic', 'phone', 'email', 'city', 'birthday', 'date', 'amount'] as const;

/**
 * The columns of a mapping that cleaning knows. A column of clients that holds words, and no column of names beside it, holds the names.
 */
export function cleanColumnsOf(grid: Grid, header: Header, mapping: Mapping): CleanColumns {
  const columns: { -readonly [Key in keyof CleanColumns]: number } = {};
  for (const field of CLEANED) {
    const columnIndex = mapping[field];
    if (columnIndex !== undefined) columns[field] = columnIndex;
  }
  const { client } = mapping;
  const hasParts = columns.lastName !== undefined || columns.firstName !== undefined;
  if (columns.name === undefined && !hasParts && client !== undefined && !Object.values(columns).includes(client)) {
    const cells = grid.slice(header.rowIndex + 1).map((row) => row[client] ?? null).filter((cell) => !isEmptyCell(cell));
    if (contentOf(cells) === 'text') columns.name = client;
  }
  return columns;
}
