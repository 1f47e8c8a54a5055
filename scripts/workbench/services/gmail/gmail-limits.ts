/** What the Gmail service lets a user do: quota units per minute and recipients per day of the account (PLATFORM-FACTS §1.4). */
import type { Execution } from '../../runtime/execution';
import type { StateSlot } from '../../runtime/state';
import { gmailError } from './gmail-error';

const UNITS_PER_MINUTE = 6000;
const RECIPIENTS_PER_DAY = { consumer: 500, workspace: 2000 } as const;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** [moment, amount] pairs. */
type Uses = (readonly [number, number])[];

interface Account {
  units: Uses;
  recipients: Uses;
}

const LIMITS_SLOT: StateSlot<Map<string, Account>> = {
  key: 'gmail',
  create: () => new Map(),
  save: (accounts) => Object.fromEntries([...accounts].map(([email, account]) => [email, { ...account }])),
  load: (saved) => new Map(Object.entries(saved as unknown as Record<string, Account>).map(([email, account]) => [email, { ...account }])),
};

function accountOf(execution: Execution): Account {
  const accounts = execution.host.state(LIMITS_SLOT);
  const { email } = execution.effectiveUser;
  let account = accounts.get(email);
  if (account === undefined) {
    account = { units: [], recipients: [] };
    accounts.set(email, account);
  }
  return account;
}

/** Takes from an allowance over a sliding window; throws the 429 text with the moment from which it would pass again. */
function take(execution: Execution, method: string, uses: Uses, windowMs: number, limit: number, amount: number, kind: string): Uses {
  const now = execution.now();
  const recent = uses.filter(([moment]) => moment > now - windowMs);
  let over = recent.reduce((sum, [, used]) => sum + used, 0) + amount - limit;
  if (over > 0) {
    let retryMs = now + windowMs;
    for (const [moment, used] of recent) {
      over -= used;
      if (over <= 0) {
        retryMs = moment + windowMs;
        break;
      }
    }
    throw gmailError(method, { code: 429, reason: 'rateLimitExceeded', text: `User-rate limit exceeded.  Retry after ${new Date(retryMs).toISOString()}${kind}` });
  }
  return amount === 0 ? recent : [...recent, [now, amount]];
}

/** Charges quota units of one call. */
export function takeUnits(execution: Execution, method: string, units: number): void {
  const account = accountOf(execution);
  account.units = take(execution, method, account.units, MINUTE_MS, UNITS_PER_MINUTE, units, '');
}

/** Charges the recipients of a letter against the account's own sending limit. */
export function takeRecipients(execution: Execution, method: string, recipients: number): void {
  const account = accountOf(execution);
  const limit = RECIPIENTS_PER_DAY[execution.effectiveUser.account];
  account.recipients = take(execution, method, account.recipients, DAY_MS, limit, recipients, ' (Mail sending)');
}
