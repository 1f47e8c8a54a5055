/** How reasons write names and numbers: rounded, but never so far that a number seems to lie on the other side of a limit. */
import { formatMoney, formatNumber } from '../language/format';
import type { Language } from '../language/language';
import { text } from '../language/text';
import { MINOR_PER_MAJOR } from '../money';
import type { Currency } from '../settings';

const MOST_DECIMALS = 6;
// Quotients that mean a limit exactly may differ from it in the last bits.
const EQUAL_WITHIN = 1e-9;

/** A name inside a sentence: its first letter small. */
export function inSentence(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The value rounded to the fewest decimals (at least `decimals`) that leave it on its side of every limit. */
export function roundedBeside(value: number, limits: readonly number[], decimals: number): number {
  for (let count = decimals; count < MOST_DECIMALS; count += 1) {
    const rounded = roundTo(value, count);
    if (limits.every((limit) => sideOf(rounded, limit) === sideOf(value, limit))) return rounded;
  }
  return roundTo(value, MOST_DECIMALS);
}

/** `32 %` / `32%` from a fraction, as many decimals as keep it on its side of the limits (fractions too), at least `decimals` where needed. */
export function percent(fraction: number, language: Language, limits: readonly number[] = [], decimals = 0): string {
  const shown = roundedBeside(
    fraction * 100,
    limits.map((limit) => limit * 100),
    decimals,
  );
  const number = decimalsOf(shown, language);
  return language === 'ru' ? `${number}\u00a0%` : `${number}%`;
}

/** A limit or rate from Settings, as many decimals as it has. */
export function exactPercent(fraction: number, language: Language): string {
  return percent(fraction, language, [fraction]);
}

/** A share of a total: one decimal, and "less than 0.1 %" instead of a zero that is none. */
export function smallShare(fraction: number, language: Language): string {
  return fraction > 0 && fraction < 0.001 ? text(language, 'reason.below', { value: percent(0.001, language, [], 1) }) : percent(fraction, language, [], 1);
}

/** A probability with its "about": never 0 % or 100 % for a chance that is neither. */
export function chance(probability: number, language: Language): string {
  if (probability < 0.01) return text(language, 'reason.below', { value: percent(0.01, language) });
  if (probability > 0.99) return text(language, 'reason.above', { value: percent(0.99, language) });
  return text(language, 'reason.about', { value: percent(probability, language) });
}

/** A number with as many decimals as it has, six at most. */
export function decimalsOf(value: number, language: Language): string {
  for (let count = 0; count < MOST_DECIMALS; count += 1) {
    if (Math.abs(roundTo(value, count) - value) < EQUAL_WITHIN) return formatNumber(value, language, count);
  }
  return formatNumber(value, language, MOST_DECIMALS);
}

/** An estimated amount in whole major units; smaller ones keep their minor units. */
export function estimatedMoney(amountMinor: number, currency: Currency, language: Language): string {
  const isSmall = Math.abs(amountMinor) < 10 * MINOR_PER_MAJOR;
  const minor = isSmall ? Math.round(amountMinor) : Math.round(amountMinor / MINOR_PER_MAJOR) * MINOR_PER_MAJOR;
  return formatMoney(minor === 0 ? 0 : minor, currency, language);
}

/** A value rounded to so many decimals. */
export function roundTo(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  const rounded = Math.round(value * factor) / factor;
  return rounded === 0 ? 0 : rounded;
}

function sideOf(value: number, limit: number): number {
  if (Math.abs(value - limit) <= EQUAL_WITHIN) return 0;
  return value < limit ? -1 : 1;
}
