/** Error texts of the mail services by class: a text that does not say for sure that the letter was refused is an unknown outcome. */
import { sendFailure } from '../../src/adapters/send-failure';
import type { SendOutcome } from '../../src/domain/ports';

const CASES: readonly (readonly [kind: SendOutcome['kind'], ...texts: string[]])[] = [
  ['failed',
    'Failed to send email: no recipient', 'Invalid email: bob@example', 'API call to gmail.users.messages.send failed with error: Invalid To header',
    'API call to gmail.users.messages.send failed with error: Recipient address required', 'Limit Exceeded: Email Recipients Per Message.', 'Limit Exceeded: Email Body Size.',
    'Limit Exceeded: Email Total Attachments Size.', 'Limit exceeded: Email Attachments Per Message.', 'Argument too large: subject', 'Request Entity Too Large',
    'Недопустимый адрес электронной почты: bob@example', 'Не удалось отправить письмо: не указан получатель', 'Превышен лимит: размер текста письма.', 'Превышен лимит: размер вложений.',
    'Превышен лимит: количество получателей в сообщении.', 'Слишком большой аргумент: subject',
  ],
  ['wait',
    'User-rate limit exceeded.  Retry after 2026-11-22T10:00:00.000Z', 'API call to gmail.users.messages.send failed with error: Rate Limit Exceeded',
    'Service invoked too many times in a short time: gmail. Try Utilities.sleep(1000) between calls.', 'API call to gmail.users.messages.send failed with error: Too many concurrent requests for user',
    "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service 'gmail.googleapis.com'",
    'Script invoked too many times per second for this Google user account.', 'There are too many scripts running simultaneously for this Google user account.',
    'Служба вызвана слишком много раз за короткое время: gmail. Попробуйте вызвать Utilities.sleep(1000) между вызовами.', 'Скрипт вызывается слишком часто для этого аккаунта Google.',
    'Слишком много одновременных запросов.',
  ],
  ['daily-limit',
    'Service invoked too many times for one day: email.', 'Daily Limit Exceeded', 'API call to gmail.users.messages.send failed with error: Daily user sending limit exceeded. (Mail sending)',
    'Service using too much computer time for one day.', "Quota exceeded for quota metric 'Queries' and limit 'Queries per day' of service 'gmail.googleapis.com'",
    'Служба вызвана слишком много раз за один день: email.', 'Превышен дневной лимит отправки писем.', 'Исчерпана суточная квота.',
  ],
  ['no-permission',
    'You do not have permission to call MailApp.sendEmail. Required permissions: https://www.googleapis.com/auth/script.send_mail',
    'Specified permissions are not sufficient to call Gmail.Users.Messages.send. Required permissions: https://www.googleapis.com/auth/gmail.send',
    'Authorization is required to perform that action. Please run the script again to authorize it.', 'API call to gmail.users.messages.send failed with error: Request had insufficient authentication scopes.',
    'Invalid Credentials', 'Gmail operation not allowed.', 'У вас нет разрешения на вызов MailApp.sendEmail.', 'Указанных разрешений недостаточно для вызова Gmail.Users.Messages.send.',
    'Для выполнения этого действия требуется авторизация. Запустите скрипт ещё раз.',
  ],
  ['service-off',
    'Mail service not enabled', 'Gmail API has not been used in project 123456 before or it is disabled. Enable it by visiting https://console.developers.google.com then retry.',
    'accessNotConfigured', 'API call to gmail.users.messages.send failed with error: Precondition check failed.', 'Почтовая служба не включена', 'Служба Gmail отключена',
  ],
  ['unknown',
    "We're sorry, a server error occurred. Please wait a bit and try again.", 'К сожалению, произошла ошибка сервера. Подождите немного и повторите попытку.', 'Backend Error', 'Empty response',
    'Timed out waiting for the server', 'Timeout: https://gmail.googleapis.com', 'Address unavailable: https://gmail.googleapis.com/gmail/v1/users/me/messages/send', 'Service unavailable: you do not have permission to wait longer',
    'Служба временно недоступна', 'Истекло время ожидания ответа', 'Exceeded maximum execution time', 'Se produjo un error en el servidor', '', 'Bad Request',
  ],
];

test.each(CASES.flatMap(([kind, ...texts]) => texts.map((text) => [kind, text] as const)))('%s: %s', (kind, text) => {
  expect(sendFailure(new Error(text)).kind).toBe(kind);
});

test('the text that is kept names no address and stays short', () => {
  const { kind, ...kept } = sendFailure(new Error(`Invalid email: "Bob" <bob@example.com>, eve@пример.рф\n${'x'.repeat(500)}`));
  expect(kind).toBe('failed');
  expect(JSON.stringify(kept)).not.toMatch(/@|bob|eve|\\n/);
  expect(JSON.stringify(kept).length).toBeLessThan(220);
});

test('whatever is thrown has a class', () => {
  for (const thrown of [undefined, null, 'Invalid email: x', { message: 'odd' }]) expect(['failed', 'unknown']).toContain(sendFailure(thrown).kind);
});
