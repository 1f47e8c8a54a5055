/** Answers of an imagined server to the letter editor: a flower shop's letters, fields and one client's preview. */
import type { Language } from '../../src/contract/base-views';
import type { ServerApi } from '../../src/contract/server-api';
import type { TemplateDraft, TemplateField, TemplateFieldGroup, TemplateListed, TemplatePreview, TemplateStarter } from '../../src/contract/template-views';
import { longName } from './sample-movement';

type TemplateMethod = Extract<keyof ServerApi, `templates.${string}`>;

/** One answer for each method of templates. */
export type TemplateReplies = { [Method in TemplateMethod]: ReturnType<ServerApi[Method]> };

/** The letter that is edited in the scenes. */
export function letterSample(language: Language): TemplateDraft {
  const ru = language === 'ru';
  return {
    key: 'return', kind: 'marketing', content: 'useful', html: '', text: '', senderName: ru ? 'Мастерская «Пион»' : 'Peony studio', senderAddress: '', replyTo: '', attachments: '',
    title: ru ? 'Возвращаем тех, кто давно не покупал' : 'Winning back those who have not bought for long',
    subject: ru ? '{{Имя|Здравствуйте}}, собрали для вас букет' : '{{First name|Hello}}, a bouquet is waiting for you',
    subjectB: ru ? 'Букет с доставкой сегодня' : 'A bouquet delivered today',
    preheader: ru ? 'Скидка 10 % до воскресенья' : '10% off until Sunday',
    body: ru
      ? '<h2>{{Имя|Здравствуйте}}, мы соскучились</h2>\n<p>Вы не заходили <b>{{Дней без покупок}}</b>. За это время привезли пионы и ранункулюсы.</p>\n<p>{{#if Город}}</p>\n<p>Доставка в город {{Город}} бесплатная.</p>\n<p>{{/if}}</p>\n<p style="text-align:center"><a href="https://example.com/?from=letter&amp;who={{Код клиента}}" class="button">Выбрать букет</a></p>\n<hr>\n<ul><li>открытка в подарок</li><li>привезём за 2 часа</li></ul>'
      : '<h2>{{First name|Hello}}, we miss you</h2>\n<p>You have not been here for <b>{{Days silent}}</b>. Peonies and ranunculus have come in.</p>\n<p>{{#if City}}</p>\n<p>Delivery to {{City}} is free.</p>\n<p>{{/if}}</p>\n<p style="text-align:center"><a href="https://example.com/?from=letter&amp;who={{Client code}}" class="button">Choose a bouquet</a></p>\n<hr>\n<ul><li>a card for free</li><li>delivered in 2 hours</li></ul>',
  };
}

