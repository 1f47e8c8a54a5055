/** The demo base: a small shop that never was, with two years of orders before a day, some untidy cells and a few clients entered twice. */
import type { Day } from '../calendar';
import type { Language } from '../language/language';
import { DAYS_KEPT, HABITS } from './habits';
import type { Habit } from './habits';
import { NAME_POOLS } from './people';
import { randomFrom } from './random';
import type { DemoClient, DemoOrder } from './records';
import { twice, untidyClient, untidyOrder } from './untidy';

/** The whole shop, orders oldest first. */
export interface DemoShop {
  readonly clients: readonly DemoClient[];
  readonly orders: readonly DemoOrder[];
}

const SEED = 23;
const YES: Readonly<Record<Language, string>> = { ru: 'да', en: 'yes' };
const NO: Readonly<Record<Language, string>> = { ru: 'нет', en: 'no' };

/** The shop as of a day: the same language and day always give the same shop. */
export function demoShop(language: Language, today: Day): DemoShop {
  const random = randomFrom(SEED);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const between = ([low, high]: readonly [number, number]): number => low + Math.floor(random() * (high - low + 1));
  const pool = NAME_POOLS[language];
  const people: DemoClient[] = [];
  const drawn: DemoOrder[] = [];
  const used = new Set<string>();

  const newcomer = (): DemoClient => {
    const number = people.length + 1;
    const isWoman = random() < 0.7;
    let name: string;
    let family: (typeof pool.families)[number];
    do {
      family = pick(pool.families);
      name = `${pick(isWoman ? pool.women : pool.men)} ${isWoman ? family.woman : family.man}`;
    } while (used.has(name));
    used.add(name);
    const birthday = today - 7000 - Math.floor(random() * 15_000);
    return {
      clientId: demoId(number),
      name,
      email: `${family.latin}.${number}@example.com`,
      phone: phoneNumber(language, number),
      city: pick(pool.cities),
      birthday: random() < 0.4 ? birthday : '',
      consent: random() < 0.85 ? YES[language] : NO[language],
    };
  };
  const buy = (clientId: string, { orders, gapDays, spread, silentDays, spend }: Habit): void => {
    const favourite = pick(pool.products);
    let daysAgo = between(silentDays);
    for (let left = between(orders); left > 0 && daysAgo <= DAYS_KEPT; left -= 1) {
      const { title, price } = random() < 0.6 ? favourite : pick(pool.products);
      const amount = Math.round((price * spend * (random() < 0.15 ? 2 : 1)) / 5) * 5;
      drawn.push({ order: '', date: today - daysAgo, clientId, amount, product: title });
      daysAgo += Math.max(1, Math.round(gapDays * (1 + (random() * 2 - 1) * spread)));
    }
  };
  for (const habit of HABITS) {
    for (let count = 0; count < habit.clients; count += 1) {
      const client = newcomer();
      people.push(client);
      buy(client.clientId, habit);
    }
  }
  const doubles = twice(people, language, (index) => demoId(people.length + 1 + index));
  const clients = [...people.map((client, index) => untidyClient(client, index, language)), ...doubles.map(({ client }) => client)];
  const orders = drawn
    .sort((a, b) => Number(a.date) - Number(b.date) || (a.clientId < b.clientId ? -1 : 1))
    .map((order, index) => untidyOrder({ ...order, order: `DEMO-${String(index + 1).padStart(4, '0')}` }, index, language));
  return { clients, orders: doubles.reduce((all, { of, client }) => shared(all, of, client.clientId), orders) };
}

/** Every second order of a client belongs to the row he was entered in for the second time. */
function shared(orders: readonly DemoOrder[], from: string, to: string): DemoOrder[] {
  let seen = 0;
  return orders.map((order) => {
    if (order.clientId !== from) return order;
    seen += 1;
    return seen % 2 === 0 ? { ...order, clientId: to } : order;
  });
}

function demoId(number: number): string {
  return `DEMO-${String(number).padStart(2, '0')}`;
}

/**
 * A telephone number that is nobody's: in English from the range Ofcom keeps for drama (07700 900000–900999); in Russian, where no such
 * range is kept, with the mobile code 935, which no operator has.
 */
function phoneNumber(language: Language, number: number): string {
  const digits = String(number * 7).padStart(3, '0');
  return language === 'en' ? `+44 7700 900${digits}` : `+7 935 000-${digits.slice(0, 2)}-${digits.slice(2)}${number % 10}`;
}
