/** Answers of an imagined server about set-up, repair and the demo base: a messy spreadsheet with orders, clients and notes. */
import type { Language } from '../../src/contract/base-views';
import type { MethodName, ServerApi } from '../../src/contract/server-api';
import type { ColumnProposal, FieldChoice, SheetProposal } from '../../src/contract/set-up-views';

type SetUpMethod = Extract<MethodName, 'setUp.look' | 'setUp.read' | 'setUp.begin' | 'repair.look' | 'repair.run' | 'demo.make' | 'demo.delete'>;
type SetUpReplies = { readonly [Method in SetUpMethod]: ReturnType<ServerApi[Method]> };

/** Answers in a language. */
export function setUpReplies(language: Language): SetUpReplies {
  const ru = language === 'ru';
  const t = <Text>(russian: Text, english: Text): Text => (ru ? russian : english);
  const field = (key: string, title: string, needed = false): FieldChoice => ({ key, title, needed });
  const orderFields = [
    field('client', t('Клиент', 'Client')), field('date', t('Дата', 'Date'), true), field('amount', t('Сумма', 'Amount')), field('order', t('Номер заказа', 'Order number')),
    field('product', t('Товар', 'Product')), field('manager', t('Менеджер', 'Manager')),
  ];
  const clientFields = [field('client', t('Клиент', 'Client')), field('name', t('Имя', 'Name')), field('email', 'E-mail'), field('phone', t('Телефон', 'Phone')), field('city', t('Город', 'City')), field('note', t('Заметка', 'Note'))];
  const columns = (rows: readonly (readonly [title: string, field: string | null, confidence: number, ...samples: string[]])[]): ColumnProposal[] =>
    rows.map(([title, proposed, confidence, ...samples], columnIndex) => ({ columnIndex, letter: 'ABCDEFGH'[columnIndex] ?? 'Z', title, field: proposed, confidence, samples }));
  const sheet = (sheetId: number, name: string, part: Partial<SheetProposal>): SheetProposal => ({
    sheetId, name, kind: 'other', confidence: 0, headerRowNumber: null, headerRows: 1, headerChoices: [], rowCount: 0, totalRows: 0, columns: [], missing: [], suggested: false, issues: [], ...part,
  });
  const orders = sheet(11, t('Заказы розница 2024–2026 (рабочая)', 'Retail orders 2024–2026 (working)'), {
    kind: 'orders', confidence: 0.95, headerRowNumber: 3, rowCount: 1240, totalRows: 2, suggested: true,
    headerChoices: [
      { rowNumber: 1, texts: [t('Отчёт о продажах', 'Sales report')] }, { rowNumber: 2, texts: [t('Период: 2024–2026', 'Period: 2024–2026')] },
      { rowNumber: 3, texts: [t('№', 'No.'), t('Дата', 'Date'), t('Покупатель', 'Customer'), t('Сумма, руб.', 'Amount')] },
    ],
    columns: columns([
      [t('№', 'No.'), 'order', 0.7, '1001', '1002', '1003'],
      [t('Дата', 'Date'), 'date', 0.98, t('5 марта 2024', '5 March 2024'), t('6 марта 2024', '6 March 2024'), t('9 марта 2024', '9 March 2024')],
      [t('Покупатель', 'Customer'), 'client', 0.96, t('Константинопольская-Переяславльзалесская Александра', 'Bartholomew-Featherstonehaugh & Sons Wholesale'), t('Мария Иванова', 'Mary Bell'), t('ООО «Ландыш»', 'Lily & Co')],
      [t('Сумма, руб.', 'Amount'), 'amount', 0.97, '1 240,50', '3 300', '890'],
      ['', null, 0, t('самовывоз', 'collect'), t('курьер', 'courier')],
      [t('Кто оформил', 'Taken by'), 'manager', 0.35, t('Ольга', 'Olga'), t('Нина', 'Nina')],
    ]),
  });
  const clients = sheet(12, t('Контакты', 'Contacts'), {
    kind: 'clients', confidence: 0.62, headerRowNumber: 2, headerRows: 2, rowCount: 312, suggested: true,
    headerChoices: [{ rowNumber: 1, texts: [t('Клиент', 'Client'), '', t('Связь', 'Contact')] }, { rowNumber: 2, texts: [t('Имя', 'Name'), t('Город', 'City'), 'E-mail', t('Телефон', 'Phone')] }],
    columns: columns([
      [t('Клиент Имя', 'Client Name'), 'name', 0.9, t('Мария Иванова', 'Mary Bell'), t('Пётр Кузнецов', 'Peter Smith')],
      [t('Клиент Город', 'Client City'), 'city', 0.9, t('Казань', 'Leeds'), t('Тверь', 'York')],
      [t('Связь E-mail', 'Contact E-mail'), 'email', 0.99, 'maria@example.com', 'petr@example.com'],
      [t('Связь Телефон', 'Contact Phone'), 'phone', 0.99, t('+7 935 000-00-71', '+44 7700 900007')],
    ]),
  });
  const notes = sheet(13, t('Заметки и планы', 'Notes and plans'), { rowCount: 18, kind: 'other', confidence: 0.8 });
  const finding = (kind: 'tab' | 'validation' | 'protection' | 'trigger', text: string, place: string | null, canRepair = true): SetUpReplies['repair.look']['findings'][number] => ({ kind, text, sheet: place, canRepair });
  const findings = [
    finding('tab', t('Нет листа «Шаблоны».', 'The tab Templates is missing.'), null),
    finding('validation', t('В столбце «Согласие на рассылку» нет списка значений.', 'The column Consent to mailings has no list of values.'), t('Клиенты', 'Clients')),
    finding('protection', t('Серые столбцы не предупреждают перед правкой.', 'Grey columns do not warn before they are edited.'), t('Клиенты', 'Clients')),
  ];
  const byHand = finding('trigger', t('Фоновую отправку включает тот, от чьего имени идут письма: откройте рассылку.', 'Sending in the background is switched on by the sender: open the mailing.'), null, false);
  return {
    'setUp.look': {
      isBase: false, unfinished: null, empty: false, spreadsheetName: t('Продажи', 'Sales'), sheets: [orders, clients, notes],
      fields: { orders: orderFields, clients: clientFields, wide: [...clientFields, field('last_order', t('Последний заказ', 'Last order')), field('revenue', t('Выручка', 'Revenue'))], other: [] },
    },
    'setUp.read': { ...orders, headerRowNumber: 3 },
    'setUp.begin': { actionId: 'A000001-abcdefghi', done: 10, all: 10, next: null, report: {
      language,
      taken: [
        { name: orders.name, kind: 'orders', rows: 1240, columnsKnown: t(['№', 'Дата', 'Покупатель', 'Сумма, руб.', 'Кто оформил'], ['No.', 'Date', 'Customer', 'Amount', 'Taken by']), columnsAdded: [] },
        { name: clients.name, kind: 'clients', rows: 312, columnsKnown: t(['Клиент Имя', 'Клиент Город', 'Связь E-mail', 'Связь Телефон'], ['Client Name', 'Client City', 'Contact E-mail', 'Contact Phone']), columnsAdded: Array.from({ length: 22 }, (_, index) => `c${index}`) },
      ],
      created: t(['Шаблоны', 'Рассылки', 'Исходящие', 'Согласия', 'Настройки'], ['Templates', 'Mailings', 'Outbox', 'Consents', 'Settings']),
      remarks: [t('Клиентов узнаём по столбцу «Клиент Имя».', 'Clients are known by the column Client Name.')],
      actionId: 'A000001-abcdefghi', recalculate: true, issues: [],
    } },
    'repair.look': { findings: [...findings, byHand], checked: t(['листы и столбцы', 'списки значений и защиту', 'цвета и правила'], ['tabs and columns', 'lists of values and protections', 'colours and rules']), issues: [] },
    'repair.run': { repaired: findings, left: [byHand], actionId: 'A000002-abcdefghi', text: t('Починили 3 места. Данные не менялись.', '3 places are repaired. Data did not change.'), issues: [] },
    'demo.make': { clients: 60, orders: 386, rowsKept: 0, actionId: 'A000003-abcdefghi', text: t('Добавлено: 60 клиентов и 386 заказов придуманного магазина.', 'Added: 60 clients and 386 orders of an invented shop.'), issues: [] },
    'demo.delete': { clients: 60, orders: 386, rowsKept: 0, actionId: 'A000004-abcdefghi', text: t('Удалено: 60 клиентов и 386 заказов придуманного магазина.', 'Deleted: 60 clients and 386 orders of the invented shop.'), issues: [] },
  };
}
