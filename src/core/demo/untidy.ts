/** What makes the demo base worth cleaning: cells typed as people type them, and clients entered for a second time. */
import { formatIsoDay } from '../calendar';
import type { Language } from '../language/language';
import type { DemoClient, DemoOrder } from './records';

type Untidy = (client: DemoClient, language: Language) => Partial<DemoClient>;

/** By the position of the client: what was typed otherwise than it should be. */
const UNTIDY_CLIENTS: Readonly<Record<number, Untidy>> = {
  2: ({ name }) => ({ name: name.toUpperCase() }),
  5: ({ email }) => ({ email: ` ${email.replace('example', 'Example')} ` }),
  9: ({ name }) => ({ name: name.replace(' ', '   ') }),
  12: ({ phone }) => ({ phone: `${phone}, ${phone.slice(0, -2)}98` }),
  15: ({ city }, language) => ({ city: language === 'ru' ? `г.${city.toLowerCase()}` : ` ${city.toUpperCase()}` }),
  18: ({ name }) => ({ name: name.split(' ').reverse().join(' ') }),
  // The first letter is the Cyrillic one that looks the same.
  21: ({ email }) => ({ email: `\u0430${email.replace('@', '.post@')}` }),
  24: ({ phone }, language) => ({ phone: `${phone.replace(/[\s-]/g, '')} ${language === 'ru' ? 'доб.' : 'ext.'} 12` }),
  28: ({ email }) => ({ email: email.replace('@', '') }),
  31: ({ phone }) => ({ phone: phone.slice(0, -3) }),
  34: (_client, language) => ({ birthday: language === 'ru' ? '31.02.1985' : '31/02/1985' }),
  38: ({ email }) => ({ email: email.replace('.com', ',com') }),
};

/** The client as he was typed. @param index position in the shop */
export function untidyClient(client: DemoClient, index: number, language: Language): DemoClient {
  return { ...client, ...UNTIDY_CLIENTS[index]?.(client, language) };
}

/** By the position of the order from the oldest: an amount in words, a day that never was, two noughts too many, goods brought back. */
const UNTIDY_ORDERS: Readonly<Record<number, (order: DemoOrder, language: Language) => Partial<DemoOrder>>> = {
  40: ({ amount }, language) => ({ amount: language === 'ru' ? `${amount} рублей` : `${amount} pounds` }),
  90: ({ date }, language) => ({ date: impossibleDay(Number(date), language) }),
  150: ({ amount }) => ({ amount: Number(amount) * 100 }),
  210: ({ amount }) => ({ amount: -Number(amount) }),
};

/** The order as it was typed. @param index position in the shop, the oldest first */
export function untidyOrder(order: DemoOrder, index: number, language: Language): DemoOrder {
  return { ...order, ...UNTIDY_ORDERS[index]?.(order, language) };
}

function impossibleDay(day: number, language: Language): string {
  const year = formatIsoDay(day).slice(0, 4);
  return language === 'ru' ? `31.02.${year}` : `31/02/${year}`;
}

/** A client's second row. */
export interface Double {
  /** Number of the client who was entered already. */
  readonly of: string;
  readonly client: DemoClient;
}

const SECOND_ENTRIES: readonly { readonly index: number; readonly change: Untidy }[] = [
  // The same telephone in other words, the name cut short.
  { index: 0, change: ({ name, phone }, language) => ({ name: initials(name), phone: national(phone, language), email: '', birthday: '' }) },
  // The same address in capitals, nothing else known.
  { index: 4, change: ({ email }) => ({ email: email.toUpperCase(), phone: '', city: '' }) },
  // Family name first, another address.
  { index: 7, change: ({ name, email }) => ({ name: name.split(' ').reverse().join(' '), email: email.replace('@', '.home@') }) },
  // Typed twice word for word.
  { index: 10, change: () => ({}) },
  // The same telephone, an address at work.
  { index: 26, change: ({ email, phone }, language) => ({ email: email.replace('@', '@shop.'), phone: national(phone, language) }) },
];

/** The clients who were entered twice. @param idOf number of the n-th second row */
export function twice(clients: readonly DemoClient[], language: Language, idOf: (index: number) => string): Double[] {
  return SECOND_ENTRIES.flatMap(({ index, change }, position) => {
    const client = clients[index];
    return client === undefined ? [] : [{ of: client.clientId, client: { ...client, ...change(client, language), clientId: idOf(position) } }];
  });
}

function initials(name: string): string {
  const [first = '', family = ''] = name.split(' ');
  return `${family} ${first.slice(0, 1)}.`;
}

/** The number as it is dialled at home. */
function national(phone: string, language: Language): string {
  const digits = phone.replace(/\D/g, '');
  return language === 'ru' ? `8 (${digits.slice(1, 4)}) ${digits.slice(4, 7)} ${digits.slice(7)}` : `0${digits.slice(2)}`;
}
