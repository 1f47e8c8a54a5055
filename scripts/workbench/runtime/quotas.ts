/** Daily quotas by user and account kind, with the platform's texts, and the limits of one execution. */
import type { ExecutionKind, QuotaName, User } from './execution';
import { ServiceError } from './service';
import type { StateSlot } from './state';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

interface QuotaRule {
  readonly consumer: number;
  readonly workspace: number;
  readonly text: string;
}

const RULES: Readonly<Record<QuotaName, QuotaRule>> = {
  email: { consumer: 100, workspace: 1500, text: 'Service invoked too many times for one day: email.' },
  properties: { consumer: 50_000, workspace: 500_000, text: 'Service invoked too many times for one day: properties.' },
  urlfetch: { consumer: 20_000, workspace: 100_000, text: 'Service invoked too many times for one day: urlfetch.' },
  triggerRuntimeMs: { consumer: 90 * MINUTE_MS, workspace: 360 * MINUTE_MS, text: 'Service using too much computer time for one day.' },
  spreadsheetsCreated: { consumer: 250, workspace: 3200, text: 'Service invoked too many times for one day: create spreadsheets.' },
  // Not a daily quota of Apps Script: units of the Gmail API per minute of a new Cloud project.
  gmailUnits: { consumer: 6000, workspace: 6000, text: 'User-rate limit exceeded. Retry after a minute.' },
};

const PERIOD_MS: Readonly<Partial<Record<QuotaName, number>>> = { gmailUnits: MINUTE_MS };

/** Virtual milliseconds an execution may last. */
export function runtimeLimitMs(kind: ExecutionKind): number {
  return kind === 'customFunction' || kind === 'simpleTrigger' ? 30_000 : 6 * MINUTE_MS;
}

/** Executions of one user at once. */
export const SIMULTANEOUS_LIMIT = 30;

/** Use of the quotas: the period of a user begins with his first use. */
export class QuotaBook {
  readonly used = new Map<string, { startMs: number; amount: number }>();

  /** What is left of the user's quota. */
  remaining(name: QuotaName, user: User, nowMs: number): number {
    const entry = this.used.get(`${name} ${user.email}`);
    const running = entry && nowMs - entry.startMs < (PERIOD_MS[name] ?? DAY_MS);
    return RULES[name][user.account] - (running ? entry.amount : 0);
  }

  /** Takes the amount, or throws and takes nothing. */
  charge(name: QuotaName, user: User, amount: number, nowMs: number): void {
    if (this.remaining(name, user, nowMs) < amount) throw new ServiceError(RULES[name].text);
    const key = `${name} ${user.email}`;
    const entry = this.used.get(key);
    if (entry && nowMs - entry.startMs < (PERIOD_MS[name] ?? DAY_MS)) entry.amount += amount;
    else this.used.set(key, { startMs: nowMs, amount });
  }
}

export const QUOTA_SLOT: StateSlot<QuotaBook> = {
  key: 'quotas',
  create: () => new QuotaBook(),
  save: (book) => [...book.used].map(([key, entry]) => [key, entry.startMs, entry.amount]),
  load: (saved) => {
    const book = new QuotaBook();
    for (const [key, startMs, amount] of saved as [string, number, number][]) book.used.set(key, { startMs, amount });
    return book;
  },
};
