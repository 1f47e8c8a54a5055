/** Answers of the imagined server to the import dialog: a check with every outcome and questions, the writing, the result. */
import type { Language } from '../../src/contract/base-views';
import type { ImportPreview, ImportProgress, ImportQuestion, ImportReport, RejectedRows } from '../../src/contract/import-views';
import { longName } from './sample-movement';

/** What a check finds. */
export function previewSample(language: Language): ImportPreview {
  const t = (russian: string, english: string): string => (language === 'ru' ? russian : english);
  return {
    rowsRead: 11, rowsNew: 6, rowsChanged: 2, rowsUnchanged: 1, rowsRefused: 2, refused: refusedSample(language).map((group) => ({ ...group, count: 1, rowNumbers: group.rowNumbers.slice(0, 1) })),
    clientsNew: ['a', 'b'], clientsChanged: ['c'],
    examples: [
      { outcome: 'new', rowNumber: 2, title: t('заказ 100, Мария Иванова 0, 12 марта, 1\u00a0204,50', 'order 100, Mary Bell 0, 12 March, 1,204.50'), changes: [], reason: '' },
      { outcome: 'new', rowNumber: 3, title: t(`заказ 101, ${longName.ru}, 13 марта, 1\u00a0214,50`, `order 101, ${longName.en}, 13 March, 1,214.50`), changes: [], reason: '' },
      {
        outcome: 'changed', rowNumber: 4, title: t('заказ 102, Мария Иванова 2, 14 марта, 1\u00a0224,50', 'order 102, Mary Bell 2, 14 March, 1,224.50'), reason: '',
        changes: [
          { column: t('Сумма', 'Amount'), from: t('1\u00a0200,00', '1,200.00'), to: t('1\u00a0224,50', '1,224.50') },
          { column: t('Ответственный за отгрузку менеджер', 'Manager responsible for shipping'), from: '', to: t('Ольга', 'Olga') },
        ],
      },
      { outcome: 'changed', rowNumber: 5, title: t('заказ 103, Мария Иванова 0, 15 марта, 1\u00a0234,50', 'order 103, Mary Bell 0, 15 March, 1,234.50'), changes: [{ column: t('Примечание', 'Note'), from: t('звонить утром', 'call in the morning'), to: '' }], reason: '' },
      { outcome: 'refused', rowNumber: 11, title: t('Пётр Кузнецов', 'Peter Smith'), changes: [], reason: refusedSample(language)[0]?.text ?? '' },
    ],
    questions: [], issues: [],
  };
}

/** Questions about clients: one with one candidate, one with two, one with a long name. */
export function questionsSample(language: Language): readonly ImportQuestion[] {
  const t = (russian: string, english: string): string => (language === 'ru' ? russian : english);
  const city = t('Нижний Новгород', 'Nizhny Novgorod');
  return [
    { client: 'k1', rowNumber: 3, title: longName[language], details: `${city}, +7 999 111-22-33`, candidates: [{ clientId: 'c1', title: longName[language], details: `${city}, konstantinopolskaya.pereyaslavl.zalesskaya@example.com` }] },
    { client: 'k2', rowNumber: 7, title: t('Иванова Мария', 'Mary Bell'), details: `${city}, maria@example.com`, candidates: [
      { clientId: 'c2', title: t('Мария Иванова', 'Mary Bell'), details: `${city}, +7 999 444-55-66` },
      { clientId: 'c3', title: t('Мария Иванова', 'Mary Bell'), details: `${city}, mi@example.com` },
    ] },
    { client: 'k3', rowNumber: 9, title: t('Пётр Кузнецов', 'Peter Smith'), details: city, candidates: [{ clientId: 'c4', title: t('Кузнецов Пётр', 'Peter Smith'), details: city }] },
  ];
}

/** Reasons of rows that were left out. */
export function refusedSample(language: Language): readonly RejectedRows[] {
  const t = (russian: string, english: string): string => (language === 'ru' ? russian : english);
  return [
    { code: 'row.dateImpossible', text: t('Такой даты не бывает: 31 февраля. Исправьте дату.', 'There is no such date: 31 February. Correct the date.'), reason: t('Такой даты не бывает: 31 февраля. Исправьте дату.', 'There is no such date: 31 February. Correct the date.'), count: 3, rowNumbers: [17, 204, 377] },
    { code: 'row.amountUnreadable', text: t('Сумму не удалось прочитать. Уберите буквы из ячейки.', 'The amount could not be read. Take the letters out of the cell.'), reason: t('Сумму не удалось прочитать. Уберите буквы из ячейки.', 'The amount could not be read. Take the letters out of the cell.'), count: 41, rowNumbers: [5, 9, 12, 30, 31, 44, 58, 90, 91, 95] },
  ];
}

/** An import after its first chunk. */
export const progressSample: ImportProgress = { importId: 'i1', actionId: 'j1', fileName: 'orders.csv', nextChunk: 1, rowsDone: 11, rowsTotal: 11, finished: false };

/** What an import did. */
export function reportSample(language: Language): ImportReport {
  return {
    importId: 'i1', actionId: 'j1', kind: 'orders', rowsRead: 4339, rowsNew: 4283, rowsChanged: 5, rowsUnchanged: 7, rowsUsed: 4288, rowsSkipped: 7, rowsRejected: 44,
    rejected: refusedSample(language), clientsNew: 312, clientsChanged: 8, clientsTotal: 1805, ordersTotal: 4295, issues: [],
  };
}
