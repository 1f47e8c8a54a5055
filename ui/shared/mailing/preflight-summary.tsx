/** The pre-flight in words: how many letters leave and when, who is left out and why, what to think of. */
import type { JSX } from 'preact';
import type { Preflight } from '../../../src/contract/mailing-views';
import { usePage } from '../context';
import { Issues } from '../issues';
import { Notice } from '../notice';

export function PreflightSummary({ preflight }: { readonly preflight: Preflight }): JSX.Element {
  const { words } = usePage();
  const later = preflight.go - preflight.goToday;
  return (
    <div class="column">
      <Issues issues={preflight.issues} />
      <div class="preflight-summary">
        <div>
          <p class="row-title">{words.say('check.go', { count: preflight.go })}</p>
          {later > 0 && preflight.lastDay !== null && (
            <p class="second">{words.say('plan.later', { today: preflight.goToday, later, day: words.day(preflight.lastDay) })}</p>
          )}
        </div>
        {preflight.skippedBy.length > 0 && (
          <div>
            <p class="row-title">{words.say('check.skip', { count: preflight.skip })}</p>
            <ul class="second">
              {preflight.skippedBy.map((reason) => <li key={reason.code}>{words.say('check.skipReason', { reason: reason.text, count: reason.count })}</li>)}
            </ul>
          </div>
        )}
      </div>
      {preflight.hints.length > 0 && (
        <Notice kind="info" title={words.say('check.hints')}>
          <ul class="notice-list">{preflight.hints.map((hint) => <li key={hint}>{hint}</li>)}</ul>
        </Notice>
      )}
    </div>
  );
}
