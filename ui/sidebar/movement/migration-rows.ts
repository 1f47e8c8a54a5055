/** The migration table as a list of moves and as rows of a table with the strength of each cell. */
import type { MigrationCell, MigrationView } from '../../../src/contract/movement-views';
import type { Words } from '../../language/words';
import type { HeatRow } from '../../shared/heat-table';

/** One move between two different classes. */
export interface Move extends MigrationCell { readonly fromLabel: string; readonly toLabel: string }

/** Pairs of different classes, the most clients first; equal ones keep the order of the table. */
export function movesOf(view: MigrationView): readonly Move[] {
  const labels = labelsOf(view);
  return view.cells
    .filter((cell) => cell.from !== cell.to && cell.clients > 0)
    .map((cell) => ({ ...cell, fromLabel: labels.from.get(cell.from) ?? cell.from, toLabel: labels.to.get(cell.to) ?? cell.to }))
    .sort((left, right) => right.clients - left.clients);
}

function labelsOf(view: MigrationView): { readonly from: ReadonlyMap<string, string>; readonly to: ReadonlyMap<string, string> } {
  return { from: new Map(view.from.map(({ key, label }) => [key, label])), to: new Map(view.to.map(({ key, label }) => [key, label])) };
}

/** Rows of the whole table: strength is the share of the row's clients, so that small classes are read as well as large ones. */
export function migrationTable(view: MigrationView, words: Words): readonly HeatRow[] {
  const byPair = new Map(view.cells.map((cell) => [`${cell.from} ${cell.to}`, cell.clients]));
  return view.from.map(({ key, label }) => {
    const counts = view.to.map((to) => byPair.get(`${key} ${to.key}`) ?? 0);
    const size = counts.reduce((sum, count) => sum + count, 0);
    return {
      key, title: label, size: words.say('count.clients', { count: size }),
      cells: counts.map((count) => ({ shown: words.number(count), strength: size === 0 ? 0 : count / size })),
    };
  });
}
