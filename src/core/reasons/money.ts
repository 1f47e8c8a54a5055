/** What money figures are made of: average bill, profit, return on sales, plan and share of wallet. */
import { formatMoney } from '../language/format';
import type { Language } from '../language/language';
import { text } from '../language/text';
import type { PlanFact } from '../plan';
import type { ClientFigures } from '../segmentation';
import type { Currency } from '../settings';
import { missingMoney, missingReason } from './missing';
import { smallShare } from './wording';

/** What the sentences need of a client's figures. */
export type MoneyFigures = Pick<ClientFigures, 'orders' | 'moneyMinor' | 'marginMinor'>;

/** What the share of wallet was counted from; null = unknown. */
export interface WalletFigures {
  readonly oursMinor: number | null;
  readonly elsewhereMinor: number | null;
  readonly share: number | null;
}

/** "£1,200 over 9 purchases". */
export function averageBillReason(figures: MoneyFigures, currency: Currency, hasAmounts: boolean, language: Language): string {
  if (figures.orders === 0 || figures.moneyMinor === null) return missingMoney(figures, hasAmounts, language);
  return text(language, 'reason.averageBill', { money: formatMoney(figures.moneyMinor, currency, language), orders: figures.orders });
}

/** "Money £1,200 less cost £900". */
export function marginReason(figures: MoneyFigures, currency: Currency, hasAmounts: boolean, language: Language): string {
  const { orders, moneyMinor, marginMinor } = figures;
  if (orders === 0 || moneyMinor === null) return missingMoney(figures, hasAmounts, language);
  if (marginMinor === null) return missingReason('noCost', language);
  return text(language, 'reason.margin', {
    money: formatMoney(moneyMinor, currency, language),
    cost: formatMoney(moneyMinor - marginMinor, currency, language),
  });
}

/** "Profit £300 out of £1,200". */
export function rosReason(figures: MoneyFigures, currency: Currency, hasAmounts: boolean, language: Language): string {
  const { orders, moneyMinor, marginMinor } = figures;
  if (orders === 0 || moneyMinor === null) return missingMoney(figures, hasAmounts, language);
  if (marginMinor === null) return missingReason('noCost', language);
  if (moneyMinor <= 0) return missingReason('noRevenue', language);
  return text(language, 'reason.ros', { profit: formatMoney(marginMinor, currency, language), money: formatMoney(moneyMinor, currency, language) });
}

/** "£800 of £1,200 sold; an even pace would be £600 by now: on pace". @param hasAmounts whether the orders have amounts at all */
export function planReason(plan: PlanFact, currency: Currency, hasAmounts: boolean, language: Language): string {
  const { planMinor, factMinor, expectedMinor } = plan;
  if (planMinor === null || planMinor <= 0 || expectedMinor === null) return missingReason('noPlan', language);
  if (factMinor === null) return missingReason(hasAmounts ? 'sumRefused' : 'noAmounts', language);
  return text(language, factMinor >= expectedMinor ? 'reason.plan.ahead' : 'reason.plan.behind', {
    fact: formatMoney(factMinor, currency, language),
    plan: formatMoney(planMinor, currency, language),
    expected: formatMoney(expectedMinor, currency, language),
  });
}

/** "£8,000 with us and £2,000 elsewhere in a year: 80% is ours". */
export function walletReason(wallet: WalletFigures, currency: Currency, hasAmounts: boolean, language: Language): string {
  const { oursMinor, elsewhereMinor, share } = wallet;
  if (elsewhereMinor === null) return missingReason('noElsewhere', language);
  if (oursMinor === null) return missingReason(hasAmounts ? 'sumRefused' : 'noAmounts', language);
  if (share === null) return missingReason('noSales', language);
  return text(language, 'reason.wallet', {
    ours: formatMoney(oursMinor, currency, language),
    elsewhere: formatMoney(elsewhereMinor, currency, language),
    share: smallShare(share, language),
  });
}
