/** What becomes or became of the rows: four numbers, and the refused rows by reason. */
import type { JSX } from 'preact';
import type { RejectedRows } from '../../../src/contract/import-views';
import type { Words } from '../../language/words';
import { usePage } from '../../shared/context';
import { Stat } from '../../shared/stat';

export interface Counts { readonly fresh: number; readonly changed: number; readonly unchanged: number; readonly refused: number }

export function OutcomeCounts({ counts }: { readonly counts: Counts }): JSX.Element {
  const { words } = usePage();
  const { fresh, changed, unchanged, refused } = counts;
  return (
    <div class="outcome">
      <Stat figure={words.number(fresh)} unit={words.say('import.countNew', { count: fresh })} />
      <Stat figure={words.number(changed)} unit={words.say('import.countChanged', { count: changed })} />
      <Stat figure={words.number(unchanged)} unit={words.say('import.countUnchanged', { count: unchanged })} />
      <Stat figure={words.number(refused)} unit={words.say('import.countRefused', { count: refused })} />
    </div>
  );
}

/** "Clients: 12 new, 3 changed." – empty where neither is. */
export function clientsText(fresh: number, changed: number, words: Words): string {
  const parts = [fresh > 0 ? words.say('import.clientsNew', { count: fresh }) : '', changed > 0 ? words.say('import.clientsChanged', { count: changed }) : ''].filter(Boolean);
  return parts.length === 0 ? '' : words.say('import.clientsToo', { what: parts.join(', ') });
}

/** "rows 5, 17, 204 and 12 more" – the first row numbers and how many further. */
export function rowNumbersText(rejected: RejectedRows, words: Words): string {
  const numbers = rejected.rowNumbers.slice(0, 8).map(String).join(', ');
  const more = rejected.count - Math.min(8, rejected.rowNumbers.length);
  if (numbers === '') return words.say('count.rows', { count: rejected.count });
  return more > 0 ? words.say('import.rowNumbersMore', { numbers, more }) : words.say('import.rowNumbers', { numbers, count: rejected.count });
}

export function RefusedRows({ refused, hint }: { readonly refused: readonly RejectedRows[]; readonly hint: string }): JSX.Element | null {
  const { words } = usePage();
  if (refused.length === 0) return null;
  return (
    <section class="section" aria-labelledby="rejected">
      <h2 id="rejected">{words.say('import.rejected')}</h2>
      <ul class="rows">
        {refused.map((group) => (
          <li key={group.code} class="check">
            <p>{group.reason}</p>
            <p class="second figure">{rowNumbersText(group, words)}</p>
          </li>
        ))}
      </ul>
      <p class="second">{hint}</p>
    </section>
  );
}
