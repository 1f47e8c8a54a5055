/** English words of the results of mailings. */

/** Names of columns and settings. */
export const EN_RESULTS_WORDS = {
  'column.replied': 'Replied',
  'setting.mailing.resultDays': 'Orders count for {value#day|days} after a letter',
} as const;

/** Sentences of the server. */
export const EN_RESULTS = {
  'setting.mailing.resultDays': 'Days in which an order counts for a letter',
  'results.yes': 'yes',
  'results.effect.tooFew': 'Too few people to tell whether the letter brought orders: both groups need at least 20 people, and in the smaller one some five buyers are to be expected.',
  'results.effect.none': 'No difference that could not be chance: those without the letter bought about as often.',
  'results.effect.more': 'The letter worked: the share of buyers is higher by about {points} percentage points (with 95% confidence between {low} and {high}) than among those who got none.',
  'results.effect.less': 'Those who got the letter bought less often: the share of buyers is lower by about {points} percentage points (with 95% confidence between {low} and {high}).',
  'results.extraMoney': 'About {money} came on top.',
  'results.subjects.tooFew': 'Too few people to say which subject is better.',
  'results.subjects.none': 'No difference between the subjects that could not be chance.',
  'results.subjects.more': 'Subject A is better: the share of buyers is higher by about {points} percentage points (with 95% confidence between {low} and {high}).',
  'results.subjects.less': 'Subject B is better: the share of buyers is higher by about {points} percentage points (with 95% confidence between {low} and {high}).',
} as const;
