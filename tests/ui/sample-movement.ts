/** Answers of the imagined server about movement, cohorts and forecasts, presets and columns; and what all samples share. */
import type { Language } from '../../src/contract/base-views';
import type { CohortRow, MigrationCell, MovementMonth } from '../../src/contract/movement-views';
import type { DimensionMoves, MoveView } from '../../src/contract/segment-views';
import type { ServerApi } from '../../src/contract/server-api';
import type { SettingsView } from '../../src/contract/settings-views';

/** The name of 60 characters that every list must hold. */
export const longName = { ru: 'Константинопольская-Переяславльзалесская Александра Валерьевна', en: 'Bartholomew-Featherstonehaugh & Sons Wholesale Flowers Limited' } as const;

/** Money with its sign, as the server writes it. */
export function moneyOf(language: Language): (value: number) => string {
  return (value) => (language === 'ru' ? `${value.toLocaleString('ru-RU')} ₽` : `£${value.toLocaleString('en-GB')}`);
}

type Movement = { [Method in 'migration.view' | 'snapshots.list' | 'cohorts.view' | 'movement.view' | 'models.view']: ReturnType<ServerApi[Method]> };

const classes = (ru: boolean): readonly { readonly key: string; readonly label: string }[] => [
  { key: 'champions', label: ru ? 'Чемпионы' : 'Champions' },
  { key: 'cant_lose', label: ru ? 'Нельзя потерять' : 'Can’t lose' },
  { key: 'loyal', label: ru ? 'Лояльные' : 'Loyal' },
  { key: 'at_risk', label: ru ? 'В зоне риска' : 'At risk' },
  { key: 'potential_loyalists', label: ru ? 'Потенциально лояльные' : 'Potential loyalists' },
  { key: 'lost', label: ru ? 'Потерянные' : 'Lost' },
];

/** What a recalculation moved. */
export function moves(language: Language): readonly DimensionMoves[] {
  const ru = language === 'ru';
  const money = moneyOf(language);
  const move = (from: string, fromLabel: string, to: string, toLabel: string, clients: number, value: number, audience: string | null): MoveView => ({ from, fromLabel, to, toLabel, clients, money: value, moneyShown: money(value), audience });
  return [
    {
      dimension: 'segment', title: ru ? 'Сегмент' : 'Segment', clients: 46, others: 6,
      moves: [
        move('potential_loyalists', ru ? 'Потенциально лояльные' : 'Potential loyalists', 'need_attention', ru ? 'Требуют внимания' : 'Need attention', 28, 84300, 'segment=need_attention'),
        move('loyal', ru ? 'Лояльные' : 'Loyal', 'at_risk', ru ? 'В зоне риска' : 'At risk', 12, 240300, 'segment=at_risk'),
      ],
    },
    { dimension: 'abc', title: 'ABC', clients: 3, others: 0, moves: [move('B', 'B', 'A', 'A', 3, 98000, null)] },
  ];
}

