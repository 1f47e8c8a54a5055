/** Replies of the builder of audiences for looking at pages: every kind of field, long values, saved segments. */
import type { AudienceChoice, AudienceFieldView } from '../../src/contract/audience-views';
import type { Language } from '../../src/contract/base-views';
import type { ServerApi } from '../../src/contract/server-api';

type AudienceReplies = { [Method in Extract<keyof ServerApi, `audience.${string}`>]: ReturnType<ServerApi[Method]> };

/** Answers in a language. */
export function audienceReplies(language: Language): AudienceReplies {
  const t = (russian: string, english: string): string => (language === 'ru' ? russian : english);
  const plain = (values: readonly string[]): AudienceChoice[] => values.map((value) => ({ value, label: value, names: [value] }));
  const named = (pairs: readonly (readonly [string, string, string])[]): AudienceChoice[] => pairs.map(([value, russian, english]) => ({ value, label: t(russian, english), names: [value, russian, english] }));
  const field = (key: string, label: string, kind: AudienceFieldView['kind'], choices: readonly AudienceChoice[] = []): AudienceFieldView => ({ key, label, kind, names: [key, label], choices });
  const regulars = t('Постоянные из Москвы', 'Regulars from London');
  const saved: ServerApi['audience.saved'] extends () => infer Value ? Value : never = {
    segments: [
      { name: t('День рождения скоро', 'Birthday soon'), expression: 'birthday_in <= 14', made: '2026-11-02 10:00:00', usedBy: [] },
      { name: regulars, expression: `abc in (A, B) and city = ${t('Москва', 'London')}`, made: '2026-11-02 10:00:00', usedBy: [t('Кому звонить', 'Whom to call')] },
      { name: t('Кому звонить', 'Whom to call'), expression: `"${regulars}" and days_silent > 60`, made: '2026-11-03 10:00:00', usedBy: [] },
    ],
    issues: [],
  };
  return {
    'audience.fields': {
      clients: 1805,
      fields: [
        { key: '', label: t('Сохранённый отбор', 'Saved audience'), kind: 'segment', names: [], choices: plain(saved.segments.map(({ name }) => name)) },
        field('segment', t('Сегмент', 'Segment'), 'class', named([
          ['champions', 'Чемпионы', 'Champions'], ['loyal', 'Лояльные', 'Loyal'], ['potential_loyalists', 'Потенциально лояльные', 'Potential loyalists'], ['at_risk', 'В зоне риска', 'At risk'],
          ['cant_lose', 'Нельзя потерять', 'Cannot lose them'], ['hibernating', 'Спящие', 'Hibernating'], ['lost', 'Потерянные', 'Lost'],
        ])),
        field('dormancy', t('Молчание', 'Dormancy'), 'class', named([['on_time', 'Вовремя', 'On time'], ['due', 'Пора', 'Due'], ['late', 'Опаздывает', 'Late'], ['dormant', 'Давно не покупал', 'Dormant'], ['lost', 'Потерян', 'Lost']])),
        field('abc', 'ABC', 'class', plain(['A', 'B', 'C'])),
        field('days_silent', t('Дней без покупок', 'Days silent'), 'days'),
        field('revenue', t('Выручка', 'Revenue'), 'money'),
        field('last_order', t('Последняя покупка', 'Last order'), 'date'),
        field('last_letter', t('Дней после последнего письма', 'Days since the last letter'), 'days', [{ value: 'never', label: t('писем ещё не было', 'no letter yet'), names: ['never', 'никогда'] }]),
        field('birthday_in', t('Дней до дня рождения', 'Days to birthday'), 'days'),
        field('client', t('Клиент', 'Client'), 'text'),
        field('city', t('Город', 'City'), 'text', plain(language === 'ru' ? ['Москва', 'Казань', 'Петропавловск-Камчатский'] : ['London', 'York', 'Newcastle upon Tyne'])),
        field('tags', t('Метки', 'Tags'), 'tags', plain(language === 'ru' ? ['опт', 'розница', 'свадьбы'] : ['wholesale', 'retail', 'weddings'])),
        field('consent', t('Согласие', 'Consent'), 'yesno', named([['yes', 'да', 'yes'], ['no', 'нет', 'no']])),
        field('note', t('Заметка', 'Note'), 'text'),
      ],
      issues: [],
    },
    'audience.count': {
      expression: 'dormant', label: 'dormant', clients: 71, withEmail: 68, money: 1_912_340, moneyShown: t('1 912 340 ₽', '£1,912,340'), moneyAtRisk: 412_300, moneyAtRiskShown: t('412 300 ₽', '£412,300'), goNow: 54,
      skippedBy: [
        { code: 'consent_missing', text: t('нет записи о согласии', 'no consent is recorded'), count: 9 },
        { code: 'cap_reached', text: t('недавно получил достаточно писем', 'got enough letters lately'), count: 5 },
        { code: 'address_missing', text: t('нет адреса почты', 'no e-mail address'), count: 3 },
      ],
      issues: [],
    },
    'audience.saved': saved,
    'audience.save': saved,
    'audience.remove': { segments: saved.segments.slice(1), issues: [] },
    'audience.selection': {
      expression: `client in (${Array.from({ length: 14 }, (_unused, index) => `"${t('Клиент', 'Client')} ${index + 1}"`).join(', ')})`, clients: 14, hidden: 3,
      text: t('14 клиентов из выделенных строк. Фильтр скрывает 3 строки: они не взяты.', '14 clients of the selected rows. 3 rows are hidden by the filter and not taken.'), issues: [],
    },
  };
}
