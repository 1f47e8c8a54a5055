/** Small marks that mailings keep in the document store: a copy of the spreadsheet starts without them. */
import type { StopReason } from '../../contract/mailing-views';
import type { Base } from '../base';
import type { Ports, Store } from '../ports';
import { addressHash } from './consents';

/** Followed by the mailing's id: why it is stopped. Any person may set it, without the lock. */
export const STOP_KEY = 'mailing.stop.';
/** Followed by the mailing's id: when a person last let it go on (epoch ms); failures before do not count again. */
export const RESUMED_KEY = 'mailing.resumed.';
/** Followed by the sender's mark: letters of his that asked to confirm a consent, by hour. They stand in no Send log and count for the day all the same. */
const ASKED_KEY = 'mailing.asked.';
/** Followed by the sender's mark: until when nothing of his is sent (epoch ms), after the service said "daily limit". */
export const PAUSE_KEY = 'mailing.pauseUntil.';
/** Followed by the sender's mark: until when (epoch ms), and how many times in a row the service said "too fast". */
export const SLOW_KEY = 'mailing.slow.';

/** The tab of the Send log and how many lines it has had: kept where a version of the spreadsheet that is brought back does not reach. */
export const LINES_KEY = 'mailing.lines';
/** The same as the dispatcher of automations last saw it. */
export const DISPATCHED_LINES_KEY = 'mailing.linesDispatched';

const MARK_LENGTH = 16;
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** A sender in the keys of the store: no address stands there. */
export function senderMark(base: Base, sender: string): string {
  return addressHash(base, sender).slice(0, MARK_LENGTH);
}

/** The marks as read at one moment. */
export interface MailingMarks {
  /** Why a mailing is stopped; a mark of unknown content stops too. */
  stop(mailing: string): StopReason;
  /** 0 when it was never let go on. */
  resumedMs(mailing: string): number;
  /** 0 when the sender is not paused. */
  pausedUntilMs(mark: string): number;
  /** What stands under `LINES_KEY` and `DISPATCHED_LINES_KEY`, '' where nothing does. */
  readonly lines: string;
  readonly dispatchedLines: string;
  slow(mark: string): { readonly untilMs: number; readonly times: number };
  /** Letters of a sender that asked to confirm a consent and still count, and the end of the hour of the first of them (Infinity when there are none). */
  asked(mark: string): { readonly letters: number; readonly firstMs: number };
  /** Ids of the mailings that were ever stopped or let go on. */
  readonly marked: readonly string[];
}

/** Reads all marks. 1 counted call. */
export function readMarks({ documentStore, clock }: Pick<Ports, 'documentStore' | 'clock'>): MailingMarks {
  const all = documentStore.all('mailing.');
  const nowMs = clock.now();
  return {
    stop: (mailing) => {
      const mark = all[STOP_KEY + mailing];
      if (mark === undefined) return '';
      return mark === 'failures' || mark === 'permission' || mark === 'service' || mark === 'log' ? mark : 'owner';
    },
    resumedMs: (mailing) => Number(all[RESUMED_KEY + mailing] ?? 0) || 0,
    lines: all[LINES_KEY] ?? '',
    dispatchedLines: all[DISPATCHED_LINES_KEY] ?? '',
    pausedUntilMs: (mark) => Number(all[PAUSE_KEY + mark] ?? 0) || 0,
    slow: (mark) => {
      const [untilMs, times] = (all[SLOW_KEY + mark] ?? '').split(' ').map(Number);
      return { untilMs: untilMs ?? 0, times: times ?? 0 };
    },
    asked: (mark) => {
      const hours = hoursIn(all[ASKED_KEY + mark] ?? '', nowMs);
      return { letters: hours.reduce((sum, [, letters]) => sum + letters, 0), firstMs: hours.reduce((first, [hour]) => Math.min(first, (hour + 1) * HOUR_MS), Infinity) };
    },
    marked: [...new Set(Object.keys(all).flatMap((key) => [STOP_KEY, RESUMED_KEY].flatMap((prefix) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))))],
  };
}

/** Counts a letter that asks to confirm a consent, or takes one back that surely did not leave. 2 counted calls. */
export function countAsked(store: Store, mark: string, nowMs: number, change: 1 | -1): void {
  const hour = Math.floor(nowMs / HOUR_MS);
  const hours = new Map(hoursIn(store.get(ASKED_KEY + mark) ?? '', nowMs));
  hours.set(hour, Math.max(0, (hours.get(hour) ?? 0) + change));
  store.set(ASKED_KEY + mark, [...hours].map(([at, letters]) => `${at}:${letters}`).join(' '));
}

/** Hours with their letters, each until a day after its end; what is older is forgotten. */
function hoursIn(text: string, nowMs: number): [hour: number, letters: number][] {
  const oldest = Math.floor(nowMs / HOUR_MS) - DAY_HOURS;
  return text.split(' ').flatMap((part): [number, number][] => {
    const [hour = 0, letters = 0] = part.split(':').map(Number);
    return hour >= oldest && letters > 0 ? [[hour, letters]] : [];
  });
}

/** Forgets the marks of mailings that have nothing left to send or to decide. 1 counted call for each mark, 0 where there is none. */
export function forgetMarks(store: Store, mailings: readonly string[], marks: MailingMarks): void {
  for (const mailing of mailings) {
    if (marks.stop(mailing) !== '') store.remove(STOP_KEY + mailing);
    if (marks.resumedMs(mailing) > 0) store.remove(RESUMED_KEY + mailing);
  }
}