/** Presets and columns of the settings view. */
export function settingsSample(language: Language): Pick<SettingsView, 'presets' | 'columns' | 'issues'> {
  const ru = language === 'ru';
  return {
    presets: [
      {
        key: 'shop', title: ru ? 'Небольшой магазин' : 'Small shop', what: ru ? 'Покупают часто и понемногу, многие – по разу.' : 'Frequent small purchases, many clients buy once.', fits: true,
        values: { 'dormancy.minimumDays': '30' },
        reasons: [{ key: 'dormancy.minimumDays', title: ru ? 'Не считать опоздавшим раньше (дней)' : 'Never late before (days)', value: '30', shown: '', why: '' }],
      },
      {
        key: 'services', title: ru ? 'Услуги по записи' : 'Services by appointment', what: ru ? 'Салон, мастерская, врач: клиент приходит в своём ритме.' : 'A salon, a workshop, a doctor: clients come in their own rhythm.', fits: false,
        values: { 'dormancy.late': '1.25', 'dormancy.minimumDays': '14', 'mailing.requireConsent': 'true' },
        reasons: [
          { key: 'dormancy.late', title: ru ? 'Опаздывает после стольких ритмов' : 'Late after so many rhythms', value: '1.25', shown: '', why: ru ? 'Запись ждут в срок: четверть ритма – уже повод позвонить.' : 'Appointments are expected in time: a quarter of the rhythm is reason enough to call.' },
          { key: 'dormancy.minimumDays', title: ru ? 'Не считать опоздавшим раньше (дней)' : 'Never late before (days)', value: '14', shown: '', why: ru ? 'Маникюр и стрижка повторяются чаще раза в месяц.' : 'Nails and hair are done more often than once a month.' },
          { key: 'mailing.requireConsent', title: ru ? 'Писать только с согласия клиента' : 'Write only with the client’s consent', value: 'true', shown: '', why: '' },
        ],
      },
      {
        key: 'wholesale', title: ru ? 'Оптовая торговля' : 'Wholesale', what: ru ? 'Немного крупных клиентов с долгим ритмом.' : 'A few large clients with a long rhythm.', fits: false,
        values: { 'dormancy.mode': 'days', 'abc.limits': '70;90' },
        reasons: [
          { key: 'dormancy.mode', title: ru ? 'Как понимать, что клиент давно не покупал' : 'How to tell that a client has not bought for long', value: 'days', shown: '', why: '' },
          { key: 'abc.limits', title: ru ? 'Границы долей, %' : 'Limits of shares, %', value: '70;90', shown: '', why: ru ? 'Крупных клиентов мало, и каждый заметен.' : 'Large clients are few, and each of them matters.' },
        ],
      },
    ],
    columns: [
      { key: 'lifecycle', title: ru ? 'Этап' : 'Stage', hint: ru ? 'Новый, постоянный, разовый или ушедший.' : 'New, regular, one-off or gone.', on: true },
      { key: 'temperature', title: ru ? 'Температура' : 'Temperature', hint: ru ? 'Горячий, тёплый или холодный – по молчанию.' : 'Hot, warm or cold, by silence.', on: true },
      { key: 'p_alive', title: ru ? 'Вероятность, что ещё клиент' : 'Probability of still being a client', hint: ru ? 'Примерно: вернётся ли он вообще.' : 'About: will he come back at all.', on: false },
      { key: 'clv', title: ru ? 'Ожидаемые деньги за срок' : 'Expected money over the time', hint: ru ? 'Сколько он принесёт за 12 месяцев, примерно.' : 'About what he will bring in 12 months.', on: false },
    ],
    issues: [],
  };
}

/** Movement, cohorts and models. */
export function movementReplies(language: Language): Movement {
  const ru = language === 'ru';
  const t = <Text>(russian: Text, english: Text): Text => (ru ? russian : english);
  const money = moneyOf(language);
  const snapshots = [
    { day: '2026-09-01', shown: t('1 сентября', '1 September') },
    { day: '2026-10-15', shown: t('15 октября', '15 October') },
    { day: '2026-11-15', shown: t('15 ноября', '15 November') },
  ];
  const cell = (from: string, to: string, clients: number, value: number): MigrationCell => ({ from, to, clients, money: value, moneyShown: money(value), audience: to === 'gone' ? null : `segment=${to}` });
  return {
    'migration.view': {
      by: 'segment', byLabel: t('Сегмент', 'Segment'), snapshots, fromDay: '2026-10-15', fromShown: t('15 октября', '15 October'), toDay: '2026-11-22', toShown: t('22 ноября', '22 November'),
      choices: [{ value: 'segment', label: t('сегментами', 'segments') }, { value: 'abc', label: t('классами ABC', 'ABC classes') }, { value: 'xyz', label: t('классами XYZ', 'XYZ classes') }, { value: 'lifecycle', label: t('стадиями', 'stages') }],
      from: [...classes(ru), { key: 'none', label: t('Не были клиентами', 'Not clients yet') }], to: [...classes(ru), { key: 'gone', label: t('Нет в базе', 'Not in the base') }],
      cells: [
        cell('champions', 'champions', 128, 4900000), cell('champions', 'cant_lose', 6, 410000),
        cell('loyal', 'loyal', 402, 2100000), cell('loyal', 'at_risk', 12, 240300), cell('loyal', 'champions', 14, 334000),
        cell('potential_loyalists', 'potential_loyalists', 296, 1400000), cell('potential_loyalists', 'loyal', 28, 184300),
        cell('lost', 'lost', 611, 74000), cell('lost', 'gone', 2, 0), cell('none', 'potential_loyalists', 12, 31000),
      ],
      clients: 1511, stayed: 1437, moved: 60, arrived: 12, gone: 2, issues: [],
      text: t('С 15 октября по 22 ноября: 60 клиентов сменили класс, остались 1 437, пришли 12, ушли 2.', 'From 15 October to 22 November: 60 clients changed class, 1,437 stayed, 12 arrived, 2 left.'),
    },
    'snapshots.list': { snapshots, text: t('Храним по одному дню за последние 24 месяца.', 'One state a day is kept for 24 months.'), issues: [] },
    'cohorts.view': {
      asOf: '2026-11-22', activity: 'purchases', value: 'share', clients: 1805, rows: cohortSample(language), months: 11, issues: [],
      average: Array.from({ length: 12 }, (_, month) => ({ month, share: month === 0 ? 1 : 0.34 / Math.sqrt(month), cohorts: 12 - month })),
      text: t('Каждая строка – клиенты, чья первая покупка пришлась на этот месяц; в ячейках – сколько из них были активны через столько месяцев.', 'Each row is the clients whose first purchase fell into that month; the cells tell how many of them were active so many months later.'),
    },
    'movement.view': {
      asOf: '2026-11-22', months: monthSample(language), crr: 0.412, crrShown: t('41 %', '41%'), issues: [],
      text: t('Новые: первая покупка в этом месяце. Остались: покупали в прошлом месяце и в этом. Вернулись: купили снова после месяца или больше без покупок. Ушли: покупали в прошлом месяце, а в этом нет.', 'New: first purchase in this month. Stayed: bought last month and in this one. Returned: bought again after a month or more without. Left: bought last month and not in this one.'),
    },
    'models.view': {
      asOf: '2026-11-22', unit: 'day', unitLabel: t('день', 'day'), correlation: 0.06, horizonDays: 90, expectedPurchases: 1264.4, clvMonths: 12, clvMoney: 5120400, clvMoneyShown: money(5120400), issues: [],
      text: t('Из 1 805 клиентов ещё с вами примерно 1 102 (61 %).', 'About 1,102 of 1,805 clients (61%) are still with you.'),
      models: [
        {
          key: 'purchases', title: t('Сколько ещё купят', 'How much more they will buy'), fitted: true, converged: true, clients: 1805, logLikelihood: -9582.43,
          parameters: [['r', 0.243], ['alpha', 31.08], ['a', 0.793], ['b', 2.426]].map(([name, value]) => ({ name: String(name), value: Number(value), shown: String(value) })),
          text: t('Типичный клиент покупает примерно раз в 128 дней и после каждой покупки уходит насовсем примерно в одном случае из четырёх.', 'A typical client buys about once in 128 days and leaves for good after about one purchase in four.'),
        },
        {
          key: 'spend', title: t('Сколько тратят за раз', 'How much they spend at a time'), fitted: false, converged: false, clients: 14, logLikelihood: null, parameters: [],
          text: t('Повторные покупки есть только у 14 клиентов, а нужно хотя бы 20', 'Only 14 clients bought again, at least 20 are needed'),
        },
      ],
    },
  };
}

