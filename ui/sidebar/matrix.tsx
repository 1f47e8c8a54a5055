/** The matrix of money against steadiness: each cell with its clients, money, share and what changed; letters explain themselves. */
import type { JSX } from 'preact';
import type { ClassView, SegmentsView } from '../../src/contract/segment-views';
import { Button } from '../shared/button';
import { clientsChange, signed } from '../shared/change';
import { usePage } from '../shared/context';
import { heatShade } from '../shared/heat-table';
import { Why } from '../shared/why';

const rowLetters = ['A', 'B', 'C'] as const;
const columnLetters = ['X', 'Y', 'Z', 'N'] as const;

export interface MatrixProps {
  readonly view: Pick<SegmentsView, 'matrix' | 'abc' | 'xyz'>;
  readonly onOpen: (one: ClassView) => void;
}

export function Matrix({ view, onOpen }: MatrixProps): JSX.Element {
  const { words } = usePage();
  const byKey = new Map(view.matrix.map((cell) => [cell.key, cell]));
  const whyOf = (classes: readonly ClassView[], letter: string): string => classes.find((one) => one.key === letter)?.why ?? '';
  return (
    <div class="column column-tight">
      <div class="matrix-frame">
        <table class="matrix">
          <caption class="unseen">{words.say('segments.matrixWhat')}</caption>
          <thead>
            <tr>
              <td />
              {columnLetters.map((letter) => <th key={letter} scope="col"><Why text={whyOf(view.xyz, letter)}>{letter}</Why></th>)}
            </tr>
          </thead>
          <tbody>
            {rowLetters.map((row) => (
              <tr key={row}>
                <th scope="row"><Why text={whyOf(view.abc, row)}>{row}</Why></th>
                {columnLetters.map((column) => <td key={column} style={{ background: heatShade(byKey.get(row + column)?.share ?? 0) }}><Cell name={row + column} cell={byKey.get(row + column)} onOpen={onOpen} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="second">{words.say('segments.matrixCells')}</p>
    </div>
  );
}

function Cell({ name, cell, onOpen }: { readonly name: string; readonly cell: ClassView | undefined; readonly onOpen: (one: ClassView) => void }): JSX.Element {
  const { words } = usePage();
  if (cell === undefined) return <span class="second">0</span>;
  const change = cell.change === null || cell.change === 0 ? null : cell.change;
  return (
    <>
      {cell.clients === 0 ? <span class="second">0</span> : (
        <>
          <Button kind="link" onPress={() => onOpen(cell)} label={words.say('segments.openCell', { name, count: cell.clients, money: cell.moneyShown, share: words.percent(cell.share) })}>{words.number(cell.clients)}</Button>
          <span class="matrix-share">{words.short(cell.money)}</span>
          <span class="matrix-share">{words.percent(cell.share)}</span>
        </>
      )}
      {change !== null && <span class="matrix-share matrix-change"><span aria-hidden="true">{signed(change, words)}</span><span class="unseen">{clientsChange(change, words)}</span></span>}
    </>
  );
}
