/** A wide table of numbers whose shade repeats how large they are; it scrolls within its own frame, the names of rows and columns stay in sight. */
import type { JSX } from 'preact';

/** One number: as shown, and its strength 0–1 for the shade. */
export interface HeatCell { readonly shown: string; readonly strength: number }

export interface HeatRow {
  readonly key: string;
  readonly title: string;
  /** Second line under the title: the row's size; empty for a row without one. */
  readonly size: string;
  /** One for each column; null where there is nothing yet (a month that has not come). */
  readonly cells: readonly (HeatCell | null)[];
}

export interface HeatTableProps {
  readonly label: string;
  /** Head of the column of row titles. */
  readonly corner: string;
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly rows: readonly HeatRow[];
  /** Read out where a cell is empty. */
  readonly emptyText: string;
  /** Titles of rows are short and stand on one line. */
  readonly wholeTitles?: boolean;
}

/** The strongest shade still leaves dark text at more than 7 : 1. */
const strongest = 0.42;

/** Background of a cell; none for nothing, so that a zero is told from a small number. */
export function heatShade(strength: number): string | undefined {
  if (!(strength > 0)) return undefined;
  return `rgba(11, 107, 114, ${(0.05 + Math.min(1, strength) * (strongest - 0.05)).toFixed(3)})`;
}

export function HeatTable({ label, corner, columns, rows, emptyText, wholeTitles = false }: HeatTableProps): JSX.Element {
  return (
    <div class="table-frame table-held" tabIndex={0} role="region" aria-label={label}>
      <table class="table heat">
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column) => <th key={column.key} scope="col" class="number">{column.title}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row"><span class={wholeTitles ? 'whole-title' : undefined}>{row.title}</span>{row.size !== '' && <span class="second block">{row.size}</span>}</th>
              {columns.map((column, index) => {
                const cell = row.cells[index] ?? null;
                return cell === null
                  ? <td key={column.key} class="number"><span class="unseen">{emptyText}</span></td>
                  : <td key={column.key} class={cell.strength > 0 ? 'number' : 'number heat-nothing'} style={{ background: heatShade(cell.strength) }}>{cell.shown}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
