/** Clients who went from one class to another, as a row; where an audience names them, a press opens them. */
import type { JSX } from 'preact';
import { usePage } from '../shared/context';
import { Row } from '../shared/row';
import type { Travel } from './route';

export interface MoveRowProps {
  readonly move: { readonly fromLabel: string; readonly toLabel: string; readonly clients: number; readonly moneyShown: string; readonly audience: string | null };
  readonly go: Travel['go'];
}

export function MoveRow({ move, go }: MoveRowProps): JSX.Element {
  const { words } = usePage();
  const { fromLabel, toLabel, audience } = move;
  const title = words.say('settings.fromTo', { from: fromLabel, to: toLabel });
  return (
    <Row title={<><span class="row-from">{fromLabel}</span> <span aria-hidden="true">→</span><span class="unseen">{words.say('moves.to')}</span> {toLabel}</>}
      meta={move.moneyShown} side={words.say('count.clients', { count: move.clients })}
      {...(audience === null ? {} : { onOpen: () => go({ view: 'clients', audience, title }) })} />
  );
}
