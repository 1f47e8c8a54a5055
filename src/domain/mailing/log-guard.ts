/**
 * Notices that the Send log lost lines: deleted, or gone with an earlier version of the spreadsheet that was brought back. What it says as planned may
 * have left. The size is kept outside the spreadsheet once the line of a chunk's first letter stands in the sheet and before that letter leaves, then
 * every ten letters and at the end. So a version from before a chunk is always noticed, also when the chunk was cut off. Not noticed is one thing alone:
 * a chunk was cut off, and the version brought back was saved while it sent its last letters, at most ten, after the size was kept for the last time.
 */
import { lettersNow } from './outbox-view';
import type { MailingData } from './mailing-data';
import type { MailingMarks } from './mailing-keys';
import { DISPATCHED_LINES_KEY, LINES_KEY, STOP_KEY } from './mailing-keys';

type LogData = Pick<MailingData, 'base' | 'log'>;

/** True when the log has fewer lines than this size says. A tab made anew has none to lose. Calls nothing. */
export function isShort({ log }: Pick<MailingData, 'log'>, kept: string): boolean {
  const [tab, lines] = log.size.split(' ');
  const [keptTab, keptLines] = kept.split(' ');
  return keptTab === tab && Number(keptLines) > Number(lines);
}

/** Remembers the size of the log while letters leave. */
export class KeptSize {
  private kept: string;

  constructor(private readonly mailing: LogData, private readonly marks: MailingMarks) {
    this.kept = marks.lines;
  }

  /** Keeps the size as it is now; the dispatcher's only grows, it answers for itself. 1 counted call, 0 when nothing changed. The lines must stand in the sheet. */
  keep(): void {
    const { base, log } = this.mailing;
    if (this.kept === log.size) return;
    this.kept = log.size;
    base.ports.documentStore.setAll({ [LINES_KEY]: log.size, ...(isShort({ log }, this.marks.dispatchedLines) ? {} : { [DISPATCHED_LINES_KEY]: log.size }) });
  }
}

/** Stops every mailing on its way until a person lets it go on, and takes the log as it stands; the dispatcher still has to see it. 1 counted call. */
export function stopAll({ base, log }: LogData): void {
  const planned = [...log.plans.keys()].filter((mailing) => lettersNow({ base, log }, mailing).some(({ state }) => state === 'planned'));
  base.ports.documentStore.setAll({ ...Object.fromEntries(planned.map((mailing) => [STOP_KEY + mailing, 'log'])), [LINES_KEY]: log.size, [DISPATCHED_LINES_KEY]: `${log.size.split(' ')[0] ?? ''} ${Infinity}` });
}
