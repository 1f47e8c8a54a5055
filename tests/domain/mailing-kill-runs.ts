/** A whole mailing with executions cut off at chosen calls, and where those calls are. */
import type { MailingProgress } from '../../src/contract/mailing-views';
import type { Outcome } from '../../src/core/issue';
import type { Ports } from '../../src/domain/ports';
import type { MemoryWorld } from './in-memory-ports';
import { expectNobodyTwiceNobodyLost, plan, readyWorld, sendAll, setCell } from './mailing-world';

/** A kill at a counted call of the mailing (1-based; the second of two counts from the first), before or after it took effect. */
export interface Kill {
  readonly at: number;
  readonly moment: 'before' | 'after';
}

/** A planned mailing, with pictures of its base before each chunk of an undisturbed run. */
export interface KillableMailing {
  readonly mailingId: string;
  readonly letters: number;
  /** Counted calls of the whole undisturbed run. */
  readonly calls: number;
  readonly chunks: readonly { readonly firstCall: number; readonly world: MemoryWorld }[];
}

/** Plans a mailing on a new base. The letter is short, so that a run costs calls and not rendering. */
export function killableMailing(letters: number, settings: Readonly<Record<string, string>>): KillableMailing {
  const world = readyWorld(letters, settings);
  setCell(world, 'templates', 'come-back', 'body', '{{Name}}, come again.');
  const mailingId = plan(world, letters);
  const chunks: { firstCall: number; world: MemoryWorld }[] = [];
  let calls = 0;
  sendAll(world, mailingId, (work) => {
    chunks.push({ firstCall: calls + 1, world: world.clone() });
    const ran = world.run(work);
    calls += ran.calls.length;
    return ran.value?.value ?? null;
  });
  expectNobodyTwiceNobodyLost(world, mailingId, letters, 'undisturbed');
  return { mailingId, letters, calls, chunks };
}

/** Runs the mailing with these kills, continued each time; the base as it is in the end. */
export function runKilled({ mailingId, chunks }: KillableMailing, kills: readonly Kill[]): { readonly world: MemoryWorld; readonly end: MailingProgress | null; readonly killed: number } {
  const waiting = [...kills];
  const first = waiting[0]?.at ?? 1;
  const begin = [...chunks].reverse().find(({ firstCall }) => firstCall <= first) ?? chunks[0];
  if (begin === undefined) throw new Error('the mailing has no chunk');
  const world = begin.world.clone();
  let done = begin.firstCall - 1;
  const chunk = (work: (ports: Ports) => Outcome<MailingProgress | null>): MailingProgress | null => {
    const [kill] = waiting;
    const ran = world.run(work, kill === undefined ? undefined : kill.at - done, kill?.moment);
    if (ran.killed) {
      waiting.shift();
      done = 0;
      return null;
    }
    done += ran.calls.length;
    return ran.value?.value ?? null;
  };
  return { world, end: sendAll(world, mailingId, chunk), killed: kills.length - waiting.length };
}

/** Runs with kills and asks what must hold; the value counts letters of unknown outcome. */
export function expectSafe(mailing: KillableMailing, kills: readonly Kill[]): { readonly world: MemoryWorld; readonly unknown: number } {
  const { world, end, killed } = runKilled(mailing, kills);
  expectNobodyTwiceNobodyLost(world, mailing.mailingId, mailing.letters, kills);
  const unknown = end?.unknown ?? 0;
  // One crash leaves at most one letter whose outcome nobody knows.
  expect({ kills, tooMany: Math.max(0, unknown - killed), sum: unknown + (end?.sent ?? 0) }).toEqual({ kills, tooMany: 0, sum: mailing.letters });
  return { world, unknown };
}