/** Answers in a language. */
export function templateReplies(language: Language): TemplateReplies {
  const ru = language === 'ru';
  const t = (russian: string, english: string): string => (ru ? russian : english);
  const field = (group: TemplateFieldGroup, key: string, title: string, example: string, kind: TemplateField['kind'] = 'text'): TemplateField => ({ group, key, title, example, kind, insert: `{{${title}|}}` });
  const draft = letterSample(language);
  const listed = (key: string, title: string, subject: string, ok: boolean): TemplateListed => ({ key, title, kind: key === 'ready' ? 'service' : 'marketing', subject, ok, issues: [], content: '', preheader: '', hasB: key === 'return', fingerprint: `print of ${key}` });
  const starter = (key: string, title: string, subject: string): TemplateStarter => ({ key, title, kind: 'marketing', content: 'useful', subject, preheader: '' });
  const list: TemplateReplies['templates.list'] = {
    templates: [
      listed('return', draft.title, draft.subject, true),
      listed('ready', t('Заказ готов', 'Order ready'), t('Заказ {{Заказ}} готов', 'Order {{Order}} is ready'), true),
      listed('autumn', t('Осенняя распродажа горшечных растений для постоянных оптовых покупателей', 'Autumn sale of pot plants for regular wholesale customers'), t('{{Имяя}}, скидки', '{{Nmae}}, discounts'), false),
    ],
    starters: [
      starter('birthday', t('День рождения', 'Birthday'), t('{{Имя|С днём рождения}}, подарок внутри', '{{First name|Happy birthday}}, a present inside')),
      starter('survey', t('Опрос: оценка от 0 до 10', 'Survey: a mark from 0 to 10'), t('Как вам заказ?', 'How was your order?')),
      starter('prices', t('Прайс-лист', 'Price list'), t('Цены на неделю', 'Prices of the week')),
    ],
    fields: [
      { group: 'client', label: t('Клиент', 'Client'), fields: [field('client', 'first_name', t('Имя', 'First name'), t('Мария', 'Mary')), field('client', 'name', t('Полное имя', 'Full name'), longName[language]), field('client', 'city', t('Город', 'City'), t('Нижний Новгород', 'Leeds'))] },
      { group: 'figures', label: t('Посчитано', 'Counted'), fields: [field('figures', 'days_silent', t('Дней без покупок', 'Days silent'), t('71 день', '71 days'), 'days'), field('figures', 'revenue', t('Выручка', 'Revenue'), t('48 200 ₽', '£48,200'), 'money')] },
      { group: 'own', label: t('Ваши столбцы', 'Your columns'), fields: [field('own', 'own 1', t('Любимые цветы', 'Favourite flowers'), t('пионы', 'peonies'))] },
      { group: 'letter', label: t('Об этом письме', 'About this letter'), fields: [field('letter', 'order', t('Заказ', 'Order'), '')] },
    ],
    formats: [
      { name: t('деньги', 'money'), example: t('{{Выручка:деньги}}', '{{Revenue:money}}'), gives: t('48 200 ₽', '£48,200') },
      { name: t('слово', 'plural'), example: t('{{Заказов:слово:заказ|заказа|заказов}}', '{{Orders:plural:order|orders}}'), gives: t('3 заказа', '3 orders') },
    ],
    senderEmail: 'owner@example.com', issues: [],
  };
  const preview: TemplatePreview = {
    clientId: 'c1', name: t('Мария Иванова', 'Mary Bell'), to: 'client1@example.com', subject: t('Мария, собрали для вас букет', 'Mary, a bouquet is waiting for you'), subjectB: draft.subjectB, preheader: draft.preheader,
    html: `<!doctype html><html><head><style>@media (prefers-color-scheme: dark) { body { background: #14181a !important; color: #e6eaec } }</style></head><body style="margin:0;padding:24px;font:16px/1.5 Arial;background:#fff"><h2>${t('Мария, мы соскучились', 'Mary, we miss you')}</h2><p>${t('Вы не заходили 71 день. Привезли пионы и ранункулюсы.', 'You have not been here for 71 days. Peonies and ranunculus have come in.')}</p><script>parent.document.title = 'a script ran'</script></body></html>`,
    text: t('Мария, мы соскучились\n\nВы не заходили 71 день.\n\nВыбрать букет (https://example.com/)', 'Mary, we miss you\n\nYou have not been here for 71 days.\n\nChoose a bouquet (https://example.com/)'),
    issues: [], bytes: 9_200,
    hints: [{ code: 'hint.numberInSubject', blocks: false, text: t('Число в теме стоит не в каждом письме, а в одном из трёх.', 'A number in the subject belongs in one letter of three.'), todo: t('Напишите тему без числа.', 'Write the subject without a number.') }, { code: 'hint.linkBroken', blocks: true, text: t('Ссылка «тут» никуда не ведёт.', 'The link “here” leads nowhere.'), todo: t('Исправьте адрес.', 'Correct its address.') }],
  };
  return {
    'templates.list': list,
    'templates.get': { draft, fingerprint: 'print of return', rowNumber: 4, issues: [] },
    'templates.save': { key: 'return', fingerprint: 'next print', rowNumber: 4, issues: [] },
    'templates.preview': preview,
    'templates.remove': { draft },
    'templates.addStarters': list,
  };
}
