/** What the hourly trigger does, in order. A job that breaks off does not keep the next ones from running. */
import { continueMailings } from '../mailing/continue-mailings';
import { applyWaiting } from '../mailing/unsubscribe';
import type { Ports } from '../ports';
import { dispatch } from './dispatch';
import { keepDispatcher } from './dispatcher-state';
import { weeklyJob } from './weekly';

/** A job of the hour. It takes and frees the document lock itself, and does nothing where it is not this person's to do. */
export type HourlyJob = (ports: Ports) => void;

/**
 * The jobs of an hour: further ones are added here. Automations come before mailings, so that what they plan leaves at once; a job that may take long
 * comes last. All together must end within six minutes: mailings take at most four.
 */
export const HOURLY_JOBS: readonly HourlyJob[] = [
  (ports) => { applyWaiting(ports); },
  (ports) => { dispatch(ports); },
  weeklyJob,
  continueMailings,
];

/** Longest text of a fault that is kept. */
const LONGEST_FAULT = 200;

/** Runs the jobs. What broke off is kept for the views: the platform tells nobody. Returns the texts of what broke off. */
export function runHourlyJobs(ports: Ports, jobs: readonly HourlyJob[] = HOURLY_JOBS): readonly string[] {
  const faults: string[] = [];
  for (const job of jobs) {
    try {
      job(ports);
    } catch (error) {
      // The locks of a job that broke off would keep the next one waiting, and visitors of the unsubscribe page.
      ports.lock.release();
      ports.scriptLock.release();
      faults.push((error instanceof Error ? error.message : String(error)).slice(0, LONGEST_FAULT));
    }
  }
  if (faults.length > 0) keepDispatcher(ports.documentStore, { fault: faults.join(' ').slice(0, LONGEST_FAULT) });
  return faults;
}
