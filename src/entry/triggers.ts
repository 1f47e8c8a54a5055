/** The hourly trigger. */
import { continueMailings } from '../domain/mailing/continue-mailings';
import { HourlyTrigger } from '../adapters/hourly-trigger';
import { equalTexts } from '../adapters/constant-time';
import { createPorts, HOURLY_FUNCTION } from './app';

/**
 * Continues mailings of the person who switched background work on. Refuses every call that is not this person's own trigger.
 *
 * @param event What Google passes to a trigger: its unique id is compared with the one kept when the trigger was made.
 */
export function runHourly(event: unknown): void {
  const given = typeof event === 'object' && event !== null ? (event as { readonly triggerUid?: unknown }).triggerUid : undefined;
  if (typeof given !== 'string' && typeof given !== 'number') throw new Error('Clientura: this runs from its own trigger only.');
  const expected = new HourlyTrigger(HOURLY_FUNCTION).expectedId();
  if (expected === null || !equalTexts(expected, String(given))) throw new Error('Clientura: this runs from its own trigger only.');
  continueMailings(createPorts());
}
