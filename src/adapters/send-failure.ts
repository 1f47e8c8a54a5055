/** What an error text of a mail service means, in English and Russian. Anything not known for sure is an unknown outcome: it is never sent again by itself. */
import type { SendOutcome } from '../domain/ports';

/** Classes of failure in which the letter was surely not accepted. */
export type FailureClass = Exclude<SendOutcome['kind'], 'sent' | 'unknown'>;

/**
 * Texts by class, the first that fits decides. Texts of the network and of Google's servers come first: whatever else they mention, the letter may
 * have been taken.
 */
const TEXTS: readonly (readonly [kind: FailureClass | 'unknown', pattern: RegExp])[] = [
  ['unknown', /server error|backend ?error|internal error|timed? ?out|unavailable|empty response|execution time|ошибка сервера|внутренняя ошибка|недоступ|время ожидания|пустой ответ/i],
  ['service-off', /(?:mail|gmail)[\w ]* not enabled|has not been used in project|access ?not ?configured|precondition check failed|(?:служба|сервис)[\wа-яё «»]*(?:не включен|отключен)|не использовался в проекте/i],
  ['daily-limit', /too many times for one day|daily (?:user )?(?:sending )?(?:limit|quota)|dailyLimitExceeded|limit exceeded for the day|computer time for one day|per day|слишком много раз за (?:один )?день|(?:дневн|суточн)[а-яё]* (?:лимит|предел|квот)|(?:лимит|квот)[а-яё]* (?:на|за) (?:день|сутки)/i],
  ['wait', /user-?rate ?limit|rate ?limit ?exceeded|too many times in a short time|too many times per second|too many concurrent|too many scripts running|quota exceeded for quota metric|слишком много раз за короткое|слишком много одновременн|слишком часто|превышена частота|раз в секунду/i],
  ['failed', /invalid (?:e-?mail|to header|recipient|cc header|bcc header)|no recipient|recipient address required|email (?:recipients per message|body size|total attachments size|attachments per message)|argument too large|message (?:is )?too large|entity too large|payload message string|(?:недопустимый|неверный|некорректный) (?:адрес|получатель|e-?mail)|(?:не указан|нет) получател|размер (?:текста|тела|вложени|письма)|количество (?:получател|вложени)|слишком (?:большой аргумент|большое (?:письмо|сообщение)|длинный)/i],
  ['no-permission', /do not have permission|permissions are not sufficient|authorization is required|insufficient(?: authentication scopes| ?permissions?)|invalid credentials|login required|delegation denied|operation not allowed|access (?:was )?revoked|invalid_grant|нет разрешени|разрешений недостаточно|недостаточно (?:прав|разрешений)|(?:требуется|необходима) авторизация|операция не разрешена|нет прав/i],
];

/** An address in a text: the log and the Outbox must not keep it. */
const ADDRESS = /[^\s<>"'«»:,;()]+@[^\s<>"'«»:,;()]+/g;
const LONGEST_TEXT = 200;

/** Classifies a thrown error of sending. The text comes back without addresses and in one short line. */
export function sendFailure(error: unknown): SendOutcome {
  const thrown = error instanceof Error ? error.message : String(error);
  const known = TEXTS.find(([, pattern]) => pattern.test(thrown));
  return { kind: known?.[0] ?? 'unknown', text: thrown.replace(ADDRESS, '…').replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT) };
}
