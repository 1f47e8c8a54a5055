/** The pre-flight in words: how many letters leave and when, who is left out and why, who is held out to measure the mailing. */
import type { JSX } from 'preact';
import type { Preflight } from '../../../src/contract/mailing-views';
import { usePage } from '../context';
import { Issues } from '../issues';

export function PreflightSummary({ preflight }: { readonly preflight: Preflight }): JSX.Element {
  const { words } = usePage();
  const later = preflight.go - preflight.goToday;
  const leftOut = preflight.skip - preflight.heldOut;
  const reasons = preflight.skippedBy.filter(({ code }) => code !== 'held_out');
  return (
    <div class="column">
      <Issues issues={preflight.issues} />
      <div class="preflight-summary">
        <div>
          <p class="row-title">{words.say('check.go', { count: preflight.go })}</p>
          {later > 0 && preflight.lastDay !== null && (
            <p class="second">{words.say('plan.later', { today: preflight.goToday, later, day: words.day(preflight.lastDay) })}</p>
          )}
          {preflight.heldOut > 0 && <p class="second">{words.say('check.held', { count: preflight.heldOut })}</p>}
        </div>
        {leftOut > 0 && (
          <div>
            <p class="row-title">{words.say('check.skip', { count: leftOut })}</p>
            <ul class="second">
              {reasons.map((reason) => <li key={reason.code}>{words.say('check.skipReason', { reason: reason.text, count: reason.count })}</li>)}
            </ul>
          </div>
        )}
      </div>
    </div>
  );
}