const monthNames = { ru: ['дек. 2025', 'янв. 2026', 'февр. 2026', 'март 2026', 'апр. 2026', 'май 2026', 'июнь 2026', 'июль 2026', 'авг. 2026', 'сент. 2026', 'окт. 2026', 'нояб. 2026'], en: ['Dec 2025', 'Jan 2026', 'Feb 2026', 'Mar 2026', 'Apr 2026', 'May 2026', 'Jun 2026', 'Jul 2026', 'Aug 2026', 'Sept 2026', 'Oct 2026', 'Nov 2026'] } as const;
const isoMonth = (index: number): string => (index === 0 ? '2025-12' : `2026-${String(index).padStart(2, '0')}`);

function cohortSample(language: Language): readonly CohortRow[] {
  const money = moneyOf(language);
  return monthNames[language].map((shown, index) => {
    const size = 90 + ((index * 37) % 120);
    return {
      month: isoMonth(index), shown, size,
      cells: Array.from({ length: 12 - index }, (_, month) => {
        const clients = month === 0 ? size : Math.round((size * (0.4 - 0.02 * ((index * month) % 5))) / Math.sqrt(month));
        return { month, clients, share: clients / size, money: clients * 3120, moneyShown: money(clients * 3120) };
      }),
    };
  });
}

function monthSample(language: Language): readonly MovementMonth[] {
  const money = moneyOf(language);
  return monthNames[language].map((shown, index) => {
    const [active, fresh, returned] = [420 + index * 11, 120 - index * 3, 60 + index];
    const retained = active - fresh - returned;
    const crr = index === 0 ? null : retained / (409 + index * 11);
    const [newMoney, knownMoney, anonymousMoney] = [fresh * 2100, (retained + returned) * 3950, 12400];
    return {
      month: isoMonth(index), shown, complete: index < 11, active, new: fresh, retained, returned, lost: index === 0 ? 0 : 180 + index, crr, crrShown: crr === null ? '' : `${Math.round(crr * 100)}${language === 'ru' ? '\u00a0' : ''}%`,
      money: newMoney + knownMoney + anonymousMoney, moneyShown: money(newMoney + knownMoney + anonymousMoney), newMoney, newMoneyShown: money(newMoney), knownMoney, knownMoneyShown: money(knownMoney), anonymousMoney, anonymousMoneyShown: money(anonymousMoney),
    };
  });
}
