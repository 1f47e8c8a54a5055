/** Answers of the imagined server to what mailings ask: a mailing of 68 letters over three days, with a hold-out group, advice and letters in question. */
import type { Language } from '../../src/contract/base-views';
import type { AudienceOption, LetterRow, MailingProgress, PreflightRow } from '../../src/contract/mailing-views';
import { longName } from './sample-movement';
import type { Replies } from './sample-replies';

type MailingReplies = Pick<Replies, 'mailing.home' | 'mailing.audience' | 'mailing.preview' | 'mailing.test' | 'mailing.preflight' | 'mailing.preflightTab' | 'mailing.plan' | 'mailing.sendChunk'
  | 'mailing.stop' | 'mailing.resume' | 'mailing.progress' | 'mailing.detail' | 'mailing.decide' | 'mailing.background' | 'mailing.backgroundView' | 'webapp.view' | 'webapp.save'>;

/** The group of clients that have not bought for long. */
export function audienceSample(language: Language): AudienceOption {
  return { expression: 'dormancy=dormant|lost', label: language === 'ru' ? 'Давно не покупали' : 'Not bought for long', clients: 71, withEmail: 70 };
}

/** Answers in a language. */
export function mailingReplies(language: Language): MailingReplies {
  const t = <Text>(russian: Text, english: Text): Text => (language === 'ru' ? russian : english);
  const title = t('Возвращаем тех, кто давно не покупал', 'Winning back those who have not bought for long');
  const audience = audienceSample(language);
  const days = [{ day: '2026-11-22', letters: 40 }, { day: '2026-11-23', letters: 22 }, { day: '2026-11-24', letters: 6 }];
  const progress: MailingProgress = {
    mailingId: 'm1', title, state: 'running', stateLabel: t('Идёт', 'Running'), total: 68, sent: 24, failed: 0, skipped: 0, unknown: 0, left: 44, canContinue: true, waitMs: 0, waitText: '',
    continueBy: 'shop@example.com', stopReason: '', stopText: '', days, issues: [],
    allowanceText: t('Сегодня ещё может уйти 276 писем из 400 в день.', '276 letters may still leave today, of 400 a day.'),
  };
  const waits = {
    state: 'waiting', stateLabel: t('Ждёт завтрашнего дня', 'Waits for tomorrow'), canContinue: false,
    allowanceText: t('Сегодня ещё может уйти 0 писем из 400 в день.', '0 letters may still leave today, of 400 a day.'),
  } as const;
  const letter = (index: number, name: string, state: LetterRow['state'], stateLabel: string, reason: string): LetterRow => ({
    letterId: `l${index}`, clientId: `c${index}`, name, email: `client${index}@example.com`, subject: t(`${name}, мы соскучились`, `${name}, we miss you`), state, stateLabel, reason,
    at: '2026-11-22T09:30:00Z', variant: 'A',
  });
  const recipient = (index: number, name: string, reasonCode: string, reason: string): PreflightRow => ({
    clientId: `c${index}`, name, email: `client${index}@example.com`, subject: t(`${name}, мы собрали для вас букет`, `${name}, a bouquet is waiting for you`), variant: index % 2 === 0 ? 'A' : 'B', go: reasonCode === '',
    reasonCode, reason, day: reasonCode === '' ? days[index < 40 ? 0 : index < 62 ? 1 : 2]?.day ?? null : null,
  });
  const held = t('в контрольной группе: без письма, чтобы измерить рассылку', 'in the control group: no letter, to measure the mailing');
  const webapp = { url: '', checked: false, checkedAt: null, checkUrl: 'https://script.google.com/macros/s/AKfycbx/exec?check=1', waiting: 2 };
  return {
    'mailing.home': {
      templates: [
        { key: 'return', title, kind: 'marketing', subject: '', ok: true, issues: [] },
        { key: 'ready', title: t('Заказ готов', 'Order ready'), kind: 'service', subject: '', ok: true, issues: [] },
      ],
      audiences: [audience, { expression: 'all', label: t('Все клиенты', 'All clients'), clients: 1805, withEmail: 1612 }],
      fields: [], senderEmail: 'shop@example.com', senderName: t('Цветочная лавка', 'Flower shop'), allowanceToday: 276,
      allowanceText: t('Сегодня можно отправить 276 писем.', '276 letters may leave today.'), webappChecked: false, requireConsent: true, issues: [],
      mailings: [
        { mailingId: 'm1', title, state: 'waiting', stateLabel: waits.stateLabel, createdAt: '2026-11-21T09:30:00Z', sent: 24, total: 68, unknown: 1 },
        { mailingId: 'm2', title: t('Новинки ноября', 'New in November'), state: 'stopped', stateLabel: t('Остановлена', 'Stopped'), createdAt: '2026-11-20T09:30:00Z', sent: 57, total: 120, unknown: 0 },
        { mailingId: 'm0', title: t('С 8 Марта', 'Spring sale'), state: 'finished', stateLabel: t('Закончена', 'Finished'), createdAt: '2026-03-07T09:30:00Z', sent: 1204, total: 1204, unknown: 0 },
      ],
    },
    'mailing.audience': audience,
    'mailing.preview': {
      clientId: 'c1', to: 'client1@example.com', subject: t('Мария, мы собрали для вас букет', 'Mary, a bouquet is waiting for you'), issues: [],
      html: `<!DOCTYPE html><html lang="${language}"><head><title>-</title><style>:root{color-scheme:light dark}@media (prefers-color-scheme: dark){.card{background:#303134!important;color:#e8eaed!important}}</style></head><body style="font:15px Arial;padding:16px"><div class="card" style="background:#f6f8f8;color:#222;padding:16px"><p>${t('Здравствуйте, Мария!', 'Hello Mary,')}</p><p>${t('Вы не заходили к нам 71 день. Мы соскучились и собрали для вас букет.', 'You have not visited us for 71 days. We have put a bouquet together for you.')}</p></div><p><a href="https://example.com">${t('Отписаться', 'Unsubscribe')}</a></p></body></html>`,
      text: t('Здравствуйте, Мария!\n\nВы не заходили к нам 71 день.', 'Hello Mary,\n\nYou have not visited us for 71 days.'),
    },
    'mailing.test': 'shop@example.com',
    'mailing.preflight': {
      request: { templateKey: 'return', audience: audience.expression, preparedMs: 1795338000000 }, title, kind: 'marketing', hasB: true, blocked: false, go: 68, skip: 10, heldOut: 7, goToday: 40, lastDay: '2026-11-24', days, issues: [],
      rows: [
        recipient(0, longName[language], '', ''),
        ...Array.from({ length: 67 }, (_, index) => recipient(index + 1, t(`Мария Иванова ${index + 1}`, `Mary Bell ${index + 1}`), '', '')),
        recipient(90, t('Пётр Кузнецов', 'Peter Smith'), 'unsubscribed', t('Отписался 3 марта', 'Unsubscribed on 3 March')),
        recipient(91, t('ООО «Ландыш»', 'Lily & Co'), 'consent_missing', t('Нет согласия на рекламные письма', 'No consent to marketing letters')),
        recipient(92, '', 'address_repeated', t('Этот адрес уже есть в рассылке', 'This address is in the mailing already')),
        ...Array.from({ length: 7 }, (_, index) => recipient(index + 100, t(`Анна Белова ${index + 1}`, `Ann White ${index + 1}`), 'held_out', held)),
      ],
      skippedBy: [
        { code: 'unsubscribed', text: t('Отписались', 'Unsubscribed'), count: 1 },
        { code: 'consent_missing', text: t('Нет согласия на рекламные письма', 'No consent to marketing letters'), count: 1 },
        { code: 'address_repeated', text: t('Адрес уже есть в рассылке', 'Address is in the mailing already'), count: 1 },
        { code: 'held_out', text: held, count: 7 },
      ],
      hints: [
        { code: 'subjectLong', text: t('Тема длиннее 50 знаков у 3 писем.', 'The subject is longer than 50 characters in 3 letters.'), todo: t('Сократите её: на телефоне конец темы не видно.', 'Shorten it: phones do not show its end.'), count: 3, clients: [longName[language], t('Мария Иванова 4', 'Mary Bell 4'), t('Мария Иванова 9', 'Mary Bell 9')] },
        { code: 'fieldsEmpty', text: t('Поле «Последний товар» пусто у 12 клиентов.', 'The field “Last product” is empty for 12 clients.'), todo: t('Допишите запасной текст: {{Последний товар|ваш заказ}}.', 'Add a text for that case: {{Last product|your order}}.'), count: 12, clients: [t('Мария Иванова 2', 'Mary Bell 2'), t('Мария Иванова 3', 'Mary Bell 3'), t('Мария Иванова 7', 'Mary Bell 7')] },
        { code: 'balance', text: t('9 последних рассылок из 10 – предложения.', '9 of the last 10 mailings were offers.'), todo: t('Напишите что-нибудь полезное: четыре полезных письма на одно предложение.', 'Write something useful: four useful letters to an offer.'), count: 0, clients: [] },
      ],
    },
    'mailing.preflightTab': { tab: t('Проверка рассылки', 'Pre-flight'), rows: 78, text: t('Список на листе «Проверка рассылки»: 78 получателей.', 'The list is on the tab “Pre-flight”: 78 recipients.') },
    'mailing.plan': { ...progress, state: 'planned', stateLabel: t('Запланирована', 'Planned'), sent: 0, left: 68 },
    'mailing.sendChunk': { ...progress, ...waits, sent: 40, left: 27, unknown: 1, waitText: t('Дневной запас писем израсходован. Остальные уйдут завтра.', 'Today’s allowance is used up. The rest leaves tomorrow.') },
    'mailing.stop': { ...progress, state: 'stopped', stateLabel: t('Остановлена', 'Stopped'), canContinue: false, stopReason: 'owner', stopText: t('Вы остановили рассылку. Нажмите «Продолжить», когда будете готовы.', 'You stopped the mailing. Press “Continue” when you are ready.') },
    'mailing.resume': { ...progress, ...waits, waitText: t('Дневной запас писем израсходован. Остальные уйдут завтра.', 'Today’s allowance is used up. The rest leaves tomorrow.') },
    'mailing.progress': progress,
    'mailing.detail': {
      progress: { ...progress, ...waits, unknown: 2 },
      letters: [
        letter(0, longName[language], 'unknown', t('Под вопросом', 'In question'), ''),
        letter(5, t('Анна Белова', 'Ann White'), 'unknown', t('Под вопросом', 'In question'), ''),
        letter(1, t('Мария Иванова', 'Mary Bell'), 'sent', t('Отправлено', 'Sent'), ''),
        letter(2, t('Пётр Кузнецов', 'Peter Smith'), 'failed', t('Не доставлено', 'Failed'), t('Почта не приняла адрес.', 'The mail did not accept the address.')),
        letter(3, t('ООО «Ландыш»', 'Lily & Co'), 'planned', t('Ждёт', 'Planned'), ''),
      ],
    },
    'mailing.decide': progress,
    'mailing.background': true,
    'mailing.backgroundView': { on: false, gone: false },
    'webapp.view': webapp,
    'webapp.save': webapp,
  };
}

/** A mailing that the breaker stopped. */
export function brokenMailing(language: Language): MailingProgress {
  const t = <Text>(russian: Text, english: Text): Text => (language === 'ru' ? russian : english);
  return {
    ...mailingReplies(language)['mailing.progress'], state: 'stopped', stateLabel: t('Остановлена', 'Stopped'), sent: 57, failed: 3, left: 8, canContinue: false, stopReason: 'failures',
    stopText: t('3 письма из 60 не ушли, и рассылка остановлена, чтобы Google не ограничил ваш ящик. Посмотрите причины в списке писем.', '3 of 60 letters failed, so the mailing was stopped before Google limits your mailbox. Look at the reasons in the list of letters.'),
  };
}
