/** A flower shop that never was: orders of two years, drawn from a seed, so that screenshots and figures come out the same. */
import { NAME_POOLS } from '../../src/core/demo/people';
import { randomFrom } from '../../src/core/demo/random';
import type { Language } from '../../src/core/language/language';

/** One line of the demo's orders file; `day` is `YYYY-MM-DD`. */
export interface DemoOrder {
  readonly order: string;
  readonly day: string;
  readonly client: string;
  readonly email: string;
  readonly city: string;
  readonly product: string;
  readonly amount: number;
  readonly consent: boolean;
}

/** How a kind of client buys. `share` of all clients; gaps in days; `silentDays` since they left, or null. */
interface Habit {
  readonly share: number;
  readonly gapDays: number;
  readonly spread: number;
  readonly orders: readonly [number, number];
  readonly silentDays: readonly [number, number] | null;
}

/** Regulars, occasional buyers, one-time buyers, newcomers, and regulars who fell silent: what a small shop's base is made of. */
const habits: readonly Habit[] = [
  { share: 0.2, gapDays: 24, spread: 0.25, orders: [8, 26], silentDays: [2, 26] },
  { share: 0.22, gapDays: 62, spread: 0.5, orders: [3, 9], silentDays: [5, 140] },
  { share: 0.26, gapDays: 0, spread: 0, orders: [1, 1], silentDays: [15, 420] },
  { share: 0.12, gapDays: 15, spread: 0.4, orders: [1, 3], silentDays: [1, 28] },
  { share: 0.2, gapDays: 33, spread: 0.3, orders: [5, 16], silentDays: [45, 140] },
];

const clientCount = 140;
const daysKept = 730;

/**
 * The shop's orders up to and including `today`, oldest first.
 *
 * @param today ISO day
 * @param seed the same seed gives the same shop
 */
export function demoOrders(language: Language, today: string, seed = 7): DemoOrder[] {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const between = ([low, high]: readonly [number, number]): number => low + Math.floor(random() * (high - low + 1));
  const pool = NAME_POOLS[language];
  const todayMs = Date.parse(`${today}T00:00:00Z`);
  const drawn: (Omit<DemoOrder, 'order'> & { readonly daysAgo: number })[] = [];
  const used = new Set<string>();

  for (let index = 0; index < clientCount; index += 1) {
    const habit = habitOf(index / clientCount);
    const woman = random() < 0.7;
    let client: string;
    let family: (typeof pool.families)[number];
    do {
      family = pick(pool.families);
      client = `${pick(woman ? pool.women : pool.men)} ${woman ? family.woman : family.man}`;
    } while (used.has(client));
    used.add(client);
    const profile = { client, email: `${family.latin}.${index + 1}@example.com`, city: pick(pool.cities), consent: random() < 0.85 };
    const favourite = pick(pool.products);
    let daysAgo = habit.silentDays ? between(habit.silentDays) : 0;
    for (let n = between(habit.orders); n > 0 && daysAgo <= daysKept; n -= 1) {
      const { title, price } = random() < 0.6 ? favourite : pick(pool.products);
      drawn.push({ ...profile, daysAgo, day: new Date(todayMs - daysAgo * 86_400_000).toISOString().slice(0, 10), product: title, amount: price * (random() < 0.15 ? 2 : 1) });
      daysAgo += Math.max(1, Math.round(habit.gapDays * (1 + (random() * 2 - 1) * habit.spread)));
    }
  }
  return drawn
    .sort((a, b) => b.daysAgo - a.daysAgo || a.client.localeCompare(b.client, language))
    .map(({ daysAgo: _daysAgo, ...order }, index) => ({ order: `F-${String(index + 1).padStart(4, '0')}`, ...order }));
}

function habitOf(position: number): Habit {
  let end = 0;
  for (const habit of habits) {
    end += habit.share;
    if (position < end) return habit;
  }
  return habits[habits.length - 1] as Habit;
}
