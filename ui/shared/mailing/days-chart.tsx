/** Letters by day as bars: a table whose rows say the day and the number, so that the bars only repeat them. */
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { DayLetters } from '../../../src/contract/mailing-views';
import { Bar } from '../bar';
import { usePage } from '../context';

/** Days drawn at once; the rest stand folded below, so that a mailing of a month does not push everything else away. */
const shownDays = 7;

export interface DaysChartProps {
  readonly title: string;
  readonly days: readonly DayLetters[];
}

/** Nothing for a mailing without days. */
export function DaysChart({ title, days }: DaysChartProps): JSX.Element | null {
  const { words } = usePage();
  const titleId = useId();
  if (days.length === 0) return null;
  const most = Math.max(...days.map(({ letters }) => letters));
  const rest = days.slice(shownDays);
  return (
    <section class="section" aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      <DayTable titleId={titleId} days={days.slice(0, shownDays)} most={most} />
      {rest.length > 0 && (
        <details>
          <summary>{words.say('days.more', { count: rest.length })}</summary>
          <DayTable titleId={titleId} days={rest} most={most} />
        </details>
      )}
    </section>
  );
}

function DayTable({ titleId, days, most }: { readonly titleId: string; readonly days: readonly DayLetters[]; readonly most: number }): JSX.Element {
  const { words } = usePage();
  return (
    <table class="days" aria-labelledby={titleId}>
      <thead class="unseen"><tr><th scope="col">{words.say('days.day')}</th><th scope="col">{words.say('days.letters')}</th></tr></thead>
      <tbody>
        {days.map(({ day, letters }) => (
          <tr key={day}>
            <th scope="row">{words.day(day)}</th>
            <td>
              <span class="days-figure">{words.say('days.count', { count: letters })}</span>
              <Bar share={letters / most} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
