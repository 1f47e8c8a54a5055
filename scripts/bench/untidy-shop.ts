/** A seeded shop as owners keep it: phones written in five ways, slips in e-mails and names, some clients twice; with their orders. */
import { seededRandom } from './measure';

const GIVEN = ['Анна', 'Мария', 'Елена', 'Ольга', 'Наталья', 'Ирина', 'Юлия', 'Дарья', 'Вера', 'Полина', 'Александра', 'Ксения', 'Татьяна', 'Светлана', 'Алина', 'Евгения'];
const ROOTS = ['Бел', 'Черн', 'Вол', 'Гор', 'Дубров', 'Ермол', 'Зим', 'Карп', 'Ларион', 'Мельник', 'Николай', 'Орл', 'Прохор', 'Родион', 'Савель', 'Тимофе', 'Устин', 'Фирс', 'Хромов', 'Шапошник'];
const ENDINGS = ['ова', 'ина', 'ская', 'еева', 'анова', 'чук', 'енко', 'ько', 'ицкая', 'ушкина', 'ашова', 'ыгина', 'якова', 'ёнова', 'инская', 'ецкая', 'атова', 'юшина'];
const CITIES = ['Казань', 'Самара', 'Пермь', 'Томск', 'Тверь', 'Рязань', 'Санкт-Петербург', 'Нижний Новгород'];
const DOMAINS = ['mail.ru', 'yandex.ru', 'gmail.com', 'bk.ru', 'inbox.ru', 'rambler.ru'];
const SLIPPED_DOMAINS = ['mial.ru', 'yandx.ru', 'gmial.com', 'bk.rru', 'inbox.r', 'ramblr.ru'];

/** The two files of the shop as CSV. */
export interface UntidyShop {
  readonly clients: string;
  readonly orders: string;
  /** Rows of clients that repeat another one. */
  readonly repeated: number;
}

/** One in twelve clients stands there twice, one in ten e-mails has a slip, most phones are written as they were said. */
export function untidyShop(clientCount: number, orderCount: number): UntidyShop {
  const next = seededRandom(19_870_401);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const rows: string[][] = [];
  let repeated = 0;
  while (rows.length < clientCount) {
    const index = rows.length;
    const former = rows[Math.floor(next() * index)];
    if (former !== undefined && next() < 1 / 12) {
      const [, name = '', phone = '', email = '', city = ''] = former;
      rows.push([`K${index}`, slipped(name, next), next() < 0.7 ? respelt(phone, next) : '', next() < 0.5 ? email : '', city]);
      repeated += 1;
      continue;
    }
    const slip = next() < 0.1;
    const domain = Math.floor(next() * DOMAINS.length);
    const phone = `9${String(Math.floor(next() * 1_000_000_000)).padStart(9, '0')}`;
    rows.push([
      `K${index}`, `${pick(ROOTS)}${pick(ENDINGS)} ${pick(GIVEN)}`, respelt(phone, next),
      `k${index}@${(slip ? SLIPPED_DOMAINS : DOMAINS)[domain] ?? ''}`, pick(CITIES),
    ]);
  }
  const orders = Array.from({ length: orderCount }, (_unused, index) => {
    const day = new Date(Date.UTC(2024, 0, 1) + Math.floor(next() * 700) * 86_400_000).toISOString().slice(0, 10);
    return `${index + 1},${day},K${index < clientCount ? index : Math.floor(next() * next() * clientCount)},${(100 + Math.floor(next() * 900_000) / 100).toFixed(2)}`;
  });
  return {
    clients: `Номер клиента,ФИО,Телефон,Эл. почта,Город\n${rows.map((row) => row.join(',')).join('\n')}\n`,
    orders: `Номер заказа,Дата,Клиент,Сумма\n${orders.join('\n')}\n`,
    repeated,
  };
}

/** A number of ten digits as people write it. */
function respelt(written: string, next: () => number): string {
  const digits = written.replace(/\D/g, '').slice(-10);
  const part = (from: number, to: number): string => digits.slice(from, to);
  switch (Math.floor(next() * 5)) {
    case 0: return `8 (${part(0, 3)}) ${part(3, 6)}-${part(6, 8)}-${part(8, 10)}`;
    case 1: return `8${digits}`;
    case 2: return `+7 ${part(0, 3)} ${part(3, 6)} ${part(6, 8)} ${part(8, 10)}`;
    case 3: return `7-${part(0, 3)}-${part(3, 6)}-${part(6, 10)}`;
    default: return `+7${digits}`;
  }
}

/** A name with one letter left out, in capitals, or turned round. */
function slipped(name: string, next: () => number): string {
  const kind = Math.floor(next() * 3);
  if (kind === 0) return name.toUpperCase();
  if (kind === 1) return name.split(' ').reverse().join(' ');
  const at = 2 + Math.floor(next() * (name.length - 4));
  return name.slice(0, at) + name.slice(at + 1);
}
