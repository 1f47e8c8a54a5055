/** What the hourly trigger does: applies unsubscribe requests and continues this person's mailings. */
import { openMailing } from './mailing-data';
import { lettersNow } from './outbox-view';
import { sendChunk } from './send-chunk';
import type { Ports } from '../ports';

/** The trigger ends well before the limit of six minutes. */
const BUDGET_MS = 240_000;
/** Longer pauses than the pace of a minute needs are left to the next run. */
const LONGEST_WAIT_MS = 60_000;

/** Sends what may leave now, the oldest mailing first, waiting without a lock where the pace of a minute is used up; stopped mailings stay stopped. */
export function continueMailings(ports: Ports): void {
  const startedMs = ports.clock.now();
  const opened = openMailing(ports, true);
  if (opened.value === null) return;
  const mailing = opened.value;
  const email = ports.person.email();
  const mine = [...mailing.log.plans.values()].filter((plan) => plan.sender === email && lettersNow(mailing, plan.mailing).some(({ state }) => state === 'planned'));
  for (const plan of mine.sort((one, other) => one.createdMs - other.createdMs)) {
    for (let going = true; going && ports.clock.now() - startedMs < BUDGET_MS; ) {
      const progress = sendChunk(ports, plan.mailing).value;
      going = progress?.canContinue === true && progress.waitMs <= LONGEST_WAIT_MS && ports.clock.now() + progress.waitMs - startedMs < BUDGET_MS;
      if (going && progress !== null && progress.waitMs > 0) ports.clock.wait(progress.waitMs);
    }
  }
}
