/** How the clients of the demo base buy: one habit for each segment and band, so that every list has somebody in it. */

/** Clients who buy alike. Gaps and silence are in days; `spend` multiplies the price of what they take. */
export interface Habit {
  readonly clients: number;
  readonly orders: readonly [fewest: number, most: number];
  readonly gapDays: number;
  /** Share of the gap by which it varies to both sides. */
  readonly spread: number;
  readonly silentDays: readonly [shortest: number, longest: number];
  readonly spend: number;
}

/** From the best to those who left. */
export const HABITS: readonly Habit[] = [
  // Regulars in their rhythm: champions and loyal ones.
  { clients: 7, orders: [17, 23], gapDays: 26, spread: 0.2, silentDays: [2, 20], spend: 1.5 },
  { clients: 7, orders: [7, 11], gapDays: 48, spread: 0.35, silentDays: [4, 40], spend: 1 },
  // Regulars whose turn it is, who are late, who fell silent.
  { clients: 3, orders: [7, 9], gapDays: 40, spread: 0.1, silentDays: [46, 54], spend: 1 },
  { clients: 4, orders: [8, 12], gapDays: 32, spread: 0.1, silentDays: [52, 60], spend: 1.2 },
  { clients: 4, orders: [8, 12], gapDays: 32, spread: 0.1, silentDays: [70, 88], spend: 1.3 },
  { clients: 3, orders: [10, 14], gapDays: 28, spread: 0.2, silentDays: [195, 260], spend: 1.6 },
  { clients: 3, orders: [4, 5], gapDays: 55, spread: 0.3, silentDays: [190, 300], spend: 0.5 },
  // One or two purchases, from yesterday's newcomers to those of the year before last.
  { clients: 4, orders: [1, 1], gapDays: 0, spread: 0, silentDays: [1, 25], spend: 1 },
  { clients: 4, orders: [1, 1], gapDays: 0, spread: 0, silentDays: [34, 86], spend: 1 },
  { clients: 4, orders: [2, 2], gapDays: 30, spread: 0.5, silentDays: [8, 80], spend: 1 },
  { clients: 3, orders: [2, 2], gapDays: 40, spread: 0.5, silentDays: [95, 172], spend: 1 },
  { clients: 3, orders: [1, 1], gapDays: 0, spread: 0, silentDays: [95, 172], spend: 1 },
  { clients: 3, orders: [1, 2], gapDays: 45, spread: 0.5, silentDays: [190, 350], spend: 1 },
  { clients: 3, orders: [1, 2], gapDays: 45, spread: 0.5, silentDays: [380, 620], spend: 1 },
];

/** Orders reach back no further than this. */
export const DAYS_KEPT = 730;
