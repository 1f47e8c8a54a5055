/** Planning a mailing: the letters are written down as planned, bound to the person at the keyboard; nothing is sent. */
import type { MailingProgress, MailingRequest } from '../../contract/mailing-views';
import type { Outcome } from '../../core/issue';
import { hasError, issue, outcome } from '../../core/issue';
import type { Language } from '../../core/language/language';
import type { Ports } from '../ports';
import { underLock } from '../under-lock';
import { say } from '../words';
import { isShort, stopAll } from './log-guard';
import type { Draft } from './mailing-data';
import { draftMailing, openMailing } from './mailing-data';
import { readMarks } from './mailing-keys';
import { progressOf, writeViews } from './outbox-view';
import { checkDraft, reasonText, skipCounts } from './preflight-draft';
import { planOf, twinOf, writePlan } from './write-plan';

export { preflightMailing, previewLetter, sendTest } from './preflight';
export { reasonText } from './preflight-draft';

/**
 * Writes the mailing and its letters as planned. A mailing that already does what is asked for is shown instead of planning a second one.
 * @param goExpected the number the person confirmed; another number is refused with `mailing.numberChanged`, and nothing is written
 */
export function planNewMailing(ports: Ports, request: MailingRequest, goExpected: number): Outcome<MailingProgress | null> {
  return underLock(ports, () => {
    const opened = openMailing(ports, true);
    if (opened.value === null) return outcome(null, opened.issues);
    const mailing = opened.value;
    const drafted = draftMailing(mailing, request);
    if (drafted.value === null) return outcome(null, drafted.issues);
    const draft = drafted.value;
    const twin = twinOf(mailing, request, draft.template);
    if (twin !== null) return outcome(progressOf(mailing, twin, { waitMs: 0, issues: [issue('mailing.plannedAlready', { sender: mailing.log.plans.get(twin)?.sender ?? '' })] }));
    // New lines would hide that others are gone.
    if (isShort(mailing, readMarks(ports).lines)) {
      stopAll(mailing);
      return outcome(null, [issue('sendLog.short')]);
    }
    const { issues } = checkDraft(mailing, draft);
    if (hasError(issues)) return outcome(null, issues);
    const going = draft.letters.filter(({ goes }) => goes).length;
    if (going === 0) return outcome(null, [issue('mail.nobody')]);
    if (going !== goExpected) return outcome(null, [issue('mailing.numberChanged', { expected: goExpected, now: going, skipped: skippedWords(draft, mailing.base.language) })]);
    const { base } = mailing;
    const plan = planOf(mailing, draft.template, { mailing: mailingIdOf(ports), audience: request.audience, holdOutShare: request.holdOutShare ?? 0 });
    writePlan(mailing, plan, draft);
    const progress = writeViews(mailing, plan.mailing);
    base.saveState();
    return outcome(progress);
  });
}

/** "unsubscribed – 2, no consent – 1", or "nobody". */
function skippedWords(draft: Pick<Draft, 'letters'>, language: Language): string {
  const words = [...skipCounts(draft)].map(([reason, count]) => `${reasonText(reason, language)} – ${count}`);
  return words.length === 0 ? say(language, 'preflight.nobodySkipped') : words.join(', ');
}

function mailingIdOf(ports: Ports): string {
  const stamp = ports.clock.timestamp(ports.clock.now()).replace(/\D/g, '').slice(0, 12);
  return `M${stamp}-${ports.keys.randomText().replace(/[^a-z0-9]/gi, '').slice(0, 4)}`;
}

