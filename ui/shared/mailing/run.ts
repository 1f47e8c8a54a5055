/** Drives the sending of a mailing chunk by chunk: waits between chunks, stops when asked, never repeats a chunk whose outcome it does not know. */
import type { MailingProgress } from '../../../src/contract/mailing-views';

/** What the run needs of its surroundings. */
export interface RunPorts {
  readonly sendChunk: () => Promise<MailingProgress>;
  readonly progress: () => Promise<MailingProgress>;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly show: (progress: MailingProgress) => void;
  /** True once the owner has pressed stop or left: no further chunk is begun. */
  readonly stopped: () => boolean;
}

/** How often the counts are asked for while a chunk is under way. */
const glanceMs = 4_000;

/**
 * Sends until nothing is left to send now. Rejects with the error of the chunk that failed; the server has then kept every
 * letter's state, so that a later run finds what is left.
 */
export async function runMailing(first: MailingProgress, ports: RunPorts): Promise<MailingProgress> {
  let progress = first;
  while (progress.canContinue && !ports.stopped()) {
    if (progress.waitMs > 0) await ports.wait(progress.waitMs);
    if (ports.stopped()) break;
    progress = await chunkWithGlances(ports);
    ports.show(progress);
  }
  return progress;
}

async function chunkWithGlances(ports: RunPorts): Promise<MailingProgress> {
  let over = false;
  const glance = async (): Promise<void> => {
    for (;;) {
      await ports.wait(glanceMs);
      if (over) return;
      try {
        const seen = await ports.progress();
        if (!over) ports.show(seen);
      } catch {
        // A glance only moves the bar; the chunk itself tells when something is wrong.
        return;
      }
    }
  };
  void glance();
  try {
    return await ports.sendChunk();
  } finally {
    over = true;
  }
}

/** Letters a minute that leave at most (the owner's own mail must not be blocked). */
const lettersPerMinute = 40;

/** Whole minutes the letters left will take, at least one. */
export function minutesLeft(progress: MailingProgress): number {
  return Math.max(1, Math.ceil(progress.left / lettersPerMinute));
}

/** Share of letters whose fate is settled, 0–1. */
export function shareDone(progress: MailingProgress): number {
  return progress.total === 0 ? 1 : (progress.total - progress.left) / progress.total;
}
