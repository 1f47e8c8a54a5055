/** What an error text of a mail service means, in English and Russian; anything else is an unknown outcome. */
import type { SendOutcome } from '../domain/ports';

type Failure = Exclude<SendOutcome['kind'], 'sent' | 'unknown'>;

/** Only texts that say for sure that the letter was not accepted. */
const TEXTS: readonly (readonly [pattern: RegExp, kind: Failure])[] = [
  [/user-?rate limit|rateLimitExceeded|too many times in a short time|quota exceeded for quota metric.*per minute|слишком много раз за короткое/i, 'wait'],
  [/daily (?:user sending )?limit|too many times for one day|limit exceeded for the day|лимит.*день|слишком много раз за (?:один )?день/i, 'daily-limit'],
  [/permission|authoriz|insufficient authentication scopes|not enabled|has not been used in project|not allowed|разрешени|авторизац|доступ/i, 'no-permission'],
  [/invalid (?:email|to header|recipient)|no recipient|recipient address required|body size|attachments? size|argument too large|недопустимый адрес|не указан получатель/i, 'failed'],
];

/** Classifies a thrown error of sending. */
export function sendFailure(error: unknown): SendOutcome {
  const text = error instanceof Error ? error.message : String(error);
  const known = TEXTS.find(([pattern]) => pattern.test(text));
  return { kind: known?.[1] ?? 'unknown', text };
}
