/** A cell as it stands and as proposed, one under the other: what goes is struck through, what comes is underlined. */
import type { JSX } from 'preact';
import { usePage } from '../../shared/context';
import { textDifference, withVisibleSpaces } from './text-difference';

export function Difference({ before, proposed }: { readonly before: string; readonly proposed: string | null }): JSX.Element {
  const { words } = usePage();
  const shown = withVisibleSpaces(before);
  const { head, removed, added, tail } = textDifference(shown, proposed === null ? shown : withVisibleSpaces(proposed));
  return (
    <dl class="change">
      <dt>{words.say('cleaning.before')}</dt>
      <dd dir="auto">{before === '' ? <span class="second">{words.say('cleaning.empty')}</span> : <>{head}{removed !== '' && <del>{removed}</del>}{tail}</>}</dd>
      {proposed !== null && (
        <>
          <dt>{words.say('cleaning.after')}</dt>
          <dd dir="auto">{head}{added !== '' && <ins>{added}</ins>}{tail}</dd>
        </>
      )}
    </dl>
  );
}
