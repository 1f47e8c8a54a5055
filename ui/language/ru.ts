/** Words of the pages in Russian. `{name}` is a value, `{count#клиент|клиента|клиентов}` a number with its noun, `{count|…}` the noun alone. */
import { ruAudience } from './ru-audience';
import { ruResults } from './ru-results';
import { ruWeekly } from './ru-weekly';
import { ruAutomations } from './ru-automations';
import { ruConsents } from './ru-consents';
import { ruDuplicates } from './ru-duplicates';
import { ruCleaning } from './ru-cleaning';
import { ruExport } from './ru-export';
import { ruImport } from './ru-import';
import { ruDesk } from './ru-desk';
import { ruJournal } from './ru-journal';
import { ruMailing } from './ru-mailing';
import { ruSetUp } from './ru-set-up';
import { ruTemplate } from './ru-template';
import { ruTemplateList } from './ru-template-list';
import { ruUndo } from './ru-undo';
import { ruViews } from './ru-views';

export const ru = {
  'page.name': 'Клиентура',
  'page.loading': 'Загружаем данные',
  'page.noSession': 'Страница открыта отдельно от таблицы',
  'page.noSessionWhat': 'Откройте её из таблицы: меню «Расширения», затем «Клиентура».',
  'rpc.timeout': 'Таблица не ответила за полторы минуты. Данные целы. Подождите немного и повторите: уже сделанное второй раз не выполнится.',
  'rpc.disconnected': 'Нет связи с таблицей. Закройте панель и откройте её снова из меню «Клиентура».',
  'rpc.unreadable': 'Ответ таблицы не удалось прочитать. Данные целы. Повторите; если не поможет, откройте панель снова из меню «Клиентура».',
  'rpc.failed': 'Google не выполнил запрос. Данные целы. Проверьте интернет и повторите. Если в браузере открыто несколько аккаунтов Google, оставьте один.',
  'demo.delete': 'Удалить демоданные',
  'demo.deleted': 'Демоданные удалены',
  'action.again': 'Повторить',
  'action.back': 'Назад',
  'action.cancel': 'Отменить',
  'action.close': 'Закрыть',
  'action.discard': 'Не сохранять',
  'action.stop': 'Остановить',
  'action.stopping': 'Остановимся после этого шага',
  'action.progress': '{done} из {total}',
  'toast.undo': 'Вернуть',
  'issue.error': 'Не получилось',
  'issue.warning': 'Обратите внимание',
  'issue.info': 'К сведению',
  'issue.count': 'всего {count#строка|строки|строк}',
  'count.clients': '{count#клиент|клиента|клиентов}',
  'count.clientsOnly': '{count|клиент|клиента|клиентов}',
  'count.rows': '{count#строка|строки|строк}',
  'change.clients': '{signed} {count|клиент|клиента|клиентов}',
  'table.nothing': 'пусто',

  'step.setUp': 'Сделать клиентской базой',
  'step.setUpWhat': 'Найдём в ваших листах заказы и клиентов, покажем, что поняли, и добавим недостающие листы. Данные останутся на месте.',
  'step.import': 'Импортировать заказы',
  'step.importWhat': 'Возьмите выгрузку из кассы, магазина или 1С: нужны клиент, дата и сумма.',
  'step.recalculate': 'Пересчитать',
  'step.recalculating': 'Пересчитываем',
  'step.recalculateWhat': 'Обновим сегменты и узнаем, кто давно не покупал.',
  'step.mailDormant': 'Посмотреть, кого вернуть',
  'step.mailDormantWhat': 'Есть клиенты, которые перестали покупать. Им можно написать.',
  'step.continueMailing': 'Продолжить рассылку',
  'step.continueMailingWhat': 'Рассылка отправлена не до конца. Никто не получит письмо дважды.',
  'step.decideUnknown': 'Разобрать письма',
  'step.decideUnknownWhat': 'Про некоторые письма неизвестно, ушли ли они. Скажите, и рассылка продолжится.',
  'step.unfreezeCopy': 'Сделать отдельной базой',
  'step.unfreezeCopyWhat': 'Если эта копия будет жить сама по себе, включите в ней рассылки.',
  'recalculate.done': 'Пересчитано: {clients#клиент|клиента|клиентов}, {orders#строка|строки|строк} заказов.',
  'recalculate.moved': 'Сегмент сменился у {moved#клиента|клиентов|клиентов}.',
  'recalculate.rejected': 'Не использовано {rejected#строка|строки|строк}.',

  ...ruAudience,
  ...ruResults,
  ...ruWeekly,
  ...ruAutomations,
  ...ruConsents,
  ...ruDuplicates,
  ...ruCleaning,
  ...ruExport,
  ...ruImport,
  ...ruSetUp,
  ...ruViews,
  ...ruMailing,
  ...ruTemplate,
  ...ruTemplateList,
  ...ruDesk,
  ...ruJournal,
  ...ruUndo,

} as const;

/** Every key of the pages' catalogues. */
export type WordKey = keyof typeof ru;
