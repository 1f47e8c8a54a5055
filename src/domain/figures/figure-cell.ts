/** One figure of a client as the cell of a custom function: the same value as in the grey column. */
import type { Language } from '../../core/language/language';
import { columnName } from '../../core/language/names';
import { text } from '../../core/language/text';
import { segmentReason } from '../../core/reasons/segment';
import type { ClientFigures } from '../../core/segmentation';
import type { DateCell } from '../../core/table/cell';
import { greyCell } from '../grey-cells';
import type { ComputedClientColumn } from '../tab-specs';

/** One cell of a result; '' where a figure does not exist for the client. */
export type FigureCell = string | number | DateCell;

/** What stands in a table of a custom function: the client, grey columns of the Clients tab, and the two factors of LTV. */
export type FigureColumn = 'client' | 'purchasesPerPeriod' | 'lifetimePeriods' | Exclude<ComputedClientColumn, 'id'>;

/** A client with what the table shows beside the grey columns. */
export interface FigureRow {
  readonly figures: ClientFigures;
  /** The client as the ranges write it. */
  readonly name: string;
  /** Factors of LTV; null where they are not shown or do not exist. */
  readonly purchasesPerPeriod: number | null;
  readonly lifetimePeriods: number | null;
}

/** The header of a column. */
export function figureTitle(column: FigureColumn, language: Language): string {
  return column === 'purchasesPerPeriod' || column === 'lifetimePeriods' ? text(language, `figure.${column}`) : columnName(column, language);
}

/** The cell of a column. */
export function figureCell(column: FigureColumn, { figures, name, purchasesPerPeriod, lifetimePeriods }: FigureRow, language: Language): FigureCell {
  if (column === 'client') return name;
  if (column === 'purchasesPerPeriod') return purchasesPerPeriod ?? '';
  if (column === 'lifetimePeriods') return lifetimePeriods ?? '';
  const cell = greyCell(column, '', figures, undefined, (_column, explained) => segmentReason(explained, language), language);
  return cell === null || typeof cell === 'boolean' ? '' : cell;
}
