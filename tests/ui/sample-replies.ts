/** Answers of an imagined server to every method: a flower and gift shop with long names, in both languages. */
import type { ServerApi, MethodName } from '../../src/contract/server-api';
import type { Language } from '../../src/contract/base-views';
import type { ClassView, ClientRow } from '../../src/contract/segment-views';
import { cleaningReplies } from './sample-cleaning';
import { previewSample, progressSample, reportSample } from './sample-import';
import { audienceReplies } from './sample-audience';
import { resultReplies } from './sample-results';
import { weeklyReplies } from './sample-weekly';
import { automationsReplies } from './sample-automations';
import { consentReplies } from './sample-consents';
import { duplicatesReplies } from './sample-duplicates';
import { audienceSample, mailingReplies } from './sample-mailing';
import { setUpReplies } from './sample-set-up';
import { templateReplies } from './sample-template';
import { longName, moneyOf, movementReplies, moves, settingsSample } from './sample-movement';

export { longName };

/** One answer for each method. */
export type Replies = { [Method in MethodName]: ReturnType<ServerApi[Method]> };

/** Answers in a language. */
export function sampleReplies(language: Language): Replies {
  const ru = language === 'ru';
  const t = <Text>(russian: Text, english: Text): Text => (ru ? russian : english);
  const money = moneyOf(language);
  const changes: Readonly<Record<string, number>> = { champions: 12, cant_lose: 0, potential_loyalists: -26, lost: 4, A: 3, B: -1, C: 10, X: 1, AX: 3, AY: -12, BZ: 105, CN: -1, regular: 5, gone: 19 };
  const one = (key: string, label: string, clients: number, value: number, share: number, why: string): ClassView => ({
    key, label, clients, money: value, moneyShown: money(value), share, why, audience: `segment=${key}`, change: changes[key] ?? null,
  });
  const client = (index: number, name: string, band: string, bandLabel: string, segmentLabel: string): ClientRow => ({
    clientId: `c${index}`, name, email: `client${index}@example.com`, phone: null, segment: 'at_risk', segmentLabel, abcxyz: ['AX', 'BZ', 'CN'][index % 3] ?? 'AX',
    rfm: '2-4-4', orders: 9 + index, money: 48200 + index * 1375, moneyShown: money(48200 + index * 1375), lastOrder: '2026-09-12', lastOrderShown: t('12 сентября', '12 September'),
    daysSilent: 71 + index, rhythmDays: 34, band, bandLabel, moneyAtRisk: 14170 - index * 300, moneyAtRiskShown: money(14170 - index * 300),
    why: t(`Купил 9 раз, обычно раз в 34 дня, молчит ${71 + index}: в зоне риска.`, `Bought 9 times, usually every 34 days, silent for ${71 + index}: at risk.`),
  });
  const rows = [
    client(0, longName[language], 'lost', t('Потерян', 'Lost'), t('Нельзя потерять', 'Can’t lose')),
    client(1, t('Мария Иванова', 'Mary Bell'), 'dormant', t('Давно не покупал', 'Dormant'), t('В зоне риска', 'At risk')),
    client(2, t('ООО «Ландыш»', 'Lily & Co'), 'late', t('Опаздывает', 'Late'), t('Потенциально лояльные', 'Potential loyalists')),
    client(3, t('Пётр Кузнецов', 'Peter Smith'), 'due', t('Пора', 'Due'), t('Требуют внимания', 'Need attention')),
  ];
  const rejected = [
    { code: 'row.dateImpossible', text: t('Такой даты не бывает: 31 февраля. Исправьте дату.', 'There is no such date: 31 February. Correct the date.'), count: 3, rowNumbers: [17, 204, 377] },
    { code: 'row.amountUnreadable', text: t('Сумму не удалось прочитать. Уберите буквы из ячейки.', 'The amount could not be read. Take the letters out of the cell.'), count: 41, rowNumbers: [5, 9, 12, 30, 31, 44, 58, 90, 91, 95] },
  ];
  const thresholds = [
    { key: 'abc', text: t('A – первые 80 % денег, B – до 95 %, C – остальные.', 'A is the first 80% of money, B up to 95%, C the rest.') },
    { key: 'recency', text: t('Давность: 30, 90, 180 и 365 дней.', 'Recency: 30, 90, 180 and 365 days.') },
  ];
  const recalculated = {
    asOf: '2026-11-22', orderRows: 4339, orderRowsUsed: 4295, clients: 1805, clientsNew: 12, moved: 46, dormant: 71, seconds: 4, rejected,
    moves: moves(language), movesText: t('46 клиентов сменили сегмент. Перед пересчётом изменились 2 настройки.', '46 clients changed segment. 2 settings had changed before the recalculation.'),
    settingsChanged: [
      { key: 'dormancy.bands', title: t('Границы молчания в ритмах покупок', 'Limits of silence in buying rhythms'), from: '1/1.5/2/3', to: '1/1.25/2/4' },
      { key: 'xyz.period', title: t('Период для XYZ', 'Period of XYZ'), from: t('месяц', 'month'), to: t('квартал', 'quarter') },
    ],
    snapshot: 'kept' as const, columnsAdded: [], thresholds, issues: [],
  };
  const setUp = { created: ['Clients', 'Orders', 'Templates', 'Mailings', 'Outbox', 'Settings'], repaired: [], language, issues: [] };
  const settings: Replies['settings.view'] = {
    ...settingsSample(language),
    settings: [
      { key: 'dormancy.mode', group: 'dormancy', groupTitle: t('Когда клиент молчит', 'When a client is silent'), title: t('Как понимать, что клиент давно не покупал', 'How to tell that a client has not bought for long'), hint: t('По собственному ритму каждого или по одному сроку для всех.', 'By everyone’s own rhythm, or by one term for all.'), kind: 'choice', value: 'rhythm', defaultValue: 'rhythm', options: [{ value: 'rhythm', label: t('по ритму клиента', 'by the client’s rhythm') }, { value: 'days', label: t('по числу дней', 'by a number of days') }], allowed: 'rhythm | threshold' },
      { key: 'dormancy.late', group: 'dormancy', groupTitle: '', title: t('Опаздывает после стольких ритмов', 'Late after so many rhythms'), hint: t('1,5 – это полтора обычных промежутка.', '1.5 is one and a half usual gaps.'), kind: 'number', value: '1.5', defaultValue: '1.5', options: [], allowed: '0…100' },
      { key: 'dormancy.minimumDays', group: 'dormancy', groupTitle: '', title: t('Не считать опоздавшим раньше (дней)', 'Never late before (days)'), hint: '', kind: 'number', value: '30', defaultValue: '30', options: [], allowed: '0…3650' },
      { key: 'abc.limits', group: 'abc', groupTitle: t('Классы ABC', 'ABC classes'), title: t('Границы долей, %', 'Limits of shares, %'), hint: t('Через точку с запятой.', 'Separated by a semicolon.'), kind: 'list', value: '80;95', defaultValue: '80;95', options: [], allowed: '80/95 (0…100 %)' },
      { key: 'mailing.requireConsent', group: 'mailing', groupTitle: t('Рассылки', 'Mailings'), title: t('Писать только с согласия клиента', 'Write only with the client’s consent'), hint: t('Закон требует согласия на рекламу.', 'The law asks for consent to marketing.'), kind: 'boolean', value: 'true', defaultValue: 'true', options: [], allowed: 'true | false' },
      { key: 'base.asOf', group: 'mailing', groupTitle: '', title: t('Считать на дату', 'Count up to the day'), hint: t('Пусто – сегодня.', 'Empty means today.'), kind: 'date', value: '', defaultValue: '', options: [], allowed: 'today | YYYY-MM-DD' },
      { key: 'columns', group: 'columns', groupTitle: t('Дополнительные столбцы', 'Further columns'), title: t('Серые столбцы на листе клиентов', 'Grey columns on the Clients tab'), hint: '', kind: 'columns', value: 'lifecycle,temperature', defaultValue: 'lifecycle,temperature', options: [], allowed: 'all | none | …' },
    ],
  };
  const adCheck = { total: 71, listed: 12, noConsent: 55, optedOut: 3, noContact: 1, consentColumn: t('Согласие на рекламу у площадок', 'Consent to ads'), hasConsentColumn: true, issues: [] };
  return {
    'home.view': {
      stage: 'ready', language, spreadsheetName: t('Цветочная лавка', 'Flower shop'),
      figures: [
        { key: 'clients', value: 1805, shown: t('1 805', '1,805'), unit: t('клиентов', 'clients') },
        { key: 'money', value: 12345678, shown: t('12 345 678 ₽', '£12,345,678'), unit: t('выручка за всё время', 'revenue in all') },
        { key: 'dormant', value: 71, shown: '71', unit: t('давно не покупают', 'not bought for long') },
        { key: 'risk', value: 340200, shown: t('340 200 ₽', '£340,200'), unit: t('под угрозой', 'at risk') },
      ],
      attention: [
        { key: 'dormant', text: t('71 клиент давно не покупал, под угрозой 340 200 ₽', '71 clients have not bought for long, £340,200 at risk'), count: 71, audience: 'dormancy=dormant|lost', view: 'dormant' },
        { key: 'rejected', text: t('44 строки заказов не использованы', '44 order rows are not used'), count: 44, audience: null, view: 'help' },
        { key: 'moved', text: t('12 лояльных клиентов перешли в зону риска', '12 loyal clients moved to At risk'), count: 12, audience: 'segment=at_risk', view: 'segments' },
      ],
      nextStep: 'mail-dormant', asOf: '2026-11-22', recalculatedAt: '2026-11-22T09:30:00Z', openMailingId: null, demo: false, empty: false, issues: [],
    },
    ...setUpReplies(language),
    ...cleaningReplies(language),
    ...audienceReplies(language),
    ...resultReplies(language),
    ...weeklyReplies(language),
    ...automationsReplies(language),
    ...duplicatesReplies(language),
    ...consentReplies(language),
    ...templateReplies(language),
    'base.setUp': setUp,
    'base.adoptCopy': setUp,
    'import.start': { ...progressSample, nextChunk: 0, rowsDone: 0 },
    'import.chunk': progressSample,
    'import.finish': reportSample(language),
    'import.preview': previewSample(language),
    'import.profile': null,
    'import.status': null,
    'export.segment': { fileName: t('Clientura клиенты 2026-11-22.csv', 'Clientura clients 2026-11-22.csv'), text: '', done: 71, total: 71, nextOffset: null, issues: [] },
    'export.adCheck': adCheck,
    'export.adList': { ...adCheck, fileName: 'Clientura google 2026-11-22.csv', text: 'Email,Phone\n' },
    'import.cancel': null,
    'segments.recalculate': recalculated,
    'segments.view': {
      asOf: '2026-11-22', clients: 1805, money: 12345678, moneyShown: money(12345678), thresholds, issues: [], changeSince: '2026-11-15', changeSinceShown: t('15 ноября', '15 November'),
      segments: [
        one('champions', t('Чемпионы', 'Champions'), 142, 5234000, 0.424, t('Покупают часто, много и недавно.', 'Buy often, much and recently.')),
        one('cant_lose', t('Нельзя потерять', 'Can’t lose'), 38, 1840300, 0.149, t('Покупали часто и много, но давно.', 'Bought often and much, but long ago.')),
        one('potential_loyalists', t('Потенциально лояльные', 'Potential loyalists'), 310, 1490000, 0.121, t('Купили дважды и недавно.', 'Bought twice and recently.')),
        one('need_attention', t('Требуют внимания', 'Need attention'), 204, 950400, 0.077, t('Купили дважды, 90–180 дней назад.', 'Bought twice, 90–180 days ago.')),
        one('lost', t('Потерянные', 'Lost'), 611, 74000, 0.006, t('Купили раз или два, больше года назад.', 'Bought once or twice, over a year ago.')),
      ],
      abc: [
        one('A', t('A – главные деньги', 'A – main money'), 361, 9876542, 0.8, t('Входят в первые 80 % денег.', 'Within the first 80% of money.')),
        one('B', t('B – средние', 'B – middle'), 542, 1851852, 0.15, t('Следующие 15 % денег.', 'The next 15% of money.')),
        one('C', t('C – остальные', 'C – the rest'), 902, 617284, 0.05, t('Последние 5 % денег.', 'The last 5% of money.')),
      ],
      xyz: [
        one('X', t('X – ровно', 'X – steady'), 211, 5234000, 0.42, t('Промежутки между покупками почти одинаковы.', 'Gaps between purchases are nearly equal.')),
        one('Y', t('Y – с перепадами', 'Y – varying'), 430, 4012000, 0.33, ''),
        one('Z', t('Z – непредсказуемо', 'Z – unpredictable'), 801, 2100000, 0.17, ''),
        one('N', t('N – рано судить', 'N – too early'), 363, 999678, 0.08, ''),
      ],
      matrix: ['AX', 'AY', 'AZ', 'AN', 'BX', 'BY', 'BZ', 'BN', 'CX', 'CY', 'CZ', 'CN'].map((key, index) => one(key, key, index === 3 ? 0 : 40 * (index + 1), 100000, [0.38, 0.22, 0.15, 0, 0.05, 0.06, 0.03, 0.01, 0.01, 0.02, 0.02, 0.05][index] ?? 0, '')),
      dormancy: [],
      lifecycle: [
        one('new', t('Новый', 'New'), 211, 420000, 0.034, t('Первая покупка в последние полгода, и она одна.', 'One purchase, within the last half year.')),
        one('regular', t('Постоянный', 'Regular'), 340, 7934000, 0.643, t('Покупает каждый месяц из шести.', 'Buys in every month of six.')),
        one('one_off', t('Разовый', 'One-off'), 802, 2100000, 0.17, t('Покупает редко.', 'Buys rarely.')),
        one('gone', t('Ушедший', 'Gone'), 452, 1891678, 0.153, t('Молчит больше трёх ритмов.', 'Silent for over three rhythms.')),
      ],
    },
    'dormant.view': {
      asOf: '2026-11-22', audience: audienceSample(language).expression, clients: 71, moneyAtRisk: 340200, moneyAtRiskShown: money(340200), rows, issues: [],
      bands: [
        one('on_time', t('В ритме', 'On time'), 1204, 0, 0, t('Молчит не дольше своего ритма.', 'Silent for no longer than the rhythm.')),
        one('due', t('Пора', 'Due'), 312, 0, 0, t('До полутора ритмов.', 'Up to one and a half rhythms.')),
        one('late', t('Опаздывает', 'Late'), 218, 0, 0, t('До двух ритмов.', 'Up to two rhythms.')),
        one('dormant', t('Давно не покупал', 'Dormant'), 52, 0, 0, t('До трёх ритмов.', 'Up to three rhythms.')),
        one('lost', t('Потерян', 'Lost'), 19, 0, 0, t('Больше трёх ритмов.', 'Over three rhythms.')),
      ],
    },
    'clients.list': { total: 38, money: 1840300, moneyShown: money(1840300), rows, issues: [] },
    'clients.show': 38,
    'clients.locate': true,
    'settings.view': settings,
    'settings.save': settings,
    'settings.effect': { clients: 1805, abc: 0, xyz: 0, rfm: 0, segment: 0, lifecycle: 0, dormancy: 121, issues: [] },
    ...movementReplies(language),
    ...mailingReplies(language),
    'journal.list': {
      lastActionId: 'j3',
      entries: [
        { actionId: 'j3', kind: 'import-orders', title: t('Импорт заказов', 'Import of orders'), details: t('заказы-из-1С-за-ноябрь-2026.xlsx', 'orders-november-2026.xlsx'), what: t('добавлено 1 240 строк заказов, 86 клиентов', '1,240 order rows added, 86 clients added'), time: '2026-11-22 12:31:04', actor: 'owner@example.com', state: 'done', stateText: t('выполнено', 'done') },
        { actionId: 'j2', kind: 'settings', title: t('Настройки сохранены', 'Settings saved'), details: t('Не считать опоздавшим раньше (дней)', 'Never late before days'), what: t('изменена 1 настройка', '1 setting changed'), time: '2026-11-21 09:02:40', actor: 'owner@example.com', state: 'undone', stateText: t('отменено', 'undone') },
      ],
      issues: [],
    },
    'backup.make': {
      tabs: [t('Клиенты 2026-11-22 14.05', 'Clients 2026-11-22 14.05'), t('Заказы 2026-11-22 14.05', 'Orders 2026-11-22 14.05')],
      text: t('Копия сделана: Клиенты 2026-11-22 14.05, Заказы 2026-11-22 14.05. Она скрыта в конце списка листов и больше не меняется.', 'A copy was made: Clients 2026-11-22 14.05, Orders 2026-11-22 14.05. It stands hidden at the end of the tab bar and stays as it is.'), issues: [],
    },
    'journal.undo': {
      actionId: 'j3', finished: true, rowsRestored: 0, rowsRemoved: 1238, columnsRemoved: 0, cellsRestored: 0, keptRows: 2, keptCells: 1, keptColumns: 0,
      keptPlaces: [{ sheet: t('Заказы', 'Orders'), rowNumber: 14, column: null }, { sheet: t('Клиенты', 'Clients'), rowNumber: 7, column: 'E-mail' }],
      text: t('Убрано 1 238 строк. Остались 2 строки и 1 ячейка: их потом меняли вручную.', '1,238 rows removed. 2 rows and 1 cell stay: they were changed by hand since.'), issues: [],
    },
    'page.open': null,
    'help.view': {
      version: '0.1.0',
      checks: [
        { key: 'spreadsheet', ok: true, title: t('Доступ к этой таблице', 'Access to this spreadsheet'), text: '' },
        { key: 'mail', ok: false, title: t('Отправка писем', 'Sending letters'), text: t('Разрешение не дано. Откройте «Рассылки», нажмите «Отправить пробное себе» и согласитесь.', 'Permission is not given. Open Mailings, press “Send a test to myself” and agree.') },
      ],
      formulas: [
        { formula: '=RFM(Orders!A2:A; Orders!B2:B; Orders!C2:C)', text: t('Таблица RFM: одна строка на клиента.', 'RFM table: one row per client.') },
        { formula: '=DORMANCY(Orders!A2:A; Orders!B2:B)', text: t('Кто и сколько молчит.', 'Who is silent and for how long.') },
      ],
      topics: [
        { title: t('Что делает Клиентура', 'What Clientura does'), text: t('Собирает клиентов из заказов, делит их на сегменты и помогает написать тем, кто давно не покупал.', 'Gathers clients from orders, divides them into segments and helps you write to those who have not bought for long.') },
        { title: t('Где хранятся данные', 'Where data are kept'), text: t('Только в вашей таблице. У нас нет своего сервера.', 'In your spreadsheet only. We have no server.') },
      ],
    },
  };
}
