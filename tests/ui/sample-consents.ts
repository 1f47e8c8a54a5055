/** Replies of the view of consents for looking at pages: a long name, every kind of line, an erasure under way. */
import type { Language } from '../../src/contract/base-views';
import type { ConsentProof } from '../../src/contract/consent-views';
import type { ServerApi } from '../../src/contract/server-api';
import { say } from '../../src/domain/words';
import { longName } from './sample-movement';

type ConsentReplies = { [Method in Extract<keyof ServerApi, `consents.${string}` | `personal.${string}`>]: ReturnType<ServerApi[Method]> };

/** Answers in a language. */
export function consentReplies(language: Language): ConsentReplies {
  const t = (russian: string, english: string): string => (language === 'ru' ? russian : english);
  const home: ConsentReplies['consents.view'] = {
    pageChecked: true, waiting: 3, unknown: 1, requireConsent: true, optInSince: null, retentionMonths: 36, due: 14, erasing: null, issues: [],
    counts: { withAddress: 1804, consented: 1210, columnOnly: 985, withoutConsent: 502, unsubscribed: 88, optedOut: 4, paused: 12, monthly: 31 },
  };
  const proof: ConsentProof = {
    clientId: 'K-1', name: longName[language], email: 'anna.petrova.flowers.and.gardens@longexample.org', fingerprint: '3f9a21c07be4d5a6'.repeat(4),
    standing: t('Согласие на рекламные письма есть.', 'Agreed to marketing letters.'), column: t('да', 'yes'), canAsk: false,
    askWhy: t('Согласие клиента K-1 уже записано.', 'The consent of K-1 is recorded already.'), baseName: t('Цветы на Лесной', 'Forest Lane flowers'), madeAt: '2026-03-05 10:12:00',
    lines: [
      { at: '2025-11-02 18:20:11', what: t('Спросили подтверждение согласия', 'Was asked to confirm the consent'), source: t('письмо', 'a letter'), how: say(language, 'consent.how.confirm'), version: '', words: '', letter: 'C-2f6b1c3f' },
      {
        at: '2025-11-03 09:01:40', what: t('Согласие на письма', 'Agreed to letters'), source: t('письмо', 'a letter'), how: say(language, 'consent.how.confirm'), version: `confirm-1-${language}`, letter: 'C-2f6b1c3f',
        words: t('Согласен (согласна) получать на этот адрес письма с новостями и предложениями этого магазина и на использование адреса для этого.', 'I agree to receive letters with news and offers of this shop at this address, and to the use of the address for that purpose.'),
      },
      { at: '2026-01-14 22:47:03', what: t('Отписка', 'Unsubscribed'), source: t('письмо', 'a letter'), how: `${say(language, 'consent.how.oneClick')}, ${say(language, 'consent.reason.often')}`, version: '', words: '', letter: '1kq9x0' },
      { at: '2026-02-01 12:00:00', what: t('Согласие на письма', 'Agreed to letters'), source: t('магазин', 'the shop'), how: t('бумажная анкета № 12', 'paper form no. 12'), version: t('анкета от марта 2026', 'form of March 2026'), words: '', letter: '' },
    ],
  };
  return {
    'consents.view': home,
    'consents.find': [
      { clientId: 'K-1', name: longName[language], email: 'anna.petrova.flowers.and.gardens@longexample.org', standing: proof.standing },
      { clientId: 'K-2', name: t('Олег Смирнов', 'Oleg Smirnov'), email: 'oleg@example.com', standing: t('Отписка: рекламные письма не отправляются.', 'Unsubscribed: no marketing letters.') },
    ],
    'consents.proof': proof,
    'consents.record': proof,
    'consents.ask': proof,
    'consents.recordColumn': { entered: 985 },
    'consents.optIn': { ...home, optInSince: t('5 марта 2026', '5 March 2026') },
    'personal.due': {
      months: 36, total: 14,
      rows: [{ clientId: 'K-7', name: longName[language], lastDay: '2021-05-14', months: 57 }, { clientId: 'K-8', name: t('Мария', 'Maria'), lastDay: '2022-12-01', months: 39 }],
    },
    'personal.export': { fileName: t('личные-данные-2026-03-05', 'personal-data-2026-03-05'), json: '{}', csv: '', places: 27 },
    'personal.erase': { clientId: 'K-1', done: true, step: 9, steps: 9, what: t('строка клиента', 'the row among the clients'), places: 42, left: [], moreLeft: 0 },
  };
}
