/** Advice on the letters: what was found, what to do about it, and the first of whom it concerns. Advice never blocks. */
import type { JSX } from 'preact';
import type { PreflightHint } from '../../../src/contract/preflight-views';
import { usePage } from '../context';
import { Empty } from '../empty';

export function Hints({ hints }: { readonly hints: readonly PreflightHint[] }): JSX.Element {
  const { words } = usePage();
  if (hints.length === 0) return <Empty title={words.say('hints.none')} text={words.say('hints.noneWhat')} />;
  return (
    <div class="column column-tight">
      <p class="second">{words.say('hints.what')}</p>
      <ul class="rows">
        {hints.map((hint) => (
          <li key={hint.text} class="hint">
            <p class="row-title">{hint.text}</p>
            {hint.todo !== '' && <p>{hint.todo}</p>}
            {hint.clients.length > 0 && <p class="second">{namesOf(hint, words.say('hints.others', { count: hint.count - hint.clients.length }))}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The first names, then how many more there are. */
export function namesOf({ clients, count }: PreflightHint, others: string): string {
  return clients.join(', ') + (count > clients.length ? ` ${others}` : '');
}
