/** The virtual clock and the triggers that wait for it. */
import { useSpeech } from './language';
import type { Session } from './session';
import { useSession } from './view';

const HOUR_MS = 3_600_000;

export function ClockPanel({ session }: { readonly session: Session }) {
  useSession(session);
  const { texts, moment, longMoment } = useSpeech();
  const zone = session.book?.timeZone ?? 'Etc/GMT';
  const move = (milliseconds: number): void => void session.advance(milliseconds);
  return (
    <div class="sheet">
      <section class="clock">
        <h3>{texts.now}</h3>
        <p class="clock-face">
          <output aria-live="polite">{longMoment(session.workbench.clock.now(), zone)}</output>
        </p>
        <div class="line">
          <button type="button" class="button" aria-disabled={session.movingClock} onClick={() => !session.movingClock && move(HOUR_MS)}>
            {texts.plusHour}
          </button>
          <button type="button" class="button" aria-disabled={session.movingClock} onClick={() => !session.movingClock && move(24 * HOUR_MS)}>
            {texts.plusDay}
          </button>
          <span role="status">{session.movingClock ? texts.moving : ''}</span>
        </div>
        <p class="second">{texts.clockHint}</p>
      </section>
      <section class="clock-triggers">
        <h3>{texts.triggersTitle}</h3>
        {session.workbench.triggers.length === 0 ? (
          <p class="empty">{texts.noTriggers}</p>
        ) : (
          <ul class="trigger-list">
            {session.workbench.triggers.map((trigger) => (
              <li key={trigger.id}>
                <span class="trigger-name">{trigger.functionName}</span>
                <span class="second">
                  {texts.triggerTypes[trigger.eventType] ?? trigger.eventType}
                  {trigger.nextMs !== null && ` · ${texts.nextAt(moment(trigger.nextMs, zone))}`} · {trigger.userEmail}
                </span>
                <button type="button" class="link" onClick={() => void session.workbench.fireTrigger(trigger.id)} aria-label={`${texts.fireNow}: ${trigger.functionName}`}>
                  {texts.fireNow}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
