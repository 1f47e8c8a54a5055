/** Small marks that mailings keep in the document store: a copy of the spreadsheet starts without them. */
import type { StopReason } from '../../contract/mailing-views';
import type { Base } from '../base';
import type { Store } from '../ports';
import { addressHash } from './consents';

/** Followed by the mailing's id: why it is stopped. Any person may set it, without the lock. */
export const STOP_KEY = 'mailing.stop.';
/** Followed by the mailing's id: when a person last let it go on (epoch ms); failures before do not count again. */
export const RESUMED_KEY = 'mailing.resumed.';
/** Followed by the sender's mark: until when nothing of his is sent (epoch ms), after the service said "daily limit". */
export const PAUSE_KEY = 'mailing.pauseUntil.';
/** Followed by the sender's mark: until when (epoch ms), and how many times in a row the service said "too fast". */
export const SLOW_KEY = 'mailing.slow.';

/** The tab of the Send log and how many lines it has had: kept where a version of the spreadsheet that is brought back does not reach. */
export const LINES_KEY = 'mailing.lines';
/** The same as the dispatcher of automations last saw it. */
export const DISPATCHED_LINES_KEY = 'mailing.linesDispatched';

const MARK_LENGTH = 16;

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
}

/** Reads all marks. 1 counted call. */
export function readMarks(store: Store): MailingMarks {
  const all = store.all('mailing.');
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
  };
}
