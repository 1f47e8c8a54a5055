/** Replies of the results of mailings for looking at pages: two groups, two subjects, long names, marks. */
import type { Language } from '../../src/contract/base-views';
import type { MailingResultsView } from '../../src/contract/result-views';
import type { ServerApi } from '../../src/contract/server-api';

type ResultReplies = { [Method in Extract<keyof ServerApi, `results.${string}`>]: ReturnType<ServerApi[Method]> };

/** Answers in a language. */
export function resultReplies(language: Language): ResultReplies {
  const t = (russian: string, english: string): string => (language === 'ru' ? russian : english);
  const money = (value: string): string => t(`${value} ₽`, `£${value.replace(/\s/g, ',')}`);
  const effect = t(
    'Письмо сработало: доля покупателей выше примерно на 18,0 процентного пункта (с надёжностью 95 % – от 7,4 до 27,1), чем у тех, кому не писали. Дополнительно пришло примерно 184 300 ₽.',
    'The letter worked: the share of buyers is higher by about 18.0 percentage points (with 95% confidence between 7.4 and 27.1) than among those who got none. About £184,300 came on top.',
  );
  const tooFew = t('Людей слишком мало, чтобы сказать, какая тема лучше.', 'Too few people to say which subject is better.');
  const view: MailingResultsView = {
    mailingId: 'M1', title: t('Давно не виделись: осенние букеты со скидкой для постоянных покупателей', 'Long time no see: autumn bouquets with a discount for regular customers'),
    subjectA: t('Соскучились по вам', 'We miss you'), subjectB: t('Букет к осени', 'A bouquet for autumn'), windowDays: 14, lastDay: '2026-11-30', counting: true, sent: 128, failed: 1, unknown: 1,
    letters: { people: 128, buyers: 31, buyersShare: t('24 %', '24%'), orders: 36, moneyText: money('214 600'), unsubscribed: 2, replied: 5 },
    heldOut: { people: 64, buyers: 4, buyersShare: t('6 %', '6%'), orders: 4, moneyText: money('15 150'), unsubscribed: 0, replied: 0 },
    a: { people: 66, buyers: 17, buyersShare: t('26 %', '26%'), orders: 20, moneyText: money('118 200'), unsubscribed: 1, replied: 4 },
    b: { people: 62, buyers: 14, buyersShare: t('23 %', '23%'), orders: 16, moneyText: money('96 400'), unsubscribed: 1, replied: 1 },
    effect, subjects: tooFew,
    rows: [
      { letterId: 'l1', clientId: 'K-1', name: t('Константинопольская-Преображенская Александра Вячеславовна', 'Bartholomew Featherstonehaugh-Cholmondeley of Marlborough'), variant: 'A', sentOn: '2026-11-14', orders: 2, moneyText: money('12 400'), unsubscribed: false, replied: true },
      { letterId: 'l2', clientId: 'K-2', name: t('Иванов Пётр', 'Peter Smith'), variant: 'B', sentOn: '2026-11-14', orders: 0, moneyText: money('0'), unsubscribed: true, replied: false },
      { letterId: 'l3', clientId: 'K-3', name: '', variant: 'B', sentOn: '2026-11-15', orders: 1, moneyText: money('3 150'), unsubscribed: false, replied: false },
    ],
    rowsTotal: 128, nextOffset: 50, issues: [],
  };
  return {
    'results.list': {
      windowDays: 14, issues: [],
      mailings: [
        { mailingId: 'M1', title: view.title, sentOn: '2026-11-14', sent: 128, buyers: 31, moneyText: money('214 600'), verdict: effect, counting: true },
        { mailingId: 'M0', title: t('Поздравление с днём рождения', 'Birthday wishes'), sentOn: '2026-09-01', sent: 1, buyers: 1, moneyText: money('2 300'), verdict: '', counting: false },
      ],
    },
    'results.view': view,
    'results.reply': { ...view, letters: { ...view.letters, replied: 6 } },
    'results.client': { clientId: 'K-1', letters: [{ mailingId: 'M1', title: view.title, subject: view.subjectA, sentOn: '2026-11-14', orders: 2, moneyText: money('12 400'), unsubscribed: false, replied: true }] },
  };
}
