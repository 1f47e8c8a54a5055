/** Names, cities and goods that invented shops are drawn from. */
import type { Language } from '../language/language';

/** What an invented shop of one language is made of. */
export interface NamePool {
  /** Pairs of first names and the family-name form that goes with them. */
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly families: readonly { readonly woman: string; readonly man: string; readonly latin: string }[];
  readonly cities: readonly string[];
  readonly products: readonly { readonly title: string; readonly price: number }[];
}

const sameForBoth = (names: readonly string[]): NamePool['families'] => names.map((name) => ({ woman: name, man: name, latin: name.toLowerCase() }));

/** Names by language. */
export const NAME_POOLS: Readonly<Record<Language, NamePool>> = {
  ru: {
    women: ['Анна', 'Мария', 'Елена', 'Ольга', 'Наталья', 'Татьяна', 'Ирина', 'Светлана', 'Юлия', 'Екатерина', 'Дарья', 'Алина', 'Полина', 'Вера', 'Любовь'],
    men: ['Александр', 'Сергей', 'Дмитрий', 'Андрей', 'Алексей', 'Максим', 'Иван', 'Михаил', 'Артём', 'Никита', 'Павел', 'Роман'],
    families: [
      { woman: 'Иванова', man: 'Иванов', latin: 'ivanov' }, { woman: 'Смирнова', man: 'Смирнов', latin: 'smirnov' },
      { woman: 'Кузнецова', man: 'Кузнецов', latin: 'kuznetsov' }, { woman: 'Попова', man: 'Попов', latin: 'popov' },
      { woman: 'Васильева', man: 'Васильев', latin: 'vasilev' }, { woman: 'Петрова', man: 'Петров', latin: 'petrov' },
      { woman: 'Соколова', man: 'Соколов', latin: 'sokolov' }, { woman: 'Михайлова', man: 'Михайлов', latin: 'mihaylov' },
      { woman: 'Новикова', man: 'Новиков', latin: 'novikov' }, { woman: 'Фёдорова', man: 'Фёдоров', latin: 'fedorov' },
      { woman: 'Морозова', man: 'Морозов', latin: 'morozov' }, { woman: 'Волкова', man: 'Волков', latin: 'volkov' },
      { woman: 'Лебедева', man: 'Лебедев', latin: 'lebedev' }, { woman: 'Семёнова', man: 'Семёнов', latin: 'semenov' },
      { woman: 'Егорова', man: 'Егоров', latin: 'egorov' }, { woman: 'Павлова', man: 'Павлов', latin: 'pavlov' },
    ],
    cities: ['Казань', 'Самара', 'Пермь', 'Томск', 'Тверь', 'Рязань'],
    products: [
      { title: 'Букет «Утро»', price: 2400 }, { title: 'Розы, 15 штук', price: 3300 }, { title: 'Пионы', price: 4200 },
      { title: 'Композиция в корзине', price: 5600 }, { title: 'Горшечная орхидея', price: 1900 }, { title: 'Тюльпаны, 25 штук', price: 2750 },
    ],
  },
  en: {
    women: ['Emma', 'Olivia', 'Sophie', 'Grace', 'Hannah', 'Lucy', 'Alice', 'Chloe', 'Ruby', 'Ella', 'Laura', 'Nora', 'Isla', 'Clara', 'Rose'],
    men: ['James', 'Oliver', 'Harry', 'George', 'Jack', 'Thomas', 'Daniel', 'Samuel', 'Adam', 'Peter', 'Martin', 'Henry'],
    families: sameForBoth(['Baker', 'Carter', 'Evans', 'Foster', 'Gibson', 'Harris', 'Jenkins', 'Kelly', 'Lawson', 'Mason', 'Newman', 'Parker', 'Reed', 'Shaw', 'Turner', 'Walker']),
    cities: ['York', 'Bath', 'Leeds', 'Derby', 'Exeter', 'Norwich'],
    products: [
      { title: 'Morning bouquet', price: 34 }, { title: 'Fifteen roses', price: 45 }, { title: 'Peonies', price: 58 },
      { title: 'Basket arrangement', price: 79 }, { title: 'Potted orchid', price: 26 }, { title: 'Tulips, 25 stems', price: 38 },
    ],
  },
};
