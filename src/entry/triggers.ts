/** The hourly trigger. */
import { HourlyTrigger } from '../adapters/hourly-trigger';
import { equalTexts } from '../adapters/constant-time';
import { runHourlyJobs } from '../domain/automations/hourly';
import { createPorts, HOURLY_FUNCTION } from './app';

interface TriggerEvent {
  readonly triggerUid?: unknown;
  /** The platform's own enumeration: its text is the name. */
  readonly authMode?: { readonly toString: () => string } | null;
}

/**
 * Runs what is to be done every hour: automations and mailings of the person who switched background work on. Refuses every call that is not this person's own trigger.
 *
 * @param event What Google passes to a trigger: its unique id is compared with the one kept when the trigger was made.
 */
export function runHourly(event: unknown): void {
  const { triggerUid: given, authMode } = typeof event === 'object' && event !== null ? (event as TriggerEvent) : {};
  if (typeof given !== 'string' && typeof given !== 'number') throw new Error('Clientura: this runs from its own trigger only.');
  // Without full authorisation neither properties nor letters may be touched; the view of automations says that nothing ran.
  if (authMode !== undefined && authMode !== null && String(authMode) !== 'FULL') return;
  const expected = expectedTrigger();
  if (expected === undefined) return;
  if (expected === null || !equalTexts(expected, String(given))) throw new Error('Clientura: this runs from its own trigger only.');
  runHourlyJobs(createPorts());
}

/** The id kept when the trigger was made, null when none was; undefined where the permission to look was withdrawn: then nothing can be done. */
function expectedTrigger(): string | null | undefined {
  try {
    return new HourlyTrigger(HOURLY_FUNCTION).expectedId();
  } catch {
    return undefined;
  }
}
