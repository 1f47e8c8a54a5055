/** How the locale of a spreadsheet has its owner write phones, dates and sums where a column does not tell. */
import { defaultCountryOf } from '../../core/contacts/phone';
import type { CleanOptions } from '../../core/contacts/findings';
import type { Ports } from '../ports';

/** Languages whose decimal mark is the comma. */
const COMMA_DECIMAL = /^(?:ru|be|uk|kk|ky|uz|tg|hy|ka|az|de|fr|it|es|pt|pl|cs|sk|lt|lv|et|fi|sv|da|nb|nl|tr|el|bg|ro|hu|sr|hr|sl|vi)(?:[_-]|$)/i;

/** Options of cleaning for this spreadsheet; days after today are in the future. 0 counted calls. */
export function cleanOptions({ book, clock }: Ports): CleanOptions {
  const locale = book.locale();
  return {
    country: defaultCountryOf(locale),
    todayDay: clock.dayOf(clock.now()),
    preferredDateOrder: /^en(?:[_-]US)?$/i.test(locale) ? 'mdy' : 'dmy',
    preferredDecimal: COMMA_DECIMAL.test(locale) ? ',' : '.',
  };
}
