/** An audience counted as the builder shows it: clients, money, and how many a letter would go to now. */
import type { AudienceCount } from '../../contract/audience-views';
import type { Issue, Outcome } from '../../core/issue';
import { outcome } from '../../core/issue';
import { formatMoney } from '../../core/language/format';
import { isValidAddress } from '../../core/mail/address';
import type { SkipReason } from '../../core/mail/plan';
import { planMailing } from '../../core/mail/plan';
import { majorOf } from '../../core/money';
import type { Base } from '../base';
import { openBase } from '../base';
import { cellText } from '../cells';
import type { ClientBase, ListedClient } from '../client-list';
import { readClientBase, selectClients } from '../client-list';
import { clientCell } from '../clients-table';
import { issueViews } from '../issue-view';
import type { Ports } from '../ports';
import { say } from '../words';
import { marketingDays, openMailing, recipientOf } from './mailing-data';

/**
 * Counts an audience; an expression that is not understood is an issue. Where the mailing part of the base cannot be read, clients and money
 * are counted all the same. At most 7 counted calls: those of a mailing, and what the expression asks for.
 */
export function countClients(ports: Ports, expression: string): Outcome<AudienceCount | null> {
  const mailing = openMailing(ports, false);
  if (mailing.value === null) return countWithoutMailing(ports, expression, mailing.issues);
  const opened = mailing.value;
  const { base, data } = opened;
  const selected = selectClients(data, expression);
  if (selected.value === null) return outcome(null, selected.issues);
  const { clock } = base.ports;
  const days = marketingDays(opened, true);
  const recipients = selected.value.map((client) => recipientOf(opened, client, days, undefined));
  const { settings } = base;
  // Not the allowance but the rules are asked: a large audience leaves over several days.
  const planned = planMailing(recipients, {
    kind: 'marketing', today: clock.dayOf(clock.now()), requireConsent: settings['mailing.requireConsent'], capLetters: settings['mailing.capLetters'],
    capDays: settings['mailing.capDays'], dailyLimit: recipients.length, sentLast24Hours: 0,
  }).value;
  const skipped = new Map<SkipReason, number>();
  for (const { reason } of planned) if (reason !== undefined) skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  return outcome({
    ...moneyCount(base, data, expression, selected.value),
    goNow: planned.filter(({ goes }) => goes).length,
    skippedBy: [...skipped].sort((a, b) => b[1] - a[1]).map(([code, count]) => ({ code, text: say(base.language, `skip.${code}`), count })),
    issues: issueViews([...opened.issues, ...selected.issues], base.language),
  });
}

function countWithoutMailing(ports: Ports, expression: string, why: readonly Issue[]): Outcome<AudienceCount | null> {
  const opened = openBase(ports);
  if (opened.value === null) return outcome(null, opened.issues);
  const read = readClientBase(opened.value);
  if (read.value === null) return outcome(null, read.issues);
  const selected = selectClients(read.value, expression);
  if (selected.value === null) return outcome(null, selected.issues);
  return outcome({ ...moneyCount(opened.value, read.value, expression, selected.value), goNow: null, skippedBy: [], issues: issueViews([...why, ...selected.issues], opened.value.language) });
}

function moneyCount(base: Base, data: ClientBase, expression: string, clients: readonly ListedClient[]): Omit<AudienceCount, 'goNow' | 'skippedBy' | 'issues'> {
  const sum = (of: (client: ListedClient) => number | null): number => clients.reduce((total, client) => total + (of(client) ?? 0), 0);
  const moneyMinor = sum(({ figures }) => figures.moneyMinor);
  // Money at risk is that of clients who are late or silent; for the others the column shows what they would be worth.
  const riskMinor = sum(({ figures }) => (figures.dormancy === 'dormant' || figures.dormancy === 'lost' ? figures.moneyAtRiskMinor : 0));
  const shown = (minor: number): string => formatMoney(minor, base.settings.currency, base.language);
  return {
    expression, label: expression, clients: clients.length,
    withEmail: clients.filter(({ record }) => isValidAddress(cellText(clientCell(data.clients, record, 'email')))).length,
    money: majorOf(moneyMinor), moneyShown: shown(moneyMinor), moneyAtRisk: majorOf(riskMinor), moneyAtRiskShown: shown(riskMinor),
  };
}
