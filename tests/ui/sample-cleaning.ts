/** What the server says to the cleaning desk and the archive, for pages in a browser. */
import type { Language } from '../../src/contract/base-views';
import type { CleaningFinding } from '../../src/contract/cleaning-views';
import type { ServerApi } from '../../src/contract/server-api';

type CleaningMethod = Extract<keyof ServerApi, `clean.${string}` | `archive.${string}`>;
type CleaningReplies = { readonly [Name in CleaningMethod]: ReturnType<ServerApi[Name]> };

/** Replies with every kind of finding, one of them long, right to left and with spaces that matter. */
export function cleaningReplies(language: Language): CleaningReplies {
  const t = (ru: string, en: string): string => (language === 'ru' ? ru : en);
  const sheet = t('Клиенты', 'Clients');
  const finding = (id: string, part: Partial<CleaningFinding>): CleaningFinding => ({
    findingId: id, kind: 'name', code: 'name.case', what: t('Большие и маленькие буквы', 'Capitals and small letters'), why: t('Большие и маленькие буквы не как в именах.', 'Capitals and small letters are not as in names.'),
    before: '', proposed: null, sheet, rowNumber: 5, column: t('Имя', 'Name'), client: 'C000012', ...part,
  });
  const findings = [
    finding('a1', { before: '  иВАНОВ   иван ', proposed: 'Иванов Иван', client: 'иВАНОВ иван' }),
    finding('a2', { before: 'dr. ANNA-MARIA <b>van</b> der Longname-Featherstonehaugh of Nowhereshire', proposed: 'Anna-Maria van der Longname-Featherstonehaugh of Nowhereshire', rowNumber: 1204, client: 'dr. ANNA-MARIA van der Longname-Featherstonehaugh of Nowhereshire' }),
    finding('a3', { before: 'محمد  علي', proposed: 'محمد علي', rowNumber: 77, client: '' }),
    finding('a4', {
      before: 'ПЕТРОВА АННА', rowNumber: 90, why: t('Большие и маленькие буквы не как в именах. Предлагается: Петрова Анна. В ячейке формула, поэтому исправьте то, откуда она берёт значение.', 'Capitals and small letters are not as in names. Proposed: Petrova Anna. A formula stands in the cell, so correct what it takes the value from.'),
    }),
  ];
  const report = { actionId: 'A000007-abc', clients: 2, missing: 0, text: t('Перенесено в архив: 2 клиента. Напомним проверить снова: 22 мая 2027.', '2 clients moved to the archive. We remind you to check again on 22 May 2027.'), issues: [] };
  return {
    'clean.scan': {
      kinds: [
        {
          kind: 'phone', title: t('Телефоны', 'Phones'), findings: 1342, proposals: 1340, codes: [
            { code: 'phone.written', title: t('Не в международном виде', 'Not in the international form'), findings: 1200, proposals: 1200, mark: false, examples: [{ before: '8 (916) 123-45-67', proposed: '+79161234567' }], ids: Array.from({ length: 1200 }, (_unused, index) => `p${index}`) },
            { code: 'phone.several', title: t('Несколько номеров в ячейке', 'Several numbers in one cell'), findings: 140, proposals: 140, mark: false, examples: [{ before: '8 (916) 123-45-67 доб. 5; +7 495 000-03-12', proposed: '+79161234567 ext. 5, +74950000312' }], ids: ['s1'] },
            { code: 'phone.unreadable', title: t('Не номер телефона', 'Not a phone number'), findings: 2, proposals: 0, mark: false, examples: [{ before: t('спросить у Ольги', 'ask Olga'), proposed: null }], ids: [] },
          ],
        },
        {
          kind: 'email', title: t('Адреса почты', 'E-mails'), findings: 61, proposals: 31, codes: [
            { code: 'email.domainTypo', title: t('Опечатка в домене', 'A slip in the domain'), findings: 31, proposals: 31, mark: false, examples: [{ before: 'anna@gmial.com', proposed: 'anna@gmail.com' }], ids: ['e1', 'e2'] },
            { code: 'email.role', title: t('Ящик должности или отдела', 'A mailbox of a role'), findings: 30, proposals: 0, mark: true, examples: [{ before: 'info@example.com', proposed: null }], ids: [] },
          ],
        },
        {
          kind: 'name', title: t('Имена', 'Names'), findings: 4, proposals: 3, codes: [
            { code: 'name.case', title: t('Большие и маленькие буквы', 'Capitals and small letters'), findings: 4, proposals: 3, mark: false, examples: [{ before: '  иВАНОВ   иван ', proposed: 'Иванов Иван' }], ids: ['a1', 'a2', 'a3'] },
          ],
        },
        {
          kind: 'amount', title: t('Суммы заказов', 'Order sums'), findings: 1, proposals: 0, codes: [
            { code: 'amount.far', title: t('Намного больше остальных сумм', 'Far above the other sums'), findings: 1, proposals: 0, mark: false, examples: [{ before: '99000000', proposed: null }], ids: [] },
          ],
        },
      ],
      findings: 1408, proposals: 1374, clients: 1805, orders: 9412, ignored: 3, issues: [],
    },
    'clean.page': { total: 54, offset: 0, findings, issues: [] },
    'clean.accept': { actionId: 'A000006-abc', finished: true, dealtWith: 3, accepted: 3, kept: [], text: '', issues: [] },
    'clean.ignore': 4,
    'clean.ignored': {
      total: 2, issues: [], entries: [
        { key: 'email.role', title: t('Всё такого рода', 'Everything of this sort'), details: t('Адреса почты: Ящик должности или отдела', 'E-mails: A mailbox of a role'), time: '2026-11-20 10:15:00' },
        { key: 'k2', title: '', details: t('Большие и маленькие буквы. ООО «ромашка»: Имя, «ООО «ромашка»»', 'Capitals and small letters. ROMASHKA Ltd: Name, "ROMASHKA Ltd"'), time: '2026-11-19 18:01:00' },
      ],
    },
    'clean.unignore': 1,
    'archive.view': {
      candidates: [
        { clientId: 'C000101', client: t('Ольга Смирнова', 'Olga Smirnova'), why: t('«olga@» – не адрес почты. Последний заказ: 3 марта 2021.', '"olga@" is no e-mail address. Last order: 3 March 2021.'), reason: 'r1', lastOrder: '' },
        { clientId: 'C000102', client: t('ООО «Производственно-коммерческая фирма Северсталькомплект»', 'Production and Trade Company Northernsteelworks Limited'), why: t('Нет ни почты, ни телефона. Заказов не было.', 'There is neither an e-mail nor a phone number. There were no orders.'), reason: 'r2', lastOrder: '' },
      ],
      candidatesTotal: 2,
      archived: [
        { clientId: 'C000007', client: t('Иван Петров', 'Ivan Petrov'), contact: 'ivan@example.com · +79161234567', reason: t('Почта не работает, заказов нет два года', 'The e-mail does not work and there were no orders for two years'), archivedOn: t('20 мая', '20 May'), recheckOn: t('20 ноября', '20 November'), due: true },
        { clientId: 'C000008', client: t('Анна', 'Anna'), contact: '', reason: t('переехала', 'moved away'), archivedOn: t('1 октября', '1 October'), recheckOn: t('1 апреля 2027', '1 April 2027'), due: false },
      ],
      archivedTotal: 2, due: 1, figuresMissing: false, issues: [],
    },
    'archive.put': report,
    'archive.back': { ...report, clients: 1, text: t('Возвращено из архива: 1 клиент.', '1 client brought back.') },
  };
}
