/** Replies of the duplicates desk for looking at pages: a long name, a group of three, own columns, a refusal. */
import type { Language } from '../../src/contract/base-views';
import type { DuplicateField, DuplicateMember } from '../../src/contract/duplicates-views';
import type { ServerApi } from '../../src/contract/server-api';
import { longName } from './sample-movement';

type DuplicatesReplies = { [Method in Extract<keyof ServerApi, `duplicates.${string}`>]: ReturnType<ServerApi[Method]> };

/** Answers in a language. */
export function duplicatesReplies(language: Language): DuplicatesReplies {
  const t = (russian: string, english: string): string => (language === 'ru' ? russian : english);
  const [anna, annaToo, annaShort] = [t('Петрова Анна Сергеевна', 'Anna Petrova'), t('Анна Петрова', 'Petrova, Anna'), t('А. Петрова', 'A. Petrova')];
  const certain = t('Почти наверняка, 99 %', 'Almost certainly, 99%');
  const phone = t('Один телефон: +79165550101', 'The same phone: +79165550101');
  const member = (key: string, name: string, row: number, orders: number, link: readonly string[]): DuplicateMember => ({
    member: key.toLowerCase(), fingerprint: key, rowNumber: row, client: key, name, orders, money: t(`${orders} 200 ₽`, `£${orders},200`), lastOrder: t('14 мая 2023', '14 May 2023'), link,
  });
  const field = (key: string, title: string, values: readonly string[], chosen: number, why: string, more: Partial<DuplicateField> = {}): DuplicateField => ({
    field: key, title, values, chosen, reason: 'newest', why, differs: true, fixed: false, result: values[chosen] ?? '', ...more,
  });
  const fullest = t('Самое полное значение', 'The fullest value');
  const newest = t('Самое новое значение', 'The newest value');
  return {
    'duplicates.scan': {
      groups: [
        { id: 'k-1\nk-2\nk-17', size: 3, score: 0.999, grade: 'certain', gradeText: certain, reasons: [phone, t('Одна фамилия: Петрова', 'The same last name: Petrova')], names: [anna, annaToo, annaShort], exact: true },
        { id: 'k-3\nk-4', size: 2, score: 0.93, grade: 'likely', gradeText: t('Вероятно, 93 %', 'Probably, 93%'), reasons: [t('Почта различается 1 буквой: oleg@example.com; oleg@exmple.com', 'E-mails differ in 1 letter: oleg@example.com; oleg@exmple.com')], names: [t('Смирнов Олег', 'Oleg Smirnov'), t('Олег Смирнов', 'Smirnov Oleg')], exact: false },
        { id: 'k-5\nk-6', size: 12, score: 0.84, grade: 'possible', gradeText: t('Возможно, 84 %', 'Possibly, 84%'), reasons: [t('Одно название: Ромашка', 'The same name: Daisy')], names: [longName[language], t('Ромашка', 'Daisy'), t('ООО «Ромашка»', 'Daisy Ltd')], exact: false },
      ],
      total: 3, clients: 1805, surplus: 14, apart: 2, exactGroups: 31, exactRows: 34,
      exactSamples: [`${anna} + ${annaToo}: ${phone}`, `${longName[language]} + ${t('Ромашка', 'Daisy')}: ${t('Одна почта: daisy@example.com', 'The same e-mail: daisy@example.com')}`],
      issues: [],
    },
    'duplicates.group': {
      id: 'k-1\nk-2\nk-17',
      members: [member('K-1', anna, 12, 3, []), member('K-2', annaToo, 340, 1, [phone, t('Одна фамилия: Петрова', 'The same last name: Petrova')]), member('K-17', annaShort, 341, 0, [phone])],
      fields: [
        field('name', t('Имя', 'Name'), [anna, annaToo, annaShort], 0, fullest),
        field('email', t('Почта', 'Email'), ['anna@example.com', 'anna.petrova.flowers.and.gardens@longexample.org', ''], 1, newest),
        field('=Street', t('Улица', 'Street'), ['', t('Лесная, 5', '5 Forest Lane'), t('ул. Лесная, д. 5, кв. 17', '5 Forest Lane, flat 17')], 2, newest),
        field('phone', t('Телефон', 'Phone'), ['+7 916 555-01-01', '89165550101', '+79165550101'], 0, t('Все значения одинаковы', 'All values are the same'), { differs: false, reason: 'same' }),
        field('unsubscribed', t('Отписан', 'Unsubscribed'), ['', t('да', 'yes'), ''], 1, t('Отказ остаётся в силе', 'A refusal stays in force'), { fixed: true, reason: 'refusal', differs: false }),
        field('note', t('Заметка', 'Note'), [t('любит пионы', 'likes peonies'), t('звонить вечером', 'call in the evening'), ''], 0, t('Сохраняется всё', 'Everything is kept'), { fixed: true, reason: 'together', result: t('любит пионы\nзвонить вечером', 'likes peonies\ncall in the evening') }),
      ],
      survivor: 0, survivorWhy: t('Больше всего заказов', 'Most orders'), score: 0.999, grade: 'certain', gradeText: certain, ordersAfter: 4, moneyAfter: t('4 400 ₽', '£4,400'),
      issues: [{ code: 'duplicates.refusalKept', level: 'info', text: t('Один из адресов отписан от писем. Отказ остаётся в силе и для клиента Петрова Анна Сергеевна.', 'One of the addresses refused letters. The refusal stays in force for Anna Petrova too.'), sheet: null, rowNumber: null, column: null, count: 1 }],
    },
    'duplicates.merge': { actionId: 'A000007-abc', finished: true, client: 'K-1', rowsRemoved: 2, ordersMoved: 1, lettersMoved: 1, cellsChanged: 3, text: t(`${anna}: теперь один клиент. В архив: 2 строки, переписано на него: 1 заказ. Пересчитайте, чтобы обновить показатели.`, `${anna} is one client now. Moved to the archive: 2 rows, moved over: 1 order. Recalculate to update the figures.`), issues: [] },
    'duplicates.apart': { pairs: 3, text: t('3 человека: разные люди, больше не предложим объединить.', '3 people: different, and never proposed again as one.'), issues: [] },
    'duplicates.mergeExact': { actionId: 'A000008-abc', finished: true, done: 34, all: 34, ordersMoved: 60, text: t('Объединено точных совпадений: 34. Лишние строки в архиве. Пересчитайте, чтобы обновить показатели.', 'Exact duplicates merged: 34. The surplus rows are in the archive. Recalculate to update the figures.'), issues: [] },
  };
}
